//! Days: as workbooks keep them, as clerks write them, and which of them are worked.

mod working_days;
mod written;

use chrono::{Days, NaiveDate};

pub use working_days::WorkingDays;
pub use written::{Known, complete_day, complete_month, parse_day, parse_month, parse_span};

/// The day of a serial number: days since the last day of 1899, with the 1900-02-29 that never was.
pub fn day_of_serial(serial: f64) -> Option<NaiveDate> {
    const LAST: f64 = 2_958_465.0; // 9999-12-31
    if !serial.is_finite() || !(1.0..=LAST + 0.999_999).contains(&serial) {
        return None;
    }
    let days: u64 = format!("{:.0}", serial.floor()).parse().ok()?;
    // Serial 60 is the false leap day; the days before it are counted from one day later.
    let (base, days) = match days {
        60 => return None,
        1..=59 => (NaiveDate::from_ymd_opt(1899, 12, 31)?, days),
        _ => (NaiveDate::from_ymd_opt(1899, 12, 30)?, days),
    };
    base.checked_add_days(Days::new(days))
}

/// The serial number of a day; nothing where no workbook could count it.
pub(crate) fn serial_of_day(day: NaiveDate) -> Option<f64> {
    let first = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    let days = i32::try_from(day.signed_duration_since(first).num_days()).ok()?;
    // Before the false leap day they are counted from one day later.
    let serial = f64::from(if days > 60 { days } else { days - 1 });
    (day_of_serial(serial) == Some(day)).then_some(serial)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_serials_are_inverse() {
        for day in ["1900-01-01", "1900-02-28", "1900-03-01", "2021-08-20", "9999-12-31"] {
            let day: NaiveDate = day.parse().unwrap();
            assert_eq!(serial_of_day(day).and_then(day_of_serial), Some(day), "{day}");
        }
        for day in ["1899-12-31", "1850-07-01"] {
            assert_eq!(serial_of_day(day.parse().unwrap()), None, "{day}");
        }
    }

    #[test]
    fn serials_count_as_excel_counts() {
        for (serial, day) in [
            (1.0, Some("1900-01-01")),
            (59.0, Some("1900-02-28")),
            (60.0, None),
            (61.0, Some("1900-03-01")),
            (44_428.0, Some("2021-08-20")),
            (44_428.75, Some("2021-08-20")),
            (2_958_465.0, Some("9999-12-31")),
            (0.0, None),
            (-3.0, None),
            (f64::NAN, None),
            (3e9, None),
        ] {
            assert_eq!(day_of_serial(serial).map(|day| day.to_string()).as_deref(), day, "{serial}");
        }
    }
}
