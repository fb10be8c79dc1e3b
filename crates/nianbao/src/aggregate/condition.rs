//! A predicate in words that a reader of the annex understands: headers for columns, 在统计期限内 for the period.

use sqlparser::ast::{BinaryOperator, Expr as Sql, UnaryOperator, Value};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::Parser;

use crate::finding::Argument;
use crate::message::Messages;
use crate::pack::expression::{PERIOD_FROM, PERIOD_TO};
use crate::pack::ledger::{ColumnType, LedgerSpec};

/// The predicate in the language of `messages`. What has no words of its own stays SQL.
pub(super) fn words(sql: &str, ledger: &LedgerSpec, messages: &Messages) -> String {
    let parsed = Parser::new(&GenericDialect {}).try_with_sql(sql).and_then(|mut parser| parser.parse_expr());
    match parsed {
        Ok(ast) => Speaker { ledger, messages }.condition(&ast),
        // A pack is valid by construction; its text is the best that is left.
        Err(_) => sql.to_owned(),
    }
}

struct Speaker<'a> {
    ledger: &'a LedgerSpec,
    messages: &'a Messages,
}

impl Speaker<'_> {
    /// Something that is true or false.
    fn condition(&self, node: &Sql) -> String {
        match node {
            Sql::BinaryOp { left, op: BinaryOperator::And, right } => self.all_of(node, left, right),
            Sql::BinaryOp { left, op: BinaryOperator::Or, right } => {
                self.say("cond-or", &[("left", self.condition(left)), ("right", self.condition(right))])
            }
            Sql::BinaryOp { left, op, right } => self.comparison(node, left, op, right),
            Sql::Nested(inner) => self.say("cond-group", &[("operand", self.condition(inner))]),
            Sql::UnaryOp { op: UnaryOperator::Not, expr } => match column_of(expr) {
                Some(id) if self.is(id, ColumnType::YesNo) => self.say("cond-no", &[("operand", self.label(id))]),
                _ => self.say("cond-not", &[("operand", self.condition(expr))]),
            },
            Sql::Identifier(name) => self.say("cond-yes", &[("operand", self.label(&name.value))]),
            Sql::IsNull(inner) => self.of_column("cond-blank", inner),
            Sql::IsNotNull(inner) => self.of_column("cond-filled", inner),
            Sql::Between { expr, negated, low, high } => self.between(expr, *negated, low, high),
            Sql::InList { expr, list, negated } => {
                let key = if *negated { "cond-none-of" } else { "cond-one-of" };
                let list: Vec<String> = list.iter().map(|item| self.value(item)).collect();
                let arguments = [("operand", Argument::Text(self.value(expr))), ("list", Argument::Texts(list))];
                self.messages.text(key, &arguments.into_iter().collect())
            }
            other => other.to_string(),
        }
    }

    /// Conditions joined by AND. That a column is filled goes without saying where another condition reads it.
    fn all_of(&self, node: &Sql, left: &Sql, right: &Sql) -> String {
        let mut parts = Vec::new();
        conjuncts(node, &mut parts);
        let speaks_of = |id: &str| {
            parts.iter().any(|part| {
                !matches!(part, Sql::IsNotNull(_)) && part.to_string().split(not_in_ids).any(|word| word == id)
            })
        };
        let drops = |part: &Sql| matches!(part, Sql::IsNotNull(inner) if column_of(inner).is_some_and(speaks_of));
        if drops(left) {
            return self.condition(right);
        }
        if drops(right) {
            return self.condition(left);
        }
        self.say("cond-and", &[("left", self.condition(left)), ("right", self.condition(right))])
    }

    fn comparison(&self, node: &Sql, left: &Sql, op: &BinaryOperator, right: &Sql) -> String {
        let of_days = self.is_day(left) || self.is_day(right);
        let key = match (op, of_days) {
            (BinaryOperator::Eq, _) => "cond-equal",
            (BinaryOperator::NotEq, _) => "cond-not-equal",
            (BinaryOperator::Lt, true) => "cond-before",
            (BinaryOperator::Lt, false) => "cond-less",
            (BinaryOperator::Gt, true) => "cond-after",
            (BinaryOperator::Gt, false) => "cond-greater",
            (BinaryOperator::LtEq, true) => "cond-not-after",
            (BinaryOperator::LtEq, false) => "cond-at-most",
            (BinaryOperator::GtEq, true) => "cond-not-before",
            (BinaryOperator::GtEq, false) => "cond-at-least",
            _ => return node.to_string(),
        };
        self.say(key, &[("left", self.value(left)), ("right", self.value(right))])
    }

    fn between(&self, operand: &Sql, negated: bool, low: &Sql, high: &Sql) -> String {
        let is_period = column_of(low) == Some(PERIOD_FROM) && column_of(high) == Some(PERIOD_TO);
        if is_period && !negated {
            return self.say("cond-in-period", &[("operand", self.value(operand))]);
        }
        let key = if negated { "cond-not-between" } else { "cond-between" };
        self.say(key, &[("operand", self.value(operand)), ("low", self.value(low)), ("high", self.value(high))])
    }

    fn of_column(&self, key: &str, node: &Sql) -> String {
        let name = column_of(node).map_or_else(|| node.to_string(), |id| self.label(id));
        self.say(key, &[("operand", name)])
    }

    /// Something that is compared: a column, a day of the period, a word, a number.
    fn value(&self, node: &Sql) -> String {
        match node {
            Sql::Identifier(name) if name.value == PERIOD_FROM => self.messages.word("cond-period-from"),
            Sql::Identifier(name) if name.value == PERIOD_TO => self.messages.word("cond-period-to"),
            Sql::Identifier(name) => self.say("cond-column", &[("name", self.label(&name.value))]),
            Sql::Value(value) => match &value.value {
                Value::SingleQuotedString(text) => self.say("cond-word", &[("word", text.clone())]),
                other => other.to_string(),
            },
            Sql::TypedString(text) => text.value.to_string().trim_matches('\'').to_owned(),
            Sql::Nested(inner) => self.value(inner),
            other => other.to_string(),
        }
    }

    fn is(&self, id: &str, kind: ColumnType) -> bool {
        self.ledger.field(id).is_some_and(|at| self.ledger.fields[at].kind == kind)
    }

    fn is_day(&self, node: &Sql) -> bool {
        column_of(node).is_some_and(|id| id == PERIOD_FROM || id == PERIOD_TO || self.is(id, ColumnType::Date))
    }

    fn label(&self, id: &str) -> String {
        self.ledger.field(id).map_or(id, |at| self.ledger.fields[at].label()).to_owned()
    }

    fn say(&self, key: &str, arguments: &[(&'static str, String)]) -> String {
        let arguments = arguments.iter().map(|(name, text)| (*name, Argument::Text(text.clone())));
        self.messages.text(key, &arguments.collect())
    }
}

fn column_of(node: &Sql) -> Option<&str> {
    match node {
        Sql::Identifier(name) => Some(&name.value),
        Sql::Nested(inner) => column_of(inner),
        _ => None,
    }
}

fn conjuncts<'a>(node: &'a Sql, parts: &mut Vec<&'a Sql>) {
    match node {
        Sql::BinaryOp { left, op: BinaryOperator::And, right } => {
            conjuncts(left, parts);
            conjuncts(right, parts);
        }
        other => parts.push(other),
    }
}

fn not_in_ids(c: char) -> bool {
    !(c.is_ascii_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Language;
    use crate::pack::Pack;

    fn said(ledger: &str, sql: &str) -> String {
        let pack = Pack::standard("rule-of-law").unwrap();
        let spec = pack.ledgers.iter().find(|spec| spec.id == ledger).unwrap();
        words(sql, spec, &Messages::new(Language::ZhCn))
    }

    #[test]
    fn a_condition_reads_as_a_clerk_would_say_it() {
        for (sql, expected) in [
            ("is_handled AND source = '上级转送'", "“本年办理”为是，且“来源”为“上级转送”"),
            ("source = '中联办“治重化积”'", "“来源”为“中联办‘治重化积’”"),
            ("received_on BETWEEN period_from AND period_to", "“收到日期”在统计期限内"),
            ("closed_on IS NOT NULL AND closed_on <= due_on", "“办结日期”不晚于“办理期限”"),
            ("closed_on IS NOT NULL AND NOT is_backlog", "“办结日期”不为空，且“历史积案”为否"),
            ("closed_on IS NULL OR closed_on > period_to", "“办结日期”为空，或“办结日期”晚于统计期限止日"),
            ("source NOT IN ('其他交办', '本级受理')", "“来源”不为“其他交办”、“本级受理”之一"),
            (
                "received_on >= DATE '2021-03-01' AND (is_backlog OR is_resolved)",
                "“收到日期”不早于2021-03-01，且（“历史积案”为是，或“是否化解”为是）",
            ),
        ] {
            assert_eq!(said("petitions", sql), expected, "{sql}");
        }
        assert_eq!(said("outreach", "headcount >= 30"), "“参加人数”不小于30");
    }
}
