//! The beginning of a project: its file, its narrative, and blank ledgers for clerks to fill in (`nianbao init`).

mod carry;
mod file;
mod open_rows;

use std::path::{Path, PathBuf};

pub use carry::{Continued, init_from};
use chrono::NaiveDate;

use crate::error::{Error, Fault};
use crate::pack::Pack;
use crate::project::{FILE, NARRATIVE};
use crate::render::blank::{self, Issue};
use crate::render::write;

/// What a project begins with. All but the unit and the year may be left open.
#[derive(Debug, Clone, Default)]
pub struct Beginning {
    /// The unit's full name.
    pub unit: String,
    /// The report's year.
    pub year: i32,
    /// The name that the unit goes by in the text.
    pub unit_short: Option<String>,
    /// A code that identifies the unit among others.
    pub unit_code: Option<String>,
    /// Whom the report is addressed to.
    pub addressees: Vec<String>,
    /// 成文日期.
    pub date: Option<NaiveDate>,
}

/// Makes a project in `folder`, which must not be there yet, or be empty: `nianbao.toml` with its fields explained, the
/// pack's narrative, and a blank workbook for each ledger of the pack. The files that were written, in that order.
///
/// # Errors
/// [`Error::Refused`] where something lies in the folder, where the unit has no name, or the year is none; a file that
/// can't be written, and then none is.
pub fn init(folder: &Path, pack: &Pack, beginning: &Beginning) -> Result<Vec<PathBuf>, Error> {
    refuse(beginning)?;
    let (workbooks, forms) = forms(pack, beginning, &|_| true, &[])?;
    let text = file::text(pack, beginning, &workbooks, None, &pack.messages());
    let mut files = vec![(FILE.to_owned(), text.into_bytes())];
    let Some(narrative) = pack.files.get(NARRATIVE) else {
        return Err(Error::Pack(vec![Fault::new("pack-without-file").with("file", NARRATIVE)]));
    };
    files.push((NARRATIVE.to_owned(), narrative.clone().into_bytes()));
    files.extend(forms);
    write::anew(folder, &files)
}

/// Names of files and their bytes.
type Files = Vec<(String, Vec<u8>)>;

/// The name of each ledger's workbook in the project, none for ledgers that are not kept; and the blank workbooks, each
/// with the rows that its ledger begins with.
fn forms(
    pack: &Pack,
    beginning: &Beginning,
    keeps: &dyn Fn(usize) -> bool,
    carried: &[Vec<open_rows::Row>],
) -> Result<(Vec<Option<String>>, Files), Error> {
    let issue = Issue { pack, unit: &beginning.unit, year: beginning.year };
    let folder = pack.messages().word("blank-folder");
    let (mut names, mut files) = (Vec::new(), Vec::new());
    for (at, (spec, name)) in pack.ledgers.iter().zip(blank::file_names(pack)).enumerate() {
        let name = keeps(at).then(|| format!("{folder}/{name}"));
        if let Some(name) = &name {
            files.push((name.clone(), blank::workbook(&issue, spec, carried.get(at).map_or(&[], Vec::as_slice))?));
        }
        names.push(name);
    }
    Ok((names, files))
}

/// Refuses what no project could be opened with.
fn refuse(beginning: &Beginning) -> Result<(), Error> {
    let fault = if beginning.unit.trim().is_empty() {
        Fault::new("unit-without-name")
    } else if !(1949..=2999).contains(&beginning.year) {
        Fault::new("year-out-of-range").with("year", beginning.year.to_string())
    } else {
        return Ok(());
    };
    Err(Error::Refused(Box::new(fault)))
}
