//! Dates, periods and times of day, and days that go by their date.

use super::mention::OtherClass;
use crate::audit::text::Text;

/// Marks between the ends of a range, folded.
const RANGE: &[&str] = &["—", "-", "~", "至", "到"];

/// 12·4 and 一二·九; 12.4 before the name of a day; 八一建军节.
pub(super) fn named_day(text: &Text<'_>, at: usize) -> Option<(usize, OtherClass)> {
    const FEASTS: &[&str] = &["元旦", "建军节", "劳动节", "国庆", "国际劳动", "妇女节", "青年节", "儿童节", "运动"];
    const DAYS: &[&str] = &["三八", "五一", "五四", "六一", "七一", "八一", "十一", "九一八"];
    const PERIODS: &[&str] =
        &["前夕", "期间", "假期", "前后", "慰问", "走访", "节前", "节", "小长假", "黄金周", "来临", "长假"];
    if let Some(end) = text.after_one_of(at, DAYS) {
        if let Some(end) = text.after_one_of(end, FEASTS) {
            return Some((end, OtherClass::NamedDay));
        }
        return text.after_one_of(end, PERIODS).map(|_| (end, OtherClass::Date));
    }
    let month_end = text.number_end(at)?;
    let is_dot = matches!(text.at(month_end), '·' | '•' | '・' | '‧' | '⋅');
    let is_point = text.at(month_end) == '.' && text.at(at).is_ascii_digit();
    if !is_dot && !is_point {
        return None;
    }
    let day_end = text.number_end(month_end + 1)?;
    let is_day = if text.at(at).is_ascii_digit() {
        let month = text.small_number(at..month_end)?;
        let day = text.small_number(month_end + 1..day_end)?;
        (1..=12).contains(&month) && (1..=31).contains(&day)
    } else {
        month_end - at <= 2 && day_end - month_end <= 3
    };
    let named = || is_name_of_day(text, text.after_one_of(day_end, &["”", "\""]).unwrap_or(day_end));
    (is_day && (is_dot || named())).then_some((day_end, OtherClass::NamedDay))
}

/// Whether the name of a day follows, as in 国家宪法日.
fn is_name_of_day(text: &Text<'_>, at: usize) -> bool {
    const WORDS: &[&str] = &["国家", "全国", "全民", "国际", "世界", "中国", "宪法", "消费", "禁毒", "防灾"];
    text.after_one_of(at, WORDS).is_some()
}

/// A day, month, year, quarter, period or time of day, and ranges of them.
pub(super) fn date(text: &Text<'_>, at: usize) -> Option<(usize, OtherClass)> {
    if let Some(end) = text.after_one_of(at, &["上半年", "下半年"]) {
        return Some((end, OtherClass::Date));
    }
    if text.starts_with(at, "两会") && text.after_one_of(at + 2, &["议", "场", "计", "员"]).is_none() {
        return Some((at + 2, OtherClass::Date));
    }
    let number = text.after_one_of(at, &["近", "前", "第", "每", "过去", "连续"]).unwrap_or(at);
    let first = numeric(text, at).map(|end| (end, Mark::Day)).or_else(|| component(text, number, None));
    let Some((mut end, mut mark)) = first else {
        return year_alone(text, at).map(|end| (end, OtherClass::Date));
    };
    loop {
        if let Some((next, next_mark)) = component(text, end, Some(mark)).filter(|(_, next)| *next < mark) {
            (end, mark) = (next, next_mark);
            continue;
        }
        let beyond = text.after_one_of(end, RANGE);
        let Some((next, next_mark)) = beyond.and_then(|from| {
            let numeric = numeric(text, from).or_else(|| month_and_day(text, from)).map(|end| (end, Mark::Day));
            numeric.or_else(|| component(text, from, None))
        }) else {
            break;
        };
        (end, mark) = (next, next_mark);
    }
    let class = if mark == Mark::Day && number_before_mark_is_term(text, at, end) {
        OtherClass::Norm
    } else {
        OtherClass::Date
    };
    let end = text.after_one_of(end, &["以来", "来", "以内", "内"]).unwrap_or(end);
    Some((end, class))
}

/// 15日内 is a term.
fn number_before_mark_is_term(text: &Text<'_>, at: usize, end: usize) -> bool {
    let is_plain = text.number_end(at).is_some_and(|number| text.after_blanks(number) + 1 == end);
    is_plain && text.after_one_of(end, &["内", "以内", "之内"]).is_some()
}

/// What a part of a date names, the largest last. A part may be followed by a smaller one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Minute,
    Hour,
    Day,
    Month,
    Quarter,
    Year,
}

const MARKS: &[(&str, Mark)] = &[
    ("年度", Mark::Year),
    ("个年度", Mark::Year),
    ("年代", Mark::Year),
    ("世纪", Mark::Year),
    ("周年", Mark::Year),
    ("年", Mark::Year),
    ("季度", Mark::Quarter),
    ("个季度", Mark::Quarter),
    ("月份", Mark::Month),
    ("月", Mark::Month),
    ("日", Mark::Day),
    ("号", Mark::Day),
    ("时", Mark::Hour),
    ("点", Mark::Hour),
    ("分", Mark::Minute),
];

/// A number with its mark. Before the first mark, several numbers may share it: 1—12月, 2019、2020年.
fn component(text: &Text<'_>, at: usize, after: Option<Mark>) -> Option<(usize, Mark)> {
    const MOST_NUMBERS: usize = 6;
    let mut start = text.after_blanks(at);
    for _ in 0..MOST_NUMBERS {
        let end = text.number_end(start)?;
        let place = text.after_blanks(end);
        let marks = MARKS.iter().filter(|(word, _)| text.starts_with(place, word));
        if let Some((word, mark)) = marks.max_by_key(|(word, _)| word.len()) {
            let end_of_mark = place + word.chars().count();
            return fits(text, start..end, *mark, end_of_mark, after).then_some((end_of_mark, *mark));
        }
        start = text.after_one_of(end, RANGE).or_else(|| text.after_one_of(end, &["、"]))?;
        if after.is_some() {
            return None;
        }
    }
    None
}

fn fits(text: &Text<'_>, number: std::ops::Range<usize>, mark: Mark, end: usize, after: Option<Mark>) -> bool {
    let value = text.small_number(number.clone());
    let within = |low: u32, high: u32| value.is_some_and(|value| (low..=high).contains(&value));
    let is_chinese = !text.at(number.start).is_ascii_digit();
    match mark {
        Mark::Year => number.len() <= 5,
        Mark::Quarter => within(1, 4),
        Mark::Month => within(1, 12),
        Mark::Day if text.ends_with(end, "号") => after == Some(Mark::Month) && within(1, 31),
        Mark::Day => value.is_some(),
        Mark::Hour => within(0, 24) && (is_time(text, number.start, end) || (!is_chinese && text.ends_with(end, "时"))),
        Mark::Minute => after == Some(Mark::Hour) && within(0, 59),
    }
}

/// 三点 is a time of day only among words for one; else it counts points.
fn is_time(text: &Text<'_>, start: usize, end: usize) -> bool {
    const BEFORE: &[&str] = &["上午", "下午", "中午", "晚上", "晚", "早上", "早", "凌晨", "日", "每天"];
    let before = text.before_one_of(start, BEFORE).is_some();
    before || text.after_one_of(end, &["半", "整", "钟"]).is_some() || text.at(end).is_ascii_digit()
}

/// 2021-08-20, 2021/8/20, 2021.8.20, 2021.08, and 9:30.
fn numeric(text: &Text<'_>, at: usize) -> Option<usize> {
    if !text.at(at).is_ascii_digit() {
        return None;
    }
    let first = text.number_end(at)?;
    let mark = text.at(first);
    let second = text.number_end(first + 1).filter(|_| text.at(first + 1).is_ascii_digit())?;
    let (number, next) = (text.small_number(at..first)?, text.small_number(first + 1..second)?);
    if mark == ':' {
        return (number < 25 && next < 60 && second - first == 3).then_some(second);
    }
    let is_month = matches!(mark, '-' | '/' | '.') && is_year(text, at) && (1..=12).contains(&next);
    if !is_month {
        return None;
    }
    if text.at(second) == mark && text.at(second + 1).is_ascii_digit() {
        let end = text.number_end(second + 1)?;
        return text.small_number(second + 1..end).filter(|day| (1..=31).contains(day)).map(|_| end);
    }
    (mark == '.' && second - first == 3 && !text.is_ideograph(second)).then_some(second)
}

/// 3.7 after 2021.3.5—.
fn month_and_day(text: &Text<'_>, at: usize) -> Option<usize> {
    let month = text.number_end(at).filter(|_| text.at(at).is_ascii_digit())?;
    let day = text.number_end(month + 1).filter(|_| text.at(month) == '.')?;
    Some(day)
}

/// A year of our time in four digits, to which nothing else is joined.
fn year_alone(text: &Text<'_>, at: usize) -> Option<usize> {
    let end = text.number_end(at)?;
    let next = text.at(end);
    let goes_on = matches!(next, '.' | ',' | '%' | '‰' | '万' | '亿' | '余' | '多' | '+' | '×' | '/' | ' ')
        && (text.at(end + 1).is_ascii_digit() || !matches!(next, '.' | ',' | ' '));
    let is_counted = crate::unit::at_start_of(text.chars(end..end + 5)).is_some();
    (is_year(text, at) && !goes_on && !is_counted).then_some(end)
}

fn is_year(text: &Text<'_>, at: usize) -> bool {
    let digits = text.number_end(at).filter(|end| end - at == 4 && text.at(at).is_ascii_digit());
    digits.and_then(|end| text.small_number(at..end)).is_some_and(|year| (1949..=2099).contains(&year))
}
