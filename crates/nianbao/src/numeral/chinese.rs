//! Chinese numerals: 一万二千, 两, 廿, 一百零五, 三四十, 二〇二一, 三点四万, and the capitals of money, 壹佰.

use rust_decimal::Decimal;

use super::amount::{Amount, Fault};
use super::arabic;
use super::cursor::Cursor;

const WAN: u64 = 10_000;
const YI: u64 = 100_000_000;

/// The least and the greatest number meant, which differ for two digits side by side: 三四十 is 30 to 40.
type Span = (u64, u64);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Symbol {
    Digit(u64),
    /// 十, 百 or 千.
    Multiplier(u64),
    /// 廿, 卅 or 卌, which are numbers of their own.
    Tens(u64),
    Wan,
    Yi,
}

fn symbol(c: char) -> Option<Symbol> {
    Some(match c {
        '零' | '〇' => Symbol::Digit(0),
        '一' | '壹' => Symbol::Digit(1),
        '二' | '两' | '贰' => Symbol::Digit(2),
        '三' | '叁' => Symbol::Digit(3),
        '四' | '肆' => Symbol::Digit(4),
        '五' | '伍' => Symbol::Digit(5),
        '六' | '陆' => Symbol::Digit(6),
        '七' | '柒' => Symbol::Digit(7),
        '八' | '捌' => Symbol::Digit(8),
        '九' | '玖' => Symbol::Digit(9),
        '十' | '拾' => Symbol::Multiplier(10),
        '百' | '佰' => Symbol::Multiplier(100),
        '千' | '仟' => Symbol::Multiplier(1000),
        '廿' => Symbol::Tens(20),
        '卅' => Symbol::Tens(30),
        '卌' => Symbol::Tens(40),
        '万' => Symbol::Wan,
        '亿' => Symbol::Yi,
        _ => return None,
    })
}

/// Whether the character can be part of a Chinese numeral.
pub(crate) fn is_part(c: char) -> bool {
    symbol(c).is_some()
}

/// Reads the longest run of Chinese numerals that stands here, and decimals after 点. If it makes no number, the
/// cursor stays before it.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<Amount, Fault> {
    let run = run_at(cursor.rest());
    let whole = bare(&run).map(|worth| (worth, worth)).or_else(|| number(&run));
    let (low, high) = whole.ok_or(Fault::NotUnderstood)?;
    cursor.skip(run.len());
    let scaled = run.contains(&Symbol::Wan) || run.contains(&Symbol::Yi);
    if low == high && !scaled && cursor.starts_with("点") && digit_at(cursor, 1).is_some() {
        return with_decimals(low, cursor);
    }
    let step = last_scale(&run).map(Decimal::from);
    let (low, high) = (Decimal::from(low), Decimal::from(high));
    Ok(Amount { low, high, step, bare: bare(&run).is_some(), mixed: false, scaled })
}

/// The run ends before the unit 百分点.
fn run_at(text: &[char]) -> Vec<Symbol> {
    let is_unit = |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with(&['百', '分', '点']));
    text.iter().enumerate().map_while(|(at, c)| symbol(*c).filter(|_| !is_unit(at))).collect()
}

fn digit_at(cursor: &Cursor<'_>, at: usize) -> Option<u64> {
    match cursor.rest().get(at).copied().and_then(symbol) {
        Some(Symbol::Digit(digit)) => Some(digit),
        _ => None,
    }
}

fn with_decimals(whole: u64, cursor: &mut Cursor<'_>) -> Result<Amount, Fault> {
    cursor.skip(1);
    let mut text = format!("{whole}.");
    while let Some(digit) = digit_at(cursor, 0) {
        text.push_str(&digit.to_string());
        cursor.skip(1);
    }
    let value = Decimal::from_str_exact(&text).map_err(|_| Fault::OutOfRange)?;
    let scale = arabic::read_scale(cursor);
    let value_in_ones = value.checked_mul(scale).ok_or(Fault::OutOfRange)?;
    let step = scale.checked_mul(Decimal::new(1, value.scale())).ok_or(Fault::OutOfRange)?;
    let scaled = scale > Decimal::ONE;
    Ok(Amount { low: value_in_ones, high: value_in_ones, step: Some(step), bare: false, mixed: false, scaled })
}

/// What a number in 万 or 亿 was rounded to, if it was: 两万 to 万, 一万二千 to nothing.
fn last_scale(run: &[Symbol]) -> Option<u64> {
    match run {
        [.., Symbol::Wan, Symbol::Yi] => Some(WAN * YI),
        [.., Symbol::Yi] => Some(YI),
        [.., Symbol::Wan] => Some(WAN),
        _ => None,
    }
}

/// 百, 千, 万, 千万 and the like without a digit. They make a number only beside an approximator: 百余, 近千万.
fn bare(run: &[Symbol]) -> Option<u64> {
    let small = |multiplier: &Symbol| match multiplier {
        Symbol::Multiplier(worth) if *worth > 10 => Some(*worth),
        _ => None,
    };
    let (small, scale) = match run {
        [first, scale @ ..] if small(first).is_some() => (small(first), scale),
        [_, ..] => (Some(1), run),
        [] => return None,
    };
    let scale = match scale {
        [] => 1,
        [Symbol::Wan] => WAN,
        [Symbol::Yi] => YI,
        [Symbol::Wan, Symbol::Yi] => WAN * YI,
        _ => return None,
    };
    Some(small? * scale)
}

fn number(run: &[Symbol]) -> Option<Span> {
    if let Some(digits) = digit_string(run) {
        return Some((digits, digits));
    }
    match run.iter().rposition(|symbol| *symbol == Symbol::Yi) {
        Some(at) => together(below_yi(&run[..at], None, false)?, YI, below_yi(&run[at + 1..], Some(YI), true)),
        None => below_yi(run, None, true),
    }
}

/// 二〇二一: at least three digits, or two with a zero; 三四 without one is three or four.
fn digit_string(run: &[Symbol]) -> Option<u64> {
    /// As many digits as the largest number that is read.
    const MOST_DIGITS: usize = 18;
    let is_string = match run {
        [Symbol::Digit(0)] => true,
        [_, _] => run.contains(&Symbol::Digit(0)),
        _ => (3..=MOST_DIGITS).contains(&run.len()),
    };
    if !is_string {
        return None;
    }
    run.iter().try_fold(0, |number, symbol| match symbol {
        Symbol::Digit(digit) => Some(number * 10 + digit),
        _ => None,
    })
}

/// A number below 10⁸ that may have 万 in it. `above` is the scale that stands before it; an empty run is 0.
fn below_yi(run: &[Symbol], above: Option<u64>, may_shorten: bool) -> Option<Span> {
    match run.iter().position(|symbol| *symbol == Symbol::Wan) {
        Some(at) => together(section(&run[..at], above, false)?, WAN, section(&run[at + 1..], Some(WAN), may_shorten)),
        None => section(run, above, may_shorten),
    }
}

/// Nothing may follow a scale whose number is a span: 三四万五 makes no sense.
fn together(left: Span, scale: u64, right: Option<Span>) -> Option<Span> {
    let right = right?;
    let is_sound = left.0 > 0 && (left.0 == left.1 || right == (0, 0));
    is_sound.then_some((left.0 * scale + right.0, left.1 * scale + right.1))
}

/// A number below 10 000: multipliers fall, 十 needs no digit, 零 stands for the places left out, and a last digit
/// without one counts in the next lower place (三百五 is 350, and 一万二 is 12 000, by `above`) if `may_shorten`.
fn section(run: &[Symbol], above: Option<u64>, may_shorten: bool) -> Option<Span> {
    let mut total: Span = (0, 0);
    let mut last = above.unwrap_or(u64::MAX);
    let mut pending: Option<Span> = None;
    let mut after_zero = false;
    for symbol in run {
        // A digit after a span would belong to both of its numbers: 三四十五.
        let is_open = total.0 == total.1;
        match *symbol {
            Symbol::Digit(0) if pending.is_none() && !after_zero && last != u64::MAX => after_zero = true,
            Symbol::Digit(digit) if digit > 0 && is_open => pending = Some(joined(pending, digit)?),
            Symbol::Multiplier(worth) if worth < last && is_open => {
                let (low, high) = pending.take().or((worth == 10).then_some((1, 1)))?;
                total = (total.0 + low * worth, total.1 + high * worth);
                (last, after_zero) = (worth, false);
            }
            Symbol::Tens(worth) if last > 10 && pending.is_none() && is_open => {
                total = (total.0 + worth, total.1 + worth);
                (last, after_zero) = (10, false);
            }
            _ => return None,
        }
    }
    let Some((low, high)) = pending else {
        let is_empty = run.is_empty() && above.is_none();
        return (!after_zero && !is_empty).then_some(total);
    };
    let is_short = !after_zero && last > 10 && last != u64::MAX;
    if is_short && (!may_shorten || low != high) {
        return None;
    }
    let worth = if is_short { last / 10 } else { 1 };
    Some((total.0 + low * worth, total.1 + high * worth))
}

/// Two neighbours side by side are an approximation (三四, 七八), and so is 三五.
fn joined(pending: Option<Span>, digit: u64) -> Option<Span> {
    match pending {
        None => Some((digit, digit)),
        Some((low, high)) if low == high && (digit == low + 1 || (low, digit) == (3, 5)) => Some((low, digit)),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests;
