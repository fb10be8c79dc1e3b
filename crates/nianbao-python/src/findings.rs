//! The findings of a run as Python sees them: a sequence that can be filtered and that makes a job fail.

use std::sync::Arc;

use nianbao::message::Language;
use nianbao::render::findings::Listing;
use nianbao::{Ledgers, Severity};
use pyo3::exceptions::{PyIndexError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PySlice};

use crate::error::{forbid, grave};
use crate::finding::Finding;
use crate::snapshot::Snapshot;
use crate::words::Words;
use crate::{findings_html, frames, language, words};

/// What was found, in the order in which the command lists it: workbook, sheet, row, column, code.
///
/// A frozen sequence of :class:`Finding`. It is a snapshot: a check after a change gives another one.
///
/// Examples
/// --------
/// >>> import nianbao as nb
/// >>> project = nb.open("sample-data/shapingba-2021")
/// >>> findings = project.check()
/// >>> findings.errors
/// <Findings: 0 errors, 0 warnings, 0 notes>
/// >>> findings.raise_on_error()
#[pyclass(frozen, sequence, module = "nianbao")]
#[derive(Clone)]
pub(crate) struct Findings {
    run: Arc<Vec<nianbao::Finding>>,
    chosen: Vec<usize>,
    context: Context,
    fail_on: Severity,
    language: Language,
}

/// What the findings are about.
#[derive(Clone)]
pub(crate) enum Context {
    /// A project.
    Project(Arc<Snapshot>),
    /// Finished texts, by their names.
    Texts(Vec<String>),
}

impl Findings {
    /// All these findings; those that weigh `fail_on` or more make a job fail.
    pub(crate) fn new(run: Vec<nianbao::Finding>, context: Context, fail_on: Severity, language: Language) -> Self {
        Self { chosen: (0..run.len()).collect(), run: Arc::new(run), context, fail_on, language }
    }

    pub(crate) const fn language(&self) -> Language {
        self.language
    }

    /// The findings themselves.
    pub(crate) fn chosen(&self) -> impl Iterator<Item = &nianbao::Finding> {
        self.chosen.iter().map(|at| &self.run[*at])
    }

    fn at(&self, at: usize) -> Finding {
        Finding::new(self.run.clone(), at, self.language)
    }

    fn of(&self, chosen: Vec<usize>) -> Self {
        Self { chosen, ..self.clone() }
    }

    fn that(&self, keep: impl Fn(&nianbao::Finding) -> bool) -> Self {
        self.of(self.chosen.iter().copied().filter(|at| keep(&self.run[*at])).collect())
    }

    fn json(&self) -> Vec<u8> {
        let findings: Vec<nianbao::Finding> = self.chosen().cloned().collect();
        let (none, nothing) = (Ledgers::default(), Vec::new());
        language::with(self.language, |messages| {
            let listing = Listing {
                findings: &findings,
                dismissed: &[],
                ledgers: &none,
                rules: &[],
                narrative: None,
                messages,
                folder: "",
                documents: &[],
            };
            match &self.context {
                Context::Project(of) => Listing {
                    dismissed: &of.computed.dismissed,
                    ledgers: &of.computed.ledgers,
                    rules: &of.project.pack.rules,
                    narrative: of.text(),
                    ..listing
                }
                .json(),
                Context::Texts(names) => {
                    let names: Vec<&str> = names.iter().chain(&nothing).map(String::as_str).collect();
                    Listing { documents: &names, ..listing }.json()
                }
            }
        })
    }

    fn count(&self, severity: Severity) -> usize {
        self.chosen().filter(|finding| finding.severity == severity).count()
    }
}

#[pymethods]
impl Findings {
    fn __len__(&self) -> usize {
        self.chosen.len()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let length = isize::try_from(self.chosen.len())?;
        if let Ok(slice) = index.cast::<PySlice>() {
            let at = slice.indices(length)?;
            let picked = (0..at.slicelength).map(|step| at.start + isize::try_from(step).unwrap_or(0) * at.step);
            let chosen = picked.filter_map(|at| self.chosen.get(usize::try_from(at).ok()?).copied()).collect();
            return Ok(self.of(chosen).into_pyobject(py)?.into_any());
        }
        let at: isize = index.extract()?;
        let at = usize::try_from(if at < 0 { at + length } else { at }).ok();
        let found = at.and_then(|at| self.chosen.get(at)).ok_or_else(|| PyIndexError::new_err(index.unbind()))?;
        Ok(self.at(*found).into_pyobject(py)?.into_any())
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let list = PyList::new(py, self.chosen.iter().map(|at| self.at(*at)).collect::<Vec<_>>())?;
        Ok(list.try_iter()?.into_any())
    }

    fn __contains__(&self, finding: Bound<'_, PyAny>) -> bool {
        let Ok(wanted) = finding.cast::<Finding>() else { return false };
        self.chosen().any(|finding| finding == wanted.get().core())
    }

    /// The position of a finding.
    ///
    /// Raises
    /// ------
    /// ``ValueError``
    ///     It isn't there.
    #[pyo3(signature = (value, start = 0, stop = None))]
    fn index(&self, value: PyRef<'_, Finding>, start: usize, stop: Option<usize>) -> PyResult<usize> {
        let stop = stop.unwrap_or(self.chosen.len()).min(self.chosen.len());
        let found = (start..stop).find(|at| &self.run[self.chosen[*at]] == value.core());
        found.ok_or_else(|| PyValueError::new_err(value.core().place.to_string()))
    }

    /// How many of the findings say the same as this one.
    #[pyo3(name = "count")]
    fn count_of(&self, value: PyRef<'_, Finding>) -> usize {
        self.chosen().filter(|finding| *finding == value.core()).count()
    }

    /// Those of severity ``error``.
    #[getter]
    fn errors(&self) -> Self {
        self.that(|finding| finding.severity == Severity::Error)
    }

    /// Those of severity ``warning``.
    #[getter]
    fn warnings(&self) -> Self {
        self.that(|finding| finding.severity == Severity::Warning)
    }

    /// Those of severity ``note``.
    #[getter]
    fn notes(&self) -> Self {
        self.that(|finding| finding.severity == Severity::Note)
    }

    /// Whether one of them weighs as much as the check's ``fail_on``: the command would end with 1.
    #[getter]
    fn failed(&self) -> bool {
        self.chosen().any(|finding| finding.severity >= self.fail_on)
    }

    /// Those that fit all that is asked for.
    ///
    /// Parameters
    /// ----------
    /// severity, code, rule, ledger, workbook, sheet
    ///     A word, or several of which one must fit. ``ledger`` is the id of the ledger whose row it is about.
    /// where
    ///     A function of a finding that says whether it is wanted.
    ///
    /// Returns
    /// -------
    /// Findings
    ///     A new sequence; this one stays as it is.
    ///
    /// Raises
    /// ------
    /// UnknownWordError
    ///     There is no such severity or code.
    ///
    /// Examples
    /// --------
    /// >>> import nianbao as nb
    /// >>> findings = nb.open("sample-data/shapingba-2021").check()
    /// >>> len(findings.filter(severity=["error", "warning"], where=lambda finding: finding.rule is not None))
    /// 0
    #[pyo3(signature = (*, severity = None, code = None, rule = None, ledger = None, workbook = None, sheet = None, r#where = None))]
    #[expect(clippy::too_many_arguments, reason = "each is a keyword of its own in Python")]
    fn filter(
        &self,
        severity: Option<Words>,
        code: Option<Words>,
        rule: Option<Words>,
        ledger: Option<Words>,
        workbook: Option<Words>,
        sheet: Option<Words>,
        r#where: Option<Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let [severity, code, rule, ledger, workbook, sheet] =
            [severity, code, rule, ledger, workbook, sheet].map(|words| words.map(Words::list));
        for word in severity.iter().flatten() {
            words::severity("severity", word, self.language)?;
        }
        for word in code.iter().flatten() {
            let word = words::Word { option: "code", word };
            words::known(word, nianbao::Code::ALL, nianbao::Code::as_str, self.language)?;
        }
        let fits = |words: &Option<Vec<String>>, own: Option<&str>| {
            words.as_ref().is_none_or(|words| words.iter().any(|word| Some(word.as_str()) == own))
        };
        let mut found = self.that(|finding| {
            fits(&severity, Some(finding.severity.as_str()))
                && fits(&code, Some(finding.code.as_str()))
                && fits(&rule, finding.rule.as_ref().map(|rule| rule.id.as_str()))
                && fits(&ledger, finding.subject.as_ref().map(|subject| subject.ledger.as_str()))
                && fits(&workbook, finding.place.source())
                && fits(&sheet, finding.place.sheet())
        });
        if let Some(wanted) = r#where {
            let mut kept = Vec::new();
            for at in found.chosen {
                if wanted.call1((self.at(at),))?.is_truthy()? {
                    kept.push(at);
                }
            }
            found.chosen = kept;
        }
        Ok(found)
    }

    /// Ends a job that has findings of the check's ``fail_on`` or above; otherwise does nothing.
    ///
    /// Raises
    /// ------
    /// FindingsError
    ///     There are such findings; the error has them.
    fn raise_on_error(&self) -> PyResult<()> {
        let of: Vec<nianbao::Finding> = self.chosen().cloned().collect();
        let grave: Vec<usize> = grave(&of, self.fail_on).into_iter().map(|at| self.chosen[at]).collect();
        if grave.is_empty() { Ok(()) } else { Err(forbid(self.of(grave))) }
    }

    /// The document that ``nianbao check --format json`` prints, for these findings.
    ///
    /// Returns
    /// -------
    /// str
    ///     JSON with ``schema``, ``language``, ``findings``, ``dismissed``, ``sheets``, ``coverage`` and ``exempt``; its
    ///     schema is ``docs/schemas/findings.schema.json``.
    fn to_json(&self) -> String {
        String::from_utf8_lossy(&self.json()).into_owned()
    }

    /// The entries ``findings`` of :meth:`to_json`, one ``dict`` each.
    fn to_dicts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.to_json(),))?.get_item("findings")
    }

    /// The findings as a frame, one row each.
    ///
    /// Returns
    /// -------
    /// polars.DataFrame
    ///     Columns ``severity``, ``code``, ``rule``, ``workbook``, ``sheet``, ``cell``, ``row`` (``UInt32``), ``ledger``,
    ///     ``key``, ``column``, ``figure``, ``place``, ``message``, ``remedy``, ``ground``; text where nothing else is said.
    ///
    /// Raises
    /// ------
    /// ``ImportError``
    ///     Polars is not installed.
    fn to_polars<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let texts: Vec<_> =
            language::with(self.language, |messages| self.chosen().map(|finding| messages.finding(finding)).collect());
        let columns = PyDict::new(py);
        let of = |get: &dyn Fn(&nianbao::Finding) -> Option<String>| self.chosen().map(get).collect::<Vec<_>>();
        let subject = |get: &dyn Fn(&nianbao::finding::Subject) -> &String| {
            self.chosen()
                .map(|finding| finding.subject.as_ref().map(|subject| get(subject).clone()))
                .collect::<Vec<_>>()
        };
        let rule = |get: &dyn Fn(&nianbao::finding::RuleReference) -> &String| {
            self.chosen().map(|finding| finding.rule.as_ref().map(|rule| get(rule).clone())).collect::<Vec<_>>()
        };
        columns.set_item("severity", of(&|finding| Some(finding.severity.as_str().to_owned())))?;
        columns.set_item("code", of(&|finding| Some(finding.code.to_string())))?;
        columns.set_item("rule", rule(&|rule| &rule.id))?;
        columns.set_item("workbook", of(&|finding| finding.place.source().map(str::to_owned)))?;
        columns.set_item("sheet", of(&|finding| finding.place.sheet().map(str::to_owned)))?;
        columns.set_item("cell", of(&|finding| finding.place.cells().map(|cells| cells.to_string())))?;
        columns.set_item("row", self.chosen().map(|of| of.place.cells().map(|at| at.first.row)).collect::<Vec<_>>())?;
        columns.set_item("ledger", subject(&|subject| &subject.ledger))?;
        columns.set_item("key", subject(&|subject| &subject.key))?;
        columns.set_item("column", subject(&|subject| &subject.column))?;
        columns.set_item(
            "figure",
            of(&|finding| match &finding.place {
                nianbao::place::Place::Figure(id) => Some(id.to_string()),
                _ => None,
            }),
        )?;
        columns.set_item("place", of(&|finding| Some(finding.place.to_string())))?;
        columns.set_item("message", texts.iter().map(|text| &text.title).collect::<Vec<_>>())?;
        columns.set_item("remedy", texts.iter().map(|text| &text.remedy).collect::<Vec<_>>())?;
        columns.set_item("ground", rule(&|rule| &rule.because))?;
        frames::frame(py, &columns, &[("row", "UInt32")])
    }

    fn __repr__(&self) -> String {
        let [errors, warnings, notes] = Severity::ALL.map(|severity| self.count(severity));
        format!("<Findings: {errors} errors, {warnings} warnings, {notes} notes>")
    }

    /// Each finding with the row that it stands in, the ground and what to do.
    fn _repr_html_(&self) -> String {
        let all: Vec<&nianbao::Finding> = self.chosen().collect();
        language::with(self.language, |messages| findings_html::findings(&all, messages))
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: Bound<'_, PyAny>) -> Py<Self> {
        slf
    }
}
