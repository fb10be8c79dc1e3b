//! A heading that still has another year: 一、2020年主要举措 in the report on 2021.

use super::Subject;
use crate::audit::align::period::whole_year;
use crate::audit::extract::{Class, OtherClass};
use crate::audit::plans;
use crate::finding::{Code, Finding, Severity};

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    // A paragraph that begins with a mark tells of other years too.
    const LONGEST_TITLE: usize = 40;
    let Some(year) = subject.year else { return };
    let mut mentions = subject.mentions.iter().peekable();
    for heading in subject.headings {
        let is_plan = plans::is_within(subject.plans, heading.mark.start);
        let is_title = heading.title.len() <= LONGEST_TITLE && !is_plan;
        let bytes = subject.text.bytes(heading.title.clone());
        while mentions.next_if(|mention| mention.span.start < bytes.start).is_some() {}
        while let Some(mention) = mentions.next_if(|mention| mention.span.end <= bytes.end) {
            let is_date = mention.class == Class::Other(OtherClass::Date);
            let stale = whole_year(&mention.surface).filter(|found| is_date && is_title && *found != year);
            if let Some(found) = stale {
                let span = subject.text.places(&mention.span);
                let finding = subject.finding(Code::StaleYear, Severity::Warning, &span);
                findings.push(
                    finding.with("found", i64::from(found).to_string()).with("year", i64::from(year).to_string()),
                );
            }
        }
    }
}
