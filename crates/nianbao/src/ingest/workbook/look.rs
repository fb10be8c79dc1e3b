//! What the look of a cell says: struck through, it was meant to go; scaled by its format, it shows another number
//! than it holds, which only .xlsx and .xls tell.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Style, Xlsx};

/// The cells of a sheet whose look says something, by row and column from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::ingest) struct Look {
    /// Cells whose text is struck through.
    pub(in crate::ingest) struck: BTreeSet<(u32, u32)>,
    /// Cells whose format shows a part of the number, such as `0!.0,"万"`, and that format.
    pub(in crate::ingest) scaled: BTreeMap<(u32, u32), String>,
}

/// The look of a sheet. Most workbooks have no style that says anything, and their sheets need not be read twice. What
/// can't be read tells nothing here: the reader of the cells reports it.
pub(super) fn of_xlsx(xlsx: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Look {
    let mut look = Look::default();
    let Ok(mut reader) = xlsx.worksheet_cells_reader(sheet) else { return look };
    let struck: Vec<bool> = reader.styles().iter().map(is_struck).collect();
    let scaled: Vec<Option<String>> = reader.styles().iter().map(scaling).collect();
    if !struck.contains(&true) && scaled.iter().all(Option::is_none) {
        return look;
    }
    while let Ok(Some((row, column, style))) = reader.next_style_id() {
        let cell = (row.saturating_add(1), column.saturating_add(1));
        if struck.get(style) == Some(&true) {
            look.struck.insert(cell);
        }
        if let Some(Some(format)) = scaled.get(style) {
            look.scaled.insert(cell, format.clone());
        }
    }
    look
}

fn is_struck(style: &Style) -> bool {
    style.font.as_ref().is_some_and(calamine::Font::has_strikethrough)
}

/// The number format, if it scales what it shows.
fn scaling(style: &Style) -> Option<String> {
    let format = &style.number_format.as_ref()?.format_code;
    is_scaling(format).then(|| format.clone())
}

/// Whether a number format shows another number than the cell holds: a comma behind the last digit divides by 1000,
/// and a point or digits put between the digits as plain characters, as in `0!.0,"万"`, move the point by hand.
pub(super) fn is_scaling(format: &str) -> bool {
    let section = format.split(';').next().unwrap_or_default();
    // The placeholders of digits, commas, and `x` for characters that are shown as they are.
    let mut marks = String::new();
    let mut chars = section.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                let shown: String = chars.by_ref().take_while(|c| *c != '"').collect();
                // Digits that are only shown make another number of those before them.
                let is_part = shown.starts_with('.') || shown.starts_with(|c: char| c.is_ascii_digit());
                marks.push(if is_part { '!' } else { 'x' });
            }
            '\\' | '!' => marks.push(if chars.next() == Some('.') { '!' } else { 'x' }),
            '_' | '*' => {
                chars.next();
            }
            '[' => {
                let _condition = chars.by_ref().take_while(|c| *c != ']').count();
            }
            '0' | '#' | '?' | ',' | '%' => marks.push(c),
            _ => {}
        }
    }
    let Some(last) = marks.rfind(['0', '#', '?']) else { return false };
    let has_comma_behind = marks[last + 1..].starts_with(',');
    let is_digit = |c: char| matches!(c, '0' | '#' | '?');
    let has_point_between = marks[..last].find('!').is_some_and(|at| marks[..at].contains(is_digit));
    has_comma_behind || has_point_between || marks[last + 1..].starts_with('!')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_that_show_another_number_are_told() {
        for format in
            ["0!.0,\"万\"", "0\\.0,\"万\"", "0\".\"0,", "#,##0,", "0.00,,", "0,\"千元\"", "0.0,;-0.0,", "0\"0\""]
        {
            assert!(is_scaling(format), "{format}");
        }
        for format in
            ["General", "0", "0.00", "#,##0", "#,##0.00_ ", "0.00\"万元\"", "0\"件\"", "yyyy\\-mm\\-dd", "@", "0%"]
        {
            assert!(!is_scaling(format), "{format}");
        }
    }
}
