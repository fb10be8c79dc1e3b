//! Automatic numbers: 一、 （一） 1. （1） for headings, and those of lists. They are automatic wherever they give what
//! the layout printed, so that an inserted heading numbers the others anew; elsewhere the number is text.

use super::MAIN;
use super::page::characters;
use super::xml::Xml;
use crate::narrative::tree::{self, List, ListKind};

/// The list of the headings.
pub(super) const HEADINGS: &str = "1";
/// Levels of headings that have a style.
pub(super) const DEEPEST: usize = 6;
/// Those of them that the standard numbers.
pub(super) const NUMBERED: usize = 4;

/// How a level counts, and what stands around its number.
const LEVELS: [(&str, &str); NUMBERED] =
    [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "（%4）")];

/// How far the headings have counted, and the lists so far.
#[derive(Default)]
pub(super) struct Numbering {
    counted: [u32; NUMBERED],
    lists: Vec<Marks>,
}

/// The marks of a list's items.
struct Marks {
    format: &'static str,
    text: String,
    start: u32,
    depth: usize,
}

impl Numbering {
    /// Whether the automatic number of a heading is the one that is printed; it counts then.
    pub(super) fn counts(&mut self, level: usize, printed: &str) -> bool {
        let Some(at) = level.checked_sub(1).filter(|at| *at < NUMBERED) else { return false };
        let mut counted = self.counted;
        counted[at] += 1;
        counted[at + 1..].fill(0);
        let number = match LEVELS[at].0 {
            "decimal" => counted[at].to_string(),
            _ => chinese(counted[at]),
        };
        let counts = LEVELS[at].1.replace(&format!("%{level}"), &number) == printed;
        if counts {
            self.counted = counted;
        }
        counts
    }

    /// The id of the list whose automatic marks are those that are printed; nothing if no list has them.
    pub(super) fn list(&mut self, list: &List, depth: usize) -> Option<String> {
        let labels: Vec<String> = list.items.iter().map(|item| tree::line(&item.label)).collect();
        let marks = match list.kind {
            ListKind::Terms => return None,
            ListKind::Bullets => bullets(&labels)?,
            ListKind::Numbers => numbers(&labels)?,
        };
        self.lists.push(Marks { depth, ..marks });
        Some((self.lists.len() + 1).to_string())
    }

    /// `numbering.xml`.
    pub(super) fn finish(&self) -> Vec<u8> {
        let mut xml = Xml::new("w:numbering", &[("xmlns:w", MAIN)]);
        xml.open("w:abstractNum", &[("w:abstractNumId", "0")]);
        xml.value("w:multiLevelType", "multilevel");
        for (at, (format, text)) in LEVELS.iter().enumerate() {
            level(&mut xml, at, 1, format, text, Some(&format!("Heading{}", at + 1)));
            // The level's own indentation would go before the style's.
            indent(&mut xml, &[("w:leftChars", 0), ("w:firstLineChars", 200)]);
            xml.close();
        }
        xml.close();
        for (at, marks) in self.lists.iter().enumerate() {
            xml.open("w:abstractNum", &[("w:abstractNumId", &(at + 1).to_string())]);
            xml.value("w:multiLevelType", "singleLevel");
            level(&mut xml, 0, marks.start, marks.format, &marks.text, None);
            indent(&mut xml, &[("w:leftChars", left(marks.depth)), ("w:hangingChars", HANGING)]);
            xml.close();
            xml.close();
        }
        for at in 0..=self.lists.len() {
            xml.open("w:num", &[("w:numId", &(at + 1).to_string())]);
            xml.value("w:abstractNumId", &at.to_string());
            xml.close();
        }
        xml.finish()
    }
}

/// How far the text of an item is indented, in hundredths of a character.
pub(super) fn left(depth: usize) -> u32 {
    350 + 150 * u32::try_from(depth.min(8)).unwrap_or_default()
}

/// How far a mark stands before the text, in hundredths of a character.
pub(super) const HANGING: u32 = 150;

fn level(xml: &mut Xml, at: usize, start: u32, format: &str, text: &str, style: Option<&str>) {
    xml.open("w:lvl", &[("w:ilvl", &at.to_string())]);
    xml.value("w:start", &start.to_string());
    xml.value("w:numFmt", format);
    if let Some(style) = style {
        xml.value("w:pStyle", style);
        xml.value("w:suff", "nothing");
    }
    xml.value("w:lvlText", text);
    xml.value("w:lvlJc", "left");
}

fn indent(xml: &mut Xml, lengths: &[(&'static str, u32)]) {
    xml.open("w:pPr", &[]);
    let mut attributes: Vec<(&str, String)> = Vec::new();
    for (name, hundredths) in lengths {
        attributes.push((name, hundredths.to_string()));
        attributes.push((name.trim_end_matches("Chars"), characters(*hundredths).to_string()));
    }
    let attributes: Vec<(&str, &str)> = attributes.iter().map(|(name, length)| (*name, length.as_str())).collect();
    xml.empty("w:ind", &attributes);
    xml.close();
}

/// One mark for all items.
fn bullets(labels: &[String]) -> Option<Marks> {
    let first = labels.first().filter(|first| !first.trim().is_empty() && !first.contains('%'))?;
    let is_one = labels.iter().all(|label| label == first);
    is_one.then(|| Marks { format: "bullet", text: first.trim().to_owned(), start: 1, depth: 0 })
}

/// Numbers that go up by one, with the same before and behind each.
fn numbers(labels: &[String]) -> Option<Marks> {
    let digits = |label: &str| {
        let start = label.find(|c: char| c.is_ascii_digit())?;
        let length = label[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(label.len() - start);
        let number: u32 = label[start..start + length].parse().ok()?;
        Some((number, format!("{}%1{}", &label[..start], &label[start + length..])))
    };
    let (start, text) = digits(labels.first()?)?;
    let is_plain = !text.replacen("%1", "", 1).contains('%');
    let go_up = labels.iter().zip(start..).all(|(label, number)| digits(label) == Some((number, text.clone())));
    (is_plain && go_up).then(|| Marks { format: "decimal", text: text.trim().to_owned(), start, depth: 0 })
}

/// 一 to 九十九, as Word counts; no report has more headings beside each other.
fn chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |digit: u32| DIGITS.get(digit as usize).copied().unwrap_or_default();
    match number {
        0..=9 => digit(number).to_owned(),
        10..=19 => format!("十{}", digit(number % 10)),
        20..=99 => format!("{}十{}", digit(number / 10), digit(number % 10)),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::narrative::tree::{Inline, Item, Text};

    fn list(kind: ListKind, labels: &[&str]) -> List {
        let label = |label: &&str| vec![Inline::Text(Text { text: (*label).to_owned(), ..Text::default() })];
        let items = labels.iter().map(|own| Item { label: label(own), blocks: Vec::new() });
        List { kind, items: items.collect() }
    }

    #[test]
    fn a_number_is_automatic_where_counting_gives_it() {
        let mut numbering = Numbering::default();
        for (level, printed, counts) in [
            (1, "一、", true),
            (2, "（一）", true),
            (2, "（二）", true),
            (3, "1.", true),
            (4, "（1）", true),
            // Somebody skipped a number, and the next one goes on from the last that was counted.
            (1, "三、", false),
            (1, "二、", true),
            (2, "（一）", true),
            (2, "", false),
            (2, "第二节", false),
            (2, "（二）", true),
            (5, "a)", false),
            (0, "一、", false),
        ] {
            assert_eq!(numbering.counts(level, printed), counts, "{level} {printed}");
        }
    }

    #[test]
    fn the_numbers_are_those_that_word_gives() {
        let expected = [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")];
        for (number, text) in expected {
            assert_eq!(chinese(number), text);
        }
    }

    #[test]
    fn a_list_counts_itself_where_its_marks_are_of_one_kind() {
        let mut numbering = Numbering::default();
        for (kind, labels, id) in [
            (ListKind::Bullets, &["—", "—"][..], Some("2")),
            (ListKind::Bullets, &["—", "·"], None),
            (ListKind::Numbers, &["1.", "2.", "3."], Some("3")),
            (ListKind::Numbers, &["（4）", "（5）"], Some("4")),
            (ListKind::Numbers, &["1.", "3."], None),
            (ListKind::Numbers, &["a)", "b)"], None),
            (ListKind::Terms, &["术语"], None),
            (ListKind::Bullets, &[], None),
        ] {
            assert_eq!(numbering.list(&list(kind, labels), 0).as_deref(), id, "{labels:?}");
        }
    }
}
