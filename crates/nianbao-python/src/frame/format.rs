//! Arrow's types by the texts that its C data interface writes them with.

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, Offset as _, TimeZone as _};
use chrono_tz::Tz;
use nianbao::frame::Holds;

/// How the values of a column lie in its buffers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Layout {
    /// No value is there.
    Nothing,
    /// One bit each.
    Booleans,
    /// So many bytes each, with a sign or without.
    Integers { width: usize, is_signed: bool },
    /// Four bytes or eight.
    Floats { width: usize },
    /// Integers of so many bytes, ÷ 10^`scale`.
    Decimals { width: usize, scale: u32 },
    /// Offsets of four bytes or eight, and the texts one behind the other.
    Texts { width: usize },
    /// Views of sixteen bytes, and the texts that don't fit into them.
    Views,
    /// Days since 1970-01-01.
    Days,
    /// Parts of a second since 1970-01-01, so many to the second, in the time of a zone.
    Moments { per_second: i64, zone: Zone },
    /// A type that no ledger reads.
    Other,
}

/// Whose days the days of times are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Zone {
    /// Nobody's: the times are local.
    Local,
    /// Those of a fixed distance from UTC.
    Fixed(FixedOffset),
    /// Those of a place.
    Named(Tz),
}

impl Zone {
    fn find(name: &str) -> Option<Self> {
        if name.is_empty() {
            return Some(Self::Local);
        }
        name.parse().map(Self::Named).or_else(|_| name.parse().map(Self::Fixed)).ok()
    }

    /// The day in this zone of a time that is told in UTC, or, of local time, as it is.
    pub(super) fn day(self, time: NaiveDateTime) -> NaiveDate {
        let offset = match self {
            Self::Local => return time.date(),
            Self::Fixed(offset) => offset,
            Self::Named(zone) => zone.offset_from_utc_datetime(&time).fix(),
        };
        time.checked_add_offset(offset).unwrap_or(time).date()
    }
}

impl Layout {
    /// The layout of a type; that of categories is the layout of their numbers.
    pub(super) fn of(format: &str) -> Self {
        let integers = |width, is_signed| Self::Integers { width, is_signed };
        match format {
            "n" => Self::Nothing,
            "b" => Self::Booleans,
            "c" => integers(1, true),
            "C" => integers(1, false),
            "s" => integers(2, true),
            "S" => integers(2, false),
            "i" => integers(4, true),
            "I" => integers(4, false),
            "l" => integers(8, true),
            "L" => integers(8, false),
            "f" => Self::Floats { width: 4 },
            "g" => Self::Floats { width: 8 },
            "u" => Self::Texts { width: 4 },
            "U" => Self::Texts { width: 8 },
            "vu" => Self::Views,
            "tdD" => Self::Days,
            "tdm" => Self::Moments { per_second: 1_000, zone: Zone::Local },
            _ => decimals(format).or_else(|| moments(format)).unwrap_or(Self::Other),
        }
    }

    /// What a column of this layout holds.
    pub(super) const fn holds(self) -> Holds {
        match self {
            Self::Nothing => Holds::Nothing,
            Self::Booleans => Holds::Booleans,
            Self::Integers { .. } | Self::Floats { .. } | Self::Decimals { .. } => Holds::Numbers,
            Self::Texts { .. } | Self::Views => Holds::Texts,
            Self::Days | Self::Moments { .. } => Holds::Days,
            Self::Other => Holds::Other,
        }
    }
}

/// `d:18,2`, or with the number of bits behind it.
fn decimals(format: &str) -> Option<Layout> {
    let mut parts = format.strip_prefix("d:")?.split(',').skip(1);
    let scale = parts.next()?.parse().ok()?;
    let width = match parts.next() {
        None | Some("128") => 16,
        Some("64") => 8,
        Some("32") => 4,
        Some(_) => return None,
    };
    Some(Layout::Decimals { width, scale })
}

/// `tsu:`, or with a zone behind it.
fn moments(format: &str) -> Option<Layout> {
    let (unit, zone) = format.strip_prefix("ts")?.split_once(':')?;
    let per_second = match unit {
        "s" => 1,
        "m" => 1_000,
        "u" => 1_000_000,
        "n" => 1_000_000_000,
        _ => return None,
    };
    Some(Layout::Moments { per_second, zone: Zone::find(zone)? })
}

/// The type as people know it: `int64`, `timestamp[us, UTC]`.
pub(super) fn name(format: &str, categories: Option<&str>) -> String {
    if let Some(categories) = categories {
        return format!("dictionary[{}]", name(categories, None));
    }
    let plain = match format {
        "n" => "null",
        "b" => "bool",
        "c" => "int8",
        "C" => "uint8",
        "s" => "int16",
        "S" => "uint16",
        "i" => "int32",
        "I" => "uint32",
        "l" => "int64",
        "L" => "uint64",
        "e" => "float16",
        "f" => "float32",
        "g" => "float64",
        "u" | "U" | "vu" => "string",
        "z" | "Z" | "vz" => "binary",
        "tdD" => "date32",
        "tdm" => "date64",
        "+l" | "+L" | "+vl" | "+vL" => "list",
        "+s" => "struct",
        "+m" => "map",
        _ => "",
    };
    if !plain.is_empty() {
        return plain.to_owned();
    }
    if let Some(rest) = format.strip_prefix("d:") {
        return format!("decimal[{}]", rest.replace(',', ", "));
    }
    let in_units = |rest: &str| match rest.chars().next() {
        Some('m') => "ms",
        Some('u') => "us",
        Some('n') => "ns",
        _ => "s",
    };
    match format.get(..2).zip(format.get(2..)) {
        Some(("ts", rest)) => match rest.split_once(':') {
            Some((_, zone)) if !zone.is_empty() => format!("timestamp[{}, {zone}]", in_units(rest)),
            _ => format!("timestamp[{}]", in_units(rest)),
        },
        Some(("tt", rest)) => format!("time[{}]", in_units(rest)),
        Some(("tD", rest)) => format!("duration[{}]", in_units(rest)),
        _ => format.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_have_the_layout_that_the_interface_says() {
        assert_eq!(Layout::of("l"), Layout::Integers { width: 8, is_signed: true });
        assert_eq!(Layout::of("d:38,15"), Layout::Decimals { width: 16, scale: 15 });
        assert_eq!(Layout::of("d:9,2,32"), Layout::Decimals { width: 4, scale: 2 });
        assert_eq!(Layout::of("tsu:"), Layout::Moments { per_second: 1_000_000, zone: Zone::Local });
        for other in ["", "d:76,10,256", "d:5,-2", "tsu:Mars/Phobos", "ttu", "+l", "e", "z"] {
            assert_eq!(Layout::of(other), Layout::Other, "{other}");
        }
    }

    #[test]
    fn types_have_the_names_that_people_know() {
        for (format, known) in [
            ("vu", "string"),
            ("d:18,2", "decimal[18, 2]"),
            ("tsu:UTC", "timestamp[us, UTC]"),
            ("tss:", "timestamp[s]"),
            ("ttm", "time[ms]"),
            ("+l", "list"),
            ("年", "年"),
        ] {
            assert_eq!(name(format, None), known);
        }
        assert_eq!(name("C", Some("U")), "dictionary[string]");
    }

    #[test]
    fn the_day_of_a_time_is_that_of_its_zone() {
        let evening: NaiveDateTime = "2020-12-31T18:00:00".parse().unwrap();
        let day = |zone: &str| Zone::find(zone).map(|zone| zone.day(evening).to_string());
        assert_eq!(day("").as_deref(), Some("2020-12-31"));
        assert_eq!(day("UTC").as_deref(), Some("2020-12-31"));
        assert_eq!(day("Asia/Shanghai").as_deref(), Some("2021-01-01"));
        assert_eq!(day("+08:00").as_deref(), Some("2021-01-01"));
        assert_eq!(day("-05:00").as_deref(), Some("2020-12-31"));
        assert_eq!(day("nowhere"), None);
    }
}
