//! Raw ledgers: cells as they stand on the sheets, column by column.

use std::collections::BTreeMap;

use crate::ledger::{RowOrigin, SheetRead};

/// What a cell says that doesn't apply to its row.
pub(crate) const NOT_APPLICABLE: &[&str] = &["/", "／", "\\", "-", "－", "—", "——", "–", "不适用", "N/A", "n/a", "NA"];

/// One cell. Texts lie in the column's table, so that a column of codes is small.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum RawCell {
    /// Nothing, or white space alone.
    Blank,
    /// A number.
    Number(f64),
    /// A date or time: days since the last day of 1899, whatever the workbook's date system.
    Serial(f64),
    /// Ticked or not.
    Boolean(bool),
    /// Index of a text.
    Text(u32),
    /// Index of the text of an error such as `#N/A`.
    Error(u32),
}

/// The cells of one field, in the order of the rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct RawColumn {
    pub(crate) cells: Vec<RawCell>,
    pub(crate) texts: Vec<String>,
    index: BTreeMap<String, u32>,
}

impl RawColumn {
    /// The number of a text; equal texts have one.
    pub(super) fn intern(&mut self, text: &str) -> u32 {
        if let Some(number) = self.index.get(text) {
            return *number;
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.index.insert(text.to_owned(), number);
        self.texts.push(text.to_owned());
        number
    }

    /// The text of that number.
    pub(crate) fn text(&self, number: u32) -> &str {
        self.texts.get(number as usize).map_or("", String::as_str)
    }
}

/// A totals row of a sheet, kept apart from the data to be compared with the recomputed totals.
#[derive(Debug, Clone)]
pub(crate) struct TotalsRow {
    /// Index of the sheet.
    pub(crate) sheet: usize,
    /// The row, from 1.
    pub(crate) row: u32,
    /// The rows of the ledger that it adds up: from the sheet's first, or from behind the last subtotal.
    pub(crate) covers: std::ops::Range<usize>,
    /// Field and cell of what it states of columns that hold numbers.
    pub(crate) cells: Vec<(usize, RawCell)>,
}

/// One ledger as it stands on its sheets.
#[derive(Debug, Clone, Default)]
pub(crate) struct RawLedger {
    pub(crate) sheets: Vec<SheetRead>,
    pub(crate) rows: Vec<RowOrigin>,
    /// Per field; empty for derived columns and for what is dropped as it is read.
    pub(crate) columns: Vec<RawColumn>,
    /// Personal fields that are counted by distinct persons: a number for each.
    pub(crate) pseudonyms: BTreeMap<usize, Vec<Option<u32>>>,
    pub(crate) totals: Vec<TotalsRow>,
}
