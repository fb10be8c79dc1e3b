//! Properties: what is written is read back, nothing that is read can break the reader.

use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

use super::*;
use crate::unit::{Dimension, UNITS};

/// Up to 10¹⁵ with up to six decimals, small numbers and round ones as often as others.
fn values() -> impl Strategy<Value = Decimal> {
    let any = (-1_000_000_000_000_000_000_000_i128..=1_000_000_000_000_000_000_000, Just(6_u32));
    let integers = (-1_000_000_000_000_000_i128..=1_000_000_000_000_000, Just(0_u32));
    let small = (-100_000_i128..=100_000, 0_u32..=6);
    let round = (-999_i128..=999, 0_u32..=12).prop_map(|(first, zeros)| (first * 10_i128.pow(zeros), 0_u32));
    let near_round = (1_i128..=99, 1_u32..=13, -2_i128..=2)
        .prop_map(|(first, zeros, off)| (first * 5 * 10_i128.pow(zeros) + off, 3_u32));
    prop_oneof![any, integers, small, round, near_round]
        .prop_map(|(mantissa, places)| Decimal::from_i128_with_scale(mantissa, places))
}

fn formats() -> impl Strategy<Value = Format> {
    let scales = prop_oneof![Just(Scale::One), Just(Scale::Wan), Just(Scale::Yi)];
    let styles = prop_oneof![Just(Style::Exact), Just(Style::Yu), Just(Style::Duo)];
    (0_u32..=6, scales, styles, 0_u32..=4).prop_map(|(decimals, scale, style, digits)| Format {
        decimals,
        scale,
        style,
        digits,
    })
}

/// Every unit but 万元 and the like, which is 元 with a scale.
fn units() -> impl Strategy<Value = &'static str> {
    let words = UNITS.iter().filter(|unit| unit.dimension != Dimension::Money || unit.word == "元");
    prop::sample::select(words.map(|unit| unit.word).chain([""]).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn what_is_written_is_read_back_with_an_interval_that_holds_it(
        value in values(),
        format in formats(),
        unit in units(),
    ) {
        let text = with_unit(value, &format, unit);
        let numeral = parse(&text).map_err(|fault| TestCaseError::fail(format!("{text}: {fault}")))?;
        prop_assert_eq!(numeral.unit.as_deref().unwrap_or_default(), unit);
        prop_assert_eq!(&numeral.remarks, &Vec::new());
        let interval = numeral.interval().unwrap();
        match numeral.meaning {
            // A fraction that was rounded away before a bare integer has left no trace.
            Meaning::Exact(read) if !value.fract().is_zero() => {
                let rounded = value.round_dp_with_strategy(format.decimals, RoundingStrategy::MidpointAwayFromZero);
                prop_assert_eq!(read, rounded, "{}", text);
                prop_assert!(rounded.fract().is_zero());
            }
            Meaning::Exact(read) => prop_assert_eq!(read, value, "{}", text),
            _ => prop_assert!(interval.contains(value), "{} lies outside {} of {}", value, interval, text),
        }
    }

    #[test]
    fn an_integer_without_scale_is_exact(value in values()) {
        let value = value.trunc();
        let text = with_unit(value, &Format::default(), "件");
        prop_assert_eq!(parse(&text).map(|numeral| numeral.meaning), Ok(Meaning::Exact(value)));
    }

    #[test]
    fn an_approximation_is_no_wider_than_its_first_digit(value in values(), scale in formats()) {
        let format = Format { style: Style::Yu, digits: 1, ..scale };
        let text = super::format(value, &format);
        if let Meaning::Interval(Interval { low: Bound::Open(low), high: Bound::Open(high) }) = parse(&text).unwrap().meaning {
            let nearer = low.abs().min(high.abs());
            prop_assert!(high - low <= nearer, "{} means {} to {}", text, low, high);
        } else {
            prop_assert!(!text.contains('余'), "{}", text);
        }
    }

    #[test]
    fn a_rounded_number_is_as_narrow_as_its_last_digit(value in values(), decimals in 0_u32..=4) {
        let format = Format { decimals, scale: Scale::Wan, ..Format::default() };
        let numeral = parse(&super::format(value, &format)).unwrap();
        let Some(Interval { low, high }) = numeral.interval() else { panic!() };
        let width = high.value().unwrap() - low.value().unwrap();
        prop_assert!(width <= Decimal::from(10_000), "{} is {} wide", numeral.surface, width);
    }

    #[test]
    fn a_rate_is_read_back_and_all_is_said_of_all_only(of in 0_u64..=100_000, to in 1_u64..=100_000, decimals in 0_u32..=6) {
        let (part, whole) = (Decimal::from(of), Decimal::from(to));
        let text = percent(part, whole, decimals).unwrap();
        let numeral = parse(&text).unwrap();
        prop_assert_eq!(numeral.value(), percent_value(part, whole, decimals));
        prop_assert!(numeral.interval().unwrap().contains(part * Decimal::ONE_HUNDRED / whole), "{} of {}: {}", of, to, text);
        prop_assert_eq!(text == "100%", of == to);
        prop_assert_eq!(text == "0%", of == 0);
        prop_assert!(text.find('.').is_none_or(|point| text.len() - point - 2 <= decimals as usize), "{}", text);
    }

    #[test]
    fn width_and_grouping_change_nothing(value in 0_i64..=999_999_999_999, wide in any::<bool>()) {
        let plain = value.to_string();
        let mut text = String::new();
        for (at, digit) in plain.chars().enumerate() {
            if at > 0 && (plain.len() - at) % 3 == 0 {
                text.push(if wide { '，' } else { '\u{2009}' });
            }
            text.push(if wide { char::from_u32(u32::from(digit) + 0xFEE0).unwrap() } else { digit });
        }
        prop_assert_eq!(parse(&text).unwrap().meaning, Meaning::Exact(Decimal::from(value)), "{}", text);
    }

    #[test]
    fn no_number_breaks_the_writer(
        parts in (any::<u32>(), any::<u32>(), any::<u32>(), any::<bool>(), 0_u32..=28),
        format in formats(),
        decimals in any::<u32>(),
        digits in any::<u32>(),
        unit in units(),
    ) {
        let (low, middle, high, is_negative, places) = parts;
        let value = Decimal::from_parts(low, middle, high, is_negative, places);
        let text = with_unit(value, &Format { decimals, digits, ..format }, unit);
        let digits_of_zero = text.trim_end_matches(unit).chars().all(|c| !c.is_ascii_digit() || c == '0');
        prop_assert_eq!(digits_of_zero, value.is_zero(), "{} became {}", value, text);
        let _ = percent(value, Decimal::from(low), decimals);
    }

    #[test]
    fn no_text_breaks_the_reader(text in ".{0,40}") {
        let _ = parse(&text);
    }

    #[test]
    fn no_string_of_numeral_words_breaks_the_reader(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "0", "9", "99999", "000000000", ".", ",", " ", "+", "-", "~", "至", "'", "%", "‰", "¥", "一", "二", "三", "九", "零", "〇", "十", "百",
                "千", "万", "亿", "廿", "点", "分之", "百分点", "成", "余", "多", "几", "来", "近", "约", "超", "不足", "以上", "左右", "至少",
                "若干", "数", "元", "角", "分", "整", "件", "人", "人次", "个", "负", "无", "/", "年",
            ]),
            0..16,
        ),
    ) {
        let text = words.concat();
        match parse(&text) {
            Ok(numeral) => prop_assert_eq!(numeral.surface, text.trim()),
            Err(NotANumeral::NotUnderstood { read, rest }) => {
                prop_assert!(text.trim().starts_with(&read) && text.trim().ends_with(&rest));
            }
            Err(_) => {}
        }
    }
}
