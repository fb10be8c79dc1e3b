//! 政务服务与服务站: the items that citizens apply for, and the stations that serve them.

use rust_xlsxwriter::XlsxError;

use super::sheet::{self, Cell, Sheet};

/// One government service.
#[derive(Debug, Clone)]
pub struct Service {
    /// 事项编码
    pub item_code: String,
    /// 事项名称
    pub item: &'static str,
    /// 事项类型
    pub item_type: &'static str,
    /// 法定时限, in working days
    pub statutory_days: u32,
    /// 承诺时限, in working days
    pub promised_days: u32,
    /// 是否压缩
    pub is_shortened: bool,
    /// 是否高频
    pub is_high_frequency: bool,
    /// 是否“四办”
    pub is_four_ways: bool,
}

/// One service station.
#[derive(Debug, Clone)]
pub struct Station {
    /// 站点编号
    pub station_no: String,
    /// 站点名称
    pub name: String,
    /// 层级
    pub level: &'static str,
    /// 创建示范型
    pub is_model: bool,
    /// 规范运行
    pub is_regular: bool,
}

const BENEFIT: &str = "行政给付";
const CONFIRMATION: &str = "行政确认";
const PUBLIC: &str = "公共服务";
const OTHER: &str = "其他行政权力";

/// Item, type, statutory and promised time: 24 items, 19 of them shortened.
const SERVICES: [(&str, &str, u32, u32); 24] = [
    ("伤残抚恤关系转移接收", CONFIRMATION, 20, 8),
    ("新办残疾等级评定", CONFIRMATION, 60, 40),
    ("补办残疾等级评定", CONFIRMATION, 60, 40),
    ("调整残疾等级评定", CONFIRMATION, 60, 40),
    ("残疾人员证件换发补发", CONFIRMATION, 20, 10),
    ("残疾军人抚恤金给付", BENEFIT, 20, 10),
    ("烈士遗属定期抚恤金给付", BENEFIT, 20, 10),
    ("因公牺牲军人遗属定期抚恤金给付", BENEFIT, 20, 10),
    ("病故军人遗属定期抚恤金给付", BENEFIT, 20, 10),
    ("在乡复员军人生活补助给付", BENEFIT, 20, 10),
    ("带病回乡退役军人生活补助给付", BENEFIT, 20, 12),
    ("参战参试退役军人生活补助给付", BENEFIT, 20, 12),
    ("农村籍退役士兵老年生活补助给付", BENEFIT, 20, 12),
    ("烈士子女生活补助给付", BENEFIT, 20, 12),
    ("义务兵家庭优待金给付", BENEFIT, 20, 15),
    ("自主就业退役士兵一次性经济补助给付", BENEFIT, 20, 15),
    ("退役士兵待安排工作期间生活费给付", BENEFIT, 20, 15),
    ("优抚对象医疗补助给付", BENEFIT, 20, 15),
    ("自主就业退役士兵职业技能培训报名", PUBLIC, 10, 5),
    ("退役军人报到登记", PUBLIC, 1, 1),
    ("光荣牌悬挂申请", PUBLIC, 5, 5),
    ("优待证申领", PUBLIC, 20, 20),
    ("军休人员服务管理关系转接", OTHER, 20, 20),
    ("烈士纪念设施信息查询", PUBLIC, 1, 1),
];

/// The district's items. One is in such demand that it is declared high-frequency; all are done in the four ways.
pub(super) fn services() -> Vec<Service> {
    (1..)
        .zip(SERVICES)
        .map(|(number, (item, item_type, statutory_days, promised_days)): (u32, _)| Service {
            item_code: format!("SX-{number:02}"),
            item,
            item_type,
            statutory_days,
            promised_days,
            is_shortened: promised_days < statutory_days,
            is_high_frequency: item == "伤残抚恤关系转移接收",
            is_four_ways: true,
        })
        .collect()
}

const TOWNS: u32 = 22;
const VILLAGES: u32 = 160;
/// With the centre and the 22 towns these make the 63 model stations.
const MODEL_VILLAGES: u32 = 40;

/// The centre, 22 towns and 160 villages; every fourth village is made a model, the others run by the rules.
pub(super) fn stations() -> Vec<Station> {
    let mut stations = vec![Station {
        station_no: "FWZ-001".to_owned(),
        name: "区退役军人服务中心".to_owned(),
        level: "区县",
        is_model: true,
        is_regular: false,
    }];
    stations.extend((1..=TOWNS).map(|town| Station {
        station_no: format!("FWZ-{:03}", 1 + town),
        name: format!("虚构镇街{town:02}退役军人服务站"),
        level: "镇街",
        is_model: true,
        is_regular: false,
    }));
    stations.extend((0..VILLAGES).map(|village| {
        let is_model = village % (VILLAGES / MODEL_VILLAGES) == 0;
        Station {
            station_no: format!("FWZ-{:03}", 2 + TOWNS + village),
            name: format!("虚构镇街{:02}第{}社区退役军人服务站", village % TOWNS + 1, village / TOWNS + 1),
            level: "村（社区）",
            is_model,
            is_regular: !is_model,
        }
    }));
    stations
}

/// The workbook with its two sheets.
pub(super) fn workbook(services: &[Service], stations: &[Station]) -> Result<Vec<u8>, XlsxError> {
    sheet::workbook(&[
        Sheet {
            name: "政务服务事项",
            title: "涉及区县层级的依申请类政务服务事项清单",
            subtitle: None,
            headers: &[
                "事项编码",
                "事项名称",
                "事项类型",
                "法定时限（工作日）",
                "承诺时限（工作日）",
                "是否压缩",
                "是否高频",
                "是否“四办”",
            ],
            rows: services.iter().map(service_row).collect(),
        },
        Sheet {
            name: "服务站",
            title: "退役军人服务站名册",
            subtitle: None,
            headers: &["站点编号", "站点名称", "层级", "创建示范型", "规范运行", "负责人", "联系电话"],
            rows: (1..).zip(stations).map(|(number, station)| station_row(number, station)).collect(),
        },
    ])
}

fn service_row(service: &Service) -> Vec<Cell> {
    vec![
        service.item_code.as_str().into(),
        service.item.into(),
        service.item_type.into(),
        service.statutory_days.into(),
        service.promised_days.into(),
        service.is_shortened.into(),
        service.is_high_frequency.into(),
        service.is_four_ways.into(),
    ]
}

fn station_row(number: u32, station: &Station) -> Vec<Cell> {
    vec![
        station.station_no.as_str().into(),
        station.name.as_str().into(),
        station.level.into(),
        station.is_model.into(),
        station.is_regular.into(),
        format!("测试站长{number:03}").into(),
        format!("{number:011}").into(),
    ]
}
