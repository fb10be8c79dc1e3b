//! Figures as Python sees them: frozen, exact, and mapped by their ids.

use nianbao::Quantity;
use nianbao::numeral::percent_value;
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use rust_decimal::Decimal;

/// One figure: an instance of a measure, and what came out.
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Figure(nianbao::Figure);

#[pymethods]
impl Figure {
    /// The stable name, such as ``petitions.forwarded``.
    #[getter]
    fn id(&self) -> &str {
        self.0.id.as_str()
    }

    /// The name that people read.
    #[getter]
    fn label(&self) -> &str {
        &self.0.label
    }

    /// The classifier or unit of the value.
    #[getter]
    fn unit(&self) -> &str {
        &self.0.unit
    }

    /// ``value``, ``none`` (0 ÷ 0), ``unknown`` or ``not-applicable``.
    #[getter]
    fn state(&self) -> &str {
        self.0.state.as_str()
    }

    /// The value as a ``Decimal``: money in 元, a rate in percent as it is printed; ``None`` unless ``state`` is ``value``.
    #[getter]
    fn value(&self) -> Option<Decimal> {
        match self.0.value? {
            Quantity::Number(number) => Some(number.normalize()),
            Quantity::Ratio { of, to } => percent_value(of, to, self.0.decimals).map(|percent| percent.normalize()),
        }
    }

    /// As it is printed, unit included.
    #[getter]
    fn printed(&self) -> &str {
        &self.0.printed
    }

    /// ``ledger`` when computed from rows, ``entered`` when typed in by hand.
    #[getter]
    fn origin(&self) -> &str {
        self.0.origin.as_str()
    }

    /// The measure's kind.
    #[getter]
    fn measure(&self) -> &str {
        self.0.measure
    }

    fn __repr__(&self) -> String {
        format!("Figure({:?}, {:?}, {:?})", self.id(), self.label(), self.printed())
    }
}

/// The figures of a project by id, in the pack's order.
#[pyclass(frozen, module = "nianbao", mapping)]
pub(crate) struct Figures(pub(crate) nianbao::Figures);

#[pymethods]
impl Figures {
    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __contains__(&self, id: &str) -> bool {
        self.0.get(id).is_some()
    }

    fn __getitem__(&self, id: &str) -> PyResult<Figure> {
        self.0.get(id).cloned().map(Figure).ok_or_else(|| PyKeyError::new_err(id.to_owned()))
    }

    fn __iter__(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let ids = pyo3::types::PyList::new(py, self.keys())?;
        Ok(ids.try_iter()?.into_any().unbind())
    }

    /// The ids, in the pack's order.
    fn keys(&self) -> Vec<&str> {
        self.0.iter().map(|figure| figure.id.as_str()).collect()
    }

    /// The figures, in the pack's order.
    fn values(&self) -> Vec<Figure> {
        self.0.iter().cloned().map(Figure).collect()
    }

    fn __repr__(&self) -> String {
        format!("Figures({} figures)", self.0.len())
    }
}
