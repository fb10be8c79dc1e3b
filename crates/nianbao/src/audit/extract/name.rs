//! Titles and quotations with numerals in them, codes, and organisations that go by a number.

use std::ops::Range;

use super::mention::OtherClass;
use super::scan::{Found, What};
use crate::audit::text::Text;
use crate::numeral;
use crate::unit::{self, Dimension};

/// The longest title and the longest quotation that are looked through for their end, in characters.
const LONGEST_TITLE: usize = 150;
const LONGEST_QUOTATION: usize = 24;

/// The place after a title that begins here, and the numerals in it, which are names all of them.
pub(super) fn title(text: &Text<'_>, at: usize) -> Option<(usize, Vec<Found>)> {
    if text.at(at) != '《' {
        return None;
    }
    let limit = (at + LONGEST_TITLE).min(text.len());
    let close = (at..limit).take_while(|place| text.at(*place) != '\n').find(|place| text.at(*place) == '》')?;
    let mut inside = Vec::new();
    let mut place = at + 1;
    while place < close {
        let Some(end) = numeral_end(text, place) else {
            place += 1;
            continue;
        };
        inside.push(Found { span: place..end, what: What::Other(OtherClass::Name) });
        place = end;
    }
    Some((close + 1, inside))
}

/// The end of digits, or of a year span such as 2021—2025年. Chinese numerals in a title are mostly words.
fn numeral_end(text: &Text<'_>, at: usize) -> Option<usize> {
    let mut end = text.number_end(at).filter(|_| text.at(at).is_ascii_digit())?;
    while matches!(text.at(end), '—' | '-' | '~' | '.' | '至' | '/') && text.at(end + 1).is_ascii_digit() {
        end = text.number_end(end + 1)?;
    }
    Some(text.after_one_of(end, &["年"]).unwrap_or(end))
}

/// A short quotation with a numeral in it that is a set phrase, a plan or a day. It is none when it states something
/// itself: digits with a unit after some words (“已办结12件”), or a rate.
pub(super) fn quoted(text: &Text<'_>, at: usize) -> Option<(Range<usize>, OtherClass)> {
    let close_mark = match text.at(at) {
        '“' => '”',
        '"' if !text.is_ideograph(at.wrapping_sub(1))
            || text.is_ideograph(at + 1)
            || text.at(at + 1).is_ascii_digit() =>
        {
            '"'
        }
        _ => return None,
    };
    let limit = (at + LONGEST_QUOTATION).min(text.len());
    let close = (at + 1..limit).find(|place| text.at(*place) == close_mark || text.is_sentence_end(*place))?;
    let span = at + 1..close;
    let holds_numeral = |place: usize| text.at(place).is_ascii_digit() || numeral::is_chinese(text.at(place));
    let first = span.clone().find(|place| holds_numeral(*place))?;
    if text.at(close) != close_mark || states(text, first, span.clone()) {
        return None;
    }
    let after = close + 1;
    let is_plan = text.after_one_of(after, &["普法", "规划", "时期", "期间", "以来", "收官", "开局"]).is_some()
        || text.chars(span.clone()).iter().all(|c| numeral::is_chinese(*c)) && span.len() <= 3;
    let class = match super::date::named_day(text, first) {
        Some((end, OtherClass::NamedDay)) if first == span.start && end <= close => OtherClass::NamedDay,
        _ if super::contact::contact(text, first).is_some_and(|(end, _)| end == close) => OtherClass::Contact,
        _ if is_plan => OtherClass::Name,
        _ => OtherClass::Slogan,
    };
    Some((span, class))
}

fn states(text: &Text<'_>, first: usize, span: Range<usize>) -> bool {
    let digits = span.clone().find(|place| text.at(*place).is_ascii_digit());
    let words_before = |place: usize| place - span.start >= 2;
    if let Some(digits) = digits {
        let Some((numeral, _)) = numeral::at_start_of(text.chars(digits..span.end)) else { return false };
        let unit = numeral.unit.as_deref().and_then(unit::find);
        let is_rate = unit.is_some_and(|unit| unit.dimension == Dimension::Rate);
        return is_rate || (unit.is_some() && words_before(digits));
    }
    // Words for none are read where they stand.
    matches!(text.at(first), '零' | '〇') && first == span.start
}

/// Letters with digits, as in 5G, PM2.5 and H5, and numbers of things, as in 3号楼.
pub(super) fn code(text: &Text<'_>, at: usize) -> Option<(usize, OtherClass)> {
    const LONGEST: usize = 40;
    let is_part = |c: &&char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let length = text.chars(at..at + LONGEST).iter().take_while(is_part).count();
    let mut end = at + length;
    if length == 0 || text.before(at).is_ascii_alphanumeric() {
        return None;
    }
    let has = |is: fn(&char) -> bool| text.chars(at..end).iter().any(is);
    if has(char::is_ascii_alphabetic) && has(char::is_ascii_digit) {
        while text.at(end) == '.' && text.at(end + 1).is_ascii_digit() {
            end = text.number_end(end + 1)?;
        }
        return Some((end, OtherClass::Code));
    }
    if has(char::is_ascii_alphabetic) {
        let is_zero =
            length == 1 && matches!(text.at(at), 'O' | 'o') && unit::at_start_of(text.chars(end..end + 4)).is_some();
        return is_zero.then_some((end + 1, OtherClass::Ambiguous));
    }
    let digits = text.number_end(at)?;
    if let Some(end) = text.after_one_of(digits, &["会议室", "办公室", "室", "房间", "路公交", "国道", "省道"])
    {
        return Some((end, OtherClass::Code));
    }
    match text.after_one_of(digits, &["号"]) {
        Some(end) if text.after_one_of(end, &["文件", "令", "公告", "文"]).is_some() => {
            Some((end, OtherClass::DocumentNumber))
        }
        Some(end) => Some((end, OtherClass::Code)),
        None => None,
    }
}

/// 九三学社, 一中院, 第37中学 without 第.
pub(super) fn organisation(text: &Text<'_>, at: usize) -> Option<(usize, OtherClass)> {
    if let Some(end) = text.after_one_of(at, &["九三学社"]) {
        return Some((end, OtherClass::Organisation));
    }
    let end = text.number_end(at).filter(|end| end - at <= 3)?;
    let end = text.after_one_of(end, &["中院", "中法院", "检分院", "中学", "中校"])?;
    Some((end, OtherClass::Organisation))
}
