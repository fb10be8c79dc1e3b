//! Numbers that say what ought to be: time limits, frequencies, minimums, aims and conditions.

use super::change::Around;
use super::mention::{Change, OtherClass, Term};
use crate::audit::text::Text;
use crate::unit::{Dimension, Unit};

/// The class of a number with a unit that is no statement of fact, if it is none.
pub(super) fn norm(
    text: &Text<'_>,
    around: &Around,
    unit: Option<&Unit>,
    change: Option<&Change>,
) -> Option<OtherClass> {
    const AIMS: &[&str] =
        &["力争", "争取", "预计", "有望", "目标是", "目标为", "计划于", "拟新建", "拟新增", "拟培训", "确保"];
    let dimension = unit.map(|unit| unit.dimension);
    let before = around.before.clone();
    let is_average = is_average(text, around);
    if text.find(before.clone(), AIMS).is_some() || plans_at_clause_start(text, around) {
        return Some(OtherClass::Target);
    }
    let is_place = unit.is_some_and(|unit| unit.word == "位" || unit.word == "名");
    let moves = ["上升", "前进", "提升", "攀升", "后退", "提高", "下降", "进", "前移", "上升了", "提升了"];
    if is_place && text.before_one_of(around.span.start, &moves).is_some() {
        return Some(OtherClass::Award);
    }
    if let Some(class) = bound(text, around) {
        return Some(class);
    }
    if is_frequency(text, around) && !is_average && dimension == Some(Dimension::Count) {
        return Some(OtherClass::Norm);
    }
    if dimension != Some(Dimension::Rate) && is_condition(text, around) {
        return Some(OtherClass::Criterion);
    }
    if dimension == Some(Dimension::Duration) {
        return term(text, around, unit, is_average, change);
    }
    None
}

/// 500人以上的企业, and 万元以上案件389件, where the other number of the clause is the one that is stated.
fn is_condition(text: &Text<'_>, around: &Around) -> bool {
    let end = around.span.end;
    let is_bound = text.before_one_of(end, &["以上", "以下"]).is_some();
    let leads_to_another = || text.is_ideograph(end) && around.after.end < text.clause_end(end);
    is_bound && (text.at(end) == '的' || leads_to_another())
}

/// 计划培训200人: a plan, unless it is 按计划 or a plan that something has done.
fn plans_at_clause_start(text: &Text<'_>, around: &Around) -> bool {
    let clause = text.clause_start(around.span.start);
    let start = text.after_one_of(clause, &["我局", "区里", "明年", "年内"]).unwrap_or(clause);
    text.starts_with(start, "计划")
        && text.after_one_of(start + 2, &["内", "外", "完成", "执行", "生育", "的"]).is_none()
}

/// 不少于4次 may be demanded or done, and so may 至少 and 不超过.
fn bound(text: &Text<'_>, around: &Around) -> Option<OtherClass> {
    const BOUNDS: &[&str] = &[
        "不少于",
        "不低于",
        "不超过",
        "不高于",
        "不多于",
        "不大于",
        "不小于",
        "至少",
        "最少",
        "至多",
        "最多",
        "≥",
        "≤",
    ];
    const DEMANDS: &[&str] = &["应", "须", "不得", "要求", "规定", "每", "原则上", "标准"];
    text.after_one_of(around.span.start, BOUNDS)?;
    let is_demand = text.find(around.before.clone(), DEMANDS).is_some();
    Some(if is_demand { OtherClass::Norm } else { OtherClass::Ambiguous })
}

/// 每季度1次.
fn is_frequency(text: &Text<'_>, around: &Around) -> bool {
    const EVERY: &[&str] =
        &["每年", "每季度", "每季", "每月", "每周", "每日", "每天", "每半年", "每两年", "每学期", "每旬"];
    const NEAR: usize = 12;
    let from = around.before.start.max(around.span.start.saturating_sub(NEAR));
    text.find(from..around.span.start, EVERY).is_some()
}

/// Whether the words before a number make it an average.
pub(super) fn is_average(text: &Text<'_>, around: &Around) -> bool {
    const AVERAGES: &[&str] = &[
        "平均",
        "人均",
        "户均",
        "日均",
        "月均",
        "年均",
        "件均",
        "次均",
        "每案",
        "案均",
        "均用时",
        "均耗时",
        "每万人",
        "每千人",
        "每百人",
    ];
    let is_quotient = text.at(around.span.end) == '/' && text.is_ideograph(around.span.end + 1);
    is_quotient || text.find(around.before.clone(), AVERAGES).is_some()
}

/// A length of time is a statistic as an average, in a comparison, or when it is added up; else it is mostly a limit.
fn term(
    text: &Text<'_>,
    around: &Around,
    unit: Option<&Unit>,
    is_average: bool,
    change: Option<&Change>,
) -> Option<OtherClass> {
    const TOTALS: &[&str] = &["累计", "共计", "合计", "总计", "共", "历时", "为期", "总时长", "时长"];
    let compares = change.is_some_and(|change| matches!(change.term, Term::From | Term::To | Term::By));
    let is_limit = text.after_one_of(around.span.end, &["内", "以内", "之内"]).is_some()
        || text.ends_with(around.span.end, "以内");
    let limits = ["期限", "时限", "之日起", "法定", "承诺", "应当", "须", "规定"];
    if is_average || (compares && !is_limit) {
        return None;
    }
    let says_limit = text.find(around.before.clone(), &limits).is_some();
    let word = unit.map_or("", |unit| unit.base);
    if is_limit || says_limit || word == "工作日" {
        return Some(OtherClass::Norm);
    }
    let adds_up = word == "学时" || word == "课时" || text.find(around.before.clone(), TOTALS).is_some();
    (!adds_up).then_some(OtherClass::Ambiguous)
}
