//! Zip archives of senders that nobody knows: what workbooks and documents are packed in.

use std::io::Cursor;

use zip::ZipArchive;

/// An archive that is held in memory.
pub(crate) type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Why an archive is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    /// It is no archive, or a torn one.
    Damaged,
    /// A name stands twice in it, of which the last would silently win.
    PartTwice,
}

/// Opens an archive in which each part has a name of its own.
pub(crate) fn open(bytes: &[u8]) -> Result<Archive<'_>, Refused> {
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refused::Damaged)?;
    if entries(bytes).is_some_and(|entries| entries != archive.len()) {
        return Err(Refused::PartTwice);
    }
    Ok(archive)
}

/// How many entries the archive's directory says it has; nothing if it has no plain end record.
fn entries(bytes: &[u8]) -> Option<usize> {
    const END: &[u8] = b"PK\x05\x06";
    let tail = bytes.len().saturating_sub(22 + usize::from(u16::MAX));
    let at = tail + bytes[tail..].windows(END.len()).rposition(|window| window == END)?;
    let count = u16::from_le_bytes(bytes.get(at + 10..at + 12)?.try_into().ok()?);
    // All ones: the count stands in the record of large archives.
    (count != u16::MAX).then_some(usize::from(count))
}
