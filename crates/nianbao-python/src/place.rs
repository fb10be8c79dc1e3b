//! Places as `nianbao.Place`.

use nianbao::place::{CellAddress, Place};
use pyo3::prelude::*;
use pyo3::types::PyDict;

/// The place as a value of Python.
pub(crate) fn place<'py>(py: Python<'py>, at: &Place) -> PyResult<Bound<'py, PyAny>> {
    let data = PyDict::new(py);
    let of_cell = |kind: &str, cell: String, first: CellAddress| {
        data.set_item("kind", kind)?;
        data.set_item("cell", cell)?;
        data.set_item("row", first.row)?;
        data.set_item("column", first.column)
    };
    let of_frame = |kind: &str, first: CellAddress| {
        data.set_item("kind", kind)?;
        data.set_item("row", first.row)?;
        data.set_item("column", first.column)
    };
    match at {
        Place::Cell { cell, .. } => of_cell("cell", cell.to_string(), *cell)?,
        Place::Cells { cells, .. } => of_cell("cells", cells.to_string(), cells.first)?,
        Place::FrameCell { cell, .. } => of_frame("frame-row", *cell)?,
        Place::FrameCells { cells, .. } => of_frame("frame-rows", cells.first)?,
        Place::Frame { .. } => data.set_item("kind", "frame")?,
        Place::Sheet { .. } => data.set_item("kind", "sheet")?,
        Place::Source { .. } => data.set_item("kind", "workbook")?,
        Place::Figure(id) => {
            data.set_item("kind", "figure")?;
            data.set_item("figure", id.as_str())?;
        }
        Place::Text(text) => {
            data.set_item("kind", "text")?;
            data.set_item("file", &text.file)?;
            data.set_item("line", text.line)?;
            data.set_item("column", text.column)?;
        }
        Place::Project => data.set_item("kind", "project")?,
    }
    data.set_item("workbook", at.source())?;
    data.set_item("sheet", at.sheet())?;
    data.set_item("frame", at.frame())?;
    data.set_item("text", at.to_string())?;
    py.import("nianbao.places")?.getattr("Place")?.call((), Some(&data))
}
