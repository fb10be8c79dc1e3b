//! Tables: a sheet of a case, and the workbook that is made of it.

use std::path::Path;

use chrono::NaiveDate;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError};

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
    /// The cells as the table writes them, row by row.
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// Reads the lines of a table; `place` is `"workbook › sheet"`, with `hidden` or `rows 3 4 hidden` before it or not.
    pub(super) fn parse(place: &str, lines: &[&str]) -> Result<Self, String> {
        let (hidden_rows, place) = match place.strip_prefix("rows ").and_then(|rest| rest.split_once(" hidden ")) {
            Some((rows, rest)) => (rows.split(' ').filter_map(|row| row.parse().ok()).collect(), rest),
            None => (Vec::new(), place),
        };
        let (is_hidden, quoted) = match place.strip_prefix("hidden ") {
            Some(rest) => (true, rest),
            None => (false, place),
        };
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
        Ok(Self { workbook: workbook.to_owned(), name: name.to_owned(), is_hidden, hidden_rows, rows })
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
            for (text, column) in cells.iter().zip(0..) {
                write_cell(worksheet, row, column, text)?;
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

fn write_cell(worksheet: &mut Worksheet, row: u32, column: u16, text: &str) -> Result<(), XlsxError> {
    match Cell::of(text) {
        Cell::Blank => return Ok(()),
        Cell::Text(text) => worksheet.write_string(row, column, text)?,
        Cell::Number(number) => worksheet.write_number(row, column, number)?,
        Cell::Day => {
            let format = Format::new().set_num_format("yyyy-mm-dd");
            worksheet.write_datetime_with_format(row, column, ExcelDateTime::parse_from_str(text)?, &format)?
        }
        // Only a formula can come to an error.
        Cell::Error => worksheet.write_formula(row, column, Formula::new("=NA()").set_result(text))?,
    };
    Ok(())
}

/// Writes the workbooks of some sheets into a folder, those of one workbook in their order.
pub(super) fn write_workbooks(sheets: &[Sheet], folder: &Path) -> Result<(), XlsxError> {
    let mut names: Vec<&str> = sheets.iter().map(|sheet| sheet.workbook.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let mut workbook = Workbook::new();
        for sheet in sheets.iter().filter(|sheet| sheet.workbook == name) {
            sheet.write(workbook.add_worksheet())?;
        }
        workbook.save(folder.join(name))?;
    }
    Ok(())
}

/// What the text of a cell stands for.
#[derive(Debug, PartialEq)]
enum Cell<'t> {
    Blank,
    Text(&'t str),
    Number(f64),
    Day,
    Error,
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
        let is_numeric = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
        text.parse().ok().filter(|_| is_numeric).map_or(Self::Text(text), Self::Number)
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
            ("12", Cell::Number(12.0)),
            ("-3.5", Cell::Number(-3.5)),
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
        assert!(Sheet::parse("a.xlsx › 信访", &[]).is_err());
        assert!(Sheet::parse("\"a.xlsx\"", &[]).is_err());
        assert!(Sheet::parse("\"a.xlsx › 甲\"", &["x | y"]).is_err());
    }
}
