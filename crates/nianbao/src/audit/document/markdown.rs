//! Markdown: its markup taken away, line by line, so that only what a reader sees is left.

use super::places::Spot;
use super::writer::{Piece, Writer};

/// Whether a file of that name is Markdown. A plain text may have stars, bars and number signs of its own, and keeps them.
pub(super) fn is_named(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| ["md", "markdown"].iter().any(|own| ending.eq_ignore_ascii_case(own)))
}

/// The text without its markup. Lines keep their numbers.
pub(super) fn read(text: &str) -> Piece {
    let mut writer = Writer::default();
    let mut open: Option<&str> = None;
    for (line, number) in text.lines().zip(1..) {
        let start = line.trim_start();
        if let Some(mark) = fence(start) {
            // A block ends with a mark like the one that it began with.
            open = match open {
                None => Some(mark),
                Some(begun) if mark.starts_with(begun) => None,
                Some(_) => open,
            };
            continue;
        }
        if open.is_some() || is_table_rule(start) || is_rule(start) {
            continue;
        }
        let body = without_block_marks(start);
        let skipped = line.get(..line.len() - body.len()).unwrap_or_default().chars().count();
        let mut inline = Inline { writer: &mut writer, line: number, column: skipped + 1, jumped: true };
        if let Some(row) = body.strip_prefix('|') {
            inline.column += 1;
            inline.cells(row.trim_end().strip_suffix('|').unwrap_or(row));
        } else {
            inline.text(body);
        }
        writer.end_line();
    }
    writer.finish()
}

/// What stands behind the marks of a heading.
fn heading(line: &str) -> Option<&str> {
    let title = line.trim_start_matches('#');
    let depth = line.len() - title.len();
    (matches!(depth, 1..=6) && title.starts_with([' ', '\t'])).then(|| title.trim_start())
}

/// The mark of a block of code.
fn fence(line: &str) -> Option<&str> {
    ['`', '~'].into_iter().find_map(|mark| {
        let length = line.len() - line.trim_start_matches(mark).len();
        (length >= 3).then(|| line.get(..length)).flatten()
    })
}

/// The line between a table's head and its rows: | --- | :-: |
fn is_table_rule(line: &str) -> bool {
    line.contains('|') && line.contains("--") && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

/// A line across the page.
fn is_rule(line: &str) -> bool {
    ['-', '*', '_', '='].into_iter().any(|mark| {
        let marks = line.chars().filter(|c| *c == mark).count();
        marks >= 3 && line.chars().all(|c| c == mark || c == ' ')
    })
}

/// Without the marks of quotations, headings and items. A number before an item is the reader's to see.
fn without_block_marks(line: &str) -> &str {
    let mut rest = line;
    while let Some(quoted) = rest.strip_prefix('>') {
        rest = quoted.trim_start();
    }
    if let Some(title) = heading(rest) {
        return title.trim_end().trim_end_matches('#');
    }
    ["- ", "* ", "+ "].into_iter().find_map(|item| rest.strip_prefix(item)).unwrap_or(rest).trim_start()
}

/// A line within which markup is passed over.
struct Inline<'w> {
    writer: &'w mut Writer,
    line: usize,
    column: usize,
    /// Whether the next character doesn't stand right behind the last one that was written.
    jumped: bool,
}

impl Inline<'_> {
    fn cells(&mut self, row: &str) {
        self.writer.begin_row();
        // A bar behind a backslash parts nothing.
        let bars = row.match_indices('|').map(|(at, _)| at).filter(|at| !row[..*at].ends_with('\\'));
        let ends: Vec<usize> = bars.chain([row.len()]).collect();
        let (mut start, mut column) = (0, self.column);
        for end in ends {
            let cell = row.get(start..end).unwrap_or_default();
            self.writer.begin_cell();
            self.column = column + cell.chars().take_while(|c| c.is_whitespace()).count();
            self.jumped = true;
            self.text(cell.trim());
            column += cell.chars().count() + 1;
            start = end + 1;
        }
        self.writer.end_row(true);
    }

    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let after = rest.get(c.len_utf8()..).unwrap_or_default();
            match c {
                '\\' if after.starts_with(|c: char| c.is_ascii_punctuation()) => {
                    self.skip(1);
                    let escaped = after.chars().next().unwrap_or_default();
                    self.write(escaped);
                    rest = after.get(escaped.len_utf8()..).unwrap_or_default();
                    continue;
                }
                '`' => self.skip(1),
                // Between letters and digits it is part of a name, or a product.
                '*' | '_' if !(is_word(self.writer.last()) && is_word(after.chars().next())) => self.skip(1),
                '~' if after.starts_with('~') => {
                    self.skip(2);
                    rest = after.get(1..).unwrap_or_default();
                    continue;
                }
                '!' if link(after).is_some() => self.skip(1),
                '[' => {
                    if let Some((label, length)) = link(rest) {
                        self.skip(1);
                        self.text(label);
                        let whole = rest.get(..length).unwrap_or_default();
                        self.skip(whole.chars().count() - label.chars().count() - 1);
                        rest = rest.get(length..).unwrap_or_default();
                        continue;
                    }
                    self.write(c);
                }
                '<' => {
                    if let Some(length) = tag(rest) {
                        self.skip(rest.get(..length).unwrap_or_default().chars().count());
                        rest = rest.get(length..).unwrap_or_default();
                        continue;
                    }
                    self.write(c);
                }
                _ => self.write(c),
            }
            rest = after;
        }
    }

    fn write(&mut self, c: char) {
        if self.jumped {
            self.writer.mark(Spot { line: self.line, column: self.column, page: None });
            self.jumped = false;
        }
        self.writer.push(c);
        self.column += 1;
    }

    const fn skip(&mut self, characters: usize) {
        self.column += characters;
        self.jumped = true;
    }
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_alphanumeric())
}

/// How far a link is followed, in bytes, so that a line of brackets takes no long time.
const LONGEST_LINK: usize = 2_000;

/// The label of a link that begins here, and the length of the whole: [办法](https://…).
fn link(text: &str) -> Option<(&str, usize)> {
    let near = text.get(..text.floor_char_boundary(LONGEST_LINK))?;
    let (label, target) = near.strip_prefix('[')?.split_once("](")?;
    let end = target.find(')')?;
    (!label.contains('[')).then_some((label, label.len() + end + 4))
}

/// The length of an HTML tag or a bare address that begins here: <br>, <https://…>.
fn tag(text: &str) -> Option<usize> {
    let near = text.get(..text.floor_char_boundary(LONGEST_LINK))?;
    let inner = near.strip_prefix('<')?.split_once('>')?.0;
    inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/').then_some(inner.len() + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "# 年度报告 #\n\n## 一、成效\n\n全年办结**146**件，见[办法](https://a.cn/2021)和`第3条`。\n\n\
                          1. 受理\\*57件\n- 接待_12_批\n\n| 事项 | 件数 |\n|---|--:|\n| 转送\\|交办 | **247** |\n\n\
                          ```\n3 + 4\n```\n> 共9件<br>\n---\n完";

    #[test]
    fn markup_is_taken_away() {
        let expected = "年度报告\n一、成效\n全年办结146件，见办法和第3条。\n1. 受理*57件\n接待12批\n事项\t件数\n\
                        转送|交办\t247\n共9件\n完";
        assert_eq!(read(REPORT).text, expected);
    }

    #[test]
    fn places_are_those_of_the_file() {
        let piece = read(REPORT);
        let spot = |word: &str| {
            let spot = piece.places.spot(&piece.text, piece.text.find(word).unwrap());
            (spot.line, spot.column)
        };
        assert_eq!(spot("146件"), (5, 7));
        assert_eq!(spot("件，见"), (5, 12));
        assert_eq!(spot("和第"), (5, 38));
        assert_eq!(spot("57"), (7, 8));
        assert_eq!(spot("247"), (12, 14));
        assert_eq!(spot("完"), (19, 1));
    }

    #[test]
    fn the_name_tells_markdown() {
        assert!(["report.md", "out/报告.MD", "a.b.markdown"].iter().all(|name| is_named(name)));
        assert!(["report.txt", "md", "报告", "report.md.txt", "a.cmd"].iter().all(|name| !is_named(name)));
    }

    #[test]
    fn brackets_without_end_take_no_long_time() {
        let text = format!("# 题\n{}", "[<".repeat(200_000));
        assert_eq!(read(&text).text.len(), text.len() - 2);
    }
}
