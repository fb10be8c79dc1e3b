//! What a pack declares and nothing uses.

use std::collections::BTreeSet;

use crate::figure::FigureId;
use crate::finding::{Code, Finding, Severity};
use crate::pack::chart::ChartSpec;
use crate::place::Place;
use crate::project::Project;

/// A note for each column that no rule and no figure reads. Personal columns are declared so as to be dropped.
pub(super) fn columns(project: &Project, findings: &mut Vec<Finding>) {
    for ledger in &project.pack.ledgers {
        for field in ledger.fields.iter().filter(|field| !field.used && field.personal.is_none()) {
            let finding = Finding::new(Code::UnusedColumn, Severity::Note, Place::Text(field.at.clone()));
            findings.push(finding.with("ledger", ledger.label.as_str()).with("column", field.label()));
        }
    }
}

/// A note for each figure that neither the narrative nor a rule, a chart or another figure uses. Series are there for charts.
pub fn figures(project: &Project, printed: &BTreeSet<FigureId>) -> Vec<Finding> {
    let specs = &project.pack.figures;
    let operands = specs.iter().flat_map(|spec| spec.measure.operands());
    let judged = project.pack.rules.iter().flat_map(|rule| rule.check.reads());
    let drawn = project.pack.charts.iter().flat_map(ChartSpec::shows);
    let used: BTreeSet<&FigureId> = operands.chain(judged).chain(drawn).chain(printed).collect();
    let idle = specs.iter().filter(|spec| spec.measure.by().is_none() && !used.contains(&spec.id));
    let findings = idle.map(|spec| {
        let finding = Finding::new(Code::UnusedFigure, Severity::Note, Place::Text(spec.at.clone()));
        finding.with("figure", spec.label.as_str())
    });
    findings.collect()
}
