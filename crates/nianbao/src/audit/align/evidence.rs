//! Evidence: which sayings a clause holds, how much of it they explain, and which figure that makes it speak of.

use std::ops::Range;

use super::clause::Clause;
use super::neutral;
use super::vocabulary::{Occurrence, Pattern, Vocabulary, within};
use crate::audit::text::Text;

/// A saying that a clause holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// The figure, by its index in the pack.
    pub(super) figure: usize,
    /// How many characters of the clause it explains, and how many of the sentence.
    pub(super) weight: (usize, usize),
    /// Whether the clause says nothing else.
    pub(super) is_whole: bool,
    /// Where the first word of its context stands, if it asks for any.
    pub(super) context_at: Option<usize>,
    /// The words, as they stand.
    pub(super) words: Vec<String>,
}

/// The best match of each figure whose saying the clause holds.
pub(super) fn matches(
    text: &Text<'_>,
    vocabulary: &Vocabulary,
    found: &[Occurrence],
    clause: &Clause,
    own_names: &[String],
) -> Vec<Match> {
    let own: Vec<Occurrence> = clause.ranges.iter().flat_map(|range| within(found, range)).collect();
    let mut tried: Vec<usize> = own.iter().flat_map(|found| vocabulary.ending_in(found.word)).copied().collect();
    tried.sort_unstable();
    tried.dedup();
    let mut best: Vec<Match> = Vec::new();
    for pattern in tried.into_iter().filter_map(|index| vocabulary.patterns.get(index)) {
        let Some(found) = one(text, pattern, found, &own, clause, own_names) else { continue };
        let key = |found: &Match| (found.is_whole, found.weight);
        match best.iter_mut().find(|known| known.figure == found.figure) {
            Some(known) if key(known) < key(&found) => *known = found,
            Some(_) => {}
            None => best.push(found),
        }
    }
    best
}

fn one(
    text: &Text<'_>,
    pattern: &Pattern,
    found: &[Occurrence],
    own: &[Occurrence],
    clause: &Clause,
    own_names: &[String],
) -> Option<Match> {
    let required = in_order(pattern, own)?;
    let first = required.first()?.span.start;
    let (context_weight, context_at) = context(pattern, found, clause, first)?;
    let mut explained = vec![false; clause.len()];
    let optional = own.iter().filter(|found| pattern.optional.iter().any(|words| words.contains(&found.word)));
    for span in required.iter().chain(optional).map(|found| &found.span).chain(&clause.dates) {
        mark(clause, span, &mut explained);
    }
    let weight = explained.iter().filter(|explained| **explained).count();
    for gap in gaps(pattern, &required, clause) {
        if !neutral::is_narrowed(text, gap.clone()) {
            mark(clause, &gap, &mut explained);
        }
    }
    Some(Match {
        figure: pattern.figure,
        weight: (weight, context_weight),
        is_whole: neutral::is_neutral(text, clause, &explained, own_names),
        context_at,
        words: required.iter().map(|found| text.surface(found.span.clone()).to_owned()).collect(),
    })
}

fn mark(clause: &Clause, places: &Range<usize>, explained: &mut [bool]) {
    for place in places.clone() {
        if let Some(explained) = clause.index_of(place).and_then(|index| explained.get_mut(index)) {
            *explained = true;
        }
    }
}

/// Where the pattern lets anything stand.
fn gaps(pattern: &Pattern, required: &[Occurrence], clause: &Clause) -> Vec<Range<usize>> {
    let start = clause.ranges.first().map_or(0, |range| range.start);
    let end = clause.ranges.last().map_or(0, |range| range.end);
    let open = pattern.open.iter().enumerate().filter(|(_, open)| **open);
    let gap = |index: usize| {
        let before = index.checked_sub(1).and_then(|before| required.get(before));
        let from = before.map_or(start, |before| before.span.end);
        from..required.get(index).map_or(end, |after| after.span.start)
    };
    open.map(|(index, _)| gap(index)).collect()
}

/// The words that the pattern asks for, in their order and as near to each other as they stand.
pub(super) fn in_order(pattern: &Pattern, own: &[Occurrence]) -> Option<Vec<Occurrence>> {
    let mut at = 0;
    let mut chosen: Vec<Occurrence> = Vec::with_capacity(pattern.required.len());
    for words in &pattern.required {
        let next = own.iter().filter(|found| found.span.start >= at && words.contains(&found.word));
        let next = next.min_by_key(|found| (found.span.start, usize::MAX - found.span.end))?;
        at = next.span.end;
        chosen.push(next.clone());
    }
    for index in (0..chosen.len().saturating_sub(1)).rev() {
        let limit = chosen[index + 1].span.start;
        let nearer = own.iter().filter(|found| {
            found.span.end <= limit
                && found.span.start > chosen[index].span.start
                && pattern.required[index].contains(&found.word)
        });
        if let Some(nearer) = nearer.max_by_key(|found| (found.span.end, usize::MAX - found.span.start)) {
            chosen[index] = nearer.clone();
        }
    }
    Some(chosen)
}

/// How much of the sentence the context explains, and where it begins; nothing if it isn't all there.
fn context(pattern: &Pattern, found: &[Occurrence], clause: &Clause, first: usize) -> Option<(usize, Option<usize>)> {
    let range = clause.context.start..first.max(clause.context.end);
    let (mut weight, mut begin) = (0, None);
    for words in &pattern.context {
        let last = within(found, &range).filter(|found| words.contains(&found.word)).last()?;
        weight += last.span.len();
        begin = Some(begin.map_or(last.span.start, |begin: usize| begin.min(last.span.start)));
    }
    Some((weight, begin))
}
