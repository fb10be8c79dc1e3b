//! .xls, .et and .ods, whose sheets come as a whole, and texts that are tables.

use std::io::Cursor;

use calamine::{Data, Ods, OdsError, Range, Reader, Xls, XlsError};

use super::stream::error_text;
use super::{Each, Stopped, TextTable, Value, damaged};
use crate::error::Fault;

pub(super) fn xls(xls: &mut Xls<Cursor<Vec<u8>>>, sheet: &str, each: &mut Each<'_>) -> Result<(), Stopped> {
    let range = xls.worksheet_range(sheet).map_err(|error| Stopped::Fault(of_xls(&error)))?;
    range_rows(&range, each)
}

pub(super) fn ods(ods: &mut Ods<Cursor<Vec<u8>>>, sheet: &str, each: &mut Each<'_>) -> Result<(), Stopped> {
    let range = ods.worksheet_range(sheet).map_err(|error| Stopped::Fault(of_ods(&error)))?;
    range_rows(&range, each)
}

pub(super) fn text(tables: &[TextTable], sheet: &str, each: &mut Each<'_>) -> Result<(), Stopped> {
    let Some(table) = tables.iter().find(|table| table.name == sheet) else { return Ok(()) };
    for (row, number) in table.rows.iter().zip(1_u32..) {
        let filled = row.iter().zip(1_u32..).filter(|(text, _)| !text.trim().is_empty());
        let cells: Vec<(u32, Value<'_>)> = filled.map(|(text, column)| (column, Value::Text(text))).collect();
        if !cells.is_empty() {
            each(number, &cells).map_err(Stopped::Taker)?;
        }
    }
    Ok(())
}

fn range_rows(range: &Range<Data>, each: &mut Each<'_>) -> Result<(), Stopped> {
    let Some((top, left)) = range.start() else { return Ok(()) };
    for (row, number) in range.rows().zip(top + 1..) {
        let numbered = row.iter().zip(left + 1..);
        let cells: Vec<(u32, Value<'_>)> =
            numbered.filter_map(|(cell, column)| Some((column, value_of(cell)?))).collect();
        if !cells.is_empty() {
            each(number, &cells).map_err(Stopped::Taker)?;
        }
    }
    Ok(())
}

/// The value of a cell; nothing if it is blank.
fn value_of(cell: &Data) -> Option<Value<'_>> {
    match cell {
        Data::Empty => None,
        Data::Int(number) => number.to_string().parse().ok().map(Value::Number),
        Data::Float(number) => Some(Value::Number(*number)),
        Data::Bool(ticked) => Some(Value::Boolean(*ticked)),
        // These formats tell the date system with each date.
        Data::DateTime(time) => {
            let days = time.as_datetime().map(|day| day - calamine_epoch());
            Some(days.map_or(Value::Number(time.as_f64()), |days| Value::Serial(in_days(days))))
        }
        // A day without its time: 2021-08-20T00:00:00.
        Data::DateTimeIso(text) => Some(Value::Owned(text.split('T').next().unwrap_or(text).to_owned())),
        Data::String(text) | Data::DurationIso(text) => (!text.trim().is_empty()).then_some(Value::Text(text)),
        Data::Error(error) => Some(Value::Error(error_text(error))),
    }
}

/// The day that serials count from, as the 1900 system has it after its false leap day.
fn calamine_epoch() -> chrono::NaiveDateTime {
    chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default().and_time(chrono::NaiveTime::MIN)
}

fn in_days(duration: chrono::TimeDelta) -> f64 {
    duration.num_days().to_string().parse().unwrap_or_default()
}

/// A fault of the file, without what calamine says: it may quote cells.
pub(super) fn of_xls(error: &XlsError) -> Fault {
    match error {
        XlsError::Password => Fault::new("workbook-encrypted"),
        XlsError::Cfb(_) | XlsError::Io(_) => damaged("zip"),
        _ => damaged("cell"),
    }
}

/// The same for .ods.
pub(super) fn of_ods(error: &OdsError) -> Fault {
    match error {
        OdsError::Password => Fault::new("workbook-encrypted"),
        OdsError::InvalidMime(_) | OdsError::FileNotFound(_) => Fault::new("workbook-of-no-kind"),
        OdsError::CellLimitExceeded { .. } => Fault::new("sheet-too-large"),
        OdsError::Zip(_) | OdsError::Io(_) => damaged("zip"),
        OdsError::Xml(_) | OdsError::XmlAttr(_) | OdsError::EncodingError(_) => damaged("xml"),
        _ => damaged("cell"),
    }
}
