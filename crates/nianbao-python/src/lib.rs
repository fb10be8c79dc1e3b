//! The native module of the Python package `nianbao`: the core's functions, nothing of its own.

#![expect(clippy::doc_link_with_quotes, reason = "Python's examples look things up by their names")]

mod audit;
mod command;
mod diff;
mod drift;
mod error;
mod figure;
mod figures;
mod figures_frame;
mod finding;
mod findings;
mod frame;
mod frames;
mod language;
mod ledger;
mod lineage;
mod mapping;
mod numeral;
mod place;
mod project;
mod recipe;
mod series;
mod snapshot;
mod watch;
mod words;

use pyo3::prelude::*;

/// The native half of the package `nianbao`.
#[pymodule]
mod _native {
    #[pymodule_export]
    use crate::audit::{Audit, Statement, of_text};
    #[pymodule_export]
    use crate::command::command;
    #[pymodule_export]
    use crate::diff::{Diff, Difference, Locked, NotCompared, between};
    #[pymodule_export]
    use crate::figure::Figure;
    #[pymodule_export]
    use crate::figures::Figures;
    #[pymodule_export]
    use crate::finding::Finding;
    #[pymodule_export]
    use crate::findings::Findings;
    #[pymodule_export]
    use crate::ledger::{Column, Ledger, Ledgers};
    #[pymodule_export]
    use crate::numeral::{Mention, Numeral, extract, parse};
    #[pymodule_export]
    use crate::project::Project;
    #[pymodule_export]
    use crate::recipe::open;
    #[pymodule_export]
    use crate::series::{AllSeries, Series};

    use super::{Bound, PyModule, PyModuleMethods, PyResult};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
