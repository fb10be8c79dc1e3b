//! What conditions compare: cells, days, numbers and words, each with the condition under which it is there.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlparser::ast::{BinaryOperator, Expr as Sql, Interval, UnaryOperator, Value as Literal};
use unicode_normalization::UnicodeNormalization as _;

use super::truth::Truth;
use super::{Cells, Translator, arguments, text_of};
use crate::pack::expression::{PERIOD_FROM, PERIOD_TO};
use crate::pack::ledger::ColumnType;
use crate::render::annex::excel::{self, ROW};
use crate::render::annex::name;

/// Numbers up to so many digits are told apart by every program: LibreOffice takes two that differ in the last of
/// fifteen for one.
const DIGITS: u32 = 14;

/// Something that is compared.
#[derive(Debug, Clone)]
pub(super) struct Value<'a> {
    /// As a formula has it. A cell that is blank, or holds a word, does no harm.
    pub(super) excel: String,
    /// The same where it is reckoned with, for a word among numbers would be an error.
    reckoned: String,
    /// Whether it is there at all.
    pub(super) known: Truth,
    /// What it is.
    pub(super) class: Class<'a>,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(super) enum Class<'a> {
    /// A number with at most so many decimals, and no larger than this.
    Number {
        /// The decimals.
        scale: u32,
        /// The largest magnitude.
        most: Decimal,
    },
    /// A day.
    Day,
    /// The words of a column.
    Words(&'a Cells),
    /// A word of the pack.
    Word(String),
    /// The first of some words that is there.
    FirstOf,
}

impl<'a> Value<'a> {
    fn always(excel: String, class: Class<'a>) -> Self {
        Self { reckoned: excel.clone(), excel, known: Truth::Is(true), class }
    }

    /// A number that was reckoned, freed of what binary fractions add to it.
    pub(super) fn rounded(&self) -> String {
        match self.class {
            Class::Number { scale, .. } if scale > 0 && self.excel.contains('(') => {
                format!("ROUND({},{scale})", self.excel)
            }
            _ => self.excel.clone(),
        }
    }
}

impl Translator<'_> {
    /// The value of an expression; nothing if Excel has no equal for it.
    pub(super) fn value(&self, node: &Sql) -> Option<Value<'_>> {
        match node {
            Sql::Nested(inner) => self.value(inner),
            Sql::Identifier(name) if name.value == PERIOD_FROM => {
                Some(Value::always(name::PERIOD_FROM.to_owned(), Class::Day))
            }
            Sql::Identifier(name) if name.value == PERIOD_TO => {
                Some(Value::always(name::PERIOD_TO.to_owned(), Class::Day))
            }
            Sql::Identifier(name) => self.cells_of(self.columns.get(&name.value)?),
            Sql::Value(literal) => match &literal.value {
                Literal::Number(text, _) => number(text),
                Literal::SingleQuotedString(text) => {
                    excel::is_writable(text).then(|| Value::always(excel::quoted(text), Class::Word(text.clone())))
                }
                _ => None,
            },
            Sql::TypedString(typed) => {
                let text = typed.value.to_string();
                let day: NaiveDate = text.trim_matches('\'').parse().ok()?;
                excel::serial(day).map(|_| Value::always(excel::date(day), Class::Day))
            }
            Sql::UnaryOp { op: UnaryOperator::Plus, expr } => self.value(expr).filter(is_number),
            Sql::UnaryOp { op: UnaryOperator::Minus, expr } => {
                let operand = self.value(expr).filter(is_number)?;
                let excel = format!("(-{})", operand.reckoned);
                Some(Value { reckoned: excel.clone(), excel, ..operand })
            }
            Sql::BinaryOp { left, op, right } => self.reckoned(left, op, right),
            Sql::Extract { field, expr, .. } => self.part_of_day(&field.to_string(), expr),
            Sql::Function(function) => {
                let operands = arguments(function)?;
                match function.name.to_string().to_ascii_uppercase().as_str() {
                    "ABS" => {
                        let operand = self.value(operands.first()?).filter(is_number)?;
                        let excel = format!("ABS({})", operand.reckoned);
                        Some(Value { reckoned: excel.clone(), excel, ..operand })
                    }
                    "COALESCE" => self.first_of(&operands),
                    "DATE_PART" => match operands.as_slice() {
                        [part, of] => self.part_of_day(text_of(part)?, of),
                        _ => None,
                    },
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The cells of a column.
    fn cells_of<'c>(&self, cells: &'c Cells) -> Option<Value<'c>> {
        let at = format!("{}{ROW}", cells.letters);
        let is_number = Truth::Says(format!("ISNUMBER({at})"));
        let (known, class) = match cells.kind {
            ColumnType::Text => (self.says_something(&at), Class::Words(cells)),
            ColumnType::Date => (is_number, Class::Day),
            ColumnType::Integer | ColumnType::Decimal | ColumnType::Money => {
                (is_number, Class::Number { scale: cells.scale, most: cells.most })
            }
            ColumnType::YesNo => return None,
        };
        let fits = match class {
            Class::Number { scale, most } => is_told_apart(scale, most),
            _ => true,
        };
        (fits && cells.is_faithful).then(|| Value { reckoned: format!("N({at})"), excel: at, known, class })
    }

    /// A cell of words is there if it holds any, and not the one that says it doesn't apply.
    fn says_something(&self, at: &str) -> Truth {
        let not_applicable = excel::quoted(&self.words.not_applicable);
        Truth::all([Truth::Says(format!("{at}<>\"\"")), Truth::Says(format!("{at}<>{not_applicable}"))])
    }

    fn reckoned<'s>(&'s self, left: &Sql, op: &BinaryOperator, right: &Sql) -> Option<Value<'s>> {
        let sign = match op {
            BinaryOperator::Plus => '+',
            BinaryOperator::Minus => '-',
            BinaryOperator::Multiply => '*',
            _ => return None,
        };
        if let Sql::Interval(interval) = right {
            let day = self.value(left).filter(|value| matches!(value.class, Class::Day) && sign != '*')?;
            let excel = format!("({}{sign}{})", day.reckoned, days(interval)?);
            return Some(Value { reckoned: excel.clone(), excel, ..day });
        }
        let (left, right) = (self.value(left)?, self.value(right)?);
        let (Class::Number { scale: a, most: b }, Class::Number { scale: c, most: d }) = (&left.class, &right.class)
        else {
            return None;
        };
        let (scale, most) = match sign {
            '*' => (a + c, b.checked_mul(*d)?),
            _ => ((*a).max(*c), b.checked_add(*d)?),
        };
        let excel = format!("({}{sign}{})", left.reckoned, right.reckoned);
        is_told_apart(scale, most).then(|| Value {
            reckoned: excel.clone(),
            excel,
            known: Truth::all([left.known, right.known]),
            class: Class::Number { scale, most },
        })
    }

    fn part_of_day(&self, part: &str, of: &Sql) -> Option<Value<'_>> {
        let function = match part.to_ascii_lowercase().as_str() {
            "year" | "years" => "YEAR",
            "month" | "months" => "MONTH",
            "day" | "days" => "DAY",
            _ => return None,
        };
        let day = self.value(of).filter(|value| matches!(value.class, Class::Day))?;
        let excel = format!("{function}({})", day.reckoned);
        let class = Class::Number { scale: 0, most: Decimal::from(9999) };
        Some(Value { reckoned: excel.clone(), excel, known: day.known, class })
    }

    /// The first value that is there, as COALESCE takes it.
    fn first_of(&self, operands: &[&Sql]) -> Option<Value<'_>> {
        let values: Option<Vec<Value<'_>>> = operands.iter().map(|operand| self.value(operand)).collect();
        let values = values?;
        let (last, before) = values.split_last()?;
        let known = Truth::any(values.iter().map(|value| value.known.clone()));
        let chain = |of: for<'v> fn(&'v Value<'_>) -> &'v String| {
            before
                .iter()
                .rev()
                .fold(of(last).clone(), |rest, value| format!("IF({},{},{rest})", value.known.excel(), of(value)))
        };
        let (excel, reckoned) = (chain(|value| &value.excel), chain(|value| &value.reckoned));
        let class = match &last.class {
            Class::Number { .. } => {
                let mut widest = (0, Decimal::ZERO);
                for value in &values {
                    let Class::Number { scale, most } = value.class else { return None };
                    widest = (widest.0.max(scale), widest.1.max(most));
                }
                Class::Number { scale: widest.0, most: widest.1 }
            }
            Class::Day => values.iter().all(|value| matches!(value.class, Class::Day)).then_some(Class::Day)?,
            Class::Words(_) | Class::Word(_) | Class::FirstOf => {
                values.iter().all(is_shown_as_it_is).then_some(Class::FirstOf)?
            }
        };
        Some(Value { excel, reckoned, known, class })
    }
}

/// Whether every word of a value stands in the annex as the core has it.
pub(super) fn is_shown_as_it_is(value: &Value<'_>) -> bool {
    match &value.class {
        Class::Words(cells) => !cells.hides,
        Class::Word(_) | Class::FirstOf => true,
        Class::Number { .. } | Class::Day => false,
    }
}

/// Whether `=` tells this word from all others that the column may show: it takes letters of either case, and of
/// either width in some programs, for the same.
pub(super) fn is_told_by_sign(word: &str, cells: &Cells) -> bool {
    let folded = |text: &str| text.nfkc().collect::<String>().to_lowercase();
    if cells.codes.is_empty() {
        return word.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    }
    cells.codes.iter().all(|code| code == word || folded(code) != folded(word))
}

fn number(text: &str) -> Option<Value<'static>> {
    let number: Decimal = text.parse().ok()?;
    let number = number.normalize();
    let class = Class::Number { scale: number.scale(), most: number.abs() };
    is_told_apart(number.scale(), number.abs()).then(|| Value::always(number.to_string(), class))
}

fn is_number(value: &Value<'_>) -> bool {
    matches!(value.class, Class::Number { .. })
}

/// Whether numbers with so many decimals, and no larger than this, have few enough digits.
fn is_told_apart(scale: u32, most: Decimal) -> bool {
    let shifted = 10_i128.checked_pow(scale).and_then(|factor| Decimal::try_from_i128_with_scale(factor, 0).ok());
    let limit = Decimal::from(10_i64.pow(DIGITS));
    shifted.and_then(|factor| most.checked_mul(factor)).is_some_and(|largest| largest < limit)
}

/// An interval of whole days; months have no length of their own.
fn days(interval: &Interval) -> Option<u32> {
    let Sql::Value(literal) = interval.value.as_ref() else { return None };
    let Literal::SingleQuotedString(text) = &literal.value else { return None };
    let (number, unit) = match &interval.leading_field {
        None => text.trim().split_once(' ')?,
        Some(_) => return None,
    };
    let number: u32 = number.trim().parse().ok()?;
    match unit.trim() {
        "day" | "days" => Some(number),
        "week" | "weeks" => number.checked_mul(7),
        _ => None,
    }
}
