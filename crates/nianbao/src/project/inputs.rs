//! What a project is made of: whether it has changed since it was read.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::frames::input as frame_name;
use super::{FILE, NARRATIVE, Project, sources};
use crate::Computed;
use crate::digest;
use crate::pack::Pack;
use crate::render::provenance;

impl Project {
    /// Whether opening and computing the project again would give the same, for every file that was read has the digest
    /// that it had then: the project file, the narrative, last year's figures, the workbooks that the patterns find, and
    /// the files of the pack, if it is one of a folder, `pack`.
    pub fn is_current(&self, computed: &Computed, pack: Option<&Path>) -> bool {
        provenance::inputs(self, &computed.digests) == self.inputs_now(pack)
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
        let of_frames = self.frames.iter();
        now.extend(of_frames.map(|(at, frame)| (frame_name(&self.pack.ledgers[*at].id), frame.digest().to_owned())));
        now
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Silent;
    use crate::project::Options;

    type Result = std::result::Result<(), Box<dyn std::error::Error>>;

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
