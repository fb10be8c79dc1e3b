//! The words that cells of the annex hold in place of a value. Formulas know them too.

use crate::figure::State;
use crate::message::Messages;

/// The words of the pack's language.
#[derive(Debug, Clone)]
pub(super) struct Words {
    /// 是
    pub(super) yes: String,
    /// 否
    pub(super) no: String,
    /// 不适用
    pub(super) not_applicable: String,
    /// 无: the rate of nothing to nothing.
    pub(super) none: String,
    /// 未知
    pub(super) unknown: String,
    /// Stands for a word that is in no code list: it may be anything, and so is not shown.
    pub(super) no_code: String,
}

impl Words {
    /// Takes them from the messages.
    pub(super) fn new(messages: &Messages) -> Self {
        let state = |state: State| messages.word(&format!("state-{}", state.as_str()));
        Self {
            yes: messages.word("sheet-yes"),
            no: messages.word("sheet-no"),
            not_applicable: state(State::NotApplicable),
            none: state(State::None),
            unknown: state(State::Unknown),
            no_code: messages.word("sheet-no-code"),
        }
    }
}
