//! The blank form of a ledger as it is handed out: its columns in order, its example row, and the mark by which a
//! workbook is known as one.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::Pack;
use super::ledger::{ColumnType, Field, LedgerSpec};
use crate::error::Fault;
use crate::ingest::tells_example;

/// What a cell of the example row says, or of a row that the form begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Example {
    /// A word or a code.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A day.
    Day(NaiveDate),
}

/// What stands in an example for the year of the form.
const YEAR: &str = "{year}";
/// The year with which examples are tried when a pack is loaded: it is no leap year.
const SOME_YEAR: i32 = 2021;

impl Field {
    /// The header that the form has for it: with the unit, where it is of money.
    pub(crate) fn form_header(&self) -> String {
        match &self.unit {
            Some(unit) => format!("{}（{unit}）", self.label),
            None => self.label.clone(),
        }
    }

    /// What the example row of that year says in it. A code and a 是 or 否 have no need to be declared.
    fn example_in(&self, year: i32) -> Option<Example> {
        let Some(declared) = &self.example else {
            return match self.kind {
                ColumnType::YesNo => Some(Example::Text(NO.to_owned())),
                _ => self.codes.first().cloned().map(Example::Text),
            };
        };
        let text = declared.replace(YEAR, &year.to_string());
        match self.kind {
            ColumnType::Text | ColumnType::YesNo => Some(Example::Text(text)),
            ColumnType::Date => NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok().map(Example::Day),
            ColumnType::Integer | ColumnType::Decimal | ColumnType::Money => text.parse().ok().map(Example::Number),
        }
    }

    /// What is wrong with the example that the pack declares, if anything is.
    pub(super) fn fault_of_example(&self) -> Option<Fault> {
        let declared = self.example.as_ref()?;
        let fits = match self.example_in(SOME_YEAR) {
            Some(Example::Text(text)) if !self.codes.is_empty() => self.codes.contains(&text),
            Some(Example::Text(text)) if self.kind == ColumnType::YesNo => [YES, NO].contains(&text.as_str()),
            Some(Example::Number(number)) if self.kind == ColumnType::Integer => number.is_integer(),
            found => found.is_some(),
        };
        let fault = Fault::new("example-of-wrong-type").with("example", declared.as_str());
        (!fits).then(|| fault.with("type", self.kind.as_str()).at(self.at.clone()))
    }
}

/// How a cell says yes.
pub(crate) const YES: &str = "是";
/// How a cell says no.
pub(crate) const NO: &str = "否";

impl LedgerSpec {
    /// The fields that the form has columns for, in its order: the key, what is open, what is personal.
    pub(crate) fn form(&self) -> Vec<usize> {
        let read = |at: &usize| self.fields[*at].derived.is_none();
        let mut columns: Vec<usize> = (0..self.fields.len()).filter(read).collect();
        columns.sort_by_key(|at| (self.key != Some(*at), self.fields[*at].personal.is_some()));
        columns
    }

    /// The keys that the form has rows for already: what is typed in by hand is a list of known items.
    pub(crate) fn prefilled(&self) -> &[String] {
        match self.key {
            Some(key) if self.entered => &self.fields[key].codes,
            _ => &[],
        }
    }

    /// The example row of a form of that year, by field; empty if the form has none.
    pub(crate) fn example(&self, year: i32) -> Vec<(usize, Example)> {
        if !self.prefilled().is_empty() || self.fields.iter().all(|field| field.example.is_none()) {
            return Vec::new();
        }
        let cells = self.form().into_iter().map(|at| (at, self.fields[at].example_in(year)));
        cells.filter_map(|(at, example)| Some((at, example?))).collect()
    }
}

impl LedgerSpec {
    /// The fault that nothing in the example row says what it is: it would be left out as soon as a real row is equal.
    pub(super) fn fault_of_example(&self) -> Option<Fault> {
        let example = self.example(SOME_YEAR);
        let says_so = |(_, cell): &(usize, Example)| matches!(cell, Example::Text(text) if tells_example(text));
        let is_silent = !example.is_empty() && !example.iter().any(says_so);
        is_silent.then(|| Fault::new("example-not-told").with("ledger", self.id.as_str()).at(self.at.clone()))
    }
}

/// What a form is marked with: the pack, its edition, the ledger, the year, and a digest of the columns.
///
/// It is the name of a range, `nianbao__rule_of_law__2021__petitions__2021__0123456789ab`, since names outlive every
/// program that saves a workbook, whatever its format, and go along when the sheet is moved to another workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The pack's id and edition, as far as a name can hold them.
    pub(crate) pack: (String, String),
    /// The ledger's id.
    pub(crate) ledger: String,
    /// The report's year.
    pub(crate) year: i32,
    /// The beginning of the digest of the columns.
    pub(crate) columns: String,
}

/// What a mark begins with.
const PREFIX: &str = "nianbao";
/// What stands between its parts, none of which has two of these in a row.
const BETWEEN: &str = "__";

impl Mark {
    /// The mark of a form.
    pub(crate) fn of(pack: &Pack, spec: &LedgerSpec, year: i32) -> Self {
        let columns = spec.form().into_iter().map(|at| {
            let field = &spec.fields[at];
            format!("{}\t{}\t{}\n", field.id, field.form_header(), field.kind.as_str())
        });
        let digest = crate::digest::hex(columns.collect::<String>().as_bytes());
        Self {
            pack: (nameable(&pack.id), nameable(&pack.edition)),
            ledger: nameable(&spec.id),
            year,
            columns: digest.chars().take(12).collect(),
        }
    }

    /// The mark that a name is, if it is one.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let parts: Vec<&str> = name.split(BETWEEN).collect();
        let [PREFIX, pack, edition, ledger, year, columns] = parts[..] else { return None };
        Some(Self {
            pack: (pack.to_owned(), edition.to_owned()),
            ledger: ledger.to_owned(),
            year: year.parse().ok()?,
            columns: columns.to_owned(),
        })
    }

    /// The name of the range.
    pub(crate) fn name(&self) -> String {
        let year = self.year.to_string();
        let parts = [PREFIX, &self.pack.0, &self.pack.1, &self.ledger, &year, &self.columns];
        parts.join(BETWEEN)
    }

    /// Whether it is that of a form of this ledger, of whatever pack.
    pub(crate) fn is_of(&self, spec: &LedgerSpec) -> bool {
        self.ledger == nameable(&spec.id)
    }
}

/// The text in the letters that a name may have: ASCII, in small letters, with single low lines for all others.
fn nameable(text: &str) -> String {
    let folded: String =
        text.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
    folded.split_whitespace().collect::<Vec<_>>().join("_")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack() -> Pack {
        Pack::standard("rule-of-law").unwrap()
    }

    #[test]
    fn a_mark_is_a_name_and_read_from_it() {
        let pack = pack();
        for spec in &pack.ledgers {
            let mark = Mark::of(&pack, spec, 2021);
            assert_eq!(Mark::parse(&mark.name()), Some(mark.clone()));
            assert!(mark.name().chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && mark.name().len() < 255);
        }
        let name = Mark::of(&pack, &pack.ledgers[0], 2021).name();
        assert!(name.starts_with("nianbao__rule_of_law__2021__petitions__2021__"), "{name}");
        for other in ["Print_Titles", "nianbao", "nianbao__a__b__c__d", "nianbao__a__b__c__year__d"] {
            assert_eq!(Mark::parse(other), None, "{other}");
        }
        assert_eq!(nameable("2021年—第 2 版"), "2021_2");
    }

    #[test]
    fn a_column_more_makes_another_mark() {
        let (mut pack, before) = (pack(), Mark::of(&pack(), &pack().ledgers[0], 2021));
        pack.ledgers[0].fields[3].headers[0].push('甲');
        assert_eq!(Mark::of(&pack, &pack.ledgers[0], 2021), before, "a header is a header by its label");
        pack.ledgers[0].fields[3].label.push('甲');
        let after = Mark::of(&pack, &pack.ledgers[0], 2021);
        assert!(after.columns != before.columns && after.pack == before.pack);
    }

    #[test]
    fn the_key_stands_first_and_what_is_personal_last() {
        for spec in &pack().ledgers {
            let form = spec.form();
            assert_eq!(spec.key.unwrap_or(form[0]), form[0], "{}", spec.id);
            let personal: Vec<bool> = form.iter().map(|at| spec.fields[*at].personal.is_some()).collect();
            assert!(personal.is_sorted(), "{}", spec.id);
            assert!(form.iter().all(|at| spec.fields[*at].derived.is_none()));
        }
    }

    #[test]
    fn every_ledger_of_the_pack_has_an_example_or_rows_of_its_own() {
        for spec in &pack().ledgers {
            assert!(spec.example(2021).is_empty() != spec.prefilled().is_empty(), "{}", spec.id);
            assert_eq!(spec.fault_of_example(), None);
        }
    }

    #[test]
    fn an_example_is_of_its_year_and_of_its_type() {
        let pack = pack();
        let spec = &pack.ledgers[0];
        let example = spec.example(2024);
        let of = |id: &str| example.iter().find(|(at, _)| spec.fields[*at].id == id).map(|(_, cell)| cell.clone());
        assert_eq!(of("case_no"), Some(Example::Text("例：XF2024-0001".to_owned())));
        assert_eq!(of("received_on"), Some(Example::Day(NaiveDate::from_ymd_opt(2024, 3, 1).unwrap())));
        assert_eq!(of("channel"), Some(Example::Text("来信".to_owned())));
        assert_eq!(of("is_backlog"), Some(Example::Text(NO.to_owned())));
        let with = |kind: ColumnType, example: &str| {
            let field = Field { kind, example: Some(example.to_owned()), codes: Vec::new(), ..spec.fields[0].clone() };
            field.fault_of_example().is_none()
        };
        assert!(with(ColumnType::Date, "{year}-02-28") && !with(ColumnType::Date, "{year}-02-29"));
        assert!(with(ColumnType::Integer, "12") && !with(ColumnType::Integer, "1.5"));
        assert!(with(ColumnType::Money, "1.5") && !with(ColumnType::Money, "1.5万"));
        assert!(with(ColumnType::YesNo, "是") && !with(ColumnType::YesNo, "有"));
    }
}
