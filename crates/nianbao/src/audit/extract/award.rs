//! Ranks and honours.

use super::mention::OtherClass;
use crate::audit::text::Text;

/// 六连冠, 三届蝉联, 二等奖, 前三名.
pub(super) fn award(text: &Text<'_>, at: usize) -> Option<(usize, OtherClass)> {
    const AFTER: &[&str] = &[
        "连冠",
        "连创",
        "连胜",
        "连优",
        "连增",
        "连升",
        "届蝉联",
        "等奖",
        "等功",
        "星级",
        "冠王",
        "届全国文明",
        "届文明",
    ];
    if text.at(at) == '前' {
        let end = text.number_end(at + 1)?;
        return text.after_one_of(end, &["名", "位", "甲", "强", "列"]).map(|end| (end, OtherClass::Award));
    }
    let end = text.number_end(at)?;
    text.after_one_of(end, AFTER).map(|end| (end, OtherClass::Award))
}

/// Whether an ordinal is a rank: 第2名, or 全省第一.
pub(super) fn is_rank(text: &Text<'_>, at: usize, end: usize) -> bool {
    const BEFORE: &[&str] = &[
        "全国",
        "全省",
        "全市",
        "全区",
        "全县",
        "全州",
        "全系统",
        "排名",
        "排",
        "位列",
        "位居",
        "名列",
        "列",
        "居",
        "获",
        "并列",
        "获得",
        "荣获",
        "夺得",
        "取得",
    ];
    let is_named =
        text.after_one_of(end, &["名", "位"]).is_some() && text.after_one_of(end, &["名单", "位于"]).is_none();
    is_named || (text.before_one_of(at, BEFORE).is_some() && !text.starts_with(end, "批"))
}
