//! The files of a pack: those embedded in the program, or those of a folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::error::{Error, Fault};

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// The ids of the standard packs.
pub fn standard_packs() -> Vec<&'static str> {
    let mut ids: Vec<_> = FILES.iter().map(|(pack, _, _)| *pack).collect();
    ids.dedup();
    ids
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
    collect(root, "", &mut files)?;
    Ok(files)
}

fn collect(folder: &Path, prefix: &str, files: &mut Files) -> Result<(), Error> {
    let read = |source| Error::Read { path: folder.to_owned(), source };
    for entry in fs::read_dir(folder).map_err(read)? {
        let path = entry.map_err(read)?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let within = format!("{prefix}{name}");
        if path.is_dir() {
            collect(&path, &format!("{within}/"), files)?;
        } else if matches!(path.extension().and_then(|end| end.to_str()), Some("toml" | "typ")) {
            let text = fs::read_to_string(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
            files.insert(within, text);
        }
    }
    Ok(())
}
