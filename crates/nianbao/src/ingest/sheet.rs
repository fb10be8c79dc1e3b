//! One sheet, row by row: find the header, decide which ledger it is, keep the cells that something reads.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::header::{HeaderRow, fold};
use super::raw::{RawCell, RawLedger, TotalsRow};
use super::workbook::Value;
use super::{RawLedgers, row};
use crate::finding::{Code, Finding, Severity};
use crate::ledger::{Exclusion, RowOrigin, SheetRead};
use crate::pack::ledger::{ColumnType, LedgerSpec};
use crate::pack::resolver::nearest;
use crate::place::{CellAddress, Place};
use crate::project::{Project, Source};

/// A header further down than this is none.
const PREAMBLE_ROWS: u32 = 100;

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
    open: Option<Open>,
    seen: u32,
    first_row: Vec<String>,
}

/// A sheet whose header was found.
struct Open {
    ledger: usize,
    /// Index into the ledger's sheets.
    at: usize,
    header: Vec<(u32, String)>,
    /// Sheet column and field of what the ledger knows.
    own: BTreeMap<u32, usize>,
    header_row: u32,
    first: usize,
    subtotal_from: usize,
}

impl<'a> SheetReader<'a> {
    pub(super) fn new(project: &'a Project, source: &'a Source, sheet: Arc<str>, raw: &'a mut RawLedgers) -> Self {
        Self { project, source, sheet, raw, open: None, seen: 0, first_row: Vec::new() }
    }

    /// Takes the next row that is not blank.
    pub(super) fn row(&mut self, number: u32, cells: &[(u32, Value<'_>)]) {
        self.seen += 1;
        match self.open.take() {
            Some(mut open) => {
                self.data_row(&mut open, number, cells);
                self.open = Some(open);
            }
            None if number <= PREAMBLE_ROWS => self.maybe_header(number, cells),
            None => {}
        }
    }

    /// Tells what became of the sheet.
    pub(super) fn finish(self) -> Claimed {
        if let Some(open) = self.open {
            let sheet = &mut self.raw.ledgers[open.ledger].sheets[open.at];
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
        let named = self.named();
        let Some(ledger) = named else { return Claimed::No };
        let spec = &self.project.pack.ledgers[ledger];
        let header = HeaderRow { columns: vec![None; spec.fields.len()], twice: Vec::new() };
        report_missing(spec, &header, &self.first_row, self.place(), &mut self.raw.findings);
        self.raw.ledgers[ledger].sheets.push(SheetRead {
            source: self.source.name.clone(),
            sheet: self.sheet,
            columns: header.columns,
            rows: 0,
            used: 0,
            excluded: BTreeMap::new(),
        });
        Claimed::Yes
    }

    fn place(&self) -> Place {
        Place::Sheet { source: self.source.name.clone(), sheet: self.sheet.clone() }
    }

    /// The ledger that goes by the sheet's name.
    fn named(&self) -> Option<usize> {
        let name = fold(&self.sheet).full;
        let by_name = |ledger: &&usize| {
            let spec = &self.project.pack.ledgers[**ledger];
            spec.sheets.iter().any(|sheet| fold(sheet).full == name)
        };
        self.source.ledgers.iter().find(by_name).copied()
    }

    /// Takes the row as the header, if it is one of a ledger that this workbook may hold.
    fn maybe_header(&mut self, number: u32, cells: &[(u32, Value<'_>)]) {
        let texts: Vec<(u32, String)> =
            cells.iter().map(|(column, value)| (*column, value.to_text().into_owned())).collect();
        if self.first_row.len() < texts.len() {
            self.first_row = texts.iter().map(|(_, text)| text.split_whitespace().collect()).collect();
        }
        let named = self.named();
        let mut best: Option<(usize, usize, bool, HeaderRow)> = None;
        for ledger in &self.source.ledgers {
            let spec = &self.project.pack.ledgers[*ledger];
            let header = HeaderRow::find(spec, &texts);
            let hits = header.hits();
            let needed = spec.fields.iter().filter(|field| !field.optional && field.derived.is_none()).count();
            let missing = header.missing(spec).len();
            let by_name = named == Some(*ledger);
            if hits < 2 || !(by_name || missing == 0 || (needed - missing) * 2 >= needed.max(2)) {
                continue;
            }
            // Of two ledgers with as many headers, the one that goes by the sheet's name.
            if best.as_ref().is_none_or(|(_, most, named, _)| (hits, by_name) > (*most, *named)) {
                best = Some((*ledger, hits, by_name, header));
            }
        }
        let Some((ledger, _, _, header)) = best else { return };
        self.start(ledger, header, number, texts);
    }

    fn start(&mut self, ledger: usize, header: HeaderRow, number: u32, texts: Vec<(u32, String)>) {
        let spec = &self.project.pack.ledgers[ledger];
        let headers: Vec<String> = texts.iter().map(|(_, text)| text.split_whitespace().collect()).collect();
        report_missing(spec, &header, &headers, self.place(), &mut self.raw.findings);
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
        let own = own.filter_map(|(field, column)| column.as_ref().map(|(number, _)| (*number, field))).collect();
        let raw = &mut self.raw.ledgers[ledger];
        raw.sheets.push(SheetRead {
            source: self.source.name.clone(),
            sheet: self.sheet.clone(),
            columns: header.columns,
            rows: 0,
            used: 0,
            excluded: BTreeMap::new(),
        });
        let (at, first) = (raw.sheets.len() - 1, raw.rows.len());
        self.open = Some(Open { ledger, at, header: texts, own, header_row: number, first, subtotal_from: first });
    }

    fn data_row(&mut self, open: &mut Open, number: u32, cells: &[(u32, Value<'_>)]) {
        let spec = &self.project.pack.ledgers[open.ledger];
        let raw = &mut self.raw.ledgers[open.ledger];
        raw.sheets[open.at].rows = (number - open.header_row) as usize;
        let exclude = |raw: &mut RawLedger, why| *raw.sheets[open.at].excluded.entry(why).or_default() += 1;
        if let Some(word) = row::is_total(cells) {
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
            raw.keep(spec, &open.own, cells);
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
    fn keep(&mut self, spec: &LedgerSpec, own: &BTreeMap<u32, usize>, cells: &[(u32, Value<'_>)]) {
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
                let person: String = value.to_text().split_whitespace().collect();
                let number = self.columns[field].intern(&person);
                if let Some(last) = self.pseudonyms.get_mut(&field).and_then(|persons| persons.last_mut()) {
                    *last = Some(number);
                }
                continue;
            }
            let cell = self.columns[field].cell(value);
            if let Some(last) = self.columns[field].cells.last_mut() {
                *last = cell;
            }
        }
    }
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

fn report_missing(spec: &LedgerSpec, header: &HeaderRow, found: &[String], place: Place, findings: &mut Vec<Finding>) {
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
