//! nianbao (年报, "annual report") compiles the annual rule-of-law report of a Chinese government unit from the
//! spreadsheets that back it.
//!
//! Ledgers go in; a formal report and a machine-readable set of figures come out, and every number that reaches a
//! page can be traced to the cells that made it. The pipeline is on this page: [`compute`] reads the workbooks,
//! checks the rows and computes the figures; [`compile`] binds them into the narrative and lays out the page.
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

pub mod error;
pub mod finding;
pub mod message;
pub mod observer;
pub mod place;

pub mod calendar;
pub mod figure;
pub mod ledger;
pub mod numeral;
pub mod unit;

pub mod pack;
pub mod project;

pub mod aggregate;
pub mod ingest;
pub mod render;
pub mod validate;

pub use error::{Error, Fault};
pub use figure::{Figure, FigureId, Figures, Lineage, Quantity};
pub use finding::{Code, Finding, Severity};
pub use ledger::{Ledger, Ledgers};
pub use observer::{Observer, Silent, Step};
pub use pack::Pack;
pub use project::{Edition, Options, Project};

/// What the workbooks say: typed ledgers, figures, and everything that is wrong so far.
#[derive(Debug, Clone)]
pub struct Computed {
    /// The typed ledgers.
    pub ledgers: Ledgers,
    /// The figures and series.
    pub figures: Figures,
    /// What was found, in the order in which it is listed.
    pub findings: Vec<Finding>,
}

/// Reads the workbooks, checks the rows, computes the figures and checks them too. It never stops at the first fault.
///
/// # Errors
/// A workbook that can't be read at all, or the observer's wish to stop.
pub fn compute(project: &Project, observer: &dyn Observer) -> Result<Computed, Error> {
    let raw = ingest::read(project, observer)?;
    observer.step(Step::Validating);
    let (ledgers, mut findings) = validate::ledgers(project, raw);
    observer.step(Step::Computing);
    let (figures, about_figures) = aggregate::compute(project, &ledgers);
    findings.extend(about_figures);
    findings.extend(validate::figures(project, &ledgers, &figures));
    finding::sort(&mut findings);
    Ok(Computed { ledgers, figures, findings })
}
