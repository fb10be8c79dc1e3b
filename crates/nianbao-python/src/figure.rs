//! A figure as Python sees it: frozen, exact, with the way back to its cells.

use std::sync::Arc;

use chrono::NaiveDate;
use nianbao::aggregate::reason::reason;
use nianbao::figure::FigureId;
use nianbao::{Lineage, Quantity};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use rust_decimal::Decimal;

use crate::lineage::link;
use crate::snapshot::Snapshot;
use crate::{exact, figures_html, language};

/// One figure: an instance of a measure, and what came out.
///
/// Examples
/// --------
/// >>> import nianbao as nb
/// >>> figure = nb.open("sample-data/shapingba-2021").figures["petitions.forwarded"]
/// >>> figure.value, figure.unit, figure.printed
/// (Decimal('146'), '件', '146件')
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Figure {
    of: Arc<Snapshot>,
    at: At,
}

/// Where a figure stands among those of its run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum At {
    /// Among the figures.
    Figure(usize),
    /// In a series, as a member.
    Member(usize, usize),
}

impl Figure {
    pub(crate) const fn new(of: Arc<Snapshot>, at: At) -> Self {
        Self { of, at }
    }

    pub(crate) fn core(&self) -> &nianbao::Figure {
        let figures = &self.of.computed.figures;
        match self.at {
            At::Figure(at) => &figures.iter().as_slice()[at],
            At::Member(series, member) => &figures.series[series].members[member].1,
        }
    }

    /// The series that it is a member of, and its key there.
    pub(crate) fn member(&self) -> (Option<&str>, Option<&str>) {
        let At::Member(series, member) = self.at else { return (None, None) };
        let series = &self.of.computed.figures.series[series];
        (Some(series.id.as_str()), Some(&series.members[member].0))
    }

    pub(crate) fn reason_of(&self) -> Option<String> {
        language::with(self.of.language, |messages| reason(&self.of.computed, self.core(), messages))
    }

    pub(crate) fn previous_of(&self) -> Option<Decimal> {
        self.of.project.previous.as_ref()?.number(self.core().id.as_str())
    }

    pub(crate) fn change_of(&self) -> Option<Decimal> {
        self.of.project.previous.as_ref()?.change(self.core()).map(|change| change.normalize())
    }
}

#[pymethods]
impl Figure {
    /// The stable name, such as ``petitions.forwarded``.
    #[getter]
    fn id(&self) -> &str {
        self.core().id.as_str()
    }

    /// The name that people read.
    #[getter]
    fn label(&self) -> &str {
        &self.core().label
    }

    /// The classifier or unit of the value, such as ``件``, ``元`` or ``%``; empty for a bare number.
    #[getter]
    fn unit(&self) -> &str {
        &self.core().unit
    }

    /// ``value``, ``none`` (0 ÷ 0), ``unknown`` or ``not-applicable``.
    #[getter]
    fn state(&self) -> &str {
        self.core().state.as_str()
    }

    /// The value in ``unit``: money in 元, a rate in percent, rounded as it is printed; ``None`` unless ``state`` is
    /// ``value``.
    #[getter]
    fn value(&self) -> Option<Decimal> {
        self.core().number()
    }

    /// The value before any rounding as a ``Fraction``, in ``unit`` too: of a rate the percent.
    ///
    /// Examples
    /// --------
    /// >>> import nianbao as nb
    /// >>> nb.open("sample-data/shapingba-2021").figures["petitions.on_time_rate"].exact
    /// Fraction(100, 1)
    #[getter]
    fn exact<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        exact::fraction(py, self.core().value.filter(|_| self.core().number().is_some()))
    }

    /// Numerator and denominator of a rate; ``None`` for what is none.
    #[getter]
    fn ratio(&self) -> Option<(Decimal, Decimal)> {
        self.core().value.and_then(Quantity::ratio)
    }

    /// Why there is no value, in one line; ``None`` if there is one.
    #[getter]
    fn reason(&self) -> Option<String> {
        self.reason_of()
    }

    /// As it is printed, unit included.
    #[getter]
    fn printed(&self) -> &str {
        &self.core().printed
    }

    /// At most so many digits after the point are printed, of the scaled number.
    #[getter]
    fn decimals(&self) -> u32 {
        self.core().decimals
    }

    /// ``万`` or ``亿`` when it is printed scaled, else empty.
    #[getter]
    fn scale(&self) -> &str {
        self.core().scale.suffix()
    }

    /// The first and the last day that it speaks of.
    #[getter]
    fn period(&self) -> (NaiveDate, NaiveDate) {
        let period = self.of.project.report.period;
        (period.from, period.to)
    }

    /// The value of last year's figure of this id, in ``unit``; ``None`` if there is none.
    #[getter]
    fn previous(&self) -> Option<Decimal> {
        self.previous_of()
    }

    /// By how much the value is more than last year's, of rates in percentage points; ``None`` if one of them is none.
    #[getter]
    fn change(&self) -> Option<Decimal> {
        self.change_of()
    }

    /// ``ledger`` when computed from rows, ``entered`` when typed in by hand.
    #[getter]
    fn origin(&self) -> &str {
        self.core().origin.as_str()
    }

    /// The measure's kind, such as ``count`` or ``ratio``.
    #[getter]
    fn measure(&self) -> &str {
        self.core().measure
    }

    /// How it is computed, in the pack's language.
    #[getter]
    fn method(&self) -> &str {
        &self.core().method
    }

    /// What a reader must know of it, such as the population of a rate; ``None`` if there is nothing.
    #[getter]
    fn note(&self) -> Option<&str> {
        self.core().note.as_deref()
    }

    /// The ids of the figures it is computed from.
    #[getter]
    fn operands<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.core().operands.iter().map(FigureId::as_str))
    }

    /// The way back: a tuple of :class:`Cells`, :class:`FrameRows`,
    /// :class:`PreviousFigure` and :class:`OtherFigures`.
    ///
    /// Examples
    /// --------
    /// >>> import nianbao as nb
    /// >>> (cells,) = nb.open("sample-data/shapingba-2021").figures["petitions.forwarded"].lineage
    /// >>> cells.workbook, cells.sheet, cells.rows
    /// ('信访台账.xlsx', '信访', 146)
    #[getter]
    fn lineage<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let told = self
            .core()
            .lineage
            .iter()
            .filter(|link| !matches!(link, Lineage::Cells { rows: 0, .. } | Lineage::FrameRows { rows: 0, .. }));
        let links: Vec<_> = told.map(|own| link(py, own)).collect::<PyResult<_>>()?;
        PyTuple::new(py, links)
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
        format!("<Figure {}: {} {}>", self.id(), self.label(), self.printed())
    }

    fn _repr_html_(&self) -> String {
        let own = Self { of: self.of.clone(), at: self.at };
        language::with(self.of.language, |messages| figures_html::figures("", &[own], messages))
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: Bound<'_, PyAny>) -> Py<Self> {
        slf
    }
}
