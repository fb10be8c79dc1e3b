//! Finished texts as they are sent: plain text, Markdown, web pages, Word documents and PDF, read into one running text
//! whose characters know where they stood.
//!
//! A paragraph is a line, and so is a table's row, its cells parted by tabs. What is not part of the text isn't there:
//! markup, deleted revisions, hidden text, the heads, feet and page numbers of a PDF.

mod carrier;
mod docx;
mod html;
mod markdown;
mod pdf;
mod places;
mod writer;

use std::fs::File;
use std::io::Read as _;
use std::ops::Range;
use std::path::Path;

use crate::encoding;
use crate::error::{Error, Fault};
use crate::figure::FigureId;
pub(crate) use carrier::{Attached, Carrier};
pub(crate) use html::{Marked, Source, Value};
use places::Places;
pub use places::Spot;
use writer::Piece;

/// No text of a report is longer, in bytes.
const LONGEST: usize = 64 << 20;
/// No file of a report is larger, in bytes, with all its pictures.
const LARGEST: u64 = 512 << 20;

/// A finished text as it was read.
#[derive(Debug, Clone)]
pub struct Document {
    /// What the document goes by: its file's name.
    pub name: String,
    /// The running text, in lines.
    pub text: String,
    /// What a web page or a Word document itself says which figure it is: bytes of the text in ascending order.
    pub(crate) tagged: Vec<(Range<usize>, FigureId)>,
    places: Places,
}

impl Document {
    /// A text that is already there, taken as it is but for its line ends.
    pub fn of_text(name: &str, text: String) -> Self {
        let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
        Self { name: name.to_owned(), places: Places::of_lines(&text), tagged: Vec::new(), text }
    }

    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let bytes = bytes_of(path)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Self::of_bytes(&name, bytes).map_err(|fault| refused(path, fault))
    }

    /// Reads the bytes of a document. The first of them decide what it is, never its name; but nothing in a text tells
    /// plain text from Markdown, which is what goes by `.md`.
    ///
    /// # Errors
    /// A fault that says why there is no text to be had.
    pub fn of_bytes(name: &str, bytes: Vec<u8>) -> Result<Self, Fault> {
        let piece = match bytes.as_slice() {
            [] => return Err(Fault::new("document-empty")),
            [b'P', b'K', 3, 4, ..] => docx::read(&bytes)?,
            [0xd0, 0xcf, 0x11, 0xe0, ..] => return Err(of_compound_file(&bytes)),
            _ if pdf::is_pdf(&bytes) => pdf::read(bytes)?,
            _ => return Self::of_plain(name, &bytes),
        };
        Self::of_piece(name, piece)
    }

    /// Where a byte of the text stood in the document.
    pub fn spot(&self, byte: usize) -> Spot {
        self.places.spot(&self.text, byte)
    }

    /// The same text without what it marks as figures itself.
    pub(crate) fn unmarked(&self) -> Self {
        Self { tagged: Vec::new(), ..self.clone() }
    }

    fn of_plain(name: &str, bytes: &[u8]) -> Result<Self, Fault> {
        if html::is_html(bytes) {
            return Self::of_piece(name, html::read(bytes)?);
        }
        // Rich text, and a page in parts as offices' systems save it with the ending .doc.
        if bytes.starts_with(b"{\\rtf") || bytes.starts_with(b"MIME-Version:") {
            return Err(Fault::new("document-of-old-kind"));
        }
        let of_no_kind = || Fault::new("document-of-no-kind");
        let text = encoding::decoded(bytes).ok_or_else(of_no_kind)?;
        if text.starts_with("<?xml") {
            return Err(of_no_kind());
        }
        if text.len() > LONGEST {
            return Err(Fault::new("document-too-large"));
        }
        let plain = Self::of_text(name, text);
        if plain.text.trim().is_empty() {
            return Err(Fault::new("document-empty"));
        }
        if markdown::is_named(name) {
            return Self::of_piece(name, markdown::read(&plain.text));
        }
        Ok(plain)
    }

    fn of_piece(name: &str, piece: Piece) -> Result<Self, Fault> {
        if piece.is_cut {
            return Err(Fault::new("document-too-large"));
        }
        if piece.text.trim().is_empty() {
            return Err(Fault::new("document-empty"));
        }
        Ok(Self { name: name.to_owned(), text: piece.text, tagged: piece.tagged, places: piece.places })
    }
}

/// The bytes of a file, if they are not more than a document has.
pub(crate) fn bytes_of(path: &Path) -> Result<Vec<u8>, Error> {
    let unread = |source| Error::Read { path: path.to_owned(), source };
    let mut bytes = Vec::new();
    // What is no file has no length that could be looked at before.
    File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes)).map_err(unread)?;
    if bytes.len() as u64 > LARGEST {
        return Err(refused(path, Fault::new("document-too-large")));
    }
    Ok(bytes)
}

/// The error that a document is of no use.
pub(crate) fn refused(path: &Path, fault: Fault) -> Error {
    Error::Document { path: path.to_owned(), fault: Box::new(fault) }
}

/// A compound file is an encrypted .docx or a document of an old program.
fn of_compound_file(bytes: &[u8]) -> Fault {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let is_encrypted = bytes.windows(name.len()).any(|window| window == name);
    Fault::new(if is_encrypted { "document-encrypted" } else { "document-of-old-kind" })
}

#[cfg(test)]
mod tests {
    use encoding_rs::GB18030;

    use super::*;

    fn key(bytes: &[u8]) -> Option<&'static str> {
        Document::of_bytes("报告", bytes.to_vec()).err().map(|fault| fault.key)
    }

    #[test]
    fn plain_text_is_taken_as_it_is_in_every_encoding() {
        let text = "一、成效\n\n办结146件，共3*2组 | 其中_重点_8件。\n";
        let gb = GB18030.encode(&text.replace('\n', "\r\n")).0.into_owned();
        for bytes in [text.as_bytes().to_vec(), gb] {
            assert_eq!(Document::of_bytes("报告", bytes).unwrap().text, text);
        }
    }

    #[test]
    fn a_place_is_that_of_the_file() {
        let document = Document::of_text("报告", "一、成效\r\n\r\n办结146件".to_owned());
        let at = document.text.find("146").unwrap();
        assert_eq!(document.spot(at), Spot { line: 3, column: 3, page: None });
        assert_eq!(document.spot(usize::MAX), Spot { line: 3, column: 7, page: None });
    }

    #[test]
    fn each_kind_of_bad_input_has_its_error() {
        assert_eq!(key(b""), Some("document-empty"));
        assert_eq!(key(b" \r\n\t "), Some("document-empty"));
        assert_eq!(key(b"\x7fELF\0\0\0"), Some("document-of-no-kind"));
        assert_eq!(key(b"\x89PNG\r\n\x1a\n\0"), Some("document-of-no-kind"));
        assert_eq!(key(b"{\\rtf1 146}"), Some("document-of-old-kind"));
        assert_eq!(key(b"MIME-Version: 1.0\r\n\r\n146"), Some("document-of-old-kind"));
        assert_eq!(key(b"<?xml version=\"1.0\"?><w:wordDocument/>"), Some("document-of-no-kind"));
        assert_eq!(key(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Some("document-of-old-kind"));
        let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(key(&[&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &encrypted].concat()), Some("document-encrypted"));
        assert_eq!(key(&vec![b'1'; LONGEST + 1]), Some("document-too-large"));
    }
}
