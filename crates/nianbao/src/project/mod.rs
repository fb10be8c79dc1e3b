//! Projects: a unit's own folder with `nianbao.toml`, its workbooks and its narrative.

mod dismissal;
pub(crate) mod frames;
mod inputs;
mod previous;
mod raw;
mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

pub use dismissal::Dismissal;
pub use inputs::{Inputs, Looks};
pub use previous::Previous;
pub use raw::{RawProject, Status};
pub use sources::OUT;

use crate::calendar::WorkingDays;
use crate::error::{Error, Fault};
use crate::figure::Period;
use crate::frame::Frame;
use crate::pack::Pack;
use crate::place::TextPlace;

/// The project file's name.
pub const FILE: &str = "nianbao.toml";

/// The narrative of a project, and of a pack.
pub(crate) const NARRATIVE: &str = "narrative/report.typ";

/// For whom a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Edition {
    /// Complete, for the authorities that it is filed with.
    #[default]
    Filing,
    /// Without row-level data, cell addresses and computation columns.
    Publication,
}

impl Edition {
    /// All editions.
    pub const ALL: [Self; 2] = [Self::Filing, Self::Publication];

    /// The word that the CLI and JSON use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Filing => "filing",
            Self::Publication => "publication",
        }
    }
}

/// What a caller decides when a project is opened.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A pack's folder; without one the standard pack that the project names.
    pub pack: Option<PathBuf>,
    /// For whom the report is written.
    pub edition: Edition,
    /// Folders that are searched for faces; without any the system's.
    pub font_dirs: Vec<PathBuf>,
}

/// What the report is about and what it looks like.
#[derive(Debug, Clone)]
pub struct ReportSettings {
    /// The report's year.
    pub year: i32,
    /// Draft, sample or final.
    pub status: Status,
    /// The unit's full name.
    pub unit: String,
    /// The name it goes by in the text.
    pub unit_short: String,
    /// A code that identifies the unit among others.
    pub unit_code: String,
    /// The report's title; a line break marks where it may be broken.
    pub title: String,
    /// Whom it is addressed to.
    pub addressees: Vec<String>,
    /// 成文日期; a draft may leave it open.
    pub date: Option<NaiveDate>,
    /// The days it covers.
    pub period: Period,
    /// For whom it is written.
    pub edition: Edition,
    /// Where the project says which year it is.
    pub(crate) at: TextPlace,
}

impl ReportSettings {
    /// The day by which the files are dated: 成文日期, or else the last day that the report covers.
    pub fn day(&self) -> NaiveDate {
        self.date.unwrap_or(self.period.to)
    }

    /// The title without the breaks that its place on the page asks for.
    pub fn title_on_one_line(&self) -> String {
        self.title.lines().collect()
    }
}

/// A workbook of the project.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path relative to the project, with `/`.
    pub name: Arc<str>,
    /// Where it lies.
    pub path: PathBuf,
    /// Indices of the ledgers that it may hold.
    pub ledgers: Vec<usize>,
}

/// A text file of the project or its pack.
#[derive(Debug, Clone)]
pub struct TextFile {
    /// The path relative to the project or pack.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// A project that could be opened: its file is valid, its pack is valid, its workbooks are there.
#[derive(Debug, Clone)]
pub struct Project {
    /// The folder.
    pub root: PathBuf,
    /// What the report is about.
    pub report: ReportSettings,
    /// The pack.
    pub pack: Pack,
    /// The workbooks, in the order in which the project names them.
    pub sources: Vec<Source>,
    /// Frames that stand for the workbooks of a ledger, by its index in the pack.
    pub(crate) frames: BTreeMap<usize, Arc<Frame>>,
    /// Ledgers whose workbooks are blank forms that were handed out.
    pub(crate) forms: BTreeSet<usize>,
    /// Last year's figures.
    pub previous: Option<Previous>,
    /// Findings that a person has judged harmless.
    pub dismissals: Vec<Dismissal>,
    /// The pack's calendar of working days, with the place's own.
    pub calendar: Option<WorkingDays>,
    /// The narrative: the project's, or the pack's.
    pub narrative: TextFile,
    /// Faces that the project itself names, by role.
    pub faces: BTreeMap<String, String>,
    /// Folders that are searched for faces; without any the system's.
    pub font_dirs: Vec<PathBuf>,
    /// The text of `nianbao.toml`.
    pub file: TextFile,
    /// What the ledgers' files are called, with `*` and `?`, each with the ledger's id.
    patterns: Vec<(String, String)>,
}

impl Project {
    /// Opens the project in `path`, a folder or its `nianbao.toml`.
    ///
    /// # Errors
    /// Files that are missing or not valid; all faults of a file, not the first alone.
    pub fn open(path: &Path, options: &Options) -> Result<Self, Error> {
        Self::open_again(path, options, None)
    }

    /// The same, with what is known of a pack from before.
    pub(crate) fn open_again(path: &Path, options: &Options, known: Option<&Pack>) -> Result<Self, Error> {
        let file = if path.is_dir() { path.join(FILE) } else { path.to_owned() };
        let root = file.parent().map(Path::to_owned).unwrap_or_default();
        let text = read_text(&file)?;
        let raw = raw::parse(&text)?;
        let pack = Pack::again(options.pack.as_deref(), raw.report.pack.get_ref(), known)
            .map_err(|error| raw.blame_pack(error, &text))?;
        let mut faults = Vec::new();
        let report = raw.settings(&pack, options.edition, &text, &mut faults);
        let sources = sources::find(&root, &raw, &pack, &text, &mut faults)?;
        let previous = previous::read(&root, &raw, &pack, &text, &mut faults)?;
        let calendar = raw.calendar(&pack, &text, &mut faults);
        let dismissals = dismissal::resolve(&raw.dismissed, &pack, &text, &mut faults);
        let faces = raw.faces(&pack, &text, &mut faults);
        let Some(report) = report.filter(|_| faults.is_empty()) else { return Err(Error::Project(faults)) };
        let narrative = narrative(&root, &pack)?;
        Ok(Self {
            report,
            sources,
            frames: BTreeMap::new(),
            forms: raw.forms(&pack),
            previous,
            dismissals,
            calendar,
            narrative,
            faces,
            font_dirs: options.font_dirs.clone(),
            file: TextFile { name: FILE.to_owned(), text },
            patterns: raw.patterns(),
            root,
            pack,
        })
    }

    /// Whether the unit keeps this ledger of the pack: one that names no files for it keeps none.
    pub(crate) fn keeps(&self, ledger: usize) -> bool {
        self.frames.contains_key(&ledger) || self.sources.iter().any(|source| source.ledgers.contains(&ledger))
    }

    /// The nearest folder from `from` upwards that has a `nianbao.toml`.
    pub fn find(from: &Path) -> Option<PathBuf> {
        from.ancestors().find(|folder| folder.join(FILE).is_file()).map(Path::to_owned)
    }
}

/// The project's own narrative replaces the pack's.
fn narrative(root: &Path, pack: &Pack) -> Result<TextFile, Error> {
    let own = root.join(NARRATIVE);
    if own.is_file() {
        return Ok(TextFile { name: NARRATIVE.to_owned(), text: read_text(&own)? });
    }
    match pack.files.get(NARRATIVE) {
        Some(text) => Ok(TextFile { name: NARRATIVE.to_owned(), text: text.clone() }),
        None => Err(Error::Pack(vec![Fault::new("pack-without-file").with("file", NARRATIVE)])),
    }
}

fn read_text(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|source| Error::Read { path: path.to_owned(), source })
}
