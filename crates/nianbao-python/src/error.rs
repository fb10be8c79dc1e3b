//! Errors of the core as the exceptions of `nianbao.errors`. The match has no wildcard, so that a new variant can't be
//! forgotten.

use std::io;
use std::path::Path;

use nianbao::error::Fault;
use nianbao::finding::Argument;
use nianbao::message::Language;
use nianbao::{Error, Severity};
use pyo3::exceptions::{PyKeyboardInterrupt, PyOSError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::findings::Findings;
use crate::language;
use crate::place::place;

/// The number of the error that POSIX calls `ENOENT` and Windows has too.
const NO_SUCH_FILE: i32 = 2;

/// The exception for an error, its text in this language.
pub(crate) fn raise(error: &Error, language: Language) -> PyErr {
    raise_with(error, None, language)
}

/// The exception for an error, with what was found before the job had to be given up.
pub(crate) fn raise_with(error: &Error, found: Option<Findings>, language: Language) -> PyErr {
    let text = language::with(language, |messages| messages.error(error));
    let class = match error {
        Error::Read { path, source } | Error::Write { path, source } if source.kind() != io::ErrorKind::InvalidData => {
            return of_file(path, source, text);
        }
        Error::Cancelled => return PyKeyboardInterrupt::new_err(text),
        Error::Project(faults) if !faults.is_empty() && faults.iter().all(is_missing) => "MissingWorkbookError",
        // Of those that read and write, what is left is a text file that is no text.
        Error::Read { .. }
        | Error::Write { .. }
        | Error::Workbook { .. }
        | Error::Document { .. }
        | Error::Figures { .. }
        | Error::Project(_)
        | Error::Frames(_) => "ProjectError",
        Error::Pack(_) => "PackError",
        Error::Typeset(_) => "RenderError",
        Error::Refused(_) | Error::Internal(_) => "NianbaoError",
    };
    raised(class, text, |py, data| {
        let faults: Vec<_> = error.faults().iter().map(|own| fault(py, own, language)).collect::<PyResult<_>>()?;
        data.set_item("faults", PyTuple::new(py, faults)?)?;
        data.set_item("path", path_of(error))?;
        match found {
            Some(found) if class == "RenderError" => data.set_item("findings", found),
            _ => Ok(()),
        }
    })
}

/// The exception for findings that forbid what was asked for: one line each.
pub(crate) fn forbid(findings: Findings) -> PyErr {
    let language = findings.language();
    let lines = language::with(language, |messages| {
        let line = |finding: &nianbao::Finding| format!("\n  {}: {}", finding.place, messages.finding(finding).title);
        let count = [("count", findings.chosen().count().into())];
        messages.text("findings-forbid", &count.into_iter().collect())
            + &findings.chosen().map(line).collect::<String>()
    });
    raised("FindingsError", lines, |_, data| data.set_item("findings", findings))
}

/// An exception of `nianbao.errors` with its data.
pub(crate) fn raised(
    class: &str,
    text: String,
    fill: impl FnOnce(Python<'_>, &Bound<'_, PyDict>) -> PyResult<()>,
) -> PyErr {
    Python::attach(|py| {
        let make = || {
            let data = PyDict::new(py);
            fill(py, &data)?;
            let class = py.import("nianbao.errors")?.getattr(class)?;
            Ok(PyErr::from_value(class.call((text,), Some(&data))?))
        };
        make().unwrap_or_else(|error: PyErr| error)
    })
}

/// Python chooses the class by the number of the error: `FileNotFoundError`, `PermissionError` …
fn of_file(path: &Path, source: &io::Error, text: String) -> PyErr {
    let is_missing = source.kind() == io::ErrorKind::NotFound;
    let Some(number) = source.raw_os_error().or_else(|| is_missing.then_some(NO_SUCH_FILE)) else {
        return io::Error::new(source.kind(), text).into();
    };
    let path = path.display().to_string();
    Python::attach(|py| {
        let said = || py.import("os")?.call_method1("strerror", (number,))?.extract::<String>();
        PyOSError::new_err((number, said().unwrap_or(text), path))
    })
}

fn is_missing(fault: &Fault) -> bool {
    fault.key == "workbook-missing"
}

fn path_of(error: &Error) -> Option<String> {
    match error {
        Error::Read { path, .. }
        | Error::Write { path, .. }
        | Error::Workbook { path, .. }
        | Error::Document { path, .. }
        | Error::Figures { path, .. } => Some(path.display().to_string()),
        Error::Project(faults) => {
            let missing = faults.iter().find(|fault| is_missing(fault))?.arguments.get("path")?;
            Some(missing.to_string())
        }
        Error::Pack(_)
        | Error::Frames(_)
        | Error::Typeset(_)
        | Error::Refused(_)
        | Error::Cancelled
        | Error::Internal(_) => None,
    }
}

fn fault<'py>(py: Python<'py>, fault: &Fault, language: Language) -> PyResult<Bound<'py, PyAny>> {
    let message = language::with(language, |messages| messages.fault(fault));
    let at = fault.at.as_deref().map(|at| place(py, &nianbao::place::Place::Text(at.clone()))).transpose()?;
    let class = py.import("nianbao.errors")?.getattr("Fault")?;
    class.call1((fault.key, message, arguments(py, &fault.arguments)?, at))
}

/// The arguments of a message by name, as values of Python.
pub(crate) fn arguments<'py>(py: Python<'py>, given: &nianbao::finding::Arguments) -> PyResult<Bound<'py, PyDict>> {
    let arguments = PyDict::new(py);
    for (name, argument) in given {
        match argument {
            Argument::Text(text) => arguments.set_item(name, text),
            Argument::Texts(texts) => arguments.set_item(name, PyTuple::new(py, texts)?),
            Argument::Words(_, words) => arguments.set_item(name, PyTuple::new(py, words)?),
            Argument::Count(count) => arguments.set_item(name, count),
            Argument::Number(number) => arguments.set_item(name, number.normalize()),
            Argument::Date(day) => arguments.set_item(name, day),
        }?;
    }
    Ok(arguments)
}

/// The findings that weigh so much or more.
pub(crate) fn grave(findings: &[nianbao::Finding], fail_on: Severity) -> Vec<usize> {
    let heavy = findings.iter().enumerate().filter(|(_, finding)| finding.severity >= fail_on);
    heavy.map(|(at, _)| at).collect()
}
