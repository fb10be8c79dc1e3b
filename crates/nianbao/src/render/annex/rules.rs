//! The sheet 校验: each rule of the pack with its verdict, then what was found besides.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::Annex;
use super::sheet::{Cell, Heading, Look};
use crate::finding::{Code, Finding, Severity};

/// So many places of a rule's findings are named.
const PLACES: usize = 5;

/// Writes the sheet.
///
/// # Errors
/// A fault of the program.
pub(super) fn write(annex: &Annex<'_>, name: &str, book: &mut Workbook) -> Result<(), XlsxError> {
    let lines = lines(annex);
    let headings = [
        ("rule", 34, Look::Text),
        ("severity", 10, Look::Centred),
        ("verdict", 12, Look::Centred),
        ("count", 10, Look::Centred),
        ("dismissed", 12, Look::Centred),
        ("ground", 60, Look::Wrapped),
        ("found", 50, Look::Wrapped),
        ("places", 44, Look::Wrapped),
    ];
    let word = |key: &str| annex.messages.word(&format!("sheet-rules-{key}"));
    let headings = headings.into_iter().map(|(key, width, look)| Heading::new(word(key), width, look)).collect();
    let table = annex.sheet("rules", name, headings, lines.len(), 1);
    let sheet = table.add(book)?;
    for (index, cells) in lines.iter().enumerate() {
        table.put(sheet, index, cells)?;
    }
    Ok(())
}

fn lines(annex: &Annex<'_>) -> Vec<Vec<Cell>> {
    let of_rule = |id: &str, finding: &Finding| finding.rule.as_ref().is_some_and(|rule| rule.id == id);
    let mut lines = Vec::new();
    for rule in &annex.project.pack.rules {
        let found: Vec<&Finding> = annex.findings.iter().filter(|finding| of_rule(&rule.id, finding)).collect();
        let dismissed = annex.dismissed.iter().filter(|dismissed| of_rule(&rule.id, &dismissed.finding)).count();
        let is_unread = rule.check.ledger().is_some_and(|at| annex.ledgers.at(at).sheets.is_empty());
        let verdict = if is_unread || found.iter().any(|finding| finding.code == Code::NotAssessed) {
            "not-assessed"
        } else if found.is_empty() {
            "passed"
        } else {
            "broken"
        };
        lines.push(line(annex, &rule.id, rule.severity, verdict, &found, dismissed, &rule.because));
    }
    let mut others: BTreeMap<Code, Vec<&Finding>> = BTreeMap::new();
    for finding in annex.findings.iter().filter(|finding| finding.rule.is_none()) {
        others.entry(finding.code).or_default().push(finding);
    }
    for (code, found) in others {
        let severity = found.iter().map(|finding| finding.severity).max().unwrap_or(Severity::Note);
        lines.push(line(annex, code.as_str(), severity, "found", &found, 0, ""));
    }
    lines
}

fn line(
    annex: &Annex<'_>,
    id: &str,
    severity: Severity,
    verdict: &str,
    found: &[&Finding],
    dismissed: usize,
    ground: &str,
) -> Vec<Cell> {
    let number = |count: usize| Cell::Number(f64::from(u32::try_from(count).unwrap_or(u32::MAX)));
    let word = |key: String| Cell::Text(annex.messages.word(&key));
    let first = found.first().map(|finding| annex.messages.finding(&finding.without_value()).title);
    let mut places: Vec<String> = found.iter().take(PLACES).map(|finding| finding.place.to_string()).collect();
    if found.len() > PLACES {
        places.push("…".to_owned());
    }
    vec![
        Cell::Text(id.to_owned()),
        word(format!("severity-{}", severity.as_str())),
        word(format!("sheet-verdict-{verdict}")),
        number(found.len()),
        number(dismissed),
        Cell::Text(ground.to_owned()),
        first.map_or(Cell::Blank, Cell::Text),
        Cell::Text(places.join("；")),
    ]
}
