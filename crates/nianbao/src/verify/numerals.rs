//! The numbers of a text against the figures that it carries.

use super::table::Tabulated;
use crate::audit::{self, Audit, Document, Judgement, Reason, Reference, Verdict};
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
/// as another figure; and the number has to be that of the figure that it is marked as. What stands in the table of figures
/// and isn't told by its words was held against the figures there.
pub(super) fn check(
    document: &Document,
    pack: &Pack,
    record: &Record,
    tabulated: &Tabulated,
) -> (Numerals, Vec<Finding>) {
    let reference = Reference::of_record(record);
    let by_words = audit::audit(&document.unmarked(), pack, Some(&reference));
    let coverage = by_words.coverage;
    let in_table = |place: usize| {
        let before = tabulated.rows.partition_point(|row| row.start <= place);
        before.checked_sub(1).and_then(|last| tabulated.rows.get(last)).is_some_and(|row| row.contains(&place))
    };
    // 多次 is no number.
    let is_aside = |judgement: &&Judgement| {
        !judgement.is_implied
            && judgement.verdict == Verdict::NotAssessable
            && (judgement.reason == Some(Reason::Vague) || in_table(judgement.span.start))
    };
    let aside = by_words.judgements.iter().filter(is_aside).count();
    let numerals = Numerals {
        figures: coverage.figures,
        tabulated: tabulated.shown,
        statements: coverage.statements.saturating_sub(aside),
        agrees: coverage.agrees + coverage.rounding_only,
        contradicts: coverage.contradicts,
        unowned: coverage.not_assessable.saturating_sub(aside),
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
