//! Projects as Python sees them.

use std::path::PathBuf;

use nianbao::{Options, Severity, Silent};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::diff::Locked;
use crate::error::{raise, reject};
use crate::figure::Figures;

/// A unit's folder with ``nianbao.toml``, its workbooks and its narrative.
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Project(nianbao::Project);

impl Project {
    pub(crate) const fn core(&self) -> &nianbao::Project {
        &self.0
    }
}

#[pymethods]
impl Project {
    /// The unit's full name.
    #[getter]
    fn unit(&self) -> &str {
        &self.0.report.unit
    }

    /// The report's year.
    #[getter]
    fn year(&self) -> i32 {
        self.0.report.year
    }

    /// The figures, computed from the workbooks as they are now.
    #[getter]
    fn figures(&self, py: Python<'_>) -> PyResult<Figures> {
        let computed = py.detach(|| nianbao::compute(&self.0, &Silent));
        computed.map(|computed| Figures(computed.figures)).map_err(|error| raise(&error))
    }

    /// Writes workbooks back to their senders, with what is wrong at its cells.
    ///
    /// For each workbook that something is wrong with, a copy in which the cells are coloured and carry a comment, with
    /// a list of the findings as its last sheet; for formats other than .xlsx the list alone. The files hold the
    /// sender's own rows: return them to the sender only.
    ///
    /// Parameters
    /// ----------
    /// out
    ///     The folder for the copies, which can't be that of the ledgers.
    ///
    /// Returns
    /// -------
    /// list of pathlib.Path
    ///     The files that were written, in the order of the project's workbooks.
    ///
    /// Raises
    /// ------
    /// NianbaoError
    ///     A copy would replace a file that isn't one, or would be read as a ledger.
    fn mark(&self, py: Python<'_>, out: PathBuf) -> PyResult<Vec<PathBuf>> {
        let written = py.detach(|| {
            let computed = nianbao::compute(&self.0, &Silent)?;
            nianbao::render::mark::mark(&self.0, &computed, &computed.findings, &out, &Silent)
        });
        let written = written.map_err(|error| raise(&error))?;
        Ok(written.into_iter().map(|marked| marked.path).collect())
    }

    /// Approves the figures as they are now: writes ``figures.lock`` into the project's folder.
    ///
    /// Parameters
    /// ----------
    /// fail_on
    ///     ``error``, ``warning`` or ``note``: nothing is approved while a finding of this severity or above is open.
    ///
    /// Raises
    /// ------
    /// RejectedError
    ///     There is such a finding.
    #[pyo3(signature = (*, fail_on = "error"))]
    fn lock(&self, py: Python<'_>, fail_on: &str) -> PyResult<Locked> {
        let severities = [Severity::Error, Severity::Warning, Severity::Note];
        let found = severities.into_iter().find(|severity| severity.as_str() == fail_on);
        let fail_on = found.ok_or_else(|| PyValueError::new_err(format!("fail_on: {fail_on:?}")))?;
        let locked = py.detach(|| {
            let compiled = nianbao::compile(&self.0, &Silent)?;
            nianbao::lock::lock(&compiled, fail_on)
        });
        let locked = locked.map_err(|error| raise(&error))?;
        locked.map(Locked::new).map_err(|rejected| reject(&rejected))
    }

    fn __repr__(&self) -> String {
        format!("Project({:?}, {})", self.unit(), self.year())
    }
}

/// Opens a project.
///
/// Parameters
/// ----------
/// path
///     The project's folder, or its ``nianbao.toml``.
/// pack
///     A pack's folder, in place of the standard pack that the project names.
///
/// Raises
/// ------
/// FileNotFoundError
///     There is no project file.
/// ProjectError, PackError
///     The project or its pack is not valid.
#[pyfunction]
#[pyo3(signature = (path, *, pack = None))]
pub(crate) fn open(path: PathBuf, pack: Option<PathBuf>) -> PyResult<Project> {
    let options = Options { pack, ..Options::default() };
    nianbao::Project::open(&path, &options).map(Project).map_err(|error| raise(&error))
}
