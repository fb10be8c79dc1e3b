//! `count`: how many rows of a ledger satisfy a predicate.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Blank, By, Outcome, RawBy, resolve_by, resolve_where};
use crate::aggregate::rows::Rows;
use crate::finding::Finding;
use crate::pack::expression::Expression;
use crate::pack::figure::FigureSpec;
use crate::pack::resolver::{Resolver, Text};

/// How many rows of a ledger satisfy a predicate.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    /// The ledger.
    #[schemars(with = "String")]
    ledger: Text,
    /// The predicate, in SQL; without one every row counts.
    #[serde(rename = "where")]
    #[schemars(with = "Option<String>")]
    predicate: Option<Text>,
    /// Makes a series.
    by: Option<RawBy>,
    /// What to do with undecided rows.
    blank: Option<Blank>,
}

/// How many rows of a ledger satisfy a predicate.
#[derive(Debug, Clone)]
pub struct Count {
    pub(super) ledger: usize,
    pub(super) predicate: Option<Expression>,
    pub(super) by: Option<By>,
    pub(super) blank: Option<Blank>,
}

impl Raw {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<Count> {
        let ledger = resolver.ledger(&self.ledger)?;
        let predicate = resolve_where(self.predicate, ledger, resolver);
        let by = resolve_by(self.by, ledger, resolver);
        Some(Count { ledger, predicate: predicate?, by: by?, blank: self.blank })
    }
}

impl Count {
    pub(super) fn compute(&self, spec: &FigureSpec, rows: &Rows<'_>, findings: &mut Vec<Finding>) -> Outcome {
        if self.blank.is_none() {
            rows.report_undecided(spec, findings);
        }
        Outcome::number(Decimal::from(rows.picked().len()), rows.key_cells(), rows.origin())
    }
}
