//! The example row of a blank form, which is no row of the ledger only as long as nobody has touched it.

use std::collections::BTreeMap;

use super::number::as_shown;
use super::row::tells_example;
use super::workbook::Value;
use crate::calendar::{day_of_serial, parse_day, parse_month};
use crate::pack::form::Example;
use crate::pack::ledger::LedgerSpec;

/// The example row as it was handed out, by the columns that the sheet has.
#[derive(Debug, Default)]
pub(super) struct Shipped {
    cells: BTreeMap<u32, Example>,
    /// The columns whose cell says that the row is an example.
    telling: Vec<u32>,
    /// Whether the workbook is marked as a form.
    is_form: bool,
}

/// What a row is, held against the example row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// The example row, cell by cell.
    Same,
    /// The example row with something written over it.
    Changed,
    /// A row like any other.
    None,
}

impl Shipped {
    /// The example row of a form of that year, on a sheet that has the ledger's fields in `own`; `is_form` if the
    /// workbook is marked as one.
    pub(super) fn new(spec: &LedgerSpec, own: &BTreeMap<u32, usize>, year: i32, is_form: bool) -> Self {
        let example = spec.example(year);
        let column = |field: usize| own.iter().find(|(_, own)| **own == field).map(|(column, _)| *column);
        let cells: BTreeMap<u32, Example> =
            example.into_iter().filter_map(|(field, cell)| Some((column(field)?, cell))).collect();
        let tells = |(column, cell): (&u32, &Example)| match cell {
            Example::Text(text) if tells_example(text) => Some(*column),
            _ => None,
        };
        let telling = cells.iter().filter_map(tells).collect();
        Self { cells, telling, is_form }
    }

    /// What a row is; `is_first` if it stands where the example row was. In a form that row is the example with its
    /// number written over as long as most of it is the same.
    pub(super) fn likeness(&self, cells: &[(u32, Value<'_>)], is_first: bool) -> Likeness {
        const FEW: usize = 3;
        let is_same = |column: &u32| {
            let value = cells.iter().find(|(at, _)| at == column).map(|(_, value)| value);
            value.zip(self.cells.get(column)).is_some_and(|(value, shipped)| is_same(value, shipped))
        };
        // Every row is asked, and hardly any says so.
        let tells = self.telling.iter().any(is_same);
        if self.telling.is_empty() || !(tells || (is_first && self.is_form)) {
            return Likeness::None;
        }
        let same = self.cells.keys().filter(|column| is_same(column)).count();
        if same == self.cells.len() && cells.len() == same {
            Likeness::Same
        } else if tells || (same >= FEW && same * 2 >= self.cells.len()) {
            Likeness::Changed
        } else {
            Likeness::None
        }
    }
}

/// Whether a cell says what was handed out, in whatever form a program has saved it.
fn is_same(value: &Value<'_>, shipped: &Example) -> bool {
    match (value, shipped) {
        (Value::Number(number), Example::Number(shipped)) => as_shown(*number) == Some(shipped.normalize()),
        (Value::Number(days) | Value::Serial(days), Example::Day(day)) => day_of_serial(*days) == Some(*day),
        (value, shipped) => {
            let Some(text) = value.as_text().map(str::trim) else { return false };
            match shipped {
                Example::Text(shipped) => text == shipped,
                Example::Number(shipped) => text.parse() == Ok(*shipped),
                Example::Day(day) => parse_day(text).or_else(|| parse_month(text)) == Some(*day),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Pack;

    /// The example row of the ledger of publications: month, items, section and who typed it in.
    fn shipped(columns: &[(u32, &str)]) -> Shipped {
        let pack = Pack::standard("rule-of-law").unwrap();
        let spec = pack.ledgers.iter().find(|spec| spec.id == "publications").unwrap();
        let own = columns.iter().map(|(column, id)| (*column, spec.field(id).unwrap())).collect();
        Shipped::new(spec, &own, 2021, true)
    }

    const COLUMNS: [(u32, &str); 4] = [(2, "items"), (3, "month"), (4, "editor"), (7, "section")];
    /// 1 January 2021.
    const JANUARY: f64 = 44_197.0;

    fn row<'a>(items: f64, month: Value<'a>, editor: &'a str, section: &'a str) -> Vec<(u32, Value<'a>)> {
        vec![(2, Value::Number(items)), (3, month), (4, Value::Text(editor)), (7, Value::Text(section))]
    }

    #[test]
    fn the_row_is_known_in_every_form_in_which_it_is_saved() {
        let shipped = shipped(&COLUMNS);
        let months =
            [Value::Serial(JANUARY), Value::Number(JANUARY), Value::Text("2021年1月"), Value::Text("2021-01-01")];
        for month in months {
            assert_eq!(
                shipped.likeness(&row(12.0, month.clone(), "示例", "政策法规"), false),
                Likeness::Same,
                "{month:?}"
            );
        }
        let texts = vec![
            (2, Value::Text("12")),
            (3, Value::Text("2021年1月")),
            (4, Value::Text("示例")),
            (7, Value::Text("政策法规")),
        ];
        assert_eq!(shipped.likeness(&texts, true), Likeness::Same);
    }

    #[test]
    fn one_cell_that_differs_or_is_too_many_makes_it_data() {
        let shipped = shipped(&COLUMNS);
        let month = || Value::Serial(JANUARY);
        assert_eq!(shipped.likeness(&row(13.0, month(), "示例", "政策法规"), false), Likeness::Changed);
        assert_eq!(
            shipped.likeness(&row(12.0, Value::Serial(JANUARY + 31.0), "示例", "政策法规"), false),
            Likeness::Changed
        );
        let mut more = row(12.0, month(), "示例", "政策法规");
        more.push((9, Value::Text("已核")));
        assert_eq!(shipped.likeness(&more, false), Likeness::Changed);
        let fewer = &row(12.0, month(), "示例", "政策法规")[..3];
        assert_eq!(shipped.likeness(fewer, false), Likeness::Changed);
    }

    #[test]
    fn a_row_whose_number_alone_was_written_over_is_known_by_its_place() {
        let mut shipped = shipped(&COLUMNS);
        let written_over = row(12.0, Value::Serial(JANUARY), "测试甲", "政策法规");
        assert_eq!(shipped.likeness(&written_over, true), Likeness::Changed);
        assert_eq!(shipped.likeness(&written_over, false), Likeness::None);
        let chance = row(9.0, Value::Serial(JANUARY), "测试甲", "政策法规");
        assert_eq!(shipped.likeness(&chance, true), Likeness::None);
        shipped.is_form = false;
        assert_eq!(shipped.likeness(&written_over, true), Likeness::None);
    }

    #[test]
    fn without_the_column_that_tells_nothing_is_left_out() {
        let shipped = shipped(&[(2, "items"), (3, "month"), (7, "section")]);
        let cells = [(2, Value::Number(12.0)), (3, Value::Serial(JANUARY)), (7, Value::Text("政策法规"))];
        assert_eq!(shipped.likeness(&cells, true), Likeness::None);
    }
}
