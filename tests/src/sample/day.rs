//! The days on which an office of 2021 works.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// A day of the calendar that a file of the sample names.
///
/// # Panics
///
/// If there is no such day.
#[expect(clippy::expect_used, reason = "the days are constants of the sample")]
pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

/// The first working day on or after the date.
pub fn working_day_from(date: NaiveDate) -> NaiveDate {
    date.iter_days().find(|day| is_working_day(*day)).unwrap_or(date)
}

/// The last working day on or before the date.
pub fn working_day_until(date: NaiveDate) -> NaiveDate {
    (0..31).map(|back| date - Days::new(back)).find(|day| is_working_day(*day)).unwrap_or(date)
}

fn is_working_day(date: NaiveDate) -> bool {
    let key = (date.month(), date.day());
    if date.year() == 2021 && MAKE_UP_DAYS.contains(&key) {
        return true;
    }
    let holiday = date.year() == 2021 && HOLIDAYS.iter().any(|(first, last)| *first <= key && key <= *last);
    !holiday && !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Public holidays of 2021 as months and days, first and last included.
const HOLIDAYS: [((u32, u32), (u32, u32)); 7] = [
    ((1, 1), (1, 3)),
    ((2, 11), (2, 17)),
    ((4, 3), (4, 5)),
    ((5, 1), (5, 5)),
    ((6, 12), (6, 14)),
    ((9, 19), (9, 21)),
    ((10, 1), (10, 7)),
];

/// Saturdays and Sundays of 2021 on which offices worked.
const MAKE_UP_DAYS: [(u32, u32); 7] = [(2, 7), (2, 20), (4, 25), (5, 8), (9, 18), (9, 26), (10, 9)];
