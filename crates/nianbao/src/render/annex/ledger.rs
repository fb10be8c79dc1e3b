//! A ledger as the annex lays it out: its rows with their origin, its fields, and for each figure a column of the rows
//! that it counts, over as many sheets as it takes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::column::{Column, Fields, Values};
use super::excel::{Area, ROW, Template, letters};
use super::name::Names;
use super::sheet::FIRST_ROW;
use super::translate::Translator;
use super::words::Words;
use crate::aggregate::evaluate;
use crate::aggregate::measures::Measure;
use crate::aggregate::rows::Rows;
use crate::error::Error;
use crate::figure::FigureId;
use crate::finding::Arguments;
use crate::ledger::Ledger;
use crate::message::Messages;
use crate::pack::figure::FigureSpec;
use crate::project::Project;

/// The columns before the fields: workbook, sheet and row.
const ORIGIN: usize = 3;

/// A stretch of a ledger's rows that stands on one sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// The sheet's name.
    pub(super) name: String,
    /// The rows of the ledger.
    pub(super) rows: Range<usize>,
}

impl Part {
    /// The number of the last row on the sheet. A sheet without rows has a blank one.
    pub(super) fn last_row(&self) -> u32 {
        FIRST_ROW + u32::try_from(self.rows.len().max(1)).unwrap_or(u32::MAX) - 1
    }
}

/// The columns behind one figure or series.
#[derive(Debug, Clone, Copy)]
pub(super) struct Behind {
    /// The column that says which rows count.
    pub(super) member: usize,
    /// The column with the numbers of those that are told apart, for a distinct count, and how many numbers there are.
    pub(super) ordinals: Option<(usize, u32)>,
    /// Whether the predicate is the column's formula.
    pub(super) is_translated: bool,
}

/// A ledger as the annex lays it out.
pub(super) struct Laid<'a> {
    /// The ledger.
    pub(super) ledger: &'a Ledger,
    /// Its sheets.
    pub(super) parts: Vec<Part>,
    /// Its columns, from left to right.
    pub(super) columns: Vec<Column<'a>>,
    /// The columns of fields.
    fields: BTreeMap<usize, usize>,
    /// The columns of figures.
    behind: BTreeMap<FigureId, Behind>,
}

/// What all ledgers are laid out with.
pub(super) struct Setting<'a> {
    /// The project.
    pub(super) project: &'a Project,
    /// The words of cells.
    pub(super) words: &'a Words,
    /// All other words.
    pub(super) messages: &'a Messages,
    /// So many rows of a ledger fit on a sheet.
    pub(super) rows_per_sheet: usize,
}

impl<'a> Laid<'a> {
    /// Lays out the `at`-th ledger of the pack.
    ///
    /// # Errors
    /// A fault of the program: a predicate can't be evaluated.
    pub(super) fn new(at: usize, ledger: &'a Ledger, setting: &Setting<'_>, names: &mut Names) -> Result<Self, Error> {
        let mut headers = Names::default();
        let origin = [("sheet-source", Values::Source), ("sheet-sheet", Values::Sheet), ("sheet-row", Values::Row)];
        let mut columns: Vec<Column<'a>> = origin
            .into_iter()
            .map(|(key, values)| plain(headers.header(&setting.messages.word(key)), values))
            .collect();
        let fields = Fields::new(ledger, ORIGIN, setting.words);
        let shown = fields.columns.iter().zip(ORIGIN..).filter_map(|(column, place)| Some((column.field?, place)));
        let shown = shown.collect();
        let translator = Translator { columns: &fields.cells, words: setting.words };
        columns.extend(fields.columns.into_iter().map(|column| {
            let label = if column.template.is_none() && is_derived(ledger, column.field) {
                say(setting.messages, "sheet-computed", &column.header, "")
            } else {
                column.header
            };
            Column { header: headers.header(&label), ..column }
        }));
        let parts = split(ledger, setting.rows_per_sheet, names);
        let mut laid = Self { ledger, parts, columns, fields: shown, behind: BTreeMap::new() };
        laid.add_members(at, setting, &translator, &mut headers)?;
        Ok(laid)
    }

    fn add_members(
        &mut self,
        at: usize,
        setting: &Setting<'_>,
        translator: &Translator<'_>,
        headers: &mut Names,
    ) -> Result<(), Error> {
        let specs: Vec<&FigureSpec> =
            setting.project.pack.figures.iter().filter(|spec| spec.measure.ledger() == Some(at)).collect();
        let predicates: Vec<_> = specs.iter().filter_map(|spec| spec.measure.predicate()).collect();
        let mut verdicts = evaluate(self.ledger, setting.project.report.period, &predicates)?.into_iter();
        let mut ordinals = BTreeMap::new();
        for spec in specs {
            let predicate = spec.measure.predicate().and_then(|predicate| Some((predicate, verdicts.next()?)));
            let rows = Rows::new(self.ledger, predicate.as_ref().map(|(of, verdicts)| (*of, verdicts.as_slice())));
            if !rows.is_readable(spec) {
                continue;
            }
            let sql = predicate.as_ref().map_or("TRUE", |(predicate, _)| predicate.sql.as_str());
            let template = translator.member(sql);
            let is_translated = template.is_some();
            let key = if is_translated { "sheet-member" } else { "sheet-judged" };
            let header = headers.header(&say(setting.messages, key, &spec.label, sql));
            let mut members = vec![Some(0); self.ledger.len()];
            for row in rows.picked() {
                members[*row] = Some(1);
            }
            self.columns.push(Column { template, ..plain(header, Values::Ordinals(members)) });
            let member = self.columns.len() - 1;
            let ordinals = match (&spec.measure, spec.measure.column()) {
                (Measure::Distinct(_), Some(field)) => {
                    let all = *ordinals.entry(field).or_insert_with(|| self.add_ordinals(field, setting, headers));
                    Some(self.add_counted(spec, &rows, member, all, setting, headers))
                }
                _ => None,
            };
            self.behind.insert(spec.id.clone(), Behind { member, ordinals, is_translated });
        }
        Ok(())
    }

    /// Adds the column that numbers the values of a field, so that they can be told apart and nothing else.
    fn add_ordinals(&mut self, field: usize, setting: &Setting<'_>, headers: &mut Names) -> usize {
        let ordinals = self.ordinals(field);
        let label = self.ledger.spec.fields[field].label();
        let header = headers.header(&say(setting.messages, "sheet-ordinal", label, ""));
        self.columns.push(plain(header, Values::Ordinals(ordinals)));
        self.columns.len() - 1
    }

    /// Adds the column of those numbers whose rows count.
    fn add_counted(
        &mut self,
        spec: &FigureSpec,
        rows: &Rows<'_>,
        member: usize,
        all: usize,
        setting: &Setting<'_>,
        headers: &mut Names,
    ) -> (usize, u32) {
        let Values::Ordinals(ordinals) = &self.columns[all].values else { return (all, 0) };
        let most = ordinals.iter().flatten().max().copied().unwrap_or(0);
        let mut counted = vec![Some(0); ordinals.len()];
        for row in rows.picked() {
            counted[*row] = ordinals[*row].or(Some(0));
        }
        let (counts, person) = (letters(member), letters(all));
        let formula = format!("IF(AND({counts}{ROW}=1,ISNUMBER({person}{ROW})),{person}{ROW},0)");
        let header = headers.header(&say(setting.messages, "sheet-counted", &spec.label, ""));
        self.columns.push(Column { template: Template::new(&formula), ..plain(header, Values::Ordinals(counted)) });
        (self.columns.len() - 1, most)
    }

    /// A number for each value of a field, in order of first appearance. What a person is called stays behind.
    fn ordinals(&self, field: usize) -> Vec<Option<u32>> {
        if let Some(persons) = self.ledger.pseudonyms.get(&field) {
            return interned(persons.iter().copied());
        }
        let (blanks, words) = (self.ledger.blanks(field), self.ledger.words(field));
        let value = |row: usize| {
            let is_stated = !blanks[row] && !self.ledger.not_applicable.contains(&(row, field));
            is_stated.then(|| words[row].map_or_else(|| self.ledger.text(row, field), Cow::Borrowed))
        };
        interned((0..self.ledger.len()).map(value))
    }

    /// The columns behind a figure or a series; nothing if its ledger can't be read.
    pub(super) fn behind(&self, id: &str) -> Option<Behind> {
        self.behind.get(id).copied()
    }

    /// The column of a field, if it is shown.
    pub(super) fn column_of(&self, field: usize) -> Option<usize> {
        self.fields.get(&field).copied()
    }

    /// The cells of a column on all sheets.
    pub(super) fn area(&self, column: usize) -> Area {
        Area::new(column, self.parts.iter().map(|part| (part.name.as_str(), FIRST_ROW, part.last_row())))
    }
}

fn plain(header: String, values: Values<'_>) -> Column<'_> {
    Column { header, values, field: None, template: None, is_input: false }
}

fn say(messages: &Messages, key: &str, label: &str, condition: &str) -> String {
    let arguments: Arguments = [("label", label.into()), ("condition", condition.into())].into_iter().collect();
    messages.text(key, &arguments)
}

fn is_derived(ledger: &Ledger, field: Option<usize>) -> bool {
    field.is_some_and(|field| ledger.spec.fields[field].derived.is_some())
}

fn split(ledger: &Ledger, rows_per_sheet: usize, names: &mut Names) -> Vec<Part> {
    let starts = (0..ledger.len().max(1)).step_by(rows_per_sheet);
    let part = |start: usize| Part {
        name: names.sheet(&ledger.spec.label),
        rows: start..(start + rows_per_sheet).min(ledger.len()),
    };
    starts.map(part).collect()
}

fn interned<T: Ord>(values: impl Iterator<Item = Option<T>>) -> Vec<Option<u32>> {
    let mut known: BTreeMap<T, u32> = BTreeMap::new();
    let number = |value: T| {
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX - 1) + 1;
        *known.entry(value).or_insert(next)
    };
    values
        .map({
            let mut number = number;
            move |value| value.map(&mut number)
        })
        .collect()
}
