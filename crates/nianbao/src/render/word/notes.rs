//! Footnotes: their part, and where they are called.

use std::mem;

use super::blocks::Shape;
use super::package::Relations;
use super::xml::Xml;
use super::{NAMESPACES, Writer};
use crate::error::Error;
use crate::narrative::tree::{Block, Inline, Text};

impl Writer<'_> {
    /// `word/footnotes.xml`, and what it points to.
    pub(super) fn notes(&mut self) -> Result<(Vec<u8>, Relations), Error> {
        let tree = self.tree;
        let report =
            (mem::replace(&mut self.xml, Xml::new("w:footnotes", &NAMESPACES)), mem::take(&mut self.relations));
        for (id, kind, line) in
            [("-1", "separator", "w:separator"), ("0", "continuationSeparator", "w:continuationSeparator")]
        {
            self.xml.open("w:footnote", &[("w:type", kind), ("w:id", id)]);
            self.xml.open("w:p", &[]);
            self.xml.open("w:pPr", &[]);
            self.xml.value("w:snapToGrid", "0");
            self.xml.empty("w:spacing", &[("w:line", "240"), ("w:lineRule", "auto")]);
            self.xml.empty("w:ind", &[("w:firstLineChars", "0"), ("w:firstLine", "0")]);
            self.xml.close();
            self.xml.open("w:r", &[]);
            self.xml.empty(line, &[]);
            self.xml.close();
            self.xml.close();
            self.xml.close();
        }
        for at in 0..tree.notes.len() {
            if !self.nested.contains(&at) {
                self.xml.open("w:footnote", &[("w:id", &(at + 1).to_string())]);
                let mut open = vec![at];
                while let Some(note) = open.pop() {
                    let known = self.nested.len();
                    self.note(note)?;
                    open.extend(self.nested.get(known..).unwrap_or_default().iter().rev());
                }
                self.xml.close();
            }
        }
        let (report, relations) = report;
        let notes = mem::replace(&mut self.xml, report);
        Ok((notes.finish(), mem::replace(&mut self.relations, relations)))
    }

    /// A note's paragraphs, with its number before them.
    fn note(&mut self, at: usize) -> Result<(), Error> {
        let Some(note) = self.tree.notes.get(at) else { return Ok(()) };
        let first_of_its_own = self.within_note.replace(at);
        self.ends_with_table = false;
        let space = Inline::Text(Text { text: " ".to_owned(), ..Text::default() });
        let (first, rest) = match note.blocks.split_first() {
            Some((Block::Paragraph(line), rest)) => (line.as_slice(), rest),
            _ => (&[][..], note.blocks.as_slice()),
        };
        let line: Vec<Inline> = [Inline::Note(at), space].into_iter().chain(first.iter().cloned()).collect();
        self.paragraph(&Shape::of("FootnoteText"), &line)?;
        self.blocks(rest, &Shape::of("FootnoteText"))?;
        if mem::take(&mut self.ends_with_table) {
            self.paragraph(&Shape::of("FootnoteText"), &[])?;
        }
        self.within_note = first_of_its_own;
        Ok(())
    }

    /// Where a note is called; in the note itself, its own number.
    pub(super) fn call(&mut self, note: usize) {
        let marker = self.tree.notes.get(note).map(|note| note.marker.as_str()).unwrap_or_default();
        // Word counts the notes itself; what a layout counts otherwise is written out.
        let is_counted = marker == (note + 1).to_string() && !self.nested.contains(&note);
        self.xml.open("w:r", &[]);
        self.xml.open("w:rPr", &[]);
        self.xml.value("w:rStyle", "FootnoteReference");
        self.xml.close();
        match self.within_note {
            None => {
                let id = (note + 1).to_string();
                let mut attributes = vec![("w:id", id.as_str())];
                if !is_counted {
                    attributes.insert(0, ("w:customMarkFollows", "1"));
                }
                self.xml.empty("w:footnoteReference", &attributes);
                if !is_counted {
                    self.xml.text("w:t", &[], marker);
                }
            }
            Some(own) if own == note && is_counted => self.xml.empty("w:footnoteRef", &[]),
            // Word has no notes in notes: such a one stands below the note in which it is called.
            Some(own) => {
                if own != note && !self.nested.contains(&note) {
                    self.nested.push(note);
                }
                self.xml.text("w:t", &[], marker);
            }
        }
        self.xml.close();
    }
}
