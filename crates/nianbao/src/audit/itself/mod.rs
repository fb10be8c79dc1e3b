//! What a text says about itself, without any figures to compare with: numbers that can't all be right, and slips of the
//! pen. A contradiction is raised only if no choice of numbers within what is stated would resolve it.

mod identities;
mod levels;
pub(super) mod parts;
mod rates;
mod shares;
mod stale_year;
mod subsets;
mod twice;
mod wording;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rust_decimal::Decimal;

use super::align::Statement;
use super::extract::{Mention, Statistic};
use super::lines::Lines;
use super::outline::Heading;
use super::portions;
use super::text::Text;
use crate::finding::{Code, Finding, Quotation, Severity};
use crate::pack::Pack;
use crate::place::Place;
use crate::unit::Dimension;

/// A text with what was read from it.
pub(super) struct Subject<'a, 't> {
    pub(super) text: &'a Text<'t>,
    pub(super) lines: &'a Lines<'a, 't>,
    pub(super) mentions: &'a [Mention],
    pub(super) headings: &'a [Heading],
    pub(super) plans: &'a [Range<usize>],
    pub(super) statements: &'a [Statement],
    pub(super) pack: &'a Pack,
    /// The year that the text reports on.
    pub(super) year: Option<i32>,
    /// Mentions of which it is known already that they are wrong.
    pub(super) contradicted: &'a BTreeSet<usize>,
}

/// Everything that a text itself shows to be wrong.
pub(super) fn findings(subject: &Subject<'_, '_>) -> Vec<Finding> {
    let checks: [fn(&Subject<'_, '_>, &mut Vec<Finding>); 9] = [
        identities::check,
        twice::check,
        subsets::check,
        shares::check,
        rates::check,
        stale_year::check,
        levels::check,
        parts::check,
        wording::check,
    ];
    let run = |checks: &[fn(&Subject<'_, '_>, &mut Vec<Finding>)]| {
        let mut findings = Vec::new();
        for check in checks {
            check(subject, &mut findings);
        }
        findings
    };
    // In a long text one check is enough for a core.
    let is_short = subject.text.portions().len() < 2;
    portions::each(checks.chunks(if is_short { checks.len() } else { 1 }).collect(), run)
        .into_iter()
        .flatten()
        .collect()
}

impl Subject<'_, '_> {
    /// A finding about some characters.
    fn finding(&self, code: Code, severity: Severity, span: &Range<usize>) -> Finding {
        let place = Place::Text(self.lines.place(span));
        let quotation = quotation(self.text, self.headings, span);
        Finding { quotation: Some(quotation), ..Finding::new(code, severity, place) }
    }

    /// A finding that numbers of the text can't all be right.
    fn contradiction(
        &self,
        kind: &'static str,
        spans: &[Range<usize>],
        stated: String,
        against: String,
    ) -> Option<Finding> {
        let (first, others) = spans.split_first()?;
        let mut finding = self.finding(Code::TextContradictsItself, Severity::Error, first);
        finding.related = others.iter().map(|span| Place::Text(self.lines.place(span))).collect();
        Some(finding.with("kind", kind).with("stated", stated).with("against", against))
    }

    /// The statistic of a mention and its characters.
    fn statistic(&self, mention: usize) -> Option<(&Statistic, Range<usize>)> {
        let mention = self.mentions.get(mention)?;
        mention.statistic().map(|statistic| (statistic, self.text.places(&mention.span)))
    }

    /// The mentions that state each figure, by its index in the pack.
    fn stated(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut stated: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for statement in self.statements.iter().filter(|statement| statement.is_certain) {
            if let Some(figure) = statement.bound.figure() {
                stated.entry(figure).or_default().push(statement.mention);
            }
        }
        stated
    }
}

/// The clause of some characters, and the heading above it.
pub(super) fn quotation(text: &Text<'_>, headings: &[Heading], span: &Range<usize>) -> Quotation {
    let clause = text.clause_start(span.start)..text.clause_end(span.end.max(span.start));
    let above = headings.partition_point(|heading| heading.mark.start <= span.start).checked_sub(1);
    let heading = above.and_then(|above| headings.get(above));
    Quotation {
        statement: text.surface(clause).trim().to_owned(),
        context: heading.map(|heading| text.surface(heading.title.clone()).trim().to_owned()).unwrap_or_default(),
    }
}

/// The least and the greatest number that a statistic may stand for, in the base of its unit.
fn ends(statistic: &Statistic) -> Option<(Option<Decimal>, Option<Decimal>)> {
    let factor = statistic.unit.map_or(Decimal::ONE, crate::unit::Unit::factor);
    let interval = statistic.meaning.times(factor)?.interval()?;
    let is_count = statistic.unit.is_none_or(|unit| unit.dimension == Dimension::Count);
    Some(if is_count { interval.integers() } else { (interval.low.value(), interval.high.value()) })
}

/// Whether two statistics can't be the same number.
fn are_apart(left: &Statistic, right: &Statistic) -> bool {
    let (Some(left), Some(right)) = (ends(left), ends(right)) else { return false };
    is_below(left.1, right.0) || is_below(right.1, left.0)
}

/// Whether an upper end lies below a lower one.
fn is_below(high: Option<Decimal>, low: Option<Decimal>) -> bool {
    high.zip(low).is_some_and(|(high, low)| high < low)
}
