//! The workbooks that a project names, globs resolved; none of them outside the project.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::raw::RawProject;
use super::{FILE, Project, Source};
use crate::error::{Error, Fault};
use crate::pack::Pack;
use crate::pack::resolver::{Text, unknown};
use crate::place::TextPlace;

/// The workbooks in the order in which the ledgers of the pack name them.
pub(super) fn find(
    root: &Path,
    raw: &RawProject,
    pack: &Pack,
    text: &str,
    faults: &mut Vec<Fault>,
) -> Result<Vec<Source>, Error> {
    let place = |name: &Text| TextPlace::of_span(FILE, text, name.span());
    let known: Vec<String> = pack.ledgers.iter().map(|ledger| ledger.id.clone()).collect();
    for id in raw.ledgers.keys().filter(|id| !known.contains(id.get_ref())) {
        faults.push(unknown("unknown-ledger", id.get_ref(), &known).at(place(id)));
    }
    let mut order: Vec<String> = Vec::new();
    let mut ledgers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, spec) in pack.ledgers.iter().enumerate() {
        let named = raw.ledgers.iter().find(|(id, _)| id.get_ref() == &spec.id);
        let Some((_, files)) = named else {
            let fault = Fault::new("ledger-without-files").with("id", spec.id.as_str());
            faults.push(fault.with("ledger", spec.label.as_str()));
            continue;
        };
        for pattern in &files.files {
            let found = resolve(root, pattern.get_ref())?;
            match found {
                Found::Outside => {
                    let fault = Fault::new("path-outside-project").with("path", pattern.get_ref().as_str());
                    faults.push(fault.at(place(pattern)));
                }
                Found::NoPattern => {
                    let fault = Fault::new("not-a-glob").with("pattern", pattern.get_ref().as_str());
                    faults.push(fault.at(place(pattern)));
                }
                Found::Files(names) if names.is_empty() => {
                    let fault = Fault::new("workbook-missing")
                        .with("path", pattern.get_ref().as_str())
                        .with("found", workbooks_in(root));
                    faults.push(fault.at(place(pattern)));
                }
                Found::Files(names) => {
                    for name in names {
                        let claimed = ledgers.entry(name.clone()).or_insert_with(|| {
                            order.push(name.clone());
                            Vec::new()
                        });
                        if !claimed.contains(&at) {
                            claimed.push(at);
                        }
                    }
                }
            }
        }
    }
    let sources = order.into_iter().map(|name| {
        let claimed = ledgers.remove(&name).unwrap_or_default();
        Source { path: root.join(&name), name: name.into(), ledgers: claimed }
    });
    Ok(sources.collect())
}

impl Source {
    /// The workbook as it is now.
    pub(crate) fn read(&self) -> Result<Vec<u8>, Error> {
        fs::read(&self.path).map_err(|source| Error::Read { path: self.path.clone(), source })
    }
}

impl Project {
    /// Whether a file at this path, which has neither links nor steps up, would be read as a ledger.
    pub(crate) fn claims(&self, path: &Path) -> bool {
        // The working directory may be written as nothing.
        let root = fs::canonicalize(self.root.join(".")).unwrap_or_else(|_| self.root.clone());
        let Ok(within) = path.strip_prefix(&root) else { return false };
        if within.starts_with(OUT) {
            return false;
        }
        let matches = |(_, pattern): &(String, String)| {
            let pattern = pattern.trim_start_matches("./");
            glob::Pattern::new(pattern).is_ok_and(|pattern| pattern.matches_path_with(within, OPTIONS))
        };
        self.patterns.iter().any(matches)
    }
}

/// The folder of outputs, unless another is named. No pattern reaches into it.
pub const OUT: &str = "out";

/// How names are compared with patterns.
const OPTIONS: glob::MatchOptions =
    glob::MatchOptions { case_sensitive: false, require_literal_separator: true, require_literal_leading_dot: false };

enum Found {
    Outside,
    NoPattern,
    Files(Vec<String>),
}

/// Whether a path, as the project file writes it, stays inside the project.
pub(super) fn is_inside(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// The files that a pattern of a valid project file names now.
pub(super) fn named(root: &Path, pattern: &str) -> Vec<String> {
    match resolve(root, pattern) {
        Ok(Found::Files(names)) => names,
        Ok(Found::Outside | Found::NoPattern) | Err(_) => Vec::new(),
    }
}

fn resolve(root: &Path, pattern: &str) -> Result<Found, Error> {
    if !is_inside(Path::new(pattern)) {
        return Ok(Found::Outside);
    }
    if !pattern.contains(['*', '?', '[']) {
        let file = root.join(pattern);
        // `./a.xlsx` and `a.xlsx` are one workbook.
        let parts: Vec<_> = Path::new(pattern).components().filter(|part| *part != Component::CurDir).collect();
        let name = parts.iter().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        return Ok(Found::Files(if file.is_file() { vec![name] } else { Vec::new() }));
    }
    let whole = PathBuf::from(glob::Pattern::escape(&root.to_string_lossy())).join(pattern);
    let Ok(paths) = glob::glob_with(&whole.to_string_lossy(), OPTIONS) else { return Ok(Found::NoPattern) };
    let mut names = Vec::new();
    for path in paths {
        let path = path.map_err(|error| Error::Read { path: error.path().to_owned(), source: error.into() })?;
        // Excel and WPS keep a file `~$…` beside each workbook that is open; `figures.lock` is no ledger either.
        let is_lock =
            path.file_name().is_some_and(|name| name == crate::lock::FILE || name.to_string_lossy().starts_with("~$"));
        if let (true, Ok(within)) = (path.is_file() && !is_lock, path.strip_prefix(root))
            && !within.starts_with(OUT)
        {
            let parts: Vec<_> = within.iter().map(|part| part.to_string_lossy()).collect();
            names.push(parts.join("/"));
        }
    }
    names.sort();
    Ok(Found::Files(names))
}

/// How workbooks are called. Only for suggestions: what they are, their bytes decide.
const ENDINGS: &[&str] = &["xlsx", "xlsm", "xlsb", "xls", "et", "ods", "csv", "tsv", "txt", "html"];

/// What lies in the project's folder, to say which name was meant.
fn workbooks_in(root: &Path) -> Vec<String> {
    let found = ENDINGS.iter().filter_map(|ending| match resolve(root, &format!("*.{ending}")) {
        Ok(Found::Files(names)) => Some(names),
        _ => None,
    });
    let mut names: Vec<String> = found.flatten().collect();
    names.sort();
    names
}
