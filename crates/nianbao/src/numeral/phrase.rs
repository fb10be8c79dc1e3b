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
    pub(super) fn read(cursor: &mut Cursor) -> Result<Self, Fault> {
        let mut relations = Vec::new();
        while let Some(relation) = Relation::before(cursor) {
            relations.push(relation);
            cursor.eat_blanks();
        }
        let start = cursor.clone();
        let is_money = cursor.eat("¥");
        cursor.eat_blanks();
        let mut quantity = quantity(cursor, &mut relations)?;
        let unit = if cursor.eat("分之") {
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

fn quantity(cursor: &mut Cursor, relations: &mut Vec<Relation>) -> Result<Quantity, Fault> {
    if let Some(quantity) = vague(cursor) {
        return Ok(quantity);
    }
    let start = cursor.clone();
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
fn vague(cursor: &mut Cursor) -> Option<Quantity> {
    const WORDS: &[&str] =
        &["成百上千", "成千上万", "上百", "上千", "上万", "上亿", "成百", "成千", "若干", "好几", "几"];
    let mut ahead = cursor.clone();
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
    cursor: &mut Cursor,
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

fn unit_after(quantity: &mut Quantity, cursor: &mut Cursor, is_plain: bool) -> Result<Option<&'static Unit>, Fault> {
    cursor.eat_blanks();
    if cursor.eat("成") {
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
        let _ = cursor.eat("整") || cursor.eat("正");
    }
    Ok(Some(unit))
}

/// Reads what may follow an amount in 元, in 元 too, as in 12万元零600元 or 12元5角: less than the worth of its last
/// digit.
fn smaller_money(before: Point, cursor: &mut Cursor) -> Option<Point> {
    let mut ahead = cursor.clone();
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
