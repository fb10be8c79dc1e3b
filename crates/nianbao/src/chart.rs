//! Charts: what a chart that a pack declares shows of a report's figures, and how long each of its bars is.
//!
//! Layouts and the annex draw what stands here and compute nothing: a number comes as it is printed, a length as a share
//! of the longest one.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use crate::aggregate::series;
use crate::figure::{Figure, FigureId, Figures, Quantity, State};
use crate::finding::Argument;
use crate::message::Messages;
use crate::numeral::{self, Format, Scale};
use crate::pack::Pack;
use crate::pack::chart::{Against, ChartSpec, Form, Shown};
use crate::pack::figure::FigureSpec;
use crate::project::Previous;

/// What a chart shows.
#[derive(Debug, Clone)]
pub struct Chart {
    /// Its id, `group.name`.
    pub id: String,
    /// Its title.
    pub label: String,
    /// What a reader must know of it.
    pub note: Option<String>,
    /// The unit of all its numbers, with the scale in which they are printed: 万元. Empty for bare numbers.
    pub unit: String,
    /// Its form.
    pub kind: Kind,
    /// What the bars of a member are, where it has two: last year's and this year's.
    pub years: Option<[String; 2]>,
    /// What it shows, in its order.
    pub members: Vec<Member>,
    /// Where zero lies between the least and the greatest number, from 0 to 1.
    pub zero: f64,
}

/// The form of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Upright columns.
    Columns,
    /// Bars below each other.
    Bars,
    /// Steps with arrows between them.
    Flow,
}

impl Kind {
    /// The word that packs and layouts use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Columns => "columns",
            Self::Bars => "bars",
            Self::Flow => "flow",
        }
    }
}

/// A figure in a chart.
#[derive(Debug, Clone)]
pub struct Member {
    /// The figure.
    pub figure: FigureId,
    /// What the chart calls it.
    pub name: String,
    /// Of a flow: its step, from 0.
    pub step: usize,
    /// Its bars: last year's before this year's, or this year's alone.
    pub bars: Vec<Bar>,
}

/// One number of a chart.
#[derive(Debug, Clone)]
pub struct Bar {
    /// As it is printed, without its unit; where there is no number, what is said in its place: `—`, 不适用.
    pub printed: String,
    /// The same for those who hear it: with its unit, and 未知 in place of a dash.
    pub said: String,
    /// From where to where it is drawn, between the least number (0) and the greatest (1); nothing without a number.
    pub ends: Option<[f64; 2]>,
    /// Whether it is below zero.
    pub is_negative: bool,
}

impl Chart {
    /// What a chart shows of these figures. A member without a value is one that has no number.
    pub fn of(spec: &ChartSpec, pack: &Pack, figures: &Figures, previous: Option<&Previous>, year: i32) -> Self {
        let messages = pack.messages();
        let first = spec.shows().first().and_then(|id| pack.figures.iter().find(|figure| figure.id == **id));
        let unit = first.map(crate::pack::chart::printed_unit).unwrap_or_default();
        let (kind, against) = match &spec.form {
            Form::Columns(_, against) => (Kind::Columns, *against),
            Form::Bars(_, against) => (Kind::Bars, *against),
            Form::Flow(_) => (Kind::Flow, None),
        };
        let is_beside_last = matches!(against, Some(Against::Previous));
        let word = |year: i32| messages.text("chart-year", &[("year", year.to_string().into())].into_iter().collect());
        let years = is_beside_last.then(|| [word(year.saturating_sub(1)), word(year)]);
        let mut numbers = Vec::new();
        let shown = shown(spec, pack, figures, &messages);
        let mut members: Vec<Member> = Vec::new();
        for (step, name, figure) in shown {
            let last = is_beside_last.then(|| Number::of_last(figure, previous, &messages));
            let own: Vec<Number> = last.into_iter().chain([Number::of(figure, &messages)]).collect();
            let bars = own.iter().map(|number| number.without_length(&unit)).collect();
            numbers.extend(own.iter().map(|number| number.value));
            members.push(Member { figure: figure.id.clone(), name, step, bars });
        }
        let range = Range::of(&numbers);
        let bars = members.iter_mut().flat_map(|member| &mut member.bars);
        for (bar, number) in bars.zip(&numbers) {
            bar.ends = number.and_then(|number| range.ends(number));
        }
        let zero = range.place(Decimal::ZERO).unwrap_or(0.0);
        Self {
            id: spec.id.clone(),
            label: spec.label.clone(),
            note: spec.note.clone(),
            unit,
            kind,
            years,
            members,
            zero,
        }
    }

    /// Whether there is no number in it.
    pub fn is_empty(&self) -> bool {
        !self.members.iter().flat_map(|member| &member.bars).any(|bar| bar.ends.is_some())
    }

    /// Its title with the unit of its numbers.
    pub fn title(&self, messages: &Messages) -> String {
        let arguments = [("label", self.label.as_str().into()), ("unit", self.unit.as_str().into())];
        messages.text("chart-title", &arguments.into_iter().collect())
    }

    /// The chart in words, for those who don't see it.
    pub fn told(&self, messages: &Messages) -> String {
        let text =
            |key: &str, arguments: Vec<(&'static str, Argument)>| messages.text(key, &arguments.into_iter().collect());
        let one = |name: &str, bar: &Bar| {
            text("chart-told-number", vec![("name", name.into()), ("number", bar.said.as_str().into())])
        };
        let member = |member: &Member| match (&self.years, member.bars.as_slice()) {
            (Some([last, this]), [before, now]) => {
                let pair = [one(last, before), one(this, now)].to_vec();
                text("chart-told-years", vec![("name", member.name.as_str().into()), ("numbers", pair.into())])
            }
            (_, bars) => bars.first().map(|bar| one(&member.name, bar)).unwrap_or_default(),
        };
        let mut steps: Vec<(usize, Vec<String>)> = Vec::new();
        for shown in &self.members {
            match steps.last_mut() {
                Some((step, told)) if *step == shown.step => told.push(member(shown)),
                _ => steps.push((shown.step, vec![member(shown)])),
            }
        }
        let listed = |(_, told): (usize, Vec<String>)| text("chart-told-members", vec![("members", told.into())]);
        let steps: Vec<String> = steps.into_iter().map(listed).collect();
        let all = steps.join(&messages.word("chart-told-then"));
        text("chart-told", vec![("label", self.label.as_str().into()), ("members", all.into())])
    }
}

/// What a chart shows: the step, the name and the figure of each member. What wasn't computed is left out: a series of a
/// ledger that the unit doesn't keep has no members.
fn shown<'f>(
    spec: &ChartSpec,
    pack: &Pack,
    figures: &'f Figures,
    messages: &Messages,
) -> Vec<(usize, String, &'f Figure)> {
    let named = |step: usize, id: &FigureId| {
        let figure = figures.get(id.as_str())?;
        let name = spec.names.get(id).unwrap_or(&figure.label);
        Some((step, name.clone(), figure))
    };
    match &spec.form {
        Form::Columns(Shown::Figures(ids), _) | Form::Bars(Shown::Figures(ids), _) => {
            ids.iter().filter_map(|id| named(0, id)).collect()
        }
        Form::Flow(steps) => {
            let all = steps.iter().enumerate();
            all.flat_map(|(step, ids)| ids.iter().filter_map(move |id| named(step, id))).collect()
        }
        Form::Columns(Shown::Series(id), _) | Form::Bars(Shown::Series(id), _) => {
            let by = pack.figures.iter().find(|spec| spec.id == *id).and_then(|spec: &FigureSpec| spec.measure.by());
            let found = figures.series.iter().find(|series| series.id == *id);
            let members = found.into_iter().flat_map(|series| &series.members);
            members.map(|(key, figure)| (0, series::member_name(by, key, messages), figure)).collect()
        }
    }
}

/// A number before it is known how long its bar is.
struct Number {
    value: Option<Decimal>,
    printed: String,
    said: String,
}

impl Number {
    fn of(figure: &Figure, messages: &Messages) -> Self {
        match (figure.state, figure.value) {
            (State::Value, Some(Quantity::Number(number))) => Self::written(number, bare(number, figure)),
            (State::Value, Some(Quantity::Ratio { of, to })) => match numeral::percent_value(of, to, figure.decimals) {
                Some(percent) => Self::written(percent, percent.to_string()),
                None => Self::without(State::Unknown, messages),
            },
            (State::None, _) if figure.none.is_some() => {
                let words = figure.none.clone().unwrap_or_default();
                Self { value: None, printed: words.clone(), said: words }
            }
            (state, _) => Self::without(state, messages),
        }
    }

    /// Last year's number of a figure, as this year's is printed.
    fn of_last(figure: &Figure, previous: Option<&Previous>, messages: &Messages) -> Self {
        match previous.and_then(|previous| previous.number(figure.id.as_str())) {
            Some(number) => Self::written(number, bare(number, figure)),
            None if figure.state == State::NotApplicable => Self::without(State::NotApplicable, messages),
            None => Self::without(State::Unknown, messages),
        }
    }

    const fn written(value: Decimal, printed: String) -> Self {
        Self { value: Some(value), said: String::new(), printed }
    }

    fn without(state: State, messages: &Messages) -> Self {
        let said = messages.word(&format!("state-{}", state.as_str()));
        let printed = if state == State::Unknown { messages.word("chart-unknown") } else { said.clone() };
        Self { value: None, printed, said }
    }

    fn without_length(&self, unit: &str) -> Bar {
        let said = if self.value.is_some() { format!("{}{unit}", self.printed) } else { self.said.clone() };
        let is_negative = self.value.is_some_and(|value| value.is_sign_negative() && !value.is_zero());
        Bar { printed: self.printed.clone(), said, ends: None, is_negative }
    }
}

/// A number of a figure as it is printed, without scale and unit.
fn bare(number: Decimal, figure: &Figure) -> String {
    let format = Format { decimals: figure.decimals, scale: figure.scale, ..Format::default() };
    let written = numeral::with_unit(number, &format, &figure.unit);
    let written = written.strip_suffix(&figure.unit).unwrap_or(&written);
    let scale = if figure.scale == Scale::One { "" } else { figure.scale.suffix() };
    written.strip_suffix(scale).unwrap_or(written).to_owned()
}

/// From the least to the greatest number of a chart; zero lies in it.
struct Range {
    least: Decimal,
    greatest: Decimal,
}

impl Range {
    fn of(numbers: &[Option<Decimal>]) -> Self {
        let known = || numbers.iter().flatten().copied();
        let least = known().fold(Decimal::ZERO, Decimal::min);
        let greatest = known().fold(Decimal::ZERO, Decimal::max);
        Self { least, greatest }
    }

    /// Where a number lies, from 0 to 1. Where all is zero, so is this.
    fn place(&self, number: Decimal) -> Option<f64> {
        let (whole, part) = (self.greatest.checked_sub(self.least)?, number.checked_sub(self.least)?);
        if whole.is_zero() { Some(0.0) } else { part.checked_div(whole)?.to_f64() }
    }

    fn ends(&self, number: Decimal) -> Option<[f64; 2]> {
        let (own, zero) = (self.place(number)?, self.place(Decimal::ZERO)?);
        Some([own.min(zero), own.max(zero)])
    }
}
