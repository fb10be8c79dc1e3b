//! The cells of a sheet in their new formats. A cell that isn't there, since it is blank, is put in.

use std::collections::BTreeMap;

use super::Unmarkable;
use super::layout::Layout;
use super::style::Styles;
use crate::markup::Edits;
use crate::markup::{Tag, TagKind, Tags, attribute};
use crate::place::{CellAddress, CellRange};
use crate::render::mark::paint::Paint;

/// The cells of a sheet that get a colour, by row and column.
pub(super) type Painted = BTreeMap<u32, BTreeMap<u32, Paint>>;

/// The changes that paint the cells.
pub(super) fn painted(
    text: &str,
    layout: &Layout<'_>,
    cells: Painted,
    styles: &mut Styles<'_>,
) -> Result<Edits, Unmarkable> {
    let mut painter =
        Painter { text, layout, left: cells, styles, edits: Edits::default(), row: None, last_row: 0, new: None };
    let mut tags = Tags::new(text);
    let mut is_inside = false;
    while let Some(tag) = tags.next()? {
        match (tag.local(), tag.kind) {
            ("sheetData", TagKind::Start) => is_inside = true,
            ("sheetData", TagKind::Empty) => {
                let rows = painter.rows_before(u32::MAX)?;
                if !rows.is_empty() {
                    let close = format!(">{rows}</{}>", tag.name);
                    painter.edits.replace(tag.span.end - 2..tag.span.end, close);
                }
                break;
            }
            ("sheetData", TagKind::End) => {
                let rows = painter.rows_before(u32::MAX)?;
                painter.edits.insert(tag.span.start, rows);
                break;
            }
            ("row", _) if is_inside => painter.row(&tag)?,
            ("c", TagKind::Start | TagKind::Empty) if is_inside => painter.cell(&tag)?,
            _ => {}
        }
    }
    painter.dimension();
    if painter.left.is_empty() { Ok(painter.edits) } else { Err(Unmarkable) }
}

/// The row that is being read.
struct Row<'a> {
    number: u32,
    tag: Tag<'a>,
    /// The format of cells that are not there, if the row has one of its own.
    style: Option<u32>,
    last_column: u32,
    left: BTreeMap<u32, Paint>,
    /// The columns that were put in.
    new: Vec<u32>,
}

struct Painter<'a, 's, 't> {
    text: &'a str,
    layout: &'s Layout<'a>,
    left: Painted,
    styles: &'s mut Styles<'t>,
    edits: Edits,
    row: Option<Row<'a>>,
    last_row: u32,
    /// What the cells that were put in reach over.
    new: Option<CellRange>,
}

impl<'a> Painter<'a, '_, '_> {
    fn row(&mut self, tag: &Tag<'a>) -> Result<(), Unmarkable> {
        if tag.kind == TagKind::End {
            let Some(mut row) = self.row.take() else { return Ok(()) };
            let cells = self.cells_before(&mut row, u32::MAX)?;
            self.edits.insert(tag.span.start, cells);
            self.spans(&row);
            return Ok(());
        }
        let source = &self.text[tag.span.clone()];
        let number = match attribute(source, "r") {
            Some(number) => number.parse().map_err(|_| Unmarkable)?,
            None => self.last_row.saturating_add(1),
        };
        if number <= self.last_row {
            return Err(Unmarkable);
        }
        let before = self.rows_before(number)?;
        self.edits.insert(tag.span.start, before);
        self.last_row = number;
        let has_style = attribute(source, "customFormat").is_some_and(|value| value == "1" || value == "true");
        let style = attribute(source, "s").filter(|_| has_style).and_then(|style| style.parse().ok());
        let left = self.left.remove(&number).unwrap_or_default();
        let mut row = Row { number, tag: tag.clone(), style, last_column: 0, left, new: Vec::new() };
        if tag.kind == TagKind::Start {
            self.row = Some(row);
            return Ok(());
        }
        let cells = self.cells_before(&mut row, u32::MAX)?;
        if !cells.is_empty() {
            self.edits.replace(tag.span.end - 2..tag.span.end, format!(">{cells}</{}>", tag.name));
            self.spans(&row);
        }
        Ok(())
    }

    fn cell(&mut self, tag: &Tag<'a>) -> Result<(), Unmarkable> {
        let Some(mut row) = self.row.take() else { return Ok(()) };
        let source = &self.text[tag.span.clone()];
        let column = match attribute(source, "r") {
            Some(address) => address.parse::<CellAddress>().map_err(|_| Unmarkable)?.column,
            None => row.last_column + 1,
        };
        if column <= row.last_column {
            return Err(Unmarkable);
        }
        let before = self.cells_before(&mut row, column)?;
        self.edits.insert(tag.span.start, before);
        row.last_column = column;
        if let Some(paint) = row.left.remove(&column) {
            let style = attribute(source, "s").and_then(|style| style.parse().ok()).unwrap_or(0);
            let style = self.styles.painted(style, paint)?;
            self.edits.attribute(self.text, &tag.span, "s", &style.to_string());
        }
        self.row = Some(row);
        Ok(())
    }

    /// The rows above this one that are not there, with their cells.
    fn rows_before(&mut self, number: u32) -> Result<String, Unmarkable> {
        let rest = self.left.split_off(&number);
        let above = std::mem::replace(&mut self.left, rest);
        let mut rows = String::new();
        let prefix = self.layout.prefix;
        for (number, cells) in above {
            rows.push_str(&format!("<{prefix}row r=\"{number}\">"));
            for (column, paint) in cells {
                rows.push_str(&self.new_cell(CellAddress::new(number, column), None, paint)?);
            }
            rows.push_str(&format!("</{prefix}row>"));
        }
        Ok(rows)
    }

    /// The cells of the row to the left of this column that are not there.
    fn cells_before(&mut self, row: &mut Row<'_>, column: u32) -> Result<String, Unmarkable> {
        let rest = row.left.split_off(&column);
        let mut cells = String::new();
        for (column, paint) in std::mem::replace(&mut row.left, rest) {
            cells.push_str(&self.new_cell(CellAddress::new(row.number, column), row.style, paint)?);
            row.new.push(column);
        }
        Ok(cells)
    }

    fn new_cell(&mut self, cell: CellAddress, of_row: Option<u32>, paint: Paint) -> Result<String, Unmarkable> {
        let style = of_row.unwrap_or_else(|| self.layout.style(cell.column));
        let style = self.styles.painted(style, paint)?;
        let reached = self.new.get_or_insert(CellRange { first: cell, last: cell });
        widen(reached, cell);
        Ok(format!("<{}c r=\"{cell}\" s=\"{style}\"/>", self.layout.prefix))
    }

    /// A row may say which columns it has.
    fn spans(&mut self, row: &Row<'_>) {
        let source = &self.text[row.tag.span.clone()];
        let Some(spans) = attribute(source, "spans") else { return };
        let number = |text: &str| text.parse::<u32>().ok();
        let known: Vec<(u32, u32)> = spans
            .split_ascii_whitespace()
            .filter_map(|span| span.split_once(':'))
            .filter_map(|(first, last)| number(first).zip(number(last)))
            .collect();
        let is_known = |column: &u32| known.iter().any(|(first, last)| (first..=last).contains(&column));
        if row.new.iter().all(is_known) {
            return;
        }
        let first = known.iter().map(|(first, _)| *first).chain(row.new.iter().copied()).min().unwrap_or(1);
        let last = known.iter().map(|(_, last)| *last).chain(row.new.iter().copied()).max().unwrap_or(first);
        self.edits.attribute(self.text, &row.tag.span, "spans", &format!("{first}:{last}"));
    }

    /// A sheet may say which cells it has.
    fn dimension(&mut self) {
        let Some(((known, place), new)) = self.layout.dimension.clone().zip(self.new) else { return };
        if !known.contains(&new) {
            let mut all = known;
            widen(&mut all, new.first);
            widen(&mut all, new.last);
            self.edits.replace(place, all.to_string());
        }
    }
}

/// Makes the range reach as far as the cell.
fn widen(range: &mut CellRange, cell: CellAddress) {
    let CellRange { first, last } = range;
    *first = CellAddress::new(first.row.min(cell.row), first.column.min(cell.column));
    *last = CellAddress::new(last.row.max(cell.row), last.column.max(cell.column));
}

#[cfg(test)]
mod tests {
    use super::super::style::MINIMAL;
    use super::*;

    fn after(text: &str, cells: &[(&str, Paint)]) -> Result<String, Unmarkable> {
        let layout = Layout::of(text)?;
        let mut styles = Styles::of(MINIMAL)?;
        let mut painted = Painted::new();
        for (address, paint) in cells {
            let cell: CellAddress = address.parse().unwrap();
            painted.entry(cell.row).or_default().insert(cell.column, *paint);
        }
        Ok(super::painted(text, &layout, painted, &mut styles)?.applied(text))
    }

    #[test]
    fn a_cell_keeps_all_but_its_format() {
        let text = "<worksheet><sheetData><row r=\"2\"><c t=\"s\" r=\"A2\"><v>7</v></c><c r=\"B2\" s=\"0\" /></row></sheetData></worksheet>";
        let expected = "<worksheet><sheetData><row r=\"2\"><c t=\"s\" r=\"A2\" s=\"1\"><v>7</v></c><c r=\"B2\" s=\"2\" /></row></sheetData></worksheet>";
        assert_eq!(after(text, &[("A2", Paint::Error), ("B2", Paint::Warning)]).unwrap(), expected);
    }

    #[test]
    fn blank_cells_are_put_in_at_their_places() {
        let text = "<x:worksheet xmlns:x=\"n\"><x:dimension ref=\"B2:B6\"/><x:sheetData><x:row r=\"2\" spans=\"2:2\"><x:c r=\"B2\"/></x:row>\
                    <x:row r=\"4\"/><x:row r=\"6\" s=\"0\" customFormat=\"1\"><x:c r=\"B6\"/></x:row></x:sheetData></x:worksheet>";
        let expected = "<x:worksheet xmlns:x=\"n\"><x:dimension ref=\"A2:C7\"/><x:sheetData><x:row r=\"2\" spans=\"1:3\"><x:c r=\"A2\" s=\"1\"/><x:c r=\"B2\"/><x:c r=\"C2\" s=\"1\"/></x:row>\
                    <x:row r=\"3\"><x:c r=\"B3\" s=\"1\"/></x:row><x:row r=\"4\"><x:c r=\"A4\" s=\"1\"/></x:row>\
                    <x:row r=\"6\" s=\"0\" customFormat=\"1\"><x:c r=\"A6\" s=\"1\"/><x:c r=\"B6\"/></x:row><x:row r=\"7\"><x:c r=\"A7\" s=\"1\"/></x:row></x:sheetData></x:worksheet>";
        let cells = ["A2", "C2", "B3", "A4", "A6", "A7"].map(|address| (address, Paint::Error));
        assert_eq!(after(text, &cells).unwrap(), expected);
    }

    #[test]
    fn rows_and_cells_may_leave_out_their_numbers() {
        let text = "<worksheet><sheetData><row><c/><c/></row><row><c/></row></sheetData></worksheet>";
        let expected = "<worksheet><sheetData><row><c/><c s=\"1\"/></row><row><c/><c r=\"B2\" s=\"1\"/></row></sheetData></worksheet>";
        assert_eq!(after(text, &[("B1", Paint::Error), ("B2", Paint::Error)]).unwrap(), expected);
    }

    #[test]
    fn an_empty_sheet_gets_a_row() {
        let text = "<worksheet><sheetData/></worksheet>";
        let expected = "<worksheet><sheetData><row r=\"3\"><c r=\"A3\" s=\"1\"/></row></sheetData></worksheet>";
        assert_eq!(after(text, &[("A3", Paint::Note)]).unwrap(), expected);
    }

    #[test]
    fn rows_out_of_order_are_left_alone() {
        let last = "<worksheet><sheetData><row r=\"4294967295\"/><row/></sheetData></worksheet>";
        assert!(after(last, &[("A1", Paint::Error)]).is_err());
        let text = "<worksheet><sheetData><row r=\"2\"/><row r=\"1\"/></sheetData></worksheet>";
        assert!(after(text, &[("A1", Paint::Error)]).is_err());
    }
}
