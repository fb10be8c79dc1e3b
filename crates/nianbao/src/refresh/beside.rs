//! Where the refreshed document goes.

use std::path::{Path, PathBuf};

use crate::error::{Error, Fault};
use crate::message::{Language, Messages};
use crate::render::write;

/// The file to write.
pub(super) struct Target {
    pub(super) path: PathBuf,
    /// Whether it is the document itself, however that is spelt.
    pub(super) is_in_place: bool,
}

impl Target {
    /// The file that was asked for, or one beside the document; nothing lies there, or the document itself does.
    pub(super) fn of(document: &Path, out: Option<&Path>) -> Result<Self, Error> {
        let refused = |key: &'static str, path: &Path| {
            Err(Error::Refused(Box::new(Fault::new(key).with("path", path.display().to_string()))))
        };
        if let Some(out) = out {
            write::refuse_open(out)?;
            let is_in_place = write::whole(out) == write::whole(document);
            let is_taken = !is_in_place && out.symlink_metadata().is_ok();
            let target = Self { path: out.to_owned(), is_in_place };
            return if is_taken { refused("refresh-over-other", out) } else { Ok(target) };
        }
        let stem = document.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let ending =
            document.extension().map_or_else(|| "docx".to_owned(), |ending| ending.to_string_lossy().into_owned());
        let word = Messages::new(Language::default()).word("refresh-ending");
        let path = document.with_file_name(format!("{stem}.{word}.{ending}"));
        if path.exists() { refused("refresh-taken", &path) } else { Ok(Self { path, is_in_place: false }) }
    }
}

/// Writes a file beside its place, then renames it.
pub(super) fn place(path: &Path, bytes: Vec<u8>) -> Result<(), Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    write::together(folder, &[], &[(name, bytes)]).map(|_| ())
}
