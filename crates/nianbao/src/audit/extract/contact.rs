//! Telephone numbers, hotlines, postcodes, addresses, accounts and identities.

use super::mention::OtherClass;
use crate::audit::text::Text;

/// The longest address that is followed.
const LONGEST: usize = 200;

pub(super) fn contact(text: &Text<'_>, at: usize) -> Option<(usize, OtherClass)> {
    if !text.at(at).is_ascii_alphanumeric() || text.before(at).is_ascii_alphanumeric() {
        return None;
    }
    let end =
        address(text, at).or_else(|| labelled(text, at)).or_else(|| number(text, at)).or_else(|| hotline(text, at));
    end.map(|end| (end, OtherClass::Contact))
}

/// https://…, www.…, name@….
fn address(text: &Text<'_>, at: usize) -> Option<usize> {
    let is_part = |c: &char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+=%".contains(*c);
    let length = text.chars(at..at + LONGEST).iter().take_while(|c| is_part(c)).count();
    let characters = text.chars(at..at + length);
    let is_web = text.after_one_of(at, &["http:", "https:", "HTTP", "www.", "WWW."]).is_some();
    let dotted = || characters.iter().filter(|c| **c == '.').count() > 0 && text.at(at).is_ascii_alphabetic();
    let is_domain = || {
        dotted()
            && [".cn", ".com", ".gov", ".org", ".net"].iter().any(|end| text.find(at..at + length, &[end]).is_some())
    };
    (is_web || characters.contains(&'@') || is_domain()).then_some(at + length)
}

/// Digits after a word such as 电话, 邮编 or 代码.
fn labelled(text: &Text<'_>, at: usize) -> Option<usize> {
    const LABELS: &[&str] = &[
        "电话",
        "热线",
        "邮编",
        "邮政编码",
        "代码",
        "账号",
        "卡号",
        "证号",
        "号码",
        "传真",
        "手机",
        "编号",
        "QQ",
        "微信",
        "邮箱",
        "区号",
        "专线",
        "短号",
    ];
    let mut place = at;
    while matches!(text.before(place), ':' | ' ' | '为' | '是' | '(' | '“') && place > 0 && at - place < 4 {
        place -= 1;
    }
    text.before_one_of(place, LABELS)?;
    let is_part = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '—' | '*' | '·');
    let length = text.chars(at..at + LONGEST).iter().take_while(|c| is_part(c)).count();
    let counted = crate::unit::at_start_of(text.chars(at + length..at + length + 5)).is_some();
    (length >= 3 && !counted).then_some(at + length)
}

/// 023-6536XXXX, 13800000000, an identity of 15 or 18 characters, and other long runs without a unit.
fn number(text: &Text<'_>, at: usize) -> Option<usize> {
    const SHORTEST: usize = 7;
    let digits = text.number_end(at).filter(|_| text.at(at).is_ascii_digit());
    let masked = |c: &char| c.is_ascii_digit() || matches!(c, 'X' | 'x' | '*');
    if let Some(end) = digits.filter(|end| matches!(end - at, 3 | 4) && text.at(at) == '0') {
        let from = text.after_one_of(end, &["-", "—", ")"]).unwrap_or(end);
        let length = text.chars(from..from + 10).iter().take_while(|c| masked(c)).count();
        return (length >= 6).then_some(from + length);
    }
    let length = text.chars(at..at + LONGEST).iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '*').count();
    let end = at + length;
    let some_digits = text.chars(at..end).iter().filter(|c| c.is_ascii_digit()).count();
    let is_mobile = length == 11 && text.at(at) == '1' && !text.is_ideograph(end) && !counts(text, end);
    let is_identity = matches!(length, 15 | 18) && some_digits >= length / 2 && !counts(text, end);
    let is_long = length >= SHORTEST && some_digits == length && !counts(text, end) && text.at(end) != '.';
    (is_mobile || is_identity || is_long).then_some(end)
}

/// Whether a scale, a unit or a grouping follows, so that the digits count something.
fn counts(text: &Text<'_>, at: usize) -> bool {
    let next = text.at(text.after_blanks(at));
    let is_fraction = text.at(at) == '.' && text.at(at + 1).is_ascii_digit();
    is_fraction
        || matches!(next, '万' | '亿' | '余' | '多' | ',' | '%' | '‰')
        || crate::unit::at_start_of(text.chars(text.after_blanks(at)..at + 6)).is_some()
}

/// 12345热线, 12348, 110.
fn hotline(text: &Text<'_>, at: usize) -> Option<usize> {
    const AFTER: &[&str] =
        &["热线", "专线", "平台", "电话", "政务", "便民", "市民", "接警", "报警", "接处警", "举报", "指挥", "联动"];
    let end = text.number_end(at).filter(|_| text.at(at).is_ascii_digit())?;
    let is_followed = text.after_one_of(text.after_one_of(end, &["”", "\""]).unwrap_or(end), AFTER).is_some();
    let is_known = end - at == 5 && text.starts_with(at, "12") && !counts(text, end);
    ((is_followed && matches!(end - at, 3 | 5 | 6 | 8)) || is_known).then_some(end)
}
