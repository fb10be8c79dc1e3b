//! From cells to rows: each cell in the row in which it begins.

use super::kind::{Kind, TableShape};
use super::{Block, Cell, Inline, Row, Scope, Table};

/// The table of these cells.
pub(super) fn table(shape: &TableShape, caption: Vec<Inline>, cells: Vec<(&Kind, Vec<Block>)>) -> Table {
    let new = |is_header: &bool| Row { is_header: *is_header, cells: Vec::new() };
    let mut rows: Vec<Row> = shape.headers.iter().map(new).collect();
    let mut placed: Vec<_> = cells.into_iter().filter_map(|(kind, blocks)| Some((kind.cell()?, blocks))).collect();
    placed.sort_by_key(|(cell, _)| (cell.y, cell.x));
    for (cell, blocks) in placed {
        let Some(row) = rows.get_mut(cell.y) else { continue };
        let scope = cell.scope.or(row.is_header.then_some(Scope::Column));
        row.cells.push(Cell { scope, columns: cell.columns, rows: cell.rows, blocks });
    }
    Table { columns: shape.columns, summary: shape.summary.clone(), caption, rows }
}
