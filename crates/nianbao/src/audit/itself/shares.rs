//! Shares that are said to be all there are, and don't add up to 100 %.

use std::ops::Range;

use rust_decimal::Decimal;

use super::Subject;
use crate::audit::extract::{Kind, Statistic};
use crate::audit::outline;
use crate::finding::Finding;

/// Words by which a sentence claims that nothing is left out.
const COMPLETE: &[&str] = &["其他占", "其余占", "其他类占", "其他方式占", "其他事项占", "其他案件占", "其他情形占"];

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    const FEWEST: usize = 2;
    let mut mention = 0;
    for sentence in outline::sentences(subject.text) {
        let mut shares: Vec<(&Statistic, Range<usize>)> = Vec::new();
        while let Some(next) = subject.mentions.get(mention) {
            let span = subject.text.places(&next.span);
            if span.start >= sentence.span.end {
                break;
            }
            mention += 1;
            let share = next.statistic().filter(|_| span.start >= sentence.span.start);
            shares.extend(share.filter(|share| is_share(subject, share, &span)).map(|share| (share, span.clone())));
        }
        let is_complete = shares.len() >= FEWEST && subject.text.find(sentence.span.clone(), COMPLETE).is_some();
        if is_complete && is_off(&shares) {
            let spans: Vec<Range<usize>> = shares.iter().map(|(_, span)| span.clone()).collect();
            let surfaces: Vec<&str> = spans.iter().map(|span| subject.text.surface(span.clone())).collect();
            findings.extend(subject.contradiction("shares", &spans, surfaces.join(" + "), "100%".to_owned()));
        }
    }
}

fn is_share(subject: &Subject<'_, '_>, statistic: &Statistic, span: &Range<usize>) -> bool {
    let is_rate = statistic.kind == Kind::Rate && statistic.change.is_none();
    let before = subject.text.places(&statistic.before);
    let says_share = subject.text.find(before, &["占"]).is_some();
    let is_listed = matches!(subject.text.before(span.start), '、' | '和' | '及' | ',');
    is_rate && (says_share || is_listed)
}

/// Whether no choice within the rounding adds up to 100 %.
fn is_off(shares: &[(&Statistic, Range<usize>)]) -> bool {
    let sum = shares.iter().try_fold((Decimal::ZERO, Decimal::ZERO), |(low, high), (share, _)| {
        let interval = share.meaning.interval()?;
        Some((low.checked_add(interval.low.value()?)?, high.checked_add(interval.high.value()?)?))
    });
    sum.is_some_and(|(low, high)| high < Decimal::ONE_HUNDRED || low > Decimal::ONE_HUNDRED)
}
