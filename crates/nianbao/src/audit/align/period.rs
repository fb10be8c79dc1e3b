//! Periods and places of which a statement speaks, where they aren't the report's.

use std::ops::Range;

use crate::audit::extract::{Class, Mention, OtherClass};
use crate::audit::text::Text;

/// The year that a date consists of: 2021年, 2021年度.
pub(crate) fn whole_year(surface: &str) -> Option<i32> {
    let digits: String = surface.chars().map(crate::numeral::fold).take_while(char::is_ascii_digit).collect();
    let rest: String = surface.chars().skip(digits.len()).collect();
    let is_year = digits.len() == 4 && matches!(rest.as_str(), "年" | "年度" | "年全年" | "年底" | "年末");
    digits.parse().ok().filter(|_| is_year)
}

/// The year with which a date begins.
fn leading_year(surface: &str) -> Option<i32> {
    let digits: String = surface.chars().map(crate::numeral::fold).take_while(char::is_ascii_digit).collect();
    let is_year = digits.len() == 4 && surface.chars().nth(4).is_some_and(|next| next == '年');
    digits.parse().ok().filter(|_| is_year)
}

/// Whether the nearest date before a statement, in its sentence, makes it one of another period than the report's year:
/// another year, a part of a year that is reported on, or several years.
pub(super) fn is_other(
    text: &Text<'_>,
    mentions: &[Mention],
    index: usize,
    sentence: Range<usize>,
    year: Option<i32>,
) -> bool {
    const NEAR: usize = 24;
    let before = mentions.get(..index).unwrap_or_default().iter().rev().take(NEAR);
    let dates = before
        .filter(|mention| mention.class == Class::Other(OtherClass::Date))
        .map(|mention| (text.places(&mention.span), mention.surface.as_str()));
    let Some((span, surface)) = dates.take_while(|(span, _)| span.start >= sentence.start).next() else {
        return false;
    };
    let is_other_year = leading_year(surface).zip(year).is_some_and(|(found, year)| found != year);
    let is_span = ["季度", "半年", "近", "年来", "—", "至", "五年", "三年"].iter().any(|word| surface.contains(word));
    let is_cut_off = text.ends_with(span.start, "截至") || text.ends_with(span.start, "截止");
    let is_year_end = ["12月", "十二月", "年底", "年末", "目前"].iter().any(|word| surface.contains(word));
    is_other_year || is_span || (is_cut_off && !is_year_end)
}

/// Whether the clause right before a statement is a place that isn't all of the unit's area: 在某街道，接收3件.
pub(super) fn is_elsewhere(text: &Text<'_>, start: usize, sentence: Range<usize>) -> bool {
    const PLACES: &[&str] = &["街道", "镇", "乡", "村", "社区", "县", "市", "省", "全国", "片区", "园区"];
    const BEGINS: &[&str] = &["在", "由", "全市", "全省", "全国", "全县"];
    const LONGEST: usize = 14;
    let clause = text.clause_start(start);
    let Some(mark) = clause.checked_sub(1).filter(|mark| *mark >= sentence.start) else { return false };
    let before = text.clause_start(mark);
    let is_place = text.before_one_of(mark, PLACES).is_some() && mark - before <= LONGEST;
    is_place && (text.at(mark) == ':' || (text.at(mark) == ',' && text.after_one_of(before, BEGINS).is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_alone_is_told_from_a_day_and_from_years() {
        let years = ["2021年", "２０２１年度", "2021年8月", "21年", "2021—2025年", "近三年"].map(whole_year);
        assert_eq!(years, [Some(2021), Some(2021), None, None, None, None]);
        assert_eq!(["2020年上半年", "8月20日"].map(leading_year), [Some(2020), None]);
    }
}
