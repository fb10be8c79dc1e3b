//! Numbers in digits: grouped, with decimals, and with 万 and 亿 as in 3亿4500万.

use rust_decimal::Decimal;

use super::amount::{Amount, Fault};
use super::cursor::Cursor;

/// Whether a number in digits begins here.
pub(super) fn stands_at(cursor: &Cursor<'_>) -> bool {
    matches!(cursor.peek(), Some('0'..='9' | '.'))
}

/// Reads a number in digits, each term of it worth less than one unit of the term before. A last digit without 零
/// before it (1万2) is refused: it may mean 12 000 or 10 002.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<Amount, Fault> {
    let mut value = Decimal::ZERO;
    let mut limit: Option<Decimal> = None;
    let mut mixed = false;
    let mut after_zero = false;
    loop {
        let start = *cursor;
        let digits = Digits::read(cursor)?;
        let multiplier = Multiplier::read(cursor);
        let term = digits.value.checked_mul(multiplier.factor).ok_or(Fault::OutOfRange)?;
        let is_ambiguous = multiplier.factor == Decimal::ONE && digits.length < 2 && !after_zero;
        if limit.is_some_and(|limit| term >= limit || is_ambiguous) {
            *cursor = start;
            return Err(Fault::NotUnderstood);
        }
        value = value.checked_add(term).ok_or(Fault::OutOfRange)?;
        mixed |= multiplier.mixed;
        after_zero = cursor.rest().get(1).is_some_and(char::is_ascii_digit) && cursor.eat("零");
        let goes_on = cursor.peek().is_some_and(|c| c.is_ascii_digit());
        if multiplier.factor == Decimal::ONE || digits.places > 0 || !goes_on {
            let last_place = Decimal::new(1, digits.places);
            let scaled = multiplier.scaled || limit.is_some();
            let step = (digits.places > 0 || multiplier.scaled).then(|| multiplier.factor * last_place);
            return Ok(Amount { low: value, high: value, step, bare: false, mixed, scaled });
        }
        limit = Some(multiplier.factor);
    }
}

/// Reads 万, 亿 or 万亿, and says what it is worth: 1 if none stands here.
pub(super) fn read_scale(cursor: &mut Cursor<'_>) -> Decimal {
    let mut ahead = *cursor;
    ahead.eat_blanks();
    let wan = if ahead.eat("万") { 10_000_u64 } else { 1 };
    let yi = if ahead.eat("亿") { 100_000_000 } else { 1 };
    if wan * yi > 1 {
        *cursor = ahead;
    }
    Decimal::from(wan * yi)
}

struct Digits {
    value: Decimal,
    /// How many characters stand before the point, separators included.
    length: usize,
    places: u32,
}

impl Digits {
    /// Groups are three digits long and parted by the same comma or blank throughout.
    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Fault> {
        let rest = cursor.rest();
        let digits_from = |at: usize| rest.iter().skip(at).take_while(|c| c.is_ascii_digit()).count();
        let mut length = digits_from(0);
        let may_group = (1..=3).contains(&length) && !rest.starts_with(&['0']);
        if let (true, Some(separator @ (',' | ' '))) = (may_group, rest.get(length)) {
            while rest.get(length) == Some(separator) && digits_from(length + 1) == 3 {
                length += 4;
            }
        }
        let places = if rest.get(length) == Some(&'.') { digits_from(length + 1) } else { 0 };
        let end = if places > 0 { length + 1 + places } else { length };
        if end == 0 {
            return Err(Fault::NotUnderstood);
        }
        let mut text = String::from(if length == 0 { "0" } else { "" });
        text.extend(rest.iter().take(end).filter(|c| !matches!(c, ',' | ' ')));
        let value = Decimal::from_str_exact(&text).map_err(|_| Fault::OutOfRange)?;
        cursor.skip(end);
        Ok(Self { value, length, places: value.scale() })
    }
}

struct Multiplier {
    factor: Decimal,
    /// It has 十, 百 or 千 in it.
    mixed: bool,
    /// It has 万 or 亿 in it.
    scaled: bool,
}

impl Multiplier {
    fn read(cursor: &mut Cursor<'_>) -> Self {
        let is_unit = cursor.starts_with("百分");
        let small = [("十", 10_u64), ("百", 100), ("千", 1000)];
        let small = small.iter().find(|(word, _)| !is_unit && cursor.eat(word)).map(|(_, worth)| *worth);
        let scale = read_scale(cursor);
        let factor = scale * Decimal::from(small.unwrap_or(1));
        Self { factor, mixed: small.is_some(), scaled: scale > Decimal::ONE }
    }
}
