//! The report as Python sees it: its pages and its text, with nothing written.

use std::sync::Arc;

use nianbao::render::svg;
use nianbao::{Edition, Error, Severity};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};

use crate::error::forbid;
use crate::findings::{Context, Findings};
use crate::html::escaped;
use crate::language;
use crate::snapshot::{self, Bound as BoundText, Snapshot};
use crate::watch;
use crate::words::unknown_id;

/// The report of a project: its pages and its text, with nothing written.
///
/// A snapshot, as figures are. Notebooks show its first page.
///
/// Examples
/// --------
/// >>> import nianbao as nb
/// >>> report = nb.open("sample-data/shapingba-2021").report
/// >>> "办理上级转送信访事项146件" in report.text
/// True
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Report(Arc<Snapshot>);

impl Report {
    /// The report of a snapshot whose narrative is bound.
    pub(crate) const fn new(of: Arc<Snapshot>) -> Self {
        Self(of)
    }

    fn bound(&self, py: Python<'_>) -> PyResult<&BoundText> {
        watch::run(py, None, 3, self.0.language, |observer| self.0.bound(observer))
    }

    fn page(&self, py: Python<'_>, number: usize) -> PyResult<Option<String>> {
        let bound = self.bound(py)?;
        Ok(py.detach(|| svg::page(&bound.text, number)))
    }

    /// The first page as a picture on white paper, whatever the theme.
    fn picture(&self, py: Python<'_>) -> PyResult<String> {
        const PAPER: &str = "width:32em;max-width:100%;background:#fff;border:1px solid rgba(128,128,128,.5)";
        let svg = self.page(py, 1)?.unwrap_or_default();
        let coded: String = py
            .import("base64")?
            .call_method1("b64encode", (svg.as_bytes(),))?
            .call_method1("decode", ("ascii",))?
            .extract()?;
        let alternative = language::with(self.0.language, |messages| {
            messages.text("first-page", &[("title", self.title().into())].into_iter().collect())
        });
        let alternative = escaped(&alternative);
        Ok(format!("<img alt=\"{alternative}\" style=\"{PAPER}\" src=\"data:image/svg+xml;base64,{coded}\">"))
    }
}

#[pymethods]
impl Report {
    /// Its title, on one line.
    #[getter]
    fn title(&self) -> String {
        self.0.project.report.title_on_one_line()
    }

    /// How many pages it has.
    #[getter]
    fn pages(&self, py: Python<'_>) -> PyResult<usize> {
        Ok(svg::pages(&self.bound(py)?.text))
    }

    /// The narrative as its pages have it, each paragraph, heading and cell on a line; without what the layout adds.
    #[getter]
    fn text(&self, py: Python<'_>) -> PyResult<&str> {
        Ok(self.bound(py)?.text.prose())
    }

    /// Whose the numerals of the narrative are.
    ///
    /// ``numerals`` counts all; they are ``bound`` to figures (of ``ledger`` or ``entered`` ones), ``structural`` such as
    /// dates, ``exempt`` for a reason, or ``unowned``.
    #[getter]
    fn coverage<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let coverage = self.bound(py)?.text.coverage();
        let counts = PyDict::new(py);
        counts.set_item("numerals", coverage.numerals)?;
        counts.set_item("bound", coverage.bound())?;
        counts.set_item("ledger", coverage.ledger)?;
        counts.set_item("entered", coverage.entered)?;
        counts.set_item("structural", coverage.structural)?;
        counts.set_item("exempt", coverage.exempt)?;
        counts.set_item("unowned", coverage.unowned)?;
        Ok(counts)
    }

    /// A page as a picture.
    ///
    /// Parameters
    /// ----------
    /// page
    ///     Its number, from 1.
    ///
    /// Returns
    /// -------
    /// str
    ///     SVG, its measures in pt; the paper is transparent.
    ///
    /// Raises
    /// ------
    /// UnknownIdError
    ///     There is no such page.
    #[pyo3(signature = (page = 1))]
    fn svg(&self, py: Python<'_>, page: usize) -> PyResult<String> {
        let drawn = self.page(py, page)?;
        let unknown = || {
            let pages: Vec<String> = (1..=svg::pages(&self.bound(py)?.text)).map(|page| page.to_string()).collect();
            let expected = pages.iter().map(String::as_str);
            Ok::<_, PyErr>(unknown_id("page", &page.to_string(), expected, self.0.language))
        };
        match drawn {
            Some(drawn) => Ok(drawn),
            None => Err(unknown()?),
        }
    }

    /// The bytes of ``report.pdf``; see :meth:`Project.pdf`.
    fn pdf<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let made = watch::run(py, None, 3, self.0.language, |observer| -> Result<_, Error> {
            self.0.render(Edition::default(), Severity::Error, observer, snapshot::pdf)
        })?;
        let bytes = made.map_err(|rejected| {
            forbid(Findings::new(rejected.findings, Context::Project(self.0.clone()), Severity::Error, self.0.language))
        })?;
        Ok(PyBytes::new(py, &bytes))
    }

    fn __repr__(&self) -> String {
        format!("<Report {}>", self.title())
    }

    /// The first page as a picture.
    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        self.picture(py)
    }

    /// Both forms: what has no use for HTML, such as a book that is printed, takes the picture itself.
    #[pyo3(signature = (include = None, exclude = None))]
    fn _repr_mimebundle_<'py>(
        &self,
        py: Python<'py>,
        include: Option<Bound<'_, PyAny>>,
        exclude: Option<Bound<'_, PyAny>>,
    ) -> PyResult<Bound<'py, PyDict>> {
        let bundle = PyDict::new(py);
        let wanted = |kind: &str| -> PyResult<bool> {
            let named = |list: &Option<Bound<'_, PyAny>>| list.as_ref().map(|list| list.contains(kind)).transpose();
            Ok(named(&include)?.unwrap_or(true) && !named(&exclude)?.unwrap_or(false))
        };
        if wanted("text/plain")? {
            bundle.set_item("text/plain", self.__repr__())?;
        }
        if wanted("text/html")? {
            bundle.set_item("text/html", self.picture(py)?)?;
        }
        if wanted("image/svg+xml")? {
            bundle.set_item("image/svg+xml", self.page(py, 1)?.unwrap_or_default())?;
        }
        Ok(bundle)
    }
}
