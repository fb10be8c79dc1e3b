//! What a layout gets of a chart: names and numbers that say whose they are and where they stand in the chart's table,
//! and lengths as ratios.

use typst::foundations::{Array, Content, Dict, IntoValue, NativeElement, Str, Value};
use typst::layout::Ratio;
use typst::syntax::Span;
use typst::text::TextElem;

use super::marks::{self, CellMark, Owner};
use super::tree::Scope;
use super::wording::Wording;
use crate::chart::{Bar, Chart, Kind, Member};
use crate::figure::Origin;
use crate::message::Messages;

/// Names as short as those of months stand side by side in the chart's table, up to so many.
const SIDE_BY_SIDE: usize = 13;

/// The key that says whether there is a number to show.
pub(super) const IS_EMPTY: &str = "is-empty";

/// A chart as the layout gets it; `origin` is that of last year's figures.
pub(super) fn dict(chart: &Chart, origin: Origin, messages: &Messages) -> Dict {
    let shape = Shape { is_across: chart.kind == Kind::Columns && chart.members.len() <= SIDE_BY_SIDE, chart, origin };
    let members = chart.members.iter().enumerate().map(|(at, member)| shape.member(at, member).into_value());
    let years = chart.years.iter().flatten().enumerate().map(|(at, year)| shape.year(at, year).into_value());
    let mut dict = Dict::new();
    let mut set = |key: &str, value: Value| dict.insert(Str::from(key), value);
    set("kind", chart.kind.as_str().into_value());
    set("title", named(&chart.title(messages)).into_value());
    set("told", chart.told(messages).into_value());
    set("note", chart.note.as_deref().map(named).into_value());
    set("years", years.collect::<Array>().into_value());
    set("members", members.collect::<Array>().into_value());
    set("zero", Ratio::new(chart.zero).into_value());
    set(IS_EMPTY, chart.is_empty().into_value());
    dict
}

/// The table that a chart's names and numbers make.
struct Shape<'a> {
    chart: &'a Chart,
    /// Whether each member is a column of it, and not a row.
    is_across: bool,
    origin: Origin,
}

impl Shape<'_> {
    fn member(&self, at: usize, member: &Member) -> Dict {
        let scope = if self.is_across { Scope::Column } else { Scope::Row };
        let numbers = member.bars.iter().enumerate().map(|(bar, own)| self.bar(at, bar, member, own).into_value());
        let mut dict = Dict::new();
        dict.insert(Str::from("name"), self.cell(at, None, Some(scope), named(&member.name)).into_value());
        dict.insert(Str::from("step"), member.step.into_value());
        dict.insert(Str::from("bars"), numbers.collect::<Array>().into_value());
        dict
    }

    fn bar(&self, at: usize, bar: usize, member: &Member, own: &Bar) -> Dict {
        let is_last = self.chart.years.is_some() && bar == 0;
        let number = text(&own.printed);
        let owned = if is_last {
            marks::owned(Owner::Last(self.origin), number, Span::detached())
        } else {
            marks::printed(member.figure.as_str(), &own.printed, Wording::Drawn, number, Span::detached())
        };
        let [from, to] = own.ends.unwrap_or([self.chart.zero; 2]);
        let mut dict = Dict::new();
        let mut set = |key: &str, value: Value| dict.insert(Str::from(key), value);
        set("number", self.cell(at, Some(bar), None, owned).into_value());
        set("from", Ratio::new(from).into_value());
        set("to", Ratio::new(to).into_value());
        set("is-negative", own.is_negative.into_value());
        dict
    }

    /// The name of a year heads its bars. The corner between names and years says nothing.
    fn year(&self, at: usize, year: &str) -> Content {
        let (x, y) = if self.is_across { (0, at + 1) } else { (at + 1, 0) };
        let scope = Some(if self.is_across { Scope::Row } else { Scope::Column });
        let own = marks::cell(CellMark { x, y, scope }, named(year));
        if at > 0 {
            return own;
        }
        let corner = marks::cell(CellMark { x: 0, y: 0, scope: None }, Content::empty());
        Content::sequence([corner, own])
    }

    /// The cell of a member's name, or of one of its numbers.
    fn cell(&self, at: usize, bar: Option<usize>, scope: Option<Scope>, content: Content) -> Content {
        let heads = usize::from(self.chart.years.is_some());
        let along = if self.is_across || heads > 0 { at + heads } else { at };
        let beside = bar.map_or(0, |bar| bar + 1);
        let (x, y) = if self.is_across { (along, beside) } else { (beside, along) };
        marks::cell(CellMark { x, y, scope }, content)
    }
}

/// What the pack says, and not the narrative.
fn named(name: &str) -> Content {
    marks::owned(Owner::Named, text(name), Span::detached())
}

/// Text that nobody wrote into the narrative.
fn text(text: &str) -> Content {
    TextElem::new(text.into()).pack()
}
