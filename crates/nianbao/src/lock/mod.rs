//! Approved figures: `figures.lock` in the project's folder, and whether the figures are still what was approved.
//!
//! The lock is text, to be looked at in a review: per figure its value, how it is printed, and digests of its measure and
//! of its rows. It holds no row, and nothing of a personal column went into a digest.

mod drift;
mod text;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) use text::quoted;
pub use text::{schema, written};

use crate::diff::{Comparison, compare};
use crate::error::{Error, Fault};
use crate::finding::{Finding, Severity};
use crate::place::TextPlace;
use crate::record::Record;
use crate::{Compiled, Rejected, record};

/// The lock's name in the project's folder.
pub const FILE: &str = "figures.lock";

/// The number of the format; it changes when a reader of the old one would be misled.
const VERSION: u32 = 1;

/// Figures as they were approved.
#[derive(Debug, Clone)]
pub struct Lock {
    /// The figures.
    pub record: Record,
    path: PathBuf,
    /// The line of each figure, by its id.
    places: BTreeMap<String, TextPlace>,
    /// The beginning of the file, for what has no line of its own.
    start: TextPlace,
}

impl Lock {
    /// Reads the lock of the project in `root`.
    ///
    /// # Errors
    /// There is none, or it can't be read.
    pub fn open(root: &Path) -> Result<Self, Error> {
        let path = root.join(FILE);
        if !path.is_file() {
            return Err(Error::figures(&path, Fault::new("no-lock")));
        }
        match record::file::text(&path)? {
            Some(text) => Self::read(&path, &text),
            None => Err(Error::figures(&path, Fault::new("not-a-lock").with("reason", "not UTF-8"))),
        }
    }

    /// The nearest folder from `from` upwards that has a lock.
    pub fn find(from: &Path) -> Option<PathBuf> {
        from.ancestors().find(|folder| folder.join(FILE).is_file()).map(Path::to_owned)
    }

    /// What differs between the approved figures and those of now.
    ///
    /// # Errors
    /// The lock is of another unit or year.
    pub fn compare(&self, now: Record) -> Result<Comparison, Error> {
        compare(self.record.clone(), now).map_err(|fault| Error::figures(&self.path, fault))
    }
}

/// What was approved, and how it differs from what had been approved before.
#[derive(Debug)]
pub struct Locked {
    /// The lock.
    pub path: PathBuf,
    /// How many figures it holds, members of series included.
    pub figures: usize,
    /// What differs from the former lock; nothing if there was none.
    pub former: Option<Result<Comparison, Error>>,
}

/// Approves the figures of a report: writes the lock, in place of a former one. They are not approved while a finding
/// weighs `fail_on` or more, whatever the report's status.
///
/// # Errors
/// The lock can't be written; the outer one. The findings that forbid it; the inner one.
pub fn lock(compiled: &Compiled<'_>, fail_on: Severity) -> Result<Result<Locked, Rejected>, Error> {
    let grave = compiled.findings.iter().filter(|finding| finding.severity >= fail_on);
    let findings: Vec<Finding> = grave.cloned().collect();
    if !findings.is_empty() {
        return Ok(Err(Rejected { findings }));
    }
    let root = &compiled.project.root;
    let record = Record::of(compiled.project, &compiled.figures);
    let path = root.join(FILE);
    // A lock that can't be read, or is last year's, is replaced all the same; the caller says so.
    let former = path.is_file().then(|| Lock::open(root).and_then(|former| former.compare(record.clone())));
    write(&path, written(&record).as_bytes())?;
    Ok(Ok(Locked { path, figures: record.figures.len(), former }))
}

/// Writes the file beside its place, then renames it: nobody ever reads half a lock.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = |source| Error::Write { path: path.to_owned(), source };
    let fresh = path.with_extension("lock.new");
    fs::write(&fresh, bytes).and_then(|()| fs::rename(&fresh, path)).map_err(|source| {
        // Nothing is lost if it stays: the next run writes over it.
        let _gone = fs::remove_file(&fresh);
        failed(source)
    })
}
