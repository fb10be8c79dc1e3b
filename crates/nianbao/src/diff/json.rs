//! A comparison for programs: what `nianbao diff --format json` prints.

use schemars::{JsonSchema, Schema};
use serde::Serialize;

use super::reports::{NotCompared, Quoted};
use super::{Comparison, Difference, note};
use crate::audit::Spot;
use crate::figure::Quantity;
use crate::record::Recorded;
use crate::render::json::{SCHEMA, pretty, schema_of};

/// The whole document.
#[derive(Serialize, JsonSchema)]
struct DiffFile<'a> {
    /// The number of the format.
    schema: u32,
    /// The unit's name; empty if a report doesn't say it.
    unit: &'a str,
    /// The report's year; null if a report doesn't say it.
    year: Option<i32>,
    /// The two finished reports that are compared, older and newer; not there for figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    reports: Option<[&'a str; 2]>,
    /// How many figures the newer side has, or how many numbers the newer report states.
    figures: usize,
    /// Whether a figure was changed, added or removed.
    changed: bool,
    /// What differs, in the order of the newer side; then what was removed.
    differences: Vec<DifferenceEntry<'a>>,
    /// Statements of reports of which it isn't certain which belong together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    not_compared: Vec<NotComparedEntry<'a>>,
    /// The draft of a correction note; null if nothing was changed.
    note: Option<String>,
}

/// One figure that isn't what it was.
#[derive(Serialize, JsonSchema)]
struct DifferenceEntry<'a> {
    /// Its id; empty for a statement of a report of which no figure of the pack is spoken.
    id: &'a str,
    /// What people call it; for a statement its clause, with an ellipsis for the number.
    label: &'a str,
    /// changed, added, removed, or basis: the same figure, but resting on other rows or another measure.
    kind: &'static str,
    /// data, measure, rounding or unknown.
    causes: Vec<&'static str>,
    /// The labels of the figures it is computed from whose values are other ones.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    through: &'a [String],
    /// The figure as it was; null if it wasn't there.
    was: Option<FigureEntry<'a>>,
    /// The figure as it is; null if it isn't there any more.
    now: Option<FigureEntry<'a>>,
}

/// A figure on one side.
#[derive(Serialize, JsonSchema)]
struct FigureEntry<'a> {
    /// value, none, unknown or not-applicable.
    state: &'static str,
    /// The exact value as a decimal string; null for a rate, for an approximate number of a report, and unless `state`
    /// is value.
    value: Option<String>,
    /// Numerator and denominator of a rate, as decimal strings.
    #[serde(skip_serializing_if = "Option::is_none")]
    ratio: Option<[String; 2]>,
    /// As it is printed, unit included.
    printed: &'a str,
    /// Where a report states it.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<AtEntry>,
}

/// A place in a report.
#[derive(Serialize, JsonSchema)]
struct AtEntry {
    /// The page, from 1, if the document has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
    /// The line, from 1.
    line: usize,
    /// The column in characters, from 1.
    column: usize,
}

/// Statements that may be the same ones.
#[derive(Serialize, JsonSchema)]
struct NotComparedEntry<'a> {
    /// repeated: the same words stand there several times; reworded: both the words and the numbers were changed.
    reason: &'static str,
    /// Those of the older report.
    old: Vec<QuotedEntry<'a>>,
    /// Those of the newer report.
    new: Vec<QuotedEntry<'a>>,
}

/// A statement of a report.
#[derive(Serialize, JsonSchema)]
struct QuotedEntry<'a> {
    /// The number as it stands.
    surface: &'a str,
    /// The clause.
    statement: &'a str,
    /// Where it stands.
    at: AtEntry,
}

/// The JSON document of a comparison: UTF-8, with a final line break.
pub fn json(comparison: &Comparison) -> Vec<u8> {
    pretty(&DiffFile {
        schema: SCHEMA,
        unit: &comparison.new.unit,
        year: Some(comparison.new.year).filter(|year| *year != 0),
        reports: comparison.reports.as_ref().map(|reports| [reports.old.as_str(), reports.new.as_str()]),
        figures: comparison.new.figures.len(),
        changed: comparison.has_changes(),
        differences: comparison.differences.iter().map(entry).collect(),
        not_compared: comparison.reports.iter().flat_map(|reports| &reports.not_compared).map(not_compared).collect(),
        note: note::draft(comparison),
    })
}

/// The JSON Schema of the document.
pub fn schema() -> Schema {
    schema_of::<DiffFile<'_>>()
}

fn entry(difference: &Difference) -> DifferenceEntry<'_> {
    DifferenceEntry {
        id: &difference.id,
        label: &difference.label,
        kind: difference.kind.as_str(),
        causes: difference.causes.iter().map(|cause| cause.as_str()).collect(),
        through: &difference.through,
        was: difference.was.as_ref().map(|was| figure(was, difference.was_at)),
        now: difference.now.as_ref().map(|now| figure(now, difference.now_at)),
    }
}

fn not_compared(own: &NotCompared) -> NotComparedEntry<'_> {
    NotComparedEntry {
        reason: own.reason.as_str(),
        old: own.old.iter().map(quoted).collect(),
        new: own.new.iter().map(quoted).collect(),
    }
}

fn quoted(own: &Quoted) -> QuotedEntry<'_> {
    QuotedEntry { surface: &own.surface, statement: &own.clause, at: place(own.at) }
}

const fn place(Spot { page, line, column }: Spot) -> AtEntry {
    AtEntry { page, line, column }
}

fn figure(figure: &Recorded, at: Option<Spot>) -> FigureEntry<'_> {
    let (value, ratio) = match figure.value {
        Some(Quantity::Number(number)) => (Some(number.normalize().to_string()), None),
        Some(Quantity::Ratio { of, to }) => (None, Some([of.normalize().to_string(), to.normalize().to_string()])),
        None => (None, None),
    };
    FigureEntry { state: figure.state.as_str(), value, ratio, printed: &figure.printed, at: at.map(place) }
}
