//! The refreshing of Word files as Python sees it: what was written anew, and what was left alone.

use std::path::{Path, PathBuf};

use nianbao::message::Language;
use nianbao::refresh::{Fresh, Spot, json};
use nianbao::{Error, Observer};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::diff::Given;
use crate::{language, watch};

/// A number in a Word file that was written anew.
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Change(nianbao::refresh::Change);

#[pymethods]
impl Change {
    /// The figure's id.
    #[getter]
    fn figure(&self) -> &str {
        &self.0.figure
    }

    /// What people call it.
    #[getter]
    fn label(&self) -> &str {
        &self.0.label
    }

    /// What stood there.
    #[getter]
    fn before(&self) -> &str {
        &self.0.before
    }

    /// What stands there now.
    #[getter]
    fn after(&self) -> &str {
        &self.0.after
    }

    /// Where: the part of the document (``body``, ``footnotes``, ``header`` …), the number of the paragraph there, from 1,
    /// and the last characters before it.
    #[getter]
    fn at(&self) -> (&'static str, usize, String) {
        spot(&self.0.at)
    }

    fn __repr__(&self) -> String {
        format!("<Change {}: {} → {}>", self.0.figure, self.0.before, self.0.after)
    }
}

/// A text in a Word file that was left alone although it doesn't say what the figures say.
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Left(nianbao::refresh::Left, Language);

#[pymethods]
impl Left {
    /// Why; stable.
    #[getter]
    fn code(&self) -> &'static str {
        self.0.fault.key
    }

    /// Why, and what to do, in words.
    #[getter]
    fn message(&self) -> String {
        language::with(self.1, |messages| messages.fault(&self.0.fault))
    }

    /// The figure's id; empty if it is about none.
    #[getter]
    fn figure(&self) -> &str {
        &self.0.figure
    }

    /// What people call it; empty if nobody knows any more.
    #[getter]
    fn label(&self) -> &str {
        &self.0.label
    }

    /// What stands there.
    #[getter]
    fn stated(&self) -> &str {
        &self.0.stated
    }

    /// What would have been written; ``None`` if that can't be said.
    #[getter]
    fn due(&self) -> Option<&str> {
        self.0.due.as_deref()
    }

    /// Where, as for :class:`Change`; ``None`` if it is nowhere in particular.
    #[getter]
    fn at(&self) -> Option<(&'static str, usize, String)> {
        self.0.at.as_ref().map(spot)
    }

    fn __repr__(&self) -> String {
        format!("<Left {} {}: {}>", self.0.fault.key, self.0.figure, self.0.stated)
    }
}

fn spot(at: &Spot) -> (&'static str, usize, String) {
    (at.story.as_str(), at.paragraph, at.before.clone())
}

/// What became of a Word file.
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Refreshed(nianbao::refresh::Refreshed, Language);

#[pymethods]
impl Refreshed {
    /// The document, as it was given.
    #[getter]
    fn path(&self) -> PathBuf {
        self.0.path.clone()
    }

    /// The file that was written; ``None`` if there was nothing to write.
    #[getter]
    fn written(&self) -> Option<PathBuf> {
        self.0.written.clone()
    }

    /// What was written anew, in the order of the document.
    #[getter]
    fn changes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.changes.iter().cloned().map(Change).collect::<Vec<_>>())
    }

    /// What was left alone although it doesn't say what the figures say.
    #[getter]
    fn left<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.left.iter().cloned().map(|own| Left(own, self.1)).collect::<Vec<_>>())
    }

    /// How many content controls with figures it has.
    #[getter]
    fn controls(&self) -> usize {
        self.0.controls
    }

    /// How many errors the ledgers of the project have, so that figures may be wrong.
    #[getter]
    fn errors(&self) -> usize {
        self.0.errors
    }

    /// SHA-256 of the ``figures.json`` that it carries now.
    #[getter]
    fn digest(&self) -> &str {
        &self.0.digest
    }

    /// The document that ``nianbao refresh --format json`` prints.
    fn to_json(&self) -> String {
        let bytes = language::with(self.1, |messages| json::json(&self.0, messages));
        String::from_utf8_lossy(&bytes).into_owned()
    }

    fn __repr__(&self) -> String {
        format!("<Refreshed: {} changes, {} left alone>", self.0.changes.len(), self.0.left.len())
    }
}

/// Brings the figures in a Word file that people have edited up to date, and nothing else.
///
/// Parameters
/// ----------
/// path
///     A ``report.docx``, or a Word file that was made from one.
/// project
///     The project, or its folder.
/// figures
///     A ``figures.json`` in place of a project.
/// out
///     The file to write; otherwise one beside the document, with 已刷新 in its name. The document itself is changed only
///     where this names it.
/// lang
///     The language of messages, ``zh-CN`` or ``en``, unless a ``Project`` is given, which has its own.
///
/// Returns
/// -------
/// Refreshed
///     What was written anew, what was left alone and why, and the file that was written.
///
/// Raises
/// ------
/// FileNotFoundError
///     There is no such file.
/// ``TypeError``
///     Neither a project nor figures are given, or both.
/// ProjectError
///     The document is no Word file with figures, is damaged, signed or open elsewhere; or the project is not valid.
/// NianbaoError
///     The figures are those of another report, or another file would be lost.
#[pyfunction]
#[pyo3(name = "refresh", signature = (path, project = None, *, figures = None, out = None, lang = "zh-CN"))]
pub(crate) fn refresh(
    py: Python<'_>,
    path: PathBuf,
    project: Option<Given>,
    figures: Option<PathBuf>,
    out: Option<PathBuf>,
    lang: &str,
) -> PyResult<Refreshed> {
    let asked = language::asked(lang)?;
    let language = project.as_ref().map_or(asked, |project| project.language(asked));
    let source = match (project, figures) {
        (Some(project), None) => Source::Project(project),
        (None, Some(file)) => Source::Figures(file),
        (given, _) => {
            let key = if given.is_some() { "project-and-figures" } else { "project-or-figures" };
            return Err(PyTypeError::new_err(language::with(language, |messages| messages.word(key))));
        }
    };
    let refreshed =
        watch::run(py, None, 2, language, |observer| refreshed(&path, &source, out.as_deref(), language, observer))?;
    Ok(Refreshed(refreshed, language))
}

/// Whose figures the document gets.
enum Source {
    Project(Given),
    Figures(PathBuf),
}

fn refreshed(
    path: &Path,
    source: &Source,
    out: Option<&Path>,
    language: Language,
    observer: &dyn Observer,
) -> Result<nianbao::refresh::Refreshed, Error> {
    let fresh = |edition| match source {
        Source::Figures(file) => Fresh::of_file(file),
        Source::Project(given) => {
            let of = given.snapshot(language, observer)?;
            let mut project = of.project.clone();
            project.report.edition = edition;
            Fresh::of(&project, &of.computed)
        }
    };
    nianbao::refresh::refresh(path, fresh, out)
}
