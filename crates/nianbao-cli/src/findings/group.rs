//! Repeats: findings of one kind in one column of one sheet are shown together.

use std::collections::BTreeMap;

use nianbao::place::{CellAddress, CellRange, Place, compress};
use nianbao::{Code, Finding};

/// So many of a group are shown in full.
const IN_FULL: usize = 3;

/// Findings of one kind in one column of one sheet.
pub(crate) struct Group<'a> {
    /// Those that are shown in full.
    pub(crate) in_full: Vec<&'a Finding>,
    /// How many more there are.
    pub(crate) more: usize,
    /// The cells of the others.
    pub(crate) cells: Vec<CellRange>,
}

/// What the findings of a group have in common.
type Key<'a> = (Code, Option<&'a str>, &'a str, Option<&'a str>, u32);

/// The findings in groups, each at the place of its first.
pub(crate) fn groups(findings: &[Finding]) -> Vec<Group<'_>> {
    let mut members: Vec<Vec<&Finding>> = Vec::new();
    let mut known: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    for finding in findings {
        let Place::Cell { source, sheet, cell } = &finding.place else {
            members.push(vec![finding]);
            continue;
        };
        let rule = finding.rule.as_ref().map(|rule| rule.id.as_str());
        let at = *known.entry((finding.code, rule, source, sheet.as_deref(), cell.column)).or_insert_with(|| {
            members.push(Vec::new());
            members.len() - 1
        });
        members[at].push(finding);
    }
    members.into_iter().map(group).collect()
}

fn group(findings: Vec<&Finding>) -> Group<'_> {
    // One more than the limit is not worth hiding.
    let shown = if findings.len() <= IN_FULL + 1 { findings.len() } else { IN_FULL };
    let mut others: Vec<CellAddress> = findings[shown..].iter().filter_map(|finding| cell(finding)).collect();
    others.sort_unstable();
    let column = others.first().map_or(1, |cell| cell.column);
    Group {
        more: findings.len() - shown,
        cells: compress(column, others.iter().map(|cell| cell.row)),
        in_full: findings.into_iter().take(shown).collect(),
    }
}

const fn cell(finding: &Finding) -> Option<CellAddress> {
    match &finding.place {
        Place::Cell { cell, .. } => Some(*cell),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use nianbao::Severity;

    use super::*;

    fn at(row: u32, column: u32) -> Finding {
        let place =
            Place::Cell {
                source: "甲.xlsx".into(), sheet: Some("信访".into()), cell: CellAddress::new(row, column)
            };
        Finding::new(Code::Required, Severity::Error, place)
    }

    #[test]
    fn repeats_in_a_column_are_counted_and_their_cells_named() {
        let findings: Vec<Finding> = [3, 4, 5, 9, 10, 20].into_iter().map(|row| at(row, 2)).chain([at(3, 7)]).collect();
        let groups = groups(&findings);
        let shape: Vec<_> = groups.iter().map(|group| (group.in_full.len(), group.more)).collect();
        assert_eq!(shape, [(3, 3), (1, 0)]);
        let cells: Vec<String> = groups[0].cells.iter().map(ToString::to_string).collect();
        assert_eq!(cells, ["B9:B10", "B20"]);
    }
}
