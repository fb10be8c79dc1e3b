//! The kinds of checks, one file each: what TOML may say, how names resolve, and what is found.
//!
//! To add a check: write its page and spec, watch it fail, write its file, add its line to `checks!` below and its
//! code to [`Code`].

mod at_most;
mod balance;
mod carries_over;
mod changes_within;
mod equals;
mod in_range;
mod matches;
mod one_of;
mod order;
mod required;
mod row;
mod sums_to;
mod unique;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::figure::{Figure, FigureId, Figures, Period, Quantity, State};
use crate::finding::{Code, Finding, Severity};
use crate::ledger::{Ledger, Ledgers};
use crate::pack::resolver::Resolver;
use crate::pack::rule::Rule;
use crate::place::Place;

/// What a check may look at besides its own arguments.
pub(crate) struct Context<'a> {
    /// The report's period.
    pub(crate) period: Period,
    /// The typed ledgers.
    pub(crate) ledgers: &'a Ledgers,
    /// The figures; none yet while rows are checked.
    pub(crate) figures: &'a Figures,
    /// Last year's figures.
    pub(crate) previous: Option<&'a crate::project::Previous>,
}

macro_rules! checks {
    (rows: { $($row:ident in $row_module:ident,)+ } figures: { $($figure:ident in $figure_module:ident,)+ }) => {
        /// The kinds of checks, as TOML writes them.
        #[derive(Debug, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case", deny_unknown_fields)]
        pub enum RawCheck {
            $(#[doc = concat!("See `explain ", stringify!($row_module), "`.")] $row($row_module::Raw),)+
            $(#[doc = concat!("See `explain ", stringify!($figure_module), "`.")] $figure($figure_module::Raw),)+
        }

        /// A check with its names resolved.
        #[derive(Debug, Clone)]
        #[expect(missing_docs, reason = "each variant's page is its module's")]
        pub enum Check { $($row($row_module::$row),)+ $($figure($figure_module::$figure),)+ }

        impl RawCheck {
            /// The check, if all its names are right.
            pub(crate) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<Check> {
                match self {
                    $(Self::$row(raw) => raw.resolve(resolver).map(Check::$row),)+
                    $(Self::$figure(raw) => raw.resolve(resolver).map(Check::$figure),)+
                }
            }
        }

        impl Check {
            /// The code of its findings.
            pub const fn code(&self) -> Code {
                match self { $(Self::$row(_) => Code::$row,)+ $(Self::$figure(_) => Code::$figure,)+ }
            }

            /// Whether it looks at rows; otherwise it looks at figures.
            pub const fn is_of_rows(&self) -> bool {
                match self { $(Self::$row(_) => true,)+ $(Self::$figure(_) => false,)+ }
            }

            /// The ledger whose rows it looks at.
            pub(crate) const fn ledger(&self) -> Option<usize> {
                match self { $(Self::$row(check) => Some(check.ledger),)+ $(Self::$figure(_) => None,)+ }
            }

            /// The figures that it reads.
            pub fn reads(&self) -> Vec<&FigureId> {
                match self { $(Self::$row(_) => Vec::new(),)+ $(Self::$figure(check) => check.reads(),)+ }
            }

            pub(crate) fn run(&self, rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
                match self {
                    $(Self::$row(check) => check.run(rule, context, findings),)+
                    $(Self::$figure(check) => check.run(rule, context, findings),)+
                }
            }
        }
    };
}

checks! {
    rows: {
        Required in required,
        Unique in unique,
        OneOf in one_of,
        InRange in in_range,
        Matches in matches,
        Order in order,
        Row in row,
        Balance in balance,
    }
    figures: {
        SumsTo in sums_to,
        AtMost in at_most,
        Equals in equals,
        CarriesOver in carries_over,
        ChangesWithin in changes_within,
    }
}

/// A finding at a cell, with the sheet around it.
fn at_cell(rule: &Rule, ledger: &Ledger, row: usize, field: usize, others: &[usize]) -> Finding {
    let mut finding = ledger.about(rule.finding(ledger.place(row, field)), row, field, others);
    finding.related = others.iter().map(|other| ledger.place(row, *other)).collect();
    if let Some(reference) = &mut finding.rule {
        rule.ground(ledger, row).clone_into(&mut reference.because);
    }
    finding.with("column", ledger.header(row, field))
}

/// The numbers of figures; a note that the rule could not be judged if one has none.
fn numbers(
    rule: &Rule,
    context: &Context<'_>,
    ids: &[&FigureId],
    findings: &mut Vec<Finding>,
) -> Option<Vec<rust_decimal::Decimal>> {
    let figures: Vec<Option<&Figure>> = ids.iter().map(|id| context.figures.get(id.as_str())).collect();
    let number = |figure: &Figure| match (figure.state, figure.value) {
        (State::Value, Some(Quantity::Number(number))) => Some(number),
        (State::Value, Some(Quantity::Ratio { of, to })) => of.checked_div(to),
        _ => None,
    };
    let found: Option<Vec<_>> = figures.iter().map(|figure| figure.and_then(number)).collect();
    if found.is_none() {
        let without = figures.iter().flatten().filter(|figure| number(figure).is_none());
        let labels = without.map(|figure| figure.label.clone()).collect::<Vec<_>>();
        findings.push(not_assessed(rule, ids.first().copied(), labels, "value"));
    }
    found
}

/// A note that a rule could not be judged: for want of a `value`, or of the `previous` year's.
fn not_assessed(rule: &Rule, at: Option<&FigureId>, labels: Vec<String>, why: &str) -> Finding {
    let place = at.map_or(Place::Project, |id| Place::Figure(id.clone()));
    let finding = Finding { code: Code::NotAssessed, severity: Severity::Note, ..rule.finding(place) };
    finding.with("rule", rule.id.as_str()).with("figures", labels).with("why", why)
}

/// The label of a figure; its id if there is no such figure.
fn label(context: &Context<'_>, id: &FigureId) -> String {
    context.figures.get(id.as_str()).map_or_else(|| id.to_string(), |figure| figure.label.clone())
}

/// The first cells behind some figures, as related places of a finding.
fn cells_behind(context: &Context<'_>, ids: &[&FigureId]) -> Vec<Place> {
    ids.iter().filter_map(|id| context.figures.get(id.as_str())).flat_map(crate::aggregate::cells_of).collect()
}
