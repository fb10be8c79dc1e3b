//! A frame read as a ledger: its columns are found by their ids or headers, its rows are told apart as those of a sheet.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::RawLedgers;
use super::example::Shipped;
use super::header::HeaderRow;
use super::search::Found;
use super::sheet::{At, report_missing};
use super::table::Table;
use super::workbook::Look;
use crate::error::Error;
use crate::frame::Frame;
use crate::ledger::SheetRead;
use crate::observer::Observer;
use crate::pack::ledger::LedgerSpec;
use crate::project::Project;

/// The columns of a ledger in a frame, each by the name that the frame gives it.
pub(crate) fn header(spec: &LedgerSpec, frame: &Frame) -> HeaderRow {
    let known_as = |name: &str| {
        let own = spec.fields.iter().find(|field| field.id == name && field.derived.is_none());
        own.map_or_else(|| name.to_owned(), |field| field.label().to_owned())
    };
    let texts: Vec<(u32, String)> =
        frame.columns.iter().zip(1..).map(|(column, number)| (number, known_as(&column.name))).collect();
    let mut header = HeaderRow::find(spec, &texts);
    for (number, name) in header.columns.iter_mut().flatten() {
        if let Some(column) = frame.columns.get(*number as usize - 1) {
            name.clone_from(&column.name);
        }
    }
    header
}

/// Reads the frame that stands for the ledger's workbooks.
pub(super) fn read(
    project: &Project,
    ledger: usize,
    frame: &Frame,
    raw: &mut RawLedgers,
    observer: &dyn Observer,
) -> Result<(), Error> {
    let spec = &project.pack.ledgers[ledger];
    let header = header(spec, frame);
    let names: Vec<(u32, String)> =
        frame.columns.iter().zip(1..).map(|(column, number)| (number, column.name.clone())).collect();
    let source: Arc<str> = spec.id.as_str().into();
    let (columns, excluded) = (header.columns.clone(), BTreeMap::new());
    let read = SheetRead { source, sheet: None, columns, unit: None, rows: 0, used: 0, excluded };
    report_missing(spec, &header, &names, At { sheet: &read.place(), row: None }, &mut raw.findings);
    let own = &mut raw.ledgers[ledger];
    let mut table = Table::start(spec, own, &Found::of_frame(ledger, header, names), read, false, Shipped::default());
    let look = Look::default();
    let mut cells = Vec::new();
    for (row, number) in (0..frame.len()).zip(1_u32..) {
        if number % 1024 == 0 && observer.cancelled() {
            return Err(Error::Cancelled);
        }
        cells.clear();
        cells.extend(frame.cells(row));
        if !cells.is_empty() {
            table.row(spec, own, &look, number, &cells);
        }
    }
    table.end(own);
    raw.findings.extend(table.remarks(&raw.ledgers[ledger]));
    Ok(())
}
