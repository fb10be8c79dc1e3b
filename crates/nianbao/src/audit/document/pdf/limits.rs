//! A look at a PDF before it is read: whether it is whole, how deep its objects lie within each other, and what its
//! streams unpack to. Its reader takes all of it on trust.

use std::io::Read as _;

use flate2::read::ZlibDecoder;

use crate::error::Fault;

/// No stream unpacks to more, and all of them together to no more, in bytes.
const STREAM: usize = 256 << 20;
const WHOLE: usize = 2 << 30;
/// Objects are read by recursion, in time that grows with the square of their depth: no stretch of bytes has more that
/// begin, nor more that begin within each other.
const MOST_OBJECTS: usize = 400_000;
const DEEPEST: usize = 5_000;
/// A PDF ends with its mark, or with a few bytes behind it.
const TAIL: usize = 4_096;

/// # Errors
/// A fault that keeps the PDF from being read.
pub(super) fn look_at(bytes: &[u8]) -> Result<(), Fault> {
    let tail = bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or_default();
    let damaged = || Fault::new("document-damaged").with("part", "pdf");
    if find(tail, b"%%EOF").is_none() {
        // What was cut off may be a page, and nobody would miss it.
        return Err(damaged());
    }
    let too_large = || Fault::new("document-too-large");
    let is_encrypted = is_encrypted(bytes);
    let mut raw = Depth::default();
    raw.take(bytes);
    let mut whole = 0;
    let mut at = 0;
    let mut buffer = vec![0; 1 << 16];
    while let Some(next) = find(bytes.get(at..).unwrap_or_default(), b"stream") {
        at += next + b"stream".len();
        let body = bytes.get(at..).unwrap_or_default();
        let body = body.strip_prefix(b"\r").unwrap_or(body);
        let Some(body) = body.strip_prefix(b"\n") else { continue };
        let mut decoder = ZlibDecoder::new(body);
        let (mut depth, mut length) = (Depth::default(), 0);
        loop {
            let read = match decoder.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                // Half of a page is read without a word; what is packed in another way fails at its first byte.
                Err(_) if decoder.total_out() > 0 && !is_encrypted && is_deflated(bytes, at) => return Err(damaged()),
                Err(_) => break,
            };
            depth.take(buffer.get(..read).unwrap_or_default());
            (length, whole) = (length + read, whole + read);
            if length > STREAM || whole > WHOLE || depth.is_too_deep() {
                return Err(too_large());
            }
        }
    }
    if raw.is_too_deep() { Err(too_large()) } else { Ok(()) }
}

/// Whether a PDF says that it is encrypted.
pub(super) fn is_encrypted(bytes: &[u8]) -> bool {
    find(bytes, b"/Encrypt").is_some()
}

/// Whether the dictionary before a stream says that it is deflated.
fn is_deflated(bytes: &[u8], stream: usize) -> bool {
    const LONGEST: usize = 1_024;
    let before = bytes.get(stream.saturating_sub(LONGEST)..stream).unwrap_or_default();
    let word = b"FlateDecode";
    let last = |word: &[u8]| before.windows(word.len()).rposition(|window| window == word);
    last(word).is_some_and(|at| last(b" obj").is_none_or(|object| object < at))
}

/// How many arrays and dictionaries begin, and how many of them are open at most.
#[derive(Default)]
struct Depth {
    begun: usize,
    open: usize,
    deepest: usize,
    last: u8,
}

impl Depth {
    fn take(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().copied() {
            let is_pair = self.last == byte;
            self.last = byte;
            match byte {
                b'[' => self.begin(),
                b'<' if is_pair => {
                    self.begin();
                    self.last = 0;
                }
                b']' => self.open = self.open.saturating_sub(1),
                b'>' if is_pair => {
                    self.open = self.open.saturating_sub(1);
                    self.last = 0;
                }
                _ => {}
            }
        }
    }

    fn begin(&mut self) {
        self.begun += 1;
        self.open += 1;
        self.deepest = self.deepest.max(self.open);
    }

    const fn is_too_deep(&self) -> bool {
        self.begun > MOST_OBJECTS || self.deepest > DEEPEST
    }
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let first = word.first()?;
    let mut at = 0;
    while let Some(next) = bytes.get(at..)?.iter().position(|byte| byte == first) {
        at += next;
        if bytes.get(at..)?.starts_with(word) {
            return Some(at);
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn key(body: &[u8]) -> Option<&'static str> {
        look_at(&[b"%PDF-1.7\n", body, b"\n%%EOF\n"].concat()).err().map(|fault| fault.key)
    }

    fn packed(body: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(body).unwrap();
        [b"1 0 obj << /Filter /FlateDecode >>\nstream\r\n", encoder.finish().unwrap().as_slice(), b"\nendstream"]
            .concat()
    }

    #[test]
    fn objects_lie_within_each_other_as_in_any_pdf() {
        assert_eq!(key(&b"<< /Kids [ 3 0 R ] >>".repeat(1_000)), None);
        assert_eq!(key(&b"[".repeat(DEEPEST + 1)), Some("document-too-large"));
        assert_eq!(key(&b"<< /A ".repeat(DEEPEST + 1)), Some("document-too-large"));
        assert_eq!(key(&b"[]".repeat(MOST_OBJECTS + 1)), Some("document-too-large"));
    }

    #[test]
    fn streams_are_looked_into() {
        assert_eq!(key(&packed(&b"[(1)] TJ ".repeat(1_000))), None);
        assert_eq!(key(&packed(&b"[".repeat(DEEPEST + 1))), Some("document-too-large"));
        assert_eq!(key(&packed(&vec![0; STREAM + 1])), Some("document-too-large"));
    }

    #[test]
    fn a_stream_that_is_torn_is_damaged() {
        let whole = packed(&b"(146) Tj ".repeat(1_000));
        let mut torn = whole.clone();
        let middle = torn.len() / 2;
        torn[middle] ^= 0xff;
        assert_eq!((key(&whole), key(&torn)), (None, Some("document-damaged")));
    }

    #[test]
    fn a_pdf_without_its_end_is_damaged() {
        assert_eq!(look_at(b"%PDF-1.7\n1 0 obj").err().map(|fault| fault.key), Some("document-damaged"));
    }
}
