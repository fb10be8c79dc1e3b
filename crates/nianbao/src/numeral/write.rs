//! Writing numbers: what stands on a page, in the style and the scale that were asked for.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::unit::{self, Dimension};

/// The word that stands for a number's last zeros. It is chosen by request, never by the number's size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scale {
    /// All digits are written.
    #[default]
    One,
    /// In ten thousands: 3.4万.
    Wan,
    /// In hundred millions: 1.06亿.
    Yi,
}

impl Scale {
    /// The scale that this word, 万, 亿 or nothing, stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::One, Self::Wan, Self::Yi].into_iter().find(|scale| scale.suffix() == word)
    }

    /// The word after the number.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::One => "",
            Self::Wan => "万",
            Self::Yi => "亿",
        }
    }

    /// What one of it is worth.
    pub fn factor(self) -> Decimal {
        Decimal::from(10_u32.pow(self.zeros()))
    }

    const fn zeros(self) -> u32 {
        match self {
            Self::One => 0,
            Self::Wan => 4,
            Self::Yi => 8,
        }
    }
}

/// Whether a number is written to its last digit or as "so many and more".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// Rounded to the decimals asked for.
    #[default]
    Exact,
    /// Cut to its first digits, with 余: 60余万.
    Yu,
    /// Cut to its first digits, with 多: 600多.
    Duo,
}

impl Style {
    /// The style that this word, 余, 多 or nothing, asks for.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Exact, Self::Yu, Self::Duo].into_iter().find(|style| style.word() == word)
    }

    /// The word that is written.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exact => "",
            Self::Yu => "余",
            Self::Duo => "多",
        }
    }
}

/// How a number is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    /// The most decimals that are written, of the scaled number; only [`Style::Exact`] looks at it. Default 0.
    pub decimals: u32,
    /// The scale. Default none.
    pub scale: Scale,
    /// Exact or cut. Default exact.
    pub style: Style,
    /// How many significant digits 余 and 多 leave: 15 300 is 1万余 with one and 1.5万余 with two. Default 1.
    pub digits: u32,
}

impl Default for Format {
    fn default() -> Self {
        Self { decimals: 0, scale: Scale::One, style: Style::Exact, digits: 1 }
    }
}

/// Writes a number with its scale.
///
/// [`Style::Exact`] rounds half up (四舍五入; a negative number like the positive one) and drops trailing zeros. A
/// number that is not zero never prints as 0: it gets the decimals up to its first digit that isn't.
///
/// [`Style::Yu`] and [`Style::Duo`] cut the magnitude down to its first `digits` digits. The word stands before the
/// scale after an integer from ten upwards (60余万), else after it (3万余, 1.5万余). A number that has no other digits
/// prints plain, and so does one below ten, as [`Style::Exact`] would.
pub fn format(value: Decimal, format: &Format) -> String {
    let sign = if value.is_sign_negative() && !value.is_zero() { "-" } else { "" };
    let number = Digits::scaled(value, format.scale);
    let scale = format.scale.suffix();
    if format.style == Style::Exact || value.abs() < Decimal::TEN {
        return format!("{sign}{}{scale}", number.rounded(format.decimals));
    }
    let base = number.cut(format.digits);
    let word = if base == number { "" } else { format.style.word() };
    if base.is_integer_from_ten() { format!("{sign}{base}{word}{scale}") } else { format!("{sign}{base}{scale}{word}") }
}

/// Writes a number with its scale and unit: 146件, 60余万元, 1.5万余份. The unit of money is 元, whatever the scale.
///
/// A rate in % or ‰ obeys the rule of [`percent_value`].
pub fn with_unit(value: Decimal, format: &Format, unit: &str) -> String {
    let is_rate = unit::find(unit).is_some_and(|unit| unit.dimension == Dimension::Rate);
    if is_rate && format.style == Style::Exact && format.scale == Scale::One {
        let rate = round_rate(value, whole_of_rate(unit), format.decimals);
        return format!("{rate}{unit}");
    }
    format!("{}{unit}", self::format(value, format))
}

/// Writes `of ÷ to` in percent, `decimals` being the most that is written: 100%, 99.36%. See [`percent_value`].
pub fn percent(of: Decimal, to: Decimal, decimals: u32) -> Option<String> {
    percent_value(of, to, decimals).map(|rate| format!("{rate}%"))
}

/// The number that [`percent`] writes, without trailing zeros. `None` when `to` is zero (or the quotient beyond
/// [`Decimal`]).
///
/// Only all is 100 % and only nothing is 0 %: a rate that would round to one of them gives the nearest number with
/// these decimals that is not it. 1999 of 2000 is 99.9 % with one decimal, 99 % with none; 1 of 3000 is 0.1 %.
pub fn percent_value(of: Decimal, to: Decimal, decimals: u32) -> Option<Decimal> {
    let hundred = Decimal::ONE_HUNDRED;
    let rate = match of.checked_mul(hundred) {
        Some(product) => product.checked_div(to)?,
        None => of.checked_div(to)?.checked_mul(hundred)?,
    };
    Some(round_rate(rate, hundred, decimals))
}

/// What all of a whole is, in this unit of rates.
pub(super) fn whole_of_rate(unit: &str) -> Decimal {
    if unit == "‰" { Decimal::ONE_THOUSAND } else { Decimal::ONE_HUNDRED }
}

fn round_rate(rate: Decimal, whole: Decimal, decimals: u32) -> Decimal {
    /// More decimals than any report prints, and few enough for the sums below.
    const MOST_DECIMALS: u32 = 20;
    let decimals = decimals.min(MOST_DECIMALS);
    let rounded = rate.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    let step = Decimal::new(1, decimals);
    let apart = |mark: Decimal| if rate < mark { mark - step } else { mark + step };
    [Decimal::ZERO, whole].into_iter().find(|mark| rounded == *mark && rate != *mark).map_or(rounded, apart).normalize()
}

/// A magnitude as an integer and its number of decimal places, without trailing zeros after the point. A `Decimal` has
/// at most 29 digits and 28 places, a scale adds 8, and 38 digits fit an `u128`: nothing here can overflow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Digits {
    mantissa: u128,
    places: u32,
}

impl Digits {
    fn scaled(value: Decimal, scale: Scale) -> Self {
        Self::new(value.mantissa().unsigned_abs(), value.scale() + scale.zeros())
    }

    const fn new(mut mantissa: u128, mut places: u32) -> Self {
        while places > 0 && mantissa.is_multiple_of(10) {
            mantissa /= 10;
            places -= 1;
        }
        Self { mantissa, places }
    }

    /// Half up, to at most so many places, or as many as it takes to show a digit that is not 0.
    fn rounded(self, places: u32) -> Self {
        let length = self.mantissa.checked_ilog10().map_or(1, |log| log + 1);
        let first = (self.places + 1).saturating_sub(length);
        let Some(dropped) = self.places.checked_sub(places.max(first)) else { return self };
        let unit = 10_u128.pow(dropped);
        Self::new((self.mantissa + unit / 2) / unit, self.places - dropped)
    }

    /// Cut to the first so many digits, at least one.
    fn cut(self, digits: u32) -> Self {
        let length = self.mantissa.checked_ilog10().map_or(1, |log| log + 1);
        let unit = 10_u128.pow(length.saturating_sub(digits.max(1)));
        Self::new(self.mantissa - self.mantissa % unit, self.places)
    }

    const fn is_integer_from_ten(self) -> bool {
        self.places == 0 && self.mantissa >= 10
    }
}

impl fmt::Display for Digits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = 10_u128.pow(self.places);
        write!(f, "{}", self.mantissa / unit)?;
        if self.places > 0 {
            write!(f, ".{:0width$}", self.mantissa % unit, width = self.places as usize)?;
        }
        Ok(())
    }
}
