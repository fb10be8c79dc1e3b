//! How a text states a figure: enough to state another value of it in the same way, and to know when it can't be.

use rust_decimal::Decimal;

use crate::figure::{Quantity, State};
use crate::numeral::{self, Format, Scale, Style};
use crate::record::Recorded;

/// How a text states a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wording {
    /// By its number. The values of the cases have words of their own, which only the narrative knows.
    Number {
        /// How the number is written.
        wish: Wish,
        /// The cases that have words.
        worded: Vec<Case>,
    },
    /// By how much it changed. The words around say in which direction, so that it holds in that case only.
    Amount {
        /// How the amount is written.
        wish: Wish,
        /// The direction: [`Case::Up`] or [`Case::Down`].
        case: Case,
    },
    /// By words of the author, which hold in that case.
    Words(Case),
    /// As it is printed wherever nothing else is asked for: in a table.
    Printed,
    /// By what no file of figures says: the published names of its rows, or a mark that an amount or names are missing.
    Names,
    /// By a chart, whose drawing shows the number too.
    Drawn,
}

/// A case that a figure's value may be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    /// It is nothing at all.
    Zero,
    /// It is all: 100 %, exactly.
    All,
    /// It is a ratio of nothing to nothing.
    Nothing,
    /// It is something.
    Some,
    /// It has not changed.
    Same,
    /// It has grown.
    Up,
    /// It has fallen.
    Down,
}

/// How a number is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    /// 余 or 多; exact if missing.
    pub style: Option<String>,
    /// 万, 亿 or none; the figure's own if missing.
    pub scale: Option<Option<String>>,
    /// Another unit or none; the figure's own if missing.
    pub unit: Option<Option<String>>,
}

/// A word of the vocabulary that means nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnknownWord(pub(crate) String);

/// Why a value can't be stated in the way in which another one was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unsaid {
    /// The words that stand there hold.
    Stands,
    /// There is no value.
    WithoutValue,
    /// The words that stand there, or around it, don't hold of the value.
    WordsDontHold,
    /// The value has words, which only the narrative knows.
    OwnWords,
    /// The names of rows are in no file of figures.
    Names,
    /// A drawing shows the number, and would have to be drawn again.
    Drawn,
}

impl Case {
    const ALL: [Self; 7] = [Self::Zero, Self::All, Self::Nothing, Self::Some, Self::Same, Self::Up, Self::Down];

    /// The word that files use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::All => "all",
            Self::Nothing => "nothing",
            Self::Some => "some",
            Self::Same => "same",
            Self::Up => "up",
            Self::Down => "down",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|case| case.as_str() == word)
    }

    /// Whether a figure is in this case.
    pub(crate) fn is_of(self, state: State, value: Option<Quantity>) -> bool {
        let amount = match value.filter(|_| state == State::Value) {
            None => return self == Self::Nothing && state == State::None,
            Some(Quantity::Ratio { of, to }) if self == Self::All => return of == to,
            Some(Quantity::Ratio { of, .. }) => of,
            Some(Quantity::Number(number)) => number,
        };
        match self {
            Self::Zero | Self::Same => amount.is_zero(),
            Self::Some => !amount.is_zero(),
            Self::Up => amount > Decimal::ZERO,
            Self::Down => amount < Decimal::ZERO,
            Self::All | Self::Nothing => false,
        }
    }
}

impl Wish {
    /// An amount as it is asked for, of a figure with this unit, printed in this way unless told otherwise.
    pub(crate) fn written(&self, value: Decimal, own: &Format, unit: &str) -> Result<String, UnknownWord> {
        let style = match &self.style {
            None => Style::Exact,
            Some(word) => Style::from_word(word).ok_or_else(|| UnknownWord(word.clone()))?,
        };
        let scale = match &self.scale {
            None => own.scale,
            Some(None) => Scale::One,
            Some(Some(word)) => Scale::from_word(word).ok_or_else(|| UnknownWord(word.clone()))?,
        };
        let unit = match &self.unit {
            None => unit,
            Some(unit) => unit.as_deref().unwrap_or_default(),
        };
        Ok(numeral::with_unit(value, &Format { scale, style, ..*own }, unit))
    }
}

impl Wording {
    /// A figure, stated in this way.
    pub(crate) fn of(&self, figure: &Recorded) -> Result<String, Unsaid> {
        let is_in = |case: &Case| case.is_of(figure.state, figure.value);
        match self {
            Self::Printed => Ok(figure.printed.clone()),
            Self::Names => Err(Unsaid::Names),
            Self::Drawn => Err(Unsaid::Drawn),
            Self::Words(case) if is_in(case) => Err(Unsaid::Stands),
            Self::Words(_) => Err(Unsaid::WordsDontHold),
            Self::Number { worded, .. } if worded.iter().any(is_in) => Err(Unsaid::OwnWords),
            Self::Amount { case, .. } if figure.state == State::Value && !is_in(case) => Err(Unsaid::WordsDontHold),
            Self::Number { wish, .. } | Self::Amount { wish, .. } => {
                let own = Format { decimals: figure.decimals, scale: figure.scale, ..Format::default() };
                let written = match figure.value.filter(|_| figure.state == State::Value) {
                    None => None,
                    Some(Quantity::Ratio { of, to }) => numeral::percent(of, to, figure.decimals),
                    Some(Quantity::Number(value)) => {
                        let value = if matches!(self, Self::Amount { .. }) { value.abs() } else { value };
                        wish.written(value, &own, &figure.unit).ok()
                    }
                };
                written.ok_or(Unsaid::WithoutValue)
            }
        }
    }

    /// What a file keeps of it: names and texts.
    pub(crate) fn pairs(&self) -> Vec<(&'static str, String)> {
        let (how, wish, cases) = match self {
            Self::Number { wish, worded } => ("number", Some(wish), worded.as_slice()),
            Self::Amount { wish, case } => ("amount", Some(wish), std::slice::from_ref(case)),
            Self::Words(case) => ("words", None, std::slice::from_ref(case)),
            Self::Printed => ("printed", None, &[][..]),
            Self::Names => ("names", None, &[][..]),
            Self::Drawn => ("drawn", None, &[][..]),
        };
        let mut pairs = vec![("how", how.to_owned())];
        if let Some(Wish { style, scale, unit }) = wish {
            pairs.extend(style.iter().map(|style| ("style", style.clone())));
            // A scale or a unit that is asked away is an empty text.
            pairs.extend(scale.iter().map(|scale| ("scale", scale.clone().unwrap_or_default())));
            pairs.extend(unit.iter().map(|unit| ("unit", unit.clone().unwrap_or_default())));
        }
        if !cases.is_empty() {
            pairs.push(("cases", cases.iter().map(|case| case.as_str()).collect::<Vec<_>>().join(" ")));
        }
        pairs
    }

    /// What [`pairs`](Self::pairs) was made of; nothing if they are of no wording.
    pub(crate) fn of_pairs(get: &dyn Fn(&str) -> Option<String>) -> Option<Self> {
        let asked = |key: &str| get(key).map(|word| Some(word).filter(|word| !word.is_empty()));
        let wish = || Wish { style: get("style"), scale: asked("scale"), unit: asked("unit") };
        let cases = get("cases").unwrap_or_default();
        let cases: Vec<Case> = cases.split_whitespace().map(Case::from_word).collect::<Option<_>>()?;
        Some(match get("how")?.as_str() {
            "number" => Self::Number { wish: wish(), worded: cases },
            "amount" => Self::Amount { wish: wish(), case: *cases.first()? },
            "words" => Self::Words(*cases.first()?),
            "printed" => Self::Printed,
            "names" => Self::Names,
            "drawn" => Self::Drawn,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: Option<Quantity>, unit: &str) -> Recorded {
        Recorded {
            id: "a.b".to_owned(),
            label: String::new(),
            unit: unit.to_owned(),
            scale: Scale::One,
            decimals: 2,
            state: if value.is_some() { State::Value } else { State::None },
            value,
            printed: "如表".to_owned(),
            operands: Vec::new(),
            digests: None,
        }
    }

    fn number(value: i64) -> Quantity {
        Quantity::Number(Decimal::from(value))
    }

    fn ratio(of: i64, to: i64) -> Quantity {
        Quantity::Ratio { of: Decimal::from(of), to: Decimal::from(to) }
    }

    #[test]
    fn another_value_is_stated_in_the_same_way() {
        let wan = || Wish { style: Some("余".to_owned()), scale: Some(Some("万".to_owned())), unit: None };
        let bare = || Wish { unit: Some(None), ..Wish::default() };
        let number_of = |wish| Wording::Number { wish, worded: vec![Case::Zero, Case::All] };
        let down = |wish| Wording::Amount { wish, case: Case::Down };
        for (wording, value, unit, expected) in [
            (number_of(Wish::default()), Some(number(146)), "件", Ok("146件")),
            (number_of(wan()), Some(number(638_700)), "元", Ok("60余万元")),
            (number_of(bare()), Some(number(12)), "件", Ok("12")),
            (number_of(Wish::default()), Some(ratio(1, 3)), "%", Ok("33.33%")),
            (number_of(Wish::default()), Some(ratio(3, 3)), "%", Err(Unsaid::OwnWords)),
            (number_of(Wish::default()), Some(number(0)), "件", Err(Unsaid::OwnWords)),
            (number_of(Wish::default()), None, "件", Err(Unsaid::WithoutValue)),
            (down(Wish::default()), Some(number(-7)), "件", Ok("7件")),
            (down(Wish::default()), Some(number(7)), "件", Err(Unsaid::WordsDontHold)),
            (down(Wish::default()), Some(number(0)), "件", Err(Unsaid::WordsDontHold)),
            (Wording::Words(Case::All), Some(ratio(3, 3)), "%", Err(Unsaid::Stands)),
            (Wording::Words(Case::All), Some(ratio(2, 3)), "%", Err(Unsaid::WordsDontHold)),
            (Wording::Words(Case::Nothing), None, "%", Err(Unsaid::Stands)),
            (Wording::Printed, None, "%", Ok("如表")),
            (Wording::Names, Some(number(3)), "件", Err(Unsaid::Names)),
            (Wording::Drawn, Some(number(3)), "件", Err(Unsaid::Drawn)),
        ] {
            let stated = wording.of(&figure(value, unit));
            assert_eq!(stated.as_deref().map_err(Clone::clone), expected, "{wording:?} {value:?}");
        }
    }

    #[test]
    fn a_file_gives_back_what_it_was_given() {
        let wish = Wish { style: Some("多".to_owned()), scale: Some(None), unit: Some(Some("户".to_owned())) };
        for wording in [
            Wording::Number { wish: wish.clone(), worded: vec![Case::Zero, Case::Nothing] },
            Wording::Number { wish: Wish::default(), worded: Vec::new() },
            Wording::Amount { wish, case: Case::Up },
            Wording::Words(Case::Same),
            Wording::Printed,
            Wording::Names,
            Wording::Drawn,
        ] {
            let pairs = wording.pairs();
            let get = |key: &str| pairs.iter().find(|(known, _)| *known == key).map(|(_, text)| text.clone());
            assert_eq!(Wording::of_pairs(&get), Some(wording));
        }
        assert_eq!(Wording::of_pairs(&|key| (key == "how").then(|| "words".to_owned())), None);
    }
}
