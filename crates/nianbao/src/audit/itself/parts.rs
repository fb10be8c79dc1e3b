//! Parts that the regulation asks for and the text doesn't have.

use super::Subject;
use crate::audit::text::Text;
use crate::finding::{Code, Finding, Severity};
use crate::pack::{Pack, Part};

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    const FEWEST_CHAPTERS: usize = 2;
    let chapters = subject.headings.iter().filter(|heading| heading.depth == 1).count();
    let asked = asked(subject.pack).count();
    let missing = missing(subject.text, subject.pack);
    // An excerpt, or a text of another kind, isn't asked for anything.
    if chapters < FEWEST_CHAPTERS || asked <= missing.len() * 2 || !is_of_kind(subject) {
        return;
    }
    for part in missing {
        let finding = subject.finding(Code::MissingPart, Severity::Error, &(0..1));
        findings.push(finding.with("part", part.label.as_str()).with("label", "").with("words", part.said.clone()));
    }
}

/// The parts that a text of this kind is asked for and doesn't have.
pub(crate) fn missing<'p>(text: &Text<'_>, pack: &'p Pack) -> Vec<&'p Part> {
    let has = |part: &&Part| {
        let words: Vec<&str> = part.said.iter().map(String::as_str).collect();
        text.find(0..text.len(), &words).is_some()
    };
    asked(pack).filter(|part| !has(part)).collect()
}

fn asked(pack: &Pack) -> impl Iterator<Item = &Part> {
    pack.parts.iter().filter(|part| part.required && !part.said.is_empty())
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
