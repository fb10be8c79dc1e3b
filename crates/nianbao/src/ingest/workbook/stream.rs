//! .xlsx and .xlsb, cell by cell: a sheet may claim to be larger than memory.

use std::io::Cursor;

use calamine::{DataRef, Xlsb, XlsbError, Xlsx, XlsxError};

use super::{EPOCHS_APART, Each, Stopped, Value, damaged};
use crate::error::Fault;

/// The most rows and columns that a sheet of the formats has.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// A cell: row and column from 0, and its value; nothing if it is blank.
type Next<'a> = Option<((u32, u32), Option<Value<'a>>)>;

pub(super) fn xlsx(xlsx: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str, each: &mut Each<'_>) -> Result<(), Stopped> {
    let is_1904 = xlsx.has_1904_epoch();
    let mut reader = xlsx.worksheet_cells_reader(sheet).map_err(|error| Stopped::Fault(of_xlsx(&error)))?;
    let next = || {
        let next = reader.next_cell_with_formula_metadata().map_err(|error| of_xlsx(&error))?;
        Ok(next.map(|cell| {
            let uncalculated =
                || (cell.formula.is_some() && cell.value == DataRef::Empty).then_some(Value::Uncalculated);
            (cell.pos, value_of(&cell.value, is_1904).or_else(uncalculated))
        }))
    };
    rows(next, each)
}

pub(super) fn xlsb(xlsb: &mut Xlsb<Cursor<Vec<u8>>>, sheet: &str, each: &mut Each<'_>) -> Result<(), Stopped> {
    let is_1904 = xlsb.has_1904_epoch();
    let mut reader = xlsb.worksheet_cells_reader(sheet).map_err(|error| Stopped::Fault(of_xlsb(&error)))?;
    let next = || {
        let next = reader.next_cell().map_err(|error| of_xlsb(&error))?;
        Ok(next.map(|cell| (cell.get_position(), value_of(cell.get_value(), is_1904))))
    };
    rows(next, each)
}

fn rows<'a>(mut next: impl FnMut() -> Result<Next<'a>, Fault>, each: &mut Each<'_>) -> Result<(), Stopped> {
    let mut row = 0;
    let mut last = None;
    let mut cells: Vec<(u32, Value<'_>)> = Vec::new();
    loop {
        let next = next().map_err(Stopped::Fault)?;
        if next.as_ref().is_none_or(|((at, _), _)| *at != row) && !cells.is_empty() {
            each(row + 1, &cells).map_err(Stopped::Taker)?;
            cells.clear();
        }
        let Some(((at, column), value)) = next else { return Ok(()) };
        row = at;
        if at >= ROWS || column >= COLUMNS {
            return Err(Stopped::Fault(Fault::new("sheet-too-large")));
        }
        // Also behind a blank cell: a second cell of the same address would silently win.
        if last.is_some_and(|last| last >= (at, column)) {
            return Err(Stopped::Fault(Fault::new("cells-out-of-order")));
        }
        last = Some((at, column));
        cells.extend(value.map(|value| (column + 1, value)));
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

pub(super) fn error_text(error: &calamine::CellErrorType) -> &'static str {
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
pub(super) fn of_xlsx(error: &XlsxError) -> Fault {
    match error {
        XlsxError::Password => Fault::new("workbook-encrypted"),
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => Fault::new("workbook-of-no-kind"),
        XlsxError::Zip(_) | XlsxError::Io(_) => damaged("zip"),
        XlsxError::Xml(_) | XlsxError::XmlAttr(_) | XlsxError::XmlEof(_) | XlsxError::Encoding(_) => damaged("xml"),
        _ => damaged("cell"),
    }
}

/// The same for .xlsb.
pub(super) fn of_xlsb(error: &XlsbError) -> Fault {
    match error {
        XlsbError::Password => Fault::new("workbook-encrypted"),
        XlsbError::FileNotFound(_) => Fault::new("workbook-of-no-kind"),
        XlsbError::Zip(_) | XlsbError::Io(_) => damaged("zip"),
        XlsbError::Xml(_) | XlsbError::XmlAttr(_) | XlsbError::Encoding(_) => damaged("xml"),
        _ => damaged("cell"),
    }
}
