//! Rules: instances of checks, with the ground for which they must hold.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::error::Fault;
use crate::finding::{Finding, RuleReference, Severity};
use crate::ledger::Ledger;
use crate::pack::calendar::day_of;
use crate::pack::ledger::ColumnType;
use crate::pack::resolver::{Resolver, Text};
use crate::place::{Place, TextPlace};
use crate::validate::checks::{Check, RawCheck};

/// `rules.toml`
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRules {
    /// The rules.
    #[serde(default)]
    rule: Vec<RawRule>,
}

/// One rule: an instance of a check.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRule {
    /// The rule's name, in kebab-case.
    #[schemars(with = "String")]
    id: Text,
    /// How much a breach weighs.
    severity: Severity,
    /// The legal or editorial ground.
    because: String,
    /// The ground that holds for rows of a later day, when a regulation was replaced.
    later: Option<RawLater>,
    /// What must hold.
    #[schemars(with = "RawCheck")]
    check: Spanned<RawCheck>,
}

/// A ground that holds from a day on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawLater {
    /// The first day.
    #[schemars(with = "String")]
    from: Spanned<Datetime>,
    /// The ledger whose rows are dated.
    #[schemars(with = "String")]
    ledger: Text,
    /// The date column that says of what day a row is.
    #[schemars(with = "String")]
    by: Text,
    /// The legal or editorial ground.
    because: String,
}

/// A ground that holds for rows of a day and after.
#[derive(Debug, Clone)]
pub struct Later {
    from: NaiveDate,
    ledger: String,
    by: usize,
    because: String,
}

impl RawLater {
    fn resolve(self, resolver: &mut Resolver<'_>) -> Option<Later> {
        let ledger = resolver.ledger(&self.ledger)?;
        let by = resolver.typed_column(ledger, &self.by, &[ColumnType::Date]);
        let from = day_of(self.from.get_ref());
        if from.is_none() {
            resolver.fault(self.from.span(), Fault::new("not-a-day").with("value", self.from.get_ref().to_string()));
        }
        Some(Later { from: from?, ledger: self.ledger.into_inner(), by: by?, because: self.because })
    }
}

/// A rule of a pack.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its name, in kebab-case.
    pub id: String,
    /// How much a breach weighs.
    pub severity: Severity,
    /// The legal or editorial ground.
    pub because: String,
    /// The ground for rows of a later day.
    pub later: Option<Later>,
    /// What must hold.
    pub check: Check,
    /// Where the pack says so.
    pub at: TextPlace,
}

impl Rule {
    /// A finding that this rule is broken at `place`.
    pub fn finding(&self, place: Place) -> Finding {
        let rule = RuleReference { id: self.id.clone(), at: self.at.clone(), because: self.because.clone() };
        Finding { rule: Some(rule), ..Finding::new(self.check.code(), self.severity, place) }
    }

    /// The ground for a row: the later one if the row is of its day or after.
    pub(crate) fn ground(&self, ledger: &Ledger, row: usize) -> &str {
        let later = self.later.as_ref().filter(|later| later.ledger == ledger.spec.id);
        let holds = |later: &&Later| ledger.date(row, later.by).is_some_and(|day| day >= later.from);
        later.filter(holds).map_or(&self.because, |later| &later.because)
    }
}

impl RawRules {
    /// The rules in the order of the file, those with a fault left out.
    pub(crate) fn resolve(self, resolver: &mut Resolver<'_>) -> Vec<Rule> {
        let mut seen = BTreeSet::new();
        let mut rules = Vec::new();
        for raw in self.rule {
            let id = raw.id.get_ref().clone();
            if !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
                resolver.fault(raw.id.span(), Fault::new("not-kebab-case").with("id", id.as_str()));
            }
            if !seen.insert(id.clone()) {
                resolver.fault(raw.id.span(), Fault::new("rule-twice").with("rule", id.as_str()));
            }
            let at = resolver.place(raw.check.span());
            let later = raw.later.and_then(|later| later.resolve(resolver));
            if let Some(check) = raw.check.into_inner().resolve(resolver) {
                rules.push(Rule { id, severity: raw.severity, because: raw.because, later, check, at });
            }
        }
        rules
    }
}
