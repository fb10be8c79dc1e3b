#![doc = include_str!("balance.md")]

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Context, at_cell};
use crate::finding::Finding;
use crate::ledger::Ledger;
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
    pub(super) ledger: usize,
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
        let breaches = self.breaches(ledger, &moving);
        let others: Vec<usize> = self.income.iter().chain(&self.expense).copied().collect();
        for (at, breach) in breaches.iter().enumerate() {
            let suspicion = suspicion(
                &breaches,
                at,
                || {
                    let cells = moving.iter().filter_map(|column| {
                        column.cells[breach.row]
                            .and_then(|_| Some((ledger.place(breach.row, column.field), column.of(breach.row)?)))
                    });
                    cells.collect()
                },
                &ledger.place(breach.row, self.balance),
            );
            findings.push(
                Suspicion::told(suspicion, at_cell(rule, ledger, breach.row, self.balance, &others))
                    .with("expected", breach.expected)
                    .with("stated", breach.stated)
                    .with("difference", breach.stated - breach.expected),
            );
        }
    }

    /// The rows whose balance doesn't follow from the row before.
    fn breaches(&self, ledger: &Ledger, moving: &[Moving]) -> Vec<Breach> {
        // Of each account the balance above, and how many rows it has had.
        let mut accounts: BTreeMap<Vec<Cow<'_, str>>, (Decimal, usize)> = BTreeMap::new();
        let mut breaches = Vec::new();
        for (row, stated) in ledger.numbers(self.balance).into_iter().enumerate() {
            let account: Vec<_> = self.by.iter().map(|column| ledger.text(row, *column)).collect();
            let above = accounts.get(&account).copied();
            let expected = above.and_then(|(before, _)| {
                moving.iter().try_fold(before, |balance, column| balance.checked_add(column.of(row)?))
            });
            // A blank balance is another rule's finding; what moved in its row moved all the same.
            let Some(balance) = stated.or(expected) else { continue };
            let (before, place) = above.map_or((Decimal::ZERO, 0), |(before, place)| (before, place + 1));
            if let Some((expected, stated)) = expected.zip(stated)
                && expected != stated
            {
                let account = account.iter().map(|part| part.clone().into_owned()).collect();
                breaches.push(Breach { row, account, place, before, expected, stated });
            }
            accounts.insert(account, (balance, place));
        }
        breaches
    }
}

/// A balance that doesn't follow from the row before.
struct Breach {
    row: usize,
    account: Vec<String>,
    /// Which of the account's rows it is, from 0.
    place: usize,
    before: Decimal,
    expected: Decimal,
    stated: Decimal,
}

impl Breach {
    /// Whether this is the row of the account behind the other's.
    fn follows(&self, other: &Self) -> bool {
        self.account == other.account && self.place == other.place + 1
    }

    /// Whether it follows, and is off by as much the other way.
    fn is_echo_of(&self, other: &Self) -> bool {
        self.follows(other) && self.stated - self.expected + other.stated - other.expected == Decimal::ZERO
    }
}

/// More breaches than this have one cause, such as a column in another unit, and no cell of their own.
const FEW: usize = 5;

/// The cell that alone explains a breach. If the next row is off by as much the other way, it is the balance that is
/// wrong, and that row only echoes it. What moved the balance is to blame only where the rows around are right.
fn suspicion(
    breaches: &[Breach],
    at: usize,
    moved: impl Fn() -> Vec<(Place, Decimal)>,
    place: &Place,
) -> Option<Suspicion> {
    let breach = &breaches[at];
    if breaches.len() > FEW || breaches.iter().any(|other| breach.is_echo_of(other)) {
        return None;
    }
    if breaches.iter().any(|other| other.is_echo_of(breach)) {
        return Suspicion::of_sum(place, breach.stated, breach.expected);
    }
    if breaches.iter().any(|other| other.follows(breach) || breach.follows(other)) {
        return None;
    }
    let summands = moved();
    Sum { summands: &summands, stated: breach.stated - breach.before, at: None }.suspicion()
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
