//! Tables: a sheet of a case, and the workbook that is made of it.

use std::error::Error;
use std::path::Path;

use chrono::NaiveDate;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError};

use super::uncalculated;

/// A sheet of a case. It starts at A1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The workbook's name.
    pub workbook: String,
    /// The sheet's name.
    pub name: String,
    /// Whether it is hidden.
    pub is_hidden: bool,
    /// Rows that are hidden, from 1.
    pub hidden_rows: Vec<u32>,
    /// Rows that are struck through, from 1.
    pub struck_rows: Vec<u32>,
    /// The name of its first cell, by which a blank form is known.
    pub cell_name: Option<String>,
    /// The cells as the table writes them, row by row.
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// Reads the lines of a table; `place` is `"workbook › sheet"`, with `hidden`, `rows 3 4 hidden`, `rows 3 4 struck`
    /// or `named NAME` before it or not.
    pub(super) fn parse(place: &str, lines: &[&str]) -> Result<Self, String> {
        let (look, quoted) = place.split_at(place.find('"').unwrap_or(place.len()));
        let rows_that_are = |word: &str| -> Option<Vec<u32>> {
            let rows = look.trim().strip_prefix("rows ")?.strip_suffix(word)?;
            rows.split_whitespace().map(|row| row.parse().ok()).collect()
        };
        let (hidden_rows, struck_rows) = (rows_that_are("hidden"), rows_that_are("struck"));
        let is_hidden = look == "hidden ";
        let cell_name = look.trim().strip_prefix("named ").map(str::to_owned);
        let is_plain = look.is_empty() || is_hidden || cell_name.is_some();
        if !is_plain && hidden_rows.is_none() && struck_rows.is_none() {
            return Err(format!("`{look}` is no look of a sheet"));
        }
        let (hidden_rows, struck_rows) = (hidden_rows.unwrap_or_default(), struck_rows.unwrap_or_default());
        let names = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let Some((workbook, name)) = names.and_then(|names| names.split_once(" › ")) else {
            return Err(format!("`{place}` is not `\"workbook › sheet\"`"));
        };
        let mut rows = Vec::new();
        for line in lines {
            let inner = line.trim().strip_prefix('|').and_then(|rest| rest.strip_suffix('|'));
            let inner = inner.ok_or_else(|| format!("`{line}` does not stand between bars"))?;
            if !inner.chars().all(|c| matches!(c, '-' | '|')) {
                rows.push(inner.split('|').map(|cell| cell.trim().to_owned()).collect());
            }
        }
        let (workbook, name) = (workbook.to_owned(), name.to_owned());
        Ok(Self { workbook, name, is_hidden, hidden_rows, struck_rows, cell_name, rows })
    }

    fn write(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        worksheet.set_name(&self.name)?.set_hidden(self.is_hidden);
        for row in &self.hidden_rows {
            worksheet.set_row_hidden(row.saturating_sub(1))?;
        }
        for (column, first, last) in self.merges() {
            worksheet.merge_range(first, column, last, column, "", &Format::new())?;
        }
        for (cells, row) in self.rows.iter().zip(0..) {
            let is_struck = self.struck_rows.contains(&(row + 1));
            let format = if is_struck { Format::new().set_font_strikethrough() } else { Format::new() };
            for (text, column) in cells.iter().zip(0..) {
                write_cell(worksheet, row, column, text, &format)?;
            }
        }
        Ok(())
    }
}

impl Sheet {
    /// Column, first and last row of the cells that are merged downwards.
    fn merges(&self) -> Vec<(u16, u32, u32)> {
        let mut merges: Vec<(u16, u32, u32)> = Vec::new();
        for (cells, row) in self.rows.iter().zip(0_u32..) {
            for (_, column) in cells.iter().zip(0_u16..).filter(|(text, _)| *text == MERGED) {
                match merges.iter_mut().find(|(at, _, last)| *at == column && *last + 1 == row) {
                    Some((_, _, last)) => *last = row,
                    None => merges.push((column, row.saturating_sub(1), row)),
                }
            }
        }
        merges
    }
}

/// A cell that is merged with the one above.
const MERGED: &str = "^";

fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
    match Cell::of(text) {
        Cell::Blank => return Ok(()),
        Cell::Text(text) => sheet.write_string_with_format(row, column, text, format)?,
        Cell::Number(number, code) => {
            let format = code.map_or_else(|| format.clone(), |code| format.clone().set_num_format(code));
            sheet.write_number_with_format(row, column, number, &format)?
        }
        Cell::Day => {
            let format = format.clone().set_num_format("yyyy-mm-dd");
            sheet.write_datetime_with_format(row, column, ExcelDateTime::parse_from_str(text)?, &format)?
        }
        // Only a formula can come to an error.
        Cell::Error => sheet.write_formula(row, column, Formula::new("=NA()").set_result(text))?,
        Cell::Formula(text) => sheet.write_formula(row, column, Formula::new(text).set_result(uncalculated::RESULT))?,
    };
    Ok(())
}

/// Writes the workbooks of some sheets into a folder, those of one workbook in their order.
pub(super) fn write_workbooks(sheets: &[Sheet], folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut names: Vec<&str> = sheets.iter().map(|sheet| sheet.workbook.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let mut workbook = Workbook::new();
        for sheet in sheets.iter().filter(|sheet| sheet.workbook == name) {
            sheet.write(workbook.add_worksheet())?;
            if let Some(cell_name) = &sheet.cell_name {
                workbook.define_name(cell_name, &format!("='{}'!$A$1", sheet.name))?;
            }
        }
        std::fs::write(folder.join(name), uncalculated::without_results(workbook.save_to_buffer()?)?)?;
    }
    Ok(())
}

/// What the text of a cell stands for.
#[derive(Debug, PartialEq)]
enum Cell<'t> {
    Blank,
    Text(&'t str),
    /// A number and its format, if it is not the usual one.
    Number(f64, Option<&'t str>),
    Day,
    Error,
    /// A formula that nobody computed.
    Formula(&'t str),
}

impl<'t> Cell<'t> {
    fn of(text: &'t str) -> Self {
        if text.is_empty() || text == MERGED {
            return Self::Blank;
        }
        if let Some(text) = text.strip_prefix('\'') {
            return Self::Text(text);
        }
        if text.len() == "2021-03-04".len() && text.parse::<NaiveDate>().is_ok() {
            return Self::Day;
        }
        if text.starts_with('#') && (text == "#N/A" || text.ends_with(['!', '?'])) {
            return Self::Error;
        }
        if text.starts_with('=') {
            return Self::Formula(text);
        }
        let (digits, format) = text.split_once(" as ").map_or((text, None), |(digits, format)| (digits, Some(format)));
        let is_numeric = digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
        let number = digits.parse().ok().filter(|_| is_numeric);
        number.map_or(Self::Text(text), |number| Self::Number(number, format))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_told_apart() {
        for (text, cell) in [
            ("", Cell::Blank),
            ("XF-1", Cell::Text("XF-1")),
            ("'12", Cell::Text("12")),
            ("12", Cell::Number(12.0, None)),
            ("-3.5", Cell::Number(-3.5, None)),
            ("340 as #,##0,", Cell::Number(340.0, Some("#,##0,"))),
            ("same as above", Cell::Text("same as above")),
            ("=1+1", Cell::Formula("=1+1")),
            ("2021-03-04", Cell::Day),
            ("2021-02-30", Cell::Text("2021-02-30")),
            ("2021.3.4", Cell::Text("2021.3.4")),
            ("1e5", Cell::Text("1e5")),
            ("—", Cell::Text("—")),
            ("#N/A", Cell::Error),
            ("#DIV/0!", Cell::Error),
            ("#1", Cell::Text("#1")),
        ] {
            assert_eq!(Cell::of(text), cell, "{text}");
        }
    }

    #[test]
    fn a_table_is_read_without_its_rule() {
        let sheet = Sheet::parse("hidden \"a.xlsx › 信访 (2)\"", &["| x | y |", "|---|---|", "| 1 | |"]).unwrap();
        assert_eq!((sheet.name.as_str(), sheet.is_hidden), ("信访 (2)", true));
        assert_eq!(sheet.rows, [["x", "y"], ["1", ""]]);
        let sheet = Sheet::parse("rows 3 4 struck \"a.xlsx › 信访\"", &["| x |"]).unwrap();
        assert_eq!((sheet.struck_rows, sheet.hidden_rows), (vec![3, 4], vec![]));
        assert!(Sheet::parse("rows 3 4 lost \"a.xlsx › 信访\"", &["| x |"]).is_err());
        assert!(Sheet::parse("a.xlsx › 信访", &[]).is_err());
        assert!(Sheet::parse("\"a.xlsx\"", &[]).is_err());
        assert!(Sheet::parse("\"a.xlsx › 甲\"", &["x | y"]).is_err());
    }
}
