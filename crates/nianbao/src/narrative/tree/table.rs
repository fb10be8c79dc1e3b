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
