//! A look at a zip archive before it is read: what it unpacks to, counted and not believed, and whether a name stands
//! twice, of which the last would silently win.

use std::io::{Cursor, Read as _, copy, sink};

use zip::ZipArchive;

use crate::error::Fault;

/// No part of a workbook but a sheet unpacks to more, since all but sheets are held in memory.
const PART: u64 = 256 << 20;
/// No workbook unpacks to more.
const WHOLE: u64 = 2 << 30;

/// # Errors
/// A fault that keeps the workbook from being opened.
pub(super) fn look_at(bytes: &[u8]) -> Result<(), Fault> {
    let damaged = || Fault::new("workbook-damaged").with("part", "zip");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    if entries(bytes).is_some_and(|entries| entries != archive.len()) {
        return Err(Fault::new("workbook-with-part-twice"));
    }
    let mut whole = 0;
    for at in 0..archive.len() {
        let Ok(part) = archive.by_index(at) else { continue };
        let is_sheet = part.name().is_ok_and(|name| name.starts_with("xl/worksheets/"));
        let limit = if is_sheet { WHOLE } else { PART };
        // The declared size may lie; the stream doesn't. A part that can't be read is the reader's to report.
        let unpacked = copy(&mut part.take(limit + 1), &mut sink()).unwrap_or_default();
        whole += unpacked;
        if unpacked > limit || whole > WHOLE {
            return Err(Fault::new("workbook-too-large"));
        }
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn key(bytes: &[u8]) -> Option<&'static str> {
        look_at(bytes).err().map(|fault| fault.key)
    }

    #[test]
    fn a_small_archive_of_different_parts_may_be_read() {
        assert_eq!(key(&archive(&[("xl/workbook.xml", b"a"), ("xl/worksheets/sheet1.xml", b"b")])), None);
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused_whatever_it_declares() {
        let zeros = vec![0; 257 << 20];
        assert_eq!(key(&archive(&[("xl/sharedStrings.xml", &zeros)])), Some("workbook-too-large"));
        assert_eq!(key(&archive(&[("xl/worksheets/sheet1.xml", &zeros)])), None);
    }

    #[test]
    fn a_name_that_stands_twice_is_refused() {
        let mut bytes = archive(&[("xl/worksheets/sheet1.xml", b"a"), ("xl/worksheets/sheet2.xml", b"b")]);
        // Both in the entry and in the directory.
        let from = b"sheet2.xml";
        while let Some(at) = bytes.windows(from.len()).position(|window| window == from) {
            bytes[at + 5] = b'1';
        }
        assert_eq!(key(&bytes), Some("workbook-with-part-twice"));
    }
}
