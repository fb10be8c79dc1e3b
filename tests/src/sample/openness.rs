//! 政务公开台账: applications for information, and what was published unasked.

use chrono::NaiveDate;
use rust_xlsxwriter::XlsxError;

use super::day::day;
use super::sheet::{self, Cell, Sheet};

/// One application for government information.
#[derive(Debug, Clone)]
pub struct Application {
    /// 申请编号
    pub apply_no: String,
    /// 收到日期
    pub received_on: NaiveDate,
    /// 申请方式
    pub channel: &'static str,
    /// 申请人类型
    pub applicant_kind: &'static str,
    /// 延长工作日
    pub extended_days: Option<u32>,
    /// 答复期限: 20 working days after receipt
    pub due_on: NaiveDate,
    /// 答复日期
    pub answered_on: Option<NaiveDate>,
    /// 答复类型
    pub answer_kind: Option<&'static str>,
    /// 是否复议
    pub is_reconsidered: bool,
    /// 是否诉讼
    pub is_sued: bool,
}

/// What one section of the site published in one month.
#[derive(Debug, Clone)]
pub struct Publication {
    /// 月份, as its first day
    pub month: NaiveDate,
    /// 栏目
    pub section: &'static str,
    /// 条数
    pub items: i32,
}

/// Three applications: two answered in the year, one within its time in January.
pub(super) fn applications() -> Vec<Application> {
    let application =
        |number: u32, channel, applicant_kind, [received_on, due_on, answered_on]: [NaiveDate; 3], kind| Application {
            apply_no: format!("YSQ2021-{number:03}"),
            received_on,
            channel,
            applicant_kind,
            extended_days: None,
            due_on,
            answered_on: Some(answered_on),
            answer_kind: Some(kind),
            is_reconsidered: false,
            is_sued: false,
        };
    vec![
        application(1, "网络", "自然人", [day(2021, 3, 15), day(2021, 4, 13), day(2021, 4, 6)], "予以公开"),
        application(2, "邮寄", "法律服务机构", [day(2021, 8, 9), day(2021, 9, 6), day(2021, 8, 27)], "部分公开"),
        application(3, "当面", "自然人", [day(2021, 12, 20), day(2022, 1, 18), day(2022, 1, 7)], "予以公开"),
    ]
}

/// Items published in each month, section by section: 1868 in all.
const PUBLISHED: [(&str, [i32; 12]); 9] = [
    ("政策法规", [20, 14, 25, 24, 22, 21, 27, 19, 22, 20, 25, 29]),
    ("办事指南", [8, 10, 15, 12, 11, 15, 12, 9, 13, 10, 15, 16]),
    ("预算决算", [3, 6, 0, 0, 0, 1, 0, 5, 4, 0, 0, 1]),
    ("机构职能", [3, 1, 2, 3, 3, 3, 3, 3, 2, 2, 3, 2]),
    ("人事信息", [3, 4, 5, 5, 5, 5, 6, 5, 4, 4, 4, 6]),
    ("通知公告", [15, 15, 20, 21, 22, 20, 21, 17, 22, 17, 23, 24]),
    ("工作动态", [44, 39, 66, 56, 59, 60, 70, 56, 66, 48, 65, 73]),
    ("优抚褒扬", [14, 15, 21, 18, 20, 22, 24, 17, 22, 15, 23, 24]),
    ("就业创业", [12, 10, 17, 13, 16, 14, 14, 15, 13, 14, 17, 19]),
];

/// Month by month, the sections in their order.
pub(super) fn publications() -> Vec<Publication> {
    (1..)
        .zip(0..12)
        .flat_map(|(number, index)| {
            PUBLISHED.map(|(section, items)| Publication { month: day(2021, number, 1), section, items: items[index] })
        })
        .collect()
}

/// The workbook with its two sheets.
pub(super) fn workbook(applications: &[Application], publications: &[Publication]) -> Result<Vec<u8>, XlsxError> {
    sheet::workbook(&[
        Sheet {
            name: "依申请公开",
            title: "2021年政府信息公开申请登记台账",
            subtitle: None,
            headers: &[
                "申请编号",
                "收到日期",
                "申请方式",
                "申请人",
                "申请人类型",
                "联系方式",
                "申请内容",
                "延长工作日",
                "答复期限",
                "答复日期",
                "答复类型",
                "是否复议",
                "是否诉讼",
            ],
            rows: (1..).zip(applications).map(|(number, application)| application_row(number, application)).collect(),
        },
        Sheet {
            name: "信息发布统计",
            title: "2021年主动公开政府信息统计",
            subtitle: None,
            headers: &["月份", "栏目", "发布条数", "填报人"],
            rows: publications.iter().map(publication_row).collect(),
        },
    ])
}

fn application_row(number: u32, application: &Application) -> Vec<Cell> {
    vec![
        application.apply_no.as_str().into(),
        application.received_on.into(),
        application.channel.into(),
        format!("测试乙{number:04}").into(),
        application.applicant_kind.into(),
        format!("{number:011}").into(),
        format!("虚构申请{number:04}").into(),
        application.extended_days.into(),
        application.due_on.into(),
        application.answered_on.into(),
        application.answer_kind.into(),
        application.is_reconsidered.into(),
        application.is_sued.into(),
    ]
}

fn publication_row(publication: &Publication) -> Vec<Cell> {
    vec![Cell::Month(publication.month), publication.section.into(), publication.items.into(), "测试编辑01".into()]
}
