//! Days and months as clerks write them, whole or with a part left out that the sheet's name or the period supplies.

use chrono::{Datelike as _, NaiveDate};

/// What is known of days whose cells leave out a part: from the sheet's name, else from the file's, else the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Known {
    /// The year.
    pub year: Option<i32>,
    /// The month, from 1.
    pub month: Option<u32>,
}

impl Known {
    /// What a name says: `8月`, `2021年8月信访`, `信访2021.08`.
    pub fn of_name(name: &str) -> Self {
        let folded: String = name.chars().filter(|c| !c.is_whitespace()).map(fold_digit).collect();
        let digits = |text: &str| -> String { text.chars().take_while(char::is_ascii_digit).collect() };
        let runs = folded
            .char_indices()
            .filter(|(at, c)| c.is_ascii_digit() && !folded[..*at].ends_with(|before: char| before.is_ascii_digit()));
        let mut years = runs.filter_map(|(at, _)| {
            let year = digits(&folded[at..]);
            let is_year = year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
            is_year.then(|| (year.parse().ok(), &folded[at + 4..]))
        });
        let (year, behind) = years.next_back().unwrap_or((None, ""));
        // 2021.08 and 2021-8 state the month too.
        let by_mark = behind.strip_prefix(['.', '-', '/', '_']).map(digits).filter(|month| month.len() <= 2);
        let by_word = folded.split_once('月').and_then(|(before, _)| {
            let start = before.char_indices().rev().take_while(|(_, c)| is_numeral(*c)).last();
            start.map(|(at, _)| before[at..].to_owned())
        });
        let month = by_word.or(by_mark).and_then(|month| number(&month)).filter(|month| (1..=12).contains(month));
        Self { year, month }
    }

    /// This, and where it says nothing `other`.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { year: self.year.or(other.year), month: self.month.or(other.month) }
    }
}

/// A date as it is written: which of its parts are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Written {
    year: Option<i32>,
    month: Option<u32>,
    day: Option<u32>,
}

/// A day as clerks write it: `2021-8-20`, `2021.08.20`, `2021/8/20`, `2021年8月20日`, `二〇二一年八月二十日`, `20210820`.
/// A text without a year or without a day is none.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    match written(text)? {
        Written { year: Some(year), month: Some(month), day: Some(day) } => NaiveDate::from_ymd_opt(year, month, day),
        _ => None,
    }
}

/// A month as clerks write it, as its first day: `2021年8月`, `2021-08`, `2021.8`, `2021/8`, `202108`.
/// A month without a year is none.
pub fn parse_month(text: &str) -> Option<NaiveDate> {
    match written(text)? {
        Written { year: Some(year), month: Some(month), day: None } => NaiveDate::from_ymd_opt(year, month, 1),
        _ => None,
    }
}

/// A day that leaves out its year, or its year and month: `8月20日`, `8.20`, `20日`; or the year's century: `210820`.
pub fn complete_day(text: &str, known: Known) -> Option<NaiveDate> {
    if let Some(day) = six_digits(text, known) {
        return Some(day);
    }
    let Written { year, month, day } = written(text)?;
    NaiveDate::from_ymd_opt(year.or(known.year)?, month.or(known.month)?, day?)
}

/// A month that leaves out its year, as its first day: `8月`, `8月中旬`.
pub fn complete_month(text: &str, known: Known) -> Option<NaiveDate> {
    let Written { year, month, .. } = written(text)?;
    NaiveDate::from_ymd_opt(year.or(known.year)?, month?, 1)
}

/// The first and the last day of a span: `2021.8.20-8.22`, `3月5日—7日`, `2021年3月5日至4月2日`. What the first day leaves
/// out is known, what the last leaves out is as in the first.
pub fn parse_span(text: &str, known: Known) -> Option<(NaiveDate, NaiveDate)> {
    let folded: String = text.chars().filter(|c| !c.is_whitespace()).map(fold_digit).collect();
    let has_other_marks = folded.contains(['.', '/', '月', '日', '号']);
    let (first, last) = folded
        .split_once(['至', '到', '~'])
        .or_else(|| folded.split_once("--"))
        .or_else(|| folded.split_once('-').filter(|(_, rest)| has_other_marks && !rest.contains('-')))?;
    // 3月5-7日: the first day has no word of its own.
    let first = written(first).and_then(|first| day_of(first, known)).or_else(|| {
        let first = written(&format!("{first}日"))?;
        day_of(first, known)
    })?;
    let last = written(last).or_else(|| written(&format!("{last}日")))?;
    let last = day_of(last, Known { year: Some(first.year()), month: Some(first.month()) })?;
    (first <= last).then_some((first, last))
}

fn day_of(Written { year, month, day }: Written, known: Known) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year.or(known.year)?, month.or(known.month)?, day?)
}

/// `210820`, if it can be nothing else: 201208 may be a month of 2012, and a year far from the known one a typing slip.
fn six_digits(text: &str, known: Known) -> Option<NaiveDate> {
    let text = text.trim();
    if text.len() != 6 || !text.bytes().all(|byte| byte.is_ascii_digit()) || parse_month(text).is_some() {
        return None;
    }
    let day = parse_day(&format!("20{text}"))?;
    known.year.is_some_and(|year| (year - 1..=year).contains(&day.year())).then_some(day)
}

fn written(text: &str) -> Option<Written> {
    let folded: String = without_time(text).chars().filter(|c| !c.is_whitespace()).map(fold_digit).collect();
    if !folded.is_empty() && folded.bytes().all(|byte| byte.is_ascii_digit()) {
        let (year, rest) = folded.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        let day = match day.len() {
            0 => None,
            2 => Some(day.parse().ok()?),
            _ => return None,
        };
        let year: i32 = year.parse().ok()?;
        // Six digits that begin with no year of ours are a day without its century.
        let month = month.parse().ok().filter(|month| day.is_some() || (1..=12).contains(month))?;
        let is_plausible = day.is_some() || (1900..=2100).contains(&year);
        return is_plausible.then_some(Written { year: Some(year), month: Some(month), day });
    }
    if folded.contains(['年', '月', '日', '号']) { in_words(&folded) } else { by_marks(&folded) }
}

/// The text without the time of day that programs write behind it: `2021-08-20 00:00:00`, `2021-08-20T10:00:00Z`.
fn without_time(text: &str) -> &str {
    let text = text.trim().trim_start_matches('\'');
    let Some((day, time)) = text.split_once([' ', 'T', '\u{a0}', '\u{3000}']) else { return text };
    let time = time.trim().trim_end_matches('Z');
    let is_time = time.contains([':', '：'])
        && time.starts_with(|c: char| c.is_ascii_digit())
        && time.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '：' | '.'));
    if is_time { day } else { text }
}

/// 2021年8月20日, with any part left out from the left or from the right.
fn in_words(text: &str) -> Option<Written> {
    const PARTS_OF_MONTHS: &[&str] = &["份", "上旬", "中旬", "下旬", "初", "中", "底", "末"];
    let (year, rest) = match text.split_once('年') {
        Some((year, rest)) => (Some(self::year(year)?), rest),
        None => (None, text),
    };
    let (month, rest) = match rest.split_once('月') {
        Some((month, rest)) => (Some(number(month)?), rest),
        None => (None, rest),
    };
    let without_mark = rest.strip_suffix(['日', '号']);
    if month.is_none() && year.is_none() {
        // 2021.8.20日
        return by_marks(without_mark?)
            .or_else(|| Some(Written { year: None, month: None, day: Some(number(without_mark?)?) }));
    }
    if rest.is_empty() || (month.is_some() && PARTS_OF_MONTHS.contains(&rest)) {
        return month.map(|month| Written { year, month: Some(month), day: None });
    }
    // A year alone is followed by no day.
    month.and_then(|month| Some(Written { year, month: Some(month), day: Some(number(without_mark.unwrap_or(rest))?) }))
}

/// 2021-8-20, 2021.8, 8/20.
fn by_marks(text: &str) -> Option<Written> {
    let parts: Vec<&str> = text.split(['-', '.', '/']).collect();
    match parts[..] {
        [year, month, day] => {
            Some(Written { year: Some(self::year(year)?), month: number(month), day: Some(number(day)?) })
        }
        [year, month] if year.len() == 4 => {
            Some(Written { year: Some(self::year(year)?), month: Some(number(month)?), day: None })
        }
        [month, day] => Some(Written { year: None, month: Some(number(month)?), day: Some(number(day)?) }),
        _ => None,
    }
    .filter(|written| written.month.is_some())
}

/// A year of four digits, Arabic or Chinese.
fn year(text: &str) -> Option<i32> {
    let digits: Option<String> = text.chars().map(|c| char::from_digit(digit(c)?, 10)).collect();
    digits.filter(|digits| digits.len() == 4)?.parse().ok()
}

/// A month or a day: one or two Arabic digits, or a Chinese number up to 三十一.
fn number(text: &str) -> Option<u32> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return (1..=2).contains(&text.len()).then(|| text.parse().ok()).flatten();
    }
    if text == "元" {
        return Some(1);
    }
    let spelled = text.replace('廿', "二十").replace('卅', "三十");
    let (tens, ones) = spelled.split_once('十').map_or((None, spelled.as_str()), |(tens, ones)| (Some(tens), ones));
    let tens = match tens {
        None => 0,
        Some("") => 10,
        Some(tens) => single(tens)? * 10,
    };
    let ones = if ones.is_empty() && tens > 0 { 0 } else { single(ones)? };
    Some(tens + ones)
}

/// A text that is one digit.
fn single(text: &str) -> Option<u32> {
    let mut chars = text.chars();
    let first = chars.next()?;
    chars.next().is_none().then(|| digit(first))?
}

fn is_numeral(c: char) -> bool {
    digit(c).is_some() || matches!(c, '十' | '廿' | '卅' | '元')
}

fn digit(c: char) -> Option<u32> {
    const CHINESE: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    if let Some(digit) = c.to_digit(10) {
        return Some(digit);
    }
    let place = CHINESE.iter().position(|known| *known == c).or_else(|| matches!(c, '零' | '○').then_some(0));
    place.and_then(|place| u32::try_from(place).ok())
}

fn fold_digit(c: char) -> char {
    match c {
        '０'..='９' | '．' | '／' | '－' | '～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '—' | '–' | '−' => '-',
        '。' => '.',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AUGUST: Known = Known { year: Some(2021), month: Some(8) };

    fn shown(day: Option<NaiveDate>) -> String {
        day.map(|day| day.to_string()).unwrap_or_default()
    }

    #[test]
    fn months_are_read_in_every_spelling() {
        for text in [
            "2021年8月",
            "2021年08月份",
            "2021-08",
            "2021.8",
            "2021/8",
            "202108",
            "２０２１年８月",
            "2021 年 8 月",
            "二〇二一年八月",
            "二○二一年八月份",
            "2021年8月中旬",
        ] {
            assert_eq!(shown(parse_month(text)), "2021-08-01", "{text}");
        }
        for text in ["8月", "2021", "2021年", "2021.13", "21.8", "2021-8-20", "202113", "210820", ""] {
            assert_eq!(parse_month(text), None, "{text}");
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
            "2021.8.20日",
            "二〇二一年八月二十日",
            "二零二一年八月廿日",
            "2021-08-20 00:00:00",
            "2021/08/20 9:30",
            "2021-08-20T10:00:00Z",
            "'2021-8-20",
        ] {
            assert_eq!(shown(parse_day(text)), "2021-08-20", "{text}");
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
            "2021-08-20 左右",
            "年月日",
            "2021年20日",
            "日",
            "八月二十日",
        ] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }

    #[test]
    fn what_a_cell_leaves_out_the_sheet_may_know() {
        for text in ["8月20日", "8.20", "8/20", "8-20", "20日", "八月二十日", "210820", "2021.8.20"] {
            assert_eq!(shown(complete_day(text, AUGUST)), "2021-08-20", "{text}");
        }
        assert_eq!(shown(complete_day("9.3", AUGUST)), "2021-09-03");
        let of_2012 = Known { year: Some(2020), month: None };
        for (text, known) in [
            ("20日", of_2012),
            ("8.20", Known::default()),
            ("2.30", AUGUST),
            ("8月中旬", AUGUST),
            ("20", AUGUST),
            ("201208", of_2012),
            ("190820", AUGUST),
            ("待定", AUGUST),
            ("", AUGUST),
        ] {
            assert_eq!(complete_day(text, known), None, "{text}");
        }
        assert_eq!(shown(complete_month("8月中旬", AUGUST)), "2021-08-01");
        assert_eq!(complete_month("8月", Known::default()), None);
    }

    #[test]
    fn spans_are_read_with_what_they_leave_out() {
        for (text, first, last) in [
            ("2021.8.20-8.22", "2021-08-20", "2021-08-22"),
            ("2021.3.5—3.7", "2021-03-05", "2021-03-07"),
            ("3月5日-7日", "2021-03-05", "2021-03-07"),
            ("3月5-7日", "2021-03-05", "2021-03-07"),
            ("2021年3月30日至4月2日", "2021-03-30", "2021-04-02"),
            ("2021-03-05至2021-03-07", "2021-03-05", "2021-03-07"),
            ("5日~7日", "2021-08-05", "2021-08-07"),
        ] {
            let span = parse_span(text, AUGUST);
            assert_eq!(
                (shown(span.map(|span| span.0)), shown(span.map(|span| span.1))),
                (first.into(), last.into()),
                "{text}"
            );
        }
        for text in ["2021-8-20", "8.22-8.20", "2021.8.20-", "-", "3月", "2021-8"] {
            assert_eq!(parse_span(text, AUGUST), None, "{text}");
        }
    }

    #[test]
    fn names_of_sheets_state_months_and_years() {
        for (name, year, month) in [
            ("8月", None, Some(8)),
            ("八月份", None, Some(8)),
            ("十二月", None, Some(12)),
            ("2021年8月信访", Some(2021), Some(8)),
            ("信访台账2021.08", Some(2021), Some(8)),
            ("信访2021", Some(2021), None),
            ("2020年至2021年", Some(2021), None),
            ("13月", None, None),
            ("20210820", None, None),
            ("信访", None, None),
        ] {
            assert_eq!(Known::of_name(name), Known { year, month }, "{name}");
        }
    }
}
