//! `distinct`: how many different values a column has; 人 where `count` gives 人次.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Blank, Outcome, resolve_where};
use crate::aggregate::rows::Rows;
use crate::finding::Finding;
use crate::pack::expression::Expression;
use crate::pack::figure::FigureSpec;
use crate::pack::resolver::{Resolver, Text};

/// How many different values a column has.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    /// The ledger.
    #[schemars(with = "String")]
    ledger: Text,
    /// The column; a personal one is counted by pseudonyms that never leave the process.
    #[schemars(with = "String")]
    column: Text,
    /// The predicate, in SQL.
    #[serde(rename = "where")]
    #[schemars(with = "Option<String>")]
    predicate: Option<Text>,
    /// What to do with undecided rows, and with rows whose value is blank.
    blank: Option<Blank>,
}

/// How many different values a column has.
#[derive(Debug, Clone)]
pub struct Distinct {
    pub(super) ledger: usize,
    pub(super) column: usize,
    pub(super) predicate: Option<Expression>,
    blank: Option<Blank>,
}

impl Raw {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<Distinct> {
        let ledger = resolver.ledger(&self.ledger)?;
        let column = resolver.any_column(ledger, &self.column);
        let predicate = resolve_where(self.predicate, ledger, resolver);
        Some(Distinct { ledger, column: column?, predicate: predicate?, blank: self.blank })
    }
}

impl Distinct {
    pub(super) fn compute(&self, spec: &FigureSpec, rows: &Rows<'_>, findings: &mut Vec<Finding>) -> Outcome {
        let ledger = rows.ledger;
        let personal = ledger.pseudonyms.get(&self.column);
        let mut blank = Vec::new();
        let mut persons = BTreeSet::new();
        let mut words = BTreeSet::new();
        for row in rows.picked() {
            match personal {
                Some(pseudonyms) => match pseudonyms[*row] {
                    Some(person) => {
                        persons.insert(person);
                    }
                    None => blank.push(*row),
                },
                None => {
                    let word = ledger.text(*row, self.column);
                    if word.is_empty() {
                        blank.push(*row);
                    } else {
                        words.insert(word);
                    }
                }
            }
        }
        if self.blank.is_none() {
            rows.report_undecided(spec, findings);
            rows.report_blank(spec, self.column, &blank, findings);
        }
        Outcome::number(Decimal::from(persons.len() + words.len()), rows.key_cells(), rows.origin())
    }
}
