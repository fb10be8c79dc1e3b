//! Series as Python sees them: mappings of their members.

use std::sync::Arc;

use pyo3::prelude::*;

use crate::figure::{At, Figure};
use crate::snapshot::Snapshot;
use crate::words::unknown_id;
use crate::{figures_html, language, mapping};

/// A figure broken down by month or by the words of a column: its members by key, in calendar or code-list order.
///
/// A frozen mapping. A member's id is that of the series and its key: ``petitions.by_month.03``.
#[pyclass(frozen, module = "nianbao", mapping)]
pub(crate) struct Series {
    of: Arc<Snapshot>,
    at: usize,
}

impl Series {
    fn core(&self) -> &nianbao::figure::Series {
        &self.of.computed.figures.series[self.at]
    }

    fn member_keys(&self) -> Vec<&str> {
        self.core().members.iter().map(|(key, _)| key.as_str()).collect()
    }

    fn find(&self, key: &str) -> Option<Figure> {
        let member = self.core().members.iter().position(|(own, _)| own == key)?;
        Some(Figure::new(self.of.clone(), At::Member(self.at, member)))
    }
}

#[pymethods]
impl Series {
    /// The stable name, such as ``petitions.by_month``.
    #[getter]
    fn id(&self) -> &str {
        self.core().id.as_str()
    }

    /// The name that people read.
    #[getter]
    fn label(&self) -> &str {
        &self.core().label
    }

    fn __len__(&self) -> usize {
        self.core().members.len()
    }

    fn __contains__(&self, key: Bound<'_, PyAny>) -> bool {
        key.extract::<&str>().is_ok_and(|key| self.find(key).is_some())
    }

    fn __getitem__(&self, key: &str) -> PyResult<Figure> {
        self.find(key).ok_or_else(|| unknown_id("member", key, self.member_keys().into_iter(), self.of.language))
    }

    fn __iter__(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        mapping::iterator(py, self.member_keys())
    }

    /// The member of this key, or ``default`` if there is none.
    #[pyo3(signature = (key, default = None, /))]
    fn get(&self, py: Python<'_>, key: &str, default: Option<Py<PyAny>>) -> PyResult<Py<PyAny>> {
        mapping::item_or(py, self.find(key), default)
    }

    /// The keys, in their order.
    fn keys<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        mapping::view(slf, "KeysView")
    }

    /// The members, in their order.
    fn values<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        mapping::view(slf, "ValuesView")
    }

    /// Keys and members, in their order.
    fn items<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        mapping::view(slf, "ItemsView")
    }

    fn __repr__(&self) -> String {
        format!("<Series {}: {}, {} members>", self.id(), self.label(), self.core().members.len())
    }

    fn _repr_html_(&self) -> String {
        let members = 0..self.core().members.len();
        let members: Vec<Figure> =
            members.map(|member| Figure::new(self.of.clone(), At::Member(self.at, member))).collect();
        language::with(self.of.language, |messages| figures_html::figures(self.label(), &members, messages))
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: Bound<'_, PyAny>) -> Py<Self> {
        slf
    }
}

/// All series of a project by id, in the pack's order: a frozen mapping.
#[pyclass(frozen, module = "nianbao", mapping)]
pub(crate) struct AllSeries(Arc<Snapshot>);

impl AllSeries {
    pub(crate) const fn new(of: Arc<Snapshot>) -> Self {
        Self(of)
    }

    fn ids(&self) -> Vec<&str> {
        self.0.computed.figures.series.iter().map(|series| series.id.as_str()).collect()
    }

    fn find(&self, id: &str) -> Option<Series> {
        let at = self.ids().iter().position(|own| *own == id)?;
        Some(Series { of: self.0.clone(), at })
    }
}

#[pymethods]
impl AllSeries {
    fn __len__(&self) -> usize {
        self.ids().len()
    }

    fn __contains__(&self, id: Bound<'_, PyAny>) -> bool {
        id.extract::<&str>().is_ok_and(|id| self.find(id).is_some())
    }

    fn __getitem__(&self, id: &str) -> PyResult<Series> {
        self.find(id).ok_or_else(|| unknown_id("series", id, self.ids().into_iter(), self.0.language))
    }

    fn __iter__(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        mapping::iterator(py, self.ids())
    }

    /// The series of this id, or ``default`` if there is none.
    #[pyo3(signature = (id, default = None, /))]
    fn get(&self, py: Python<'_>, id: &str, default: Option<Py<PyAny>>) -> PyResult<Py<PyAny>> {
        mapping::item_or(py, self.find(id), default)
    }

    /// The ids, in the pack's order.
    fn keys<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        mapping::view(slf, "KeysView")
    }

    /// The series, in the pack's order.
    fn values<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        mapping::view(slf, "ValuesView")
    }

    /// Ids and series, in the pack's order.
    fn items<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        mapping::view(slf, "ItemsView")
    }

    fn __repr__(&self) -> String {
        format!("<AllSeries: {}>", self.ids().join(", "))
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: Bound<'_, PyAny>) -> Py<Self> {
        slf
    }
}
