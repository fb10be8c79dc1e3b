//! Which findings are shown, and from which severity on they count.

use crate::finding::{Code, Finding, Severity};
use crate::pack::rule::Rule;

/// What a caller wants to hear of. The words of `select` and `ignore` are codes of findings or ids of rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Findings of this severity or above make a run fail.
    pub fail_on: Severity,
    /// Show these alone; all if there are none.
    pub select: Vec<String>,
    /// Leave these out.
    pub ignore: Vec<String>,
}

impl Choice {
    /// Everything, errors being what counts.
    pub const ALL: Self = Self { fail_on: Severity::Error, select: Vec::new(), ignore: Vec::new() };

    /// The first word that names neither a code nor one of these rules: it would hide or show nothing.
    pub fn unknown(&self, rules: &[Rule]) -> Option<&str> {
        let mut chosen = self.select.iter().chain(&self.ignore).map(String::as_str);
        chosen.find(|word| !words(rules).any(|known| known == *word))
    }

    /// The findings that are shown, in their order.
    pub fn shown(&self, mut findings: Vec<Finding>) -> Vec<Finding> {
        let named = |finding: &Finding, words: &[String]| {
            let rule = finding.rule.as_ref().map(|rule| rule.id.as_str());
            words.iter().any(|word| word == finding.code.as_str() || Some(word.as_str()) == rule)
        };
        findings.retain(|finding| {
            (self.select.is_empty() || named(finding, &self.select)) && !named(finding, &self.ignore)
        });
        findings
    }

    /// Whether these findings make a run fail.
    pub fn fails(&self, findings: &[Finding]) -> bool {
        findings.iter().any(|finding| finding.severity >= self.fail_on)
    }
}

/// All words that can be chosen: the codes, then the ids of the rules.
pub fn words(rules: &[Rule]) -> impl Iterator<Item = &str> {
    Code::ALL.iter().map(|code| code.as_str()).chain(rules.iter().map(|rule| rule.id.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;

    #[test]
    fn codes_are_selected_and_ignored_and_unknown_words_are_told() {
        let finding = |code, severity| Finding::new(code, severity, Place::Project);
        let all = vec![finding(Code::Order, Severity::Error), finding(Code::Required, Severity::Warning)];
        let choice = |select: &[&str], ignore: &[&str]| Choice {
            select: select.iter().map(ToString::to_string).collect(),
            ignore: ignore.iter().map(ToString::to_string).collect(),
            ..Choice::ALL
        };
        let codes = |choice: Choice| choice.shown(all.clone()).iter().map(|found| found.code).collect::<Vec<_>>();
        assert_eq!(codes(choice(&["order"], &[])), [Code::Order]);
        assert_eq!(codes(choice(&[], &["order"])), [Code::Required]);
        assert_eq!(codes(choice(&["order"], &["order"])), []);
        assert_eq!(choice(&["order"], &["ordr"]).unknown(&[]), Some("ordr"));
        assert!(Choice::ALL.fails(&all) && !Choice::ALL.fails(&all[1..]));
        assert!(Choice { fail_on: Severity::Warning, ..Choice::ALL }.fails(&all[1..]));
    }
}
