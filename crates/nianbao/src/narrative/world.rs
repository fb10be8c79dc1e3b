//! The world that typst sees: virtual files alone, no packages, no clock.

use std::collections::BTreeMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::fonts::Fonts;
use super::vocabulary;
use crate::error::{Error, Fault};
use crate::figure::Figures;
use crate::pack::is_typst;
use crate::project::Project;

/// The file that typst starts from; it and the vocabulary are the program's own.
const MAIN: &str = "/main.typ";
const MAIN_TEXT: &str = "#import \"/layout/report.typ\": report\n\
    #show linebreak: it => __nianbao_line_break + it\n\
    #show: report.with(json(\"/data/report.json\"))\n\
    #__nianbao_narrative(include \"/narrative/report.typ\")\n";
/// What stands before it where the pack has charts: its layout draws them.
const CHARTS_TEXT: &str = "#import \"/layout/charts.typ\": chart\n\
    #show label(\"nianbao-chart\"): it => chart(json(\"/data/report.json\"), it.value)\n";
const VOCABULARY: &str = "/nianbao.typ";
const VOCABULARY_TEXT: &str = include_str!("nianbao.typ");

/// A report's files. Paths are the same for every project, since typst keeps each path for the life of the process.
pub(super) struct ReportWorld<'a> {
    library: LazyHash<Library>,
    fonts: &'a Fonts,
    main: FileId,
    sources: BTreeMap<String, Source>,
    files: BTreeMap<String, Bytes>,
    today: Option<Datetime>,
}

impl<'a> ReportWorld<'a> {
    pub(super) fn new(
        project: &Project,
        figures: &Figures,
        fonts: &'a Fonts,
        data: &[u8],
        attachments: &BTreeMap<String, Vec<u8>>,
    ) -> Result<Self, Error> {
        let mut sources = BTreeMap::new();
        let mut add = |path: &str, text: &str| -> Result<FileId, Error> {
            let id = file_id(path)?;
            sources.insert(path.to_owned(), Source::new(id, text.to_owned()));
            Ok(id)
        };
        let charts = if project.pack.charts.is_empty() { "" } else { CHARTS_TEXT };
        let main = add(MAIN, &format!("{charts}{MAIN_TEXT}"))?;
        add(VOCABULARY, VOCABULARY_TEXT)?;
        for (name, text) in project.pack.files.iter().filter(|(name, _)| is_typst(name)) {
            add(&format!("/{name}"), text)?;
        }
        add(&format!("/{}", project.narrative.name), &project.narrative.text)?;
        let mut files = BTreeMap::from([("/data/report.json".to_owned(), Bytes::new(data.to_vec()))]);
        for (name, bytes) in attachments {
            // A reader of the PDF sees the path as the attachment's name.
            files.insert(format!("/{name}"), Bytes::new(bytes.clone()));
        }
        let date = project.report.day();
        Ok(Self {
            library: LazyHash::new(vocabulary::library(project, figures)),
            fonts,
            main,
            sources,
            files,
            today: super::document::datetime(date),
        })
    }

    /// The name, relative to the pack or project, and the text of a file.
    pub(super) fn text(&self, id: FileId) -> Option<(String, &str)> {
        let path = id.get().vpath();
        let source = self.sources.get(path.get_with_slash())?;
        Some((path.get_without_slash().to_owned(), source.text()))
    }
}

pub(super) fn file_id(path: &str) -> Result<FileId, Error> {
    let virtual_path =
        VirtualPath::new(path).map_err(|_| Error::Typeset(vec![Fault::new("not-a-path").with("path", path)]))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, virtual_path)))
}

impl World for ReportWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let path = id.get();
        let found = (*path.root() == VirtualRoot::Project).then(|| self.sources.get(path.vpath().get_with_slash()));
        found.flatten().cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get();
        if let Ok(source) = self.source(id) {
            return Ok(Bytes::from_string(source.text().to_owned()));
        }
        self.files.get(path.vpath().get_with_slash()).cloned().ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
