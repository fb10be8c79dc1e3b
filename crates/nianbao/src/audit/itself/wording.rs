//! Slips of the pen: wrong terms, repeated words, a number whose unit slipped away, 3千余, 约200人左右, % for 百分点.

use std::ops::Range;

use super::Subject;
use crate::audit::extract::{Kind, Statistic};
use crate::finding::{Code, Finding, Severity};
use crate::numeral::{self, Remark};

pub(super) fn check(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    terms(subject, findings);
    repeated_words(subject, findings);
    for mention in subject.mentions {
        let Some(statistic) = mention.statistic() else { continue };
        let span = subject.text.places(&mention.span);
        for remark in &statistic.remarks {
            let kind = match remark {
                Remark::MixedScript => "mixed-script",
                Remark::DoubleApproximator => "double-approximator",
                Remark::UnitApart => "unit-apart",
                Remark::Sum => continue,
            };
            // What is apart is shown as far as the unit.
            let after = subject.text.places(&statistic.after);
            let is_apart = *remark == Remark::UnitApart && after.start == span.end;
            let shown = if is_apart { span.start..after.end } else { span.clone() };
            report(subject, kind, &shown, "", findings);
        }
        if is_percent_for_points(subject, statistic) {
            report(subject, "percent-for-points", &span, "百分点", findings);
        }
    }
}

fn report(
    subject: &Subject<'_, '_>,
    kind: &'static str,
    span: &Range<usize>,
    right: &str,
    findings: &mut Vec<Finding>,
) {
    let finding = subject.finding(Code::Wording, Severity::Warning, span);
    let surface = subject.text.surface(span.clone()).to_owned();
    findings.push(finding.with("kind", kind).with("text", surface).with("right", right));
}

/// Terms that the pack knows to be written wrong.
fn terms(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    let text = subject.text;
    for at in 0..text.len() {
        let term = subject.pack.terms.iter().find(|term| text.starts_with(at, &term.wrong));
        if let Some(term) = term {
            report(subject, "term", &(at..at + term.wrong.chars().count()), &term.right, findings);
        }
    }
}

/// 事项事项. A word may rightly stand twice where one name ends and the next begins (区政府政府办), in 一件一件 and in
/// 研究研究.
fn repeated_words(subject: &Subject<'_, '_>, findings: &mut Vec<Finding>) {
    const LONGEST: usize = 6;
    const RIGHT: &[&str] = &[
        "政府", "人民", "国家", "中国", "社区", "学校", "企业", "公司", "街道", "单位", "部门", "中心", "法院", "医院",
        "机关", "委员", "研究", "讨论", "商量", "学习", "考虑", "宣传", "活动", "法治", "行政", "执法", "信访", "信息",
        "服务", "管理", "工作", "建设", "群众", "干部", "军人", "哪里", "多少", "组织", "领导", "代表", "主任", "书记",
        "职工", "居民", "学生", "教师", "党员", "局长", "律师", "法官", "检察", "公安", "警察", "队员", "老人", "儿童",
        "妇女", "青年", "农民", "业主", "用户", "市民", "村民", "村委", "居委", "支部", "党委", "党组", "小组", "科室",
        "大队", "中队", "支队", "协会", "学会", "商会", "集团", "银行", "医生", "农村", "城市", "城镇", "乡镇", "全区",
        "全市", "全县", "彼此", "某某", "许多",
    ];
    let text = subject.text;
    let mut at = 0;
    while at < text.len() {
        let is_word = |length: usize| (at..at + 2 * length).all(|place| text.is_ideograph(place));
        let length = (2..=LONGEST)
            .rev()
            .find(|length| text.chars(at..at + length) == text.chars(at + length..at + 2 * length) && is_word(*length));
        let Some(length) = length else {
            at += 1;
            continue;
        };
        let word = text.chars(at..at + length);
        let is_one_character = word.iter().all(|c| Some(c) == word.first());
        let counts = numeral::is_chinese(text.at(at)) || matches!(text.at(at), '逐' | '挨' | '层' | '家');
        let is_right = length == 2 && text.after_one_of(at, RIGHT) == Some(at + 2);
        if !is_one_character && !counts && !is_right {
            report(subject, "repeated", &(at..at + 2 * length), &word.iter().collect::<String>(), findings);
        }
        at += 2 * length;
    }
}

/// 败诉率同比下降3%: a rate changes by 百分点; in % it is left open of what.
fn is_percent_for_points(subject: &Subject<'_, '_>, statistic: &Statistic) -> bool {
    const NOT: &[&str] = &["效率", "频率", "增长率", "下降率", "汇率", "利率", "概率", "速率"];
    let text = subject.text;
    let is_percent = statistic.kind == Kind::Change && statistic.unit.is_some_and(|unit| unit.word == "%");
    let is_by_year = statistic.change.is_some_and(|change| change.basis.is_some() && change.direction.is_some());
    if !is_percent || !is_by_year {
        return false;
    }
    let before = text.places(&statistic.before);
    let rate = text.find_last(before.clone(), &["率同比", "率较", "率比", "率环比", "率与"]);
    rate.is_some_and(|rate| text.before_one_of(rate + 1, NOT).is_none())
}
