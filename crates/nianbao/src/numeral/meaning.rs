//! What a numeral that was read means, and what is said of a text that isn't one.

use rust_decimal::Decimal;

use super::interval::{Bound, Interval};

/// A numeral as it stands in a cell or in prose, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numeral {
    /// The text as it stands, without white space around it.
    pub surface: String,
    /// The numbers it may stand for, in `unit`, with 万 and 亿 multiplied in.
    pub meaning: Meaning,
    /// The unit as it is written, from the closed list of [`crate::unit`]; 元 for 万元, and % for 百分之 and 成.
    pub unit: Option<String>,
    /// Whether 万 or 亿 stands in it: 0.5万 below 金额（万元） is 5000元, since a cell's own scale wins over its header's.
    pub scaled: bool,
    /// What is odd about the way it is written, in the order of [`Remark`].
    pub remarks: Vec<Remark>,
}

impl Numeral {
    /// The number that is stated: see [`Meaning::value`].
    pub const fn value(&self) -> Option<Decimal> {
        self.meaning.value()
    }

    /// The numbers it may stand for: see [`Meaning::interval`].
    pub fn interval(&self) -> Option<Interval> {
        self.meaning.interval()
    }
}

/// What a numeral says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// An integer without a scale: 146. Of the rates only 0 % and 100 %, which no other rate is rounded to.
    Exact(Decimal),
    /// A number with decimals or a scale, or a rate: 3.4万, 99.36%. A cell means what is stated; in prose it may have
    /// been rounded half up to the last digit that is written, from any number of `interval`.
    Rounded {
        /// The number as it is written.
        stated: Decimal,
        /// The numbers that round to it.
        interval: Interval,
    },
    /// About so many, at least so many, so many to so many: 60余万, 近300, 三四十, 4次以上.
    Interval(Interval),
    /// A number that nobody can check: 若干, 数十, 上百.
    Vague,
    /// Nothing: 无, —, /. Whether that is 0 is for the column to say.
    None,
    /// 不适用, N/A.
    NotApplicable,
}

impl Meaning {
    /// The number that is stated, if it is not an approximation.
    pub const fn value(&self) -> Option<Decimal> {
        match *self {
            Self::Exact(value) | Self::Rounded { stated: value, .. } => Some(value),
            Self::Interval(_) | Self::Vague | Self::None | Self::NotApplicable => None,
        }
    }

    /// The numbers it may stand for; `None` if it doesn't stand for a number, or for any.
    pub const fn interval(&self) -> Option<Interval> {
        match *self {
            Self::Exact(value) => Some(Interval::point(value)),
            Self::Rounded { interval, .. } | Self::Interval(interval) => Some(interval),
            Self::Vague | Self::None | Self::NotApplicable => None,
        }
    }

    /// The meaning in another unit, one of which is `1 ÷ factor` of this one: times 10 000 from 万元 to 元. `factor`
    /// must be positive; `None` if a number gets out of range.
    pub fn times(self, factor: Decimal) -> Option<Self> {
        Some(match self {
            Self::Exact(value) => Self::Exact(value.checked_mul(factor)?),
            Self::Rounded { stated, interval } => {
                Self::Rounded { stated: stated.checked_mul(factor)?, interval: interval.times(factor)? }
            }
            Self::Interval(interval) => Self::Interval(interval.times(factor)?),
            Self::Vague | Self::None | Self::NotApplicable => self,
        })
    }

    /// A number that was rounded half up to a multiple of `step`, which is positive: `[v − step/2, v + step/2)`, and
    /// mirrored if it is negative.
    pub(crate) fn rounded(stated: Decimal, step: Decimal) -> Option<Self> {
        let half = step.checked_div(Decimal::TWO)?;
        let (low, high) = (stated.checked_sub(half)?, stated.checked_add(half)?);
        let low_is_in = stated > Decimal::ZERO;
        let high_is_in = stated < Decimal::ZERO;
        let interval = Interval {
            low: if low_is_in { Bound::Closed(low) } else { Bound::Open(low) },
            high: if high_is_in { Bound::Closed(high) } else { Bound::Open(high) },
        };
        Some(Self::Rounded { stated, interval })
    }
}

/// Something odd about the way a numeral is written, which doesn't hinder reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// A sum that is left to the reader: 12+8.
    Sum,
    /// Digits with 十, 百 or 千, which only 万 and 亿 may follow (GB/T 15835—2011): 3千余.
    MixedScript,
    /// More than one approximator: 约200人左右, 近500余份. The meaning holds what each of them would say.
    DoubleApproximator,
    /// The unit doesn't stand beside the digits: 242议题件. Only running text is read so.
    UnitApart,
}

impl Remark {
    /// The remark in kebab-case, as JSON and Python have it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::MixedScript => "mixed-script",
            Self::DoubleApproximator => "double-approximator",
            Self::UnitApart => "unit-apart",
        }
    }
}

/// The text is not a numeral.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotANumeral {
    /// There is nothing but white space.
    #[error("there is no text")]
    Empty,
    /// It is longer than [`MAX_LENGTH`](super::MAX_LENGTH).
    #[error("the text is too long for a numeral")]
    TooLong,
    /// The number has more digits than can be computed with.
    #[error("the number in `{surface}` is too large or too fine")]
    OutOfRange {
        /// The text as it stands.
        surface: String,
    },
    /// A numeral breaks off.
    #[error("`{read}` was read, but not `{rest}` after it")]
    NotUnderstood {
        /// What makes sense so far.
        read: String,
        /// The text from where it doesn't.
        rest: String,
    },
}
