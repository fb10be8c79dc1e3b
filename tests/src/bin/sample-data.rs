//! Writes the workbooks of `sample-data/shapingba-2021`: the same bytes each time.

use nianbao_tests::sample::{Error, Sample, committed};

fn main() -> Result<(), Error> {
    Sample::new().write(&committed())
}
