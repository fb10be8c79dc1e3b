//! Exact values as `fractions.Fraction`.

use nianbao::Quantity;
use pyo3::prelude::*;

/// The exact value, a ratio in percent; nothing without a value.
pub(crate) fn fraction(py: Python<'_>, value: Option<Quantity>) -> PyResult<Option<Bound<'_, PyAny>>> {
    let fraction = py.import("fractions")?.getattr("Fraction")?;
    let exact = match value {
        None => return Ok(None),
        Some(Quantity::Number(number)) => fraction.call1((number,))?,
        Some(Quantity::Ratio { of, to }) => {
            let hundred = fraction.call1((100,))?;
            hundred.mul(fraction.call1((of,))?)?.div(fraction.call1((to,))?)?
        }
    };
    Ok(Some(exact))
}
