//! Errors of the core as Python exceptions. The match has no wildcard, so that a new variant can't be forgotten.

use std::io;

use nianbao::message::{Language, Messages};
use pyo3::PyErr;
use pyo3::exceptions::{PyException, PyKeyboardInterrupt};

pyo3::create_exception!(nianbao, NianbaoError, PyException, "The job could not be done.");
pyo3::create_exception!(nianbao, PackError, NianbaoError, "The pack is not valid; all its faults are named.");
pyo3::create_exception!(
    nianbao,
    ProjectError,
    NianbaoError,
    "The project, one of its workbooks or a finished text can't be read."
);
pyo3::create_exception!(nianbao, RejectedError, NianbaoError, "There are findings that forbid it.");
pyo3::create_exception!(nianbao, RenderError, NianbaoError, "The report can't be typeset or written.");

/// The exception for findings that forbid what was asked for: one line each.
pub(crate) fn reject(rejected: &nianbao::Rejected) -> PyErr {
    let messages = Messages::new(Language::En);
    let line = |finding: &nianbao::Finding| format!("{}: {}", finding.place, messages.finding(finding).title);
    RejectedError::new_err(rejected.findings.iter().map(line).collect::<Vec<_>>().join("\n"))
}

/// The exception for an error.
pub(crate) fn raise(error: &nianbao::Error) -> PyErr {
    use nianbao::Error;
    let text = error.to_string();
    match error {
        // An error of the file system keeps its own class: FileNotFoundError, PermissionError …
        Error::Read { source, .. } | Error::Write { source, .. } => io::Error::new(source.kind(), text).into(),
        Error::Workbook { .. } | Error::Document { .. } | Error::Figures { .. } | Error::Project(_) => {
            ProjectError::new_err(text)
        }
        Error::Pack(_) => PackError::new_err(text),
        Error::Typeset(_) => RenderError::new_err(text),
        Error::Cancelled => PyKeyboardInterrupt::new_err(text),
        Error::Refused(_) | Error::Internal(_) => NianbaoError::new_err(text),
    }
}
