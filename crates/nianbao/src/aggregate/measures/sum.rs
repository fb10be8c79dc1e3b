//! `sum`: the exact sum of a column.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Blank, By, Outcome, RawBy, resolve_by, resolve_where};
use crate::aggregate::rows::Rows;
use crate::figure::State;
use crate::finding::Finding;
use crate::pack::expression::Expression;
use crate::pack::figure::FigureSpec;
use crate::pack::ledger::ColumnType;
use crate::pack::resolver::{Resolver, Text};

/// The sum of a column.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    /// The ledger.
    #[schemars(with = "String")]
    ledger: Text,
    /// The column.
    #[schemars(with = "String")]
    column: Text,
    /// The predicate, in SQL.
    #[serde(rename = "where")]
    #[schemars(with = "Option<String>")]
    predicate: Option<Text>,
    /// Makes a series.
    by: Option<RawBy>,
    /// What to do with undecided rows and blank summands.
    blank: Option<Blank>,
}

/// The sum of a column.
#[derive(Debug, Clone)]
pub struct Sum {
    pub(super) ledger: usize,
    pub(super) column: usize,
    pub(super) predicate: Option<Expression>,
    pub(super) by: Option<By>,
    pub(super) blank: Option<Blank>,
}

impl Raw {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<Sum> {
        let ledger = resolver.ledger(&self.ledger)?;
        let column = resolver.typed_column(ledger, &self.column, ColumnType::NUMBERS);
        let predicate = resolve_where(self.predicate, ledger, resolver);
        let by = resolve_by(self.by, ledger, resolver);
        Some(Sum { ledger, column: column?, predicate: predicate?, by: by?, blank: self.blank })
    }
}

impl Sum {
    pub(super) fn compute(&self, spec: &FigureSpec, rows: &Rows<'_>, findings: &mut Vec<Finding>) -> Outcome {
        let numbers = rows.ledger.numbers(self.column);
        let blanks = rows.ledger.blanks(self.column);
        let (summands, missing): (Vec<usize>, Vec<usize>) =
            rows.picked().iter().partition(|row| numbers[**row].is_some());
        if self.blank.is_none() {
            rows.report_undecided(spec, findings);
            let missing: Vec<usize> = missing.into_iter().filter(|row| blanks[*row]).collect();
            rows.report_blank(spec, self.column, &missing, findings);
        }
        let mut values = summands.iter().filter_map(|row| numbers[*row]);
        let total = values.try_fold(Decimal::ZERO, Decimal::checked_add);
        let lineage = rows.cells(self.column, &summands);
        match total {
            Some(total) => Outcome::number(total, lineage, rows.origin()),
            // Beyond 28 digits no ledger is meant; a wrapped sum would be a lie.
            None => Outcome::without_value(State::Unknown, lineage, rows.origin()),
        }
    }
}
