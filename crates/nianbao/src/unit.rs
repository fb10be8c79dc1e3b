//! Units: the closed list of words that may stand after a number, and which of them may be compared.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;

/// What sort of quantity a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dimension {
    /// Things or acts that are counted: 件, 人, 人次.
    Count,
    /// Money, in 元.
    Money,
    /// A part of a whole: %, ‰.
    Rate,
    /// The difference of two rates: 百分点.
    Points,
    /// So many times another quantity: 倍.
    Multiple,
    /// A length of time: 天, 工作日, 学时.
    Duration,
    /// A length, an area or a weight: 公里, 亩, 吨.
    Size,
}

/// A unit of the closed list.
#[derive(Debug, PartialEq, Eq)]
pub struct Unit {
    /// The unit as it is written: `万元`.
    pub word: &'static str,
    /// The word of the unit in which it is counted: `元` for 万元, `人` for 名. 人次 is not 人.
    pub base: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    tenfold: i8,
}

impl Unit {
    const fn new(word: &'static str, base: &'static str, dimension: Dimension, tenfold: i8) -> Self {
        Self { word, base, dimension, tenfold }
    }

    /// How many of its base it is: 10 000 for 万元, 0.1 for ‰, 1 for 名.
    pub fn factor(&self) -> Decimal {
        let power = Decimal::from(10_u64.pow(u32::from(self.tenfold.unsigned_abs())));
        if self.tenfold < 0 { (Decimal::ONE / power).normalize() } else { power }
    }

    /// Whether quantities in the two units may be compared: 元 with 万元, 人 with 名, but not 人 with 人次.
    pub fn is_commensurable(&self, other: &Self) -> bool {
        self.base == other.base
    }
}

/// The unit that is written so, if it is in the list.
pub fn find(word: &str) -> Option<&'static Unit> {
    let first = word.chars().next()?;
    beginning_with(first).iter().copied().find(|unit| unit.word == word)
}

/// The units by their first characters, the longest first: texts are asked for a unit at every number.
fn beginning_with(first: char) -> &'static [&'static Unit] {
    static ALL: LazyLock<BTreeMap<char, Vec<&'static Unit>>> = LazyLock::new(|| {
        let mut all: BTreeMap<char, Vec<&'static Unit>> = BTreeMap::new();
        for unit in UNITS {
            all.entry(unit.word.chars().next().unwrap_or_default()).or_default().push(unit);
        }
        for units in all.values_mut() {
            units.sort_by_key(|unit| Reverse(unit.word.len()));
        }
        all
    });
    ALL.get(&first).map_or(&[], Vec::as_slice)
}

/// A unit with a multiplier before it or not, and how many of its base it is: 10 000 for 万名, 1 for 名.
pub fn with_multiplier(word: &str) -> Option<(Decimal, &'static Unit)> {
    if let Some(unit) = find(word) {
        return Some((unit.factor(), unit));
    }
    let mut splits = word.char_indices().skip(1).map(|(at, _)| word.split_at(at));
    splits.find_map(|(before, rest)| {
        let (multiplier, unit) = multiplier(before).zip(find(rest))?;
        Some((multiplier.checked_mul(unit.factor())?, unit))
    })
}

/// 1 for nothing, 10 000 for 万; nothing for what is no multiplier.
pub(crate) fn multiplier(word: &str) -> Option<Decimal> {
    let factor: i64 = match word {
        "" => 1,
        "十" => 10,
        "百" => 100,
        "千" => 1_000,
        "万" => 10_000,
        "十万" => 100_000,
        "百万" => 1_000_000,
        "千万" => 10_000_000,
        "亿" => 100_000_000,
        _ => return None,
    };
    Some(Decimal::from(factor))
}

/// The longest unit with which the text begins: `人次` rather than `人`.
pub(crate) fn at_start_of(text: &[char]) -> Option<&'static Unit> {
    let begins = |word: &str| {
        let mut rest = text.iter();
        word.chars().all(|c| rest.next() == Some(&c))
    };
    beginning_with(*text.first()?).iter().copied().find(|unit| begins(unit.word))
}

const fn count(word: &'static str) -> Unit {
    Unit::new(word, word, Dimension::Count, 0)
}

const fn counted_as(word: &'static str, base: &'static str) -> Unit {
    Unit::new(word, base, Dimension::Count, 0)
}

const fn money(word: &'static str, tenfold: i8) -> Unit {
    Unit::new(word, "元", Dimension::Money, tenfold)
}

const fn duration(word: &'static str, base: &'static str) -> Unit {
    Unit::new(word, base, Dimension::Duration, 0)
}

const fn size(word: &'static str, base: &'static str) -> Unit {
    Unit::new(word, base, Dimension::Size, 0)
}

/// 年, 月 and 日 are missing on purpose, since what they follow is mostly a date, and so is 分, a score as often as money;
/// 千克 and 千米 are, since 3千克 begins with 3千.
pub static UNITS: &[Unit] = &[
    count("人"),
    counted_as("名", "人"),
    counted_as("位", "人"),
    count("人次"),
    counted_as("人/次", "人次"),
    count("户"),
    count("户次"),
    count("家"),
    count("家次"),
    count("件"),
    count("件次"),
    count("批"),
    counted_as("批次", "批"),
    count("次"),
    count("起"),
    count("宗"),
    count("场"),
    counted_as("场次", "场"),
    count("期"),
    count("班次"),
    count("轮"),
    counted_as("轮次", "轮"),
    count("份"),
    count("册"),
    count("本"),
    count("张"),
    count("条"),
    count("条次"),
    count("篇"),
    count("部"),
    count("幅"),
    count("块"),
    count("面"),
    count("处"),
    count("项"),
    count("项次"),
    count("个"),
    count("类"),
    count("组"),
    count("支"),
    count("所"),
    count("座"),
    count("间"),
    count("套"),
    count("台"),
    count("枚"),
    count("字"),
    count("笔"),
    count("例"),
    count("例次"),
    count("辆"),
    count("辆次"),
    count("种"),
    count("道"),
    count("栋"),
    count("幢"),
    count("艘"),
    count("只"),
    count("株"),
    count("棵"),
    count("门"),
    count("节"),
    count("堂"),
    count("集"),
    count("单"),
    count("票"),
    count("箱"),
    count("瓶"),
    count("盒"),
    count("床"),
    count("副"),
    count("对"),
    count("卷"),
    count("片"),
    count("颗"),
    count("盏"),
    count("桶"),
    count("架"),
    count("车次"),
    money("元", 0),
    money("千元", 3),
    money("万元", 4),
    money("百万元", 6),
    money("亿元", 8),
    Unit::new("%", "%", Dimension::Rate, 0),
    Unit::new("‰", "%", Dimension::Rate, -1),
    Unit::new("百分点", "百分点", Dimension::Points, 0),
    Unit::new("个百分点", "百分点", Dimension::Points, 0),
    Unit::new("倍", "倍", Dimension::Multiple, 0),
    duration("天", "天"),
    duration("工作日", "工作日"),
    duration("个工作日", "工作日"),
    duration("个月", "个月"),
    duration("小时", "小时"),
    duration("分钟", "分钟"),
    duration("学时", "学时"),
    duration("课时", "课时"),
    size("公里", "公里"),
    size("平方米", "平方米"),
    size("平方公里", "平方公里"),
    size("立方米", "立方米"),
    size("亩", "亩"),
    size("公顷", "公顷"),
    size("吨", "吨"),
    size("公斤", "公斤"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn comparable(left: &str, right: &str) -> bool {
        find(left).unwrap().is_commensurable(find(right).unwrap())
    }

    #[test]
    fn a_multiplier_may_stand_before_a_unit() {
        for (word, factor, base) in
            [("万名", 10_000, "人"), ("千份", 1_000, "份"), ("万元", 10_000, "元"), ("名", 1, "人")]
        {
            let (found, unit) = with_multiplier(word).unwrap();
            assert_eq!((found, unit.base), (Decimal::from(factor), base), "{word}");
        }
        for none in ["", "万", "若干箱", "名万"] {
            assert_eq!(with_multiplier(none), None, "{none}");
        }
    }

    #[test]
    fn like_is_compared_with_like_only() {
        for (left, right) in [("元", "万元"), ("人", "名"), ("%", "‰"), ("工作日", "个工作日"), ("场", "场次")]
        {
            assert!(comparable(left, right), "{left} {right}");
        }
        for (left, right) in [("人", "人次"), ("件", "件次"), ("%", "百分点"), ("户", "户次"), ("天", "工作日")]
        {
            assert!(!comparable(left, right), "{left} {right}");
        }
    }

    #[test]
    fn each_unit_stands_once_and_its_base_is_a_unit_of_the_same_dimension() {
        for unit in UNITS {
            assert_eq!(UNITS.iter().filter(|other| other.word == unit.word).count(), 1, "{}", unit.word);
            let base = find(unit.base).unwrap();
            assert_eq!((base.dimension, base.factor()), (unit.dimension, Decimal::ONE), "{}", unit.word);
        }
    }

    #[test]
    fn factors_lead_to_the_base() {
        for (word, factor) in [("元", "1"), ("千元", "1000"), ("万元", "10000"), ("亿元", "100000000"), ("‰", "0.1")]
        {
            assert_eq!(find(word).unwrap().factor().to_string(), factor, "{word}");
        }
    }

    #[test]
    fn the_longest_unit_wins() {
        for (text, word) in
            [("人次以上", "人次"), ("人", "人"), ("个百分点", "个百分点"), ("个", "个"), ("件次", "件次")]
        {
            let text: Vec<char> = text.chars().collect();
            assert_eq!(at_start_of(&text).unwrap().word, word);
        }
        assert_eq!(at_start_of(&['年']), None);
        assert_eq!(at_start_of(&[]), None);
    }
}
