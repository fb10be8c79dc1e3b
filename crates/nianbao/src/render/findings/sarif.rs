//! SARIF 2.1.0 (OASIS): what code hosts read. Only the part of it that findings need.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::Serialize;

use super::{Listing, name_of};
use crate::explain;
use crate::finding::Finding;
use crate::place::{CellAddress, CellRange, Place, TextPlace};
use crate::render::json::pretty;

/// What may not stand in a path of a URI as it is.
const PATH: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'`').add(b'{').add(b'}');

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Sarif<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    language: &'static str,
    column_kind: &'static str,
    results: Vec<Outcome>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
struct Driver<'a> {
    name: &'static str,
    version: &'static str,
    rules: Vec<Descriptor<'a>>,
}

/// A rule of the pack, or a code that needs none.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor<'a> {
    id: &'a str,
    short_description: Text,
    help: Help,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    rule_id: String,
    rule_index: usize,
    level: &'static str,
    message: Text,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    physical_location: Option<Physical>,
    logical_locations: [Logical; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    fully_qualified_name: String,
    kind: &'static str,
}

pub(super) fn sarif(listing: &Listing<'_>) -> Vec<u8> {
    let mut index: BTreeMap<&str, usize> = BTreeMap::new();
    let mut rules = Vec::new();
    let mut results = Vec::new();
    for finding in listing.findings {
        let name = name_of(finding);
        let rule_index = *index.entry(name).or_insert_with(|| {
            rules.push(descriptor(listing, finding));
            rules.len() - 1
        });
        results.push(Outcome {
            rule_id: name.to_owned(),
            rule_index,
            // The levels of SARIF are the severities' own words.
            level: finding.severity.as_str(),
            message: Text { text: listing.paragraph(finding) },
            locations: vec![location(listing, &finding.place)],
            related_locations: finding.related.iter().map(|place| location(listing, place)).collect(),
        });
    }
    pretty(&Sarif {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool { driver: Driver { name: "nianbao", version: env!("CARGO_PKG_VERSION"), rules } },
            language: listing.messages.language().as_str(),
            column_kind: "unicodeCodePoints",
            results,
        }],
    })
}

fn descriptor<'a>(listing: &Listing<'a>, finding: &'a Finding) -> Descriptor<'a> {
    let page = explain::page(finding.code.as_str(), listing.messages.language()).unwrap_or_default();
    let markdown = explain::explanation(page);
    let says = explain::summary(page);
    let because = finding.rule.as_ref().map_or(says, |rule| rule.because.as_str());
    Descriptor {
        id: name_of(finding),
        short_description: Text { text: because.to_owned() },
        help: Help { text: says.to_owned(), markdown: markdown.to_owned() },
    }
}

fn location(listing: &Listing<'_>, place: &Place) -> Location {
    let uri = listing.file(place).map(|file| utf8_percent_encode(&file, PATH).to_string());
    let region = match place {
        Place::Cell { cell, .. } => Some(cells(CellRange { first: *cell, last: *cell })),
        Place::Cells { cells: range, .. } => Some(cells(*range)),
        Place::Text(TextPlace { line, column, width, .. }) => {
            Some(Region { start_line: *line, start_column: *column, end_line: *line, end_column: column + width })
        }
        // What is no file has no region: the logical location tells the row.
        Place::FrameCell { .. }
        | Place::FrameCells { .. }
        | Place::Frame { .. }
        | Place::Sheet { .. }
        | Place::Source { .. }
        | Place::Figure(_)
        | Place::Project => None,
    };
    let kind = match place {
        Place::Cell { .. } | Place::Cells { .. } => "cell",
        Place::FrameCell { .. } | Place::FrameCells { .. } => "row",
        Place::Frame { .. } => "frame",
        Place::Sheet { .. } => "sheet",
        Place::Figure(_) => "figure",
        Place::Source { .. } | Place::Text(_) | Place::Project => "file",
    };
    Location {
        physical_location: uri.map(|uri| Physical { artifact_location: Artifact { uri }, region }),
        logical_locations: [Logical { fully_qualified_name: place.joined("!"), kind }],
    }
}

/// Rows and columns of a sheet as lines and columns; the end column is the one behind the last.
fn cells(range: CellRange) -> Region {
    let (CellAddress { row: first, column: left }, CellAddress { row: last, column: right }) =
        (range.first, range.last);
    Region {
        start_line: first as usize,
        start_column: left as usize,
        end_line: last as usize,
        end_column: right as usize + 1,
    }
}
