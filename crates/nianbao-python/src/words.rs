//! The words that options take; another one raises an error that names them.

use nianbao::finding::Arguments;
use nianbao::message::Language;
use nianbao::pack::resolver::nearest;
use nianbao::pack::rule::Rule;
use nianbao::render::Format;
use nianbao::{Edition, Severity};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::error::raised;
use crate::language;

/// A word that an option was given.
#[derive(Clone, Copy)]
pub(crate) struct Word<'a> {
    /// The option.
    pub(crate) option: &'static str,
    /// The word.
    pub(crate) word: &'a str,
}

/// A word, or any iterable of them.
pub(crate) struct Words(Vec<String>);

impl Words {
    pub(crate) fn list(self) -> Vec<String> {
        self.0
    }
}

impl<'py> FromPyObject<'_, 'py> for Words {
    type Error = PyErr;

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(word) = given.extract::<String>() {
            return Ok(Self(vec![word]));
        }
        let words = given.try_iter()?.map(|word| word?.extract::<String>());
        words.collect::<PyResult<_>>().map(Self)
    }
}

/// What the word stands for, of all that the option takes.
pub(crate) fn known<T: Copy>(
    word: Word<'_>,
    all: &[T],
    name: impl Fn(T) -> &'static str,
    language: Language,
) -> PyResult<T> {
    let found = all.iter().copied().find(|known| name(*known) == word.word);
    found.ok_or_else(|| unknown_word(word, all.iter().map(|known| name(*known)), language))
}

/// Which findings are wanted, in the caller's words.
pub(crate) struct Choice<'a> {
    /// From which severity on they make a job fail.
    pub(crate) fail_on: &'a str,
    /// These alone.
    pub(crate) select: Option<Words>,
    /// All but these.
    pub(crate) ignore: Option<Words>,
}

impl Choice<'_> {
    /// The choice, if all its words are codes or these rules.
    pub(crate) fn of(self, rules: &[Rule], language: Language) -> PyResult<nianbao::Choice> {
        let list = |words: Option<Words>| words.map(Words::list).unwrap_or_default();
        let choice = nianbao::Choice {
            fail_on: severity("fail_on", self.fail_on, language)?,
            select: list(self.select),
            ignore: list(self.ignore),
        };
        match choice.unknown(rules) {
            Some(word) => {
                let option = if choice.select.iter().any(|own| own == word) { "select" } else { "ignore" };
                Err(unknown_word(Word { option, word }, nianbao::choice::words(rules), language))
            }
            None => Ok(choice),
        }
    }
}

/// A severity.
pub(crate) fn severity(option: &'static str, word: &str, language: Language) -> PyResult<Severity> {
    known(Word { option, word }, &Severity::ALL, Severity::as_str, language)
}

/// For whom a report is written.
pub(crate) fn edition(word: &str, language: Language) -> PyResult<Edition> {
    known(Word { option: "edition", word }, &Edition::ALL, Edition::as_str, language)
}

/// Output formats; all of them if none are named.
pub(crate) fn formats(words: Option<Vec<String>>, language: Language) -> PyResult<Vec<Format>> {
    let Some(words) = words else { return Ok(Format::ALL.to_vec()) };
    let format = |word: &String| known(Word { option: "formats", word }, Format::ALL, Format::as_str, language);
    words.iter().map(format).collect()
}

/// The error for a word that an option doesn't take.
pub(crate) fn unknown_word<'a>(
    Word { option, word }: Word<'_>,
    expected: impl Iterator<Item = &'a str>,
    language: Language,
) -> PyErr {
    let expected: Vec<String> = expected.map(str::to_owned).collect();
    let near = nearest(word, expected.iter().map(String::as_str)).map(str::to_owned);
    let text = told(
        "unknown-word",
        vec![("option", option.into()), ("word", word.into())],
        &expected,
        near.as_deref(),
        language,
    );
    raised("UnknownWordError", text, |py, data: &Bound<'_, PyDict>| {
        data.set_item("option", option)?;
        data.set_item("word", word)?;
        data.set_item("nearest", &near)?;
        data.set_item("expected", pyo3::types::PyTuple::new(py, &expected)?)
    })
}

/// The error for an id that a mapping of `kind` doesn't have.
pub(crate) fn unknown_id<'a>(
    kind: &'static str,
    id: &str,
    expected: impl Iterator<Item = &'a str>,
    language: Language,
) -> PyErr {
    let expected: Vec<String> = expected.map(str::to_owned).collect();
    let near = nearest(id, expected.iter().map(String::as_str)).map(str::to_owned);
    let text = told("unknown-id", vec![("kind", kind.into()), ("id", id.into())], &expected, near.as_deref(), language);
    raised("UnknownIdError", text, |py, data: &Bound<'_, PyDict>| {
        data.set_item("kind", kind)?;
        data.set_item("id", id)?;
        data.set_item("nearest", &near)?;
        data.set_item("expected", pyo3::types::PyTuple::new(py, &expected)?)
    })
}

/// So many of what is expected are told in words; the error has all of them.
const TOLD: usize = 12;

fn told(
    key: &str,
    mut arguments: Vec<(&'static str, nianbao::finding::Argument)>,
    expected: &[String],
    near: Option<&str>,
    language: Language,
) -> String {
    let mut shown: Vec<String> = expected.iter().take(TOLD).cloned().collect();
    if expected.len() > TOLD {
        shown.push("…".to_owned());
    }
    arguments.extend([("expected", shown.into()), ("nearest", near.unwrap_or_default().into())]);
    let arguments: Arguments = arguments.into_iter().collect();
    language::with(language, |messages| messages.text(key, &arguments))
}
