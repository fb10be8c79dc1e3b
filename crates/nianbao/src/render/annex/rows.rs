//! The sheets of a ledger: each row with its origin, its fields and the figures that count it.

use rust_decimal::prelude::ToPrimitive as _;
use rust_xlsxwriter::{Formula, Workbook, Worksheet, XlsxError};

use super::Annex;
use super::column::{Column, Values};
use super::excel;
use super::ledger::{Laid, Part};
use super::sheet::{Heading, Look, Sheet, column, row, width};
use super::words::Words;
use crate::pack::ledger::ColumnType;

/// A column is no narrower, and a header is broken into lines beyond.
const NARROWEST: usize = 10;
const WIDEST: usize = 40;
/// A header that says a figure's name is broken into lines.
const MEMBER: usize = 12;
/// So many rows are looked at to find how wide a column must be.
const SAMPLE: usize = 500;

/// Writes the sheets.
///
/// # Errors
/// A fault of the program.
pub(super) fn write(annex: &Annex<'_>, laid: &Laid<'_>, book: &mut Workbook) -> Result<(), XlsxError> {
    let headings = headings(laid, &annex.words);
    for (index, part) in laid.parts.iter().enumerate() {
        let arguments = [
            ("label", laid.ledger.spec.label.as_str().into()),
            ("part", (index + 1).into()),
            ("parts", laid.parts.len().into()),
            ("rows", laid.ledger.len().into()),
        ];
        let arguments = arguments.into_iter().collect();
        let table =
            if index == 0 { laid.ledger.spec.id.clone() } else { format!("{}_{}", laid.ledger.spec.id, index + 1) };
        let sheet = Sheet {
            name: part.name.clone(),
            title: annex.messages.text("sheet-ledger-title", &arguments),
            about: annex.messages.text("sheet-ledger-about", &arguments),
            table: format!("ledger_{table}"),
            columns: headings.clone(),
            rows: part.rows.len(),
            frozen: 3,
            footer: annex.footer(),
        };
        let sheet = sheet.add(book)?;
        for (at, of) in laid.columns.iter().enumerate() {
            cells(sheet, laid, part, of, at, &annex.words)?;
            if headings[at].look == Look::Input {
                let input = Look::Input.format();
                (0..part.rows.len())
                    .try_for_each(|index| sheet.set_cell_format(row(index), column(at), &input).map(|_| ()))?;
            }
        }
    }
    Ok(())
}

fn headings(laid: &Laid<'_>, words: &Words) -> Vec<Heading> {
    laid.columns.iter().map(|column| heading(laid, column, words)).collect()
}

fn heading(laid: &Laid<'_>, column: &Column<'_>, words: &Words) -> Heading {
    let kind = column.field.map(|field| laid.ledger.spec.fields[field].kind);
    let look = match (&column.values, kind) {
        _ if column.is_input && kind.is_some_and(|kind| ColumnType::NUMBERS.contains(&kind)) => Look::Input,
        (Values::Source | Values::Sheet | Values::Words(_), _) => Look::Text,
        (Values::Row | Values::Answers(_) | Values::Ordinals(_), _) => Look::Centred,
        (Values::Days(_), _) => Look::Day,
        (Values::Numbers(_), Some(ColumnType::Money)) => Look::Money,
        (Values::Numbers(_), _) => Look::Number,
    };
    let rows = 0..laid.ledger.len().min(SAMPLE);
    let widest = match &column.values {
        Values::Source => laid.ledger.sheets.iter().map(|sheet| width(&sheet.source)).max(),
        Values::Sheet => laid.ledger.sheets.iter().map(|sheet| width(sheet.name())).max(),
        Values::Words(texts) => texts[rows].iter().flatten().map(|text| width(text)).max(),
        Values::Numbers(numbers) => {
            numbers[rows].iter().flatten().map(|number| width(&number.normalize().to_string()) + 4).max()
        }
        Values::Days(_) => Some(NARROWEST),
        Values::Row | Values::Answers(_) | Values::Ordinals(_) => None,
    };
    let header = width(&column.header).min(if column.field.is_some() { WIDEST } else { MEMBER });
    let widest = widest.unwrap_or(0).max(width(&words.not_applicable)).max(header).clamp(NARROWEST, WIDEST);
    // Room for the button of the filter.
    Heading::new(column.header.clone(), widest + 3, look)
}

fn cells(
    sheet: &mut Worksheet,
    laid: &Laid<'_>,
    part: &Part,
    of: &Column<'_>,
    at: usize,
    words: &Words,
) -> Result<(), XlsxError> {
    let place = column(at);
    for (index, of_row) in part.rows.clone().enumerate() {
        let line = row(index);
        let origin = laid.ledger.rows[of_row];
        let read = &laid.ledger.sheets[origin.sheet];
        if let Some(template) = &of.template {
            let formula = Formula::new(template.at(line + 1)).set_result(result(&of.values, of_row, words));
            sheet.write_formula(line, place, formula)?;
            continue;
        }
        let is_written = match &of.values {
            Values::Source => sheet.write_string(line, place, &*read.source).map(|_| true)?,
            Values::Sheet => sheet.write_string(line, place, read.name()).map(|_| true)?,
            Values::Row => sheet.write_number(line, place, origin.row).map(|_| true)?,
            Values::Words(texts) => match &texts[of_row] {
                Some(text) => sheet.write_string(line, place, &**text).map(|_| true)?,
                None => false,
            },
            Values::Days(days) => match days[of_row] {
                Some(day) => match excel::serial(day) {
                    Some(serial) => sheet.write_number(line, place, serial).map(|_| true)?,
                    None => sheet.write_string(line, place, day.to_string()).map(|_| true)?,
                },
                None => false,
            },
            Values::Numbers(numbers) => match numbers[of_row].and_then(|number| number.to_f64()) {
                Some(number) => sheet.write_number(line, place, number).map(|_| true)?,
                None => false,
            },
            Values::Answers(answers) => match answers[of_row] {
                Some(answer) => {
                    sheet.write_string(line, place, if answer { &words.yes } else { &words.no }).map(|_| true)?
                }
                None => false,
            },
            Values::Ordinals(ordinals) => match ordinals[of_row] {
                Some(ordinal) => sheet.write_number(line, place, ordinal).map(|_| true)?,
                None => false,
            },
        };
        if !is_written && of.field.is_some_and(|field| laid.ledger.not_applicable.contains(&(of_row, field))) {
            sheet.write_string(line, place, &words.not_applicable)?;
        }
    }
    Ok(())
}

/// The result of a formula as it was computed.
fn result(values: &Values<'_>, row: usize, words: &Words) -> String {
    let found = match values {
        Values::Source | Values::Sheet | Values::Row => None,
        Values::Words(texts) => texts[row].as_ref().map(ToString::to_string),
        Values::Days(days) => days[row].and_then(excel::serial).map(|serial| serial.to_string()),
        Values::Numbers(numbers) => numbers[row].map(|number| number.normalize().to_string()),
        Values::Answers(answers) => {
            answers[row].map(|answer| if answer { words.yes.clone() } else { words.no.clone() })
        }
        Values::Ordinals(ordinals) => ordinals[row].map(|ordinal| ordinal.to_string()),
    };
    found.unwrap_or_default()
}
