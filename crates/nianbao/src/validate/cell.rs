//! One cell: what it says, read as its column's type.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::calendar::{day_of_serial, parse_day};
use crate::ingest::header::money_unit;
use crate::ingest::number::as_shown;
use crate::ingest::{RawCell, RawColumn};
use crate::numeral::{self, Meaning};
use crate::pack::ledger::{ColumnType, Field};

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Typed {
    /// Nothing.
    Blank,
    /// That it doesn't apply.
    NotApplicable,
    /// Words, a code in its standard spelling.
    Text(String),
    /// A number; money in 元.
    Number(Decimal),
    /// A day.
    Date(NaiveDate),
    /// 是 or 否.
    YesNo(bool),
}

/// Why a cell can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// It holds something else.
    NotOfType,
    /// It holds an error of the spreadsheet program.
    Error,
    /// It states an approximate number.
    Approximate,
}

const NOT_APPLICABLE: &[&str] = &["/", "／", "\\", "-", "－", "—", "——", "–", "不适用", "N/A", "n/a", "NA"];
const YES: &[&str] = &["是", "有", "√", "✓", "✔", "☑", "Y", "y", "YES", "Yes", "yes", "TRUE", "True", "true", "1"];
const NO: &[&str] = &["否", "无", "×", "✗", "✘", "☐", "N", "n", "NO", "No", "no", "FALSE", "False", "false", "0"];

/// Reads a cell as its column's type. `factor` is how many 元 the header's unit is, for money.
pub(super) fn read(
    cell: RawCell,
    column: &RawColumn,
    field: &Field,
    factor: Option<Decimal>,
) -> Result<Typed, Unreadable> {
    match cell {
        RawCell::Blank => Ok(Typed::Blank),
        RawCell::Error(_) => Err(Unreadable::Error),
        RawCell::Number(number) => of_number(as_shown(number).ok_or(Unreadable::NotOfType)?, number, field, factor),
        RawCell::Serial(serial) => of_serial(serial, field),
        RawCell::Boolean(ticked) => match field.kind {
            ColumnType::YesNo => Ok(Typed::YesNo(ticked)),
            _ => Err(Unreadable::NotOfType),
        },
        RawCell::Text(text) => of_text(column.text(text).trim(), field, factor),
    }
}

fn of_number(shown: Decimal, stored: f64, field: &Field, factor: Option<Decimal>) -> Result<Typed, Unreadable> {
    match field.kind {
        ColumnType::Text => Ok(Typed::Text(standard_spelling(&shown.to_string(), field))),
        ColumnType::Integer => integer(shown),
        ColumnType::Decimal => representable(shown),
        ColumnType::Money => money(shown, factor),
        // A date that lost its format is still a date: 44428. Smaller and larger numbers are something else.
        ColumnType::Date if (20_000.0..80_000.0).contains(&stored) && shown.is_integer() => {
            day_of_serial(stored).map(Typed::Date).ok_or(Unreadable::NotOfType)
        }
        ColumnType::YesNo if shown == Decimal::ONE => Ok(Typed::YesNo(true)),
        ColumnType::YesNo if shown.is_zero() => Ok(Typed::YesNo(false)),
        ColumnType::Date | ColumnType::YesNo => Err(Unreadable::NotOfType),
    }
}

fn of_serial(serial: f64, field: &Field) -> Result<Typed, Unreadable> {
    let day = day_of_serial(serial).ok_or(Unreadable::NotOfType)?;
    match field.kind {
        ColumnType::Date => Ok(Typed::Date(day)),
        ColumnType::Text => Ok(Typed::Text(day.to_string())),
        _ => Err(Unreadable::NotOfType),
    }
}

fn of_text(text: &str, field: &Field, factor: Option<Decimal>) -> Result<Typed, Unreadable> {
    if text.is_empty() {
        return Ok(Typed::Blank);
    }
    if NOT_APPLICABLE.contains(&text) {
        return Ok(Typed::NotApplicable);
    }
    match field.kind {
        ColumnType::Text => Ok(Typed::Text(standard_spelling(text, field))),
        ColumnType::Integer => integer(number(text, field, None)?),
        ColumnType::Decimal => representable(number(text, field, None)?),
        ColumnType::Money => representable(number(text, field, factor)?),
        ColumnType::Date => parse_day(text).map(Typed::Date).ok_or(Unreadable::NotOfType),
        ColumnType::YesNo if YES.contains(&text) => Ok(Typed::YesNo(true)),
        ColumnType::YesNo if NO.contains(&text) => Ok(Typed::YesNo(false)),
        ColumnType::YesNo => Err(Unreadable::NotOfType),
    }
}

/// The number of a text such as `12件`, `1，８６８` or `3.4万元`; for money in 元.
fn number(text: &str, field: &Field, factor: Option<Decimal>) -> Result<Decimal, Unreadable> {
    let numeral = numeral::parse(text).map_err(|_| Unreadable::NotOfType)?;
    let value = match numeral.meaning {
        Meaning::Exact(value) => value,
        Meaning::Interval(_) => return Err(Unreadable::Approximate),
        _ => return Err(Unreadable::NotOfType),
    };
    if field.kind != ColumnType::Money {
        return Ok(value);
    }
    match numeral.unit.as_deref() {
        // The cell's own unit wins over the header's.
        Some(unit) => {
            let factor = money_unit(unit).ok_or(Unreadable::NotOfType)?;
            value.checked_mul(factor).ok_or(Unreadable::NotOfType)
        }
        None => value.checked_mul(factor.unwrap_or(Decimal::ONE)).ok_or(Unreadable::NotOfType),
    }
}

fn integer(number: Decimal) -> Result<Typed, Unreadable> {
    let fits = number.is_integer() && i64::try_from(number).is_ok();
    if fits { Ok(Typed::Number(number)) } else { Err(Unreadable::NotOfType) }
}

fn money(number: Decimal, factor: Option<Decimal>) -> Result<Typed, Unreadable> {
    let value = number.checked_mul(factor.unwrap_or(Decimal::ONE)).ok_or(Unreadable::NotOfType)?;
    representable(value)
}

fn representable(number: Decimal) -> Result<Typed, Unreadable> {
    if crate::ledger::scaled(number).is_some() { Ok(Typed::Number(number)) } else { Err(Unreadable::NotOfType) }
}

/// The code that a spelling stands for; other words as they are.
fn standard_spelling(text: &str, field: &Field) -> String {
    field.aliases.get(text).cloned().unwrap_or_else(|| text.to_owned())
}
