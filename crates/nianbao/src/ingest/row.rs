//! What a row below the header is: a row of the ledger, or one that is kept out of it for a reason.

use super::header::fold;
use super::workbook::Value;
use crate::ledger::Exclusion;

/// Words at the end of what a totals row calls itself: 本月合计, 全年总计.
const TOTALS: &[&str] = &["合计", "总计", "小计", "累计", "共计", "合计数"];
/// A longer text that ends so is a name: 某某工程合计.
const TOTAL_LENGTH: usize = 5;
const NOTES: &[&str] = &[
    "注:",
    "备注:",
    "说明:",
    "填表说明",
    "填表人",
    "制表人",
    "制表:",
    "审核人",
    "审核:",
    "填报人",
    "填报单位",
    "负责人",
    "单位负责人",
    "联系人",
];

/// What a row that only totals others calls itself; nothing if it is none. A row whose key says something else is a
/// row of the ledger, whatever words stand in it.
pub(super) fn is_total(cells: &[(u32, Value<'_>)], key: Option<u32>) -> Option<String> {
    let word_of = |value: &Value<'_>| {
        let folded = fold(value.as_text()?).name;
        let word = folded.trim_end_matches(':');
        let is_total = TOTALS.iter().any(|total| word.ends_with(total)) && word.chars().count() <= TOTAL_LENGTH;
        is_total.then(|| word.to_owned())
    };
    if let Some((_, value)) = key.and_then(|key| cells.iter().find(|(column, _)| *column == key)) {
        return word_of(value);
    }
    cells.iter().filter(|(_, value)| value.as_text().is_some()).take(3).find_map(|(_, value)| word_of(value))
}

/// Whether a totals row restarts with each group, and doesn't go back to the sheet's first row.
pub(super) fn is_subtotal(word: &str) -> bool {
    word.contains("小计") || word.contains("本月") || word.contains("本页") || word.contains("本季")
}

/// Words that a row begins with which only shows how to fill the table in.
const EXAMPLES: &[&str] = &["例:", "例如", "(例)", "示例", "样例", "填写示例", "填表示例", "填报示例", "测试数据"];
/// Words that are all that the key of such a row says.
const EXAMPLE_KEYS: &[&str] = &["例", "测试", "模板", "test", "example"];

/// No spelling of these words, with spaces between, has more bytes.
const CARRIED_LENGTH: usize = 16;
/// What a row of a bound book says that repeats sums at the turn of a page.
const CARRIED: &[&str] = &["承前页", "承上页", "接前页", "接上页", "过次页", "转下页", "转次页", "过下页"];

/// Why a row is not one of the ledger, totals rows apart; nothing if it is one.
/// `header` is the header row's texts by column, `key` the column of the key, `own` tells the ledger's columns.
pub(super) fn exclusion(
    cells: &[(u32, Value<'_>)],
    header: &[(u32, String)],
    key: Option<u32>,
    own: impl Fn(u32) -> bool,
) -> Option<Exclusion> {
    if numbers_columns(cells) {
        return Some(Exclusion::ColumnNumbers);
    }
    let repeats = |(number, text): &(u32, String)| {
        cells
            .iter()
            .any(|(at, value)| at == number && value.as_text().is_some_and(|cell| fold(cell).full == fold(text).full))
    };
    if header.len() >= 2 && header.iter().all(repeats) {
        return Some(Exclusion::RepeatedHeader);
    }
    if cells.len() <= 3
        && let Some(text) = cells.first().and_then(|(_, value)| value.as_text())
    {
        let folded = fold(text).full;
        if NOTES.iter().any(|word| folded.starts_with(word)) {
            return Some(Exclusion::Note);
        }
    }
    // Every text of every row is asked, and hardly any is so short.
    let short = cells.iter().filter_map(|(_, value)| value.as_text()).filter(|text| text.len() <= CARRIED_LENGTH);
    if short.into_iter().any(|text| CARRIED.contains(&fold(text).full.as_str())) {
        return Some(Exclusion::CarriedOver);
    }
    if is_example(cells, key) {
        return Some(Exclusion::Example);
    }
    (!cells.iter().any(|(number, _)| own(*number))).then_some(Exclusion::Blank)
}

/// Whether the key, or the first cell where there is none, says that the row is an example or a test.
fn is_example(cells: &[(u32, Value<'_>)], key: Option<u32>) -> bool {
    let of_key = key.and_then(|key| cells.iter().find(|(column, _)| *column == key));
    let Some(text) = of_key.or_else(|| cells.first()).and_then(|(_, value)| value.as_text()) else { return false };
    tells_example(text) || EXAMPLE_KEYS.contains(&fold(text).full.to_lowercase().as_str())
}

/// Whether a text says of itself that it is an example.
pub(crate) fn tells_example(text: &str) -> bool {
    let folded = fold(text).full;
    EXAMPLES.iter().any(|word| folded.starts_with(word))
}

/// A strict run 1, 2, 3 … over at least three cells, also as (1) or ①, with a formula behind it (6=4-5), or 甲 乙 丙 …,
/// behind which the numbers may begin.
fn numbers_columns(cells: &[(u32, Value<'_>)]) -> bool {
    const STEMS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
    if cells.len() < 3 {
        return false;
    }
    let stems = cells.iter().zip(STEMS);
    let stems = stems.take_while(|((_, value), stem)| value.as_text().is_some_and(|text| text.trim() == *stem)).count();
    cells[stems..].iter().zip(1_u32..).all(|((_, value), expected)| match value {
        Value::Number(number) => (*number - f64::from(expected)).abs() < f64::EPSILON,
        _ => value.as_text().and_then(column_number) == Some(expected),
    })
}

/// The number of a column in a row that numbers them: `3`, `(3)`, `③`, `3=1+2`.
fn column_number(text: &str) -> Option<u32> {
    let folded = fold(text).full;
    let number = folded.split('=').next().unwrap_or_default().trim_matches(['(', ')']);
    let mut chars = number.chars();
    match (chars.next(), chars.next()) {
        (Some(c @ '①'..='⑳'), None) => Some(u32::from(c) - u32::from('①') + 1),
        _ => number.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts<'a>(cells: &[&'a str]) -> Vec<(u32, Value<'a>)> {
        let filled = cells.iter().zip(1_u32..).filter(|(text, _)| !text.is_empty());
        filled.map(|(text, number)| (number, Value::Text(text))).collect()
    }

    fn header() -> Vec<(u32, String)> {
        vec![(1, "信访编号".to_owned()), (2, "受理日期".to_owned())]
    }

    #[test]
    fn rows_that_are_no_data_are_told_apart() {
        let why = |cells: &[&str]| exclusion(&texts(cells), &header(), Some(1), |number| number <= 2);
        assert_eq!(why(&["1", "2", "3"]), Some(Exclusion::ColumnNumbers));
        assert_eq!(why(&["甲", "乙", "丙"]), Some(Exclusion::ColumnNumbers));
        assert_eq!(why(&["信访编号", "受理\n日期"]), Some(Exclusion::RepeatedHeader));
        assert_eq!(why(&["备注：数据截至年底"]), Some(Exclusion::Note));
        assert_eq!(why(&["", "", "x"]), Some(Exclusion::Blank));
        assert_eq!(why(&["例：XF-001", "2021-01-05"]), Some(Exclusion::Example));
        assert_eq!(why(&["测试", "2021-01-05"]), Some(Exclusion::Example));
        assert_eq!(why(&["测试中心-001", "测试"]), None);
        assert_eq!(why(&["XF-001", "2021-01-05"]), None);
        assert_eq!(why(&["1", "2"]), None);
        assert_eq!(why(&["3", "2", "1"]), None);
        assert_eq!(why(&["(1)", "（2）", "(3)"]), Some(Exclusion::ColumnNumbers));
        assert_eq!(why(&["甲", "乙", "1", "2"]), Some(Exclusion::ColumnNumbers));
        assert_eq!(why(&["①", "②", "③=①-②"]), Some(Exclusion::ColumnNumbers));
        assert_eq!(why(&["甲", "乙村", "1"]), None);
        assert_eq!(why(&["", "", "", "承前页", "1200"]), Some(Exclusion::CarriedOver));
    }

    #[test]
    fn totals_rows_are_found_by_their_word() {
        let word = |cells: &[&str], key| is_total(&texts(cells), key);
        assert_eq!(word(&["", "合 计：", "3"], None).as_deref(), Some("合计"));
        assert_eq!(word(&["小计", "3"], Some(1)).as_deref(), Some("小计"));
        assert_eq!(word(&["", "全年合计", "3"], Some(1)).as_deref(), Some("全年合计"));
        assert_eq!(word(&["合计单位", "3"], None), None);
        assert_eq!(word(&["YT-1", "累计", "3"], Some(1)), None);
        assert_eq!(word(&["新建综合楼工程合计", "3"], None), None);
        assert!(is_subtotal("本月合计") && !is_subtotal("合计"));
    }
}
