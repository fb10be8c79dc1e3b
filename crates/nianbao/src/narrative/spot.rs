//! Spots: where on the pages a stretch of the narrative's source came out.

use std::collections::BTreeMap;
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
    let wanted: Vec<_> = of_narrative.filter_map(|place| Some((bytes_of(&narrative.text, place)?, place))).collect();
    let Ok(id) = super::world::file_id(&format!("/{}", narrative.name)) else { return BTreeMap::new() };
    if wanted.is_empty() {
        return BTreeMap::new();
    }
    // Numbered like the one that was typeset, since its text is the same.
    let source = Source::new(id, narrative.text.clone());
    let mut search = Search { source, wanted, exact: BTreeMap::new(), near: BTreeMap::new() };
    for (page, number) in document.pages().iter().zip(1..) {
        search.frame(&page.frame, Point::zero(), (number, page.frame.height().to_pt()));
    }
    let Search { exact, mut near, .. } = search;
    near.extend(exact);
    near.into_iter().map(|(place, spot)| (place.clone(), spot)).collect()
}

/// The bytes of a stretch in its text.
fn bytes_of(text: &str, place: &TextPlace) -> Option<Range<usize>> {
    let mut start = 0;
    for _ in 1..place.line {
        start += text.get(start..)?.find('\n')? + 1;
    }
    let line = text.get(start..)?;
    let byte = |column: usize| line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    let first = place.column.saturating_sub(1);
    Some(start + byte(first)..start + byte(first + place.width))
}

struct Search<'a> {
    source: Source,
    wanted: Vec<(Range<usize>, &'a TextPlace)>,
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
        for (wanted, place) in &self.wanted {
            if wanted.contains(&at) {
                self.exact.entry(place).or_insert(spot);
            }
            if node.start < wanted.end && wanted.start < node.end {
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
