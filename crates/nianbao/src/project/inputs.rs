//! What a project is made of: whether it has changed since it was read.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use super::frames::input as frame_name;
use super::{FILE, NARRATIVE, Options, Project, raw, sources};
use crate::Computed;
use crate::digest;
use crate::pack::{Pack, is_typst};
use crate::render::provenance;

/// The files that a project is read from, as far as its own file can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inputs {
    root: PathBuf,
    file: PathBuf,
    pack: Option<PathBuf>,
    /// What the ledgers' files are called, with `*` and `?`.
    patterns: Vec<String>,
    /// Last year's figures.
    previous: Option<String>,
    /// Whether the project file could be read.
    is_whole: bool,
}

/// How the files look from outside: how long each is and when it was changed last, as the file system has it. Files that
/// are written look otherwise than before, even if they say the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Looks(BTreeMap<String, (u64, Duration)>);

impl Inputs {
    /// The files of the project with this project file. While that can't be read or is not valid, only it and the narrative
    /// are known.
    pub fn of(file: &Path, options: &Options) -> Self {
        let root = file.parent().map(Path::to_owned).unwrap_or_default();
        let raw = fs::read_to_string(file).ok().and_then(|text| raw::parse(&text).ok());
        let is_whole = raw.is_some();
        let patterns = raw.iter().flat_map(raw::RawProject::patterns).map(|(_, pattern)| pattern).collect();
        let previous = raw.as_ref().and_then(raw::RawProject::previous_file).filter(|name| is_inside(name));
        let previous = previous.map(str::to_owned);
        Self { root, file: file.to_owned(), pack: options.pack.clone(), patterns, previous, is_whole }
    }

    /// Whether these are all: the project file could be read and is valid TOML with what it needs.
    pub const fn are_whole(&self) -> bool {
        self.is_whole
    }

    /// How they look now. One that isn't there has no looks; names are looked up in their folders anew.
    pub fn looks(&self) -> Looks {
        let named = self.patterns.iter().flat_map(|pattern| sources::named(&self.root, pattern));
        let own = [NARRATIVE.to_owned()].into_iter().chain(self.previous.clone()).chain(named);
        let own = own.map(|name| (self.root.join(&name), name));
        let of_pack = self.pack.as_deref().and_then(|folder| Pack::paths_in(folder).ok()).unwrap_or_default();
        let of_pack = of_pack.into_iter().map(|(name, path)| (path, format!("pack/{name}")));
        let all = own.chain(of_pack).chain([(self.file.clone(), FILE.to_owned())]);
        Looks(all.filter_map(|(path, name)| Some((name, look(&path)?))).collect())
    }
}

fn is_inside(name: &str) -> bool {
    sources::is_inside(Path::new(name))
}

fn look(path: &Path) -> Option<(u64, Duration)> {
    let file = fs::metadata(path).ok()?;
    let changed = file.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    Some((file.len(), changed.unwrap_or_default()))
}

impl Project {
    /// Whether opening and computing the project again would give the same, for every file that was read has the digest
    /// that it had then: the project file, the narrative, last year's figures, the workbooks that the patterns find, and
    /// the files of the pack, if it is one of a folder, `pack`.
    pub fn is_current(&self, computed: &Computed, pack: Option<&Path>) -> bool {
        provenance::inputs(self, &computed.digests) == self.inputs_now(pack)
    }

    /// What the figures are computed from when the workbooks have these digests: all that is read but what is typeset.
    pub(crate) fn basis(&self, workbooks: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        let is_typeset = |name: &str| name == NARRATIVE || (name.starts_with("pack/") && is_typst(name));
        let mut basis = provenance::inputs(self, workbooks);
        basis.retain(|name, _| !is_typeset(name));
        basis
    }

    /// The digests that the workbooks have now, and those of the frames. A workbook that can't be read has none.
    pub(crate) fn digests_now(&self) -> BTreeMap<String, String> {
        let read = |path: &Path| fs::read(path).map(|bytes| digest::hex(&bytes)).unwrap_or_default();
        let workbooks = self.sources.iter().map(|source| (source.name.to_string(), read(&source.path)));
        workbooks.chain(self.digests_of_frames()).collect()
    }

    fn digests_of_frames(&self) -> impl Iterator<Item = (String, String)> {
        let frames = self.frames.iter();
        frames.map(|(at, frame)| (frame_name(&self.pack.ledgers[*at].id), frame.digest().to_owned()))
    }

    /// The digests that the inputs have now. One that can't be read has none: who opens the project then hears why.
    fn inputs_now(&self, pack: Option<&Path>) -> BTreeMap<String, String> {
        let mut names = vec![FILE.to_owned()];
        names.extend(self.previous.iter().filter(|last| last.digest.is_some()).map(|last| last.source.clone()));
        names.extend(self.patterns.iter().flat_map(|(_, pattern)| sources::named(&self.root, pattern)));
        let digest_of = |name: &str| fs::read(self.root.join(name)).map(|bytes| digest::hex(&bytes)).ok();
        let mut now: BTreeMap<String, String> = BTreeMap::new();
        for name in names {
            let digest = digest_of(&name).unwrap_or_default();
            now.insert(name, digest);
        }
        let files = match pack {
            Some(folder) => Pack::files_in(folder).unwrap_or_default(),
            None => self.pack.files.clone(),
        };
        let of_pack = files.get(NARRATIVE).map(|text| digest::hex(text.as_bytes()));
        now.insert(NARRATIVE.to_owned(), digest_of(NARRATIVE).or(of_pack).unwrap_or_default());
        now.extend(files.iter().map(|(name, text)| (format!("pack/{name}"), digest::hex(text.as_bytes()))));
        now.extend(self.digests_of_frames());
        now
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Silent;

    type Result = std::result::Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn of_half_a_project_file_not_all_inputs_are_known() -> Result {
        let file = std::env::temp_dir().join(format!("nianbao-half-{}.toml", std::process::id()));
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data/shapingba-2021");
        let text = fs::read_to_string(sample.join(FILE))?;
        fs::write(&file, &text)?;
        let whole = Inputs::of(&file, &Options::default());
        fs::write(&file, "[report")?;
        let half = Inputs::of(&file, &Options::default());
        fs::remove_file(&file)?;
        let none = Inputs::of(&file, &Options::default());
        assert_eq!([&whole, &half, &none].map(Inputs::are_whole), [true, false, false]);
        assert!(whole != half && half == none);
        Ok(())
    }

    #[test]
    fn a_project_is_current_until_something_that_it_reads_changes() -> Result {
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data/shapingba-2021");
        let folder = std::env::temp_dir().join(format!("nianbao-inputs-{}", std::process::id()));
        fs::create_dir_all(folder.join("narrative"))?;
        for entry in fs::read_dir(&sample)?.chain(fs::read_dir(sample.join("narrative"))?) {
            let path = entry?.path();
            if path.is_file() {
                fs::copy(&path, folder.join(path.strip_prefix(&sample)?))?;
            }
        }
        let project = Project::open(&folder, &Options::default())?;
        let computed = crate::compute(&project, &Silent)?;
        fs::write(folder.join("备注.md"), "不是台账")?;
        assert!(project.is_current(&computed, None));
        let previous = project.previous.as_ref().map(|previous| previous.source.clone());
        let workbook = project.sources[0].name.to_string();
        for name in [FILE.to_owned(), NARRATIVE.to_owned(), workbook].into_iter().chain(previous) {
            let bytes = fs::read(folder.join(&name))?;
            fs::write(folder.join(&name), [&bytes[..], b"\n"].concat())?;
            assert!(!project.is_current(&computed, None), "{name} has changed");
            fs::remove_file(folder.join(&name))?;
            assert!(!project.is_current(&computed, None), "{name} has gone");
            fs::write(folder.join(&name), bytes)?;
            assert!(project.is_current(&computed, None), "{name} is back");
        }
        fs::remove_dir_all(&folder)?;
        Ok(())
    }
}
