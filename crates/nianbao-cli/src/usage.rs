//! What is wrong with the arguments, in the language of the messages.

use std::io::Write as _;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use nianbao::finding::{Argument, Arguments};
use nianbao::message::Messages;

/// Prints help and version to the output, everything else to the error output. Exit code 2 where it is an error.
pub(crate) fn report(error: &Error, messages: &Messages) -> u8 {
    let is_asked_for = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    if is_asked_for || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        // A closed output is nobody's fault.
        let _printed = error.print();
        return if is_asked_for { 0 } else { 2 };
    }
    let _told = writeln!(anstream::stderr(), "{}", text(error, messages));
    2
}

/// Whether two arguments stand in each other's way, and not one in its own.
fn is_two(error: &Error) -> bool {
    error.get(ContextKind::PriorArg).is_some_and(|prior| error.get(ContextKind::InvalidArg) != Some(prior))
}

fn text(error: &Error, messages: &Messages) -> String {
    let key = match error.kind() {
        ErrorKind::UnknownArgument => "usage-unknown-argument",
        ErrorKind::InvalidSubcommand => "usage-unknown-command",
        ErrorKind::InvalidValue => "usage-invalid-value",
        ErrorKind::ValueValidation => "usage-malformed-value",
        ErrorKind::MissingRequiredArgument => "usage-missing-argument",
        ErrorKind::ArgumentConflict if is_two(error) => "usage-conflict",
        ErrorKind::ArgumentConflict => "usage-given-twice",
        _ => return error.to_string(),
    };
    let context = |kinds: &[ContextKind]| {
        let found = kinds.iter().find_map(|kind| error.get(*kind));
        let texts = match found {
            Some(ContextValue::String(text)) => vec![text.clone()],
            Some(ContextValue::Strings(texts)) => texts.clone(),
            _ => Vec::new(),
        };
        Argument::Texts(texts.into_iter().filter(|text| !text.is_empty()).collect())
    };
    let arguments = Arguments::from([
        ("argument", context(&[ContextKind::InvalidArg, ContextKind::InvalidSubcommand])),
        ("other", context(&[ContextKind::PriorArg])),
        ("value", context(&[ContextKind::InvalidValue])),
        ("valid", context(&[ContextKind::ValidValue])),
        (
            "nearest",
            context(&[ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]),
        ),
    ]);
    messages.text(key, &arguments)
}
