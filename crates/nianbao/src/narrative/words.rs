//! What a figure reads like at a place of the narrative: a number in some style, or words for a special value.

use rust_decimal::Decimal;
use typst::foundations::{Array, Dict, IntoValue, Str, Value};

use super::claim::Known;
use super::wording::{Case, UnknownWord, Wish};
use crate::figure::{Figure, Quantity, State};
use crate::numeral::{self, Format, Scale};

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
    let own = Format { decimals: figure.decimals, scale: figure.scale, ..Format::default() };
    wish.written(value, &own, &figure.unit)
}

/// Whether a figure is in a case.
pub(super) fn is_in(figure: &Printable, case: Case) -> bool {
    case.is_of(figure.state, figure.value)
}
