//! Lines as runs: text of one look, figures in their controls, links, breaks, notes and pictures.

use super::Writer;
use crate::error::Error;
use crate::narrative::tree::{Inline, Style, Text};
use crate::render::link;

impl Writer<'_> {
    /// What stands in a paragraph.
    pub(super) fn line(&mut self, inlines: &[Inline]) -> Result<(), Error> {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.texts(std::slice::from_ref(text)),
                Inline::Figure(stated) => self.stated(stated),
                Inline::Break => {
                    self.xml.open("w:r", &[]);
                    self.xml.empty("w:br", &[]);
                    self.xml.close();
                }
                Inline::Note(note) => self.call(*note),
                Inline::Picture(picture) => self.picture(picture)?,
            }
        }
        Ok(())
    }

    /// Texts, each in its look.
    pub(super) fn texts(&mut self, texts: &[Text]) {
        for text in texts {
            let address = text.style.link.as_deref().filter(|address| link::is_harmless(address));
            if let Some(address) = address {
                let id = self.relations.link(address);
                self.xml.open("w:hyperlink", &[("r:id", &id)]);
            }
            self.run(&text.text, &text.style, address.is_some());
            if address.is_some() {
                self.xml.close();
            }
        }
    }

    fn run(&mut self, text: &str, style: &Style, is_link: bool) {
        let xml = &mut self.xml;
        xml.open("w:r", &[]);
        xml.open("w:rPr", &[]);
        if is_link {
            xml.value("w:rStyle", "Hyperlink");
        }
        // Quotation marks and dashes are as wide as the characters around them.
        xml.empty("w:rFonts", &[("w:hint", "eastAsia")]);
        for (is_so, name) in [
            (style.strong, "w:b"),
            (style.strong, "w:bCs"),
            (style.emphasis, "w:i"),
            (style.emphasis, "w:iCs"),
            (style.strike, "w:strike"),
            (style.code, "w:noProof"),
        ] {
            if is_so {
                xml.empty(name, &[]);
            }
        }
        if style.highlight {
            xml.value("w:highlight", "yellow");
        }
        if style.underline {
            xml.value("w:u", "single");
        }
        if style.subscript || style.superscript {
            xml.value("w:vertAlign", if style.subscript { "subscript" } else { "superscript" });
        }
        xml.close();
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                xml.empty("w:br", &[]);
            }
            for (at, piece) in line.split('\t').enumerate() {
                if at > 0 {
                    xml.empty("w:tab", &[]);
                }
                if !piece.is_empty() {
                    xml.text("w:t", &[("xml:space", "preserve")], piece);
                }
            }
        }
        xml.close();
    }

    /// A run of plain text in the look of its style.
    pub(super) fn plain(&mut self, text: &str) {
        self.run(text, &Style::default(), false);
    }
}
