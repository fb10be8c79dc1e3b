//! From raw ledgers to typed ledgers, and from rules to findings. Nothing stops at the first fault.

mod cell;
pub mod checks;
pub mod dismissed;
mod summands;
pub(crate) mod suspect;
mod totals;
mod typed;
mod unused;

use crate::figure::Figures;
use crate::finding::{Code, Finding, Severity};
use crate::ingest::RawLedgers;
use crate::ledger::Ledgers;
use crate::project::Project;
use checks::Context;

/// Types the cells of all ledgers, and judges every rule about rows.
pub fn ledgers(project: &Project, raw: RawLedgers) -> (Ledgers, Vec<Finding>) {
    let mut findings = raw.findings;
    let specs = project.pack.ledgers.iter().enumerate();
    let typed = specs.zip(raw.ledgers).map(|((at, spec), raw)| {
        let ledger = typed::ledger(project, at, spec, raw, &mut findings);
        if ledger.is_empty()
            && let Some(sheet) = ledger.sheets.first()
        {
            let finding = Finding::new(Code::EmptyLedger, Severity::Warning, sheet.place());
            findings.push(finding.with("ledger", spec.label.as_str()));
        }
        ledger
    });
    let ledgers = Ledgers::new(typed.collect());
    run(project, &ledgers, &Figures::default(), true, &mut findings);
    (ledgers, findings)
}

/// Judges every rule about figures, and tells what nothing uses.
pub fn figures(project: &Project, ledgers: &Ledgers, figures: &Figures) -> Vec<Finding> {
    let mut findings = Vec::new();
    run(project, ledgers, figures, false, &mut findings);
    unused::columns(project, &mut findings);
    findings
}

pub use unused::figures as unused_figures;

fn run(project: &Project, ledgers: &Ledgers, figures: &Figures, of_rows: bool, findings: &mut Vec<Finding>) {
    let context = Context { period: project.report.period, ledgers, figures, previous: project.previous.as_ref() };
    for rule in project.pack.rules.iter().filter(|rule| rule.check.is_of_rows() == of_rows) {
        rule.check.run(rule, &context, findings);
    }
}
