//! A Word file of the sample in circulation: edited by people, then refreshed from a project whose ledgers have changed.

use std::path::Path;
use std::sync::OnceLock;
use std::{error, fs};

use nianbao::refresh::{Fresh, Refreshed, refresh};
use nianbao::{Edition, Error, Options, Project, Severity, Silent};
use nianbao_tests::docx::{altered, parts};
use nianbao_tests::machine::fonts;
use nianbao_tests::sample::Sample;
use regex::Regex;

pub(crate) type Result<T = ()> = std::result::Result<T, Box<dyn error::Error>>;

/// The part with the text.
pub(crate) const DOCUMENT: &str = "word/document.xml";
/// A figure of the sample, which states 146件 in the text and in the table.
pub(crate) const FORWARDED: &str = "petitions.forwarded";
/// What is told of the table of figures as a whole.
pub(crate) const SOURCES: &str = "refresh-sources";

/// What becomes of the document when there is one petition less: figure, before, after.
pub(crate) const LESS: [(&str, &str, &str); 3] =
    [(FORWARDED, "146件", "145件"), (FORWARDED, "146件", "145件"), ("petitions.other_assigned", "0件", "1件")];

pub(crate) fn open(folder: &Path, edition: Edition) -> std::result::Result<Project, Error> {
    Project::open(folder, &Options { edition, font_dirs: vec![fonts()], ..Options::default() })
}

/// The sample with other rows, in a folder of its own.
pub(crate) fn project(change: impl FnOnce(&mut Sample)) -> Result<tempfile::TempDir> {
    let mut sample = Sample::new();
    change(&mut sample);
    let folder = tempfile::tempdir()?;
    sample.write_project(folder.path())?;
    Ok(folder)
}

pub(crate) fn built(folder: &Path, edition: Edition) -> Result<Vec<u8>> {
    let project = open(folder, edition)?;
    let compiled = nianbao::compile(&project, &Silent)?;
    Ok(compiled.accept(Severity::Error).map_err(|_| "rejected")?.docx()?)
}

/// The Word file of the sample as it is.
pub(crate) fn original() -> Result<Vec<u8>> {
    static BUILT: OnceLock<std::result::Result<Vec<u8>, String>> = OnceLock::new();
    let build = || project(|_| ()).and_then(|folder| built(folder.path(), Edition::Filing));
    Ok(BUILT.get_or_init(|| build().map_err(|error| error.to_string())).clone()?)
}

/// One petition less of those that were forwarded, and one more of the others: 145 and 1.
pub(crate) fn one_less(sample: &mut Sample) {
    if let Some(own) = sample.petitions.iter_mut().find(|petition| petition.source == "上级转送") {
        own.source = "其他交办";
    }
}

pub(crate) fn of_fact(sample: &mut Sample, item: &str, value: i32) {
    sample.facts.iter_mut().filter(|fact| fact.item == item).for_each(|fact| fact.value = value);
}

/// A document that was refreshed from a project.
pub(crate) struct Done {
    pub(crate) project: tempfile::TempDir,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) refreshed: Refreshed,
}

impl Done {
    pub(crate) fn new(document: &[u8], change: impl FnOnce(&mut Sample)) -> Result<Self> {
        let (project, folder) = (project(change)?, tempfile::tempdir()?);
        let path = folder.path().join("稿.docx");
        fs::write(&path, document)?;
        let refreshed = refreshed(&path, project.path(), None)?;
        assert_eq!(fs::read(&path)?, document, "the original is as it was");
        Ok(Self { project, folder, refreshed })
    }

    pub(crate) fn bytes(&self) -> Result<Vec<u8>> {
        assert_eq!(self.refreshed.written, Some(self.folder.path().join("稿.已刷新.docx")));
        Ok(fs::read(self.refreshed.written.as_ref().ok_or("nothing")?)?)
    }

    /// Figure, what stood there, and what does now.
    pub(crate) fn changes(&self) -> Vec<(&str, &str, &str)> {
        self.refreshed.changes.iter().map(|own| (&*own.figure, &*own.before, &*own.after)).collect()
    }

    /// Figure, what stands there, and why it was left alone; without what is told of the table as a whole.
    pub(crate) fn left(&self) -> Vec<(&str, &str, &str)> {
        let own = self.refreshed.left.iter().filter(|own| own.fault.key != SOURCES);
        own.map(|own| (&*own.figure, &*own.stated, own.fault.key)).collect()
    }

    /// Whether it is told that figures come from other rows than stand beside them.
    pub(crate) fn tells_of_sources(&self) -> bool {
        self.refreshed.left.last().is_some_and(|own| own.fault.key == SOURCES)
    }
}

pub(crate) fn refreshed(document: &Path, project: &Path, out: Option<&Path>) -> std::result::Result<Refreshed, Error> {
    refresh(document, |edition| Fresh::of_project(&open(project, edition)?, &Silent), out)
}

/// Why a document is not refreshed.
pub(crate) fn refused(bytes: &[u8], name: &str) -> Result<&'static str> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join(name);
    fs::write(&path, bytes)?;
    let fresh = |_| -> std::result::Result<Fresh, Error> { Err(Error::Internal("asked for figures".to_owned())) };
    let key = key(refresh(&path, fresh, None));
    assert_eq!(fs::read_dir(folder.path())?.count(), 1, "{name}");
    key
}

pub(crate) fn key(refreshed: std::result::Result<Refreshed, Error>) -> Result<&'static str> {
    match refreshed {
        Err(Error::Document { fault, .. } | Error::Refused(fault)) => Ok(fault.key),
        other => Err(format!("{other:?}").into()),
    }
}

/// A document in which the controls of a figure are written otherwise: `change` gets each of them, from 0.
pub(crate) fn with_controls(bytes: &[u8], figure: &str, change: impl Fn(usize, &str) -> String) -> Result<Vec<u8>> {
    let control = Regex::new("<w:sdt>.*?</w:sdt>")?;
    let tag = format!("<w:tag w:val=\"{figure}\"/>");
    let changed = altered(bytes, |name, text| {
        let mut number = 0;
        (name == DOCUMENT).then(|| {
            let own = |found: &regex::Captures<'_>| {
                if !found[0].contains(&tag) {
                    return found[0].to_owned();
                }
                number += 1;
                change(number - 1, &found[0])
            };
            control.replace_all(text, own).into_owned()
        })
    })?;
    assert_ne!(parts(&changed)?[DOCUMENT], parts(bytes)?[DOCUMENT], "{figure}");
    Ok(changed)
}

/// The first control of the figure, written otherwise.
pub(crate) fn with_first(bytes: &[u8], figure: &str, change: impl Fn(&str) -> String) -> Result<Vec<u8>> {
    with_controls(bytes, figure, |number, own| if number == 0 { change(own) } else { own.to_owned() })
}
