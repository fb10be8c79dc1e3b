//! Headers: folding what clerks write, and finding the columns of a ledger on a sheet.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::pack::ledger::LedgerSpec;
use crate::unit::{self, Dimension};

/// A header without white space, in half-width brackets, with the bracketed unit at its end taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Folded {
    /// All of it.
    pub(crate) full: String,
    /// Without the bracketed end.
    pub(crate) name: String,
    /// What stood in the brackets.
    pub(crate) unit: Option<String>,
}

/// Folds width, white space and brackets: `金额 （万元）` is `金额` in `万元`.
pub(crate) fn fold(header: &str) -> Folded {
    let full: String = header.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').map(half_width).collect();
    let bracketed = full.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    match bracketed {
        Some((name, unit)) if !name.is_empty() => {
            Folded { name: name.to_owned(), unit: Some(unit.to_owned()), full: full.clone() }
        }
        _ => Folded { name: full.clone(), unit: None, full },
    }
}

/// The ASCII form of a full-width character; square and lenticular brackets become round ones.
fn half_width(c: char) -> char {
    let narrow = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    };
    match narrow {
        '【' | '〔' | '[' => '(',
        '】' | '〕' | ']' => ')',
        _ => narrow,
    }
}

/// What a bracket at the end of a header may hold without changing what the column is.
const REMARKS: &[&str] =
    &["日", "日期", "时间", "必填", "选填", "年月日", "年/月/日", "年-月-日", "是/否", "有/无", "公历", "小写", "大写"];

/// Whether the bracket says in what the column is counted, or how to fill it. `办结日期（要求）` is another column.
fn is_aside(bracket: &str) -> bool {
    REMARKS.contains(&bracket)
        || unit::find(bracket).is_some()
        || money_unit(bracket).is_some()
        || count_unit(bracket).is_some()
}

/// How many 元 a unit of money is; nothing if it is none. `万` alone is 万元 where money is meant.
pub(crate) fn money_unit(unit: &str) -> Option<Decimal> {
    let folded = fold(unit).full;
    let word = folded.trim_start_matches("单位:").trim_start_matches("人民币");
    unit::multiplier(word.strip_suffix('元').unwrap_or(word)).filter(|_| !word.is_empty())
}

/// How many of its base a unit of counts is, such as 1000 for 千份; nothing if it is none.
pub(crate) fn count_unit(unit: &str) -> Option<Decimal> {
    let folded = fold(unit).full;
    let word = folded.trim_start_matches("单位:");
    match unit::with_multiplier(word) {
        Some((factor, unit)) => matches!(unit.dimension, Dimension::Count | Dimension::Duration).then_some(factor),
        None => unit::multiplier(word).filter(|_| !word.is_empty()),
    }
}

/// The unit that a line above a table states for its money: `单位：万元`. The 单位 of `单位：某某局` is another.
pub(super) fn stated_unit(text: &str) -> Option<String> {
    let words = text.split_whitespace().map(|word| fold(word).full);
    let mut units = words.filter_map(|word| {
        let (_, unit) = word.trim_matches(['(', ')']).split_once("单位:")?;
        money_unit(unit).map(|_| unit.to_owned())
    });
    units.next_back()
}

/// The columns of a ledger in a row of texts: per field the sheet column, from 1, and the header.
#[derive(Debug, Clone)]
pub(crate) struct HeaderRow {
    /// Per field of the ledger.
    pub(super) columns: Vec<Option<(u32, String)>>,
    /// Columns whose header names a field that another column named already: that column, field, the one before.
    pub(crate) twice: Vec<(u32, usize, u32)>,
}

impl HeaderRow {
    /// Looks for the headers of `spec` among the texts of a row.
    pub(super) fn find(spec: &LedgerSpec, texts: &[(u32, String)]) -> Self {
        let mut found = Self { columns: vec![None; spec.fields.len()], twice: Vec::new() };
        for (number, text) in texts {
            let folded = fold(text);
            // A header that is meant with its brackets wins over one that only has the same beginning.
            let by = |exact: bool| {
                let same = |header: &String| {
                    let header = fold(header);
                    if exact {
                        header.full == folded.full
                    } else {
                        header.name == folded.name && folded.unit.as_deref().is_none_or(is_aside)
                    }
                };
                spec.fields.iter().position(|field| field.headers.iter().any(same))
            };
            let Some(field) = by(true).or_else(|| by(false)) else { continue };
            match &found.columns[field] {
                Some((first, _)) => found.twice.push((*number, field, *first)),
                None => found.columns[field] = Some((*number, text.split_whitespace().collect())),
            }
        }
        found
    }

    /// How many fields were found.
    pub(super) fn hits(&self) -> usize {
        self.columns.iter().flatten().count()
    }

    /// Sheet column and field of each.
    pub(crate) fn places(&self) -> BTreeMap<u32, usize> {
        let columns = self.columns.iter().enumerate();
        columns.filter_map(|(field, column)| column.as_ref().map(|(number, _)| (*number, field))).collect()
    }

    /// The fields that a sheet must have and that are not there.
    pub(crate) fn missing(&self, spec: &LedgerSpec) -> Vec<usize> {
        self.absent(spec).into_iter().filter(|field| !spec.fields[*field].optional).collect()
    }

    /// The fields that are read from sheets and that are not there.
    pub(super) fn absent(&self, spec: &LedgerSpec) -> Vec<usize> {
        let read = spec.fields.iter().enumerate().filter(|(_, field)| field.derived.is_none());
        read.filter(|(at, _)| self.columns[*at].is_none()).map(|(at, _)| at).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_space_and_units_are_folded() {
        let folded = fold(" 金额\n（万元） ");
        assert_eq!((folded.name.as_str(), folded.unit.as_deref()), ("金额", Some("万元")));
        assert_eq!(fold("办结\u{a0}时　间").full, "办结时间");
        assert_eq!(fold("ＩＤ").full, "ID");
        assert_eq!(fold("（万元）").name, "(万元)");
    }

    #[test]
    fn units_of_money_are_known() {
        assert_eq!(money_unit("万元"), Some(Decimal::from(10_000)));
        assert_eq!(money_unit(" 单位：元"), Some(Decimal::ONE));
        assert_eq!(money_unit("万"), Some(Decimal::from(10_000)));
        for no_money in ["人次", "", "含税", "要求"] {
            assert_eq!(money_unit(no_money), None, "{no_money}");
        }
    }

    #[test]
    fn counts_may_be_stated_in_hundreds_and_thousands() {
        for (unit, factor) in
            [("份", 1), ("千份", 1_000), ("百条", 100), ("万人次", 10_000), ("工作日", 1), ("万", 10_000)]
        {
            assert_eq!(count_unit(unit), Some(Decimal::from(factor)), "{unit}");
        }
        for none in ["要求", "累计", "%", ""] {
            assert_eq!(count_unit(none), None, "{none}");
        }
    }

    #[test]
    fn a_line_above_the_table_may_state_the_unit() {
        assert_eq!(stated_unit("单位：万元").as_deref(), Some("万元"));
        assert_eq!(stated_unit("填报单位：某某局   金额单位：（千元）").as_deref(), None);
        assert_eq!(stated_unit("填报单位：某某局   金额单位：千元").as_deref(), Some("千元"));
        assert_eq!(stated_unit("单位：某某局"), None);
    }
}
