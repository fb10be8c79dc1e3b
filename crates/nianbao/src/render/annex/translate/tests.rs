//! Conditions and what becomes of them, word for word; `tests/annex.rs` has LibreOffice judge rows by them.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Cells, Translator};
use crate::message::{Language, Messages};
use crate::pack::ledger::ColumnType;
use crate::render::annex::words::Words;

fn cells(letters: &str, kind: ColumnType) -> Cells {
    Cells {
        letters: letters.to_owned(),
        kind,
        codes: Vec::new(),
        hides: false,
        is_faithful: true,
        scale: 2,
        most: Decimal::from(1_000_000),
    }
}

/// The formula of row 5.
fn member(sql: &str) -> Option<String> {
    let codes = ["上级转送", "本级受理", "abc", "ABC"].map(str::to_owned).to_vec();
    let source = Cells { codes, ..cells("E", ColumnType::Text) };
    let hidden = Cells { hides: true, letters: "I".to_owned(), ..source.clone() };
    let columns: BTreeMap<String, Cells> = [
        ("closed_on", cells("D", ColumnType::Date)),
        ("source", source),
        ("amount", cells("F", ColumnType::Money)),
        ("is_backlog", cells("G", ColumnType::YesNo)),
        ("title", cells("H", ColumnType::Text)),
        ("hidden", hidden),
        ("long", Cells { is_faithful: false, ..cells("J", ColumnType::Decimal) }),
    ]
    .map(|(id, cells)| (id.to_owned(), cells))
    .into();
    let words = Words::new(&Messages::new(Language::ZhCn));
    Translator { columns: &columns, words: &words }.member(sql).map(|template| template.at(5))
}

#[test]
fn a_condition_becomes_the_formula_that_one_would_write() {
    for (sql, formula) in [
        ("source = '上级转送'", "--(E5=\"上级转送\")"),
        ("source <> '上级转送'", "--AND(E5<>\"\",E5<>\"不适用\",E5<>\"上级转送\")"),
        ("NOT source <> '上级转送'", "--(E5=\"上级转送\")"),
        ("source = 'abc'", "--(EXACT(E5,\"abc\"))"),
        ("source IN ('上级转送', '本级受理')", "--OR(E5=\"上级转送\",E5=\"本级受理\")"),
        ("title = '说“是”'", "--(EXACT(H5,\"说“是”\"))"),
        ("is_backlog", "--(G5=\"是\")"),
        ("NOT is_backlog", "--(G5=\"否\")"),
        ("closed_on IS NULL", "--NOT(ISNUMBER(D5))"),
        ("closed_on <= period_to", "--AND(ISNUMBER(D5),D5<=period.to)"),
        (
            "closed_on BETWEEN period_from AND period_to AND is_backlog",
            "--AND(ISNUMBER(D5),D5>=period.from,D5<=period.to,G5=\"是\")",
        ),
        ("closed_on >= DATE '2021-03-01'", "--AND(ISNUMBER(D5),D5>=DATE(2021,3,1))"),
        ("closed_on + INTERVAL '30 days' < period_to", "--AND(ISNUMBER(D5),(N(D5)+30)<period.to)"),
        ("amount * 2 > 0.5", "--AND(ISNUMBER(F5),ROUND((N(F5)*2),2)>0.5)"),
        ("CASE WHEN is_backlog THEN amount > 5 ELSE FALSE END", "--(IF(G5=\"是\",AND(ISNUMBER(F5),F5>5),FALSE))"),
        ("title LIKE '关于%'", "--AND(H5<>\"\",H5<>\"不适用\",EXACT(LEFT(H5,2),\"关于\"))"),
        ("hidden = '上级转送'", "--(I5=\"上级转送\")"),
        ("TRUE", "1"),
    ] {
        assert_eq!(member(sql).as_deref(), Some(formula), "{sql}");
    }
}

#[test]
fn what_has_no_equal_is_left_to_the_program() {
    for sql in [
        "title > '关'",
        "LENGTH(title) > 3",
        "UPPER(title) = 'A'",
        "title LIKE '关_报告'",
        "closed_on + INTERVAL '1 month' < period_to",
        "hidden = '某人'",
        "hidden LIKE '上级%'",
        "long > 3",
        "amount * 100000000 > 3",
        "remark IS NULL",
        "CASE source WHEN '上级转送' THEN TRUE ELSE FALSE END",
    ] {
        assert_eq!(member(sql), None, "{sql}");
    }
}
