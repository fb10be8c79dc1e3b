//! The table of all figures that a report ends with: number, label and value of each, in the order of the file.

use std::collections::BTreeMap;
use std::ops::Range;

use super::carried::Carried;
use crate::error::Fault;
use crate::record::Recorded;

/// What the table shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tabulated {
    /// How many figures.
    pub(super) shown: usize,
    /// The lines of the text that may be its rows, in their order.
    pub(super) rows: Vec<Range<usize>>,
}

/// Holds the rows of the table against the figures, and says how many figures it shows. A report may do without the
/// table; one that has it has all of them in it.
pub(super) fn check(text: &str, carried: &Carried, faults: &mut Vec<Fault>) -> Tabulated {
    let figures: Vec<&Recorded> = carried.figures().collect();
    let lines = numbered(text);
    let rows: Vec<Row<'_>> = figures
        .iter()
        .zip(1..)
        .map(|(figure, number)| row(figure, lines.get(&number).map_or(&[], Vec::as_slice)))
        .collect();
    let shown = rows.iter().filter(|row| **row == Row::Same).count();
    // The narrative may have a table of its own, which is shorter.
    let has_table = (1..=figures.len()).filter(|number| lines.contains_key(number)).count() * 2 > figures.len();
    for (figure, row) in figures.iter().zip(rows) {
        let fault = match row {
            Row::Other(stated) => Fault::new("verify-table").with("stated", stated),
            Row::Missing if has_table => Fault::new("verify-not-in-table"),
            Row::Same | Row::Missing => continue,
        };
        faults.push(fault.with("label", figure.label.as_str()).with("printed", figure.printed.as_str()));
    }
    let is_row = |cells: &&Cells<'_>| has_table && (1..=figures.len()).contains(&cells.number);
    let mut rows: Vec<Range<usize>> = lines.values().flatten().filter(is_row).map(|cells| cells.line.clone()).collect();
    rows.sort_by_key(|line| line.start);
    Tabulated { shown, rows }
}

/// What the table says of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row<'t> {
    Same,
    /// Another value.
    Other(&'t str),
    Missing,
}

/// The rows that begin with a number, by that number.
fn numbered(text: &str) -> BTreeMap<usize, Vec<Cells<'_>>> {
    let mut rows: BTreeMap<usize, Vec<Cells<'_>>> = BTreeMap::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some((number, rest)) = line.trim_end_matches(['\n', '\r']).split_once('\t')
            && let Ok(number) = number.trim().parse()
        {
            let mut cells = rest.split('\t');
            let behind = [cells.next(), cells.next()];
            rows.entry(number).or_default().push(Cells { number, behind, line: start..start + line.len() });
        }
        start += line.len();
    }
    rows
}

/// A row that begins with a number.
struct Cells<'t> {
    number: usize,
    /// The two cells behind it.
    behind: [Option<&'t str>; 2],
    /// Where it stands.
    line: Range<usize>,
}

fn row<'t>(figure: &Recorded, numbered: &[Cells<'t>]) -> Row<'t> {
    let (label, printed) = (bare(&figure.label), bare(&figure.printed));
    let mut other = Row::Missing;
    for &Cells { behind: [first, second], .. } in numbered {
        let is_printed = |cell: Option<&str>| cell.is_some_and(|cell| bare(cell) == printed);
        match second {
            Some(value) if first.is_some_and(|cell| bare(cell).starts_with(&label)) => {
                if is_printed(second) {
                    return Row::Same;
                }
                other = Row::Other(value);
            }
            // A label of several lines may stand above and below the line of its number.
            _ if is_printed(first) || is_printed(second) => return Row::Same,
            _ => {}
        }
    }
    other
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::State;
    use crate::numeral::Scale;

    fn figure(label: &str, printed: &str) -> Recorded {
        Recorded {
            id: "petitions.forwarded".to_owned(),
            label: label.to_owned(),
            unit: "件".to_owned(),
            scale: Scale::One,
            decimals: 0,
            state: State::Value,
            value: None,
            printed: printed.to_owned(),
            operands: Vec::new(),
            digests: None,
        }
    }

    fn found(line: &str) -> Row<'_> {
        row(&figure("上级转送信访事项", "146件"), numbered(line).get(&33).map_or(&[], Vec::as_slice))
    }

    #[test]
    fn a_row_is_known_by_its_number_and_its_label() {
        assert_eq!(found("33\t上级转送 信访事项 ［人工填报］\t146件\t办法"), Row::Same);
        assert_eq!(found("33\t上级转送信访事项\t164件\t办法"), Row::Other("164件"));
        assert_eq!(found("34\t上级转送信访事项\t146件"), Row::Missing);
        assert_eq!(found("33\t别的事项\t12件"), Row::Missing);
    }

    #[test]
    fn a_label_may_stand_above_and_below_its_row() {
        assert_eq!(found("33\t146件\t办法"), Row::Same);
        assert_eq!(found("33\t信访\t146件\t办法"), Row::Same);
        assert_eq!(found("33\t164件\t办法"), Row::Missing);
    }
}
