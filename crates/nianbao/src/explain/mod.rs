//! The page of each finding code: what it says, why it matters, what to do.
//!
//! An English page goes on with the executable spec that holds the code to its word; the pages of checks lie beside
//! the checks, since they are their documentation too.

use crate::finding::Code;
use crate::message::{Language, Messages};
use crate::pack::rule::Rule;

/// The page of a code, in Markdown; nothing if there is no such code.
pub fn page(code: &str, language: Language) -> Option<&'static str> {
    let code = Code::ALL.iter().find(|known| known.as_str() == code)?;
    Some(page_of(*code, language))
}

/// What a page explains, without the cases that hold it to its word.
pub fn explanation(page: &'static str) -> &'static str {
    page.split("\n## Spec\n").next().unwrap_or(page).trim_end()
}

/// What a rule of a pack means: its ground, where the pack states it, and what its code explains.
pub fn of_rule(rule: &Rule, messages: &Messages) -> String {
    let code = rule.check.code();
    let severity = messages.word(&format!("severity-{}", rule.severity.as_str()));
    let page = explanation(page_of(code, messages.language()));
    let Rule { id, because, at, .. } = rule;
    format!("# {id} · {code} · {severity}\n\n{because}\n{}:{}\n{}\n\n{page}", at.file, at.line, at.excerpt)
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

macro_rules! pages {
    ($($code:ident = $path:literal,)+) => {
        const fn english(code: Code) -> &'static str {
            match code { $(Code::$code => include_str!(concat!($path, ".md")),)+ }
        }

        const fn chinese(code: Code) -> &'static str {
            match code { $(Code::$code => include_str!(concat!($path, ".zh-CN.md")),)+ }
        }
    };
}

pages! {
    Required = "../validate/checks/required",
    Unique = "../validate/checks/unique",
    OneOf = "../validate/checks/one-of",
    InRange = "../validate/checks/in-range",
    Matches = "../validate/checks/matches",
    Order = "../validate/checks/order",
    Row = "../validate/checks/row",
    Balance = "../validate/checks/balance",
    SumsTo = "../validate/checks/sums-to",
    AtMost = "../validate/checks/at-most",
    Equals = "../validate/checks/equals",
    CarriesOver = "../validate/checks/carries-over",
    ChangesWithin = "../validate/checks/changes-within",
    NotAssessed = "not-assessed",
    MissingSheet = "missing-sheet",
    MissingColumn = "missing-column",
    DuplicateColumn = "duplicate-column",
    UnclaimedSheet = "unclaimed-sheet",
    CopiedSheet = "copied-sheet",
    HiddenSheet = "hidden-sheet",
    HiddenCells = "hidden-cells",
    StruckRows = "struck-rows",
    ExampleRows = "example-rows",
    ChangedExample = "changed-example",
    AlteredForm = "altered-form",
    SequenceGap = "sequence-gap",
    EmptyLedger = "empty-ledger",
    NotOfType = "not-of-type",
    ErrorCell = "error-cell",
    ApproximateCell = "approximate-cell",
    DittoCell = "ditto-cell",
    MergedAmount = "merged-amount",
    UncalculatedFormula = "uncalculated-formula",
    SumInCell = "sum-in-cell",
    ScaledByFormat = "scaled-by-format",
    CompletedDate = "completed-date",
    UnknownWorkingDays = "unknown-working-days",
    TotalMismatch = "total-mismatch",
    UndecidedRow = "undecided-row",
    NotOneRow = "not-one-row",
    OtherUnit = "other-unit",
    NothingToDivide = "nothing-to-divide",
    PartAboveWhole = "part-above-whole",
    NoPreviousFigure = "no-previous-figure",
    UnknownFigure = "unknown-figure",
    FigureWithoutValue = "figure-without-value",
    UnknownChart = "unknown-chart",
    EmptyChart = "empty-chart",
    WordContradicted = "word-contradicted",
    UnownedNumeral = "unowned-numeral",
    UnownedClaim = "unowned-claim",
    AlteredFigure = "altered-figure",
    ClaimContradicted = "claim-contradicted",
    ClaimNotAssessed = "claim-not-assessed",
    TodoLeft = "todo-left",
    CarriedOver = "carried-over",
    MissingPart = "missing-part",
    Typesetting = "typesetting",
    FaceSubstituted = "face-substituted",
    StaleDismissal = "stale-dismissal",
    FigureDrift = "figure-drift",
    UnusedColumn = "unused-column",
    UnusedFigure = "unused-figure",
    ContradictedFigure = "contradicted-figure",
    CutOff = "cut-off",
    TextContradictsItself = "text-contradicts-itself",
    OtherReport = "other-report",
    StaleYear = "stale-year",
    LevelOutOfOrder = "level-out-of-order",
    Wording = "wording",
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
