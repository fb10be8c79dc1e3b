//! Frames of Python programs: anything with `__arrow_c_stream__` becomes a frame of the core.
//!
//! The buffers come as bytes from `nianbao/_arrow.py`, since following the interface's pointers is not safe Rust. Of the
//! libraries that do it, pyo3-arrow would bring numpy and 24 more crates, and turn on features that compile polars and
//! typst a second time; arrow-pyarrow wants another pyo3.

mod decode;
mod format;

use nianbao::frame::{Frame, FrameColumn, Holds};
use nianbao::message::Language;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;

use decode::{Chunk, push};
use format::Layout;

use crate::error::raise;

/// A column as it comes from Python.
struct Taken {
    name: String,
    layout: Layout,
    categories: Option<Layout>,
    data_type: String,
    chunks: Vec<Chunk>,
}

/// The frame that a Python object is.
///
/// # Errors
/// ``TypeError`` if it is no table, ``ValueError`` if its program can't give it.
pub(crate) fn take(frame: &Bound<'_, PyAny>, language: Language) -> PyResult<Frame> {
    let py = frame.py();
    let read = py.import("nianbao._arrow")?.getattr("read")?.call1((frame,))?;
    let columns = read.try_iter()?.map(|column| taken(&column?)).collect::<PyResult<Vec<_>>>()?;
    let frame = py.detach(|| {
        let columns = columns.into_iter().map(filled).collect::<Result<Vec<_>, _>>()?;
        Ok::<_, String>(Frame::new(columns))
    });
    let frame = frame.map_err(|name| PyValueError::new_err(format!("the column {name:?} is no valid Arrow data")))?;
    frame.map_err(|error| raise(&error, language))
}

fn taken(column: &Bound<'_, PyAny>) -> PyResult<Taken> {
    type Parts<'py> = (String, String, Option<String>, Vec<Bound<'py, PyAny>>);
    let (name, format, categories, chunks): Parts<'_> = column.extract()?;
    let data_type = format::name(&format, categories.as_deref());
    let categories = categories.as_deref().map(Layout::of);
    // Of categories only texts are read.
    let is_read = categories.is_none_or(|categories| categories.holds() == Holds::Texts);
    let (layout, categories) = if is_read { (Layout::of(&format), categories) } else { (Layout::Other, None) };
    let chunks = chunks.iter().map(chunk).collect::<PyResult<_>>()?;
    Ok(Taken { name, layout, categories, data_type, chunks })
}

fn chunk(parts: &Bound<'_, PyAny>) -> PyResult<Chunk> {
    type Parts<'py> = (usize, usize, Vec<Option<PyBackedBytes>>, Option<Bound<'py, PyAny>>);
    let (length, offset, buffers, categories): Parts<'_> = parts.extract()?;
    let categories = categories.as_ref().map(chunk).transpose()?.map(Box::new);
    Ok(Chunk { length, offset, buffers, categories })
}

/// The column with its values; its name if they are not there.
fn filled(taken: Taken) -> Result<FrameColumn, String> {
    let holds = taken.categories.unwrap_or(taken.layout).holds();
    let mut column = FrameColumn::new(&taken.name, holds, &taken.data_type);
    for chunk in &taken.chunks {
        if push(&mut column, taken.layout, taken.categories, chunk).is_err() {
            return Err(taken.name);
        }
    }
    Ok(column)
}
