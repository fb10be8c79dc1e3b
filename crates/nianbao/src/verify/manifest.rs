//! The manifest of a set of outputs: whether the files are those that a build wrote.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use serde::Deserialize;

use super::carried::{Carried, FIGURES};
use super::{MANIFEST, other};
use crate::audit;
use crate::digest;
use crate::error::{Error, Fault};
use crate::record::file;

/// No build writes more files.
const MOST: usize = 1_000;

/// What is read of `manifest.json`.
#[derive(Debug, Deserialize)]
pub(crate) struct Manifest {
    tool: String,
    pack: String,
    edition: String,
    status: String,
    written_for: String,
    inputs: BTreeMap<String, String>,
    pub(super) outputs: BTreeMap<String, String>,
}

impl Manifest {
    /// The manifest in these bytes, if they are one.
    pub(super) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let is_object = bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
        let manifest: Self = is_object.then(|| serde_json::from_slice(bytes).ok()).flatten()?;
        let is_own = manifest.tool.starts_with("nianbao ") && manifest.outputs.len() <= MOST;
        is_own.then_some(manifest)
    }

    /// The manifest in a folder. Other programs have files of that name, too: theirs is none.
    ///
    /// # Errors
    /// It is there and can't be read.
    pub(super) fn beside(folder: &Path, faults: &mut Vec<Fault>) -> Result<Option<Self>, Error> {
        let path = folder.join(MANIFEST);
        if !path.is_file() {
            return Ok(None);
        }
        let text = file::text(&path)?.unwrap_or_default();
        let manifest = Self::of_bytes(text.as_bytes());
        if let (None, Err(error)) = (&manifest, serde_json::from_str::<serde::de::IgnoredAny>(&text)) {
            faults.push(Fault::new("verify-unread").with("file", MANIFEST).with("reason", error.to_string()));
        }
        Ok(manifest)
    }

    /// What the figures of a file were made of, by the manifest beside it, if it says so of a file with this digest.
    ///
    /// # Errors
    /// It is there and can't be read.
    pub(crate) fn inputs_of(figures: &Path, digest: &str) -> Result<Option<BTreeMap<String, String>>, Error> {
        let manifest = Self::beside(folder_of(figures), &mut Vec::new())?;
        let manifest = manifest.filter(|known| known.outputs.get(FIGURES).is_some_and(|stated| stated == digest));
        Ok(manifest.map(|manifest| manifest.inputs))
    }

    /// Whether an output goes by that name.
    pub(super) fn names(&self, output: &str) -> bool {
        self.outputs.contains_key(output)
    }

    /// Holds the outputs against their digests.
    ///
    /// # Errors
    /// An output is there and can't be read.
    pub(super) fn check_outputs(&self, folder: &Path, faults: &mut Vec<Fault>) -> Result<(), Error> {
        for (name, stated) in &self.outputs {
            let of = |key: Fault| key.with("output", name.as_str());
            if !is_within(name) {
                faults.push(of(Fault::new("verify-output-outside")));
                continue;
            }
            let path = folder.join(name);
            if !path.is_file() {
                faults.push(of(Fault::new("verify-output-missing")));
                continue;
            }
            let found = digest::hex(&audit::bytes_of(&path)?);
            if found != *stated {
                let fault = of(Fault::new("verify-digest")).with("file", MANIFEST);
                faults.push(fault.with("stated", stated.as_str()).with("found", found));
            }
        }
        Ok(())
    }

    /// Holds what a report carries against what the build said of it.
    pub(super) fn check_report(&self, carried: &Carried, faults: &mut Vec<Fault>) {
        carried.check_claims(MANIFEST, [&self.pack, &self.edition, &self.status], faults);
        let written_for = carried.identity.written_for.as_str();
        if self.written_for != written_for {
            faults.push(other("audience", MANIFEST, &self.written_for, FIGURES, written_for));
        }
        if self.outputs.get(FIGURES).is_some_and(|figures| *figures != carried.digest) {
            faults.push(Fault::new("verify-other-figures").with("file", FIGURES));
        }
        if carried.provenance.as_ref().is_some_and(|provenance| provenance.inputs != self.inputs) {
            faults.push(Fault::new("verify-other-inputs").with("file", MANIFEST));
        }
    }
}

/// A manifest may come from anywhere: what it calls an output lies in its folder.
fn is_within(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    !name.is_empty() && !name.contains(['\\', ':']) && parts.all(|part| matches!(part, Component::Normal(_)))
}

/// The folder that a file lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_output_lies_in_its_folder() {
        for name in ["report.pdf", "internal/annex.xlsx", "报告.pdf"] {
            assert!(is_within(name), "{name}");
        }
        for name in ["", "/etc/passwd", "../report.pdf", "internal/../../x", "C:\\x", "a\\..\\b"] {
            assert!(!is_within(name), "{name}");
        }
    }

    #[test]
    fn a_manifest_of_another_program_is_none() {
        let other = br#"{"name": "site", "icons": []}"#;
        assert!(Manifest::of_bytes(other).is_none());
        let named = r#"{"tool": "TOOL", "pack": "", "edition": "", "status": "", "written_for": "", "inputs": {}, "outputs": {}}"#;
        assert!(Manifest::of_bytes(named.replace("TOOL", "webpack 5").as_bytes()).is_none());
        assert!(Manifest::of_bytes(named.replace("TOOL", "nianbao 0.1.0").as_bytes()).is_some());
    }
}
