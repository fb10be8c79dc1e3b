//! Mentions: what a text says with a numeral, or with a word for none or all.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::numeral::{Meaning, Remark};
use crate::unit::Unit;

/// A numeral in running text, or a word that states a number without digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands in the text, in bytes: `&text[span]` is `surface`.
    pub span: Range<usize>,
    /// The text as it stands: `300余人次`, `2021年8月20日`, `未收到政府信息公开申请`.
    pub surface: String,
    /// What it is.
    pub class: Class,
}

impl Mention {
    /// The statistic, if it is one.
    pub fn statistic(&self) -> Option<&Statistic> {
        match &self.class {
            Class::Statistic(statistic) => Some(statistic),
            Class::Other(_) => None,
        }
    }
}

/// What a mention is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Class {
    /// A statement about how many or how much, which data can contradict.
    Statistic(Box<Statistic>),
    /// A numeral that says nothing of the kind.
    Other(OtherClass),
}

/// What a numeral is that is no statistic. A date that stands in a name is a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OtherClass {
    /// A day, month, year, period or time of day: 2021年8月20日, 一季度, 近三年, 八一前夕.
    Date,
    /// Part of the title of a law, document or plan: 《…（2021—2025年）》, “八五”普法, “十四五”.
    Name,
    /// 〔2021〕30号, 第711号令, a register's or a court's number.
    DocumentNumber,
    /// What counts paragraphs: 一、 （一） 1. ① 一是.
    Level,
    /// A set phrase: “四个意识”, 双随机、一公开, 第一责任人, 7×24小时.
    Slogan,
    /// A congress, plenum or meeting by its number: 十九届六中全会, 第35次集体学习.
    Session,
    /// A telephone number, hotline, postcode, address on the web, account or identity.
    Contact,
    /// A rank or honour: 六连冠, 第2名, 三等功.
    Award,
    /// A day that goes by its date: 12·4国家宪法日, 八一建军节.
    NamedDay,
    /// An article of a law, an edition, a standard: 第三十三条第二款, GB/T 9704—2012, 2024年版.
    Article,
    /// Part of the name of an organisation: 第三人民医院, 九三学社.
    Organisation,
    /// A time limit or a frequency that is prescribed: 20个工作日内, 每季度1次.
    Norm,
    /// What is aimed at and not yet done: 力争达到95%, and everything below a heading 下一步打算.
    Target,
    /// A condition that something meets: 60周岁以上.
    Criterion,
    /// Any other ordinal: 第三批.
    Ordinal,
    /// Letters with digits, or the number of a thing: 5G, PM2.5, 3号楼.
    Code,
    /// It may be a statistic or not: 三级网络, 两个方面, 不少于4次, a number that a line end breaks.
    Ambiguous,
    /// Digits without a unit of the closed list, which no rule knows.
    Bare,
}

impl OtherClass {
    /// Every class, in the order of the list.
    pub const ALL: [Self; 18] = [
        Self::Date,
        Self::Name,
        Self::DocumentNumber,
        Self::Level,
        Self::Slogan,
        Self::Session,
        Self::Contact,
        Self::Award,
        Self::NamedDay,
        Self::Article,
        Self::Organisation,
        Self::Norm,
        Self::Target,
        Self::Criterion,
        Self::Ordinal,
        Self::Code,
        Self::Ambiguous,
        Self::Bare,
    ];

    /// The class in kebab-case, as JSON and Python have it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Name => "name",
            Self::DocumentNumber => "document-number",
            Self::Level => "level",
            Self::Slogan => "slogan",
            Self::Session => "session",
            Self::Contact => "contact",
            Self::Award => "award",
            Self::NamedDay => "named-day",
            Self::Article => "article",
            Self::Organisation => "organisation",
            Self::Norm => "norm",
            Self::Target => "target",
            Self::Criterion => "criterion",
            Self::Ordinal => "ordinal",
            Self::Code => "code",
            Self::Ambiguous => "ambiguous",
            Self::Bare => "bare",
        }
    }
}

/// A stated number and how it is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statistic {
    /// The numbers it may stand for, in `unit`, with 万 and 亿 multiplied in. 未收到 is exactly 0, 全部 exactly 100 %. A
    /// decrease is positive: its direction is in `change`.
    pub meaning: Meaning,
    /// The unit of the closed list; 元 for 万元, % for 成 and 百分之. None for words without a number, and for digits whose
    /// unit has slipped away (242议题件), which [`Remark::UnitApart`] tells.
    pub unit: Option<&'static Unit>,
    /// What kind of statement it is.
    pub kind: Kind,
    /// How it is meant to be shared out, in the order of [`Scope`].
    pub scopes: Vec<Scope>,
    /// The mention of which it is a part (41场（其中线上12场）), by its index among the mentions. A part whose whole isn't
    /// certain has [`Scope::Subset`] and none.
    pub whole: Option<usize>,
    /// What the number is said of, in bytes of the text, where the text lists several things: 行政复议, 行政诉讼 in
    /// 行政复议、行政诉讼均为0件, where the number holds for each, and 满意率 alone for the second number of
    /// 回复率、满意率分别达99.2%、97.6%. Empty otherwise: then see `before` and `after`.
    pub objects: Vec<Range<usize>>,
    /// Its place in a comparison, if it is in one.
    pub change: Option<Change>,
    /// Whether it is an average: 人均412元, 平均9个工作日.
    pub average: bool,
    /// The part and the whole that stand beside a rate, as in 100%（63/63）, or of which it is written, as in 63/63.
    pub parts: Option<(Decimal, Decimal)>,
    /// The words before it in its clause, from the clause's begin or the end of the statistic before, in bytes. They say
    /// what is counted (办结 in 办结2件), and so may `after`.
    pub before: Range<usize>,
    /// The words after it in its clause, up to the next statistic or the clause's end, in bytes: 上级转送信访事项 in
    /// 146件上级转送信访事项.
    pub after: Range<usize>,
    /// What is odd about the way it is written, in the order of [`Remark`].
    pub remarks: Vec<Remark>,
}

/// What kind of statement a statistic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// So many things, acts, days or acres.
    Count,
    /// So much money.
    Money,
    /// A part of a whole: %, ‰, 三成.
    Rate,
    /// The difference to another quantity, or how many times that it is: 同比下降12.5%, 提高1.4个百分点, 翻一番.
    Change,
    /// A quotient other than a rate: an average, the limit that a term was shortened to, 63/63.
    Ratio,
    /// None, in words: 未收到政府信息公开申请.
    Zero,
    /// All, in words: 全部持证上岗, 实现服务站点全覆盖.
    All,
}

impl Kind {
    /// The kind in kebab-case, as JSON and Python have it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Money => "money",
            Self::Rate => "rate",
            Self::Change => "change",
            Self::Ratio => "ratio",
            Self::Zero => "zero",
            Self::All => "all",
        }
    }
}

/// How a number is meant to be shared out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// 其中: a part of what was stated before.
    Subset,
    /// 分别: one of several numbers, each for one of several objects.
    Respectively,
    /// 均: the same number for each of several objects.
    Both,
    /// 各, 每: so many for each.
    Each,
}

impl Scope {
    /// The scope in kebab-case, as JSON and Python have it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Subset => "subset",
            Self::Respectively => "respectively",
            Self::Both => "both",
            Self::Each => "each",
        }
    }
}

/// A number's place in a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Which number of the comparison it is.
    pub term: Term,
    /// Up or down, if the text says so.
    pub direction: Option<Direction>,
    /// What it is compared with, if the text says so.
    pub basis: Option<Basis>,
}

/// Which number of a comparison is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Term {
    /// The value before: 由15个工作日.
    From,
    /// The value now: 压缩至9个工作日, 增加到120人.
    To,
    /// The difference, absolute or in parts of the value before: 增加600多条, 下降12.5%, 提高1.4个百分点.
    By,
    /// The value now in multiples of the value before: 翻一番, 是上年的1.3倍.
    Times,
}

impl Term {
    /// The term in kebab-case, as JSON and Python have it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::To => "to",
            Self::By => "by",
            Self::Times => "times",
        }
    }
}

/// Up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// 增加, 提高.
    Up,
    /// 减少, 压缩.
    Down,
}

impl Direction {
    /// The direction in kebab-case, as JSON and Python have it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

/// What a quantity is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// 同比, 较上年: the same period of the year before.
    YearBefore,
    /// 环比: the period before.
    PeriodBefore,
}

impl Basis {
    /// The basis in kebab-case, as JSON and Python have it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::YearBefore => "year-before",
            Self::PeriodBefore => "period-before",
        }
    }
}
