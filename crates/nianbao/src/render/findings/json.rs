//! JSON: codes, typed arguments and places for programs, and the message in one language for people.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde_json::Value;

use super::Listing;
use crate::Dismissed;
use crate::finding::{Argument, Finding};
use crate::message::Messages;
use crate::narrative::Exemption;
use crate::place::{Place, TextPlace, row_numbers};
use crate::render::coverage::CoverageEntry;
use crate::render::json::{SCHEMA, pretty, schema_of};

/// The whole document.
#[derive(Serialize, JsonSchema)]
struct FindingsFile<'a> {
    /// The number of the format.
    schema: u32,
    /// The language of the messages: zh-CN or en.
    language: &'static str,
    /// The findings: by workbook, sheet, row, column, code.
    findings: Vec<FindingEntry<'a>>,
    /// Findings that a person has judged harmless, with the reason.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dismissed: Vec<DismissedEntry<'a>>,
    /// How the rows of each sheet reconcile: rows = used + excluded.
    sheets: Vec<SheetEntry<'a>>,
    /// Whose the narrative's numerals are; missing if it couldn't be typeset.
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<CoverageEntry>,
    /// The narrative's numerals that are exempt, with the reason.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    exempt: Vec<ExemptEntry<'a>>,
}

/// One finding.
#[derive(Serialize, JsonSchema)]
pub(super) struct FindingEntry<'a> {
    /// The kind of the finding; stable.
    code: &'static str,
    /// error, warning or note.
    severity: &'static str,
    /// The rule behind it, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<RuleEntry<'a>>,
    /// Where it is.
    place: PlaceEntry<'a>,
    /// Other places that take part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<PlaceEntry<'a>>,
    /// What the message is made of: texts, lists of texts, counts; amounts and days as strings.
    #[schemars(with = "BTreeMap<String, Value>")]
    arguments: BTreeMap<&'static str, Value>,
    /// The finding in words.
    message: MessageEntry,
}

/// A finding that was judged harmless.
#[derive(Serialize, JsonSchema)]
pub(super) struct DismissedEntry<'a> {
    /// Why.
    because: &'a str,
    /// The finding.
    finding: FindingEntry<'a>,
}

/// A numeral that is exempt.
#[derive(Serialize, JsonSchema)]
struct ExemptEntry<'a> {
    /// The numeral with its unit.
    numeral: &'a str,
    /// Why no figure stands behind it.
    because: &'a str,
    /// Where it stands.
    place: PlaceEntry<'a>,
}

/// A rule of the pack.
#[derive(Serialize, JsonSchema)]
struct RuleEntry<'a> {
    /// Its id.
    id: &'a str,
    /// The pack's file.
    file: &'a str,
    /// The line, from 1.
    line: usize,
    /// The legal or editorial ground.
    because: &'a str,
}

/// Where something stands.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum PlaceEntry<'a> {
    /// A cell, or a range of cells.
    Cell {
        /// The workbook, relative to the project.
        source: &'a str,
        /// The sheet.
        #[serde(skip_serializing_if = "Option::is_none")]
        sheet: Option<&'a str>,
        /// The address, such as `J17` or `A3:A9`.
        cell: String,
    },
    /// A sheet.
    Sheet {
        /// The workbook, relative to the project.
        source: &'a str,
        /// The sheet.
        sheet: &'a str,
    },
    /// A workbook.
    Source {
        /// The workbook, relative to the project.
        source: &'a str,
    },
    /// A value of a frame that a program gave instead of workbooks, or several of one column.
    FrameRow {
        /// The ledger's id.
        frame: &'a str,
        /// The number of the row, from 1, or a range such as `3-148`.
        row: String,
        /// The column's name in the frame.
        column: &'a str,
    },
    /// Such a frame.
    Frame {
        /// The ledger's id.
        frame: &'a str,
    },
    /// A figure.
    Figure {
        /// Its id.
        figure: &'a str,
    },
    /// A stretch of a pack, a project file or a narrative.
    Text {
        /// The file, relative to the project or pack.
        file: &'a str,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
    },
    /// The project as a whole.
    Project,
}

/// A finding in words.
#[derive(Serialize, JsonSchema)]
struct MessageEntry {
    /// One line that suffices on its own.
    title: String,
    /// What stands under the cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<String>,
    /// What to do next.
    remedy: String,
}

/// A sheet, or a frame, that was read.
#[derive(Serialize, JsonSchema)]
struct SheetEntry<'a> {
    /// The workbook, relative to the project; of a frame the ledger's id.
    source: &'a str,
    /// The sheet; a frame has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    /// The ledger.
    ledger: &'a str,
    /// Rows below the header.
    rows: usize,
    /// Rows that count.
    used: usize,
    /// Rows that don't, by reason.
    excluded: BTreeMap<&'static str, usize>,
}

/// The JSON document of these findings and of the sheets that were read: UTF-8, with a final line break.
pub(super) fn json(listing: &Listing<'_>) -> Vec<u8> {
    let messages = listing.messages;
    let sheets =
        listing.ledgers.iter().flat_map(|ledger| ledger.sheets.iter().map(|sheet| (ledger.spec.id.as_str(), sheet)));
    pretty(&FindingsFile {
        schema: SCHEMA,
        language: messages.language().as_str(),
        findings: listing.findings.iter().map(|finding| entry(finding, messages)).collect(),
        dismissed: listing.dismissed.iter().map(|own| dismissed(own, messages)).collect(),
        sheets: sheets
            .map(|(ledger, sheet)| SheetEntry {
                source: &sheet.source,
                sheet: sheet.sheet.as_deref(),
                ledger,
                rows: sheet.rows,
                used: sheet.used,
                excluded: sheet.excluded.iter().map(|(why, rows)| (why.as_str(), *rows)).collect(),
            })
            .collect(),
        coverage: listing.narrative.map(|text| text.coverage().into()),
        exempt: listing.narrative.map(|text| text.exempt().iter().map(exempt).collect()).unwrap_or_default(),
    })
}

/// The JSON Schema of the document that `check --format json` prints.
pub fn schema() -> Schema {
    schema_of::<FindingsFile<'_>>()
}

pub(super) fn dismissed<'a>(dismissed: &'a Dismissed, messages: &Messages) -> DismissedEntry<'a> {
    DismissedEntry { because: &dismissed.because, finding: entry(&dismissed.finding, messages) }
}

pub(super) fn entry<'a>(finding: &'a Finding, messages: &Messages) -> FindingEntry<'a> {
    let text = messages.finding(finding);
    let rule = finding.rule.as_ref().map(|rule| RuleEntry {
        id: &rule.id,
        file: &rule.at.file,
        line: rule.at.line,
        because: &rule.because,
    });
    FindingEntry {
        code: finding.code.as_str(),
        severity: finding.severity.as_str(),
        rule,
        place: place(&finding.place),
        related: finding.related.iter().map(place).collect(),
        arguments: finding.arguments.iter().map(|(name, argument)| (*name, value(argument))).collect(),
        message: MessageEntry { title: text.title, mark: text.mark, remedy: text.remedy },
    }
}

fn exempt(exemption: &Exemption) -> ExemptEntry<'_> {
    ExemptEntry { numeral: &exemption.numeral, because: &exemption.reason, place: place(&exemption.place) }
}

pub(super) fn place(place: &Place) -> PlaceEntry<'_> {
    match place {
        Place::Cell { source, sheet, cell } => {
            PlaceEntry::Cell { source, sheet: sheet.as_deref(), cell: cell.to_string() }
        }
        Place::Cells { source, sheet, cells } => {
            PlaceEntry::Cell { source, sheet: sheet.as_deref(), cell: cells.to_string() }
        }
        Place::Sheet { source, sheet } => PlaceEntry::Sheet { source, sheet },
        Place::Source { source } => PlaceEntry::Source { source },
        Place::FrameCell { frame, column, cell } => PlaceEntry::FrameRow { frame, row: cell.row.to_string(), column },
        Place::FrameCells { frame, column, cells } => {
            PlaceEntry::FrameRow { frame, row: row_numbers(*cells, "-"), column }
        }
        Place::Frame { frame } => PlaceEntry::Frame { frame },
        Place::Figure(id) => PlaceEntry::Figure { figure: id.as_str() },
        Place::Text(TextPlace { file, line, column, .. }) => PlaceEntry::Text { file, line: *line, column: *column },
        Place::Project => PlaceEntry::Project,
    }
}

fn value(argument: &Argument) -> Value {
    match argument {
        Argument::Texts(texts) => Value::from(texts.clone()),
        Argument::Words(_, words) => Value::from(words.clone()),
        Argument::Count(count) => Value::from(*count),
        // A JSON number would be read as a float.
        other => Value::from(other.to_string()),
    }
}
