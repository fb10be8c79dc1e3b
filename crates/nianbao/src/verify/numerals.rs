//! The numbers of a text against the figures that it carries.

use crate::audit::{self, Audit, Document, Reference};
use crate::finding::{Code, Finding, Severity};
use crate::pack::Pack;
use crate::record::Record;

/// How many numbers were compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Numerals {
    /// The figures that the report carries, without the members of series.
    pub figures: usize,
    /// Those that its table of figures shows; of several documents, in the one that shows least.
    pub tabulated: usize,
    /// What the text states in numbers; of several documents together, as all that follows.
    pub statements: usize,
    /// Statements that are a figure's.
    pub agrees: usize,
    /// Statements that contradict their figure.
    pub contradicts: usize,
    /// Statements of which no figure can be told: nobody owns them.
    pub unowned: usize,
}

impl Numerals {
    /// Those of two documents.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            figures: self.figures.max(other.figures),
            tabulated: self.tabulated.min(other.tabulated),
            statements: self.statements + other.statements,
            agrees: self.agrees + other.agrees,
            contradicts: self.contradicts + other.contradicts,
            unowned: self.unowned + other.unowned,
        }
    }
}

/// Holds the text against the figures, and says what contradicts them, or the text itself.
///
/// What a page or a Word document marks as a figure, its words have to say too, for whoever changes a number can mark it
/// as another figure; and the number has to be that of the figure that it is marked as.
pub(super) fn check(document: &Document, pack: &Pack, record: &Record, tabulated: usize) -> (Numerals, Vec<Finding>) {
    let reference = Reference::of_record(record);
    let by_words = audit::audit(&document.unmarked(), pack, Some(&reference));
    let coverage = by_words.coverage;
    let numerals = Numerals {
        figures: coverage.figures,
        tabulated,
        statements: coverage.statements,
        agrees: coverage.agrees + coverage.rounding_only,
        contradicts: coverage.contradicts,
        unowned: coverage.not_assessable,
    };
    let mut findings: Vec<Finding> = grave(by_words).collect();
    if !document.tagged.is_empty() {
        for finding in grave(audit::audit(document, pack, Some(&reference))) {
            if !findings.iter().any(|known| (known.code, &known.place) == (finding.code, &finding.place)) {
                findings.push(finding);
            }
        }
    }
    (numerals, findings)
}

/// What is a slip of the pen, or bad style, doesn't disagree with anything.
fn grave(audit: Audit) -> impl Iterator<Item = Finding> {
    let codes = [Code::ContradictedFigure, Code::OtherReport, Code::TextContradictsItself];
    audit
        .findings
        .into_iter()
        .filter(move |finding| finding.severity == Severity::Error && codes.contains(&finding.code))
}
