//! Level numbers that are missing or repeated: a chapter that begins with （二）, 一是 that is followed by 三是.

use std::ops::Range;

use super::Subject;
use crate::audit::extract::{Class, OtherClass};
use crate::finding::{Code, Finding, Severity};

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    of_headings(subject, findings);
    within_paragraphs(subject, findings);
}

fn report(
    subject: &Subject<'_, '_>,
    kind: &'static str,
    mark: &Range<usize>,
    expected: u32,
    findings: &mut Vec<Finding>,
) {
    let finding = subject.finding(Code::LevelOutOfOrder, Severity::Warning, mark);
    let surface = subject.text.surface(mark.clone()).trim().to_owned();
    findings.push(finding.with("kind", kind).with("mark", surface).with("expected", i64::from(expected)));
}

/// 一、 and （一）. What is deeper is also used for lists that begin anywhere.
fn of_headings(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    let mut chapter: Option<u32> = None;
    let (mut section, mut in_chapter): (Option<u32>, bool) = (None, false);
    for heading in subject.headings {
        match heading.depth {
            1 => {
                if let Some(before) = chapter.filter(|before| heading.number != before + 1 && heading.number != 1) {
                    let kind = if heading.number > before { "missing" } else { "repeated" };
                    report(subject, kind, &heading.mark, before + 1, findings);
                } else if chapter == Some(1) && heading.number == 1 {
                    report(subject, "repeated", &heading.mark, 2, findings);
                }
                chapter = Some(heading.number);
                in_chapter = false;
            }
            2 => {
                // Some units count their sections on through the chapters.
                let goes_on = section.is_some_and(|before| heading.number == before + 1);
                let expected = if in_chapter { section.map_or(1, |before| before + 1) } else { 1 };
                if heading.number != expected && !goes_on && heading.number != 1 && chapter.is_some() {
                    let kind = if heading.number > expected { "missing" } else { "repeated" };
                    report(subject, kind, &heading.mark, expected, findings);
                }
                section = Some(heading.number);
                in_chapter = true;
            }
            _ => {}
        }
    }
}

/// 一是, 二是, 三是 below one heading.
fn within_paragraphs(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    let mut headings = subject.headings.iter().peekable();
    let mut before: Option<u32> = None;
    for mention in subject.mentions {
        let span = subject.text.places(&mention.span);
        while headings.next_if(|heading| heading.mark.start <= span.start).is_some() {
            before = None;
        }
        let is_level = mention.class == Class::Other(OtherClass::Level) && subject.text.ends_with(span.end, "是");
        let number = span.start..span.end.saturating_sub(1);
        let Some(number) = subject.text.small_number(number).filter(|_| is_level) else { continue };
        if let Some(last) = before.filter(|last| number != 1 && number != last + 1) {
            let kind = if number > last { "missing" } else { "repeated" };
            report(subject, kind, &span, last + 1, findings);
        }
        before = Some(number);
    }
}
