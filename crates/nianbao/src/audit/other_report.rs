//! Whether a text is the report at all: of the year and of the unit whose figures it is held against.

use super::align::period::whole_year;
use super::extract::{Class, Mention, OtherClass};
use super::outline::Heading;
use super::plans;
use super::text::Text;
use std::ops::Range;

/// How many lines the title and the beginning may take.
const LINES: usize = 8;

/// The years on which a text says to report: in its title, at its begin, in the headings of its chapters.
pub(super) fn years(text: &Text<'_>, mentions: &[Mention], headings: &[Heading], plans: &[Range<usize>]) -> Vec<i32> {
    let opening = opening(text);
    let mut years = Vec::new();
    for mention in mentions.iter().filter(|mention| mention.class == Class::Other(OtherClass::Date)) {
        let span = text.places(&mention.span);
        if span.start >= text.len() {
            break;
        }
        let line = opening.iter().find(|line| line.contains(&span.start));
        let begins_line = line.is_some_and(|line| text.after_blanks(line.start) == span.start);
        let in_title = line.is_some_and(|line| is_title(text, line));
        let above = headings.partition_point(|heading| heading.mark.start <= span.start).checked_sub(1);
        let heading = above.and_then(|above| headings.get(above)).filter(|heading| heading.title.contains(&span.start));
        let in_plan = plans::is_within(plans, span.start);
        let in_chapter = heading.is_some_and(|heading| heading.depth == 1) && !in_plan;
        let goes_on = text.after_one_of(span.end, &["以来", "起", "至", "到", "—", "初", "底", "末"]).is_some();
        let year = whole_year(&mention.surface).filter(|_| !goes_on);
        years.extend(year.filter(|_| begins_line || in_title || in_chapter));
    }
    years
}

/// The title of a text, and the name of the unit in it or at the begin of the text.
pub(super) fn title(text: &Text<'_>) -> (Option<String>, Option<String>) {
    let opening = opening(text);
    let title = opening.iter().find(|line| is_title(text, line));
    let title = title.map(|line| text.surface(line.clone()).trim_matches(['#', ' ', '\u{3000}', '\r']).to_owned());
    (title, opening.iter().find_map(|line| unit_name(text, line)))
}

/// The name of the unit in the title or at the begin of the text, if it is none of the report's own.
pub(super) fn other_unit(text: &Text<'_>, unit: &str, unit_short: &str) -> Option<String> {
    let name = title(text).1?;
    is_other(&name, unit, unit_short).then_some(name)
}

/// Whether a unit of that name is another one. The same office of another area is.
pub(crate) fn is_other(name: &str, unit: &str, unit_short: &str) -> bool {
    if unit.contains(name) {
        return false;
    }
    let core = core(unit_short);
    let Some(at) = name.find(core) else { return true };
    let before = &name[..at];
    let is_own = before.is_empty()
        || unit.contains(before)
        || unit_short.starts_with(before)
        || before.starts_with(['我', '本', '全', '该']);
    !is_own
}

/// The name without the area: 退役军人事务局 of 区退役军人事务局.
fn core(unit_short: &str) -> &str {
    unit_short.trim_start_matches(['省', '市', '区', '县', '州', '旗', '镇', '乡'])
}

/// The first lines that say anything.
fn opening(text: &Text<'_>) -> Vec<Range<usize>> {
    const FARTHEST: usize = 600;
    let mut lines = Vec::new();
    let mut start = 0;
    while lines.len() < LINES && start < text.len().min(FARTHEST) {
        let end = (start..text.len()).find(|at| text.at(*at) == '\n').unwrap_or(text.len());
        if text.after_blanks(start) < end {
            lines.push(start..end);
        }
        start = end + 1;
    }
    lines
}

fn is_title(text: &Text<'_>, line: &Range<usize>) -> bool {
    const LONGEST: usize = 60;
    line.len() <= LONGEST
        && text.find(line.clone(), &["报告", "总结"]).is_some()
        && text.find(line.clone(), &["。"]).is_none()
}

/// The name of an office before the year of a title, or behind the year at the begin of a line.
fn unit_name(text: &Text<'_>, line: &Range<usize>) -> Option<String> {
    const NOT_A_NAME: &[&str] = &["在", "根据", "按照", "以", "坚持", "面对", "是", "为", "围绕", "我", "本", "全"];
    let start = text.after_blanks(line.start);
    let year = text.find(line.clone(), &["20", "19"]).filter(|year| text.at(year + 4) == '年');
    let name = if is_title(text, line) {
        let end = text.find(line.clone(), &["关于"]).into_iter().chain(year).min()?;
        start..end
    } else {
        let after = year.filter(|year| *year == start).map(|year| year + 5)?;
        let after = if matches!(text.at(after), ',' | '度') { after + 1 } else { after };
        let after = if text.at(after) == ',' { after + 1 } else { after };
        after..text.clause_end(after)
    };
    let begins = text.after_one_of(name.start, NOT_A_NAME).is_some();
    let end = name.clone().find_map(|at| office(text, at, name.end))?;
    (!begins).then(|| text.surface(name.start..end).trim().to_owned())
}

/// The end of a word for an office that stands here. 局 is also part of 局面, 开局 and 政治局.
fn office(text: &Text<'_>, at: usize, end: usize) -> Option<usize> {
    const OFFICES: &[&str] = &["委员会", "办事处", "人民政府", "管委会", "办公室", "局", "厅"];
    const IN_WORDS: &[&str] = &["开", "新", "大", "格", "结", "布", "全", "时", "政治", "破", "变", "定", "当", "危"];
    let after = text.after_one_of(at, OFFICES).filter(|after| *after <= end)?;
    let is_part = text.at(at) == '局'
        && (text.before_one_of(at, IN_WORDS).is_some()
            || text.after_one_of(after, &["面", "势", "部", "限", "之"]).is_some());
    (!is_part).then_some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn other(text: &str) -> Option<String> {
        other_unit(&Text::new(text), "重庆市沙坪坝区退役军人事务局", "区退役军人事务局")
    }

    #[test]
    fn the_unit_is_known_by_its_name_with_or_without_its_area() {
        for text in [
            "2021年，区退役军人事务局坚持以人民为中心。",
            "重庆市沙坪坝区退役军人事务局\n2021年法治政府建设年度报告",
            "沙坪坝区退役军人事务局2021年法治政府建设年度报告",
            "2021年，在区委、区政府的领导下，我局扎实工作。",
            "2021年度，我局扎实推进。",
            "本局完成各项任务。",
            "2021年，“十四五”开局之年，法治建设开创新局面。",
            "2021年，城镇退役军人就业服务不断加强。",
            "",
        ] {
            assert_eq!(other(text), None, "{text}");
        }
    }

    #[test]
    fn another_unit_and_the_same_office_of_another_area_are_told() {
        let names = [
            "江北区退役军人事务局2021年法治政府建设年度报告",
            "某县卫生健康局关于2021年度法治政府建设情况的报告",
            "2021年，区住房和城乡建设委员会认真履职。",
        ]
        .map(other);
        let expected = ["江北区退役军人事务局", "某县卫生健康局", "区住房和城乡建设委员会"];
        assert_eq!(names.map(Option::unwrap_or_default), expected);
    }
}
