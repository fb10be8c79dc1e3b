//! Words that state none or all without a number: 未收到申请, 无行政诉讼案件, 零投诉, 全部持证上岗, 实现全覆盖.
//!
//! These words have many other uses (无障碍, 零部件, 全部工作), so that each is read in closed constructions alone: what
//! is counted must be on a list and end the clause.

use std::ops::Range;
use std::sync::LazyLock;

use super::mention::Kind;
use super::scan::{Found, What};
use crate::audit::text::Text;

/// A list of words, each on a line of its own in its file. What another field counts is one more line.
type Words = LazyLock<Vec<&'static str>>;

/// What a report counts: the last word of what there is none of.
static COUNTED: Words = LazyLock::new(|| include_str!("words/counted.txt").lines().collect());

/// Acts of which a report may say that there was none.
static ACTS: Words = LazyLock::new(|| include_str!("words/acts.txt").lines().collect());

/// What was done to all of them, when all are said to have it.
static DONE: Words = LazyLock::new(|| include_str!("words/done.txt").lines().collect());

/// What may still follow what is counted.
const CLOSING: &[&str] = &["发生", "情况", "的情况", "产生", "出现", "情形", "现象", "记录", "业务", "事项"];

/// After what 无 or 未 can be what a clause says: a time, an office, 均, 暂.
static BEFORE: Words = LazyLock::new(|| include_str!("words/before_none.txt").lines().collect());

/// Words that begin with 无, 未 or 从 and say something else.
static BEGIN_ALIKE: Words = LazyLock::new(|| include_str!("words/begin_alike.txt").lines().collect());

/// Marks between several things.
const AND: &[&str] = &["、", "和", "及", "以及", "与", "或"];

pub(super) fn words(text: &Text<'_>, at: usize) -> Option<Found> {
    let none = match text.at(at) {
        '无' | '没' | '未' | '从' => none(text, at),
        '零' => zero(text, at),
        '全' => return all(text, at).or_else(|| everywhere(text, at)),
        '均' => return evenly(text, at),
        _ => None,
    };
    none.map(|(span, objects)| Found { span, what: What::Words(Kind::Zero, objects) })
}

type Stated = (Range<usize>, Vec<Range<usize>>);

/// 无 and 未 with their clause, which must end with something counted.
fn none(text: &Text<'_>, at: usize) -> Option<Stated> {
    const PARTICLES: &[&str] = &["无", "没有", "未", "从未", "未曾"];
    if let Some(stated) = not_one(text, at) {
        return Some(stated);
    }
    let after = text.after_one_of(at, PARTICLES)?;
    let act = text.after_one_of(after, &ACTS);
    let needs_act = text.ends_with(after, "未") || text.ends_with(after, "未曾");
    let start = match act {
        Some(act) => act,
        None if needs_act => return None,
        None => after,
    };
    let end = text.clause_end(at);
    let is_predicate = is_predicate(text, at) && !begins_a_word(text, at) && text.clause_end(at) - at < 40;
    let counted = end_of_counted(text, start, end).filter(|_| is_predicate)?;
    let clean = !(start..counted).any(|place| text.at(place).is_ascii_digit() || matches!(text.at(place), '的' | '《'));
    let clean = clean || (needs_act && text.find(start..counted, &["引发的", "产生的"]).is_some());
    let thing = text.before_one_of(counted, CLOSING).unwrap_or(counted);
    clean.then(|| (at..counted, list(text, start..thing)))
}

/// 无一败诉, 无一起事故.
fn not_one(text: &Text<'_>, at: usize) -> Option<Stated> {
    let after = text.after_one_of(at, &["无一", "没有一"])?;
    let after = text.after_one_of(after, &["例", "起", "件", "人", "次", "宗"]).unwrap_or(after);
    let end = text.clause_end(at);
    end_of_counted(text, after, end).map(|counted| (at..counted, Vec::new()))
}

/// The end of something counted that closes the clause.
fn end_of_counted(text: &Text<'_>, start: usize, end: usize) -> Option<usize> {
    let trimmed = text.before_one_of(end, CLOSING);
    let ends = [Some(end), trimmed];
    let found =
        ends.into_iter().flatten().find(|end| text.before_one_of(*end, &COUNTED).is_some_and(|from| from >= start));
    found.map(|_| end)
}

/// Whether what precedes lets 无 or 未 be what the clause says: nothing, a time, an office, 均, 暂.
fn is_predicate(text: &Text<'_>, at: usize) -> bool {
    const CONDITIONS: &[&str] = &["如", "若", "凡", "对", "因", "将", "把", "对于", "除", "一旦"];
    let clause = text.clause_start(at);
    let is_condition = text.find(clause..at, CONDITIONS).is_some_and(|found| found == clause);
    let is_open = at == clause || text.before_one_of(at, &BEFORE).is_some() || text.before(at) == ' ';
    is_open && !is_condition
}

/// 无障碍, 无证, 无理 and the like are words of their own.
fn begins_a_word(text: &Text<'_>, at: usize) -> bool {
    text.after_one_of(at, &BEGIN_ALIKE).is_some()
}

/// 零投诉: 零 right before what is counted; and 败诉率为零.
fn zero(text: &Text<'_>, at: usize) -> Option<Stated> {
    const AFTER: &[&str] = &[
        "申请",
        "投诉",
        "上访",
        "事故",
        "复议",
        "诉讼",
        "败诉",
        "差错",
        "违纪",
        "违法",
        "案件",
        "伤亡",
        "发生",
        "举报",
        "纠错",
        "逾期",
        "超期",
        "积压",
        "死亡",
        "赴省进京上访",
        "进京上访",
        "越级上访",
        "非访",
        "信访",
    ];
    let is_value = text.ends_with(at, "为") && !text.ends_with(at, "不为") && text.is_clause_end(at + 1);
    let end = if is_value { at + 1 } else { text.after_one_of(at + 1, AFTER)? };
    let alone = crate::numeral::is_chinese(text.before(at)) || text.before(at).is_ascii_digit();
    // Aims are spoken of in the same words.
    let is_aim = text.find(text.clause_start(at)..at, &["确保", "力争", "争取", "追求", "目标", "努力"]).is_some();
    let is_adjective = text.at(end) == '的' || text.at(end) == '”';
    (!alone && !is_aim && !is_adjective).then(|| (at..end, Vec::new()))
}

/// 全部 or 全员 with what was done, at the end of its clause.
fn all(text: &Text<'_>, at: usize) -> Option<Found> {
    let after = text.after_one_of(at, &["全部", "全员"])?;
    let after = text.after_one_of(after, &["已", "已经", "均已", "得到", "实现", "均"]).unwrap_or(after);
    finished(text, at, after)
}

/// 均已办结, with the things of which it is said.
fn evenly(text: &Text<'_>, at: usize) -> Option<Found> {
    const NOT: &[&str] = &["平", "人", "户", "日", "月", "年", "次", "件", "地"];
    if text.before_one_of(at, NOT).is_some() && text.after_one_of(at + 1, &["已", "全部", "按"]).is_none() {
        return None;
    }
    let after = text.after_one_of(at + 1, &["已", "已经", "全部", "已全部", "得到"]).unwrap_or(at + 1);
    finished(text, at, after)
}

fn finished(text: &Text<'_>, at: usize, after: usize) -> Option<Found> {
    let done = text.after_one_of(after, &DONE)?;
    let end = text.after_one_of(done, &["了"]).unwrap_or(done);
    let closes = text.is_clause_end(end) || text.at(end) == '、' || end >= text.len();
    let clause = text.clause_start(at);
    let is_aim = text.find(clause..at, AIMS).is_some();
    let what = What::Words(Kind::All, Vec::new());
    (closes && !is_aim).then_some(Found { span: at..end, what })
}

/// Words that make a claim an aim.
const AIMS: &[&str] = &[
    "确保", "力争", "争取", "推动", "推进", "努力", "要求", "必须", "应当", "逐步", "基本", "目标", "拟", "将", "未",
    "不", "尚",
];

/// 全覆盖 as what a clause claims: after 实现 or the like, at the clause's end.
fn everywhere(text: &Text<'_>, at: usize) -> Option<Found> {
    const CLAIMS: &[&str] = &["实现", "达到", "做到", "完成", "达成"];
    let end = text.after_one_of(at, &["全覆盖"])?;
    let clause = text.clause_start(at);
    let claim = text.find_last(clause..at, CLAIMS)?;
    let is_aim = text.find(clause..at, AIMS).is_some();
    let closes = text.is_clause_end(end) || end >= text.len();
    let objects = list(text, text.after_one_of(claim, CLAIMS).unwrap_or(at)..at);
    (closes && !is_aim).then_some(Found { span: at..end, what: What::Words(Kind::All, objects) })
}

/// The parts of a list, if there are several.
pub(super) fn list(text: &Text<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = vec![];
    let mut start = range.start;
    let mut at = range.start;
    while at < range.end {
        let Some(after) = separator(text, at).filter(|after| at > start && *after < range.end) else {
            at += 1;
            continue;
        };
        parts.push(start..at);
        (start, at) = (after, after);
    }
    parts.push(start..range.end);
    if parts.len() > 1 { parts } else { Vec::new() }
}

/// The place after a word for "and". 和, 及 and 与 are also parts of words.
fn separator(text: &Text<'_>, at: usize) -> Option<usize> {
    const WORDS: &[&str] =
        &["和谐", "和解", "和平", "及时", "及其", "与会", "与时", "及以上", "及以下", "与否", "和睦", "与其"];
    const ENDS: &[&str] = &["涉", "普", "参", "赋", "给", "温", "缓", "以", "顾", "危"];
    let after = text.after_one_of(at, AND)?;
    let in_word = text.after_one_of(at, WORDS).is_some() || text.before_one_of(at, ENDS).is_some();
    let is_mark = text.at(at) == '、' || text.starts_with(at, "以及");
    (is_mark || !in_word).then_some(after)
}
