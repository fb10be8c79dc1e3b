//! What differs, and why: records made by hand, with the difference that they must give.

use rust_decimal::Decimal;

use super::*;
use crate::figure::{Digests, Quantity, State};
use crate::message::Language;
use crate::numeral::Scale;

/// A count of so many rows.
fn count(id: &str, rows: i64) -> Recorded {
    Recorded {
        id: id.to_owned(),
        label: id.to_uppercase(),
        unit: "件".to_owned(),
        scale: Scale::One,
        decimals: 0,
        state: State::Value,
        value: Some(Quantity::Number(Decimal::from(rows))),
        printed: format!("{rows}件"),
        operands: Vec::new(),
        digests: Some(Digests { measure: "m".to_owned(), rows: Some(rows.to_string()), ledger: Some("l".to_owned()) }),
    }
}

/// A rate of two counts, printed without decimals.
fn rate(of: i64, to: i64, printed: &str) -> Recorded {
    Recorded {
        unit: "%".to_owned(),
        value: Some(Quantity::Ratio { of: of.into(), to: to.into() }),
        printed: printed.to_owned(),
        operands: vec!["closed".to_owned(), "due".to_owned()],
        digests: Some(Digests { measure: "m".to_owned(), rows: None, ledger: None }),
        ..count("rate", 0)
    }
}

fn record(figures: Vec<Recorded>) -> Record {
    Record { unit: "某局".to_owned(), year: 2021, figures, ..Record::default() }
}

/// `id kind causes through` of each difference.
fn told(old: Vec<Recorded>, new: Vec<Recorded>) -> Vec<String> {
    let line = |difference: &Difference| {
        let causes: Vec<&str> = difference.causes.iter().map(|cause| cause.as_str()).collect();
        let line = [difference.id.as_str(), difference.kind.as_str(), &causes.join("+"), &difference.through.join("+")];
        line.join(" ").trim_end().to_owned()
    };
    compare(record(old), record(new)).unwrap().differences.iter().map(line).collect()
}

#[test]
fn names_are_no_difference() {
    let renamed = Recorded { label: "别名".to_owned(), ..count("a", 1) };
    assert_eq!(told(vec![count("a", 1), count("b", 2)], vec![count("b", 2), renamed]), Vec::<String>::new());
}

#[test]
fn a_rate_changes_with_the_figures_it_is_computed_from() {
    let old = vec![count("closed", 145), count("due", 146), rate(145, 146, "99%")];
    let new = vec![count("closed", 144), count("due", 146), rate(144, 146, "99%")];
    assert_eq!(told(old, new), ["closed changed data", "rate changed data CLOSED"]);
}

#[test]
fn equal_looks_are_told_apart_by_exact_values() {
    let comparison = compare(record(vec![rate(145, 146, "99%")]), record(vec![rate(144, 145, "99%")])).unwrap();
    let (was, now) = comparison.differences[0].printed();
    assert_eq!((was.as_str(), now.as_str()), ("99%（145/146）", "99%（144/145）"));
}

#[test]
fn each_cause_is_told() {
    let measure = |figure: Recorded| Recorded {
        digests: Some(Digests { measure: "n".to_owned(), ..figure.digests.clone().unwrap() }),
        ..figure
    };
    let scaled = Recorded { scale: Scale::Wan, printed: "0.0001万件".to_owned(), ..count("a", 1) };
    let finer = Recorded { decimals: 1, ..count("a", 1) };
    let bare = |rows| Recorded { digests: None, ..count("a", rows) };
    let none = Recorded { state: State::Unknown, value: None, printed: "未知".to_owned(), ..count("a", 1) };
    for (old, new, expected) in [
        (count("a", 1), count("a", 2), "a changed data"),
        (count("a", 1), measure(count("a", 2)), "a changed measure"),
        (count("a", 1), measure(count("a", 1)), "a basis measure"),
        (count("a", 1), scaled, "a changed rounding"),
        (count("a", 1), finer, "a basis rounding"),
        (bare(1), bare(2), "a changed unknown"),
        (count("a", 1), none, "a changed unknown"),
    ] {
        assert_eq!(told(vec![old], vec![new]), [expected]);
    }
}

#[test]
fn rows_that_another_measure_picks_are_other_data_if_the_ledger_is_another() {
    let with_ledger = |figure: Recorded, measure: &str, digest: &str| Record {
        ledgers: BTreeMap::from([("l".to_owned(), digest.to_owned())]),
        ..record(vec![Recorded {
            digests: Some(Digests { measure: measure.to_owned(), ..figure.digests.clone().unwrap() }),
            ..figure
        }])
    };
    for (measure, digest, expected) in
        [("m", "1", &[Cause::Data][..]), ("n", "1", &[Cause::Measure]), ("n", "2", &[Cause::Data, Cause::Measure])]
    {
        let compared = compare(with_ledger(count("a", 1), "m", "1"), with_ledger(count("a", 2), measure, digest));
        assert_eq!(compared.unwrap().differences[0].causes, expected.iter().copied().collect(), "{measure} {digest}");
    }
}

#[test]
fn what_came_and_what_went_is_told_and_changes_what_needs_it() {
    let old = vec![count("closed", 1), count("due", 1), rate(1, 1, "100%")];
    let new = Recorded { operands: vec!["shut".to_owned(), "due".to_owned()], ..rate(0, 1, "0%") };
    let new = vec![count("shut", 0), count("due", 1), new];
    assert_eq!(told(old, new), ["shut added", "rate changed measure SHUT+CLOSED", "closed removed"]);
}

#[test]
fn figures_that_are_computed_in_a_circle_are_told_once() {
    let circle = |id: &str, of: &str, rows| Recorded { operands: vec![of.to_owned()], ..count(id, rows) };
    let old = vec![circle("a", "b", 1), circle("b", "a", 1), circle("c", "c", 1)];
    let new = vec![circle("a", "b", 2), circle("b", "a", 2), circle("c", "c", 2)];
    assert_eq!(told(old, new), ["a changed data B", "b changed data A", "c changed data C"]);
}

#[test]
fn another_year_and_another_unit_are_refused() {
    let of = |unit: &str, code: &str, year| Record {
        unit: unit.to_owned(),
        unit_code: code.to_owned(),
        year,
        ..record(Vec::new())
    };
    let key = |old: Record, new: Record| compare(old, new).err().map(|fault| fault.key);
    assert_eq!(key(of("甲", "1", 2020), of("甲", "1", 2021)), Some("figures-of-other-year"));
    assert_eq!(key(of("甲", "1", 2021), of("甲", "2", 2021)), Some("figures-of-other-unit"));
    assert_eq!(key(of("甲", "", 2021), of("乙", "2", 2021)), Some("figures-of-other-unit"));
    // A unit that was renamed keeps its code.
    assert_eq!(key(of("甲", "1", 2021), of("乙", "1", 2021)), None);
    assert_eq!(key(of("甲", "", 2021), of("甲", "2", 2021)), None);
}

#[test]
fn the_note_says_what_was_wrong_and_leaves_open_what_only_the_unit_knows() {
    let old = vec![count("a", 146), count("b", 1), count("d", 7)];
    let new = vec![count("a", 145), count("c", 2), Recorded { decimals: 1, ..count("d", 7) }];
    let [mut old, mut new] = [record(old), record(new)];
    for record in [&mut old, &mut new] {
        record.title = "某局2021年法治政府建设年度报告".to_owned();
    }
    let comparison = compare(old, new).unwrap();
    let expected = "\
关于更正《某局2021年法治政府建设年度报告》有关数字的说明

　　某局编制的《某局2021年法治政府建设年度报告》中，下列数字有误，现予更正：
　　1．“A”：原为146件，更正为145件（台账数据有变）。
　　2．补充“C”：2件。
　　3．删去“B”：1件。
　　【待撰写：更正的具体原因，以及其他内容是否受影响】
　　特此说明。
　　某局
　　    年  月  日
";
    assert_eq!(note::draft(&comparison).as_deref(), Some(expected));
    let english = Comparison { new: Record { language: Language::En, ..comparison.new.clone() }, ..comparison };
    let note = note::draft(&english).unwrap();
    assert!(note.contains("  1. “A”: 146件 is corrected to 145件 (the data changed).\n"), "{note}");
    let same = compare(record(vec![count("a", 1)]), record(vec![count("a", 1)])).unwrap();
    assert_eq!(note::draft(&same), None);
}
