//! The context of what was found: each number's clause, kind, comparison and label.

use std::ops::Range;

use super::change::{self, Around};
use super::mention::{Class, Kind, Mention, OtherClass, Scope, Statistic, Term};
use super::norm;
use super::scan::{Found, What};
use super::scope;
use crate::audit::portions;
use crate::audit::text::Text;
use crate::numeral::{Interval, Meaning, Numeral};
use crate::unit::{self, Dimension};
use rust_decimal::Decimal;

/// A mention by its characters, before the things that several of them share are worked out.
pub(super) struct Draft {
    pub(super) span: Range<usize>,
    pub(super) class: Class,
    /// The characters of `before` and `after` of a statistic.
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
    /// The characters of its objects.
    pub(super) objects: Vec<Range<usize>>,
}

impl Draft {
    pub(super) fn statistic(&self) -> Option<&Statistic> {
        match &self.class {
            Class::Statistic(statistic) => Some(statistic),
            Class::Other(_) => None,
        }
    }

    pub(super) fn statistic_mut(&mut self) -> Option<&mut Statistic> {
        match &mut self.class {
            Class::Statistic(statistic) => Some(statistic),
            Class::Other(_) => None,
        }
    }
}

/// Makes mentions of what was found in each portion.
pub(super) fn mentions(text: &Text<'_>, found: Vec<Vec<Found>>, plans: &[Range<usize>]) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::with_capacity(found.iter().map(Vec::len).sum());
    for portion in portions::each(found, |found| of_portion(text, found, plans)) {
        let before = mentions.len();
        mentions.extend(portion.into_iter().map(|mention| mention.behind(before)));
    }
    mentions
}

fn of_portion(text: &Text<'_>, found: Vec<Found>, plans: &[Range<usize>]) -> Vec<Mention> {
    let begin = found.first().map_or(0, |first| first.span.start);
    let mut plans = plans[plans.partition_point(|plan| plan.end <= begin)..].iter().peekable();
    let spans: Vec<(Range<usize>, bool)> = found.iter().map(|found| (found.span.clone(), found.may_count())).collect();
    let mut drafts: Vec<Draft> = Vec::with_capacity(found.len());
    let mut last_end = 0;
    for (index, found) in found.into_iter().enumerate() {
        let next = spans.get(index + 1..).unwrap_or_default().iter().take(NEAR).find(|(_, may_count)| *may_count);
        let around = around(text, &found.span, last_end, next.map_or(text.len(), |(span, _)| span.start));
        if found.may_count() || matches!(found.what, What::Other(OtherClass::Level)) {
            last_end = found.span.end;
        }
        while plans.peek().is_some_and(|plan| plan.end <= found.span.start) {
            plans.next();
        }
        let in_plan = plans.peek().is_some_and(|plan| plan.contains(&found.span.start));
        let previous = drafts.last().filter(|previous| text.is_one_line(previous.span.end..found.span.start));
        drafts.push(draft(text, found, around, in_plan, previous));
    }
    scope::share(text, &mut drafts);
    label(text, &mut drafts);
    drafts.into_iter().map(|draft| mention(text, draft)).collect()
}

/// How many mentions on the next statistic is looked for. The clause ends before that.
const NEAR: usize = 16;

impl Found {
    const fn may_count(&self) -> bool {
        !matches!(self.what, What::Other(_))
    }
}

fn around(text: &Text<'_>, span: &Range<usize>, last_end: usize, next_start: usize) -> Around {
    let before = text.clause_start(span.start).max(last_end)..span.start;
    let after = span.end..text.clause_end(span.end).min(next_start).max(span.end);
    Around { before, span: span.clone(), after }
}

fn draft(text: &Text<'_>, found: Found, around: Around, in_plan: bool, previous: Option<&Draft>) -> Draft {
    let (class, objects) = match found.what {
        What::Other(class) => (Class::Other(class), Vec::new()),
        _ if in_plan => (Class::Other(OtherClass::Target), Vec::new()),
        What::Numeral(numeral) => (number(text, numeral, &around, previous), Vec::new()),
        What::Parts(of, to) => (parts(of, to), Vec::new()),
        What::Words(kind, objects) => {
            let all = Decimal::ONE_HUNDRED;
            let meaning = Meaning::Exact(if kind == Kind::All { all } else { Decimal::ZERO });
            (Class::Statistic(Box::new(Statistic::new(meaning, kind))), objects)
        }
    };
    Draft { span: around.span, class, before: around.before, after: around.after, objects }
}

impl Statistic {
    const fn new(meaning: Meaning, kind: Kind) -> Self {
        Self {
            meaning,
            unit: None,
            kind,
            scopes: Vec::new(),
            whole: None,
            objects: Vec::new(),
            change: None,
            average: false,
            parts: None,
            before: 0..0,
            after: 0..0,
            remarks: Vec::new(),
        }
    }
}

fn parts(of: Decimal, to: Decimal) -> Class {
    let percent = of.checked_mul(Decimal::ONE_HUNDRED).and_then(|product| product.checked_div(to));
    let meaning = percent.map_or(Meaning::Vague, |percent| Meaning::Interval(Interval::point(percent.round_dp(10))));
    let parts = Some((of, to));
    Class::Statistic(Box::new(Statistic { unit: unit::find("%"), parts, ..Statistic::new(meaning, Kind::Ratio) }))
}

fn number(text: &Text<'_>, numeral: Numeral, around: &Around, previous: Option<&Draft>) -> Class {
    let unit = numeral.unit.as_deref().and_then(unit::find);
    let mut change = change::change(text, around, unit);
    if change.is_none() && is_continued(text, around) {
        // 同比分别增长12%、13%.
        let before = previous.and_then(Draft::statistic);
        change = before.filter(|before| before.unit == unit).and_then(|before| before.change);
    }
    if let Some(class) = norm::norm(text, around, unit, change.as_ref()) {
        return Class::Other(class);
    }
    let from = previous.and_then(Draft::statistic).filter(|_| is_to_of(previous, around, change));
    let average = norm::is_average(text, around) || from.is_some_and(|from| from.average);
    let is_difference = change.is_some_and(|change| matches!(change.term, Term::By | Term::Times));
    let kind = match unit.map(|unit| unit.dimension) {
        _ if is_difference => Kind::Change,
        Some(Dimension::Money) => Kind::Money,
        Some(Dimension::Rate) => Kind::Rate,
        Some(Dimension::Points | Dimension::Multiple) => Kind::Change,
        Some(Dimension::Duration) if average || change.is_some() => Kind::Ratio,
        _ if average => Kind::Ratio,
        _ => Kind::Count,
    };
    let is_each = text.ends_with(around.span.start, "各") || text.find(around.before.clone(), &["每"]).is_some();
    let scopes = if is_each && !average { vec![Scope::Each] } else { Vec::new() };
    let statistic = Statistic::new(numeral.meaning, kind);
    Class::Statistic(Box::new(Statistic { unit, scopes, change, average, remarks: numeral.remarks, ..statistic }))
}

/// Trims the words around each number to those that may be its own: a number right after another is said of the same
/// thing (23批61人次), and words behind a mark for "and" belong to the number after them.
fn label(text: &Text<'_>, drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        let (earlier, [draft, later @ ..]) = drafts.split_at_mut(index) else { continue };
        let previous = earlier.last().filter(|previous| previous.statistic().is_some());
        if let Some(previous) = previous.filter(|previous| previous.span.end == draft.span.start) {
            draft.before = previous.before.clone();
        }
        let separators = ['、', '和', '及', '与', ' ', '/'];
        while draft.before.len() > 1 && separators.contains(&text.at(draft.before.start)) {
            draft.before.start += 1;
        }
        if draft.before.len() == 1 && separators.contains(&text.at(draft.before.start)) {
            draft.before.start += 1;
        }
        let next = later.iter().take(NEAR).find(|next| next.statistic().is_some());
        if next.is_some_and(|next| next.before.start <= draft.after.start && next.span.start == draft.after.end) {
            draft.after.end = text.find(draft.after.clone(), &["、"]).unwrap_or(draft.after.end);
        }
    }
}

/// Whether the number is the value now, and the one before it in the clause the value before.
fn is_to_of(previous: Option<&Draft>, around: &Around, change: Option<super::mention::Change>) -> bool {
    let from = previous.filter(|draft| draft.span.end == around.before.start).and_then(Draft::statistic);
    let is_from = from.and_then(|from| from.change).is_some_and(|change| change.term == Term::From);
    is_from && change.is_some_and(|change| change.term == Term::To)
}

/// Whether nothing but a mark for "and" stands between a number and the one before.
fn is_continued(text: &Text<'_>, around: &Around) -> bool {
    let between = text.chars(around.before.clone());
    matches!(between, ['、' | '和' | '与' | '及'] | ['以', '及'])
}

impl Mention {
    /// The mention with so many others before its portion.
    fn behind(mut self, others: usize) -> Self {
        if let Class::Statistic(statistic) = &mut self.class {
            statistic.whole = statistic.whole.map(|whole| whole + others);
        }
        self
    }
}

fn mention(text: &Text<'_>, draft: Draft) -> Mention {
    let Draft { span, mut class, before, after, objects } = draft;
    if let Class::Statistic(statistic) = &mut class {
        statistic.before = text.bytes(before);
        statistic.after = text.bytes(after);
        statistic.objects = objects.into_iter().map(|object| text.bytes(object)).collect();
        statistic.scopes.sort();
        statistic.scopes.dedup();
    }
    Mention { span: text.bytes(span.clone()), surface: text.surface(span).to_owned(), class }
}
