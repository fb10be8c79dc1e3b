//! Taking out what a person has judged harmless, and telling what nothing is left of.

use crate::figure::Figures;
use crate::finding::Finding;
use crate::project::Project;

/// A finding that was judged harmless, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dismissed {
    /// The finding.
    pub finding: Finding,
    /// Why it is harmless.
    pub because: String,
}

/// Takes the dismissed ones out of `findings`. A dismissal that matches nothing is a finding of its own: what it was
/// about has been mended, or has changed and must be judged anew.
pub(crate) fn dismiss(project: &Project, figures: &Figures, findings: &mut Vec<Finding>) -> Vec<Dismissed> {
    let printed = |id: &str| figures.get(id).map(|figure| figure.printed.clone());
    let mut matched = vec![false; project.dismissals.len()];
    let mut dismissed = Vec::new();
    findings.retain(|finding| {
        let found = project.dismissals.iter().position(|dismissal| dismissal.covers(finding, printed));
        if let Some(at) = found {
            matched[at] = true;
            let because = project.dismissals[at].because.clone();
            dismissed.push(Dismissed { finding: finding.clone(), because });
        }
        found.is_none()
    });
    for (dismissal, matched) in project.dismissals.iter().zip(matched) {
        if !matched && !dismissal.is_of_text() {
            findings.push(dismissal.stale());
        }
    }
    dismissed
}
