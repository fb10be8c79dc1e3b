//! Records of many units and years, gathered from their files without their ledgers.

use std::io;
use std::path::{Path, PathBuf};

use super::{Record, json};
use crate::error::{Error, Fault};

/// The files that a pattern names, with `*`, `?` and `**`, in the order of their paths.
///
/// # Errors
/// There is none, or a folder can't be read.
pub fn named(pattern: &str) -> Result<Vec<PathBuf>, Error> {
    let refused = |source: io::Error| Error::Read { path: PathBuf::from(pattern), source };
    let found = glob::glob(pattern).map_err(|error| refused(io::Error::new(io::ErrorKind::NotFound, error)))?;
    let mut files = found.collect::<Result<Vec<PathBuf>, _>>().map_err(|error| refused(error.into()))?;
    files.retain(|file| file.is_file());
    files.sort();
    if files.is_empty() { Err(refused(io::ErrorKind::NotFound.into())) } else { Ok(files) }
}

/// The records of these files, in their order.
///
/// # Errors
/// A file can't be read or is none of figures, or two are of the same unit and year.
pub fn gather(files: &[PathBuf]) -> Result<Vec<(PathBuf, Record)>, Error> {
    let mut records: Vec<(PathBuf, Record)> = Vec::new();
    for file in files {
        let record = json::open(file)?;
        let same = |(_, known): &&(PathBuf, Record)| known.year == record.year && known.is_of_unit_of(&record);
        if let Some((other, _)) = records.iter().find(same) {
            return Err(twice(file, other, &record));
        }
        records.push((file.clone(), record));
    }
    Ok(records)
}

fn twice(file: &Path, other: &Path, record: &Record) -> Error {
    let fault = Fault::new("figures-given-twice")
        .with("unit", record.unit.as_str())
        .with("year", record.year.to_string())
        .with("other", other.display().to_string());
    Error::figures(file, fault)
}
