//! One cell: what it says, read as its column's type.

use chrono::{Datelike as _, NaiveDate};
use rust_decimal::Decimal;

use crate::calendar::{Known, complete_day, complete_month, day_of_serial, parse_day, parse_month, parse_span};
use crate::ingest::header::money_unit;
use crate::ingest::number::as_shown;
use crate::ingest::{NOT_APPLICABLE, RawCell, RawColumn, is_ditto};
use crate::numeral::{self, Meaning, Remark};
use crate::pack::ledger::{ColumnType, Field, Precision, Span};
use crate::unit::{self, Dimension};

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
    /// It says that it is the same as the one above, where that may not be said.
    Ditto,
    /// It holds a formula that nobody computed.
    Uncalculated,
    /// Its number stands in the cell above, with which it is merged.
    Merged,
}

/// What is odd about a cell that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Oddity {
    /// It adds numbers up: `12+8`.
    Sum,
    /// Its date leaves out the year, or the month too, which the sheet or the period supplied.
    Completed,
}

/// A cell that was read, and what is odd about it.
type Read = (Typed, Option<Oddity>);

/// What the column of a sheet says of its cells.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Setting {
    /// How many of the base unit the header's unit is: 元 for money.
    pub(super) factor: Option<Decimal>,
    /// What is known of dates that leave out a part.
    pub(super) known: Known,
}

const YES: &[&str] = &["是", "有", "√", "✓", "✔", "☑", "Y", "y", "YES", "Yes", "yes", "TRUE", "True", "true", "1"];
const NO: &[&str] = &["否", "无", "×", "✗", "✘", "☐", "N", "n", "NO", "No", "no", "FALSE", "False", "false", "0"];

/// What spreadsheet programs show instead of a value.
const ERRORS: &[&str] =
    &["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#####", "Err:502", "Err:508", "Err:522"];

/// Reads a cell as its column's type.
pub(super) fn read(cell: RawCell, column: &RawColumn, field: &Field, setting: Setting) -> Result<Read, Unreadable> {
    let plain = |typed: Result<Typed, Unreadable>| typed.map(|typed| (typed, None));
    match cell {
        RawCell::Blank => Ok((Typed::Blank, None)),
        RawCell::Error(_) => Err(Unreadable::Error),
        RawCell::Uncalculated => Err(Unreadable::Uncalculated),
        RawCell::Merged => Err(Unreadable::Merged),
        RawCell::Number(number) => {
            let shown = as_shown(number).ok_or(Unreadable::NotOfType)?;
            of_number(shown, number, field, setting)
        }
        RawCell::Serial(serial) => plain(of_serial(serial, field)),
        RawCell::Boolean(ticked) => match field.kind {
            ColumnType::YesNo => Ok((Typed::YesNo(ticked), None)),
            _ => Err(Unreadable::NotOfType),
        },
        RawCell::Text(text) => of_text(column.text(text).trim(), field, setting),
    }
}

fn of_number(shown: Decimal, stored: f64, field: &Field, setting: Setting) -> Result<Read, Unreadable> {
    let typed = match field.kind {
        ColumnType::Text => Ok(Typed::Text(standard_spelling(&shown.to_string(), field))),
        ColumnType::Integer => integer(in_base(shown, setting.factor)?),
        ColumnType::Decimal | ColumnType::Money => representable(in_base(shown, setting.factor)?),
        ColumnType::Date => {
            let month = || parse_month(&shown.to_string()).filter(|_| shown.is_integer() && is_of_months(field));
            match of_bare_number(shown, stored).or_else(month) {
                Some(day) => Ok(date(day, field)),
                None => return completed_number(shown, field, setting.known),
            }
        }
        ColumnType::YesNo if shown == Decimal::ONE => Ok(Typed::YesNo(true)),
        ColumnType::YesNo if shown.is_zero() => Ok(Typed::YesNo(false)),
        ColumnType::YesNo => Err(Unreadable::NotOfType),
    };
    typed.map(|typed| (typed, None))
}

/// A day of the month that the sheet is about, or 210820; in a column of months a month. 8.2 may have been 8.20.
fn completed_number(shown: Decimal, field: &Field, known: Known) -> Result<Read, Unreadable> {
    let text = shown.to_string();
    let day = match field.precision {
        Precision::Month => complete_month(&format!("{text}月"), known),
        Precision::Day if text.len() <= 2 => complete_day(&format!("{text}日"), known),
        Precision::Day => complete_day(&text, known).filter(|_| shown.is_integer()),
    };
    day.map(|day| (date(day, field), Some(Oddity::Completed))).ok_or(Unreadable::NotOfType)
}

/// The day of a number that is no date: one that lost its format, 44428, or one that was typed, 20210820. Smaller and
/// larger numbers are something else; 8.20 in a number cell has lost its nought.
fn of_bare_number(shown: Decimal, stored: f64) -> Option<NaiveDate> {
    if !shown.is_integer() {
        return None;
    }
    if (20_000.0..80_000.0).contains(&stored) {
        return day_of_serial(stored);
    }
    (19_000_101.0..=21_001_231.0).contains(&stored).then(|| parse_day(&shown.to_string())).flatten()
}

fn of_serial(serial: f64, field: &Field) -> Result<Typed, Unreadable> {
    let day = day_of_serial(serial).ok_or(Unreadable::NotOfType)?;
    match field.kind {
        ColumnType::Date => Ok(date(day, field)),
        ColumnType::Text => Ok(Typed::Text(day.to_string())),
        _ => Err(Unreadable::NotOfType),
    }
}

fn of_text(text: &str, field: &Field, setting: Setting) -> Result<Read, Unreadable> {
    if text.is_empty() {
        return Ok((Typed::Blank, None));
    }
    if NOT_APPLICABLE.contains(&text) {
        return Ok((Typed::NotApplicable, None));
    }
    if is_ditto(text) {
        return Err(Unreadable::Ditto);
    }
    // Some formats and programs give errors as texts.
    if field.kind != ColumnType::Text && ERRORS.contains(&text) {
        return Err(Unreadable::Error);
    }
    let typed = match field.kind {
        ColumnType::Text => Typed::Text(standard_spelling(text, field)),
        ColumnType::Integer | ColumnType::Decimal | ColumnType::Money => {
            let (value, oddity) = number(text, field, setting.factor)?;
            let typed = if field.kind == ColumnType::Integer { integer(value) } else { representable(value) };
            return typed.map(|typed| (typed, oddity));
        }
        ColumnType::Date => return day(text, field, setting.known).ok_or(Unreadable::NotOfType),
        ColumnType::YesNo if YES.contains(&text) => Typed::YesNo(true),
        ColumnType::YesNo if NO.contains(&text) => Typed::YesNo(false),
        ColumnType::YesNo => return Err(Unreadable::NotOfType),
    };
    Ok((typed, None))
}

/// The day of a text: whole, or completed by what is known of the sheet.
fn day(text: &str, field: &Field, known: Known) -> Option<Read> {
    let serial = || {
        let digits = text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit());
        let stored: f64 = text.parse().ok().filter(|_| digits)?;
        of_bare_number(text.parse().ok()?, stored)
    };
    let month = || parse_month(text).filter(|_| is_of_months(field));
    if let Some(day) = parse_day(text).or_else(serial).or_else(month) {
        return Some((date(day, field), None));
    }
    let in_span = |known| {
        let (first, last) = parse_span(text, known)?;
        Some(if field.span? == Span::First { first } else { last })
    };
    if let Some(day) = in_span(Known::default()) {
        return Some((date(day, field), None));
    }
    let month = || complete_month(text, known).filter(|_| is_of_months(field));
    let day = complete_day(text, known).or_else(|| in_span(known)).or_else(month)?;
    Some((date(day, field), Some(Oddity::Completed)))
}

/// The number of a text such as `12件`, `1，８６８` or `3.4万元`; for money in 元.
fn number(text: &str, field: &Field, factor: Option<Decimal>) -> Result<(Decimal, Option<Oddity>), Unreadable> {
    let numeral = numeral::parse(text).map_err(|_| Unreadable::NotOfType)?;
    let oddity = numeral.remarks.contains(&Remark::Sum).then_some(Oddity::Sum);
    let value = match &numeral.meaning {
        Meaning::Exact(value) => *value,
        // A cell with a decimal point states what it states: 86.35 is no rounding of something else.
        Meaning::Rounded { stated, .. } => *stated,
        Meaning::Interval(_) | Meaning::Vague => return Err(Unreadable::Approximate),
        Meaning::None | Meaning::NotApplicable => return Err(Unreadable::NotOfType),
    };
    if field.kind != ColumnType::Money {
        // 50% is no 50, and 12元 no 12 of anything else.
        let counts =
            numeral.unit.as_deref().and_then(unit::find).is_none_or(|unit| {
                matches!(unit.dimension, Dimension::Count | Dimension::Duration | Dimension::Multiple)
            });
        // A cell that states its own unit or scale is not in the header's.
        let bare = numeral.unit.is_none() && !numeral.scaled;
        let value = if counts { in_base(value, factor.filter(|_| bare)) } else { Err(Unreadable::NotOfType) };
        return value.map(|value| (value, oddity));
    }
    // The cell's own unit wins over the header's, and 0.5万 has said its scale.
    let factor = match numeral.unit.as_deref() {
        Some(unit) => Some(money_unit(unit).ok_or(Unreadable::NotOfType)?),
        None if numeral.scaled => Some(Decimal::ONE),
        None => factor,
    };
    in_base(value, factor).map(|value| (value, oddity))
}

fn integer(number: Decimal) -> Result<Typed, Unreadable> {
    let fits = number.is_integer() && i64::try_from(number).is_ok();
    if fits { Ok(Typed::Number(number)) } else { Err(Unreadable::NotOfType) }
}

fn is_of_months(field: &Field) -> bool {
    field.precision == Precision::Month
}

/// The day, or the first one of its month where the column is about months.
fn date(day: NaiveDate, field: &Field) -> Typed {
    Typed::Date(if is_of_months(field) { day.with_day(1).unwrap_or(day) } else { day })
}

/// The number in the column's base unit: 元 for money, single ones for counts.
fn in_base(number: Decimal, factor: Option<Decimal>) -> Result<Decimal, Unreadable> {
    number.checked_mul(factor.unwrap_or(Decimal::ONE)).ok_or(Unreadable::NotOfType)
}

fn representable(number: Decimal) -> Result<Typed, Unreadable> {
    if crate::ledger::scaled(number).is_some() { Ok(Typed::Number(number)) } else { Err(Unreadable::NotOfType) }
}

/// The code that a spelling stands for; other words as they are.
fn standard_spelling(text: &str, field: &Field) -> String {
    field.aliases.get(text).cloned().unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::pack::ledger::SameAsAbove;
    use crate::place::TextPlace;

    fn field(kind: ColumnType) -> Field {
        Field {
            id: "x".to_owned(),
            label: "某列".to_owned(),
            kind,
            headers: vec!["某列".to_owned()],
            optional: false,
            personal: None,
            codes: vec!["网上".to_owned()],
            aliases: BTreeMap::from([("网信".to_owned(), "网上".to_owned())]),
            unit: None,
            precision: Precision::Day,
            span: None,
            same_as_above: SameAsAbove::Never,
            publish: None,
            hint: None,
            example: None,
            derived: None,
            used: true,
            at: TextPlace::of_span("ledgers.toml", "", 0..0),
        }
    }

    fn check(kind: ColumnType, text: &str, factor: Option<i64>, expected: Result<Typed, Unreadable>) {
        let setting = Setting { factor: factor.map(Decimal::from), ..Setting::default() };
        assert_eq!(of_text(text, &field(kind), setting).map(|(typed, _)| typed), expected, "{text}");
    }

    fn number_of(text: &str) -> Typed {
        Typed::Number(text.parse().unwrap())
    }

    #[test]
    fn money_is_kept_in_yuan_and_the_cells_unit_wins() {
        check(ColumnType::Money, "5000", None, Ok(number_of("5000")));
        check(ColumnType::Money, "3.4", Some(10_000), Ok(number_of("34000")));
        check(ColumnType::Money, "5000元", Some(10_000), Ok(number_of("5000")));
        check(ColumnType::Money, "0.5万", Some(10_000), Ok(number_of("5000")));
        check(ColumnType::Money, "0.5万元", Some(10_000), Ok(number_of("5000")));
        check(ColumnType::Money, "0.5万元", None, Ok(number_of("5000")));
        check(ColumnType::Money, "1，868.50", None, Ok(number_of("1868.50")));
        check(ColumnType::Money, "60余万元", None, Err(Unreadable::Approximate));
        check(ColumnType::Money, "12人", None, Err(Unreadable::NotOfType));
    }

    #[test]
    fn counts_are_whole_and_stated_exactly() {
        check(ColumnType::Integer, "12件", None, Ok(number_of("12")));
        check(ColumnType::Integer, "１２", None, Ok(number_of("12")));
        check(ColumnType::Integer, "约20", None, Err(Unreadable::Approximate));
        check(ColumnType::Integer, "50%", None, Err(Unreadable::NotOfType));
        check(ColumnType::Integer, "12元", None, Err(Unreadable::NotOfType));
        check(ColumnType::Integer, "2.5", None, Err(Unreadable::NotOfType));
        check(ColumnType::Integer, "若干", None, Err(Unreadable::Approximate));
        check(ColumnType::Integer, "/", None, Ok(Typed::NotApplicable));
        check(ColumnType::Integer, "待定", None, Err(Unreadable::NotOfType));
        check(ColumnType::Integer, "", None, Ok(Typed::Blank));
    }

    #[test]
    fn codes_days_and_ticks_have_one_spelling() {
        check(ColumnType::Text, "网信", None, Ok(Typed::Text("网上".to_owned())));
        check(ColumnType::Text, "来访", None, Ok(Typed::Text("来访".to_owned())));
        check(ColumnType::Date, "2021.8.20", None, Ok(Typed::Date("2021-08-20".parse().unwrap())));
        check(ColumnType::Date, "8月中旬", None, Err(Unreadable::NotOfType));
        check(ColumnType::YesNo, "√", None, Ok(Typed::YesNo(true)));
        check(ColumnType::YesNo, "否", None, Ok(Typed::YesNo(false)));
        check(ColumnType::YesNo, "也许", None, Err(Unreadable::NotOfType));
    }

    #[test]
    fn a_serial_number_without_its_format_is_still_a_day() {
        let date = field(ColumnType::Date);
        let read = |number: f64| {
            let read = super::read(RawCell::Number(number), &RawColumn::default(), &date, Setting::default());
            read.map(|(typed, _)| typed)
        };
        assert_eq!(read(44_428.0), Ok(Typed::Date("2021-08-20".parse().unwrap())));
        assert_eq!(read(8.2), Err(Unreadable::NotOfType));
        // Typed without marks; a number that no calendar has is none.
        assert_eq!(read(20_210_820.0), Ok(Typed::Date("2021-08-20".parse().unwrap())));
        assert_eq!(read(20_211_340.0), Err(Unreadable::NotOfType));
        assert_eq!(read(1_868.0), Err(Unreadable::NotOfType));
    }

    #[test]
    fn what_is_read_otherwise_than_written_is_told() {
        let known = Known { year: Some(2021), month: Some(8) };
        let setting = Setting { known, ..Setting::default() };
        let day = |text: &str| Ok((Typed::Date(text.parse().unwrap()), Some(Oddity::Completed)));
        let dates = field(ColumnType::Date);
        assert_eq!(of_text("8.20", &dates, setting), day("2021-08-20"));
        assert_eq!(of_text("8.20", &dates, Setting::default()), Err(Unreadable::NotOfType));
        assert_eq!(of_number(Decimal::from(20), 20.0, &dates, setting), day("2021-08-20"));
        assert_eq!(of_number(Decimal::new(82, 1), 8.2, &dates, setting), Err(Unreadable::NotOfType));
        assert_eq!(of_text("3月5日-7日", &dates, setting), Err(Unreadable::NotOfType));
        let spans = Field { span: Some(Span::Last), ..field(ColumnType::Date) };
        assert_eq!(of_text("3月5日-7日", &spans, setting), day("2021-03-07"));
        assert_eq!(of_text("2021.3.5-3.7", &spans, setting), Ok((Typed::Date("2021-03-07".parse().unwrap()), None)));
        let months = Field { precision: Precision::Month, ..field(ColumnType::Date) };
        assert_eq!(of_number(Decimal::from(3), 3.0, &months, setting), day("2021-03-01"));
        let counts = field(ColumnType::Integer);
        assert_eq!(of_text("12+8", &counts, setting), Ok((number_of("20"), Some(Oddity::Sum))));
        for text in ["同上", "〃", "同 上"] {
            assert_eq!(of_text(text, &counts, setting), Err(Unreadable::Ditto), "{text}");
        }
    }
}
