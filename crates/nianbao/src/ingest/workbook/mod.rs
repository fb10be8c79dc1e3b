//! Workbooks of every kind that offices send, read row by row. Only this folder knows calamine.

mod archive;
mod grid;
mod hidden;
mod html;
mod look;
mod ods;
mod stream;
mod text;
mod xls;
mod xlsb;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use calamine::{Ods, Reader, Sheet, SheetType, SheetVisible, Xls, Xlsb, Xlsx};

use crate::error::{Error, Fault};
pub(super) use hidden::Hidden;
pub(super) use look::Look;

/// The value of a cell, not yet interpreted.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value<'a> {
    /// A number.
    Number(f64),
    /// A date or time: days since the last day of 1899.
    Serial(f64),
    /// Ticked or not.
    Boolean(bool),
    /// A text that is more than white space.
    Text(&'a str),
    /// A text of its own, such as that of a formula.
    Owned(String),
    /// An error such as `#N/A`.
    Error(&'static str),
    /// A formula whose value nobody computed before the workbook was saved.
    Uncalculated,
    /// What the cell above says, with which this one is merged.
    Merged(Box<Value<'static>>),
}

impl Value<'_> {
    /// The value on its own, to be looked at again later.
    pub(super) fn to_owned(&self) -> Value<'static> {
        match self {
            Self::Number(number) => Value::Number(*number),
            Self::Serial(days) => Value::Serial(*days),
            Self::Boolean(ticked) => Value::Boolean(*ticked),
            Self::Text(text) => Value::Owned((*text).to_owned()),
            Self::Owned(text) => Value::Owned(text.clone()),
            Self::Error(error) => Value::Error(error),
            Self::Uncalculated => Value::Uncalculated,
            Self::Merged(value) => Value::Merged(value.clone()),
        }
    }

    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Owned(text) => Some(text),
            Self::Merged(value) => value.as_text(),
            _ => None,
        }
    }

    /// The cell as a text for a header or a name.
    pub(crate) fn to_text(&self) -> Cow<'_, str> {
        match self {
            Self::Number(number) | Self::Serial(number) => Cow::Owned(number.to_string()),
            Self::Boolean(ticked) => Cow::Owned(ticked.to_string()),
            Self::Owned(text) => Cow::Borrowed(text),
            Self::Text(text) | Self::Error(text) => Cow::Borrowed(text),
            Self::Uncalculated => Cow::Borrowed(""),
            Self::Merged(value) => value.to_text(),
        }
    }
}

/// A sheet's name and whether it is hidden.
pub(super) struct SheetName {
    pub(super) name: String,
    pub(super) hidden: bool,
}

/// A text as a table; rows that are blank are there, so that they count.
pub(super) struct TextTable {
    name: String,
    rows: Vec<Vec<String>>,
}

type Bytes = Cursor<Vec<u8>>;

/// What the first bytes say.
enum Kind {
    /// Excel since 2007, with macros or without.
    Xlsx(Xlsx<Bytes>),
    /// Excel's binary form since 2007.
    Xlsb(Xlsb<Bytes>),
    /// Excel until 2003, and WPS's .et.
    Xls(Xls<Bytes>),
    /// LibreOffice.
    Ods(Ods<Bytes>),
    /// CSV, tab-separated text, HTML.
    Text(Vec<TextTable>),
}

/// A workbook that could be opened.
pub(super) struct Workbook {
    kind: Kind,
    path: PathBuf,
    /// What can't be seen, by sheet.
    hidden: BTreeMap<String, Hidden>,
    /// What the look of cells says, by sheet; of .xlsx it is read when it is asked for.
    looks: BTreeMap<String, Look>,
    /// SHA-256 of the bytes that are read, in hexadecimal.
    pub(super) digest: String,
}

/// A row handed on: its number from 1, and column and value of its cells that are not blank, left to right.
type Each<'e> = dyn FnMut(u32, &[(u32, Value<'_>)]) -> Result<(), Error> + 'e;

/// Why a sheet could not be read to its end.
enum Stopped {
    /// The file is to blame.
    Fault(Fault),
    /// Who takes the rows wants no more.
    Taker(Error),
}

/// Days between the two date systems of spreadsheets.
pub(super) const EPOCHS_APART: f64 = 1462.0;

impl Workbook {
    /// Opens a workbook; its first bytes decide what it is, never its name.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        // Read once and as a whole, so that what is digested is what is read.
        let bytes = std::fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
        let digest = crate::digest::hex(&bytes);
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let opened = kind_of(bytes, name);
        let (kind, seen) = opened.map_err(|fault| Error::Workbook { path: path.to_owned(), fault: Box::new(fault) })?;
        let (mut hidden, mut looks) = (BTreeMap::new(), BTreeMap::new());
        for (sheet, (what, look)) in seen {
            hidden.insert(sheet.clone(), what);
            looks.insert(sheet, look);
        }
        Ok(Self { kind, path: path.to_owned(), hidden, looks, digest })
    }

    /// Whether its days are counted from 1904.
    pub(super) fn is_1904(&self) -> bool {
        match &self.kind {
            Kind::Xlsx(xlsx) => xlsx.has_1904_epoch(),
            Kind::Xlsb(xlsb) => xlsb.has_1904_epoch(),
            Kind::Xls(_) | Kind::Ods(_) | Kind::Text(_) => false,
        }
    }

    /// The sheets that hold cells, in the order of the workbook.
    pub(super) fn sheets(&self) -> Vec<SheetName> {
        let named = |sheets: &[Sheet]| {
            let sheets = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
            let name =
                |sheet: &Sheet| SheetName { name: sheet.name.clone(), hidden: sheet.visible != SheetVisible::Visible };
            sheets.map(name).collect()
        };
        match &self.kind {
            Kind::Xlsx(xlsx) => named(xlsx.sheets_metadata()),
            Kind::Xlsb(xlsb) => named(xlsb.sheets_metadata()),
            Kind::Xls(xls) => named(xls.sheets_metadata()),
            Kind::Ods(ods) => named(ods.sheets_metadata()),
            Kind::Text(tables) => {
                tables.iter().map(|table| SheetName { name: table.name.clone(), hidden: false }).collect()
            }
        }
    }

    /// The names that the workbook has for ranges.
    pub(super) fn names(&self) -> Vec<&str> {
        let names = match &self.kind {
            Kind::Xlsx(xlsx) => xlsx.defined_names(),
            Kind::Xlsb(xlsb) => xlsb.defined_names(),
            Kind::Xls(xls) => xls.defined_names(),
            Kind::Ods(ods) => ods.defined_names(),
            Kind::Text(_) => &[],
        };
        names.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// The hidden rows and columns of a sheet.
    pub(super) fn hidden(&self, sheet: &str) -> Option<&Hidden> {
        self.hidden.get(sheet)
    }

    /// The cells of a sheet whose look says something.
    pub(super) fn look(&mut self, sheet: &str) -> Look {
        match &mut self.kind {
            Kind::Xlsx(xlsx) => look::of_xlsx(xlsx, sheet),
            Kind::Xlsb(_) | Kind::Xls(_) | Kind::Ods(_) | Kind::Text(_) => {
                self.looks.get(sheet).cloned().unwrap_or_default()
            }
        }
    }

    /// Cells of one column that are merged over several rows: column, first and last row, from 1. What is wrong with a
    /// merge only leaves cells blank that the clerk sees as blank too.
    pub(super) fn merges(&mut self, sheet: &str) -> Vec<(u32, u32, u32)> {
        let regions = match &mut self.kind {
            Kind::Xlsx(xlsx) => xlsx.merge_cells_by_sheet_name(sheet).ok(),
            Kind::Xls(xls) => xls.merge_cells_by_sheet_name(sheet).ok(),
            Kind::Xlsb(_) | Kind::Ods(_) | Kind::Text(_) => None,
        };
        let tall = regions.unwrap_or_default().into_iter().filter(|region| region.start.0 < region.end.0);
        tall.map(|region| (region.start.1 + 1, region.start.0 + 1, region.end.0 + 1)).collect()
    }

    /// Hands each row that is not blank to `each`.
    pub(super) fn rows(&mut self, sheet: &str, each: &mut Each<'_>) -> Result<(), Error> {
        let read = match &mut self.kind {
            Kind::Xlsx(xlsx) => stream::xlsx(xlsx, sheet, each),
            Kind::Xlsb(xlsb) => stream::xlsb(xlsb, sheet, each),
            Kind::Xls(xls) => grid::xls(xls, sheet, each),
            Kind::Ods(ods) => grid::ods(ods, sheet, each),
            Kind::Text(tables) => grid::text(tables, sheet, each),
        };
        read.map_err(|stopped| match stopped {
            Stopped::Taker(error) => error,
            Stopped::Fault(fault) => {
                Error::Workbook { path: self.path.clone(), fault: Box::new(fault.with("sheet", sheet)) }
            }
        })
    }
}

/// What of a sheet can't be seen, and what the look of its cells says, by its name.
type Seen = BTreeMap<String, (Hidden, Look)>;

/// Tells what the bytes are by how they begin; `name` is what a text without sheets goes by.
fn kind_of(bytes: Vec<u8>, name: String) -> Result<(Kind, Seen), Fault> {
    let hidden = |hidden: BTreeMap<String, Hidden>| -> Seen {
        hidden.into_iter().map(|(sheet, hidden)| (sheet, (hidden, Look::default()))).collect()
    };
    match bytes.as_slice() {
        [] => Err(Fault::new("workbook-empty")),
        [0x50, 0x4b, 0x03, 0x04, ..] => match archive::look_at(&bytes)? {
            archive::Content::Xlsx => {
                let seen = hidden(hidden::of_xlsx(&bytes));
                let kind = Xlsx::new(Cursor::new(bytes)).map_err(|e| stream::of_xlsx(&e))?;
                Ok((Kind::Xlsx(kind), seen))
            }
            archive::Content::Xlsb => {
                let seen = hidden(xlsb::hidden(&bytes)?);
                let kind = Xlsb::new(Cursor::new(bytes)).map_err(|e| stream::of_xlsb(&e))?;
                Ok((Kind::Xlsb(kind), seen))
            }
            archive::Content::Ods => {
                let seen = ods::seen(&bytes);
                let kind = Ods::new(Cursor::new(bytes)).map_err(|e| grid::of_ods(&e))?;
                Ok((Kind::Ods(kind), seen))
            }
            archive::Content::Other => Err(Fault::new("workbook-of-no-kind")),
        },
        [0xd0, 0xcf, 0x11, 0xe0, ..] if is_encrypted(&bytes) => Err(Fault::new("workbook-encrypted")),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => {
            let seen = xls::seen(&bytes);
            let xls = Xls::new(Cursor::new(bytes)).map_err(|e| grid::of_xls(&e))?;
            let names = xls.sheets_metadata().iter().map(|sheet| sheet.name.clone());
            let seen = names.zip(seen).collect();
            Ok((Kind::Xls(xls), seen))
        }
        _ => Ok((Kind::Text(text::tables(&bytes, name)?), Seen::new())),
    }
}

/// Whether a compound file holds an encrypted .xlsx: the name of its stream stands in the directory, in UTF-16.
fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

fn damaged(part: &str) -> Fault {
    Fault::new("workbook-damaged").with("part", part)
}
