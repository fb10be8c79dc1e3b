//! Headers: folding what clerks write, and finding the columns of a ledger on a sheet.

use rust_decimal::Decimal;

use crate::pack::ledger::LedgerSpec;

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

/// How many 元 a unit of money is; nothing if it is none.
pub(crate) fn money_unit(unit: &str) -> Option<Decimal> {
    let factor: i64 = match fold(unit).full.trim_start_matches("单位:").trim_start_matches("人民币") {
        "元" => 1,
        "百元" => 100,
        "千元" => 1_000,
        "万元" => 10_000,
        "百万元" => 1_000_000,
        "亿元" => 100_000_000,
        _ => return None,
    };
    Some(Decimal::from(factor))
}

/// The columns of a ledger in a row of texts: per field the sheet column, from 1, and the header.
#[derive(Debug, Clone)]
pub(super) struct HeaderRow {
    /// Per field of the ledger.
    pub(super) columns: Vec<Option<(u32, String)>>,
    /// Columns whose header names a field that another column named already: that column, field, the one before.
    pub(super) twice: Vec<(u32, usize, u32)>,
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
                    if exact { header.full == folded.full } else { header.name == folded.name }
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

    /// The fields that a sheet must have and that are not there.
    pub(super) fn missing(&self, spec: &LedgerSpec) -> Vec<usize> {
        let needed = spec.fields.iter().enumerate().filter(|(_, field)| !field.optional && field.derived.is_none());
        needed.filter(|(at, _)| self.columns[*at].is_none()).map(|(at, _)| at).collect()
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
        assert_eq!(money_unit("人次"), None);
    }
}
