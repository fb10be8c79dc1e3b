//! Why a figure has no value, in words.

use crate::Computed;
use crate::figure::{Figure, State};
use crate::finding::{Code, Finding};
use crate::message::Messages;
use crate::place::Place;

/// The kinds of findings that say so.
const CODES: [Code; 4] = [Code::NothingToDivide, Code::NoPreviousFigure, Code::PartAboveWhole, Code::NotOneRow];

/// Why a figure of a run has no value: what was found about it, or about the first figure it is computed from that has
/// none either; otherwise its state alone. Nothing for a figure that has a value.
pub fn reason(computed: &Computed, figure: &Figure, messages: &Messages) -> Option<String> {
    if figure.state == State::Value {
        return None;
    }
    // A pack has no circles.
    let mut chain = vec![figure];
    while let Some(at) = chain.pop() {
        if let Some(finding) = found_about(computed, at) {
            return Some(messages.finding(finding).title);
        }
        let operands = at.operands.iter().rev().filter_map(|id| computed.figures.get(id.as_str()));
        chain.extend(operands.filter(|operand| operand.state != State::Value));
    }
    Some(messages.word(&format!("state-{}", figure.state.as_str())))
}

fn found_about<'a>(computed: &'a Computed, figure: &Figure) -> Option<&'a Finding> {
    let dismissed = computed.dismissed.iter().map(|own| &own.finding);
    let told = computed.findings.iter().chain(dismissed).filter(|finding| CODES.contains(&finding.code));
    let mut about = told.filter(|finding| finding.place == Place::Figure(figure.id.clone()));
    about.next()
}
