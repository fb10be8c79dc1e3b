//! From a report to files, one file per output. No renderer computes anything, and only the annex may see a ledger.

pub(crate) mod annex;
pub(crate) mod blank;
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
pub mod svg;
pub mod trace;
pub(crate) mod txt;
pub(crate) mod word;
pub(crate) mod write;

use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::Report;
use crate::error::{Error, Fault};
use crate::project::Edition;

/// An output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// `report.pdf`
    Pdf,
    /// `report.html`
    Html,
    /// `report.docx`
    Docx,
    /// `report.txt`
    Txt,
    /// `report.md`
    Md,
    /// `internal/annex.xlsx`; not in an edition for publication.
    Xlsx,
    /// `figures.json`
    Json,
}

impl Format {
    /// All formats: what a build writes unless told otherwise.
    pub const ALL: &'static [Self] = &[Self::Pdf, Self::Html, Self::Docx, Self::Txt, Self::Md, Self::Xlsx, Self::Json];

    /// The word that the CLI and Python use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Txt => "txt",
            Self::Md => "md",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }

    /// The file's name in the output folder.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Pdf => "report.pdf",
            Self::Html => "report.html",
            Self::Docx => "report.docx",
            Self::Txt => "report.txt",
            Self::Md => "report.md",
            Self::Xlsx => "internal/annex.xlsx",
            Self::Json => "figures.json",
        }
    }
}

impl Format {
    /// Whether an edition has it: what lies in `internal/` is not for publication.
    pub fn is_of(self, edition: Edition) -> bool {
        edition == Edition::Filing || self != Self::Xlsx
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
/// The report can't be typeset as PDF, a file can't be written, or nothing but the annex was asked for in an edition
/// for publication, which has none.
pub fn write(report: &Report<'_>, out: &Path, formats: &[Format]) -> Result<Vec<PathBuf>, Error> {
    let edition = report.compiled().project.report.edition;
    let of_edition: Vec<Format> = formats.iter().copied().filter(|format| format.is_of(edition)).collect();
    if of_edition.is_empty() && !formats.is_empty() {
        return Err(Error::Refused(Box::new(Fault::new("annex-not-published"))));
    }
    let mut files = Vec::new();
    for format in of_edition {
        let bytes = match format {
            Format::Pdf => report.pdf()?,
            Format::Html => report.html(),
            Format::Docx => report.docx()?,
            Format::Txt => report.txt(),
            Format::Md => report.md(),
            Format::Xlsx => report.annex()?,
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
