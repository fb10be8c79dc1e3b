//! 学法与宣传台账: what the office learnt, and what it told others.

use chrono::NaiveDate;
use rust_xlsxwriter::XlsxError;

use super::day::{day, working_day_from};
use super::mix::{mix, parts};
use super::sheet::{self, Cell, Sheet};

/// One training, study session or examination.
#[derive(Debug, Clone)]
pub struct Training {
    /// 开展时间
    pub held_on: NaiveDate,
    /// 类别
    pub kind: &'static str,
    /// 学习内容
    pub topic: &'static str,
    /// 应参加人数
    pub expected: i32,
    /// 参加人数
    pub headcount: i32,
    /// 合格人数, for an examination
    pub passed: Option<i32>,
    /// 学时
    pub hours: i32,
}

/// One publicity activity, or one delivery of material.
#[derive(Debug, Clone)]
pub struct Activity {
    /// 活动时间
    pub held_on: NaiveDate,
    /// 活动类别
    pub kind: &'static str,
    /// 活动名称
    pub name: String,
    /// 参加人数
    pub headcount: Option<i32>,
    /// 资料类别
    pub material: Option<&'static str>,
    /// 数量
    pub quantity: Option<i32>,
    /// 计量单位
    pub quantity_unit: Option<&'static str>,
}

/// The trainings of the year: four study sessions of the party group, and the rest.
pub(super) fn trainings() -> Vec<Training> {
    const STUDY: &str = "党组中心组学法";
    const TOGETHER: &str = "集中学习";
    const ONLINE: &str = "行政执法人员网络培训";
    const LEADERS: &str = "新提任领导干部法治理论知识考试";
    vec![
        session((1, 22), TOGETHER, "退役军人保障法逐章学习（一）", [48, 46], 2),
        session((2, 26), TOGETHER, "退役军人保障法逐章学习（二）", [48, 47], 2),
        session((3, 17), STUDY, "习近平法治思想专题", [9, 9], 3),
        session((3, 31), "旁听庭审", "行政诉讼庭审旁听", [12, 12], 3),
        session((4, 28), "专题培训", "镇街退役军人服务站政策法规培训", [182, 176], 6),
        session((5, 20), ONLINE, "行政执法人员网络教育培训（第一批）", [5, 5], 40),
        examination((6, 10), LEADERS, "新提任领导干部法治理论知识考试（上半年）", 5),
        session((6, 23), STUDY, "民法典与依法行政专题", [9, 8], 3),
        session((7, 14), TOGETHER, "信访条例学习", [48, 45], 2),
        session((8, 25), TOGETHER, "军人地位和权益保障法学习", [48, 47], 2),
        session((9, 15), STUDY, "法治政府建设实施纲要专题", [9, 9], 3),
        session((9, 28), ONLINE, "行政执法人员网络教育培训（第二批）", [4, 4], 40),
        session((10, 20), TOGETHER, "行政处罚法学习", [48, 46], 2),
        examination((11, 9), "法治理论知识考试", "全体职工年度法治理论知识考试", 48),
        examination((11, 24), LEADERS, "新提任领导干部法治理论知识考试（下半年）", 3),
        session((12, 8), STUDY, "宪法和党的十九届六中全会精神专题", [9, 9], 3),
    ]
}

fn session(
    (month, date): (u32, u32),
    kind: &'static str,
    topic: &'static str,
    [expected, headcount]: [i32; 2],
    hours: i32,
) -> Training {
    Training { held_on: day(2021, month, date), kind, topic, expected, headcount, passed: None, hours }
}

/// An examination that all who had to sit sat and passed.
fn examination(date: (u32, u32), kind: &'static str, topic: &'static str, sat: i32) -> Training {
    Training { passed: Some(sat), ..session(date, kind, topic, [sat, sat], 2) }
}

/// The activities of the year: copies of the law at Spring Festival, a briefing, readers, leaflets.
pub(super) fn activities() -> Vec<Activity> {
    let mut activities = spring_visits();
    activities.push(Activity {
        held_on: day(2021, 3, 10),
        kind: "专题宣讲会",
        name: "退役军人保障法专题宣讲会".to_owned(),
        headcount: Some(236),
        material: None,
        quantity: None,
        quantity_unit: None,
    });
    for (date, to, books) in [(15, "22个镇街服务站", 220), (16, "160个村（社区）服务站", 960)] {
        activities.push(Activity {
            held_on: day(2021, 3, date),
            kind: "读本配发",
            name: format!("为{to}购买退役军人保障法及辅导读本和释义"),
            headcount: None,
            material: Some("法律读本"),
            quantity: Some(books),
            quantity_unit: Some("本"),
        });
    }
    activities.extend(campaigns());
    activities
}

/// One copy for each person served, handed over at the visits in the 22 towns.
fn spring_visits() -> Vec<Activity> {
    (0..)
        .zip(parts(11, 34_210, 22, 420))
        .map(|(town, copies)| Activity {
            held_on: working_day_from(day(2021, 2, 1 + town % 8)),
            kind: "春节走访",
            name: format!("虚构镇街{:02}春节走访慰问", town + 1),
            headcount: None,
            material: Some("《退役军人保障法》"),
            quantity: Some(copies.cast_signed()),
            quantity_unit: Some("册"),
        })
        .collect()
}

fn campaigns() -> Vec<Activity> {
    let places = [
        (3, 25, "军营"),
        (4, 15, "社区"),
        (4, 22, "校园"),
        (5, 18, "企业"),
        (6, 17, "社区"),
        (7, 28, "军营"),
        (8, 1, "社区"),
        (9, 16, "校园"),
        (9, 29, "企业"),
        (10, 27, "社区"),
        (11, 12, "社区"),
        (12, 3, "社区"),
    ];
    (0..)
        .zip(places)
        .zip(parts(12, 2_360, 12, 90))
        .map(|((position, (month, date, place)), leaflets)| Activity {
            held_on: day(2021, month, date),
            kind: "宣传活动",
            name: format!("法律政策进{place}活动（第{}场）", position + 1),
            headcount: Some((60 + mix(13, position) % 120).cast_signed()),
            material: Some("宣传资料"),
            quantity: Some(leaflets.cast_signed()),
            quantity_unit: Some("份"),
        })
        .collect()
}

/// The workbook with its two sheets.
pub(super) fn workbook(trainings: &[Training], activities: &[Activity]) -> Result<Vec<u8>, XlsxError> {
    sheet::workbook(&[
        Sheet {
            name: "学法培训",
            title: "2021年学法培训登记",
            subtitle: None,
            headers: &[
                "活动编号",
                "开展时间",
                "类别",
                "学习内容",
                "应参加人数",
                "参加人数",
                "合格人数",
                "学时",
                "主讲人",
            ],
            rows: (1..).zip(trainings).map(|(number, training)| training_row(number, training)).collect(),
        },
        Sheet {
            name: "普法宣传",
            title: "2021年普法宣传台账",
            subtitle: None,
            headers: &[
                "活动编号",
                "活动时间",
                "活动类别",
                "活动名称",
                "参加人数",
                "资料类别",
                "数量",
                "计量单位",
                "经办人",
            ],
            rows: (1..).zip(activities).map(|(number, activity)| activity_row(number, activity)).collect(),
        },
    ])
}

fn training_row(number: u32, training: &Training) -> Vec<Cell> {
    vec![
        format!("XX2021-{number:02}").into(),
        training.held_on.into(),
        training.kind.into(),
        training.topic.into(),
        training.expected.into(),
        training.headcount.into(),
        training.passed.into(),
        training.hours.into(),
        format!("测试讲师{number:02}").into(),
    ]
}

fn activity_row(number: u32, activity: &Activity) -> Vec<Cell> {
    vec![
        format!("PF2021-{number:02}").into(),
        activity.held_on.into(),
        activity.kind.into(),
        activity.name.as_str().into(),
        activity.headcount.into(),
        activity.material.into(),
        activity.quantity.into(),
        activity.quantity_unit.into(),
        format!("测试经办{:02}", number % 5 + 1).into(),
    ]
}
