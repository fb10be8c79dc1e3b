//! Automatic numbers, which stand in no text of the document: 一、 （二） 3. as the page shows them.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use super::package::{attribute, is_on};

/// A list has no more levels.
const LEVELS: usize = 9;
/// A style is based on another one, and that on another one.
const LONGEST_CHAIN: usize = 20;

/// The lists that the document defines, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: BTreeMap<String, List>,
    numbers: BTreeMap<String, Number>,
    styles: BTreeMap<String, Style>,
    default_style: Option<String>,
    counted: BTreeMap<String, [Option<u32>; LEVELS]>,
    /// What is being read: a style, a list, a number, and the level of a list.
    open: Open,
}

#[derive(Debug, Default)]
struct Open {
    style: String,
    list: String,
    number: String,
    level: usize,
}

#[derive(Debug, Default)]
struct List {
    levels: [Level; LEVELS],
    /// The name under which another list refers to this one, and the one that this list refers to.
    link: Option<String>,
    refers: Option<String>,
}

#[derive(Debug, Default, Clone)]
struct Level {
    start: Option<u32>,
    format: String,
    /// With `%1` where the number of the first level stands.
    text: String,
    style: Option<String>,
    is_decimal: bool,
}

#[derive(Debug, Default)]
struct Number {
    list: String,
    starts: BTreeMap<usize, u32>,
    is_used: bool,
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    number: Option<String>,
    level: Option<usize>,
}

/// What a paragraph says of its number.
#[derive(Debug, Default, Clone)]
pub(super) struct Reference {
    pub(super) style: Option<String>,
    pub(super) number: Option<String>,
    pub(super) level: Option<usize>,
}

impl Numbering {
    /// Takes an event of the part with the styles.
    pub(super) fn style(&mut self, event: &Event<'_>) {
        let (Event::Start(tag) | Event::Empty(tag)) = event else { return };
        let value = || attribute(tag, "val");
        if tag.local_name().as_ref() == "style" {
            self.open.style = attribute(tag, "styleId").unwrap_or_default();
            let is_default = attribute(tag, "default").is_some_and(|value| value == "1" || value == "true");
            if is_default && attribute(tag, "type").is_some_and(|kind| kind == "paragraph") {
                self.default_style = Some(self.open.style.clone());
            }
        }
        let style = self.styles.entry(self.open.style.clone()).or_default();
        match tag.local_name().as_ref() {
            "basedOn" => style.based_on = value(),
            "numId" => style.number = value(),
            "ilvl" => style.level = level_of(tag),
            _ => {}
        }
    }

    /// Takes an event of the part with the lists.
    pub(super) fn definition(&mut self, event: &Event<'_>) {
        if let Event::End(end) = event {
            match end.local_name().as_ref() {
                "abstractNum" => self.open.list.clear(),
                "num" => self.open.number.clear(),
                _ => {}
            }
        }
        let (Event::Start(tag) | Event::Empty(tag)) = event else { return };
        let value = || attribute(tag, "val");
        match tag.local_name().as_ref() {
            "abstractNum" => self.open.list = attribute(tag, "abstractNumId").unwrap_or_default(),
            "num" => self.open.number = attribute(tag, "numId").unwrap_or_default(),
            "lvl" | "lvlOverride" => {
                let level = attribute(tag, "ilvl").and_then(|level| level.parse().ok());
                self.open.level = level.filter(|level| *level < LEVELS).unwrap_or(LEVELS - 1);
            }
            _ => {}
        }
        if !self.open.number.is_empty() {
            let number = self.numbers.entry(self.open.number.clone()).or_default();
            match tag.local_name().as_ref() {
                "abstractNumId" => number.list = value().unwrap_or_default(),
                "startOverride" => {
                    let start = value().and_then(|start| start.parse().ok());
                    number.starts.extend(start.map(|start| (self.open.level, start)));
                }
                _ => {}
            }
            return;
        }
        if self.open.list.is_empty() {
            return;
        }
        let list = self.lists.entry(self.open.list.clone()).or_default();
        match tag.local_name().as_ref() {
            "styleLink" => list.link = value(),
            "numStyleLink" => list.refers = value(),
            _ => {}
        }
        let Some(level) = list.levels.get_mut(self.open.level) else { return };
        match tag.local_name().as_ref() {
            "start" => level.start = value().and_then(|start| start.parse().ok()),
            "numFmt" => level.format = value().unwrap_or_default(),
            "lvlText" => level.text = value().unwrap_or_default(),
            "pStyle" => level.style = value(),
            "isLgl" => level.is_decimal = is_on(tag),
            _ => {}
        }
    }

    /// The mark before a paragraph, such as （二）, which counts it; nothing if it has none.
    pub(super) fn mark(&mut self, paragraph: &Reference) -> Option<String> {
        let (id, level) = self.resolve(paragraph)?;
        let number = self.numbers.get_mut(&id)?;
        let mut key = number.list.clone();
        if let Some(refers) = self.lists.get(&key)?.refers.clone() {
            let linked = self.lists.iter().find(|(_, list)| list.link.as_ref() == Some(&refers));
            key.clone_from(linked?.0);
        }
        let list = self.lists.get(&key)?;
        let counted = self.counted.entry(key).or_default();
        let start = |at: usize| number.starts.get(&at).or(list.levels.get(at)?.start.as_ref()).copied();
        if !number.is_used {
            // A number that begins anew does so where it is used first.
            let begun = counted.iter_mut().zip(0..).filter(|(_, at)| number.starts.contains_key(at));
            begun.for_each(|(count, _)| *count = None);
            number.is_used = true;
        }
        for (count, at) in counted.iter_mut().zip(0..) {
            match at {
                above if above < level => *count = count.or_else(|| start(at).or(Some(1))),
                own if own == level => {
                    *count = Some(count.map_or_else(|| start(at).unwrap_or(1), |n| n.saturating_add(1)));
                }
                _ => *count = None,
            }
        }
        let own = list.levels.get(level)?;
        let mut text = String::new();
        let mut characters = own.text.chars();
        while let Some(c) = characters.next() {
            let at = if c == '%' { characters.clone().next().and_then(|digit| digit.to_digit(10)) } else { None };
            let Some(at) = at.and_then(|at| usize::try_from(at).ok()?.checked_sub(1)) else {
                text.push(c);
                continue;
            };
            characters.next();
            let format = list.levels.get(at).map_or("", |level| level.format.as_str());
            let format = if own.is_decimal { "decimal" } else { format };
            text.push_str(&written(counted.get(at).copied().flatten().unwrap_or(1), format));
        }
        (own.format != "bullet" && own.format != "none" && !text.trim().is_empty()).then_some(text)
    }

    /// The number and the level, which the paragraph's style may know.
    fn resolve(&self, paragraph: &Reference) -> Option<(String, usize)> {
        let mut style = paragraph.style.as_ref().or(self.default_style.as_ref());
        let (mut number, mut level) = (paragraph.number.clone(), paragraph.level);
        for _ in 0..LONGEST_CHAIN {
            let Some((id, known)) = style.and_then(|id| Some((id, self.styles.get(id)?))) else { break };
            if number.is_none() && known.number.is_some() {
                number.clone_from(&known.number);
                level = level.or(known.level).or_else(|| self.level_of_style(known.number.as_ref()?, id));
            }
            style = known.based_on.as_ref();
        }
        number.filter(|id| id != "0").map(|id| (id, level.unwrap_or(0)))
    }

    /// The level of a list that says which style it is for.
    fn level_of_style(&self, number: &str, style: &str) -> Option<usize> {
        let list = self.lists.get(&self.numbers.get(number)?.list)?;
        list.levels.iter().position(|level| level.style.as_deref() == Some(style))
    }
}

/// The level that an element names.
pub(super) fn level_of(tag: &BytesStart<'_>) -> Option<usize> {
    attribute(tag, "val").and_then(|level| level.parse().ok()).filter(|level| *level < LEVELS)
}

/// A number in one of the formats that documents name.
fn written(number: u32, format: &str) -> String {
    const LETTERS: u32 = 26;
    let circled = |number: u32| (1..=20).contains(&number).then(|| char::from_u32(0x2460 + number - 1)).flatten();
    match format {
        "none" | "bullet" => String::new(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "koreanCounting" => {
            chinese(number, ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"], ["", "十", "百", "千"])
        }
        "chineseLegalSimplified" => {
            chinese(number, ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"], ["", "拾", "佰", "仟"])
        }
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => number
            .to_string()
            .chars()
            .filter_map(|digit| "〇一二三四五六七八九".chars().nth(digit.to_digit(10)? as usize))
            .collect(),
        "decimalFullWidth" | "decimalFullWidth2" => number
            .to_string()
            .chars()
            .filter_map(|digit| char::from_u32(u32::from(digit) - u32::from('0') + u32::from('０')))
            .collect(),
        "decimalZero" => format!("{number:02}"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            circled(number).map_or_else(|| number.to_string(), String::from)
        }
        "decimalEnclosedParen" => format!("({number})"),
        "upperLetter" | "lowerLetter" => {
            let first = if format == "upperLetter" { 'A' } else { 'a' };
            let letter = char::from_u32(u32::from(first) + (number.max(1) - 1) % LETTERS).unwrap_or(first);
            String::from(letter).repeat(usize::try_from((number.max(1) - 1) / LETTERS + 1).unwrap_or(1).min(9))
        }
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        _ => number.to_string(),
    }
}

/// 一百零五; from ten thousand on, digits.
fn chinese(number: u32, digits: [&str; 10], places: [&str; 4]) -> String {
    if number == 0 || number >= 10_000 {
        return if number == 0 { digits[0].to_owned() } else { number.to_string() };
    }
    let mut text = String::new();
    let mut has_gap = false;
    for (place, power) in places.iter().zip([1, 10, 100, 1_000]).rev() {
        let digit = number / power % 10;
        if digit == 0 {
            has_gap = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut has_gap) {
            text.push_str(digits[0]);
        }
        // 十二, and not 一十二, if nothing stands before it.
        if !(digit == 1 && power == 10 && text.is_empty() && *place == "十") {
            text.push_str(digits.get(digit as usize).copied().unwrap_or_default());
        }
        text.push_str(place);
    }
    text
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1_000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number >= 4_000 {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            rest -= value;
            text.push_str(sign);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_pages_show_them() {
        let cases = [
            (1, "chineseCounting", "一"),
            (10, "chineseCounting", "十"),
            (12, "chineseCountingThousand", "十二"),
            (20, "chineseCounting", "二十"),
            (105, "chineseCountingThousand", "一百零五"),
            (110, "chineseCountingThousand", "一百一十"),
            (1_001, "chineseCountingThousand", "一千零一"),
            (11, "chineseLegalSimplified", "壹拾壹"),
            (20, "ideographDigital", "二〇"),
            (12, "decimalFullWidth", "１２"),
            (3, "decimalEnclosedCircleChinese", "③"),
            (27, "upperLetter", "AA"),
            (14, "lowerRoman", "xiv"),
            (7, "decimalZero", "07"),
            (8, "", "8"),
        ];
        for (number, format, expected) in cases {
            assert_eq!(written(number, format), expected, "{number} {format}");
        }
    }
}
