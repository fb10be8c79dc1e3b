//! The column 序号: it is no key, for it restarts and merged rows share a number; but where it skips a number, a row
//! may be missing.

use std::collections::BTreeMap;

use super::header::fold;
use super::workbook::Value;

/// Headers of a column that numbers the rows.
const HEADERS: &[&str] = &["序号", "序", "顺序号", "No.", "NO.", "No", "NO"];

/// The numbers of a table's rows, as they are read.
pub(super) struct Sequence {
    /// The sheet's column, from 1.
    pub(super) column: u32,
    last: Option<u64>,
    /// Rows whose number doesn't follow: the row, the number before, and its own.
    pub(super) gaps: Vec<(u32, u64, u64)>,
}

impl Sequence {
    /// The column of a header that numbers the rows, if no field of the ledger reads it.
    pub(super) fn in_header(texts: &[(u32, String)], own: &BTreeMap<u32, usize>) -> Option<Self> {
        let is_sequence =
            |(column, text): &&(u32, String)| HEADERS.contains(&fold(text).full.as_str()) && !own.contains_key(column);
        texts.iter().find(is_sequence).map(|(column, _)| Self { column: *column, last: None, gaps: Vec::new() })
    }

    /// Takes a row of the ledger. A restart at 1, a number for several rows and a blank are as clerks keep them.
    pub(super) fn row(&mut self, row: u32, cells: &[(u32, Value<'_>)]) {
        let Some((_, value)) = cells.iter().find(|(column, _)| *column == self.column) else { return };
        let Ok(number) = fold(&value.to_text()).full.parse::<u64>() else { return };
        if let Some(last) = self.last
            && number != 1
            && number != last
            && number != last.saturating_add(1)
        {
            self.gaps.push((row, last, number));
        }
        self.last = Some(number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gaps(numbers: &[&str]) -> Vec<(u32, u64, u64)> {
        let header = [(1, "序号".to_owned()), (2, "信访编号".to_owned())];
        let mut sequence = Sequence::in_header(&header, &BTreeMap::from([(2, 0)])).unwrap();
        for (number, row) in numbers.iter().zip(2..) {
            sequence.row(row, &[(1, Value::Text(number)), (2, Value::Text("XF-1"))]);
        }
        sequence.gaps
    }

    #[test]
    fn a_number_that_is_skipped_is_told() {
        assert_eq!(gaps(&["1", "2", "4", "5"]), [(4, 2, 4)]);
        assert_eq!(gaps(&["3", "2"]), [(3, 3, 2)]);
    }

    #[test]
    fn restarts_shared_numbers_and_words_are_no_gaps() {
        assert_eq!(gaps(&["1", "2", "1", "2", "2", "３", "待定", "4"]), []);
        assert!(Sequence::in_header(&[(1, "序号".to_owned())], &BTreeMap::from([(1, 0)])).is_none());
    }
}
