//! Workbooks in Excel's binary form, written by hand from the format's specification: no program here saves them.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;

const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Override PartName=\"/xl/workbook.bin\" ContentType=\"application/vnd.ms-excel.sheet.binary.macroEnabled.main\"/>\
<Override PartName=\"/xl/worksheets/sheet1.bin\" ContentType=\"application/vnd.ms-excel.worksheet\"/></Types>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
Target=\"xl/workbook.bin\"/></Relationships>";
const SHEETS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
Target=\"worksheets/sheet1.bin\"/></Relationships>";

/// A workbook of one sheet: numbers are numbers, everything else is a text. Rows and columns in `hidden` are hidden,
/// from 0.
pub fn workbook(name: &str, rows: &[Vec<&str>], hidden: (&[u32], &[u32])) -> ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (part, bytes) in [
        ("[Content_Types].xml", TYPES.as_bytes().to_vec()),
        ("_rels/.rels", RELATIONS.as_bytes().to_vec()),
        ("xl/workbook.bin", book(name)),
        ("xl/_rels/workbook.bin.rels", SHEETS.as_bytes().to_vec()),
        ("xl/worksheets/sheet1.bin", sheet(rows, hidden)),
    ] {
        writer.start_file(part, SimpleFileOptions::default())?;
        writer.write_all(&bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// Kinds of records (MS-XLSB 2.3.2).
mod kind {
    pub(super) const ROW: u16 = 0;
    pub(super) const REAL: u16 = 5;
    pub(super) const TEXT: u16 = 6;
    pub(super) const COLUMN: u16 = 60;
    pub(super) const BEGIN_SHEET: u16 = 129;
    pub(super) const END_SHEET: u16 = 130;
    pub(super) const BEGIN_BOOK: u16 = 131;
    pub(super) const END_BOOK: u16 = 132;
    pub(super) const BEGIN_SHEETS: u16 = 143;
    pub(super) const END_SHEETS: u16 = 144;
    pub(super) const BEGIN_DATA: u16 = 145;
    pub(super) const END_DATA: u16 = 146;
    pub(super) const DIMENSIONS: u16 = 148;
    pub(super) const PROPERTIES: u16 = 153;
    pub(super) const SHEET: u16 = 156;
    pub(super) const BEGIN_COLUMNS: u16 = 390;
    pub(super) const END_COLUMNS: u16 = 391;
}

fn book(name: &str) -> Vec<u8> {
    let sheet = [[0_u32, 1].map(u32::to_le_bytes).concat(), text("rId1"), text(name)].concat();
    [
        record(kind::BEGIN_BOOK, &[]),
        record(kind::PROPERTIES, &[0; 12]),
        record(kind::BEGIN_SHEETS, &[]),
        record(kind::SHEET, &sheet),
        record(kind::END_SHEETS, &[]),
        record(kind::END_BOOK, &[]),
    ]
    .concat()
}

fn sheet(rows: &[Vec<&str>], (hidden_rows, hidden_columns): (&[u32], &[u32])) -> Vec<u8> {
    let mut bytes = [record(kind::BEGIN_SHEET, &[]), record(kind::DIMENSIONS, &[0; 16])].concat();
    if !hidden_columns.is_empty() {
        bytes.extend(record(kind::BEGIN_COLUMNS, &[]));
        for column in hidden_columns {
            let numbers = [*column, *column, 2048, 0].map(u32::to_le_bytes).concat();
            bytes.extend(record(kind::COLUMN, &[numbers, vec![1, 0]].concat()));
        }
        bytes.extend(record(kind::END_COLUMNS, &[]));
    }
    bytes.extend(record(kind::BEGIN_DATA, &[]));
    for (cells, row) in rows.iter().zip(0_u32..) {
        let flags = if hidden_rows.contains(&row) { 0x10 } else { 0 };
        let header = [row.to_le_bytes().to_vec(), vec![0; 4], vec![0x2c, 1, 0, flags, 0], vec![0; 4]].concat();
        bytes.extend(record(kind::ROW, &header));
        for (cell, column) in cells.iter().zip(0_u32..).filter(|(cell, _)| !cell.is_empty()) {
            let head = [column, 0].map(u32::to_le_bytes).concat();
            // Digits that begin with 0 are a number of something, and none.
            let number = cell.parse::<f64>().ok().filter(|_| !cell.starts_with('0') || *cell == "0");
            bytes.extend(match number {
                Some(number) => record(kind::REAL, &[head, number.to_le_bytes().to_vec()].concat()),
                None => record(kind::TEXT, &[head, text(cell)].concat()),
            });
        }
    }
    bytes.extend([record(kind::END_DATA, &[]), record(kind::END_SHEET, &[])].concat());
    bytes
}

/// A text with the number of its UTF-16 units before it.
fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u32::try_from(units.len()).unwrap_or(u32::MAX);
    length.to_le_bytes().into_iter().chain(units.into_iter().flat_map(u16::to_le_bytes)).collect()
}

/// Kind and length in seven bits a byte, then the body.
fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut number = |mut rest: usize| loop {
        let [low, ..] = (rest & 0x7f).to_le_bytes();
        rest >>= 7;
        bytes.push(if rest > 0 { low | 0x80 } else { low });
        if rest == 0 {
            return;
        }
    };
    number(usize::from(kind));
    number(body.len());
    bytes.extend(body);
    bytes
}
