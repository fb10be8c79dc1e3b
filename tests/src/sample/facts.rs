//! 综合数据: the few values that no ledger holds, each with its source, its department and its day.

use chrono::NaiveDate;
use rust_xlsxwriter::XlsxError;

use super::day::day;
use super::sheet::{self, Cell, Sheet};

/// One value, entered by hand.
#[derive(Debug, Clone)]
pub struct Fact {
    /// 指标名称
    pub item: &'static str,
    /// 数值
    pub value: i32,
    /// 单位
    pub unit: &'static str,
    /// 来源
    pub source: &'static str,
    /// 提供科室
    pub department: &'static str,
    /// 提供日期
    pub provided_on: NaiveDate,
}

/// The persons served are as many as the copies of the law that were handed over: the ground for 全覆盖.
pub(super) fn facts() -> Vec<Fact> {
    const ROSTER: &str = "2021年度行政执法人员名册";
    let (persons, rights) = (day(2022, 1, 7), day(2022, 1, 6));
    let fact = |item, value, unit, source, department, provided_on| Fact {
        item,
        value,
        unit,
        source,
        department,
        provided_on,
    };
    vec![
        fact("服务对象人数", 34_210, "名", "退役军人和其他优抚对象信息采集系统2021年末数", "优抚褒扬科", persons),
        fact("行政执法人员数", 9, "人", ROSTER, "权益维护科", rights),
        fact("持证行政执法人员数", 9, "人", ROSTER, "权益维护科", rights),
        fact("行政执法行为数", 0, "件", "2021年度行政执法情况统计", "权益维护科", rights),
    ]
}

/// The workbook.
pub(super) fn workbook(facts: &[Fact]) -> Result<Vec<u8>, XlsxError> {
    sheet::workbook(&[Sheet {
        name: "综合数据",
        title: "2021年综合数据（人工填报）",
        subtitle: None,
        headers: &["指标名称", "数值", "单位", "来源", "提供科室", "提供日期", "填报人"],
        rows: facts.iter().map(row).collect(),
    }])
}

fn row(fact: &Fact) -> Vec<Cell> {
    vec![
        fact.item.into(),
        fact.value.into(),
        fact.unit.into(),
        fact.source.into(),
        fact.department.into(),
        fact.provided_on.into(),
        "测试填报01".into(),
    ]
}
