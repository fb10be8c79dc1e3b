//! From cells to rows: each cell in the row in which it begins.

use super::kind::{CellShape, TableShape};
use super::{Block, Cell, Inline, Row, Scope, Table};

/// The table of these cells.
pub(super) fn table(shape: &TableShape, caption: Vec<Inline>, cells: Vec<(CellShape, Vec<Block>)>) -> Table {
    let new = |is_header: &bool| Row { is_header: *is_header, cells: Vec::new() };
    let mut rows: Vec<Row> = shape.headers.iter().map(new).collect();
    let mut placed = cells;
    placed.sort_by_key(|(cell, _)| (cell.y, cell.x));
    for (cell, blocks) in placed {
        let Some(row) = rows.get_mut(cell.y) else { continue };
        // A corner without words heads nothing.
        let heads = row.is_header && !blocks.is_empty();
        let scope = cell.scope.or(heads.then_some(Scope::Column));
        row.cells.push(Cell { scope, columns: cell.columns, rows: cell.rows, blocks });
    }
    Table { columns: shape.columns, summary: shape.summary.clone(), caption, rows }
}

/// The shape of the table that these cells make: a row is of the header if a cell in it heads its column.
pub(super) fn shape(cells: &[(CellShape, Vec<Block>)]) -> TableShape {
    let ends = |end: fn(&CellShape) -> usize| cells.iter().map(|(cell, _)| end(cell)).max().unwrap_or(0);
    let (columns, rows) = (ends(|cell| cell.x + cell.columns), ends(|cell| cell.y + cell.rows));
    let heads = |row: usize| cells.iter().any(|(cell, _)| cell.y == row && cell.scope == Some(Scope::Column));
    TableShape { columns, summary: None, headers: (0..rows).map(heads).collect() }
}

impl Table {
    /// The table as a grid: for each row and column the cell that begins there, and nothing where one from above or from
    /// the left goes on.
    pub fn grid(&self) -> Vec<Vec<Option<&Cell>>> {
        let mut grid: Vec<Vec<Option<&Cell>>> = self.rows.iter().map(|_| vec![None; self.columns]).collect();
        let mut taken: Vec<Vec<bool>> = self.rows.iter().map(|_| vec![false; self.columns]).collect();
        for (y, row) in self.rows.iter().enumerate() {
            for cell in &row.cells {
                let Some(x) = taken.get(y).and_then(|row| row.iter().position(|is_taken| !is_taken)) else { continue };
                if let Some(slot) = grid.get_mut(y).and_then(|row| row.get_mut(x)) {
                    *slot = Some(cell);
                }
                for row in taken.iter_mut().skip(y).take(cell.rows) {
                    row.iter_mut().skip(x).take(cell.columns).for_each(|is_taken| *is_taken = true);
                }
            }
        }
        grid
    }
}
