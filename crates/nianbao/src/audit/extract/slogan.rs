//! Set phrases that hold a numeral and count nothing.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::mention::OtherClass;
use crate::audit::text::Text;
use crate::numeral::fold;

/// The phrases of `slogans.txt`, folded, each on a line of its own there, by their first characters. A phrase of another
/// field is one more line.
pub(super) static PHRASES: LazyLock<BTreeMap<char, Vec<String>>> = LazyLock::new(|| {
    let mut phrases: BTreeMap<char, Vec<String>> = BTreeMap::new();
    for line in include_str!("slogans.txt").lines() {
        let phrase: String = line.chars().map(fold).collect();
        if let Some(first) = phrase.chars().next() {
            phrases.entry(first).or_default().push(phrase);
        }
    }
    phrases
});

/// A phrase of the list, and digits joined by signs, as in 1+2+3+N and 7×24小时.
pub(super) fn slogan(text: &Text<'_>, at: usize) -> Option<(usize, OtherClass)> {
    let end = listed(text, at).or_else(|| joined(text, at))?;
    Some((end, OtherClass::Slogan))
}

fn listed(text: &Text<'_>, at: usize) -> Option<usize> {
    let standing = PHRASES.get(&text.at(at))?.iter().filter(|phrase| text.starts_with(at, phrase));
    let end = standing.map(|phrase| at + phrase.chars().count()).max()?;
    // Not the end of a larger number, as in 十六进 or 一百四办.
    let in_number = crate::numeral::is_chinese(text.before(at)) && crate::numeral::is_chinese(text.at(at));
    (!in_number && !text.before(at).is_ascii_digit()).then_some(end)
}

fn joined(text: &Text<'_>, at: usize) -> Option<usize> {
    let is_term = |place: usize| text.at(place).is_ascii_alphanumeric();
    let term_end = |place: usize| (place..text.len()).find(|place| !is_term(*place)).unwrap_or(text.len());
    if !is_term(at) || is_term(at.wrapping_sub(1)) {
        return None;
    }
    let mut end = term_end(at);
    let mut signs = 0;
    while matches!(text.at(end), '+' | '×' | '*') && is_term(end + 1) {
        end = term_end(end + 1);
        signs += 1;
    }
    let digits = text.chars(at..end).iter().any(char::is_ascii_digit);
    let unit = crate::unit::at_start_of(text.chars(end..end + 5)).map_or(0, |unit| unit.word.chars().count());
    (signs > 0 && digits).then_some(end + unit)
}
