//! From workbooks and frames to raw ledgers: each sheet is claimed by the ledger whose headers it has, and read in one
//! pass into the columns that something reads. What is personal, and what nobody reads, is dropped on the way.

mod example;
mod form;
pub(crate) mod frame;
pub(crate) mod header;
mod merge;
pub(crate) mod number;
mod raw;
mod row;
mod search;
mod sequence;
mod sheet;
mod table;
mod workbook;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(crate) use raw::{NOT_APPLICABLE, RawCell, RawColumn, RawLedger, TotalsRow, is_ditto};
pub(crate) use row::tells_example;
pub(crate) use workbook::Value;

use crate::error::Error;
use crate::finding::{Code, Finding, Severity};
use crate::ledger::SheetRead;
use crate::message::{Language, Messages};
use crate::observer::{Observer, Step};
use crate::place::{Place, column_letters};
use crate::project::{Project, Source};
use merge::Merges;
use sheet::{Claimed, SheetReader};
use workbook::{Hidden, SheetName, Workbook};

/// The raw ledgers in the pack's order, and what was found while reading.
pub struct RawLedgers {
    pub(crate) ledgers: Vec<RawLedger>,
    pub(crate) findings: Vec<Finding>,
    /// SHA-256 of each workbook as it was read, by its path relative to the project, and of each frame, by `frame:` and
    /// the ledger's id.
    pub digests: BTreeMap<String, String>,
}

/// Reads every workbook of the project once, and every frame that stands for some.
///
/// # Errors
/// A workbook that can't be read at all; everything else is a finding.
pub fn read(project: &Project, observer: &dyn Observer) -> Result<RawLedgers, Error> {
    let specs = &project.pack.ledgers;
    let mut raw = RawLedgers {
        ledgers: specs.iter().map(|spec| RawLedger::for_fields(spec.fields.len())).collect(),
        findings: Vec::new(),
        digests: BTreeMap::new(),
    };
    let total = project.sources.len() + project.frames.len();
    for (done, source) in project.sources.iter().enumerate() {
        observer.step(Step::Reading { source: &source.name, done, total });
        read_workbook(project, source, &mut raw, observer)?;
    }
    forget_replaced(project, &mut raw);
    for (done, (at, frame)) in (project.sources.len()..).zip(&project.frames) {
        let id = &specs[*at].id;
        observer.step(Step::Reading { source: id, done, total });
        raw.digests.insert(crate::project::frames::input(id), frame.digest().to_owned());
        frame::read(project, *at, frame, &mut raw, observer)?;
    }
    for (at, spec) in specs.iter().enumerate() {
        raw.ledgers[at].forget_persons();
        let sources: Vec<&Source> = project.sources.iter().filter(|source| source.ledgers.contains(&at)).collect();
        if raw.ledgers[at].sheets.is_empty()
            && let Some(source) = sources.first()
        {
            let place = Place::Source { source: source.name.clone() };
            let found = sources.iter().flat_map(|source| source.sheets_seen(&raw)).collect::<Vec<_>>();
            raw.findings.push(
                Finding::new(Code::MissingSheet, Severity::Error, place)
                    .with("ledger", spec.label.as_str())
                    .with("sheets", spec.sheets.clone())
                    .with("found", found),
            );
        }
    }
    Ok(raw)
}

/// Forgets what was read of ledgers that frames stand for. Their sheets are read in workbooks that hold other ledgers
/// too, so that no other ledger claims them.
fn forget_replaced(project: &Project, raw: &mut RawLedgers) {
    let mut replaced = Vec::new();
    for at in project.frames.keys() {
        let unread = RawLedger::for_fields(project.pack.ledgers[*at].fields.len());
        replaced.extend(std::mem::replace(&mut raw.ledgers[*at], unread).sheets);
    }
    let is_on = |place: &Place, read: &SheetRead| {
        place.source() == Some(&*read.source) && place.sheet().is_some() && place.sheet() == read.sheet.as_deref()
    };
    let RawLedgers { ledgers, findings, .. } = raw;
    findings.retain(|finding| {
        let reads = |read: &SheetRead| is_on(&finding.place, read);
        !replaced.iter().any(reads) || ledgers.iter().flat_map(|ledger| &ledger.sheets).any(reads)
    });
}

impl Source {
    /// The sheets of this workbook that no ledger claimed.
    fn sheets_seen(&self, raw: &RawLedgers) -> Vec<String> {
        let unclaimed = raw.findings.iter().filter(|finding| finding.code == Code::UnclaimedSheet);
        let sheets = unclaimed.filter_map(|finding| match &finding.place {
            Place::Sheet { source, sheet } if *source == self.name => Some(sheet.to_string()),
            _ => None,
        });
        sheets.collect()
    }
}

fn read_workbook(
    project: &Project,
    source: &Source,
    raw: &mut RawLedgers,
    observer: &dyn Observer,
) -> Result<(), Error> {
    let mut workbook = Workbook::open(&source.path)?;
    raw.digests.insert(source.name.to_string(), workbook.digest.clone());
    let sheets = workbook.sheets();
    let is_1904 = workbook.is_1904();
    let marks = form::marks(&workbook);
    for sheet in &sheets {
        let place = Place::Sheet { source: source.name.clone(), sheet: sheet.name.as_str().into() };
        if let Some(original) = copied(&sheet.name, &sheets) {
            raw.findings.push(
                Finding::new(Code::CopiedSheet, Severity::Error, place)
                    .with("sheet", sheet.name.as_str())
                    .with("of", original),
            );
            continue;
        }
        let sheet_name: Arc<str> = sheet.name.as_str().into();
        let mut merges = Merges::new(workbook.merges(&sheet.name));
        let look = workbook.look(&sheet.name);
        let mut reader = SheetReader::new(project, source, sheet_name, look, (is_1904, &marks), raw);
        workbook.rows(&sheet.name, &mut |number, cells| {
            if number % 1024 == 0 && observer.cancelled() {
                return Err(Error::Cancelled);
            }
            reader.row(number, &merges.filled(number, cells));
            Ok(())
        })?;
        match reader.finish() {
            // The list of a marked copy that came back, and the codes of a blank form.
            Claimed::No if is_own(&sheet.name) => {}
            Claimed::No => raw
                .findings
                .push(Finding::new(Code::UnclaimedSheet, Severity::Warning, place).with("sheet", sheet.name.as_str())),
            Claimed::Yes => {
                if sheet.hidden {
                    let finding = Finding::new(Code::HiddenSheet, Severity::Warning, place.clone());
                    raw.findings.push(finding.with("sheet", sheet.name.as_str()));
                }
                raw.findings.extend(workbook.hidden(&sheet.name).and_then(|hidden| hidden_cells(raw, hidden, place)));
            }
            Claimed::Empty => {}
        }
    }
    let about_forms = form::judge(project, source, &marks, raw);
    raw.findings.extend(about_forms);
    Ok(())
}

/// Whether a sheet goes by the name of one that the program itself adds, in either language.
fn is_own(sheet: &str) -> bool {
    let names = Language::ALL.into_iter().flat_map(|language| {
        let messages = Messages::new(language);
        [messages.word("mark-sheet"), messages.word("blank-codes")]
    });
    names.into_iter().any(|name| sheet.strip_prefix(&name).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit())))
}

/// The hidden rows and columns of a sheet that was read, as far as a ledger reads them.
fn hidden_cells(raw: &RawLedgers, hidden: &Hidden, place: Place) -> Option<Finding> {
    let Place::Sheet { source, sheet } = &place else { return None };
    let reads = raw.ledgers.iter().flat_map(|ledger| &ledger.sheets);
    let reads = reads.filter(|read| read.source == *source && read.sheet.as_ref() == Some(sheet));
    let known: BTreeSet<u32> =
        reads.flat_map(|read| read.columns.iter().flatten()).map(|(column, _)| *column).collect();
    let columns: Vec<String> =
        hidden.columns.iter().filter(|column| known.contains(column)).map(|column| column_letters(*column)).collect();
    if hidden.rows.is_empty() && columns.is_empty() {
        return None;
    }
    let rows = table::shown_rows(hidden.rows.iter().copied());
    let finding = Finding::new(Code::HiddenCells, Severity::Warning, place.clone());
    Some(finding.with("count", hidden.rows.len()).with("rows", rows).with("columns", columns))
}

/// The sheet that this one looks like a copy of: `信访 (2)` and `信访 - 副本` are copies of `信访`.
fn copied(name: &str, sheets: &[SheetName]) -> Option<String> {
    let folded = header::fold(name);
    let numbered = folded.unit.as_deref().is_some_and(|unit| unit.chars().all(|c| c.is_ascii_digit()));
    let base =
        if numbered { folded.name } else { folded.full.strip_suffix("副本")?.trim_end_matches('-').to_owned() };
    let same = |other: &&SheetName| other.name != name && header::fold(&other.name).full == base;
    sheets.iter().find(same).map(|other| other.name.clone())
}
