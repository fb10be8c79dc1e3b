//! Days: as workbooks keep them, as clerks write them, and which of them are worked.

mod working_days;

use chrono::{Days, NaiveDate};

pub use working_days::WorkingDays;

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

/// A day as clerks write it: `2021-8-20`, `2021.08.20`, `2021/8/20`, `2021年8月20日`, `20210820`.
/// A text without a year or without a day is none.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let folded: String = text.chars().filter(|c| !c.is_whitespace()).map(fold_digit).collect();
    if folded.len() == 8 && folded.bytes().all(|byte| byte.is_ascii_digit()) {
        return day(&folded[..4], &folded[4..6], &folded[6..]);
    }
    let (date, rest) = match folded.strip_suffix('日').or_else(|| folded.strip_suffix('号')) {
        Some(date) => (date, true),
        None => (folded.as_str(), false),
    };
    let marks: &[char] = if rest { &['年', '月'] } else { &['-', '.', '/', '年', '月'] };
    let parts: Vec<&str> = date.split(marks).collect();
    match parts[..] {
        [year, month, number] if year.len() == 4 => day(year, month, number),
        _ => None,
    }
}

/// A month as clerks write it, as its first day: `2021年8月`, `2021-08`, `2021.8`, `2021/8`, `202108`.
/// A month without a year is none.
pub fn parse_month(text: &str) -> Option<NaiveDate> {
    let folded: String = text.chars().filter(|c| !c.is_whitespace()).map(fold_digit).collect();
    if folded.len() == 6 && folded.bytes().all(|byte| byte.is_ascii_digit()) {
        return day(&folded[..4], &folded[4..], "1");
    }
    let (month, marks): (&str, &[char]) = match folded.strip_suffix("月").or_else(|| folded.strip_suffix("月份")) {
        Some(month) => (month, &['年']),
        None => (&folded, &['-', '.', '/']),
    };
    match month.split(marks).collect::<Vec<_>>()[..] {
        [year, month] if year.len() == 4 => day(year, month, "1"),
        _ => None,
    }
}

fn day(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()) && !text.is_empty();
    if !(digits(year) && digits(month) && digits(day)) {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn fold_digit(c: char) -> char {
    match c {
        '０'..='９' | '．' | '／' | '－' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '—' | '–' | '−' => '-',
        '。' => '.',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_in_every_spelling() {
        for text in
            ["2021年8月", "2021年08月份", "2021-08", "2021.8", "2021/8", "202108", "２０２１年８月", "2021 年 8 月"]
        {
            assert_eq!(parse_month(text).map(|day| day.to_string()).as_deref(), Some("2021-08-01"), "{text}");
        }
        for text in ["8月", "2021", "2021年", "2021.13", "21.8", "2021-8-20", "202113", ""] {
            assert_eq!(parse_month(text), None, "{text}");
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

    #[test]
    fn days_are_read_in_the_spellings_of_clerks() {
        for text in [
            "2021-8-20",
            "2021-08-20",
            "2021.8.20",
            "2021.08.20",
            "2021/8/20",
            "2021年8月20日",
            "20210820",
            "2021. 8.20 ",
            "２０２１．８．２０",
            "2021年8月20号",
        ] {
            assert_eq!(parse_day(text).map(|day| day.to_string()).as_deref(), Some("2021-08-20"), "{text}");
        }
        for text in [
            "",
            "2021.8",
            "8.20",
            "2021-2-30",
            "2021.8.32",
            "8月中旬",
            "21-8-20",
            "2021-8-20-1",
            "2021-+8-20",
            "年月日",
        ] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }
}
