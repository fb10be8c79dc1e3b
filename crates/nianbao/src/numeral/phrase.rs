//! Phrases: a number with its approximators, scale and unit, in the order of official prose.

use rust_decimal::Decimal;

use super::amount::{Amount, Base, Fault, Point};
use super::approximate::Relation;
use super::arabic;
use super::cursor::Cursor;
use super::write::whole_of_rate;
use crate::unit::{self, Unit};

/// A number before its unit.
pub(super) struct Quantity {
    pub(super) base: Base,
    /// See [`Amount`] for the rest.
    pub(super) bare: bool,
    pub(super) mixed: bool,
    pub(super) scaled: bool,
}

/// A number with everything that belongs to it.
pub(super) struct Phrase {
    pub(super) quantity: Quantity,
    pub(super) unit: Option<&'static Unit>,
    pub(super) relations: Vec<Relation>,
    pub(super) is_sum: bool,
}

impl Phrase {
    /// Approximators, number, scale and unit, and what is left of an approximation after them.
    pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<Self, Fault> {
        let mut relations = Vec::new();
        while let Some(relation) = Relation::before(cursor) {
            relations.push(relation);
            cursor.eat_blanks();
        }
        let start = *cursor;
        let is_money = cursor.eat("¥");
        cursor.eat_blanks();
        let multiple = doubled(cursor).or_else(|| half(cursor));
        let (mut quantity, known) = match multiple {
            Some((quantity, unit)) => (quantity, unit::find(unit)),
            None => (quantity(cursor, &mut relations)?, None),
        };
        let unit = if known.is_some() {
            known
        } else if cursor.eat("分之") {
            Some(fraction(&mut quantity, cursor, &mut relations)?)
        } else {
            unit_after(&mut quantity, cursor, relations.is_empty())?
        };
        let is_yuan = unit.is_none_or(|unit| unit.word == "元");
        while let Some(relation) = Relation::after(cursor) {
            relations.push(relation);
        }
        if (quantity.bare && relations.is_empty()) || (is_money && !is_yuan) {
            *cursor = start;
            return Err(Fault::NotUnderstood);
        }
        let unit = if is_money { unit::find("元") } else { unit };
        Ok(Self { quantity, unit, relations, is_sum: false })
    }

    /// The number, if it has no approximator.
    pub(super) fn plain(&self) -> Result<Point, Fault> {
        match self.quantity.base {
            Base::Point(point) if self.relations.is_empty() => Ok(point),
            _ => Err(Fault::NotUnderstood),
        }
    }

    /// The unit of two numbers that belong together: one of them may leave it out.
    pub(super) fn unit_with(&self, other: &Self) -> Result<Option<&'static Unit>, Fault> {
        let same_scale = self.quantity.scaled == other.quantity.scaled;
        match (self.unit, other.unit) {
            _ if !same_scale => Err(Fault::NotUnderstood),
            (Some(left), Some(right)) if left != right => Err(Fault::NotUnderstood),
            (left, right) => Ok(left.or(right)),
        }
    }
}

/// 翻一番 is twice as much, 翻两番 four times, and 翻番 is 翻一番.
fn doubled(cursor: &mut Cursor<'_>) -> Option<(Quantity, &'static str)> {
    const MOST: u32 = 10;
    let mut ahead = *cursor;
    if !ahead.eat("翻") {
        return None;
    }
    ahead.eat("了");
    let times = if ahead.starts_with("番") {
        1
    } else {
        let amount = Amount::read(&mut ahead).ok().filter(|amount| amount.low == amount.high)?;
        u32::try_from(amount.low).ok().filter(|times| (1..=MOST).contains(times) && amount.step.is_none())?
    };
    ahead.eat("番").then_some(())?;
    let point = Point::new(Decimal::from(1_u32 << times), None).ok()?;
    *cursor = ahead;
    Some((Quantity { base: Base::Point(point), bare: false, mixed: false, scaled: false }, "倍"))
}

/// 一半 is as precise as 五成: nobody says 减少一半 of 49.4 % alone.
fn half(cursor: &mut Cursor<'_>) -> Option<(Quantity, &'static str)> {
    let is_half = cursor.eat("一半");
    let base = Base::Point(Point { value: Decimal::from(50), step: Some(Decimal::TEN) });
    is_half.then_some((Quantity { base, bare: false, mixed: false, scaled: false }, "%"))
}

fn quantity(cursor: &mut Cursor<'_>, relations: &mut Vec<Relation>) -> Result<Quantity, Fault> {
    if let Some(quantity) = vague(cursor) {
        return Ok(quantity);
    }
    let start = *cursor;
    let is_negative = cursor.eat("-") || cursor.eat("负");
    let amount = Amount::read(cursor)?;
    let base = Base::of(&amount, is_negative)?;
    let Amount { bare, mixed, scaled, .. } = amount;
    let mut quantity = Quantity { base, bare, mixed, scaled };
    if let Some(relation) = Relation::within(cursor) {
        relations.push(relation);
        let scale = arabic::read_scale(cursor);
        if scale > Decimal::ONE && quantity.scaled {
            *cursor = start;
            return Err(Fault::NotUnderstood);
        }
        quantity.scaled |= scale > Decimal::ONE;
        quantity.base = quantity.base.times(scale)?;
    }
    Ok(quantity)
}

/// Reads a word for a number that nobody can check. 数 and 多 are such words only before a unit or 十, 百, 千.
fn vague(cursor: &mut Cursor<'_>) -> Option<Quantity> {
    const WORDS: &[&str] =
        &["成百上千", "成千上万", "上百", "上千", "上万", "上亿", "成百", "成千", "若干", "好几", "几"];
    let mut ahead = *cursor;
    let is_word = WORDS.iter().any(|word| ahead.eat(word));
    if !is_word && !ahead.eat("数") && !ahead.eat("多") {
        return None;
    }
    let multipliers = ahead.rest().iter().take_while(|c| matches!(c, '十' | '百' | '千' | '万' | '亿')).count();
    ahead.skip(multipliers);
    if !is_word && multipliers == 0 && unit::at_start_of(ahead.rest()).is_none() {
        return None;
    }
    let length = cursor.rest().len() - ahead.rest().len();
    let scaled = cursor.rest().iter().take(length).any(|c| matches!(c, '万' | '亿'));
    *cursor = ahead;
    Some(Quantity { base: Base::Vague, bare: false, mixed: false, scaled })
}

/// 百分之三十, 千分之五, 三分之二: what was read is the denominator. With 100, 1000 and so on the numerator is as precise
/// as it is written; any other fraction stands for the whole percent around it.
fn fraction(
    quantity: &mut Quantity,
    cursor: &mut Cursor<'_>,
    relations: &mut Vec<Relation>,
) -> Result<&'static Unit, Fault> {
    const PRECISE: [Decimal; 4] = [
        Decimal::ONE_HUNDRED,
        Decimal::ONE_THOUSAND,
        Decimal::from_parts(10_000, 0, 0, false, 0),
        Decimal::from_parts(100_000, 0, 0, false, 0),
    ];
    let Base::Point(Point { value: denominator, .. }) = quantity.base else { return Err(Fault::NotUnderstood) };
    if denominator <= Decimal::ONE || denominator.scale() > 0 {
        return Err(Fault::NotUnderstood);
    }
    let mut numerator = self::quantity(cursor, relations)?;
    let unit = if denominator == Decimal::ONE_THOUSAND { "‰" } else { "%" };
    let whole = whole_of_rate(unit);
    numerator.base = match numerator.base {
        Base::Point(point) if !PRECISE.contains(&denominator) => {
            let product = point.value.checked_mul(whole).ok_or(Fault::OutOfRange)?;
            let rate = product.checked_div(denominator).ok_or(Fault::OutOfRange)?.round_dp(10);
            Base::Ratio(rate)
        }
        Base::Point(point) => Base::Point(point.as_rounded().times(whole / denominator)?),
        base => base.times(whole / denominator)?,
    };
    *quantity = Quantity { bare: false, ..numerator };
    unit::find(unit).ok_or(Fault::NotUnderstood)
}

/// Words that begin with the character of 三成, a tenth.
const WORDS_WITH_CHENG: &[&str] = &[
    "成立",
    "成果",
    "成员",
    "成本",
    "成效",
    "成功",
    "成熟",
    "成就",
    "成为",
    "成长",
    "成绩",
    "成套",
    "成年",
    "成品",
    "成人",
    "成交",
    "成型",
    "成片",
    "成不变",
];

fn unit_after(
    quantity: &mut Quantity,
    cursor: &mut Cursor<'_>,
    is_plain: bool,
) -> Result<Option<&'static Unit>, Fault> {
    cursor.eat_blanks();
    if cursor.starts_with("成") && !WORDS_WITH_CHENG.iter().any(|word| cursor.starts_with(word)) {
        cursor.skip(1);
        if let Base::Point(point) = &mut quantity.base {
            *point = point.as_rounded();
        }
        quantity.base = quantity.base.times(Decimal::TEN)?;
        return Ok(unit::find("%"));
    }
    let Some(unit) = unit::at_start_of(cursor.rest()) else { return Ok(None) };
    cursor.skip(unit.word.chars().count());
    if unit.word == "元" {
        if let (Base::Point(point), true) = (&mut quantity.base, is_plain) {
            while let Some(term) = smaller_money(*point, cursor) {
                *point = Point::new(point.value + term.value, term.step)?;
            }
        }
        let mut ahead = *cursor;
        if (ahead.eat("整") || ahead.eat("正")) && !ahead.is_at_ideograph() {
            *cursor = ahead;
        }
    }
    Ok(Some(unit))
}

/// Reads what may follow an amount in 元, in 元 too, as in 12万元零600元 or 12元5角: less than the worth of its last
/// digit.
fn smaller_money(before: Point, cursor: &mut Cursor<'_>) -> Option<Point> {
    let mut ahead = *cursor;
    let after_zero = ahead.eat("零");
    let amount =
        Amount::read(&mut ahead).ok().filter(|amount| amount.low == amount.high && !amount.bare && !amount.mixed)?;
    let (value, step) = if after_zero && ahead.eat("元") {
        (amount.low, amount.step)
    } else {
        let coin = [("角", Decimal::new(1, 1)), ("分", Decimal::new(1, 2))];
        let (_, worth) = coin.into_iter().find(|(word, _)| amount.step.is_none() && ahead.eat(word))?;
        (amount.low.checked_mul(worth)?, Some(worth))
    };
    let is_smaller = value < before.step.unwrap_or(Decimal::ONE) && !before.value.is_sign_negative();
    is_smaller.then(|| *cursor = ahead)?;
    Some(Point { value, step })
}

#[cfg(test)]
mod tests {
    use crate::numeral::{Meaning, NotANumeral, parse};

    #[test]
    fn multiples_and_halves_may_be_words() {
        for (text, interval, unit) in [
            ("翻番", "[1.5, 2.5)", "倍"),
            ("翻一番", "[1.5, 2.5)", "倍"),
            ("翻了两番", "[3.5, 4.5)", "倍"),
            ("一半", "[45, 55)", "%"),
            ("一半以上", "[50, ∞)", "%"),
        ] {
            let numeral = parse(text).unwrap();
            assert_eq!(
                (numeral.interval().unwrap().to_string().as_str(), numeral.unit.as_deref()),
                (interval, Some(unit))
            );
        }
        assert_eq!(parse("近三分之二").map(|numeral| numeral.meaning), Ok(Meaning::Vague));
        for text in ["翻零番", "翻三四番", "翻"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_word_that_begins_like_a_unit_or_an_approximator_is_none() {
        for (read, rest) in [("三", "成果"), ("3人", "多次"), ("12元", "余额"), ("5元", "整改"), ("12家", "上下游")]
        {
            let expected = NotANumeral::NotUnderstood { read: read.to_owned(), rest: rest.to_owned() };
            assert_eq!(parse(&format!("{read}{rest}")), Err(expected));
        }
    }
}
