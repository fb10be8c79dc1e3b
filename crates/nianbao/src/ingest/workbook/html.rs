//! The tables of an HTML page, which office systems save as .xls.

use std::collections::BTreeMap;

use html5gum::{Token, Tokenizer};

use super::TextTable;
use crate::error::Fault;

/// A cell that claims to span more is a lie.
const SPAN: usize = 1_000;
/// No table of a ledger has more rows.
const ROWS: usize = 1_048_576;

/// Whether a text is HTML with a table.
pub(super) fn is_html(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let is_markup = start.starts_with('<');
    is_markup && text.to_ascii_lowercase().contains("<table")
}

/// The tables in their order; a page with several numbers them.
pub(super) fn tables(text: &str, name: &str) -> Result<Vec<TextTable>, Fault> {
    let mut page = Page::default();
    for Ok(token) in Tokenizer::new(text) {
        match token {
            Token::StartTag(tag) => {
                let span = |name: &str| {
                    let value = tag.attributes.get(name.as_bytes());
                    let digits = value.map(|value| String::from_utf8_lossy(value).into_owned());
                    digits.and_then(|digits| digits.trim().parse().ok()).unwrap_or(1_usize).clamp(1, SPAN)
                };
                page.open(&String::from_utf8_lossy(&tag.name), span("colspan"), span("rowspan"))?;
            }
            Token::EndTag(tag) => page.close(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => page.text(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    page.close("table");
    let several = page.tables.len() > 1;
    let named = page.tables.into_iter().zip(1..).map(|(rows, number)| TextTable {
        name: if several { format!("{name} {number}") } else { name.to_owned() },
        rows,
    });
    Ok(named.collect())
}

/// What was read of a page. A table within a table is taken as part of its cell's row.
#[derive(Default)]
struct Page {
    tables: Vec<Vec<Vec<String>>>,
    depth: usize,
    rows: Vec<Vec<String>>,
    row: Vec<String>,
    in_row: bool,
    cell: Option<(String, usize, usize)>,
    /// Columns that a cell of an earlier row still covers, and for how many rows.
    covered: BTreeMap<usize, usize>,
    /// Inside `<script>` or `<style>`, whose text is none of the page's.
    hidden: usize,
}

impl Page {
    fn open(&mut self, tag: &str, columns: usize, rows: usize) -> Result<(), Fault> {
        match tag {
            "table" => self.depth += 1,
            "script" | "style" => self.hidden += 1,
            _ if self.depth == 0 => {}
            "tr" => {
                self.end_row();
                self.in_row = true;
                if self.rows.len() >= ROWS {
                    return Err(Fault::new("sheet-too-large"));
                }
            }
            "td" | "th" => {
                self.end_cell();
                self.in_row = true;
                self.cell = Some((String::new(), columns, rows));
            }
            "br" | "p" | "div" => self.text("\n"),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, tag: &str) {
        match tag {
            "script" | "style" => self.hidden = self.hidden.saturating_sub(1),
            "td" | "th" => self.end_cell(),
            "tr" => self.end_row(),
            "table" if self.depth > 0 => {
                self.depth -= 1;
                if self.depth == 0 {
                    self.end_row();
                    self.covered.clear();
                    self.tables.push(std::mem::take(&mut self.rows));
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let (Some((cell, _, _)), 0) = (&mut self.cell, self.hidden) {
            cell.push_str(text);
        }
    }

    /// Puts the cell behind those that earlier rows cover; of a merged cell the first holds the text, as in workbooks.
    fn end_cell(&mut self) {
        let Some((text, columns, rows)) = self.cell.take() else { return };
        self.skip_covered();
        let words = text.replace('\u{a0}', " ");
        self.row.push(words.split_whitespace().collect::<Vec<_>>().join(" "));
        if rows > 1 {
            let first = self.row.len() - 1;
            self.covered.extend((first..first + columns).map(|column| (column, rows)));
        }
        self.row.extend(std::iter::repeat_n(String::new(), columns - 1));
    }

    fn skip_covered(&mut self) {
        while self.covered.contains_key(&self.row.len()) {
            self.row.push(String::new());
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        if !self.in_row {
            return;
        }
        self.in_row = false;
        self.rows.push(std::mem::take(&mut self.row));
        self.covered.retain(|_, rows| {
            *rows -= 1;
            *rows > 0
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_cells_keep_their_columns() {
        let page = "<html><style>td{}</style><table><tr><th rowspan=2>信访编号<th colspan='2'>信访人</tr>\
                    <tr><th>姓名<th>电&nbsp;话</tr><tr><td>XF-1<td>测<br>试<td>0<!-- 不是 --></table>";
        let tables = tables(page, "信访").unwrap();
        assert_eq!(tables.len(), 1);
        assert_eq!(tables[0].rows, [["信访编号", "信访人", ""], ["", "姓名", "电 话"], ["XF-1", "测 试", "0"]]);
    }

    #[test]
    fn several_tables_are_several_sheets() {
        let tables = tables("<table><tr><td>甲</table><table><tr><td>乙</table>", "信访").unwrap();
        let found: Vec<_> = tables.iter().map(|table| (table.name.as_str(), table.rows[0][0].as_str())).collect();
        assert_eq!(found, [("信访 1", "甲"), ("信访 2", "乙")]);
        assert!(is_html(" <HTML><TABLE>") && !is_html("信访,<table>"));
    }

    #[test]
    fn a_span_that_lies_costs_nothing() {
        let tables = tables("<table><tr><td colspan=999999999 rowspan=-3>甲</table>", "信访").unwrap();
        assert_eq!(tables[0].rows[0].len(), SPAN);
    }
}
