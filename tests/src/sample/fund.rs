//! 关爱基金台账: the grants to veterans in need, and the account of the district's fund.

use chrono::{Datelike, Days, Months, NaiveDate};
use rust_xlsxwriter::XlsxError;

use super::day::{day, working_day_from, working_day_until};
use super::mix::{mix, parts};
use super::sheet::{self, Cell, Sheet};

/// One grant to one person.
#[derive(Debug, Clone)]
pub struct Grant {
    /// 发放日期
    pub granted_on: NaiveDate,
    /// 帮扶金额, in 分
    pub fen: u32,
    /// 资金来源
    pub fund: &'static str,
    /// The person, as a number: the same person may be helped twice
    pub person: u32,
}

/// One entry of the account.
#[derive(Debug, Clone)]
pub struct Entry {
    /// 日期
    pub booked_on: NaiveDate,
    /// 摘要
    pub summary: String,
    /// 类别
    pub kind: &'static str,
    /// 收入, in 分
    pub income: Option<u32>,
    /// 支出, in 分
    pub expense: Option<u32>,
    /// 结余, in 分
    pub balance: u32,
}

const CITY: &str = "市级关爱基金";
const DISTRICT: &str = "区级关爱基金";
const GRANTS: u32 = 181;
/// The other grants went to people who had been helped before.
const PERSONS: u32 = 167;
/// 638 700 元 in all, in steps of 100 元.
const HUNDREDS_OF_YUAN: u32 = 6_387;

/// The grants by day: at Spring Festival, before Army Day, and whenever need arose.
pub(super) fn grants() -> Vec<Grant> {
    let mut grants: Vec<_> = (0..)
        .zip(parts(31, HUNDREDS_OF_YUAN, GRANTS, 24))
        .map(|(position, hundreds)| Grant {
            granted_on: granted_on(position),
            fen: hundreds * 10_000,
            fund: if mix(32, position) % 5 < 2 { CITY } else { DISTRICT },
            person: 1 + if position < PERSONS { position } else { (position - PERSONS) * 11 },
        })
        .collect();
    grants.sort_by_key(|grant| grant.granted_on);
    grants
}

fn granted_on(position: u32) -> NaiveDate {
    let (first, days) = match position % 5 {
        0 => (day(2021, 2, 1), 8),
        1 => (day(2021, 7, 19), 12),
        _ => (day(2021, 1, 18), 338),
    };
    working_day_from(first + Days::new(u64::from(mix(33, position) % days)))
}

/// The account of the district's fund. Its grants are booked month by month, as the ledger of grants has them.
pub(super) fn entries(grants: &[Grant]) -> Vec<Entry> {
    let mut entries = receipts();
    for month in 1..=12 {
        let booked_on = working_day_until(day(2021, month, 1) + Months::new(1) - Days::new(1));
        let paid = grants.iter().filter(|grant| grant.fund == DISTRICT && grant.granted_on.month() == month);
        let fen = paid.map(|grant| grant.fen).sum();
        if fen > 0 {
            entries.push(expense(booked_on, format!("{month}月虚构帮扶支出汇总"), "帮扶支出", fen));
        }
    }
    entries.push(expense(day(2021, 12, 30), "虚构账户管理费".to_owned(), "其他支出", 3_650));
    entries.sort_by_key(|entry| entry.booked_on);
    let mut balance = 0;
    for entry in &mut entries {
        balance = balance + entry.income.unwrap_or_default() - entry.expense.unwrap_or_default();
        entry.balance = balance;
    }
    entries
}

/// The fund began in 2021: nothing brought forward, 120 万元 of seed money, 115 万元 of donations, some interest.
fn receipts() -> Vec<Entry> {
    let mut entries = vec![Entry {
        booked_on: day(2021, 1, 1),
        summary: "虚构账户期初".to_owned(),
        kind: "期初余额",
        income: None,
        expense: None,
        balance: 0,
    }];
    for (month, part) in [(1, "一"), (7, "二")] {
        let summary = format!("虚构引导资金第{part}笔");
        entries.push(income(working_day_from(day(2021, month, 15)), summary, "财政引导资金", 60_000_000));
    }
    for (number, hundreds) in (1_u32..).zip(parts(34, 11_500, 14, 600)) {
        let booked_on = working_day_from(day(2021, 1, 1) + Days::new(24 * u64::from(number)));
        let summary = format!("虚构捐赠单位{number:02}捐款");
        entries.push(income(booked_on, summary, "募集善款", hundreds * 10_000));
    }
    for (month, fen) in [(3, 98_615), (6, 131_240), (9, 187_308), (12, 214_972)] {
        entries.push(income(day(2021, month, 21), format!("虚构账户{month}月结息"), "利息收入", fen));
    }
    entries
}

fn income(booked_on: NaiveDate, summary: String, kind: &'static str, fen: u32) -> Entry {
    Entry { booked_on, summary, kind, income: Some(fen), expense: None, balance: 0 }
}

fn expense(booked_on: NaiveDate, summary: String, kind: &'static str, fen: u32) -> Entry {
    Entry { booked_on, summary, kind, income: None, expense: Some(fen), balance: 0 }
}

/// The workbook with its two sheets.
pub(super) fn workbook(grants: &[Grant], entries: &[Entry]) -> Result<Vec<u8>, XlsxError> {
    sheet::workbook(&[
        Sheet {
            name: "帮扶台账",
            title: "2021年困难退役军人帮扶台账",
            subtitle: None,
            headers: &[
                "帮扶编号",
                "姓名",
                "身份证号",
                "联系电话",
                "镇街",
                "人员类别",
                "困难原因",
                "发放日期",
                "金额（元）",
                "资金来源",
                "银行卡号",
                "审批人",
            ],
            rows: (1..).zip(grants).map(|(number, grant)| grant_row(number, grant)).collect(),
        },
        Sheet {
            name: "基金收支",
            title: "2021年区退役军人关爱基金收支账",
            subtitle: Some("单位：元"),
            headers: &["日期", "摘要", "类别", "收入", "支出", "结余"],
            rows: entries.iter().map(entry_row).collect(),
        },
    ])
}

fn grant_row(number: u32, grant: &Grant) -> Vec<Cell> {
    let person = grant.person;
    vec![
        format!("BF2021-{number:03}").into(),
        format!("测试丙{person:04}").into(),
        format!("{:018}", 1_000 + person).into(),
        format!("{:011}", 1_000 + person).into(),
        format!("虚构镇街{:02}", person % 22 + 1).into(),
        format!("虚构类别{}", person % 4 + 1).into(),
        format!("虚构原因{}", person % 5 + 1).into(),
        grant.granted_on.into(),
        Cell::Money(grant.fen),
        grant.fund.into(),
        format!("{:019}", 1_000 + person).into(),
        "测试审批01".into(),
    ]
}

fn entry_row(entry: &Entry) -> Vec<Cell> {
    vec![
        entry.booked_on.into(),
        entry.summary.as_str().into(),
        entry.kind.into(),
        entry.income.map(Cell::Money).into(),
        entry.expense.map(Cell::Money).into(),
        Cell::Money(entry.balance),
    ]
}
