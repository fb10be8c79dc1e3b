//! `value`: the value of exactly one row, as on a facts sheet.

use rust_decimal::Decimal;
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
use crate::unit;

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
    /// The text column that says in what unit the value is; it must be the figure's, with 万 before it or not.
    #[schemars(with = "Option<String>")]
    unit: Option<Text>,
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
    pub(super) unit: Option<usize>,
    pub(super) predicate: Expression,
}

impl Raw {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<Value> {
        let ledger = resolver.ledger(&self.ledger)?;
        let column = resolver.typed_column(ledger, &self.column, ColumnType::NUMBERS);
        let unit = self.unit.map(|id| resolver.typed_column(ledger, &id, &[ColumnType::Text]));
        let predicate = resolver.predicate(ledger, &self.predicate);
        let unit = match unit {
            Some(found) => Some(found?),
            None => None,
        };
        Some(Value { ledger, column: column?, unit, predicate: predicate? })
    }
}

impl Value {
    /// Whether it is the value of the row that the ledger's key names so, and the column that its unit stands in.
    pub(crate) fn unit_beside(&self, ledger: usize, key: &str, item: &str) -> Option<usize> {
        let names = self.ledger == ledger && self.predicate.sql == format!("{key} = '{item}'");
        self.unit.filter(|_| names)
    }

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
            let Some(number) = self.factor(spec, rows, row).and_then(|factor| number.checked_mul(factor)) else {
                findings.push(self.other_unit(spec, rows, row));
                return Outcome::without_value(State::Unknown, lineage, rows.origin());
            };
            return Outcome::number(number, lineage, rows.origin());
        }
        if rows.ledger.not_applicable.contains(&(row, self.column)) {
            return Outcome::without_value(State::NotApplicable, lineage, rows.origin());
        }
        rows.report_blank(spec, self.column, &[row], findings);
        Outcome::without_value(State::Unknown, lineage, rows.origin())
    }

    /// How many of the figure's unit the row's is; nothing if it is another. A row that says no unit is in the figure's.
    pub(super) fn factor(&self, spec: &FigureSpec, rows: &Rows<'_>, row: usize) -> Option<Decimal> {
        let words = self.unit.map(|field| rows.ledger.words(field));
        let Some(word) = words.as_ref().and_then(|words| words[row]) else { return Some(Decimal::ONE) };
        if word == spec.unit {
            return Some(Decimal::ONE);
        }
        let (factor, stated) = unit::with_multiplier(word)?;
        let own = unit::find(&spec.unit)?;
        stated.is_commensurable(own).then(|| factor.checked_div(own.factor())).flatten()
    }

    fn other_unit(&self, spec: &FigureSpec, rows: &Rows<'_>, row: usize) -> Finding {
        let field = self.unit.unwrap_or(self.column);
        let finding = Finding::new(Code::OtherUnit, Severity::Error, rows.ledger.place(row, field));
        let finding = rows.ledger.about(finding, row, field, &[self.column]);
        let stated = rows.ledger.text(row, field).into_owned();
        finding.with("figure", spec.label.as_str()).with("unit", spec.unit.as_str()).with("stated", stated)
    }
}
