//! Findings for people and programs: which of them are shown, and in what form.

mod group;
pub(crate) mod human;
pub(crate) mod short;

use nianbao::message::Messages;
use nianbao::pack::rule::Rule;
use nianbao::{Code, Finding, Severity};

use crate::args::Choice;
use crate::stop::{Exit, Stop};

/// Which findings are shown, and from which severity on they make the command fail.
pub(crate) struct Chosen<'a> {
    choice: &'a Choice,
}

impl<'a> Chosen<'a> {
    /// The choice, if all its codes and rules are there: a word that means nothing would hide or show nothing.
    pub(crate) fn new(choice: &'a Choice, rules: &[Rule], messages: &Messages) -> Result<Self, Stop> {
        for word in choice.select.iter().chain(&choice.ignore) {
            if !Code::ALL.iter().any(|code| code.as_str() == word) && !rules.iter().any(|rule| rule.id == *word) {
                return Err(Stop::Arguments(crate::commands::unknown_code(word, rules, messages)));
            }
        }
        Ok(Self { choice })
    }

    /// The findings that are shown.
    pub(crate) fn of(&self, mut findings: Vec<Finding>) -> Vec<Finding> {
        let named = |finding: &Finding, words: &[String]| {
            let rule = finding.rule.as_ref().map(|rule| rule.id.as_str());
            words.iter().any(|word| word == finding.code.as_str() || Some(word.as_str()) == rule)
        };
        findings.retain(|finding| {
            (self.choice.select.is_empty() || named(finding, &self.choice.select))
                && !named(finding, &self.choice.ignore)
        });
        findings
    }

    /// Whether they make the command fail.
    pub(crate) fn exit(&self, findings: &[Finding]) -> Exit {
        let limit: Severity = self.choice.fail_on.into();
        if findings.iter().any(|finding| finding.severity >= limit) { Exit::Findings } else { Exit::Clean }
    }
}
