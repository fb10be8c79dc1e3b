//! Writing numbers as official prose does.

use nianbao::message::Language;
use nianbao::numeral::{Format, Scale, Style, with_unit};
use pyo3::prelude::*;
use rust_decimal::Decimal;

use crate::words::{Word, known};

/// Write a number with its scale and unit, as the report prints it: ``146件``, ``60余万元``, ``99.36%``.
///
/// Parameters
/// ----------
/// value
///     The number, a ``Decimal`` or an ``int``; money in 元, a rate in percent.
/// unit
///     The classifier or unit that follows; that of money is 元, whatever the scale.
/// scale
///     ``万`` or ``亿`` to write it in ten thousands or hundred millions.
/// style
///     ``余`` or ``多`` to cut it to its first digits and say that there are more; otherwise it is rounded half up.
/// decimals
///     The most digits after the point, of the scaled number. Trailing zeros are dropped, and neither 100 % nor 0 % comes
///     from rounding.
/// digits
///     How many significant digits 余 and 多 leave.
///
/// Returns
/// -------
/// str
///     The number in words; :func:`parse` reads it back as an interval that holds ``value``.
///
/// Raises
/// ------
/// UnknownWordError
///     There is no such scale or style.
///
/// Examples
/// --------
/// >>> from decimal import Decimal
/// >>> from nianbao import numeral
/// >>> numeral.format(638700, unit="元", scale="万", style="余")
/// '60余万元'
/// >>> numeral.format(Decimal("99.996"), unit="%", decimals=2)
/// '99.99%'
#[pyfunction]
#[pyo3(signature = (value, /, *, unit = "", scale = "", style = "", decimals = 0, digits = 1))]
pub(crate) fn format(
    value: Decimal,
    unit: &str,
    scale: &str,
    style: &str,
    decimals: u32,
    digits: u32,
) -> PyResult<String> {
    let language = Language::default();
    let scales = [Scale::One, Scale::Wan, Scale::Yi];
    let styles = [Style::Exact, Style::Yu, Style::Duo];
    let format = Format {
        decimals,
        digits,
        scale: known(Word { option: "scale", word: scale }, &scales, Scale::suffix, language)?,
        style: known(Word { option: "style", word: style }, &styles, Style::word, language)?,
    };
    Ok(with_unit(value, &format, unit))
}
