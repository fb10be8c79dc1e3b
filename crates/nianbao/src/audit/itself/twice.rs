//! The same figure stated twice with numbers that can't be the same.

use super::{Subject, are_apart};
use crate::finding::Finding;

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    for (figure, mentions) in subject.stated() {
        let Some((first, others)) = mentions.split_first() else { continue };
        for other in others {
            let both = [first, other];
            // The wrong one is known already.
            if both.iter().any(|mention| subject.contradicted.contains(mention)) {
                continue;
            }
            let (Some((left, first)), Some((right, second))) = (subject.statistic(*first), subject.statistic(*other))
            else {
                continue;
            };
            if are_apart(left, right) {
                let surface = |span: &std::ops::Range<usize>| subject.text.surface(span.clone()).to_owned();
                let (before, now) = (surface(&first), surface(&second));
                let finding = subject.contradiction("twice", &[second, first], now, before);
                let label = subject.pack.figures.get(figure).map(|spec| spec.label.clone()).unwrap_or_default();
                findings.extend(finding.map(|finding| finding.with("label", label)));
            }
        }
    }
}
