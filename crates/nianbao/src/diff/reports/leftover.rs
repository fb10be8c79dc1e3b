//! What stands in clauses that belong to none of the other text: worded anew, in doubt, or really only there.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::pairs::Pairs;
use super::{Doubt, Matches};
use crate::audit::stated::Stated;

/// Statements of both texts that may belong together, by their indices.
pub(super) struct Doubtful {
    pub(super) reason: Doubt,
    pub(super) old: Vec<usize>,
    pub(super) new: Vec<usize>,
}

impl Doubtful {
    /// The statements; with `true` those of the newer text.
    pub(super) fn places(&self) -> impl Iterator<Item = (bool, usize)> {
        let old = self.old.iter().map(|at| (false, *at));
        old.chain(self.new.iter().map(|at| (true, *at)))
    }
}

/// A text with the first statement of each of its clauses.
type Text<'a> = (&'a Stated, &'a [usize]);

/// Looks at each stretch of the older text that belongs to nothing, with what stands in its place in the newer one.
/// What states the same there is paired; what stands in sentences that share words is in doubt; the rest is left alone.
pub(super) fn sorted(matches: &mut Matches<'_>, old: Text<'_>, new: Text<'_>, pairs: &Pairs) -> Vec<Doubtful> {
    let mut doubts = Vec::new();
    let mut taken = BTreeSet::new();
    for run in pairs.runs() {
        let left: Vec<At> = statements(old, run.clone()).filter(|at| matches.to_new[at.statement].is_none()).collect();
        if left.is_empty() {
            continue;
        }
        let opposite = pairs.opposite(&run);
        let right: Vec<At> = opposite
            .iter()
            .flat_map(|range| statements(new, range.clone()))
            .filter(|at| matches.to_old[at.statement].is_none() && !taken.contains(&at.statement))
            .collect();
        let (left, right) = same(matches, left, right);
        let runs = [run];
        let (mine, theirs) = (two_by_two(old.0, &runs), two_by_two(new.0, &opposite));
        let left = held(old.0, &left, &runs, &theirs);
        let right = held(new.0, &right, &opposite, &mine);
        if left.is_empty() || right.is_empty() {
            continue;
        }
        let words: BTreeSet<&str> = left.iter().map(|at| old.0.clauses[at.clause].words.as_str()).collect();
        let is_repeated = right.iter().any(|at| words.contains(new.0.clauses[at.clause].words.as_str()));
        let reason = if is_repeated { Doubt::Repeated } else { Doubt::Reworded };
        taken.extend(right.iter().map(|at| at.statement));
        let places = |all: Vec<At>| all.into_iter().map(|at| at.statement).collect();
        doubts.push(Doubtful { reason, old: places(left), new: places(right) });
    }
    doubts
}

/// A statement and its clause.
#[derive(Clone, Copy)]
struct At {
    clause: usize,
    statement: usize,
}

fn statements((stated, starts): Text<'_>, clauses: Range<usize>) -> impl Iterator<Item = At> + '_ {
    clauses.flat_map(move |clause| {
        let count = stated.clauses[clause].statements.len();
        (0..count).map(move |index| At { clause, statement: starts[clause] + index })
    })
}

/// Pairs what states the same, in its order, and returns the rest.
fn same(matches: &mut Matches<'_>, left: Vec<At>, right: Vec<At>) -> (Vec<At>, Vec<At>) {
    let mut by_meaning: BTreeMap<String, Vec<At>> = BTreeMap::new();
    for at in right.iter().rev() {
        by_meaning.entry(matches.new[at.statement].meaning()).or_default().push(*at);
    }
    let mut rest = Vec::new();
    for at in left {
        match by_meaning.get_mut(&matches.old[at.statement].meaning()).and_then(Vec::pop) {
            Some(pair) => matches.pair(at.statement, pair.statement),
            None => rest.push(at),
        }
    }
    let right = right.into_iter().filter(|at| matches.to_old[at.statement].is_none()).collect();
    (rest, right)
}

/// Each two characters that stand side by side in the clauses of some stretches, without the numbers.
fn two_by_two(stated: &Stated, runs: &[Range<usize>]) -> BTreeSet<[char; 2]> {
    runs.iter().cloned().flatten().flat_map(|clause| sides(&stated.clauses[clause].words)).collect()
}

fn sides(words: &str) -> Vec<[char; 2]> {
    let ideographs: Vec<char> = words.chars().filter(|c| matches!(c, '\u{3400}'..='\u{9FFF}')).collect();
    ideographs.windows(2).filter_map(|two| two.try_into().ok()).collect()
}

/// Those whose sentence, as far as it lies in the stretches, has a quarter of its words in common with others. Of one
/// without words it can't be said.
fn held(stated: &Stated, all: &[At], runs: &[Range<usize>], others: &BTreeSet<[char; 2]>) -> Vec<At> {
    let mut kept = Vec::new();
    // A sentence is looked at once, however much it states.
    let (mut looked_at, mut shares_words) = (0..0, false);
    for at in all {
        if !looked_at.contains(&at.clause) {
            let sentence = stated.sentences.partition_point(|sentence| sentence.end <= at.clause);
            let sentence = stated.sentences.get(sentence).cloned().unwrap_or_default();
            let run = runs.iter().find(|run| run.contains(&at.clause)).cloned().unwrap_or_default();
            looked_at = sentence.start.max(run.start)..sentence.end.min(run.end);
            let own: Vec<[char; 2]> =
                looked_at.clone().flat_map(|clause| sides(&stated.clauses[clause].words)).collect();
            shares_words = 4 * own.iter().filter(|two| others.contains(*two)).count() >= own.len();
        }
        kept.extend(shares_words.then_some(*at));
    }
    kept
}
