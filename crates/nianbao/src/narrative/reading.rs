//! The reading: the narrative as its pages have it, in reading order, each character with its owner and its source.
//!
//! The pages are what is signed, so they are read, and not the source: a numeral that a function, a loop or a numbering
//! made stands on them as well. typst leaves tags around each paragraph, heading and cell; text between the same tags is
//! joined, so that neither a line's end nor a page's parts a number from its unit. What the layout adds before and behind
//! the narrative, and page furniture, is not read.

use std::collections::BTreeMap;
use std::ops::Range;

use typst::foundations::Content;
use typst::introspection::{Location, LocationKey, MetadataElem, Tag};
use typst::layout::{Frame, FrameItem, GridCell, GroupItem, Point};
use typst::model::{
    EnumElem, FigureCaption, FigureElem, FootnoteEntry, HeadingElem, ListElem, OutlineElem, ParElem, TableCell,
    TableElem, TermsElem, TitleElem,
};
use typst::pdf::{ArtifactElem, ArtifactKind, PdfMarkerTag, PdfMarkerTagKind};
use typst::syntax::Span;
use typst::text::TextItem;
use typst_layout::PagedDocument;

use super::joint::End;
use super::marks::{Mark, Owner};

/// The narrative's text, and where its characters come from.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    /// The text; paragraphs, cells and the like end with a line end.
    pub(super) text: String,
    /// Its headings, by their bytes, and how high they are, 1 for the highest.
    pub(super) headings: Vec<(Range<usize>, usize)>,
    characters: Vec<Character>,
    owners: Vec<Owner>,
}

/// One character of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Character {
    /// Its byte in the text.
    pub(super) at: usize,
    /// The character.
    pub(super) c: char,
    owner: Option<usize>,
    /// The node of the source that it comes from.
    pub(super) span: Span,
    /// Its byte in the text that the node made.
    pub(super) offset: usize,
}

impl Reading {
    /// Reads a document.
    pub(super) fn of(document: &PagedDocument) -> Self {
        let mut walk = Walk::default();
        for page in document.pages() {
            walk.frame(&page.frame, Point::zero());
        }
        walk.follow_children();
        walk.joined()
    }

    /// The characters of a range of the text.
    pub(super) fn characters(&self, range: &Range<usize>) -> &[Character] {
        let start = self.characters.partition_point(|character| character.at < range.start);
        let end = self.characters.partition_point(|character| character.at < range.end);
        self.characters.get(start..end).unwrap_or_default()
    }

    /// The owner of a character; none for plain prose.
    pub(super) fn owner(&self, character: &Character) -> Option<&Owner> {
        self.owners.get(character.owner?)
    }

    /// The stretches of the text that a mark made, with their owners.
    pub(super) fn stretches(&self) -> Vec<(Range<usize>, &Owner)> {
        let mut stretches: Vec<(Range<usize>, usize)> = Vec::new();
        for character in &self.characters {
            let Some(owner) = character.owner else { continue };
            let end = character.at + character.c.len_utf8();
            match stretches.last_mut() {
                Some((range, last)) if *last == owner && range.end == character.at => range.end = end,
                _ => stretches.push((character.at..end, owner)),
            }
        }
        stretches.into_iter().filter_map(|(range, owner)| Some((range, self.owners.get(owner)?))).collect()
    }
}

/// A paragraph, a heading, a cell; or what stands between them.
#[derive(Default)]
struct Block {
    characters: Vec<Character>,
    last: Option<End>,
    /// How high it is, if it is a heading.
    level: Option<usize>,
}

/// What surrounds the text that comes next.
enum Around {
    /// A block whose lines go on.
    Block(Location, usize),
    /// What is not read: page furniture, a footnote's mark, the table of contents.
    Left(Location),
    /// A name or a number of a drawing: a block wherever the layout puts it.
    Cell(usize),
    Owner(usize),
}

#[derive(Default)]
struct Walk<'a> {
    in_narrative: bool,
    around: Vec<Around>,
    blocks: Vec<Block>,
    index: BTreeMap<LocationKey, usize>,
    /// Whether footnotes and the like, which typst lays out elsewhere, belong to the narrative.
    parents: BTreeMap<LocationKey, bool>,
    children: Vec<(&'a GroupItem, Point)>,
    owners: Vec<Owner>,
    /// How many characters each owner's stretch may still have.
    lengths: Vec<usize>,
}

impl<'a> Walk<'a> {
    fn frame(&mut self, frame: &'a Frame, origin: Point) {
        for (place, item) in frame.items() {
            let place = origin + *place;
            match item {
                FrameItem::Group(group) if group.parent.is_some() => self.children.push((group, place)),
                FrameItem::Group(group) => self.frame(&group.frame, place),
                FrameItem::Text(text) => self.text(text, place),
                FrameItem::Tag(Tag::Start(content, _)) => self.start(content),
                FrameItem::Tag(Tag::End(location, ..)) => self.end(*location),
                FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) => {}
            }
        }
    }

    /// Footnotes, floats and the later parts of a cell that goes over several pages. They come out of their order, and
    /// may themselves have such.
    fn follow_children(&mut self) {
        let mut next = 0;
        while let Some((group, place)) = self.children.get(next).copied() {
            next += 1;
            let Some(parent) = &group.parent else { continue };
            let key = LocationKey::new(parent.location);
            self.in_narrative = self.parents.get(&key).copied().unwrap_or(false);
            let block = self.index.get(&key).map(|block| Around::Block(parent.location, *block));
            self.around = block.into_iter().collect();
            self.frame(&group.frame, place);
        }
    }

    fn start(&mut self, content: &Content) {
        let Some(location) = content.location() else { return };
        if content.is::<MetadataElem>() {
            self.mark(content);
            return;
        }
        self.parents.entry(LocationKey::new(location)).or_insert(self.in_narrative);
        if is_left(content) {
            self.around.push(Around::Left(location));
        } else if is_block(content) {
            let next = self.blocks.len();
            let block = *self.index.entry(LocationKey::new(location)).or_insert(next);
            if block == next {
                self.blocks.push(Block { level: level_of(content), ..Block::default() });
            }
            self.around.push(Around::Block(location, block));
        } else if is_container(content) {
            // Its rows and items are blocks of their own; what else stands in it is not one with what is around it.
            self.blocks.push(Block::default());
        }
    }

    fn mark(&mut self, content: &Content) {
        match Mark::of(content) {
            Some(Mark::Begin(owner, length, _)) => {
                self.around.push(Around::Owner(self.owners.len()));
                self.owners.push(owner);
                self.lengths.push(length.unwrap_or(usize::MAX));
            }
            Some(Mark::End) => {
                if let Some(last) = self.around.iter().rposition(|around| matches!(around, Around::Owner(_))) {
                    self.around.remove(last);
                }
            }
            Some(Mark::CellBegin(_)) => {
                self.around.push(Around::Cell(self.blocks.len()));
                self.blocks.push(Block::default());
            }
            Some(Mark::CellEnd) => {
                if let Some(last) = self.around.iter().rposition(|around| matches!(around, Around::Cell(_))) {
                    self.around.remove(last);
                }
            }
            Some(Mark::NarrativeBegin) => self.in_narrative = true,
            Some(Mark::NarrativeEnd) => self.in_narrative = false,
            Some(Mark::PartBegin(_) | Mark::PartEnd | Mark::LineBreak) | None => {}
        }
    }

    /// The end of what began at a location, and of whatever began in it.
    fn end(&mut self, ended: Location) {
        let began = |around: &Around| match around {
            Around::Block(location, _) | Around::Left(location) => *location == ended,
            Around::Cell(_) | Around::Owner(_) => false,
        };
        if let Some(at) = self.around.iter().rposition(began) {
            self.around.truncate(at);
        }
    }

    fn text(&mut self, text: &TextItem, place: Point) {
        if !self.in_narrative || self.around.iter().any(|around| matches!(around, Around::Left(_))) {
            return;
        }
        let mut block = None;
        let mut owner = None;
        for around in &self.around {
            match around {
                Around::Block(_, index) | Around::Cell(index) => block = Some(*index),
                Around::Owner(index) if self.lengths.get(*index).is_some_and(|left| *left > 0) => owner = Some(*index),
                Around::Owner(_) | Around::Left(_) => {}
            }
        }
        let is_tagged = block.is_some();
        if self.blocks.is_empty() {
            self.blocks.push(Block::default());
        }
        let index = block.unwrap_or(self.blocks.len() - 1);
        let mut unlimited = usize::MAX;
        let left = owner.and_then(|owner| self.lengths.get_mut(owner)).unwrap_or(&mut unlimited);
        if let Some(block) = self.blocks.get_mut(index) {
            block.push(text, place, owner.map(|owner| (owner, left)), is_tagged);
        }
    }

    fn joined(self) -> Reading {
        let mut reading = Reading { owners: self.owners, ..Reading::default() };
        for block in self.blocks.iter().filter(|block| !block.characters.is_empty()) {
            let start = reading.text.len();
            for character in &block.characters {
                reading.characters.push(Character { at: reading.text.len(), ..*character });
                reading.text.push(character.c);
            }
            reading.headings.extend(block.level.map(|level| (start..reading.text.len(), level)));
            reading.text.push('\n');
        }
        reading
    }
}

impl Block {
    fn push(&mut self, text: &TextItem, place: Point, mut owner: Option<(usize, &mut usize)>, is_tagged: bool) {
        let Some(end) = End::of(text, place) else { return };
        if let Some(gap) = self.last.and_then(|last| last.gap(text, place, is_tagged)) {
            self.characters.push(Character { at: 0, c: gap, owner: None, span: Span::detached(), offset: 0 });
        }
        let mut done = 0;
        for glyph in &text.glyphs {
            let range = glyph.range();
            // A character that several glyphs draw is there once.
            let Some(part) = text.text.get(range.start.max(done)..range.end) else { continue };
            let (span, start) = (glyph.span.0, usize::from(glyph.span.1));
            for (at, c) in part.char_indices() {
                let owner = owner.as_mut().filter(|(_, left)| **left > 0).map(|(owner, left)| {
                    **left -= 1;
                    *owner
                });
                self.characters.push(Character { at: 0, c, owner, span, offset: start + at });
            }
            done = done.max(range.end);
        }
        self.last = Some(end);
    }
}

fn is_block(content: &Content) -> bool {
    content.is::<ParElem>()
        || content.is::<HeadingElem>()
        || content.is::<TitleElem>()
        || content.is::<FigureCaption>()
        || content.is::<FootnoteEntry>()
        || content.is::<TableCell>()
        || content.is::<GridCell>()
        || matches!(kind_of(content), Some(PdfMarkerTagKind::ListItemBody | PdfMarkerTagKind::TermsItemBody))
}

fn level_of(content: &Content) -> Option<usize> {
    let heading = content.to_packed::<HeadingElem>()?;
    Some(heading.resolve_level(typst::foundations::StyleChain::default()).get())
}

fn is_container(content: &Content) -> bool {
    content.is::<TableElem>()
        || content.is::<FigureElem>()
        || content.is::<ListElem>()
        || content.is::<EnumElem>()
        || content.is::<TermsElem>()
}

/// Page furniture, what typst numbers by itself, and what says again what stands elsewhere.
fn is_left(content: &Content) -> bool {
    let is_label = matches!(kind_of(content), Some(PdfMarkerTagKind::Label | PdfMarkerTagKind::ListItemLabel));
    let artifact = content.to_packed::<ArtifactElem>();
    let kind = artifact.map(|artifact| artifact.kind.get(typst::foundations::StyleChain::default()));
    let is_furniture = matches!(kind, Some(ArtifactKind::Header | ArtifactKind::Footer | ArtifactKind::Background));
    let is_repeated = content.to_packed::<TableCell>().is_some_and(|cell| cell.is_repeated.as_option() == &Some(true));
    is_label || is_furniture || is_repeated || content.is::<OutlineElem>()
}

fn kind_of(content: &Content) -> Option<&PdfMarkerTagKind> {
    content.to_packed::<PdfMarkerTag>().map(|tag| &tag.kind)
}
