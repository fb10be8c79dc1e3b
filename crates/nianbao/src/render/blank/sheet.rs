//! The sheets of a blank workbook: the ledger, and the codes that are too many for a list within a cell's rule.

use chrono::{Datelike, NaiveDate};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{ConditionalFormatFormula, ExcelDateTime, Format, IgnoreError, Workbook, Worksheet, XlsxError};

use super::Issue;
use super::column::{Column, width};
use super::look::{self, Look};
use crate::finding::Arguments;
use crate::message::Messages;
use crate::pack::form::Example;
use crate::pack::ledger::{ColumnType, LedgerSpec};

/// The last row of a sheet, from 0.
const LAST_ROW: u32 = 1_048_575;
/// The row of the words above the header, from 0; the header stands below it.
const DUTIES: u32 = 4;

/// Writes the ledger's sheet; the first cell of its header, as a formula refers to it.
pub(super) fn write(
    sheet: &mut Worksheet,
    issue: &Issue<'_>,
    spec: &LedgerSpec,
    columns: &[Column<'_>],
    messages: &Messages,
) -> Result<String, XlsxError> {
    let look = Look::new();
    let arguments = Arguments::from([
        ("year", issue.year.to_string().into()),
        ("ledger", spec.label.as_str().into()),
        ("unit", issue.unit.into()),
    ]);
    sheet.write_string_with_format(0, 0, messages.text("blank-title", &arguments), &look.title)?;
    sheet.set_row_height(0, 30)?;
    let last = if spec.example(issue.year).is_empty() { "blank-rows-given" } else { "blank-example" };
    for (row, key) in (1..).zip(["blank-unit", "blank-about", last]) {
        sheet.write_string_with_format(row, 0, messages.text(key, &arguments), &look.line)?;
        sheet.set_row_height(row, 18)?;
    }
    let header = DUTIES + 1;
    let lists = lists(columns, messages);
    for ((at, column), list) in (0..).zip(columns).zip(&lists) {
        sheet.set_column_width(at, f64::from(column.width()))?;
        sheet.set_column_format(at, &look::cells(column))?;
        let duty = messages.word(&format!("duty-{}", column.duty.as_str()));
        sheet.write_string_with_format(DUTIES, at, duty, &look.duty(column.duty))?;
        sheet.write_string_with_format(header, at, &column.header, &look.header(column.duty))?;
        sheet.add_data_validation(header + 1, at, LAST_ROW, at, &column.rule(issue.year, list.as_deref())?)?;
        if column.field.kind == ColumnType::Text {
            sheet.ignore_error_range(header + 1, at, LAST_ROW, at, IgnoreError::NumberStoredAsText)?;
        }
        if let Some(example) = &column.example {
            put(sheet, header + 1, at, &look::example(column), example)?;
        }
    }
    sheet.set_row_height(DUTIES, 16)?;
    sheet.set_row_height(header, height(columns))?;
    prefill(sheet, issue, spec, columns, header + 1)?;
    frame(sheet, columns, header + 1)?;
    sheet.set_freeze_panes(header + 1, 1)?;
    set_up_print(sheet, columns, header)?;
    sheet.set_footer(format!("&C{}", messages.word("blank-footer")));
    Ok(format!("$A${}", header + 1))
}

/// Gives the rows in which something stands a frame, so that a page has lines where it has rows.
fn frame(sheet: &mut Worksheet, columns: &[Column<'_>], first: u32) -> Result<(), XlsxError> {
    let last = u16::try_from(columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
    let letters = crate::place::column_letters(u32::from(last) + 1);
    let row = first + 1;
    let is_filled = format!("=COUNTA($A{row}:${letters}{row})>0");
    let format = ConditionalFormatFormula::new().set_rule(is_filled.as_str()).set_format(look::filled());
    sheet.add_conditional_format(first, 0, LAST_ROW, last, &format)?;
    Ok(())
}

/// Prints across A4, as many pages wide as can be read, each with the header and the first column.
fn set_up_print(sheet: &mut Worksheet, columns: &[Column<'_>], header: u32) -> Result<(), XlsxError> {
    const OF_A_PAGE: u32 = 190;
    let pages = columns.iter().map(Column::width).sum::<u32>().div_ceil(OF_A_PAGE);
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(u16::try_from(pages).unwrap_or(1), 0);
    sheet.set_repeat_rows(header, header)?.set_repeat_columns(0, 0)?;
    Ok(())
}

/// How high the header is, in points: its longest header is broken over so many lines.
fn height(columns: &[Column<'_>]) -> u32 {
    let lines = columns.iter().map(|column| width(&column.header).div_ceil(column.width().saturating_sub(1).max(1)));
    lines.max().unwrap_or(1) * 16 + 8
}

/// Writes a cell of the example row, or of one that is carried over.
fn put(sheet: &mut Worksheet, row: u32, at: u16, format: &Format, cell: &Example) -> Result<(), XlsxError> {
    match cell {
        Example::Text(text) => sheet.write_string_with_format(row, at, text, format)?,
        Example::Number(number) => {
            sheet.write_number_with_format(row, at, number.to_f64().unwrap_or_default(), format)?
        }
        Example::Day(day) => sheet.write_datetime_with_format(row, at, date(*day)?, format)?,
    };
    Ok(())
}

/// Writes the rows from last year's ledger below the example, and says above the table what they are. `form` has the
/// fields of the columns.
pub(super) fn carry(
    sheet: &mut Worksheet,
    columns: &[Column<'_>],
    form: &[usize],
    carried: &[Vec<(usize, Example)>],
    messages: &Messages,
) -> Result<(), XlsxError> {
    if carried.is_empty() {
        return Ok(());
    }
    let has_example = columns.iter().any(|column| column.example.is_some());
    let first = DUTIES + 2 + u32::from(has_example);
    for (row, cells) in (first..).zip(carried) {
        for ((at, column), field) in (0..).zip(columns).zip(form) {
            // What is personal stays blank, and coloured, until it is filled in from last year's ledger.
            let format = look::carried(column);
            match cells.iter().find(|(of, _)| of == field) {
                Some((_, cell)) => put(sheet, row, at, &format, cell)?,
                None => drop(sheet.write_blank(row, at, &format)?),
            }
        }
    }
    let example = if has_example { "yes" } else { "no" };
    let arguments = Arguments::from([("rows", carried.len().into()), ("example", example.into())]);
    sheet.write_string_with_format(DUTIES - 1, 0, messages.text("blank-carried", &arguments), &Look::new().line)?;
    Ok(())
}

fn date(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let part = |part: u32| u8::try_from(part).unwrap_or(1);
    ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or(1900), part(day.month()), part(day.day()))
}

/// Writes the rows that are known beforehand: each item, and the unit of the figure that is read from it.
fn prefill(
    sheet: &mut Worksheet,
    issue: &Issue<'_>,
    spec: &LedgerSpec,
    columns: &[Column<'_>],
    first: u32,
) -> Result<(), XlsxError> {
    let at_of = |id: &str| (0_u16..).zip(columns).find(|(_, column)| column.field.id == id);
    let Some((at, key)) = spec.key.and_then(|key| at_of(&spec.fields[key].id)) else { return Ok(()) };
    for (row, item) in (first..).zip(spec.prefilled()) {
        sheet.write_string_with_format(row, at, item, &look::cells(key))?;
        if let Some((field, unit)) = issue.pack.unit_beside(spec, item)
            && let Some((at, column)) = at_of(&spec.fields[field].id)
        {
            sheet.write_string_with_format(row, at, unit, &look::cells(column))?;
        }
    }
    Ok(())
}

/// Per column where its choices stand on the sheet of codes; nothing for those that need no sheet.
fn lists(columns: &[Column<'_>], messages: &Messages) -> Vec<Option<String>> {
    let sheet = messages.word("blank-codes");
    let mut at = 0;
    let list = |column: &Column<'_>| {
        column.needs_sheet().then(|| {
            at += 1;
            let letters = crate::place::column_letters(at);
            format!("='{sheet}'!${letters}$2:${letters}${}", column.choices.len() + 1)
        })
    };
    columns.iter().map(list).collect()
}

/// Adds the sheet of codes, if a column needs it.
pub(super) fn codes(workbook: &mut Workbook, columns: &[Column<'_>], messages: &Messages) -> Result<(), XlsxError> {
    let long: Vec<&Column<'_>> = columns.iter().filter(|column| column.needs_sheet()).collect();
    if long.is_empty() {
        return Ok(());
    }
    let look = Look::new();
    let sheet = workbook.add_worksheet().set_name(messages.word("blank-codes"))?;
    for (at, column) in (0..).zip(long) {
        sheet.write_string_with_format(0, at, &column.header, &look.header(column.duty))?;
        for (row, choice) in (1..).zip(&column.choices) {
            sheet.write_string(row, at, choice)?;
        }
        let widest = column.choices.iter().chain([&column.header]).map(|text| width(text)).max();
        sheet.set_column_width(at, f64::from(widest.unwrap_or(8) + 2))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}
