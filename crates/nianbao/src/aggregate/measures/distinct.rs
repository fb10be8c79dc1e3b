//! `distinct`: how many different values a column has; 人 where `count` gives 人次.

use std::borrow::Cow;
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
    pub(super) blank: Option<Blank>,
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
        let mut values = BTreeSet::new();
        let (blanks, words) = (ledger.blanks(self.column), ledger.words(self.column));
        for row in rows.picked() {
            if let Some(pseudonyms) = personal {
                match pseudonyms[*row] {
                    Some(person) => {
                        persons.insert(person);
                    }
                    None => blank.push(*row),
                }
            } else if blanks[*row] {
                blank.push(*row);
            } else if !ledger.not_applicable.contains(&(*row, self.column)) {
                // Two spellings of a code are one value.
                values.insert(words[*row].map_or_else(|| ledger.text(*row, self.column), Cow::Borrowed));
            }
        }
        if self.blank.is_none() {
            rows.report_undecided(spec, findings);
            rows.report_blank(spec, self.column, &blank, findings);
        }
        Outcome::number(Decimal::from(persons.len() + values.len()), rows.key_cells(), rows.origin())
    }
}
