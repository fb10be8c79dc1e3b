//! Text in columns, where a Chinese character is two columns wide, and nothing from a cell can steer the terminal.

use unicode_width::UnicodeWidthStr as _;

/// The text without characters that a terminal would obey: a cell may hold anything.
pub(crate) fn safe(text: &str) -> String {
    let printable = |c: char| if c.is_control() || is_bidi(c) { '\u{fffd}' } else { c };
    text.chars().map(|c| if c == '\n' || c == '\t' { ' ' } else { printable(c) }).collect()
}

/// Characters that reverse what follows.
const fn is_bidi(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// How many columns the text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// The text, filled up with blanks to so many columns.
pub(crate) fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text, cut to so many columns, with an ellipsis if something was cut.
pub(crate) fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        let more = format!("{kept}{c}");
        if width(&more) + 1 > columns {
            break;
        }
        kept = more;
    }
    kept + "…"
}

/// Rows in columns that are as wide as their widest cell; the last column isn't filled up.
pub(crate) fn columns(rows: &[Vec<String>], gap: usize) -> Vec<String> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell)).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count).map(widest).collect();
    let line = |row: &Vec<String>| {
        let cells = row
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(at, (cell, wide))| if at + 1 == row.len() { cell.clone() } else { padded(cell, wide + gap) });
        cells.collect::<String>().trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_cannot_steer_the_terminal() {
        assert_eq!(safe("甲\u{1b}[2J乙\n丙\u{202e}丁"), "甲\u{fffd}[2J乙 丙\u{fffd}丁");
    }

    #[test]
    fn chinese_characters_count_twice() {
        assert_eq!(padded("件", 4), "件  ");
        assert_eq!(cut("办理信访事项", 7), "办理信…");
        assert_eq!(cut("办理", 4), "办理");
        let rows = [vec!["信访".to_owned(), "1".to_owned()], vec!["a".to_owned(), "2".to_owned()]];
        assert_eq!(columns(&rows, 2), ["信访  1", "a     2"]);
    }
}
