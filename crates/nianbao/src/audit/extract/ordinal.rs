//! Ordinals, 第 with a number, by what follows them.

use super::mention::OtherClass;
use super::{article, award};
use crate::audit::text::Text;

/// Words that 第一 makes a set phrase with.
const FIRST: &[&str] = &[
    "责任",
    "责任人",
    "议题",
    "时间",
    "书记",
    "线",
    "手",
    "要务",
    "要事",
    "任务",
    "资源",
    "步",
    "动力",
    "信号",
    "产业",
    "方阵",
    "身份",
    "目标",
    "标准",
    "位的",
    "道",
    "关",
    "现场",
    "追求",
    "选择",
    "印象",
    "需求",
    "粒",
];

pub(super) fn ordinal(text: &Text<'_>, at: usize) -> Option<(usize, OtherClass)> {
    if text.at(at) != '第' {
        return None;
    }
    let number = if text.at(at + 1) == '(' { at + 2 } else { at + 1 };
    let end = text.number_end(number)?;
    if let Some(end) = article::after_ordinal(text, at + 1) {
        return Some((end, OtherClass::Article));
    }
    let institution =
        ["中学", "小学", "人民医院", "中级", "中等", "师范", "军医", "监狱", "学社", "检察", "人民检察", "实验"];
    if let Some(end) = text.after_one_of(end, &institution) {
        return Some((end, OtherClass::Organisation));
    }
    if text.starts_with(end, "号") {
        return Some((end + 1, OtherClass::DocumentNumber));
    }
    if award::is_rank(text, at, end) {
        return Some((text.after_one_of(end, &["名", "位"]).unwrap_or(end), OtherClass::Award));
    }
    if text.ends_with(end, "第一")
        && let Some(end) = text.after_one_of(end, FIRST)
    {
        return Some((end, OtherClass::Slogan));
    }
    Some((if text.at(end) == ')' && number == at + 2 { end + 1 } else { end }, OtherClass::Ordinal))
}
