#![doc = include_str!("balance.md")]

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Context, at_cell};
use crate::finding::Finding;
use crate::pack::ledger::ColumnType;
use crate::pack::resolver::{Resolver, Text};
use crate::pack::rule::Rule;

/// A running balance: the balance of the row before, plus income, less expense.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    /// The ledger.
    #[schemars(with = "String")]
    ledger: Text,
    /// Columns that add; blank adds nothing.
    #[schemars(with = "Vec<String>")]
    income: Vec<Text>,
    /// Columns that take away; blank takes nothing.
    #[schemars(with = "Vec<String>")]
    expense: Vec<Text>,
    /// The column with the balance.
    #[schemars(with = "String")]
    balance: Text,
    /// Accounts are told apart by these columns.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    by: Vec<Text>,
}

/// A running balance follows from the row before; the first row of an account opens it. A breach is blamed on the
/// row where it begins: the rows after it are judged by what it states.
#[derive(Debug, Clone)]
pub struct Balance {
    ledger: usize,
    income: Vec<usize>,
    expense: Vec<usize>,
    balance: usize,
    by: Vec<usize>,
}

impl Raw {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<Balance> {
        let ledger = resolver.ledger(&self.ledger)?;
        let income = resolver.number_columns(ledger, &self.income);
        let expense = resolver.number_columns(ledger, &self.expense);
        let balance = resolver.typed_column(ledger, &self.balance, ColumnType::NUMBERS);
        let by = resolver.columns(ledger, &self.by);
        Some(Balance { ledger, income: income?, expense: expense?, balance: balance?, by: by? })
    }
}

impl Balance {
    /// Whether this is the balance column.
    pub(crate) fn is_over(&self, ledger: usize, field: usize) -> bool {
        self.ledger == ledger && self.balance == field
    }

    pub(super) fn run(&self, rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
        let ledger = context.ledgers.at(self.ledger);
        let sums = |columns: &[usize]| -> Vec<Option<Decimal>> {
            let mut sums = vec![Some(Decimal::ZERO); ledger.len()];
            for column in columns {
                for (sum, value) in sums.iter_mut().zip(ledger.numbers(*column)) {
                    *sum = sum.and_then(|sum| sum.checked_add(value.unwrap_or_default()));
                }
            }
            sums
        };
        let (income, expense) = (sums(&self.income), sums(&self.expense));
        let mut before: BTreeMap<Vec<Cow<'_, str>>, Decimal> = BTreeMap::new();
        for (row, stated) in ledger.numbers(self.balance).into_iter().enumerate() {
            let account: Vec<_> = self.by.iter().map(|column| ledger.text(row, *column)).collect();
            let moved = income[row].zip(expense[row]).and_then(|(income, expense)| income.checked_sub(expense));
            let expected = before.get(&account).zip(moved).and_then(|(before, moved)| before.checked_add(moved));
            let Some(stated) = stated else {
                // A blank balance is another rule's finding; what moved in its row moved all the same.
                if let Some(expected) = expected {
                    before.insert(account, expected);
                }
                continue;
            };
            if let Some(expected) = expected.filter(|expected| *expected != stated) {
                let others: Vec<usize> = self.income.iter().chain(&self.expense).copied().collect();
                findings.push(
                    at_cell(rule, ledger, row, self.balance, &others)
                        .with("expected", expected)
                        .with("stated", stated)
                        .with("difference", stated - expected),
                );
            }
            before.insert(account, stated);
        }
    }
}
