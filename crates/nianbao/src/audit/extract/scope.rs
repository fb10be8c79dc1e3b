//! Scopes: parts of a whole (其中), numbers shared out (分别), and one number for several things (均, 各).

use std::ops::Range;

use rust_decimal::Decimal;

use super::context::Draft;
use super::mention::{Kind, Scope, Statistic};
use super::words;
use crate::audit::text::Text;

/// How many mentions around a number are looked at: more don't stand in one sentence that says something together.
const NEAR: usize = 24;

pub(super) fn share(text: &Text<'_>, drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        if drafts[index].statistic().is_none() {
            continue;
        }
        parts_beside(text, drafts, index);
        both(text, drafts, index);
        followed_by_items(text, drafts, index);
        respectively(text, drafts, index);
        subset(text, drafts, index);
    }
}

fn add(draft: &mut Draft, scope: Scope) {
    if let Some(statistic) = draft.statistic_mut() {
        statistic.scopes.push(scope);
    }
}

/// 100%（63/63）: the parts belong to the rate too.
fn parts_beside(text: &Text<'_>, drafts: &mut [Draft], index: usize) {
    let Some((before, [draft, ..])) = drafts.split_at_mut_checked(index) else { return };
    let Some(parts) = draft.statistic().and_then(|statistic| statistic.parts) else { return };
    let Some(rate) = before.last_mut() else { return };
    let is_beside = rate.span.end + 1 == draft.span.start && text.at(rate.span.end) == '(';
    if let Some(statistic) = rate.statistic_mut().filter(|rate| is_beside && rate.kind == Kind::Rate) {
        statistic.parts = Some(parts);
    }
}

/// 行政复议、行政诉讼均为0件, 合同、协议各3份.
fn both(text: &Text<'_>, drafts: &mut [Draft], index: usize) {
    const BOTH: &[&str] = &["均", "都", "皆"];
    const LINKS: &[&str] = &[
        "为",
        "达",
        "达到",
        "是",
        "在",
        "已达",
        "超过",
        "保持在",
        "实现",
        "控制在",
        "仅",
        "仅为",
        "已",
        "同比",
        "较上年",
        "有",
        "有所",
    ];
    const NOT: &[&str] = &["平", "人", "户", "日", "月", "年", "案", "次"];
    let draft = &mut drafts[index];
    let start = draft.span.start;
    let (mark, scope) = if draft.statistic().is_some_and(|statistic| statistic.kind == Kind::All) {
        if text.at(start) != '均' {
            return;
        }
        (start, Scope::Both)
    } else if text.ends_with(start, "各") {
        (start - 1, Scope::Each)
    } else {
        let mut at = start;
        for _ in 0..3 {
            at = text.before_one_of(at, LINKS).unwrap_or(at);
        }
        let Some(mark) = text.before_one_of(at, BOTH).filter(|mark| text.before_one_of(*mark, NOT).is_none()) else {
            return;
        };
        (mark, Scope::Both)
    };
    let objects = without_verb(text, words::list(text, trimmed(text, draft.before.start.min(mark)..mark)));
    add(draft, scope);
    draft.objects = objects;
}

/// 两个100%（参考率、合格率）.
fn followed_by_items(text: &Text<'_>, drafts: &mut [Draft], index: usize) {
    let draft = &mut drafts[index];
    let is_counted =
        text.before_one_of(draft.span.start, &["两个", "三个", "四个", "五个", "2个", "3个", "4个"]).is_some();
    if is_counted && text.at(draft.span.end) == '(' {
        let inside = draft.span.end + 1..text.clause_end(draft.span.end + 1);
        let objects = words::list(text, inside);
        if !objects.is_empty() {
            add(draft, Scope::Both);
            draft.objects = objects;
        }
    }
}

/// What was done to several things, between 分别 and these.
const VERBS: &[&str] = &[
    "审查", "审核", "办理", "受理", "开展", "组织", "举办", "召开", "发放", "收到", "处理", "制定", "印发", "完成",
    "接待", "化解", "调解", "排查", "查处", "培训", "建成", "新增", "办结", "救助", "慰问", "检查", "出具", "签订",
    "审理", "立案", "评查",
];

/// 回复率、满意率分别达99.2%、97.6%, and 分别审查合同、文件29份和6件.
fn respectively(text: &Text<'_>, drafts: &mut [Draft], index: usize) {
    let before = drafts[index].before.clone();
    let Some(mark) = text.find_last(before.clone(), &["分别"]) else { return };
    let clause_end = text.clause_end(drafts[index].span.end);
    let near = drafts.iter().enumerate().skip(index).take(NEAR);
    let indices: Vec<usize> = near
        .take_while(|(_, draft)| draft.span.start < clause_end)
        .filter(|(_, draft)| draft.statistic().is_some())
        .map(|(index, _)| index)
        .collect();
    let verb = text.after_one_of(mark + 2, VERBS).unwrap_or(mark + 2);
    let after = trimmed(text, verb..drafts[index].span.start.max(verb));
    let candidates = [words::list(text, after), words::list(text, trimmed(text, before.start..mark))];
    let fits = |objects: &&Vec<Range<usize>>| objects.len() >= indices.len() && indices.len() > 1;
    let objects = candidates.iter().find(fits).map(|objects| objects[objects.len() - indices.len()..].to_vec());
    for (order, index) in indices.into_iter().enumerate() {
        add(&mut drafts[index], Scope::Respectively);
        if let Some(object) = objects.as_ref().and_then(|objects| objects.get(order)) {
            drafts[index].objects = vec![object.clone()];
        }
    }
}

/// 其中 opens a part of what was stated before it.
fn subset(text: &Text<'_>, drafts: &mut [Draft], index: usize) {
    let Some(mark) = subset_mark(text, drafts, index) else { return };
    let Some(own) = drafts[index].statistic().cloned() else { return };
    let whole = (0..index).rev().take(NEAR).find(|candidate| {
        let draft = &drafts[*candidate];
        draft.span.end <= mark.place && draft.statistic().is_some_and(|whole| may_be_whole(whole, &own))
    });
    // Nothing farther back than the paragraph is meant.
    let whole = whole.filter(|whole| !text.chars(drafts[*whole].span.end..mark.place).contains(&'\n'));
    let follows = mark.is_in_clause || whole.is_some_and(|whole| adds_up(drafts, whole, index, mark.place));
    if !follows {
        return;
    }
    if let Some(statistic) = drafts[index].statistic_mut() {
        statistic.scopes.push(Scope::Subset);
        statistic.whole = whole;
    }
}

struct SubsetMark {
    place: usize,
    is_in_clause: bool,
}

/// 其中 in the number's clause, or in an earlier clause of its sentence after which only its fellows stand; 24项中有19项.
fn subset_mark(text: &Text<'_>, drafts: &[Draft], index: usize) -> Option<SubsetMark> {
    const FARTHEST: usize = 80;
    let start = drafts[index].span.start;
    let clause = text.clause_start(start);
    let after_comma = text.before(clause) == ',' && text.ends_with(clause - 1, "其中");
    let own = text.find_last(clause..start, &["其中"]).or(after_comma.then(|| clause - 3));
    if let Some(place) = own {
        return Some(SubsetMark { place, is_in_clause: true });
    }
    if let Some(place) =
        text.find_last(drafts[index].before.clone(), &["中有", "中,有"]).filter(|place| *place + 2 == start)
    {
        return Some(SubsetMark { place, is_in_clause: true });
    }
    let limit = start.saturating_sub(FARTHEST);
    let sentence = (limit..start).rev().find(|at| text.is_sentence_end(*at)).map_or(limit, |end| end + 1);
    let place = text.find_last(sentence..start, &["其中"])?;
    let fellows = drafts[..index].iter().rev().take(NEAR).filter(|draft| draft.span.start > place);
    let mut numbers = fellows.filter_map(Draft::statistic);
    let is_chain = numbers.all(|fellow| fellow.scopes.contains(&Scope::Subset));
    let closed = text.chars(place..start).contains(&')');
    (is_chain && !closed).then_some(SubsetMark { place, is_in_clause: false })
}

/// A whole is of the same kind and in a unit that may be compared.
fn may_be_whole(whole: &Statistic, part: &Statistic) -> bool {
    let counts = |statistic: &Statistic| matches!(statistic.kind, Kind::Count | Kind::Money) && !statistic.average;
    let comparable = whole.unit.zip(part.unit).is_some_and(|(whole, part)| whole.is_commensurable(part));
    counts(whole) && counts(part) && comparable && !whole.scopes.contains(&Scope::Subset)
}

/// Whether a number beyond the clause of 其中 can still be a part: with its fellows it isn't more than the whole.
fn adds_up(drafts: &[Draft], whole: usize, index: usize, mark: usize) -> bool {
    let least = |draft: &Draft| {
        let interval = draft.statistic().and_then(|statistic| statistic.meaning.interval());
        interval.and_then(|interval| interval.low.value()).unwrap_or(Decimal::ZERO)
    };
    let most =
        drafts[whole].statistic().and_then(|whole| whole.meaning.interval()).and_then(|whole| whole.high.value());
    let fellows = drafts[..index].iter().rev().take_while(|draft| draft.span.start > mark);
    let fellows = fellows.filter(|draft| draft.statistic().is_some_and(|statistic| statistic.whole == Some(whole)));
    let total = fellows.chain([&drafts[index]]).map(least).try_fold(Decimal::ZERO, Decimal::checked_add);
    total.zip(most).is_some_and(|(total, most)| total <= most)
}

/// The objects without a verb before the first of them, unless each has its own: 审查合同、协议 but 受理、办结.
fn without_verb(text: &Text<'_>, mut objects: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let [first, others @ ..] = objects.as_mut_slice() else { return objects };
    let verb = text.after_one_of(first.start, VERBS).filter(|after| after + 2 <= first.end);
    if others.iter().all(|other| text.after_one_of(other.start, VERBS).is_none()) {
        first.start = verb.unwrap_or(first.start);
    }
    objects
}

/// The range without blanks around it and without 同比 and its like at its end.
fn trimmed(text: &Text<'_>, range: Range<usize>) -> Range<usize> {
    let start = text.after_blanks(range.start).min(range.end);
    let mut end = range.end.max(start);
    while end > start && text.before(end) == ' ' {
        end -= 1;
    }
    let end =
        text.before_one_of(end, &["同比", "环比", "较上年", "比上年", "较去年", "比去年"]).unwrap_or(end).max(start);
    start..end
}
