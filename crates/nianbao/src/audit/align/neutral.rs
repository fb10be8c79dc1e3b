//! Words that narrow nothing down, and words that narrow a statement down.

use std::ops::Range;

use super::clause::Clause;
use crate::audit::extract::Kind;
use crate::audit::text::Text;
use crate::numeral;

/// Words that leave a statement about the whole year and the whole unit what it is.
const NEUTRAL: &[&str] = &[
    "共",
    "共计",
    "总计",
    "合计",
    "累计",
    "总共",
    "一共",
    "共有",
    "全年",
    "全年共",
    "年内",
    "今年",
    "今年以来",
    "本年",
    "本年度",
    "一年来",
    "年度",
    "全年度",
    "我局",
    "本局",
    "全局",
    "局",
    "本单位",
    "我单位",
    "本机关",
    "先后",
    "已",
    "已经",
    "现",
    "现有",
    "有",
    "为",
    "是",
    "达",
    "达到",
    "达到了",
    "约",
    "的",
    "了",
    "并",
    "且",
    "及",
    "和",
    "与",
    "以及",
    "在",
    "对",
    "将",
    "把",
    "以",
    "其",
    "等",
    "也",
    "均",
    "总",
    "总数",
    "总量",
    "数",
    "数量",
    "件数",
    "人数",
    "次数",
    "条数",
    "共有",
    "上",
    "基础上",
    "计",
    "全部",
    "实际",
    "总体",
    "整体",
    "情况",
    "工作",
    "同时",
    "另",
    "此外",
    "截至年底",
    "截至目前",
    "组织",
    "整个",
    "全体",
];

/// Words beside none and all.
const NEUTRAL_OF_WORDS: &[&str] = &[
    "未",
    "无",
    "没有",
    "从未",
    "未曾",
    "尚未",
    "暂未",
    "暂无",
    "未有",
    "零",
    "没",
    "全部",
    "全员",
    "均",
    "都",
    "皆",
    "发生",
    "出现",
    "产生",
    "的情况",
    "情形",
    "案件",
    "事项",
    "起",
    "件",
];

/// Words beside a change.
const NEUTRAL_OF_CHANGE: &[&str] = &[
    "较",
    "比",
    "与",
    "同",
    "相比",
    "上年",
    "去年",
    "上一年",
    "上年度",
    "同期",
    "同比",
    "增加",
    "增长",
    "上升",
    "提高",
    "提升",
    "多",
    "增",
    "减少",
    "下降",
    "降低",
    "少",
    "减",
    "了",
    "数量",
    "净增",
    "净增加",
    "有所",
];

/// Words that narrow a statement down, wherever they stand.
const NARROWING: &[&str] = &[
    "其中",
    "线上",
    "线下",
    "网上",
    "现场",
    "当场",
    "书面",
    "电话",
    "来信",
    "来访",
    "上半年",
    "下半年",
    "季度",
    "月份",
    "截至",
    "全市",
    "全省",
    "全国",
    "全县",
    "街道",
    "某",
    "新增",
    "以上",
    "每",
    "平均",
    "计划",
    "预计",
    "目标",
    "不少于",
    "人均",
];

/// Whether a range holds a word that narrows a statement down.
pub(super) fn is_narrowed(text: &Text<'_>, range: Range<usize>) -> bool {
    text.find(range, NARROWING).is_some()
}

/// Whether what a clause says at the places that nothing explains narrows nothing down.
pub(super) fn is_neutral(text: &Text<'_>, clause: &Clause, explained: &[bool], own_names: &[String]) -> bool {
    let is_word = matches!(clause.kind, Kind::Zero | Kind::All);
    let is_change = clause.kind == Kind::Change;
    let mut lists: Vec<&[&str]> = vec![NEUTRAL];
    lists.extend(is_word.then_some(NEUTRAL_OF_WORDS));
    lists.extend(is_change.then_some(NEUTRAL_OF_CHANGE));
    let mut index = 0;
    for range in &clause.ranges {
        let free = |place: usize, index: usize| !explained.get(index + place - range.start).copied().unwrap_or(true);
        let mut place = range.start;
        while place < range.end {
            if !free(place, index) || is_mark(text, place) {
                place += 1;
                continue;
            }
            let limit = (place..range.end).find(|place| !free(*place, index)).unwrap_or(range.end);
            let listed =
                lists.iter().filter_map(|words| text.after_one_of(place, words)).filter(|end| *end <= limit).max();
            let named = own_names.iter().filter(|name| text.starts_with(place, name));
            let named = named.map(|name| place + name.chars().count()).filter(|end| *end <= limit).max();
            let unit = clause.loose_unit(text, place).filter(|end| *end <= limit);
            match [listed, named, unit].into_iter().flatten().max() {
                Some(end) => place = end,
                None => return false,
            }
        }
        index += range.len();
    }
    true
}

/// Words without those that narrow nothing down.
pub(in crate::audit) fn stripped(words: &str, of_words: bool, of_change: bool) -> String {
    let text = Text::new(words);
    let mut lists: Vec<&[&str]> = vec![NEUTRAL];
    lists.extend(of_words.then_some(NEUTRAL_OF_WORDS));
    lists.extend(of_change.then_some(NEUTRAL_OF_CHANGE));
    let (mut kept, mut place) = (String::new(), 0);
    while place < text.len() {
        if let Some(end) = lists.iter().filter_map(|words| text.after_one_of(place, words)).max() {
            place = end;
            continue;
        }
        kept.extend((!is_mark(&text, place)).then(|| text.at(place)));
        place += 1;
    }
    kept
}

/// Whether a mark or a blank stands here; digits are none.
fn is_mark(text: &Text<'_>, place: usize) -> bool {
    !text.is_ideograph(place) && !text.at(place).is_alphanumeric() && !numeral::is_chinese(text.at(place))
}
