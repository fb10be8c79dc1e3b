//! The command `nianbao`, which the wheel carries too.

use std::ffi::OsString;
use std::panic;

use pyo3::prelude::*;

/// What a Rust program ends with after a panic: never the code of findings.
const PANICKED: u8 = 101;

/// Run the command ``nianbao`` with these arguments, of which the first is its own name, and give its exit code.
#[pyfunction]
#[pyo3(signature = (arguments, /))]
pub(crate) fn command(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| panic::catch_unwind(|| nianbao_cli::run(&arguments)).unwrap_or(PANICKED))
}
