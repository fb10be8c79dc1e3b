#![doc = include_str!("row.md")]

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Context, at_cell, not_assessed};
use crate::finding::Finding;
use crate::pack::expression::Expression;
use crate::pack::resolver::{Resolver, Text};
use crate::pack::rule::Rule;

/// A predicate that must hold for every row.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    /// The ledger.
    #[schemars(with = "String")]
    ledger: Text,
    /// The predicate, in SQL.
    #[serde(rename = "where")]
    #[schemars(with = "String")]
    predicate: Text,
    /// The column to blame.
    #[schemars(with = "String")]
    at: Text,
}

/// A predicate holds for every row. A row that a blank leaves undecided breaks nothing: `required` is there for that.
#[derive(Debug, Clone)]
pub struct Row {
    pub(super) ledger: usize,
    predicate: Expression,
    at: usize,
}

impl Raw {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<Row> {
        let ledger = resolver.ledger(&self.ledger)?;
        let predicate = resolver.predicate(ledger, &self.predicate);
        let at = resolver.column(ledger, &self.at);
        Some(Row { ledger, predicate: predicate?, at: at? })
    }
}

impl Row {
    pub(super) fn run(&self, rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
        let ledger = context.ledgers.at(self.ledger);
        let evaluated = crate::aggregate::evaluate(ledger, context.period, &[&self.predicate]);
        let Some(column) = evaluated.ok().and_then(|mut columns| columns.pop()) else {
            findings.push(not_assessed(rule, None, Vec::new(), "value"));
            return;
        };
        let others: Vec<usize> = self.predicate.reads.iter().filter_map(|id| ledger.spec.field(id)).collect();
        let others: Vec<usize> = others.into_iter().filter(|field| *field != self.at).collect();
        let inputs = crate::aggregate::rows::inputs(&self.predicate, &ledger.spec);
        for (row, holds) in column.into_iter().enumerate() {
            // Where a column is missing, that is reported once, and the rule says nothing.
            if holds == Some(false) && !inputs.iter().any(|field| ledger.lacks(row, *field)) {
                let finding = at_cell(rule, ledger, row, self.at, &others);
                findings.push(finding.with("because", rule.ground(ledger, row)));
            }
        }
    }
}
