#![doc = include_str!("carries-over.md")]

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Context, cells_behind, label, not_assessed, numbers};
use crate::figure::FigureId;
use crate::finding::Finding;
use crate::pack::resolver::{Resolver, Text};
use crate::pack::rule::Rule;
use crate::place::Place;

/// This year's opening figure and last year's closing figure.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    /// The figure of this year.
    #[schemars(with = "String")]
    opening: Text,
    /// The figure of last year.
    #[schemars(with = "String")]
    closing: Text,
}

/// This year opens with what last year closed with. Without last year's figures it is not assessed, never passed.
#[derive(Debug, Clone)]
pub struct CarriesOver {
    opening: FigureId,
    closing: FigureId,
}

impl Raw {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<CarriesOver> {
        let opening = resolver.figure(&self.opening);
        let closing = resolver.figure(&self.closing);
        Some(CarriesOver { opening: opening?, closing: closing? })
    }
}

impl CarriesOver {
    pub(super) fn reads(&self) -> Vec<&FigureId> {
        vec![&self.opening, &self.closing]
    }

    pub(super) fn run(&self, rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
        let previous = context.previous.and_then(|previous| Some((previous, previous.number(self.closing.as_str())?)));
        let Some((previous, closed)) = previous else {
            findings.push(not_assessed(rule, Some(&self.opening), vec![label(context, &self.closing)], "previous"));
            return;
        };
        let Some(values) = numbers(rule, context, &[&self.opening], findings) else { return };
        if let [opened] = values[..]
            && opened != closed
        {
            let mut finding = rule.finding(Place::Figure(self.opening.clone()));
            finding.related = cells_behind(context, &[&self.opening]);
            findings.push(
                finding
                    .with("opening", label(context, &self.opening))
                    .with("closing", label(context, &self.closing))
                    .with("opening_value", opened)
                    .with("closing_value", closed)
                    .with("year", i64::from(previous.year).to_string()),
            );
        }
    }
}
