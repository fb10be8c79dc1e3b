//! Figures: what a measure made of the rows, with the way back to their cells.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::numeral::percent_value;
use crate::place::CellRange;

/// A figure's name, such as `petitions.forwarded`: stable over the years, since programs and narratives use it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureId(Arc<str>);

impl FigureId {
    /// Takes any text; packs admit only `group.name` in snake_case.
    pub fn new(id: &str) -> Self {
        Self(id.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FigureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for FigureId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// An exact quantity. Counts are integers, money is in 元, a ratio keeps both its terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// A count or an amount, in the figure's unit.
    Number(Decimal),
    /// `of ÷ to`; printed in percent. `to` is never zero: 0 ÷ 0 is [`State::None`].
    Ratio {
        /// The numerator.
        of: Decimal,
        /// The denominator.
        to: Decimal,
    },
}

impl Quantity {
    /// The one number of it: a ratio in percent with `decimals`, as it is printed.
    pub fn number(self, decimals: u32) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(number.normalize()),
            Self::Ratio { of, to } => percent_value(of, to, decimals).map(|percent| percent.normalize()),
        }
    }

    /// Numerator and denominator of a ratio.
    pub fn ratio(self) -> Option<(Decimal, Decimal)> {
        match self {
            Self::Ratio { of, to } => Some((of.normalize(), to.normalize())),
            Self::Number(_) => None,
        }
    }
}

/// Whether a figure has a value, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It has a value.
    Value,
    /// A ratio of nothing to nothing: no petition was due.
    None,
    /// It can't be known: last year's figure isn't there, or a row leaves it undecided.
    Unknown,
    /// It doesn't apply to this unit.
    NotApplicable,
}

impl State {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Value, Self::None, Self::Unknown, Self::NotApplicable];

    /// The word that JSON, Python and the CLI use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::None => "none",
            Self::Unknown => "unknown",
            Self::NotApplicable => "not-applicable",
        }
    }
}

/// Where a figure's rows come from, as the annex counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Computed from the rows of ledgers (台账计算).
    Ledger,
    /// Entered by hand on a facts sheet (人工填报), or computed from such figures.
    Entered,
}

impl Origin {
    /// The word that JSON, Python and the CLI use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ledger => "ledger",
            Self::Entered => "entered",
        }
    }
}

/// The days that a figure speaks of, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Period {
    /// Whether the day lies in the period.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }
}

/// One link of the way back from a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lineage {
    /// The cells of one sheet: for a count those of the key column, for a sum the summands.
    Cells {
        /// The workbook's path relative to the project.
        source: Arc<str>,
        /// The sheet, if the source has sheets.
        sheet: Option<Arc<str>>,
        /// The cells as ranges, top to bottom.
        cells: Vec<CellRange>,
        /// How many rows.
        rows: usize,
    },
    /// The values of one column of a frame that stands for a ledger's workbooks.
    FrameRows {
        /// The ledger's id.
        frame: Arc<str>,
        /// The column's name in the frame.
        column: Arc<str>,
        /// The rows as ranges, top to bottom, with the column's number.
        cells: Vec<CellRange>,
        /// How many rows.
        rows: usize,
    },
    /// A figure of last year's report.
    Previous {
        /// The file, relative to the project.
        source: Arc<str>,
        /// The year.
        year: i32,
        /// The figure.
        figure: FigureId,
        /// Its value then.
        value: Decimal,
    },
    /// Other figures of this report.
    Figures(Vec<FigureId>),
}

/// What a figure rests on, in digests: whoever approved it can tell later that something has changed, and no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digests {
    /// SHA-256 of the measure as the pack resolves it, with all that it reads; not of labels and notes.
    pub measure: String,
    /// SHA-256 of the rows that count, whatever their order: of their keys and of the values that the measure takes, no
    /// personal column among them. Nothing for a figure that is computed from others alone, or whose rows can't be read.
    pub rows: Option<String>,
    /// The id of the ledger whose rows those are.
    pub ledger: Option<String>,
}

/// One figure: an instance of a measure, and what came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The stable name.
    pub id: FigureId,
    /// The name that people read.
    pub label: String,
    /// The classifier or unit: 件, 人次, 元, %. Empty for a bare number.
    pub unit: String,
    /// 万 or 亿 when the figure is printed scaled.
    pub scale: crate::numeral::Scale,
    /// At most so many digits after the point are printed (of the scaled number).
    pub decimals: u32,
    /// Whether there is a value.
    pub state: State,
    /// The exact value, when `state` is [`State::Value`].
    pub value: Option<Quantity>,
    /// What the pack prints for [`State::None`], such as 无到期事项.
    pub none: Option<String>,
    /// As it is printed, unit included: `146件`.
    pub printed: String,
    /// Ledger or entered by hand.
    pub origin: Origin,
    /// The measure's kind, such as `count`.
    pub measure: &'static str,
    /// How it is computed, for the annex, in the pack's language.
    pub method: String,
    /// What a reader must know of it, such as the population of a rate.
    pub note: Option<String>,
    /// The figures it is computed from.
    pub operands: Vec<FigureId>,
    /// The way back to the cells.
    pub lineage: Vec<Lineage>,
    /// What it rests on, in digests.
    pub digests: Digests,
    /// The published names of the rows behind it, when the figure declares a `register` column.
    pub register: Vec<String>,
}

impl Figure {
    /// The value as one number, a rate in percent as it is printed; nothing unless `state` is [`State::Value`].
    pub fn number(&self) -> Option<Decimal> {
        self.value.filter(|_| self.state == State::Value)?.number(self.decimals)
    }
}

/// A figure broken down by month or by a code: its members are figures too, `petitions.by_month.03`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// The stable name.
    pub id: FigureId,
    /// The name that people read.
    pub label: String,
    /// Key (`03`, `来信`) and member, in calendar or code-list order.
    pub members: Vec<(String, Figure)>,
}

/// All figures of a report, in the pack's order: the one frozen set that every output is written from.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    figures: Vec<Figure>,
    index: BTreeMap<FigureId, usize>,
    /// The series, in the pack's order.
    pub series: Vec<Series>,
    /// SHA-256 of the rows of each ledger that was read, by its id, whatever their order and whichever of them count: of
    /// their keys, days, numbers and codes, no personal column and no free text among them.
    pub ledgers: BTreeMap<String, String>,
}

impl Figures {
    /// Puts figures in the given order.
    pub fn new(figures: Vec<Figure>, series: Vec<Series>, ledgers: BTreeMap<String, String>) -> Self {
        let index = figures.iter().enumerate().map(|(at, figure)| (figure.id.clone(), at)).collect();
        Self { figures, index, series, ledgers }
    }

    /// The figure of that name; also a member of a series.
    pub fn get(&self, id: &str) -> Option<&Figure> {
        if let Some(at) = self.index.get(id) {
            return self.figures.get(*at);
        }
        let members = self.series.iter().flat_map(|series| &series.members);
        members.map(|(_, figure)| figure).find(|figure| figure.id.as_str() == id)
    }

    /// All figures but the members of series, in the pack's order.
    pub fn iter(&self) -> std::slice::Iter<'_, Figure> {
        self.figures.iter()
    }

    /// How many there are, members of series not counted.
    pub fn len(&self) -> usize {
        self.figures.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty()
    }
}

impl<'a> IntoIterator for &'a Figures {
    type Item = &'a Figure;
    type IntoIter = std::slice::Iter<'a, Figure>;

    fn into_iter(self) -> Self::IntoIter {
        self.figures.iter()
    }
}
