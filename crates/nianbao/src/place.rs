//! Where something stands: a cell of a sheet, a row of a frame, a line of a pack or a narrative.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::figure::FigureId;

/// A cell's address on its sheet. Row and column count from 1, as the spreadsheet shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellAddress {
    /// The row, from 1.
    pub row: u32,
    /// The column, from 1 (`A`).
    pub column: u32,
}

impl CellAddress {
    /// The address of the `row`-th row and `column`-th column, both from 1.
    pub const fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }
}

/// The letters of a column that counts from 1: 1 is `A`, 27 is `AA`.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        rest -= 1;
        letters.push(b'A' + u8::try_from(rest % 26).unwrap_or_default());
        rest /= 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

impl fmt::Display for CellAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.column), self.row)
    }
}

/// The text is not a cell address such as `J17`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a cell address")]
pub struct NotAnAddress(String);

impl FromStr for CellAddress {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        let fault = || NotAnAddress(text.to_owned());
        let split = text.find(|c: char| c.is_ascii_digit()).ok_or_else(fault)?;
        let (letters, digits) = text.split_at(split);
        if letters.is_empty() || letters.len() > 3 || digits.starts_with('0') {
            return Err(fault());
        }
        let mut column = 0;
        for letter in letters.bytes() {
            if !letter.is_ascii_uppercase() {
                return Err(fault());
            }
            column = column * 26 + u32::from(letter - b'A') + 1;
        }
        let row = digits.parse().map_err(|_| fault())?;
        Ok(Self { row, column })
    }
}

/// A rectangle of cells, written `A3:A148`, or `A3` when it is one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellRange {
    /// The upper left cell.
    pub first: CellAddress,
    /// The lower right cell.
    pub last: CellAddress,
}

impl CellRange {
    /// Whether every cell of `other` is one of this range.
    pub fn contains(&self, other: &Self) -> bool {
        let rows = self.first.row <= other.first.row && other.last.row <= self.last.row;
        let columns = self.first.column <= other.first.column && other.last.column <= self.last.column;
        rows && columns
    }
}

impl fmt::Display for CellRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last { write!(f, "{}", self.first) } else { write!(f, "{}:{}", self.first, self.last) }
    }
}

/// The rows of one column as the fewest ranges: rows 3, 4, 5 and 9 of column A are `A3:A5` and `A9`.
/// `rows` must be ascending.
pub fn compress(column: u32, rows: impl IntoIterator<Item = u32>) -> Vec<CellRange> {
    let mut ranges: Vec<CellRange> = Vec::new();
    for row in rows {
        let cell = CellAddress::new(row, column);
        match ranges.last_mut() {
            Some(range) if range.last.row + 1 == row => range.last = cell,
            _ => ranges.push(CellRange { first: cell, last: cell }),
        }
    }
    ranges
}

/// A stretch of a text file: of a pack, of `nianbao.toml` or of a narrative.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextPlace {
    /// The file's name relative to the pack or project, with `/`.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// How many characters of the line are meant; at least 1.
    pub width: usize,
    /// The whole line, without its end.
    pub excerpt: String,
}

impl TextPlace {
    /// The place of the bytes `span` in `text`.
    pub fn of_span(file: &str, text: &str, span: std::ops::Range<usize>) -> Self {
        let start = floor_boundary(text, span.start);
        let end = floor_boundary(text, span.end.max(start));
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let excerpt = text[line_start..line_end].trim_end_matches('\r');
        Self {
            file: file.to_owned(),
            line: text[..start].matches('\n').count() + 1,
            column: text[line_start..start].chars().count() + 1,
            width: text[start..end.min(line_end).max(start)].chars().count().max(1),
            excerpt: excerpt.to_owned(),
        }
    }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl fmt::Display for TextPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// Where a finding points to. In order: workbook or frame, sheet, row, column; then figures, texts, the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// One cell.
    Cell {
        /// The workbook's path relative to the project.
        source: Arc<str>,
        /// The sheet, if the source has sheets.
        sheet: Option<Arc<str>>,
        /// The cell.
        cell: CellAddress,
    },
    /// Several cells, as the way back from a figure names them.
    Cells {
        /// The workbook's path relative to the project.
        source: Arc<str>,
        /// The sheet, if the source has sheets.
        sheet: Option<Arc<str>>,
        /// The cells.
        cells: CellRange,
    },
    /// A sheet as a whole, for instance one without a column that it should have.
    Sheet {
        /// The workbook's path relative to the project.
        source: Arc<str>,
        /// The sheet's name.
        sheet: Arc<str>,
    },
    /// A workbook as a whole.
    Source {
        /// The workbook's path relative to the project.
        source: Arc<str>,
    },
    /// One value of a frame that stands for a ledger's workbooks.
    FrameCell {
        /// The ledger's id.
        frame: Arc<str>,
        /// The column's name in the frame.
        column: Arc<str>,
        /// The row and the column by their numbers, both from 1.
        cell: CellAddress,
    },
    /// Several values of one column of a frame.
    FrameCells {
        /// The ledger's id.
        frame: Arc<str>,
        /// The column's name in the frame.
        column: Arc<str>,
        /// The rows and the column by their numbers, both from 1.
        cells: CellRange,
    },
    /// A frame as a whole.
    Frame {
        /// The ledger's id.
        frame: Arc<str>,
    },
    /// A figure, when no single cell is to blame.
    Figure(FigureId),
    /// A stretch of a pack, a project file or a narrative.
    Text(TextPlace),
    /// The project as a whole.
    Project,
}

/// What places are ordered by; a workbook comes before its sheets, a sheet before its cells.
type Order<'a> = (u8, Option<&'a str>, Option<&'a str>, Option<CellRange>, Option<&'a FigureId>, Option<&'a TextPlace>);

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Place {
    fn order(&self) -> Order<'_> {
        match self {
            Self::Cell { source, sheet, cell } => {
                (0, Some(source), sheet.as_deref(), Some(CellRange { first: *cell, last: *cell }), None, None)
            }
            Self::Cells { source, sheet, cells } => (0, Some(source), sheet.as_deref(), Some(*cells), None, None),
            Self::Sheet { source, sheet } => (0, Some(source), Some(sheet), None, None, None),
            Self::Source { source } | Self::Frame { frame: source } => (0, Some(source), None, None, None, None),
            Self::FrameCell { frame, cell, .. } => {
                (0, Some(frame), None, Some(CellRange { first: *cell, last: *cell }), None, None)
            }
            Self::FrameCells { frame, cells, .. } => (0, Some(frame), None, Some(*cells), None, None),
            Self::Figure(id) => (1, None, None, None, Some(id), None),
            Self::Text(place) => (2, None, None, None, None, Some(place)),
            Self::Project => (3, None, None, None, None, None),
        }
    }

    /// The workbook that it is in, by its path relative to the project.
    pub fn source(&self) -> Option<&str> {
        match self {
            Self::Cell { source, .. }
            | Self::Cells { source, .. }
            | Self::Sheet { source, .. }
            | Self::Source { source } => Some(source),
            Self::FrameCell { .. }
            | Self::FrameCells { .. }
            | Self::Frame { .. }
            | Self::Figure(_)
            | Self::Text(_)
            | Self::Project => None,
        }
    }

    /// The frame that it is in, by the ledger's id.
    pub fn frame(&self) -> Option<&str> {
        match self {
            Self::FrameCell { frame, .. } | Self::FrameCells { frame, .. } | Self::Frame { frame } => Some(frame),
            _ => None,
        }
    }

    /// The sheet that it is on.
    pub fn sheet(&self) -> Option<&str> {
        match self {
            Self::Cell { sheet, .. } | Self::Cells { sheet, .. } => sheet.as_deref(),
            Self::Sheet { sheet, .. } => Some(sheet),
            _ => None,
        }
    }

    /// Row and column of the one cell that it is, on a sheet or in a frame.
    pub const fn address(&self) -> Option<CellAddress> {
        match self {
            Self::Cell { cell, .. } | Self::FrameCell { cell, .. } => Some(*cell),
            _ => None,
        }
    }

    /// The cells of a sheet that it is.
    pub fn cells(&self) -> Option<CellRange> {
        match self {
            Self::Cell { cell, .. } => Some(CellRange { first: *cell, last: *cell }),
            Self::Cells { cells, .. } => Some(*cells),
            _ => None,
        }
    }

    /// The place with its parts joined by `separator`. Pages use a dot: the faces of official documents have no `›`.
    pub fn joined(&self, separator: &str) -> String {
        let parts: Vec<String> = match self {
            Self::Cell { source, sheet, cell } => of_sheet(source, sheet.as_deref(), cell),
            Self::Cells { source, sheet, cells } => of_sheet(source, sheet.as_deref(), cells),
            Self::Sheet { source, sheet } => vec![source.to_string(), sheet.to_string()],
            Self::Source { source } | Self::Frame { frame: source } => vec![source.to_string()],
            Self::FrameCell { frame, column, cell } => of_frame(frame, column, &cell.row),
            Self::FrameCells { frame, column, cells } => of_frame(frame, column, &row_numbers(*cells, "–")),
            Self::Figure(id) => vec![id.to_string()],
            Self::Text(place) => vec![place.to_string()],
            Self::Project => vec![crate::project::FILE.to_owned()],
        };
        parts.join(separator)
    }
}

fn of_sheet(source: &str, sheet: Option<&str>, cells: &impl fmt::Display) -> Vec<String> {
    let parts = [Some(source.to_owned()), sheet.map(str::to_owned), Some(cells.to_string())];
    parts.into_iter().flatten().collect()
}

/// A frame has no letters, and its rows stand before its columns: `petitions › #17 › closed_on`.
fn of_frame(frame: &str, column: &str, rows: &impl fmt::Display) -> Vec<String> {
    vec![frame.to_owned(), format!("#{rows}"), column.to_owned()]
}

/// The rows of a range alone, `3–148` with such a dash between them, or `3` when it is one row.
pub(crate) fn row_numbers(cells: CellRange, dash: &str) -> String {
    let (first, last) = (cells.first.row, cells.last.row);
    if first == last { first.to_string() } else { format!("{first}{dash}{last}") }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.joined(" › "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_addresses_are_inverse_over_the_whole_sheet() {
        for (column, letters) in [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")] {
            assert_eq!(column_letters(column), letters);
        }
        for column in 1..=16_384 {
            let cell = CellAddress::new(7, column);
            assert_eq!(cell.to_string().parse(), Ok(cell));
        }
        for text in ["", "A", "7", "a7", "A0", "A07", "AAAA1", "信1", "A-1"] {
            assert!(text.parse::<CellAddress>().is_err(), "{text}");
        }
    }

    #[test]
    fn runs_of_rows_become_ranges() {
        let written: Vec<_> = compress(1, [3, 4, 5, 9, 11, 12]).iter().map(ToString::to_string).collect();
        assert_eq!(written, ["A3:A5", "A9", "A11:A12"]);
        assert_eq!(compress(1, []), []);
    }

    #[test]
    fn rows_of_a_frame_are_told_by_number_and_column() {
        let (frame, column): (Arc<str>, Arc<str>) = ("petitions".into(), "办结日期".into());
        let place = |cell| Place::FrameCell { frame: frame.clone(), column: column.clone(), cell };
        assert_eq!(place(CellAddress::new(17, 10)).to_string(), "petitions › #17 › 办结日期");
        let cells = CellRange { first: CellAddress::new(3, 10), last: CellAddress::new(148, 10) };
        let places = Place::FrameCells { frame: frame.clone(), column: column.clone(), cells };
        assert_eq!(places.to_string(), "petitions › #3–148 › 办结日期");
        assert!(place(CellAddress::new(2, 10)) < places && places < place(CellAddress::new(17, 10)));
        assert_eq!((places.frame(), places.source()), (Some("petitions"), None));
    }

    #[test]
    fn a_span_is_counted_in_lines_and_characters() {
        let text = "甲 = 1\n标签 = \"信访\"\n";
        let at = text.find('"').unwrap();
        let place = TextPlace::of_span("rules.toml", text, at..at + "\"信访\"".len());
        assert_eq!((place.line, place.column, place.width), (2, 6, 4));
        assert_eq!(place.excerpt, "标签 = \"信访\"");
        assert_eq!(TextPlace::of_span("x", "", 5..9).line, 1);
    }
}
