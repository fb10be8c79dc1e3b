//! `share`: a part of a whole, kept exact and printed in percent. The part must not exceed the whole.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Operands, Outcome, ratio};
use crate::figure::{FigureId, Quantity};
use crate::finding::{Code, Finding, Severity};
use crate::pack::figure::FigureSpec;
use crate::pack::resolver::{Resolver, Text};
use crate::place::Place;

/// A part of a whole.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    /// The part.
    #[schemars(with = "String")]
    part: Text,
    /// The whole.
    #[schemars(with = "String")]
    whole: Text,
}

/// A part of a whole.
#[derive(Debug, Clone)]
pub struct Share {
    pub(super) part: FigureId,
    pub(super) whole: FigureId,
}

impl Raw {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<Share> {
        let part = resolver.figure(&self.part);
        let whole = resolver.figure(&self.whole);
        Some(Share { part: part?, whole: whole? })
    }
}

pub(super) fn compute(spec: &FigureSpec, operands: &Operands<'_>, findings: &mut Vec<Finding>) -> Outcome {
    let outcome = ratio::compute(spec, operands, findings);
    if let Some(Quantity::Ratio { of, to }) = outcome.value
        && of > to
    {
        let finding = Finding::new(Code::PartAboveWhole, Severity::Error, Place::Figure(spec.id.clone()));
        findings.push(finding.with("figure", spec.label.as_str()).with("part", of).with("whole", to));
    }
    outcome
}
