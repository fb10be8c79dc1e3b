//! The report's parts and blocks as paragraphs of the styles that they have.

use super::Writer;
use super::numbering::{self, DEEPEST};
use super::styles::indentation;
use super::widths;
use crate::error::Error;
use crate::narrative::tree::{self, Block, Heading, Inline, Item, List, ListKind, Part, Role, Text};

/// What a paragraph is.
#[derive(Debug, Clone, Default)]
pub(super) struct Shape {
    /// Its style; that of the running text if there is none.
    style: Option<String>,
    /// Its list; `0` takes the number of its style away.
    list: Option<String>,
    /// What its first line and the others are indented by, where that isn't the style's.
    indent: Option<[u32; 2]>,
    /// Whether it stays with the next one.
    is_kept: bool,
    align: Option<&'static str>,
    /// What stands above it, in twentieths of a point.
    before: u32,
    /// What part of the report it stands in.
    role: Option<Role>,
    /// In how many lists it stands.
    depth: usize,
    /// Whether it stands with a picture, whose numbers are a small table.
    has_picture: bool,
}

impl Shape {
    /// A paragraph of a style.
    pub(super) fn of(style: &str) -> Self {
        Self { style: Some(style.to_owned()), ..Self::default() }
    }

    /// The same in another style.
    fn styled(&self, style: &str) -> Self {
        Self { style: Some(style.to_owned()), ..self.clone() }
    }

    /// Whether it is small print, whose tables are small too.
    pub(super) fn is_annex(&self) -> bool {
        self.role == Some(Role::Annex)
    }

    /// Whether it stands with a picture.
    pub(super) const fn has_picture(&self) -> bool {
        self.has_picture
    }

    /// The same, staying with the next one.
    pub(super) fn kept(self) -> Self {
        Self { is_kept: true, ..self }
    }

    pub(super) fn centred(self) -> Self {
        Self { align: Some("center"), ..self }
    }
}

impl Writer<'_> {
    /// A part of the report, and where its last paragraph begins.
    pub(super) fn part(&mut self, part: &Part) -> Result<Option<usize>, Error> {
        let blocks = part.blocks.as_slice();
        self.breaks_page |= matches!(part.role, Role::Annex | Role::Findings);
        let style = match part.role {
            Role::Title => "Title",
            Role::Period => "Period",
            Role::Addressees => "Addressees",
            Role::Unit | Role::Date => {
                let at = self.xml.len();
                self.signature(part)?;
                return Ok(Some(at));
            }
            Role::Annex => return self.annex(blocks),
            Role::Findings => {
                return self.each(blocks, &Shape { role: Some(Role::Findings), ..Shape::of("Finding") });
            }
            Role::Narrative | Role::Other => return self.each(blocks, &Shape::default()),
        };
        let at = self.xml.len();
        self.paragraph(&Shape::of(style), &lines(blocks))?;
        Ok(Some(at))
    }

    /// The annex: what it is called stands flush left above its title.
    fn annex(&mut self, blocks: &[Block]) -> Result<Option<usize>, Error> {
        let shape = Shape { role: Some(Role::Annex), ..Shape::of("AnnexNote") };
        match blocks.split_first() {
            Some((Block::Paragraph(line), rest)) => {
                self.paragraph(&shape.styled("AnnexMark"), line)?;
                self.each(rest, &shape)
            }
            _ => self.each(blocks, &shape),
        }
    }

    /// The signature two characters from the right edge, the date two characters further in than its begin (7.3.5.2).
    fn signature(&mut self, part: &Part) -> Result<(), Error> {
        let width = |role: Role| {
            let of_role = self.tree.parts.iter().filter(|part| part.role == role);
            of_role.map(|part| widths::hundredths(&tree::line(&lines(&part.blocks)))).max().unwrap_or_default()
        };
        let widest = width(Role::Unit).max(width(Role::Date) + 200);
        let left = 2_600_u32.saturating_sub(widest) + if part.role == Role::Date { 200 } else { 0 };
        let before = if part.role == Role::Unit { self.pitch } else { 0 };
        let shape = Shape { indent: Some([0, left]), before, ..Shape::of("Signature") };
        self.paragraph(&shape, &lines(&part.blocks))
    }

    /// Blocks one after another; tells where the last one begins, if it is a paragraph.
    fn each(&mut self, blocks: &[Block], shape: &Shape) -> Result<Option<usize>, Error> {
        let mut last = None;
        for block in blocks {
            last = Some(self.xml.len());
            self.block(block, shape)?;
        }
        Ok(last)
    }

    /// Blocks in a paragraph's place.
    pub(super) fn blocks(&mut self, blocks: &[Block], shape: &Shape) -> Result<(), Error> {
        self.each(blocks, shape).map(|_| ())
    }

    fn block(&mut self, block: &Block, shape: &Shape) -> Result<(), Error> {
        match block {
            Block::Heading(heading) => self.heading(heading, shape),
            Block::Paragraph(line) => self.paragraph(shape, line),
            Block::List(list) => self.list(list, shape),
            Block::Table(table) => {
                if !table.caption.is_empty() {
                    self.paragraph(&Shape { is_kept: true, ..Shape::of("Caption") }, &table.caption)?;
                }
                self.table(table, shape)
            }
            Block::Captioned { blocks, caption } => self.captioned(blocks, caption, shape),
            Block::Quote(blocks) => self.blocks(blocks, &shape.styled("Quote")),
            Block::Code(code) => {
                let text = Inline::Text(Text { text: code.clone(), ..Text::default() });
                self.paragraph(&shape.styled("Code"), &[text])
            }
        }
    }

    /// A table's caption stands above it, that of a picture below.
    fn captioned(&mut self, blocks: &[Block], caption: &[Inline], shape: &Shape) -> Result<(), Error> {
        let has_table = blocks.iter().any(|block| matches!(block, Block::Table(_)));
        let has_picture = blocks.iter().any(|block| matches!(block, Block::Paragraph(line) if are_pictures(line)));
        if has_table && !has_picture {
            self.paragraph(&Shape { is_kept: true, ..Shape::of("Caption") }, caption)?;
            return self.blocks(blocks, shape);
        }
        // The numbers of a chart stand under its drawing, and both above what they are called.
        self.blocks(blocks, &Shape { is_kept: true, has_picture, ..shape.styled("Picture") })?;
        self.paragraph(&Shape::of("Caption"), caption)
    }

    fn heading(&mut self, heading: &Heading, shape: &Shape) -> Result<(), Error> {
        let level = heading.level.clamp(1, DEEPEST);
        if shape.is_annex() && level > 1 {
            let line = with_label(&heading.number, &heading.text);
            return self.paragraph(&Shape::of("AnnexSection"), &line);
        }
        let counts = self.numbering.counts(level, &heading.number);
        let number = if counts { "" } else { heading.number.as_str() };
        let takes_away = !counts && level <= numbering::NUMBERED;
        let own = Shape {
            list: takes_away.then(|| "0".to_owned()),
            indent: takes_away.then_some([if shape.is_annex() { 0 } else { 200 }, 0]),
            ..Shape::of(&format!("Heading{level}"))
        };
        let own = if shape.is_annex() { own.centred() } else { own };
        self.paragraph(&own, &with_label(number, &heading.text))
    }

    fn list(&mut self, list: &List, shape: &Shape) -> Result<(), Error> {
        let id = self.numbering.list(list, shape.depth);
        for item in &list.items {
            self.item(item, list.kind, id.as_deref(), shape)?;
        }
        Ok(())
    }

    fn item(&mut self, item: &Item, kind: ListKind, id: Option<&str>, shape: &Shape) -> Result<(), Error> {
        let left = numbering::left(shape.depth);
        let within = Shape { indent: Some([0, left]), depth: shape.depth + 1, list: None, ..shape.styled("Item") };
        let (first, rest) = match item.blocks.split_first() {
            Some((Block::Paragraph(line), rest)) => (line.as_slice(), rest),
            _ => (&[][..], item.blocks.as_slice()),
        };
        match (id, kind) {
            (Some(id), _) => {
                let own = Shape { list: Some(id.to_owned()), indent: None, ..within.clone() };
                self.paragraph(&own, first)?;
            }
            (None, kind) => {
                let gap = if kind == ListKind::Terms { "\u{2003}" } else { "\t" };
                let gap = Inline::Text(Text { text: gap.to_owned(), ..Text::default() });
                let line: Vec<Inline> = item.label.iter().cloned().chain([gap]).chain(first.iter().cloned()).collect();
                let begin = left - numbering::HANGING;
                let indent = if kind == ListKind::Terms { [0, begin] } else { within.indent.unwrap_or_default() };
                self.paragraph(&Shape { indent: Some(indent), ..within.clone() }, &line)?;
            }
        }
        self.blocks(rest, &within)
    }

    /// A paragraph.
    pub(super) fn paragraph(&mut self, shape: &Shape, line: &[Inline]) -> Result<(), Error> {
        self.ends_with_table = false;
        let has_picture = line.iter().any(|inline| matches!(inline, Inline::Picture(_)));
        let is_picture = are_pictures(line);
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        match &shape.style {
            _ if is_picture => self.xml.value("w:pStyle", "Picture"),
            Some(style) => self.xml.value("w:pStyle", style),
            None => {}
        }
        if shape.is_kept {
            self.xml.empty("w:keepNext", &[]);
        }
        if std::mem::take(&mut self.breaks_page) {
            self.xml.empty("w:pageBreakBefore", &[]);
        }
        if let Some(list) = &shape.list {
            self.xml.open("w:numPr", &[]);
            self.xml.value("w:ilvl", "0");
            self.xml.value("w:numId", list);
            self.xml.close();
        }
        self.spacing(shape, has_picture && !is_picture);
        if let Some(indent) = shape.indent.filter(|_| !is_picture) {
            indentation(&mut self.xml, indent, 0);
        }
        if let Some(align) = shape.align {
            self.xml.value("w:jc", align);
        }
        self.xml.close();
        self.line(line)?;
        self.xml.close();
        Ok(())
    }

    /// What stands above a paragraph; lines of a fixed height would cut a picture off.
    fn spacing(&mut self, shape: &Shape, has_picture: bool) {
        let before = shape.before.to_string();
        let pitch = self.pitch.to_string();
        let mut spacing = Vec::new();
        if shape.before > 0 {
            spacing.push(("w:before", before.as_str()));
        }
        if has_picture {
            spacing.extend([("w:line", pitch.as_str()), ("w:lineRule", "atLeast")]);
        }
        if !spacing.is_empty() {
            self.xml.empty("w:spacing", &spacing);
        }
    }
}

/// Whether a line is pictures and nothing else.
fn are_pictures(line: &[Inline]) -> bool {
    !line.is_empty() && line.iter().all(|inline| matches!(inline, Inline::Picture(_)))
}

/// The text with what stands before it.
fn with_label(label: &str, text: &[Inline]) -> Vec<Inline> {
    let label = Some(label).filter(|label| !label.is_empty());
    let label = label.map(|label| Inline::Text(Text { text: label.to_owned(), ..Text::default() }));
    label.into_iter().chain(text.iter().cloned()).collect()
}

/// Blocks that make one paragraph, such as those of the title, each on a line of its own.
fn lines(blocks: &[Block]) -> Vec<Inline> {
    let mut line = Vec::new();
    for block in blocks {
        let own = match block {
            Block::Paragraph(own) => own,
            Block::Heading(heading) => &heading.text,
            _ => continue,
        };
        if !line.is_empty() {
            line.push(Inline::Break);
        }
        line.extend(own.iter().cloned());
    }
    line
}
