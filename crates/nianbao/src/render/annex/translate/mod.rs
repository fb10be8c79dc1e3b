//! Row predicates as Excel formulas: `source = '上级转送'` is `=--(E5="上级转送")`.
//!
//! SQL answers true, false, or nothing where a blank leaves it open; Excel takes a blank for 0 or for an empty text, and
//! a word for more than any number. So each expression is asked twice, when it is true and when it is false, and both
//! say first that what they look at is there. What has no equal in Excel is not translated.

#[cfg(test)]
mod tests;
mod truth;
mod value;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use sqlparser::ast::{
    BinaryOperator, Expr as Sql, Function, FunctionArg, FunctionArgExpr, FunctionArguments, UnaryOperator,
    Value as Literal,
};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::Parser;

use super::excel::{self, ROW, Template};
use super::words::Words;
use crate::pack::ledger::ColumnType;
use truth::Truth;
use value::{Class, Value};

/// The cells of a column of a ledger sheet, as far as a formula must know them.
#[derive(Debug, Clone)]
pub(super) struct Cells {
    /// The letters of the column.
    pub(super) letters: String,
    /// What the cells hold.
    pub(super) kind: ColumnType,
    /// The code list, if there is one.
    pub(super) codes: Vec<String>,
    /// Whether a word that is no code is replaced by another.
    pub(super) hides: bool,
    /// Whether the cells hold what the core holds.
    pub(super) is_faithful: bool,
    /// The most decimals of a number.
    pub(super) scale: u32,
    /// The largest magnitude of a number.
    pub(super) most: Decimal,
}

/// Translates the expressions of one ledger.
pub(super) struct Translator<'a> {
    /// The columns that stand on the sheet, by their ids.
    pub(super) columns: &'a BTreeMap<String, Cells>,
    /// The words that cells may hold.
    pub(super) words: &'a Words,
}

impl Translator<'_> {
    /// 1 in the rows that satisfy a predicate and 0 in all others.
    pub(super) fn member(&self, sql: &str) -> Option<Template> {
        let formula = match self.truth(&parsed(sql)?, true)? {
            Truth::Is(answer) => u8::from(answer).to_string(),
            truth @ (Truth::All(_) | Truth::Any(_) | Truth::Not(_)) => format!("--{}", truth.excel()),
            truth @ (Truth::Says(_) | Truth::Case(..)) => format!("--({})", truth.excel()),
        };
        Template::new(&formula)
    }

    /// 是, 否, or nothing where a blank leaves it open.
    pub(super) fn answer(&self, sql: &str) -> Option<Template> {
        let ast = parsed(sql)?;
        let (yes, no) = (self.truth(&ast, true)?, self.truth(&ast, false)?);
        let [said_yes, said_no] = [&self.words.yes, &self.words.no].map(|word| excel::quoted(word));
        Template::new(&format!("IF({},{said_yes},IF({},{said_no},\"\"))", yes.excel(), no.excel()))
    }

    /// The value of an expression, nothing where it is not there.
    pub(super) fn computed(&self, sql: &str) -> Option<Template> {
        let value = self.value(&parsed(sql)?)?;
        let is_of_numbers = matches!(value.class, Class::Number { .. } | Class::Day);
        is_of_numbers
            .then(|| format!("IF({},{},\"\")", value.known.excel(), value.rounded()))
            .and_then(|formula| Template::new(&formula))
    }

    /// When an expression has the answer `wanted`.
    fn truth(&self, node: &Sql, wanted: bool) -> Option<Truth> {
        match node {
            Sql::Nested(inner) => self.truth(inner, wanted),
            Sql::UnaryOp { op: UnaryOperator::Not, expr: inner } => self.truth(inner, !wanted),
            Sql::BinaryOp { left, op: BinaryOperator::And, right } => self.both(left, right, wanted, wanted),
            Sql::BinaryOp { left, op: BinaryOperator::Or, right } => self.both(left, right, !wanted, wanted),
            Sql::BinaryOp { left, op, right } => self.comparison(left, op, right, wanted),
            Sql::Identifier(name) => {
                let cells = self.columns.get(&name.value).filter(|cells| cells.kind == ColumnType::YesNo)?;
                let word = excel::quoted(if wanted { &self.words.yes } else { &self.words.no });
                cells.is_faithful.then(|| Truth::Says(format!("{}{ROW}={word}", cells.letters)))
            }
            Sql::Value(literal) => match literal.value {
                Literal::Boolean(answer) => Some(Truth::Is(answer == wanted)),
                Literal::Null => Some(Truth::Is(false)),
                _ => None,
            },
            Sql::IsNull(inner) => self.is_there(inner, !wanted),
            Sql::IsNotNull(inner) => self.is_there(inner, wanted),
            Sql::Between { expr, negated, low, high } => self.between(expr, low, high, wanted != *negated),
            Sql::InList { expr, list, negated } => {
                let wanted = wanted != *negated;
                let tests = list.iter().map(|item| self.comparison(expr, &BinaryOperator::Eq, item, wanted));
                let tests = tests.collect::<Option<Vec<_>>>()?;
                Some(if wanted { Truth::any(tests) } else { Truth::all(tests) })
            }
            Sql::Like { negated, any: false, expr, pattern, escape_char: None } => {
                self.like(expr, text_of(pattern)?, wanted != *negated)
            }
            Sql::Case { operand: None, conditions, else_result, .. } => {
                let case = |case: &sqlparser::ast::CaseWhen| {
                    Some((self.truth(&case.condition, true)?, self.truth(&case.result, wanted)?))
                };
                let cases = conditions.iter().map(case).collect::<Option<Vec<_>>>()?;
                let last = else_result.as_ref().map_or(Some(Truth::Is(false)), |last| self.truth(last, wanted))?;
                Some(Truth::Case(cases, Box::new(last)))
            }
            Sql::Function(function) => self.function(function, wanted),
            _ => None,
        }
    }

    /// Both sides hold if `all`, else one of them.
    fn both(&self, left: &Sql, right: &Sql, all: bool, wanted: bool) -> Option<Truth> {
        let sides = [self.truth(left, wanted)?, self.truth(right, wanted)?];
        Some(if all { Truth::all(sides) } else { Truth::any(sides) })
    }

    fn is_there(&self, node: &Sql, wanted: bool) -> Option<Truth> {
        let there = match self.value(node) {
            Some(value) => value.known,
            None => self.is_decided(node)?,
        };
        Some(if wanted { there } else { there.not() })
    }

    /// Whether a condition has an answer.
    fn is_decided(&self, node: &Sql) -> Option<Truth> {
        Some(Truth::any([self.truth(node, true)?, self.truth(node, false)?]))
    }

    fn between(&self, node: &Sql, low: &Sql, high: &Sql, wanted: bool) -> Option<Truth> {
        let bounds = [
            self.comparison(node, &BinaryOperator::GtEq, low, wanted)?,
            self.comparison(node, &BinaryOperator::LtEq, high, wanted)?,
        ];
        Some(if wanted { Truth::all(bounds) } else { Truth::any(bounds) })
    }

    fn comparison(&self, left: &Sql, op: &BinaryOperator, right: &Sql, wanted: bool) -> Option<Truth> {
        let sign = sign_of(op, wanted)?;
        let (Some(a), Some(b)) = (self.value(left), self.value(right)) else {
            return self.same_answer(left, right, sign);
        };
        let comparison = match (&a.class, &b.class) {
            (Class::Number { .. }, Class::Number { .. }) | (Class::Day, Class::Day) => {
                Truth::Says(format!("{}{sign}{}", a.rounded(), b.rounded()))
            }
            (Class::Words(cells), Class::Word(word)) => return self.is_word(&a, cells, word, sign),
            (Class::Word(word), Class::Words(cells)) => return self.is_word(&b, cells, word, sign),
            _ if value::is_shown_as_it_is(&a) && value::is_shown_as_it_is(&b) => {
                let same = Truth::Says(format!("EXACT({},{})", a.excel, b.excel));
                match sign {
                    "=" => same,
                    "<>" => same.not(),
                    _ => return None,
                }
            }
            _ => return None,
        };
        Some(Truth::all([a.known, b.known, comparison]))
    }

    /// Whether the words of a column are this word of the pack, or are another.
    fn is_word(&self, value: &Value<'_>, cells: &Cells, word: &str, sign: &str) -> Option<Truth> {
        let is_shown = !cells.hides || cells.codes.iter().any(|code| code == word);
        let is_equality = sign == "=" || sign == "<>";
        if !is_shown || !is_equality {
            return None;
        }
        // No cell is read as an empty text, or as the word for what doesn't apply.
        if word.is_empty() || word == self.words.not_applicable {
            return Some(if sign == "=" { Truth::Is(false) } else { value.known.clone() });
        }
        let quoted = excel::quoted(word);
        let same = if value::is_told_by_sign(word, cells) {
            Truth::Says(format!("{}{sign}{quoted}", value.excel))
        } else {
            let exact = Truth::Says(format!("EXACT({},{quoted})", value.excel));
            if sign == "=" { exact } else { exact.not() }
        };
        // What is this word is there.
        Some(if sign == "=" { same } else { Truth::all([value.known.clone(), same]) })
    }

    /// Two conditions that are compared: `is_backlog = TRUE`.
    fn same_answer(&self, left: &Sql, right: &Sql, sign: &str) -> Option<Truth> {
        let crossed = match sign {
            "=" => false,
            "<>" => true,
            _ => return None,
        };
        let pair = |answer: bool| Some(Truth::all([self.truth(left, answer)?, self.truth(right, answer != crossed)?]));
        Some(Truth::any([pair(true)?, pair(false)?]))
    }

    fn function(&self, function: &Function, wanted: bool) -> Option<Truth> {
        let operands = arguments(function)?;
        match (function.name.to_string().to_ascii_uppercase().as_str(), operands.as_slice()) {
            ("COALESCE", operands) => {
                let mut cases = Vec::new();
                for operand in operands {
                    cases.push((self.is_decided(operand)?, self.truth(operand, wanted)?));
                }
                Some(Truth::Case(cases, Box::new(Truth::Is(false))))
            }
            ("STARTS_WITH", [of, with]) => self.like(of, &format!("{}%", plain(text_of(with)?)?), wanted),
            ("ENDS_WITH", [of, with]) => self.like(of, &format!("%{}", plain(text_of(with)?)?), wanted),
            _ => None,
        }
    }

    /// Patterns that ask for a word at the beginning, at the end or anywhere.
    fn like(&self, node: &Sql, pattern: &str, wanted: bool) -> Option<Truth> {
        let value = self.value(node).filter(value::is_shown_as_it_is)?;
        let (starts, ends) = (pattern.starts_with('%'), pattern.ends_with('%') && pattern.len() > 1);
        let word = plain(pattern.trim_start_matches('%').trim_end_matches('%'))?;
        // Programs don't agree how long a character beyond the basic plane is.
        if !excel::is_writable(word) || word.chars().any(|c| c > '\u{ffff}') {
            return None;
        }
        let (quoted, length) = (excel::quoted(word), word.chars().count());
        let test = match (starts, ends) {
            (_, _) if word.is_empty() => Truth::Is(pattern.starts_with('%')),
            (true, true) => Truth::Says(format!("ISNUMBER(FIND({quoted},{}))", value.excel)),
            (true, false) => Truth::Says(format!("EXACT(RIGHT({},{length}),{quoted})", value.excel)),
            (false, true) => Truth::Says(format!("EXACT(LEFT({},{length}),{quoted})", value.excel)),
            (false, false) => Truth::Says(format!("EXACT({},{quoted})", value.excel)),
        };
        Some(Truth::all([value.known, if wanted { test } else { test.not() }]))
    }
}

fn parsed(sql: &str) -> Option<Sql> {
    Parser::new(&GenericDialect {}).try_with_sql(sql).ok()?.parse_expr().ok()
}

/// The sign of a comparison, or the one that holds where it fails.
fn sign_of(op: &BinaryOperator, wanted: bool) -> Option<&'static str> {
    Some(match (op, wanted) {
        (BinaryOperator::Eq, true) | (BinaryOperator::NotEq, false) => "=",
        (BinaryOperator::NotEq, true) | (BinaryOperator::Eq, false) => "<>",
        (BinaryOperator::Lt, true) | (BinaryOperator::GtEq, false) => "<",
        (BinaryOperator::GtEq, true) | (BinaryOperator::Lt, false) => ">=",
        (BinaryOperator::Gt, true) | (BinaryOperator::LtEq, false) => ">",
        (BinaryOperator::LtEq, true) | (BinaryOperator::Gt, false) => "<=",
        _ => return None,
    })
}

/// The operands of a function.
fn arguments(function: &Function) -> Option<Vec<&Sql>> {
    let FunctionArguments::List(list) = &function.args else { return None };
    let operand = |argument| match argument {
        &FunctionArg::Unnamed(FunctionArgExpr::Expr(ref operand)) => Some(operand),
        _ => None,
    };
    list.args.iter().map(operand).collect()
}

fn text_of(node: &Sql) -> Option<&str> {
    match node {
        Sql::Value(literal) => match &literal.value {
            Literal::SingleQuotedString(text) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// A text without the signs that stand for others.
fn plain(text: &str) -> Option<&str> {
    (!text.contains(['%', '_', '\\'])).then_some(text)
}
