#![doc = include_str!("in-range.md")]

use chrono::{Days, Months, NaiveDate};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Context, at_cell};
use crate::error::Fault;
use crate::figure::Period;
use crate::finding::{Argument, Finding};
use crate::ledger::Ledger;
use crate::pack::ledger::ColumnType;
use crate::pack::resolver::{Resolver, Text};
use crate::pack::rule::Rule;

/// Bounds of a column, both included. At least one is given.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    /// The ledger.
    #[schemars(with = "String")]
    ledger: Text,
    /// Its column.
    #[schemars(with = "String")]
    column: Text,
    /// The least value: a number, a date, or `period.from - 5 years`.
    #[schemars(with = "Option<String>")]
    from: Option<Text>,
    /// The greatest value: a number, a date, or `period.to + 31 days`.
    #[schemars(with = "Option<String>")]
    to: Option<Text>,
}

/// A number or date lies between two bounds, both included. Blank cells are not looked at.
#[derive(Debug, Clone)]
pub struct InRange {
    pub(super) ledger: usize,
    column: usize,
    from: Option<Bound>,
    to: Option<Bound>,
}

#[derive(Debug, Clone, Copy)]
enum Bound {
    Number(Decimal),
    Day(Day),
}

#[derive(Debug, Clone, Copy)]
struct Day {
    base: Base,
    days: i64,
    months: i64,
}

#[derive(Debug, Clone, Copy)]
enum Base {
    Fixed(NaiveDate),
    PeriodFrom,
    PeriodTo,
}

impl Day {
    fn of(self, period: Period) -> Option<NaiveDate> {
        let base = match self.base {
            Base::Fixed(day) => day,
            Base::PeriodFrom => period.from,
            Base::PeriodTo => period.to,
        };
        let months = Months::new(u32::try_from(self.months.unsigned_abs()).ok()?);
        let moved = if self.months < 0 { base.checked_sub_months(months)? } else { base.checked_add_months(months)? };
        let days = Days::new(self.days.unsigned_abs());
        if self.days < 0 { moved.checked_sub_days(days) } else { moved.checked_add_days(days) }
    }
}

/// Reads `2021-01-01`, `period.to`, `period.to + 31 days`, `period.from - 5 years`.
fn parse_day(text: &str) -> Option<Day> {
    let mut words = text.split_whitespace();
    let base = match words.next()? {
        "period.from" => Base::PeriodFrom,
        "period.to" => Base::PeriodTo,
        day => Base::Fixed(day.parse().ok()?),
    };
    let mut day = Day { base, days: 0, months: 0 };
    let rest: Vec<&str> = words.collect();
    if let [sign, amount, unit] = rest[..] {
        let amount: i64 = amount.parse().ok().filter(|amount| (0..=100_000).contains(amount))?;
        let amount = match sign {
            "+" => amount,
            "-" => -amount,
            _ => return None,
        };
        match unit {
            "day" | "days" => day.days = amount,
            "month" | "months" => day.months = amount,
            "year" | "years" => day.months = amount * 12,
            _ => return None,
        }
    } else if !rest.is_empty() {
        return None;
    }
    Some(day)
}

impl Raw {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<InRange> {
        const TYPES: &[ColumnType] = &[ColumnType::Integer, ColumnType::Decimal, ColumnType::Money, ColumnType::Date];
        let ledger = resolver.ledger(&self.ledger)?;
        let column = resolver.typed_column(ledger, &self.column, TYPES)?;
        let of_days = resolver.spec(ledger).fields[column].kind == ColumnType::Date;
        if self.from.is_none() && self.to.is_none() {
            resolver.fault(self.column.span(), Fault::new("range-without-bounds"));
            return None;
        }
        let mut bound = |text: Option<Text>| -> Option<Option<Bound>> {
            let Some(text) = text else { return Some(None) };
            let parsed = if of_days {
                parse_day(text.get_ref()).map(Bound::Day)
            } else {
                text.get_ref().parse().ok().map(Bound::Number)
            };
            if parsed.is_none() {
                resolver.fault(text.span(), Fault::new("not-a-bound").with("bound", text.get_ref().as_str()));
            }
            parsed.map(Some)
        };
        let (from, to) = (bound(self.from), bound(self.to));
        Some(InRange { ledger, column, from: from?, to: to? })
    }
}

impl InRange {
    pub(super) fn run(&self, rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
        let ledger = context.ledgers.at(self.ledger);
        if ledger.spec.fields[self.column].kind == ColumnType::Date {
            let day = |bound: Option<Bound>| match bound {
                Some(Bound::Day(day)) => day.of(context.period),
                _ => None,
            };
            self.compare(rule, ledger, ledger.dates(self.column), (day(self.from), day(self.to)), findings);
        } else {
            let number = |bound: Option<Bound>| match bound {
                Some(Bound::Number(number)) => Some(number),
                _ => None,
            };
            let bounds = (number(self.from), number(self.to));
            self.compare(rule, ledger, ledger.numbers(self.column), bounds, findings);
        }
    }

    fn compare<T: PartialOrd + Copy + Into<Argument>>(
        &self,
        rule: &Rule,
        ledger: &Ledger,
        values: Vec<Option<T>>,
        (from, to): (Option<T>, Option<T>),
        findings: &mut Vec<Finding>,
    ) {
        for (row, value) in values.into_iter().enumerate() {
            let Some(value) = value else { continue };
            if from.is_some_and(|from| value < from) || to.is_some_and(|to| value > to) {
                let bound = |bound: Option<T>| bound.map_or_else(|| Argument::Text("…".to_owned()), Into::into);
                let finding = at_cell(rule, ledger, row, self.column, &[]);
                findings.push(finding.with("value", value).with("from", bound(from)).with("to", bound(to)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        let period = Period { from: "2021-01-01".parse().unwrap(), to: "2021-12-31".parse().unwrap() };
        parse_day(text)?.of(period).map(|day| day.to_string())
    }

    #[test]
    fn bounds_move_with_the_period() {
        assert_eq!(day("2021-02-03").as_deref(), Some("2021-02-03"));
        assert_eq!(day("period.from - 5 years").as_deref(), Some("2016-01-01"));
        assert_eq!(day("period.to + 31 days").as_deref(), Some("2022-01-31"));
        assert_eq!(day("period.to + 2 months").as_deref(), Some("2022-02-28"));
        for text in ["", "period", "period.to +", "period.to + x days", "period.to * 2 days", "2021-02-30"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
