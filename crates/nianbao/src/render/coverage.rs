//! Whose the narrative's numerals are, as the JSON outputs have it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::narrative::Coverage;

/// How many numerals the narrative has: numerals = bound + structural + exempt + unowned, bound = ledger + entered.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub(super) struct CoverageEntry {
    /// All numerals, and words that state none or all.
    numerals: usize,
    /// Those that figures stand behind.
    bound: usize,
    /// Those of figures that are computed from ledgers.
    ledger: usize,
    /// Those of figures that are entered by hand.
    entered: usize,
    /// Those that no data can contradict, such as dates and the numbers of documents.
    structural: usize,
    /// Those that are exempt for a reason.
    exempt: usize,
    /// Those that nobody owns.
    unowned: usize,
}

impl From<&Coverage> for CoverageEntry {
    fn from(coverage: &Coverage) -> Self {
        let Coverage { numerals, ledger, entered, structural, exempt, unowned } = *coverage;
        Self { numerals, bound: coverage.bound(), ledger, entered, structural, exempt, unowned }
    }
}
