#![doc = include_str!("changes-within.md")]

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Context, cells_behind, label, not_assessed, numbers};
use crate::figure::FigureId;
use crate::finding::Finding;
use crate::pack::resolver::{Resolver, Text};
use crate::pack::rule::Rule;
use crate::place::Place;

/// How much a figure may change in a year.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    /// The figure.
    #[schemars(with = "String")]
    figure: Text,
    /// At most so many times last year's value, at least that part of it.
    times: u32,
}

/// A figure is at most so many times last year's, and at least that part of it. From or to zero it is not judged.
#[derive(Debug, Clone)]
pub struct ChangesWithin {
    figure: FigureId,
    times: u32,
}

impl Raw {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<ChangesWithin> {
        Some(ChangesWithin { figure: resolver.figure(&self.figure)?, times: self.times })
    }
}

impl ChangesWithin {
    pub(super) fn reads(&self) -> Vec<&FigureId> {
        vec![&self.figure]
    }

    pub(super) fn run(&self, rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
        let Some(previous) = context.previous.and_then(|previous| previous.number(self.figure.as_str())) else {
            findings.push(not_assessed(rule, Some(&self.figure), vec![label(context, &self.figure)], "previous"));
            return;
        };
        let Some(values) = numbers(rule, context, &[&self.figure], findings) else { return };
        let times = Decimal::from(self.times);
        // The exact ratio is compared by multiplying, for a quotient of decimals would be rounded.
        let beyond = |small: Decimal, large: Decimal| small.checked_mul(times).is_some_and(|bound| large > bound);
        if let [value] = values[..]
            && !previous.is_zero()
            && (beyond(previous.abs(), value.abs()) || beyond(value.abs(), previous.abs()))
        {
            let mut finding = rule.finding(Place::Figure(self.figure.clone()));
            finding.related = cells_behind(context, &[&self.figure]);
            findings.push(
                finding
                    .with("figure", label(context, &self.figure))
                    .with("value", value)
                    .with("previous", previous)
                    .with("times", i64::from(self.times)),
            );
        }
    }
}
