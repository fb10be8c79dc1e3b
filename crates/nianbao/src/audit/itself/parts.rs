//! Parts that the regulation asks for and the text doesn't have.

use super::Subject;
use crate::finding::{Code, Finding, Severity};

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    const FEWEST_CHAPTERS: usize = 2;
    let chapters = subject.headings.iter().filter(|heading| heading.depth == 1).count();
    let asked = subject.pack.parts.iter().filter(|part| part.required && !part.said.is_empty());
    let has = |said: &[String]| {
        let words: Vec<&str> = said.iter().map(String::as_str).collect();
        subject.text.find(0..subject.text.len(), &words).is_some()
    };
    let (there, missing): (Vec<_>, Vec<_>) = asked.partition(|part| has(&part.said));
    // An excerpt, or a text of another kind, isn't asked for anything.
    if chapters < FEWEST_CHAPTERS || there.len() <= missing.len() || !is_of_kind(subject) {
        return;
    }
    for part in missing {
        let finding = subject.finding(Code::MissingPart, Severity::Error, &(0..1));
        findings.push(finding.with("part", part.label.as_str()).with("label", "").with("words", part.said.clone()));
    }
}

/// Whether the title or the heading of a chapter says what the pack's label says: 法治政府建设.
fn is_of_kind(subject: &Subject<'_, '_>) -> bool {
    const TITLE: usize = 120;
    let label = subject.pack.label.as_str();
    let matter = label.trim_end_matches("报告").trim_end_matches("年度");
    let chapters = subject.headings.iter().filter(|heading| heading.depth == 1).map(|heading| heading.title.clone());
    let title = 0..subject.text.len().min(TITLE);
    chapters.chain([title]).any(|range| subject.text.find(range, &[matter]).is_some())
}
