//! From a report to files, one file per output. No renderer computes anything, and only the annex may see a ledger.

mod coverage;
pub mod findings;
mod furniture;
pub(crate) mod html;
pub mod json;
mod link;
pub mod mark;
pub(crate) mod md;
pub mod pdf;
pub mod provenance;
pub(crate) mod txt;
mod write;

use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::Report;
use crate::error::Error;

/// An output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// `report.pdf`
    Pdf,
    /// `report.html`
    Html,
    /// `report.txt`
    Txt,
    /// `report.md`
    Md,
    /// `figures.json`
    Json,
}

impl Format {
    /// All formats: what a build writes unless told otherwise.
    pub const ALL: &'static [Self] = &[Self::Pdf, Self::Html, Self::Txt, Self::Md, Self::Json];

    /// The word that the CLI and Python use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Txt => "txt",
            Self::Md => "md",
            Self::Json => "json",
        }
    }

    /// The file's name in the output folder.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Pdf => "report.pdf",
            Self::Html => "report.html",
            Self::Txt => "report.txt",
            Self::Md => "report.md",
            Self::Json => "figures.json",
        }
    }
}

/// There is no such output format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no output format `{0}`")]
pub struct UnknownFormat(pub String);

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Self, UnknownFormat> {
        let found = Self::ALL.iter().find(|format| format.as_str() == word);
        found.copied().ok_or_else(|| UnknownFormat(word.to_owned()))
    }
}

/// The manifest's name in the output folder.
pub const MANIFEST: &str = "manifest.json";

/// Writes a report's outputs and their manifest into `out`. They are replaced together or not at all: what fails,
/// fails before the first old file is touched, or is undone.
///
/// # Errors
/// The report can't be typeset as PDF, or a file can't be written.
pub fn write(report: &Report<'_>, out: &Path, formats: &[Format]) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for format in formats {
        let bytes = match format {
            Format::Pdf => report.pdf()?,
            Format::Html => report.html(),
            Format::Txt => report.txt(),
            Format::Md => report.md(),
            Format::Json => report.figures_json().to_vec(),
        };
        if !files.iter().any(|(name, _)| *name == format.file()) {
            files.push((format.file(), bytes));
        }
    }
    let digests = files.iter().map(|(name, bytes)| ((*name).to_owned(), crate::digest::hex(bytes))).collect();
    files.push((MANIFEST, report.manifest(&digests)));
    // The manifest goes first and comes back last, so that no manifest vouches for a set that is half there.
    let known = Format::ALL.iter().map(|format| format.file());
    let old: Vec<&str> = std::iter::once(MANIFEST).chain(known).collect();
    write::together(out, &old, &files)
}
