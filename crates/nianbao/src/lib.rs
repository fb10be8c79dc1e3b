//! nianbao (年报, "annual report") compiles the annual rule-of-law report of a Chinese government unit from the
//! spreadsheets that back it.
//!
//! Ledgers go in; a formal report and a machine-readable set of figures come out, and every number that reaches a
//! page can be traced to the cells that made it. The pipeline is on this page: [`compute`] reads the workbooks,
//! checks the rows and computes the figures; [`bind`] puts them into the narrative and lays out the page; [`compile`]
//! does both.
//!
//! ```no_run
//! use nianbao::{Options, Project, Silent};
//!
//! let project = Project::open("sample-data/shapingba-2021".as_ref(), &Options::default())?;
//! let computed = nianbao::compute(&project, &Silent)?;
//! for figure in &computed.figures {
//!     println!("{}: {}", figure.label, figure.printed);
//! }
//! # Ok::<(), nianbao::Error>(())
//! ```

pub mod choice;
pub mod error;
pub mod explain;
pub mod finding;
pub mod message;
pub mod observer;
pub mod place;

mod archive;
pub mod arrow;
pub mod calendar;
pub mod chart;
mod data_block;
pub mod digest;
mod encoding;
pub mod figure;
pub mod frame;
pub mod ledger;
mod markup;
pub mod numeral;
mod package;
pub mod record;
pub mod unit;

pub mod pack;
pub mod project;

pub mod begin;
pub mod preview;

pub mod aggregate;
pub mod audit;
pub mod ingest;
pub mod narrative;
pub mod render;
pub mod validate;

pub mod diff;
pub mod lock;
pub mod refresh;
pub mod verify;

use std::collections::BTreeMap;

pub use choice::Choice;
pub use error::{Error, Fault};
pub use figure::{Figure, FigureId, Figures, Lineage, Quantity};
pub use finding::{Code, Finding, Severity};
pub use ledger::{Ledger, Ledgers};
pub use observer::{Observer, Silent, Step};
pub use pack::Pack;
pub use project::{Edition, Options, Project};
pub use validate::dismissed::Dismissed;

/// What the workbooks say: typed ledgers, figures, and everything that is wrong so far.
#[derive(Debug, Clone)]
pub struct Computed {
    /// The typed ledgers.
    pub ledgers: Ledgers,
    /// The figures and series.
    pub figures: Figures,
    /// What was found, in the order in which it is listed.
    pub findings: Vec<Finding>,
    /// What was found and a person has judged harmless.
    pub dismissed: Vec<Dismissed>,
    /// SHA-256 of each workbook as it was read, by its path relative to the project, and of each frame, by `frame:` and
    /// the ledger's id.
    pub digests: BTreeMap<String, String>,
}

/// Reads the workbooks, checks the rows, computes the figures and checks them too. It never stops at the first fault.
///
/// # Errors
/// A workbook that can't be read at all, or the observer's wish to stop.
pub fn compute(project: &Project, observer: &dyn Observer) -> Result<Computed, Error> {
    let raw = ingest::read(project, observer)?;
    let digests = raw.digests.clone();
    observer.step(Step::Validating);
    let (ledgers, mut findings) = validate::ledgers(project, raw);
    observer.step(Step::Computing);
    let (figures, about_figures) = aggregate::compute(project, &ledgers)?;
    findings.extend(about_figures);
    findings.extend(validate::figures(project, &ledgers, &figures));
    let dismissed = validate::dismissed::dismiss(project, &figures, &mut findings);
    finding::sort(&mut findings);
    Ok(Computed { ledgers, figures, findings, dismissed, digests })
}

/// Everything that could be computed and laid out, and everything that is wrong.
#[derive(Debug, Clone)]
pub struct Compiled<'a> {
    /// What it was compiled from.
    pub project: &'a Project,
    /// The typed ledgers.
    pub ledgers: Ledgers,
    /// The figures and series.
    pub figures: Figures,
    /// The bound text, laid out.
    pub text: narrative::Text,
    /// What was found, in the order in which it is listed.
    pub findings: Vec<Finding>,
    /// What was found and a person has judged harmless.
    pub dismissed: Vec<Dismissed>,
    inputs: BTreeMap<String, String>,
    figures_json: Vec<u8>,
    provenance: Vec<u8>,
}

/// [`compute`], then [`bind`].
///
/// # Errors
/// Those of both.
pub fn compile<'a>(project: &'a Project, observer: &dyn Observer) -> Result<Compiled<'a>, Error> {
    bind(project, compute(project, observer)?, observer)
}

/// Binds the figures into the narrative and lays it out.
///
/// # Errors
/// A narrative that can't be typeset, a character without a face, the observer's wish to stop.
pub fn bind<'a>(project: &'a Project, computed: Computed, observer: &dyn Observer) -> Result<Compiled<'a>, Error> {
    bind_in(project, computed, &narrative::Fonts::scan(&project.font_dirs), observer)
}

/// [`bind`] with faces that were looked for before.
///
/// # Errors
/// Those of [`bind`].
pub fn bind_in<'a>(
    project: &'a Project,
    computed: Computed,
    fonts: &narrative::Fonts,
    observer: &dyn Observer,
) -> Result<Compiled<'a>, Error> {
    if observer.cancelled() {
        return Err(Error::Cancelled);
    }
    observer.step(Step::Typesetting);
    let inputs = render::provenance::inputs(project, &computed.digests);
    let figures_json = render::json::figures(&project.report, &project.pack, &computed.figures);
    let provenance = render::provenance::provenance(project, &inputs, &digest::hex(&figures_json));
    let attachments = BTreeMap::from([
        ("figures.json".to_owned(), figures_json.clone()),
        ("provenance.json".to_owned(), provenance.clone()),
    ]);
    let text = narrative::bind(project, &computed, &attachments, fonts)?;
    let Computed { ledgers, figures, mut findings, dismissed, .. } = computed;
    findings.extend(text.findings().iter().cloned());
    findings.extend(validate::unused_figures(project, text.printed()));
    finding::sort(&mut findings);
    Ok(Compiled { project, ledgers, figures, text, findings, dismissed, inputs, figures_json, provenance })
}

/// A final report with findings that forbid it.
#[derive(Debug, Clone)]
pub struct Rejected {
    /// The findings at or above the limit.
    pub findings: Vec<Finding>,
}

impl<'a> Compiled<'a> {
    /// The report that may be rendered. A draft and a sample are accepted in spite of findings and say what they are
    /// on every page; a final report is rejected while a finding weighs `fail_on` or more.
    ///
    /// # Errors
    /// The findings that forbid a final report.
    pub fn accept(self, fail_on: Severity) -> Result<Report<'a>, Rejected> {
        if self.project.report.status == project::Status::Final {
            let grave = self.findings.iter().filter(|finding| finding.severity >= fail_on);
            let findings: Vec<Finding> = grave.cloned().collect();
            if !findings.is_empty() {
                return Err(Rejected { findings });
            }
        }
        Ok(Report(self))
    }
}

/// A report that was accepted: the only thing that can be rendered.
#[derive(Debug, Clone)]
pub struct Report<'a>(Compiled<'a>);

impl Report<'_> {
    /// What it was compiled to.
    pub const fn compiled(&self) -> &Compiled<'_> {
        &self.0
    }

    /// The bytes of `report.pdf`.
    ///
    /// # Errors
    /// The pages break the standards for PDF that they must meet.
    pub fn pdf(&self) -> Result<Vec<u8>, Error> {
        render::pdf::pdf(&self.0.text, &self.0.project.report)
    }

    /// The bytes of `report.html`: one page that needs nothing but itself.
    pub fn html(&self) -> Vec<u8> {
        render::html::html(
            self.0.project,
            &self.0.figures,
            self.0.text.tree(),
            [&self.0.figures_json, &self.0.provenance],
        )
    }

    /// The bytes of `report.docx`: for Word, WPS and LibreOffice, each figure in a content control.
    ///
    /// # Errors
    /// A picture that can't be drawn.
    pub fn docx(&self) -> Result<Vec<u8>, Error> {
        let Compiled { project, figures, text, inputs, figures_json, .. } = &self.0;
        let provenance = render::provenance::provenance(project, inputs, &digest::hex(figures_json));
        render::word::docx(project, figures, text.tree(), figures_json, &provenance)
    }

    /// The bytes of `report.txt`: UTF-8, a paragraph a line.
    pub fn txt(&self) -> Vec<u8> {
        render::txt::txt(self.0.project, self.0.text.tree(), &self.0.figures_json)
    }

    /// The bytes of `report.md`.
    pub fn md(&self) -> Vec<u8> {
        render::md::md(self.0.project, self.0.text.tree(), &self.0.figures_json)
    }

    /// The bytes of `annex.xlsx`, which is for the office itself and for those who recalculate the figures.
    ///
    /// # Errors
    /// A fault of the program.
    pub fn annex(&self) -> Result<Vec<u8>, Error> {
        self.annex_in_parts(render::annex::ROWS_PER_SHEET)
    }

    /// The same with so many rows of a ledger on a sheet at most, and the rest on further ones.
    ///
    /// # Errors
    /// A fault of the program.
    pub fn annex_in_parts(&self, rows_per_sheet: usize) -> Result<Vec<u8>, Error> {
        render::annex::annex(self, rows_per_sheet)
    }

    /// The bytes of `figures.json`.
    pub fn figures_json(&self) -> &[u8] {
        &self.0.figures_json
    }

    /// The bytes of `manifest.json` for outputs with these digests.
    pub(crate) fn manifest(&self, outputs: &BTreeMap<String, String>) -> Vec<u8> {
        render::provenance::manifest(self.0.project, &self.0.inputs, outputs, &self.0.text)
    }
}
