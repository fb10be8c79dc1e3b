//! From nodes to parts and blocks: what typst marks as a paragraph is one, and what stands alone becomes one.

use super::inlines::Line;
use super::kind::{CellShape, Kind};
use super::nodes::{Child, Nodes, ROOT};
use super::{Block, Heading, Inline, Item, List, Note, Part, Picture, Role, Style, Tree, plain, table};

/// The tree of a document.
pub(super) fn tree(nodes: &Nodes) -> Tree {
    let mut writer = Writer { nodes, notes: Vec::new(), before: None };
    let mut parts: Vec<Part> = Vec::new();
    let mut loose = Blocks::default();
    for child in nodes.children(ROOT) {
        let part =
            if let Child::Node(node) = child { nodes.kind(*node).role().map(|role| (role, *node)) } else { None };
        let Some((role, node)) = part else {
            writer.child(child, &Style::default(), &mut loose);
            continue;
        };
        push(&mut parts, Role::Other, std::mem::take(&mut loose).done());
        let blocks = writer.blocks(node);
        push(&mut parts, role, blocks);
    }
    push(&mut parts, Role::Other, loose.done());
    Tree { parts, notes: writer.notes }
}

fn push(parts: &mut Vec<Part>, role: Role, blocks: Vec<Block>) {
    if !blocks.is_empty() {
        parts.push(Part { role, blocks });
    }
}

/// Blocks, and the line that is being filled.
#[derive(Default)]
struct Blocks {
    blocks: Vec<Block>,
    line: Line,
    /// What stood before a table as its caption.
    caption: Vec<Inline>,
}

impl Blocks {
    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line).done();
        if !line.is_empty() {
            self.blocks.push(Block::Paragraph(line));
        }
    }

    fn push(&mut self, block: Block) {
        self.end_line();
        self.blocks.push(block);
    }

    /// A table's caption stands with it, on whichever side of it it was printed.
    fn caption(&mut self, caption: Vec<Inline>) {
        self.end_line();
        match self.blocks.last_mut() {
            Some(Block::Table(table)) if table.caption.is_empty() => table.caption = caption,
            _ => self.caption = caption,
        }
    }

    /// What stands in something with a caption, and the caption.
    fn captioned(&mut self, mut within: Self) {
        within.end_line();
        self.end_line();
        if within.caption.is_empty() {
            self.blocks.append(&mut within.blocks);
        } else {
            self.blocks.push(Block::Captioned { blocks: within.blocks, caption: within.caption });
        }
    }

    fn done(mut self) -> Vec<Block> {
        self.end_line();
        if !self.caption.is_empty() {
            self.blocks.push(Block::Paragraph(self.caption));
        }
        self.blocks
    }
}

/// What stands before a text and is kept apart from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    HeadingNumber,
    NoteLabel,
    ItemLabel,
}

/// Writes blocks, and the notes that are called in them.
struct Writer<'a> {
    nodes: &'a Nodes,
    notes: Vec<Note>,
    /// What is being kept apart, and what came of it so far.
    before: Option<(Before, Vec<Inline>)>,
}

impl Writer<'_> {
    /// What stands in a node.
    fn blocks(&mut self, node: usize) -> Vec<Block> {
        let mut blocks = Blocks::default();
        self.children(node, &Style::default(), &mut blocks);
        blocks.done()
    }

    /// What stands in a node, on one line.
    fn line(&mut self, node: usize) -> Vec<Inline> {
        let lines = self.blocks(node).into_iter().filter_map(|block| match block {
            Block::Paragraph(line) => Some(line),
            _ => None,
        });
        lines.flatten().collect()
    }

    /// What `write` makes, and what stands before it.
    fn apart<T>(&mut self, before: Before, write: impl FnOnce(&mut Self) -> T) -> (Vec<Inline>, T) {
        let outer = self.before.replace((before, Vec::new()));
        let written = write(self);
        let kept = std::mem::replace(&mut self.before, outer);
        (kept.map(|(_, line)| line).unwrap_or_default(), written)
    }

    /// Keeps the node apart, if it is what is being kept apart.
    fn keep(&mut self, node: usize, is: Before) -> bool {
        if self.before.as_ref().is_none_or(|(kept, _)| *kept != is) {
            return false;
        }
        let line = self.line(node);
        self.before = Some((is, line));
        true
    }

    fn children(&mut self, node: usize, style: &Style, blocks: &mut Blocks) {
        let nodes = self.nodes;
        for child in nodes.children(node) {
            self.child(child, style, blocks);
        }
    }

    fn child(&mut self, child: &Child, style: &Style, blocks: &mut Blocks) {
        match child {
            Child::Node(node) => self.node(*node, style, blocks),
            Child::Text(text, stretch) => {
                let figure = stretch.and_then(|stretch| self.nodes.figure(stretch).map(|(id, how)| (stretch, id, how)));
                blocks.line.text(text, style, figure);
            }
            Child::LineBreak => blocks.line.push(Inline::Break),
            Child::ParagraphEnd => blocks.end_line(),
            Child::Picture(picture) => blocks.line.push(Inline::Picture(picture.clone())),
        }
    }

    fn node(&mut self, node: usize, style: &Style, blocks: &mut Blocks) {
        let nodes = self.nodes;
        match nodes.kind(node) {
            Kind::Left => {}
            Kind::Number if self.keep(node, Before::HeadingNumber) => {}
            Kind::NoteLabel if self.keep(node, Before::NoteLabel) => {}
            Kind::ItemLabel if self.keep(node, Before::ItemLabel) => {}
            Kind::Styled(own) => self.children(node, &style.and(own), blocks),
            Kind::Value(_) | Kind::Number | Kind::NoteLabel | Kind::Picture { .. } => {
                self.children(node, style, blocks);
            }
            Kind::Note => self.note(node, style, blocks),
            Kind::Heading { level, label } => {
                let (number, text) = self.apart(Before::HeadingNumber, |writer| writer.line(node));
                let number = plain::line(&number);
                blocks.push(Block::Heading(Heading { level: *level, number, text, label: label.clone() }));
            }
            Kind::List(kind) => {
                let items = self.items(node);
                blocks.push(Block::List(List { kind: *kind, items }));
            }
            Kind::Table(shape) => {
                let cells = self.cells(node);
                blocks.end_line();
                let caption = std::mem::take(&mut blocks.caption);
                blocks.push(Block::Table(table::table(shape, caption, cells)));
            }
            Kind::Caption => {
                let caption = self.line(node);
                blocks.caption(caption);
            }
            Kind::Captioned { .. } | Kind::Drawn => blocks.captioned(self.within(node)),
            Kind::Quote => {
                let quoted = self.blocks(node);
                blocks.push(Block::Quote(quoted));
            }
            Kind::Code => {
                let code = plain::line(&self.line(node));
                blocks.push(Block::Code(code));
            }
            Kind::Group
            | Kind::Part(_)
            | Kind::Title
            | Kind::Paragraph
            | Kind::Cell(_)
            | Kind::ItemLabel
            | Kind::ItemBody
            | Kind::NoteText => {
                blocks.end_line();
                self.children(node, style, blocks);
                blocks.end_line();
            }
        }
    }

    /// The cells of a table, or of a drawing's.
    fn cells(&mut self, node: usize) -> Vec<(CellShape, Vec<Block>)> {
        let cells = self.nodes.nearest(node, &|kind| matches!(kind, Kind::Cell(_)));
        let shaped = cells.into_iter().filter_map(|cell| Some((self.nodes.kind(cell).cell()?, cell)));
        shaped.collect::<Vec<_>>().into_iter().map(|(shape, cell)| (shape, self.blocks(cell))).collect()
    }

    /// What has a caption, and the caption. A drawing whose texts make a table is its picture and the table.
    fn within(&mut self, node: usize) -> Blocks {
        let mut blocks = Blocks::default();
        let is_drawn = matches!(self.nodes.kind(node), Kind::Drawn);
        let cells = if is_drawn { self.cells(node) } else { Vec::new() };
        if cells.is_empty() {
            self.children(node, &Style::default(), &mut blocks);
            return blocks;
        }
        for child in self.nodes.children(node) {
            if let Child::Picture(picture) = child {
                blocks.line.push(Inline::Picture(Picture { is_told: true, ..picture.clone() }));
            }
        }
        let shape = table::shape(&cells);
        blocks.push(Block::Table(table::table(&shape, Vec::new(), cells)));
        for caption in self.nodes.nearest(node, &|kind| matches!(kind, Kind::Caption)) {
            blocks.caption = self.line(caption);
        }
        blocks
    }

    /// Where a footnote is called. One that is called again has its text where it was called first.
    fn note(&mut self, node: usize, style: &Style, blocks: &mut Blocks) {
        let Some(text) = self.nodes.nearest(node, &|kind| matches!(kind, Kind::NoteText)).first().copied() else {
            self.children(node, style, blocks);
            return;
        };
        // Its place is taken before its text is written, which may call others.
        let at = self.notes.len();
        blocks.line.push(Inline::Note(at));
        self.notes.push(Note { marker: String::new(), blocks: Vec::new() });
        let (marker, written) = self.apart(Before::NoteLabel, |writer| writer.blocks(text));
        if let Some(note) = self.notes.get_mut(at) {
            *note = Note { marker: plain::line(&marker), blocks: written };
        }
    }

    /// The items of a list: a label and the body behind it. A term stands in its own body.
    fn items(&mut self, node: usize) -> Vec<Item> {
        let mut items = Vec::new();
        let mut label = Vec::new();
        for part in self.nodes.nearest(node, &|kind| matches!(kind, Kind::ItemLabel | Kind::ItemBody)) {
            if matches!(self.nodes.kind(part), Kind::ItemLabel) {
                label = self.line(part);
                continue;
            }
            let (term, blocks) = self.apart(Before::ItemLabel, |writer| writer.blocks(part));
            let label = if term.is_empty() { std::mem::take(&mut label) } else { term };
            items.push(Item { label, blocks });
        }
        items
    }
}
