//! Explanations: what a kind of finding, or a rule, means and what to do about it.

use nianbao::message::Language;
use pyo3::prelude::*;

use crate::language;
use crate::words::{Word, unknown_word};

/// What a kind of finding, or a rule of a pack, means: what it says, why it matters, what to do.
///
/// ``str(explanation)`` is the page in Markdown; notebooks show it laid out.
#[pyclass(frozen, eq, hash, module = "nianbao")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Explanation {
    code: String,
    rule: Option<String>,
    text: String,
}

#[pymethods]
impl Explanation {
    /// The code of the finding.
    #[getter]
    fn code(&self) -> &str {
        &self.code
    }

    /// The id of the rule; ``None`` for the page of a code alone.
    #[getter]
    fn rule(&self) -> Option<&str> {
        self.rule.as_deref()
    }

    fn __str__(&self) -> &str {
        &self.text
    }

    fn _repr_markdown_(&self) -> &str {
        &self.text
    }

    fn __repr__(&self) -> String {
        let rule = self.rule.as_ref().map(|rule| format!(" · {rule}")).unwrap_or_default();
        format!("<Explanation of {}{rule}>", self.code)
    }
}

/// The page of a code, or of one of these rules.
pub(crate) fn of(word: &str, pack: Option<&nianbao::Pack>, language: Language) -> PyResult<Explanation> {
    if let Some(page) = nianbao::explain::page(word, language) {
        return Ok(Explanation {
            code: word.to_owned(),
            rule: None,
            text: nianbao::explain::explanation(page).to_owned(),
        });
    }
    let rules = pack.map_or(&[][..], |pack| &pack.rules);
    let Some(rule) = rules.iter().find(|rule| rule.id == word) else {
        return Err(unknown_word(Word { option: "code", word }, nianbao::choice::words(rules), language));
    };
    let text = language::with(language, |messages| nianbao::explain::of_rule(rule, messages));
    Ok(Explanation { code: rule.check.code().to_string(), rule: Some(rule.id.clone()), text })
}

/// Explains a kind of finding.
///
/// Parameters
/// ----------
/// code
///     The code, such as ``order``. Rules of a pack are explained by :meth:`Project.explain`.
/// lang
///     ``zh-CN`` or ``en``.
///
/// Raises
/// ------
/// UnknownWordError
///     There is no such code.
///
/// Examples
/// --------
/// >>> import nianbao as nb
/// >>> print(nb.explain("order", lang="en"))
/// # order
/// ...
#[pyfunction]
#[pyo3(signature = (code, *, lang = "zh-CN"))]
pub(crate) fn explain(code: &str, lang: &str) -> PyResult<Explanation> {
    of(code, None, language::asked(lang)?)
}

/// Gives the codes of all kinds of findings, checks first.
///
/// Returns
/// -------
/// list of str
///     The codes, in kebab-case.
#[pyfunction]
pub(crate) fn codes() -> Vec<&'static str> {
    nianbao::Code::ALL.iter().map(|code| code.as_str()).collect()
}
