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
use crate::place::Place;
use crate::validate::suspect::{Sum, Suspicion};

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
        let income = self.income.iter().map(|field| (*field, Decimal::ONE));
        let expense = self.expense.iter().map(|field| (*field, -Decimal::ONE));
        // Per column that moves the balance: whether it adds or takes, and its cells.
        let moving: Vec<Moving> =
            income.chain(expense).map(|(field, sign)| Moving { field, sign, cells: ledger.numbers(field) }).collect();
        let mut before: BTreeMap<Vec<Cow<'_, str>>, (Place, Decimal)> = BTreeMap::new();
        for (row, stated) in ledger.numbers(self.balance).into_iter().enumerate() {
            let account: Vec<_> = self.by.iter().map(|column| ledger.text(row, *column)).collect();
            let expected = before.get(&account).and_then(|(_, before)| {
                moving.iter().try_fold(*before, |balance, column| balance.checked_add(column.of(row)?))
            });
            let place = ledger.place(row, self.balance);
            let Some(stated) = stated else {
                // A blank balance is another rule's finding; what moved in its row moved all the same.
                if let Some(expected) = expected {
                    before.insert(account, (place, expected));
                }
                continue;
            };
            if let Some(expected) = expected.filter(|expected| *expected != stated) {
                let others: Vec<usize> = self.income.iter().chain(&self.expense).copied().collect();
                let moved = moving.iter().filter_map(|column| {
                    column.cells[row].and_then(|_| Some((ledger.place(row, column.field), column.of(row)?)))
                });
                let summands: Vec<_> = before.get(&account).cloned().into_iter().chain(moved).collect();
                let suspicion = Sum { summands: &summands, stated, at: Some(&place) }.suspicion();
                findings.push(
                    Suspicion::told(suspicion, at_cell(rule, ledger, row, self.balance, &others))
                        .with("expected", expected)
                        .with("stated", stated)
                        .with("difference", stated - expected),
                );
            }
            before.insert(account, (place, stated));
        }
    }
}

/// A column that moves the balance.
struct Moving {
    field: usize,
    /// 1 if it adds, -1 if it takes away.
    sign: Decimal,
    cells: Vec<Option<Decimal>>,
}

impl Moving {
    /// By how much the row moves the balance; a blank moves nothing. `None` beyond 28 digits.
    fn of(&self, row: usize) -> Option<Decimal> {
        self.cells[row].unwrap_or_default().checked_mul(self.sign)
    }
}
