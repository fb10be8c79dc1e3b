//! Workbooks back to their senders (退回批注): a copy of each with its findings at the cells, and a list of them. It is
//! the one output that holds the sender's own rows, and says so.

mod paint;
mod remarks;
mod summary;
mod workbook;
mod xlsx;

use std::path::{Path, PathBuf};

use self::remarks::Remarks;
use self::summary::Summary;
use super::write;
use crate::Computed;
use crate::error::{Error, Fault};
use crate::finding::Finding;
use crate::message::{Language, Messages};
use crate::observer::{Observer, Step};
use crate::project::{Project, Source};

/// What was written for a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A copy of the workbook, marked: it holds the sender's rows.
    Copy,
    /// A list that names the cells: the workbook is no .xlsx, whose parts could be changed one by one.
    List,
    /// A list that names the cells, since the .xlsx has something that can't be added to.
    ListInstead,
}

/// A file that goes back to a sender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// Where it lies.
    pub path: PathBuf,
    /// What it is.
    pub form: Form,
}

/// Writes into `out` what goes back to the sender of each workbook that one of the `findings` of `computed` is about,
/// in the language of the pack. A copy has the workbook's own name, below `out` as it lies below the project; a list is
/// called `<name>.问题.xlsx`. They are replaced together or not at all, and what an earlier run wrote for the project's
/// workbooks goes away: no old copy lies beside new ones.
///
/// # Errors
/// [`Error::Refused`] where a file would replace an input or another file that isn't such a copy, or would be read as a
/// ledger by the next run; a workbook that is not the one that was computed from; a file that can't be written.
pub fn mark(
    project: &Project,
    computed: &Computed,
    findings: &[Finding],
    out: &Path,
    observer: &dyn Observer,
) -> Result<Vec<Marked>, Error> {
    let messages = project.pack.messages();
    let by_source = remarks::by_source(findings);
    let meant: Vec<&Source> =
        project.sources.iter().filter(|source| by_source.contains_key(source.name.as_ref())).collect();
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut forms = Vec::new();
    for (done, source) in meant.iter().enumerate() {
        observer.step(Step::Marking { source: &source.name, done, total: meant.len() });
        if observer.cancelled() {
            return Err(Error::Cancelled);
        }
        let found = by_source.get(source.name.as_ref()).map(Vec::as_slice).unwrap_or_default();
        let (form, bytes) = returned(source, computed, found, &messages)?;
        files.push((if form == Form::Copy { source.name.to_string() } else { list_of(source, &messages) }, bytes));
        forms.push(form);
    }
    refuse(project, out, &files)?;
    let mut old = Vec::new();
    for source in &project.sources {
        for name in [source.name.to_string(), list_of(source, &messages)] {
            if write::existing(&out.join(&name))?.is_some_and(|there| is_ours(&name, &there)) {
                old.push(name);
            }
        }
    }
    if files.is_empty() && old.is_empty() {
        return Ok(Vec::new());
    }
    let written = write::together(out, &old.iter().map(String::as_str).collect::<Vec<_>>(), &files)?;
    Ok(written.into_iter().zip(forms).map(|(path, form)| Marked { path, form }).collect())
}

/// What goes back for a workbook.
fn returned(
    source: &Source,
    computed: &Computed,
    found: &[remarks::Found<'_>],
    messages: &Messages,
) -> Result<(Form, Vec<u8>), Error> {
    let bytes = source.read()?;
    if computed.digests.get(source.name.as_ref()) != Some(&crate::digest::hex(&bytes)) {
        let fault = Box::new(Fault::new("workbook-changed"));
        return Err(Error::Workbook { path: source.path.clone(), fault });
    }
    let remarks = || Remarks::of(&source.name, found, messages);
    let is_xlsx = xlsx::is_one(&bytes);
    if is_xlsx && let Ok(copy) = xlsx::marked(&bytes, &source.name, remarks(), messages) {
        return Ok((Form::Copy, copy));
    }
    let summary = Summary::of(&source.name, remarks(), false, messages);
    let list = workbook::list(&summary).map_err(|error| Error::Internal(error.to_string()))?;
    Ok((if is_xlsx { Form::ListInstead } else { Form::List }, list))
}

/// What the list beside a workbook is called.
fn list_of(source: &Source, messages: &Messages) -> String {
    format!("{}.{}.xlsx", source.name, messages.word("mark-ending"))
}

/// Refuses to write where something would be lost, or taken for a ledger.
fn refuse(project: &Project, out: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Error> {
    let refused = |key: &'static str, path: &Path| {
        Err(Error::Refused(Box::new(Fault::new(key).with("path", path.display().to_string()))))
    };
    let inputs: Vec<PathBuf> = project.sources.iter().map(|source| write::whole(&source.path)).collect();
    for source in &project.sources {
        let path = write::whole(&out.join(source.name.as_ref()));
        if inputs.contains(&path) {
            return refused("mark-over-input", &path);
        }
    }
    for (name, _) in files {
        let path = write::whole(&out.join(name));
        if inputs.contains(&path) {
            return refused("mark-over-input", &path);
        } else if project.claims(&path) {
            return refused("mark-read-again", &path);
        } else if write::existing(&path)?.is_some_and(|there| !is_ours(name, &there)) {
            return refused("mark-over-other", &path);
        }
    }
    Ok(())
}

/// Whether a file is what an earlier run wrote under this name: the part with the list says so, and a list by its name.
fn is_ours(name: &str, bytes: &[u8]) -> bool {
    let ending = |language| format!(".{}.xlsx", Messages::new(language).word("mark-ending"));
    let is_list = Language::ALL.into_iter().any(|language| name.ends_with(&ending(language)));
    is_list || bytes.windows(xlsx::LIST.len()).any(|window| window == xlsx::LIST.as_bytes())
}
