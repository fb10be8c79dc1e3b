//! A reading position in a text whose widths, dashes and blanks have been made one.

/// Walks over a text. Characters are folded one to one, so that positions hold in the original as well.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t> {
    folded: &'t [char],
    at: usize,
}

impl<'t> Cursor<'t> {
    /// `folded` must have gone through [`fold`].
    pub(super) const fn new(folded: &'t [char]) -> Self {
        Self { folded, at: 0 }
    }

    /// How many characters were read.
    pub(super) const fn place(&self) -> usize {
        self.at
    }

    /// The folded text from here.
    pub(super) fn rest(&self) -> &'t [char] {
        &self.folded[self.at..]
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().first().copied()
    }

    /// Whether a Chinese character that is no number stands here, so that what was read may be the beginning of a word.
    pub(super) fn is_at_ideograph(&self) -> bool {
        self.peek().is_some_and(|c| matches!(c, '\u{3400}'..='\u{9FFF}'))
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.rest().is_empty()
    }

    pub(super) fn starts_with(&self, word: &str) -> bool {
        let mut rest = self.rest().iter();
        word.chars().all(|c| rest.next() == Some(&c))
    }

    /// Goes past the word if it stands here.
    pub(super) fn eat(&mut self, word: &str) -> bool {
        let stands_here = self.starts_with(word);
        if stands_here {
            self.skip(word.chars().count());
        }
        stands_here
    }

    pub(super) fn eat_blanks(&mut self) {
        while matches!(self.peek(), Some(' ' | '\n')) {
            self.skip(1);
        }
    }

    /// Goes on by so many characters, at most to the end.
    pub(super) fn skip(&mut self, count: usize) {
        self.at = (self.at + count).min(self.folded.len());
    }
}

/// Full-width characters become ASCII, and all blanks, line breaks, minus signs and dashes one of each. A blank may part
/// the digits of one number; a line break may not, since two numbers often share a cell.
pub(crate) fn fold(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{FFE5}' => '¥',
        '\u{FE6A}' => '%',
        '\u{2212}' | '\u{2010}' | '\u{2011}' | '\u{FE63}' => '-',
        '\u{2012}'..='\u{2015}' | '\u{2500}' => '—',
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' => ' ',
        '\t'..='\r' | '\u{2028}' | '\u{2029}' | '\u{0085}' => '\n',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_the_place_in_the_original() {
        let text = "１，８６８\u{3000}条％";
        let folded: Vec<char> = text.chars().map(fold).collect();
        let mut cursor = Cursor::new(&folded);
        assert!(cursor.eat("1,868"));
        cursor.eat_blanks();
        assert_eq!(text.chars().nth(cursor.place()), Some('条'));
        assert!(cursor.eat("条%") && cursor.is_at_end());
        assert!(!cursor.eat("条"));
    }
}
