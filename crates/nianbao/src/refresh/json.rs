//! What became of a document for programs: what `nianbao refresh --format json` prints.

use schemars::{JsonSchema, Schema};
use serde::Serialize;

use super::{Change, Left, Refreshed, Spot};
use crate::message::Messages;
use crate::render::json::{SCHEMA, pretty, schema_of};

/// The whole document.
#[derive(Serialize, JsonSchema)]
struct RefreshFile<'a> {
    /// The number of the format.
    schema: u32,
    /// The language of the messages: zh-CN or en.
    language: &'static str,
    /// The document, as it was given.
    file: String,
    /// The file that was written; null if there was nothing to write.
    written: Option<String>,
    /// The unit's full name.
    unit: &'a str,
    /// A code that identifies the unit.
    unit_code: &'a str,
    /// The report's year.
    year: i32,
    /// How many errors the ledgers have, so that figures may be wrong.
    errors: usize,
    /// SHA-256 of the figures.json that the document carries now.
    digest: &'a str,
    /// How many content controls with figures it has.
    controls: usize,
    /// What was written anew, in the order of the document.
    changes: Vec<ChangeEntry<'a>>,
    /// What was left alone although it doesn't say what the figures say.
    left: Vec<LeftEntry<'a>>,
}

/// A text that was written anew.
#[derive(Serialize, JsonSchema)]
struct ChangeEntry<'a> {
    /// The figure's id.
    figure: &'a str,
    /// What people call it.
    label: &'a str,
    /// What stood there.
    before: &'a str,
    /// What stands there now.
    after: &'a str,
    /// Where.
    at: SpotEntry<'a>,
}

/// A text that was left alone.
#[derive(Serialize, JsonSchema)]
struct LeftEntry<'a> {
    /// Why; stable.
    code: &'static str,
    /// Why, and what to do, in words.
    message: String,
    /// The figure's id; empty if it is about none.
    figure: &'a str,
    /// What people call it; empty if nobody knows any more.
    label: &'a str,
    /// What stands there.
    stated: &'a str,
    /// What would have been written; null if that can't be said.
    due: Option<&'a str>,
    /// Where; null if it is nowhere in particular.
    at: Option<SpotEntry<'a>>,
}

/// A place in the document.
#[derive(Serialize, JsonSchema)]
struct SpotEntry<'a> {
    /// body, footnotes, endnotes, header, footer or comments.
    story: &'static str,
    /// The number of the paragraph there, from 1; cells have paragraphs too.
    paragraph: usize,
    /// The last characters before it in its paragraph, or in its row of a table.
    before: &'a str,
}

/// The JSON document: UTF-8, with a final line break.
pub fn json(refreshed: &Refreshed, messages: &Messages) -> Vec<u8> {
    pretty(&RefreshFile {
        schema: SCHEMA,
        language: messages.language().as_str(),
        file: refreshed.path.display().to_string(),
        written: refreshed.written.as_ref().map(|path| path.display().to_string()),
        unit: &refreshed.report.unit,
        unit_code: &refreshed.report.unit_code,
        year: refreshed.report.year,
        errors: refreshed.errors,
        digest: &refreshed.digest,
        controls: refreshed.controls,
        changes: refreshed.changes.iter().map(change).collect(),
        left: refreshed.left.iter().map(|own| left(own, messages)).collect(),
    })
}

/// The JSON Schema of the document.
pub fn schema() -> Schema {
    schema_of::<RefreshFile<'_>>()
}

fn change(own: &Change) -> ChangeEntry<'_> {
    let Change { figure, label, before, after, at } = own;
    ChangeEntry { figure, label, before, after, at: spot(at) }
}

fn left<'a>(own: &'a Left, messages: &Messages) -> LeftEntry<'a> {
    let Left { fault, figure, label, stated, due, at } = own;
    let message = messages.fault(fault);
    LeftEntry { code: fault.key, message, figure, label, stated, due: due.as_deref(), at: at.as_ref().map(spot) }
}

fn spot(own: &Spot) -> SpotEntry<'_> {
    SpotEntry { story: own.story.as_str(), paragraph: own.paragraph, before: &own.before }
}
