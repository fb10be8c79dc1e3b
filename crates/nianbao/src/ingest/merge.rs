//! Cells merged over several rows: the value stands in the first of them, and holds for all.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::workbook::Value;

/// The merged cells of a sheet, as its rows are read.
pub(super) struct Merges {
    /// First and last row by column, top to bottom.
    by_column: BTreeMap<u32, Vec<(u32, u32)>>,
    /// What the merge that a column is in says, and its last row.
    open: BTreeMap<u32, (u32, Value<'static>)>,
}

impl Merges {
    /// Takes column, first and last row of each merge.
    pub(super) fn new(merges: Vec<(u32, u32, u32)>) -> Self {
        let mut by_column: BTreeMap<u32, Vec<(u32, u32)>> = BTreeMap::new();
        for (column, first, last) in merges {
            by_column.entry(column).or_default().push((first, last));
        }
        for rows in by_column.values_mut() {
            rows.sort_unstable();
        }
        Self { by_column, open: BTreeMap::new() }
    }

    /// The row with the values of the merges that reach into it. Nothing is filled outside a merge: a blank cell below
    /// a filled one says nothing.
    pub(super) fn filled<'c, 'v>(&mut self, row: u32, cells: &'c [(u32, Value<'v>)]) -> Cow<'c, [(u32, Value<'v>)]> {
        if self.by_column.is_empty() {
            return Cow::Borrowed(cells);
        }
        self.open.retain(|_, (last, _)| row <= *last);
        let stands = |column: u32| cells.iter().any(|(at, _)| *at == column);
        let missing = self.open.iter().filter(|(column, _)| !stands(**column));
        let merged = |value: &Value<'static>| Value::Merged(Box::new(value.clone()));
        let missing: Vec<(u32, Value<'v>)> = missing.map(|(column, (_, value))| (*column, merged(value))).collect();
        for (column, value) in cells {
            let Some(rows) = self.by_column.get(column) else { continue };
            if let Ok(at) = rows.binary_search_by_key(&row, |(first, _)| *first) {
                self.open.insert(*column, (rows[at].1, value.to_owned()));
            }
        }
        if missing.is_empty() {
            return Cow::Borrowed(cells);
        }
        let mut all: Vec<(u32, Value<'v>)> = cells.iter().cloned().chain(missing).collect();
        all.sort_by_key(|(column, _)| *column);
        Cow::Owned(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_holds_in_its_merge_and_not_below() {
        let mut merges = Merges::new(vec![(1, 2, 4), (3, 9, 10)]);
        let columns = |row: u32, cells: &[(u32, Value<'static>)], merges: &mut Merges| -> Vec<u32> {
            merges.filled(row, cells).iter().map(|(column, _)| *column).collect()
        };
        let b = || (2, Value::Number(1.0));
        assert_eq!(columns(1, &[(1, Value::Number(7.0)), b()], &mut merges), [1, 2]);
        assert_eq!(columns(2, &[(1, Value::Number(8.0)), b()], &mut merges), [1, 2]);
        assert_eq!(columns(3, &[b()], &mut merges), [1, 2]);
        let merged = Value::Merged(Box::new(Value::Number(8.0)));
        assert_eq!(merges.filled(4, &[b()]).as_ref(), [(1, merged), b()]);
        assert_eq!(columns(5, &[b()], &mut merges), [2]);
    }
}
