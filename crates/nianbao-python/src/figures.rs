//! The figures of a project as Python sees them: a mapping by id, in the pack's order.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::figure::{At, Figure};
use crate::series::AllSeries;
use crate::snapshot::Snapshot;
use crate::words::unknown_id;
use crate::{figures_html, language, mapping};

/// The figures of a project by id, in the pack's order.
///
/// A frozen mapping, registered as ``collections.abc.Mapping``. Members of series, such as ``petitions.by_month.03``, are
/// found by their ids too; they are counted and listed in ``series``. It is a snapshot: after a change of a workbook
/// ``project.figures`` gives another one.
///
/// Examples
/// --------
/// >>> import nianbao as nb
/// >>> figures = nb.open("sample-data/shapingba-2021").figures
/// >>> figures["petitions.forwarded"].value
/// Decimal('146')
/// >>> figures["petitions.forwardd"]
/// Traceback (most recent call last):
/// nianbao.errors.UnknownIdError: ...
#[pyclass(frozen, module = "nianbao", mapping)]
pub(crate) struct Figures(Arc<Snapshot>);

impl Figures {
    pub(crate) const fn new(of: Arc<Snapshot>) -> Self {
        Self(of)
    }

    fn core(&self) -> &nianbao::Figures {
        &self.0.computed.figures
    }

    fn ids(&self) -> Vec<&str> {
        self.core().iter().map(|figure| figure.id.as_str()).collect()
    }

    fn find(&self, id: &str) -> Option<Figure> {
        let figures = self.core();
        let is_it = |figure: &nianbao::Figure| figure.id.as_str() == id;
        let member = || {
            let mut series = figures.series.iter().enumerate();
            series.find_map(|(at, series)| {
                Some(At::Member(at, series.members.iter().position(|(_, figure)| is_it(figure))?))
            })
        };
        let at = figures.iter().position(is_it).map(At::Figure).or_else(member)?;
        Some(Figure::new(self.0.clone(), at))
    }

    /// The figure of this id.
    pub(crate) fn item(&self, id: &str) -> PyResult<Figure> {
        self.find(id).ok_or_else(|| unknown_id("figure", id, self.ids().into_iter(), self.0.language))
    }

    /// All figures, the members of series last.
    pub(crate) fn all(&self) -> Vec<Figure> {
        let figures = self.core();
        let members = figures.series.iter().enumerate();
        let members =
            members.flat_map(|(at, series)| (0..series.members.len()).map(move |member| At::Member(at, member)));
        let all = (0..figures.len()).map(At::Figure).chain(members);
        all.map(|at| Figure::new(self.0.clone(), at)).collect()
    }
}

#[pymethods]
impl Figures {
    fn __len__(&self) -> usize {
        self.core().len()
    }

    fn __contains__(&self, id: Bound<'_, PyAny>) -> bool {
        id.extract::<&str>().is_ok_and(|id| self.find(id).is_some())
    }

    fn __getitem__(&self, id: &str) -> PyResult<Figure> {
        self.item(id)
    }

    fn __iter__(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        mapping::iterator(py, self.ids())
    }

    /// The figure of this id, or ``default`` if there is none.
    #[pyo3(signature = (id, default = None, /))]
    fn get(&self, py: Python<'_>, id: &str, default: Option<Py<PyAny>>) -> PyResult<Py<PyAny>> {
        mapping::item_or(py, self.find(id), default)
    }

    /// The ids, in the pack's order.
    fn keys<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        mapping::view(slf, "KeysView")
    }

    /// The figures, in the pack's order.
    fn values<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        mapping::view(slf, "ValuesView")
    }

    /// Ids and figures, in the pack's order.
    fn items<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        mapping::view(slf, "ItemsView")
    }

    /// The series by id: figures by month, or by the words of a column.
    #[getter]
    fn series(&self) -> AllSeries {
        AllSeries::new(self.0.clone())
    }

    /// The document ``figures.json``: the figures with their lineage, for other programs.
    ///
    /// Returns
    /// -------
    /// str
    ///     JSON, as ``nianbao figures --format json`` prints it; its schema is ``docs/schemas/figures.schema.json``.
    fn to_json(&self) -> String {
        let project = &self.0.project;
        let json = nianbao::render::json::figures(&project.report, &project.pack, self.core());
        String::from_utf8_lossy(&json).into_owned()
    }

    /// The figures as a long frame, one row each, members of series last.
    ///
    /// Returns
    /// -------
    /// polars.DataFrame
    ///     Columns ``id``, ``label``, ``unit``, ``state``, ``value``, ``numerator``, ``denominator``, ``printed``,
    ///     ``previous``, ``change``, ``origin``, ``measure``, ``series``, ``member``, ``from``, ``to``, ``rows``,
    ///     ``sources``, ``reason``. Amounts are ``Decimal`` with two decimals, or as many as the values need; a rate is in
    ///     percent; ``from`` and ``to`` are days; ``rows`` counts the rows behind a figure and ``sources`` the sheets.
    ///
    /// Raises
    /// ------
    /// ``ImportError``
    ///     Polars is not installed.
    fn to_polars<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let columns = PyDict::new(py);
        crate::figures_frame::fill(&self.0, &self.all(), &columns)
    }

    fn __repr__(&self) -> String {
        let report = &self.0.project.report;
        let (figures, series) = (self.core().len(), self.core().series.len());
        format!("<Figures of {} {}: {figures} figures, {series} series>", report.unit, report.year)
    }

    /// A table with units, last year's values and sources.
    fn _repr_html_(&self) -> String {
        let report = &self.0.project.report;
        let figures: Vec<Figure> =
            (0..self.core().len()).map(|at| Figure::new(self.0.clone(), At::Figure(at))).collect();
        let caption = format!("{} {}", report.unit, report.year);
        language::with(self.0.language, |messages| figures_html::figures(&caption, &figures, messages))
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: Bound<'_, PyAny>) -> Py<Self> {
        slf
    }
}
