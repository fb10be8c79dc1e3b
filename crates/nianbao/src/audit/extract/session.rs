//! Congresses, plenums and meetings that go by their number.

use super::mention::OtherClass;
use crate::audit::text::Text;

/// How far from its number the word for a meeting may stand: 三届区委第七次全会.
const NEAR: usize = 14;

const MEETINGS: &[&str] = &[
    "全会",
    "全体会议",
    "会议",
    "党代会",
    "代表大会",
    "集体学习",
    "常务会",
    "党组会",
    "办公会",
    "常委会",
    "人大",
    "政协",
];

/// 十九届六中全会, 三届区委第七次全会, 第35次集体学习, 六中全会, 二十大.
pub(super) fn session(text: &Text<'_>, at: usize) -> Option<(usize, OtherClass)> {
    let is_ordinal = text.at(at) == '第';
    let number = if is_ordinal { at + 1 } else { at };
    let end = text.number_end(number)?;
    text.small_number(number..end)?;
    let after = if text.at(end) == '届' {
        term(text, end + 1)
    } else if text.at(end) == '次' && is_ordinal {
        meeting(text, end + 1)
    } else if text.starts_with(end, "中全会") {
        Some(end + 3)
    } else {
        congress(text, number, end).filter(|_| !is_ordinal)
    };
    after.map(|end| (end, OtherClass::Session))
}

/// What follows 届: another number and its meeting, or a meeting, or nothing. 三届蝉联 is an honour.
fn term(text: &Text<'_>, at: usize) -> Option<usize> {
    if text.after_one_of(at, &["蝉联", "全国文明", "文明"]).is_some() {
        return None;
    }
    let limit = text.clause_end(at).min(at + NEAR);
    let second =
        (at..limit).find(|place| text.number_end(*place).is_some_and(|end| matches!(text.at(end), '中' | '次')));
    let from = second.and_then(|place| text.number_end(place)).unwrap_or(at);
    Some(meeting(text, from).unwrap_or(at))
}

fn meeting(text: &Text<'_>, at: usize) -> Option<usize> {
    let limit = text.clause_end(at).min(at + NEAR);
    let found = text.find(at..limit, MEETINGS)?;
    let crosses = text.find(at..found, &["、", "和", "第"]).is_some();
    text.after_one_of(found, MEETINGS).filter(|_| !crosses)
}

/// 十八大 to 二十九大, which are congresses of the party; 十大 and 十二大类 are not.
fn congress(text: &Text<'_>, number: usize, end: usize) -> Option<usize> {
    const NOT: &[&str] = &["类", "项", "工程", "行动", "任务", "产业", "领域", "体系", "重点", "举措"];
    let value = text.small_number(number..end)?;
    let is_congress = (11..=40).contains(&value) && text.at(end) == '大' && !text.at(number).is_ascii_digit();
    (is_congress && text.after_one_of(end + 1, NOT).is_none()).then_some(end + 1)
}
