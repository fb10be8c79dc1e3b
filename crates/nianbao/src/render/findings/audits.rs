//! Audits as JSON: each statement with its verdict, what was found, and how much was held against each other.

use schemars::{JsonSchema, Schema};
use serde::Serialize;

use super::json::{DismissedEntry, FindingEntry, PlaceEntry, dismissed, entry, place};
use crate::audit::{Audit, Coverage, Judgement};
use crate::figure::FigureId;
use crate::message::Messages;
use crate::numeral::{Bound, Interval};
use crate::render::json::{SCHEMA, pretty, schema_of};

/// The whole document.
#[derive(Serialize, JsonSchema)]
struct AuditFile<'a> {
    /// The number of the format.
    schema: u32,
    /// The language of the messages: zh-CN or en.
    language: &'static str,
    /// The texts, in the order in which they were given.
    documents: Vec<DocumentEntry<'a>>,
}

/// A text.
#[derive(Serialize, JsonSchema)]
struct DocumentEntry<'a> {
    /// Its file.
    document: &'a str,
    /// How much of the text and of the figures was held against each other.
    coverage: CoverageEntry,
    /// Each statement and its verdict, in the order of the text; none if the text is another report.
    statements: Vec<StatementEntry<'a>>,
    /// The figures that the text doesn't state.
    unstated: Vec<&'a str>,
    /// What is wrong with the text.
    findings: Vec<FindingEntry<'a>>,
    /// What a person has judged harmless, with the reason.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dismissed: Vec<DismissedEntry<'a>>,
}

/// How much was held against each other.
#[derive(Serialize, JsonSchema)]
struct CoverageEntry {
    /// The figures there are.
    figures: usize,
    /// Those that a number of the text states.
    stated: usize,
    /// Those that the names of what is counted imply.
    implied: usize,
    /// The statements of the text.
    statements: usize,
    /// What it claims of all or none without a number and no figure measures.
    claims: usize,
    /// Statements that agree.
    agrees: usize,
    /// Statements that only rounding parts from the figure.
    rounding_only: usize,
    /// Statements that contradict the figure.
    contradicts: usize,
    /// Statements of which it can't be said.
    not_assessable: usize,
}

/// A statement and its verdict.
#[derive(Serialize, JsonSchema)]
struct StatementEntry<'a> {
    /// agrees, rounding-only, contradicts or not-assessable.
    verdict: &'static str,
    /// Why it is not assessable; `other-unit` with a contradiction if the unit is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    /// The number as it stands, or the names that imply it.
    surface: &'a str,
    /// Whether names imply it.
    implied: bool,
    /// The clause.
    statement: &'a str,
    /// The heading above it.
    context: &'a str,
    /// The page, from 1, if the document has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
    /// The line, from 1.
    line: usize,
    /// The column in characters, from 1.
    column: usize,
    /// The bytes of the text, from and to.
    bytes: [usize; 2],
    /// The figure that is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    figure: Option<&'a str>,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    /// The figures that may be meant, where it isn't certain.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    candidates: Vec<&'a str>,
    /// The words by which the figure was found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    words: Vec<&'a str>,
    /// The numbers for which the statement stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    stated: Option<IntervalEntry>,
    /// The figure's value as a decimal string; a rate in percent. Beside `previous`, the change or this year's value in
    /// percent of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    /// Last year's value, if the statement compares with it in parts or times of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<String>,
    /// The figure as it is printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    printed: Option<&'a str>,
    /// How far what is stated lies from the value, as a decimal string: positive if more is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<String>,
    /// The first cells behind a figure that is contradicted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cells: Vec<PlaceEntry<'a>>,
}

/// Numbers between two ends.
#[derive(Serialize, JsonSchema)]
struct IntervalEntry {
    /// The lower end as a decimal string; null if there is none.
    low: Option<String>,
    /// Whether the lower end itself is meant.
    low_included: bool,
    /// The upper end.
    high: Option<String>,
    /// Whether the upper end itself is meant.
    high_included: bool,
}

/// The JSON document of some audits: UTF-8, with a final line break.
pub fn audits(audits: &[Audit], messages: &Messages) -> Vec<u8> {
    pretty(&AuditFile {
        schema: SCHEMA,
        language: messages.language().as_str(),
        documents: audits.iter().map(|audit| document(audit, messages)).collect(),
    })
}

/// The JSON Schema of the document that `audit --format json` prints.
pub fn audits_schema() -> Schema {
    schema_of::<AuditFile<'_>>()
}

fn document<'a>(audit: &'a Audit, messages: &Messages) -> DocumentEntry<'a> {
    let Coverage { figures, stated, implied, statements, claims, agrees, rounding_only, contradicts, not_assessable } =
        audit.coverage;
    DocumentEntry {
        document: &audit.document,
        coverage: CoverageEntry {
            figures,
            stated,
            implied,
            statements,
            claims,
            agrees,
            rounding_only,
            contradicts,
            not_assessable,
        },
        statements: audit.judgements.iter().map(statement).collect(),
        unstated: audit.unstated.iter().map(FigureId::as_str).collect(),
        findings: audit.findings.iter().map(|finding| entry(finding, messages)).collect(),
        dismissed: audit.dismissed.iter().map(|own| dismissed(own, messages)).collect(),
    }
}

fn statement(judgement: &Judgement) -> StatementEntry<'_> {
    StatementEntry {
        verdict: judgement.verdict.as_str(),
        reason: judgement.reason.map(crate::audit::Reason::as_str),
        surface: &judgement.surface,
        implied: judgement.is_implied,
        statement: &judgement.statement,
        context: &judgement.context,
        page: judgement.spot.page,
        line: judgement.spot.line,
        column: judgement.spot.column,
        bytes: [judgement.span.start, judgement.span.end],
        figure: judgement.figure.as_ref().map(FigureId::as_str),
        label: judgement.label.as_deref(),
        candidates: judgement.candidates.iter().map(FigureId::as_str).collect(),
        words: judgement.words.iter().map(String::as_str).collect(),
        stated: judgement.stated.map(interval),
        value: judgement.value.map(|value| value.normalize().to_string()),
        previous: judgement.previous.map(|previous| previous.normalize().to_string()),
        printed: judgement.printed.as_deref(),
        difference: judgement.difference.map(|difference| difference.normalize().to_string()),
        cells: judgement.cells.iter().map(place).collect(),
    }
}

fn interval(interval: Interval) -> IntervalEntry {
    let end = |bound: Bound| bound.value().map(|value| value.normalize().to_string());
    IntervalEntry {
        low: end(interval.low),
        low_included: matches!(interval.low, Bound::Closed(_)),
        high: end(interval.high),
        high_included: matches!(interval.high, Bound::Closed(_)),
    }
}
