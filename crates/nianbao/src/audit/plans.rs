//! The parts of a text that say what is still to be done. What they state is aimed at, and no figure of the year.

use std::collections::BTreeMap;
use std::ops::Range;

use super::outline::{self, Heading};
use super::text::Text;

/// What the heading of such a part says.
const PLANS: &[&str] = &["下一步", "下步", "打算", "工作计划", "工作思路", "努力方向", "工作安排", "展望", "主要安排"];

/// The deepest level that marks have.
const DEPTHS: usize = 4;

/// The parts of a text that say what is still to be done, in its order. Each reaches from a heading such as
/// 下一步工作打算 to the next one that is as high; from one without a number to where the numbers before it go on, or to the
/// end, since a line without a mark doesn't tell how high it is.
pub(super) fn of(text: &Text<'_>) -> Vec<Range<usize>> {
    between(text, &marks(text), text.len())
}

/// The plans that some marks begin, the last of which reaches to a place.
fn between(text: &Text<'_>, marks: &[Mark], end: usize) -> Vec<Range<usize>> {
    let mut plans = Vec::new();
    let mut open: Option<Open> = None;
    let mut numbers = [0; DEPTHS];
    for mark in marks {
        let at = mark.place();
        if let Some(ended) = open.take_if(|open| open.ends_at(mark, &numbers)) {
            plans.push(ended.start..at);
        }
        match mark {
            Mark::Numbered(heading) => {
                if let Some(open) = &mut open {
                    open.note(heading);
                } else {
                    note(&mut numbers, heading);
                    if says_plan(text, heading.title.clone()) {
                        open = Some(Open { start: at, depth: Some(heading.depth), own: [false; DEPTHS] });
                    }
                }
            }
            Mark::Plan(line) if open.is_none() => {
                open = Some(Open { start: line.start, depth: None, own: [false; DEPTHS] });
            }
            Mark::Plan(_) => {}
        }
    }
    plans.extend(open.map(|open| open.start..end));
    plans
}

/// The same for a text of which is known which of its lines are headings, and how high, 1 for the highest.
pub(super) fn under(text: &Text<'_>, headings: &[(Range<usize>, usize)]) -> Vec<Range<usize>> {
    let mut plans = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for (heading, level) in headings {
        if let Some((start, _)) = open.take_if(|(_, own)| level <= own) {
            plans.push(start..heading.start);
        }
        if open.is_none() && says_plan(text, heading.clone()) {
            open = Some((heading.start, *level));
        }
    }
    plans.extend(open.map(|(start, _)| start..text.len()));
    // A line that is none of these may still be meant as one. It goes no farther than to the next that is.
    let marks = marks(text);
    let mut rest = marks.as_slice();
    let mut begin = 0;
    for end in headings.iter().map(|(heading, _)| heading).chain([&(text.len()..text.len())]) {
        let (own, others) = rest.split_at(rest.partition_point(|mark| mark.place() < end.start));
        plans.extend(between(text, &own[own.partition_point(|mark| mark.place() < begin)..], end.start));
        (rest, begin) = (others, end.end);
    }
    plans.sort_by_key(|plan| (plan.start, plan.end));
    // What lies within another is said already.
    let mut end = 0;
    plans.retain(|plan| {
        let reaches_on = plan.end > end;
        end = end.max(plan.end);
        reaches_on
    });
    plans
}

/// Whether a place lies in one of the parts, which are in the order of the text.
pub(super) fn is_within(plans: &[Range<usize>], place: usize) -> bool {
    let before = plans.partition_point(|plan| plan.start <= place);
    before.checked_sub(1).and_then(|last| plans.get(last)).is_some_and(|plan| plan.contains(&place))
}

fn says_plan(text: &Text<'_>, title: Range<usize>) -> bool {
    text.find(title, PLANS).is_some()
}

/// A line that may begin such a part, or end it.
enum Mark {
    Numbered(Heading),
    /// 下一步打算 and its like, without a number.
    Plan(Range<usize>),
}

impl Mark {
    const fn place(&self) -> usize {
        match self {
            Self::Numbered(heading) => heading.mark.start,
            Self::Plan(line) => line.start,
        }
    }
}

/// A part whose end isn't found yet.
struct Open {
    start: usize,
    /// The depth of its heading, if that has a number.
    depth: Option<u8>,
    /// The depths at which it has headings of its own.
    own: [bool; DEPTHS],
}

impl Open {
    /// Whether the part ends before a mark; `numbers` are the last ones before it, by their depth.
    fn ends_at(&self, mark: &Mark, numbers: &[u32; DEPTHS]) -> bool {
        match (mark, self.depth) {
            (Mark::Plan(_), _) => false,
            (Mark::Numbered(heading), Some(depth)) => heading.depth <= depth,
            (Mark::Numbered(heading), None) => {
                let at = index(heading);
                let goes_on = numbers[at] > 0 && heading.number == numbers[at] + 1;
                // The numbers before the part may also have been those of a heading that is deeper than it.
                goes_on && !self.own[..=at].contains(&true)
            }
        }
    }

    fn note(&mut self, heading: &Heading) {
        self.own[index(heading)] = true;
    }
}

/// A number counts on until a higher one comes.
fn note(numbers: &mut [u32; DEPTHS], heading: &Heading) {
    let at = index(heading);
    numbers[at] = heading.number;
    numbers[at + 1..].fill(0);
}

fn index(heading: &Heading) -> usize {
    usize::from(heading.depth).clamp(1, DEPTHS) - 1
}

fn marks(text: &Text<'_>) -> Vec<Mark> {
    let mut headings = outline::headings(text).into_iter().peekable();
    let mut marks = Vec::new();
    for line in outline::lines(text) {
        if let Some(heading) = headings.next_if(|heading| line.contains(&heading.mark.start)) {
            marks.push(Mark::Numbered(heading));
        } else if let Some(title) = title(text, &line).filter(|title| is_plan(text, title) && !is_header(text, &line)) {
            marks.push(Mark::Plan(title));
        }
    }
    without_contents(text, marks)
}

/// A line in a table of contents begins nothing: it stands once more where it does, and no prose follows it here.
fn without_contents(text: &Text<'_>, mut marks: Vec<Mark>) -> Vec<Mark> {
    let mut last = BTreeMap::new();
    for mark in &marks {
        if let Mark::Plan(line) = mark {
            last.insert(text.chars(line.clone()).to_vec(), line.start);
        }
    }
    marks.retain(|mark| match mark {
        Mark::Plan(line) => {
            last.get(text.chars(line.clone())) == Some(&line.start) || is_followed_by_prose(text, line.end)
        }
        Mark::Numbered(_) => true,
    });
    marks
}

/// Whether the next line that isn't blank is longer than a title, or states something.
fn is_followed_by_prose(text: &Text<'_>, line_end: usize) -> bool {
    let start = (line_end..text.len()).find(|at| !text.at(*at).is_whitespace() && text.at(*at) != ':');
    start.is_some_and(|start| {
        let end = (start..text.len()).find(|at| text.at(*at) == '\n').unwrap_or(text.len());
        title(text, &(start..end)).is_none()
    })
}

/// The words of a line that is short enough for a title and holds neither a stop nor a digit.
fn title(text: &Text<'_>, line: &Range<usize>) -> Option<Range<usize>> {
    const LONGEST: usize = 20;
    let mut start = text.after_blanks(line.start);
    while text.at(start) == '#' {
        start = text.after_blanks(start + 1);
    }
    let mut end = line.end.max(start);
    while end > start && (text.before(end).is_whitespace() || text.before(end) == ':') {
        end -= 1;
    }
    let is_title = (1..=LONGEST).contains(&(end - start))
        && (start..end).all(|at| !text.is_clause_end(at) && !text.at(at).is_ascii_digit());
    is_title.then_some(start..end)
}

/// Whether a title can be no other than that of a plan. 工作计划 and 工作安排 may be those that were carried out.
fn is_plan(text: &Text<'_>, title: &Range<usize>) -> bool {
    const CERTAIN: &[&str] = &["下一步", "下步", "打算", "努力方向", "展望"];
    const ENDS: &[&str] = &["下一步", "打算", "计划", "思路", "方向", "安排", "展望", "工作", "重点", "措施", "举措"];
    text.find(title.clone(), CERTAIN).is_some() && text.before_one_of(title.end, ENDS).is_some()
}

/// Whether the line is a cell, or stands right above a table's row: 下一步打算 may be the name of a column.
fn is_header(text: &Text<'_>, line: &Range<usize>) -> bool {
    const FARTHEST: usize = 200;
    let is_tab = |at: usize| text.surface(at..at + 1) == "\t";
    let begins_cell = line.start > 0 && is_tab(line.start - 1);
    let mut below = (line.end + 1..text.len()).take(FARTHEST).take_while(|at| text.surface(*at..at + 1) != "\n");
    begins_cell || is_tab(line.end) || below.any(is_tab)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each plan of a text.
    fn plans(source: &str) -> Vec<&str> {
        let text = Text::new(source);
        of(&text).into_iter().map(|plan| text.surface(plan)).collect()
    }

    #[test]
    fn a_plan_reaches_to_the_next_heading_as_high() {
        let text = "一、成效\n办结3件。\n二、下一步打算\n（一）培训\n培训4次。\n三、其他\n完成5件。";
        assert_eq!(plans(text), ["二、下一步打算\n（一）培训\n培训4次。\n"]);
    }

    #[test]
    fn a_plan_without_a_number_reaches_to_where_the_numbers_before_it_go_on() {
        for (text, expected) in [
            ("一、成效\n下一步打算\n培训4次。\n二、其他\n完成5件。", "下一步打算\n培训4次。\n"),
            ("一、成效\n下一步打算：\n一、培训\n二、宣传4次。", "下一步打算：\n一、培训\n二、宣传4次。"),
            ("一、成效\n（一）培训\n下一步工作\n1.培训4次。\n（二）宣传\n宣传3次。", "下一步工作\n1.培训4次。\n"),
            ("成效\n# 下一步努力方向 \n培训4次。", "下一步努力方向 \n培训4次。"),
            // What a table of contents names is where it stands once more.
            ("成效\n下一步打算\n成效\n办结3件。\n下一步打算\n培训4次。", "下一步打算\n培训4次。"),
        ] {
            assert_eq!(plans(text), [expected], "{text}");
        }
    }

    #[test]
    fn each_of_several_parts_has_its_plan() {
        let text = "一、甲科\n办结3件。\n下一步打算\n培训4次。\n二、乙科\n办结5件。\n下一步打算\n\n检查6次。";
        assert_eq!(plans(text), ["下一步打算\n培训4次。\n", "下一步打算\n\n检查6次。"]);
    }

    #[test]
    fn not_every_line_that_speaks_of_plans_begins_one() {
        for text in [
            "下一步，我局将培训4次。\n办结3件。",
            "办结3件，下一步打算\n培训4次。",
            "年度工作计划\n培训4次。",
            "下一步打算\n部门\t次数\n办公室\t3次",
            "下一步打算\t培训4次",
            "我局下一步打算培训和宣传的事项清单\n办结3件。",
        ] {
            assert_eq!(plans(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn where_headings_are_known_a_plan_reaches_to_the_next_one_as_high() {
        let source = "成效\n办结3件。\n下一步打算\n培训\n培训4次。\n其他\n下步打算\n检查2次。\n附则\n完成5件。";
        let text = Text::new(source);
        let heading = |title: &str, level: usize| {
            let at = (0..text.len()).find(|at| text.starts_with(*at, title)).unwrap();
            (at..at + title.chars().count(), level)
        };
        let headings =
            [heading("成效", 1), heading("下一步打算", 1), heading("培训", 2), heading("其他", 1), heading("附则", 1)];
        let found: Vec<&str> = under(&text, &headings).into_iter().map(|plan| text.surface(plan)).collect();
        assert_eq!(found, ["下一步打算\n培训\n培训4次。\n", "下步打算\n检查2次。\n"]);
    }
}
