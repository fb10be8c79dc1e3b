//! What an .ods says of its sheets besides their cells, which calamine doesn't tell: hidden rows and columns, and cells
//! that are struck through.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use quick_xml::events::BytesStart;
use zip::ZipArchive;

use super::{Hidden, Look};
use crate::package::{attribute, each_tag};

/// The most rows and columns that a sheet of the format has.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// Hidden rows and columns, and the look, of each sheet by its name. What can't be read tells nothing here: the reader
/// of the cells reports it.
pub(super) fn seen(bytes: &[u8]) -> BTreeMap<String, (Hidden, Look)> {
    let mut sheets = Sheets::default();
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return sheets.found };
    each_tag(&mut archive, "content.xml", |tag| sheets.open(tag));
    sheets.found
}

/// The sheets as they are read.
#[derive(Default)]
struct Sheets {
    found: BTreeMap<String, (Hidden, Look)>,
    /// The style that is being read.
    style: String,
    /// Styles whose text is struck through.
    struck: BTreeSet<String>,
    sheet: String,
    /// Style of the cells of each stretch of columns, from the first one's number.
    columns: BTreeMap<u32, String>,
    /// The last row and column that were begun, from 1; a row that is repeated begins with its first.
    row: u32,
    rows: u32,
    is_row_hidden: bool,
    column: u32,
}

impl Sheets {
    fn open(&mut self, tag: &BytesStart<'_>) {
        match tag.name().as_ref() {
            "style:style" => self.style = attribute(tag, "style:name").unwrap_or_default(),
            "style:text-properties" => {
                let line = attribute(tag, "style:text-line-through-style");
                if line.or_else(|| attribute(tag, "style:text-line-through-type")).is_some_and(|line| line != "none") {
                    self.struck.insert(self.style.clone());
                }
            }
            "table:table" => {
                let name = attribute(tag, "table:name").unwrap_or_default();
                *self = Self {
                    sheet: name,
                    found: std::mem::take(&mut self.found),
                    struck: std::mem::take(&mut self.struck),
                    ..Self::default()
                };
            }
            "table:table-column" => {
                let (first, count) = (self.column + 1, repeats(tag, "table:number-columns-repeated", COLUMNS));
                self.column = self.column.saturating_add(count).min(COLUMNS);
                if let Some(style) = attribute(tag, "table:default-cell-style-name") {
                    self.columns.insert(first, style);
                }
                if is_hidden(tag) {
                    let columns = first..=self.column;
                    self.entry().0.columns.extend(columns);
                }
            }
            "table:table-row" => {
                self.row += self.rows;
                self.rows = repeats(tag, "table:number-rows-repeated", ROWS);
                self.row = self.row.max(1);
                (self.is_row_hidden, self.column) = (is_hidden(tag), 0);
            }
            "table:table-cell" | "table:covered-table-cell" => self.cell(tag),
            _ => {}
        }
    }

    /// A cell that holds something tells that its row counts.
    fn cell(&mut self, tag: &BytesStart<'_>) {
        let first = self.column + 1;
        let count = repeats(tag, "table:number-columns-repeated", COLUMNS);
        self.column = self.column.saturating_add(count).min(COLUMNS);
        if attribute(tag, "office:value-type").is_none() {
            return;
        }
        let rows = self.row..self.row.saturating_add(self.rows).min(ROWS + 1);
        let style = attribute(tag, "table:style-name")
            .or_else(|| self.columns.range(..=first).next_back().map(|(_, style)| style.clone()));
        let is_struck = style.is_some_and(|style| self.struck.contains(&style));
        // A value that claims to stand in a million cells is no row of a ledger.
        let is_plausible = u64::from(count) * u64::from(self.rows) <= 100_000;
        if !is_plausible || !(self.is_row_hidden || is_struck) {
            return;
        }
        let (is_row_hidden, last) = (self.is_row_hidden, self.column);
        let (hidden, look) = self.entry();
        if is_row_hidden && hidden.rows.last().is_none_or(|last| *last < rows.start) {
            hidden.rows.extend(rows.clone());
        }
        if is_struck {
            look.struck.extend(rows.flat_map(|row| (first..=last).map(move |column| (row, column))));
        }
    }

    fn entry(&mut self) -> &mut (Hidden, Look) {
        self.found.entry(self.sheet.clone()).or_default()
    }
}

fn is_hidden(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "table:visibility").is_some_and(|visibility| matches!(visibility.as_str(), "collapse" | "filter"))
}

fn repeats(tag: &BytesStart<'_>, name: &str, most: u32) -> u32 {
    attribute(tag, name).and_then(|count| count.parse().ok()).unwrap_or(1_u32).clamp(1, most)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn sheet(content: &str) -> (Hidden, Look) {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("content.xml", SimpleFileOptions::default()).unwrap();
        let styles = "<style:style style:name=\"ce1\"><style:text-properties style:text-line-through-style=\"solid\"/>\
                      </style:style><style:style style:name=\"ce2\"><style:text-properties \
                      style:text-line-through-style=\"none\"/></style:style>";
        let text = format!("<office>{styles}<table:table table:name=\"信访\">{content}</table:table></office>");
        writer.write_all(text.as_bytes()).unwrap();
        let mut found = seen(&writer.finish().unwrap().into_inner());
        found.remove("信访").unwrap_or_default()
    }

    const CELL: &str = "<table:table-cell office:value-type=\"string\"/>";

    #[test]
    fn hidden_rows_that_hold_something_and_hidden_columns_are_told() {
        let content = format!(
            "<table:table-column/><table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"2\"/>\
             <table:table-row>{CELL}</table:table-row>\
             <table:table-row table:visibility=\"filter\">{CELL}</table:table-row>\
             <table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>\
             <table:table-row table:visibility=\"collapse\">{CELL}{CELL}</table:table-row>\
             <table:table-row table:visibility=\"collapse\" table:number-rows-repeated=\"1048000\"><table:table-cell/></table:table-row>"
        );
        assert_eq!(sheet(&content).0, Hidden { rows: vec![2, 5], columns: vec![2, 3] });
    }

    #[test]
    fn cells_are_struck_by_their_style_or_their_columns() {
        let content = "<table:table-column table:default-cell-style-name=\"ce1\"/><table:table-column/>\
             <table:table-row><table:table-cell office:value-type=\"string\"/>\
             <table:table-cell table:style-name=\"ce1\" office:value-type=\"float\"/></table:table-row>\
             <table:table-row><table:table-cell table:style-name=\"ce2\" office:value-type=\"string\"/></table:table-row>";
        assert_eq!(sheet(content).1.struck, BTreeSet::from([(1, 1), (1, 2)]));
    }

    #[test]
    fn what_claims_too_much_costs_nothing() {
        let content = "<table:table-row table:visibility=\"collapse\" table:number-rows-repeated=\"999999999\">\
             <table:table-cell table:style-name=\"ce1\" office:value-type=\"float\" \
             table:number-columns-repeated=\"999999999\"/></table:table-row>";
        assert_eq!(sheet(content), (Hidden::default(), Look::default()));
    }
}
