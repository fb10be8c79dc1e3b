//! `provenance.json` and `manifest.json`: what a report was made of, and what came out.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema};
use serde::Serialize;

use super::coverage::CoverageEntry;
use crate::narrative::Text;
use crate::project::{Project, Status};

/// The name of the file that says what a report was made of.
pub(crate) const PROVENANCE: &str = "provenance.json";

/// What a report was made of. It is attached to the PDF.
#[derive(Debug, Clone, Serialize, JsonSchema)]
struct Provenance<'a> {
    /// The number of the format.
    schema: u32,
    /// The program and its version.
    tool: String,
    /// The pack's id.
    pack: &'a str,
    /// The pack's edition.
    edition: &'a str,
    /// draft, sample or final.
    status: &'static str,
    /// SHA-256 of each input, by its path; of a frame by `frame:` and the ledger's id.
    inputs: &'a BTreeMap<String, String>,
    /// SHA-256 of figures.json.
    figures: &'a str,
}

/// What a build wrote. It is written last: while it names other digests than the files have, the set is not whole.
#[derive(Debug, Clone, Serialize, JsonSchema)]
struct Manifest<'a> {
    /// The number of the format.
    schema: u32,
    /// The program and its version.
    tool: String,
    /// The pack's id.
    pack: &'a str,
    /// The pack's edition.
    edition: &'a str,
    /// draft, sample or final.
    status: &'static str,
    /// For whom it is written: filing or publication.
    written_for: &'static str,
    /// SHA-256 of each input, by its path; of a frame by `frame:` and the ledger's id.
    inputs: &'a BTreeMap<String, String>,
    /// SHA-256 of each output, by its path.
    outputs: &'a BTreeMap<String, String>,
    /// Whose the narrative's numerals are.
    coverage: CoverageEntry,
    /// The faces by role.
    fonts: BTreeMap<&'a str, FontEntry<'a>>,
}

/// The face of a role.
#[derive(Debug, Clone, Serialize, JsonSchema)]
struct FontEntry<'a> {
    /// The family.
    family: &'a str,
    /// Whether it is one that the standard means.
    official: bool,
}

/// The program's name and version.
fn tool() -> String {
    format!("nianbao {}", env!("CARGO_PKG_VERSION"))
}

/// SHA-256 of each input: the project file, the narrative, the pack's files, the workbooks and the frames.
pub(crate) fn inputs(project: &Project, workbooks: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut inputs = workbooks.clone();
    let own = [&project.file, &project.narrative];
    inputs.extend(own.iter().map(|file| (file.name.clone(), crate::digest::hex(file.text.as_bytes()))));
    if let Some(previous) = &project.previous
        && let Some(digest) = &previous.digest
    {
        inputs.insert(previous.source.clone(), digest.clone());
    }
    let pack = project.pack.files.iter();
    inputs.extend(pack.map(|(name, text)| (format!("pack/{name}"), crate::digest::hex(text.as_bytes()))));
    inputs
}

/// The bytes of `provenance.json`.
pub(crate) fn provenance(project: &Project, inputs: &BTreeMap<String, String>, figures: &str) -> Vec<u8> {
    let pack = &project.pack;
    provenance_of(Made { pack: &pack.id, edition: &pack.edition, status: project.report.status }, inputs, figures)
}

/// With which pack, and as what, a report was made.
pub(crate) struct Made<'a> {
    /// The pack's id.
    pub(crate) pack: &'a str,
    /// The pack's edition.
    pub(crate) edition: &'a str,
    /// Draft, sample or final.
    pub(crate) status: Status,
}

/// The same where only the figures of a report are at hand.
pub(crate) fn provenance_of(made: Made<'_>, inputs: &BTreeMap<String, String>, figures: &str) -> Vec<u8> {
    let Made { pack, edition, status } = made;
    let status = status.as_str();
    super::json::pretty(&Provenance {
        schema: super::json::SCHEMA,
        tool: tool(),
        pack,
        edition,
        status,
        inputs,
        figures,
    })
}

/// The bytes of `manifest.json`.
pub(crate) fn manifest(
    project: &Project,
    inputs: &BTreeMap<String, String>,
    outputs: &BTreeMap<String, String>,
    text: &Text,
) -> Vec<u8> {
    let faces = text.faces().iter();
    let fonts = faces.map(|face| (face.role.as_str(), FontEntry { family: &face.family, official: face.official }));
    super::json::pretty(&Manifest {
        schema: super::json::SCHEMA,
        tool: tool(),
        pack: &project.pack.id,
        edition: &project.pack.edition,
        status: project.report.status.as_str(),
        written_for: project.report.edition.as_str(),
        inputs,
        outputs,
        coverage: text.coverage().into(),
        fonts: fonts.collect(),
    })
}

/// The JSON Schema of `manifest.json`.
pub fn manifest_schema() -> Schema {
    super::json::schema_of::<Manifest<'_>>()
}
