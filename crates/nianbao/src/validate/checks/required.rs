#![doc = include_str!("required.md")]

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Context, at_cell};
use crate::finding::Finding;
use crate::pack::resolver::{Resolver, Text};
use crate::pack::rule::Rule;

/// Some columns of a ledger.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    /// The ledger.
    #[schemars(with = "String")]
    ledger: Text,
    /// Its columns.
    #[schemars(with = "Vec<String>")]
    columns: Vec<Text>,
}

/// No cell of these columns is blank.
#[derive(Debug, Clone)]
pub struct Required {
    pub(super) ledger: usize,
    columns: Vec<usize>,
}

impl Raw {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<Required> {
        let ledger = resolver.ledger(&self.ledger)?;
        Some(Required { ledger, columns: resolver.columns(ledger, &self.columns)? })
    }
}

impl Required {
    /// Whether a cell of this column must be filled.
    pub(crate) fn asks(&self, ledger: usize, column: usize) -> bool {
        self.ledger == ledger && self.columns.contains(&column)
    }

    pub(super) fn run(&self, rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
        let ledger = context.ledgers.at(self.ledger);
        for column in &self.columns {
            for (row, blank) in ledger.blanks(*column).into_iter().enumerate() {
                let is_unfilled =
                    (blank && ledger.is_unfilled(row, *column)) || ledger.not_applicable.contains(&(row, *column));
                if !is_unfilled || ledger.lacks(row, *column) {
                    continue;
                }
                findings.push(at_cell(rule, ledger, row, *column, &[]));
            }
        }
    }
}
