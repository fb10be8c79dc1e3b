//! What a figure reads like at a place of the narrative: a number in some style, or words for a special value.

use rust_decimal::Decimal;
use typst::foundations::{Array, Dict, IntoValue, Str, Value};

use super::claim::Known;
use crate::figure::{Figure, Quantity, State};
use crate::numeral::{self, Format, Scale, Style};

/// What the vocabulary needs to know of a figure. It travels through typst as a dictionary of texts.
#[derive(Debug, Clone)]
pub(super) struct Printable {
    pub(super) unit: String,
    scale: Scale,
    decimals: u32,
    pub(super) state: State,
    pub(super) value: Option<Quantity>,
    /// Words for 0 ÷ 0.
    pub(super) none: Option<String>,
    /// Whether it is a ratio, whatever its state.
    pub(super) is_ratio: bool,
    /// Whether it says how much something changed.
    pub(super) is_change: bool,
    /// The names of the rows behind it.
    pub(super) register: Vec<String>,
    /// Last year's value.
    pub(super) previous: Option<Decimal>,
}

impl Printable {
    /// The dictionary of a figure, with last year's value.
    pub(super) fn dict(figure: &Figure, previous: Option<Decimal>) -> Dict {
        let mut dict = Dict::new();
        let mut set = |key: &str, value: Value| dict.insert(Str::from(key), value);
        set("unit", figure.unit.as_str().into_value());
        set("scale", figure.scale.suffix().into_value());
        set("decimals", i64::from(figure.decimals).into_value());
        set("state", figure.state.as_str().into_value());
        match figure.value {
            Some(Quantity::Number(value)) => set("value", value.to_string().into_value()),
            Some(Quantity::Ratio { of, to }) => {
                set("of", of.to_string().into_value());
                set("to", to.to_string().into_value());
            }
            None => {}
        }
        if let Some(none) = &figure.none {
            set("none", none.as_str().into_value());
        }
        if let Some(previous) = previous {
            set("previous", previous.to_string().into_value());
        }
        set("measure", figure.measure.into_value());
        let names: Array = figure.register.iter().map(|name| name.as_str().into_value()).collect();
        set("register", names.into_value());
        dict
    }

    /// The figure of a dictionary.
    pub(super) fn of(dict: &Dict) -> Option<Self> {
        let text = |key: &str| match dict.get(key) {
            Ok(Value::Str(text)) => Some(text.as_str().to_owned()),
            _ => None,
        };
        let number = |key: &str| text(key)?.parse::<Decimal>().ok();
        let measure = text("measure")?;
        let register = match dict.get("register") {
            Ok(Value::Array(names)) => names.iter().filter_map(|name| name.clone().cast::<Str>().ok()).collect(),
            _ => Vec::new(),
        };
        let ratio = number("of").zip(number("to")).map(|(of, to)| Quantity::Ratio { of, to });
        Some(Self {
            unit: text("unit")?,
            scale: Scale::from_word(&text("scale")?).unwrap_or_default(),
            decimals: match dict.get("decimals") {
                Ok(Value::Int(decimals)) => u32::try_from(*decimals).ok()?,
                _ => return None,
            },
            state: State::ALL.into_iter().find(|state| Some(state.as_str()) == text("state").as_deref())?,
            value: number("value").map(Quantity::Number).or(ratio),
            none: text("none"),
            is_ratio: measure == "ratio" || measure == "share",
            is_change: measure == "change" || measure == "difference",
            register: register.into_iter().map(|name: Str| name.as_str().to_owned()).collect(),
            previous: number("previous"),
        })
    }

    /// What a claim needs of it.
    pub(super) fn known(self) -> Known {
        let Self { state, value, unit, decimals, previous, .. } = self;
        Known { state, value, unit, decimals, previous }
    }
}

/// How a call of `fig` or `change` wants its number.
#[derive(Debug, Clone, Default)]
pub(super) struct Wish {
    /// 余 or 多; exact if missing.
    pub(super) style: Option<String>,
    /// 万, 亿 or none; the figure's own if missing.
    pub(super) scale: Option<Option<String>>,
    /// Another unit or none; the figure's own if missing.
    pub(super) unit: Option<Option<String>>,
}

/// A word of the vocabulary that means nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnknownWord(pub(super) String);

/// The number of a figure as it is printed; nothing if it has no value.
pub(super) fn number(figure: &Printable, wish: &Wish) -> Result<Option<String>, UnknownWord> {
    let (State::Value, Some(quantity)) = (figure.state, figure.value) else { return Ok(None) };
    match quantity {
        Quantity::Ratio { of, to } => Ok(numeral::percent(of, to, figure.decimals)),
        Quantity::Number(value) => amount(figure, value, wish).map(Some),
    }
}

/// Some amount of what a figure measures: its value, or how much it changed.
pub(super) fn amount(figure: &Printable, value: Decimal, wish: &Wish) -> Result<String, UnknownWord> {
    let style = match &wish.style {
        None => Style::Exact,
        Some(word) => Style::from_word(word).ok_or_else(|| UnknownWord(word.clone()))?,
    };
    let scale = match &wish.scale {
        None => figure.scale,
        Some(None) => Scale::One,
        Some(Some(word)) => Scale::from_word(word).ok_or_else(|| UnknownWord(word.clone()))?,
    };
    let unit = match &wish.unit {
        None => figure.unit.as_str(),
        Some(unit) => unit.as_deref().unwrap_or_default(),
    };
    let format = Format { decimals: figure.decimals, scale, style, ..Format::default() };
    Ok(numeral::with_unit(value, &format, unit))
}

/// Whether the value is nothing at all.
pub(super) fn is_zero(figure: &Printable) -> bool {
    match figure.value {
        Some(Quantity::Number(value)) => value.is_zero(),
        Some(Quantity::Ratio { of, .. }) => of.is_zero(),
        None => false,
    }
}

/// Whether the value is exactly 100 %.
pub(super) fn is_all(figure: &Printable) -> bool {
    matches!(figure.value, Some(Quantity::Ratio { of, to }) if of == to)
}
