//! One sheet, row by row: find the header of each table, decide which ledger it is of, hand it the rows below.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::RawLedgers;
use super::example::Shipped;
use super::header::HeaderRow;
use super::search::{Found, HeaderSearch, Row};
use super::table::Table;
use super::workbook::{Look, Value};
use crate::finding::{Code, Finding, Severity};
use crate::ledger::{Exclusion, SheetRead};
use crate::pack::form::Mark;
use crate::pack::ledger::LedgerSpec;
use crate::pack::resolver::{distance, nearest};
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

/// So many rows of words are held back, for they may be the title and the header of the next table.
const HELD: usize = 6;

/// Reads one sheet.
pub(super) struct SheetReader<'a> {
    project: &'a Project,
    source: &'a Source,
    sheet: Arc<str>,
    raw: &'a mut RawLedgers,
    look: Look,
    is_1904: bool,
    marks: &'a [Mark],
    search: HeaderSearch<'a>,
    table: Option<Table>,
    /// The last rows of the table, all of them words.
    held: Vec<Row>,
    seen: u32,
    is_claimed: bool,
}

impl<'a> SheetReader<'a> {
    /// A reader of one sheet; `is_1904` if the workbook counts its days from 1904, `marks` are those of the forms that
    /// it was handed out as.
    pub(super) fn new(
        project: &'a Project,
        source: &'a Source,
        sheet: Arc<str>,
        look: Look,
        (is_1904, marks): (bool, &'a [Mark]),
        raw: &'a mut RawLedgers,
    ) -> Self {
        let search = HeaderSearch::new(&project.pack.ledgers, &source.ledgers, &sheet, 0);
        let (table, held, seen, is_claimed) = (None, Vec::new(), 0, false);
        Self { project, source, sheet, raw, look, is_1904, marks, search, table, held, seen, is_claimed }
    }

    /// Takes the next row that is not blank.
    pub(super) fn row(&mut self, number: u32, cells: &[(u32, Value<'_>)]) {
        self.seen += 1;
        self.take(number, cells);
    }

    fn take(&mut self, number: u32, cells: &[(u32, Value<'_>)]) {
        if self.table.is_none() {
            if let Some(found) = self.search.row(number, cells) {
                self.start(found);
            }
        } else if cells.iter().all(|(_, value)| value.as_text().is_some()) {
            self.held.push((number, cells.iter().map(|(column, value)| (*column, value.to_owned())).collect()));
            self.look_for_header();
            if self.held.len() > HELD {
                let (number, cells) = self.held.remove(0);
                self.table_row(number, &cells);
            }
        } else {
            self.let_go(0);
            self.table_row(number, cells);
        }
    }

    /// Hands the table the rows that were held back, but for the last `kept`.
    fn let_go(&mut self, kept: usize) {
        let rows: Vec<Row> = self.held.drain(..self.held.len().saturating_sub(kept)).collect();
        for (number, cells) in rows {
            self.table_row(number, &cells);
        }
    }

    fn table_row(&mut self, number: u32, cells: &[(u32, Value<'_>)]) {
        let Some(table) = &mut self.table else { return };
        let spec = &self.project.pack.ledgers[table.ledger];
        table.row(spec, &mut self.raw.ledgers[table.ledger], &self.look, number, cells);
    }

    /// Looks whether the last rows are the header of the next table, or repeat this one's. The title above it is no row
    /// of this one.
    fn look_for_header(&mut self) {
        let Some(found) = self.search.among(&self.held) else { return };
        let titles = self.held[..self.held.len() - found.height].iter().rev();
        let titles = titles.take_while(|(_, cells)| cells.len() == 1).count();
        self.let_go(found.height + titles);
        let repeated = self.table.take_if(|table| table.has_header(&found));
        let rows = std::mem::take(&mut self.held);
        if let Some(table) = repeated {
            let raw = &mut self.raw.ledgers[table.ledger];
            for (at, (number, _)) in rows.iter().enumerate() {
                table.exclude_row(raw, *number, if at < titles { Exclusion::Title } else { Exclusion::RepeatedHeader });
            }
            self.table = Some(table);
            return;
        }
        self.end_table();
        let from = rows.first().map_or(0, |(number, _)| number - 1);
        self.search = HeaderSearch::new(&self.project.pack.ledgers, &self.source.ledgers, &self.sheet, from);
        for (number, cells) in rows {
            self.take(number, &cells);
        }
    }

    /// Tells what became of the sheet.
    pub(super) fn finish(mut self) -> Claimed {
        while self.table.is_none()
            && let Some(found) = self.search.end()
        {
            self.start(found);
        }
        self.let_go(0);
        self.end_table();
        if self.is_claimed {
            return Claimed::Yes;
        }
        if self.seen == 0 {
            return Claimed::Empty;
        }
        let Some(ledger) = self.search.named() else { return Claimed::No };
        let spec = &self.project.pack.ledgers[ledger];
        let header = HeaderRow { columns: vec![None; spec.fields.len()], twice: Vec::new() };
        let known = self.search.known_headers(spec).into_iter().map(|text| (0, text)).collect::<Vec<_>>();
        let place = self.place();
        report_missing(spec, &header, &known, At { sheet: &place, row: None }, &mut self.raw.findings);
        let read = self.read(&header, None);
        self.raw.ledgers[ledger].sheets.push(read);
        Claimed::Yes
    }

    fn place(&self) -> Place {
        Place::Sheet { source: self.source.name.clone(), sheet: self.sheet.clone() }
    }

    fn cell(&self, row: u32, column: u32) -> Place {
        let (source, sheet) = (self.source.name.clone(), Some(self.sheet.clone()));
        Place::Cell { source, sheet, cell: CellAddress::new(row, column) }
    }

    /// The sheet with the columns of a header, of which no row is read yet.
    fn read(&self, header: &HeaderRow, unit: Option<String>) -> SheetRead {
        SheetRead {
            source: self.source.name.clone(),
            sheet: Some(self.sheet.clone()),
            columns: header.columns.clone(),
            unit,
            rows: 0,
            used: 0,
            excluded: BTreeMap::new(),
        }
    }

    /// Starts a table at the header that was found, and takes the rows that were read since.
    fn start(&mut self, found: Found) {
        let spec = &self.project.pack.ledgers[found.ledger];
        let headers: Vec<(u32, String)> =
            found.texts.iter().map(|(column, text)| (*column, text.split_whitespace().collect())).collect();
        let place = self.place();
        let at = At { sheet: &place, row: Some(found.row) };
        report_missing(spec, &found.header, &headers, at, &mut self.raw.findings);
        for (column, field, first) in &found.header.twice {
            let finding = Finding::new(Code::DuplicateColumn, Severity::Error, self.cell(found.row, *column));
            let finding = finding.related(self.cell(found.row, *first)).with("column", spec.fields[*field].label());
            self.raw.findings.push(finding.with("first", CellAddress::new(found.row, *first).to_string()));
        }
        let read = self.read(&found.header, found.unit.clone());
        let mark = self.marks.iter().find(|mark| mark.is_of(spec));
        let year = mark.map_or(self.project.report.year, |mark| mark.year);
        let shipped = Shipped::new(spec, &found.header.places(), year, mark.is_some());
        let raw = &mut self.raw.ledgers[found.ledger];
        let table = Table::start(spec, raw, &found, read, self.is_1904, shipped);
        self.table = Some(table);
        self.is_claimed = true;
        for (number, cells) in found.after {
            self.take(number, &cells);
        }
    }

    /// Ends the table, if there is one, and reports what was seen of its rows.
    fn end_table(&mut self) {
        let Some(table) = self.table.take() else { return };
        let raw = &mut self.raw.ledgers[table.ledger];
        table.end(raw);
        if let Some(original) = raw.repeated(table.first) {
            let is_other = original.source != self.source.name;
            let sheet = original.sheet.as_deref().unwrap_or_default();
            let original = if is_other { format!("{} › {sheet}", original.source) } else { sheet.to_owned() };
            raw.forget_last(table.first);
            let finding = Finding::new(Code::CopiedSheet, Severity::Error, self.place());
            self.raw.findings.push(finding.with("sheet", self.sheet.to_string()).with("of", original));
            return;
        }
        self.raw.findings.extend(table.remarks(&self.raw.ledgers[table.ledger]));
    }
}

/// Reports the columns that the header lacks. A header that no column has claimed and that is spelled much like one of
/// theirs is named: it is reported even where the sheet may lack the column, for it would be passed over silently.
pub(super) fn report_missing(
    spec: &LedgerSpec,
    header: &HeaderRow,
    found: &[(u32, String)],
    at: At<'_>,
    findings: &mut Vec<Finding>,
) {
    let claimed = header.places();
    let free: Vec<(u32, &str)> = found
        .iter()
        .filter(|(column, _)| !claimed.contains_key(column))
        .map(|(column, text)| (*column, text.as_str()))
        .collect();
    let texts: Vec<String> = found.iter().map(|(_, text)| text.clone()).collect();
    for field in header.absent(spec) {
        let field = &spec.fields[field];
        let near = nearest_of(&field.headers, free.iter().map(|(_, text)| *text));
        // Who counts persons needs the column that tells them apart.
        let is_needed = !field.optional || (field.personal.is_some() && field.used);
        if !is_needed && near.is_none() {
            continue;
        }
        let place =
            near.and_then(|near| free.iter().find(|(_, text)| *text == near)).map(|(column, _)| at.cell(*column));
        let severity = if is_needed { Severity::Error } else { Severity::Warning };
        findings.push(
            Finding::new(Code::MissingColumn, severity, place.flatten().unwrap_or_else(|| at.sheet.clone()))
                .with("ledger", spec.label.as_str())
                .with("column", field.label())
                .with("headers", field.headers.clone())
                .with("found", texts.clone())
                .with("nearest", near.unwrap_or_default()),
        );
    }
}

/// Where a header stands: the sheet or the frame, and the row if there is one.
#[derive(Clone, Copy)]
pub(super) struct At<'p> {
    pub(super) sheet: &'p Place,
    pub(super) row: Option<u32>,
}

impl At<'_> {
    fn cell(&self, column: u32) -> Option<Place> {
        let Place::Sheet { source, sheet } = self.sheet else { return None };
        let cell = CellAddress::new(self.row?, column);
        Some(Place::Cell { source: source.clone(), sheet: Some(sheet.clone()), cell })
    }
}

/// Of some texts the one that is spelled most like one of the names, if one is alike enough to be meant.
fn nearest_of<'t>(names: &[String], texts: impl Iterator<Item = &'t str> + Clone) -> Option<&'t str> {
    let scored = names.iter().filter_map(|name| {
        let near = nearest(name, texts.clone())?;
        Some((distance(name, near), near))
    });
    scored.min_by_key(|(distance, _)| *distance).map(|(_, near)| near)
}
