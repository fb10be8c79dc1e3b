//! Amounts: what stands before a unit, as it can be computed with.

use rust_decimal::Decimal;

use super::cursor::Cursor;
use super::interval::Interval;
use super::{arabic, chinese};

/// Why reading stopped. Where it stopped is the cursor's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    NotUnderstood,
    OutOfRange,
}

/// A number without sign, as it was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amount {
    pub(super) low: Decimal,
    /// The same as `low`, unless two Chinese digits stand side by side.
    pub(super) high: Decimal,
    /// The worth of the last digit, if the number has decimals or ends with 万 or 亿 and so may have been rounded.
    pub(super) step: Option<Decimal>,
    /// 百 or 万 without a digit, which needs an approximator.
    pub(super) bare: bool,
    /// Digits with 十, 百 or 千.
    pub(super) mixed: bool,
    /// It has 万 or 亿 in it.
    pub(super) scaled: bool,
}

impl Amount {
    /// Reads a number in digits or in Chinese numerals.
    pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<Self, Fault> {
        if arabic::stands_at(cursor) { arabic::read(cursor) } else { chinese::read(cursor) }
    }
}

/// A number that can be computed with, and the worth of its last digit if it may have been rounded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    pub(super) value: Decimal,
    pub(super) step: Option<Decimal>,
}

impl Point {
    /// Admits numbers below 10¹⁸ of at most 27 digits and 20 decimals: their sums, halves and tenths are exact.
    pub(super) fn new(value: Decimal, step: Option<Decimal>) -> Result<Self, Fault> {
        let value = value.normalize();
        let is_small = value.abs() < Decimal::from(10_u64.pow(18));
        let is_coarse = value.scale() <= 20 && value.mantissa().unsigned_abs() < 10_u128.pow(27);
        if is_small && is_coarse { Ok(Self { value, step }) } else { Err(Fault::OutOfRange) }
    }

    pub(super) fn times(self, factor: Decimal) -> Result<Self, Fault> {
        let product = |number: Decimal| number.checked_mul(factor).ok_or(Fault::OutOfRange);
        Self::new(product(self.value)?, self.step.map(product).transpose()?)
    }

    /// The number as one that was rounded at least to an integer.
    pub(super) fn as_rounded(self) -> Self {
        Self { step: self.step.or(Some(Decimal::ONE)), ..self }
    }
}

/// What is known of the number before any approximator.
#[derive(Debug, Clone, Copy)]
pub(super) enum Base {
    Point(Point),
    Span(Interval),
    /// A fraction such as 三分之二, in percent: nobody can check 近三分之二.
    Ratio(Decimal),
    Vague,
}

impl Base {
    pub(super) fn of(amount: &Amount, is_negative: bool) -> Result<Self, Fault> {
        let Amount { low, high, step, .. } = *amount;
        if low == high {
            return Point::new(if is_negative { -low } else { low }, step).map(Self::Point);
        }
        let span = Interval::closed(low, high);
        Ok(Self::Span(if is_negative { span.mirrored() } else { span }))
    }

    pub(super) fn times(self, factor: Decimal) -> Result<Self, Fault> {
        Ok(match self {
            Self::Point(point) => Self::Point(point.times(factor)?),
            Self::Span(interval) => Self::Span(interval.times(factor).ok_or(Fault::OutOfRange)?),
            Self::Ratio(rate) => Self::Ratio(rate.checked_mul(factor).ok_or(Fault::OutOfRange)?),
            Self::Vague => Self::Vague,
        })
    }
}
