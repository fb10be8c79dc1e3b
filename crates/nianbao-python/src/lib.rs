//! The native module of the Python package `nianbao`: the core's functions, nothing of its own.

#![expect(clippy::doc_link_with_quotes, reason = "Python's examples look things up by their names")]

mod apart;
mod audit;
mod command;
mod diff;
mod drift;
mod error;
mod exact;
mod explanation;
mod figure;
mod figures;
mod figures_frame;
mod figures_html;
mod finding;
mod findings;
mod findings_html;
mod frame;
mod frames;
mod html;
mod init;
mod language;
mod ledger;
mod lineage;
mod mapping;
mod numeral;
mod numeral_format;
mod place;
mod project;
mod recorded;
mod records;
mod refresh;
mod report;
mod series;
mod snapshot;
mod statement;
mod trace;
mod verify;
mod watch;
mod words;

use pyo3::prelude::*;

/// The native half of the package `nianbao`.
#[pymodule]
mod _native {
    #[pymodule_export]
    use crate::audit::{Audit, of_text};
    #[pymodule_export]
    use crate::command::command;
    #[pymodule_export]
    use crate::diff::{Diff, Difference, Locked, NotCompared, between};
    #[pymodule_export]
    use crate::explanation::{Explanation, codes, explain};
    #[pymodule_export]
    use crate::figure::Figure;
    #[pymodule_export]
    use crate::figures::Figures;
    #[pymodule_export]
    use crate::finding::Finding;
    #[pymodule_export]
    use crate::findings::Findings;
    #[pymodule_export]
    use crate::init::init;
    #[pymodule_export]
    use crate::ledger::{Column, Ledger, Ledgers};
    #[pymodule_export]
    use crate::numeral::{Mention, Numeral, extract, parse};
    #[pymodule_export]
    use crate::numeral_format::format;
    #[pymodule_export]
    use crate::project::{Project, open};
    #[pymodule_export]
    use crate::recorded::{Record, Recorded};
    #[pymodule_export]
    use crate::records::{Records, read_figures};
    #[pymodule_export]
    use crate::refresh::{Change, Left, Refreshed, refresh};
    #[pymodule_export]
    use crate::report::Report;
    #[pymodule_export]
    use crate::series::{AllSeries, Series};
    #[pymodule_export]
    use crate::statement::Statement;
    #[pymodule_export]
    use crate::trace::Trace;
    #[pymodule_export]
    use crate::verify::{Verification, verify};

    use super::{Bound, PyModule, PyModuleMethods, PyResult};

    #[pymodule_init]
    fn add_version(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
