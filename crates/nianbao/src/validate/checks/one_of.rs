#![doc = include_str!("one-of.md")]

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Context, at_cell};
use crate::error::Fault;
use crate::finding::Finding;
use crate::pack::ledger::ColumnType;
use crate::pack::resolver::{Resolver, Text, nearest};
use crate::pack::rule::Rule;

/// A column with a code list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    /// The ledger.
    #[schemars(with = "String")]
    ledger: Text,
    /// Its column.
    #[schemars(with = "String")]
    column: Text,
}

/// The value is in the column's code list, or one of its other spellings. Blank cells are not looked at.
#[derive(Debug, Clone)]
pub struct OneOf {
    pub(super) ledger: usize,
    column: usize,
}

impl Raw {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<OneOf> {
        let ledger = resolver.ledger(&self.ledger)?;
        let column = resolver.typed_column(ledger, &self.column, &[ColumnType::Text])?;
        if resolver.spec(ledger).fields[column].codes.is_empty() {
            let fault = Fault::new("column-without-codes").with("column", self.column.get_ref().as_str());
            resolver.fault(self.column.span(), fault);
            return None;
        }
        Some(OneOf { ledger, column })
    }
}

impl OneOf {
    pub(super) fn run(&self, rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
        let ledger = context.ledgers.at(self.ledger);
        let codes = &ledger.spec.fields[self.column].codes;
        for (row, word) in ledger.words(self.column).into_iter().enumerate() {
            let Some(word) = word.filter(|word| !codes.iter().any(|code| code == word)) else { continue };
            let near = nearest(word, codes.iter().map(String::as_str)).unwrap_or_default();
            let finding = at_cell(rule, ledger, row, self.column, &[]);
            findings.push(finding.with("value", word).with("allowed", codes.clone()).with("nearest", near));
        }
    }
}
