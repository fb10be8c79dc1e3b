//! A finished text as the audit sees it: characters of one width, and where clauses and sentences begin and end.

use std::ops::Range;

use super::portions;
use crate::numeral::{self, fold};

/// How far a clause is followed in either direction, in characters. A limit makes the work on each numeral bounded, and
/// what stands farther away doesn't say what is counted.
pub(crate) const REACH: usize = 80;

/// A text by its characters. Places and ranges count characters; [`Text::bytes`] leads back into the original.
pub(crate) struct Text<'t> {
    source: &'t str,
    folded: Vec<char>,
    /// The byte at which each character begins, and the text's length.
    starts: Vec<usize>,
    /// The first character that begins at each [`STRIDE`]th byte or after it: most places are asked for by their bytes.
    strides: Vec<usize>,
    /// Whether a clause ends at each character, which is asked for again and again.
    clause_ends: Vec<bool>,
    portions: Vec<Range<usize>>,
}

const STRIDE: usize = 32;

impl<'t> Text<'t> {
    pub(crate) fn new(source: &'t str) -> Self {
        Self::in_portions(source, portions::LENGTH)
    }

    /// The text to be read in portions of at least so many characters.
    pub(super) fn in_portions(source: &'t str, length: usize) -> Self {
        let folded: Vec<char> = source.chars().map(fold).collect();
        let portions = portions::of(&folded, length);
        let starts: Vec<usize> = source.char_indices().map(|(start, _)| start).chain([source.len()]).collect();
        let mut strides = Vec::with_capacity(source.len() / STRIDE + 1);
        for (place, start) in starts.iter().enumerate() {
            while strides.len() * STRIDE <= *start {
                strides.push(place);
            }
        }
        let mut text = Self { source, folded, starts, strides, clause_ends: Vec::new(), portions };
        let ends = |portion: Range<usize>| portion.map(|place| text.ends_clause(place)).collect::<Vec<bool>>();
        text.clause_ends = portions::each(text.portions.clone(), ends).into_iter().flatten().collect();
        text
    }

    pub(crate) const fn len(&self) -> usize {
        self.folded.len()
    }

    /// What may be read at the same time: whole lines, in the order of the text.
    pub(crate) fn portions(&self) -> &[Range<usize>] {
        &self.portions
    }

    /// The character at a place, with its width and dashes folded; a line end outside the text.
    pub(crate) fn at(&self, place: usize) -> char {
        #[cfg(test)]
        work::look(1);
        self.folded.get(place).copied().unwrap_or('\n')
    }

    /// The character before a place; a line end at the text's begin.
    pub(crate) fn before(&self, place: usize) -> char {
        place.checked_sub(1).map_or('\n', |before| self.at(before))
    }

    /// The folded characters of a range.
    pub(crate) fn chars(&self, range: Range<usize>) -> &[char] {
        let end = range.end.min(self.len());
        &self.folded[range.start.min(end)..end]
    }

    /// The range in bytes of the original.
    pub(crate) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let byte = |place: usize| self.starts.get(place).copied().unwrap_or(self.source.len());
        byte(range.start)..byte(range.end)
    }

    /// The characters that begin in a range of bytes of the original.
    pub(crate) fn places(&self, bytes: &Range<usize>) -> Range<usize> {
        let place = |byte: usize| {
            let mut place = self.strides.get(byte / STRIDE).copied().unwrap_or(self.len());
            while self.starts.get(place).is_some_and(|start| *start < byte) {
                place += 1;
            }
            place.min(self.len())
        };
        place(bytes.start)..place(bytes.end)
    }

    /// The original text of a range.
    pub(crate) fn surface(&self, range: Range<usize>) -> &'t str {
        self.source.get(self.bytes(range)).unwrap_or_default()
    }

    /// Whether the word stands at a place.
    pub(crate) fn starts_with(&self, place: usize, word: &str) -> bool {
        #[cfg(test)]
        work::look(1);
        word.chars().zip(place..).all(|(c, at)| self.folded.get(at) == Some(&c))
    }

    /// Whether the word ends right before a place.
    pub(crate) fn ends_with(&self, place: usize, word: &str) -> bool {
        #[cfg(test)]
        work::look(1);
        let mut at = place;
        word.chars().rev().all(|c| {
            let holds = at > 0 && self.folded.get(at - 1) == Some(&c);
            at = at.saturating_sub(1);
            holds
        })
    }

    /// The place after the longest of the words that stands here.
    pub(crate) fn after_one_of(&self, place: usize, words: &[&str]) -> Option<usize> {
        let standing = words.iter().filter(|word| self.starts_with(place, word));
        standing.map(|word| place + word.chars().count()).max()
    }

    /// Where the longest of the words begins that ends right before a place.
    pub(crate) fn before_one_of(&self, place: usize, words: &[&str]) -> Option<usize> {
        let ending = words.iter().filter(|word| self.ends_with(place, word));
        ending.map(|word| place - word.chars().count()).min()
    }

    /// Where the first of the words begins within a range.
    pub(crate) fn find(&self, range: Range<usize>, words: &[&str]) -> Option<usize> {
        let firsts = Firsts::of(words);
        let stands = |at: &usize| firsts.may_hold(self.at(*at)) && self.stands_within(*at, range.end, words);
        range.clone().find(stands)
    }

    /// Where the last of the words begins within a range.
    pub(crate) fn find_last(&self, range: Range<usize>, words: &[&str]) -> Option<usize> {
        let firsts = Firsts::of(words);
        let stands = |at: &usize| firsts.may_hold(self.at(*at)) && self.stands_within(*at, range.end, words);
        range.clone().rev().find(stands)
    }

    fn stands_within(&self, place: usize, end: usize, words: &[&str]) -> bool {
        self.after_one_of(place, words).is_some_and(|after| after <= end)
    }

    /// The place after the numeral that begins here, in digits or in Chinese, without signs and separators.
    pub(crate) fn number_end(&self, place: usize) -> Option<usize> {
        let is_part: fn(char) -> bool =
            if self.at(place).is_ascii_digit() { |c| c.is_ascii_digit() } else { numeral::is_chinese };
        let length = self.chars(place..self.len()).iter().take_while(|c| is_part(**c)).count();
        #[cfg(test)]
        work::look(length);
        (length > 0).then_some(place + length)
    }

    /// The whole number that a range is, if it is below 10 000.
    pub(crate) fn small_number(&self, range: Range<usize>) -> Option<u32> {
        const MOST_CHARACTERS: usize = 7;
        let length = range.len();
        if length > MOST_CHARACTERS {
            return None;
        }
        let characters = self.chars(range);
        // Most are digits and nothing else, and are asked for by every rule that a number may begin.
        if characters.iter().all(char::is_ascii_digit) && characters.first().is_some_and(|first| *first != '0') {
            let value = characters.iter().filter_map(|digit| digit.to_digit(10)).fold(0, |all, digit| all * 10 + digit);
            return Some(value).filter(|value| *value < 10_000);
        }
        let (numeral, read) = numeral::at_start_of(characters)?;
        let value = numeral.value().filter(|_| read == length)?;
        u32::try_from(value).ok().filter(|value| *value < 10_000)
    }

    /// Whether a Chinese character that is no number stands here.
    pub(crate) fn is_ideograph(&self, place: usize) -> bool {
        matches!(self.at(place), '\u{3400}'..='\u{9FFF}')
    }

    /// The place after blanks, but not after a line end.
    pub(crate) fn after_blanks(&self, place: usize) -> usize {
        place + self.chars(place..self.len()).iter().take_while(|c| **c == ' ').count()
    }

    /// Whether a clause ends at this place. A comma that groups digits ends none, and neither does the colon of a time.
    pub(crate) fn is_clause_end(&self, place: usize) -> bool {
        #[cfg(test)]
        work::look(1);
        self.clause_ends.get(place).copied().unwrap_or(true)
    }

    fn ends_clause(&self, place: usize) -> bool {
        let between_digits = || self.before(place).is_ascii_digit() && self.at(place + 1).is_ascii_digit();
        match self.at(place) {
            ',' => !(between_digits() && self.groups_digits(place)),
            ':' => !between_digits(),
            '(' => self.short_bracket(place).is_none(),
            ')' => self.short_bracket_before(place).is_none(),
            '[' | ']' | '【' | '】' | '…' => true,
            _ => self.is_sentence_end(place),
        }
    }

    /// The end of brackets around a few words without a number, which don't part a clause: 村（社区）服务站.
    fn short_bracket(&self, open: usize) -> Option<usize> {
        const LONGEST: usize = 6;
        let close = (open + 1..=open + 1 + LONGEST).find(|at| !self.is_word(*at))?;
        (close > open + 1 && self.at(close) == ')').then_some(close)
    }

    fn short_bracket_before(&self, close: usize) -> Option<usize> {
        const LONGEST: usize = 7;
        let open = (close.saturating_sub(LONGEST)..close).rev().find(|at| !self.is_word(*at))?;
        (self.at(open) == '(' && self.short_bracket(open) == Some(close)).then_some(open)
    }

    fn is_word(&self, place: usize) -> bool {
        self.at(place) == '、' || (self.is_ideograph(place) && !numeral::is_chinese(self.at(place)))
    }

    /// Whether a sentence ends at this place.
    pub(crate) fn is_sentence_end(&self, place: usize) -> bool {
        matches!(self.at(place), '。' | ';' | '!' | '?' | '\n')
    }

    /// Whether no line ends within a range.
    pub(crate) fn is_one_line(&self, range: Range<usize>) -> bool {
        #[cfg(test)]
        work::look(range.len());
        !self.chars(range).contains(&'\n')
    }

    /// Whether a sentence ended right before a place, or the text begins there.
    pub(crate) fn is_sentence_end_before(&self, place: usize) -> bool {
        place.checked_sub(1).is_none_or(|before| self.is_sentence_end(before))
    }

    /// A full-width comma between ASCII digits parts two numbers; between full-width digits it groups.
    fn groups_digits(&self, comma: usize) -> bool {
        let next_three = self.chars(comma + 1..comma + 4);
        let three = next_three.len() == 3 && next_three.iter().all(char::is_ascii_digit);
        let is_wide = |place: usize| !self.surface(place..place + 1).is_ascii();
        three && !self.at(comma + 4).is_ascii_digit() && is_wide(comma) == is_wide(comma + 1)
    }

    /// The begin of the clause in which a place lies, at most [`REACH`] before it.
    pub(crate) fn clause_start(&self, place: usize) -> usize {
        let limit = place.saturating_sub(REACH);
        (limit..place).rev().find(|at| self.is_clause_end(*at)).map_or(limit, |end| end + 1)
    }

    /// The end of the clause in which a place lies, at most [`REACH`] after it.
    pub(crate) fn clause_end(&self, place: usize) -> usize {
        let limit = (place + REACH).min(self.len());
        (place..limit).find(|at| self.is_clause_end(*at)).unwrap_or(limit)
    }
}

/// How often characters are looked at, which no clock has to measure.
#[cfg(test)]
pub(crate) mod work {
    use std::cell::Cell;

    thread_local!(static LOOKED: Cell<usize> = const { Cell::new(0) });

    pub(super) fn look(characters: usize) {
        LOOKED.set(LOOKED.get() + characters);
    }

    /// How many characters are looked at meanwhile on this thread.
    pub(crate) fn of(work: impl FnOnce()) -> usize {
        let before = LOOKED.get();
        work();
        LOOKED.get() - before
    }
}

/// The first characters of some words, of which a place is asked before the words are compared. It may hold more.
struct Firsts(u64);

impl Firsts {
    fn of(words: &[&str]) -> Self {
        Self(words.iter().filter_map(|word| word.chars().next()).fold(0, |all, first| all | Self::bit(first)))
    }

    const fn may_hold(&self, c: char) -> bool {
        self.0 & Self::bit(c) != 0
    }

    const fn bit(c: char) -> u64 {
        1 << (c as u32 % u64::BITS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clause<'t>(text: &Text<'t>, word: &str) -> &'t str {
        let at = (0..text.len()).find(|at| text.starts_with(*at, word)).unwrap();
        text.surface(text.clause_start(at)..text.clause_end(at))
    }

    #[test]
    fn clauses_end_at_commas_stops_colons_and_brackets_but_not_within_a_number() {
        let text = Text::new("共收到1,868件，办结２，１００件（其中线上12场）：9:30开会；另有3，400人");
        assert_eq!(clause(&text, "收到"), "共收到1,868件");
        assert_eq!(clause(&text, "办结"), "办结２，１００件");
        assert_eq!(clause(&text, "线上"), "其中线上12场");
        assert_eq!(clause(&text, "开会"), "9:30开会");
        assert_eq!(clause(&text, "另有"), "另有3");
    }

    #[test]
    fn places_lead_back_to_the_original() {
        let text = Text::new("共１２件。");
        assert_eq!((text.at(1), text.before(1), text.at(9)), ('1', '共', '\n'));
        assert_eq!(text.surface(1..4), "１２件");
        assert_eq!(text.bytes(1..4), 3..12);
        assert_eq!((text.places(&(3..12)), text.places(&(0..99))), (1..4, 0..5));
        assert!(text.ends_with(4, "2件") && text.starts_with(1, "12件"));
        assert_eq!(text.after_one_of(1, &["1", "12"]), Some(3));
        assert_eq!(text.before_one_of(4, &["件", "2件"]), Some(2));
    }
}
