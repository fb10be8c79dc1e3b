//! The search for a sheet's header: the row, or the two or three rows together, that have most of a ledger's headers.

use std::collections::BTreeSet;

use super::header::{HeaderRow, fold, stated_unit};
use super::workbook::Value;
use crate::pack::ledger::LedgerSpec;

/// A header further down than this is none.
const PREAMBLE_ROWS: u32 = 100;
/// A header has at most so many rows.
const HEADER_ROWS: usize = 3;

/// A row with its number.
pub(super) type Row = (u32, Vec<(u32, Value<'static>)>);

/// A header that was found.
pub(super) struct Found {
    /// Index of the ledger that it is of.
    pub(super) ledger: usize,
    /// The columns of the ledger's fields.
    pub(super) header: HeaderRow,
    /// Its texts by column.
    pub(super) texts: Vec<(u32, String)>,
    /// The number of its last row.
    pub(super) row: u32,
    /// How many rows it has.
    pub(super) height: usize,
    /// The unit of money that a line above it states.
    pub(super) unit: Option<String>,
    /// The rows behind it that were read before it was chosen.
    pub(super) after: Vec<Row>,
    /// How many rows were read up to its last one.
    end: usize,
    /// How many headers it has, and whether the sheet goes by the ledger's name.
    weight: (usize, bool),
}

/// Reads rows until it is clear which of them are the header.
pub(super) struct HeaderSearch<'a> {
    specs: &'a [LedgerSpec],
    /// Indices of the ledgers that the workbook may hold.
    ledgers: &'a [usize],
    /// The headers of all of these, folded.
    known: BTreeSet<String>,
    named: Option<usize>,
    /// The row behind which the search begins.
    from: u32,
    rows: Vec<Row>,
    best: Option<Found>,
    /// The row with the most headers of any ledger, be they too few.
    nearest: (usize, Vec<String>),
}

impl Found {
    /// The names of a frame's columns, above its first row.
    pub(super) fn of_frame(ledger: usize, header: HeaderRow, names: Vec<(u32, String)>) -> Self {
        let weight = (header.hits(), true);
        Self { ledger, header, texts: names, row: 0, height: 0, unit: None, after: Vec::new(), end: 0, weight }
    }
}

impl<'a> HeaderSearch<'a> {
    /// The search on a sheet of that name behind the row `from`, for one of `ledgers`.
    pub(super) fn new(specs: &'a [LedgerSpec], ledgers: &'a [usize], sheet: &str, from: u32) -> Self {
        let name = fold(sheet).full;
        let by_name = |ledger: &&usize| specs[**ledger].sheets.iter().any(|sheet| fold(sheet).full == name);
        let named = ledgers.iter().find(by_name).copied();
        let headers = ledgers.iter().flat_map(|ledger| &specs[*ledger].fields).flat_map(|field| &field.headers);
        let known = headers.map(|header| fold(header).name).collect();
        Self { specs, ledgers, known, named, from, rows: Vec::new(), best: None, nearest: (0, Vec::new()) }
    }

    /// The ledger that goes by the sheet's name.
    pub(super) const fn named(&self) -> Option<usize> {
        self.named
    }

    /// Takes the next row; the header, once the rows behind it can't be part of it.
    pub(super) fn row(&mut self, number: u32, cells: &[(u32, Value<'_>)]) -> Option<Found> {
        if number - self.from > PREAMBLE_ROWS && self.best.is_none() {
            self.rows.clear();
            return None;
        }
        let owned = cells.iter().map(|(column, value)| (*column, value.to_owned())).collect();
        self.rows.push((number, owned));
        for height in 1..=HEADER_ROWS.min(self.rows.len()) {
            self.consider(height);
        }
        let is_settled = self.best.as_ref().is_some_and(|best| self.rows.len() - best.end >= HEADER_ROWS);
        if is_settled { self.end() } else { None }
    }

    /// The header, with the rows that were read behind it: nothing more can be part of it.
    pub(super) fn end(&mut self) -> Option<Found> {
        let found = self.best.take()?;
        let after = self.rows.split_off(found.end);
        Some(Found { after, ..found })
    }

    /// The header that the last of these rows are, below the rows of a table. A row of data may well hold two words
    /// that are headers somewhere; the name of the sheet tells nothing here.
    pub(super) fn among(&self, rows: &[Row]) -> Option<Found> {
        // Nearly every row ends here, so it must cost little.
        let is_known = |value: &Value<'_>| {
            let text =
                value.as_text().filter(|text| text.len() <= 60 && !text.bytes().any(|byte| byte.is_ascii_digit()));
            text.is_some_and(|text| self.known.contains(&fold(text).name))
        };
        let (_, last) = rows.last()?;
        if !last.iter().any(|(_, value)| is_known(value)) {
            return None;
        }
        let heights = 1..=HEADER_ROWS.min(rows.len());
        let candidates = heights.flat_map(|height| self.ledgers.iter().map(move |ledger| (height, *ledger)));
        let found = candidates.filter_map(|(height, ledger)| {
            let found = self.candidate(ledger, rows, height)?;
            let spec = &self.specs[ledger];
            let enough = found.weight.0 >= needed(spec).clamp(2, 3) && has_half(spec, &found.header);
            enough.then_some(found)
        });
        // Of equals the first: the fewest rows.
        found.reduce(|best, found| if found.weight > best.weight { found } else { best })
    }

    /// The headers of a sheet whose header was not found, as far as they are some ledger's: any other text may be
    /// anybody's data.
    pub(super) fn known_headers(&self, spec: &LedgerSpec) -> Vec<String> {
        let is_header = |text: &&String| {
            let known = spec.fields.iter().flat_map(|field| &field.headers);
            known.into_iter().any(|header| fold(header).name == fold(text).name)
        };
        self.nearest.1.iter().filter(is_header).cloned().collect()
    }

    /// The last `height` of the rows as the header of a ledger; nothing if rows between them are blank.
    fn candidate(&self, ledger: usize, rows: &[Row], height: usize) -> Option<Found> {
        let spec = &self.specs[ledger];
        let end = rows.len();
        let rows = &rows[end - height..];
        let (first, last) = (rows[0].0, rows[height - 1].0);
        if (last - first) as usize != height - 1 {
            return None;
        }
        let texts = combined(rows, |text| HeaderRow::find(spec, &[(1, text.to_owned())]).hits() > 0);
        let header = HeaderRow::find(spec, &texts);
        let weight = (header.hits(), self.named == Some(ledger));
        Some(Found { ledger, header, texts, row: last, height, unit: None, after: Vec::new(), end, weight })
    }

    /// Takes the last `height` rows as the header, if they have more of a ledger's headers than what was found so far.
    fn consider(&mut self, height: usize) {
        for ledger in self.ledgers {
            let spec = &self.specs[*ledger];
            let Some(found) = self.candidate(*ledger, &self.rows, height) else { return };
            let (hits, by_name) = found.weight;
            if height == 1 && hits > self.nearest.0 {
                self.nearest = (hits, found.texts.iter().map(|(_, text)| text.split_whitespace().collect()).collect());
            }
            if hits < 2 || !(by_name || has_half(spec, &found.header)) {
                continue;
            }
            if self.best.as_ref().is_none_or(|best| found.weight > best.weight) {
                let above = self.rows[..self.rows.len() - height].iter();
                let mut texts_above = above.rev().flat_map(|(_, cells)| cells).filter_map(|(_, value)| value.as_text());
                let unit = texts_above.find_map(stated_unit);
                self.best = Some(Found { unit, ..found });
            }
        }
    }
}

/// How many columns a sheet of the ledger must have.
fn needed(spec: &LedgerSpec) -> usize {
    spec.fields.iter().filter(|field| !field.optional && field.derived.is_none()).count()
}

/// Whether at least half of the columns are there that a sheet of the ledger must have.
fn has_half(spec: &LedgerSpec, header: &HeaderRow) -> bool {
    let (needed, missing) = (needed(spec), header.missing(spec).len());
    missing == 0 || (needed - missing) * 2 >= needed.max(2)
}

/// The texts of several header rows as one: of a column the lowest text that is a header, else that text with the
/// texts above it before it, since 姓名 below 信访人 is 信访人姓名.
fn combined(rows: &[Row], is_header: impl Fn(&str) -> bool) -> Vec<(u32, String)> {
    let Some(((_, lowest), above)) = rows.split_last() else { return Vec::new() };
    let text_of = |cells: &[(u32, Value<'static>)], column: u32| {
        cells.iter().find(|(at, _)| *at == column).map(|(_, value)| value.to_text().into_owned())
    };
    if above.is_empty() {
        return lowest.iter().map(|(column, value)| (*column, value.to_text().into_owned())).collect();
    }
    // A merged parent stands in the first of its columns alone.
    let parent_of = |cells: &[(u32, Value<'static>)], column: u32| {
        cells.iter().rev().find(|(at, _)| *at <= column).map(|(_, value)| value.to_text().into_owned())
    };
    let mut columns: Vec<u32> = rows.iter().flat_map(|(_, cells)| cells.iter().map(|(column, _)| *column)).collect();
    columns.sort_unstable();
    columns.dedup();
    let texts = columns.into_iter().filter_map(|column| {
        let own = text_of(lowest, column);
        let Some(own) = own else {
            return above.iter().rev().find_map(|(_, cells)| text_of(cells, column)).map(|text| (column, text));
        };
        if is_header(&own) {
            return Some((column, own));
        }
        let path: String = above.iter().filter_map(|(_, cells)| parent_of(cells, column)).collect();
        let whole = format!("{path}{own}");
        Some((column, if is_header(&whole) { whole } else { own }))
    });
    texts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Pack;

    fn row(number: u32, texts: &[&str]) -> Row {
        let filled = texts.iter().zip(1_u32..).filter(|(text, _)| !text.is_empty());
        (number, filled.map(|(text, column)| (column, Value::Owned((*text).to_owned()))).collect())
    }

    /// The columns of the header that is found, the number of its last row and of the rows behind it.
    fn found(rows: &[Row]) -> Option<(Vec<String>, u32, usize)> {
        let pack = Pack::standard("rule-of-law").unwrap();
        let at = pack.ledgers.iter().position(|spec| spec.id == "petitions").unwrap();
        let ledgers = [at];
        let mut search = HeaderSearch::new(&pack.ledgers, &ledgers, "信访", 0);
        let found = rows.iter().find_map(|(number, cells)| search.row(*number, cells)).or_else(|| search.end())?;
        let fields = pack.ledgers[at].fields.iter().zip(&found.header.columns);
        let columns = fields.filter_map(|(field, column)| Some(format!("{}={}", field.id, column.as_ref()?.0)));
        Some((columns.collect(), found.row, found.after.len()))
    }

    #[test]
    fn a_line_that_says_a_few_of_the_words_is_not_the_header() {
        let rows = [
            row(1, &["2021年信访台账"]),
            row(2, &["编号", "2021-01", "联系电话", "02365000000"]),
            row(3, &["信访编号", "收到日期", "来源", "受理日期"]),
            row(4, &["XF-1", "2021-01-04", "上级转送", "2021-01-13"]),
        ];
        let (columns, last, after) = found(&rows).unwrap();
        assert_eq!((last, after), (3, 1));
        assert_eq!(columns, ["case_no=1", "received_on=2", "accepted_on=4", "source=3"]);
    }

    #[test]
    fn merged_parents_and_their_children_are_one_header() {
        let rows = [
            row(1, &["信访编号", "信访人", "", "办理情况", ""]),
            row(2, &["", "姓名", "电话", "受理日期", "办结日期"]),
            row(3, &["XF-1", "测试", "0", "2021-01-13", "2021-02-01"]),
            row(4, &["XF-2", "测试", "0", "2021-01-13", "2021-02-01"]),
        ];
        let (columns, last, after) = found(&rows).unwrap();
        assert_eq!((last, after), (2, 2));
        assert_eq!(columns, ["case_no=1", "accepted_on=4", "closed_on=5", "petitioner=2", "phone=3"]);
    }

    #[test]
    fn rows_of_data_are_no_part_of_a_header() {
        let rows = [
            row(1, &["信访编号", "收到日期", "来源", "信访形式"]),
            row(2, &["XF-1", "2021-01-04", "上级转送", "来信"]),
        ];
        assert_eq!(found(&rows).unwrap().1, 1);
        assert!(found(&[row(1, &["XF-1", "2021-01-04"])]).is_none());
    }
}
