//! The native module of the Python package `nianbao`: the core's functions, nothing of its own.

mod audit;
mod command;
mod diff;
mod error;
mod figure;
mod numeral;
mod project;

use pyo3::prelude::*;

/// The native half of the package `nianbao`.
#[pymodule]
mod _native {
    #[pymodule_export]
    use crate::audit::{Audit, Finding, Statement, of_text};
    #[pymodule_export]
    use crate::command::command;
    #[pymodule_export]
    use crate::diff::{Diff, Difference, Locked, NotCompared, between};
    #[pymodule_export]
    use crate::error::{NianbaoError, PackError, ProjectError, RejectedError, RenderError};
    #[pymodule_export]
    use crate::figure::{Figure, Figures};
    #[pymodule_export]
    use crate::numeral::{Mention, Numeral, extract, parse};
    #[pymodule_export]
    use crate::project::{Project, open};

    use super::{Bound, PyModule, PyModuleMethods, PyResult};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
