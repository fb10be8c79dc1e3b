//! Number cells: a workbook keeps a binary float, a clerk sees at most 15 significant digits of it.

use rust_decimal::Decimal;

/// The decimal of at most 15 significant digits that Excel shows for a number; nothing for NaN, infinities and what
/// is beyond 28 digits.
pub(crate) fn as_shown(number: f64) -> Option<Decimal> {
    if !number.is_finite() {
        return None;
    }
    Decimal::from_scientific(&format!("{number:.14e}")).ok().map(|shown| shown.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_become_the_digits_that_are_shown() {
        for (number, shown) in [
            (0.1 + 0.2, "0.3"),
            (63.87, "63.87"),
            (638_700.0, "638700"),
            (1.0 / 3.0, "0.333333333333333"),
            (-1868.0, "-1868"),
            (123_456_789_012_345_680.0, "123456789012346000"),
            (1e-9, "0.000000001"),
        ] {
            assert_eq!(as_shown(number).map(|shown| shown.to_string()).as_deref(), Some(shown));
        }
        assert_eq!(as_shown(f64::NAN), None);
        assert_eq!(as_shown(f64::INFINITY), None);
        assert_eq!(as_shown(1e300), None);
    }
}
