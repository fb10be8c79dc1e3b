//! `difference`: one figure less another.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Operands, Outcome};
use crate::figure::{FigureId, State};
use crate::pack::resolver::{Resolver, Text};

/// One figure less another.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    /// What is taken from.
    #[schemars(with = "String")]
    of: Text,
    /// What is taken away.
    #[schemars(with = "String")]
    minus: Text,
}

/// One figure less another.
#[derive(Debug, Clone)]
pub struct Difference {
    pub(super) of: FigureId,
    pub(super) minus: FigureId,
}

impl Raw {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<Difference> {
        let of = resolver.figure(&self.of);
        let minus = resolver.figure(&self.minus);
        Some(Difference { of: of?, minus: minus? })
    }
}

pub(super) fn compute(operands: &Operands<'_>) -> Outcome {
    let (lineage, origin) = (operands.lineage(), operands.origin());
    let numbers = operands.numbers();
    let pair = numbers.as_deref().and_then(|numbers| <[Decimal; 2]>::try_from(numbers).ok());
    match pair.and_then(|[of, minus]| of.checked_sub(minus)) {
        Some(difference) => Outcome::number(difference, lineage, origin),
        None => Outcome::without_value(State::Unknown, lineage, origin),
    }
}
