//! Alignment: which figure each statement of a text speaks of, judged by its words alone, never by its number.
//!
//! A statement is bound to a figure when its clause holds one of the figure's sayings and says nothing besides that
//! might narrow it down, in the figure's unit, and of the report's period. What is said less clearly is left alone.

mod clause;
mod evidence;
mod implied;
pub(super) mod neutral;
pub(super) mod period;
#[cfg(test)]
mod tests;
mod vocabulary;

use std::collections::BTreeMap;
use std::ops::Range;

use super::document::Document;
use super::extract::{Basis, Direction, Kind, Mention, Scope, Statistic, Term};
use super::portions;
use super::text::Text;
use super::verdict::Reason;
use crate::figure::FigureId;
use crate::numeral::{Meaning, Remark};
use crate::pack::figure::FigureSpec;
use crate::unit::{self, Dimension, Unit};
use clause::Clause;
use evidence::Match;
pub(super) use implied::Implied;
use vocabulary::{Occurrence, Vocabulary};

/// A statement: a statistic, or one of the several things that it is said of, and the figure that it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    /// The mention, by its index.
    pub(super) mention: usize,
    /// The characters that say it: the clause with its number.
    pub(super) span: Range<usize>,
    /// What it speaks of.
    pub(super) bound: Bound,
    /// The words of the clause by which it was bound.
    pub(super) words: Vec<String>,
    /// Whether the sentence speaks of nothing else right before it. Otherwise it may be a number of that: the leaflets of
    /// one campaign, not of the year. Then it is never said to be wrong.
    pub(super) is_certain: bool,
}

/// What a statement speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Bound {
    /// One figure, by its index in the pack.
    Figure(usize),
    /// A figure by how its value stands to last year's: 同比增长52%, 是上年的1.5倍.
    Relative(usize),
    /// Figures by its words, in a unit that none of them has: a slip of one of them, if the number is that figure's.
    OtherUnit(Vec<usize>),
    /// Several figures, equally well.
    Several(Vec<usize>),
    /// Nothing that is certain; perhaps one of these.
    Nothing(Reason, Vec<usize>),
}

impl Bound {
    /// The figure, if there is exactly one.
    pub(super) const fn figure(&self) -> Option<usize> {
        match self {
            Self::Figure(figure) => Some(*figure),
            Self::Relative(_) | Self::OtherUnit(_) | Self::Several(_) | Self::Nothing(..) => None,
        }
    }

    /// A figure of the group of which it speaks.
    fn spoken_of(&self) -> Option<usize> {
        match self {
            Self::Figure(figure) | Self::Relative(figure) => Some(*figure),
            Self::OtherUnit(figures) => figures.first().copied(),
            Self::Several(_) | Self::Nothing(..) => None,
        }
    }
}

/// What is known of the report beside its words.
#[derive(Debug, Clone, Default)]
pub(super) struct Frame {
    /// The year that the text reports on.
    pub(super) year: Option<i32>,
    /// Names of the unit, and of all its area (全区), which narrow nothing down.
    pub(super) own_names: Vec<String>,
}

/// Binds every statistic of a text, and finds the figures that are implied by names.
pub(super) fn statements(
    document: &Document,
    text: &Text<'_>,
    mentions: &[Mention],
    figures: &[FigureSpec],
    frame: &Frame,
) -> (Vec<Statement>, Vec<Implied>) {
    let vocabulary = Vocabulary::new(figures);
    let found = vocabulary.scan(text);
    let tags: BTreeMap<&str, usize> = figures.iter().enumerate().map(|(at, spec)| (spec.id.as_str(), at)).collect();
    let of_portion = |portion: Range<usize>| {
        let own = mentions_of(text, mentions, &portion);
        let aligner = Aligner {
            text,
            mentions,
            figures,
            frame,
            vocabulary: &vocabulary,
            found: &found,
            first: own.start,
            bound: vec![None; own.len()],
        };
        aligner.statements(document, own, &tags)
    };
    let statements = portions::each(text.portions().to_vec(), of_portion).into_iter().flatten().collect();
    let implied = implied::implied(text, mentions, figures, &vocabulary, &found);
    (statements, implied)
}

/// The figure that the file itself says a mention to be.
fn tagged<'d>(document: &'d Document, mention: &Mention) -> Option<&'d FigureId> {
    let tagged = &document.tagged;
    let after = tagged.partition_point(|(range, _)| range.start <= mention.span.start);
    let (range, id) = tagged.get(after.checked_sub(1)?)?;
    (mention.span.end <= range.end).then_some(id)
}

/// The mentions that begin in a portion of the text, by their index.
fn mentions_of(text: &Text<'_>, mentions: &[Mention], portion: &Range<usize>) -> Range<usize> {
    let bytes = text.bytes(portion.clone());
    let [first, end] = [bytes.start, bytes.end].map(|at| mentions.partition_point(|mention| mention.span.start < at));
    first..end
}

/// The binding of a portion's mentions. No sentence looks back beyond it.
struct Aligner<'a, 't> {
    text: &'a Text<'t>,
    mentions: &'a [Mention],
    figures: &'a [FigureSpec],
    frame: &'a Frame,
    vocabulary: &'a Vocabulary,
    found: &'a [Occurrence],
    /// The portion's first mention.
    first: usize,
    /// The figure to which each mention from the first on was bound.
    bound: Vec<Option<usize>>,
}

impl Aligner<'_, '_> {
    fn statements(mut self, document: &Document, own: Range<usize>, tags: &BTreeMap<&str, usize>) -> Vec<Statement> {
        let mut statements = Vec::new();
        for index in own {
            let Some((mention, statistic)) = self.mentions.get(index).and_then(|own| Some((own, own.statistic()?)))
            else {
                continue;
            };
            let span = self.text.places(&mention.span);
            if let Some(figure) = tagged(document, mention).and_then(|id| tags.get(id.as_str())) {
                self.bind_to(index, Some(*figure));
                let bound = Bound::Figure(*figure);
                statements.push(Statement { mention: index, span, bound, words: Vec::new(), is_certain: true });
                continue;
            }
            for clause in Clause::all(self.text, self.mentions, index, self.frame.year) {
                let (bound, words) = self.bind(index, statistic, &clause);
                let is_certain = self.is_certain(index, &clause, &bound);
                self.bind_to(index, bound.spoken_of());
                let start = clause.ranges.first().map_or(span.start, |range| range.start.min(span.start));
                let end = clause.ranges.last().map_or(span.end, |range| range.end.max(span.end));
                statements.push(Statement { mention: index, span: start..end, bound, words, is_certain });
            }
        }
        statements
    }

    fn bind_to(&mut self, index: usize, figure: Option<usize>) {
        if let Some(bound) = index.checked_sub(self.first).and_then(|at| self.bound.get_mut(at)) {
            *bound = figure;
        }
    }

    /// The figure to which a mention was bound, if it is of this portion.
    fn bound(&self, index: usize) -> Option<usize> {
        index.checked_sub(self.first).and_then(|at| self.bound.get(at)).copied().flatten()
    }

    fn bind(&self, index: usize, statistic: &Statistic, clause: &Clause) -> (Bound, Vec<String>) {
        if let Some(reason) = self.unsuitable(index, statistic, clause) {
            return (Bound::Nothing(reason, Vec::new()), Vec::new());
        }
        let own_names = &self.frame.own_names;
        let matches = evidence::matches(self.text, self.vocabulary, self.found, clause, own_names);
        if statistic.kind == Kind::Change {
            return self.bind_change(index, statistic, clause, &matches);
        }
        let fits = |fit: Fit| -> Vec<&Match> {
            matches.iter().filter(|found| fit_of(&self.figures[found.figure], statistic) == fit).collect()
        };
        let (fitting, other_unit) = (fits(Fit::Same), fits(Fit::OtherUnit));
        let candidates: Vec<usize> = fitting.iter().chain(&other_unit).map(|found| found.figure).collect();
        let in_unit = self.best(&fitting, index, statistic);
        let out_of_unit = self.whole(&other_unit, index, statistic);
        // 其中主动公开信息300条 is a part of what was stated, not the whole once more.
        let whole = statistic.whole.and_then(|whole| self.bound(whole));
        match (in_unit.as_slice(), out_of_unit.as_slice()) {
            ([one], _) if Some(one.figure) == whole => (Bound::Nothing(Reason::Qualified, candidates), Vec::new()),
            ([one], _) if !is_outdone(one, &fitting) => (Bound::Figure(one.figure), one.words.clone()),
            ([], [one, ..]) if fitting.is_empty() => {
                let figures = out_of_unit.iter().map(|found| found.figure).collect();
                (Bound::OtherUnit(figures), one.words.clone())
            }
            ([_, _, ..], _) => (Bound::Several(in_unit.iter().map(|found| found.figure).collect()), Vec::new()),
            _ => {
                let is_claim = matches!(statistic.kind, Kind::Zero | Kind::All);
                let reason = match candidates.is_empty() {
                    true if is_claim => Reason::Claim,
                    true => Reason::NoFigure,
                    false => Reason::Qualified,
                };
                (Bound::Nothing(reason, candidates), Vec::new())
            }
        }
    }

    /// Why a statistic can't be held against any figure.
    fn unsuitable(&self, index: usize, statistic: &Statistic, clause: &Clause) -> Option<Reason> {
        let start = clause.ranges.first().map_or(clause.context.end, |range| range.start);
        let is_share = statistic.scopes.contains(&Scope::Each) || statistic.average;
        if matches!(statistic.meaning, Meaning::Vague | Meaning::None | Meaning::NotApplicable) {
            return Some(Reason::Vague);
        }
        if is_share {
            return Some(Reason::OtherKind);
        }
        let is_before = statistic.change.is_some_and(|change| change.term == Term::From);
        let year = self.frame.year;
        if is_before || period::is_other(self.text, self.mentions, index, clause.context.clone(), year) {
            return Some(Reason::OtherPeriod);
        }
        period::is_elsewhere(self.text, start, clause.context.clone()).then_some(Reason::OtherPlace)
    }

    /// The matches that explain all that the clause says.
    fn whole<'m>(&self, matches: &[&'m Match], index: usize, statistic: &Statistic) -> Vec<&'m Match> {
        let whole = |found: &&&Match| found.is_whole && self.context_holds(found, index, statistic);
        matches.iter().filter(whole).copied().collect()
    }

    /// Those of them that explain most.
    fn best<'m>(&self, matches: &[&'m Match], index: usize, statistic: &Statistic) -> Vec<&'m Match> {
        let whole = self.whole(matches, index, statistic);
        let most = whole.iter().map(|found| found.weight).max();
        whole.into_iter().filter(|found| Some(found.weight) == most).collect()
    }

    /// Whether the sentence still speaks of the context: every number since was of the same group of figures. A part of
    /// a whole needs words of its own, and so does a number in a list whose first number is of something else.
    fn context_holds(&self, found: &Match, index: usize, statistic: &Statistic) -> bool {
        let group = group(&self.figures[found.figure]);
        let since = |from: usize| {
            let before = self.mentions[..index].iter().enumerate().rev();
            before.take_while(move |(_, mention)| self.text.places(&mention.span).start >= from)
        };
        let is_same = |(at, mention): (usize, &Mention)| {
            let is_part = mention.statistic().is_none_or(|statistic| statistic.scopes.contains(&Scope::Subset));
            is_part || self.bound(at).is_some_and(|figure| self::group(&self.figures[figure]) == group)
        };
        if let Some(from) = found.context_at {
            return !statistic.scopes.contains(&Scope::Subset) && since(from).all(is_same);
        }
        let clause_start = self.text.clause_start(self.text.places(&self.mentions[index].span).start);
        let in_clause = since(clause_start).find(|(_, mention)| mention.statistic().is_some());
        in_clause.is_none_or(|(at, _)| self.bound(at).is_some())
    }

    /// A difference to the year before is bound to the change of the figure that it names, or of the figure that the
    /// sentence stated last.
    fn bind_change(
        &self,
        index: usize,
        statistic: &Statistic,
        clause: &Clause,
        matches: &[Match],
    ) -> (Bound, Vec<String>) {
        let change = statistic.change.filter(|change| change.basis == Some(Basis::YearBefore));
        let is_times = change.is_some_and(|change| change.term == Term::Times);
        let is_by_year = change.is_some_and(|change| change.term == Term::By && change.direction.is_some());
        let slip = self.points_for_percent(index, statistic, matches);
        if let Some(slip) = slip {
            return slip;
        }
        if !is_by_year && !is_times {
            return (Bound::Nothing(Reason::OtherKind, Vec::new()), Vec::new());
        }
        let named: Vec<&Match> = matches.iter().filter(|found| found.is_whole).collect();
        let (of, words) = match named.as_slice() {
            [one] => (Some(one.figure), one.words.clone()),
            // 同比分别上升12.4%、下降3.9% speaks of several figures.
            [] if !statistic.scopes.contains(&Scope::Respectively) && self.says_nothing_else(clause) => {
                (self.stated_last(index, clause), Vec::new())
            }
            _ => (None, Vec::new()),
        };
        if is_times
            || statistic.unit.is_some_and(|unit| matches!(unit.dimension, Dimension::Rate | Dimension::Multiple))
        {
            return match of.map(|of| self.base_of(of)) {
                // 满意率同比提高5% may be meant in points.
                Some(base) if !is_rate(&self.figures[base]) => (Bound::Relative(base), words),
                Some(base) => (Bound::Nothing(Reason::OtherKind, vec![base]), Vec::new()),
                None => (Bound::Nothing(Reason::NoFigure, Vec::new()), Vec::new()),
            };
        }
        let change_of = of.and_then(|of| {
            let id = &self.figures[of].id;
            self.figures.iter().position(|spec| spec.measure.kind() == "change" && spec.measure.operands() == [id])
        });
        match change_of {
            Some(figure) if fit_of(&self.figures[figure], statistic) == Fit::Same => (Bound::Figure(figure), words),
            Some(figure) => (Bound::Nothing(Reason::OtherKind, vec![figure]), Vec::new()),
            None => (Bound::Nothing(Reason::NoFigure, Vec::new()), Vec::new()),
        }
    }

    /// The figure of which another is the change since last year, or the figure itself.
    fn base_of(&self, figure: usize) -> usize {
        let spec = &self.figures[figure];
        let operand = spec.measure.operands().first().copied().filter(|_| spec.measure.kind() == "change");
        operand.and_then(|id| self.figures.iter().position(|spec| spec.id == *id)).unwrap_or(figure)
    }

    /// 按期办结率100个百分点: a rate in the unit of a difference.
    fn points_for_percent(
        &self,
        index: usize,
        statistic: &Statistic,
        matches: &[Match],
    ) -> Option<(Bound, Vec<String>)> {
        let is_points = statistic.unit.is_some_and(|unit| unit.dimension == Dimension::Points);
        let is_level = statistic.change.is_none_or(|change| change.direction.is_none() && change.basis.is_none());
        let rates: Vec<&Match> = matches.iter().filter(|found| is_rate(&self.figures[found.figure])).collect();
        let best = self.best(&rates, index, statistic);
        match best.as_slice() {
            [one] if is_points && is_level => Some((Bound::OtherUnit(vec![one.figure]), one.words.clone())),
            _ => None,
        }
    }

    /// Whether neither an event nor a number of something else stands in the clauses right before a statement.
    fn is_certain(&self, index: usize, clause: &Clause, bound: &Bound) -> bool {
        const EVENTS: &[&str] =
            &["活动中", "期间", "当天", "当日", "宣传周", "宣传月", "宣传日", "活动周", "活动日", "活动月"];
        let start = clause.ranges.first().map_or(clause.context.end, |range| range.start);
        let begin = self.text.clause_start(start);
        let before = begin.checked_sub(1).filter(|mark| *mark > clause.context.start && self.text.at(*mark) == ',');
        let asks_for_context = bound.figure().is_some_and(|figure| {
            self.figures.get(figure).is_some_and(|spec| spec.said.iter().any(|saying| !saying.context.is_empty()))
        });
        if before.is_some_and(|mark| self.text.before_one_of(mark, EVENTS).is_some()) && !asks_for_context {
            return false;
        }
        let mut earlier = self.mentions[..index].iter().enumerate().rev();
        let previous = earlier.find(|(_, mention)| mention.statistic().is_some());
        previous.is_none_or(|(at, mention)| {
            let end = self.text.places(&mention.span).end;
            let parted = end < clause.context.start || self.text.find(end..start, &["。", ";", "\n"]).is_some();
            let is_part = mention.statistic().is_some_and(|statistic| statistic.scopes.contains(&Scope::Subset));
            let is_words = mention.statistic().is_some_and(|own| matches!(own.kind, Kind::Zero | Kind::All));
            parted || is_part || is_words || self.bound(at).is_some()
        })
    }

    /// Whether all words of a clause leave open of what it speaks.
    fn says_nothing_else(&self, clause: &Clause) -> bool {
        neutral::is_neutral(self.text, clause, &vec![false; clause.len()], &self.frame.own_names)
    }

    fn stated_last(&self, index: usize, clause: &Clause) -> Option<usize> {
        let mut before = self.mentions[..index].iter().enumerate().rev();
        let (at, mention) = before.find(|(_, mention)| mention.statistic().is_some())?;
        let is_near = self.text.places(&mention.span).start >= clause.context.start;
        self.bound(at).filter(|_| is_near)
    }
}

/// Whether another match, though not whole, explains more: then the clause may speak of that figure.
fn is_outdone(one: &Match, all: &[&Match]) -> bool {
    all.iter().any(|other| other.figure != one.figure && other.weight > one.weight)
}

/// Figures of one group speak of one matter: `disclosure` of `disclosure.closed`.
pub(super) fn group(spec: &FigureSpec) -> &str {
    spec.id.as_str().split('.').next().unwrap_or_default()
}

/// Whether a statistic may state a figure, by its kind and its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    Same,
    OtherUnit,
    Never,
}

/// The unit of a figure, if it is of the closed list.
pub(super) fn unit_of(spec: &FigureSpec) -> Option<&'static Unit> {
    unit::find(&spec.unit)
}

pub(super) fn is_rate(spec: &FigureSpec) -> bool {
    unit_of(spec).is_some_and(|unit| unit.dimension == Dimension::Rate)
}

fn fit_of(spec: &FigureSpec, statistic: &Statistic) -> Fit {
    let is_change = spec.measure.kind() == "change";
    let is_loose = statistic.remarks.contains(&Remark::UnitApart);
    let has_unit =
        |unit: &Unit| unit_of(spec).into_iter().chain(spec.units.iter().copied()).any(|own| own.is_commensurable(unit));
    match statistic.kind {
        Kind::Change if is_change && statistic.unit.is_some_and(has_unit) => Fit::Same,
        Kind::Change => Fit::Never,
        _ if is_change => Fit::Never,
        Kind::Zero if !is_rate(spec) => Fit::Same,
        Kind::All | Kind::Rate if is_rate(spec) => Fit::Same,
        Kind::Ratio if is_rate(spec) && statistic.parts.is_some() => Fit::Same,
        Kind::Zero | Kind::All | Kind::Ratio => Fit::Never,
        Kind::Count if statistic.unit.is_none() && is_loose && !is_rate(spec) => Fit::Same,
        Kind::Count | Kind::Money | Kind::Rate => match statistic.unit {
            Some(unit) if has_unit(unit) => Fit::Same,
            Some(_) => Fit::OtherUnit,
            None => Fit::Never,
        },
    }
}

/// The sign of a stated change.
pub(super) fn is_downward(statistic: &Statistic) -> bool {
    statistic.change.is_some_and(|change| change.direction == Some(Direction::Down))
}
