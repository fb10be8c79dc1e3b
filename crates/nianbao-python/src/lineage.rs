//! Lineage as the classes of `nianbao.lineage`.

use nianbao::figure::{FigureId, Lineage};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// One link of the way back as a value of Python.
pub(crate) fn link<'py>(py: Python<'py>, link: &Lineage) -> PyResult<Bound<'py, PyAny>> {
    let module = py.import("nianbao.lineage")?;
    match link {
        Lineage::Cells { source, sheet, cells, rows } => {
            let cells = PyTuple::new(py, cells.iter().map(ToString::to_string))?;
            module.getattr("Cells")?.call1((&**source, sheet.as_deref(), cells, rows))
        }
        Lineage::FrameRows { frame, column, cells, rows } => {
            let numbers = PyTuple::new(py, cells.iter().map(|cells| (cells.first.row, cells.last.row)))?;
            module.getattr("FrameRows")?.call1((&**frame, &**column, numbers, rows))
        }
        Lineage::Previous { source, year, figure, value } => {
            let class = module.getattr("PreviousFigure")?;
            class.call1((&**source, year, figure.as_str(), value.normalize()))
        }
        Lineage::Figures(ids) => {
            let ids = PyTuple::new(py, ids.iter().map(FigureId::as_str))?;
            module.getattr("OtherFigures")?.call1((ids,))
        }
    }
}
