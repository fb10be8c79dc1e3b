//! One sheet, row by row: find the header, decide which ledger it is, keep the cells that something reads.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::header::{HeaderRow, fold};
use super::raw::{NOT_APPLICABLE, RawCell, RawLedger, TotalsRow};
use super::search::{Found, HeaderSearch};
use super::workbook::{EPOCHS_APART, Value};
use super::{RawLedgers, row};
use crate::finding::{Code, Finding, Severity};
use crate::ledger::{Exclusion, RowOrigin, SheetRead};
use crate::pack::ledger::{ColumnType, LedgerSpec};
use crate::pack::resolver::nearest;
use crate::place::{CellAddress, Place};
use crate::project::{Project, Source};

/// Whether a sheet is a ledger's.
pub(super) enum Claimed {
    /// It holds no cells.
    Empty,
    /// No ledger knows it.
    No,
    /// It was read.
    Yes,
}

/// Reads one sheet.
pub(super) struct SheetReader<'a> {
    project: &'a Project,
    source: &'a Source,
    sheet: Arc<str>,
    raw: &'a mut RawLedgers,
    is_1904: bool,
    search: HeaderSearch<'a>,
    open: Option<Open>,
    seen: u32,
}

/// A sheet whose header was found.
struct Open {
    ledger: usize,
    /// Index into the ledger's sheets.
    at: usize,
    header: Vec<(u32, String)>,
    /// Sheet column and field of what the ledger knows.
    own: BTreeMap<u32, usize>,
    /// Sheet column of the key.
    key: Option<u32>,
    header_row: u32,
    first: usize,
    subtotal_from: usize,
    /// A totals row above all rows, which it covers; index into the ledger's totals.
    leading: Option<usize>,
}

impl<'a> SheetReader<'a> {
    /// A reader of one sheet; `is_1904` if the workbook counts its days from 1904.
    pub(super) fn new(
        project: &'a Project,
        source: &'a Source,
        sheet: Arc<str>,
        is_1904: bool,
        raw: &'a mut RawLedgers,
    ) -> Self {
        let search = HeaderSearch::new(&project.pack.ledgers, &source.ledgers, &sheet);
        Self { project, source, sheet, raw, is_1904, search, open: None, seen: 0 }
    }

    /// Takes the next row that is not blank.
    pub(super) fn row(&mut self, number: u32, cells: &[(u32, Value<'_>)]) {
        self.seen += 1;
        if let Some(mut open) = self.open.take() {
            self.data_row(&mut open, number, cells);
            self.open = Some(open);
        } else if let Some(found) = self.search.row(number, cells) {
            self.start(found);
        }
    }

    /// Tells what became of the sheet.
    pub(super) fn finish(mut self) -> Claimed {
        if let (None, Some(found)) = (&self.open, self.search.end()) {
            self.start(found);
        }
        if let Some(open) = self.open {
            let raw = &mut self.raw.ledgers[open.ledger];
            if let Some(total) = open.leading.and_then(|at| raw.totals.get_mut(at)) {
                total.covers = open.first..raw.rows.len();
            }
            let sheet = &mut raw.sheets[open.at];
            let excluded: usize = sheet.excluded.values().sum();
            let blank = sheet.rows.saturating_sub(sheet.used + excluded);
            if blank > 0 {
                *sheet.excluded.entry(Exclusion::Blank).or_default() += blank;
            }
            return Claimed::Yes;
        }
        if self.seen == 0 {
            return Claimed::Empty;
        }
        let Some(ledger) = self.search.named() else { return Claimed::No };
        let spec = &self.project.pack.ledgers[ledger];
        let header = HeaderRow { columns: vec![None; spec.fields.len()], twice: Vec::new() };
        report_missing(spec, &header, &self.search.known_headers(spec), &self.place(), &mut self.raw.findings);
        self.raw.ledgers[ledger].sheets.push(SheetRead {
            source: self.source.name.clone(),
            sheet: self.sheet,
            columns: header.columns,
            unit: None,
            rows: 0,
            used: 0,
            excluded: BTreeMap::new(),
        });
        Claimed::Yes
    }

    fn place(&self) -> Place {
        Place::Sheet { source: self.source.name.clone(), sheet: self.sheet.clone() }
    }

    /// Starts the ledger at the header that was found, and takes the rows that were read since.
    fn start(&mut self, found: Found) {
        let Found { ledger, header, texts, row: number, unit, after, .. } = found;
        let spec = &self.project.pack.ledgers[ledger];
        let headers: Vec<String> = texts.iter().map(|(_, text)| text.split_whitespace().collect()).collect();
        report_missing(spec, &header, &headers, &self.place(), &mut self.raw.findings);
        for (column, field, first) in &header.twice {
            let cell = |column| Place::Cell {
                source: self.source.name.clone(),
                sheet: Some(self.sheet.clone()),
                cell: CellAddress::new(number, column),
            };
            let finding = Finding::new(Code::DuplicateColumn, Severity::Error, cell(*column)).related(cell(*first));
            let finding = finding.with("column", spec.fields[*field].label());
            self.raw.findings.push(finding.with("first", CellAddress::new(number, *first).to_string()));
        }
        let own = header.columns.iter().enumerate();
        let own: BTreeMap<u32, usize> =
            own.filter_map(|(field, column)| column.as_ref().map(|(number, _)| (*number, field))).collect();
        let key = spec.key.and_then(|key| header.columns[key].as_ref()).map(|(number, _)| *number);
        let raw = &mut self.raw.ledgers[ledger];
        raw.sheets.push(SheetRead {
            source: self.source.name.clone(),
            sheet: self.sheet.clone(),
            columns: header.columns,
            unit,
            rows: 0,
            used: 0,
            excluded: BTreeMap::new(),
        });
        let (at, first) = (raw.sheets.len() - 1, raw.rows.len());
        let leading = None;
        let mut open =
            Open { ledger, at, header: texts, own, key, header_row: number, first, subtotal_from: first, leading };
        for (number, cells) in after {
            self.data_row(&mut open, number, &cells);
        }
        self.open = Some(open);
    }

    fn data_row(&mut self, open: &mut Open, number: u32, cells: &[(u32, Value<'_>)]) {
        let spec = &self.project.pack.ledgers[open.ledger];
        let raw = &mut self.raw.ledgers[open.ledger];
        raw.sheets[open.at].rows = (number - open.header_row) as usize;
        let exclude = |raw: &mut RawLedger, why| *raw.sheets[open.at].excluded.entry(why).or_default() += 1;
        if let Some(word) = row::is_total(cells, open.key) {
            let subtotal = row::is_subtotal(&word);
            let from = if subtotal { open.subtotal_from } else { open.first };
            let mut stated = Vec::new();
            for (column, value) in cells {
                let Some(field) = open.own.get(column).copied() else { continue };
                let declared = &spec.fields[field];
                if declared.is_kept() && declared.personal.is_none() && ColumnType::NUMBERS.contains(&declared.kind) {
                    stated.push((field, raw.columns[field].cell(value)));
                }
            }
            let covers = from..raw.rows.len();
            if raw.rows.len() == open.first && open.leading.is_none() {
                open.leading = Some(raw.totals.len());
            }
            raw.totals.push(TotalsRow { sheet: open.at, row: number, covers, cells: stated });
            if subtotal {
                open.subtotal_from = raw.rows.len();
            }
            exclude(raw, Exclusion::Total);
        } else if let Some(why) = row::exclusion(cells, &open.header, |column| open.own.contains_key(&column)) {
            // Blank rows are what is left when the sheet ends.
            if why != Exclusion::Blank {
                exclude(raw, why);
            }
        } else {
            raw.sheets[open.at].used += 1;
            raw.rows.push(RowOrigin { sheet: open.at, row: number });
            raw.keep(spec, &open.own, cells, self.is_1904);
        }
    }
}

impl RawLedger {
    /// No rows yet, of a ledger with so many fields.
    pub(super) fn for_fields(fields: usize) -> Self {
        Self { columns: vec![super::RawColumn::default(); fields], ..Self::default() }
    }

    /// Drops the names behind the pseudonyms.
    pub(super) fn forget_persons(&mut self) {
        for field in self.pseudonyms.keys() {
            self.columns[*field] = super::RawColumn::default();
        }
    }

    /// Keeps the cells of a row that something reads. A personal one is kept as a number, and only to count persons.
    fn keep(&mut self, spec: &LedgerSpec, own: &BTreeMap<u32, usize>, cells: &[(u32, Value<'_>)], is_1904: bool) {
        for (field, declared) in spec.fields.iter().enumerate().filter(|(_, field)| field.is_kept()) {
            if declared.personal.is_some() {
                self.pseudonyms.entry(field).or_default().push(None);
            } else {
                self.columns[field].cells.push(RawCell::Blank);
            }
        }
        for (column, value) in cells {
            let Some(field) = own.get(column).copied().filter(|field| spec.fields[*field].is_kept()) else { continue };
            if spec.fields[field].personal.is_some() {
                let number = person(value).map(|person| self.columns[field].intern(&person));
                if let Some(last) = self.pseudonyms.get_mut(&field).and_then(|persons| persons.last_mut()) {
                    *last = number;
                }
                continue;
            }
            let cell = match value {
                // A date that lost its format lost its date system too.
                Value::Number(days) if is_1904 && spec.fields[field].kind == ColumnType::Date => {
                    RawCell::Number(days + EPOCHS_APART)
                }
                value => self.columns[field].cell(value),
            };
            if let Some(last) = self.columns[field].cells.last_mut() {
                *last = cell;
            }
        }
    }
}

/// What tells a person from others; nothing where the cell names none. A number of more than 15 digits has lost its
/// last ones, so that two persons would be one.
fn person(value: &Value<'_>) -> Option<String> {
    const EXACT: f64 = 1e15;
    if matches!(value, Value::Number(number) if number.abs() >= EXACT) {
        return None;
    }
    let text = fold(&value.to_text()).full.to_lowercase();
    (!text.is_empty() && !NOT_APPLICABLE.contains(&value.to_text().trim())).then_some(text)
}

impl super::RawColumn {
    fn cell(&mut self, value: &Value<'_>) -> RawCell {
        match value {
            Value::Number(number) => RawCell::Number(*number),
            Value::Serial(days) => RawCell::Serial(*days),
            Value::Boolean(ticked) => RawCell::Boolean(*ticked),
            Value::Text(text) => RawCell::Text(self.intern(text)),
            Value::Owned(text) => RawCell::Text(self.intern(text)),
            Value::Error(text) => RawCell::Error(self.intern(text)),
        }
    }
}

fn report_missing(spec: &LedgerSpec, header: &HeaderRow, found: &[String], place: &Place, findings: &mut Vec<Finding>) {
    for field in header.missing(spec) {
        let field = &spec.fields[field];
        let near = field.headers.iter().find_map(|header| nearest(header, found.iter().map(String::as_str)));
        findings.push(
            Finding::new(Code::MissingColumn, Severity::Error, place.clone())
                .with("ledger", spec.label.as_str())
                .with("column", field.label())
                .with("headers", field.headers.clone())
                .with("found", found.to_vec())
                .with("nearest", near.unwrap_or_default()),
        );
    }
}
