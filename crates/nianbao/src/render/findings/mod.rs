//! Findings for programs: JSON, SARIF for code hosts, JUnit for test reports, annotations for GitHub's runners.
//! What people read on a terminal is the command's own.

mod audits;
mod github;
mod json;
mod junit;
mod sarif;
mod verifications;

pub use audits::{audits, audits_schema};
pub use json::schema;
pub use verifications::{verifications, verifications_schema};

use crate::Dismissed;
use crate::finding::Finding;
use crate::ledger::Ledgers;
use crate::lock;
use crate::message::Messages;
use crate::narrative::Text;
use crate::pack::rule::Rule;
use crate::place::{Place, TextPlace};
use crate::project::FILE;

/// The findings of a run, and what is needed to say them.
#[derive(Debug, Clone, Copy)]
pub struct Listing<'a> {
    /// The findings, in the order in which they are listed.
    pub findings: &'a [Finding],
    /// What a person has judged harmless.
    pub dismissed: &'a [Dismissed],
    /// The ledgers that were read.
    pub ledgers: &'a Ledgers,
    /// The rules that were tried: those of the pack, or none where only figures were compared.
    pub rules: &'a [Rule],
    /// The bound narrative, unless it couldn't be typeset.
    pub narrative: Option<&'a Text>,
    /// The language.
    pub messages: &'a Messages,
    /// The project's folder as the reader of the output names it, with a final `/`; empty for the working directory.
    /// Code hosts want paths from the root of the repository.
    pub folder: &'a str,
    /// Finished texts that were audited, as the reader of the output names their files; the findings are then theirs.
    pub documents: &'a [&'a str],
}

/// What is listed of a run that read no ledgers.
static NO_LEDGERS: Ledgers = Ledgers::none();

impl<'a> Listing<'a> {
    /// Findings alone, of a run that read neither ledgers nor a narrative.
    pub const fn of_findings(findings: &'a [Finding], messages: &'a Messages, folder: &'a str) -> Self {
        let ledgers = &NO_LEDGERS;
        Self { findings, dismissed: &[], ledgers, rules: &[], narrative: None, messages, folder, documents: &[] }
    }
}

impl Listing<'_> {
    /// JSON with codes, typed arguments, places and messages, how the rows of each sheet reconcile, and whose the
    /// narrative's numerals are.
    pub fn json(&self) -> Vec<u8> {
        json::json(self)
    }

    /// SARIF 2.1.0. A cell is a region by row and column, from 1, and a logical location by its address.
    pub fn sarif(&self) -> Vec<u8> {
        sarif::sarif(self)
    }

    /// JUnit XML: a test case for each rule of the pack, and one for each other code that was found.
    pub fn junit(&self) -> Vec<u8> {
        junit::junit(self)
    }

    /// Workflow commands that GitHub's runners show as annotations, one line each.
    pub fn github(&self) -> String {
        github::github(self)
    }

    /// The file that a finding is in, as the reader names it; nothing if it is in no file of the project.
    fn file(&self, place: &Place) -> Option<String> {
        let within = match place {
            Place::Text(TextPlace { file, .. }) if self.documents.contains(&file.as_str()) => {
                return Some(file.clone());
            }
            // The files of the pack lie elsewhere, if they are files at all.
            Place::Text(TextPlace { file, .. })
                if file == FILE || file == lock::FILE || file.starts_with("narrative/") =>
            {
                file
            }
            Place::Project => FILE,
            place => place.source()?,
        };
        Some(format!("{}{within}", self.folder))
    }

    /// The finding in a paragraph: place, title, what stands under the cell, ground, remedy. What the cell holds is not
    /// in it, since reports of runs are kept on hosts.
    fn paragraph(&self, finding: &Finding) -> String {
        let text = self.messages.finding(&finding.without_value());
        let mark = text.mark.map(|mark| format!("（{mark}）")).unwrap_or_default();
        let mut lines = vec![format!("{}: {}{mark}", finding.place, text.title)];
        lines.extend(finding.rule.as_ref().map(|rule| rule.because.clone()));
        lines.extend(Some(text.remedy).filter(|remedy| !remedy.is_empty()));
        lines.join("\n")
    }
}

/// The rule's id, or the code where there is no rule.
fn name_of(finding: &Finding) -> &str {
    finding.rule.as_ref().map_or(finding.code.as_str(), |rule| rule.id.as_str())
}
