//! Writes the text of a document: paragraphs and rows as lines, and what is tagged with a figure.

use std::ops::Range;

use super::LONGEST;
use super::places::{Places, Spot};
use crate::figure::FigureId;

/// Rows within rows within rows: what is deeper is written as paragraphs.
const DEEPEST_ROW: usize = 16;
/// A row with a longer cell, in bytes, is no table's but a page's that was laid out by a table.
const LONGEST_CELL: usize = 1_500;
/// A cell spans no more columns.
const MOST_COLUMNS: usize = 64;

/// What was written.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) tagged: Vec<(Range<usize>, FigureId)>,
    pub(super) places: Places,
    /// Whether it would have been longer than a text may be.
    pub(super) is_cut: bool,
}

/// A text that is being written.
#[derive(Debug, Default)]
pub(super) struct Writer {
    text: String,
    /// Where the line or cell begins that is being written.
    line: usize,
    marks: Vec<(usize, Spot)>,
    tagged: Vec<(Range<usize>, FigureId)>,
    /// Tags that are open, with the byte at which they began.
    open: Vec<(usize, Option<FigureId>)>,
    rows: Vec<Row>,
    /// Rows that are too deep to be told.
    deeper: usize,
    is_cut: bool,
}

#[derive(Debug)]
struct Row {
    start: usize,
    cells: usize,
    /// The bytes of the tabs between its own cells.
    tabs: Vec<usize>,
    /// Whether a row with several cells was written within it.
    holds_rows: bool,
}

impl Row {
    /// The row as a line, or as the paragraphs of its cells if they are those of a page's layout. Each character stands
    /// for one of the same length, so that what is tagged stays where it is.
    fn rewritten(&self, written: &str) -> String {
        let ends = self.tabs.iter().copied().chain([self.start + written.len()]);
        let starts = std::iter::once(self.start).chain(self.tabs.iter().copied());
        let is_layout = self.holds_rows || starts.zip(ends).any(|(start, end)| end > start + LONGEST_CELL);
        if !is_layout {
            return written.replace('\n', " ");
        }
        let mut tabs = self.tabs.iter().map(|tab| tab - self.start).peekable();
        let parted = written.char_indices().map(|(at, c)| if tabs.next_if_eq(&at).is_some() { '\n' } else { c });
        parted.collect()
    }
}

impl Writer {
    /// Writes a character. Characters without width, which would break a number, are passed over.
    pub(super) fn push(&mut self, c: char) {
        match c {
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\0' => {}
            '\u{a0}' | '\u{202f}' => self.text.push(' '),
            '\n' | '\r' | '\u{c}' | '\u{2028}' | '\u{2029}' => self.end_line(),
            _ if self.text.len() >= LONGEST => self.is_cut = true,
            _ => self.text.push(c),
        }
    }

    /// Writes a text as it is.
    pub(super) fn push_str(&mut self, text: &str) {
        text.chars().for_each(|c| self.push(c));
    }

    /// Says where the next character stood.
    pub(super) fn mark(&mut self, spot: Spot) {
        let at = self.text.len();
        self.marks.pop_if(|(last, _)| *last == at);
        self.marks.push((at, spot));
    }

    /// Whether the line that is being written is still empty.
    pub(super) fn is_at_start(&self) -> bool {
        self.text.len() == self.line
    }

    /// The last character, unless the line is still empty.
    pub(super) fn last(&self) -> Option<char> {
        self.text.get(self.line..).and_then(|line| line.chars().next_back())
    }

    /// Ends the paragraph, if anything stands in it.
    pub(super) fn end_line(&mut self) {
        let line = self.text.get(self.line..).unwrap_or_default();
        self.text.truncate(self.line + line.trim_end_matches([' ', '\t', '\u{3000}']).len());
        if !self.is_at_start() {
            self.text.push('\n');
        }
        self.line = self.text.len();
    }

    /// What follows is a figure, or is not said to be one; the tag must be closed.
    pub(super) fn open_tag(&mut self, id: Option<FigureId>) {
        self.open.push((self.text.len(), id));
    }

    /// Closes the tag that was opened last.
    pub(super) fn close_tag(&mut self) {
        let Some((start, Some(id))) = self.open.pop() else { return };
        let written = self.text.get(start..).unwrap_or_default();
        let end = start + written.trim_end().len();
        let start = start + (written.len() - written.trim_start().len());
        if start < end {
            self.tagged.push((start..end, id));
        }
    }

    /// Begins a row of a table, on a line of its own.
    pub(super) fn begin_row(&mut self) {
        self.end_line();
        if self.rows.len() >= DEEPEST_ROW {
            self.deeper += 1;
            return;
        }
        self.rows.push(Row { start: self.text.len(), cells: 0, tabs: Vec::new(), holds_rows: false });
    }

    /// Begins a cell of the row.
    pub(super) fn begin_cell(&mut self) {
        self.end_line();
        if self.deeper > 0 {
            return;
        }
        let Some(row) = self.rows.last_mut() else { return };
        row.cells += 1;
        if row.cells > 1 {
            if self.text.len() > row.start && self.text.ends_with('\n') {
                self.text.pop();
            }
            row.tabs.push(self.text.len());
            self.text.push('\t');
            self.line = self.text.len();
        }
    }

    /// Passes over cells that the last one covers too.
    pub(super) fn skip_cells(&mut self, count: usize) {
        (0..count.min(MOST_COLUMNS)).for_each(|_| self.begin_cell());
    }

    /// Ends the row. One whose cells are those of a page's layout stays in paragraphs; one that is not `kept` goes.
    pub(super) fn end_row(&mut self, kept: bool) {
        if self.deeper > 0 {
            self.deeper -= 1;
            self.end_line();
            return;
        }
        let Some(row) = self.rows.pop() else { return };
        self.end_line();
        let written = self.text.get(row.start..).unwrap_or_default();
        if !kept || written.trim().is_empty() {
            self.text.truncate(row.start);
            self.line = row.start;
            self.tagged.retain(|(range, _)| range.end <= row.start);
            return;
        }
        if row.cells > 1 {
            let rewritten = row.rewritten(written.trim_end());
            self.text.truncate(row.start);
            self.text.push_str(&rewritten);
            self.text.push('\n');
            if let Some(outer) = self.rows.last_mut() {
                outer.holds_rows = true;
            }
        }
        self.line = self.text.len();
    }

    /// Writes what another has written, as paragraphs of its own.
    pub(super) fn append(&mut self, other: Self) {
        self.end_line();
        let piece = other.finish();
        let shift = self.text.len();
        self.is_cut |= piece.is_cut || shift + piece.text.len() > LONGEST;
        if !self.is_cut {
            self.text.push_str(&piece.text);
            let shifted = piece.tagged.into_iter().map(|(range, id)| (range.start + shift..range.end + shift, id));
            self.tagged.extend(shifted);
        }
        self.end_line();
    }

    /// The text, with the places that were marked or else those of its lines.
    pub(super) fn finish(mut self) -> Piece {
        while !self.open.is_empty() {
            self.close_tag();
        }
        while !self.rows.is_empty() {
            self.end_row(true);
        }
        self.end_line();
        if self.text.ends_with('\n') {
            self.text.pop();
        }
        self.tagged.sort_by_key(|(range, _)| (range.start, range.end));
        let places =
            if self.marks.is_empty() { Places::of_lines(&self.text) } else { Places::of_marks(self.marks, &self.text) };
        Piece { text: self.text, tagged: self.tagged, places, is_cut: self.is_cut }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(writer: &mut Writer, cells: &[&str]) {
        writer.begin_row();
        for cell in cells {
            writer.begin_cell();
            writer.push_str(cell);
        }
        writer.end_row(true);
    }

    #[test]
    fn a_row_is_a_line_and_a_page_within_a_row_is_none() {
        let mut writer = Writer::default();
        writer.push_str("表1");
        row(&mut writer, &["事项", "转送\n交办", "", "146"]);
        row(&mut writer, &["", " "]);
        let long = "正".repeat(600);
        row(&mut writer, &["目录", &format!("一、成效\n{long}")]);
        writer.push_str("完");
        assert_eq!(writer.finish().text, format!("表1\n事项\t转送 交办\t\t146\n目录\n一、成效\n{long}\n完"));
    }

    #[test]
    fn tags_stay_where_they_are() {
        let mut writer = Writer::default();
        writer.begin_row();
        writer.begin_cell();
        writer.push_str("第一行\n");
        writer.begin_cell();
        writer.open_tag(Some(FigureId::new("petitions.closed")));
        writer.push_str("146件\n");
        writer.close_tag();
        writer.end_row(true);
        let mut note = Writer::default();
        note.open_tag(Some(FigureId::new("petitions.forwarded")));
        note.push_str("2件");
        writer.append(note);
        let piece = writer.finish();
        let tagged: Vec<_> = piece.tagged.iter().map(|(range, id)| (&piece.text[range.clone()], id.as_str())).collect();
        assert_eq!(tagged, [("146件", "petitions.closed"), ("2件", "petitions.forwarded")]);
        assert_eq!(piece.text, "第一行\t146件\n2件");
    }

    #[test]
    fn rows_within_rows_end() {
        let mut writer = Writer::default();
        for _ in 0..1_000 {
            writer.begin_row();
            writer.begin_cell();
        }
        writer.push_str("146");
        for _ in 0..1_000 {
            writer.end_row(true);
        }
        assert_eq!(writer.finish().text, "146");
    }
}
