//! Comparisons: whether a number is a difference, a multiple, the value before or the value now.

use std::ops::Range;

use super::mention::{Basis, Change, Direction, Term};
use crate::audit::text::Text;
use crate::unit::{Dimension, Unit};

/// Words of change before 到, 至 or 为, or right before a difference.
const UP: &[&str] = &["增加", "增长", "上升", "提高", "提升", "上涨", "扩大", "增幅", "涨幅", "增长率", "多出", "提速"];
const DOWN: &[&str] =
    &["减少", "下降", "降低", "压缩", "压减", "压降", "缩短", "缩减", "回落", "减幅", "降幅", "下降率"];
/// Words that lead to the value now alone: 精简12项 says how many there were.
const TOWARDS: &[&str] = &["精简", "优化", "整合", "归并"];
/// Words that say a change only beside a basis, or before a rate or points.
const SHORT_UP: &[&str] = &["增", "升", "涨", "多"];
const SHORT_DOWN: &[&str] = &["减", "降", "少"];

/// The words around a number, in characters.
pub(super) struct Around {
    /// The clause's begin or the end of the statistic before.
    pub(super) before: Range<usize>,
    pub(super) span: Range<usize>,
    /// Up to the next statistic or the clause's end.
    pub(super) after: Range<usize>,
}

pub(super) fn change(text: &Text<'_>, around: &Around, unit: Option<&Unit>) -> Option<Change> {
    let dimension = unit.map(|unit| unit.dimension);
    let basis = basis(text, around);
    let is_points = dimension == Some(Dimension::Points);
    if text.starts_with(around.span.start, "翻") {
        return Some(Change { term: Term::Times, direction: Some(Direction::Up), basis });
    }
    if let Some(direction) = to(text, around) {
        return Some(Change { term: Term::To, direction, basis });
    }
    if let Some(direction) = from(text, around) {
        return Some(Change { term: Term::From, direction, basis });
    }
    let direction = by(text, around, dimension, basis.is_some());
    if direction.is_some() || is_points {
        return Some(Change { term: Term::By, direction, basis });
    }
    let is_multiple = dimension == Some(Dimension::Multiple);
    let basis = basis.or_else(|| {
        let years = ["上年", "去年", "同期", "往年", "上一年"];
        text.find(around.before.clone(), &years).map(|_| Basis::YearBefore)
    });
    is_multiple.then_some(Change { term: Term::Times, direction: None, basis })
}

/// The direction of the word that ends before a place, 了 and 率 between them or not.
fn direction_before(text: &Text<'_>, at: usize, words: [&[&str]; 2], start: usize) -> Option<(Direction, usize)> {
    let up = text.before_one_of(at, words[0]).filter(|from| *from >= start);
    let down = text.before_one_of(at, words[1]).filter(|from| *from >= start);
    up.map(|from| (Direction::Up, from)).or_else(|| down.map(|from| (Direction::Down, from)))
}

/// 增加到, 压缩至, 降为.
fn to(text: &Text<'_>, around: &Around) -> Option<Option<Direction>> {
    let end = text.before_one_of(around.span.start, &["到", "至", "为", "到了", "至约"])?;
    if let Some((direction, _)) = direction_before(text, end, [UP, DOWN], around.before.start) {
        let is_rate_of_change =
            text.before_one_of(end, &["增幅", "涨幅", "减幅", "降幅", "增长率", "下降率"]).is_some();
        return (!is_rate_of_change).then_some(Some(direction));
    }
    if text.before_one_of(end, TOWARDS).is_some_and(|from| from >= around.before.start) {
        return Some(Some(Direction::Down));
    }
    let short = direction_before(text, end, [SHORT_UP, SHORT_DOWN], around.before.start)?;
    let is_open = !text.ends_with(end, "多") && !text.ends_with(end, "少");
    is_open.then_some(Some(short.0))
}

/// 由 or 从 before the number, and a word that leads to another after it.
fn from(text: &Text<'_>, around: &Around) -> Option<Option<Direction>> {
    const BEFORE: &[&str] = &[
        "由",
        "从",
        "由原来的",
        "从原来的",
        "由原先的",
        "由原",
        "从原",
        "由法定",
        "由法定的",
        "由上年的",
        "由去年的",
        "由上年",
        "由去年",
        "从去年的",
        "从上年的",
        "由最初的",
        "从最初的",
        "由平均",
        "从平均",
        "由年初的",
        "从年初的",
    ];
    const NEAR: usize = 10;
    let of_a_year = || {
        let year = around.before.start.max(around.span.start.saturating_sub(NEAR))..around.span.start;
        text.ends_with(year.end, "年的") && text.find(year, &["由", "从"]).is_some()
    };
    if text.before_one_of(around.span.start, BEFORE).is_none() && !of_a_year() {
        return None;
    }
    let limit = around.after.end.min(around.span.end + NEAR);
    let leads = text.find_last(around.span.end..limit, &["至", "到", "为"])?;
    let direction = direction_before(text, leads, [UP, DOWN], around.span.end)
        .or_else(|| direction_before(text, leads, [SHORT_UP, SHORT_DOWN], around.span.end));
    let direction = direction.or_else(|| direction_before(text, leads, [&[], TOWARDS], around.span.end));
    let neutral = text.before_one_of(leads, &["调整", "变", "提"]).is_some() || leads == around.span.end;
    direction.map(|(direction, _)| Some(direction)).or(neutral.then_some(None))
}

/// 增加600多条, 同比下降12.5%, 缩短办理时限5个工作日.
fn by(text: &Text<'_>, around: &Around, dimension: Option<Dimension>, has_basis: bool) -> Option<Direction> {
    let start = around.before.start;
    let at = text.before_one_of(around.span.start, &["了", "达", "为", "达到"]).unwrap_or(around.span.start);
    let at = text.before_one_of(at, &["了", "分别", "率", "幅度"]).unwrap_or(at);
    if let Some((direction, _)) = direction_before(text, at, [UP, DOWN], start) {
        return Some(direction);
    }
    let relative = matches!(dimension, Some(Dimension::Rate | Dimension::Points));
    if (has_basis || relative)
        && let Some((direction, from)) = direction_before(text, at, [SHORT_UP, SHORT_DOWN], start)
    {
        let in_word = text.before_one_of(from, &["新", "净", "许", "很", "不", "至", "多"]).is_some();
        return (!in_word).then_some(direction);
    }
    let is_loose = has_basis || matches!(dimension, Some(Dimension::Points | Dimension::Duration));
    let last = |words: &[&str]| text.find_last(around.before.clone(), words);
    match (last(UP), last(DOWN)) {
        (up, Some(down)) if up.is_none_or(|up| up < down) && (is_loose || relative) => Some(Direction::Down),
        (Some(_), _) if is_loose && dimension != Some(Dimension::Duration) => Some(Direction::Up),
        _ => None,
    }
}

/// What the number is compared with, by the words of its clause and of 与上年相比 before it.
fn basis(text: &Text<'_>, around: &Around) -> Option<Basis> {
    const YEAR: &[&str] = &[
        "同比",
        "较上年",
        "较去年",
        "比上年",
        "比去年",
        "与上年",
        "与去年",
        "较同期",
        "较上一年",
        "比上一年",
        "比往年",
        "较往年",
        "同期",
    ];
    const PERIOD: &[&str] = &["环比", "较上月", "比上月", "较上季度", "比上季度", "与上月"];
    let clause = text.clause_start(around.span.start);
    let preceding = clause.saturating_sub(1);
    let is_comparison = text.ends_with(preceding, "相比") || text.ends_with(preceding, "比较");
    let start = if is_comparison { text.clause_start(preceding) } else { clause };
    let place = |words| text.find_last(start..around.span.start, words);
    match (place(YEAR), place(PERIOD)) {
        (year, Some(period)) if year.is_none_or(|year| year < period) => Some(Basis::PeriodBefore),
        (Some(_), _) => Some(Basis::YearBefore),
        _ => None,
    }
}
