//! Typing a ledger: cells to columns, derived columns, totals rows compared with what they total.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};
use polars::prelude::*;
use rust_decimal::Decimal;

use super::cell::{self, Oddity, Setting, Typed, Unreadable};
use super::totals;
use crate::calendar::{Known, WorkingDays};
use crate::finding::{Argument, Code, Finding, Severity};
use crate::ingest::header::{count_unit, fold, money_unit};
use crate::ingest::{RawCell, RawLedger};
use crate::ledger::{Ledger, SheetRead, scaled};
use crate::pack::deadline::{Deadline, RowDays};
use crate::pack::expression::{PERIOD_FROM, PERIOD_TO, SCALE};
use crate::pack::ledger::{ColumnType, Derived, Field, LedgerSpec};
use crate::project::Project;

/// Types one ledger. What can't be read is a finding, and counts as blank.
pub(super) fn ledger(
    project: &Project,
    at: usize,
    spec: &LedgerSpec,
    raw: RawLedger,
    findings: &mut Vec<Finding>,
) -> Ledger {
    let mut ledger = Ledger {
        spec: spec.clone(),
        sheets: raw.sheets,
        rows: raw.rows,
        frame: DataFrame::empty(),
        pseudonyms: raw.pseudonyms,
        not_applicable: BTreeSet::new(),
        raw: raw.columns,
    };
    let mut columns = Vec::new();
    for (field, declared) in spec.fields.iter().enumerate() {
        if declared.personal.is_none() && declared.derived.is_none() {
            columns.push(column(project, &mut ledger, field, findings));
        }
    }
    ledger.frame = DataFrame::new(ledger.rows.len(), columns).unwrap_or_else(|_| DataFrame::empty());
    derive(project, &mut ledger, findings);
    for total in &raw.totals {
        totals::compare(project, at, &ledger, total, findings);
    }
    ledger
}

/// The typed column of a field.
fn column(project: &Project, ledger: &mut Ledger, field: usize, findings: &mut Vec<Finding>) -> Column {
    let declared = ledger.spec.fields[field].clone();
    let setting =
        |sheet| Setting { factor: factor(ledger, sheet, field), known: known(project, &ledger.sheets[sheet]) };
    let settings: Vec<Setting> = (0..ledger.sheets.len()).map(setting).collect();
    let raw = ledger.raw.get(field).cloned().unwrap_or_default();
    let mut values = Vec::with_capacity(ledger.rows.len());
    let mut completed: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for row in 0..ledger.rows.len() {
        let cell = raw.cells.get(row).copied().unwrap_or(RawCell::Blank);
        let sheet = ledger.rows[row].sheet;
        let read = cell::read(cell, &raw, &declared, settings[sheet]);
        values.push(match read {
            Ok((Typed::NotApplicable, _)) => {
                ledger.not_applicable.insert((row, field));
                Typed::Blank
            }
            Ok((typed, oddity)) => {
                match (oddity, &typed) {
                    (Some(Oddity::Sum), Typed::Number(sum)) => findings.push(sum_in_cell(ledger, row, field, *sum)),
                    (Some(Oddity::Completed), _) => completed.entry(sheet).or_default().push(row),
                    _ => {}
                }
                typed
            }
            Err(why) => {
                findings.push(unreadable(ledger, row, field, why));
                Typed::Blank
            }
        });
        if let (Some(format), Some(Typed::Number(number))) = (raw.scaled.get(&row), values.last()) {
            findings.push(scaled_by_format(ledger, row, field, format, *number));
        }
    }
    for rows in completed.values() {
        findings.extend(completed_dates(ledger, field, rows, &values));
    }
    frame_column(&declared, &values)
}

/// What is known of the dates on a sheet that leave out a part: by its name, else by the file's, else the period's year,
/// which is all that is known of a frame.
fn known(project: &Project, sheet: &SheetRead) -> Known {
    let period = project.report.period;
    let year = (period.from.year() == period.to.year()).then(|| period.from.year());
    let stem = sheet.source.rsplit('/').next().unwrap_or_default();
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let known = Known { year, month: None };
    sheet.sheet.as_deref().map_or(known, |sheet| Known::of_name(sheet).or(Known::of_name(stem)).or(known))
}

fn sum_in_cell(ledger: &Ledger, row: usize, field: usize, sum: Decimal) -> Finding {
    let finding = Finding::new(Code::SumInCell, Severity::Warning, ledger.place(row, field));
    let finding = ledger.about(finding, row, field, &[]).with("column", ledger.header(row, field));
    finding.with("value", ledger.text(row, field).into_owned()).with("sum", sum)
}

fn scaled_by_format(ledger: &Ledger, row: usize, field: usize, format: &str, number: Decimal) -> Finding {
    let finding = Finding::new(Code::ScaledByFormat, Severity::Warning, ledger.place(row, field));
    let finding = ledger.about(finding, row, field, &[]).with("column", ledger.header(row, field));
    finding.with("value", ledger.text(row, field).into_owned()).with("format", format).with("number", number)
}

/// That dates of a sheet were completed, at the first of them.
fn completed_dates(ledger: &Ledger, field: usize, rows: &[usize], values: &[Typed]) -> Option<Finding> {
    let row = *rows.first()?;
    let Typed::Date(day) = values[row] else { return None };
    let finding = Finding::new(Code::CompletedDate, Severity::Note, ledger.place(row, field));
    let finding = ledger.about(finding, row, field, &[]).with("column", ledger.header(row, field));
    let finding = finding.with("value", ledger.text(row, field).into_owned()).with("day", day);
    Some(finding.with("count", rows.len()))
}

/// How many of its base a bare number of a column is on a sheet: by its header, else, for money, by the line above the
/// table, else by the pack.
pub(super) fn factor(ledger: &Ledger, sheet: usize, field: usize) -> Option<Decimal> {
    let declared = &ledger.spec.fields[field];
    let read = &ledger.sheets[sheet];
    let header = read.columns.get(field).and_then(Option::as_ref).map(|(_, header)| fold(header));
    // A column that goes by its id is one that a ledger gave: its amounts are in the base unit already.
    if read.sheet.is_none() && header.as_ref().is_some_and(|header| header.full == declared.id) {
        return Some(Decimal::ONE);
    }
    let of_header = header.and_then(|header| header.unit);
    match declared.kind {
        ColumnType::Money => {
            let units = [of_header.as_deref(), read.unit.as_deref(), declared.unit.as_deref()];
            units.into_iter().flatten().find_map(money_unit)
        }
        ColumnType::Integer | ColumnType::Decimal => of_header.and_then(|unit| count_unit(&unit)),
        ColumnType::Text | ColumnType::Date | ColumnType::YesNo => None,
    }
}

fn unreadable(ledger: &Ledger, row: usize, field: usize, why: Unreadable) -> Finding {
    let code = match why {
        Unreadable::NotOfType => Code::NotOfType,
        Unreadable::Error => Code::ErrorCell,
        Unreadable::Approximate => Code::ApproximateCell,
        Unreadable::Ditto => Code::DittoCell,
        Unreadable::Uncalculated => Code::UncalculatedFormula,
        Unreadable::Merged => Code::MergedAmount,
    };
    let finding = Finding::new(code, Severity::Error, ledger.place(row, field));
    ledger
        .about(finding, row, field, &[])
        .with("column", ledger.header(row, field))
        .with("type", ledger.spec.fields[field].kind.as_str())
        .with("value", ledger.text(row, field).into_owned())
}

fn frame_column(field: &Field, values: &[Typed]) -> Column {
    let name = PlSmallStr::from_str(&field.id);
    let number = |value: &Typed| match value {
        Typed::Number(number) => Some(*number),
        _ => None,
    };
    match field.kind {
        ColumnType::Text => {
            let words = values.iter().map(|value| match value {
                Typed::Text(text) => Some(text.as_str()),
                _ => None,
            });
            StringChunked::from_iter_options(name, words).into_column()
        }
        ColumnType::Integer => {
            let numbers = values.iter().map(|value| number(value).and_then(|number| i64::try_from(number).ok()));
            Int64Chunked::from_iter_options(name, numbers).into_column()
        }
        ColumnType::Decimal | ColumnType::Money => {
            let numbers = values.iter().map(|value| number(value).and_then(scaled));
            let scaled = Int128Chunked::from_iter_options(name.clone(), numbers);
            // 38 digits and this scale are always valid; a column that failed would be blank, not wrong.
            scaled.into_decimal(38, SCALE).map_or_else(
                |_| Column::full_null(name, values.len(), &DataType::Decimal(38, SCALE)),
                IntoColumn::into_column,
            )
        }
        ColumnType::Date => {
            let days = values.iter().map(|value| match value {
                Typed::Date(day) => Some(*day),
                _ => None,
            });
            date_column(name, days)
        }
        ColumnType::YesNo => {
            let answers = values.iter().map(|value| match value {
                Typed::YesNo(yes) => Some(*yes),
                _ => None,
            });
            BooleanChunked::from_iter_options(name, answers).into_column()
        }
    }
}

fn date_column(name: PlSmallStr, days: impl Iterator<Item = Option<NaiveDate>>) -> Column {
    let numbers = days.map(|day| day.map(|day| day.to_epoch_days()));
    Int32Chunked::from_iter_options(name, numbers).into_date().into_column()
}

/// Adds the derived columns, each of which may read those before it.
fn derive(project: &Project, ledger: &mut Ledger, findings: &mut Vec<Finding>) {
    for (at, field) in ledger.spec.fields.clone().iter().enumerate() {
        let name = PlSmallStr::from_str(&field.id);
        let column = match &field.derived {
            None => continue,
            Some(Derived::Deadline(deadline)) => {
                let due = due_days(project, ledger, deadline, findings);
                date_column(name, due.into_iter())
            }
            Some(Derived::Sql(expression)) => {
                let frame = crate::aggregate::with_period(ledger.frame.clone(), project.report.period);
                let computed = frame.with_columns([expression.expr.clone().alias(name.clone())]).collect();
                let column = computed.ok().and_then(|frame| frame.column(&name).ok().cloned());
                let kind = crate::pack::expression::data_type(field.kind);
                column.unwrap_or_else(|| Column::full_null(name, ledger.rows.len(), &kind))
            }
        };
        debug_assert!(!field.id.is_empty() && field.id != PERIOD_FROM && field.id != PERIOD_TO, "field {at}");
        // The column is as long as the frame by construction.
        let _same_height = ledger.frame.with_column(column);
    }
}

/// The last day in time of each row; a finding where the calendar doesn't reach so far.
fn due_days(
    project: &Project,
    ledger: &Ledger,
    deadline: &Deadline,
    findings: &mut Vec<Finding>,
) -> Vec<Option<NaiveDate>> {
    let restarts = deadline.restart.map(|field| ledger.dates(field));
    let extensions = deadline.extension.map(|field| ledger.numbers(field));
    let excluded = deadline.excluded.map(|(from, to)| (ledger.dates(from), ledger.dates(to)));
    let mut due = Vec::with_capacity(ledger.len());
    for (row, received) in ledger.dates(deadline.from).into_iter().enumerate() {
        let restarted = restarts.as_ref().and_then(|days| days[row]);
        let stretch = excluded.as_ref().map(|(from, to)| (from[row], to[row]));
        let Some(from) = restarted.or(received) else {
            due.push(None);
            continue;
        };
        let granted = extensions.as_ref().and_then(|extensions| extensions[row]);
        let days = RowDays {
            from,
            extension: u32::try_from(granted.unwrap_or_default()).unwrap_or(0),
            excluded: stretch.and_then(|(from, to)| from.zip(to)),
        };
        let last = deadline.due(days, project.calendar.as_ref());
        if last.is_none() {
            let at = if restarted.is_some() { deadline.restart.unwrap_or(deadline.from) } else { deadline.from };
            let known = project.calendar.as_ref().map(WorkingDays::last);
            let finding = Finding::new(Code::UnknownWorkingDays, Severity::Warning, ledger.place(row, at));
            let finding = ledger.about(finding, row, at, &[]).with("column", ledger.header(row, at)).with("day", from);
            findings.push(finding.with("known", known.map_or_else(|| "".into(), Argument::Date)));
        }
        // While an interruption lasts, nobody knows when the time will be up.
        due.push(last.filter(|_| !matches!(stretch, Some((Some(_), None)))));
    }
    due
}
