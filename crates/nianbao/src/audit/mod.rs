//! The audit: what a finished text states, and later how that agrees with the figures.
//!
//! [`extract()`] reads running text and says of each numeral whether it is a statistic, and if not, what it is:
//!
//! ```
//! use nianbao::audit::{self, Class, OtherClass};
//!
//! let mentions = audit::extract("截至12月20日，累计排查隐患57处。");
//! assert_eq!(mentions[0].surface, "12月20日");
//! assert_eq!(mentions[0].class, Class::Other(OtherClass::Date));
//! let Class::Statistic(statistic) = &mentions[1].class else { panic!() };
//! assert_eq!((mentions[1].surface.as_str(), statistic.unit.map(|unit| unit.word)), ("57处", Some("处")));
//! ```

mod document;
mod extract;
mod outline;
mod text;

pub use document::{Document, Spot};
pub use extract::{Basis, Change, Class, Direction, Kind, Mention, OtherClass, Scope, Statistic, Term, extract};
