//! The walk over a text: what stands at each place, in one pass, each rule looking only so far.

use std::ops::Range;

use rust_decimal::Decimal;

use super::mention::{Kind, OtherClass};
use super::{article, award, contact, date, document_number, level, name, ordinal, quantity, session, slogan, words};
use crate::audit::portions;
use crate::audit::text::Text;
use crate::numeral::Numeral;

/// Something at a range of characters.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) span: Range<usize>,
    pub(super) what: What,
}

/// What was found, before its context is looked at.
#[derive(Debug)]
pub(super) enum What {
    /// A numeral that may be a statistic.
    Numeral(Numeral),
    /// 63/63.
    Parts(Decimal, Decimal),
    /// Words for none or all, and the things of which they are said if there are several.
    Words(Kind, Vec<Range<usize>>),
    /// No statistic.
    Other(OtherClass),
}

/// Says what begins at a place and where it ends, if it is what the rule knows.
pub(super) type Rule = fn(&Text<'_>, usize) -> Option<(usize, OtherClass)>;

/// The rules for what is no statistic, the narrower ones first.
const RULES: &[Rule] = &[
    contact::contact,
    document_number::document_number,
    article::standard,
    article::edition,
    name::code,
    slogan::slogan,
    date::named_day,
    level::level,
    date::date,
    session::session,
    award::award,
    ordinal::ordinal,
    name::organisation,
];

/// Everything in a text, in its order, without overlaps, portion by portion.
pub(super) fn scan(text: &Text<'_>) -> Vec<Vec<Found>> {
    let mut scanned = portions::each(text.portions().to_vec(), |portion| walk(text, portion));
    // Should a rule read on beyond a line's end, what it has read isn't read once more.
    let mut end = 0;
    for ((found, own_end), portion) in scanned.iter_mut().zip(text.portions()) {
        if end > portion.start {
            (*found, *own_end) = walk(text, end..portion.end.max(end));
        }
        end = *own_end;
    }
    scanned.into_iter().map(|(found, _)| found).collect()
}

/// What begins in a portion, and the place after all of it.
fn walk(text: &Text<'_>, portion: Range<usize>) -> (Vec<Found>, usize) {
    let mut found = Vec::new();
    let mut at = portion.start;
    while at < portion.end {
        let next = if may_begin(text.at(at)) { step(text, at, &mut found) } else { at + 1 };
        at = next.max(at + 1);
    }
    (found, at)
}

/// Looks at one place, and says where to go on.
fn step(text: &Text<'_>, at: usize, found: &mut Vec<Found>) -> usize {
    if let Some((close, inside)) = name::title(text, at) {
        found.extend(inside);
        return close;
    }
    if let Some((span, class)) = name::quoted(text, at) {
        let end = span.end;
        found.push(Found { span, what: What::Other(class) });
        return end;
    }
    let other = RULES.iter().find_map(|rule| rule(text, at));
    if let Some((end, class)) = other {
        found.push(Found { span: at..end, what: What::Other(class) });
        return end;
    }
    if let Some(words) = words::words(text, at) {
        let end = words.span.end;
        found.push(words);
        return end;
    }
    match quantity::quantity(text, at) {
        quantity::Read::Found(quantity) => {
            let end = quantity.span.end;
            found.push(quantity);
            end
        }
        quantity::Read::Nothing(end) => end,
    }
}

/// Whether any rule may begin with the character. Most of a text is left behind here.
fn may_begin(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || "《“\"(〔[¥-<>≥≤.".contains(c)
        || level::is_circled(c)
        || first_characters().contains(c)
}

/// The characters with which a numeral, an approximator, a word for none or all, or a set phrase begins.
fn first_characters() -> &'static Characters {
    static ALL: std::sync::LazyLock<Characters> = std::sync::LazyLock::new(|| {
        let mut all = Characters::default();
        let fixed = "零〇一二两三四五六七八九十百千万亿廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟第近前上下每其将接大概约超突逾多高小\
                     不未低至最少若好几数成半翻无没从全均";
        fixed.chars().for_each(|c| all.add(c));
        slogan::PHRASES.keys().for_each(|c| all.add(*c));
        all
    });
    &ALL
}

/// A set of characters of the basic plane.
#[derive(Default)]
struct Characters(Vec<bool>);

impl Characters {
    fn add(&mut self, c: char) {
        let place = c as usize;
        if self.0.len() <= place {
            self.0.resize(place + 1, false);
        }
        if let Some(entry) = self.0.get_mut(place) {
            *entry = true;
        }
    }

    fn contains(&self, c: char) -> bool {
        self.0.get(c as usize).copied().unwrap_or(false)
    }
}
