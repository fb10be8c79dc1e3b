//! Workbooks: the one place that knows calamine. Sheets are streamed row by row, for a sheet may claim to be
//! larger than memory.

use std::borrow::Cow;
use std::io::Cursor;
use std::path::Path;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::archive;
use crate::error::{Error, Fault};

/// The value of a cell, not yet interpreted.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value<'a> {
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
        }
    }

    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Owned(text) => Some(text),
            _ => None,
        }
    }

    /// The cell as a text for a header or a name.
    pub(super) fn to_text(&self) -> Cow<'_, str> {
        match self {
            Self::Number(number) | Self::Serial(number) => Cow::Owned(number.to_string()),
            Self::Boolean(ticked) => Cow::Owned(ticked.to_string()),
            Self::Owned(text) => Cow::Borrowed(text),
            Self::Text(text) | Self::Error(text) => Cow::Borrowed(text),
        }
    }
}

/// A sheet's name and whether it is hidden.
#[derive(Debug, Clone)]
pub(super) struct SheetName {
    pub(super) name: String,
    pub(super) hidden: bool,
}

/// An open workbook.
pub(super) struct Workbook {
    xlsx: Xlsx<Cursor<Vec<u8>>>,
    path: std::path::PathBuf,
    /// SHA-256 of the bytes that are read, in hexadecimal.
    pub(super) digest: String,
}

/// Days between the two date systems of spreadsheets.
pub(super) const EPOCHS_APART: f64 = 1462.0;

/// The most rows and columns that a sheet of the format has.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

impl Workbook {
    /// Opens a workbook; its first bytes decide what it is, never its name.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let cannot_open = |fault| Error::Workbook { path: path.to_owned(), fault: Box::new(fault) };
        // Read once and as a whole, so that what is digested is what is read.
        let bytes = std::fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
        match bytes.as_slice() {
            [] => return Err(cannot_open(Fault::new("workbook-empty"))),
            [0x50, 0x4b, 0x03, 0x04, ..] => {}
            [0xd0, 0xcf, 0x11, 0xe0, ..] => return Err(cannot_open(Fault::new("workbook-old-or-encrypted"))),
            _ => return Err(cannot_open(Fault::new("workbook-of-no-kind"))),
        }
        if let Err(fault) = archive::look_at(&bytes) {
            return Err(cannot_open(fault));
        }
        let digest = crate::digest::hex(&bytes);
        match Xlsx::new(Cursor::new(bytes)) {
            Ok(xlsx) => Ok(Self { xlsx, path: path.to_owned(), digest }),
            Err(error) => Err(cannot_open(fault_of(&error))),
        }
    }

    /// Whether its days are counted from 1904.
    pub(super) fn is_1904(&self) -> bool {
        self.xlsx.has_1904_epoch()
    }

    /// The sheets that hold cells, in the order of the workbook.
    pub(super) fn sheets(&self) -> Vec<SheetName> {
        let sheets = self.xlsx.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let named =
            sheets.map(|sheet| SheetName { name: sheet.name.clone(), hidden: sheet.visible != SheetVisible::Visible });
        named.collect()
    }

    /// Hands each row that is not blank to `each`: its number from 1, and column and value of its cells, left to right.
    pub(super) fn rows(
        &mut self,
        sheet: &str,
        mut each: impl FnMut(u32, &[(u32, Value<'_>)]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let path = self.path.clone();
        let cannot_open =
            |fault: Fault| Error::Workbook { path: path.clone(), fault: Box::new(fault.with("sheet", sheet)) };
        let is_1904 = self.xlsx.has_1904_epoch();
        let mut reader = self.xlsx.worksheet_cells_reader(sheet).map_err(|error| cannot_open(fault_of(&error)))?;
        let mut row = 0;
        let mut last = None;
        let mut cells: Vec<(u32, Value<'_>)> = Vec::new();
        loop {
            let next = reader.next_cell().map_err(|error| cannot_open(fault_of(&error)))?;
            let position = next.as_ref().map(calamine::Cell::get_position);
            if position.is_none_or(|(at, _)| at != row) {
                if !cells.is_empty() {
                    each(row + 1, &cells)?;
                    cells.clear();
                }
                let Some((at, _)) = position else { return Ok(()) };
                if at < row {
                    return Err(cannot_open(Fault::new("cells-out-of-order")));
                }
                row = at;
            }
            let Some((cell, (at, column))) = next.zip(position) else { return Ok(()) };
            if at >= ROWS || column >= COLUMNS {
                return Err(cannot_open(Fault::new("sheet-too-large")));
            }
            // Also behind a blank cell: a second cell of the same address would silently win.
            if last.is_some_and(|last| last >= (at, column)) {
                return Err(cannot_open(Fault::new("cells-out-of-order")));
            }
            last = Some((at, column));
            if let Some(value) = value_of(cell.get_value(), is_1904) {
                cells.push((column + 1, value));
            }
        }
    }
}

/// The value of a cell; nothing if it is blank.
fn value_of<'a>(value: &DataRef<'a>, is_1904: bool) -> Option<Value<'a>> {
    let serial = |value: f64| if is_1904 { value + EPOCHS_APART } else { value };
    match value {
        DataRef::Empty => None,
        DataRef::Int(number) => number.to_string().parse().ok().map(Value::Number),
        DataRef::Float(number) => Some(Value::Number(*number)),
        DataRef::Bool(ticked) => Some(Value::Boolean(*ticked)),
        DataRef::DateTime(time) => Some(Value::Serial(serial(time.as_f64()))),
        DataRef::SharedString(text) => (!text.trim().is_empty()).then_some(Value::Text(text)),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            (!text.trim().is_empty()).then(|| Value::Owned(text.clone()))
        }
        DataRef::Error(error) => Some(Value::Error(error_text(error))),
    }
}

fn error_text(error: &calamine::CellErrorType) -> &'static str {
    use calamine::CellErrorType as E;
    match error {
        E::Div0 => "#DIV/0!",
        E::NA => "#N/A",
        E::Name => "#NAME?",
        E::Null => "#NULL!",
        E::Num => "#NUM!",
        E::Ref => "#REF!",
        E::Value => "#VALUE!",
        E::GettingData => "#GETTING_DATA",
    }
}

/// A fault of the file. What calamine says may quote cells, which may hold names, and is not passed on.
fn fault_of(error: &XlsxError) -> Fault {
    let damaged = |part: &str| Fault::new("workbook-damaged").with("part", part);
    match error {
        XlsxError::Password => Fault::new("workbook-encrypted"),
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => Fault::new("workbook-of-no-kind"),
        XlsxError::Zip(_) | XlsxError::Io(_) => damaged("zip"),
        XlsxError::Xml(_) | XlsxError::XmlAttr(_) | XlsxError::XmlEof(_) | XlsxError::Encoding(_) => damaged("xml"),
        _ => damaged("cell"),
    }
}
