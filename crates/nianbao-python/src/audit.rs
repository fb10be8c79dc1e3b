//! Audits of finished texts as Python sees them: frozen, with exact decimals.

use std::path::{Path, PathBuf};

use nianbao::audit::{self, Document, Judgement, Reference};
use nianbao::figure::FigureId;
use nianbao::message::Language;
use nianbao::record::json;
use nianbao::{Error, Observer, Options, Pack, Severity};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use rust_decimal::Decimal;

use crate::diff::Given;
use crate::findings::{Context, Findings};
use crate::project::Project;
use crate::statement::Statement;
use crate::words::{self, Words};
use crate::{frames, language, watch};

/// What an audit found: each statement with its verdict, and what is wrong with the text.
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Audit {
    audit: audit::Audit,
    fail_on: Severity,
    language: Language,
}

impl Audit {
    fn column(&self, get: impl Fn(&Judgement) -> Option<String>) -> Vec<Option<String>> {
        self.audit.judgements.iter().map(get).collect()
    }
}

#[pymethods]
impl Audit {
    /// The text's name, as it was given.
    #[getter]
    fn document(&self) -> &str {
        &self.audit.document
    }

    /// Each statement and its verdict, in the order of the text.
    #[getter]
    fn statements<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.audit.judgements.iter().cloned().map(Statement::new).collect::<Vec<_>>())
    }

    /// What is wrong with the text, in its order.
    #[getter]
    fn findings(&self) -> Findings {
        let names = vec![self.audit.document.clone()];
        Findings::new(self.audit.findings.clone(), Context::Texts(names), self.fail_on, self.language)
    }

    /// The ids of the figures that the text doesn't state.
    #[getter]
    fn unstated<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.audit.unstated.iter().map(FigureId::as_str))
    }

    /// The document that ``nianbao audit --format json`` prints.
    fn to_json(&self) -> String {
        let one = std::slice::from_ref(&self.audit);
        let json = language::with(self.language, |messages| nianbao::render::findings::audits(one, messages));
        String::from_utf8_lossy(&json).into_owned()
    }

    /// The statements as a frame, one row each.
    ///
    /// Returns
    /// -------
    /// polars.DataFrame
    ///     Columns ``verdict``, ``reason``, ``surface``, ``statement``, ``context``, ``page``, ``line`` and ``column``
    ///     (``UInt32``), ``figure``, ``label``, ``low``, ``high``, ``value`` and ``difference`` (``Decimal``), ``printed``.
    ///
    /// Raises
    /// ------
    /// ``ImportError``
    ///     Polars is not installed.
    fn to_polars<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let all = &self.audit.judgements;
        let columns = PyDict::new(py);
        columns.set_item("verdict", self.column(|of| Some(of.verdict.as_str().to_owned())))?;
        columns.set_item("reason", self.column(|of| of.reason.map(|reason| reason.as_str().to_owned())))?;
        columns.set_item("surface", self.column(|of| Some(of.surface.clone())))?;
        columns.set_item("statement", self.column(|of| Some(of.statement.clone())))?;
        columns.set_item("context", self.column(|of| Some(of.context.clone())))?;
        columns.set_item("page", all.iter().map(|of| of.spot.page).collect::<Vec<_>>())?;
        columns.set_item("line", all.iter().map(|of| of.spot.line).collect::<Vec<_>>())?;
        columns.set_item("column", all.iter().map(|of| of.spot.column).collect::<Vec<_>>())?;
        columns.set_item("figure", self.column(|of| of.figure.as_ref().map(ToString::to_string)))?;
        columns.set_item("label", self.column(|of| of.label.clone()))?;
        let number = |get: &dyn Fn(&Judgement) -> Option<Decimal>| all.iter().map(get).collect::<Vec<_>>();
        let amounts = [
            ("low", number(&|of| of.stated?.low.value().map(|low| low.normalize()))),
            ("high", number(&|of| of.stated?.high.value().map(|high| high.normalize()))),
            ("value", number(&|of| of.value.map(|value| value.normalize()))),
            ("difference", number(&|of| of.difference.map(|difference| difference.normalize()))),
        ];
        let decimals = frames::decimals(amounts.iter().flat_map(|(_, column)| column).flatten());
        let mut types = vec![("page", "UInt32"), ("line", "UInt32"), ("column", "UInt32")];
        for (name, column) in amounts {
            columns.set_item(name, column)?;
            types.push((name, &decimals));
        }
        columns.set_item("printed", self.column(|of| of.printed.clone()))?;
        frames::frame(py, &columns, &types)
    }

    fn __repr__(&self) -> String {
        format!("<Audit: {} statements, {} findings>", self.audit.judgements.len(), self.audit.findings.len())
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
/// fail_on, select, ignore
///     As for :meth:`Project.check`, for what is found.
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
///
/// Examples
/// --------
/// >>> import nianbao as nb
/// >>> audit = nb.audit("tests/texts/clean.txt", nb.open("sample-data/shapingba-2021"))
/// >>> audit
/// <Audit: 37 statements, 0 findings>
#[pyfunction]
#[pyo3(name = "audit", signature = (path, project = None, *, figures = None, pack = None, fail_on = "error", select = None, ignore = None, lang = "zh-CN"))]
#[expect(clippy::too_many_arguments, reason = "each is a keyword of its own in Python")]
pub(crate) fn of_text(
    py: Python<'_>,
    path: PathBuf,
    project: Option<Given>,
    figures: Option<PathBuf>,
    pack: Option<PathBuf>,
    fail_on: &str,
    select: Option<Words>,
    ignore: Option<Words>,
    lang: &str,
) -> PyResult<Audit> {
    let asked = language::asked(lang)?;
    let language = project.as_ref().map_or(asked, |project| project.language(asked));
    if project.is_some() && figures.is_some() {
        return Err(PyTypeError::new_err(language::with(language, |messages| messages.word("project-and-figures"))));
    }
    let chosen = words::Choice { fail_on, select, ignore };
    let (mut audit, pack) =
        watch::run(py, None, 2, language, |observer| audited(&path, project, figures, pack, observer))?;
    let choice = chosen.of(&pack.rules, language)?;
    audit.findings = choice.shown(audit.findings);
    Ok(Audit { audit, fail_on: choice.fail_on, language })
}

fn audited(
    path: &Path,
    project: Option<Given>,
    figures: Option<PathBuf>,
    pack: Option<PathBuf>,
    observer: &dyn Observer,
) -> Result<(audit::Audit, Pack), Error> {
    let mut document = Document::read(path)?;
    document.name = path.display().to_string().replace('\\', "/");
    let standard = |id: &str| pack.as_ref().map_or_else(|| Pack::standard(id), |folder| Pack::open(folder));
    if let Some(file) = figures {
        let record = json::open(&file)?;
        let pack = standard(&record.pack)?;
        return Ok((audit::audit(&document, &pack, Some(&Reference::of_record(&record))), pack));
    }
    let of = match project {
        Some(Given::Project(project)) => project.get().now(observer)?,
        Some(Given::Path(folder)) => {
            let options = Options { pack, ..Options::default() };
            Project::at(folder, options, Language::default())?.now(observer)?
        }
        None => {
            let first = nianbao::pack::standard_packs().first().copied().unwrap_or_default();
            let pack = standard(first)?;
            return Ok((audit::audit(&document, &pack, None), pack));
        }
    };
    let reference = Reference::of(&of.project, &of.computed.figures);
    Ok((audit::audit(&document, &of.project.pack, Some(&reference)), of.project.pack.clone()))
}
