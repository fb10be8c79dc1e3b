//! Phrases with their readings (`phrases.md`), and what holds of any text.

use std::fmt::Write;

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::numeral::{self, Format, Meaning, Scale, Style};
use crate::unit::{Dimension, UNITS};

/// A mention as a row of `phrases.md` has it, without the phrase.
fn row(phrase: &str, mentions: &[Mention], mention: &Mention) -> String {
    let words = |range: &Range<usize>| phrase[range.clone()].to_owned();
    let statistic = match &mention.class {
        Class::Other(class) => return format!("{} | {} | | |", mention.surface, class.as_str()),
        Class::Statistic(statistic) => statistic,
    };
    let value = match statistic.meaning {
        Meaning::Exact(value) => value.to_string(),
        Meaning::Vague => "vague".to_owned(),
        meaning => meaning.interval().map(|interval| interval.to_string()).unwrap_or_default(),
    };
    let mut more: Vec<String> = statistic.scopes.iter().map(|scope| scope.as_str().to_owned()).collect();
    more.extend(statistic.whole.map(|whole| format!("of {}", mentions[whole].surface)));
    if !statistic.objects.is_empty() {
        more.push(format!("({})", statistic.objects.iter().map(words).collect::<Vec<_>>().join(", ")));
    }
    if let Some(change) = statistic.change {
        more.push(change.term.as_str().to_owned());
        more.extend(change.direction.map(|direction| direction.as_str().to_owned()));
        more.extend(change.basis.map(|basis| basis.as_str().to_owned()));
    }
    more.extend(statistic.average.then(|| "average".to_owned()));
    more.extend(statistic.parts.map(|(of, to)| format!("{of} of {to}")));
    more.extend(statistic.remarks.iter().map(|remark| format!("{remark:?}")));
    let unit = statistic.unit.map_or("", |unit| unit.word);
    format!("{} | {} | {value} | {unit} | {}", mention.surface, statistic.kind.as_str(), more.join(" "))
}

/// The rows that a phrase makes; one that says so if it has no mention.
fn rows(shown: &str) -> String {
    let phrase = shown.replace('⏎', "\n");
    let mentions = extract(&phrase);
    let mut rows = String::new();
    for (at, mention) in mentions.iter().enumerate() {
        let shown = if at == 0 { shown } else { "" };
        let _ = writeln!(rows, "| {shown} | {} |", row(&phrase, &mentions, mention).trim_end());
    }
    if mentions.is_empty() {
        let _ = writeln!(rows, "| {shown} | none | | | | |");
    }
    rows.replace("  ", " ")
}

#[test]
fn every_phrase_has_its_reading() {
    let mut expected: Vec<(&str, String)> = Vec::new();
    let is_row = |line: &&str| line.starts_with("| ") && !line.starts_with("| phrase ") && !line.starts_with("| --");
    for line in include_str!("phrases.md").lines().filter(is_row) {
        if !line.starts_with("| | ") {
            expected.push((line[2..].split(" | ").next().unwrap(), String::new()));
        }
        let rows = &mut expected.last_mut().unwrap().1;
        rows.push_str(line);
        rows.push('\n');
    }
    assert!(expected.len() > 180, "only {} phrases were found", expected.len());
    let found = expected.iter().map(|(phrase, rows_expected)| (rows_expected, rows(phrase)));
    let wrong: Vec<String> = found
        .filter(|(expected, found)| *expected != found)
        .map(|(expected, found)| format!("{expected}≠\n{found}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_phrases_have_each_class_and_each_kind() {
    let table = include_str!("phrases.md");
    let kinds =
        [Kind::Count, Kind::Money, Kind::Rate, Kind::Change, Kind::Ratio, Kind::Zero, Kind::All].map(Kind::as_str);
    for class in OtherClass::ALL.map(OtherClass::as_str).into_iter().chain(kinds) {
        assert!(table.matches(&format!(" | {class} | ")).count() >= 3, "{class}");
    }
}

/// The words around each number, which say what is counted.
fn labels(text: &str) -> Vec<(String, String, String)> {
    let statistics = extract(text).into_iter().filter_map(|mention| {
        let statistic = mention.statistic()?;
        Some((
            text[statistic.before.clone()].to_owned(),
            mention.surface.clone(),
            text[statistic.after.clone()].to_owned(),
        ))
    });
    statistics.collect()
}

#[test]
fn the_words_around_a_number_say_what_is_counted() {
    for (text, expected) in [
        (
            "1.共办结来信12件、来访3批8人次，化解率90%。",
            vec![("共办结来信", "12件", ""), ("来访", "3批", ""), ("来访", "8人次", ""), ("化解率", "90%", "")],
        ),
        ("受理5件上级转送事项", vec![("受理", "5件", "上级转送事项")]),
        (
            "覆盖22个镇街、160个村（社区）服务站",
            vec![("覆盖", "22个", "镇街"), ("镇街、", "160个", "村（社区）服务站")],
        ),
        ("全年研究24议题件。", vec![("全年研究", "24", "议题件")]),
    ] {
        let labels = labels(text);
        let found: Vec<_> =
            labels.iter().map(|(before, surface, after)| (before.as_str(), surface.as_str(), after.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn a_plan_states_no_facts() {
    let text = "一、成效\n培训12人。\n二、下一步工作打算\n（一）培训\n培训20人，实现零投诉。\n三、其他\n检查4次。";
    let classes: Vec<_> = extract(text).into_iter().filter(|m| m.class != Class::Other(OtherClass::Level)).collect();
    let facts: Vec<_> =
        classes.iter().filter(|mention| mention.statistic().is_some()).map(|m| m.surface.as_str()).collect();
    assert_eq!(facts, ["12人", "4次"]);
    assert_eq!(classes[1].class, Class::Other(OtherClass::Target));
}

#[test]
fn what_stands_far_away_changes_nothing() {
    // Were a rule to look on without bound, the words before this would be said of the number, or cost ever more time.
    let filler = "工作".repeat(400);
    let text = format!("同比增加{filler}办结3件{filler}分别无{filler}行政诉讼");
    let mentions = extract(&text);
    assert_eq!(mentions.len(), 1);
    let statistic = mentions[0].statistic().unwrap();
    assert_eq!((statistic.kind, statistic.change), (Kind::Count, None));
    let characters = text[statistic.before.clone()].chars().count();
    assert_eq!(characters, crate::audit::text::REACH);
}

/// Words that the rules look for, to be thrown together.
const WORDS: &[&str] = &[
    "1",
    "12",
    "345",
    "0",
    ".",
    ",",
    "，",
    "、",
    "。",
    "；",
    "：",
    "（",
    "）",
    "《",
    "》",
    "“",
    "”",
    "\"",
    "〔",
    "〕",
    "\n",
    " ",
    "一",
    "二",
    "三",
    "十",
    "百",
    "万",
    "亿",
    "两",
    "零",
    "〇",
    "第",
    "年",
    "月",
    "日",
    "届",
    "次",
    "全会",
    "号",
    "条",
    "款",
    "件",
    "人",
    "人次",
    "个",
    "%",
    "百分点",
    "个",
    "元",
    "其中",
    "分别",
    "均",
    "各",
    "每",
    "由",
    "至",
    "压缩",
    "同比",
    "增加",
    "下降",
    "无",
    "未",
    "收到",
    "申请",
    "全部",
    "办结",
    "全覆盖",
    "实现",
    "约",
    "近",
    "余",
    "多",
    "不少于",
    "数",
    "几",
    "翻",
    "番",
    "成",
    "一半",
    "—",
    "-",
    "~",
    "/",
    "+",
    "×",
    "·",
    "X",
    "G",
    "是",
    "①",
    "１",
    "\u{3000}",
    "电话",
    "普法",
    "级",
    "岁",
    "以上",
    "平均",
    "天",
    "工作日",
    "下一步",
    "O",
    "𠮷",
    "e\u{301}",
];

fn is_sound(text: &str) -> Result<(), TestCaseError> {
    let mentions = extract(text);
    let mut end = 0;
    for mention in &mentions {
        prop_assert!(mention.span.start >= end && mention.span.start < mention.span.end, "{:?} in {:?}", mention, text);
        prop_assert_eq!(text.get(mention.span.clone()), Some(mention.surface.as_str()));
        end = mention.span.end;
        if let Some(statistic) = mention.statistic() {
            for range in statistic.objects.iter().chain([&statistic.before, &statistic.after]) {
                prop_assert!(text.get(range.clone()).is_some(), "{:?} in {:?}", range, text);
            }
            prop_assert!(statistic.whole.is_none_or(|whole| mentions[whole].span.end <= mention.span.start));
        }
    }
    Ok(())
}

#[test]
fn a_text_read_in_portions_says_the_same_of_what_could_be_said_over_a_lines_end() {
    let lines = [
        "受理5件，其中线上3件",
        "、13%，",
        "其中线下2件。",
        "同比分别增长12%",
        "由20天",
        "压缩至5天",
        "100%",
        "（63/63）",
        "《条例",
        "2021年》3",
        "件，合同、协议",
        "各3份，23批",
    ];
    let pairs = lines.iter().flat_map(|first| lines.iter().map(move |second| format!("{first}\n{second}\n")));
    let source: String = pairs.collect();
    let read = |length: usize| mentions(&Text::in_portions(&source, length), &[]);
    assert_eq!(read(0), read(usize::MAX));
}

/// Every unit that numerals are written with.
fn units() -> impl Strategy<Value = &'static str> {
    let plain = UNITS.iter().filter(|unit| unit.dimension == Dimension::Count || unit.word == "元" || unit.word == "%");
    prop::sample::select(plain.map(|unit| unit.word).collect::<Vec<_>>())
}

fn formats() -> impl Strategy<Value = Format> {
    let scales = prop_oneof![Just(Scale::One), Just(Scale::Wan), Just(Scale::Yi)];
    let styles = prop_oneof![Just(Style::Exact), Just(Style::Yu), Just(Style::Duo)];
    (0_u32..=3, scales, styles, 1_u32..=3).prop_map(|(decimals, scale, style, digits)| Format {
        decimals,
        scale,
        style,
        digits,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn no_text_breaks_the_extraction(text in "(?s).{0,60}") {
        is_sound(&text)?;
    }

    #[test]
    fn no_string_of_words_breaks_the_extraction(words in prop::collection::vec(prop::sample::select(WORDS), 0..40)) {
        is_sound(&words.concat())?;
    }

    #[test]
    fn a_text_read_in_portions_says_the_same(
        words in prop::collection::vec(prop_oneof![4 => prop::sample::select(WORDS), 1 => Just("\n")], 0..60),
    ) {
        let source = words.concat();
        let read = |length: usize| {
            let text = Text::in_portions(&source, length);
            mentions(&text, &[])
        };
        prop_assert_eq!(read(0), read(usize::MAX), "{}", source);
    }

    #[test]
    fn what_is_written_into_a_sentence_is_found_again(
        mantissa in -999_999_999_i64..=99_999_999_999,
        places in 0_u32..=2,
        format in formats(),
        unit in units(),
    ) {
        let value = Decimal::new(mantissa, places);
        let written = numeral::with_unit(value, &format, unit);
        let text = format!("一是强化监管，全年共统计{written}，成效明显。");
        let mentions = extract(&text);
        let found = mentions.iter().find(|mention| mention.surface == written);
        let statistic = found.and_then(Mention::statistic);
        prop_assert!(statistic.is_some(), "{} gives {:?}", text, mentions);
        let statistic = statistic.unwrap();
        prop_assert_eq!(statistic.unit.map(|unit| unit.word), Some(unit));
        // A bare integer tells nothing of a fraction that was rounded away.
        let interval = statistic.meaning.interval().unwrap();
        let is_rounded = matches!(statistic.meaning, Meaning::Exact(_)) && !value.fract().is_zero();
        prop_assert!(is_rounded || interval.contains(value), "{} lies outside {} of {}", value, interval, text);
    }
}
