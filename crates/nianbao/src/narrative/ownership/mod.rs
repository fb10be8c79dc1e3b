//! Ownership: every numeral of the narrative is a figure's, structural, exempt for a reason, or a finding.
//!
//! The reading is extracted as any text is, so that the same rules say what a numeral is. A statistic is then held
//! against the stretch in which its digits stand: a number that `fig` prints is owned, and words around it may change what
//! it says only as far as the figure's value allows. What an author types is owned where a figure, a claim or a reason
//! vouches for that very number.

mod class;
mod comparison;
mod judge;
mod place;

use std::ops::Range;

use super::reading::Reading;
use super::world::ReportWorld;
use crate::audit;
use crate::figure::{Figures, Origin};
use crate::finding::{Code, Finding, Severity};
use crate::place::Place;
use class::Need;
use judge::{Judge, Verdict};

/// How many numerals the narrative has, and whose they are. What the layout adds, such as the title, the date, the annex
/// and the page numbers, isn't counted, and neither is what stands in a `todo`. `numerals` is the sum of the others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    /// All numerals, and words that state none or all.
    pub numerals: usize,
    /// Those of figures that are computed from ledgers.
    pub ledger: usize,
    /// Those of figures that are entered by hand.
    pub entered: usize,
    /// Those that state nothing data can contradict: dates, names, levels, slogans, norms, plans.
    pub structural: usize,
    /// Those that are exempt for a reason.
    pub exempt: usize,
    /// Those that nobody owns, and those of figures that words beside them have altered.
    pub unowned: usize,
}

/// A numeral that is exempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exemption {
    /// The numeral with its unit.
    pub numeral: String,
    /// Why no figure stands behind it.
    pub reason: String,
    /// Where it stands in the narrative.
    pub place: Place,
}

/// What came out for a narrative.
#[derive(Debug, Clone, Default)]
pub(super) struct Ownership {
    pub(super) coverage: Coverage,
    pub(super) exempt: Vec<Exemption>,
    pub(super) findings: Vec<Finding>,
}

/// Judges every numeral of a reading.
pub(super) fn judge(world: &ReportWorld<'_>, reading: &Reading, figures: &Figures) -> Ownership {
    let judge = Judge::new(reading, figures);
    let place_of = |range: &Range<usize>| place::locate(world, reading, range).map_or(Place::Project, Place::Text);
    let mentions = audit::extract_under(&reading.text, &reading.headings);
    let mut ownership = Ownership::default();
    for mention in &mentions {
        let verdict = judge.verdict(mention);
        ownership.coverage.count(&verdict);
        let finding = match verdict {
            Verdict::Unowned(need) => {
                let severity = if need == Need::Certain { Severity::Error } else { Severity::Warning };
                let kind = if judge.is_in_words(mention) { "words" } else { need.as_str() };
                let place = place_of(&judge.unowned_part(mention));
                let candidate = judge.candidate(mention);
                Finding::new(Code::UnownedNumeral, severity, place)
                    .with("kind", kind)
                    .with("figure", candidate.map(|figure| figure.id.as_str()).unwrap_or_default())
                    .with("label", candidate.map(|figure| figure.label.as_str()).unwrap_or_default())
            }
            Verdict::Altered(id) => {
                let printed = figures.get(id.as_str()).map(|figure| figure.printed.clone()).unwrap_or_default();
                Finding::new(Code::AlteredFigure, Severity::Error, place_of(&judge.unowned_part(mention)))
                    .with("figure", id.as_str())
                    .with("value", printed)
            }
            Verdict::Exempt(reason) => {
                let place = place_of(&mention.span);
                ownership.exempt.push(Exemption { numeral: mention.surface.clone(), reason, place });
                continue;
            }
            Verdict::Bound(_) | Verdict::Structural | Verdict::Open => continue,
        };
        ownership.findings.push(finding.with("numeral", mention.surface.as_str()));
    }
    let text = |range: &Range<usize>| reading.text.get(range.clone()).unwrap_or_default();
    let repeated = judge.repeated_units().into_iter().map(|(range, id)| {
        let finding = Finding::new(Code::AlteredFigure, Severity::Error, place_of(&range));
        finding.with("figure", id.as_str()).with("numeral", text(&range)).with("value", "")
    });
    ownership.findings.extend(repeated);
    let bare = comparison::bare(reading, &mentions)
        .into_iter()
        .map(|range| Finding::new(Code::UnownedClaim, Severity::Warning, place_of(&range)).with("text", text(&range)));
    ownership.findings.extend(bare);
    ownership
}

impl Coverage {
    /// Those that figures stand behind, computed or entered.
    pub const fn bound(&self) -> usize {
        self.ledger + self.entered
    }

    fn count(&mut self, verdict: &Verdict) {
        let counter = match verdict {
            Verdict::Bound(Origin::Ledger) => &mut self.ledger,
            Verdict::Bound(Origin::Entered) => &mut self.entered,
            Verdict::Structural => &mut self.structural,
            Verdict::Exempt(_) => &mut self.exempt,
            Verdict::Altered(_) | Verdict::Unowned(_) => &mut self.unowned,
            Verdict::Open => return,
        };
        *counter += 1;
        self.numerals += 1;
    }
}
