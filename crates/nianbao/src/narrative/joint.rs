//! Joints: what stands between a text on a page and the one before it.

use typst::layout::{Abs, Point};
use typst::syntax::Span;
use typst::text::TextItem;

/// Where a text ended, on its page and in its source.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    place: Point,
    size: Abs,
    span: Span,
    offset: usize,
    character: char,
}

/// A horizontal gap of so many characters is a space.
const NARROWEST: f64 = 0.5;
/// Raised and lowered text stands on its line if it is off by no more than so much of the larger size.
const SHIFT: f64 = 0.6;
/// What typst puts in where it breaks a word.
pub(super) const SOFT_HYPHEN: char = '\u{ad}';

impl End {
    /// The end of a text; none if it has no glyphs.
    pub(super) fn of(text: &TextItem, place: Point) -> Option<Self> {
        let last = text.glyphs.last()?;
        let end = Point::new(place.x + text.width(), place.y);
        let character = text.text.chars().next_back().unwrap_or(' ');
        Some(Self { place: end, size: text.size, span: last.span.0, offset: last.span.1.into(), character })
    }

    /// What stands between this end and the text: a space, a line end, or nothing. Chinese goes on behind a line's end as
    /// if there were none. Of an untagged stretch only a node of the source that goes on tells that the line goes on.
    pub(super) fn gap(&self, text: &TextItem, place: Point, is_tagged: bool) -> Option<char> {
        let (span, offset) = text.glyphs.first().map(|glyph| (glyph.span.0, usize::from(glyph.span.1)))?;
        let is_same_line = (self.place.y - place.y).abs() < self.size.max(text.size) * SHIFT;
        if is_same_line && self.place.x - Abs::pt(0.01) <= place.x {
            return (place.x - self.place.x > text.size * NARROWEST).then_some(' ');
        }
        let is_same_node = span == self.span && !span.is_detached();
        if !(is_tagged || (is_same_node && offset > self.offset)) {
            return Some('\n');
        }
        if self.character == SOFT_HYPHEN {
            return None;
        }
        // A line ends where the source has a space that is not printed.
        let is_left_out = is_same_node && offset > self.offset + self.character.len_utf8();
        let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        (is_left_out || (is_latin(Some(self.character)) && is_latin(text.text.chars().next()))).then_some(' ')
    }
}
