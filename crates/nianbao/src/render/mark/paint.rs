//! Colours, each with its meaning. A colour is never the only sign: the comment begins with the word for it.

use crate::finding::Severity;

/// What a cell's colour says. The order is that of weight: of two for one cell the heavier holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Paint {
    /// It takes part in a finding at another cell.
    Related,
    /// There is something to know.
    Note,
    /// It is to be looked at.
    Warning,
    /// It is wrong.
    Error,
}

impl Paint {
    /// All of them.
    pub(super) const ALL: [Self; 4] = [Self::Related, Self::Note, Self::Warning, Self::Error];

    /// Red, green and blue in hexadecimal. Black text is legible on all of them, also where they are printed in grey.
    pub(super) const fn colour(self) -> &'static str {
        match self {
            Self::Related => "FFF2CC",
            Self::Note => "BDD7EE",
            Self::Warning => "FFC000",
            Self::Error => "FF8F8F",
        }
    }
}

impl From<Severity> for Paint {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Note => Self::Note,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }
}
