//! Writing a set of files together or not at all.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::error::{Error, Fault};

/// Writes the files beside `out`'s, then renames them into it in their order. Files that go by the `old` names go away
/// with it, in that order and before the first is written: a new PDF never lies beside old figures. Nothing is touched
/// while another program has one of them open.
pub(crate) fn together(out: &Path, old: &[&str], files: &[(impl AsRef<str>, Vec<u8>)]) -> Result<Vec<PathBuf>, Error> {
    let folder =
        |path: &Path| fs::create_dir_all(path).map_err(|source| Error::Write { path: path.to_owned(), source });
    folder(out)?;
    for name in old.iter().copied().chain(files.iter().map(|(name, _)| name.as_ref())) {
        refuse_open(&out.join(name))?;
    }
    let fresh = Staging::new(out, ".nianbao-new")?;
    let gone = Staging::new(out, ".nianbao-old")?;
    for (name, bytes) in files {
        let path = fresh.0.join(name.as_ref());
        for path in [&path, &gone.0.join(name.as_ref()), &out.join(name.as_ref())] {
            path.parent().map_or(Ok(()), folder)?;
        }
        fs::write(&path, bytes).map_err(|source| Error::Write { path: out.join(name.as_ref()), source })?;
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
    for name in old {
        let path = out.join(name);
        if path.is_file() {
            let gone = gone.0.join(name);
            gone.parent().map_or(Ok(()), folder)?;
            step(path.clone(), gone, &path)?;
        }
    }
    let mut written = Vec::new();
    for (name, _) in files {
        let path = out.join(name.as_ref());
        step(fresh.0.join(name.as_ref()), path.clone(), &path)?;
        written.push(path);
    }
    for within in old.iter().filter_map(|name| Path::new(name).parent()).filter(|path| !path.as_os_str().is_empty()) {
        // A folder of which nothing is left goes too; one that holds something stays, and that is no error.
        let _left = fs::remove_dir(out.join(within));
    }
    Ok(written)
}

/// Writes files into a folder of their own, which is not there yet or has nothing in it.
///
/// # Errors
/// [`Error::Refused`] where something lies in the folder; a file that can't be written, and then none is.
pub(crate) fn anew(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<Vec<PathBuf>, Error> {
    let taken = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    };
    if taken {
        let fault = Fault::new("folder-taken").with("path", folder.display().to_string());
        return Err(Error::Refused(Box::new(fault)));
    }
    together(folder, &[], files)
}

/// Refuses a file beside which a word processor or a spreadsheet program keeps its mark that it is open: what is in its
/// window may be newer, and what is written would be lost when it is saved there.
///
/// # Errors
/// [`Error::Document`], which names the mark: a program that crashed leaves it behind.
pub(crate) fn refuse_open(path: &Path) -> Result<(), Error> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let tail = |skipped: usize| name.chars().skip(skipped).collect::<String>();
    // Microsoft's write their mark over the first two letters of a name that is long enough.
    let marks = [
        format!("~${}", tail(2)),
        format!("~${}", tail(1)),
        format!("~${name}"),
        format!(".~lock.{name}#"),
        format!(".~{name}"),
    ];
    let held = marks.iter().find(|mark| path.with_file_name(mark).is_file());
    let fault = |mark: &String| Fault::new("document-open-elsewhere").with("lock", mark.as_str());
    held.map_or(Ok(()), |mark| Err(Error::Document { path: path.to_owned(), fault: Box::new(fault(mark)) }))
}

/// The path without links and without steps up, as far as it is there already.
pub(crate) fn whole(path: &Path) -> PathBuf {
    let known = path.ancestors().find_map(|above| Some((fs::canonicalize(non_empty(above)).ok()?, above)));
    match known.map(|(known, above)| (known, path.strip_prefix(above))) {
        Some((known, Ok(rest))) if rest.as_os_str().is_empty() => known,
        Some((known, Ok(rest))) => known.join(rest),
        _ => path.to_owned(),
    }
}

/// The working directory is written as nothing at the end of a relative path.
fn non_empty(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}

/// What lies at a path; nothing if nothing does.
pub(crate) fn existing(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(source) if source.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::Write { path: path.to_owned(), source }),
    }
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
