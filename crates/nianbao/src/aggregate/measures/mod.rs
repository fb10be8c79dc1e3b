//! The kinds of measures, one file each: what TOML may say, how names resolve, and how the figure is computed.

mod change;
mod count;
mod difference;
mod distinct;
mod ratio;
mod share;
mod sum;
mod value;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::aggregate::rows::Rows;
use crate::figure::{Figure, FigureId, Lineage, Origin, Quantity, State};
use crate::finding::{Argument, Finding};
use crate::pack::expression::Expression;
use crate::pack::figure::FigureSpec;
use crate::pack::resolver::{Resolver, Text};
use crate::project::Previous;

/// What to do with a row that a blank cell leaves undecided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Blank {
    /// It doesn't count, and that is right.
    Exclude,
}

/// How a figure is broken down into a series.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum RawBy {
    /// By the month of a date column.
    Month(#[schemars(with = "String")] Text),
    /// By a column with a code list.
    Column(#[schemars(with = "String")] Text),
}

/// How a figure is broken down into a series; the index of the field.
#[derive(Debug, Clone, Copy)]
pub enum By {
    /// By the month of a date column.
    Month(usize),
    /// By a column with a code list.
    Column(usize),
}

/// The kinds of measures, as TOML writes them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum RawMeasure {
    /// How many rows.
    Count(count::Raw),
    /// How many different values.
    Distinct(distinct::Raw),
    /// The sum of a column.
    Sum(sum::Raw),
    /// The value of one row.
    Value(value::Raw),
    /// One figure over another, in percent.
    Ratio(ratio::Raw),
    /// One figure less another.
    Difference(difference::Raw),
    /// This year's value less last year's.
    Change(change::Raw),
    /// A part of a whole, in percent; the part must not exceed the whole.
    Share(share::Raw),
}

/// A measure with its names resolved.
#[derive(Debug, Clone)]
pub enum Measure {
    /// How many rows.
    Count(count::Count),
    /// How many different values.
    Distinct(distinct::Distinct),
    /// The sum of a column.
    Sum(sum::Sum),
    /// The value of one row.
    Value(value::Value),
    /// One figure over another.
    Ratio(ratio::Ratio),
    /// One figure less another.
    Difference(difference::Difference),
    /// This year's value less last year's.
    Change(change::Change),
    /// A part of a whole.
    Share(share::Share),
}

/// What came out of a measure.
pub(crate) struct Outcome {
    pub(crate) state: State,
    pub(crate) value: Option<Quantity>,
    pub(crate) lineage: Vec<Lineage>,
    pub(crate) origin: Origin,
}

impl Outcome {
    fn number(number: Decimal, lineage: Vec<Lineage>, origin: Origin) -> Self {
        Self { state: State::Value, value: Some(Quantity::Number(number)), lineage, origin }
    }

    pub(crate) fn without_value(state: State, lineage: Vec<Lineage>, origin: Origin) -> Self {
        Self { state, value: None, lineage, origin }
    }
}

/// What a measure over other figures may look at.
pub(crate) struct Operands<'a> {
    /// The figures of `operands()`, in their order.
    pub(crate) figures: Vec<&'a Figure>,
    /// Last year's figures.
    pub(crate) previous: Option<&'a Previous>,
}

impl Operands<'_> {
    /// The numbers of the operands; nothing if one has none.
    fn numbers(&self) -> Option<Vec<Decimal>> {
        let number = |figure: &&Figure| match figure.value {
            Some(Quantity::Number(number)) => Some(number),
            _ => None,
        };
        self.figures.iter().map(number).collect()
    }

    pub(crate) fn lineage(&self) -> Vec<Lineage> {
        vec![Lineage::Figures(self.figures.iter().map(|figure| figure.id.clone()).collect())]
    }

    /// Entered by hand, as soon as one operand is.
    pub(crate) fn origin(&self) -> Origin {
        self.figures.iter().map(|figure| figure.origin).max().unwrap_or(Origin::Ledger)
    }
}

impl RawMeasure {
    pub(crate) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<Measure> {
        match self {
            Self::Count(raw) => raw.resolve(resolver).map(Measure::Count),
            Self::Distinct(raw) => raw.resolve(resolver).map(Measure::Distinct),
            Self::Sum(raw) => raw.resolve(resolver).map(Measure::Sum),
            Self::Value(raw) => raw.resolve(resolver).map(Measure::Value),
            Self::Ratio(raw) => raw.resolve(resolver).map(Measure::Ratio),
            Self::Difference(raw) => raw.resolve(resolver).map(Measure::Difference),
            Self::Change(raw) => raw.resolve(resolver).map(Measure::Change),
            Self::Share(raw) => raw.resolve(resolver).map(Measure::Share),
        }
    }
}

impl Measure {
    /// The kind, as TOML writes it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Count(_) => "count",
            Self::Distinct(_) => "distinct",
            Self::Sum(_) => "sum",
            Self::Value(_) => "value",
            Self::Ratio(_) => "ratio",
            Self::Difference(_) => "difference",
            Self::Change(_) => "change",
            Self::Share(_) => "share",
        }
    }

    /// Whether its value is a ratio, printed in percent.
    pub const fn is_ratio(&self) -> bool {
        matches!(self, Self::Ratio(_) | Self::Share(_))
    }

    /// Index of the ledger whose rows it reads, if it reads rows.
    pub(crate) const fn ledger(&self) -> Option<usize> {
        match self {
            Self::Count(count::Count { ledger, .. })
            | Self::Distinct(distinct::Distinct { ledger, .. })
            | Self::Sum(sum::Sum { ledger, .. })
            | Self::Value(value::Value { ledger, .. }) => Some(*ledger),
            Self::Ratio(_) | Self::Difference(_) | Self::Change(_) | Self::Share(_) => None,
        }
    }

    /// The predicate that picks its rows.
    pub(crate) const fn predicate(&self) -> Option<&Expression> {
        match self {
            Self::Count(count::Count { predicate, .. })
            | Self::Distinct(distinct::Distinct { predicate, .. })
            | Self::Sum(sum::Sum { predicate, .. }) => predicate.as_ref(),
            Self::Value(value::Value { predicate, .. }) => Some(predicate),
            Self::Ratio(_) | Self::Difference(_) | Self::Change(_) | Self::Share(_) => None,
        }
    }

    /// How it is broken down, if it is a series.
    pub(crate) const fn by(&self) -> Option<By> {
        match self {
            Self::Count(count) => count.by,
            Self::Sum(sum) => sum.by,
            _ => None,
        }
    }

    /// What it does with rows that a blank leaves undecided, if it says so.
    pub(crate) const fn blank(&self) -> Option<Blank> {
        match self {
            Self::Count(count) => count.blank,
            Self::Distinct(distinct) => distinct.blank,
            Self::Sum(sum) => sum.blank,
            _ => None,
        }
    }

    /// The columns whose cells it takes: that of its values, and the one that says in what unit they are.
    pub(crate) fn taken(&self) -> Vec<usize> {
        let unit = if let Self::Value(value) = self { value.unit } else { None };
        self.column().into_iter().chain(unit).collect()
    }

    /// The column whose values it takes.
    pub(crate) const fn column(&self) -> Option<usize> {
        match self {
            Self::Distinct(distinct::Distinct { column, .. })
            | Self::Sum(sum::Sum { column, .. })
            | Self::Value(value::Value { column, .. }) => Some(*column),
            _ => None,
        }
    }

    /// How many of the figure's unit that of a row is; nothing if the row is in another.
    pub(crate) fn factor(&self, spec: &FigureSpec, rows: &Rows<'_>, row: usize) -> Option<Decimal> {
        if let Self::Value(value) = self { value.factor(spec, rows, row) } else { Some(Decimal::ONE) }
    }

    /// The figures it is computed from.
    pub fn operands(&self) -> Vec<&FigureId> {
        match self {
            Self::Ratio(ratio) => vec![&ratio.of, &ratio.to],
            Self::Difference(difference) => vec![&difference.of, &difference.minus],
            Self::Change(change) => vec![&change.of],
            Self::Share(share) => vec![&share.part, &share.whole],
            Self::Count(_) | Self::Distinct(_) | Self::Sum(_) | Self::Value(_) => Vec::new(),
        }
    }

    /// Computes it from the rows that its predicate picks.
    pub(crate) fn of_rows(&self, spec: &FigureSpec, rows: &Rows<'_>, findings: &mut Vec<Finding>) -> Option<Outcome> {
        match self {
            Self::Count(count) => Some(count.compute(spec, rows, findings)),
            Self::Distinct(distinct) => Some(distinct.compute(spec, rows, findings)),
            Self::Sum(sum) => Some(sum.compute(spec, rows, findings)),
            Self::Value(value) => Some(value.compute(spec, rows, findings)),
            Self::Ratio(_) | Self::Difference(_) | Self::Change(_) | Self::Share(_) => None,
        }
    }

    /// Computes it from other figures.
    pub(crate) fn of_figures(
        &self,
        spec: &FigureSpec,
        operands: &Operands<'_>,
        findings: &mut Vec<Finding>,
    ) -> Option<Outcome> {
        match self {
            Self::Ratio(_) => Some(ratio::compute(spec, operands, findings)),
            Self::Difference(_) => Some(difference::compute(operands)),
            Self::Change(change) => Some(change.compute(spec, operands, findings)),
            Self::Share(_) => Some(share::compute(spec, operands, findings)),
            Self::Count(_) | Self::Distinct(_) | Self::Sum(_) | Self::Value(_) => None,
        }
    }

    /// Names and values for the sentence that says how it is computed.
    pub(crate) fn arguments(&self, label: &dyn Fn(&FigureId) -> String) -> Vec<(&'static str, Argument)> {
        match self {
            Self::Ratio(ratio) => vec![("of", label(&ratio.of).into()), ("to", label(&ratio.to).into())],
            Self::Difference(difference) => {
                vec![("of", label(&difference.of).into()), ("minus", label(&difference.minus).into())]
            }
            Self::Change(change) => vec![("of", label(&change.of).into())],
            Self::Share(share) => vec![("part", label(&share.part).into()), ("whole", label(&share.whole).into())],
            Self::Count(_) | Self::Distinct(_) | Self::Sum(_) | Self::Value(_) => Vec::new(),
        }
    }
}

fn resolve_by(by: Option<RawBy>, ledger: usize, resolver: &mut Resolver<'_>) -> Option<Option<By>> {
    use crate::pack::ledger::ColumnType;
    match by {
        None => Some(None),
        Some(RawBy::Month(column)) => {
            resolver.typed_column(ledger, &column, &[ColumnType::Date]).map(|field| Some(By::Month(field)))
        }
        Some(RawBy::Column(column)) => {
            resolver.typed_column(ledger, &column, &[ColumnType::Text]).map(|field| Some(By::Column(field)))
        }
    }
}

/// The predicate, if there is one and it is right; `None` if it is wrong.
fn resolve_where(sql: Option<Text>, ledger: usize, resolver: &mut Resolver<'_>) -> Option<Option<Expression>> {
    sql.map_or(Some(None), |sql| resolver.predicate(ledger, &sql).map(Some))
}
