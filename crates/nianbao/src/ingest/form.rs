//! Whether a workbook still is the blank form that was handed out, with something filled in: its mark and its columns.

use super::RawLedgers;
use super::workbook::Workbook;
use crate::finding::{Code, Finding, Severity};
use crate::ledger::SheetRead;
use crate::pack::Pack;
use crate::pack::form::Mark;
use crate::pack::ledger::LedgerSpec;
use crate::place::column_letters;
use crate::project::{Project, Source};

/// The marks of the forms that a workbook was handed out as.
pub(super) fn marks(workbook: &Workbook) -> Vec<Mark> {
    workbook.names().iter().filter_map(|name| Mark::parse(name)).collect()
}

/// What has become of the forms of a workbook that was read.
pub(super) fn judge(project: &Project, source: &Source, marks: &[Mark], raw: &RawLedgers) -> Vec<Finding> {
    let mut findings = Vec::new();
    for at in source.ledgers.iter().copied() {
        let spec = &project.pack.ledgers[at];
        let sheets: Vec<&SheetRead> =
            raw.ledgers[at].sheets.iter().filter(|sheet| sheet.source == source.name).collect();
        let Some(first) = sheets.first() else { continue };
        let expected = Mark::of(&project.pack, spec, project.report.year);
        match marks.iter().find(|mark| mark.is_of(spec)) {
            None if project.forms.contains(&at) => {
                findings.push(altered(first, spec, "unmarked", Severity::Note));
            }
            None => {}
            Some(mark) => {
                findings.extend(other_form(project, mark, &expected, first, spec));
                // Of other columns nobody here knows where they were.
                if mark.pack == expected.pack && mark.columns == expected.columns {
                    findings.extend(sheets.iter().filter_map(|sheet| without_columns(sheet, spec)));
                }
            }
        }
    }
    findings
}

fn altered(sheet: &SheetRead, spec: &LedgerSpec, kind: &'static str, severity: Severity) -> Finding {
    Finding::new(Code::AlteredForm, severity, sheet.place()).with("kind", kind).with("ledger", spec.label.as_str())
}

/// The finding that a form is of another pack, another edition or another year.
fn other_form(
    project: &Project,
    mark: &Mark,
    expected: &Mark,
    sheet: &SheetRead,
    spec: &LedgerSpec,
) -> Option<Finding> {
    let Pack { id, edition, .. } = &project.pack;
    let (kind, found, wanted) = if mark.pack != expected.pack {
        ("edition", format!("{} {}", mark.pack.0.replace('_', "-"), mark.pack.1), format!("{id} {edition}"))
    } else if mark.columns != expected.columns {
        ("redefined", mark.columns.clone(), expected.columns.clone())
    } else if mark.year != expected.year {
        ("year", mark.year.to_string(), expected.year.to_string())
    } else {
        return None;
    };
    Some(altered(sheet, spec, kind, Severity::Warning).with("found", found).with("expected", wanted))
}

/// The finding that a sheet lacks columns that its form had. Those are no loss that nothing reads.
fn without_columns(sheet: &SheetRead, spec: &LedgerSpec) -> Option<Finding> {
    let form = spec.form();
    let gone: Vec<(usize, u32)> =
        form.iter().copied().zip(1..).filter(|(field, _)| sheet.columns[*field].is_none()).collect();
    if gone.is_empty() {
        return None;
    }
    if gone.len() == form.len() {
        return Some(altered(sheet, spec, "header", Severity::Warning));
    }
    let is_loss = gone.iter().any(|(field, _)| spec.fields[*field].is_kept());
    let severity = if is_loss { Severity::Warning } else { Severity::Note };
    let columns: Vec<String> = gone
        .iter()
        .map(|(field, column)| format!("{} {}", column_letters(*column), spec.fields[*field].label()))
        .collect();
    Some(altered(sheet, spec, "columns", severity).with("columns", columns))
}
