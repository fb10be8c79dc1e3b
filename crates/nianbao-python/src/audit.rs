//! Audits of finished texts as Python sees them: frozen, with exact decimals.

use std::path::{Path, PathBuf};

use nianbao::audit::{self, Document, Judgement, Reason, Reference};
use nianbao::figure::FigureId;
use nianbao::message::{Language, Messages};
use nianbao::numeral::Bound;
use nianbao::record::json;
use nianbao::{Error, Options, Pack, Silent};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use rust_decimal::Decimal;

use crate::diff::Given;
use crate::error::raise;

/// A statement of a text, and how it agrees with the figure that it means.
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Statement(Judgement);

#[pymethods]
impl Statement {
    /// ``agrees``, ``rounding-only``, ``contradicts`` or ``not-assessable``.
    #[getter]
    fn verdict(&self) -> &str {
        self.0.verdict.as_str()
    }

    /// Why it is not assessable; ``other-unit`` with a contradiction if the unit is wrong; else ``None``.
    #[getter]
    fn reason(&self) -> Option<&str> {
        self.0.reason.map(Reason::as_str)
    }

    /// The number as it stands, or the names that imply it.
    #[getter]
    fn surface(&self) -> &str {
        &self.0.surface
    }

    /// Whether no number states it, but the names of what is counted.
    #[getter]
    fn implied(&self) -> bool {
        self.0.is_implied
    }

    /// The clause.
    #[getter]
    fn statement(&self) -> &str {
        &self.0.statement
    }

    /// The heading above it; empty if there is none.
    #[getter]
    fn context(&self) -> &str {
        &self.0.context
    }

    /// The line, from 1.
    #[getter]
    fn line(&self) -> usize {
        self.0.spot.line
    }

    /// The column in characters, from 1.
    #[getter]
    fn column(&self) -> usize {
        self.0.spot.column
    }

    /// The id of the figure that is meant.
    #[getter]
    fn figure(&self) -> Option<&str> {
        self.0.figure.as_ref().map(FigureId::as_str)
    }

    /// The ids of the figures that may be meant, where it isn't certain.
    #[getter]
    fn candidates(&self) -> Vec<&str> {
        self.0.candidates.iter().map(FigureId::as_str).collect()
    }

    /// The least number for which it stands, in the figure's unit; ``None`` if there is no end.
    #[getter]
    fn low(&self) -> Option<Decimal> {
        self.0.stated.and_then(|stated| end(stated.low))
    }

    /// The greatest number for which it stands.
    #[getter]
    fn high(&self) -> Option<Decimal> {
        self.0.stated.and_then(|stated| end(stated.high))
    }

    /// The figure's value; a rate in percent.
    #[getter]
    fn value(&self) -> Option<Decimal> {
        self.0.value.map(|value| value.normalize())
    }

    /// How far what is stated lies from the value: positive if more is stated.
    #[getter]
    fn difference(&self) -> Option<Decimal> {
        self.0.difference.map(|difference| difference.normalize())
    }

    /// The first cells behind a figure that is contradicted.
    #[getter]
    fn cells(&self) -> Vec<String> {
        self.0.cells.iter().map(ToString::to_string).collect()
    }

    fn __repr__(&self) -> String {
        format!("Statement({:?}, {:?}, {:?})", self.surface(), self.verdict(), self.figure().unwrap_or_default())
    }
}

fn end(bound: Bound) -> Option<Decimal> {
    bound.value().map(|value| value.normalize())
}

/// Something that is wrong with a text.
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Finding(nianbao::Finding);

#[pymethods]
impl Finding {
    /// The kind, such as ``contradicted-figure``.
    #[getter]
    fn code(&self) -> &str {
        self.0.code.as_str()
    }

    /// ``error``, ``warning`` or ``note``.
    #[getter]
    fn severity(&self) -> &str {
        self.0.severity.as_str()
    }

    /// Where it is.
    #[getter]
    fn place(&self) -> String {
        self.0.place.to_string()
    }

    /// What is wrong, in one line.
    #[getter]
    fn message(&self) -> String {
        Messages::new(Language::default()).finding(&self.0).title
    }

    fn __repr__(&self) -> String {
        format!("Finding({:?}, {:?})", self.code(), self.place())
    }
}

/// What an audit found.
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Audit(audit::Audit);

#[pymethods]
impl Audit {
    /// Each statement and its verdict, in the order of the text.
    #[getter]
    fn statements(&self) -> Vec<Statement> {
        self.0.judgements.iter().cloned().map(Statement).collect()
    }

    /// What is wrong with the text, in its order.
    #[getter]
    fn findings(&self) -> Vec<Finding> {
        self.0.findings.iter().cloned().map(Finding).collect()
    }

    /// The ids of the figures that the text doesn't state.
    #[getter]
    fn unstated(&self) -> Vec<&str> {
        self.0.unstated.iter().map(FigureId::as_str).collect()
    }

    fn __repr__(&self) -> String {
        format!("Audit({} statements, {} findings)", self.0.judgements.len(), self.0.findings.len())
    }
}

/// Holds a finished text against itself and against figures.
///
/// Parameters
/// ----------
/// path
///     The text.
/// project
///     The project, or its folder; without one and without ``figures`` the text is held against itself alone.
/// figures
///     A ``figures.json`` in place of a project.
/// pack
///     A pack's folder, in place of the standard pack.
///
/// Raises
/// ------
/// FileNotFoundError
///     There is no such text.
/// ``ValueError``
///     Both a project and figures are given.
/// ProjectError, PackError
///     The project or its pack is not valid.
#[pyfunction]
#[pyo3(name = "audit", signature = (path, project = None, *, figures = None, pack = None))]
pub(crate) fn of_text(
    path: PathBuf,
    project: Option<Given<'_>>,
    figures: Option<PathBuf>,
    pack: Option<PathBuf>,
) -> PyResult<Audit> {
    if project.is_some() && figures.is_some() {
        return Err(PyValueError::new_err("project and figures can't both be given"));
    }
    audited(&path, project, figures, pack).map(Audit).map_err(|error| raise(&error))
}

fn audited(
    path: &Path,
    project: Option<Given<'_>>,
    figures: Option<PathBuf>,
    pack: Option<PathBuf>,
) -> Result<audit::Audit, Error> {
    let document = Document::read(path)?;
    let standard = |id: &str| pack.as_ref().map_or_else(|| Pack::standard(id), |folder| Pack::open(folder));
    if let Some(file) = figures {
        let record = json::open(&file)?;
        return Ok(audit::audit(&document, &standard(&record.pack)?, Some(&Reference::of_record(&record))));
    }
    let against = |project: &nianbao::Project| {
        let computed = nianbao::compute(project, &Silent)?;
        Ok(audit::audit(&document, &project.pack, Some(&Reference::of(project, &computed.figures))))
    };
    match project {
        Some(Given::Project(project)) => against(project.core()),
        Some(Given::Path(folder)) => {
            let options = Options { pack, ..Options::default() };
            against(&nianbao::Project::open(&folder, &options)?)
        }
        None => {
            let first = nianbao::pack::standard_packs().first().copied().unwrap_or_default();
            Ok(audit::audit(&document, &standard(first)?, None))
        }
    }
}
