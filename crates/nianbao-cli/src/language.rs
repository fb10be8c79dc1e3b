//! The language of the messages: `--lang`, else a Chinese or English locale, else Chinese.

use std::ffi::OsString;

use nianbao::message::{Language, Messages};

/// The language, before the arguments are parsed: their help is written in it.
pub(crate) fn chosen(arguments: &[OsString]) -> Language {
    asked(arguments).or_else(of_locale).unwrap_or_default()
}

/// What `--lang` says, if it says something that there is. What it says otherwise, clap refuses.
fn asked(arguments: &[OsString]) -> Option<Language> {
    let mut args = arguments.iter().skip(1).filter_map(|argument| argument.to_str());
    while let Some(arg) = args.next() {
        if arg == "--lang" {
            return args.next()?.parse().ok();
        }
        if let Some(tag) = arg.strip_prefix("--lang=") {
            return tag.parse().ok();
        }
    }
    None
}

#[expect(clippy::disallowed_methods, reason = "the locale is the CLI's to read")]
fn of_locale() -> Option<Language> {
    // The first that is set decides, as POSIX has it.
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(|name| std::env::var(name).ok());
    set.into_iter().find(|locale| !locale.is_empty())?.parse().ok()
}

/// The messages of the core and of the command.
pub(crate) fn messages(language: Language) -> Messages {
    let own = match language {
        Language::ZhCn => include_str!("../messages/zh-CN.ftl"),
        Language::En => include_str!("../messages/en.ftl"),
    };
    Messages::with_own(language, own)
}
