#![doc = include_str!("order.md")]

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Context, at_cell};
use crate::finding::Finding;
use crate::pack::ledger::ColumnType;
use crate::pack::resolver::{Resolver, Text};
use crate::pack::rule::Rule;

/// Two dates of a row in their order.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    /// The ledger.
    #[schemars(with = "String")]
    ledger: Text,
    /// The date that comes first, or on the same day.
    #[schemars(with = "String")]
    earlier: Text,
    /// The date that comes after, and is blamed.
    #[schemars(with = "String")]
    later: Text,
}

/// One date is not before another. Rows in which one of them is blank are not compared.
#[derive(Debug, Clone)]
pub struct Order {
    pub(super) ledger: usize,
    earlier: usize,
    later: usize,
}

impl Raw {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<Order> {
        let ledger = resolver.ledger(&self.ledger)?;
        let earlier = resolver.typed_column(ledger, &self.earlier, &[ColumnType::Date]);
        let later = resolver.typed_column(ledger, &self.later, &[ColumnType::Date]);
        Some(Order { ledger, earlier: earlier?, later: later? })
    }
}

impl Order {
    pub(super) fn run(&self, rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
        let ledger = context.ledgers.at(self.ledger);
        let pairs = ledger.dates(self.earlier).into_iter().zip(ledger.dates(self.later)).enumerate();
        for (row, pair) in pairs {
            let (Some(earlier), Some(later)) = pair else { continue };
            if later < earlier {
                let finding = at_cell(rule, ledger, row, self.later, &[self.earlier]);
                findings.push(
                    finding
                        .with("later", ledger.header(row, self.later))
                        .with("earlier", ledger.header(row, self.earlier))
                        .with("days", (earlier - later).num_days()),
                );
            }
        }
    }
}
