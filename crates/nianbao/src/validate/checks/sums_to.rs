#![doc = include_str!("sums-to.md")]

use rust_decimal::Decimal;
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

/// Parts and what they add up to.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    /// The figures on one side.
    #[schemars(with = "Vec<String>")]
    parts: Vec<Text>,
    /// The figures on the other.
    #[schemars(with = "Vec<String>")]
    total: Vec<Text>,
}

/// Parts add up to their total.
#[derive(Debug, Clone)]
pub struct SumsTo {
    pub(crate) parts: Vec<FigureId>,
    pub(crate) total: Vec<FigureId>,
}

impl Raw {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<SumsTo> {
        let parts = resolver.figures(&self.parts);
        let total = resolver.figures(&self.total);
        Some(SumsTo { parts: parts?, total: total? })
    }
}

impl SumsTo {
    pub(super) fn reads(&self) -> Vec<&FigureId> {
        self.parts.iter().chain(&self.total).collect()
    }

    pub(super) fn run(&self, rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
        let ids = self.reads();
        let Some(values) = numbers(rule, context, &ids, findings) else { return };
        let (of_parts, of_total) = values.split_at(self.parts.len());
        let (parts, total): (Decimal, Decimal) = (of_parts.iter().sum(), of_total.iter().sum());
        let Some(at) = self.total.first().filter(|_| parts != total) else { return };
        let labels = |ids: &[FigureId], values: &[Decimal]| {
            let pairs = ids.iter().zip(values);
            pairs.map(|(id, value)| format!("{} {}", label(context, id), value.normalize())).collect::<Vec<_>>()
        };
        let mut finding = rule.finding(Place::Figure(at.clone()));
        finding.related = cells_behind(context, &ids);
        let suspicion = summands::suspicion(context.ledgers, context.figures, &self.parts, &self.total);
        findings.push(
            Suspicion::told(suspicion, finding)
                .with("parts", labels(&self.parts, of_parts))
                .with("total", labels(&self.total, of_total))
                .with("parts_value", parts)
                .with("total_value", total)
                .with("difference", parts - total),
        );
    }
}
