//! Where the refreshed document goes.

use std::path::{Path, PathBuf};

use crate::error::{Error, Fault};
use crate::message::{Language, Messages};
use crate::render::write;

/// The file to write: the one that was asked for, or one beside the document that nothing lies at.
pub(super) fn target(document: &Path, out: Option<&Path>, is_ours: &dyn Fn(&[u8]) -> bool) -> Result<PathBuf, Error> {
    let refused = |key: &'static str, path: &Path| {
        Err(Error::Refused(Box::new(Fault::new(key).with("path", path.display().to_string()))))
    };
    if let Some(out) = out {
        write::refuse_open(out)?;
        if out.is_dir() {
            return refused("refresh-over-other", out);
        }
        let is_itself = write::whole(out) == write::whole(document);
        let is_other = !is_itself && write::existing(out)?.is_some_and(|there| !is_ours(&there));
        return if is_other { refused("refresh-over-other", out) } else { Ok(out.to_owned()) };
    }
    let stem = document.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let ending = document.extension().map_or_else(|| "docx".to_owned(), |ending| ending.to_string_lossy().into_owned());
    let word = Messages::new(Language::default()).word("refresh-ending");
    let beside = document.with_file_name(format!("{stem}.{word}.{ending}"));
    if beside.exists() { refused("refresh-taken", &beside) } else { Ok(beside) }
}

/// Writes a file beside its place, then renames it.
pub(super) fn place(path: &Path, bytes: Vec<u8>) -> Result<(), Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    write::together(folder, &[], &[(name, bytes)]).map(|_| ())
}
