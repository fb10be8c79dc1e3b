//! A part that is larger than its whole: 共受理3件，其中线上5件.

use super::{Subject, ends, is_below};
use crate::finding::Finding;

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    for mention in 0..subject.mentions.len() {
        let Some((part, span)) = subject.statistic(mention) else { continue };
        let Some((whole, of)) = part.whole.and_then(|whole| subject.statistic(whole)) else { continue };
        let (Some(own), Some(limit)) = (ends(part), ends(whole)) else { continue };
        if is_below(limit.1, own.0) && !subject.contradicted.contains(&mention) {
            let surface = |span: &std::ops::Range<usize>| subject.text.surface(span.clone()).to_owned();
            let (stated, against) = (surface(&span), surface(&of));
            findings.extend(subject.contradiction("part", &[span, of], stated, against));
        }
    }
}
