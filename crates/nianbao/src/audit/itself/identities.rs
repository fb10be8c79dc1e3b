//! Identities of the pack, over the figures that the text states: 3 + 0 = 2 + 1.

use std::ops::Range;

use rust_decimal::Decimal;

use super::{Subject, ends, is_below};
use crate::figure::FigureId;
use crate::finding::{Finding, RuleReference};
use crate::pack::rule::Rule;
use crate::validate::checks::Check;

/// The least and the greatest sum of one side, and what stands for it in the text.
struct Side {
    low: Option<Decimal>,
    high: Option<Decimal>,
    surfaces: Vec<String>,
    spans: Vec<Range<usize>>,
}

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    let stated = subject.stated();
    let mention_of = |id: &FigureId| {
        let figure = subject.pack.figures.iter().position(|spec| spec.id == *id)?;
        stated.get(&figure)?.first().copied()
    };
    for rule in &subject.pack.rules {
        let Some((left, right, may_be_less)) = sides(&rule.check) else { continue };
        let mentions = |ids: Vec<&FigureId>| ids.into_iter().map(mention_of).collect::<Option<Vec<usize>>>();
        let (Some(left), Some(right)) = (mentions(left), mentions(right)) else { continue };
        // The wrong number of them is known already.
        if left.iter().chain(&right).any(|mention| subject.contradicted.contains(mention)) {
            continue;
        }
        let (Some(left), Some(right)) = (side(subject, &left), side(subject, &right)) else { continue };
        let is_broken = is_below(right.high, left.low) || (!may_be_less && is_below(left.high, right.low));
        if is_broken {
            let kind = if may_be_less { "at-most" } else { "sum" };
            findings.extend(broken(subject, rule, kind, &left, &right));
        }
    }
}

/// The figures on both sides of a check, and whether the left one may be less.
fn sides(check: &Check) -> Option<(Vec<&FigureId>, Vec<&FigureId>, bool)> {
    match check {
        Check::SumsTo(check) => Some((check.parts.iter().collect(), check.total.iter().collect(), false)),
        Check::Equals(check) => Some((vec![&check.left], vec![&check.right], false)),
        Check::AtMost(check) => Some((vec![&check.figure], vec![&check.limit], true)),
        _ => None,
    }
}

fn side(subject: &Subject<'_, '_>, mentions: &[usize]) -> Option<Side> {
    let mut side = Side { low: Some(Decimal::ZERO), high: Some(Decimal::ZERO), surfaces: vec![], spans: vec![] };
    for mention in mentions {
        let (statistic, span) = subject.statistic(*mention)?;
        let (low, high) = ends(statistic)?;
        let add =
            |sum: Option<Decimal>, term: Option<Decimal>| sum.zip(term).and_then(|(sum, term)| sum.checked_add(term));
        (side.low, side.high) = (add(side.low, low), add(side.high, high));
        side.surfaces.push(subject.text.surface(span.clone()).to_owned());
        side.spans.push(span);
    }
    Some(side)
}

fn broken(subject: &Subject<'_, '_>, rule: &Rule, kind: &'static str, left: &Side, right: &Side) -> Option<Finding> {
    let spans: Vec<Range<usize>> = left.spans.iter().chain(&right.spans).cloned().collect();
    let finding = subject.contradiction(kind, &spans, left.surfaces.join(" + "), right.surfaces.join(" + "))?;
    let reference = RuleReference { id: rule.id.clone(), at: rule.at.clone(), because: rule.because.clone() };
    Some(Finding { rule: Some(reference), ..finding })
}
