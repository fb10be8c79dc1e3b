//! The body of a document, event by event: what is deleted, hidden or said twice is passed over.

use std::collections::BTreeSet;

use quick_xml::events::{BytesStart, Event};

use super::super::writer::Writer;
use super::numbering::{Numbering, Reference, level_of};
use super::package::{attribute, is_on};
use crate::figure::FigureId;
use crate::markup::referred;
use crate::render::word::attached::DIGEST_TAG;

/// Text boxes within text boxes: what is deeper is written where it stands.
const DEEPEST_BOX: usize = 16;

/// The two kinds of notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Note {
    Foot,
    End,
}

/// An element that is open.
#[derive(Debug)]
enum Element {
    Paragraph,
    ParagraphProperties,
    Run,
    RunProperties,
    Row {
        is_deleted: bool,
    },
    RowProperties,
    Cell {
        columns: usize,
    },
    Text,
    TextBox,
    /// A content control with its tag.
    Control(Option<String>),
    ControlContent,
    /// The digest at the foot of a page, which is no part of the text.
    Digest,
    /// Several ways to say one thing, and whether one was taken.
    Alternatives {
        is_taken: bool,
    },
    Other,
}

/// A stretch of text of its own: the body, or a text box.
#[derive(Default)]
struct Level {
    writer: Writer,
    /// The mark of the last paragraph is deleted: the next one goes on with it.
    joins: bool,
    /// Text boxes that stand at the paragraph.
    boxes: Vec<Writer>,
}

/// A paragraph that is open.
#[derive(Default)]
struct Paragraph {
    number: Reference,
    /// Whether the automatic number was written, or must not be.
    is_counted: bool,
    is_mark_deleted: bool,
    /// The text of the run can't be seen.
    is_hidden: bool,
}

pub(super) struct Body {
    numbering: Numbering,
    levels: Vec<Level>,
    paragraphs: Vec<Paragraph>,
    open: Vec<Element>,
    /// How many elements are open within one that is passed over, it included.
    skipped: usize,
    /// The notes that the text refers to.
    notes: BTreeSet<(Note, String)>,
    /// The part that is being read, if it is one of notes.
    part: Option<Note>,
    /// What stood at the foot of a page.
    digests: Vec<Writer>,
}

impl Body {
    pub(super) fn new(numbering: Numbering) -> Self {
        Self {
            numbering,
            levels: vec![Level::default()],
            paragraphs: Vec::new(),
            open: Vec::new(),
            skipped: 0,
            notes: BTreeSet::new(),
            part: None,
            digests: Vec::new(),
        }
    }

    /// What follows are the notes of a kind, of which those are taken that the text refers to.
    pub(super) fn begin_notes(&mut self, note: Note) {
        self.part = Some(note);
        if let Some(level) = self.levels.last_mut() {
            level.writer.end_line();
        }
    }

    /// The lines at the feet of pages.
    pub(super) fn digests(&mut self) -> Vec<String> {
        self.digests.drain(..).map(|text| text.finish().text).collect()
    }

    pub(super) fn finish(mut self) -> Writer {
        let mut body = Writer::default();
        for level in self.levels.drain(..) {
            body.append(level.writer);
            level.boxes.into_iter().for_each(|text| body.append(text));
        }
        body
    }

    pub(super) fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => {
                if self.skipped > 0 || self.is_skipped(tag) {
                    self.skipped += 1;
                    return;
                }
                let element = self.begin(tag);
                self.open.push(element);
            }
            Event::Empty(tag) if self.skipped == 0 && !self.is_skipped(tag) => {
                let element = self.begin(tag);
                self.end(&element);
            }
            Event::End(_) if self.skipped > 0 => self.skipped -= 1,
            Event::End(_) => {
                if let Some(element) = self.open.pop() {
                    self.end(&element);
                }
            }
            Event::Text(text) if self.is_text() => text.chars().for_each(|c| self.write(c)),
            Event::CData(text) if self.is_text() => text.chars().for_each(|c| self.write(c)),
            Event::GeneralRef(name) if self.is_text() => {
                self.write(referred(name).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            _ => {}
        }
    }

    fn is_text(&self) -> bool {
        self.skipped == 0 && matches!(self.open.last(), Some(Element::Text))
    }

    /// Whether an element and all that is in it is no part of the accepted text.
    fn is_skipped(&mut self, tag: &BytesStart<'_>) -> bool {
        let is_property = matches!(
            self.open.last(),
            Some(Element::RunProperties | Element::RowProperties | Element::ParagraphProperties)
        );
        match tag.local_name().as_ref() {
            // Among properties it says that a mark or a row is deleted, which `begin` takes note of.
            "del" | "moveFrom" => !is_property,
            // What the properties were before, and how a word is spoken.
            "rPrChange" | "pPrChange" | "trPrChange" | "tcPrChange" | "tblPrChange" | "sectPrChange" | "rt" => true,
            "footnote" | "endnote" => {
                let id = attribute(tag, "id").unwrap_or_default();
                self.part.is_some_and(|note| !self.notes.contains(&(note, id)))
            }
            "Choice" | "Fallback" => match self.open.last_mut() {
                Some(Element::Alternatives { is_taken }) => std::mem::replace(is_taken, true),
                _ => false,
            },
            _ => false,
        }
    }

    fn begin(&mut self, tag: &BytesStart<'_>) -> Element {
        let name = tag.local_name();
        match (name.as_ref(), self.open.last()) {
            ("p", _) => self.begin_paragraph(),
            ("pPr", Some(Element::Paragraph)) => Element::ParagraphProperties,
            ("r", _) => {
                self.paragraph().is_hidden = false;
                Element::Run
            }
            ("rPr", Some(Element::Run | Element::ParagraphProperties)) => Element::RunProperties,
            ("t", _) => Element::Text,
            ("tr", _) => {
                self.level().writer.begin_row();
                Element::Row { is_deleted: false }
            }
            ("trPr", Some(Element::Row { .. })) => Element::RowProperties,
            ("tc", _) => {
                let level = self.level();
                level.joins = false;
                level.writer.begin_cell();
                Element::Cell { columns: 1 }
            }
            ("txbxContent", _) if self.levels.len() < DEEPEST_BOX => {
                self.levels.push(Level::default());
                Element::TextBox
            }
            ("sdt", _) => Element::Control(None),
            ("sdtContent", Some(Element::Control(Some(tag)))) if tag == DIGEST_TAG => {
                self.levels.push(Level::default());
                Element::Digest
            }
            ("sdtContent", Some(Element::Control(id))) => {
                let id = id.as_ref().filter(|id| !id.trim().is_empty()).map(|id| FigureId::new(id.trim()));
                if id.is_some() {
                    self.count();
                }
                self.level().writer.open_tag(id);
                Element::ControlContent
            }
            ("AlternateContent", _) => Element::Alternatives { is_taken: false },
            (property, _) => {
                self.property(property, tag);
                Element::Other
            }
        }
    }

    /// Elements without text in them: properties, and what stands for a character.
    fn property(&mut self, name: &str, tag: &BytesStart<'_>) {
        let value = || attribute(tag, "val");
        let is_mark = matches!(self.open.iter().rev().nth(1), Some(Element::ParagraphProperties));
        match (name, self.open.last()) {
            ("pStyle", Some(Element::ParagraphProperties)) => self.paragraph().number.style = value(),
            // Within <w:numPr>, which stands among the properties of a paragraph.
            ("numId", Some(Element::Other)) if is_mark => self.paragraph().number.number = value(),
            ("ilvl", Some(Element::Other)) if is_mark => self.paragraph().number.level = level_of(tag),
            ("del" | "moveFrom", Some(Element::RunProperties)) if is_mark => self.paragraph().is_mark_deleted = true,
            ("vanish", Some(Element::RunProperties)) if !is_mark => self.paragraph().is_hidden = is_on(tag),
            ("del", Some(Element::RowProperties)) => {
                if let Some(Element::Row { is_deleted }) = self.open.iter_mut().rev().nth(1) {
                    *is_deleted = true;
                }
            }
            ("gridSpan", _) => {
                let span = value().and_then(|span| span.parse().ok()).unwrap_or(1);
                if let Some(Element::Cell { columns }) = self.open.iter_mut().rev().nth(1) {
                    *columns = span;
                }
            }
            ("tag", _) => {
                if let Some(Element::Control(id)) = self.open.iter_mut().rev().nth(1) {
                    *id = value();
                }
            }
            ("tab" | "ptab", Some(Element::Run)) => self.write('\t'),
            ("br" | "cr", Some(Element::Run)) => self.write('\n'),
            ("noBreakHyphen", Some(Element::Run)) => self.write('-'),
            ("sym", Some(Element::Run)) => self.write(symbol(tag)),
            ("footnoteReference", _) => self.refer(Note::Foot, tag),
            ("endnoteReference", _) => self.refer(Note::End, tag),
            _ => {}
        }
    }

    fn begin_paragraph(&mut self) -> Element {
        let level = self.level();
        let goes_on = std::mem::take(&mut level.joins) && !level.writer.is_at_start();
        if !goes_on {
            level.writer.end_line();
        }
        self.paragraphs.push(Paragraph { is_counted: goes_on, ..Paragraph::default() });
        Element::Paragraph
    }

    fn end(&mut self, element: &Element) {
        match element {
            Element::Paragraph => self.end_paragraph(),
            Element::Row { is_deleted } => self.level().writer.end_row(!is_deleted),
            Element::Cell { columns } => {
                let level = self.level();
                level.joins = false;
                level.writer.skip_cells(columns.saturating_sub(1));
            }
            Element::ControlContent => self.level().writer.close_tag(),
            Element::Digest => self.digests.extend(self.levels.pop().map(|level| level.writer)),
            Element::TextBox => {
                if let Some(closed) = self.levels.pop().filter(|_| !self.levels.is_empty()) {
                    let is_hidden = self.paragraph().is_hidden;
                    let boxes = std::iter::once(closed.writer).chain(closed.boxes);
                    self.level().boxes.extend(boxes.filter(|_| !is_hidden));
                }
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        if self.paragraph().is_mark_deleted {
            self.level().joins = true;
        } else {
            self.count();
            let level = self.level();
            level.writer.end_line();
            for text in std::mem::take(&mut level.boxes) {
                level.writer.append(text);
            }
        }
        self.paragraphs.pop();
    }

    /// Writes the automatic number of the paragraph, once.
    fn count(&mut self) {
        let paragraph = self.paragraph();
        if std::mem::replace(&mut paragraph.is_counted, true) {
            return;
        }
        let number = paragraph.number.clone();
        if let Some(mark) = self.numbering.mark(&number) {
            let writer = &mut self.level().writer;
            writer.push_str(&mark);
            // The page has a gap here, without which a number would run into the next one.
            if mark.ends_with(|c: char| c.is_ascii()) {
                writer.push(' ');
            }
        }
    }

    fn write(&mut self, c: char) {
        if !self.paragraph().is_hidden {
            self.count();
            self.level().writer.push(c);
        }
    }

    fn refer(&mut self, note: Note, tag: &BytesStart<'_>) {
        if let Some(id) = attribute(tag, "id")
            && !self.paragraph().is_hidden
        {
            self.notes.insert((note, id));
        }
    }

    /// The stretch of text that is being written; there always is one.
    fn level(&mut self) -> &mut Level {
        if self.levels.is_empty() {
            self.levels.push(Level::default());
        }
        let last = self.levels.len() - 1;
        &mut self.levels[last]
    }

    /// The paragraph that is open; text outside of one is taken as it is.
    fn paragraph(&mut self) -> &mut Paragraph {
        if self.paragraphs.is_empty() {
            self.paragraphs.push(Paragraph { is_counted: true, ..Paragraph::default() });
        }
        let last = self.paragraphs.len() - 1;
        &mut self.paragraphs[last]
    }
}

/// The character of a symbol's font, which lies in the private range; digits of it are digits.
fn symbol(tag: &BytesStart<'_>) -> char {
    let code = attribute(tag, "char").and_then(|code| u32::from_str_radix(&code, 16).ok()).unwrap_or_default();
    let is_symbol = attribute(tag, "font").is_some_and(|font| font == "Symbol");
    match code {
        0xf020..=0xf07e if is_symbol => char::from_u32(code - 0xf000).unwrap_or_default(),
        0xe000..=0xf8ff => char::REPLACEMENT_CHARACTER,
        _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}
