//! A comparison for programs: what `nianbao diff --format json` prints.

use schemars::{JsonSchema, Schema};
use serde::Serialize;

use super::{Comparison, Difference, note};
use crate::figure::Quantity;
use crate::record::Recorded;
use crate::render::json::{SCHEMA, pretty, schema_of};

/// The whole document.
#[derive(Serialize, JsonSchema)]
struct DiffFile<'a> {
    /// The number of the format.
    schema: u32,
    /// The unit's full name.
    unit: &'a str,
    /// The report's year.
    year: i32,
    /// How many figures the newer side has.
    figures: usize,
    /// Whether a figure was changed, added or removed.
    changed: bool,
    /// What differs, in the order of the newer side; then what was removed.
    differences: Vec<DifferenceEntry<'a>>,
    /// The draft of a correction note; null if nothing was changed.
    note: Option<String>,
}

/// One figure that isn't what it was.
#[derive(Serialize, JsonSchema)]
struct DifferenceEntry<'a> {
    /// Its id.
    id: &'a str,
    /// What people call it.
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
    /// The exact value as a decimal string; null for a rate, and unless `state` is value.
    value: Option<String>,
    /// Numerator and denominator of a rate, as decimal strings.
    #[serde(skip_serializing_if = "Option::is_none")]
    ratio: Option<[String; 2]>,
    /// As it is printed, unit included.
    printed: &'a str,
}

/// The JSON document of a comparison: UTF-8, with a final line break.
pub fn json(comparison: &Comparison) -> Vec<u8> {
    pretty(&DiffFile {
        schema: SCHEMA,
        unit: &comparison.new.unit,
        year: comparison.new.year,
        figures: comparison.new.figures.len(),
        changed: comparison.has_changes(),
        differences: comparison.differences.iter().map(entry).collect(),
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
        was: difference.was.as_ref().map(figure),
        now: difference.now.as_ref().map(figure),
    }
}

fn figure(figure: &Recorded) -> FigureEntry<'_> {
    let (value, ratio) = match figure.value {
        Some(Quantity::Number(number)) => (Some(number.normalize().to_string()), None),
        Some(Quantity::Ratio { of, to }) => (None, Some([of.normalize().to_string(), to.normalize().to_string()])),
        None => (None, None),
    };
    FigureEntry { state: figure.state.as_str(), value, ratio, printed: &figure.printed }
}
