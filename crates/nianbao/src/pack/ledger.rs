//! Ledgers as a pack declares them: columns, the headers they go by, code lists, derived columns.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::error::Fault;
use crate::pack::deadline::{Deadline, Length, RawDeadline};
use crate::pack::expression::Expression;
use crate::pack::resolver::{Resolver, Text};
use crate::place::TextPlace;

/// `ledgers.toml`: ledgers by id.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct RawLedgers(#[schemars(with = "BTreeMap<String, RawLedger>")] BTreeMap<Text, RawLedger>);

/// One ledger.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawLedger {
    /// What people call it.
    label: String,
    /// The sheet names it goes by.
    #[serde(default)]
    sheets: Vec<String>,
    /// The column that names a row, or `row`.
    #[schemars(with = "String")]
    key: Text,
    /// Whether its values are typed in by hand, as on a facts sheet.
    #[serde(default)]
    entered: bool,
    /// Which of its rows the next year's ledger begins with: a predicate over its columns, the derived ones among them.
    #[schemars(with = "Option<String>")]
    carries: Option<Text>,
    /// Its columns by id.
    #[schemars(with = "BTreeMap<String, RawColumn>")]
    columns: BTreeMap<Text, RawColumn>,
    /// Columns computed from others, by id.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, RawDerived>")]
    derived: BTreeMap<Text, RawDerived>,
}

/// What a column's cells hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnType {
    /// Words.
    Text,
    /// A whole number.
    Integer,
    /// A number, kept to 15 decimals.
    Decimal,
    /// An amount, kept in 元.
    Money,
    /// A day.
    Date,
    /// 是 or 否.
    YesNo,
}

impl ColumnType {
    /// The types that can be added.
    pub(crate) const NUMBERS: &[Self] = &[Self::Integer, Self::Decimal, Self::Money];

    /// The word that TOML uses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Money => "money",
            Self::Date => "date",
            Self::YesNo => "yes-no",
        }
    }
}

/// Why a column is personal. Either way its values are dropped as they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Personal {
    /// It names a person, or leads to one.
    Identifier,
    /// It tells what a person would not have told.
    Sensitive,
}

/// The ground for which a text column may reach an output.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publish {
    /// The ground.
    pub because: String,
}

/// One column.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawColumn {
    /// What its cells hold.
    #[serde(rename = "type")]
    kind: ColumnType,
    /// The headers it goes by.
    #[schemars(with = "Vec<String>")]
    headers: Vec<Text>,
    /// Whether a sheet may lack it.
    #[serde(default)]
    optional: bool,
    /// Personal columns are dropped as they are read.
    personal: Option<Personal>,
    /// The code list, in its order.
    #[serde(default)]
    codes: Vec<String>,
    /// Other spellings and the code each stands for.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    aliases: BTreeMap<String, Text>,
    /// The unit of a bare number in a money column; a unit in the header wins.
    #[schemars(with = "Option<String>")]
    unit: Option<Text>,
    /// How exact the dates of a date column are: days, unless it says months.
    #[serde(default)]
    precision: Precision,
    /// Which of two days a cell of a date column stands for that states a span; without it such a cell is no date.
    span: Option<Span>,
    /// Which cells say the same as the one above: never one of amounts or of the key.
    #[serde(default)]
    #[schemars(with = "Option<SameAsAbove>")]
    same_as_above: Option<Spanned<SameAsAbove>>,
    /// A text column reaches an output only with this.
    publish: Option<Publish>,
    /// How to fill it in, for the hint beside a cell of the blank form.
    hint: Option<String>,
    /// What the example row of the blank form says in it; `{year}` is the year of the form, and a date is written as in
    /// `{year}-03-01`.
    example: Option<String>,
}

/// Which day of a span, such as 3月5日-7日, is the row's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Span {
    /// The day on which it began.
    First,
    /// The day on which it ended.
    Last,
}

/// Which cells of a column say the same as the one above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SameAsAbove {
    /// None: 同上 is a finding.
    #[default]
    Never,
    /// Those that say 同上 or 〃.
    Ditto,
    /// Those, and blank ones.
    Blank,
}

/// How exact a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// A day; a month alone is no date.
    #[default]
    Day,
    /// A month; kept as its first day, whatever day a cell states.
    Month,
}

/// A column computed from others: by `deadline` or by `sql`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawDerived {
    /// What people call it: the annex and findings name it so.
    label: Option<String>,
    /// A day so many days after another.
    deadline: Option<RawDeadline>,
    /// A SQL expression over the row.
    #[schemars(with = "Option<String>")]
    sql: Option<Text>,
}

/// A ledger that a pack declares.
#[derive(Debug, Clone)]
pub struct LedgerSpec {
    /// Its id, in snake_case.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// The sheet names it goes by.
    pub sheets: Vec<String>,
    /// Which of `fields` names a row; `None` if the row number does.
    pub key: Option<usize>,
    /// Whether its values are typed in by hand.
    pub entered: bool,
    /// Which of its rows the next year's ledger begins with.
    pub carries: Option<Expression>,
    /// Columns in the order of the pack, then derived columns.
    pub fields: Vec<Field>,
    /// Where the pack declares it.
    pub at: TextPlace,
}

/// A column of a ledger, read or derived.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its id, in snake_case.
    pub id: String,
    /// The name under which people know it.
    pub label: String,
    /// What its values are.
    pub kind: ColumnType,
    /// The headers it goes by; none for a derived column.
    pub headers: Vec<String>,
    /// Whether a sheet may lack it.
    pub optional: bool,
    /// Whether and why it is personal.
    pub personal: Option<Personal>,
    /// The code list.
    pub codes: Vec<String>,
    /// Other spellings of the codes.
    pub aliases: BTreeMap<String, String>,
    /// The unit of a bare number, for money: 元, 万元 or 亿元.
    pub unit: Option<String>,
    /// How exact its dates are.
    pub precision: Precision,
    /// Which day of a span is meant.
    pub span: Option<Span>,
    /// Which cells say the same as the one above.
    pub same_as_above: SameAsAbove,
    /// Why its texts may reach an output.
    pub publish: Option<Publish>,
    /// How to fill it in.
    pub hint: Option<String>,
    /// What the example row of the blank form says in it.
    pub example: Option<String>,
    /// How it is computed, if it is.
    pub derived: Option<Derived>,
    /// Whether anything reads it; a personal text or one that nothing reads is dropped on ingest.
    pub used: bool,
    /// Where the pack declares it.
    pub at: TextPlace,
}

impl Field {
    /// Whether ingestion keeps its cells: dates, numbers and codes always, words only if something reads them,
    /// personal data only to count distinct persons.
    pub(crate) fn is_kept(&self) -> bool {
        let is_free_text = self.kind == ColumnType::Text && self.codes.is_empty();
        self.derived.is_none() && (self.used || (self.personal.is_none() && !is_free_text))
    }

    /// Whether it is a deadline in working days.
    pub(super) fn counts_working_days(&self) -> bool {
        let Some(Derived::Deadline(deadline)) = &self.derived else { return false };
        matches!(deadline.length, Length::WorkingDays(_))
    }

    /// The name under which people know it: its first header, or the label of a derived column.
    pub fn label(&self) -> &str {
        &self.label
    }
}

/// How a derived column is computed.
#[derive(Debug, Clone)]
pub enum Derived {
    /// So many days after another.
    Deadline(Deadline),
    /// An expression over the columns before it.
    Sql(Expression),
}

impl LedgerSpec {
    /// Ids and types of the columns that an expression may read.
    pub(crate) fn readable(&self) -> Vec<(String, ColumnType)> {
        let open = self.fields.iter().filter(|field| field.personal.is_none());
        open.map(|field| (field.id.clone(), field.kind)).collect()
    }

    /// The index of the column of that id.
    pub fn field(&self, id: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.id == id)
    }
}

impl RawLedgers {
    /// The ledgers in the order of the file.
    pub(crate) fn resolve(
        self,
        file: &str,
        text: &str,
        used: &mut BTreeSet<(usize, usize)>,
        faults: &mut Vec<Fault>,
    ) -> Vec<LedgerSpec> {
        let mut raws: Vec<_> = self.0.into_iter().collect();
        raws.sort_by_key(|(id, raw)| (raw.key.span().start, id.span().start));
        let mut ledgers: Vec<LedgerSpec> = Vec::new();
        for (id, raw) in raws {
            let at = TextPlace::of_span(file, text, id.span());
            check_id(&id, &at, faults);
            let mut columns: Vec<_> = raw.columns.into_iter().collect();
            columns.sort_by_key(|(_, column)| column.headers.first().map_or(0, |header| header.span().start));
            let fields = columns.into_iter().map(|(id, column)| column.resolve(file, text, &id, faults)).collect();
            let spec = LedgerSpec {
                id: id.into_inner(),
                label: raw.label,
                sheets: raw.sheets,
                key: None,
                entered: raw.entered,
                carries: None,
                fields,
                at,
            };
            headers_lead_to_one_column(&spec, faults);
            ledgers.push(spec);
            derive(file, text, raw.derived, &mut ledgers, used, faults);
            resolve_key(file, text, &raw.key, &mut ledgers, used, faults);
            if let Some(sql) = &raw.carries {
                let last = ledgers.len().saturating_sub(1);
                let carries = Resolver::new(file, text, &ledgers, &[], used, faults).predicate(last, sql);
                ledgers[last].carries = carries;
            }
            faults.extend(ledgers.last().and_then(LedgerSpec::fault_of_example));
        }
        ledgers
    }
}

/// Adds the derived columns to the last ledger, each of which may read those before it.
fn derive(
    file: &str,
    text: &str,
    derived: BTreeMap<Text, RawDerived>,
    ledgers: &mut [LedgerSpec],
    used: &mut BTreeSet<(usize, usize)>,
    faults: &mut Vec<Fault>,
) {
    let mut derived: Vec<_> = derived.into_iter().collect();
    derived.sort_by_key(|(id, _)| id.span().start);
    let last = ledgers.len().saturating_sub(1);
    for (id, raw) in derived {
        let at = TextPlace::of_span(file, text, id.span());
        check_id(&id, &at, faults);
        if ledgers[last].field(id.get_ref()).is_some() {
            faults.push(Fault::new("column-twice").with("column", id.get_ref().as_str()).at(at.clone()));
        }
        let mut resolver = Resolver::new(file, text, ledgers, &[], used, faults);
        let resolved = match (raw.deadline, raw.sql) {
            (Some(raw), None) => {
                let deadline = raw.resolve(last, &id, &mut resolver);
                deadline.map(|deadline| (ColumnType::Date, Derived::Deadline(deadline)))
            }
            (None, Some(sql)) => resolver.expression(last, &sql).map(|sql| (sql.results_in, Derived::Sql(sql))),
            (Some(_), Some(_)) | (None, None) => {
                resolver.fault(id.span(), Fault::new("derived-by-one-of-two").with("column", id.get_ref().as_str()));
                None
            }
        };
        let Some((kind, derived)) = resolved else { continue };
        ledgers[last].fields.push(Field {
            label: raw.label.unwrap_or_else(|| id.get_ref().clone()),
            id: id.into_inner(),
            kind,
            headers: Vec::new(),
            optional: true,
            personal: None,
            codes: Vec::new(),
            aliases: BTreeMap::new(),
            unit: None,
            precision: Precision::Day,
            span: None,
            same_as_above: SameAsAbove::Never,
            publish: None,
            hint: None,
            example: None,
            derived: Some(derived),
            used: false,
            at,
        });
    }
}

fn resolve_key(
    file: &str,
    text: &str,
    key: &Text,
    ledgers: &mut [LedgerSpec],
    used: &mut BTreeSet<(usize, usize)>,
    faults: &mut Vec<Fault>,
) {
    let last = ledgers.len().saturating_sub(1);
    if key.get_ref() != "row" {
        let mut resolver = Resolver::new(file, text, ledgers, &[], used, faults);
        let found = resolver.column(last, key);
        ledgers[last].key = found;
    }
}

impl RawColumn {
    fn resolve(self, file: &str, text: &str, id: &Text, faults: &mut Vec<Fault>) -> Field {
        let place = |span| TextPlace::of_span(file, text, span);
        let at = place(id.span());
        check_id(id, &at, faults);
        if self.headers.is_empty() {
            faults.push(Fault::new("column-without-headers").with("column", id.get_ref().as_str()).at(at.clone()));
        }
        for code in self.aliases.values() {
            if !self.codes.contains(code.get_ref()) {
                let fault = super::resolver::unknown("unknown-code", code.get_ref(), &self.codes);
                faults.push(fault.at(place(code.span())));
            }
        }
        if let Some(unit) = &self.unit
            && (self.kind != ColumnType::Money || crate::ingest::header::money_unit(unit.get_ref()).is_none())
        {
            faults.push(Fault::new("unit-not-of-money").with("unit", unit.get_ref().as_str()).at(place(unit.span())));
        }
        if let Some(policy) = &self.same_as_above
            && ColumnType::NUMBERS.contains(&self.kind)
        {
            let fault = Fault::new("amount-same-as-above").with("column", id.get_ref().as_str());
            faults.push(fault.at(place(policy.span())));
        }
        if self.personal.is_some() && self.publish.is_some() {
            faults.push(Fault::new("personal-published").with("column", id.get_ref().as_str()).at(at.clone()));
        }
        let field = Field {
            id: id.get_ref().clone(),
            label: self.headers.first().unwrap_or(id).get_ref().clone(),
            kind: self.kind,
            headers: self.headers.into_iter().map(Text::into_inner).collect(),
            optional: self.optional || self.personal.is_some(),
            personal: self.personal,
            codes: self.codes,
            aliases: self.aliases.into_iter().map(|(alias, code)| (alias, code.into_inner())).collect(),
            unit: self.unit.map(Text::into_inner),
            precision: self.precision,
            span: self.span,
            same_as_above: self.same_as_above.map(Spanned::into_inner).unwrap_or_default(),
            publish: self.publish,
            hint: self.hint,
            example: self.example,
            derived: None,
            used: false,
            at,
        };
        faults.extend(field.fault_of_example());
        field
    }
}

/// Ids of ledgers and columns are SQL identifiers too.
fn check_id(id: &Text, at: &TextPlace, faults: &mut Vec<Fault>) {
    if !is_snake_case(id.get_ref()) {
        faults.push(Fault::new("not-snake-case").with("id", id.get_ref().as_str()).at(at.clone()));
    }
}

/// Lower-case ASCII words joined by `_`, the first character a letter.
pub(crate) fn is_snake_case(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

fn headers_lead_to_one_column(spec: &LedgerSpec, faults: &mut Vec<Fault>) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for field in &spec.fields {
        for header in &field.headers {
            let folded = crate::ingest::header::fold(header).name;
            if let Some(other) = seen.insert(folded, &field.id)
                && other != field.id
            {
                let fault = Fault::new("header-of-two-columns")
                    .with("header", header.as_str())
                    .with("column", field.id.as_str())
                    .with("other", other);
                faults.push(fault.at(field.at.clone()));
            }
        }
    }
}
