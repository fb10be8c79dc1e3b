//! Approximators: the words for "about", "more than" and "nearly", and the interval each one asserts.

use rust_decimal::Decimal;

use super::cursor::Cursor;
use super::interval::{Bound, Interval};

/// What an approximator says of the number beside it. The intervals are those of the project's reading of official
/// prose; `b` is the number, `s` the place value of its last digit that isn't 0. Those about sizes are mirrored
/// for a negative number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// 余, 多, and 几 in 十几 and 一百几十: `(b, b + s)`.
    AndMore,
    /// 来 in 十来个, slightly more or less: `[b − s/2, b + s/2]`.
    Around,
    /// 近: `(b − s, b)`, where `s` is `b/10` for a power of ten. The lower end belongs to it when there would be no
    /// integer in it otherwise (近10件 is 9).
    Nearly,
    /// 约, 左右: `[b − s/2, b + s/2]`, where `s` is `b/10` for a power of ten.
    About,
    /// 逾, 超过: `(b, ∞)`.
    MoreThan,
    /// 不足: `(−∞, b)`.
    LessThan,
    /// 至少, 以上: `[b, ∞)`.
    AtLeast,
    /// 以下, 以内: `(−∞, b]`.
    AtMost,
}

/// Words before a number; a word stands before those with which it begins.
const BEFORE: &[(&str, Relation)] = &[
    ("将近", Relation::Nearly),
    ("接近", Relation::Nearly),
    ("近", Relation::Nearly),
    ("大约", Relation::About),
    ("大概", Relation::About),
    ("约", Relation::About),
    ("超过", Relation::MoreThan),
    ("超", Relation::MoreThan),
    ("突破", Relation::MoreThan),
    ("逾", Relation::MoreThan),
    ("多于", Relation::MoreThan),
    ("高于", Relation::MoreThan),
    ("大于", Relation::MoreThan),
    ("不足", Relation::LessThan),
    ("不到", Relation::LessThan),
    ("不满", Relation::LessThan),
    ("未满", Relation::LessThan),
    ("少于", Relation::LessThan),
    ("低于", Relation::LessThan),
    ("小于", Relation::LessThan),
    ("至少", Relation::AtLeast),
    ("最少", Relation::AtLeast),
    ("不少于", Relation::AtLeast),
    ("不低于", Relation::AtLeast),
    ("不小于", Relation::AtLeast),
    ("至多", Relation::AtMost),
    ("最多", Relation::AtMost),
    ("不多于", Relation::AtMost),
    ("不高于", Relation::AtMost),
    ("不大于", Relation::AtMost),
    ("不超过", Relation::AtMost),
    (">=", Relation::AtLeast),
    ("≥", Relation::AtLeast),
    (">", Relation::MoreThan),
    ("<=", Relation::AtMost),
    ("≤", Relation::AtMost),
    ("<", Relation::LessThan),
];

/// Words right after a number, before or after its scale.
const WITHIN: &[(&str, Relation)] = &[
    ("余", Relation::AndMore),
    ("多", Relation::AndMore),
    ("几十", Relation::AndMore),
    ("几百", Relation::AndMore),
    ("几千", Relation::AndMore),
    ("几", Relation::AndMore),
    ("来", Relation::Around),
];

/// Words after a number and its unit.
const AFTER: &[(&str, Relation)] = &[
    ("余", Relation::AndMore),
    ("多", Relation::AndMore),
    ("左右", Relation::About),
    ("上下", Relation::About),
    ("及以上", Relation::AtLeast),
    ("以上", Relation::AtLeast),
    ("及以下", Relation::AtMost),
    ("以下", Relation::AtMost),
    ("以内", Relation::AtMost),
];

impl Relation {
    pub(super) fn before(cursor: &mut Cursor<'_>) -> Option<Self> {
        // Most numbers have none.
        let is_digit = cursor.peek().is_none_or(|c| c.is_ascii_digit());
        if is_digit { None } else { one_of(BEFORE, cursor) }
    }

    pub(super) fn within(cursor: &mut Cursor<'_>) -> Option<Self> {
        one_of(WITHIN, cursor)
    }

    /// 多 and 余 begin a word when another character follows, as in 3人多次 and 结余12元余额.
    pub(super) fn after(cursor: &mut Cursor<'_>) -> Option<Self> {
        let mut ahead = *cursor;
        let relation = one_of(AFTER, &mut ahead)?;
        let begins_a_word = match relation {
            Self::AndMore => ahead.is_at_ideograph(),
            Self::About => ["游", "联", "班", "贯"].iter().any(|next| ahead.starts_with(next)),
            _ => false,
        };
        (!begins_a_word).then(|| *cursor = ahead)?;
        Some(relation)
    }

    /// What the relation says of a number. The number must be one of those that `Point` admits.
    pub(super) fn of(self, value: Decimal) -> Interval {
        let size = value.abs();
        let place = place_of_last_digit(size);
        let is_power_of_ten = size == place;
        let step = if is_power_of_ten { place / Decimal::TEN } else { place };
        let around = |reach: Decimal| Interval::closed(size - reach / Decimal::TWO, size + reach / Decimal::TWO);
        let of_size = match self {
            Self::AndMore => Interval::open(size, size + place),
            Self::Around => around(place),
            Self::About => around(step),
            Self::Nearly => nearly(size, step),
            Self::MoreThan => return Interval { low: Bound::Open(value), high: Bound::Unbounded },
            Self::LessThan => return Interval { low: Bound::Unbounded, high: Bound::Open(value) },
            Self::AtLeast => return Interval { low: Bound::Closed(value), high: Bound::Unbounded },
            Self::AtMost => return Interval { low: Bound::Unbounded, high: Bound::Closed(value) },
        };
        if value.is_sign_negative() { of_size.mirrored() } else { of_size }
    }

    /// What the relation says of a number that is itself no more than an interval: 三四十户以上, 约三四十户.
    pub(super) fn of_interval(self, interval: Interval) -> Interval {
        match self {
            Self::MoreThan | Self::AtLeast => Interval { low: interval.low, high: Bound::Unbounded },
            Self::LessThan | Self::AtMost => Interval { low: Bound::Unbounded, high: interval.high },
            Self::AndMore | Self::Around | Self::Nearly | Self::About => interval,
        }
    }
}

fn nearly(size: Decimal, step: Decimal) -> Interval {
    let open = Interval::open(size - step, size);
    match open.integers() {
        (Some(least), Some(greatest)) if least > greatest => Interval { low: Bound::Closed(size - step), ..open },
        _ => open,
    }
}

fn one_of(words: &[(&str, Relation)], cursor: &mut Cursor<'_>) -> Option<Relation> {
    words.iter().find(|(word, _)| cursor.eat(word)).map(|(_, relation)| *relation)
}

/// 100 for 1200, 0.1 for 1.5; 1 for 0. The size is below 10¹⁸, so that the place fits.
fn place_of_last_digit(size: Decimal) -> Decimal {
    let size = size.normalize();
    if size.scale() > 0 {
        return Decimal::new(1, size.scale());
    }
    let mut rest = size.mantissa();
    let mut place = 1_u64;
    while rest != 0 && rest % 10 == 0 {
        rest /= 10;
        place = place.saturating_mul(10);
    }
    Decimal::from(place)
}
