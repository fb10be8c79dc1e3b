//! 决策与规范性文件: what the meetings decided, and the rules that the office issued in earlier years.

use chrono::{Days, NaiveDate};
use rust_xlsxwriter::XlsxError;

use super::day::{day, working_day_from};
use super::mix::mix;
use super::sheet::{self, Cell, Sheet};

/// One item on the agenda of a meeting.
#[derive(Debug, Clone)]
pub struct Topic {
    /// 会议日期
    pub meeting_on: NaiveDate,
    /// 会议名称
    pub meeting: &'static str,
    /// 届次
    pub meeting_no: String,
    /// 议题序号
    pub item_no: u32,
    /// 汇报科室
    pub office: &'static str,
    /// 是否重大行政决策
    pub is_major: bool,
    /// 是否合法性审查
    pub is_reviewed: bool,
}

/// One normative document.
#[derive(Debug, Clone)]
pub struct Document {
    /// 登记号
    pub register_no: String,
    /// 文号
    pub number: String,
    /// 文件名称
    pub title: String,
    /// 印发日期
    pub issued_on: NaiveDate,
    /// 公布日期
    pub published_on: NaiveDate,
    /// 施行日期
    pub effective_on: NaiveDate,
    /// 清理结果
    pub review: Option<&'static str>,
}

const PARTY: &str = "党组会";
const DIRECTORS: &str = "局长办公会";
const SPECIAL: &str = "专题会";

/// Two party meetings and one directors' meeting a month, and two on special subjects: 242 items.
pub(super) fn topics() -> Vec<Topic> {
    let mut meetings: Vec<(NaiveDate, &'static str, u32)> = Vec::new();
    for month in 1..=12 {
        for (half, date) in [(0, 6), (1, 21)] {
            meetings.push((working_day_from(day(2021, month, date)), PARTY, 6 + (2 * month + half) % 3));
        }
        meetings.push((working_day_from(day(2021, month, 13)), DIRECTORS, 5 + month % 3));
    }
    meetings.extend([(day(2021, 5, 26), SPECIAL, 1), (day(2021, 10, 14), SPECIAL, 1)]);
    meetings.sort_by_key(|(date, _, _)| *date);

    let mut held = [(PARTY, 0), (DIRECTORS, 0), (SPECIAL, 0)];
    let mut topics = Vec::new();
    for (meeting_on, meeting, items) in meetings {
        let mut ordinal = 0;
        for (kind, count) in &mut held {
            if *kind == meeting {
                *count += 1;
                ordinal = *count;
            }
        }
        topics.extend((1..=items).map(|item_no| topic(meeting_on, meeting, ordinal, item_no)));
    }
    topics
}

fn topic(meeting_on: NaiveDate, meeting: &'static str, ordinal: u32, item_no: u32) -> Topic {
    const OFFICES: [&str; 5] = ["办公室", "权益维护科", "优抚褒扬科", "移交安置科", "就业创业科"];
    let draw = mix(21, ordinal * 16 + item_no);
    let is_major = meeting == PARTY && draw.is_multiple_of(16);
    Topic {
        meeting_on,
        meeting,
        meeting_no: format!("2021年第{ordinal}次"),
        item_no,
        office: OFFICES[usize::try_from(draw / 16).unwrap_or_default() % OFFICES.len()],
        is_major,
        is_reviewed: is_major || (draw / 5).is_multiple_of(6),
    }
}

/// Six documents of earlier years, reviewed in 2021, in which none was issued.
pub(super) fn documents() -> Vec<Document> {
    let issued = [
        (2019, 4, 18, 2, "修改"),
        (2019, 7, 9, 5, "继续有效"),
        (2019, 11, 25, 9, "继续有效"),
        (2020, 3, 16, 1, "废止"),
        (2020, 6, 30, 4, "继续有效"),
        (2020, 10, 12, 7, "继续有效"),
    ];
    (1..)
        .zip(issued)
        .map(|(number, (year, month, date, serial, review)): (u32, _)| {
            let issued_on = day(year, month, date);
            Document {
                register_no: format!("虚构规〔{year}〕{serial:03}"),
                number: format!("虚构发〔{year}〕{serial}号"),
                title: format!("虚构规范性文件第{number}件"),
                issued_on,
                published_on: issued_on + Days::new(3),
                effective_on: issued_on + Days::new(30),
                review: Some(review),
            }
        })
        .collect()
}

/// The workbook with its two sheets.
pub(super) fn workbook(topics: &[Topic], documents: &[Document]) -> Result<Vec<u8>, XlsxError> {
    sheet::workbook(&[
        Sheet {
            name: "议题台账",
            title: "2021年会议议题台账",
            subtitle: None,
            headers: &[
                "议题编号",
                "会议日期",
                "会议名称",
                "届次",
                "议题序号",
                "议题名称",
                "汇报科室",
                "是否重大行政决策",
                "是否合法性审查",
            ],
            rows: (1..).zip(topics).map(|(number, topic)| topic_row(number, topic)).collect(),
        },
        Sheet {
            name: "规范性文件目录",
            title: "规范性文件目录及2021年清理结果",
            subtitle: None,
            headers: &["登记号", "文号", "文件名称", "印发日期", "公布日期", "施行日期", "清理结果"],
            rows: documents.iter().map(document_row).collect(),
        },
    ])
}

fn topic_row(number: u32, topic: &Topic) -> Vec<Cell> {
    vec![
        format!("YT2021-{number:03}").into(),
        topic.meeting_on.into(),
        topic.meeting.into(),
        topic.meeting_no.as_str().into(),
        topic.item_no.into(),
        format!("虚构议题{number:03}").into(),
        topic.office.into(),
        topic.is_major.into(),
        topic.is_reviewed.into(),
    ]
}

fn document_row(document: &Document) -> Vec<Cell> {
    vec![
        document.register_no.as_str().into(),
        document.number.as_str().into(),
        document.title.as_str().into(),
        document.issued_on.into(),
        document.published_on.into(),
        document.effective_on.into(),
        document.review.into(),
    ]
}
