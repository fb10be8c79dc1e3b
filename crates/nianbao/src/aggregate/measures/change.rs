//! `change`: this year's value of a figure less last year's. Without last year's it is unknown, never 0.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Operands, Outcome};
use crate::figure::{FigureId, Lineage, State};
use crate::finding::{Code, Finding, Severity};
use crate::pack::figure::FigureSpec;
use crate::pack::resolver::{Resolver, Text};
use crate::place::Place;

/// This year's value of a figure less last year's.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    /// The figure.
    #[schemars(with = "String")]
    of: Text,
}

/// This year's value of a figure less last year's.
#[derive(Debug, Clone)]
pub struct Change {
    pub(super) of: FigureId,
}

impl Raw {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<Change> {
        Some(Change { of: resolver.figure(&self.of)? })
    }
}

impl Change {
    pub(super) fn compute(&self, spec: &FigureSpec, operands: &Operands<'_>, findings: &mut Vec<Finding>) -> Outcome {
        let mut lineage = operands.lineage();
        let previous = operands.previous.and_then(|last| Some((last, last.number(self.of.as_str())?)));
        let Some((last, value)) = previous else {
            let finding = Finding::new(Code::NoPreviousFigure, Severity::Note, Place::Figure(spec.id.clone()));
            findings.push(finding.with("figure", spec.label.as_str()));
            return Outcome::without_value(State::Unknown, lineage, operands.origin());
        };
        lineage.push(Lineage::Previous {
            source: last.source_of(self.of.as_str()).into(),
            year: last.year,
            figure: self.of.clone(),
            value,
        });
        let pair = operands.numbers().as_deref().and_then(|numbers| <[Decimal; 1]>::try_from(numbers).ok());
        match pair.and_then(|[now]| now.checked_sub(value)) {
            Some(change) => Outcome::number(change, lineage, operands.origin().max(last.origin)),
            None => Outcome::without_value(State::Unknown, lineage, operands.origin()),
        }
    }
}
