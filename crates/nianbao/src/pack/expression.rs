//! SQL expressions over one row: predicates and derived columns.
//!
//! An expression is data from a pack that anybody may have written, so only what is known to be harmless and
//! exact is let through: polars' own front end would also take subqueries, `read_csv(…)` and float division.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use polars::prelude::*;
use polars::sql::sql_expr;
use sqlparser::ast::{
    BinaryOperator, DataType as SqlType, Expr as Sql, FunctionArguments, UnaryOperator, visit_expressions,
};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::Parser;

use crate::error::Fault;
use crate::pack::ledger::ColumnType;

/// The first day of the report's period, in every expression.
pub(crate) const PERIOD_FROM: &str = "period_from";
/// The last day of the report's period, in every expression.
pub(crate) const PERIOD_TO: &str = "period_to";

/// Functions that are exact and look at nothing but their arguments.
const FUNCTIONS: &[&str] = &[
    "ABS",
    "COALESCE",
    "CONCAT",
    "DATE_PART",
    "ENDS_WITH",
    "GREATEST",
    "LEAST",
    "LEFT",
    "LENGTH",
    "LOWER",
    "LTRIM",
    "NULLIF",
    "REPLACE",
    "RIGHT",
    "RTRIM",
    "STARTS_WITH",
    "STRPOS",
    "SUBSTR",
    "TRIM",
    "UPPER",
];

/// No condition of a ledger needs more characters.
const LENGTH: usize = 4000;

/// A checked expression.
#[derive(Debug, Clone)]
pub struct Expression {
    /// As the pack writes it.
    pub sql: String,
    /// The ids of the columns that it reads, the period's days not among them.
    pub reads: BTreeSet<String>,
    /// The columns of which it asks whether they are blank: there a blank has a meaning.
    pub(crate) asks_blank: BTreeSet<String>,
    /// What it results in.
    pub(crate) results_in: ColumnType,
    pub(crate) expr: Expr,
}

impl Expression {
    /// Parses `sql`, walks it, and tries it on an empty frame with the given columns.
    ///
    /// # Errors
    /// A fault without a place: the caller knows the TOML string.
    pub(crate) fn parse(sql: &str, columns: &[(String, ColumnType)]) -> Result<Self, Fault> {
        // A chain of a thousand ANDs would exhaust the stack of whoever walks it.
        if sql.chars().count() > LENGTH {
            return Err(Fault::new("sql-too-long").with("limit", LENGTH));
        }
        let not_sql = |reason: String| Fault::new("not-sql").with("sql", sql).with("reason", reason);
        let mut parser =
            Parser::new(&GenericDialect {}).try_with_sql(sql).map_err(|error| not_sql(error.to_string()))?;
        let ast = parser.parse_expr().map_err(|error| not_sql(error.to_string()))?;
        let rest = parser.peek_token();
        if rest.token != sqlparser::tokenizer::Token::EOF {
            return Err(Fault::new("rest-after-sql").with("sql", sql).with("rest", rest.token.to_string()));
        }
        let (mut names, mut asks_blank) = (BTreeSet::new(), BTreeSet::new());
        let walked = visit_expressions(&ast, |node| {
            if let Sql::IsNull(inner) | Sql::IsNotNull(inner) = node
                && let Sql::Identifier(name) = inner.as_ref()
            {
                asks_blank.insert(name.value.clone());
            }
            look_at(node, &mut names)
        });
        if let ControlFlow::Break(fault) = walked {
            return Err(fault.with("sql", sql));
        }
        let mut reads = BTreeSet::new();
        for name in names {
            if name == PERIOD_FROM || name == PERIOD_TO {
                continue;
            }
            if !columns.iter().any(|(id, _)| *id == name) {
                let known: Vec<_> = columns.iter().map(|(id, _)| id.clone()).collect();
                return Err(super::resolver::unknown("unknown-column", &name, &known));
            }
            reads.insert(name);
        }
        let expr = sql_expr(sql).map_err(|error| not_sql(error.to_string()))?;
        let results_in = try_on_nothing(expr.clone(), columns).map_err(|reason| match reason {
            NotTried::Failed(reason) => not_sql(reason),
            NotTried::Type(found) => Fault::new("sql-of-wrong-type").with("sql", sql).with("found", found),
        })?;
        Ok(Self { sql: sql.to_owned(), reads, asks_blank, results_in, expr })
    }
}

/// Refuses what is not on the list, and collects the names of columns.
fn look_at(node: &Sql, names: &mut BTreeSet<String>) -> ControlFlow<Fault> {
    let refused = |what: String| ControlFlow::Break(Fault::new("refused-sql").with("refused", what));
    if let Some([open, decided]) = without_is(node) {
        let fault = Fault::new("sql-decides-blank").with("refused", node.to_string());
        return ControlFlow::Break(fault.with("open", open).with("decided", decided));
    }
    let fine = match node {
        Sql::Identifier(name) => {
            names.insert(name.value.clone());
            true
        }
        Sql::BinaryOp { op, .. } => matches!(
            op,
            BinaryOperator::Plus
                | BinaryOperator::Minus
                | BinaryOperator::Multiply
                | BinaryOperator::Gt
                | BinaryOperator::Lt
                | BinaryOperator::GtEq
                | BinaryOperator::LtEq
                | BinaryOperator::Eq
                | BinaryOperator::NotEq
                | BinaryOperator::And
                | BinaryOperator::Or
                | BinaryOperator::StringConcat
        ),
        Sql::UnaryOp { op, .. } => matches!(op, UnaryOperator::Not | UnaryOperator::Plus | UnaryOperator::Minus),
        // A cast from text fails on the first cell that holds something else, when the pack is long loaded.
        Sql::Cast { data_type, .. } => matches!(data_type, SqlType::Varchar(_) | SqlType::Text),
        Sql::Function(function) => {
            let name = function.name.to_string().to_ascii_uppercase();
            if !FUNCTIONS.contains(&name.as_str()) {
                return refused(format!("{name}()"));
            }
            matches!(function.args, FunctionArguments::List(_)) && function.over.is_none() && function.filter.is_none()
        }
        Sql::Value(_)
        | Sql::TypedString { .. }
        | Sql::Interval(_)
        | Sql::Nested(_)
        | Sql::IsNull(_)
        | Sql::IsNotNull(_)
        | Sql::Between { .. }
        | Sql::InList { .. }
        | Sql::Like { .. }
        | Sql::Case { .. }
        | Sql::Extract { .. }
        | Sql::Substring { .. }
        | Sql::Trim { .. } => true,
        _ => false,
    };
    if fine { ControlFlow::Continue(()) } else { refused(node.to_string()) }
}

/// What can be written for IS TRUE and its kin, if the expression is one: what leaves a blank open, and what decides it.
/// In SQL they decide it, and polars leaves it open, so that nobody could tell which is meant.
fn without_is(node: &Sql) -> Option<[String; 2]> {
    Some(match node {
        Sql::IsTrue(inner) => [inner.to_string(), format!("COALESCE({inner}, FALSE)")],
        Sql::IsFalse(inner) => [format!("NOT ({inner})"), format!("NOT COALESCE({inner}, TRUE)")],
        Sql::IsNotTrue(inner) => [format!("NOT ({inner})"), format!("NOT COALESCE({inner}, FALSE)")],
        Sql::IsNotFalse(inner) => [inner.to_string(), format!("COALESCE({inner}, TRUE)")],
        _ => return None,
    })
}

enum NotTried {
    Failed(String),
    Type(String),
}

/// Plans and collects the expression on an empty frame: planning alone lets `source > 3` pass.
fn try_on_nothing(expr: Expr, columns: &[(String, ColumnType)]) -> Result<ColumnType, NotTried> {
    let day = || (PERIOD_FROM.into(), DataType::Date);
    let fields = columns.iter().map(|(id, kind)| (PlSmallStr::from_str(id), data_type(*kind)));
    let schema: Schema = fields.chain([day(), (PERIOD_TO.into(), DataType::Date)]).collect();
    // What polars would print is no message of ours, and what is wrong comes back as an error.
    polars_error::set_warning_function(|_, _| {});
    let frame = DataFrame::empty_with_schema(&schema);
    let tried = frame.lazy().select([expr.alias("tried")]).collect();
    let tried = tried.map_err(|error| NotTried::Failed(error.to_string()))?;
    let column = tried.column("tried").map_err(|error| NotTried::Failed(error.to_string()))?;
    match column.dtype() {
        DataType::Boolean => Ok(ColumnType::YesNo),
        DataType::String => Ok(ColumnType::Text),
        DataType::Date => Ok(ColumnType::Date),
        DataType::Decimal(..) => Ok(ColumnType::Decimal),
        kind if kind.is_integer() => Ok(ColumnType::Integer),
        kind => Err(NotTried::Type(kind.to_string())),
    }
}

/// Digits after the point of decimal and money columns. A number cell has at most 15 significant digits, so that
/// this loses nothing of a number above one.
pub(crate) const SCALE: usize = 15;

/// The frame's type of a column.
pub(crate) fn data_type(kind: ColumnType) -> DataType {
    match kind {
        ColumnType::Text => DataType::String,
        ColumnType::Integer => DataType::Int64,
        ColumnType::Decimal | ColumnType::Money => DataType::Decimal(38, SCALE),
        ColumnType::Date => DataType::Date,
        ColumnType::YesNo => DataType::Boolean,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(sql: &str) -> Result<Expression, Fault> {
        let columns = [
            ("source".to_owned(), ColumnType::Text),
            ("closed_on".to_owned(), ColumnType::Date),
            ("due_on".to_owned(), ColumnType::Date),
            ("amount".to_owned(), ColumnType::Money),
            ("visitors".to_owned(), ColumnType::Integer),
            ("is_backlog".to_owned(), ColumnType::YesNo),
        ];
        Expression::parse(sql, &columns)
    }

    #[test]
    fn what_packs_need_is_let_through() {
        for sql in [
            "source = '上级转送'",
            "source IN ('甲', '乙') AND NOT is_backlog",
            "closed_on IS NOT NULL AND closed_on <= due_on",
            "closed_on BETWEEN period_from AND period_to",
            "closed_on >= DATE '2021-01-01'",
            "closed_on <= due_on + INTERVAL '30 days'",
            "amount > 600000 AND amount * 2 < 5000",
            "CASE WHEN is_backlog THEN visitors > 5 ELSE FALSE END",
            "COALESCE(source, '') <> '' AND source LIKE '上级%'",
            "is_backlog",
        ] {
            let parsed = parse(sql).unwrap_or_else(|fault| panic!("{sql}: {fault:?}"));
            assert_eq!(parsed.results_in, ColumnType::YesNo, "{sql}");
        }
        assert_eq!(parse("visitors + 1").unwrap().results_in, ColumnType::Integer);
        assert_eq!(parse("amount + amount").unwrap().results_in, ColumnType::Decimal);
        let reads: Vec<_> = parse("closed_on <= period_to AND is_backlog").unwrap().reads.into_iter().collect();
        assert_eq!(reads, ["closed_on", "is_backlog"]);
    }

    #[test]
    fn what_could_harm_or_deceive_is_refused() {
        for (sql, key) in [
            ("amount / 2 > 1", "refused-sql"),
            ("visitors % 2 = 1", "refused-sql"),
            ("source IN (SELECT source FROM read_csv('x'))", "refused-sql"),
            ("EXISTS (SELECT 1)", "refused-sql"),
            ("RANDOM() > 0", "refused-sql"),
            ("SUM(visitors) > 3", "refused-sql"),
            ("read_csv('x') = 1", "refused-sql"),
            ("CAST(amount AS DOUBLE) > 1", "refused-sql"),
            ("CAST(source AS INT) > 5", "refused-sql"),
            ("CAST(source AS DATE) > due_on", "refused-sql"),
            (&"is_backlog AND ".repeat(300), "sql-too-long"),
            ("ROW_NUMBER() OVER (ORDER BY visitors) = 1", "refused-sql"),
            ("is_backlog IS TRUE", "sql-decides-blank"),
            ("source = '甲' AND NOT (visitors > 3 IS NOT FALSE)", "sql-decides-blank"),
            ("source > 3", "not-sql"),
            ("source =", "not-sql"),
            ("source = '甲' source", "rest-after-sql"),
            ("surce = '甲'", "unknown-column"),
        ] {
            assert_eq!(parse(sql).map(|_| ()).unwrap_err().key, key, "{sql}");
        }
    }

    #[test]
    fn what_is_written_in_the_place_of_is_is_let_through() {
        for (sql, open, decided) in [
            ("is_backlog IS TRUE", "is_backlog", "COALESCE(is_backlog, FALSE)"),
            ("is_backlog IS NOT TRUE", "NOT (is_backlog)", "NOT COALESCE(is_backlog, FALSE)"),
            ("(visitors > 3) IS FALSE", "NOT ((visitors > 3))", "NOT COALESCE((visitors > 3), TRUE)"),
            ("is_backlog IS NOT FALSE", "is_backlog", "COALESCE(is_backlog, TRUE)"),
        ] {
            let fault = parse(sql).unwrap_err();
            assert_eq!(["open", "decided"].map(|name| fault.arguments[name].to_string()), [open, decided], "{sql}");
            assert!(parse(open).is_ok() && parse(decided).is_ok(), "{sql}");
        }
    }
}
