//! Names of sheets, tables, columns and cells, as Excel admits them, each given once.

use std::collections::BTreeSet;

/// The cell of the period's first day.
pub(super) const PERIOD_FROM: &str = "period.from";
/// The cell of the period's last day.
pub(super) const PERIOD_TO: &str = "period.to";

/// A sheet's name is no longer.
const LONGEST_SHEET: usize = 31;
/// Nor is a header or a defined name.
const LONGEST: usize = 255;

/// Names that are given, whatever the case of their letters.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeSet<String>);

impl Names {
    /// The name of a sheet that people call `label`.
    pub(super) fn sheet(&mut self, label: &str) -> String {
        let kept = |c: char| !c.is_control() && !['*', '?', ':', '[', ']', '\\', '/'].contains(&c);
        let name: String = label.chars().filter(|c| kept(*c)).collect();
        let name = name.trim().trim_matches('\'');
        self.give(if name.is_empty() { "_" } else { name }, LONGEST_SHEET)
    }

    /// The header of a column, on one line.
    pub(super) fn header(&mut self, label: &str) -> String {
        let words: Vec<&str> = label.split(|c: char| c.is_whitespace() || c.is_control()).collect();
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        self.give(&words.join(" "), LONGEST)
    }

    /// The name of a figure's cell, or of last year's: `fig.petitions.forwarded`.
    pub(super) fn cell(&mut self, group: &str, id: &str) -> String {
        let kept = |c: char| if c.is_alphanumeric() || c == '.' || c == '_' { c } else { '_' };
        let name: String = id.chars().map(kept).collect();
        self.give(&format!("{group}.{name}"), LONGEST)
    }

    /// The name, shortened, with a number if another has it already.
    fn give(&mut self, name: &str, longest: usize) -> String {
        let mut given = cut(name, longest).to_owned();
        let mut count = 1;
        while !self.0.insert(given.to_lowercase()) {
            count += 1;
            let number = format!("_{count}");
            given = format!("{}{number}", cut(name, longest.saturating_sub(number.len())));
        }
        given
    }
}

/// The beginning of a text, of at most so many UTF-16 units: they are what Excel counts.
fn cut(text: &str, longest: usize) -> &str {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > longest {
            return &text[..at];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_given_once_whatever_its_case() {
        let mut names = Names::default();
        assert_eq!(names.sheet("信访台账"), "信访台账");
        assert_eq!(names.sheet("信访:台账"), "信访台账_2");
        assert_eq!(names.sheet("'"), "_");
        assert_eq!(names.header("计入：\n甲"), "计入： 甲");
        assert_eq!((names.header("ABC").as_str(), names.header("abc").as_str()), ("ABC", "abc_2"));
        assert_eq!(names.cell("fig", "stations.by_level.村（社区）"), "fig.stations.by_level.村_社区_");
    }

    #[test]
    fn a_long_name_is_cut_where_a_character_ends() {
        let mut names = Names::default();
        let label = format!("{}𠮷", "名".repeat(30));
        assert_eq!(names.sheet(&label), "名".repeat(30));
        assert_eq!(names.sheet(&label), format!("{}_2", "名".repeat(29)));
    }
}
