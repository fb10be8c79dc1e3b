//! Where the characters of a text stood in the document that it was read from.

/// A place in a document, for people to look it up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The line, from 1: of the file, of the page of a PDF, else of the text, whose lines are paragraphs and rows.
    pub line: usize,
    /// The column within it, from 1, in characters.
    pub column: usize,
    /// The page, from 1, if the document has pages of its own.
    pub page: Option<usize>,
}

impl Spot {
    /// The first place of a line without pages.
    pub(super) const fn of_line(line: usize) -> Self {
        Self { line, column: 1, page: None }
    }
}

/// Marks in ascending order, each with the place of one byte; up to the next mark a place is counted on.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    marks: Vec<(usize, Spot)>,
}

/// No place is counted on for longer, so that looking up every numeral of a long line takes no long time.
const STRIDE: usize = 256;

impl Places {
    /// The places of a text that is its own document.
    pub(super) fn of_lines(text: &str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        Self { marks: starts.zip(1..).map(|(start, line)| (start, Spot::of_line(line))).collect() }.filled(text)
    }

    /// Marks that somebody else set, in ascending order.
    pub(super) fn of_marks(marks: Vec<(usize, Spot)>, text: &str) -> Self {
        Self { marks }.filled(text)
    }

    /// Sets marks in the midst of long lines.
    fn filled(self, text: &str) -> Self {
        let mut marks: Vec<(usize, Spot)> = Vec::with_capacity(self.marks.len());
        let ends = self.marks.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
        for ((start, spot), end) in self.marks.iter().zip(ends) {
            marks.push((*start, *spot));
            let (mut last, mut column) = (*start, spot.column);
            for (at, _) in text.get(*start..end).unwrap_or_default().char_indices() {
                if start + at >= last + STRIDE {
                    last = start + at;
                    marks.push((last, Spot { column, ..*spot }));
                }
                column += 1;
            }
        }
        Self { marks }
    }

    /// The place of a byte of the text; that of its end for a byte beyond it.
    pub(super) fn spot(&self, text: &str, byte: usize) -> Spot {
        let byte = byte.min(text.len());
        let next = self.marks.partition_point(|(at, _)| *at <= byte);
        let Some((start, spot)) = next.checked_sub(1).and_then(|last| self.marks.get(last)) else {
            return Spot::of_line(1);
        };
        let between = text.as_bytes().get(*start..byte).unwrap_or_default();
        // The bytes that begin a character.
        let characters = between.iter().filter(|byte| (**byte & 0xc0) != 0x80).count();
        Spot { column: spot.column + characters, ..*spot }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_a_long_line_are_counted_from_its_start() {
        let text = format!("甲\n{}乙", "丙丁".repeat(2_000));
        let places = Places::of_lines(&text);
        let at = text.find('乙').unwrap();
        assert_eq!(places.spot(&text, at), Spot { line: 2, column: 4_001, page: None });
        assert_eq!(places.spot(&text, 0), Spot::of_line(1));
        assert_eq!(places.spot(&text, 4), Spot::of_line(2));
        assert!(places.marks.len() > 10);
    }

    #[test]
    fn marks_lead_elsewhere() {
        let page = |line, column, page| Spot { line, column, page: Some(page) };
        let places = Places::of_marks(vec![(0, page(3, 1, 1)), (6, page(1, 1, 2))], "甲乙丙丁");
        assert_eq!(places.spot("甲乙丙丁", 3), page(3, 2, 1));
        assert_eq!(places.spot("甲乙丙丁", 9), page(1, 2, 2));
    }
}
