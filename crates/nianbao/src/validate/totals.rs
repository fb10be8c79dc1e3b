//! Totals rows compared with the rows that they total.

use rust_decimal::Decimal;

use super::cell::{self, Setting, Typed};
use super::checks::Check;
use super::suspect::{Sum, Suspicion};
use super::typed::factor;
use crate::finding::{Code, Excerpt, Finding, Severity};
use crate::ingest::TotalsRow;
use crate::ledger::Ledger;
use crate::place::{CellAddress, Place};
use crate::project::Project;

/// A column whose total is wrong.
struct Mismatch {
    field: usize,
    stated: Decimal,
    /// The cells of the rows, and what they say.
    summands: Vec<(Place, Decimal)>,
    expected: Decimal,
}

/// Compares a totals row with its rows, column by column. Running balances have no total.
pub(super) fn compare(project: &Project, at: usize, ledger: &Ledger, total: &TotalsRow, findings: &mut Vec<Finding>) {
    let rules = || project.pack.rules.iter().map(|rule| &rule.check);
    let is_balance =
        |field| rules().any(|check| matches!(check, Check::Balance(balance) if balance.is_over(at, field)));
    let mut mismatches = Vec::new();
    for (field, cell) in total.cells.iter().filter(|(field, _)| !is_balance(*field)) {
        let setting = Setting { factor: factor(ledger, total.sheet, *field), ..Setting::default() };
        let read = cell::read(*cell, &ledger.raw[*field], &ledger.spec.fields[*field], setting);
        let Ok((Typed::Number(stated), _)) = read else { continue };
        let numbers = ledger.numbers(*field);
        let expected = numbers[total.covers.clone()].iter().flatten().sum();
        if stated != expected {
            let rows = total.covers.clone();
            let summands = rows.filter_map(|row| Some((ledger.place(row, *field), numbers[row]?))).collect();
            mismatches.push(Mismatch { field: *field, stated, summands, expected });
        }
    }
    let exchanged = exchanged(&mismatches);
    for mismatch in &mismatches {
        findings.push(finding(ledger, total, mismatch, exchanged.as_ref()));
    }
}

fn finding(ledger: &Ledger, total: &TotalsRow, mismatch: &Mismatch, exchanged: Option<&Suspicion>) -> Finding {
    let Mismatch { field, stated, summands, expected } = mismatch;
    let sheet = &ledger.sheets[total.sheet];
    let column = ledger.column_of(total.sheet, *field);
    let place = sheet.cell(CellAddress::new(total.row, column));
    let label = ledger.spec.fields[*field].label();
    let excerpt = Excerpt {
        columns: vec![(sheet.letters(column), label.to_owned())],
        rows: vec![(total.row, vec![stated.normalize().to_string()])],
        cell: (0, 0),
    };
    let suspicion = exchanged.cloned().or_else(|| Sum { summands, stated: *stated, at: Some(&place) }.suspicion());
    let finding = Finding { excerpt: Some(excerpt), ..Finding::new(Code::TotalMismatch, Severity::Error, place) };
    Suspicion::told(suspicion, finding)
        .with("column", label)
        .with("stated", *stated)
        .with("expected", *expected)
        .with("difference", *stated - *expected)
}

/// The row whose cells in two neighbouring columns were exchanged: it alone explains that one total is too large by as
/// much as the other is too small.
fn exchanged(mismatches: &[Mismatch]) -> Option<Suspicion> {
    let [left, right] = mismatches else { return None };
    let difference = left.stated - left.expected;
    if difference + right.stated - right.expected != Decimal::ZERO {
        return None;
    }
    let mut pairs = left.summands.iter().filter_map(|(place, value)| {
        let own = place.address()?;
        let neighbour = right.summands.iter().find(|(other, _)| {
            other.address().is_some_and(|cell| cell.row == own.row && cell.column.abs_diff(own.column) == 1)
        });
        let (other, other_value) = neighbour?;
        (*other_value - *value == difference).then(|| (place.clone(), other.clone()))
    });
    let only = pairs.next()?;
    if pairs.next().is_some() {
        return None;
    }
    Some(Suspicion::of_exchanged(only.0, only.1))
}
