//! Snapshots: what a project's inputs said at one time. Results hold on to theirs, and nothing in it changes.

use std::sync::{Arc, OnceLock};

use nianbao::message::Language;
use nianbao::narrative::Text;
use nianbao::{Compiled, Computed, Edition, Error, Finding, Observer, Project, Rejected, Report, Severity};

use crate::apart;

/// A project, what was computed from it and, as soon as somebody asks, its bound narrative.
pub(crate) struct Snapshot {
    /// The project as it was opened.
    pub(crate) project: Project,
    /// What its ledgers say.
    pub(crate) computed: Computed,
    /// The language of messages.
    pub(crate) language: Language,
    bound: OnceLock<Bound>,
}

/// The narrative with its figures.
pub(crate) struct Bound {
    /// All findings, those about the narrative among them.
    pub(crate) findings: Vec<Finding>,
    /// The text.
    pub(crate) text: Text,
}

impl Snapshot {
    /// Reads and computes.
    pub(crate) fn take(project: Project, language: Language, observer: &dyn Observer) -> Result<Arc<Self>, Error> {
        let (project, computed) = apart::compute(project, observer)?;
        Ok(Arc::new(Self { project, computed, language, bound: OnceLock::new() }))
    }

    /// The narrative with its figures; what can't be typeset now can't be later either, but is tried anew.
    pub(crate) fn bound(&self, observer: &dyn Observer) -> Result<&Bound, Error> {
        if let Some(bound) = self.bound.get() {
            return Ok(bound);
        }
        let compiled = nianbao::bind(&self.project, self.computed.clone(), observer)?;
        Ok(self.bound.get_or_init(|| Bound { findings: compiled.findings, text: compiled.text }))
    }

    /// All that was found, about the narrative too if somebody has asked for it.
    pub(crate) fn findings(&self) -> &[Finding] {
        self.bound.get().map_or(&self.computed.findings, |bound| &bound.findings)
    }

    /// Hands the compiled report to `work`.
    pub(crate) fn compiled<T>(
        &self,
        observer: &dyn Observer,
        work: impl FnOnce(&Compiled<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        work(&nianbao::bind(&self.project, self.computed.clone(), observer)?)
    }

    /// The narrative, if somebody has asked for it.
    pub(crate) fn text(&self) -> Option<&Text> {
        self.bound.get().map(|bound| &bound.text)
    }

    /// Hands the report for these readers to `render`, unless findings forbid it.
    pub(crate) fn render<T>(
        &self,
        edition: Edition,
        fail_on: Severity,
        observer: &dyn Observer,
        render: impl FnOnce(&Report<'_>) -> Result<T, Error>,
    ) -> Result<Result<T, Rejected>, Error> {
        let mut project = self.project.clone();
        project.report.edition = edition;
        let compiled = nianbao::bind(&project, self.computed.clone(), observer)?;
        match compiled.accept(fail_on) {
            Ok(report) => render(&report).map(Ok),
            Err(rejected) => Ok(Err(rejected)),
        }
    }
}

/// The report as PDF, of whatever project it is.
pub(crate) fn pdf(report: &Report<'_>) -> Result<Vec<u8>, Error> {
    report.pdf()
}

/// The report as Word file, of whatever project it is.
pub(crate) fn docx(report: &Report<'_>) -> Result<Vec<u8>, Error> {
    report.docx()
}
