//! A measure as its pack resolves it, written out and digested: a figure whose digest is the same is computed the same
//! way. Labels, notes, headers and places in files play no part.

use std::collections::BTreeSet;

use chrono::Months;
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::Parser;

use super::By;
use crate::digest::of_parts;
use crate::pack::deadline::{Deadline, Length};
use crate::pack::expression::{Expression, PERIOD_FROM, PERIOD_TO};
use crate::pack::figure::FigureSpec;
use crate::pack::ledger::{Derived, LedgerSpec, Personal};
use crate::project::Project;

/// A deadline of this year's rows neither begins nor ends further from the period.
const AROUND: Months = Months::new(12);

/// The digest of a figure's measure; `member` is the key of a member of a series.
pub(super) fn definition(project: &Project, spec: &FigureSpec, member: Option<&str>) -> String {
    let measure = &spec.measure;
    let mut written = Writer { project, parts: vec![measure.kind().to_owned()], reads_period: false };
    written.parts.extend(measure.operands().into_iter().map(ToString::to_string));
    if let Some(at) = measure.ledger() {
        let ledger = &project.pack.ledgers[at];
        written.say("ledger", [ledger.id.clone()]);
        written.say("key", ledger.key.map(|key| ledger.fields[key].id.clone()));
        written.say("where", measure.predicate().map(|predicate| normal(&predicate.sql)));
        written.say("take", measure.taken().into_iter().map(|field| ledger.fields[field].id.clone()));
        written.say("blank", measure.blank().map(|_| "exclude".to_owned()));
        written.by(ledger, measure.by(), member);
        for field in reads(spec, ledger) {
            written.field(ledger, field);
        }
        let is_of_period = measure.predicate().is_some_and(asks_for_period);
        if written.reads_period || is_of_period {
            let period = project.report.period;
            written.say("period", [period.from.to_string(), period.to.to_string()]);
        }
    }
    of_parts(&written.parts)
}

/// The columns that a figure's rows are picked, taken and grouped by, derived ones and those behind them included.
pub(super) fn reads(spec: &FigureSpec, ledger: &LedgerSpec) -> BTreeSet<usize> {
    let mut waiting = spec.measure.taken();
    waiting.extend(spec.measure.by().map(|by| match by {
        By::Month(field) | By::Column(field) => field,
    }));
    let of =
        |expression: &Expression| -> Vec<usize> { expression.reads.iter().filter_map(|id| ledger.field(id)).collect() };
    waiting.extend(spec.measure.predicate().map(of).unwrap_or_default());
    let mut found = BTreeSet::new();
    while let Some(field) = waiting.pop() {
        if !found.insert(field) {
            continue;
        }
        match &ledger.fields[field].derived {
            Some(Derived::Sql(expression)) => waiting.extend(of(expression)),
            Some(Derived::Deadline(deadline)) => waiting.extend(columns(deadline)),
            None => {}
        }
    }
    found
}

fn columns(deadline: &Deadline) -> Vec<usize> {
    let stretch = deadline.excluded.iter().flat_map(|(from, to)| [*from, *to]);
    [deadline.from].into_iter().chain(deadline.restart).chain(deadline.extension).chain(stretch).collect()
}

/// The expression without the spaces, the brackets' breaks and the case of keywords that its author chose.
fn normal(sql: &str) -> String {
    let parsed = Parser::new(&GenericDialect {}).try_with_sql(sql).and_then(|mut parser| parser.parse_expr());
    // A pack is valid by construction; its text is the best that is left.
    parsed.map_or_else(|_| sql.to_owned(), |ast| ast.to_string())
}

fn asks_for_period(expression: &Expression) -> bool {
    expression.sql.contains(PERIOD_FROM) || expression.sql.contains(PERIOD_TO)
}

struct Writer<'a> {
    project: &'a Project,
    parts: Vec<String>,
    reads_period: bool,
}

impl Writer<'_> {
    /// A name, how many values follow, and the values.
    fn say(&mut self, name: &str, values: impl IntoIterator<Item = String>) {
        let values: Vec<String> = values.into_iter().collect();
        self.parts.extend([name.to_owned(), values.len().to_string()]);
        self.parts.extend(values);
    }

    fn by(&mut self, ledger: &LedgerSpec, by: Option<By>, member: Option<&str>) {
        let (name, field) = match by {
            None => return,
            Some(By::Month(field)) => ("by month", field),
            Some(By::Column(field)) => ("by column", field),
        };
        self.reads_period |= matches!(by, Some(By::Month(_)));
        self.say(name, [ledger.fields[field].id.clone()].into_iter().chain(member.map(str::to_owned)));
    }

    /// What the cells of a column are taken for, or how a derived column is computed.
    fn field(&mut self, ledger: &LedgerSpec, field: usize) {
        let field = &ledger.fields[field];
        self.say("column", [field.id.clone(), field.kind.as_str().to_owned()]);
        self.say("codes", field.codes.clone());
        self.say("aliases", field.aliases.iter().flat_map(|(alias, code)| [alias.clone(), code.clone()]));
        self.say("unit", field.unit.clone());
        self.say("precision", [format!("{:?}", field.precision)]);
        self.say("span", [format!("{:?}", field.span)]);
        self.say("same-as-above", [format!("{:?}", field.same_as_above)]);
        self.say("personal", field.personal.map(|personal| personal_word(personal).to_owned()));
        match &field.derived {
            None => {}
            Some(Derived::Sql(expression)) => {
                self.reads_period |= asks_for_period(expression);
                self.say("sql", [normal(&expression.sql)]);
            }
            Some(Derived::Deadline(deadline)) => self.deadline(ledger, deadline),
        }
    }

    fn deadline(&mut self, ledger: &LedgerSpec, deadline: &Deadline) {
        let id = |field: usize| ledger.fields[field].id.clone();
        self.say("from", [id(deadline.from)]);
        self.say("restart", deadline.restart.map(id));
        self.say("extension", deadline.extension.map(id));
        self.say("excluded", deadline.excluded.iter().flat_map(|(from, to)| [id(*from), id(*to)]));
        match deadline.length {
            Length::Days(days) => self.say("days", [days.to_string()]),
            Length::WorkingDays(days) => {
                self.say("working days", [days.to_string()]);
                // The calendar of a later year is no other rule for this year's rows.
                let period = self.project.report.period;
                let from = period.from.checked_sub_months(AROUND).unwrap_or(period.from);
                let to = period.to.checked_add_months(AROUND).unwrap_or(period.to);
                let days = self.project.calendar.as_ref().map(|calendar| calendar.written(from, to));
                self.say("calendar", days.unwrap_or_default());
            }
        }
    }
}

const fn personal_word(personal: Personal) -> &'static str {
    match personal {
        Personal::Identifier => "identifier",
        Personal::Sensitive => "sensitive",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_a_condition_is_laid_out_is_no_part_of_it() {
        assert_eq!(normal("source='甲'   and\n not is_backlog"), normal("source = '甲' AND NOT is_backlog"));
        assert_ne!(normal("source = '甲'"), normal("source = '乙'"));
    }
}
