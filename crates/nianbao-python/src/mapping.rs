//! What every mapping of the package offers besides its items: the views that Python people know.

use pyo3::prelude::*;
use pyo3::{BoundObject, PyTypeInfo};

/// A view of a mapping: ``KeysView``, ``ValuesView`` or ``ItemsView``.
pub(crate) fn view<'py, T: PyTypeInfo>(mapping: &Bound<'py, T>, class: &str) -> PyResult<Bound<'py, PyAny>> {
    mapping.py().import("collections.abc")?.getattr(class)?.call1((mapping,))
}

/// An iterator over texts.
pub(crate) fn iterator(py: Python<'_>, texts: Vec<&str>) -> PyResult<Py<PyAny>> {
    let list = pyo3::types::PyList::new(py, texts)?;
    Ok(list.try_iter()?.into_any().unbind())
}

/// What `get` gives: the item, or `default` if there is none of this key.
pub(crate) fn item_or<T>(py: Python<'_>, item: Option<T>, default: Option<Py<PyAny>>) -> PyResult<Py<PyAny>>
where
    T: for<'py> IntoPyObject<'py, Error = PyErr>,
{
    match item {
        Some(item) => Ok(item.into_pyobject(py)?.into_any().into_bound().unbind()),
        None => Ok(default.unwrap_or_else(|| py.None())),
    }
}
