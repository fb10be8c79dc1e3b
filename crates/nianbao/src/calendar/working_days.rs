//! Working days: Monday to Friday but for public holidays, and the weekend days that are made up for.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Which days are worked. Nothing is known outside its first and last day: a year's holidays are announced late in
/// the year before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingDays {
    from: NaiveDate,
    to: NaiveDate,
    holidays: BTreeSet<NaiveDate>,
    working: BTreeSet<NaiveDate>,
}

impl WorkingDays {
    /// The calendar of `from` to `to`, both included, with these holidays and these weekend days that are worked.
    pub fn new(
        from: NaiveDate,
        to: NaiveDate,
        holidays: impl IntoIterator<Item = NaiveDate>,
        working: impl IntoIterator<Item = NaiveDate>,
    ) -> Self {
        Self { from, to, holidays: holidays.into_iter().collect(), working: working.into_iter().collect() }
    }

    /// The last day of which something is known.
    pub const fn last(&self) -> NaiveDate {
        self.to
    }

    /// The calendar with a place's own holidays and working days, which win.
    #[must_use]
    pub fn with_local(mut self, holidays: &[NaiveDate], working: &[NaiveDate]) -> Self {
        for day in holidays {
            self.working.remove(day);
            self.holidays.insert(*day);
        }
        for day in working {
            self.holidays.remove(day);
            self.working.insert(*day);
        }
        self
    }

    /// The days from `from` to `to` that are not what their weekday says, and how far the calendar reaches within them.
    pub(crate) fn written(&self, from: NaiveDate, to: NaiveDate) -> Vec<String> {
        let within = |days: &BTreeSet<NaiveDate>| days.range(from..=to).map(ToString::to_string).collect::<Vec<_>>();
        let bounds = vec![self.from.max(from).to_string(), self.to.min(to).to_string()];
        [bounds, within(&self.holidays), vec!["/".to_owned()], within(&self.working)].concat()
    }

    /// Whether a day is worked; nothing if that is not known.
    pub fn is_worked(&self, day: NaiveDate) -> Option<bool> {
        let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let is_known = self.from <= day && day <= self.to;
        is_known.then(|| !self.holidays.contains(&day) && (!is_weekend || self.working.contains(&day)))
    }

    /// The `count`-th working day after `day`, which is day 0 whether it is worked or not. Nothing if it lies beyond
    /// what is known.
    pub fn after(&self, day: NaiveDate, count: u32) -> Option<NaiveDate> {
        if day < self.from {
            return None;
        }
        let (mut day, mut left) = (day, count);
        while left > 0 {
            day = day.checked_add_days(Days::new(1))?;
            left -= u32::from(self.is_worked(day)?);
        }
        Some(day)
    }

    /// How many working days lie after `start` up to `end`, `end` included; 0 if `end` comes first.
    pub fn between(&self, start: NaiveDate, end: NaiveDate) -> Option<u32> {
        let mut count = 0;
        let mut day = start;
        while day < end {
            day = day.checked_add_days(Days::new(1))?;
            count += u32::from(self.is_worked(day)?);
        }
        Some(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Pack;

    fn china() -> WorkingDays {
        Pack::standard("rule-of-law").unwrap().calendar.unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Counted by hand from the State Council's notices.
    #[test]
    fn deadlines_fall_on_the_days_that_the_notices_give() {
        let calendar = china();
        for (receipt, expected) in [
            ("2021-01-20", ["2021-01-29", "2021-02-09", "2021-02-22", "2021-03-22"]),
            ("2021-02-05", ["2021-02-20", "2021-03-03", "2021-03-10", "2021-04-08"]),
            ("2021-04-20", ["2021-04-28", "2021-05-12", "2021-05-19", "2021-06-17"]),
            ("2021-09-10", ["2021-09-22", "2021-10-08", "2021-10-14", "2021-11-11"]),
            ("2021-12-03", ["2021-12-14", "2021-12-24", "2021-12-31", "2022-01-29"]),
            ("2021-12-06", ["2021-12-15", "2021-12-27", "2022-01-04", "2022-01-30"]),
            ("2024-02-05", ["2024-02-20", "2024-03-01", "2024-03-08", "2024-04-08"]),
            ("2025-01-20", ["2025-02-05", "2025-02-14", "2025-02-21", "2025-03-21"]),
            ("2026-02-10", ["2026-02-26", "2026-03-09", "2026-03-16", "2026-04-14"]),
            ("2026-09-15", ["2026-09-23", "2026-10-12", "2026-10-19", "2026-11-16"]),
        ] {
            let found = [7, 15, 20, 40].map(|count| calendar.after(day(receipt), count));
            assert_eq!(found, expected.map(|text| Some(day(text))), "{receipt}");
        }
    }

    #[test]
    fn each_year_has_as_many_working_days_as_the_notices_give() {
        for (year, expected) in
            [(2019, 250), (2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)]
        {
            let (start, end) = (day(&format!("{}-12-31", year - 1)), day(&format!("{year}-12-31")));
            assert_eq!(china().between(start, end), Some(expected), "{year}");
        }
    }

    #[test]
    fn what_is_not_announced_is_not_known() {
        let calendar = china();
        assert_eq!(calendar.after(day("2026-12-21"), 8), Some(day("2026-12-31")));
        assert_eq!(calendar.after(day("2026-12-21"), 9), None);
        assert_eq!(calendar.after(day("2017-12-29"), 1), None);
        assert_eq!(calendar.is_worked(day("2027-01-04")), None);
        assert_eq!(calendar.between(day("2026-12-30"), day("2027-01-04")), None);
    }

    #[test]
    fn a_places_own_days_win() {
        let local = china().with_local(&[day("2021-07-20")], &[day("2021-07-24")]);
        assert_eq!(local.after(day("2021-07-19"), 1), Some(day("2021-07-21")));
        assert_eq!(local.after(day("2021-07-23"), 1), Some(day("2021-07-24")));
        assert_eq!(china().after(day("2021-07-19"), 1), Some(day("2021-07-20")));
    }
}
