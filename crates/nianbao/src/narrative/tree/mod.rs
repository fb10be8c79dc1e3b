//! The report as a tree: parts, headings, paragraphs, tables and the figures in them, from which every output but the page
//! is written.
//!
//! It is read from the laid-out pages, as the tags in the PDF are: typst leaves each element's begin and end in them. So
//! the tree says what the page says, whatever functions, loops and layouts a narrative uses, and costs no compilation of
//! its own. typst's export to HTML leaves out what it has no rule for (`align`, `grid`, `stack`, `place`, `columns`), text
//! included, and compiles the narrative a second time, in which a `context` may come out otherwise than on the page.

mod blocks;
mod drawing;
mod inlines;
mod kind;
mod nodes;
mod plain;
mod table;

use typst_layout::PagedDocument;

use super::wording::Wording;
use crate::figure::FigureId;
use nodes::Nodes;
pub(crate) use nodes::points;
pub use plain::{is_told, line};

/// A report: its parts in the order of the page, and its footnotes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    /// The parts.
    pub parts: Vec<Part>,
    /// The footnotes, in the order in which [`Inline::Note`] counts them.
    pub notes: Vec<Note>,
}

/// A part of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub role: Role,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// What a part of a report is. The layout says so by `part`; a pack's own layout may say it of none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The title.
    Title,
    /// 统计期限, where it is not the calendar year.
    Period,
    /// 主送机关.
    Addressees,
    /// The narrative.
    Narrative,
    /// 发文机关署名.
    Unit,
    /// 成文日期.
    Date,
    /// The annex.
    Annex,
    /// What a draft or a sample has still open.
    Findings,
    /// Whatever the layout puts between.
    Other,
}

impl Role {
    /// All roles, in the order of a report.
    pub const ALL: &'static [Self] = &[
        Self::Title,
        Self::Period,
        Self::Addressees,
        Self::Narrative,
        Self::Unit,
        Self::Date,
        Self::Annex,
        Self::Findings,
        Self::Other,
    ];

    /// The word that layouts use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Period => "period",
            Self::Addressees => "addressees",
            Self::Narrative => "narrative",
            Self::Unit => "unit",
            Self::Date => "date",
            Self::Annex => "annex",
            Self::Findings => "findings",
            Self::Other => "other",
        }
    }
}

/// What stands by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph; also what stands alone without being one, such as a line of the title.
    Paragraph(Vec<Inline>),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// Something with a caption: a table, a picture.
    Captioned {
        /// What has the caption.
        blocks: Vec<Block>,
        /// The caption.
        caption: Vec<Inline>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// Text whose spaces and line ends count.
    Code(String),
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 for the highest.
    pub level: usize,
    /// Its number as the layout prints it: `一、`, `（一）`. Empty for one without.
    pub number: String,
    /// Its text, without the number.
    pub text: Vec<Inline>,
    /// The label that the narrative gives it, such as `part-measures`.
    pub label: Option<String>,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Whether its items have numbers, terms or bullets.
    pub kind: ListKind,
    /// The items.
    pub items: Vec<Item>,
}

/// What the items of a list have before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// A bullet.
    Bullets,
    /// A number or letter.
    Numbers,
    /// A term that is explained.
    Terms,
}

/// An item of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// The bullet, the number, the term.
    pub label: Vec<Inline>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// How many columns it has.
    pub columns: usize,
    /// What it is about, for those who can't see it.
    pub summary: Option<String>,
    /// Its caption, where the layout gives it one.
    pub caption: Vec<Inline>,
    /// The rows from top to bottom. A header that is printed on every page is there once.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Whether it belongs to the header.
    pub is_header: bool,
    /// The cells that begin in it, from left to right.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it is the header of.
    pub scope: Option<Scope>,
    /// So many columns wide.
    pub columns: usize,
    /// So many rows high.
    pub rows: usize,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// What a cell is the header of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Of its column.
    Column,
    /// Of its row.
    Row,
}

/// What stands in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Text.
    Text(Text),
    /// A figure, in digits or in words.
    Figure(Stated),
    /// A line end that the author typed.
    Break,
    /// Where a footnote is called, by its number in [`Tree::notes`] from 0.
    Note(usize),
    /// A picture.
    Picture(Picture),
}

/// Text of one look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// The text.
    pub text: String,
    /// What it looks like.
    pub style: Style,
}

/// How text differs from the text around it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each can be there without the others")]
pub struct Style {
    /// Strong.
    pub strong: bool,
    /// Emphasised.
    pub emphasis: bool,
    /// Underlined.
    pub underline: bool,
    /// Struck out.
    pub strike: bool,
    /// Highlighted.
    pub highlight: bool,
    /// Lowered.
    pub subscript: bool,
    /// Raised.
    pub superscript: bool,
    /// Code.
    pub code: bool,
    /// The address that it links to.
    pub link: Option<String>,
}

/// A figure as a text states it. Its value is [`Figures::get`](crate::Figures::get)'s.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// The figure.
    pub id: FigureId,
    /// How it is stated.
    pub wording: Wording,
    /// As it is stated: `146件`, `60余万元`, `全部持证上岗`.
    pub text: Vec<Text>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What it shows, for those who can't see it.
    pub alt: String,
    /// The type of its bytes: `image/png`, `image/svg+xml`.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its width and height on the page, in points.
    pub size: [u32; 2],
    /// Whether the table behind it says all that it shows, as that of a chart does.
    pub is_told: bool,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What calls it: `1`.
    pub marker: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

impl Tree {
    /// Reads a document.
    pub(super) fn of(document: &PagedDocument) -> Self {
        blocks::tree(&Nodes::of(document))
    }
}
