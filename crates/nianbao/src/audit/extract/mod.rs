//! Extraction: every numeral of a text, whether it is a statistic, and what it says.
//!
//! One pass finds what stands where ([`scan`]), each rule looking no farther than a bounded number of characters, so that
//! the time grows with the length of the text alone. A second pass reads each number's clause ([`context`]). A rule that
//! isn't sure says [`OtherClass::Ambiguous`], since a wrong alarm is worse than none.

mod article;
mod award;
mod change;
mod contact;
mod context;
mod date;
mod document_number;
mod level;
mod mention;
mod name;
mod norm;
mod ordinal;
mod quantity;
mod scan;
mod scope;
mod session;
mod slogan;
#[cfg(test)]
mod tests;
mod words;

pub use mention::{Basis, Change, Class, Direction, Kind, Mention, OtherClass, Scope, Statistic, Term};

use std::ops::Range;

use super::plans;
use super::text::Text;

/// Every numeral of a text with what it is, and the words that state none or all, in the order of the text. Spans don't
/// overlap.
///
/// Chinese numerals that are part of a word (统一, 进一步) and 一 before a unit (一个) are no numerals.
pub fn extract(text: &str) -> Vec<Mention> {
    let text = Text::new(text);
    mentions(&text, &plans::of(&text))
}

/// [`extract`] for a text of which is known which of its bytes are headings, and how high, 1 for the highest.
pub(crate) fn extract_under(text: &str, headings: &[(Range<usize>, usize)]) -> Vec<Mention> {
    let text = Text::new(text);
    let headings: Vec<_> = headings.iter().map(|(heading, level)| (text.places(heading), *level)).collect();
    mentions(&text, &plans::under(&text, &headings))
}

/// [`extract`] for a text that is needed for more; `plans` are its parts that say what is still to be done.
pub(super) fn mentions(text: &Text<'_>, plans: &[Range<usize>]) -> Vec<Mention> {
    context::mentions(text, scan::scan(text), plans)
}
