//! Bare comparisons: a change against last year that is claimed in words, without a number.

use std::ops::Range;

use crate::audit::Mention;
use crate::narrative::reading::Reading;

/// What this year is compared with. Vaguer words (进一步, 持续, 显著) claim nothing that a figure could contradict.
const BASES: &[&str] = &[
    "同比",
    "环比",
    "较上年",
    "较去年",
    "比上年",
    "比去年",
    "与上年",
    "与去年",
    "较上一年",
    "比上一年",
    "较往年",
    "比往年",
];

/// Which way it went.
const DIRECTIONS: &[&str] = &[
    "增加", "增长", "上升", "提高", "提升", "上涨", "增多", "下降", "减少", "降低", "回落", "下滑", "压减", "缩短",
    "持平",
];

/// A clause with one of these says what is aimed at.
const AIMS: &[&str] = &["力争", "争取", "确保", "努力", "目标", "计划", "实现", "要"];

/// How far a clause is followed from its basis in either direction, in bytes. A limit makes the work on each bounded.
const REACH: usize = 96;

/// The comparisons that nobody owns, from the basis to the direction: 同比大幅下降.
pub(super) fn bare(reading: &Reading, mentions: &[Mention]) -> Vec<Range<usize>> {
    let text = reading.text.as_str();
    let mut claims = Vec::new();
    let mut done = 0;
    for (at, _) in text.char_indices() {
        let basis =
            BASES.iter().find(|basis| at >= done && text.get(at..).is_some_and(|rest| rest.starts_with(**basis)));
        let Some(basis) = basis else { continue };
        done = at + basis.len();
        let clause = clause(text, at..done);
        let Some(end) = direction(text, done..clause.end) else { continue };
        let stated = mentions.partition_point(|mention| mention.span.start < at);
        let mut within = mentions.iter().skip(stated).take_while(|mention| mention.span.start < clause.end);
        let has_number = within.any(|mention| mention.statistic().is_some());
        let is_owned = reading.characters(&(at..end)).iter().any(|character| reading.owner(character).is_some());
        let is_aim = AIMS.iter().any(|word| text.get(clause.clone()).is_some_and(|clause| clause.contains(word)));
        if !has_number && !is_owned && !is_aim {
            claims.push(at..end);
            done = end;
        }
    }
    claims
}

/// The clause around a basis. A comma behind 与上年相比 doesn't end it.
fn clause(text: &str, basis: Range<usize>) -> Range<usize> {
    let is_stop = |c: char| matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | '（' | '）' | ',' | ';' | '\n');
    let first = text.floor_char_boundary(basis.start.saturating_sub(REACH));
    let last = text.floor_char_boundary((basis.end + REACH).min(text.len()));
    let (before, after) = (text.get(first..basis.start), text.get(basis.end..last));
    let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
    let stops = |(at, c): (usize, char)| is_stop(c).then_some((at, at + c.len_utf8()));
    let start = before.char_indices().rev().find_map(stops).map_or(first, |(_, end)| first + end);
    let mut ends = after.char_indices().filter_map(stops).map(|(at, _)| at);
    let end = ends.next().filter(|end| !after.get(..*end).is_some_and(|words| words.ends_with("相比")));
    start..basis.end + end.or_else(|| ends.next()).unwrap_or(after.len())
}

/// The end of the first direction in a range.
fn direction(text: &str, range: Range<usize>) -> Option<usize> {
    let words = text.get(range.clone())?;
    let found = DIRECTIONS.iter().filter_map(|word| Some((words.find(word)?, word.len())));
    found.min().map(|(at, length)| range.start + at + length)
}
