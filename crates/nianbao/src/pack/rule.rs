//! Rules: instances of checks, with the ground for which they must hold.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::error::Fault;
use crate::finding::{Finding, RuleReference, Severity};
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
    /// What must hold.
    #[schemars(with = "RawCheck")]
    check: Spanned<RawCheck>,
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
            if let Some(check) = raw.check.into_inner().resolve(resolver) {
                rules.push(Rule { id, severity: raw.severity, because: raw.because, check, at });
            }
        }
        rules
    }
}
