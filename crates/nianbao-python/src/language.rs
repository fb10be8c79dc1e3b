//! Messages in the language that the caller asked for; those of the package itself are in `messages/`.

use std::cell::OnceCell;

use nianbao::message::{Language, Messages};
use pyo3::PyResult;

use crate::words::{self, Word};

thread_local! {
    /// The messages of each language, read once in each thread.
    static MESSAGES: [OnceCell<Messages>; 2] = const { [OnceCell::new(), OnceCell::new()] };
}

/// Calls `say` with the messages of this language.
pub(crate) fn with<T>(language: Language, say: impl FnOnce(&Messages) -> T) -> T {
    let own = match language {
        Language::ZhCn => include_str!("../messages/zh-CN.ftl"),
        Language::En => include_str!("../messages/en.ftl"),
    };
    MESSAGES.with(|known| say(known[language as usize].get_or_init(|| Messages::with_own(language, own))))
}

/// The language that an option asks for.
pub(crate) fn asked(lang: &str) -> PyResult<Language> {
    lang.parse().or_else(|_| {
        words::known(Word { option: "lang", word: lang }, &Language::ALL, Language::as_str, Language::default())
    })
}
