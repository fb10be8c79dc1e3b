//! The findings that a draft lists on its last page: the first of each kind in a column, and how many more there are.
//! Forty thousand bad cells of one column would fill a thousand pages.

use std::collections::BTreeMap;

use crate::finding::{Code, Finding};
use crate::message::Messages;
use crate::place::Place;

/// So many findings of a kind are listed.
const SHOWN: usize = 10;

/// What repeated findings have in common: the code, the rule, and the column.
type Kind<'f> = (Code, Option<&'f str>, Option<(&'f str, Option<&'f str>, u32)>);

/// The lines of the list, in the order of the findings.
pub(super) fn lines<'f>(
    findings: impl Iterator<Item = &'f Finding> + Clone,
    messages: &Messages,
    line: impl Fn(&Finding) -> String,
) -> Vec<String> {
    let mut counts: BTreeMap<Kind<'_>, usize> = BTreeMap::new();
    for finding in findings.clone() {
        *counts.entry(kind(finding)).or_default() += 1;
    }
    let mut shown: BTreeMap<Kind<'_>, usize> = BTreeMap::new();
    let mut lines = Vec::new();
    for finding in findings {
        let kind = kind(finding);
        let nth = shown.entry(kind).or_default();
        *nth += 1;
        if *nth <= SHOWN {
            lines.push(line(finding));
        }
        let more = counts.get(&kind).map_or(0, |count| count.saturating_sub(SHOWN));
        if *nth == SHOWN && more > 0 {
            lines.push(messages.text("findings-not-listed", &[("count", more.into())].into_iter().collect()));
        }
    }
    lines
}

fn kind(finding: &Finding) -> Kind<'_> {
    let column = match &finding.place {
        Place::Cell { source, sheet, cell } => Some((&**source, sheet.as_deref(), cell.column)),
        Place::FrameCell { frame, cell, .. } => Some((&**frame, None, cell.column)),
        _ => None,
    };
    (finding.code, finding.rule.as_ref().map(|rule| rule.id.as_str()), column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;
    use crate::message::Language;
    use crate::place::CellAddress;

    fn at(row: u32, column: u32) -> Finding {
        let place = Place::Cell { source: "甲.xlsx".into(), sheet: None, cell: CellAddress::new(row, column) };
        Finding::new(Code::NotOfType, Severity::Error, place)
    }

    #[test]
    fn repeats_are_counted_and_others_are_listed() {
        let findings: Vec<Finding> = (1..=12).map(|row| at(row, 1)).chain([at(3, 2)]).collect();
        let lines = lines(findings.iter(), &Messages::new(Language::En), |finding| finding.place.to_string());
        assert_eq!(lines.len(), SHOWN + 2);
        assert_eq!((lines[0].as_str(), lines[9].as_str()), ("甲.xlsx › A1", "甲.xlsx › A10"));
        assert!(lines[10].contains('2'), "{}", lines[10]);
        assert_eq!(lines[11], "甲.xlsx › B3");
    }
}
