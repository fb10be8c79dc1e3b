//! Intervals of numbers, whose ends are in, out, or not there.

use std::fmt;

use rust_decimal::Decimal;

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// The number itself is outside.
    Open(Decimal),
    /// The number itself is inside.
    Closed(Decimal),
    /// There is no end.
    Unbounded,
}

impl Bound {
    /// The number at this end, if there is an end.
    pub const fn value(self) -> Option<Decimal> {
        match self {
            Self::Open(value) | Self::Closed(value) => Some(value),
            Self::Unbounded => None,
        }
    }

    /// The same kind of end at another number; `None` if that number is out of range.
    fn map(self, change: impl FnOnce(Decimal) -> Option<Decimal>) -> Option<Self> {
        Some(match self {
            Self::Open(value) => Self::Open(change(value)?),
            Self::Closed(value) => Self::Closed(change(value)?),
            Self::Unbounded => Self::Unbounded,
        })
    }
}

/// The numbers that a numeral may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The lower end.
    pub low: Bound,
    /// The upper end.
    pub high: Bound,
}

impl Interval {
    /// One number.
    pub const fn point(value: Decimal) -> Self {
        Self::closed(value, value)
    }

    /// The numbers between two others, without these.
    pub const fn open(low: Decimal, high: Decimal) -> Self {
        Self { low: Bound::Open(low), high: Bound::Open(high) }
    }

    /// The numbers between two others, with these.
    pub const fn closed(low: Decimal, high: Decimal) -> Self {
        Self { low: Bound::Closed(low), high: Bound::Closed(high) }
    }

    /// Whether the number lies in it.
    pub fn contains(&self, value: Decimal) -> bool {
        let above = match self.low {
            Bound::Open(low) => low < value,
            Bound::Closed(low) => low <= value,
            Bound::Unbounded => true,
        };
        let below = match self.high {
            Bound::Open(high) => value < high,
            Bound::Closed(high) => value <= high,
            Bound::Unbounded => true,
        };
        above && below
    }

    /// Whether a number lies in both.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        let is_below = |high: Bound, low: Bound| match (high, low) {
            (Bound::Closed(high), Bound::Closed(low)) => high < low,
            _ => high.value().zip(low.value()).is_some_and(|(high, low)| high <= low),
        };
        !is_below(self.high, other.low) && !is_below(other.high, self.low)
    }

    /// The least and the greatest integer in it, `None` where it has no end. When the least is the greater of
    /// the two there is no integer in it.
    pub fn integers(&self) -> (Option<Decimal>, Option<Decimal>) {
        let least = match self.low {
            Bound::Open(low) => low.floor().checked_add(Decimal::ONE),
            Bound::Closed(low) => Some(low.ceil()),
            Bound::Unbounded => None,
        };
        let greatest = match self.high {
            Bound::Open(high) => high.ceil().checked_sub(Decimal::ONE),
            Bound::Closed(high) => Some(high.floor()),
            Bound::Unbounded => None,
        };
        (least, greatest)
    }

    /// The smallest interval that holds both.
    pub(super) fn hull(self, other: Self) -> Self {
        let low = match (self.low.value(), other.low.value()) {
            (Some(left), Some(right)) if left < right || (left == right && matches!(self.low, Bound::Closed(_))) => {
                self.low
            }
            (Some(_), Some(_)) => other.low,
            _ => Bound::Unbounded,
        };
        let high = match (self.high.value(), other.high.value()) {
            (Some(left), Some(right)) if left > right || (left == right && matches!(self.high, Bound::Closed(_))) => {
                self.high
            }
            (Some(_), Some(_)) => other.high,
            _ => Bound::Unbounded,
        };
        Self { low, high }
    }

    /// The interval mirrored at zero.
    pub(crate) fn mirrored(self) -> Self {
        let turned = |bound: Bound| match bound {
            Bound::Open(value) => Bound::Open(-value),
            Bound::Closed(value) => Bound::Closed(-value),
            Bound::Unbounded => Bound::Unbounded,
        };
        Self { low: turned(self.high), high: turned(self.low) }
    }

    /// The interval of each number times a positive factor; `None` if an end is out of range.
    pub(super) fn times(self, factor: Decimal) -> Option<Self> {
        let change = |value: Decimal| value.checked_mul(factor);
        Some(Self { low: self.low.map(change)?, high: self.high.map(change)? })
    }
}

/// In the notation of mathematics: `(600000, 700000)`, `[33500, 34500)`, `[4, ∞)`.
impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.low {
            Bound::Open(low) => write!(f, "({}, ", low.normalize())?,
            Bound::Closed(low) => write!(f, "[{}, ", low.normalize())?,
            Bound::Unbounded => write!(f, "(-∞, ")?,
        }
        match self.high {
            Bound::Open(high) => write!(f, "{})", high.normalize()),
            Bound::Closed(high) => write!(f, "{}]", high.normalize()),
            Bound::Unbounded => write!(f, "∞)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn an_open_end_is_outside_and_a_closed_end_inside() {
        let (low, high) = (number("600"), number("700"));
        assert!(!Interval::open(low, high).contains(low) && !Interval::open(low, high).contains(high));
        assert!(Interval::closed(low, high).contains(low) && Interval::closed(low, high).contains(high));
        assert!(Interval::open(low, high).contains(number("600.01")));
        let upward = Interval { low: Bound::Closed(low), high: Bound::Unbounded };
        assert!(upward.contains(Decimal::MAX) && !upward.contains(number("599.99")));
    }

    #[test]
    fn intervals_meet_where_a_number_lies_in_both() {
        let (open, point) = (Interval::open(number("600"), number("700")), |text| Interval::point(number(text)));
        assert!(open.meets(&point("601")) && open.meets(&open) && point("600").meets(&point("600.0")));
        assert!(!open.meets(&point("600")) && !point("700").meets(&open) && !point("1").meets(&point("2")));
        assert!(Interval::closed(number("1"), number("600")).meets(&point("600")));
    }

    #[test]
    fn the_integers_of_an_interval_respect_its_ends() {
        let integers = |interval: Interval| interval.integers();
        let pair = |low: &str, high: &str| (Some(number(low)), Some(number(high)));
        assert_eq!(integers(Interval::open(number("600"), number("700"))), pair("601", "699"));
        assert_eq!(integers(Interval::closed(number("33499.5"), number("34499.5"))), pair("33500", "34499"));
        assert_eq!(integers(Interval::open(number("-2.5"), number("-1"))), pair("-2", "-2"));
        assert_eq!(integers(Interval::open(number("9"), number("10"))), pair("10", "9"));
    }

    #[test]
    fn the_hull_holds_both_and_keeps_the_wider_end() {
        let open = Interval::open(number("300"), number("400"));
        let closed = Interval::closed(number("250"), number("400"));
        assert_eq!(open.hull(closed).to_string(), "[250, 400]");
        assert_eq!(closed.hull(open), open.hull(closed));
        let upward = Interval { low: Bound::Open(number("300")), high: Bound::Unbounded };
        assert_eq!(open.hull(upward).to_string(), "(300, ∞)");
    }

    #[test]
    fn an_interval_out_of_range_is_not_scaled() {
        assert_eq!(Interval::point(Decimal::MAX).times(Decimal::TEN), None);
        assert_eq!(Interval::open(number("6"), number("7")).mirrored().to_string(), "(-7, -6)");
    }
}
