//! The columns of a blank ledger: what stands above each, what may stand in it, and what a clerk is told about it.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, XlsxError,
};

use super::Issue;
use crate::finding::Arguments;
use crate::message::Messages;
use crate::pack::form::{Example, NO, YES};
use crate::pack::ledger::{ColumnType, Field, LedgerSpec, Personal, Precision, SameAsAbove, Span};

/// How far a column must be filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Duty {
    /// Every row has a value.
    Required,
    /// A row has a value once there is one.
    IfAny,
    /// The office may do without the column.
    Optional,
    /// It names persons, and is for the office alone.
    Personal,
    /// It tells of persons, and is for the office alone.
    Private,
}

impl Duty {
    /// The word in the keys of the message files.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::IfAny => "if-any",
            Self::Optional => "optional",
            Self::Personal => "personal",
            Self::Private => "private",
        }
    }
}

/// One column of a blank ledger.
pub(super) struct Column<'c> {
    /// The pack's declaration.
    pub(super) field: &'c Field,
    /// The header, with its unit.
    pub(super) header: String,
    /// How far it must be filled.
    pub(super) duty: Duty,
    /// What the example row says in it.
    pub(super) example: Option<Example>,
    /// What its cells may say, if they choose from a list.
    pub(super) choices: Vec<String>,
    hint: String,
    refusal: String,
}

/// The columns of the ledger's form, in its order.
pub(super) fn columns<'c>(issue: &Issue<'c>, spec: &'c LedgerSpec, messages: &Messages) -> Vec<Column<'c>> {
    let ledger = issue.pack.ledgers.iter().position(|other| other.id == spec.id);
    let example = spec.example(issue.year);
    let column = |at: usize| {
        let field = &spec.fields[at];
        let duty = match field.personal {
            Some(Personal::Identifier) => Duty::Personal,
            Some(Personal::Sensitive) => Duty::Private,
            None if ledger.is_some_and(|ledger| issue.pack.requires(ledger, at)) || spec.key == Some(at) => {
                Duty::Required
            }
            None if field.optional => Duty::Optional,
            None => Duty::IfAny,
        };
        let choices = match field.kind {
            ColumnType::YesNo => [YES, NO].map(str::to_owned).to_vec(),
            _ => field.codes.clone(),
        };
        Column {
            field,
            header: field.form_header(),
            duty,
            example: example.iter().find(|(field, _)| *field == at).map(|(_, example)| example.clone()),
            choices,
            hint: hint(field, duty, issue.year, messages),
            refusal: refusal(field, issue.year, messages),
        }
    };
    spec.form().into_iter().map(column).collect()
}

/// What is said of the type of a field: the last part of the keys of its messages.
const fn type_of(field: &Field) -> &'static str {
    match (field.kind, field.precision) {
        (ColumnType::Date, Precision::Month) => "month",
        (kind, _) if field.codes.is_empty() => kind.as_str(),
        _ => "codes",
    }
}

/// What the messages about a field speak of.
fn arguments(field: &Field, year: i32) -> Arguments {
    let unit = field.unit.clone().unwrap_or_default();
    Arguments::from([("year", year.to_string().into()), ("unit", unit.into())])
}

/// What is shown beside a cell that is chosen: a sentence on each line.
fn hint(field: &Field, duty: Duty, year: i32, messages: &Messages) -> String {
    let mut lines = vec![messages.word(&format!("duty-{}", duty.as_str()))];
    if field.personal.is_some() {
        let key = match field.personal {
            _ if field.used => "blank-counted",
            Some(Personal::Identifier) => "blank-identifier",
            _ => "blank-sensitive",
        };
        lines = vec![messages.word(key)];
    }
    let kind = type_of(field);
    if kind != ColumnType::Text.as_str() {
        lines.push(messages.text(&format!("fill-{kind}"), &arguments(field, year)));
    }
    lines.extend(field.hint.clone());
    match field.span {
        Some(Span::First) => lines.push(messages.word("blank-first-day")),
        Some(Span::Last) => lines.push(messages.word("blank-last-day")),
        None => {}
    }
    match field.same_as_above {
        SameAsAbove::Ditto => lines.push(messages.word("blank-ditto")),
        SameAsAbove::Blank => lines.push(messages.word("blank-as-above")),
        SameAsAbove::Never => {}
    }
    lines.join("\n")
}

/// What is said of a value that the column is not for.
fn refusal(field: &Field, year: i32, messages: &Messages) -> String {
    let fill = messages.text(&format!("fill-{}", type_of(field)), &arguments(field, year));
    format!("{fill}\n{}", messages.word("blank-refusal"))
}

impl Column<'_> {
    /// Whether its choices must stand on a sheet of their own: a list within the cells' rule is no longer than 255
    /// characters, and a comma would end a choice.
    pub(super) fn needs_sheet(&self) -> bool {
        const LONGEST: usize = 255;
        let quoted = |choice: &String| choice.contains([',', '"', '\n']);
        let length: usize = self.choices.iter().map(|choice| choice.encode_utf16().count() + 1).sum();
        length > LONGEST || self.choices.iter().any(quoted)
    }

    /// The rule of its cells, and what is told beside them. It advises only: a clerk may have grounds to write 不适用,
    /// and what is wrong is found when the ledger is read. `list` is where its choices stand, if on a sheet.
    pub(super) fn rule(&self, year: i32, list: Option<&str>) -> Result<DataValidation, XlsxError> {
        const LARGEST: f64 = 1e15;
        let rule = DataValidation::new();
        let rule = match self.field.kind {
            _ if !self.choices.is_empty() => match list {
                Some(range) => rule.allow_list_formula(Formula::new(range)),
                None => rule.allow_list_strings(&self.choices)?,
            },
            ColumnType::Date => {
                let first = ExcelDateTime::from_ymd(1949, 10, 1)?;
                let last = ExcelDateTime::from_ymd(u16::try_from(year).unwrap_or(u16::MAX).saturating_add(2), 12, 31)?;
                rule.allow_date(DataValidationRule::Between(first, last))
            }
            ColumnType::Integer => rule.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
            ColumnType::Decimal | ColumnType::Money => {
                rule.allow_decimal_number(DataValidationRule::Between(-LARGEST, LARGEST))
            }
            ColumnType::Text | ColumnType::YesNo => rule.allow_any_value(),
        };
        rule.set_input_title(cut(&self.header, 32))?
            .set_input_message(cut(&self.hint, 255))?
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_title(cut(&self.header, 32))?
            .set_error_message(cut(&self.refusal, 255))
    }

    /// How wide it is, in half-width characters.
    pub(super) fn width(&self) -> u32 {
        let of_kind = match (self.field.kind, self.field.personal) {
            (ColumnType::YesNo, _) => 8,
            (ColumnType::Integer | ColumnType::Decimal, _) => 10,
            (ColumnType::Date, _) => 12,
            (ColumnType::Money, _) => 14,
            (ColumnType::Text, Some(Personal::Sensitive)) => 24,
            (ColumnType::Text, _) if self.choices.is_empty() => 18,
            (ColumnType::Text, _) => {
                self.choices.iter().map(|choice| width(choice) + 3).max().unwrap_or(0).clamp(12, 26)
            }
        };
        let shown = match &self.example {
            Some(Example::Text(text)) => (width(text) + 2).min(30),
            _ => 0,
        };
        // A header is broken over two lines; its unit is not.
        of_kind.max(shown).max(width(&self.header).div_ceil(2) + 2)
    }
}

/// How wide a text is, in half-width characters.
pub(super) fn width(text: &str) -> u32 {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// No more of a text than so many characters as spreadsheet programs count them.
fn cut(text: &str, longest: usize) -> String {
    if text.encode_utf16().count() <= longest {
        return text.to_owned();
    }
    let mut length = 1;
    let kept = text.chars().take_while(|c| {
        length += c.len_utf16();
        length <= longest
    });
    kept.chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Pack;

    #[test]
    fn texts_are_cut_as_spreadsheet_programs_count() {
        assert_eq!(cut("甲乙丙", 3), "甲乙丙");
        assert_eq!(cut("甲乙丙丁", 3), "甲乙…");
        assert_eq!(cut("甲𠀀丙丁", 3), "甲…");
    }

    #[test]
    fn a_long_list_or_a_comma_needs_a_sheet() {
        let pack = Pack::standard("rule-of-law").unwrap();
        let issue = Issue { pack: &pack, unit: "", year: 2021 };
        let mut columns = columns(&issue, &pack.ledgers[0], &pack.messages());
        let column = columns.iter_mut().find(|column| column.field.id == "channel").unwrap();
        assert!(!column.needs_sheet());
        column.choices = vec!["甲,乙".to_owned()];
        assert!(column.needs_sheet());
        column.choices = (0..52).map(|at| format!("第{at:02}号")).collect();
        assert!(column.needs_sheet(), "52 choices of 4 characters and 52 commas are 260");
        column.choices.truncate(51);
        assert!(!column.needs_sheet());
    }
}
