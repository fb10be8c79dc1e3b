//! The figures of one unit and year as a file keeps them, as Python sees them.

use std::path::PathBuf;
use std::sync::Arc;

use nianbao::Quantity;
use nianbao::message::Language;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use rust_decimal::Decimal;

use crate::words::unknown_id;
use crate::{exact, mapping, records};

/// A file of figures.
pub(crate) mod file {
    use std::path::PathBuf;

    /// A file and what it says.
    pub(crate) struct File {
        /// Where it lies.
        pub(crate) path: PathBuf,
        /// Its figures.
        pub(crate) record: nianbao::record::Record,
    }
}

/// The figures of one unit and year, as a ``figures.json`` keeps them: a frozen mapping by id, members of series last.
#[pyclass(frozen, module = "nianbao", mapping)]
pub(crate) struct Record {
    file: Arc<file::File>,
    language: Language,
}

impl Record {
    pub(crate) const fn new(file: Arc<file::File>, language: Language) -> Self {
        Self { file, language }
    }

    fn find(&self, id: &str) -> Option<Recorded> {
        let at = self.file.record.figures.iter().position(|figure| figure.id == id)?;
        Some(Recorded { file: self.file.clone(), at })
    }

    fn ids(&self) -> Vec<&str> {
        self.file.record.figures.iter().map(|figure| figure.id.as_str()).collect()
    }
}

#[pymethods]
impl Record {
    /// The unit's full name.
    #[getter]
    fn unit(&self) -> &str {
        &self.file.record.unit
    }

    /// The code that identifies the unit; empty if the file states none.
    #[getter]
    fn unit_code(&self) -> &str {
        &self.file.record.unit_code
    }

    /// The year.
    #[getter]
    fn year(&self) -> i32 {
        self.file.record.year
    }

    /// The report's title, on one line.
    #[getter]
    fn title(&self) -> &str {
        &self.file.record.title
    }

    /// The pack's id.
    #[getter]
    fn pack(&self) -> &str {
        &self.file.record.pack
    }

    /// The file.
    #[getter]
    fn path(&self) -> PathBuf {
        self.file.path.clone()
    }

    fn __len__(&self) -> usize {
        self.file.record.figures.len()
    }

    fn __contains__(&self, id: Bound<'_, PyAny>) -> bool {
        id.extract::<&str>().is_ok_and(|id| self.find(id).is_some())
    }

    fn __getitem__(&self, id: &str) -> PyResult<Recorded> {
        self.find(id).ok_or_else(|| unknown_id("figure", id, self.ids().into_iter(), self.language))
    }

    fn __iter__(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        mapping::iterator(py, self.ids())
    }

    /// The figure of this id, or ``default`` if there is none.
    #[pyo3(signature = (id, default = None, /))]
    fn get(&self, py: Python<'_>, id: &str, default: Option<Py<PyAny>>) -> PyResult<Py<PyAny>> {
        mapping::item_or(py, self.find(id), default)
    }

    /// The ids, in the order of the file.
    fn keys<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        mapping::view(slf, "KeysView")
    }

    /// The figures, in the order of the file.
    fn values<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        mapping::view(slf, "ValuesView")
    }

    /// Ids and figures, in the order of the file.
    fn items<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        mapping::view(slf, "ItemsView")
    }

    /// The figures as a frame; its columns are those of :meth:`Records.to_polars`.
    fn to_polars<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        records::frame(py, std::slice::from_ref(&self.file))
    }

    fn __repr__(&self) -> String {
        format!("<Record {} {}: {} figures>", self.unit(), self.year(), self.ids().len())
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: Bound<'_, PyAny>) -> Py<Self> {
        slf
    }
}

/// A figure as a file keeps it, without the way back to its cells.
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Recorded {
    file: Arc<file::File>,
    at: usize,
}

impl Recorded {
    fn core(&self) -> &nianbao::record::Recorded {
        &self.file.record.figures[self.at]
    }
}

#[pymethods]
impl Recorded {
    /// The id; ``petitions.by_month.03`` for a member of a series.
    #[getter]
    fn id(&self) -> &str {
        &self.core().id
    }

    /// The name that people read.
    #[getter]
    fn label(&self) -> &str {
        &self.core().label
    }

    /// The classifier or unit of the value.
    #[getter]
    fn unit(&self) -> &str {
        &self.core().unit
    }

    /// ``value``, ``none`` (0 ÷ 0), ``unknown`` or ``not-applicable``.
    #[getter]
    fn state(&self) -> &str {
        self.core().state.as_str()
    }

    /// The value in ``unit``, a rate in percent as it was printed; ``None`` unless ``state`` is ``value``.
    #[getter]
    fn value(&self) -> Option<Decimal> {
        self.core().value?.number(self.core().decimals)
    }

    /// The value before any rounding as a ``Fraction``, in ``unit`` too: of a rate the percent.
    #[getter]
    fn exact<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        exact::fraction(py, self.core().value)
    }

    /// Numerator and denominator of a rate; ``None`` for what is none.
    #[getter]
    fn ratio(&self) -> Option<(Decimal, Decimal)> {
        self.core().value.and_then(Quantity::ratio)
    }

    /// As it was printed, unit included.
    #[getter]
    fn printed(&self) -> &str {
        &self.core().printed
    }

    /// At most so many digits after the point were printed.
    #[getter]
    fn decimals(&self) -> u32 {
        self.core().decimals
    }

    /// The ids of the figures it was computed from.
    #[getter]
    fn operands<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.core().operands)
    }

    fn __eq__(&self, other: PyRef<'_, Self>) -> bool {
        self.core() == other.core()
    }

    fn __hash__(&self) -> u64 {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let mut hasher = DefaultHasher::new();
        (self.id(), self.printed()).hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        format!("<Recorded {}: {} {}>", self.id(), self.label(), self.printed())
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: Bound<'_, PyAny>) -> Py<Self> {
        slf
    }
}
