#![doc = include_str!("unique.md")]

use std::collections::BTreeMap;

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

/// No two rows agree in these columns, whatever workbook they stand in. Rows with a blank among them are not compared.
#[derive(Debug, Clone)]
pub struct Unique {
    pub(super) ledger: usize,
    columns: Vec<usize>,
}

impl Raw {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<Unique> {
        let ledger = resolver.ledger(&self.ledger)?;
        Some(Unique { ledger, columns: resolver.columns(ledger, &self.columns)? })
    }
}

impl Unique {
    pub(super) fn run(&self, rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
        let ledger = context.ledgers.at(self.ledger);
        let Some((at, others)) = self.columns.split_first() else { return };
        let keys: Vec<Vec<String>> = self.columns.iter().map(|column| ledger.folded(*column)).collect();
        let mut first: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for row in 0..ledger.len() {
            let key: Vec<String> = keys.iter().map(|column| column[row].clone()).collect();
            let says_nothing = |column: &usize| ledger.not_applicable.contains(&(row, *column));
            if key.iter().any(String::is_empty) || self.columns.iter().any(says_nothing) {
                continue;
            }
            let headers: Vec<String> = self.columns.iter().map(|column| ledger.header(row, *column)).collect();
            let value = self.columns.iter().map(|column| ledger.text(row, *column)).collect::<Vec<_>>().join("、");
            if let Some(earlier) = first.get(&key) {
                let place = ledger.place(*earlier, *at);
                let finding = at_cell(rule, ledger, row, *at, others).with("columns", headers).with("value", value);
                findings.push(finding.with("first", place.to_string()).related(place));
            } else {
                first.insert(key, row);
            }
        }
    }
}
