//! The cells that figures add up, so that a broken identity between figures can name the cell that alone explains it.

use rust_decimal::Decimal;

use super::suspect::{Sum, Suspicion};
use crate::figure::{Figure, FigureId, Figures, Lineage, Quantity};
use crate::ledger::{Ledger, Ledgers};
use crate::place::{CellRange, Place};

/// The one cell that would explain that `parts` don't add up to `total`, if exactly one does. Figures that count rows
/// have no amounts in their cells; they take part as they are.
pub(super) fn suspicion(
    ledgers: &Ledgers,
    figures: &Figures,
    parts: &[FigureId],
    total: &[FigureId],
) -> Option<Suspicion> {
    let signed = parts.iter().map(|id| (id, Decimal::ONE)).chain(total.iter().map(|id| (id, -Decimal::ONE)));
    let (mut summands, mut rest) = (Vec::new(), Decimal::ZERO);
    for (id, sign) in signed {
        let figure = figures.get(id.as_str())?;
        let Some(Quantity::Number(value)) = figure.value else { return None };
        match cells(ledgers, figure, value) {
            Some(cells) => summands.extend(cells.into_iter().map(|(place, value)| (place, value * sign))),
            None => rest += value * sign,
        }
    }
    Sum { summands: &summands, stated: -rest, at: None }.suspicion()
}

/// The cells of a figure that adds them up, if they do add up to its value.
fn cells(ledgers: &Ledgers, figure: &Figure, value: Decimal) -> Option<Vec<(Place, Decimal)>> {
    if !matches!(figure.measure, "sum" | "value") {
        return None;
    }
    let mut all = Vec::new();
    for link in &figure.lineage {
        let (source, sheet, cells) = match link {
            Lineage::Cells { source, sheet, cells, .. } => (source, sheet.as_ref(), cells),
            Lineage::FrameRows { frame, cells, .. } => (frame, None, cells),
            Lineage::Previous { .. } | Lineage::Figures(_) => return None,
        };
        let mut tables = ledgers.iter().flat_map(|ledger| (0..ledger.sheets.len()).map(move |at| (ledger, at)));
        let (ledger, at) = tables.find(|(ledger, at)| {
            let read = &ledger.sheets[*at];
            read.source == *source
                && read.sheet.as_ref() == sheet
                && cells.iter().all(|cells| holds(ledger, *at, cells))
        })?;
        for range in cells {
            all.extend(of_range(ledger, at, range)?);
        }
    }
    let sum = all.iter().try_fold(Decimal::ZERO, |sum, (_, value): &(Place, Decimal)| sum.checked_add(*value));
    (sum == Some(value)).then_some(all)
}

/// Whether the table's rows reach over the range: a sheet may hold several tables.
fn holds(ledger: &Ledger, table: usize, range: &CellRange) -> bool {
    row_at(ledger, table, range.first.row).is_some() && row_at(ledger, table, range.last.row).is_some()
}

fn row_at(ledger: &Ledger, table: usize, row: u32) -> Option<usize> {
    ledger.rows.binary_search_by_key(&(table, row), |origin| (origin.sheet, origin.row)).ok()
}

/// The cells of a range in one column, with their numbers.
fn of_range(ledger: &Ledger, table: usize, range: &CellRange) -> Option<Vec<(Place, Decimal)>> {
    let is_column = |column: &Option<(u32, String)>| column.as_ref().is_some_and(|(at, _)| *at == range.first.column);
    let field = ledger.sheets[table].columns.iter().position(is_column)?;
    let numbers = ledger.numbers(field);
    (range.first.row..=range.last.row)
        .map(|row| {
            let row = row_at(ledger, table, row)?;
            Some((ledger.place(row, field), numbers[row]?))
        })
        .collect()
}
