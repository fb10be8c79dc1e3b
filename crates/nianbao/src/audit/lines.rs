//! Lines of a document: places for people, found without counting from its begin each time.

use std::ops::Range;

use super::text::Text;
use crate::place::TextPlace;

/// A longer line, in characters, isn't shown with each finding: the output would grow with the square of the text.
const LONGEST: usize = 5_000;

/// Where the lines of a text begin, in characters.
pub(super) struct Lines<'a, 't> {
    name: &'a str,
    text: &'a Text<'t>,
    starts: Vec<usize>,
}

impl<'a, 't> Lines<'a, 't> {
    pub(super) fn new(name: &'a str, text: &'a Text<'t>) -> Self {
        let after_ends = (0..text.len()).filter(|at| text.surface(*at..at + 1) == "\n").map(|at| at + 1);
        Self { name, text, starts: std::iter::once(0).chain(after_ends).collect() }
    }

    /// Line and column of a character, from 1.
    pub(super) fn spot(&self, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= at);
        let start = line.checked_sub(1).and_then(|line| self.starts.get(line)).copied().unwrap_or_default();
        (line, at - start + 1)
    }

    /// The place of some characters.
    pub(super) fn place(&self, span: &Range<usize>) -> TextPlace {
        let (line, column) = self.spot(span.start);
        let start = span.start + 1 - column;
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        let excerpt = if end - start > LONGEST { "" } else { self.text.surface(start..end).trim_end_matches('\r') };
        let width = span.end.min(end).saturating_sub(span.start).max(1);
        TextPlace { file: self.name.to_owned(), line, column, width, excerpt: excerpt.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_that_of_the_text_place() {
        let source = "甲\n\n乙丙丁\r\n戊";
        let text = Text::new(source);
        let lines = Lines::new("a.txt", &text);
        for bytes in [0..3, 4..4, 5..8, 8..14, 16..19] {
            assert_eq!(lines.place(&text.places(&bytes)), TextPlace::of_span("a.txt", source, bytes));
        }
    }
}
