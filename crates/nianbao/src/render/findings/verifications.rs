//! Self-checks as JSON: which report each file is, the verdict, and what doesn't agree.

use schemars::{JsonSchema, Schema};
use serde::Serialize;

use super::json::{FindingEntry, entry};
use crate::message::Messages;
use crate::render::json::{SCHEMA, pretty, schema_of};
use crate::verify::{Identity, Numerals, Verification};

/// The whole document.
#[derive(Serialize, JsonSchema)]
struct VerificationsFile<'a> {
    /// The number of the format.
    schema: u32,
    /// The language of the messages: zh-CN or en.
    language: &'static str,
    /// The files, in the order in which they were given.
    files: Vec<FileEntry<'a>>,
}

/// A file, or a folder of outputs.
#[derive(Serialize, JsonSchema)]
struct FileEntry<'a> {
    /// As it was given.
    file: String,
    /// agrees; incomplete: parts that the regulation asks for are missing; disagrees; not-verifiable: it carries no
    /// figures; unread.
    verdict: &'static str,
    /// Which report it is, as the figures that it carries say; null if they don't.
    report: Option<ReportEntry<'a>>,
    /// SHA-256 of the figures.json that it carries.
    digest: Option<&'a str>,
    /// The labels of the parts that are missing.
    missing_parts: &'a [String],
    /// How many numbers were compared; null if none were.
    numerals: Option<NumeralsEntry>,
    /// How many outputs were held against the manifest; null if none names this file.
    outputs: Option<usize>,
    /// What doesn't agree.
    problems: Vec<ProblemEntry>,
    /// What in the text contradicts the figures, or the text itself.
    findings: Vec<FindingEntry<'a>>,
    /// Why it couldn't be read, in words.
    error: Option<String>,
}

/// A report.
#[derive(Serialize, JsonSchema)]
struct ReportEntry<'a> {
    /// The unit's full name.
    unit: &'a str,
    /// A code that identifies the unit.
    unit_code: &'a str,
    /// The report's year.
    year: i32,
    /// The report's title, on one line.
    title: &'a str,
    /// draft, sample or final.
    status: &'static str,
    /// For whom it is written: filing or publication.
    written_for: &'static str,
    /// The pack's id.
    pack: &'a str,
    /// The pack's edition.
    edition: &'a str,
}

/// How many numbers were compared.
#[derive(Serialize, JsonSchema)]
struct NumeralsEntry {
    /// The figures that the report carries.
    figures: usize,
    /// Those that its table of figures shows.
    tabulated: usize,
    /// What the text states in numbers.
    statements: usize,
    /// Statements that are a figure's.
    agrees: usize,
    /// Statements that contradict their figure.
    contradicts: usize,
    /// Statements that nobody owns: no figure of the report can be told from their words.
    unowned: usize,
}

/// Something that doesn't agree.
#[derive(Serialize, JsonSchema)]
struct ProblemEntry {
    /// The kind of problem; stable.
    code: &'static str,
    /// The problem in words; of a set of outputs, with the document that it is in.
    message: String,
}

/// The JSON document of some self-checks: UTF-8, with a final line break.
pub fn verifications(verifications: &[Verification], messages: &Messages) -> Vec<u8> {
    pretty(&VerificationsFile {
        schema: SCHEMA,
        language: messages.language().as_str(),
        files: verifications.iter().map(|own| file(own, messages)).collect(),
    })
}

/// The JSON Schema of the document that `verify --format json` prints.
pub fn verifications_schema() -> Schema {
    schema_of::<VerificationsFile<'_>>()
}

fn file<'a>(own: &'a Verification, messages: &Messages) -> FileEntry<'a> {
    let codes = own.faults.iter().map(|fault| fault.key);
    let problems = codes.zip(own.problems(messages)).map(|(code, message)| ProblemEntry { code, message });
    FileEntry {
        file: own.path.display().to_string(),
        verdict: own.verdict.as_str(),
        report: own.report.as_ref().map(report),
        digest: own.digest.as_deref(),
        missing_parts: &own.missing_parts,
        numerals: own.numerals.map(numerals),
        outputs: own.outputs,
        problems: problems.collect(),
        findings: own.findings.iter().map(|finding| entry(finding, messages)).collect(),
        error: own.error.as_ref().map(|error| messages.error(error)),
    }
}

fn report(identity: &Identity) -> ReportEntry<'_> {
    ReportEntry {
        unit: &identity.unit,
        unit_code: &identity.unit_code,
        year: identity.year,
        title: &identity.title,
        status: identity.status.as_str(),
        written_for: identity.written_for.as_str(),
        pack: &identity.pack,
        edition: &identity.edition,
    }
}

const fn numerals(own: Numerals) -> NumeralsEntry {
    let Numerals { figures, tabulated, statements, agrees, contradicts, unowned } = own;
    NumeralsEntry { figures, tabulated, statements, agrees, contradicts, unowned }
}
