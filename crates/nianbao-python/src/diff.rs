//! Differences between two sets of figures or two reports as Python sees them, and the approval of figures.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use nianbao::audit::Spot;
use nianbao::diff::reports::{self, Doubt};
use nianbao::diff::{self, Comparison, Side, note};
use nianbao::message::Language;
use nianbao::record::{Record, Recorded};
use nianbao::{Error, Observer, Options, Pack};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use rust_decimal::Decimal;

use crate::project::{Project, font_dirs};
use crate::snapshot::Snapshot;
use crate::{frames, language, watch};

/// One figure that isn't what it was.
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Difference(diff::Difference);

#[pymethods]
impl Difference {
    /// The figure's id; empty for a statement of a report of which no figure of the pack is spoken.
    #[getter]
    fn id(&self) -> &str {
        &self.0.id
    }

    /// What people call it.
    #[getter]
    fn label(&self) -> &str {
        &self.0.label
    }

    /// ``changed``, ``added``, ``removed``, or ``basis``: the same, but resting on other rows or another measure.
    #[getter]
    fn kind(&self) -> &str {
        self.0.kind.as_str()
    }

    /// ``data``, ``measure``, ``rounding`` or ``unknown``.
    #[getter]
    fn causes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.causes.iter().map(|cause| cause.as_str()).collect::<Vec<_>>())
    }

    /// The labels of the figures it is computed from whose values are other ones.
    #[getter]
    fn through<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.0.through)
    }

    /// The value as it was, a rate in percent; ``None`` if it had none or wasn't there.
    #[getter]
    fn value_was(&self) -> Option<Decimal> {
        number(self.0.was.as_ref())
    }

    /// The value as it is; ``None`` if it has none or isn't there any more.
    #[getter]
    fn value_now(&self) -> Option<Decimal> {
        number(self.0.now.as_ref())
    }

    /// As it was printed; ``None`` if it wasn't there.
    #[getter]
    fn was(&self) -> Option<String> {
        self.0.was.as_ref().map(|_| self.0.printed().0)
    }

    /// As it is printed; ``None`` if it isn't there any more.
    #[getter]
    fn now(&self) -> Option<String> {
        self.0.now.as_ref().map(|_| self.0.printed().1)
    }

    /// Where the older report states it, as line and column from 1; ``None`` unless reports are compared.
    #[getter]
    fn was_at(&self) -> Option<(usize, usize)> {
        self.0.was_at.map(place)
    }

    /// Where the newer report states it, as line and column from 1.
    #[getter]
    fn now_at(&self) -> Option<(usize, usize)> {
        self.0.now_at.map(place)
    }

    fn __repr__(&self) -> String {
        let (was, now) = self.0.printed();
        format!("<Difference {} {}: {was} → {now}>", self.kind(), self.id())
    }
}

const fn place(at: Spot) -> (usize, usize) {
    (at.line, at.column)
}

/// Statements of two reports of which it isn't certain which belong together.
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct NotCompared(reports::NotCompared);

#[pymethods]
impl NotCompared {
    /// ``repeated``: the same words stand there several times; ``reworded``: both the words and the numbers were changed.
    #[getter]
    fn reason(&self) -> &str {
        Doubt::as_str(self.0.reason)
    }

    /// The numbers of the older report, each with its line and column from 1.
    #[getter(old)]
    fn of_old(&self) -> Vec<(String, usize, usize)> {
        quoted(&self.0.old)
    }

    /// The numbers of the newer report, each with its line and column from 1.
    #[getter(new)]
    fn of_new(&self) -> Vec<(String, usize, usize)> {
        quoted(&self.0.new)
    }

    fn __repr__(&self) -> String {
        format!("NotCompared({:?}, {} and {} numbers)", self.reason(), self.0.old.len(), self.0.new.len())
    }
}

fn quoted(quoted: &[reports::Quoted]) -> Vec<(String, usize, usize)> {
    quoted.iter().map(|own| (own.surface.clone(), own.at.line, own.at.column)).collect()
}

fn number(figure: Option<&Recorded>) -> Option<Decimal> {
    let figure = figure?;
    figure.value?.number(figure.decimals)
}

/// What differs between two sets of figures, or between two finished reports.
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Diff(Comparison);

#[pymethods]
impl Diff {
    /// What differs, in the order of the newer figures; then what was removed.
    #[getter]
    fn differences<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.differences.iter().cloned().map(Difference).collect::<Vec<_>>())
    }

    /// Whether a figure was changed, added or removed.
    #[getter]
    fn changed(&self) -> bool {
        self.0.has_changes()
    }

    /// What could not be compared in two finished reports.
    #[getter]
    fn not_compared(&self) -> Vec<NotCompared> {
        let reports = self.0.reports.iter();
        reports.flat_map(|reports| reports.not_compared.iter().cloned().map(NotCompared)).collect()
    }

    /// The draft of a correction note; ``None`` if nothing was changed.
    #[getter]
    fn note(&self) -> Option<String> {
        note::draft(&self.0)
    }

    /// The document that ``nianbao diff --format json`` prints.
    fn to_json(&self) -> String {
        String::from_utf8_lossy(&diff::json::json(&self.0)).into_owned()
    }

    /// The differences as a frame, one row each.
    ///
    /// Returns
    /// -------
    /// polars.DataFrame
    ///     Columns ``id``, ``label``, ``kind``, ``causes`` (separated by spaces), ``value_was`` and ``value_now``
    ///     (``Decimal``), ``was`` and ``now`` as printed.
    ///
    /// Raises
    /// ------
    /// ``ImportError``
    ///     Polars is not installed.
    fn to_polars<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let all = &self.0.differences;
        let columns = PyDict::new(py);
        let text = |get: &dyn Fn(&diff::Difference) -> Option<String>| all.iter().map(get).collect::<Vec<_>>();
        let amounts = [
            ("value_was", all.iter().map(|of| number(of.was.as_ref())).collect::<Vec<_>>()),
            ("value_now", all.iter().map(|of| number(of.now.as_ref())).collect()),
        ];
        let decimals = frames::decimals(amounts.iter().flat_map(|(_, column)| column).flatten());
        columns.set_item("id", text(&|of| Some(of.id.clone())))?;
        columns.set_item("label", text(&|of| Some(of.label.clone())))?;
        columns.set_item("kind", text(&|of| Some(of.kind.as_str().to_owned())))?;
        let causes = |of: &diff::Difference| of.causes.iter().map(|cause| cause.as_str()).collect::<Vec<_>>().join(" ");
        columns.set_item("causes", text(&|of| Some(causes(of))))?;
        let mut types = Vec::new();
        for (name, column) in amounts {
            columns.set_item(name, column)?;
            types.push((name, decimals.as_str()));
        }
        columns.set_item("was", text(&|of| of.was.as_ref().map(|_| of.printed().0)))?;
        columns.set_item("now", text(&|of| of.now.as_ref().map(|_| of.printed().1)))?;
        frames::frame(py, &columns, &types)
    }

    fn __repr__(&self) -> String {
        format!("<Diff: {} differences>", self.0.differences.len())
    }
}

/// What was approved.
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Locked(nianbao::lock::Locked);

impl Locked {
    pub(crate) const fn new(locked: nianbao::lock::Locked) -> Self {
        Self(locked)
    }
}

#[pymethods]
impl Locked {
    /// The lock.
    #[getter]
    fn path(&self) -> PathBuf {
        self.0.path.clone()
    }

    /// How many figures it holds, members of series included.
    #[getter]
    fn figures(&self) -> usize {
        self.0.figures
    }

    /// What differs from the former lock; ``None`` if there was none, or none that could be compared.
    #[getter]
    fn diff(&self) -> Option<Diff> {
        Some(Diff(self.0.former.as_ref()?.as_ref().ok()?.clone()))
    }

    fn __repr__(&self) -> String {
        format!("<Locked: {} figures>", self.0.figures)
    }
}

/// One side of a comparison: a project, or a path.
#[derive(FromPyObject)]
pub(crate) enum Given {
    Project(Py<Project>),
    Path(PathBuf),
}

impl Given {
    /// The language of the project, or this one.
    pub(crate) fn language(&self, otherwise: Language) -> Language {
        match self {
            Self::Project(project) => project.get().language(),
            Self::Path(_) => otherwise,
        }
    }

    /// The project, computed from its workbooks as they are now.
    pub(crate) fn snapshot(&self, language: Language, observer: &dyn Observer) -> Result<Arc<Snapshot>, Error> {
        match self {
            Self::Project(project) => project.get().now(observer),
            Self::Path(path) => {
                let options = Options { font_dirs: font_dirs(), ..Options::default() };
                Project::at(path.clone(), options, language)?.now(observer)
            }
        }
    }

    fn side(&self, language: Language, observer: &dyn Observer) -> Result<Side, Error> {
        if let Self::Path(path) = self {
            match diff::open(path)? {
                Side::Project => {}
                side => return Ok(side),
            }
        }
        let of = self.snapshot(language, observer)?;
        Ok(Side::Record(Record::of(&of.project, &of.computed.figures)))
    }
}

/// Compares two sets of figures, or two finished reports, of one unit and year.
///
/// Parameters
/// ----------
/// old, new
///     Each a ``Project``, a project's folder, a ``figures.json`` or a ``figures.lock``; or each a finished report as
///     text, Markdown, web page, Word document or PDF.
/// pack
///     The folder of the pack whose figures reports are searched for; the standard one if none is given.
/// lang
///     The language of messages, ``zh-CN`` or ``en``, if no project is given.
///
/// Raises
/// ------
/// ProjectError
///     One of them can't be compared, or they are of different units or years.
#[pyfunction]
#[pyo3(name = "diff", signature = (old, new, *, pack = None, lang = "zh-CN"))]
pub(crate) fn between(py: Python<'_>, old: Given, new: Given, pack: Option<PathBuf>, lang: &str) -> PyResult<Diff> {
    let language = new.language(old.language(language::asked(lang)?));
    let path = if let Given::Path(path) = &new { path.clone() } else { PathBuf::from(nianbao::project::FILE) };
    let compared = watch::run(py, None, 2, language, |observer| {
        compare(old.side(language, observer)?, new.side(language, observer)?, &path, pack.as_deref())
    });
    compared.map(Diff)
}

fn compare(old: Side, new: Side, path: &Path, pack: Option<&Path>) -> Result<Comparison, Error> {
    let compared = match (old, new) {
        (Side::Record(old), Side::Record(new)) => diff::compare(old, new),
        (Side::Report(old), Side::Report(new)) => {
            let first = nianbao::pack::standard_packs().first().copied().unwrap_or_default();
            let pack = pack.map_or_else(|| Pack::standard(first), Pack::open)?;
            reports::compare(&old, &new, &pack)
        }
        _ => return Err(diff::not_alike(path)),
    };
    compared.map_err(|fault| Error::Figures { path: path.to_owned(), fault: Box::new(fault) })
}
