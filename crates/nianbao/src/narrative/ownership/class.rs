//! Which numerals must have an owner.

use super::judge::is_digit;
use crate::audit::{Class, Mention, OtherClass};
use crate::numeral::Meaning;

/// Whether a numeral of the prose must have an owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// It is structural.
    None,
    /// It may be a statistic.
    Doubtful,
    /// It is one.
    Certain,
}

impl Need {
    /// The word of the messages.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::None => "structural",
            Self::Doubtful => "doubtful",
            Self::Certain => "statistic",
        }
    }
}

/// Whether a numeral must have an owner; `before` is the text before it.
///
/// A date, a name, a document's or an article's number, a level, a slogan and the like state nothing about the year's work.
/// Neither do a norm (20个工作日内) and a criterion (60周岁以上), which the law sets, nor a target, which is still to come.
/// 多次 and 若干 state a number that no data contradicts. Digits of which it isn't sure what they are may be a statistic
/// with an unusual unit; the same in Chinese numerals (三级网络, 两个方面) hardly ever is one.
pub(super) fn need(mention: &Mention, before: &str) -> Need {
    match &mention.class {
        Class::Statistic(statistic) if statistic.meaning == Meaning::Vague => Need::None,
        Class::Statistic(_) => Need::Certain,
        Class::Other(OtherClass::Ambiguous | OtherClass::Bare) => {
            let is_doubtful = mention.surface.chars().any(is_digit) && !is_reference(before);
            if is_doubtful { Need::Doubtful } else { Need::None }
        }
        Class::Other(
            OtherClass::Date
            | OtherClass::Name
            | OtherClass::DocumentNumber
            | OtherClass::Level
            | OtherClass::Slogan
            | OtherClass::Session
            | OtherClass::Contact
            | OtherClass::Award
            | OtherClass::NamedDay
            | OtherClass::Article
            | OtherClass::Organisation
            | OtherClass::Norm
            | OtherClass::Target
            | OtherClass::Criterion
            | OtherClass::Ordinal
            | OtherClass::Code,
        ) => Need::None,
    }
}

/// 图 1, 附表2: the number of a figure or table that typst or the author counts.
fn is_reference(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\u{a0}']);
    ["图", "表", "附件", "公式", "注", "Figure", "Table"].iter().any(|word| before.ends_with(word))
}
