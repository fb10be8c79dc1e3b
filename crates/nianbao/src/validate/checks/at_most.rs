#![doc = include_str!("at-most.md")]

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Context, cells_behind, label, numbers};
use crate::figure::FigureId;
use crate::finding::Finding;
use crate::pack::resolver::{Resolver, Text};
use crate::pack::rule::Rule;
use crate::place::Place;

/// A figure and its limit.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    /// The figure.
    #[schemars(with = "String")]
    figure: Text,
    /// The figure that it must not exceed.
    #[schemars(with = "String")]
    limit: Text,
}

/// A figure does not exceed another.
#[derive(Debug, Clone)]
pub struct AtMost {
    pub(crate) figure: FigureId,
    pub(crate) limit: FigureId,
}

impl Raw {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<AtMost> {
        let figure = resolver.figure(&self.figure);
        let limit = resolver.figure(&self.limit);
        Some(AtMost { figure: figure?, limit: limit? })
    }
}

impl AtMost {
    pub(super) fn reads(&self) -> Vec<&FigureId> {
        vec![&self.figure, &self.limit]
    }

    pub(super) fn run(&self, rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
        let ids = self.reads();
        let Some(values) = numbers(rule, context, &ids, findings) else { return };
        if let [value, limit] = values[..]
            && value > limit
        {
            let mut finding = rule.finding(Place::Figure(self.figure.clone()));
            finding.related = cells_behind(context, &ids);
            findings.push(
                finding
                    .with("figure", label(context, &self.figure))
                    .with("limit", label(context, &self.limit))
                    .with("value", value)
                    .with("limit_value", limit),
            );
        }
    }
}
