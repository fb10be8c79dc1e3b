//! What two texts state differently: pairs made by hand, with what must be said of them and what must not.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::diff::note;

static PACK: LazyLock<Pack> = LazyLock::new(|| Pack::standard("rule-of-law").unwrap());

fn comparison(old: &str, new: &str) -> Result<Comparison, Fault> {
    let document = |name: &str, text: &str| Document::of_text(name, text.to_owned());
    compare(&document("old.txt", old), &document("new.txt", new), &PACK)
}

/// `kind was→now causes` of each difference, then `reason old|new` of what wasn't compared.
fn told(old: &str, new: &str) -> Vec<String> {
    let comparison = comparison(old, new).unwrap();
    let line = |difference: &Difference| {
        let printed = |own: &Option<Recorded>| own.as_ref().map(|own| own.printed.clone()).unwrap_or_default();
        let causes: Vec<&str> = difference.causes.iter().map(|cause| cause.as_str()).collect();
        let both = format!("{}→{}", printed(&difference.was), printed(&difference.now));
        format!("{} {both} {}", difference.kind.as_str(), causes.join("+")).trim_end().to_owned()
    };
    let surfaces = |all: &[Quoted]| all.iter().map(|quoted| quoted.surface.as_str()).collect::<Vec<_>>().join(" ");
    let doubt =
        |doubt: &NotCompared| format!("{} {}|{}", doubt.reason.as_str(), surfaces(&doubt.old), surfaces(&doubt.new));
    let doubts = comparison.reports.iter().flat_map(|reports| &reports.not_compared);
    comparison.differences.iter().map(line).chain(doubts.map(doubt)).collect()
}

const TEXT: &str = "一、主要举措\n（一）办理信访。受理来信17件，接待来访23批61人次，其中集体访2批15人次。\n\
                    开展法治宣传活动12场，发放宣传资料2000余份。\n未收到政府信息公开申请。\n\
                    二、存在问题\n培训力度不够。\n";

#[test]
fn a_text_is_the_same_as_itself_however_its_numbers_are_written() {
    for (from, to) in [
        ("17件", "１７件"),
        ("17件", "十七件"),
        ("2000余份", "两千余份"),
        ("61人次", " 61 人次"),
        ("（一）", "（二）"),
        ("，", ","),
        ("来信17件", "来信\u{3000}17件"),
    ] {
        assert_eq!(told(TEXT, &TEXT.replace(from, to)), Vec::<String>::new(), "{from} {to}");
    }
}

#[test]
fn a_number_is_compared_with_that_of_the_same_words() {
    for (from, to, expected) in [
        ("17件", "18件", "changed 17件→18件 unknown"),
        ("61人次", "61人", "changed 61人次→61人 unknown"),
        ("2000余份", "2100份", "changed 2000余份→2100份 rounding"),
        ("2000余份", "1999份", "changed 2000余份→1999份 unknown"),
        ("，其中集体访2批15人次", "，其中集体访2批", "removed 15人次→"),
        ("，发放宣传资料2000余份", "", "removed 2000余份→"),
        ("12场", "12场，编发普法短信300条", "added →300条"),
        ("受理来信17件", "全年共受理来信19件", "changed 17件→19件 unknown"),
    ] {
        assert_eq!(told(TEXT, &TEXT.replace(from, to)), [expected], "{from} {to}");
    }
}

#[test]
fn the_same_words_with_another_direction_are_a_change() {
    let old = "主动公开政府信息较去年增加600多条。";
    let expected = ["changed 主动公开政府信息较去年增加600多条→主动公开政府信息较去年减少600多条 unknown"];
    assert_eq!(told(old, &old.replace("增加", "减少")), expected);
}

#[test]
fn words_that_state_none_are_compared_with_the_figure_that_they_mean() {
    let (old, new) = ("全年未制发规范性文件。\n办结3件。", "全年制发规范性文件2件。\n办结3件。");
    let comparison = comparison(old, new).unwrap();
    let [difference] = comparison.differences.as_slice() else { panic!("{:?}", comparison.differences) };
    assert_eq!((difference.id.as_str(), difference.kind), ("documents.issued", Kind::Changed));
    assert_eq!(told("全年未制发规范性文件。", "全年制发规范性文件0件。"), Vec::<String>::new());
}

#[test]
fn paragraphs_may_be_moved_inserted_and_removed() {
    let paragraphs =
        ["慰问困难家庭37户。", "走访企业41家。", "排查安全隐患57处。", "化解矛盾纠纷19件。", "审查合同29份。"];
    let joined = |order: &[usize]| order.iter().map(|at| paragraphs[*at]).collect::<Vec<_>>().join("\n");
    let old = joined(&[0, 1, 2, 3, 4]);
    assert_eq!(told(&old, &joined(&[3, 4, 0, 1, 2])), Vec::<String>::new());
    assert_eq!(told(&old, &joined(&[0, 1, 3, 4])), ["removed 57处→"]);
    let moved = joined(&[4, 2, 0, 3, 1]).replace("57处", "75处");
    assert_eq!(told(&old, &moved), ["changed 57处→75处 unknown"]);
    let inserted = format!("{}\n新建服务站3个。", joined(&[0, 1, 2, 3, 4]));
    assert_eq!(told(&old, &inserted), ["added →3个"]);
}

#[test]
fn of_equal_words_only_what_is_certain_is_said() {
    // The rows of a table say with their first cell what they are of.
    let table = "街道\t受理\t办结\n甲街道\t3件\t2件\n乙街道\t5件\t5件\n合计\t8件\t7件\n";
    assert_eq!(told(table, &table.replace("5件\t5件", "5件\t4件")), ["changed 5件→4件 unknown"]);
    // Between the same neighbours the same sequence of words belongs together.
    let old = "甲村。\n受理3件。\n受理4件。\n受理5件。\n乙村。";
    assert_eq!(told(old, &old.replace("4件", "7件")), ["changed 4件→7件 unknown"]);
    // Of one sentence in place of two nobody knows which it is.
    assert_eq!(told(old, &old.replace("受理3件。\n受理4件。", "受理9件。")), ["repeated 3件 4件|9件"]);
    assert_eq!(told(old, &old.replace("受理3件。\n受理4件。", "受理4件。")), ["removed 3件→"]);
}

#[test]
fn what_was_worded_anew_is_not_compared_unless_it_states_the_same() {
    let old = "一、成效\n全年组织开展退役军人就业招聘活动6场，提供岗位800个。\n二、打算";
    let reworded = |by: &str| old.replace("组织开展退役军人就业招聘活动6场", by);
    assert_eq!(told(old, &reworded("举办各类退役军人专场招聘会6场")), Vec::<String>::new());
    assert_eq!(told(old, &reworded("举办各类退役军人就业招聘会9场")), ["reworded 6场|9场"]);
    assert_eq!(told(old, &reworded("审查行政合同9份")), ["added →9份", "removed 6场→"]);
}

#[test]
fn the_same_words_may_state_something_in_one_text_alone() {
    let old = "一、成效\n信访事项全部办结，受理3件#。\n二、打算";
    // What is planned is no statement.
    let found = told(old, &old.replace("一、成效", "一、下一步打算").replace("3件#", "#3件"));
    assert!(found.iter().all(|line| !line.starts_with("changed")), "{found:?}");
}

#[test]
fn places_lead_into_both_texts_and_the_figure_is_named() {
    let old = "成效\n全年共办理上级转送信访事项146件。";
    let comparison = comparison(old, "全年共办理上级转送信访事项147件。").unwrap();
    let [difference] = comparison.differences.as_slice() else { panic!("{:?}", comparison.differences) };
    assert_eq!((difference.id.as_str(), difference.label.as_str()), ("petitions.forwarded", "上级转送信访事项"));
    let at = |spot: Option<Spot>| spot.map(|spot| (spot.line, spot.column));
    assert_eq!((at(difference.was_at), at(difference.now_at)), (Some((2, 14)), Some((1, 14))));
}

#[test]
fn reports_of_other_years_and_units_are_told_once() {
    let key = |old: &str, new: &str| comparison(old, new).err().map(|fault| fault.key);
    let report = "某县民政局2021年法治政府建设年度报告\n办结3件。";
    assert_eq!(key(report, &report.replace("2021", "2022")), Some("figures-of-other-year"));
    assert_eq!(key(report, &report.replace("民政局", "教育局")), Some("figures-of-other-unit"));
    assert_eq!(key(report, &report.replace("某县民政局", "县民政局")), None);
    assert_eq!(key(report, "办结3件。"), None);
}

#[test]
fn the_note_leaves_open_what_a_text_does_not_say() {
    let of = |old: &str| note::draft(&comparison(old, &old.replace("3件", "4件")).unwrap()).unwrap();
    let note = of("某县民政局2021年法治政府建设年度报告\n全年救助困难群众3件。");
    assert!(note.starts_with("关于更正《某县民政局2021年法治政府建设年度报告》有关数字的说明\n"), "{note}");
    assert!(
        note.contains("某县民政局编制的《") && note.contains("“全年救助困难群众…”：原为3件，更正为4件。"),
        "{note}"
    );
    let note = of("全年救助困难群众3件。");
    assert!(note.contains("\n　　《old》中，下列数字有误") || note.contains("\n　　《new》中，下列数字有误"), "{note}");
    assert!(note.contains("【待撰写：单位名称】"), "{note}");
}

#[test]
fn a_long_text_of_the_same_few_sentences_is_aligned() {
    let sentence = |at: usize| format!("受理来信{}件，接待来访{}批。\n", at % 97 + 1, at % 13 + 1);
    let old: String = (0..2_000).map(sentence).collect();
    assert_eq!(told(&old, &old), Vec::<String>::new());
    let new: String =
        (0..2_000).map(|at| if at == 900 { "审查合同3份。\n".to_owned() } else { sentence(at) }).collect();
    let found = told(&old, &new);
    assert_eq!(found.len(), 3, "{found:?}");
}

/// Sentences that a report may be made of; some differ in their numbers alone.
const SENTENCES: &[&str] = &[
    "受理来信17件。",
    "受理来信18件。",
    "接待来访23批61人次，其中集体访2批15人次。",
    "全年共办理上级转送信访事项146件，",
    "\n",
    "街道\t3件\t4件\n",
    "街道\t4件\t3件\n",
    "未收到政府信息公开申请；",
    "（一）",
    "按期办结率100%，",
    "较上年增加600多条。",
    "共3件，共4件，共3件。",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_text_never_differs_from_itself(text in "(?s).{0,60}") {
        prop_assert_eq!(told(&text, &text), Vec::<String>::new());
    }

    #[test]
    fn each_statement_of_both_texts_is_accounted_for_once(
        old in prop::collection::vec(prop::sample::select(SENTENCES), 0..30),
        new in prop::collection::vec(prop::sample::select(SENTENCES), 0..30),
    ) {
        let read = |sentences: &[&str]| stated(&Document::of_text("a.txt", sentences.concat()), &PACK);
        let (was, is) = (read(&old), read(&new));
        let matches = Matches::new(&was, &is);
        let held: Vec<(bool, usize)> = matches.doubts.iter().flat_map(leftover::Doubtful::places).collect();
        for (at, pair) in matches.to_new.iter().enumerate() {
            prop_assert!(pair.is_none_or(|new| matches.to_old[new] == Some(at)));
            let times = held.iter().filter(|held| **held == (false, at)).count();
            prop_assert!(times == 0 || (times == 1 && pair.is_none()), "{} in doubt {} times", at, times);
        }
        for (at, pair) in matches.to_old.iter().enumerate() {
            prop_assert!(pair.is_none_or(|old| matches.to_new[old] == Some(at)));
            let times = held.iter().filter(|held| **held == (true, at)).count();
            prop_assert!(times == 0 || (times == 1 && pair.is_none()), "{} in doubt {} times", at, times);
        }
        prop_assert_eq!(told(&old.concat(), &old.concat()), Vec::<String>::new());
    }
}
