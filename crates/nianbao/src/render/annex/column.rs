//! The columns of a ledger sheet: which fields it shows, what their cells hold, and which of them are formulas.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::excel::{self, ROW, Template};
use super::translate::{Cells, Translator};
use super::words::Words;
use crate::ledger::Ledger;
use crate::pack::deadline::{Deadline, Length};
use crate::pack::ledger::{ColumnType, Derived, Field};

/// A cell of Excel holds no more.
const LONGEST: usize = 32_000;
/// A number with more digits is shown with so many.
const DIGITS: u32 = 14;

/// What the cells of a column hold, row by row.
#[derive(Debug)]
pub(super) enum Values<'a> {
    /// The workbook that a row comes from.
    Source,
    /// The sheet that it comes from.
    Sheet,
    /// Its row there.
    Row,
    /// Words.
    Words(Vec<Option<Cow<'a, str>>>),
    /// Days.
    Days(Vec<Option<NaiveDate>>),
    /// Numbers.
    Numbers(Vec<Option<Decimal>>),
    /// 是 or 否.
    Answers(Vec<Option<bool>>),
    /// Small numbers: whether a row counts, or which person it is about.
    Ordinals(Vec<Option<u32>>),
}

/// A column of a ledger sheet.
#[derive(Debug)]
pub(super) struct Column<'a> {
    /// Its header.
    pub(super) header: String,
    /// What it holds; of a formula its result.
    pub(super) values: Values<'a>,
    /// The field that it shows.
    pub(super) field: Option<usize>,
    /// The formula, if it is one.
    pub(super) template: Option<Template>,
    /// Whether its cells were typed in by hand.
    pub(super) is_input: bool,
}

/// The fields that a sheet shows, and what formulas must know of them.
#[derive(Default)]
pub(super) struct Fields<'a> {
    /// The columns, with the fields that they show.
    pub(super) columns: Vec<Column<'a>>,
    /// The same for formulas, by the fields' ids.
    pub(super) cells: BTreeMap<String, Cells>,
}

/// Whether a field may stand in the annex: nothing personal, and no words but codes and those that the pack publishes.
fn is_shown(field: &Field) -> bool {
    let is_free_text = field.kind == ColumnType::Text && field.codes.is_empty();
    field.personal.is_none() && (!is_free_text || field.publish.is_some())
}

impl<'a> Fields<'a> {
    /// The fields of a ledger from the `first`-th column on.
    pub(super) fn new(ledger: &'a Ledger, first: usize, words: &Words) -> Self {
        let mut fields = Self::default();
        let is_on_a_sheet =
            |at: usize| ledger.sheets.iter().any(|sheet| sheet.columns.get(at).is_some_and(Option::is_some));
        for (at, field) in ledger.spec.fields.iter().enumerate() {
            let is_wanted = field.derived.is_some() || field.used || is_on_a_sheet(at);
            if !is_shown(field) || !is_wanted {
                continue;
            }
            let (values, mut cells) = read(ledger, at, words);
            cells.letters = excel::letters(first + fields.columns.len());
            let template = fields.formula(ledger, field, words);
            fields.cells.insert(field.id.clone(), cells);
            fields.columns.push(Column {
                header: field.label().to_owned(),
                values,
                field: Some(at),
                template,
                is_input: ledger.spec.entered,
            });
        }
        fields
    }

    /// The formula of a derived field, from the fields before it.
    fn formula(&self, ledger: &Ledger, field: &Field, words: &Words) -> Option<Template> {
        let translator = Translator { columns: &self.cells, words };
        match field.derived.as_ref()? {
            Derived::Sql(expression) if field.kind == ColumnType::YesNo => translator.answer(&expression.sql),
            Derived::Sql(expression) => translator.computed(&expression.sql),
            Derived::Deadline(deadline) => self.deadline(ledger, deadline),
        }
    }

    /// A deadline in calendar days. Working days need the calendar, which no formula knows.
    fn deadline(&self, ledger: &Ledger, deadline: &Deadline) -> Option<Template> {
        let Length::Days(days) = deadline.length else { return None };
        let cell = |field: usize| {
            let cells = self.cells.get(&ledger.spec.fields[field].id).filter(|cells| cells.is_faithful)?;
            Some(format!("{}{ROW}", cells.letters))
        };
        let optional = |field: Option<usize>| field.map_or(Some(None), |field| cell(field).map(Some));
        let from = cell(deadline.from)?;
        let (mut known, mut start) = (format!("ISNUMBER({from})"), format!("N({from})"));
        if let Some(restart) = optional(deadline.restart)? {
            known = format!("OR(ISNUMBER({restart}),{known})");
            start = format!("IF(ISNUMBER({restart}),N({restart}),{start})");
        }
        let mut due = format!("{start}+{days}");
        if let Some(extension) = optional(deadline.extension)? {
            due.push_str(&format!("+MAX(0,N({extension}))"));
        }
        if let Some((begins, ends)) = deadline.excluded {
            let (begins, ends) = (cell(begins)?, cell(ends)?);
            // While an interruption lasts, nobody knows when the time will be up.
            known = format!("AND({known},OR(NOT(ISNUMBER({begins})),ISNUMBER({ends})))");
            due.push_str(&format!("+IF(AND(ISNUMBER({begins}),ISNUMBER({ends})),MAX(0,N({ends})-N({begins})),0)"));
        }
        Template::new(&format!("IF({known},{due},\"\")"))
    }
}

/// The values of a field, and what formulas must know of its cells.
fn read<'a>(ledger: &'a Ledger, at: usize, words: &Words) -> (Values<'a>, Cells) {
    let field = &ledger.spec.fields[at];
    let mut cells = Cells {
        letters: String::new(),
        kind: field.kind,
        codes: field.codes.clone(),
        hides: false,
        is_faithful: true,
        scale: 0,
        most: Decimal::ZERO,
    };
    let values = match field.kind {
        ColumnType::Text => {
            let shown = ledger.words(at).into_iter().map(|word| word.map(|word| show(word, field, words, &mut cells)));
            Values::Words(shown.collect())
        }
        ColumnType::Date => {
            let days = ledger.dates(at);
            cells.is_faithful = days.iter().flatten().all(|day| excel::serial(*day).is_some());
            Values::Days(days)
        }
        ColumnType::YesNo => Values::Answers(ledger.answers(at)),
        ColumnType::Integer | ColumnType::Decimal | ColumnType::Money => {
            let numbers = ledger.numbers(at);
            for number in numbers.iter().flatten() {
                let number = number.normalize();
                cells.scale = cells.scale.max(number.scale());
                cells.most = cells.most.max(number.abs());
                cells.is_faithful &= number.mantissa().unsigned_abs() < 10_u128.pow(DIGITS);
            }
            Values::Numbers(numbers)
        }
    };
    (values, cells)
}

/// A word as the annex shows it.
fn show<'a>(word: &'a str, field: &Field, words: &Words, cells: &mut Cells) -> Cow<'a, str> {
    if !field.codes.is_empty() && field.publish.is_none() && !field.codes.iter().any(|code| code == word) {
        cells.hides = true;
        return Cow::Owned(words.no_code.clone());
    }
    cells.is_faithful &= word != words.not_applicable && !word.chars().any(char::is_control);
    if word.encode_utf16().count() > LONGEST {
        cells.is_faithful = false;
        return Cow::Owned(word.chars().take(LONGEST / 2).collect());
    }
    Cow::Borrowed(word)
}
