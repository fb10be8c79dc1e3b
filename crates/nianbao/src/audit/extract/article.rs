//! Articles of laws, standards and editions.

use super::mention::OtherClass;
use crate::audit::text::Text;

/// GB/T 9704—2012, ISO 9001.
pub(super) fn standard(text: &Text<'_>, at: usize) -> Option<(usize, OtherClass)> {
    const PREFIXES: &[&str] = &["GB", "GB/T", "GB/Z", "DB", "ISO", "ISO/IEC", "GA/T", "MZ/T", "RB/T", "T/"];
    if text.before(at).is_ascii_alphanumeric() {
        return None;
    }
    let prefix = text.after_one_of(at, PREFIXES)?;
    let number = text.after_blanks(prefix);
    let mut end = text.number_end(number).filter(|_| text.at(number).is_ascii_digit())?;
    while matches!(text.at(end), '.' | '—' | '-' | '/' | ':') && text.at(end + 1).is_ascii_digit() {
        end = text.number_end(end + 1)?;
    }
    Some((end, OtherClass::Article))
}

/// 2024年版 and 2021版, where the year stands for an edition.
pub(super) fn edition(text: &Text<'_>, at: usize) -> Option<(usize, OtherClass)> {
    let end = text.number_end(at).filter(|end| end - at == 4)?;
    text.after_one_of(end, &["年版", "版"]).map(|end| (end, OtherClass::Article))
}

/// 第三十三条第二款第（一）项, from after 第; `None` if this is no part of a law.
pub(super) fn after_ordinal(text: &Text<'_>, at: usize) -> Option<usize> {
    let mut end = part(text, at)?;
    while text.at(end) == '第' {
        let Some(next) = part(text, end + 1).or_else(|| item(text, end + 1)) else { break };
        end = next;
    }
    item(text, end).or(Some(end))
}

fn part(text: &Text<'_>, at: usize) -> Option<usize> {
    let number = text.number_end(at)?;
    let end = text.after_one_of(number, &["条", "款", "章", "节", "编"])?;
    let is_counted = text.after_one_of(number, &["条例", "节课", "条线"]).is_some();
    if is_counted {
        return None;
    }
    match text.number_end(end + 1) {
        Some(next) if text.at(end) == '之' => Some(next),
        _ => Some(end),
    }
}

/// （一）项, 三项.
fn item(text: &Text<'_>, at: usize) -> Option<usize> {
    let open = text.at(at) == '(';
    let number = text.number_end(if open { at + 1 } else { at })?;
    let close = if open && text.at(number) == ')' { number + 1 } else { number };
    (text.at(close) == '项').then_some(close + 1).or((open && close > number).then_some(close))
}
