//! What is printed of a figure, as formulas over its cell: the number with its scale and rounding, then the text.
//!
//! They follow [`numeral::with_unit`](crate::numeral::with_unit) and [`numeral::percent`](crate::numeral::percent): half
//! is rounded up, trailing zeros are dropped, what isn't zero never prints as zero, and only all is 100 %.

use super::excel::quoted;
use crate::numeral::Scale;
use crate::pack::figure::FigureSpec;
use crate::unit::{self, Dimension};

/// No figure prints more decimals.
const DECIMALS: u32 = 15;

/// How a figure's number comes about.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind<'k> {
    /// A count: always whole.
    Whole,
    /// Any number.
    Number,
    /// A rate of two cells.
    Rate {
        /// The part.
        of: &'k str,
        /// The whole.
        to: &'k str,
    },
}

fn decimals(spec: &FigureSpec) -> u32 {
    spec.decimals.min(DECIMALS)
}

/// The number that is printed, from the cell of the value.
pub(super) fn number(spec: &FigureSpec, kind: Kind<'_>, value: &str) -> String {
    let decimals = decimals(spec);
    let scaled = match spec.scale {
        Scale::One => value.to_owned(),
        scale => format!("{value}/{}", scale.factor()),
    };
    let rounded = match kind {
        Kind::Whole if spec.scale == Scale::One => return value.to_owned(),
        Kind::Rate { of, to } => rate(value, decimals, "100", (&format!("{of}=0"), &format!("{of}={to}"))),
        Kind::Whole | Kind::Number => match whole_of(spec) {
            Some(whole) => rate(value, decimals, whole, (&format!("{value}=0"), &format!("{value}={whole}"))),
            // As many decimals as it takes to show a digit that is not 0.
            None => format!("IF({value}=0,0,ROUND({scaled},MAX({decimals},-INT(LOG10(ABS({scaled}))))))"),
        },
    };
    format!("IF(ISNUMBER({value}),{rounded},{value})")
}

/// What all of a whole is, if the figure's unit is one of rates.
fn whole_of(spec: &FigureSpec) -> Option<&'static str> {
    let is_rate = unit::find(&spec.unit).is_some_and(|unit| unit.dimension == Dimension::Rate);
    (is_rate && spec.scale == Scale::One).then_some(if spec.unit == "‰" { "1000" } else { "100" })
}

/// A rate that is rounded, but neither to nothing nor to all unless it is that.
fn rate(value: &str, decimals: u32, whole: &str, (is_nothing, is_all): (&str, &str)) -> String {
    let rounded = format!("ROUND({value},{decimals})");
    let step = format!("10^-{decimals}");
    let apart = |mark: &str, is_mark: &str, rest: &str| {
        format!("IF(AND({rounded}={mark},NOT({is_mark})),{mark}+IF({value}<{mark},-1,1)*{step},{rest})")
    };
    apart("0", is_nothing, &apart(whole, is_all, &rounded))
}

/// The text that is printed, from the cell of the printed number.
pub(super) fn text(spec: &FigureSpec, kind: Kind<'_>, number: &str) -> String {
    let decimals = decimals(spec);
    let unit = match kind {
        Kind::Rate { .. } => "%".to_owned(),
        Kind::Whole | Kind::Number => format!("{}{}", spec.scale.suffix(), spec.unit),
    };
    // The fewest decimals that show the number.
    let pattern = (0..decimals).rev().fold(quoted(&pattern(decimals)), |longer, places| {
        format!("IF({number}=ROUND({number},{places}),{},{longer})", quoted(&self::pattern(places)))
    });
    let shown = format!("TEXT({number},{pattern})");
    let shown = match kind {
        Kind::Number if whole_of(spec).is_none() => small(number, decimals, &shown),
        Kind::Whole if spec.scale != Scale::One => small(number, decimals, &shown),
        Kind::Whole | Kind::Number | Kind::Rate { .. } => shown,
    };
    let unit = if unit.is_empty() { String::new() } else { format!("&{}", quoted(&unit)) };
    format!("IF(ISNUMBER({number}),{shown}{unit},{number})")
}

/// A number below the decimals that are printed shows the one digit that it was rounded to.
fn small(number: &str, decimals: u32, shown: &str) -> String {
    format!("IF({number}=ROUND({number},{decimals}),{shown},FIXED({number},-INT(LOG10(ABS({number}))+1E-9),TRUE))")
}

fn pattern(places: u32) -> String {
    if places == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(places as usize)) }
}
