//! Self-checks of finished reports as Python sees them: frozen.

use std::path::PathBuf;

use nianbao::message::Language;
use nianbao::verify::{Identity, Numerals, Verifier};
use nianbao::{Pack, Severity};
use pyo3::prelude::*;

use crate::error::raise;
use crate::findings::{Context, Findings};
use crate::language;

/// What the self-check of a report found.
#[pyclass(frozen, module = "nianbao")]
pub(crate) struct Verification(nianbao::verify::Verification, Language);

impl Verification {
    fn report<T>(&self, of: impl Fn(&Identity) -> T) -> Option<T> {
        self.0.report.as_ref().map(of)
    }

    fn count(&self, of: impl Fn(&Numerals) -> usize) -> Option<usize> {
        self.0.numerals.as_ref().map(of)
    }
}

#[pymethods]
impl Verification {
    /// The file or folder, as it was given.
    #[getter]
    fn path(&self) -> PathBuf {
        self.0.path.clone()
    }

    /// ``agrees``, ``incomplete``, ``disagrees``, ``not-verifiable`` or ``unread``.
    #[getter]
    fn verdict(&self) -> &str {
        self.0.verdict.as_str()
    }

    /// The unit's full name; ``None`` if the file doesn't say, as for all that follows.
    #[getter]
    fn unit(&self) -> Option<String> {
        self.report(|report| report.unit.clone())
    }

    /// A code that identifies the unit.
    #[getter]
    fn unit_code(&self) -> Option<String> {
        self.report(|report| report.unit_code.clone())
    }

    /// The report's year.
    #[getter]
    fn year(&self) -> Option<i32> {
        self.report(|report| report.year)
    }

    /// The report's title, on one line.
    #[getter]
    fn title(&self) -> Option<String> {
        self.report(|report| report.title.clone())
    }

    /// ``draft``, ``sample`` or ``final``.
    #[getter]
    fn status(&self) -> Option<&str> {
        self.report(|report| report.status.as_str())
    }

    /// For whom it is written: ``filing`` or ``publication``.
    #[getter]
    fn written_for(&self) -> Option<&str> {
        self.report(|report| report.written_for.as_str())
    }

    /// SHA-256 of the ``figures.json`` that it carries.
    #[getter]
    fn digest(&self) -> Option<&str> {
        self.0.digest.as_deref()
    }

    /// The labels of the parts that the regulation asks for and the text doesn't have.
    #[getter]
    fn missing_parts(&self) -> Vec<String> {
        self.0.missing_parts.clone()
    }

    /// How many figures it carries.
    #[getter]
    fn figures(&self) -> Option<usize> {
        self.count(|numerals| numerals.figures)
    }

    /// How much the text states in numbers.
    #[getter]
    fn statements(&self) -> Option<usize> {
        self.count(|numerals| numerals.statements)
    }

    /// How many of these contradict their figure.
    #[getter]
    fn contradicts(&self) -> Option<usize> {
        self.count(|numerals| numerals.contradicts)
    }

    /// How many of these nobody owns.
    #[getter]
    fn unowned(&self) -> Option<usize> {
        self.count(|numerals| numerals.unowned)
    }

    /// How many outputs were held against the manifest; ``None`` if none names the file.
    #[getter]
    fn outputs(&self) -> Option<usize> {
        self.0.outputs
    }

    /// What doesn't agree, each in a line; of a folder, with the document that it is in.
    #[getter]
    fn problems(&self) -> Vec<String> {
        language::with(self.1, |messages| self.0.problems(messages))
    }

    /// What in the text contradicts the figures, or the text itself.
    #[getter]
    fn findings(&self) -> Findings {
        let names = self.0.documents.clone();
        Findings::new(self.0.findings.clone(), Context::Texts(names), Severity::Error, self.1)
    }

    /// Why it couldn't be read.
    #[getter]
    fn error(&self) -> Option<String> {
        self.0.error.as_ref().map(|error| language::with(self.1, |messages| messages.error(error)))
    }

    fn __repr__(&self) -> String {
        format!("<Verification {}: {}>", self.0.path.display(), self.verdict())
    }
}

/// Checks whether finished reports agree with themselves: text, figures that they carry, digests, manifest.
///
/// It needs neither a project nor a network. It doesn't say who made a report, nor whether the ledgers behind it are
/// right. What can't be read is a verdict like any other.
///
/// Parameters
/// ----------
/// paths
///     Each a ``report.pdf``, a ``report.html``, a ``report.docx``, a folder of outputs, or the ``manifest.json`` in it.
/// pack
///     A pack's folder, in place of the standard pack that a report names.
/// lang
///     The language of messages, ``zh-CN`` or ``en``.
///
/// Returns
/// -------
/// list of Verification
///     One for each path, in their order.
///
/// Raises
/// ------
/// PackError
///     The pack is not valid.
#[pyfunction]
#[pyo3(signature = (*paths, pack = None, lang = "zh-CN"))]
pub(crate) fn verify(
    py: Python<'_>,
    paths: Vec<PathBuf>,
    pack: Option<PathBuf>,
    lang: &str,
) -> PyResult<Vec<Verification>> {
    let language = language::asked(lang)?;
    let pack = pack.as_deref().map(Pack::open).transpose().map_err(|error| raise(&error, language))?;
    let found = py.detach(|| {
        let mut verifier = Verifier::new(pack);
        paths.iter().map(|path| verifier.verify(path)).collect::<Vec<_>>()
    });
    Ok(found.into_iter().map(|found| Verification(found, language)).collect())
}
