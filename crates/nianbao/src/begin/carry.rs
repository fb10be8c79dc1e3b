//! The next year's project from last year's: what stays true of the unit, last year's figures, and its narrative.

use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};

use super::{Beginning, file, forms, open_rows};
use crate::error::Error;
use crate::finding::Severity;
use crate::narrative::carried;
use crate::observer::Observer;
use crate::project::{FILE, NARRATIVE, Project};
use crate::render::{json, write};

/// A project that goes on from last year's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Continued {
    /// The files that were written.
    pub written: Vec<PathBuf>,
    /// How many paragraphs were carried over.
    pub paragraphs: usize,
    /// How many rows the ledgers begin with, since they were still open at the end of last year. What is personal in
    /// them has to be filled in from last year's ledgers.
    pub rows: usize,
    /// How many errors last year's project has: its figures may be wrong.
    pub errors: usize,
}

/// Makes the project of the year after `last`'s in `folder`, which must not be there yet, or be empty. The unit is the
/// same, and so are the ledgers that it doesn't keep; the workbooks are blank again but for the rows that the pack says are
/// carried over, without what is personal in them, and what was final is a draft. Last year's figures are computed from its workbooks as they are now and lie beside. Each paragraph of its narrative that
/// isn't the pack's own is marked as carried over until it is rewritten or confirmed. 成文日期 is never last year's.
///
/// # Errors
/// Those of [`init`](super::init) and of [`compute`](crate::compute).
pub fn init_from(
    folder: &Path,
    last: &Project,
    date: Option<NaiveDate>,
    observer: &dyn Observer,
) -> Result<Continued, Error> {
    let computed = crate::compute(last, observer)?;
    let (report, pack) = (&last.report, &last.pack);
    let messages = pack.messages();
    let beginning = Beginning {
        unit: report.unit.clone(),
        year: report.year + 1,
        unit_short: Some(report.unit_short.clone()).filter(|short| *short != report.unit),
        unit_code: Some(report.unit_code.clone()).filter(|code| !code.is_empty()),
        addressees: report.addressees.clone(),
        date,
    };
    super::refuse(&beginning)?;
    let kept = |ledger: usize| last.keeps(ledger);
    let open = open_rows::rows(last, &computed)?;
    let (workbooks, forms) = forms(pack, &beginning, &kept, &open)?;
    let figures = format!("figures-{}.json", report.year);
    let from = file::From { last, figures: &figures, period: next_period(last) };
    let text = file::text(pack, &beginning, &workbooks, Some(&from), &messages);
    let default = pack.files.get(NARRATIVE).map_or("", String::as_str);
    let (narrative, paragraphs) =
        carried::marked(&last.narrative.text, default, report.year, &messages.word("carried-note"));
    let mut files = vec![
        (FILE.to_owned(), text.into_bytes()),
        (NARRATIVE.to_owned(), narrative.into_bytes()),
        (figures, json::figures(report, pack, &computed.figures)),
    ];
    files.extend(forms);
    let errors = computed.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let rows = open.iter().map(Vec::len).sum();
    Ok(Continued { written: write::anew(folder, &files)?, paragraphs, rows, errors })
}

/// The period a year later, where it is not the calendar year.
fn next_period(last: &Project) -> Option<(NaiveDate, NaiveDate)> {
    let period = last.report.period;
    let is_year = NaiveDate::from_ymd_opt(last.report.year, 1, 1) == Some(period.from)
        && NaiveDate::from_ymd_opt(last.report.year, 12, 31) == Some(period.to);
    // A period that ends on a leap day has no such end a year later.
    let later = |day: NaiveDate| day.with_year(day.year() + 1);
    later(period.from).zip(later(period.to)).filter(|_| !is_year)
}
