//! A look at the records of an .xlsb before it is read: whether each is as long as its kind must be, for the reader
//! trusts them, and which rows and columns are hidden.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::{Hidden, damaged};
use crate::archive::Archive;
use crate::error::Fault;
use crate::package::relations;

/// The most rows of a sheet and its last column.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// Kinds of records, by their numbers in the format's specification (MS-XLSB 2.3).
const ROW: u16 = 0;
const COLUMN: u16 = 60;
const STRING: u16 = 19;
const PROPERTIES: u16 = 153;
const SHEET: u16 = 156;

const BOOK: &str = "xl/workbook.bin";

/// The hidden rows and columns of each sheet, by its name.
///
/// # Errors
/// A record that is shorter than its kind, or than it says.
pub(super) fn hidden(bytes: &[u8]) -> Result<BTreeMap<String, Hidden>, Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged("zip"))?;
    let mut found = BTreeMap::new();
    let strings = match part(&mut archive, "xl/sharedStrings.bin")? {
        Some(part) => strings(&part)?,
        None => 0,
    };
    let relations = relations(&mut archive, BOOK);
    for (name, id) in sheets(&part(&mut archive, BOOK)?.ok_or_else(|| damaged("zip"))?)? {
        // The reader looks a relation up and trusts that it is there.
        let relation = relations.iter().find(|relation| relation.id == id).ok_or_else(|| damaged("zip"))?;
        if let Some(part) = part(&mut archive, &relation.target)? {
            found.insert(name, sheet(&part, strings)?);
        }
    }
    Ok(found)
}

/// The bytes of a part, which were counted before.
fn part(archive: &mut Archive<'_>, name: &str) -> Result<Option<Vec<u8>>, Fault> {
    let Ok(mut part) = archive.by_name(name) else { return Ok(None) };
    let mut bytes = Vec::new();
    part.read_to_end(&mut bytes).map_err(|_| damaged("zip"))?;
    Ok(Some(bytes))
}

/// Name and relation of each sheet: visibility, number, the relation, the name.
fn sheets(part: &[u8]) -> Result<Vec<(String, String)>, Fault> {
    let mut records = Records { rest: part };
    let mut sheets = Vec::new();
    while let Some((kind, body)) = records.next_record()? {
        if kind == PROPERTIES && body.is_empty() {
            return Err(damaged("cell"));
        }
        // A sheet without a part has no relation.
        if kind == SHEET && number(body, 8) != u32::MAX {
            let (id, rest) = text(body.get(8..).unwrap_or_default())?;
            sheets.push((text(rest)?.0, id));
        }
    }
    Ok(sheets)
}

/// How many strings the table of strings holds.
fn strings(part: &[u8]) -> Result<u32, Fault> {
    let mut records = Records { rest: part };
    let mut count = 0;
    while let Some((kind, body)) = records.next_record()? {
        if kind == STRING {
            // A byte of flags, then the text.
            text(body.get(1..).unwrap_or_default())?;
            count += 1;
        }
    }
    Ok(count)
}

fn sheet(part: &[u8], strings: u32) -> Result<Hidden, Fault> {
    let mut records = Records { rest: part };
    let mut hidden = Hidden::default();
    while let Some((kind, body)) = records.next_record()? {
        let needed = match kind {
            ROW => 17,
            // Numbers, errors, ticks, dates, texts, in cells and formulas: column, format, and the value.
            2 | 6 | 7 | 8 => 12,
            3 | 4 | 10 | 11 => 9,
            5 | 9 => 16,
            COLUMN => 18,
            148 => 16,
            _ => 0,
        };
        if body.len() < needed {
            return Err(damaged("cell"));
        }
        match kind {
            ROW => {
                let row = number(body, 0).saturating_add(1);
                if body[11] & 0x10 != 0 && row <= ROWS {
                    hidden.rows.push(row);
                }
            }
            COLUMN if body[16] & 1 != 0 => {
                let last = number(body, 4).saturating_add(1).min(COLUMNS);
                hidden.columns.extend(number(body, 0).saturating_add(1)..=last);
            }
            6 | 8 => {
                text(&body[8..])?;
            }
            7 if number(body, 8) >= strings => return Err(damaged("cell")),
            _ => {}
        }
    }
    Ok(hidden)
}

/// A text says how many UTF-16 units follow; and what stands behind it.
fn text(bytes: &[u8]) -> Result<(String, &[u8]), Fault> {
    let units = bytes.split_at_checked(4).and_then(|(length, rest)| {
        let bytes = (number(length, 0) as usize).checked_mul(2)?;
        rest.split_at_checked(bytes)
    });
    let (units, rest) = units.ok_or_else(|| damaged("cell"))?;
    let units: Vec<u16> = units.chunks_exact(2).filter_map(|two| two.try_into().ok()).map(u16::from_le_bytes).collect();
    Ok((String::from_utf16_lossy(&units), rest))
}

fn number(bytes: &[u8], at: usize) -> u32 {
    let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
    four.map_or(0, u32::from_le_bytes)
}

/// Records one behind the other: kind and length in seven bits a byte, then the body.
struct Records<'b> {
    rest: &'b [u8],
}

impl<'b> Records<'b> {
    fn next_record(&mut self) -> Result<Option<(u16, &'b [u8])>, Fault> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        // The kind keeps the mark of its second byte; the length doesn't.
        let first = self.byte()?;
        let kind = if first & 0x80 == 0 {
            u16::from(first)
        } else {
            u16::from(first & 0x7f) | (u16::from(self.byte()? & 0x7f) << 7)
        };
        let mut length = 0_usize;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?;
            length |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        let (body, rest) = self.rest.split_at_checked(length).ok_or_else(|| damaged("cell"))?;
        self.rest = rest;
        Ok(Some((kind, body)))
    }

    fn byte(&mut self) -> Result<u8, Fault> {
        let (first, rest) = self.rest.split_first().ok_or_else(|| damaged("cell"))?;
        self.rest = rest;
        Ok(*first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A record of less than 128 bytes.
    fn record(kind: u8, body: &[u8]) -> Vec<u8> {
        [&[kind, u8::try_from(body.len()).unwrap()], body].concat()
    }

    fn row(number: u8, flags: u8) -> Vec<u8> {
        record(0, &[number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, flags, 0, 0, 0, 0, 0])
    }

    #[test]
    fn hidden_rows_and_columns_are_told() {
        let columns = record(60, &[1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]);
        let part = [columns, row(0, 0), row(4, 0x10)].concat();
        assert_eq!(sheet(&part, 0).unwrap(), Hidden { rows: vec![5], columns: vec![2, 3] });
    }

    #[test]
    fn records_that_are_shorter_than_they_must_be_are_refused() {
        let number = |value: &[u8]| record(5, &[&[0; 8], value].concat());
        assert!(sheet(&number(&[0; 8]), 0).is_ok());
        let string_of = |index: u8| record(7, &[0, 0, 0, 0, 0, 0, 0, 0, index, 0, 0, 0]);
        assert!(sheet(&string_of(1), 2).is_ok());
        let text = |length: u8| record(6, &[0, 0, 0, 0, 0, 0, 0, 0, length, 0, 0, 0, 65, 0]);
        assert!(sheet(&text(1), 0).is_ok());
        for part in [number(&[0; 7]), string_of(2), text(2), record(0, &[0; 16]), vec![5, 9, 0], vec![0x85]] {
            assert!(sheet(&part, 2).is_err(), "{part:?}");
        }
    }
}
