//! Numbers of documents, registers and cases.

use super::mention::OtherClass;
use crate::audit::text::Text;

/// How far from its year the number of a case may stand.
const NEAR: usize = 24;

/// 〔2021〕30号, 〔2022〕003·教育局2, （2021）渝0106行初12号.
pub(super) fn document_number(text: &Text<'_>, at: usize) -> Option<(usize, OtherClass)> {
    let close = match text.at(at) {
        '〔' => '〕',
        '[' => ']',
        '(' => ')',
        '【' => '】',
        _ => return None,
    };
    let year = text.number_end(at + 1).filter(|end| end - at == 5 && text.at(*end) == close)?;
    let is_case = close == ')' && text.is_ideograph(year + 1) && text.at(year + 1) != '第';
    let end = if is_case { case(text, year + 1) } else { number(text, year + 1) };
    let end = end.or((close == '〕').then_some(year + 1))?;
    Some((end, OtherClass::DocumentNumber))
}

fn number(text: &Text<'_>, at: usize) -> Option<usize> {
    let from = text.after_one_of(at, &["第"]).unwrap_or(at);
    let end = text.number_end(text.after_blanks(from))?;
    if text.at(end) == '·' {
        let name = (end + 1..end + NEAR).take_while(|place| text.is_ideograph(*place)).last().unwrap_or(end);
        return Some(text.number_end(name + 1).unwrap_or(name + 1));
    }
    Some(text.after_one_of(end, &["号"]).unwrap_or(end))
}

/// The characters of a court, its code, a kind of case, and a number with 号.
fn case(text: &Text<'_>, at: usize) -> Option<usize> {
    let limit = text.clause_end(at).min(at + NEAR);
    let end = (at..limit).find(|place| text.at(*place) == '号' && text.before(*place).is_ascii_digit())?;
    let is_code = (at..end).all(|place| text.at(place).is_ascii_digit() || text.is_ideograph(place));
    is_code.then_some(end + 1)
}
