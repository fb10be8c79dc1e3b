//! Chinese numerals against their values, and against a writer of the school rules.

use super::*;

fn check(text: &str, expected: Option<Span>) {
    let run = run_at(&text.chars().collect::<Vec<_>>());
    assert_eq!(run.len(), text.chars().count(), "{text}");
    assert_eq!(number(&run), expected, "{text}");
}

#[test]
fn numerals_have_their_value() {
    for (text, value) in [
        ("零", 0),
        ("〇", 0),
        ("两", 2),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("廿五", 25),
        ("一百廿五", 125),
        ("一百零五", 105),
        ("一百一十", 110),
        ("一百一", 110),
        ("三百五", 350),
        ("一千零五十", 1050),
        ("一千零五", 1005),
        ("两千三", 2300),
        ("一万二千", 12_000),
        ("一万二", 12_000),
        ("一万零二", 10_002),
        ("二十五万", 250_000),
        ("一亿零六百万", 106_000_000),
        ("一亿二", 120_000_000),
        ("三亿四千五百万零一", 345_000_001),
        ("三万亿", 3_000_000_000_000),
        ("二〇二一", 2021),
        ("一九四九", 1949),
        ("二〇", 20),
        ("壹万贰仟叁佰肆拾伍", 12_345),
    ] {
        check(text, Some((value, value)));
    }
}

#[test]
fn two_digits_side_by_side_are_a_span() {
    for (text, low, high) in [
        ("三四", 3, 4),
        ("三五", 3, 5),
        ("一两", 1, 2),
        ("三四十", 30, 40),
        ("十七八", 17, 18),
        ("二十五六", 25, 26),
        ("一百五六十", 150, 160),
        ("两三百", 200, 300),
        ("七八千", 7000, 8000),
        ("一两万", 10_000, 20_000),
        ("三四十万", 300_000, 400_000),
    ] {
        check(text, Some((low, high)));
    }
}

#[test]
fn what_breaks_the_order_of_places_is_no_number() {
    for text in [
        "十百",
        "三百五百",
        "二十三十",
        "百十",
        "五三",
        "三三",
        "三四十五",
        "三四万五",
        "一百零",
        "一百零零五",
        "一百五六",
        "万一",
        "一万万",
        "一亿亿",
        "零五十",
        "三五八十",
        "五十廿",
        "三百五万",
    ] {
        check(text, None);
    }
}

#[test]
fn every_number_below_ten_million_is_read_as_it_is_counted() {
    for value in (1..10_000).chain((10_000..10_000_000).step_by(997)) {
        check(&in_chinese(value), Some((value, value)));
    }
}

/// Writes a number below 10⁸ by the school rules, which know nothing of the reader's.
fn in_chinese(value: u64) -> String {
    let (high, low) = (value / WAN, value % WAN);
    if high == 0 {
        return in_chinese_below_wan(low);
    }
    let zero = if low > 0 && low < 1000 { "零" } else { "" };
    format!("{}万{zero}{}", in_chinese_below_wan(high), in_chinese_below_wan(low))
}

fn in_chinese_below_wan(value: u64) -> String {
    let mut text = String::new();
    let mut gap = false;
    for (worth, word) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = usize::try_from(value / worth % 10).unwrap();
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.push('零');
            gap = false;
        }
        text.push("零一二三四五六七八九".chars().nth(digit).unwrap());
        text.push_str(word);
    }
    text
}
