//! Typed ledgers: the rows of a ledger with the cells that they come from.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use polars::prelude::*;
use rust_decimal::Decimal;

use crate::finding::{Excerpt, Finding, Subject};
use crate::ingest::header::fold;
use crate::ingest::{RawCell, RawColumn};
use crate::pack::ledger::{ColumnType, LedgerSpec};
use crate::place::{CellAddress, Place, column_letters};

/// Why a row of a sheet is not a row of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exclusion {
    /// Nothing stands in the ledger's columns.
    Blank,
    /// It numbers the columns: 1 2 3 …
    ColumnNumbers,
    /// It repeats the header.
    RepeatedHeader,
    /// It is a totals row: 合计, 小计 …
    Total,
    /// It is a note at the foot.
    Note,
    /// It is the title above a repeated header.
    Title,
    /// It only shows how to fill the table in, or tries it out.
    Example,
    /// It repeats sums at the turn of a page: 承前页, 过次页.
    CarriedOver,
}

impl Exclusion {
    /// The word that JSON and the message files use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::ColumnNumbers => "column-numbers",
            Self::RepeatedHeader => "repeated-header",
            Self::Total => "total",
            Self::Note => "note",
            Self::Title => "title",
            Self::Example => "example",
            Self::CarriedOver => "carried-over",
        }
    }
}

/// A sheet, or a frame, that was read for a ledger. `rows` = `used` + all of `excluded`.
#[derive(Debug, Clone)]
pub struct SheetRead {
    /// The workbook's path relative to the project; of a frame the ledger's id.
    pub source: Arc<str>,
    /// The sheet's name; a frame has none.
    pub sheet: Option<Arc<str>>,
    /// Per field of the ledger the column it stands in, from 1, and its header.
    pub columns: Vec<Option<(u32, String)>>,
    /// The unit of money that a line above the table states.
    pub unit: Option<String>,
    /// How many rows stand below the header, up to the last that is not empty.
    pub rows: usize,
    /// How many of them are rows of the ledger.
    pub used: usize,
    /// How many are not, by reason.
    pub excluded: BTreeMap<Exclusion, usize>,
}

impl SheetRead {
    /// The sheet, or the frame, as a whole.
    pub fn place(&self) -> Place {
        match &self.sheet {
            Some(sheet) => Place::Sheet { source: self.source.clone(), sheet: sheet.clone() },
            None => Place::Frame { frame: self.source.clone() },
        }
    }

    /// The sheet's name; nothing for a frame.
    pub(crate) fn name(&self) -> &str {
        self.sheet.as_deref().unwrap_or_default()
    }

    /// One of its cells.
    pub(crate) fn cell(&self, cell: CellAddress) -> Place {
        match &self.sheet {
            Some(sheet) => Place::Cell { source: self.source.clone(), sheet: Some(sheet.clone()), cell },
            None => Place::FrameCell { frame: self.source.clone(), column: self.name_of(cell.column), cell },
        }
    }

    /// The name of a column that the ledger reads.
    pub(crate) fn name_of(&self, column: u32) -> Arc<str> {
        let known = self.columns.iter().flatten().find(|(number, _)| *number == column);
        known.map_or_else(|| "".into(), |(_, name)| name.as_str().into())
    }

    /// What tells a column apart on a sheet: its letter. Columns of frames go by their names alone.
    pub(crate) fn letters(&self, column: u32) -> String {
        if self.sheet.is_some() { column_letters(column) } else { String::new() }
    }
}

/// Where a row comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowOrigin {
    /// Index into [`Ledger::sheets`].
    pub sheet: usize,
    /// The row, from 1.
    pub row: u32,
}

/// The rows of one ledger, typed, with the way back to their cells.
#[derive(Debug, Clone)]
pub struct Ledger {
    /// The pack's declaration.
    pub spec: LedgerSpec,
    /// The sheets it was read from.
    pub sheets: Vec<SheetRead>,
    /// Where each row comes from, in the order of the frame.
    pub rows: Vec<RowOrigin>,
    /// One column per field that is not personal, derived ones included, named by its id.
    pub(crate) frame: DataFrame,
    /// Per personal column that is counted by distinct persons: a number for each, in order of first appearance.
    pub(crate) pseudonyms: BTreeMap<usize, Vec<Option<u32>>>,
    /// Cells that say 不适用: row and field.
    pub(crate) not_applicable: BTreeSet<(usize, usize)>,
    /// Per field the cells as they stand on the sheets; empty for what was dropped.
    pub(crate) raw: Vec<RawColumn>,
}

impl Ledger {
    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The cell of a row and field. A derived column has none of its own: the row's key, or its first column, stands in.
    pub fn place(&self, row: usize, field: usize) -> Place {
        let origin = self.rows[row];
        self.sheets[origin.sheet].cell(CellAddress::new(origin.row, self.column_of(origin.sheet, field)))
    }

    /// The sheet column of a field, from 1.
    pub(crate) fn column_of(&self, sheet: usize, field: usize) -> u32 {
        let columns = &self.sheets[sheet].columns;
        let number = |field: usize| columns.get(field).and_then(Option::as_ref).map(|(number, _)| *number);
        let first = || columns.iter().flatten().map(|(number, _)| *number).min();
        number(field).or_else(|| self.spec.key.and_then(number)).or_else(first).unwrap_or(1)
    }

    /// Whether the row's sheet lacks a column that it must have: that is reported once, for the sheet.
    pub(crate) fn lacks(&self, row: usize, field: usize) -> bool {
        let declared = &self.spec.fields[field];
        let columns = &self.sheets[self.rows[row].sheet].columns;
        !declared.optional && declared.derived.is_none() && columns.get(field).is_none_or(Option::is_none)
    }

    /// The header of a field on the sheet of a row.
    pub fn header(&self, row: usize, field: usize) -> String {
        let columns = &self.sheets[self.rows[row].sheet].columns;
        let header = columns.get(field).and_then(Option::as_ref).map(|(_, header)| header.clone());
        header.unwrap_or_else(|| self.spec.fields[field].label().to_owned())
    }

    /// The text of a cell as the clerk sees it.
    pub fn text(&self, row: usize, field: usize) -> Cow<'_, str> {
        let Some(column) = self.raw.get(field) else { return Cow::Borrowed("") };
        match column.cells.get(row) {
            None | Some(RawCell::Blank | RawCell::Uncalculated | RawCell::Merged) => Cow::Borrowed(""),
            Some(RawCell::Text(text) | RawCell::Error(text)) => Cow::Borrowed(column.text(*text).trim()),
            Some(RawCell::Boolean(ticked)) => Cow::Borrowed(if *ticked { "TRUE" } else { "FALSE" }),
            Some(RawCell::Number(number)) => {
                let shown = crate::ingest::number::as_shown(*number);
                Cow::Owned(shown.map_or_else(|| number.to_string(), |shown| shown.to_string()))
            }
            Some(RawCell::Serial(days)) => {
                let day = crate::calendar::day_of_serial(*days);
                Cow::Owned(day.map_or_else(|| days.to_string(), |day| day.to_string()))
            }
        }
    }

    /// Whether nothing stands in a cell. A formula without its result, and a merged number, have findings of their own.
    pub(crate) fn is_unfilled(&self, row: usize, field: usize) -> bool {
        let cell = self.raw.get(field).and_then(|column| column.cells.get(row));
        !matches!(cell, Some(RawCell::Uncalculated | RawCell::Merged)) && self.text(row, field).is_empty()
    }

    /// The part of the sheet around a row's cell: the key, the field and the other fields named.
    pub fn excerpt(&self, row: usize, field: usize, others: &[usize]) -> Excerpt {
        let sheet = self.rows[row].sheet;
        let mut shown: BTreeSet<(u32, usize)> = BTreeSet::new();
        for at in self.spec.key.iter().chain(others).chain([&field]) {
            let has_cell = self.sheets[sheet].columns.get(*at).is_some_and(Option::is_some);
            if (has_cell || *at == field) && self.spec.fields[*at].personal.is_none() {
                shown.insert((self.column_of(sheet, *at), *at));
            }
        }
        let letters = |number| self.sheets[sheet].letters(number);
        let columns = shown.iter().map(|(number, at)| (letters(*number), self.header(row, *at))).collect();
        let cells = shown.iter().map(|(_, at)| self.text(row, *at).into_owned()).collect();
        let column = shown.iter().position(|(_, at)| *at == field).unwrap_or(0);
        Excerpt { columns, rows: vec![(self.rows[row].row, cells)], cell: (0, column) }
    }

    /// What `finding` says of a cell: its place, the sheet around it with `others`, and what the cell is in words that
    /// last. Nothing of it is personal.
    pub(crate) fn about(&self, finding: Finding, row: usize, field: usize, others: &[usize]) -> Finding {
        let is_personal = self.spec.fields[field].personal.is_some();
        let key = self.spec.key.filter(|key| self.spec.fields[*key].personal.is_none());
        Finding {
            place: self.place(row, field),
            excerpt: (!is_personal).then(|| self.excerpt(row, field, others)),
            subject: key.filter(|_| !is_personal).map(|key| Subject {
                ledger: self.spec.id.clone(),
                key: self.text(row, key).into_owned(),
                column: self.spec.fields[field].id.clone(),
                value: self.text(row, field).into_owned(),
            }),
            ..finding
        }
    }

    fn series(&self, field: usize) -> Option<&Column> {
        self.frame.column(&self.spec.fields[field].id).ok()
    }

    /// The days of a date column; nothing where the cell is blank.
    pub fn dates(&self, field: usize) -> Vec<Option<NaiveDate>> {
        let days = self.series(field).and_then(|column| column.date().ok());
        days.map_or_else(
            || vec![None; self.len()],
            |days| days.physical().iter().map(|day| day.and_then(day_of)).collect(),
        )
    }

    /// The day of one cell of a date column.
    pub(crate) fn date(&self, row: usize, field: usize) -> Option<NaiveDate> {
        self.series(field)?.date().ok()?.physical().get(row).and_then(day_of)
    }

    /// The values of an integer, decimal or money column; nothing where the cell is blank.
    pub fn numbers(&self, field: usize) -> Vec<Option<Decimal>> {
        let Some(column) = self.series(field) else { return vec![None; self.len()] };
        if let Ok(integers) = column.i64() {
            return integers.iter().map(|value| value.map(Decimal::from)).collect();
        }
        match column.decimal() {
            Ok(decimals) => decimals.physical().iter().map(|value| value.and_then(decimal_of)).collect(),
            Err(_) => vec![None; self.len()],
        }
    }

    /// The answers of a yes-no column; nothing where the cell is blank.
    pub fn answers(&self, field: usize) -> Vec<Option<bool>> {
        let answers = self.series(field).and_then(|column| column.bool().ok());
        answers.map_or_else(|| vec![None; self.len()], |answers| answers.iter().collect())
    }

    /// The cells that say 不适用, by row, from 0, and field.
    pub fn not_applicable(&self) -> impl Iterator<Item = (usize, usize)> {
        self.not_applicable.iter().copied()
    }

    /// The texts of a text column, codes in their standard spelling; nothing where the cell is blank.
    pub fn words(&self, field: usize) -> Vec<Option<&str>> {
        let words = self.series(field).and_then(|column| column.str().ok());
        words.map_or_else(|| vec![None; self.len()], |words| words.iter().collect())
    }

    /// Per row what tells two values apart: the day, the number or the code that a cell states, a text by its letters
    /// whatever their width and case. Empty where nothing is stated.
    pub(crate) fn folded(&self, field: usize) -> Vec<String> {
        let kind = self.spec.fields[field].kind;
        let (days, numbers, words) = (self.dates(field), self.numbers(field), self.words(field));
        let of_row = |row: usize| match kind {
            ColumnType::Date => days[row].map(|day| day.to_string()),
            ColumnType::Integer | ColumnType::Decimal | ColumnType::Money => {
                numbers[row].map(|number| number.normalize().to_string())
            }
            ColumnType::Text => words[row].map(|word| fold(word).full.to_lowercase()),
            ColumnType::YesNo => None,
        };
        // What can't be read as its type is still told apart by its text.
        (0..self.len()).map(|row| of_row(row).unwrap_or_else(|| self.text(row, field).into_owned())).collect()
    }

    /// Per row whether the field is blank; 不适用 is not blank.
    pub fn blanks(&self, field: usize) -> Vec<bool> {
        let Some(column) = self.series(field) else { return vec![true; self.len()] };
        let nulls = column.is_null();
        let marked = nulls.iter().enumerate();
        marked.map(|(row, null)| null == Some(true) && !self.not_applicable.contains(&(row, field))).collect()
    }
}

/// The day that polars counts from 1970-01-01.
pub(crate) fn day_of(days: i32) -> Option<NaiveDate> {
    NaiveDate::from_epoch_days(days)
}

/// The decimal that polars keeps as an integer of [`SCALE`](crate::pack::expression::SCALE) decimals.
pub(crate) fn decimal_of(value: i128) -> Option<Decimal> {
    let mut value = value;
    let mut scale = u32::try_from(crate::pack::expression::SCALE).unwrap_or(0);
    while scale > 0 && value % 10 == 0 {
        value /= 10;
        scale -= 1;
    }
    Decimal::try_from_i128_with_scale(value, scale).ok()
}

/// The integer of [`SCALE`](crate::pack::expression::SCALE) decimals that polars keeps for a decimal;
/// nothing if it has more decimals or is too large.
pub(crate) fn scaled(value: Decimal) -> Option<i128> {
    let value = value.normalize();
    let missing = u32::try_from(crate::pack::expression::SCALE).ok()?.checked_sub(value.scale())?;
    let scaled = value.mantissa().checked_mul(10_i128.checked_pow(missing)?)?;
    // One number beyond the column's 38 digits would make polars give up the whole column.
    (scaled.unsigned_abs() < 10_u128.pow(38)).then_some(scaled)
}

/// All typed ledgers, in the pack's order.
#[derive(Debug, Clone, Default)]
pub struct Ledgers {
    /// Shared, so that a copy of all of them is no copy of their rows.
    ledgers: Vec<Arc<Ledger>>,
}

impl Ledgers {
    /// No ledgers.
    pub(crate) const fn none() -> Self {
        Self { ledgers: Vec::new() }
    }

    /// Takes ledgers in the pack's order.
    pub(crate) fn new(ledgers: Vec<Ledger>) -> Self {
        Self { ledgers: ledgers.into_iter().map(Arc::new).collect() }
    }

    /// The ledger of that id.
    pub fn get(&self, id: &str) -> Option<&Ledger> {
        self.iter().find(|ledger| ledger.spec.id == id)
    }

    /// The ledger of that id, for whoever keeps it.
    pub fn share(&self, id: &str) -> Option<Arc<Ledger>> {
        self.ledgers.iter().find(|ledger| ledger.spec.id == id).cloned()
    }

    /// The ledger at that place in the pack.
    pub(crate) fn at(&self, index: usize) -> &Ledger {
        &self.ledgers[index]
    }

    /// All of them.
    pub fn iter(&self) -> LedgersIter<'_> {
        self.ledgers.iter().map(AsRef::as_ref)
    }
}

/// The ledgers one by one, in the pack's order.
pub type LedgersIter<'a> = std::iter::Map<std::slice::Iter<'a, Arc<Ledger>>, fn(&'a Arc<Ledger>) -> &'a Ledger>;

impl<'a> IntoIterator for &'a Ledgers {
    type Item = &'a Ledger;
    type IntoIter = LedgersIter<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_survive_the_frame() {
        for text in ["0", "-1", "638700", "63.87", "0.000000000000001", "33.3333333333333", "99999999999.99"] {
            let value: Decimal = text.parse().unwrap();
            assert_eq!(decimal_of(scaled(value).unwrap()), Some(value), "{text}");
        }
        assert_eq!(scaled("0.0000000000000001".parse().unwrap()), None);
    }
}
