//! Reports that carry their own figures: the text, and beside it what the program attached that wrote it.

use super::html::{self, Marked};
use super::{Document, docx, pdf};
use crate::error::Fault;

/// A file that a document carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attached {
    /// What it goes by in the document.
    pub(crate) name: String,
    /// Its bytes; nothing if they can't be unpacked.
    pub(crate) bytes: Option<Vec<u8>>,
}

/// A document, and the files that it carries.
#[derive(Debug, Clone)]
pub(crate) struct Carrier {
    /// Its text, or why there is none to be had.
    pub(crate) document: Result<Document, Fault>,
    /// Those of its files that were asked for, in its order.
    pub(crate) attached: Vec<Attached>,
    /// The lines of its last page, with head and foot; of a web page those of its heads and feet, of a Word file those of
    /// the edges of its pages alone; nothing if it has neither.
    pub(crate) last_page: Option<Vec<String>>,
    /// What a web page says of its figures in its markup; nothing of other documents.
    pub(crate) marked: Option<Marked>,
}

impl Carrier {
    /// Reads the bytes of a document, and those of its files that go by one of the names.
    ///
    /// # Errors
    /// A fault that says why it is of no use at all.
    pub(crate) fn of_bytes(name: &str, bytes: Vec<u8>, names: &'static [&'static str]) -> Result<Self, Fault> {
        if html::is_html(&bytes) {
            return Self::of_page(name, &bytes, names);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            let docx::Whole { piece, attached, edges } = docx::read_whole(&bytes, names)?;
            let document = Document::of_piece(name, piece);
            return Ok(Self { document, attached, last_page: Some(edges), marked: None });
        }
        if !pdf::is_pdf(&bytes) {
            let document = Ok(Document::of_bytes(name, bytes)?);
            return Ok(Self { document, attached: Vec::new(), last_page: None, marked: None });
        }
        let pdf::Whole { text, attached } = pdf::read_whole(bytes, names)?;
        let mut last_page = None;
        let document = text.and_then(|text| {
            last_page = Some(text.last_page);
            Document::of_piece(name, text.piece)
        });
        Ok(Self { document, attached, last_page, marked: None })
    }

    fn of_page(name: &str, bytes: &[u8], names: &'static [&'static str]) -> Result<Self, Fault> {
        let html::Whole { piece, attached, marked, edges } = html::read_whole(bytes, names)?;
        let document = Document::of_piece(name, piece);
        Ok(Self { document, attached, last_page: Some(edges), marked: Some(marked) })
    }
}
