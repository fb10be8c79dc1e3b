//! Which parts of two texts are the same but for their numbers.
//!
//! The method is that of P. Heckel, “A technique for isolating differences between files” (CACM 21, 1978): what stands
//! once in each text belongs together wherever it stands, and what stands between two such pairs is looked at by itself.
//! Paragraphs may so be inserted, removed and moved, and the time grows with the length of the texts alone. It is done
//! with lines, then with the sentences of the lines that are left, then with the clauses of those.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::audit::stated::{Clause, Stated, Statement};

/// So many Chinese characters make words that may be told apart from others anywhere in a text.
const TELLING: usize = 4;

/// Parts of one level that belong together, by their indices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pairs {
    /// The part of the newer text, for each of the older one.
    pub(super) to_new: Vec<Option<usize>>,
    /// The part of the older text, for each of the newer one.
    pub(super) to_old: Vec<Option<usize>>,
}

/// A number for each part of both texts: equal parts have equal numbers.
struct Keys {
    old: Vec<usize>,
    new: Vec<usize>,
    /// How many numbers there are.
    count: usize,
}

/// The keys of one level.
struct Level {
    /// With what the numbers mean.
    exact: Keys,
    /// By the words alone.
    words: Keys,
    /// Whether the words of each part of the older text tell it apart.
    telling: Vec<bool>,
}

/// Numbers for equal things, in the order in which they come.
struct Numbering<K>(BTreeMap<K, usize>);

impl<K: Ord> Numbering<K> {
    const fn new() -> Self {
        Self(BTreeMap::new())
    }

    fn of(&mut self, key: K) -> usize {
        let next = self.0.len();
        *self.0.entry(key).or_insert(next)
    }

    fn keys(mut self, old: impl Iterator<Item = K>, new: impl Iterator<Item = K>) -> Keys {
        let old = old.map(|key| self.of(key)).collect();
        let new = new.map(|key| self.of(key)).collect();
        Keys { old, new, count: self.0.len() }
    }
}

/// The clauses of two texts that belong together. They have the same words, or the same but for those that narrow
/// nothing down, and state equally many numbers.
pub(super) fn clauses(old: &Stated, new: &Stated) -> Pairs {
    let clauses = of_clauses(old, new);
    let sentences = above(&clauses, &old.sentences, &new.sentences);
    let lines = above(&sentences, &old.lines, &new.lines);
    let mut pairs = Pairs::none(old.lines.len(), new.lines.len());
    pairs.find(&lines, false);
    let mut pairs = pairs.within(&old.lines, &new.lines, old.sentences.len(), new.sentences.len());
    pairs.find(&sentences, true);
    let mut pairs = pairs.within(&old.sentences, &new.sentences, old.clauses.len(), new.clauses.len());
    pairs.find(&clauses, true);
    pairs.find_by_words(&cores(old, new, &pairs), &clauses.telling, true);
    pairs
}

fn of_clauses(old: &Stated, new: &Stated) -> Level {
    let exact = |clause: &Clause| {
        let meanings = clause.statements.iter().map(Statement::meaning);
        [clause.words.clone()].into_iter().chain(meanings).collect::<Vec<_>>()
    };
    // 确保全部办结 states nothing, and the same words may elsewhere: only clauses that state equally much are paired.
    let words = |clause: &Clause| (clause.words.clone(), clause.statements.len());
    let is_ideograph = |c: &char| matches!(c, '\u{3400}'..='\u{9FFF}');
    Level {
        exact: Numbering::new().keys(old.clauses.iter().map(exact), new.clauses.iter().map(exact)),
        words: Numbering::new().keys(old.clauses.iter().map(words), new.clauses.iter().map(words)),
        telling: old
            .clauses
            .iter()
            .map(|clause| clause.words.chars().filter(is_ideograph).count() >= TELLING)
            .collect(),
    }
}

/// The keys of parts that consist of the parts below.
fn above(below: &Level, old: &[Range<usize>], new: &[Range<usize>]) -> Level {
    let keys = |keys: &Keys| {
        let part = |all: &[usize], range: &Range<usize>| all.get(range.clone()).unwrap_or_default().to_vec();
        let (old, new) =
            (old.iter().map(|range| part(&keys.old, range)), new.iter().map(|range| part(&keys.new, range)));
        Numbering::new().keys(old, new)
    };
    let tells = |range: &Range<usize>| below.telling.get(range.clone()).unwrap_or_default().contains(&true);
    Level { exact: keys(&below.exact), words: keys(&below.words), telling: old.iter().map(tells).collect() }
}

/// The keys of the clauses that are left by their telling words and how many numbers they state; those of the others are
/// never looked at.
fn cores(old: &Stated, new: &Stated, pairs: &Pairs) -> Keys {
    let core = |(clause, pair): (&Clause, &Option<usize>)| match pair {
        None => (clause.core(), clause.statements.len()),
        Some(_) => (String::new(), 0),
    };
    let old = old.clauses.iter().zip(&pairs.to_new).map(core);
    Numbering::new().keys(old, new.clauses.iter().zip(&pairs.to_old).map(core))
}

impl Pairs {
    fn none(old: usize, new: usize) -> Self {
        Self { to_new: vec![None; old], to_old: vec![None; new] }
    }

    fn pair(&mut self, old: usize, new: usize) {
        self.to_new[old] = Some(new);
        self.to_old[new] = Some(old);
    }

    /// Pairs what is the same; then what is the same but for its numbers, if there is no doubt.
    fn find(&mut self, level: &Level, overall: bool) {
        self.unique(&level.exact, &level.telling, false);
        self.extend(&level.exact);
        self.find_by_words(&level.words, &level.telling, overall);
    }

    fn find_by_words(&mut self, words: &Keys, telling: &[bool], overall: bool) {
        const ROUNDS: usize = 3;
        self.unique(words, telling, overall);
        for _ in 0..ROUNDS {
            self.between(words);
        }
    }

    /// Pairs what stands once in each text, among all parts or among those that are left.
    fn unique(&mut self, keys: &Keys, telling: &[bool], overall: bool) {
        let places = |all: &[usize], pairs: &[Option<usize>]| {
            let mut places: Vec<(usize, usize)> = vec![(0, 0); keys.count];
            for (at, (key, pair)) in all.iter().zip(pairs).enumerate() {
                if overall || pair.is_none() {
                    places[*key] = (places[*key].0 + 1, at);
                }
            }
            places
        };
        let (old, new) = (places(&keys.old, &self.to_new), places(&keys.new, &self.to_old));
        for ((in_old, old), (in_new, new)) in old.into_iter().zip(new) {
            let is_free = self.to_new.get(old) == Some(&None) && self.to_old.get(new) == Some(&None);
            if in_old == 1 && in_new == 1 && is_free && telling.get(old) == Some(&true) {
                self.pair(old, new);
            }
        }
    }

    /// Pairs equal neighbours of pairs, and of the ends of the texts.
    fn extend(&mut self, keys: &Keys) {
        let (old, new) = (self.to_new.len(), self.to_old.len());
        let same = |pairs: &Self, left: usize, right: usize| {
            left < old
                && right < new
                && pairs.to_new[left].is_none()
                && pairs.to_old[right].is_none()
                && keys.old[left] == keys.new[right]
        };
        for at in 0..old {
            let right = at.checked_sub(1).map_or(Some(0), |before| self.to_new[before].map(|before| before + 1));
            if let Some(right) = right.filter(|right| same(self, at, *right)) {
                self.pair(at, right);
            }
        }
        for at in (0..old).rev() {
            let after = if at + 1 == old { Some(new) } else { self.to_new[at + 1] };
            let right = after.and_then(|after| after.checked_sub(1));
            if let Some(right) = right.filter(|right| same(self, at, *right)) {
                self.pair(at, right);
            }
        }
    }

    /// Pairs what stands between the same pairs in both texts: all of it if that is the same sequence, otherwise what
    /// stands there once.
    fn between(&mut self, keys: &Keys) {
        for run in self.runs() {
            let opposite = self.opposite(&run);
            let [new] = opposite.as_slice() else { continue };
            let new = new.clone();
            let (left, right) = (&keys.old[run.clone()], &keys.new[new.clone()]);
            if left == right {
                run.zip(new).for_each(|(old, new)| self.pair(old, new));
                continue;
            }
            let mut places: BTreeMap<usize, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
            left.iter().zip(run).for_each(|(key, at)| places.entry(*key).or_default().0.push(at));
            right.iter().zip(new).for_each(|(key, at)| places.entry(*key).or_default().1.push(at));
            for (old, new) in places.into_values() {
                if let ([old], [new]) = (old.as_slice(), new.as_slice()) {
                    self.pair(*old, *new);
                }
            }
        }
    }

    /// The stretches of the older text that belong to nothing.
    pub(super) fn runs(&self) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (at, _) in self.to_new.iter().enumerate().filter(|(_, pair)| pair.is_none()) {
            match runs.last_mut().filter(|run| run.end == at) {
                Some(run) => run.end += 1,
                None => runs.push(at..at + 1),
            }
        }
        runs
    }

    /// The stretches of the newer text that belong to nothing and stand behind what precedes a stretch of the older one,
    /// or before what follows it: one, if that is the same.
    pub(super) fn opposite(&self, run: &Range<usize>) -> Vec<Range<usize>> {
        let is_free = |at: usize| self.to_old.get(at) == Some(&None);
        let end = self.to_old.len();
        let before = run.start.checked_sub(1).map_or(Some(0), |before| self.to_new[before].map(|before| before + 1));
        let after = self.to_new.get(run.end).map_or(Some(end), |after| *after);
        let first = before.map(|start| start..(start..end).find(|at| !is_free(*at)).unwrap_or(end));
        let last = after.map(|end| (0..end).rev().find(|at| !is_free(*at)).map_or(0, |before| before + 1)..end);
        let mut found: Vec<Range<usize>> = first.into_iter().chain(last).collect();
        found.dedup();
        found
    }

    /// The pairs one level below: the parts of what belongs together.
    fn within(&self, old: &[Range<usize>], new: &[Range<usize>], olds: usize, news: usize) -> Self {
        let mut below = Self::none(olds, news);
        for (at, pair) in self.to_new.iter().enumerate() {
            if let Some(pair) = pair {
                old[at].clone().zip(new[*pair].clone()).for_each(|(old, new)| below.pair(old, new));
            }
        }
        below
    }
}
