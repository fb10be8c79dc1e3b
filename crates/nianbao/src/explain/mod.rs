//! The page of each finding code: what it says, why it matters, what to do.
//!
//! An English page goes on with the executable spec that holds the code to its word; the pages of checks lie beside
//! the checks, since they are their documentation too.

use crate::finding::Code;
use crate::message::Language;

/// The page of a code, in Markdown; nothing if there is no such code.
pub fn page(code: &str, language: Language) -> Option<&'static str> {
    let code = Code::ALL.iter().find(|known| known.as_str() == code)?;
    Some(page_of(*code, language))
}

/// What a page explains, without the cases that hold it to its word.
pub fn explanation(page: &'static str) -> &'static str {
    page.split("\n## Spec\n").next().unwrap_or(page).trim_end()
}

/// What a code says, in one sentence: the first of its page.
pub fn summary(page: &'static str) -> &'static str {
    page.lines().find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or_default()
}

/// The pages of all codes, checks first.
pub fn all(language: Language) -> impl Iterator<Item = (Code, &'static str)> {
    Code::ALL.iter().map(move |code| (*code, page_of(*code, language)))
}

const fn page_of(code: Code, language: Language) -> &'static str {
    match language {
        Language::En => english(code),
        Language::ZhCn => chinese(code),
    }
}

const fn english(code: Code) -> &'static str {
    match code {
        Code::Required => include_str!("../validate/checks/required.md"),
        Code::Unique => include_str!("../validate/checks/unique.md"),
        Code::OneOf => include_str!("../validate/checks/one-of.md"),
        Code::InRange => include_str!("../validate/checks/in-range.md"),
        Code::Matches => include_str!("../validate/checks/matches.md"),
        Code::Order => include_str!("../validate/checks/order.md"),
        Code::Row => include_str!("../validate/checks/row.md"),
        Code::Balance => include_str!("../validate/checks/balance.md"),
        Code::SumsTo => include_str!("../validate/checks/sums-to.md"),
        Code::AtMost => include_str!("../validate/checks/at-most.md"),
        Code::Equals => include_str!("../validate/checks/equals.md"),
        Code::CarriesOver => include_str!("../validate/checks/carries-over.md"),
        Code::ChangesWithin => include_str!("../validate/checks/changes-within.md"),
        Code::NotAssessed => include_str!("not-assessed.md"),
        Code::MissingSheet => include_str!("missing-sheet.md"),
        Code::MissingColumn => include_str!("missing-column.md"),
        Code::DuplicateColumn => include_str!("duplicate-column.md"),
        Code::UnclaimedSheet => include_str!("unclaimed-sheet.md"),
        Code::CopiedSheet => include_str!("copied-sheet.md"),
        Code::HiddenSheet => include_str!("hidden-sheet.md"),
        Code::HiddenCells => include_str!("hidden-cells.md"),
        Code::StruckRows => include_str!("struck-rows.md"),
        Code::ExampleRows => include_str!("example-rows.md"),
        Code::SequenceGap => include_str!("sequence-gap.md"),
        Code::EmptyLedger => include_str!("empty-ledger.md"),
        Code::NotOfType => include_str!("not-of-type.md"),
        Code::ErrorCell => include_str!("error-cell.md"),
        Code::ApproximateCell => include_str!("approximate-cell.md"),
        Code::DittoCell => include_str!("ditto-cell.md"),
        Code::MergedAmount => include_str!("merged-amount.md"),
        Code::UncalculatedFormula => include_str!("uncalculated-formula.md"),
        Code::SumInCell => include_str!("sum-in-cell.md"),
        Code::ScaledByFormat => include_str!("scaled-by-format.md"),
        Code::CompletedDate => include_str!("completed-date.md"),
        Code::UnknownWorkingDays => include_str!("unknown-working-days.md"),
        Code::TotalMismatch => include_str!("total-mismatch.md"),
        Code::UndecidedRow => include_str!("undecided-row.md"),
        Code::NotOneRow => include_str!("not-one-row.md"),
        Code::OtherUnit => include_str!("other-unit.md"),
        Code::NothingToDivide => include_str!("nothing-to-divide.md"),
        Code::PartAboveWhole => include_str!("part-above-whole.md"),
        Code::NoPreviousFigure => include_str!("no-previous-figure.md"),
        Code::UnknownFigure => include_str!("unknown-figure.md"),
        Code::FigureWithoutValue => include_str!("figure-without-value.md"),
        Code::WordContradicted => include_str!("word-contradicted.md"),
        Code::UnownedNumeral => include_str!("unowned-numeral.md"),
        Code::UnownedClaim => include_str!("unowned-claim.md"),
        Code::AlteredFigure => include_str!("altered-figure.md"),
        Code::ClaimContradicted => include_str!("claim-contradicted.md"),
        Code::ClaimNotAssessed => include_str!("claim-not-assessed.md"),
        Code::TodoLeft => include_str!("todo-left.md"),
        Code::MissingPart => include_str!("missing-part.md"),
        Code::Typesetting => include_str!("typesetting.md"),
        Code::FaceSubstituted => include_str!("face-substituted.md"),
        Code::StaleDismissal => include_str!("stale-dismissal.md"),
        Code::FigureDrift => include_str!("figure-drift.md"),
        Code::UnusedColumn => include_str!("unused-column.md"),
        Code::UnusedFigure => include_str!("unused-figure.md"),
    }
}

const fn chinese(code: Code) -> &'static str {
    match code {
        Code::Required => include_str!("../validate/checks/required.zh-CN.md"),
        Code::Unique => include_str!("../validate/checks/unique.zh-CN.md"),
        Code::OneOf => include_str!("../validate/checks/one-of.zh-CN.md"),
        Code::InRange => include_str!("../validate/checks/in-range.zh-CN.md"),
        Code::Matches => include_str!("../validate/checks/matches.zh-CN.md"),
        Code::Order => include_str!("../validate/checks/order.zh-CN.md"),
        Code::Row => include_str!("../validate/checks/row.zh-CN.md"),
        Code::Balance => include_str!("../validate/checks/balance.zh-CN.md"),
        Code::SumsTo => include_str!("../validate/checks/sums-to.zh-CN.md"),
        Code::AtMost => include_str!("../validate/checks/at-most.zh-CN.md"),
        Code::Equals => include_str!("../validate/checks/equals.zh-CN.md"),
        Code::CarriesOver => include_str!("../validate/checks/carries-over.zh-CN.md"),
        Code::ChangesWithin => include_str!("../validate/checks/changes-within.zh-CN.md"),
        Code::NotAssessed => include_str!("not-assessed.zh-CN.md"),
        Code::MissingSheet => include_str!("missing-sheet.zh-CN.md"),
        Code::MissingColumn => include_str!("missing-column.zh-CN.md"),
        Code::DuplicateColumn => include_str!("duplicate-column.zh-CN.md"),
        Code::UnclaimedSheet => include_str!("unclaimed-sheet.zh-CN.md"),
        Code::CopiedSheet => include_str!("copied-sheet.zh-CN.md"),
        Code::HiddenSheet => include_str!("hidden-sheet.zh-CN.md"),
        Code::HiddenCells => include_str!("hidden-cells.zh-CN.md"),
        Code::StruckRows => include_str!("struck-rows.zh-CN.md"),
        Code::ExampleRows => include_str!("example-rows.zh-CN.md"),
        Code::SequenceGap => include_str!("sequence-gap.zh-CN.md"),
        Code::EmptyLedger => include_str!("empty-ledger.zh-CN.md"),
        Code::NotOfType => include_str!("not-of-type.zh-CN.md"),
        Code::ErrorCell => include_str!("error-cell.zh-CN.md"),
        Code::ApproximateCell => include_str!("approximate-cell.zh-CN.md"),
        Code::DittoCell => include_str!("ditto-cell.zh-CN.md"),
        Code::MergedAmount => include_str!("merged-amount.zh-CN.md"),
        Code::UncalculatedFormula => include_str!("uncalculated-formula.zh-CN.md"),
        Code::SumInCell => include_str!("sum-in-cell.zh-CN.md"),
        Code::ScaledByFormat => include_str!("scaled-by-format.zh-CN.md"),
        Code::CompletedDate => include_str!("completed-date.zh-CN.md"),
        Code::UnknownWorkingDays => include_str!("unknown-working-days.zh-CN.md"),
        Code::TotalMismatch => include_str!("total-mismatch.zh-CN.md"),
        Code::UndecidedRow => include_str!("undecided-row.zh-CN.md"),
        Code::NotOneRow => include_str!("not-one-row.zh-CN.md"),
        Code::OtherUnit => include_str!("other-unit.zh-CN.md"),
        Code::NothingToDivide => include_str!("nothing-to-divide.zh-CN.md"),
        Code::PartAboveWhole => include_str!("part-above-whole.zh-CN.md"),
        Code::NoPreviousFigure => include_str!("no-previous-figure.zh-CN.md"),
        Code::UnknownFigure => include_str!("unknown-figure.zh-CN.md"),
        Code::FigureWithoutValue => include_str!("figure-without-value.zh-CN.md"),
        Code::WordContradicted => include_str!("word-contradicted.zh-CN.md"),
        Code::UnownedNumeral => include_str!("unowned-numeral.zh-CN.md"),
        Code::UnownedClaim => include_str!("unowned-claim.zh-CN.md"),
        Code::AlteredFigure => include_str!("altered-figure.zh-CN.md"),
        Code::ClaimContradicted => include_str!("claim-contradicted.zh-CN.md"),
        Code::ClaimNotAssessed => include_str!("claim-not-assessed.zh-CN.md"),
        Code::TodoLeft => include_str!("todo-left.zh-CN.md"),
        Code::MissingPart => include_str!("missing-part.zh-CN.md"),
        Code::Typesetting => include_str!("typesetting.zh-CN.md"),
        Code::FaceSubstituted => include_str!("face-substituted.zh-CN.md"),
        Code::StaleDismissal => include_str!("stale-dismissal.zh-CN.md"),
        Code::FigureDrift => include_str!("figure-drift.zh-CN.md"),
        Code::UnusedColumn => include_str!("unused-column.zh-CN.md"),
        Code::UnusedFigure => include_str!("unused-figure.zh-CN.md"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sections of a page and its first line, blocks left out.
    fn headings(page: &'static str) -> (&'static str, Vec<&'static str>) {
        let mut in_block = false;
        let outside = page.lines().filter(move |line| {
            in_block ^= line.starts_with("```");
            !in_block
        });
        let sections = outside.filter_map(|line| line.strip_prefix("## ")).collect();
        (page.lines().next().unwrap_or_default(), sections)
    }

    #[test]
    fn every_page_has_its_code_and_its_sections() {
        let expected = [
            (Language::En, vec!["What it says", "Why it matters", "What to do", "Spec"]),
            (Language::ZhCn, vec!["什么问题", "为什么要查", "怎么处理"]),
        ];
        for (language, sections) in expected {
            for (code, page) in all(language) {
                assert_eq!(headings(page), (format!("# {code}").as_str(), sections.clone()), "{code} {language:?}");
            }
        }
    }

    #[test]
    fn a_page_is_found_by_its_code_alone() {
        assert!(page("order", Language::En).is_some_and(|page| page.starts_with("# order\n")));
        assert!(page("order", Language::ZhCn).is_some_and(|page| page.starts_with("# order\n")));
        assert_eq!(page("Order", Language::En), None);
        assert_eq!(page("closed-after-accepted", Language::En), None);
    }
}
