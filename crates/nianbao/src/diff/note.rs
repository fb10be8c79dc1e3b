//! The draft of a correction note (更正说明): what was stated, what is right, and what a person must still write.

use super::{Cause, Comparison, Difference, Kind};
use crate::finding::{Argument, Arguments};
use crate::message::Messages;

/// The draft, in the language of the report; nothing if no figure was changed, added or removed. Why the mistake was
/// made, and the day, are left open: only the unit knows them.
pub fn draft(comparison: &Comparison) -> Option<String> {
    if !comparison.has_changes() {
        return None;
    }
    let messages = Messages::new(comparison.new.language);
    let record = &comparison.new;
    let mut head = Arguments::from([("unit", record.unit.as_str().into()), ("year", record.year.to_string().into())]);
    let title = if record.title.is_empty() { messages.text("note-report", &head) } else { record.title.clone() };
    head.insert("title", title.into());
    let mut lines = vec![messages.text("note-title", &head), String::new(), messages.text("note-opening", &head)];
    let changes = comparison.differences.iter().filter(|difference| difference.kind != Kind::Basis);
    lines.extend(changes.zip(1_usize..).map(|(difference, number)| item(difference, number, &messages)));
    lines.push(open(&messages, "note-reason"));
    // A report that doesn't say whose it is leaves that to the unit as well.
    let unit =
        if record.unit.is_empty() { open(&messages, "note-unit-open") } else { messages.text("note-unit", &head) };
    lines.extend([messages.text("note-closing", &head), unit, messages.text("note-date", &head)]);
    // A paragraph of Chinese begins two characters in; Fluent drops blanks at the start of a message.
    let indent = messages.word("note-indent");
    let body = |(at, line): (usize, &String)| match at {
        _ if line.is_empty() => String::new(),
        0 => line.clone(),
        _ => format!("{indent}{line}"),
    };
    Some(lines.iter().enumerate().map(|line| body(line) + "\n").collect())
}

/// What a person must still write.
fn open(messages: &Messages, key: &str) -> String {
    format!("{}{}{}", messages.word("todo-open"), messages.word(key), messages.word("todo-close"))
}

/// One figure: how it was stated, how it is right, and of what sort the cause is.
fn item(difference: &Difference, number: usize, messages: &Messages) -> String {
    let (was, now) = difference.printed();
    let causes: Vec<&str> =
        difference.causes.iter().filter(|cause| **cause != Cause::Unknown).map(|cause| cause.as_str()).collect();
    let arguments = Arguments::from([
        ("number", number.into()),
        ("figure", difference.label.as_str().into()),
        ("kind", difference.kind.as_str().into()),
        ("was", was.into()),
        ("now", now.into()),
        ("causes", Argument::Words("cause", causes)),
    ]);
    messages.text("note-item", &arguments)
}
