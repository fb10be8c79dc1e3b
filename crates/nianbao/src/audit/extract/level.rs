//! What counts paragraphs and points: 一、 （一） 1. （1） ① 一是 其一.

use super::mention::OtherClass;
use crate::audit::text::Text;

/// ①, ⑴, ㈠ and their like.
pub(super) const fn is_circled(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{249B}' | '\u{24EA}'..='\u{24FF}' | '\u{2776}'..='\u{2793}' | '\u{3220}'..='\u{3229}'
        | '\u{3280}'..='\u{3289}')
}

pub(super) fn level(text: &Text<'_>, at: usize) -> Option<(usize, OtherClass)> {
    let end = if is_circled(text.at(at)) {
        Some(at + 1)
    } else if text.at(at) == '(' {
        bracketed(text, at)
    } else if text.at(at) == '其' || text.at(at) == '第' {
        word(text, at)
    } else {
        marked(text, at).or_else(|| point(text, at))
    };
    end.map(|end| (end, OtherClass::Level))
}

/// Whether a paragraph or a point may begin here: after a line end or a stop, or after another level.
fn is_fresh(text: &Text<'_>, at: usize) -> bool {
    let mut place = at;
    while text.before(place) == ' ' && place > 0 {
        place -= 1;
    }
    let after_level = match text.before(place) {
        '、' | '.' => place >= 2 && text.number_end(place - 2) == Some(place - 1) && is_fresh_mark(text, place - 2),
        ')' => true,
        c => is_circled(c),
    };
    after_level || text.before(place) == ':' || text.before(place) == '#' || text.is_sentence_end_before(place)
}

/// Whether the single number here follows a line end or a stop, so that 二、 in 一、二、 is fresh as well.
fn is_fresh_mark(text: &Text<'_>, at: usize) -> bool {
    at == 0 || text.is_sentence_end_before(at) || text.before(at) == ':' || text.before(at) == ')'
}

/// （一） anywhere, （1） at the begin of a paragraph or point.
fn bracketed(text: &Text<'_>, at: usize) -> Option<usize> {
    let end = text.number_end(at + 1)?;
    let is_chinese = !text.at(at + 1).is_ascii_digit();
    let is_small = end - at <= 4 && text.small_number(at + 1..end).is_some();
    (text.at(end) == ')' && is_small && (is_chinese || is_fresh(text, at))).then_some(end + 1)
}

/// 一、 and 1. and 1、 and 1.2.3 at the begin of a paragraph.
fn marked(text: &Text<'_>, at: usize) -> Option<usize> {
    let mut end = text.number_end(at).filter(|end| end - at <= 3)?;
    text.small_number(at..end)?;
    if !is_fresh(text, at) {
        return None;
    }
    if !text.at(at).is_ascii_digit() {
        return (text.at(end) == '、').then_some(end + 1);
    }
    let mut parts = 1;
    while text.at(end) == '.' && text.at(end + 1).is_ascii_digit() {
        end = text.number_end(end + 1)?;
        parts += 1;
    }
    match text.at(end) {
        '.' | '、' | ')' if parts == 1 => Some(end + 1),
        ' ' if parts > 1 => Some(end),
        _ => (parts > 2).then_some(end),
    }
}

/// 一是, 二要 at the begin of a clause, and after digits whose unit and stop got lost.
fn point(text: &Text<'_>, at: usize) -> Option<usize> {
    let end = text.number_end(at).filter(|end| end - at <= 2 && !text.at(at).is_ascii_digit())?;
    let begins = at == 0 || text.is_clause_end(at - 1) || is_fresh(text, at) || text.before(at).is_ascii_digit();
    let after = text.after_one_of(end, &["是", "要"]).or_else(|| text.after_one_of(at, &["一方面"]))?;
    (begins && text.small_number(at..end).is_some()).then_some(after)
}

/// 其一, 第一， at the begin of a clause.
fn word(text: &Text<'_>, at: usize) -> Option<usize> {
    let end = text.number_end(at + 1).filter(|end| end - at <= 3 && !text.at(at + 1).is_ascii_digit())?;
    let begins = at == 0 || text.is_clause_end(at - 1) || is_fresh(text, at);
    (begins && matches!(text.at(end), ',' | '、' | '是' | ':')).then_some(end)
}
