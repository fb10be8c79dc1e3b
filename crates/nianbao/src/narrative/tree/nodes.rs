//! From pages to nodes: the elements whose begin and end typst leaves in the frames, with the text between them.

use std::collections::BTreeMap;

use typst::foundations::Content;
use typst::introspection::{Location, LocationKey, MetadataElem, Tag};
use typst::layout::{Frame, FrameItem, GroupItem, Point};
use typst::model::FigureElem;
use typst::text::TextItem;
use typst_layout::{Page, PagedDocument};

use super::kind::{CellShape, Kind};
use super::{Picture, drawing};
use crate::figure::FigureId;
use crate::narrative::joint::{End, SOFT_HYPHEN};
use crate::narrative::marks::{CellMark, Mark, Owner, Part};
use crate::narrative::tree::Role;
use crate::narrative::wording::Wording;

/// The nodes of a document.
pub(super) struct Nodes {
    list: Vec<Node>,
    stretches: Vec<Stretch>,
}

/// The node that holds all others.
pub(super) const ROOT: usize = 0;

/// An element of the document.
struct Node {
    kind: Kind,
    children: Vec<Child>,
    last: Option<End>,
}

/// What stands in an element.
pub(super) enum Child {
    /// An element.
    Node(usize),
    /// Text, with the number of the stretch that it belongs to.
    Text(String, Option<usize>),
    /// A line end that the author typed.
    LineBreak,
    /// The end of a paragraph that isn't marked as one.
    ParagraphEnd,
    /// A picture.
    Picture(Picture),
}

/// A stretch that a mark made: what a figure prints, or words for its value.
struct Stretch {
    figure: Option<(FigureId, Wording)>,
    /// So many characters it may still have.
    left: usize,
}

/// An element that has begun and not ended.
#[derive(Clone, Copy)]
struct Open {
    /// Nothing for what the layout marked.
    location: Option<Location>,
    /// Nothing for what is not read.
    node: Option<usize>,
}

impl Nodes {
    /// Reads a document.
    pub(super) fn of(document: &PagedDocument) -> Self {
        let root = Node { kind: Kind::Group, children: Vec::new(), last: None };
        let mut walk = Walk {
            nodes: Self { list: vec![root], stretches: Vec::new() },
            open: Vec::new(),
            index: BTreeMap::new(),
            unfinished: BTreeMap::new(),
            children: Vec::new(),
            owners: Vec::new(),
            page: None,
        };
        for page in document.pages() {
            walk.page = Some(page);
            walk.frame(&page.frame, Point::zero());
        }
        walk.follow_children();
        walk.nodes
    }

    /// What a node is.
    pub(super) fn kind(&self, node: usize) -> &Kind {
        self.list.get(node).map_or(&Kind::Group, |node| &node.kind)
    }

    /// What stands in a node.
    pub(super) fn children(&self, node: usize) -> &[Child] {
        self.list.get(node).map_or(&[], |node| &node.children)
    }

    /// The nodes in a node that are of some kind, those within them left out.
    pub(super) fn nearest(&self, node: usize, is: &dyn Fn(&Kind) -> bool) -> Vec<usize> {
        let mut found = Vec::new();
        for child in self.children(node) {
            match child {
                Child::Node(child) if is(self.kind(*child)) => found.push(*child),
                Child::Node(child) => found.extend(self.nearest(*child, is)),
                _ => {}
            }
        }
        found
    }

    /// The figure that a stretch states, and how.
    pub(super) fn figure(&self, stretch: usize) -> Option<(&FigureId, &Wording)> {
        self.stretches.get(stretch)?.figure.as_ref().map(|(id, wording)| (id, wording))
    }

    fn add(&mut self, parent: usize, kind: Kind) -> usize {
        let node = self.list.len();
        self.list.push(Node { kind, children: Vec::new(), last: None });
        self.push(parent, Child::Node(node));
        node
    }

    fn push(&mut self, node: usize, child: Child) {
        if let Some(node) = self.list.get_mut(node) {
            node.children.push(child);
        }
    }
}

struct Walk<'a> {
    nodes: Nodes,
    open: Vec<Open>,
    index: BTreeMap<LocationKey, usize>,
    /// What had begun in a cell, and not ended, where the cell goes on on another page.
    unfinished: BTreeMap<LocationKey, Vec<Open>>,
    children: Vec<(&'a GroupItem, Point)>,
    /// The stretches that have begun and not ended.
    owners: Vec<usize>,
    page: Option<&'a Page>,
}

impl<'a> Walk<'a> {
    fn frame(&mut self, frame: &'a Frame, origin: Point) {
        let items = frame.items().as_slice();
        for (at, (place, item)) in items.iter().enumerate() {
            let place = origin + *place;
            match item {
                FrameItem::Group(group) if group.parent.is_some() => self.children.push((group, place)),
                FrameItem::Group(group) => self.frame(&group.frame, place),
                FrameItem::Text(text) => self.text(text, place),
                FrameItem::Image(image, size, _) => self.picture(image, *size),
                FrameItem::Tag(Tag::Start(content, _)) => {
                    self.start(content);
                    self.draw(content, items.get(at + 1..).unwrap_or_default());
                }
                FrameItem::Tag(Tag::End(location, ..)) => self.end(*location),
                FrameItem::Shape(..) | FrameItem::Link(..) => {}
            }
        }
    }

    /// Footnotes, floats and the parts of a cell that goes over several pages: they lie elsewhere than they belong, and
    /// may themselves have such.
    fn follow_children(&mut self) {
        let mut next = 0;
        while let Some((group, place)) = self.children.get(next).copied() {
            next += 1;
            let Some(parent) = &group.parent else { continue };
            let key = LocationKey::new(parent.location);
            let node = self.index.get(&key).copied();
            self.open = vec![Open { location: None, node }];
            self.open.extend(self.unfinished.remove(&key).unwrap_or_default());
            self.owners.clear();
            self.frame(&group.frame, place);
            let rest = self.open.split_off(1.min(self.open.len()));
            self.unfinished.insert(key, rest);
        }
    }

    fn parent(&self) -> Option<usize> {
        match self.open.last() {
            Some(open) => open.node,
            None => Some(ROOT),
        }
    }

    fn start(&mut self, content: &Content) {
        let Some(location) = content.location() else { return };
        if content.is::<MetadataElem>() {
            self.mark(content);
            return;
        }
        let Some(kind) = Kind::of(content) else { return };
        let node = match (kind, self.parent()) {
            (Kind::Left, _) | (_, None) => None,
            (kind, Some(parent)) => {
                let node = self.nodes.add(parent, kind);
                self.index.entry(LocationKey::new(location)).or_insert(node);
                Some(node)
            }
        };
        self.open.push(Open { location: Some(location), node });
    }

    /// Takes what a figure with alternative text draws as a picture, if it draws anything.
    fn draw(&mut self, content: &Content, items: &[(Point, FrameItem)]) {
        let (Some(node), Some(page), Some(location)) = (self.parent(), self.page, content.location()) else { return };
        if !content.is::<FigureElem>() {
            return;
        }
        let drawing = self.nodes.kind(node).alt().and_then(|alt| drawing::drawing(page, items, location, alt));
        if let Some(picture) = drawing {
            self.nodes.push(node, Child::Picture(picture));
            if let Some(node) = self.nodes.list.get_mut(node) {
                node.kind = Kind::Drawn;
            }
        }
    }

    /// Whether what comes next is part of a drawing, and no cell of its table.
    fn is_drawn(&self) -> bool {
        let around = self.open.iter().rev().filter_map(|open| open.node).map(|node| self.nodes.kind(node));
        around
            .into_iter()
            .find(|kind| matches!(kind, Kind::Drawn | Kind::Caption | Kind::Cell(_)))
            .is_some_and(|kind| matches!(kind, Kind::Drawn))
    }

    /// The end of what began at a location, and of whatever began in it; parts of the report end by their own marks.
    fn end(&mut self, ended: Location) {
        if let Some(at) = self.open.iter().rposition(|open| open.location == Some(ended)) {
            let within = self.open.split_off(at);
            self.open.extend(within.into_iter().filter(|open| open.location.is_none()));
        }
    }

    fn mark(&mut self, content: &Content) {
        match Mark::of(content) {
            Some(Mark::Begin(owner, length, wording)) => self.begin(owner, length, wording),
            Some(Mark::End) => {
                self.owners.pop();
            }
            Some(Mark::PartBegin(part)) => self.begin_part(part),
            Some(Mark::NarrativeBegin) => self.begin_part(Part::Role(Role::Narrative)),
            Some(Mark::CellBegin(CellMark { x, y, scope })) => {
                let shape = CellShape { x, y, columns: 1, rows: 1, scope };
                let node = self.parent().map(|parent| self.nodes.add(parent, Kind::Cell(shape)));
                self.open.push(Open { location: None, node });
            }
            Some(Mark::PartEnd | Mark::NarrativeEnd | Mark::CellEnd) => {
                if let Some(at) = self.open.iter().rposition(|open| open.location.is_none()) {
                    self.open.truncate(at);
                }
            }
            Some(Mark::LineBreak) => {
                if let Some(parent) = self.parent() {
                    self.nodes.push(parent, Child::LineBreak);
                    self.forget_end();
                }
            }
            None => {}
        }
    }

    /// Words for a value that hold a figure's number state no more than the number does.
    fn begin(&mut self, owner: Owner, length: Option<usize>, wording: Option<Wording>) {
        let figure = match owner {
            Owner::Figure(id) | Owner::Words(id) => wording.map(|wording| (id, wording)),
            Owner::Last(_) | Owner::Named | Owner::Claim(_) | Owner::Exempt(_) | Owner::Open => None,
        };
        for outer in &self.owners {
            if let Some(outer) = self.nodes.stretches.get_mut(*outer) {
                outer.figure = None;
            }
        }
        self.owners.push(self.nodes.stretches.len());
        self.nodes.stretches.push(Stretch { figure, left: length.unwrap_or(usize::MAX) });
    }

    fn begin_part(&mut self, part: Part) {
        let node = match part {
            // Wherever its mark comes to lie.
            Part::Role(role) => Some(self.nodes.add(ROOT, Kind::Part(role))),
            Part::Number => self.parent().map(|parent| self.nodes.add(parent, Kind::Number)),
            Part::Caption => self.parent().map(|parent| self.nodes.add(parent, Kind::Caption)),
            Part::Figure(id) => {
                let figure = Some((id, Wording::Printed));
                self.nodes.stretches.push(Stretch { figure, left: usize::MAX });
                let stretch = self.nodes.stretches.len() - 1;
                self.parent().map(|parent| self.nodes.add(parent, Kind::Value(stretch)))
            }
        };
        self.open.push(Open { location: None, node });
    }

    fn text(&mut self, text: &TextItem, place: Point) {
        let Some(node) = self.parent() else { return };
        let Some(end) = End::of(text, place).filter(|_| !self.is_drawn()) else { return };
        let block = self.block();
        let is_tagged = self.nodes.kind(block).is_line();
        let last = self.nodes.list.get_mut(block).and_then(|block| block.last.replace(end));
        match last.and_then(|last| last.gap(text, place, is_tagged)) {
            Some('\n') => self.nodes.push(node, Child::ParagraphEnd),
            Some(gap) => self.nodes.push(node, Child::Text(gap.to_string(), None)),
            None => {}
        }
        let printed = text.text.trim_end_matches(SOFT_HYPHEN);
        let value = self.open.iter().rev().filter_map(|open| open.node).find_map(|node| match self.nodes.kind(node) {
            Kind::Value(stretch) => Some(*stretch),
            _ => None,
        });
        let Some(owner) = value.or(self.owners.last().copied()) else {
            self.nodes.push(node, Child::Text(printed.to_owned(), None));
            return;
        };
        let left = self.nodes.stretches.get(owner).map_or(0, |stretch| stretch.left);
        let at = printed.char_indices().nth(left).map_or(printed.len(), |(at, _)| at);
        let (own, rest) = printed.split_at(at);
        if let Some(stretch) = self.nodes.stretches.get_mut(owner) {
            stretch.left = left.saturating_sub(own.chars().count());
        }
        for (part, owner) in [(own, Some(owner)), (rest, None)] {
            if !part.is_empty() {
                self.nodes.push(node, Child::Text(part.to_owned(), owner));
            }
        }
    }

    fn picture(&mut self, image: &typst::visualize::Image, size: typst::layout::Size) {
        let Some(node) = self.parent() else { return };
        let web = typst_svg::WebImage::new(image);
        let named = self.open.iter().rev().filter_map(|open| open.node).find_map(|node| self.nodes.kind(node).alt());
        let alt = named.or(image.alt()).unwrap_or_default().to_owned();
        let size = [size.x, size.y].map(points);
        let picture = Picture { alt, media_type: web.format.mime(), bytes: web.data.to_vec(), size, is_told: false };
        self.nodes.push(node, Child::Picture(picture));
    }

    /// The innermost element around that is more than a stretch of a line.
    fn block(&self) -> usize {
        let around = self.open.iter().rev().filter_map(|open| open.node);
        around.into_iter().find(|node| !self.nodes.kind(*node).is_inline()).unwrap_or(ROOT)
    }

    fn forget_end(&mut self) {
        let block = self.block();
        if let Some(block) = self.nodes.list.get_mut(block) {
            block.last = None;
        }
    }
}

/// A length in whole points.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rounded, and no longer than a page")]
pub(crate) fn points(length: typst::layout::Abs) -> u32 {
    length.to_pt().round().max(0.0) as u32
}
