//! `ratio`: one figure over another, kept exact and printed in percent.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Operands, Outcome};
use crate::figure::{FigureId, Quantity, State};
use crate::finding::{Code, Finding, Severity};
use crate::pack::figure::FigureSpec;
use crate::pack::resolver::{Resolver, Text};
use crate::place::Place;

/// One figure over another.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    /// The numerator.
    #[schemars(with = "String")]
    of: Text,
    /// The denominator.
    #[schemars(with = "String")]
    to: Text,
}

/// One figure over another.
#[derive(Debug, Clone)]
pub struct Ratio {
    pub(super) of: FigureId,
    pub(super) to: FigureId,
}

impl Raw {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<Ratio> {
        let of = resolver.figure(&self.of);
        let to = resolver.figure(&self.to);
        Some(Ratio { of: of?, to: to? })
    }
}

pub(super) fn compute(spec: &FigureSpec, operands: &Operands<'_>, findings: &mut Vec<Finding>) -> Outcome {
    let (lineage, origin) = (operands.lineage(), operands.origin());
    let Some([of, to]) = operands.numbers().as_deref().and_then(|numbers| <[Decimal; 2]>::try_from(numbers).ok())
    else {
        return Outcome::without_value(State::Unknown, lineage, origin);
    };
    if !to.is_zero() {
        return Outcome { state: State::Value, value: Some(Quantity::Ratio { of, to }), lineage, origin };
    }
    let at = Place::Figure(spec.id.clone());
    if of.is_zero() {
        let finding = Finding::new(Code::NothingToDivide, Severity::Note, at);
        findings.push(finding.with("figure", spec.label.as_str()));
        return Outcome::without_value(State::None, lineage, origin);
    }
    let finding = Finding::new(Code::PartAboveWhole, Severity::Error, at);
    findings.push(finding.with("figure", spec.label.as_str()).with("part", of).with("whole", to));
    Outcome::without_value(State::Unknown, lineage, origin)
}
