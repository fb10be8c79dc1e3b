//! The list of a workbook's findings: what it is and for whom, and a line for each.

use super::remarks::{EACH, Line, Remarks};
use crate::finding::{Argument, Severity};
use crate::message::Messages;

/// How wide the columns are, in half-width characters: severity, code, sheet, cell, what is wrong, ground, what to do,
/// other places.
pub(super) const WIDTHS: [u32; 8] = [8, 26, 14, 12, 44, 32, 44, 24];
/// How high the first line is, in points.
pub(super) const TITLE_HEIGHT: u32 = 24;

/// How high a row of so many lines is, in points; no row is higher than 409.
pub(super) fn height(lines: u32) -> u32 {
    lines.saturating_mul(14).saturating_add(4).min(409)
}

/// How many lines the longest of a line's texts takes in its column.
pub(super) fn lines(line: &Line) -> u32 {
    let taken = line.cells.iter().zip(WIDTHS).map(|(text, width)| {
        let of_line = |line: &str| {
            let wide = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<u32>();
            // A character that is cut by the edge goes down.
            wide.div_ceil(width - 1).max(1)
        };
        text.split('\n').map(of_line).fold(0, u32::saturating_add)
    });
    taken.max().unwrap_or(1)
}

/// The list in words.
#[derive(Debug)]
pub(super) struct Summary {
    /// The name of its sheet.
    pub(super) sheet: String,
    pub(super) title: String,
    /// What the list is, for whom, and what the colours mean: a line each.
    pub(super) intro: Vec<String>,
    pub(super) header: [String; 8],
    pub(super) lines: Vec<Line>,
}

impl Summary {
    /// The list of these remarks on a workbook. `is_within` says that it is a sheet of the workbook, whose cells are
    /// coloured; otherwise it lies beside it.
    pub(super) fn of(source: &str, remarks: Remarks, is_within: bool, messages: &Messages) -> Self {
        let text =
            |key: &str, arguments: Vec<(&'static str, Argument)>| messages.text(key, &arguments.into_iter().collect());
        let count = |severity: Severity| remarks.counts.get(&severity).copied().unwrap_or(0);
        let counted = vec![
            ("source", source.into()),
            ("errors", count(Severity::Error).into()),
            ("warnings", count(Severity::Warning).into()),
            ("notes", count(Severity::Note).into()),
        ];
        let mut intro = vec![text("mark-about", counted), messages.word("mark-confidential")];
        intro.push(messages.word(if is_within { "mark-colours" } else { "mark-beside" }));
        if remarks.has_repeats {
            intro.push(text("mark-repeats", vec![("each", EACH.into())]));
        }
        let header = [
            "mark-column-severity",
            "mark-column-code",
            "mark-column-sheet",
            "mark-column-cell",
            "mark-column-finding",
            "mark-column-ground",
            "mark-column-remedy",
            "mark-column-others",
        ];
        Self {
            sheet: messages.word("mark-sheet"),
            title: messages.word("mark-heading"),
            intro,
            header: header.map(|key| messages.word(key)),
            lines: remarks.lines,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_as_high_as_its_longest_text() {
        let with = |at: usize, text: &str| {
            let mut cells = [const { String::new() }; 8];
            text.clone_into(&mut cells[at]);
            lines(&Line { severity: Severity::Note, cells, target: None })
        };
        // 43 half-width characters of 44.
        assert_eq!((with(4, &"字".repeat(21)), with(4, &"字".repeat(22)), with(7, "甲\n乙\n丙")), (1, 2, 3));
        assert_eq!((height(1), height(1000)), (18, 409));
    }
}
