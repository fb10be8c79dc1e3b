//! Tables of numerals, written by hand from the rules of official prose.

use super::*;
use rust_decimal::Decimal;

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn format_of(decimals: u32, scale: &str, style: &str, digits: u32) -> Format {
    Format { decimals, scale: Scale::from_word(scale).unwrap(), style: Style::from_word(style).unwrap(), digits }
}

fn writes(value: &str, (decimals, scale, style, digits): (u32, &str, &str, u32), unit: &str, expected: &str) {
    assert_eq!(with_unit(number(value), &format_of(decimals, scale, style, digits), unit), expected, "{value}");
}

/// A numeral on one line: the number stated, its interval, its unit, and remarks after `!`.
fn summary(text: &str) -> String {
    let numeral = match parse(text) {
        Ok(numeral) => numeral,
        Err(fault) => return format!("error: {fault}"),
    };
    let meaning = match numeral.meaning {
        Meaning::Exact(value) => value.to_string(),
        Meaning::Rounded { stated, interval } => format!("{stated} {interval}"),
        Meaning::Interval(interval) => interval.to_string(),
        Meaning::Vague => "vague".to_owned(),
        Meaning::None => "none".to_owned(),
        Meaning::NotApplicable => "not applicable".to_owned(),
    };
    let unit = numeral.unit.map(|unit| format!(" {unit}")).unwrap_or_default();
    let remarks = numeral.remarks.iter().fold(String::new(), |all, remark| format!("{all} !{remark:?}"));
    format!("{meaning}{unit}{remarks}")
}

fn reads(cases: &[(&str, &str)]) {
    let wrong: Vec<_> = cases.iter().filter(|(text, expected)| summary(text) != *expected).collect();
    let found: Vec<_> =
        wrong.iter().map(|(text, expected)| format!("{text}: {} ≠ {expected}", summary(text))).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

fn refuses(cases: &[(&str, &str, &str)]) {
    for (text, read, rest) in cases {
        let expected = NotANumeral::NotUnderstood { read: (*read).to_owned(), rest: (*rest).to_owned() };
        assert_eq!(parse(text), Err(expected), "{text}");
    }
}

#[test]
fn an_exact_number_is_rounded_half_up_and_loses_trailing_zeros() {
    for (value, format, unit, expected) in [
        ("146", (0, "", "", 1), "件", "146件"),
        ("1868", (0, "", "", 1), "条", "1868条"),
        ("0", (2, "", "", 1), "件", "0件"),
        ("-0", (2, "", "", 1), "件", "0件"),
        ("34210", (1, "万", "", 1), "册", "3.4万册"),
        ("34500", (1, "万", "", 1), "册", "3.5万册"),
        ("34499.99", (1, "万", "", 1), "册", "3.4万册"),
        ("1200000", (2, "万", "", 1), "元", "120万元"),
        ("863500", (2, "万", "", 1), "元", "86.35万元"),
        ("106000000", (2, "亿", "", 1), "元", "1.06亿元"),
        ("11.65", (1, "", "", 1), "天", "11.7天"),
        ("11.6", (0, "", "", 1), "天", "12天"),
        ("39.96", (1, "", "", 1), "天", "40天"),
        ("-2.5", (0, "", "", 1), "个百分点", "-3个百分点"),
        ("-34500", (1, "万", "", 1), "元", "-3.5万元"),
        ("12", (u32::MAX, "亿", "", 1), "元", "0.00000012亿元"),
    ] {
        writes(value, format, unit, expected);
    }
}

#[test]
fn a_number_that_is_not_zero_never_prints_as_zero() {
    for (value, format, expected) in [
        ("0.4", (0, "", "", 1), "0.4"),
        ("0.04", (1, "", "", 1), "0.04"),
        ("0.046", (0, "", "", 1), "0.05"),
        ("0.096", (0, "", "", 1), "0.1"),
        ("-0.004", (2, "", "", 1), "-0.004"),
        ("3", (1, "万", "", 1), "0.0003万"),
        ("600", (0, "万", "余", 1), "0.06万"),
        ("0.0000000000000000000000000001", (0, "亿", "", 1), "0.000000000000000000000000000000000001亿"),
    ] {
        writes(value, format, "", expected);
    }
}

#[test]
fn yu_and_duo_keep_the_first_digits() {
    for (value, format, unit, expected) in [
        ("638700", (0, "万", "余", 1), "元", "60余万元"),
        ("2360", (0, "", "余", 1), "份", "2000余份"),
        ("643", (0, "", "多", 1), "条", "600多条"),
        ("13", (0, "", "余", 1), "件", "10余件"),
        ("1180", (0, "", "余", 1), "本", "1000余本"),
        ("236", (0, "", "余", 1), "人", "200余人"),
        ("15300", (0, "万", "余", 2), "份", "1.5万余份"),
        ("15300", (0, "万", "余", 1), "份", "1万余份"),
        ("15300", (0, "", "余", 2), "份", "15000余份"),
        ("36000", (0, "万", "多", 1), "人", "3万多人"),
        ("638700", (0, "万", "多", 2), "元", "63多万元"),
        ("125800000", (0, "亿", "余", 2), "元", "1.2亿余元"),
        ("6387", (0, "万", "余", 1), "元", "0.6万余元"),
        ("600.5", (0, "", "余", 1), "元", "600余元"),
        ("-643", (0, "", "多", 1), "条", "-600多条"),
        ("643", (0, "", "多", 0), "条", "600多条"),
    ] {
        writes(value, format, unit, expected);
    }
}

#[test]
fn a_number_on_its_base_and_one_below_ten_print_plain() {
    for (value, format, expected) in [
        ("600", (0, "", "余", 1), "600"),
        ("600000", (0, "万", "余", 1), "60万"),
        ("15000", (0, "万", "多", 2), "1.5万"),
        ("10", (0, "", "余", 1), "10"),
        ("9", (0, "", "余", 1), "9"),
        ("7.5", (1, "", "多", 1), "7.5"),
        ("0", (0, "万", "余", 1), "0万"),
        ("-7", (0, "", "余", 1), "-7"),
    ] {
        writes(value, format, "", expected);
    }
}

#[test]
fn only_all_is_one_hundred_percent_and_only_nothing_is_none() {
    let written = |of: &str, to: &str, decimals| percent(number(of), number(to), decimals);
    for (of, to, decimals, expected) in [
        ("146", "146", 2, "100%"),
        ("155", "156", 2, "99.36%"),
        ("19", "24", 1, "79.2%"),
        ("1", "8", 2, "12.5%"),
        ("1999", "2000", 1, "99.9%"),
        ("1999", "2000", 0, "99%"),
        ("1999", "2000", 2, "99.95%"),
        ("2001", "2000", 1, "100.1%"),
        ("1", "3000", 1, "0.1%"),
        ("1", "3000", 0, "1%"),
        ("-1", "3000", 1, "-0.1%"),
        ("0", "12", 2, "0%"),
        ("99999999999999999999", "100000000000000000000", 2, "99.99%"),
        ("1", "3", 40, "33.33333333333333333333%"),
    ] {
        assert_eq!(written(of, to, decimals).as_deref(), Some(expected), "{of} of {to}");
    }
    assert_eq!(written("0", "0", 2), None);
    assert_eq!(written("3", "0.0", 2), None);
    assert_eq!(percent_value(number("155"), number("156"), 2), Some(number("99.36")));
    writes("99.96", (1, "", "", 1), "%", "99.9%");
    writes("999.96", (1, "", "", 1), "‰", "999.9‰");
    writes("99.96", (1, "", "", 1), "个百分点", "100个百分点");
}

#[test]
fn scales_and_styles_go_by_their_words() {
    for scale in [Scale::One, Scale::Wan, Scale::Yi] {
        assert_eq!(Scale::from_word(scale.suffix()), Some(scale));
    }
    assert_eq!(
        [Scale::One, Scale::Wan, Scale::Yi].map(|scale| scale.factor().to_string()),
        ["1", "10000", "100000000"]
    );
    for style in [Style::Exact, Style::Yu, Style::Duo] {
        assert_eq!(Style::from_word(style.word()), Some(style));
    }
    assert_eq!((Scale::from_word("千"), Style::from_word("近")), (None, None));
}

#[test]
fn counts_are_exact_whatever_their_spelling() {
    reads(&[
        ("146件", "146 件"),
        ("181人次", "181 人次"),
        ("0", "0"),
        ("007", "7"),
        ("-0", "0"),
        ("12\n件", "12 件"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("负五", "-5"),
        ("+5", "5"),
        ("'12", "12"),
        ("１８６８条", "1868 条"),
        ("1868 条", "1868 条"),
        ("1,868条", "1868 条"),
        ("1，868条", "1868 条"),
        ("1\u{2009}868条", "1868 条"),
        ("1\u{3000}868条", "1868 条"),
        ("12,345,678", "12345678"),
        (" 12\u{a0}人次 ", "12 人次"),
        ("12万元零600元", "120600 元"),
        ("十二万元零六百元", "120600 元"),
        ("3万500份", "30500 份"),
        ("￥1,200", "1200 元"),
        ("壹仟贰佰元整", "1200 元"),
        ("61人/次", "61 人/次"),
    ]);
}

#[test]
fn chinese_numerals_are_complete() {
    reads(&[
        ("两个", "2 个"),
        ("零件", "0 件"),
        ("〇件", "0 件"),
        ("廿六人", "26 人"),
        ("一百四十六件", "146 件"),
        ("一万二千份", "12000 份"),
        ("两万人次", "20000 [15000, 25000) 人次"),
        ("三点四万册", "34000 [33500, 34500) 册"),
        ("零点五", "0.5 [0.45, 0.55)"),
        ("二〇二一", "2021"),
        ("十余件", "(10, 20) 件"),
        ("十几件", "(10, 20) 件"),
        ("二十几件", "(20, 30) 件"),
        ("一百几十人", "(100, 200) 人"),
        ("十多人", "(10, 20) 人"),
        ("百余人", "(100, 200) 人"),
        ("十来个", "[5, 15] 个"),
        ("百来个", "[50, 150] 个"),
        ("三四十户", "[30, 40] 户"),
        ("三四个", "[3, 4] 个"),
        ("二十五六人", "[25, 26] 人"),
        ("十四五", "[14, 15]"),
        ("负三四个", "[-4, -3] 个"),
        ("十余万元", "(100000, 200000) 元"),
        ("百余万元", "(1000000, 2000000) 元"),
        ("一千多万元", "(10000000, 20000000) 元"),
        ("近千万元", "(9000000, 10000000) 元"),
    ]);
}

#[test]
fn decimals_and_scales_mean_the_numbers_that_round_to_them() {
    reads(&[
        ("3.4万册", "34000 [33500, 34500) 册"),
        ("120万元", "1200000 [1195000, 1205000) 元"),
        ("86.35万元", "863500 [863450, 863550) 元"),
        ("1.06亿元", "106000000 [105500000, 106500000) 元"),
        ("3亿4500万", "345000000 [344995000, 345005000)"),
        ("1.2万亿", "1200000000000 [1150000000000, 1250000000000)"),
        ("3.4 万 册", "34000 [33500, 34500) 册"),
        ("11.6天", "11.6 [11.55, 11.65) 天"),
        (".5", "0.5 [0.45, 0.55)"),
        ("0.0", "0 (-0.05, 0.05)"),
        ("-3.4万", "-34000 (-34500, -33500]"),
        ("12元5角", "12.5 [12.45, 12.55) 元"),
        ("5元零5分", "5.05 [5.045, 5.055) 元"),
    ]);
}

#[test]
fn rates_are_rounded_except_for_nothing_and_all() {
    reads(&[
        ("99.36%", "99.36 [99.355, 99.365) %"),
        ("98.7％", "98.7 [98.65, 98.75) %"),
        ("98%", "98 [97.5, 98.5) %"),
        ("100%", "100 %"),
        ("100.0%", "100 %"),
        ("0%", "0 %"),
        ("99.9%", "99.9 [99.85, 100) %"),
        ("0.1%", "0.1 (0, 0.15) %"),
        ("101%", "101 (100, 101.5) %"),
        ("0.8‰", "0.8 [0.75, 0.85) ‰"),
        ("999‰", "999 [998.5, 1000) ‰"),
        ("0.1万‰", "1000 [500, 1500) ‰"),
        ("1.4个百分点", "1.4 [1.35, 1.45) 个百分点"),
        ("3百分点", "3 [2.5, 3.5) 百分点"),
        ("三百分点", "3 [2.5, 3.5) 百分点"),
        ("1.3倍", "1.3 [1.25, 1.35) 倍"),
        ("百分之百", "100 %"),
        ("百分之三十", "30 [29.5, 30.5) %"),
        ("百分之九十九点三六", "99.36 [99.355, 99.365) %"),
        ("百分之三十多", "(30, 40) %"),
        ("千分之五", "5 [4.5, 5.5) ‰"),
        ("万分之三", "0.03 [0.025, 0.035) %"),
        ("三分之二", "66.6666666667 [66.1666666667, 67.1666666667) %"),
        ("近三分之一", "vague %"),
        ("三分之二以上", "vague %"),
        ("十分之一", "10 [9.5, 10.5) %"),
        ("三成", "30 [25, 35) %"),
        ("近三成", "(20, 30) %"),
        ("三四成", "[30, 40] %"),
        ("80%以上", "[80, ∞) %"),
        ("63%~68%", "[63, 68] %"),
    ]);
}

#[test]
fn approximators_mean_their_intervals() {
    reads(&[
        ("200余人", "(200, 300) 人"),
        ("300余人次", "(300, 400) 人次"),
        ("2000余份", "(2000, 3000) 份"),
        ("60余万元", "(600000, 700000) 元"),
        ("60万余元", "(600000, 700000) 元"),
        ("1.5万余份", "(15000, 16000) 份"),
        ("1.2万余份", "(12000, 13000) 份"),
        ("600多条", "(600, 700) 条"),
        ("12元多", "(12, 13) 元"),
        ("近300", "(200, 300)"),
        ("将近300件", "(200, 300) 件"),
        ("近万名", "(9000, 10000) 名"),
        ("近两万人次", "(10000, 20000) 人次"),
        ("近10件", "[9, 10) 件"),
        ("近5件", "[4, 5) 件"),
        ("逾200人", "(200, ∞) 人"),
        ("超3万人", "(30000, ∞) 人"),
        ("超过200人", "(200, ∞) 人"),
        ("突破1亿元", "(100000000, ∞) 元"),
        ("约20", "[15, 25]"),
        ("约200人", "[150, 250] 人"),
        ("约1000份", "[950, 1050] 份"),
        ("200人左右", "[150, 250] 人"),
        ("60万元上下", "[550000, 650000] 元"),
        ("80学时以上", "[80, ∞) 学时"),
        ("百人以上", "[100, ∞) 人"),
        ("30件及以下", "(-∞, 30] 件"),
        ("20个工作日以内", "(-∞, 20] 个工作日"),
        ("不足50人", "(-∞, 50) 人"),
        ("不到五成", "(-∞, 50) %"),
        ("至少3次", "[3, ∞) 次"),
        ("不少于4次", "[4, ∞) 次"),
        ("不超过30天", "(-∞, 30] 天"),
        ("≥60", "[60, ∞)"),
        (">= 60", "[60, ∞)"),
        ("＜60", "(-∞, 60)"),
        ("-60余万元", "(-700000, -600000) 元"),
        ("10至20人", "[10, 20] 人"),
        ("3万～5万元", "[30000, 50000] 元"),
    ]);
}

#[test]
fn counts_of_an_interval_are_its_integers() {
    let integers = |text: &str| parse(text).unwrap().interval().unwrap().integers();
    assert_eq!(integers("600多条"), (Some(number("601")), Some(number("699"))));
    assert_eq!(integers("3.4万册"), (Some(number("33500")), Some(number("34499"))));
    assert_eq!(integers("十余件"), (Some(number("11")), Some(number("19"))));
}

#[test]
fn what_nobody_can_check_is_vague() {
    for text in [
        "若干",
        "若干件",
        "几件",
        "好几次",
        "几十件",
        "数十人",
        "数万元",
        "数次",
        "多次",
        "多项",
        "上百人",
        "成千上万",
        "近数百人",
    ] {
        assert_eq!(parse(text).map(|numeral| numeral.meaning), Ok(Meaning::Vague), "{text}");
    }
    refuses(&[("多", "", "多"), ("数", "", "数"), ("数据", "", "数据"), ("几乎全部", "几", "乎全部")]);
}

#[test]
fn words_and_dashes_say_that_there_is_nothing_or_nothing_to_say() {
    for text in ["无", " 无 ", "没有", "—", "——", "-", "－", "–", "/", "／"] {
        assert_eq!(parse(text).map(|numeral| numeral.meaning), Ok(Meaning::None), "{text}");
    }
    for text in ["不适用", "N/A", "n/a", "Ｎ／Ａ", "不涉及"] {
        assert_eq!(parse(text).map(|numeral| numeral.meaning), Ok(Meaning::NotApplicable), "{text}");
    }
    assert_eq!(parse(""), Err(NotANumeral::Empty));
    assert_eq!(parse(" \u{3000}\n"), Err(NotANumeral::Empty));
}

#[test]
fn odd_spellings_are_read_and_remarked_upon() {
    reads(&[
        ("12+8", "20 !Sum"),
        ("12件＋8件+3", "23 件 !Sum"),
        ("1.5万 + 2万元", "35000 [29500, 40500) 元 !Sum"),
        ("3千余人", "(3000, 4000) 人 !MixedScript"),
        ("5百多份", "(500, 600) 份 !MixedScript"),
        ("3千万元", "30000000 [25000000, 35000000) 元 !MixedScript"),
        ("约200人左右", "[150, 250] 人 !DoubleApproximator"),
        ("近500余份", "(400, 600) 份 !DoubleApproximator"),
        ("约300余人", "[250, 400) 人 !DoubleApproximator"),
        ("至少30人以上", "[30, ∞) 人 !DoubleApproximator"),
        ("约三四十户", "[30, 40] 户 !DoubleApproximator"),
        ("三四十户以上", "[30, ∞) 户 !DoubleApproximator"),
    ]);
}

#[test]
fn what_is_no_numeral_says_how_far_it_made_sense() {
    refuses(&[
        ("abc", "", "abc"),
        ("12左", "12", "左"),
        ("O件", "", "O件"),
        ("12 345 6", "12 345", "6"),
        ("1,86", "1", ",86"),
        ("0,123", "0", ",123"),
        ("12\n345", "12", "345"),
        ("1 868,000", "1 868", ",000"),
        ("5.", "5", "."),
        ("2021.8.20", "2021.8", ".20"),
        ("2021年", "2021", "年"),
        ("8月中旬", "8", "月中旬"),
        ("5.10E+17", "5.10", "E+17"),
        ("023-6536", "023", "-6536"),
        ("23批61人次", "23批", "61人次"),
        ("3件次（2人）", "3件次", "（2人）"),
        ("60周岁以上", "60", "周岁以上"),
        ("三级", "三", "级"),
        ("一是", "一", "是"),
        ("两会期间", "两", "会期间"),
        ("六连冠", "六", "连冠"),
        ("7×24小时", "7", "×24小时"),
        ("约", "约", ""),
        ("百件", "", "百件"),
        ("万元", "", "万元"),
        ("¥5件", "", "¥5件"),
        ("1万2", "1万", "2"),
        ("1.5万3000", "1.5万", "3000"),
        ("3万4万", "3万", "4万"),
        ("12++8", "12+", "+8"),
        ("12+约8", "12+", "约8"),
        ("12件+8人", "12件+", "8人"),
        ("3+2万元", "3+", "2万元"),
        ("3~5万", "3~", "5万"),
        ("20~10", "20~", "10"),
        ("二分之", "二分之", ""),
        ("三分之一至三分之二", "三分之一至", "三分之二"),
        ("一分之一", "一分之", "一"),
        ("12元5", "12元", "5"),
        ("12元零600元", "12元", "零600元"),
        ("12元5角6角", "12元5角", "6角"),
        ("十万余万", "", "十万余万"),
        ("张三、李四等5人", "", "张三、李四等5人"),
        ("同上", "", "同上"),
    ]);
}

#[test]
fn numbers_beyond_reckoning_are_refused() {
    let out_of_range = |text: &str| matches!(parse(text), Err(NotANumeral::OutOfRange { .. }));
    for text in
        ["1000000000000000000", "9999999999999999999999999999999999", "1000000000000亿", "0.0000000000000000000000001"]
    {
        assert!(out_of_range(text), "{text}");
    }
    assert!(out_of_range(&format!("零点{}", "一".repeat(40))));
    assert!(out_of_range("999999999999999999+1"));
    assert_eq!(summary("999999999999999999"), "999999999999999999");
    assert_eq!(parse(&"1".repeat(MAX_LENGTH + 1)), Err(NotANumeral::TooLong));
    assert!(parse(&"1+".repeat(10_000_000)).is_err());
}

#[test]
fn a_number_tells_whether_it_has_a_scale_of_its_own() {
    for text in ["0.5万", "60余万", "两万", "近万", "三点四万", "1亿元", "12万元零600元", "1万+2万", "数万", "1万~2万"]
    {
        assert!(parse(text).unwrap().scaled, "{text}");
    }
    for text in ["5000元", "86.35", "60余", "三千", "12+8", "数千", "无"] {
        assert!(!parse(text).unwrap().scaled, "{text}");
    }
}

#[test]
fn a_meaning_moves_to_another_unit_with_its_interval() {
    let wan = Decimal::from(10_000);
    let in_yuan = |text: &str| parse(text).unwrap().meaning.times(wan);
    assert_eq!(in_yuan("120"), Some(Meaning::Exact(number("1200000"))));
    assert_eq!(in_yuan("60余").and_then(|meaning| meaning.interval()).unwrap().to_string(), "(600000, 700000)");
    assert_eq!(in_yuan("86.35").and_then(|meaning| meaning.value()), Some(number("863500")));
    assert_eq!(in_yuan("无"), Some(Meaning::None));
    assert_eq!(Meaning::Exact(Decimal::MAX).times(wan), None);
}
