//! Blank ledgers for clerks to fill in (空白台账): the pack's headers, code lists as drop-downs, hints, an example row.
//!
//! The form itself, which ingestion knows again, is the pack's: see [`form`](crate::pack::form). Here it is only written.

mod column;
mod look;
mod names;
mod sheet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::error::Error;
use crate::message::Messages;
use crate::pack::Pack;
use crate::pack::form::{Example, Mark};
use crate::pack::ledger::LedgerSpec;

pub(crate) use names::file_names;

/// For whom and for what year forms are handed out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Issue<'i> {
    /// The pack that declares them.
    pub(crate) pack: &'i Pack,
    /// The unit's full name.
    pub(crate) unit: &'i str,
    /// The report's year.
    pub(crate) year: i32,
}

/// The bytes of the blank workbook of a ledger of the pack, the same each time. The `carried` rows, which are from last
/// year's ledger, stand in it already.
pub(crate) fn workbook(
    issue: &Issue<'_>,
    spec: &LedgerSpec,
    carried: &[Vec<(usize, Example)>],
) -> Result<Vec<u8>, Error> {
    write(issue, spec, carried, &issue.pack.messages()).map_err(|error| Error::Internal(error.to_string()))
}

fn write(
    issue: &Issue<'_>,
    spec: &LedgerSpec,
    carried: &[Vec<(usize, Example)>],
    messages: &Messages,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed day: the writer's default is the clock.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(&spec.label).set_creation_datetime(&created));
    let name = names::sheet_name(spec);
    let columns = column::columns(issue, spec, messages);
    let sheet = workbook.add_worksheet().set_name(&name)?;
    let header = sheet::write(sheet, issue, spec, &columns, messages)?;
    sheet::carry(sheet, &columns, &spec.form(), carried, messages)?;
    sheet::codes(&mut workbook, &columns, messages)?;
    let quoted = name.replace('\'', "''");
    workbook.define_name(Mark::of(issue.pack, spec, issue.year).name(), &format!("='{quoted}'!{header}"))?;
    workbook.save_to_buffer()
}
