//! A finding as Python sees it.

use std::sync::Arc;

use nianbao::message::Language;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::error::arguments;
use crate::place::place;
use crate::{findings_html, language};

/// Something is wrong, or worth knowing.
///
/// Findings never stop a run. They are frozen, compare by what they say, and know their place.
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Finding {
    /// The findings of its run.
    run: Arc<Vec<nianbao::Finding>>,
    at: usize,
    language: Language,
}

impl Finding {
    pub(crate) const fn new(run: Arc<Vec<nianbao::Finding>>, at: usize, language: Language) -> Self {
        Self { run, at, language }
    }

    pub(crate) fn core(&self) -> &nianbao::Finding {
        &self.run[self.at]
    }

    fn text(&self) -> nianbao::message::FindingText {
        language::with(self.language, |messages| messages.finding(self.core()))
    }
}

#[pymethods]
impl Finding {
    /// The kind, such as ``order``: stable, in kebab-case, with a page that ``nianbao.explain`` gives.
    #[getter]
    fn code(&self) -> &str {
        self.core().code.as_str()
    }

    /// ``error``, ``warning`` or ``note``.
    #[getter]
    fn severity(&self) -> &str {
        self.core().severity.as_str()
    }

    /// The id of the pack's rule that is broken; ``None`` where no rule is behind it.
    #[getter]
    fn rule(&self) -> Option<&str> {
        self.core().rule.as_ref().map(|rule| rule.id.as_str())
    }

    /// The legal or editorial ground of the rule; ``None`` without a rule.
    #[getter]
    fn ground(&self) -> Option<&str> {
        self.core().rule.as_ref().map(|rule| rule.because.as_str())
    }

    /// The place in the pack that states the rule; ``None`` without a rule.
    #[getter]
    fn rule_place<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let rule = self.core().rule.as_ref();
        rule.map(|rule| place(py, &nianbao::place::Place::Text(rule.at.clone()))).transpose()
    }

    /// Where it is.
    #[getter]
    fn place<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        place(py, &self.core().place)
    }

    /// Other places that take part, such as the other date or the summands.
    #[getter]
    fn related<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let places = self.core().related.iter().map(|at| place(py, at));
        PyTuple::new(py, places.collect::<PyResult<Vec<_>>>()?)
    }

    /// What is wrong, in one line without a final stop.
    #[getter]
    fn message(&self) -> String {
        self.text().title
    }

    /// What stands under the cell, such as how many days too early; ``None`` if that says no more.
    #[getter]
    fn mark(&self) -> Option<String> {
        self.text().mark
    }

    /// What to do next.
    #[getter]
    fn remedy(&self) -> String {
        self.text().remedy
    }

    /// What the message is made of, by name: ``str``, ``int``, ``Decimal``, ``date`` or a ``tuple`` of ``str``.
    #[getter]
    fn arguments<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        arguments(py, &self.core().arguments)
    }

    /// The id of the ledger; ``None`` if it is about no row of one.
    #[getter]
    fn ledger(&self) -> Option<&str> {
        self.core().subject.as_ref().map(|subject| subject.ledger.as_str())
    }

    /// What the row's key column says; ``None`` if it is about no row, or about a personal cell.
    #[getter]
    fn key(&self) -> Option<&str> {
        self.core().subject.as_ref().map(|subject| subject.key.as_str())
    }

    /// The id of the ledger's column; ``None`` as for ``key``.
    #[getter]
    fn column(&self) -> Option<&str> {
        self.core().subject.as_ref().map(|subject| subject.column.as_str())
    }

    fn __eq__(&self, other: PyRef<'_, Self>) -> bool {
        self.core() == other.core()
    }

    fn __hash__(&self) -> u64 {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let mut hasher = DefaultHasher::new();
        (self.code(), self.rule(), self.core().place.to_string()).hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        let rule = self.rule().map(|rule| format!(" · {rule}")).unwrap_or_default();
        format!("<Finding {}[{}{rule}] {}: {}>", self.severity(), self.code(), self.core().place, self.text().title)
    }

    fn _repr_html_(&self) -> String {
        language::with(self.language, |messages| findings_html::finding(self.core(), messages))
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: Bound<'_, PyAny>) -> Py<Self> {
        slf
    }
}
