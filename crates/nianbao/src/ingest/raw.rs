//! Raw ledgers: cells as they stand on the sheets, column by column.

use std::collections::BTreeMap;

use super::header::fold;
use super::workbook::{EPOCHS_APART, Look, Value};
use crate::ledger::{RowOrigin, SheetRead};
use crate::pack::ledger::{ColumnType, Field, LedgerSpec, SameAsAbove};

/// What a cell says that doesn't apply to its row.
pub(crate) const NOT_APPLICABLE: &[&str] = &["/", "／", "\\", "-", "－", "—", "——", "–", "不适用", "N/A", "n/a", "NA"];

/// What a cell says that is the same as the one above.
const DITTO: &[&str] = &["同上", "同前", "〃", "″", "\"", "”", "''", "〞"];

/// Whether a cell says that it is the same as the one above: `同上`, `〃`.
pub(crate) fn is_ditto(text: &str) -> bool {
    // Every text of every row is asked, and hardly any is so short.
    const LONGEST: usize = 12;
    if text.len() > LONGEST {
        return false;
    }
    let words: String = text.split_whitespace().collect();
    DITTO.contains(&words.as_str())
}

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
    /// A formula without its value.
    Uncalculated,
    /// A number that stands in the row above, in a cell that is merged with this one.
    Merged,
}

/// The cells of one field, in the order of the rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct RawColumn {
    pub(crate) cells: Vec<RawCell>,
    pub(crate) texts: Vec<String>,
    /// Rows whose number the sheet shows scaled, and the format that does so.
    pub(crate) scaled: BTreeMap<usize, String>,
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

    /// The cell of a value.
    pub(super) fn cell(&mut self, value: &Value<'_>) -> RawCell {
        match value {
            Value::Number(number) => RawCell::Number(*number),
            Value::Serial(days) => RawCell::Serial(*days),
            Value::Boolean(ticked) => RawCell::Boolean(*ticked),
            Value::Text(text) => RawCell::Text(self.intern(text)),
            Value::Owned(text) => RawCell::Text(self.intern(text)),
            Value::Error(text) => RawCell::Error(self.intern(text)),
            Value::Uncalculated => RawCell::Uncalculated,
            Value::Merged(value) => self.cell(value),
        }
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

/// A row of a table, as it is kept.
pub(super) struct KeptRow<'r> {
    /// Where it stands.
    pub(super) origin: RowOrigin,
    /// Sheet column and field of what the ledger knows.
    pub(super) own: &'r BTreeMap<u32, usize>,
    /// Column and value of its cells.
    pub(super) cells: &'r [(u32, Value<'r>)],
    /// Whether a row of the same table stands above it.
    pub(super) has_above: bool,
    /// Whether the workbook counts its days from 1904.
    pub(super) is_1904: bool,
}

impl RawLedger {
    /// No rows yet, of a ledger with so many fields.
    pub(super) fn for_fields(fields: usize) -> Self {
        Self { columns: vec![RawColumn::default(); fields], ..Self::default() }
    }

    /// Drops the names behind the pseudonyms.
    pub(super) fn forget_persons(&mut self) {
        for field in self.pseudonyms.keys() {
            self.columns[*field] = RawColumn::default();
        }
    }

    /// The earlier sheet that says the same in every cell as the last one, which has its rows from `first`. Two or three
    /// rows may well be alike.
    pub(super) fn repeated(&self, first: usize) -> Option<&SheetRead> {
        const FEW: usize = 3;
        let length = self.rows.len() - first;
        if length <= FEW {
            return None;
        }
        let own = self.rows.get(first)?.sheet;
        let starts = (0..first).filter(|row| *row == 0 || self.rows[*row].sheet != self.rows[row - 1].sheet);
        let mut same = starts.filter(|start| {
            let rows = self.rows[*start..].iter().take_while(|origin| origin.sheet == self.rows[*start].sheet).count();
            rows == length && self.rows[*start].sheet != own && self.are_alike(*start, first, length)
        });
        same.next().map(|start| &self.sheets[self.rows[start].sheet])
    }

    fn are_alike(&self, one: usize, other: usize, length: usize) -> bool {
        let columns = self.columns.iter().filter(|column| !column.cells.is_empty());
        columns.into_iter().all(|column| column.cells[one..one + length] == column.cells[other..other + length])
            && self.pseudonyms.values().all(|persons| persons[one..one + length] == persons[other..other + length])
    }

    /// Forgets the last sheet, which has its rows from `first`.
    pub(super) fn forget_last(&mut self, first: usize) {
        self.rows.truncate(first);
        self.sheets.pop();
        self.totals.retain(|total| total.sheet < self.sheets.len());
        for column in &mut self.columns {
            column.cells.truncate(first);
            column.scaled.retain(|row, _| *row < first);
        }
        for persons in self.pseudonyms.values_mut() {
            persons.truncate(first);
        }
    }

    /// Keeps the cells of a row that something reads. A personal one is kept as a number, and only to count persons.
    pub(super) fn keep(&mut self, spec: &LedgerSpec, look: &Look, row: &KeptRow<'_>) {
        let at = self.rows.len();
        self.rows.push(row.origin);
        for (field, declared) in spec.fields.iter().enumerate().filter(|(_, field)| field.is_kept()) {
            // A column that the sheet lacks repeats nothing.
            let is_there = row.own.values().any(|own| *own == field);
            let repeats = row.has_above && is_there && declared.same_as_above == SameAsAbove::Blank;
            self.push(field, declared, repeats.then(|| at - 1));
        }
        for (column, value) in row.cells {
            let Some(field) = row.own.get(column).copied() else { continue };
            let declared = &spec.fields[field];
            if !declared.is_kept() {
                continue;
            }
            if value.as_text().is_some_and(is_ditto) && row.has_above && declared.same_as_above != SameAsAbove::Never {
                self.pop(field, declared);
                self.push(field, declared, Some(at - 1));
            } else {
                self.put(field, declared, value, row.is_1904);
            }
            if let Some(format) = look.scaled.get(&(row.origin.row, *column))
                && ColumnType::NUMBERS.contains(&declared.kind)
                && matches!(value, Value::Number(_))
            {
                self.columns[field].scaled.insert(at, format.clone());
            }
        }
    }

    /// Adds a cell to a field: a blank one, or what an earlier row says.
    fn push(&mut self, field: usize, declared: &Field, same_as: Option<usize>) {
        if declared.personal.is_some() {
            let persons = self.pseudonyms.entry(field).or_default();
            persons.push(same_as.and_then(|row| persons.get(row).copied().flatten()));
        } else {
            let cells = &mut self.columns[field].cells;
            cells.push(same_as.and_then(|row| cells.get(row).copied()).unwrap_or(RawCell::Blank));
        }
    }

    fn pop(&mut self, field: usize, declared: &Field) {
        if declared.personal.is_some() {
            self.pseudonyms.entry(field).or_default().pop();
        } else {
            self.columns[field].cells.pop();
        }
    }

    /// Puts a value into the last cell of a field.
    fn put(&mut self, field: usize, declared: &Field, value: &Value<'_>, is_1904: bool) {
        self.pop(field, declared);
        if declared.personal.is_some() {
            let number = person(value).map(|person| self.columns[field].intern(&person));
            self.pseudonyms.entry(field).or_default().push(number);
            return;
        }
        let cell = match value {
            // What is counted is counted once.
            Value::Merged(_) if ColumnType::NUMBERS.contains(&declared.kind) => RawCell::Merged,
            // A date that lost its format lost its date system too.
            Value::Number(days) if is_1904 && declared.kind == ColumnType::Date => RawCell::Number(days + EPOCHS_APART),
            value => self.columns[field].cell(value),
        };
        self.columns[field].cells.push(cell);
    }
}

/// What a cell says that names nobody.
const NOBODY: &[&str] = &[
    "无",
    "没有",
    "暂无",
    "不详",
    "未知",
    "待查",
    "未提供",
    "未登记",
    "未填",
    "匿名",
    "保密",
    "待补",
    "不愿透露",
    "空",
];

/// What tells a person from others; nothing where the cell names none, or refers to the row above without a rule that
/// it may. A number of more than 15 digits has lost its last ones, so that two persons would be one.
fn person(value: &Value<'_>) -> Option<String> {
    const EXACT: f64 = 1e15;
    if matches!(value, Value::Number(number) if number.abs() >= EXACT) {
        return None;
    }
    let shown = value.to_text();
    let text = fold(&shown).full.to_lowercase();
    let is_scientific = text.contains("e+") && text.parse::<f64>().is_ok();
    let names_nobody = text.is_empty() || NOT_APPLICABLE.contains(&shown.trim()) || NOBODY.contains(&text.as_str());
    (!names_nobody && !is_scientific && !is_ditto(&shown)).then_some(text)
}
