//! What can be compared: `figures.json`, `figures.lock`, projects, and finished reports.

use std::path::Path;

use crate::audit::Document;
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
    /// A finished report.
    Report(Document),
}

/// What lies at `path`. A file is known by what it says, not by its name.
///
/// # Errors
/// It can't be read, or is nothing that can be compared.
pub fn open(path: &Path) -> Result<Side, Error> {
    if path.is_dir() || path.file_name().is_some_and(|name| name == crate::project::FILE) {
        return Ok(Side::Project);
    }
    // A file that is too large for figures, or no text, may still be a report.
    if let Ok(Some(text)) = record::file::text(path) {
        if text.trim_start().starts_with('{') {
            let read = record::json::read(&text);
            let fault = |reason: String| Error::figures(path, Fault::new("not-a-figures-file").with("reason", reason));
            return read.map(Side::Record).map_err(fault);
        }
        if Lock::is_one(&text) {
            return Lock::read(path, &text).map(|lock| Side::Record(lock.record));
        }
    }
    let mut document = Document::read(path)?;
    document.name = path.display().to_string().replace('\\', "/");
    Ok(Side::Report(document))
}

/// The error that one side is a report and the other are figures, which an audit holds against each other.
pub fn not_alike(path: &Path) -> Error {
    Error::figures(path, Fault::new("report-with-figures"))
}
