//! Frames of the caller's own library, which is imported when one is asked for and not before.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use rust_decimal::Decimal;

/// A frame of these columns. `types` names the types of those that are not text.
pub(crate) fn frame<'py>(
    py: Python<'py>,
    columns: &Bound<'py, PyDict>,
    types: &[(&str, &str)],
) -> PyResult<Bound<'py, PyAny>> {
    let library = py.import(LIBRARY)?;
    let schema = PyDict::new(py);
    for name in columns.keys() {
        let name: String = name.extract()?;
        let kind = types.iter().find(|(known, _)| *known == name).map_or("String", |(_, kind)| *kind);
        let kind = match kind.strip_prefix("Decimal:") {
            Some(scale) => library.getattr("Decimal")?.call1((DIGITS, scale.parse::<u32>()?))?,
            None => library.getattr(kind)?,
        };
        schema.set_item(name, kind)?;
    }
    let options = PyDict::new(py);
    options.set_item("schema", schema)?;
    library.getattr("DataFrame")?.call((columns,), Some(&options))
}

/// The type of a column with these amounts: two decimals as money has, or as many as the values need.
pub(crate) fn decimals<'d>(amounts: impl Iterator<Item = &'d Decimal>) -> String {
    const MONEY: u32 = 2;
    format!("Decimal:{}", amounts.map(Decimal::scale).max().unwrap_or(0).max(MONEY))
}

/// The library.
const LIBRARY: &str = "polars";
/// A column of decimals has so many digits.
const DIGITS: u32 = 38;
