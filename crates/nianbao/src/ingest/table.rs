//! One table of a ledger on a sheet: the rows below its header, each kept, or kept out for a reason.

use std::collections::BTreeMap;

use super::example::{Likeness, Shipped};
use super::raw::{KeptRow, RawLedger, TotalsRow};
use super::row;
use super::search::Found;
use super::sequence::Sequence;
use super::workbook::{Look, Value};
use crate::finding::{Argument, Code, Finding, Severity};
use crate::ledger::{Exclusion, RowOrigin, SheetRead};
use crate::pack::ledger::{ColumnType, LedgerSpec};
use crate::place::{CellAddress, compress, row_numbers};

/// A table whose header was found.
pub(super) struct Table {
    /// Index of its ledger.
    pub(super) ledger: usize,
    /// Index into the ledger's sheets.
    at: usize,
    header: Vec<(u32, String)>,
    /// Sheet column and field of what the ledger knows.
    own: BTreeMap<u32, usize>,
    /// Sheet column of the key.
    key: Option<u32>,
    header_row: u32,
    pub(super) first: usize,
    subtotal_from: usize,
    /// A totals row above all rows, which it covers; index into the ledger's totals.
    leading: Option<usize>,
    is_1904: bool,
    /// The example row of the blank form.
    shipped: Shipped,
    /// The column 序号, if it has one.
    pub(super) sequence: Option<Sequence>,
    /// Rows that are struck through.
    pub(super) struck: Vec<u32>,
    /// Rows that only show how to fill the table in.
    pub(super) examples: Vec<u32>,
    /// Rows that are the example row of the blank form with something written over it.
    pub(super) written_over: Vec<u32>,
}

impl Table {
    /// Starts at a header, below which nothing is read yet; `read` is what the sheet will be known by, `shipped` the
    /// example row of the blank form.
    pub(super) fn start(
        spec: &LedgerSpec,
        raw: &mut RawLedger,
        found: &Found,
        read: SheetRead,
        is_1904: bool,
        shipped: Shipped,
    ) -> Self {
        let own = found.header.places();
        let key = spec.key.and_then(|key| read.columns[key].as_ref()).map(|(number, _)| *number);
        let sequence = Sequence::in_header(&found.texts, &own);
        raw.sheets.push(read);
        Self {
            ledger: found.ledger,
            at: raw.sheets.len() - 1,
            header: found.texts.clone(),
            own,
            key,
            header_row: found.row,
            first: raw.rows.len(),
            subtotal_from: raw.rows.len(),
            leading: None,
            is_1904,
            shipped,
            sequence,
            struck: Vec::new(),
            examples: Vec::new(),
            written_over: Vec::new(),
        }
    }

    /// The column by which a row is named: that of its key, or else the first of the ledger's.
    pub(super) fn naming(&self) -> u32 {
        self.key.or_else(|| self.own.keys().next().copied()).unwrap_or(1)
    }

    /// Whether a header has this table's columns in the same places.
    pub(super) fn has_header(&self, found: &Found) -> bool {
        found.ledger == self.ledger && found.header.places() == self.own
    }

    /// Takes a row below the header.
    pub(super) fn row(
        &mut self,
        spec: &LedgerSpec,
        raw: &mut RawLedger,
        look: &Look,
        number: u32,
        cells: &[(u32, Value<'_>)],
    ) {
        raw.sheets[self.at].rows = (number - self.header_row) as usize;
        match self.shipped.likeness(cells, number == self.header_row + 1) {
            Likeness::Same => return self.exclude(raw, Exclusion::Example),
            Likeness::Changed => {
                self.written_over.push(number);
                return self.keep(spec, raw, look, number, cells);
            }
            Likeness::None => {}
        }
        if let Some(word) = row::is_total(cells, self.key) {
            self.total(spec, raw, number, &word, cells);
            self.exclude(raw, Exclusion::Total);
        } else if let Some(why) = row::exclusion(cells, &self.header, self.key, |column| self.own.contains_key(&column))
        {
            if why == Exclusion::Example {
                self.examples.push(number);
            }
            // Blank rows are what is left when the table ends.
            if why != Exclusion::Blank {
                self.exclude(raw, why);
            }
        } else {
            self.keep(spec, raw, look, number, cells);
        }
    }

    /// Counts a row out that other rows have told to be no row of the ledger.
    pub(super) fn exclude_row(&self, raw: &mut RawLedger, number: u32, why: Exclusion) {
        raw.sheets[self.at].rows = (number - self.header_row) as usize;
        self.exclude(raw, why);
    }

    fn exclude(&self, raw: &mut RawLedger, why: Exclusion) {
        *raw.sheets[self.at].excluded.entry(why).or_default() += 1;
    }

    fn total(&mut self, spec: &LedgerSpec, raw: &mut RawLedger, number: u32, word: &str, cells: &[(u32, Value<'_>)]) {
        let is_subtotal = row::is_subtotal(word);
        let from = if is_subtotal { self.subtotal_from } else { self.first };
        let mut stated = Vec::new();
        for (column, value) in cells {
            let Some(field) = self.own.get(column).copied() else { continue };
            let declared = &spec.fields[field];
            if declared.is_kept() && declared.personal.is_none() && ColumnType::NUMBERS.contains(&declared.kind) {
                stated.push((field, raw.columns[field].cell(value)));
            }
        }
        let covers = from..raw.rows.len();
        if raw.rows.len() == self.first && self.leading.is_none() {
            self.leading = Some(raw.totals.len());
        }
        raw.totals.push(TotalsRow { sheet: self.at, row: number, covers, cells: stated });
        if is_subtotal {
            self.subtotal_from = raw.rows.len();
        }
    }

    fn keep(&mut self, spec: &LedgerSpec, raw: &mut RawLedger, look: &Look, number: u32, cells: &[(u32, Value<'_>)]) {
        raw.sheets[self.at].used += 1;
        let origin = RowOrigin { sheet: self.at, row: number };
        let has_above = raw.rows.len() > self.first;
        raw.keep(spec, look, &KeptRow { origin, own: &self.own, cells, has_above, is_1904: self.is_1904 });
        if let Some(sequence) = &mut self.sequence {
            sequence.row(number, cells);
        }
        let mut filled =
            cells.iter().map(|(column, _)| *column).filter(|column| self.own.contains_key(column)).peekable();
        if filled.peek().is_some() && filled.all(|column| look.struck.contains(&(number, column))) {
            self.struck.push(number);
        }
    }

    /// What is to be said of its rows, once it has ended.
    pub(super) fn remarks(&self, raw: &RawLedger) -> Vec<Finding> {
        let read = &raw.sheets[self.at];
        let mut findings = Vec::new();
        for (code, rows) in [(Code::StruckRows, &self.struck), (Code::ExampleRows, &self.examples)] {
            if !rows.is_empty() {
                let finding = Finding::new(code, Severity::Warning, read.place()).with("count", rows.len());
                findings.push(finding.with("rows", shown_rows(rows.iter().copied())));
            }
        }
        for row in &self.written_over {
            let place = read.cell(CellAddress::new(*row, self.naming()));
            findings.push(Finding::new(Code::ChangedExample, Severity::Warning, place));
        }
        if let Some(sequence) = &self.sequence
            && let Some((row, before, own)) = sequence.gaps.first().copied()
        {
            let place = read.cell(CellAddress::new(row, sequence.column));
            let rows = shown_rows(sequence.gaps.iter().map(|(row, _, _)| *row));
            let finding = Finding::new(Code::SequenceGap, Severity::Warning, place).with("before", count(before));
            let finding = finding.with("own", count(own)).with("rows", rows);
            findings.push(finding.with("count", sequence.gaps.len()));
        }
        findings
    }

    /// Ends the table: what is not accounted for yet is blank.
    pub(super) fn end(&self, raw: &mut RawLedger) {
        let rows = raw.rows.len();
        if let Some(total) = self.leading.and_then(|at| raw.totals.get_mut(at)) {
            total.covers = self.first..rows;
        }
        let sheet = &mut raw.sheets[self.at];
        let excluded: usize = sheet.excluded.values().sum();
        let blank = sheet.rows.saturating_sub(sheet.used + excluded);
        if blank > 0 {
            *sheet.excluded.entry(Exclusion::Blank).or_default() += blank;
        }
    }
}

fn count(number: u64) -> Argument {
    Argument::Count(i64::try_from(number).unwrap_or(i64::MAX))
}

/// Rows as ranges, the first ten of them; `rows` must be ascending.
pub(super) fn shown_rows(rows: impl IntoIterator<Item = u32>) -> Vec<String> {
    compress(1, rows).iter().take(10).map(|range| row_numbers(*range, "–")).collect()
}
