//! The ledgers of a project: a mapping by id, in the pack's order.

use std::sync::Arc;

use pyo3::prelude::*;

use super::Ledger;
use crate::mapping;
use crate::snapshot::Snapshot;
use crate::words::unknown_id;

/// The typed ledgers of a project by id, in the pack's order.
///
/// A frozen mapping, registered as ``collections.abc.Mapping``. A ledger that the unit doesn't keep is there, without
/// rows. It is a snapshot: after a change of a workbook ``project.ledgers`` gives another one.
///
/// Examples
/// --------
/// >>> import nianbao as nb
/// >>> ledgers = nb.open("sample-data/shapingba-2021").ledgers
/// >>> len(ledgers["petitions"])
/// 156
/// >>> ledgers["petition"]
/// Traceback (most recent call last):
/// nianbao.errors.UnknownIdError: ...
#[pyclass(frozen, module = "nianbao", mapping)]
pub(crate) struct Ledgers(Arc<Snapshot>);

impl Ledgers {
    pub(crate) const fn new(of: Arc<Snapshot>) -> Self {
        Self(of)
    }

    fn ids(&self) -> Vec<&str> {
        self.0.computed.ledgers.iter().map(|ledger| ledger.spec.id.as_str()).collect()
    }

    fn find(&self, id: &str) -> Option<Ledger> {
        let core = self.0.computed.ledgers.share(id)?;
        Some(Ledger { core, language: self.0.language, with_places: false })
    }
}

#[pymethods]
impl Ledgers {
    fn __len__(&self) -> usize {
        self.ids().len()
    }

    fn __contains__(&self, id: Bound<'_, PyAny>) -> bool {
        id.extract::<&str>().is_ok_and(|id| self.find(id).is_some())
    }

    fn __getitem__(&self, id: &str) -> PyResult<Ledger> {
        self.find(id).ok_or_else(|| unknown_id("ledger", id, self.ids().into_iter(), self.0.language))
    }

    fn __iter__(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        mapping::iterator(py, self.ids())
    }

    /// The ledger of this id, or ``default`` if there is none.
    #[pyo3(signature = (id, default = None, /))]
    fn get(&self, py: Python<'_>, id: &str, default: Option<Py<PyAny>>) -> PyResult<Py<PyAny>> {
        mapping::item_or(py, self.find(id), default)
    }

    /// The ids, in the pack's order.
    fn keys<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        mapping::view(slf, "KeysView")
    }

    /// The ledgers, in the pack's order.
    fn values<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        mapping::view(slf, "ValuesView")
    }

    /// Ids and ledgers, in the pack's order.
    fn items<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        mapping::view(slf, "ItemsView")
    }

    fn __repr__(&self) -> String {
        let report = &self.0.project.report;
        format!("<Ledgers of {} {}: {}>", report.unit, report.year, self.ids().join(", "))
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: Bound<'_, PyAny>) -> Py<Self> {
        slf
    }
}
