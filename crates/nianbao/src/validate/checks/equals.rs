#![doc = include_str!("equals.md")]

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Context, cells_behind, label, numbers};
use crate::figure::FigureId;
use crate::finding::Finding;
use crate::pack::resolver::{Resolver, Text};
use crate::pack::rule::Rule;
use crate::place::Place;
use crate::validate::summands;
use crate::validate::suspect::Suspicion;

/// Two figures that must agree.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    /// One figure.
    #[schemars(with = "String")]
    left: Text,
    /// The other.
    #[schemars(with = "String")]
    right: Text,
}

/// Two figures agree.
#[derive(Debug, Clone)]
pub struct Equals {
    pub(crate) left: FigureId,
    pub(crate) right: FigureId,
}

impl Raw {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<Equals> {
        let left = resolver.figure(&self.left);
        let right = resolver.figure(&self.right);
        Some(Equals { left: left?, right: right? })
    }
}

impl Equals {
    pub(super) fn reads(&self) -> Vec<&FigureId> {
        vec![&self.left, &self.right]
    }

    pub(super) fn run(&self, rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
        let ids = self.reads();
        let Some(values) = numbers(rule, context, &ids, findings) else { return };
        if let [left, right] = values[..]
            && left != right
        {
            let mut finding = rule.finding(Place::Figure(self.left.clone()));
            finding.related = cells_behind(context, &ids);
            let (one, other) = (std::slice::from_ref(&self.left), std::slice::from_ref(&self.right));
            let suspicion = summands::suspicion(context.ledgers, context.figures, one, other);
            findings.push(
                Suspicion::told(suspicion, finding)
                    .with("left", label(context, &self.left))
                    .with("right", label(context, &self.right))
                    .with("left_value", left)
                    .with("right_value", right),
            );
        }
    }
}
