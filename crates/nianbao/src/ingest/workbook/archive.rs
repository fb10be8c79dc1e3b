//! A look at a zip archive before it is read: what it unpacks to, counted and not believed, and whether a name stands
//! twice, of which the last would silently win.

use std::borrow::Cow;
use std::io::{BufReader, Read as _, copy, sink};

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::archive::{self, Archive, Refused};
use crate::error::Fault;

/// No part of a workbook but a sheet unpacks to more, since all but sheets are held in memory.
const PART: u64 = 256 << 20;
/// No sheet that is read as a whole has more cells.
const CELLS: u64 = 20_000_000;
/// No workbook unpacks to more.
const WHOLE: u64 = 2 << 30;

/// What an archive holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// .xlsx or .xlsm
    Xlsx,
    /// .xlsb
    Xlsb,
    /// .ods
    Ods,
    /// No workbook.
    Other,
}

/// # Errors
/// A fault that keeps the workbook from being opened.
pub(super) fn look_at(bytes: &[u8]) -> Result<Content, Fault> {
    let mut archive = archive::open(bytes).map_err(|refused| match refused {
        Refused::Damaged => Fault::new("workbook-damaged").with("part", "zip"),
        Refused::PartTwice => Fault::new("workbook-with-part-twice"),
    })?;
    let names: Vec<String> = archive.file_names().flatten().map(Cow::into_owned).collect();
    let holds = |name: &str| names.iter().any(|known| known == name);
    let content = if holds("xl/workbook.bin") {
        Content::Xlsb
    } else if holds("xl/workbook.xml") || holds("_rels/.rels") {
        Content::Xlsx
    } else if holds("content.xml") {
        Content::Ods
    } else {
        Content::Other
    };
    let mut whole = 0;
    for at in 0..archive.len() {
        let Ok(part) = archive.by_index(at) else { continue };
        let is_sheet = part.name().is_ok_and(|name| name.starts_with("xl/worksheets/") || name == "content.xml");
        let limit = if is_sheet { WHOLE } else { PART };
        // The declared size may lie; the stream doesn't. A part that can't be read is the reader's to report.
        let unpacked = copy(&mut part.take(limit + 1), &mut sink()).unwrap_or_default();
        whole += unpacked;
        if unpacked > limit || whole > WHOLE {
            return Err(Fault::new("workbook-too-large"));
        }
    }
    if content == Content::Ods {
        refuse_repeats(&mut archive)?;
    }
    Ok(content)
}

/// An .ods may say in a line that a cell is repeated a billion times, and its sheets are read as a whole.
fn refuse_repeats(archive: &mut Archive<'_>) -> Result<(), Fault> {
    let damaged = || Fault::new("workbook-damaged").with("part", "xml");
    let part = archive.by_name("content.xml").map_err(|_| damaged())?;
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    // Rows and columns up to the last cell that holds something, counted with their repeats.
    let (mut row, mut column, mut widest, mut last_row) = (0_u64, 0_u64, 0_u64, 0_u64);
    loop {
        let event = reader.read_event_into(&mut buffer).map_err(|_| damaged())?;
        let (Event::Start(tag) | Event::Empty(tag)) = &event else {
            if matches!(event, Event::Eof) {
                return Ok(());
            }
            buffer.clear();
            continue;
        };
        let number = |name: &str| {
            let value = tag.try_get_attribute(name).ok().flatten()?;
            value.value.parse::<u64>().ok()
        };
        match tag.name().as_ref() {
            "table:table" => (row, column, widest, last_row) = (0, 0, 0, 0),
            "table:table-row" => {
                let repeats = number("table:number-rows-repeated").unwrap_or(1);
                (row, column) = (row.saturating_add(repeats), 0);
            }
            "table:table-cell" => {
                column = column.saturating_add(number("table:number-columns-repeated").unwrap_or(1));
                if tag.try_get_attribute("office:value-type").ok().flatten().is_some() {
                    (widest, last_row) = (widest.max(column), row);
                }
            }
            _ => {}
        }
        if widest.saturating_mul(last_row) > CELLS {
            return Err(Fault::new("sheet-too-large"));
        }
        buffer.clear();
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

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
