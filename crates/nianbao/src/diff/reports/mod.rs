//! From two finished reports of one unit and year to what they state differently.
//!
//! Both texts are read as an audit reads them, and their clauses are paired by the words around the numbers
//! (`pairs`). A number has changed if another stands in the same clause; that it is only written otherwise (一百四十六件
//! for 146件) is no change. Where it isn't certain which clauses belong together nothing is claimed: their numbers are
//! listed as not compared.

mod leftover;
mod pairs;

use std::collections::{BTreeMap, BTreeSet};

use super::{Cause, Comparison, Difference, Kind};
use crate::audit::stated::{Stated, Statement, stated};
use crate::audit::{Document, Spot, other_report};
use crate::error::Fault;
use crate::figure::{FigureId, Quantity, State};
use crate::numeral::Scale;
use crate::pack::Pack;
use crate::record::{Record, Recorded};

/// Two texts, and what couldn't be compared in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reports {
    /// The name of the older document.
    pub old: String,
    /// The name of the newer document.
    pub new: String,
    /// Statements that may be the same ones worded anew, in the order of the older text.
    pub not_compared: Vec<NotCompared>,
}

/// Statements of which it isn't certain which belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotCompared {
    /// Why it isn't.
    pub reason: Doubt,
    /// Those of the older text.
    pub old: Vec<Quoted>,
    /// Those of the newer text.
    pub new: Vec<Quoted>,
}

/// Why it isn't certain which statements belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// The same words stand there several times.
    Repeated,
    /// Both the words and the numbers were changed.
    Reworded,
}

impl Doubt {
    /// The word that JSON, Python and the message files use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Repeated => "repeated",
            Self::Reworded => "reworded",
        }
    }
}

/// A statement as it stands in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// The number: 146件.
    pub surface: String,
    /// Its clause.
    pub clause: String,
    /// Where it stands.
    pub at: Spot,
}

/// Compares two finished reports. The pack's sayings tell which figures are meant; what else is stated goes by its
/// clause.
///
/// # Errors
/// They say to be of different units or years: such figures are different, not changed.
pub fn compare(old: &Document, new: &Document, pack: &Pack) -> Result<Comparison, Fault> {
    let (was, is) = (stated(old, pack), stated(new, pack));
    let (first, last) = (was.years.first(), is.years.first());
    if let (Some(found), Some(year)) = (first, last)
        && !was.years.iter().any(|year| is.years.contains(year))
    {
        return Err(super::other_year(*found, *year));
    }
    if let (Some(found), Some(unit)) = (&was.unit, &is.unit)
        && other_report::is_other(found, unit, unit)
        && other_report::is_other(unit, found, found)
    {
        return Err(super::other_unit(found.clone(), unit.clone()));
    }
    let matches = Matches::new(&was, &is);
    let reports = Reports { old: old.name.clone(), new: new.name.clone(), not_compared: matches.not_compared() };
    let differences = matches.differences();
    Ok(Comparison { old: record(old, &was, pack), new: record(new, &is, pack), differences, reports: Some(reports) })
}

/// The statements of two texts, and which belong together.
struct Matches<'a> {
    old: Vec<&'a Statement>,
    new: Vec<&'a Statement>,
    /// The newer statement, for each of the older ones.
    to_new: Vec<Option<usize>>,
    to_old: Vec<Option<usize>>,
    doubts: Vec<leftover::Doubtful>,
}

impl<'a> Matches<'a> {
    fn new(was: &'a Stated, is: &'a Stated) -> Self {
        let old: Vec<&Statement> = was.clauses.iter().flat_map(|clause| &clause.statements).collect();
        let new: Vec<&Statement> = is.clauses.iter().flat_map(|clause| &clause.statements).collect();
        let (to_new, to_old) = (vec![None; old.len()], vec![None; new.len()]);
        let mut matches = Self { old, new, to_new, to_old, doubts: Vec::new() };
        let pairs = pairs::clauses(was, is);
        let (starts, ends) = (starts(was), starts(is));
        for (at, pair) in pairs.to_new.iter().enumerate() {
            let Some(pair) = *pair else { continue };
            let count = was.clauses[at].statements.len();
            (0..count).for_each(|index| matches.pair(starts[at] + index, ends[pair] + index));
        }
        matches.by_figure();
        matches.doubts = leftover::sorted(&mut matches, (was, &starts), (is, &ends), &pairs);
        matches
    }

    fn pair(&mut self, old: usize, new: usize) {
        self.to_new[old] = Some(new);
        self.to_old[new] = Some(old);
    }

    /// Pairs what is left and means the same figure, if each text states that once.
    fn by_figure(&mut self) {
        let places = |statements: &[&'a Statement]| {
            let mut places: BTreeMap<&'a str, Vec<usize>> = BTreeMap::new();
            for (at, statement) in statements.iter().enumerate() {
                statement.figures.iter().for_each(|(id, _)| places.entry(id.as_str()).or_default().push(at));
            }
            places
        };
        let newer = places(&self.new);
        for (id, old) in places(&self.old) {
            if let ([old], Some([new])) = (old.as_slice(), newer.get(id).map(Vec::as_slice))
                && self.to_new[*old].is_none()
                && self.to_old[*new].is_none()
            {
                self.pair(*old, *new);
            }
        }
    }

    /// What was changed and added, in the order of the newer text; then what was removed.
    fn differences(&self) -> Vec<Difference> {
        let held: BTreeSet<(bool, usize)> = self.doubts.iter().flat_map(leftover::Doubtful::places).collect();
        let mut differences = Vec::new();
        for (at, statement) in self.new.iter().enumerate() {
            match self.to_old[at].map(|old| self.old[old]) {
                Some(old) if old.is_same(statement) => {}
                Some(old) => differences.extend(changed(old, statement)),
                None if held.contains(&(true, at)) => {}
                None => differences.extend(alone(statement, Kind::Added)),
            }
        }
        let removed =
            self.to_new.iter().enumerate().filter(|(at, pair)| pair.is_none() && !held.contains(&(false, *at)));
        differences.extend(removed.flat_map(|(at, _)| alone(self.old[at], Kind::Removed)));
        differences
    }

    fn not_compared(&self) -> Vec<NotCompared> {
        let quoted = |statement: &Statement| Quoted {
            surface: statement.surface.clone(),
            clause: statement.whole.clone(),
            at: statement.at,
        };
        let doubt = |doubt: &leftover::Doubtful| NotCompared {
            reason: doubt.reason,
            old: doubt.old.iter().map(|at| quoted(self.old[*at])).collect(),
            new: doubt.new.iter().map(|at| quoted(self.new[*at])).collect(),
        };
        self.doubts.iter().map(doubt).collect()
    }
}

/// The first statement of each clause.
fn starts(stated: &Stated) -> Vec<usize> {
    let mut next = 0;
    let start = |clause: &crate::audit::stated::Clause| {
        let start = next;
        next += clause.statements.len();
        start
    };
    stated.clauses.iter().map(start).collect()
}

/// A changed number: once for each figure that both statements mean, or by its clause.
fn changed(was: &Statement, now: &Statement) -> Vec<Difference> {
    // 增加6条 and 减少6条 look the same without their words.
    let is_alike = was.surface == now.surface;
    let printed = |statement: &Statement| if is_alike { statement.whole.clone() } else { statement.surface.clone() };
    let shared = now.figures.iter().filter(|(id, _)| was.figures.iter().any(|(own, _)| own == id));
    let cause = if was.may_be(now) { Cause::Rounding } else { Cause::Unknown };
    named(shared.cloned().collect(), now)
        .into_iter()
        .map(|(id, label)| Difference {
            kind: Kind::Changed,
            causes: BTreeSet::from([cause]),
            through: Vec::new(),
            was: Some(recorded(was, &id, &label, printed(was))),
            now: Some(recorded(now, &id, &label, printed(now))),
            was_at: Some(was.at),
            now_at: Some(now.at),
            id,
            label,
        })
        .collect()
}

/// A statement without a counterpart.
fn alone(statement: &Statement, kind: Kind) -> Vec<Difference> {
    let is_new = kind == Kind::Added;
    named(statement.figures.clone(), statement)
        .into_iter()
        .map(|(id, label)| {
            let own = recorded(statement, &id, &label, statement.surface.clone());
            Difference {
                kind,
                causes: BTreeSet::new(),
                through: Vec::new(),
                was: (!is_new).then(|| own.clone()),
                now: is_new.then_some(own),
                was_at: (!is_new).then_some(statement.at),
                now_at: is_new.then_some(statement.at),
                id,
                label,
            }
        })
        .collect()
}

/// Ids and labels: those of the figures, or the clause without an id.
fn named(figures: Vec<(FigureId, String)>, statement: &Statement) -> Vec<(String, String)> {
    if figures.is_empty() {
        return vec![(String::new(), statement.clause.clone())];
    }
    figures.into_iter().map(|(id, label)| (id.to_string(), label)).collect()
}

fn recorded(statement: &Statement, id: &str, label: &str, printed: String) -> Recorded {
    Recorded {
        id: id.to_owned(),
        label: label.to_owned(),
        unit: statement.unit.map(|unit| unit.word.to_owned()).unwrap_or_default(),
        scale: Scale::One,
        decimals: statement.value.map_or(0, |value| value.normalize().scale()),
        state: if statement.interval.is_some() { State::Value } else { State::Unknown },
        value: statement.value.map(Quantity::Number),
        printed,
        operands: Vec::new(),
        digests: None,
    }
}

/// What a text says to be, and each of its statements.
fn record(document: &Document, stated: &Stated, pack: &Pack) -> Record {
    let stem = document.name.rsplit(['/', '\\']).next().and_then(|name| name.split('.').next()).unwrap_or_default();
    let statements = stated.clauses.iter().flat_map(|clause| &clause.statements);
    let figure = |statement: &Statement| {
        let named = statement.figures.first();
        let (id, label) = named.map_or(("", statement.clause.as_str()), |(id, label)| (id.as_str(), label.as_str()));
        recorded(statement, id, label, statement.surface.clone())
    };
    Record {
        unit: stated.unit.clone().unwrap_or_default(),
        year: stated.years.first().copied().unwrap_or_default(),
        // Without a title the year says which report it is.
        title: stated
            .title
            .clone()
            .unwrap_or_else(|| if stated.years.is_empty() { stem.to_owned() } else { String::new() }),
        pack: pack.id.clone(),
        edition: pack.edition.clone(),
        language: pack.language.parse().unwrap_or_default(),
        figures: statements.map(figure).collect(),
        ..Record::default()
    }
}

#[cfg(test)]
mod tests;
