//! Numerals that may be statistics: digits and Chinese numerals with a unit of the closed list.

use super::mention::OtherClass;
use super::scan::{Found, What};
use crate::audit::text::Text;
use crate::numeral::{self, Meaning, Numeral, Remark};
use crate::unit::{self, Dimension, Unit};

/// The longest numeral with its approximators and unit, in characters.
const LONGEST: usize = 64;

/// What the reading of a quantity came to.
pub(super) enum Read {
    Found(Found),
    /// Nothing that counts, and where to go on.
    Nothing(usize),
}

/// Reads the quantity that begins at a place.
pub(super) fn quantity(text: &Text<'_>, at: usize) -> Read {
    if let Some(end) =
        text.after_one_of(at, &["零件"]).filter(|_| text.before_one_of(at, &["为", "是", "达"]).is_none())
    {
        return other(at, end, OtherClass::Ambiguous);
    }
    if text.starts_with(at, "一线") && may_start(text, at) {
        return other(at, at + 2, OtherClass::Ambiguous);
    }
    if let Some(parts) = parts(text, at) {
        return Read::Found(parts);
    }
    if !may_start(text, at) {
        return Read::Nothing(at + 1);
    }
    let limit = (at..(at + LONGEST).min(text.len())).find(|place| text.is_clause_end(*place));
    let window = text.chars(at..limit.unwrap_or(at + LONGEST));
    let read = numeral::at_start_of(window);
    let number = number_at(text, at);
    if is_broken(text, at, read.as_ref().map_or(number, |(_, length)| at + length)) {
        return other(at, number.max(at + 1), OtherClass::Ambiguous);
    }
    match read {
        Some((numeral, length)) => judge(text, at, numeral, at + length),
        None if text.at(at).is_ascii_digit() => bare(text, at, number),
        None => Read::Nothing(number.max(at + 1)),
    }
}

fn other(at: usize, end: usize, class: OtherClass) -> Read {
    Read::Found(Found { span: at..end, what: What::Other(class) })
}

/// The end of the digits or Chinese numerals here, with separators and a fraction.
fn number_at(text: &Text<'_>, at: usize) -> usize {
    let mut end = text.number_end(at).unwrap_or(at);
    while text.at(at).is_ascii_digit()
        && matches!(text.at(end), '.' | ',' | ':' | '/')
        && text.at(end + 1).is_ascii_digit()
        && !text.is_clause_end(end)
    {
        end = text.number_end(end + 1).unwrap_or(end + 1);
    }
    end
}

/// Whether a number goes over a line end or a comma of the text: its other half may stand there.
fn is_broken(text: &Text<'_>, at: usize, end: usize) -> bool {
    let is_digit = |place: usize| text.at(place).is_ascii_digit();
    let before = text.before(at) == '\n' && at >= 2 && is_digit(at - 2) && is_digit(at);
    let after = text.at(end) == '\n' && is_digit(end + 1) && text.before(end).is_ascii_digit();
    // 5，120人 may be 5120, or 5 and 120.
    let follows_comma = text.before(at) == ',' && at >= 2 && is_digit(at - 2) && text.number_end(at) == Some(at + 3);
    before || (follows_comma && is_digit(at)) || (after && super::level::level(text, end + 1).is_none())
}

/// Whether a numeral may begin here, or an approximator of one: 约 in 预约100人 is none, and 一 in 统一 no numeral.
fn may_start(text: &Text<'_>, at: usize) -> bool {
    const WORDS: &[(char, &[&str])] = &[
        (
            '约',
            &[
                "预", "签", "节", "解", "履", "公", "特", "条", "合", "邀", "违", "集", "制", "契", "相", "赴", "失",
                "续",
            ],
        ),
        ('近', &["附", "最", "临", "就", "靠", "邻", "贴", "亲", "将", "接"]),
        ('超', &["赶", "反", "高"]),
        ('不', &["整改", "问题", "查摆", "短板", "存在", "差距", "查找"]),
        ('突', &["取得", "实现", "重大"]),
        (
            '数',
            &[
                "人", "件", "总", "户", "次", "份", "条", "指", "基", "参", "少", "分", "额", "倍", "天", "个", "项",
                "多", "岁",
            ],
        ),
        ('多', &["很", "许", "众", "诸", "更", "最", "较", "甚", "繁", "大", "增", "居"]),
        ('几', &["好"]),
        ('逾', &["不"]),
        ('低', &["降", "最", "减"]),
        ('高', &["提", "最"]),
        ('小', &["大", "微", "中"]),
        ('成', &["完", "建", "形", "达", "促", "组", "生", "变"]),
        ('上', &["以", "网", "线", "马", "早", "晚"]),
        (
            '一',
            &[
                "统", "唯", "专", "同", "逐", "单", "划", "归", "合", "如", "之", "进", "均", "不", "另", "某", "每",
                "任", "这", "那", "上", "下",
            ],
        ),
        ('千', &["秋"]),
        ('三', &["再"]),
    ];
    let c = text.at(at);
    let before = WORDS.iter().find(|(begin, _)| *begin == c);
    let in_word = before.is_some_and(|(_, ends)| text.before_one_of(at, ends).is_some());
    let is_vague = c == '数' && matches!(text.at(at + 1), '十' | '百' | '千' | '万' | '亿');
    let is_sign = c == '-' && !can_precede_a_sign(text.before(at));
    let is_known = c.is_ascii_digit() || numeral::is_chinese(c) || !c.is_ascii() || matches!(c, '-' | '<' | '>' | '.');
    is_known && (!in_word || is_vague) && !is_sign && !(c == '.' && text.before(at).is_ascii_alphanumeric())
}

/// A minus stands after words; after digits, letters, brackets and at a line's begin it is a dash.
const fn can_precede_a_sign(c: char) -> bool {
    !(c.is_ascii_alphanumeric() || matches!(c, '\n' | ')' | ']' | '—' | '%'))
}

/// 63/63 in brackets or after a rate.
fn parts(text: &Text<'_>, at: usize) -> Option<Found> {
    let middle = text.number_end(at).filter(|end| text.at(at).is_ascii_digit() && text.at(*end) == '/')?;
    let end = text.number_end(middle + 1).filter(|_| text.at(middle + 1).is_ascii_digit())?;
    let in_brackets = text.before(at) == '(' && text.at(end) == ')';
    let number = |range| numeral::at_start_of(text.chars(range)).and_then(|(numeral, _)| numeral.value());
    let (of, to) = (number(at..middle)?, number(middle + 1..end)?);
    (in_brackets && !to.is_zero()).then_some(Found { span: at..end, what: What::Parts(of, to) })
}

/// What a numeral is by its unit, and by what stands right beside it.
fn judge(text: &Text<'_>, at: usize, numeral: Numeral, end: usize) -> Read {
    let in_digits = text.chars(at..end).iter().any(char::is_ascii_digit);
    let Some(unit) = numeral.unit.as_deref().and_then(unit::find) else {
        return without_unit(text, at, numeral, end, in_digits);
    };
    let word_start = end.saturating_sub(unit.word.chars().count());
    if text.ends_with(end, unit.word) && begins_a_word(text, unit, end) {
        return if in_digits { bare(text, at, word_start) } else { Read::Nothing(word_start.max(at + 1)) };
    }
    if !in_digits && let Some(read) = in_words(text, at, &numeral, unit, end) {
        return read;
    }
    Read::Found(Found { span: at..end, what: What::Numeral(numeral) })
}

/// Whether the unit that ends here is only the begin of a word: 条 of 条例, 部 of 部门.
fn begins_a_word(text: &Text<'_>, unit: &Unit, end: usize) -> bool {
    const WORDS: &[(&str, &[&str])] = &[
        ("人", &["民", "员", "才", "口", "均"]),
        ("家", &["庭", "属", "园", "乡"]),
        ("条", &["例", "款", "件", "线"]),
        ("部", &["门", "委", "级", "署", "分", "队"]),
        ("处", &["级", "室", "分", "长", "罚"]),
        ("期", &["间", "限", "末", "刊"]),
        ("场", &["所", "地", "景", "馆"]),
        ("批", &["准", "复", "评"]),
        ("份", &["额"]),
        ("篇", &["章"]),
        ("组", &["织", "建", "长", "成", "合"]),
        ("支", &["持", "出", "付", "部"]),
        ("所", &["有", "属", "在", "长", "示", "述", "列", "附"]),
        ("座", &["谈"]),
        ("间", &["接", "隔", "断"]),
        ("台", &["账", "阶", "湾", "风"]),
        ("天", &["然", "气", "津"]),
        ("元", &["旦", "宵", "素", "化", "月"]),
        ("户", &["籍", "外", "口", "主", "均"]),
        ("位", &["于", "置", "居", "列", "次"]),
        ("轮", &["岗", "训", "换"]),
        ("幅", &["度"]),
        ("宗", &["旨", "教"]),
        ("个", &["体", "性", "税", "别"]),
        ("面", &["对", "向", "积", "临", "试"]),
        ("类", &["型", "别"]),
        ("本", &["科", "级", "地"]),
        ("单", &["位", "元", "独", "一"]),
        ("种", &["类", "植", "子"]),
        ("道", &["路", "德"]),
        ("节", &["约", "点", "能", "省", "日", "假"]),
        ("门", &["诊", "户", "槛"]),
        ("集", &["中", "体", "团"]),
        ("次", &["性"]),
        ("名", &["录", "单", "义", "牌"]),
        ("只", &["有", "要", "能", "跑"]),
        ("票", &["据", "否"]),
        ("例", &["会", "如"]),
        ("对", &["于", "照", "象", "口", "外", "接", "应", "标", "策"]),
        ("卷", &["宗", "入"]),
        ("片", &["区", "面"]),
    ];
    let nexts = WORDS.iter().find(|(word, _)| *word == unit.word).map(|(_, nexts)| *nexts);
    let exceptions = ["部队伍", "人均已", "人均为", "人均获", "人均通过", "人均被", "条线索", "处罚款"];
    let start = end - unit.word.chars().count();
    nexts.is_some_and(|nexts| text.after_one_of(end, nexts).is_some())
        && text.after_one_of(start, &exceptions).is_none()
}

/// A Chinese numeral: 一 before a unit is an article, and below ten a number often belongs to a set phrase.
fn in_words(text: &Text<'_>, at: usize, numeral: &Numeral, unit: &Unit, end: usize) -> Option<Read> {
    const COUNTING: &[&str] = &[
        "共", "共计", "合计", "累计", "总计", "达", "达到", "建成", "新建", "新增", "办结", "受理", "办理", "收到",
        "查处", "整改", "制发", "审查", "化解", "调解", "发放", "审理", "立案", "处罚", "慰问", "救助", "排查", "为",
        "有", "仅", "各", "均为", "举办", "召开", "培训", "参加", "下降", "增加", "减少", "接待", "帮扶",
    ];
    const SURE: &[&str] = &[
        "件", "件次", "人次", "户", "户次", "份", "册", "起", "宗", "场", "场次", "名", "人", "家", "批次", "例", "笔",
    ];
    if !matches!(unit.dimension, Dimension::Count | Dimension::Duration) {
        return None;
    }
    let number = at..end - unit.word.chars().count().min(end - at);
    let characters = text.chars(number.clone());
    let is_counting = text.before_one_of(at, COUNTING).is_some();
    match (characters, numeral.meaning) {
        // 数字 is a word.
        (['数'], Meaning::Vague) if unit.word == "字" => Some(Read::Nothing(end)),
        // 多 and 几 before things, as in 多个部门, are no numbers; 多次 and 几件 state one that nobody can check.
        (['多'], Meaning::Vague) => {
            let states = ["次", "人次", "件", "起", "场", "批", "批次", "份"].contains(&unit.word);
            (!states).then_some(Read::Nothing(end))
        }
        (['一'], _) => (!is_counting || !SURE.contains(&unit.word)).then_some(Read::Nothing(end)),
        // 二 without 两 is an ordinal: 二次供水, 二期工程.
        (['二'], _) if unit.dimension == Dimension::Count => Some(other(at, end, OtherClass::Ambiguous)),
        ([_], Meaning::Exact(value)) if !value.is_zero() => {
            let is_sure = SURE.contains(&unit.word)
                || (is_counting && unit.word != "类")
                || unit.dimension == Dimension::Duration;
            (!is_sure).then(|| other(at, end, OtherClass::Ambiguous))
        }
        (['零' | '〇'], _) if unit.word != "件" && !is_counting => Some(Read::Nothing(end)),
        _ => None,
    }
}

/// A number without a unit: a score, an age, a level, digits whose unit stands a few characters on, or bare digits.
fn without_unit(text: &Text<'_>, at: usize, numeral: Numeral, end: usize, in_digits: bool) -> Read {
    let next = text.after_blanks(end);
    if text.after_one_of(next, &["周岁", "岁"]).is_some() {
        let age = text.after_one_of(next, &["周岁", "岁"]).unwrap_or(next);
        let end = text.after_one_of(age, &["以上", "以下", "及以上", "及以下"]).unwrap_or(age);
        return other(at, end, OtherClass::Criterion);
    }
    if let Some(end) = text.after_one_of(next, &["级"]).filter(|_| text.after_one_of(next, &["级别"]).is_none()) {
        return other(at, end, OtherClass::Ambiguous);
    }
    if !in_digits {
        return Read::Nothing(end.max(at + 1));
    }
    if text.at(end) == '分' && text.after_one_of(end, &["分别", "分公司", "分局", "分布"]).is_none() {
        return other(at, end + 1, OtherClass::Ambiguous);
    }
    if text.at(end) == '后' {
        return other(at, end + 1, OtherClass::Criterion);
    }
    if unit_stands_apart(text, end) {
        let mut numeral = numeral;
        numeral.remarks.push(Remark::UnitApart);
        return Read::Found(Found { span: at..end, what: What::Numeral(numeral) });
    }
    bare(text, at, end)
}

/// 242议题件: at most four characters on, a unit ends the words.
fn unit_stands_apart(text: &Text<'_>, end: usize) -> bool {
    const FARTHEST: usize = 4;
    let apart = (end + 1..=end + FARTHEST).take_while(|place| text.is_ideograph(place - 1)).find(|place| {
        unit::at_start_of(text.chars(*place..place + 4)).is_some_and(|unit| {
            let after = place + unit.word.chars().count();
            let is_plain = ["件", "份", "条", "人次", "件次", "起", "场次", "宗"].contains(&unit.word);
            is_plain && (text.is_clause_end(after) || text.at(after) == '、' || after >= text.len())
        })
    });
    apart.is_some()
}

fn bare(text: &Text<'_>, at: usize, end: usize) -> Read {
    let end = end.max(number_at(text, at)).max(at + 1);
    other(at, end, OtherClass::Bare)
}
