//! A statement of a finished text as Python sees it: frozen, with exact decimals.

use nianbao::audit::{Judgement, Reason};
use nianbao::figure::FigureId;
use nianbao::numeral::Bound;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use rust_decimal::Decimal;

use crate::place::place;

/// A statement of a text, and how it agrees with the figure that it means.
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Statement(Judgement);

impl Statement {
    pub(crate) const fn new(judgement: Judgement) -> Self {
        Self(judgement)
    }
}

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

    /// The page, from 1; ``None`` if the document has no pages.
    #[getter]
    fn page(&self) -> Option<usize> {
        self.0.spot.page
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

    /// What the figure is called.
    #[getter]
    fn label(&self) -> Option<&str> {
        self.0.label.as_deref()
    }

    /// The figure as it is printed.
    #[getter]
    fn printed(&self) -> Option<&str> {
        self.0.printed.as_deref()
    }

    /// The words by which the figure was found.
    #[getter]
    fn words<'py>(&self, py: Python<'py>) -> PyResult<pyo3::Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.0.words)
    }

    /// The ids of the figures that may be meant, where it isn't certain.
    #[getter]
    fn candidates<'py>(&self, py: Python<'py>) -> PyResult<pyo3::Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.candidates.iter().map(FigureId::as_str))
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

    /// The places of the first cells behind a figure that is contradicted.
    #[getter]
    fn cells<'py>(&self, py: Python<'py>) -> PyResult<pyo3::Bound<'py, PyTuple>> {
        let places: Vec<_> = self.0.cells.iter().map(|cells| place(py, cells)).collect::<PyResult<_>>()?;
        PyTuple::new(py, places)
    }

    fn __repr__(&self) -> String {
        format!("<Statement {}: {} {}>", self.verdict(), self.surface(), self.figure().unwrap_or_default())
    }
}

fn end(bound: Bound) -> Option<Decimal> {
    bound.value().map(|value| value.normalize())
}
