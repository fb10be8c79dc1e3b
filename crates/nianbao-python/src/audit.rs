//! Audits of finished texts as Python sees them: frozen, with exact decimals.

use std::path::{Path, PathBuf};

use nianbao::audit::{self, Document, Judgement, Reason, Reference};
use nianbao::figure::FigureId;
use nianbao::message::Language;
use nianbao::numeral::Bound;
use nianbao::record::json;
use nianbao::{Error, Observer, Options, Pack, Severity};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use rust_decimal::Decimal;

use crate::diff::Given;
use crate::findings::{Context, Findings};
use crate::project::Project;
use crate::{language, watch};

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

    /// The figure's value; a rate in percent. Beside ``previous``, the change or this year's value in percent of that.
    #[getter]
    fn value(&self) -> Option<Decimal> {
        self.0.value.map(|value| value.normalize())
    }

    /// Last year's value, if the statement compares with it in parts or times of it.
    #[getter]
    fn previous(&self) -> Option<Decimal> {
        self.0.previous.map(|previous| previous.normalize())
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

/// What an audit found.
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Audit(audit::Audit, Language);

#[pymethods]
impl Audit {
    /// Each statement and its verdict, in the order of the text.
    #[getter]
    fn statements(&self) -> Vec<Statement> {
        self.0.judgements.iter().cloned().map(Statement).collect()
    }

    /// What is wrong with the text, in its order.
    #[getter]
    fn findings(&self) -> Findings {
        let names = vec![self.0.document.clone()];
        Findings::new(self.0.findings.clone(), Context::Texts(names), Severity::Error, self.1)
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
///     The text: plain text, Markdown, a web page, a Word document or a PDF.
/// project
///     The project, or its folder; without one and without ``figures`` the text is held against itself alone.
/// figures
///     A ``figures.json`` in place of a project.
/// pack
///     A pack's folder, in place of the standard pack; not with a ``Project``, which has its own.
/// lang
///     The language of messages, ``zh-CN`` or ``en``, unless a ``Project`` is given, which has its own.
///
/// Returns
/// -------
/// Audit
///     Each statement with its verdict, and what is wrong with the text.
///
/// Raises
/// ------
/// FileNotFoundError
///     There is no such text.
/// ``TypeError``
///     Both a project and figures are given.
/// ProjectError, PackError
///     The text can't be read, or the project or its pack is not valid.
#[pyfunction]
#[pyo3(name = "audit", signature = (path, project = None, *, figures = None, pack = None, lang = "zh-CN"))]
pub(crate) fn of_text(
    py: Python<'_>,
    path: PathBuf,
    project: Option<Given>,
    figures: Option<PathBuf>,
    pack: Option<PathBuf>,
    lang: &str,
) -> PyResult<Audit> {
    let asked = language::asked(lang)?;
    let language = project.as_ref().map_or(asked, |project| project.language(asked));
    if project.is_some() && figures.is_some() {
        return Err(PyTypeError::new_err(language::with(language, |messages| messages.word("project-and-figures"))));
    }
    let audited = watch::run(py, None, 2, language, |observer| audited(&path, project, figures, pack, observer));
    audited.map(|audited| Audit(audited, language))
}

fn audited(
    path: &Path,
    project: Option<Given>,
    figures: Option<PathBuf>,
    pack: Option<PathBuf>,
    observer: &dyn Observer,
) -> Result<audit::Audit, Error> {
    let document = Document::read(path)?;
    let standard = |id: &str| pack.as_ref().map_or_else(|| Pack::standard(id), |folder| Pack::open(folder));
    if let Some(file) = figures {
        let record = json::open(&file)?;
        return Ok(audit::audit(&document, &standard(&record.pack)?, Some(&Reference::of_record(&record))));
    }
    let of = match project {
        Some(Given::Project(project)) => project.get().now(observer)?,
        Some(Given::Path(folder)) => {
            let options = Options { pack, ..Options::default() };
            Project::at(folder, options, Language::default())?.now(observer)?
        }
        None => {
            let first = nianbao::pack::standard_packs().first().copied().unwrap_or_default();
            return Ok(audit::audit(&document, &standard(first)?, None));
        }
    };
    Ok(audit::audit(&document, &of.project.pack, Some(&Reference::of(&of.project, &of.computed.figures))))
}
