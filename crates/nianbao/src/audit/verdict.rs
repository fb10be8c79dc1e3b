//! Verdicts: how a statement of a text agrees with the figure that it means.

use std::ops::Range;

use rust_decimal::{Decimal, RoundingStrategy};

use super::align::{self, Bound};
use super::document::Spot;
use super::extract::{Mention, Statistic, Term};
use crate::figure::{FigureId, Quantity, State};
use crate::numeral::{Interval, Meaning};
use crate::pack::figure::FigureSpec;
use crate::place::Place;
use crate::record::Recorded;
use crate::unit::{self, Dimension};

/// How a statement agrees with its figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The figure's exact value is one of the numbers for which the statement stands.
    Agrees,
    /// It isn't, but its rounding explains the number: the value is cut to the digits that are stated (86.35万元 for
    /// 863 560 元), or rounded to the figure's own scale (34000册 where 3.4万册 is printed), or it is exactly the number
    /// before 余 or 多.
    RoundingOnly,
    /// The statement is wrong, or the figure is.
    Contradicts,
    /// It can't be said, for a [`Reason`].
    NotAssessable,
}

impl Verdict {
    /// All verdicts, in their order.
    pub const ALL: [Self; 4] = [Self::Agrees, Self::RoundingOnly, Self::Contradicts, Self::NotAssessable];

    /// The word that JSON, Python and the CLI use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::RoundingOnly => "rounding-only",
            Self::Contradicts => "contradicts",
            Self::NotAssessable => "not-assessable",
        }
    }
}

/// Why a statement can't be assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// No figure of the pack is spoken of in such words.
    NoFigure,
    /// It claims all or none in words (实现全覆盖), and no figure measures that.
    Claim,
    /// Several figures are.
    Ambiguous,
    /// The clause says more than the figure's words: 线上, 某街道, 按期.
    Qualified,
    /// The words are a figure's, but neither unit nor number is.
    OtherUnit,
    /// An average, a share of each, the change of a rate in percent, or a difference where no figure is one.
    OtherKind,
    /// It speaks of another year, or of a part of the year.
    OtherPeriod,
    /// It speaks of a place within the unit's area, or beyond it.
    OtherPlace,
    /// 若干, 数十: nobody can check it.
    Vague,
    /// The figure has no value.
    FigureUnknown,
    /// It compares with last year, of which no value is known.
    PreviousUnknown,
    /// It compares with last year in parts or times of its value, which was zero or less.
    PreviousZero,
    /// There are no figures to compare with.
    NoReference,
    /// The whole text is of another year or another unit.
    OtherReport,
}

impl Reason {
    /// The word that JSON, Python and the CLI use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoFigure => "no-figure",
            Self::Claim => "claim",
            Self::Ambiguous => "ambiguous",
            Self::Qualified => "qualified",
            Self::OtherUnit => "other-unit",
            Self::OtherKind => "other-kind",
            Self::OtherPeriod => "other-period",
            Self::OtherPlace => "other-place",
            Self::Vague => "vague",
            Self::FigureUnknown => "figure-unknown",
            Self::PreviousUnknown => "previous-unknown",
            Self::PreviousZero => "previous-zero",
            Self::NoReference => "no-reference",
            Self::OtherReport => "other-report",
        }
    }
}

/// A statement of the text and how it agrees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The number as it stands: `146件`. For a figure that is implied, the names that imply it.
    pub surface: String,
    /// Where the number stands, in bytes of the text.
    pub span: Range<usize>,
    /// Where it stands in the document, for people.
    pub spot: Spot,
    /// The clause that says it: with `context` what a dismissal names.
    pub statement: String,
    /// The heading under which it stands, or nothing.
    pub context: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Why it can't be assessed, if it can't.
    pub reason: Option<Reason>,
    /// The figure that is meant.
    pub figure: Option<FigureId>,
    /// What the figure is called.
    pub label: Option<String>,
    /// The figures that may be meant, where it isn't certain.
    pub candidates: Vec<FigureId>,
    /// The numbers for which the statement stands, in the figure's unit; in percent of last year's value if it compares
    /// with that.
    pub stated: Option<Interval>,
    /// The figure's value; a rate in percent. Its change in percent of last year's value, or this year's value in
    /// percent of that, if the statement says so much of it.
    pub value: Option<Decimal>,
    /// Last year's value, if the statement compares with it in parts or times of it.
    pub previous: Option<Decimal>,
    /// The figure as it is printed.
    pub printed: Option<String>,
    /// How far the value lies from the nearest number that is stated: positive if more is stated.
    pub difference: Option<Decimal>,
    /// The cells behind the figure.
    pub cells: Vec<Place>,
    /// The words by which the figure was found.
    pub words: Vec<String>,
    /// Whether no number states it, but the names of the things that are counted.
    pub is_implied: bool,
}

/// What comes of holding a statement against a figure.
pub(super) struct Comparison {
    pub(super) verdict: Verdict,
    pub(super) reason: Option<Reason>,
    pub(super) stated: Option<Interval>,
    pub(super) value: Option<Decimal>,
    pub(super) difference: Option<Decimal>,
}

impl Comparison {
    pub(super) const fn not_assessable(reason: Reason) -> Self {
        let verdict = Verdict::NotAssessable;
        Self { verdict, reason: Some(reason), stated: None, value: None, difference: None }
    }
}

/// Holds a statement against the figure that it means.
pub(super) fn compare(statistic: &Statistic, bound: &Bound, spec: &FigureSpec, figure: &Recorded) -> Comparison {
    let Some((value, to)) = value_of(figure) else {
        return Comparison::not_assessable(Reason::FigureUnknown);
    };
    let Some(meaning) = in_unit_of(statistic, spec) else {
        return Comparison::not_assessable(Reason::OtherUnit);
    };
    let Some(stated) = meaning.interval() else {
        return Comparison::not_assessable(Reason::Vague);
    };
    // A ratio is compared times its denominator, so that nothing is divided.
    let holds =
        meaning.times(to).and_then(|meaning| meaning.interval()).is_some_and(|interval| interval.contains(value));
    let shown = value.checked_div(to).unwrap_or(value).round_dp(10).normalize();
    let of = |verdict, reason| Comparison {
        verdict,
        reason,
        stated: Some(stated),
        value: Some(shown),
        difference: difference(&stated, shown),
    };
    match bound {
        Bound::OtherUnit(_) if holds && !value.is_zero() => of(Verdict::Contradicts, Some(Reason::OtherUnit)),
        Bound::OtherUnit(_) => of(Verdict::NotAssessable, Some(Reason::OtherUnit)),
        _ if holds => of(Verdict::Agrees, None),
        _ if is_cut(&meaning, shown) || is_printed(&meaning, figure, shown) => of(Verdict::RoundingOnly, None),
        _ => of(Verdict::Contradicts, None),
    }
}

/// Holds a comparison with last year in parts or times of its value (同比增长52%, 翻一番, 是上年的1.3倍) against the
/// figure's values of both years. Nothing is divided but for display.
pub(super) fn compare_with_previous(statistic: &Statistic, figure: &Recorded, previous: Option<Decimal>) -> Comparison {
    let Some((now, _)) = value_of(figure).filter(|(_, to)| *to == Decimal::ONE) else {
        return Comparison::not_assessable(Reason::FigureUnknown);
    };
    let Some(previous) = previous else { return Comparison::not_assessable(Reason::PreviousUnknown) };
    if previous <= Decimal::ZERO {
        return Comparison::not_assessable(Reason::PreviousZero);
    }
    let is_times = statistic.change.is_some_and(|change| change.term == Term::Times);
    let counted = if is_times { Some(now) } else { now.checked_sub(previous) };
    let percent = counted.and_then(|counted| counted.checked_mul(Decimal::ONE_HUNDRED));
    let stated = in_percent(statistic).filter(|meaning| meaning.interval().is_some());
    let (Some(percent), Some(meaning)) = (percent, stated) else {
        return Comparison::not_assessable(Reason::Vague);
    };
    let scaled = meaning.times(previous).and_then(|meaning| meaning.interval());
    let shown = percent.checked_div(previous).unwrap_or(percent).round_dp(10).normalize();
    let verdict = match scaled.is_some_and(|interval| interval.contains(percent)) {
        true => Verdict::Agrees,
        false if is_cut(&meaning, shown) => Verdict::RoundingOnly,
        false => Verdict::Contradicts,
    };
    let stated = meaning.interval();
    let difference = stated.and_then(|stated| difference(&stated, shown));
    Comparison { verdict, reason: None, stated, value: Some(shown), difference }
}

/// What is stated in percent of last year's value, negative for a decrease. A whole number of percent or times is a
/// rounded one: 增长100% isn't all of anything.
fn in_percent(statistic: &Statistic) -> Option<Meaning> {
    let factor = match statistic.unit?.dimension {
        Dimension::Multiple => Decimal::ONE_HUNDRED,
        _ => statistic.unit?.factor(),
    };
    let meaning = match statistic.meaning {
        Meaning::Exact(value) => Meaning::rounded(value, Decimal::ONE)?,
        meaning => meaning,
    };
    let meaning = meaning.times(factor)?;
    let is_decrease = statistic.change.is_some_and(|change| change.term == Term::By) && align::is_downward(statistic);
    if is_decrease { mirrored(meaning) } else { Some(meaning) }
}

/// A figure's value as a number and what it is divided by; a ratio is in percent.
fn value_of(figure: &Recorded) -> Option<(Decimal, Decimal)> {
    match figure.value.filter(|_| figure.state == State::Value)? {
        Quantity::Number(number) => Some((number, Decimal::ONE)),
        Quantity::Ratio { of, to } => Some((of.checked_mul(Decimal::ONE_HUNDRED)?, to)),
    }
}

/// The stated numbers in the figure's unit, with the sign of a change.
fn in_unit_of(statistic: &Statistic, spec: &FigureSpec) -> Option<Meaning> {
    let factor = |unit: Option<&'static unit::Unit>| unit.map_or(Decimal::ONE, unit::Unit::factor);
    let factor = factor(statistic.unit).checked_div(factor(align::unit_of(spec)))?;
    let meaning = statistic.meaning.times(factor)?;
    let is_negative = spec.measure.kind() == "change" && align::is_downward(statistic);
    if is_negative { mirrored(meaning) } else { Some(meaning) }
}

fn mirrored(meaning: Meaning) -> Option<Meaning> {
    let interval = meaning.interval()?.mirrored();
    Some(match meaning {
        Meaning::Exact(value) => Meaning::Exact(-value),
        Meaning::Rounded { stated, .. } => Meaning::Rounded { stated: -stated, interval },
        _ => Meaning::Interval(interval),
    })
}

/// Whether cutting the value instead of rounding it explains what is stated. 100 % and 0 % claim all and none, and
/// nothing is cut to them.
fn is_cut(meaning: &Meaning, value: Decimal) -> bool {
    match meaning {
        Meaning::Rounded { stated, interval } => {
            let width = interval.high.value().zip(interval.low.value()).map(|(high, low)| high - low);
            let rest = value.abs() - stated.abs();
            let same_side = value.is_sign_negative() == stated.is_sign_negative();
            same_side && rest >= Decimal::ZERO && width.is_some_and(|width| rest < width)
        }
        Meaning::Exact(stated) => {
            let is_fraction = !value.fract().is_zero();
            is_fraction && !stated.is_zero() && *stated != Decimal::ONE_HUNDRED && value.trunc() == *stated
        }
        Meaning::Interval(interval) => interval.low.value() == Some(value),
        Meaning::Vague | Meaning::None | Meaning::NotApplicable => false,
    }
}

/// Whether an exact number is what the figure's own scale leaves: 34000册 where 3.4万册 is printed.
fn is_printed(meaning: &Meaning, figure: &Recorded, value: Decimal) -> bool {
    let scale = figure.scale.factor();
    let scaled = value.checked_div(scale).filter(|_| scale > Decimal::ONE);
    let rounded =
        scaled.map(|scaled| scaled.round_dp_with_strategy(figure.decimals, RoundingStrategy::MidpointAwayFromZero));
    matches!(meaning, Meaning::Exact(stated) if rounded.and_then(|rounded| rounded.checked_mul(scale)) == Some(*stated))
}

/// How far the value lies outside of what is stated.
fn difference(stated: &Interval, value: Decimal) -> Option<Decimal> {
    if stated.contains(value) {
        return Some(Decimal::ZERO);
    }
    let (low, high) = (stated.low.value(), stated.high.value());
    match (low, high) {
        (Some(low), _) if value <= low => Some((low - value).normalize()),
        (_, Some(high)) if value >= high => Some((high - value).normalize()),
        _ => None,
    }
}

/// A mention whose number means the figure, if it is one of the text's statistics.
pub(super) fn statistic_of(mentions: &[Mention], index: usize) -> Option<&Statistic> {
    mentions.get(index).and_then(Mention::statistic)
}
