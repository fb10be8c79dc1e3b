//! Numerals: the only formatter and parser of numbers, for cells and for prose.
//!
//! Writing and reading are inverse. What is written is read back with the interval of numbers that the
//! text may stand for, and the number that was written lies in it:
//!
//! ```
//! use nianbao::numeral::{self, Format, Meaning, Scale, Style};
//! use rust_decimal::Decimal;
//!
//! let spent = Decimal::from(638_700);
//! let text = numeral::with_unit(spent, &Format { scale: Scale::Wan, style: Style::Yu, ..Format::default() }, "元");
//! assert_eq!(text, "60余万元");
//!
//! let numeral = numeral::parse(&text)?;
//! assert_eq!(numeral.unit.as_deref(), Some("元"));
//! let Meaning::Interval(interval) = numeral.meaning else { panic!() };
//! assert_eq!(interval.to_string(), "(600000, 700000)");
//! assert!(interval.contains(spent));
//! # Ok::<(), numeral::NotANumeral>(())
//! ```
//!
//! The only number that isn't read back so is one whose fraction was rounded away before a bare integer, as in
//! 12天 for 11.6: an integer without a scale is read as exact, since counts are integers.

mod amount;
mod approximate;
mod arabic;
mod chinese;
mod cursor;
mod interval;
#[cfg(test)]
mod inverse;
mod meaning;
mod phrase;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use chinese::is_part as is_chinese;
pub(crate) use cursor::fold;
pub use interval::{Bound, Interval};
pub use meaning::{Meaning, NotANumeral, Numeral, Remark};
pub(crate) use read::at_start_of;
pub use read::{MAX_LENGTH, parse};
pub use write::{Format, Scale, Style, format, percent, percent_value, with_unit};
