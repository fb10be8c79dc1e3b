//! Rates that their own numerator and denominator contradict: 达标率98%（60/63）, or the pack's ratios where the text
//! states all three.

use std::ops::Range;

use rust_decimal::Decimal;

use super::Subject;
use crate::audit::extract::{Kind, Statistic};
use crate::finding::Finding;
use crate::unit::Dimension;

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    beside(subject, findings);
    of_pack(subject, findings);
}

fn beside(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    for mention in 0..subject.mentions.len() {
        let Some((rate, span)) = subject.statistic(mention) else { continue };
        let Some((of, to)) = rate.parts.filter(|_| rate.kind == Kind::Rate) else { continue };
        if is_contradicted(rate, of, to) {
            let stated = subject.text.surface(span.clone()).to_owned();
            findings.extend(subject.contradiction("rate", &[span], stated, format!("{of}/{to}")));
        }
    }
}

fn of_pack(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    let stated = subject.stated();
    let exact = |mention: usize| subject.statistic(mention).and_then(|(statistic, _)| statistic.meaning.value());
    for (figure, mentions) in &stated {
        let Some(spec) = subject.pack.figures.get(*figure).filter(|spec| spec.measure.kind() == "ratio") else {
            continue;
        };
        let operands = spec.measure.operands();
        let mention_of = |at: usize| {
            let id = operands.get(at)?;
            let operand = subject.pack.figures.iter().position(|spec| spec.id == **id)?;
            stated.get(&operand)?.first().copied()
        };
        let (Some(rate), Some(of), Some(to)) = (mentions.first().copied(), mention_of(0), mention_of(1)) else {
            continue;
        };
        if [rate, of, to].iter().any(|mention| subject.contradicted.contains(mention)) {
            continue;
        }
        let (Some((statistic, span)), Some(numerator), Some(denominator)) =
            (subject.statistic(rate), exact(of), exact(to))
        else {
            continue;
        };
        if is_contradicted(statistic, numerator, denominator) {
            let others = [of, to].into_iter().filter_map(|mention| subject.statistic(mention)).map(|(_, span)| span);
            let spans: Vec<Range<usize>> = std::iter::once(span.clone()).chain(others).collect();
            let stated = subject.text.surface(span).to_owned();
            findings.extend(subject.contradiction("rate", &spans, stated, format!("{numerator}/{denominator}")));
        }
    }
}

fn is_contradicted(rate: &Statistic, of: Decimal, to: Decimal) -> bool {
    let unit = rate.unit.filter(|unit| unit.dimension == Dimension::Rate);
    let factor = unit.map_or(Decimal::ONE, crate::unit::Unit::factor);
    let scaled = of.checked_mul(Decimal::ONE_HUNDRED);
    let times = rate.meaning.times(factor).and_then(|meaning| meaning.times(to)).and_then(|meaning| meaning.interval());
    to > Decimal::ZERO && scaled.zip(times).is_some_and(|(scaled, interval)| !interval.contains(scaled))
}
