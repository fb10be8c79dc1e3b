#![doc = include_str!("matches.md")]

use regex::Regex;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Context, at_cell};
use crate::error::Fault;
use crate::finding::Finding;
use crate::pack::ledger::ColumnType;
use crate::pack::resolver::{Resolver, Text};
use crate::pack::rule::Rule;

/// The form of a text column.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    /// The ledger.
    #[schemars(with = "String")]
    ledger: Text,
    /// Its column.
    #[schemars(with = "String")]
    column: Text,
    /// A regular expression for the whole text.
    #[schemars(with = "String")]
    pattern: Text,
}

/// The whole text has this form. Blank cells are not looked at.
#[derive(Debug, Clone)]
pub struct Matches {
    pub(super) ledger: usize,
    column: usize,
    pattern: String,
    whole: Regex,
}

impl Raw {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<Matches> {
        let ledger = resolver.ledger(&self.ledger)?;
        let column = resolver.typed_column(ledger, &self.column, &[ColumnType::Text])?;
        match Regex::new(&format!("^(?:{})$", self.pattern.get_ref())) {
            Ok(whole) => Some(Matches { ledger, column, pattern: self.pattern.into_inner(), whole }),
            Err(error) => {
                resolver.fault(self.pattern.span(), Fault::new("not-a-pattern").with("reason", error.to_string()));
                None
            }
        }
    }
}

impl Matches {
    pub(super) fn run(&self, rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
        let ledger = context.ledgers.at(self.ledger);
        for (row, word) in ledger.words(self.column).into_iter().enumerate() {
            if let Some(word) = word.filter(|word| !self.whole.is_match(word)) {
                let finding = at_cell(rule, ledger, row, self.column, &[]);
                findings.push(finding.with("value", word).with("pattern", self.pattern.as_str()));
            }
        }
    }
}
