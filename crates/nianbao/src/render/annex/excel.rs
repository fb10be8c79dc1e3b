//! The text of Excel formulas: literals, references, areas over several sheets, and formulas that are filled down.

use chrono::{Datelike as _, NaiveDate};

use crate::place::column_letters;

/// Stands in a template where the row's number belongs. No pack and no sheet can bring it along: see [`is_writable`].
pub(super) const ROW: char = '\u{1}';

/// A formula that is longer is one that Excel refuses to open.
const LONGEST: usize = 8000;

/// No text within a formula may be longer.
const LONGEST_TEXT: usize = 255;

/// Whether a text can be written into a formula.
pub(super) fn is_writable(text: &str) -> bool {
    text.encode_utf16().count() <= LONGEST_TEXT && !text.chars().any(char::is_control)
}

/// A text as a literal.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// A day as a formula, whatever the locale of whoever reads it.
pub(super) fn date(day: NaiveDate) -> String {
    format!("DATE({},{},{})", day.year(), day.month(), day.day())
}

/// The serial number of a day; nothing for one that Excel doesn't have, or counts wrongly.
pub(super) fn serial(day: NaiveDate) -> Option<u32> {
    const MARCH_1900: u32 = 61;
    let base = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    let days = u32::try_from((day - base).num_days()).ok()?;
    (days >= MARCH_1900 && day.year() <= 9999).then_some(days)
}

/// A sheet's name as formulas have it.
pub(super) fn sheet(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}

/// A formula that is filled down a column: the text before, between and after the numbers of the row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Template(Vec<String>);

impl Template {
    /// Takes a formula in which [`ROW`] stands for the row; nothing if Excel would not take it.
    pub(super) fn new(formula: &str) -> Option<Self> {
        (formula.len() <= LONGEST).then(|| Self(formula.split(ROW).map(str::to_owned).collect()))
    }

    /// The formula of a row, counted from 1.
    pub(super) fn at(&self, row: u32) -> String {
        self.0.join(&row.to_string())
    }
}

/// The cells of one column, from the first row to the last, on each of the sheets over which a ledger is spread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Area(Vec<String>);

impl Area {
    /// The `column`-th column, from 0, of sheets with their first and last rows.
    pub(super) fn new<'s>(column: usize, parts: impl IntoIterator<Item = (&'s str, u32, u32)>) -> Self {
        let letters = letters(column);
        let of_part =
            |(name, first, last): (&str, u32, u32)| format!("{}!${letters}${first}:${letters}${last}", sheet(name));
        Self(parts.into_iter().map(of_part).collect())
    }

    /// The range on each sheet.
    pub(super) fn ranges(&self) -> &[String] {
        &self.0
    }

    /// A term for each sheet, added up; `others` are areas of the same sheets.
    pub(super) fn sum(&self, others: &[&Self], term: impl Fn(&str, &[&str]) -> String) -> String {
        let of_part = |(at, range): (usize, &String)| {
            let others: Vec<&str> = others.iter().filter_map(|area| area.0.get(at).map(String::as_str)).collect();
            term(range, &others)
        };
        self.0.iter().enumerate().map(of_part).collect::<Vec<_>>().join("+")
    }
}

/// The letters of a column that counts from 0.
pub(super) fn letters(column: usize) -> String {
    column_letters(u32::try_from(column).unwrap_or(u32::MAX - 1) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_as_excel_counts_them() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(serial(day("2021-08-20")), Some(44_428));
        assert_eq!(serial(day("1900-03-01")), Some(61));
        assert_eq!((serial(day("1900-02-28")), serial(day("1899-01-01"))), (None, None));
        assert_eq!(date(day("2021-08-20")), "DATE(2021,8,20)");
    }

    #[test]
    fn names_and_texts_are_quoted() {
        assert_eq!(quoted("甲\"乙"), "\"甲\"\"乙\"");
        assert_eq!(sheet("某人's"), "'某人''s'");
    }

    #[test]
    fn an_area_over_two_sheets_adds_its_terms() {
        let parts = [("台账", 4, 9), ("台账_2", 4, 6)];
        let (members, amounts) = (Area::new(27, parts), Area::new(4, parts));
        let sum = members.sum(&[&amounts], |members, others| format!("SUMIFS({},{members},1)", others.join(",")));
        assert_eq!(
            sum,
            "SUMIFS('台账'!$E$4:$E$9,'台账'!$AB$4:$AB$9,1)+SUMIFS('台账_2'!$E$4:$E$6,'台账_2'!$AB$4:$AB$6,1)"
        );
    }

    #[test]
    fn a_template_is_filled_down() {
        let template = Template::new("AND(E\u{1}=\"甲\",F\u{1}<>\"\")").unwrap();
        assert_eq!(template.at(17), "AND(E17=\"甲\",F17<>\"\")");
    }
}
