//! `figures.json`: the figures with their lineage, the contract for other programs.
//!
//! Every value is a decimal string or null; a rate is in percent, rounded as it is printed, with its exact terms
//! beside it; money is in 元.

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::figure::{Digests, Figure, Figures, Lineage, Quantity, State};
use crate::pack::Pack;
use crate::place::row_numbers;
use crate::project::{Edition, ReportSettings};

/// The number of the format; it changes when a reader of the old one would be misled.
pub const SCHEMA: u32 = 1;

/// The whole file.
#[derive(Serialize, JsonSchema)]
struct FiguresFile<'a> {
    /// The number of the format.
    schema: u32,
    /// The unit's full name.
    unit: &'a str,
    /// A code that identifies the unit.
    unit_code: &'a str,
    /// The report's year.
    year: i32,
    /// The report's title, on one line.
    title: String,
    /// The days it covers.
    period: PeriodEntry,
    /// draft, sample or final.
    status: &'static str,
    /// The pack's id.
    pack: &'a str,
    /// The pack's edition.
    edition: &'a str,
    /// For whom it is written: filing or publication.
    written_for: &'static str,
    /// SHA-256 of the rows of each ledger, by its id, nothing personal among them; not in an edition for publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    ledgers: Option<&'a BTreeMap<String, String>>,
    /// The figures by id, in the pack's order.
    #[schemars(with = "BTreeMap<String, FigureEntry<'_>>")]
    figures: Ordered<'a, FigureEntry<'a>>,
    /// The series by id, in the pack's order.
    #[schemars(with = "BTreeMap<String, SeriesEntry<'_>>")]
    series: Ordered<'a, SeriesEntry<'a>>,
}

/// The days that a report covers, both included.
#[derive(Serialize, JsonSchema)]
struct PeriodEntry {
    /// The first day, `YYYY-MM-DD`.
    from: String,
    /// The last day.
    to: String,
}

/// One figure.
#[derive(Serialize, JsonSchema)]
struct FigureEntry<'a> {
    /// What people call it.
    label: &'a str,
    /// The classifier or unit of `value`.
    unit: &'a str,
    /// value, none, unknown or not-applicable.
    state: &'static str,
    /// The value as a decimal string; null unless `state` is value.
    value: Option<String>,
    /// Numerator and denominator of a rate, as decimal strings.
    #[serde(skip_serializing_if = "Option::is_none")]
    ratio: Option<[String; 2]>,
    /// As it is printed, unit included.
    printed: &'a str,
    /// At most so many digits after the point are printed.
    decimals: u32,
    /// 万 or 亿 when it is printed scaled.
    #[serde(skip_serializing_if = "str::is_empty")]
    scale: &'static str,
    /// ledger: computed from rows; entered: typed in by hand, or computed from such.
    origin: &'static str,
    /// The measure's kind.
    measure: &'static str,
    /// The figures it is computed from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    operands: Vec<&'a str>,
    /// The way back to the cells; not in an edition for publication.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lineage: Vec<LineageEntry<'a>>,
    /// What it rests on, for those who compare it with an approved figure; not in an edition for publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    digests: Option<DigestsEntry<'a>>,
}

/// What a figure rests on.
#[derive(Serialize, JsonSchema)]
struct DigestsEntry<'a> {
    /// SHA-256 of the measure as the pack resolves it.
    measure: &'a str,
    /// SHA-256 of the keys of the rows that count and of the values taken from them, nothing personal among them.
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<&'a str>,
    /// The id of the ledger whose rows those are.
    #[serde(skip_serializing_if = "Option::is_none")]
    ledger: Option<&'a str>,
}

/// One link of the way back.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum LineageEntry<'a> {
    /// Cells of a sheet.
    Cells {
        /// The workbook, relative to the project.
        source: &'a str,
        /// The sheet.
        #[serde(skip_serializing_if = "Option::is_none")]
        sheet: Option<&'a str>,
        /// The cells as ranges.
        cells: Vec<String>,
        /// How many rows.
        rows: usize,
    },
    /// Values of a column of a frame that a program gave instead of workbooks.
    FrameRows {
        /// The ledger's id.
        frame: &'a str,
        /// The column's name in the frame.
        column: &'a str,
        /// The numbers of the rows, from 1, as ranges: `3-148`.
        numbers: Vec<String>,
        /// How many rows.
        rows: usize,
    },
    /// A figure of last year.
    PreviousFigure {
        /// The file, relative to the project.
        source: &'a str,
        /// The year.
        year: i32,
        /// The figure.
        figure: &'a str,
        /// Its value then.
        value: String,
    },
    /// Other figures of this file.
    Figures {
        /// Their ids.
        figures: Vec<&'a str>,
    },
}

/// One series.
#[derive(Serialize, JsonSchema)]
struct SeriesEntry<'a> {
    /// What people call it.
    label: &'a str,
    /// The members by key, in calendar or code-list order.
    #[schemars(with = "BTreeMap<String, FigureEntry<'_>>")]
    members: Ordered<'a, FigureEntry<'a>>,
}

/// A JSON object whose keys keep their order.
struct Ordered<'a, T>(Vec<(&'a str, T)>);

impl<T: Serialize> Serialize for Ordered<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

/// The bytes of `figures.json`: UTF-8, indented by two spaces, with a final line break.
pub fn figures(report: &ReportSettings, pack: &Pack, figures: &Figures) -> Vec<u8> {
    let complete = report.edition == Edition::Filing;
    let file = FiguresFile {
        schema: SCHEMA,
        unit: &report.unit,
        unit_code: &report.unit_code,
        year: report.year,
        title: report.title_on_one_line(),
        period: PeriodEntry { from: report.period.from.to_string(), to: report.period.to.to_string() },
        status: report.status.as_str(),
        pack: &pack.id,
        edition: &pack.edition,
        written_for: report.edition.as_str(),
        ledgers: complete.then_some(&figures.ledgers),
        figures: Ordered(figures.iter().map(|figure| (figure.id.as_str(), entry(figure, complete))).collect()),
        series: Ordered(
            figures.series.iter().map(|series| (series.id.as_str(), series_entry(series, complete))).collect(),
        ),
    };
    pretty(&file)
}

/// The JSON Schema of `figures.json`.
pub fn figures_schema() -> Schema {
    schema_of::<FiguresFile<'_>>()
}

/// The schema of what is written, where a key may be left out, not of what would be read.
pub(crate) fn schema_of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}

/// Indented JSON with a final line break.
pub(crate) fn pretty(value: &impl Serialize) -> Vec<u8> {
    // Maps with text keys and plain values always serialise.
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn series_entry(series: &crate::figure::Series, complete: bool) -> SeriesEntry<'_> {
    let members = series.members.iter().map(|(key, figure)| (key.as_str(), entry(figure, complete)));
    SeriesEntry { label: &series.label, members: Ordered(members.collect()) }
}

fn entry(figure: &Figure, complete: bool) -> FigureEntry<'_> {
    let ratio = match (figure.state, figure.value) {
        (State::Value, Some(Quantity::Ratio { of, to })) => {
            Some([of.normalize().to_string(), to.normalize().to_string()])
        }
        _ => None,
    };
    FigureEntry {
        label: &figure.label,
        unit: &figure.unit,
        state: figure.state.as_str(),
        value: value(figure),
        ratio,
        printed: &figure.printed,
        decimals: figure.decimals,
        scale: figure.scale.suffix(),
        origin: figure.origin.as_str(),
        measure: figure.measure,
        operands: figure.operands.iter().map(crate::figure::FigureId::as_str).collect(),
        lineage: if complete { figure.lineage.iter().map(link).collect() } else { Vec::new() },
        digests: complete.then(|| digests(&figure.digests)),
    }
}

fn digests(digests: &Digests) -> DigestsEntry<'_> {
    DigestsEntry { measure: &digests.measure, rows: digests.rows.as_deref(), ledger: digests.ledger.as_deref() }
}

/// The value as a decimal string: money in 元, a rate in percent, rounded as it is printed.
pub fn value(figure: &Figure) -> Option<String> {
    figure.number().map(|number| number.to_string())
}

fn link(link: &Lineage) -> LineageEntry<'_> {
    match link {
        Lineage::Cells { source, sheet, cells, rows } => LineageEntry::Cells {
            source,
            sheet: sheet.as_deref(),
            cells: cells.iter().map(ToString::to_string).collect(),
            rows: *rows,
        },
        Lineage::FrameRows { frame, column, cells, rows } => LineageEntry::FrameRows {
            frame,
            column,
            numbers: cells.iter().map(|cells| row_numbers(*cells, "-")).collect(),
            rows: *rows,
        },
        Lineage::Previous { source, year, figure, value } => LineageEntry::PreviousFigure {
            source,
            year: *year,
            figure: figure.as_str(),
            value: value.normalize().to_string(),
        },
        Lineage::Figures(ids) => {
            LineageEntry::Figures { figures: ids.iter().map(crate::figure::FigureId::as_str).collect() }
        }
    }
}
