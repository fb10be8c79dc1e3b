//! What an .xls says of its sheets besides their cells, which calamine doesn't tell: hidden rows and columns, and cells
//! that are struck through. A walk over its records; their numbers are those of the format's specification (MS-XLS 2.3).

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use super::look::is_scaling;
use super::{Hidden, Look};

/// The sheets in the order of the workbook. What can't be read tells nothing here: the reader of the cells reports it.
pub(super) fn seen(bytes: &[u8]) -> Vec<(Hidden, Look)> {
    let Some(stream) = stream(bytes) else { return Vec::new() };
    let book = Book::read(&stream);
    book.sheets.iter().map(|at| sheet(&stream, *at, &book)).collect()
}

/// The stream of records in the compound file; Excel 5 and 95 call it otherwise.
fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let mut stream = ["/Workbook", "/Book"].into_iter().find_map(|name| file.open_stream(name).ok())?;
    let mut records = Vec::new();
    stream.read_to_end(&mut records).ok()?;
    Some(records)
}

/// What the records before the sheets say.
#[derive(Default)]
struct Book {
    /// Where each sheet's records begin.
    sheets: Vec<usize>,
    /// Formats of cells whose font is struck through.
    struck: BTreeSet<u16>,
    /// Formats of cells whose number format shows a scaled number, and that format.
    scaled: BTreeMap<u16, String>,
}

impl Book {
    fn read(stream: &[u8]) -> Self {
        const SHEET: u16 = 0x85;
        const FONT: u16 = 0x31;
        const FORMAT: u16 = 0xe0;
        const NUMBERS: u16 = 0x41e;
        let (mut book, mut fonts, mut format) = (Self::default(), Vec::new(), 0);
        let mut numbers = BTreeMap::new();
        for (kind, body) in (Records { stream, at: 0 }) {
            match kind {
                SHEET => book
                    .sheets
                    .extend(word(body, 0).zip(word(body, 2)).map(|(low, high)| low as usize | (high as usize) << 16)),
                NUMBERS => {
                    let code = format_code(body).filter(|code| is_scaling(code));
                    numbers.extend(word(body, 0).zip(code));
                }
                FONT => fonts.push(word(body, 2).is_some_and(|flags| flags & 0x8 != 0)),
                FORMAT => {
                    // The fonts are counted without a fourth.
                    let font = word(body, 0).map(|font| usize::from(if font > 4 { font - 1 } else { font }));
                    if font.and_then(|font| fonts.get(font)) == Some(&true) {
                        book.struck.insert(format);
                    }
                    if let Some(code) = word(body, 2).and_then(|number| numbers.get(&number)) {
                        book.scaled.insert(format, String::clone(code));
                    }
                    format += 1;
                }
                _ => {}
            }
        }
        book
    }
}

impl Book {
    fn look(&self, cell: (u32, u32), format: u16, look: &mut Look) {
        if self.struck.contains(&format) {
            look.struck.insert(cell);
        }
        if let Some(code) = self.scaled.get(&format) {
            look.scaled.insert(cell, code.clone());
        }
    }
}

/// A number format: its number, then how many characters, in bytes or in UTF-16.
fn format_code(body: &[u8]) -> Option<String> {
    let (length, rest) = (usize::from(word(body, 2)?), body.get(5..)?);
    if body.get(4)? & 1 == 0 {
        return Some(rest.get(..length)?.iter().map(|byte| char::from(*byte)).collect());
    }
    let units = rest.get(..length * 2)?.chunks_exact(2).filter_map(|two| word(two, 0));
    char::decode_utf16(units).collect::<Result<String, _>>().ok()
}

fn sheet(stream: &[u8], at: usize, book: &Book) -> (Hidden, Look) {
    let (mut hidden, mut look) = (Hidden::default(), Look::default());
    for (kind, body) in (Records { stream, at }) {
        let row = || word(body, 0).map(|row| u32::from(row) + 1);
        let column = || word(body, 2).map(|column| u32::from(column) + 1);
        match kind {
            // A row: its number, its first column and the one behind its last, heights, flags.
            0x208 => {
                let holds_cells = word(body, 4) > word(body, 2);
                if holds_cells && word(body, 12).is_some_and(|flags| flags & 0x20 != 0) {
                    hidden.rows.extend(row());
                }
            }
            // Columns: the first and the last, width, format, flags.
            0x7d if word(body, 8).is_some_and(|flags| flags & 1 != 0) => {
                let first = word(body, 0).map(|first| u32::from(first) + 1);
                hidden.columns.extend(first.zip(column()).into_iter().flat_map(|(first, last)| first..=last.min(256)));
            }
            // Cells that hold something: numbers, texts, ticks and errors, formulas.
            0x203 | 0x27e | 0xfd | 0x204 | 0xd6 | 0x205 | 0x6 => {
                if let Some((cell, format)) = row().zip(column()).zip(word(body, 4)) {
                    book.look(cell, format, &mut look);
                }
            }
            // Several numbers of a row: the first column, then format and number of each, then the last column.
            0xbd => {
                let formats = body.get(4..body.len().saturating_sub(2)).unwrap_or_default().chunks_exact(6);
                for (cell, at) in formats.zip(0_u32..) {
                    if let Some(((row, first), format)) = row().zip(column()).zip(word(cell, 0)) {
                        book.look((row, first + at), format, &mut look);
                    }
                }
            }
            _ => {}
        }
    }
    hidden.rows.sort_unstable();
    hidden.rows.dedup();
    (hidden, look)
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).and_then(|two| two.try_into().ok()).map(u16::from_le_bytes)
}

/// Records one behind the other, each with its kind and its length, up to the end of their part.
struct Records<'s> {
    stream: &'s [u8],
    at: usize,
}

impl<'s> Iterator for Records<'s> {
    type Item = (u16, &'s [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        const END: u16 = 0xa;
        let rest = self.stream.get(self.at..)?;
        let (kind, length) = (word(rest, 0)?, usize::from(word(rest, 2)?));
        let body = rest.get(4..4 + length)?;
        self.at += 4 + length;
        (kind != END).then_some((kind, body))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, words: &[u16]) -> Vec<u8> {
        let length = u16::try_from(words.len() * 2).unwrap();
        [kind, length].iter().chain(words).flat_map(|word| word.to_le_bytes()).collect()
    }

    #[test]
    fn hidden_rows_and_columns_and_struck_cells_are_told() {
        let fonts = [record(0x31, &[200, 0]), record(0x31, &[200, 8])].concat();
        let formats = [record(0xe0, &[0]), record(0xe0, &[1])].concat();
        let sheet_at = 4 + fonts.len() + formats.len() + 4 + 8;
        let book = [
            record(0x809, &[]),
            fonts,
            formats,
            record(0x85, &[u16::try_from(sheet_at).unwrap() + 4, 0, 0, 0]),
            record(0xa, &[]),
        ];
        let sheet = [
            record(0x208, &[1, 0, 3, 0, 0, 0, 0x20]),
            record(0x208, &[2, 0, 3, 0, 0, 0, 0]),
            // Hidden, and blank.
            record(0x208, &[3, 0, 0, 0, 0, 0, 0x20]),
            record(0x7d, &[1, 2, 0, 0, 1]),
            record(0xfd, &[5, 0, 1, 0, 0]),
            record(0xbd, &[5, 1, 0, 0, 0, 1, 0, 0, 2]),
            record(0xa, &[]),
        ];
        let stream = [book.concat(), sheet.concat()].concat();
        let book = Book::read(&stream);
        assert_eq!(book.sheets.len(), 1);
        let (hidden, look) = super::sheet(&stream, book.sheets[0], &book);
        assert_eq!(hidden, Hidden { rows: vec![2], columns: vec![2, 3] });
        assert_eq!(look.struck, BTreeSet::from([(6, 1), (6, 3)]));
    }

    #[test]
    fn what_is_cut_off_tells_nothing() {
        assert!(seen(b"\xd0\xcf\x11\xe0").is_empty());
        assert_eq!(Records { stream: &[0x08, 0x02, 0xff, 0xff, 0], at: 0 }.count(), 0);
        assert_eq!(sheet(&[], 9, &Book::default()), (Hidden::default(), Look::default()));
    }
}
