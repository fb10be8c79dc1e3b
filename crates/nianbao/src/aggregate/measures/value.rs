//! `value`: the value of exactly one row, as on a facts sheet.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Outcome;
use crate::aggregate::rows::Rows;
use crate::figure::State;
use crate::finding::{Code, Finding, Severity};
use crate::pack::expression::Expression;
use crate::pack::figure::FigureSpec;
use crate::pack::ledger::ColumnType;
use crate::pack::resolver::{Resolver, Text};
use crate::place::Place;

/// The value of the one row that satisfies a predicate.
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
    #[schemars(with = "String")]
    predicate: Text,
}

/// The value of the one row that satisfies a predicate.
#[derive(Debug, Clone)]
pub struct Value {
    pub(super) ledger: usize,
    pub(super) column: usize,
    pub(super) predicate: Expression,
}

impl Raw {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<Value> {
        let ledger = resolver.ledger(&self.ledger)?;
        let column = resolver.typed_column(ledger, &self.column, ColumnType::NUMBERS);
        let predicate = resolver.predicate(ledger, &self.predicate);
        Some(Value { ledger, column: column?, predicate: predicate? })
    }
}

impl Value {
    pub(super) fn compute(&self, spec: &FigureSpec, rows: &Rows<'_>, findings: &mut Vec<Finding>) -> Outcome {
        let lineage = rows.cells(self.column, rows.picked());
        let [row] = rows.picked()[..] else {
            let finding = Finding::new(Code::NotOneRow, Severity::Error, Place::Figure(spec.id.clone()));
            findings.push(
                finding
                    .with("figure", spec.label.as_str())
                    .with("rows", rows.picked().len())
                    .with("where", self.predicate.sql.as_str()),
            );
            return Outcome::without_value(State::Unknown, lineage, rows.origin());
        };
        if let Some(number) = rows.ledger.numbers(self.column)[row] {
            return Outcome::number(number, lineage, rows.origin());
        }
        if rows.ledger.not_applicable.contains(&(row, self.column)) {
            return Outcome::without_value(State::NotApplicable, lineage, rows.origin());
        }
        rows.report_blank(spec, self.column, &[row], findings);
        Outcome::without_value(State::Unknown, lineage, rows.origin())
    }
}
