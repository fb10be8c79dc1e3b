//! Hidden rows and columns of .xlsx, which calamine doesn't tell: a look at the sheets' own XML.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Cursor};

use memchr::memmem::Finder;
use zip::ZipArchive;

use crate::archive::Archive;
use crate::package::{attribute, each_tag, sheets};

/// What of a sheet can't be seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::ingest) struct Hidden {
    /// Rows, from 1, ascending.
    pub(in crate::ingest) rows: Vec<u32>,
    /// Columns, from 1, ascending.
    pub(in crate::ingest) columns: Vec<u32>,
}

/// The hidden rows and columns of each sheet that has some, by its name. What can't be read tells nothing here: the
/// reader of the cells reports it.
pub(super) fn of_xlsx(bytes: &[u8]) -> BTreeMap<String, Hidden> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return BTreeMap::new() };
    let mut found = BTreeMap::new();
    for (name, part) in sheets(&mut archive) {
        if !mentions_hidden(&mut archive, &part) {
            continue;
        }
        let mut hidden = Hidden::default();
        each_tag(&mut archive, &part, |tag| {
            let is_hidden = attribute(tag, "hidden").is_some_and(|value| value == "1" || value == "true");
            let number = |name: &str| attribute(tag, name).and_then(|value| value.parse::<u32>().ok());
            match tag.local_name().as_ref() {
                "row" if is_hidden => hidden.rows.extend(number("r")),
                "col" if is_hidden => {
                    let last = number("max").unwrap_or(0).min(16_384);
                    hidden.columns.extend(number("min").unwrap_or(1)..=last);
                }
                _ => {}
            }
        });
        if hidden != Hidden::default() {
            found.insert(name, hidden);
        }
    }
    found
}

/// Whether the part says `hidden=` at all: most don't, and need not be parsed.
fn mentions_hidden(archive: &mut Archive<'_>, part: &str) -> bool {
    const WORD: &[u8] = b" hidden=\"";
    let Ok(part) = archive.by_name(part) else { return false };
    let word = Finder::new(WORD);
    let mut reader = BufReader::with_capacity(1 << 16, part);
    // What the last buffer ended with, in case the word is cut.
    let mut tail: Vec<u8> = Vec::new();
    loop {
        let Ok(buffer) = reader.fill_buf() else { return false };
        if buffer.is_empty() {
            return false;
        }
        let seam: Vec<u8> = tail.iter().chain(buffer.iter().take(WORD.len())).copied().collect();
        if word.find(&seam).is_some() || word.find(buffer).is_some() {
            return true;
        }
        tail = buffer[buffer.len().saturating_sub(WORD.len())..].to_vec();
        let length = buffer.len();
        reader.consume(length);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn workbook(sheet: &str) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let book = "<workbook><sheets><sheet name=\"信访\" r:id=\"rId7\"/></sheets></workbook>";
        let rels = "<Relationships><Relationship Id=\"rId7\" Target=\"worksheets/a.xml\"/></Relationships>";
        for (name, text) in
            [("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", rels), ("xl/worksheets/a.xml", sheet)]
        {
            writer.start_file(name, SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn rows_and_columns_that_say_so_are_hidden() {
        let sheet = "<worksheet><cols><col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"5\" max=\"5\"/></cols>\
                     <sheetData><row r=\"3\" hidden=\"true\"/><row r=\"4\" hidden=\"0\"/></sheetData></worksheet>";
        let expected = Hidden { rows: vec![3], columns: vec![2, 3] };
        assert_eq!(of_xlsx(&workbook(sheet)), BTreeMap::from([("信访".to_owned(), expected)]));
        assert_eq!(of_xlsx(&workbook("<worksheet><row r=\"3\"/></worksheet>")), BTreeMap::new());
        // The word may be cut by the end of a buffer.
        let long = format!("<worksheet><!--{}--><row r=\"9\" hidden=\"1\"/></worksheet>", "x".repeat((1 << 16) - 40));
        assert_eq!(of_xlsx(&workbook(&long))["信访"].rows, [9]);
    }
}
