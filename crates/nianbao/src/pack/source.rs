//! The files of a pack: those embedded in the program, or those of a folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Fault};

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// The ids of the standard packs.
pub fn standard_packs() -> Vec<&'static str> {
    let mut ids: Vec<_> = FILES.iter().map(|(pack, _, _)| *pack).collect();
    ids.dedup();
    ids
}

/// Whether a file of a pack is typeset; the others are tables.
pub(crate) fn is_typst(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == "typ")
}

/// A pack's files by their path within it, written with `/`.
pub(super) type Files = BTreeMap<String, String>;

/// The files of a standard pack.
pub(super) fn embedded(id: &str) -> Result<Files, Error> {
    let files: Files = FILES
        .iter()
        .filter(|(pack, _, _)| *pack == id)
        .map(|(_, file, text)| ((*file).into(), (*text).into()))
        .collect();
    if files.is_empty() {
        let known = standard_packs().into_iter().map(str::to_owned).collect::<Vec<_>>();
        return Err(Error::Pack(vec![Fault::new("unknown-pack").with("pack", id).with("known", known)]));
    }
    Ok(files)
}

/// The TOML and typst files of a folder and its subfolders.
pub(super) fn folder(root: &Path) -> Result<Files, Error> {
    let mut files = Files::new();
    for (name, path) in paths(root)? {
        let text = fs::read_to_string(&path).map_err(|source| Error::Read { path, source })?;
        files.insert(name, text);
    }
    Ok(files)
}

/// Where these files lie, by their path within the folder.
pub(super) fn paths(root: &Path) -> Result<BTreeMap<String, PathBuf>, Error> {
    let mut paths = BTreeMap::new();
    collect(root, "", &mut paths)?;
    Ok(paths)
}

fn collect(folder: &Path, prefix: &str, paths: &mut BTreeMap<String, PathBuf>) -> Result<(), Error> {
    let read = |source| Error::Read { path: folder.to_owned(), source };
    for entry in fs::read_dir(folder).map_err(read)? {
        let path = entry.map_err(read)?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let within = format!("{prefix}{name}");
        if path.is_dir() {
            collect(&path, &format!("{within}/"), paths)?;
        } else if matches!(path.extension().and_then(|end| end.to_str()), Some("toml" | "typ")) {
            paths.insert(within, path);
        }
    }
    Ok(())
}
