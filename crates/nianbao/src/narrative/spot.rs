//! Spots: where on the pages a stretch of the narrative's source came out.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;
use std::ops::Range;

use typst::layout::{Frame, FrameItem, Point};
use typst::syntax::{DiagSpan, DiagSpanKind, Source, Span};
use typst::text::TextItem;
use typst_layout::PagedDocument;

use crate::place::TextPlace;
use crate::project::TextFile;

/// A place on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The page, from 1.
    pub page: usize,
    /// How far down it is, in thousandths of the page's height.
    pub down: u32,
}

/// Where each of these stretches came out first. One that no page shows is left out.
pub(super) fn spots<'a>(
    document: &PagedDocument,
    narrative: &TextFile,
    places: impl Iterator<Item = &'a TextPlace>,
) -> BTreeMap<TextPlace, Spot> {
    let of_narrative = places.filter(|place| place.file == narrative.name);
    let wanted = Wanted::new(&narrative.text, of_narrative.collect());
    let Ok(id) = super::world::file_id(&format!("/{}", narrative.name)) else { return BTreeMap::new() };
    if wanted.stretches.is_empty() {
        return BTreeMap::new();
    }
    // Numbered like the one that was typeset, since its text is the same.
    let source = Source::new(id, narrative.text.clone());
    let mut search = Search { source, wanted, seen: BTreeSet::new(), exact: BTreeMap::new(), near: BTreeMap::new() };
    for (page, number) in document.pages().iter().zip(1..) {
        search.frame(&page.frame, Point::zero(), (number, page.frame.height().to_pt()));
    }
    let Search { exact, mut near, .. } = search;
    near.extend(exact);
    near.into_iter().map(|(place, spot)| (place.clone(), spot)).collect()
}

/// The stretches that are looked for, by where they begin: there may be as many as the narrative has numerals.
struct Wanted<'a> {
    stretches: Vec<(Range<usize>, &'a TextPlace)>,
    /// How long the longest is.
    longest: usize,
}

impl<'a> Wanted<'a> {
    /// Goes through the text once, and through a line only as far as its last place.
    fn new(text: &str, mut places: Vec<&'a TextPlace>) -> Self {
        places.sort_by_key(|place| (place.line, place.column));
        let lines: Vec<usize> = iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let (mut line, mut column, mut at) = (0, 1, 0);
        let mut stretches = Vec::new();
        for place in places {
            let Some(start) = lines.get(place.line.saturating_sub(1)) else { continue };
            if place.line != line {
                (line, column, at) = (place.line, 1, *start);
            }
            at = behind(text, at, place.column.saturating_sub(column));
            column = column.max(place.column);
            stretches.push((at..behind(text, at, place.width), place));
        }
        stretches.sort_by_key(|(stretch, _)| stretch.start);
        let longest = stretches.iter().map(|(stretch, _)| stretch.len()).max().unwrap_or_default();
        Self { stretches, longest }
    }

    /// Those that have a byte in common with these.
    fn within(&self, bytes: &Range<usize>) -> impl Iterator<Item = &'a TextPlace> {
        let first = self.stretches.partition_point(|(stretch, _)| stretch.start + self.longest <= bytes.start);
        let from = self.stretches.get(first..).unwrap_or_default().iter();
        let (start, end) = (bytes.start, bytes.end);
        let until = from.take_while(move |(stretch, _)| stretch.start < end);
        until.filter(move |(stretch, _)| start < stretch.end).map(|(_, place)| *place)
    }
}

/// The byte so many characters behind another.
fn behind(text: &str, at: usize, characters: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.char_indices().nth(characters).map_or(rest.len(), |(byte, _)| byte)
}

struct Search<'a> {
    source: Source,
    wanted: Wanted<'a>,
    /// Nodes that were met: their first spots are known.
    seen: BTreeSet<(usize, usize)>,
    /// Spots of the very characters.
    exact: BTreeMap<&'a TextPlace, Spot>,
    /// Spots of what a node made in which they are, such as the text of a call.
    near: BTreeMap<&'a TextPlace, Spot>,
}

impl Search<'_> {
    fn frame(&mut self, frame: &Frame, origin: Point, page: (usize, f64)) {
        for (place, item) in frame.items() {
            let place = origin + *place;
            match item {
                FrameItem::Group(group) => self.frame(&group.frame, place, page),
                FrameItem::Text(text) => self.text(text, place, page),
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &TextItem, place: Point, (page, height): (usize, f64)) {
        let top = (place.y - text.size).to_pt() / height * 1000.0;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to thousandths")]
        let spot = Spot { page, down: top.clamp(0.0, 1000.0) as u32 };
        let mut last: Option<(Span, Option<Range<usize>>)> = None;
        for glyph in &text.glyphs {
            let (span, offset) = (glyph.span.0, usize::from(glyph.span.1));
            let node = match &last {
                Some((known, node)) if *known == span => node.clone(),
                _ => self.range(span),
            };
            if let Some(node) = &node {
                self.note(node, node.start + offset, spot);
            }
            last = Some((span, node));
        }
    }

    fn note(&mut self, node: &Range<usize>, at: usize, spot: Spot) {
        for place in self.wanted.within(&(at..at + 1)) {
            self.exact.entry(place).or_insert(spot);
        }
        if self.seen.insert((node.start, node.end)) {
            for place in self.wanted.within(node) {
                self.near.entry(place).or_insert(spot);
            }
        }
    }

    fn range(&self, span: Span) -> Option<Range<usize>> {
        match DiagSpan::from(span).get() {
            DiagSpanKind::Number { id, num, sub_range } if id == self.source.id() => self.source.range(num, sub_range),
            DiagSpanKind::Number { .. } | DiagSpanKind::Range { .. } | DiagSpanKind::Detached => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_found_by_any_of_their_bytes() {
        // 甲 0..3, 乙 3..6, the line's end 6, 丙 7..10, 1 10, 2 11, 丁 12..15.
        let text = "甲乙\n丙12丁";
        let place =
            |line, column, width| TextPlace { file: String::new(), line, column, width, excerpt: String::new() };
        let places = [place(2, 2, 2), place(1, 2, 1), place(2, 4, 1), place(2, 1, 4), place(3, 1, 1)];
        let wanted = Wanted::new(text, places.iter().collect());
        let bytes: Vec<_> = wanted.stretches.iter().map(|(stretch, _)| stretch.clone()).collect();
        assert_eq!(bytes, [3..6, 7..15, 10..12, 12..15]);
        let found = |bytes: Range<usize>| -> Vec<&TextPlace> { wanted.within(&bytes).collect() };
        assert_eq!(found(0..3), Vec::<&TextPlace>::new());
        assert_eq!(found(5..6), [&places[1]]);
        assert_eq!(found(6..7), Vec::<&TextPlace>::new());
        assert_eq!(found(11..12), [&places[3], &places[0]]);
        assert_eq!(found(14..20), [&places[3], &places[2]]);
        assert_eq!(found(0..15).len(), 4);
    }
}
