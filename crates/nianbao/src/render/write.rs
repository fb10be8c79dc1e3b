//! Writing a set of files together or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Format, MANIFEST};
use crate::error::Error;

/// Writes the files beside `out`'s, then renames them into it in their order. Outputs of an earlier build that are
/// not in this set go away with it: a new PDF never lies beside old figures.
pub(super) fn together(out: &Path, files: &[(&str, Vec<u8>)]) -> Result<Vec<PathBuf>, Error> {
    fs::create_dir_all(out).map_err(|source| Error::Write { path: out.to_owned(), source })?;
    let fresh = Staging::new(out, ".nianbao-new")?;
    let old = Staging::new(out, ".nianbao-old")?;
    for (name, bytes) in files {
        let path = fresh.0.join(name);
        fs::write(&path, bytes).map_err(|source| Error::Write { path: out.join(name), source })?;
    }
    let mut moved: Vec<(PathBuf, PathBuf)> = Vec::new();
    let mut step = |from: PathBuf, to: PathBuf, blamed: &Path| -> Result<(), Error> {
        match fs::rename(&from, &to) {
            Ok(()) => {
                moved.push((from, to));
                Ok(())
            }
            Err(source) => {
                for (from, to) in moved.drain(..).rev() {
                    // Best effort: the first error is the one to tell.
                    let _undone = fs::rename(to, from);
                }
                Err(Error::Write { path: blamed.to_owned(), source })
            }
        }
    };
    // The manifest goes first and comes back last, so that no manifest vouches for a set that is half there.
    let known = Format::ALL.iter().map(|format| format.file());
    for name in std::iter::once(MANIFEST).chain(known) {
        let path = out.join(name);
        if path.is_file() {
            step(path.clone(), old.0.join(name), &path)?;
        }
    }
    let mut written = Vec::new();
    for (name, _) in files {
        let path = out.join(name);
        step(fresh.0.join(name), path.clone(), &path)?;
        written.push(path);
    }
    Ok(written)
}

/// A folder that goes away with its content.
struct Staging(PathBuf);

impl Staging {
    fn new(out: &Path, name: &str) -> Result<Self, Error> {
        let path = out.join(name);
        // What an interrupted run left behind.
        if path.exists() {
            fs::remove_dir_all(&path).map_err(|source| Error::Write { path: path.clone(), source })?;
        }
        fs::create_dir(&path).map_err(|source| Error::Write { path: path.clone(), source })?;
        Ok(Self(path))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // Nothing is lost if it stays: the next run removes it.
        let _gone = fs::remove_dir_all(&self.0);
    }
}
