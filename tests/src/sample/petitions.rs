//! 信访台账: the 156 matters that others sent down in 2021, all closed within their deadline.

use chrono::{Days, NaiveDate};
use rust_xlsxwriter::XlsxError;

use super::day::{day, working_day_from, working_day_until};
use super::mix::mix;
use super::sheet::{self, Cell, Sheet};

/// One matter.
#[derive(Debug, Clone)]
pub struct Petition {
    /// 信访编号
    pub case_no: String,
    /// 收到日期
    pub received_on: NaiveDate,
    /// 信访形式
    pub channel: &'static str,
    /// 来源
    pub source: &'static str,
    /// 承办科室
    pub office: &'static str,
    /// 受理日期
    pub accepted_on: Option<NaiveDate>,
    /// 延期天数
    pub extended_days: Option<u32>,
    /// 应办结日期, as the clerk computed it
    pub stated_due_on: Option<NaiveDate>,
    /// 办结日期
    pub closed_on: Option<NaiveDate>,
    /// 办理状态
    pub status: &'static str,
    /// 是否化解
    pub is_resolved: Option<bool>,
    /// 历史积案
    pub is_backlog: bool,
}

impl Petition {
    /// The last day for closing the matter: 60 days after it was accepted, and the extension.
    pub fn due_on(&self) -> Option<NaiveDate> {
        let days = 60 + u64::from(self.extended_days.unwrap_or_default());
        self.accepted_on.map(|accepted| accepted + Days::new(days))
    }
}

const COUNT: u32 = 156;
/// Positions of the campaign's matters and of the repeated ones, all of them old, and of the old ones among the rest.
const CAMPAIGN: [u32; 6] = [8, 21, 37, 58, 74, 99];
const REPEAT: [u32; 4] = [29, 66, 104, 131];
const OTHER_BACKLOG: [u32; 3] = [16, 45, 88];
/// Complex matters whose time was extended, with the days granted.
const EXTENDED: [(u32, u32); 6] = [(8, 30), (29, 30), (37, 30), (52, 15), (66, 30), (91, 20)];

/// The matters in the order in which they came.
pub(super) fn petitions() -> Vec<Petition> {
    (0..COUNT).map(petition).collect()
}

fn petition(position: u32) -> Petition {
    let received_on = working_day_from(day(2021, 1, 4) + Days::new(u64::from(position * 344 / COUNT)));
    let accepted_on = accepted(position, received_on);
    let extended_days = EXTENDED.iter().find(|(extended, _)| *extended == position).map(|(_, days)| *days);
    let is_backlog = [&CAMPAIGN[..], &REPEAT, &OTHER_BACKLOG].concat().contains(&position);
    let petition = Petition {
        case_no: format!("XF2021-{:04}", position + 1),
        received_on,
        channel: pick(&["来信", "来访", "网上", "网上", "来电", "来访", "网上"], 1, position),
        source: match position {
            _ if CAMPAIGN.contains(&position) => "中联办“治重化积”",
            _ if REPEAT.contains(&position) => "退役军人事务部“重复访”",
            _ => "上级转送",
        },
        office: pick(&["权益维护科", "权益维护科", "优抚褒扬科", "移交安置科", "就业创业科"], 2, position),
        accepted_on: Some(accepted_on),
        extended_days,
        stated_due_on: None,
        closed_on: Some(closed(position, accepted_on, extended_days)),
        status: "办结",
        is_resolved: Some(is_backlog || mix(3, position) % 10 < 8),
        is_backlog,
    };
    Petition { stated_due_on: petition.due_on(), ..petition }
}

/// The petitioner is told within 15 days of receipt.
fn accepted(position: u32, received_on: NaiveDate) -> NaiveDate {
    let day = working_day_from(received_on + Days::new(u64::from(1 + mix(4, position) % 9)));
    day.min(working_day_until(received_on + Days::new(15)))
}

/// Within 60 days of acceptance, in the extra time for an extended matter; what came late in the year is closed in it.
fn closed(position: u32, accepted_on: NaiveDate, extended_days: Option<u32>) -> NaiveDate {
    let days = match extended_days {
        Some(extension) => 61 + mix(5, position) % extension,
        None => 14 + mix(5, position) % 47,
    };
    let last = working_day_until(day(2021, 12, 31) - Days::new(u64::from(mix(6, position) % 9)));
    working_day_until(accepted_on + Days::new(u64::from(days))).min(last).max(accepted_on)
}

fn pick(values: &[&'static str], stream: u32, position: u32) -> &'static str {
    let index = usize::try_from(mix(stream, position)).unwrap_or_default() % values.len();
    values[index]
}

/// The workbook, with a merged title and a line for the unit and the day.
pub(super) fn workbook(petitions: &[Petition]) -> Result<Vec<u8>, XlsxError> {
    sheet::workbook(&[Sheet {
        name: "信访",
        title: "2021年信访事项办理台账",
        subtitle: Some("单位：重庆市沙坪坝区退役军人事务局        填报时间：2022年1月10日"),
        headers: &HEADERS,
        rows: (1..).zip(petitions).map(|(number, petition)| row(number, petition)).collect(),
    }])
}

const HEADERS: [&str; 18] = [
    "信访编号",
    "收到日期",
    "信访形式",
    "来源",
    "信访人",
    "身份证号",
    "联系电话",
    "住址",
    "信访内容",
    "承办科室",
    "承办人",
    "受理日期",
    "延期天数",
    "应办结日期",
    "办结日期",
    "办理状态",
    "是否化解",
    "历史积案",
];

fn row(number: u32, petition: &Petition) -> Vec<Cell> {
    vec![
        petition.case_no.as_str().into(),
        petition.received_on.into(),
        petition.channel.into(),
        petition.source.into(),
        format!("测试甲{number:04}").into(),
        format!("{number:018}").into(),
        format!("{number:011}").into(),
        format!("虚构路{number}号").into(),
        format!("虚构诉求{number:04}").into(),
        petition.office.into(),
        format!("测试承办{:02}", number % 7 + 1).into(),
        petition.accepted_on.into(),
        petition.extended_days.into(),
        petition.stated_due_on.into(),
        petition.closed_on.into(),
        petition.status.into(),
        petition.is_resolved.into(),
        petition.is_backlog.into(),
    ]
}
