//! The preview: a project that is compiled again and again while people work on it. What has not changed since the last
//! time isn't done again.
//!
//! ```no_run
//! use nianbao::preview::Preview;
//! use nianbao::{Options, Silent};
//!
//! let mut preview = Preview::of("sample-data/shapingba-2021".as_ref(), Options::default())?;
//! let before = preview.inputs().looks();
//! println!("{} pages", preview.compile(&Silent).view?.pages.len());
//! // Now and then:
//! if preview.inputs().looks() != before {
//!     println!("{} pages", preview.compile(&Silent).view?.pages.len());
//! }
//! # Ok::<(), nianbao::Error>(())
//! ```

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::narrative::{Coverage, Fonts, Spot, Text};
use crate::place::{Place, TextPlace};
use crate::project::{self, Inputs, Project};
use crate::render::svg;
use crate::{Compiled, Computed, Error, Finding, Observer, Options, Severity, digest};

/// A project that is compiled again and again.
#[derive(Debug)]
pub struct Preview {
    file: PathBuf,
    options: Options,
    /// Looked for once: a system has thousands of faces.
    fonts: Option<Fonts>,
    /// The project as it was opened last, and its figures.
    known: Option<(Project, Computed)>,
    /// The pages of the last time by their fingerprints.
    pages: BTreeMap<u128, Arc<Page>>,
}

/// What came of compiling it once more.
#[derive(Debug)]
pub struct Compilation {
    /// What was found. Nothing is known if not even the workbooks could be read; of a narrative that can't be typeset, it
    /// is what is wrong with the rows and the figures.
    pub findings: Option<Vec<Finding>>,
    /// What there is to see, or why there is nothing.
    pub view: Result<View, Error>,
}

/// What there is to see.
#[derive(Debug, Clone)]
pub struct View {
    /// The report's title.
    pub title: String,
    /// The pages. One that hasn't changed is the same as last time.
    pub pages: Vec<Arc<Page>>,
    /// `report.html`; nothing for a final report with findings that forbid it.
    pub html: Option<Vec<u8>>,
    /// Whose the narrative's numerals are.
    pub coverage: Coverage,
    /// Where on the pages those findings stand that are about the narrative, by their places in its source.
    pub spots: BTreeMap<TextPlace, Spot>,
}

/// A page as a picture.
#[derive(Debug, PartialEq, Eq)]
pub struct Page {
    /// The picture, in SVG.
    pub svg: String,
    /// SHA-256 of the picture.
    pub digest: String,
    /// Width and height in whole points.
    pub size: [u32; 2],
}

impl Preview {
    /// The project in `path`, a folder or its `nianbao.toml`. It need not be valid.
    ///
    /// # Errors
    /// There is no project file.
    pub fn of(path: &Path, options: Options) -> Result<Self, Error> {
        let file = if path.is_dir() { path.join(project::FILE) } else { path.to_owned() };
        if !file.is_file() {
            return Err(Error::Read { path: file, source: io::ErrorKind::NotFound.into() });
        }
        Ok(Self { file, options, fonts: None, known: None, pages: BTreeMap::new() })
    }

    /// The files that it is compiled from, as the project file has them now.
    pub fn inputs(&self) -> Inputs {
        Inputs::of(&self.file, &self.options)
    }

    /// Forgets all that is known from before: after a panic nobody knows what of it holds.
    pub fn forget(&mut self) {
        (self.known, self.fonts) = (None, None);
        self.pages.clear();
    }

    /// Compiles the project as its files are now. Workbooks are read again if what figures are computed from has changed;
    /// what is known from before is kept through whatever goes wrong.
    pub fn compile(&mut self, observer: &dyn Observer) -> Compilation {
        let pack = self.known.as_ref().map(|(project, _)| &project.pack);
        let opened = Project::open_again(&self.file, &self.options, pack);
        let computed = opened.and_then(|project| {
            let computed = match self
                .known
                .take_if(|(last, known)| last.basis(&known.digests) == project.basis(&project.digests_now()))
            {
                Some((_, known)) => known,
                None => crate::compute(&project, observer)?,
            };
            Ok(&*self.known.insert((project, computed)))
        });
        let (project, computed) = match computed {
            Ok(known) => known,
            Err(error) => return Compilation { findings: None, view: Err(error) },
        };
        let fonts = self.fonts.get_or_insert_with(|| Fonts::scan(&project.font_dirs));
        match crate::bind_in(project, computed.clone(), fonts, observer) {
            Ok(compiled) => {
                let findings = Some(compiled.findings.clone());
                Compilation { findings, view: Ok(view(compiled, &mut self.pages)) }
            }
            Err(error) => Compilation { findings: Some(computed.findings.clone()), view: Err(error) },
        }
    }
}

/// What there is to see of a report. `known` are the pages of the last time, and become those of this one.
fn view(compiled: Compiled<'_>, known: &mut BTreeMap<u128, Arc<Page>>) -> View {
    let (project, text) = (compiled.project, &compiled.text);
    let of_texts = compiled.findings.iter().filter_map(|finding| match &finding.place {
        Place::Text(place) => Some(place),
        _ => None,
    });
    let spots = text.spots(project, of_texts);
    let numbered = (1..=svg::pages(text)).filter_map(|number| page(text, number, known));
    let numbered: Vec<(u128, Arc<Page>)> = numbered.collect();
    let pages = numbered.iter().map(|(_, page)| page.clone()).collect();
    *known = numbered.into_iter().collect();
    let coverage = *text.coverage();
    let html = compiled.accept(Severity::Error).ok().map(|report| report.html());
    View { title: project.report.title_on_one_line(), pages, html, coverage, spots }
}

/// A page with its fingerprint.
fn page(text: &Text, number: usize, known: &BTreeMap<u128, Arc<Page>>) -> Option<(u128, Arc<Page>)> {
    let fingerprint = svg::fingerprint(text, number)?;
    if let Some(page) = known.get(&fingerprint) {
        return Some((fingerprint, page.clone()));
    }
    let svg = svg::page(text, number)?;
    let page = Page { digest: digest::hex(svg.as_bytes()), size: svg::size(text, number)?, svg };
    Some((fingerprint, Arc::new(page)))
}
