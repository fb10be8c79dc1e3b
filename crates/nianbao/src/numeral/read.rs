//! Reading numerals: a phrase, a sum or a range of phrases, or a word for no number, and what it means.

use rust_decimal::Decimal;

use super::amount::{Base, Fault, Point};
use super::approximate::Relation;
use super::cursor::{Cursor, fold};
use super::interval::{Bound, Interval};
use super::meaning::{Meaning, NotANumeral, Numeral, Remark};
use super::phrase::Phrase;
use super::write::whole_of_rate;
use crate::unit::Dimension;

/// The most characters that a numeral may have.
pub const MAX_LENGTH: usize = 120;

/// Reads a text that is a numeral and nothing else, such as `146`, `１，８６８条`, `3.4万册`, `60余万元`, `十余件`, `无`.
///
/// A unit must be in the list of [`crate::unit`]. Anything else is [`NotANumeral`], which says how far the text made
/// sense; a text isn't guessed at.
pub fn parse(text: &str) -> Result<Numeral, NotANumeral> {
    let surface = text.trim();
    if surface.is_empty() {
        return Err(NotANumeral::Empty);
    }
    if surface.chars().nth(MAX_LENGTH).is_some() {
        return Err(NotANumeral::TooLong);
    }
    let folded: Vec<char> = surface.chars().map(fold).collect();
    let mut cursor = Cursor::new(&folded);
    if let Some(meaning) = word_for_no_number(&cursor) {
        return Ok(Numeral { surface: surface.to_owned(), meaning, unit: None, scaled: false, remarks: Vec::new() });
    }
    let phrase = whole_text(&mut cursor);
    phrase.and_then(|phrase| phrase.into_numeral(surface)).map_err(|fault| match fault {
        Fault::OutOfRange => NotANumeral::OutOfRange { surface: surface.to_owned() },
        Fault::NotUnderstood => {
            let read: String = surface.chars().take(cursor.place()).collect();
            let rest = surface.chars().skip(cursor.place()).collect();
            NotANumeral::NotUnderstood { read: read.trim_end().to_owned(), rest }
        }
    })
}

/// The numeral with which running text begins, and how many of its characters it takes. The characters must have gone
/// through [`fold`]. Unlike [`parse`], it adds up nothing, and reads 3—5人 as a range, since in prose a dash before a
/// number with a unit is no minus.
pub(crate) fn at_start_of(folded: &[char]) -> Option<(Numeral, usize)> {
    let mut cursor = Cursor::new(folded);
    let mut phrase = Phrase::read(&mut cursor).ok()?;
    let mut ahead = cursor;
    if ["~", "至", "—", "-"].iter().any(|mark| ahead.eat(mark))
        && let Some(second) = range(&phrase, &mut ahead).ok().filter(|second| second.unit.is_some())
    {
        (phrase, cursor) = (second, ahead);
    }
    let surface: String = folded.iter().take(cursor.place()).collect();
    let numeral = phrase.into_numeral(surface.trim_end()).ok()?;
    let length = numeral.surface.chars().count();
    Some((numeral, length))
}

/// A cell may hold one of these instead of a number.
fn word_for_no_number(cursor: &Cursor<'_>) -> Option<Meaning> {
    let text: String = cursor.rest().iter().filter(|c| !c.is_whitespace()).collect();
    match text.to_ascii_lowercase().as_str() {
        "无" | "没有" | "暂无" | "-" | "--" | "—" | "——" | "/" | "\\" => Some(Meaning::None),
        "不适用" | "不涉及" | "n/a" | "na" => Some(Meaning::NotApplicable),
        _ => None,
    }
}

fn whole_text(cursor: &mut Cursor<'_>) -> Result<Phrase, Fault> {
    // Excel's mark of a number that is kept as text.
    cursor.eat("'");
    cursor.eat_blanks();
    if cursor.rest().get(1).is_some_and(char::is_ascii_digit) {
        cursor.eat("+");
    }
    let mut phrase = Phrase::read(cursor)?;
    cursor.eat_blanks();
    if cursor.starts_with("+") {
        phrase = sum(phrase, cursor)?;
    } else if cursor.eat("~") || cursor.eat("至") {
        phrase = range(&phrase, cursor)?;
    }
    cursor.eat_blanks();
    if cursor.is_at_end() { Ok(phrase) } else { Err(Fault::NotUnderstood) }
}

/// `12+8`: the terms are plain, and all or none have a scale.
fn sum(first: Phrase, cursor: &mut Cursor<'_>) -> Result<Phrase, Fault> {
    let mut total = first.plain()?;
    let mut sum = Phrase { is_sum: true, ..first };
    while cursor.eat("+") {
        cursor.eat_blanks();
        let start = *cursor;
        let next = Phrase::read(cursor)?;
        let (term, unit) =
            next.plain().and_then(|term| Ok((term, sum.unit_with(&next)?))).inspect_err(|_| *cursor = start)?;
        let steps = [total.step, term.step].into_iter().flatten();
        total = Point::new(total.value + term.value, steps.reduce(|left, right| left + right))?;
        sum.unit = unit;
        sum.quantity.base = Base::Point(total);
        sum.quantity.mixed |= next.quantity.mixed;
        cursor.eat_blanks();
    }
    Ok(sum)
}

/// `63%~68%`, `10至20人`: both ends are plain, and both or neither have a scale, since 3~5万 may begin with 3 or 3万.
fn range(first: &Phrase, cursor: &mut Cursor<'_>) -> Result<Phrase, Fault> {
    cursor.eat_blanks();
    let start = *cursor;
    let mut second = Phrase::read(cursor)?;
    match (first.plain(), second.plain(), first.unit_with(&second)) {
        (Ok(low), Ok(high), Ok(unit)) if low.value < high.value => {
            second.unit = unit;
            second.quantity.base = Base::Span(Interval::closed(low.value, high.value));
            second.quantity.mixed |= first.quantity.mixed;
            Ok(second)
        }
        _ => {
            *cursor = start;
            Err(Fault::NotUnderstood)
        }
    }
}

impl Phrase {
    fn into_numeral(self, surface: &str) -> Result<Numeral, Fault> {
        let is_span = matches!(self.quantity.base, Base::Span(_));
        let remarks = [
            (Remark::Sum, self.is_sum),
            (Remark::MixedScript, self.quantity.mixed),
            (Remark::DoubleApproximator, self.relations.len() + usize::from(is_span) > 1),
        ];
        Ok(Numeral {
            surface: surface.to_owned(),
            meaning: self.meaning()?,
            unit: self.unit.map(|unit| unit.word.to_owned()),
            scaled: self.quantity.scaled,
            remarks: remarks.into_iter().filter(|(_, holds)| *holds).map(|(remark, _)| remark).collect(),
        })
    }

    fn meaning(&self) -> Result<Meaning, Fault> {
        let of = |relation: &Relation| match self.quantity.base {
            Base::Point(point) => Some(relation.of(point.value)),
            Base::Span(interval) => Some(relation.of_interval(interval)),
            Base::Ratio(_) | Base::Vague => None,
        };
        let approximation = self.relations.iter().filter_map(of).reduce(Interval::hull);
        match (approximation, self.quantity.base) {
            (Some(interval), _) | (None, Base::Span(interval)) => Ok(Meaning::Interval(interval)),
            (None, Base::Point(point)) => self.meaning_of(point).ok_or(Fault::OutOfRange),
            (None, Base::Ratio(rate)) if self.relations.is_empty() => {
                Meaning::rounded(rate, Decimal::ONE).ok_or(Fault::OutOfRange)
            }
            (None, Base::Ratio(_) | Base::Vague) => Ok(Meaning::Vague),
        }
    }

    /// Rates, differences of rates and multiples are quotients, and an integer among them is rounded.
    fn meaning_of(&self, point: Point) -> Option<Meaning> {
        let dimension = self.unit.map(|unit| unit.dimension);
        let is_quotient = matches!(dimension, Some(Dimension::Rate | Dimension::Points | Dimension::Multiple));
        let Some(step) = point.step.or(is_quotient.then_some(Decimal::ONE)) else {
            return Some(Meaning::Exact(point.value));
        };
        match self.unit {
            Some(unit) if unit.dimension == Dimension::Rate && !self.quantity.scaled => {
                rate(point.value, step, whole_of_rate(unit.word))
            }
            _ => Meaning::rounded(point.value, step),
        }
    }
}

/// Nothing else is rounded to nothing or all, so that both are exact and their neighbours reach up to them: with one
/// decimal 99.96 % is written 99.9 %.
fn rate(stated: Decimal, step: Decimal, whole: Decimal) -> Option<Meaning> {
    let marks = [Decimal::ZERO, whole];
    if marks.contains(&stated) {
        return Some(Meaning::Exact(stated));
    }
    let rounded = Meaning::rounded(stated, step)?;
    let mut interval = rounded.interval()?;
    for mark in marks {
        if stated.checked_add(step)? == mark {
            interval.high = Bound::Open(mark);
        } else if stated.checked_sub(step)? == mark {
            interval.low = Bound::Open(mark);
        }
    }
    Some(Meaning::Rounded { stated, interval })
}
