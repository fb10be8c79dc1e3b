//! What can be compared: `figures.json`, `figures.lock`, and projects.

use std::path::Path;

use crate::error::{Error, Fault};
use crate::lock::Lock;
use crate::record::{self, Record};

/// One side of a comparison.
#[derive(Debug)]
pub enum Side {
    /// The figures that a file states.
    Record(Record),
    /// A project, whose figures are to be computed first.
    Project,
}

/// What lies at `path`. A file is known by what it says, not by its name.
///
/// # Errors
/// It can't be read, or is nothing that can be compared, such as a finished report.
pub fn open(path: &Path) -> Result<Side, Error> {
    if path.is_dir() || path.file_name().is_some_and(|name| name == crate::project::FILE) {
        return Ok(Side::Project);
    }
    let nothing = || Error::figures(path, Fault::new("not-comparable"));
    let text = record::file::text(path)?.ok_or_else(nothing)?;
    if text.trim_start().starts_with('{') {
        let read = record::json::read(&text);
        let fault = |reason: String| Error::figures(path, Fault::new("not-a-figures-file").with("reason", reason));
        return read.map(Side::Record).map_err(fault);
    }
    if Lock::is_one(&text) {
        return Lock::read(path, &text).map(|lock| Side::Record(lock.record));
    }
    Err(nothing())
}
