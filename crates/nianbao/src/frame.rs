//! Frames: tables in a program's memory that stand for a ledger's workbooks, taken in column by column.
//!
//! ```
//! use nianbao::frame::{Frame, FrameColumn, Holds};
//!
//! let mut case_no = FrameColumn::new("信访编号", Holds::Texts, "str");
//! let mut extended_days = FrameColumn::new("extended_days", Holds::Numbers, "i64");
//! for number in ["XF-1", "XF-2"] {
//!     case_no.push_text(number);
//!     extended_days.push_number(30, 0);
//! }
//! assert_eq!(Frame::new(vec![case_no, extended_days])?.len(), 2);
//! # Ok::<(), nianbao::Error>(())
//! ```

use chrono::NaiveDate;

use crate::digest::Running;
use crate::error::{Error, Fault};
use crate::ingest::{RawCell, Value};

/// What the values of a frame's column are. A column of one kind may be read as a ledger's column of several types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holds {
    /// Nothing but blanks.
    Nothing,
    /// Texts, or categories that are texts.
    Texts,
    /// Integers, decimals or floats.
    Numbers,
    /// Days, or times of a day.
    Days,
    /// Ticks.
    Booleans,
    /// Anything else: lists, structures, bytes. No ledger reads it.
    Other,
}

impl Holds {
    /// The word that the message files use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Texts => "texts",
            Self::Numbers => "numbers",
            Self::Days => "days",
            Self::Booleans => "booleans",
            Self::Other => "other",
        }
    }
}

/// One column of a frame, filled from top to bottom.
#[derive(Debug, Clone)]
pub struct FrameColumn {
    /// The name: the id of a ledger's column, or one of the headers it goes by.
    pub(crate) name: String,
    pub(crate) holds: Holds,
    /// The type as the frame's own program calls it.
    pub(crate) data_type: String,
    cells: Vec<RawCell>,
    texts: Vec<String>,
}

/// A text that several values of a column may be.
#[derive(Debug, Clone, Copy)]
pub struct Category(RawCell);

impl FrameColumn {
    /// A column without values; `data_type` is its type as its own program calls it, for messages.
    pub fn new(name: &str, holds: Holds, data_type: &str) -> Self {
        let (name, data_type) = (name.to_owned(), data_type.to_owned());
        Self { name, holds, data_type, cells: Vec::new(), texts: Vec::new() }
    }

    /// How many values it has, blanks included.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Adds a value that isn't there.
    pub fn push_blank(&mut self) {
        self.cells.push(RawCell::Blank);
    }

    /// Adds a text; white space alone is blank.
    pub fn push_text(&mut self, text: &str) {
        let category = self.category(text);
        self.push_category(category);
    }

    /// Takes a text that several values may be.
    pub fn category(&mut self, text: &str) -> Category {
        if text.trim().is_empty() {
            return Category(RawCell::Blank);
        }
        // More texts than rows have numbers don't fit into memory.
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(text.to_owned());
        Category(RawCell::Text(number))
    }

    /// Adds a text that was taken before.
    pub fn push_category(&mut self, category: Category) {
        self.cells.push(category.0);
    }

    /// Adds the exact number `value` ÷ 10^`scale`.
    pub fn push_number(&mut self, value: i128, scale: u32) {
        match exact(value, scale) {
            Ok(number) => self.cells.push(RawCell::Number(number)),
            // A float would lose its last digits; as a text it is read to the last one.
            Err(text) => self.push_text(&text),
        }
    }

    /// Adds a binary float, of which 15 significant digits count, as in a workbook.
    pub fn push_float(&mut self, value: f64) {
        self.cells.push(RawCell::Number(value));
    }

    /// Adds a day.
    pub fn push_day(&mut self, day: NaiveDate) {
        match crate::calendar::serial_of_day(day) {
            Some(serial) => self.cells.push(RawCell::Serial(serial)),
            None => self.push_text(&day.to_string()),
        }
    }

    /// Adds a tick, or that there is none.
    pub fn push_boolean(&mut self, ticked: bool) {
        self.cells.push(RawCell::Boolean(ticked));
    }

    fn value(&self, row: usize) -> Option<Value<'_>> {
        match self.cells.get(row)? {
            RawCell::Number(number) => Some(Value::Number(*number)),
            RawCell::Serial(days) => Some(Value::Serial(*days)),
            RawCell::Boolean(ticked) => Some(Value::Boolean(*ticked)),
            RawCell::Text(text) => Some(Value::Text(self.texts.get(*text as usize)?)),
            // No frame has these.
            RawCell::Blank | RawCell::Error(_) | RawCell::Uncalculated | RawCell::Merged => None,
        }
    }
}

/// A number of at most 15 digits as the float that stands for it alone; any other in digits.
fn exact(value: i128, scale: u32) -> Result<f64, String> {
    const LARGEST: i64 = 999_999_999_999_999;
    let (mut value, mut scale) = (value, scale);
    while scale > 0 && value % 10 == 0 {
        value /= 10;
        scale -= 1;
    }
    let digits = value.unsigned_abs().to_string();
    match i64::try_from(value) {
        Ok(short) if short.abs() <= LARGEST && scale <= 15 => {
            #[expect(
                clippy::cast_precision_loss,
                reason = "a float holds fifteen digits and the powers of ten exactly"
            )]
            let (number, power) = (short as f64, 10_i64.pow(scale) as f64);
            Ok(number / power)
        }
        _ => {
            let decimals = scale as usize;
            let digits = format!("{digits:0>width$}", width = decimals + 1);
            let (whole, rest) = digits.split_at(digits.len() - decimals);
            let sign = if value < 0 { "-" } else { "" };
            let point = if rest.is_empty() { "" } else { "." };
            Err(format!("{sign}{whole}{point}{rest}"))
        }
    }
}

/// A table that stands for the workbooks of a ledger. Its rows count from 1, top to bottom.
#[derive(Debug, Clone)]
pub struct Frame {
    pub(crate) columns: Vec<FrameColumn>,
    rows: usize,
    digest: String,
}

impl Frame {
    /// Puts columns together, left to right.
    ///
    /// # Errors
    /// They are not all equally long.
    pub fn new(columns: Vec<FrameColumn>) -> Result<Self, Error> {
        let rows = columns.first().map_or(0, FrameColumn::len);
        if let Some(other) = columns.iter().find(|column| column.len() != rows) {
            let fault = Fault::new("frame-of-unequal-columns").with("column", other.name.as_str());
            return Err(Error::Frames(vec![fault.with("rows", other.len()).with("expected", rows)]));
        }
        let digest = digest(&columns);
        Ok(Self { columns, rows, digest })
    }

    /// How many rows it has, blank ones included.
    pub const fn len(&self) -> usize {
        self.rows
    }

    /// Whether it has no rows.
    pub const fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Number and value of the cells of a row that are not blank, left to right; the row counts from 0.
    pub(crate) fn cells(&self, row: usize) -> impl Iterator<Item = (u32, Value<'_>)> {
        self.columns.iter().zip(1_u32..).filter_map(move |(column, number)| Some((number, column.value(row)?)))
    }

    /// SHA-256 of what the frame says: names and values, whichever program holds them and by whatever types.
    pub fn digest(&self) -> &str {
        &self.digest
    }
}

fn digest(columns: &[FrameColumn]) -> String {
    let mut running = Running::default();
    for column in columns {
        running.add(&column.name);
        running.add(&column.len().to_string());
        for row in 0..column.len() {
            match column.value(row) {
                // A text `30` is no number.
                Some(Value::Text(text)) => {
                    running.add("text");
                    running.add(text);
                }
                Some(value) => running.add(&value.to_text()),
                None => running.add(""),
            }
        }
    }
    running.hex()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifteen_digits_are_a_float_and_more_are_kept_in_digits() {
        assert_eq!(exact(5_800, 0), Ok(5_800.0));
        assert_eq!(exact(-6_387, 2), Ok(-63.87));
        assert_eq!(exact(5_800_000_000_000_000_000, 15), Ok(5_800.0));
        assert_eq!(exact(999_999_999_999_999, 15), Ok(0.999_999_999_999_999));
        assert_eq!(exact(1_000_000_000_000_001, 0), Err("1000000000000001".to_owned()));
        assert_eq!(exact(-1_234_567_890_123_456_789, 15), Err("-1234.567890123456789".to_owned()));
        assert_eq!(exact(5, 20), Err("0.00000000000000000005".to_owned()));
        assert_eq!(exact(0, 38), Ok(0.0));
        assert_eq!(exact(i128::MIN, 0), Err(i128::MIN.to_string()));
    }

    #[test]
    fn a_frame_says_the_same_whatever_types_it_has() {
        let mut integers = FrameColumn::new("天数", Holds::Numbers, "i64");
        integers.push_number(30, 0);
        integers.push_blank();
        let mut floats = FrameColumn::new("天数", Holds::Numbers, "f64");
        floats.push_float(30.0);
        floats.push_text(" ");
        let mut texts = FrameColumn::new("天数", Holds::Texts, "str");
        texts.push_text("30");
        texts.push_blank();
        let digest = |column: &FrameColumn| Frame::new(vec![column.clone()]).unwrap().digest().to_owned();
        assert_eq!(digest(&integers), digest(&floats));
        assert_ne!(digest(&integers), digest(&texts));
    }

    #[test]
    fn columns_are_equally_long() {
        let mut one = FrameColumn::new("甲", Holds::Days, "date");
        one.push_day("2021-08-20".parse().unwrap());
        let none = FrameColumn::new("乙", Holds::Booleans, "bool");
        assert!(matches!(Frame::new(vec![one, none]), Err(Error::Frames(faults)) if faults.len() == 1));
        assert!(Frame::new(Vec::new()).unwrap().is_empty());
    }
}
