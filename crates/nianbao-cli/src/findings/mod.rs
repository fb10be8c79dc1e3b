//! Findings for people and programs: which of them are shown, and in what form.

pub(crate) mod group;
pub(crate) mod human;
pub(crate) mod short;

use nianbao::Finding;
use nianbao::message::Messages;
use nianbao::pack::rule::Rule;

use crate::args::Choice;
use crate::stop::{Exit, Stop};

/// Which findings are shown, and from which severity on they make the command fail.
pub(crate) struct Chosen(nianbao::Choice);

impl Chosen {
    /// The choice, if all its codes and rules are there: a word that means nothing would hide or show nothing.
    pub(crate) fn new(choice: &Choice, rules: &[Rule], messages: &Messages) -> Result<Self, Stop> {
        let Choice { fail_on, select, ignore } = choice;
        let choice = nianbao::Choice { fail_on: (*fail_on).into(), select: select.clone(), ignore: ignore.clone() };
        match choice.unknown(rules) {
            Some(word) => Err(Stop::Arguments(crate::commands::unknown_code(word, rules, messages))),
            None => Ok(Self(choice)),
        }
    }

    /// The findings that are shown.
    pub(crate) fn of(&self, findings: Vec<Finding>) -> Vec<Finding> {
        self.0.shown(findings)
    }

    /// Whether they make the command fail.
    pub(crate) fn exit(&self, findings: &[Finding]) -> Exit {
        if self.0.fails(findings) { Exit::Findings } else { Exit::Clean }
    }
}
