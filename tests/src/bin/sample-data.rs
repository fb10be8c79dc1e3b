//! Writes the workbooks of `sample-data/shapingba-2021`: the same bytes each time.

use std::path::Path;

use nianbao_tests::sample::{Error, Sample};

fn main() -> Result<(), Error> {
    Sample::new().write(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../sample-data/shapingba-2021"))
}
