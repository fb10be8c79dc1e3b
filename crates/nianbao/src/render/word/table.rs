//! Tables: rows that a header repeats on every page, cells over several columns and rows.

use super::Writer;
use super::blocks::Shape;
use super::page::WIDTH;
use super::widths::{self, Column};
use crate::error::Error;
use crate::narrative::tree::{self, Block, Cell, Inline, Table};

/// How a table looks, as the layout of the PDF sets it: lengths in twentieths of a point, lines in eighths.
struct Look {
    /// The size of its text.
    size: u32,
    /// What a cell leaves free at its sides, above and below.
    inset: [u32; 2],
    /// Whether it takes the whole width.
    is_wide: bool,
    /// Whether it shows the numbers of a drawing: as wide as that, on its page, in the middle of their columns.
    is_chart: bool,
    text: &'static str,
    head: &'static str,
}

const PLAIN: Look =
    Look { size: 316, inset: [100, 0], is_wide: false, is_chart: false, text: "TableText", head: "TableText" };
const ANNEX: Look =
    Look { size: 180, inset: [70, 84], is_wide: true, is_chart: false, text: "AnnexText", head: "AnnexHead" };
const CHART: Look = Look { inset: [70, 20], is_wide: false, is_chart: true, ..ANNEX };

/// What stands at a place of the grid.
#[derive(Clone, Copy)]
struct Slot<'t> {
    cell: &'t Cell,
    /// Whether it begins in this row.
    begins: bool,
}

impl Writer<'_> {
    /// A table in the place of a paragraph.
    pub(super) fn table(&mut self, table: &Table, shape: &Shape) -> Result<(), Error> {
        if self.ends_with_table || self.breaks_page {
            self.paragraph(&Shape::of("AnnexText"), &[])?;
        }
        let look = match shape {
            shape if shape.is_annex() => ANNEX,
            shape if shape.has_picture() => CHART,
            _ => PLAIN,
        };
        let widths = columns(table, &look);
        self.xml.open("w:tbl", &[]);
        self.properties(table, &look, widths.iter().sum());
        self.xml.open("w:tblGrid", &[]);
        for width in &widths {
            self.xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
        }
        self.xml.close();
        for (row, slots) in table.rows.iter().zip(slots(table)) {
            self.xml.open("w:tr", &[]);
            self.xml.open("w:trPr", &[]);
            self.xml.empty("w:cantSplit", &[]);
            if row.is_header {
                self.xml.empty("w:tblHeader", &[]);
            }
            self.xml.close();
            self.row(&slots, row.is_header, &widths, &look)?;
            self.xml.close();
        }
        self.xml.close();
        self.ends_with_table = true;
        Ok(())
    }

    fn properties(&mut self, table: &Table, look: &Look, width: u32) {
        let xml = &mut self.xml;
        xml.open("w:tblPr", &[]);
        xml.empty("w:tblW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        xml.value("w:jc", "center");
        xml.open("w:tblBorders", &[]);
        let line = |name, size, colour| (name, size, colour);
        let (rule, fine) = if look.is_wide { ("7", "2") } else { ("8", "8") };
        let grey = if look.is_wide { "969696" } else { "000000" };
        let mut lines = vec![line("w:top", rule, "000000"), line("w:bottom", rule, "000000")];
        lines.push(line("w:insideH", fine, grey));
        if !look.is_wide {
            lines.insert(1, line("w:left", rule, "000000"));
            lines.insert(3, line("w:right", rule, "000000"));
            lines.push(line("w:insideV", fine, grey));
        }
        for (name, size, colour) in lines {
            xml.empty(name, &[("w:val", "single"), ("w:sz", size), ("w:space", "0"), ("w:color", colour)]);
        }
        xml.close();
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        xml.open("w:tblCellMar", &[]);
        let [side, above] = look.inset.map(|length| length.to_string());
        for (name, length) in [("w:top", &above), ("w:left", &side), ("w:bottom", &above), ("w:right", &side)] {
            xml.empty(name, &[("w:w", length), ("w:type", "dxa")]);
        }
        xml.close();
        // A header row, and rows that look alike.
        xml.empty("w:tblLook", &[("w:val", "0620"), ("w:firstRow", "1"), ("w:noHBand", "1"), ("w:noVBand", "1")]);
        if let Some(summary) = &table.summary {
            xml.value("w:tblDescription", summary);
        }
        xml.close();
    }

    fn row(&mut self, slots: &[Option<Slot<'_>>], is_header: bool, widths: &[u32], look: &Look) -> Result<(), Error> {
        let mut x = 0;
        while x < slots.len() {
            let slot = slots.get(x).copied().flatten();
            let columns = slot.map_or(1, |slot| slot.cell.columns).clamp(1, slots.len() - x);
            let width: u32 = widths.iter().skip(x).take(columns).sum();
            self.xml.open("w:tc", &[]);
            self.xml.open("w:tcPr", &[]);
            self.xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            if columns > 1 {
                self.xml.value("w:gridSpan", &columns.to_string());
            }
            match slot {
                Some(Slot { begins: false, .. }) => self.xml.empty("w:vMerge", &[]),
                Some(Slot { cell, .. }) if cell.rows > 1 => self.xml.value("w:vMerge", "restart"),
                _ => {}
            }
            if look.is_wide && is_header {
                self.xml.open("w:tcBorders", &[]);
                let line = [("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "000000")];
                self.xml.empty("w:bottom", &line);
                self.xml.close();
            }
            if look.is_wide {
                self.xml.value("w:vAlign", "center");
            }
            self.xml.close();
            let style = Shape::of(if is_header { look.head } else { look.text });
            let cell = slot.filter(|slot| slot.begins).map(|slot| slot.cell);
            let style = if look.is_chart { style.kept() } else { style };
            let is_centred = look.is_chart || (look.is_wide && cell.is_some_and(is_number));
            let style = if is_centred { style.centred() } else { style };
            self.cell(cell, &style)?;
            self.xml.close();
            x += columns;
        }
        Ok(())
    }

    /// What stands in a cell, which ends with a paragraph.
    fn cell(&mut self, cell: Option<&Cell>, style: &Shape) -> Result<(), Error> {
        let at = self.xml.len();
        self.ends_with_table = false;
        self.blocks(cell.map(|cell| cell.blocks.as_slice()).unwrap_or_default(), style)?;
        if self.xml.len() == at || self.ends_with_table {
            self.paragraph(style, &[])?;
        }
        Ok(())
    }
}

/// Whether it is the number of a row, which stands in the middle of its column.
fn is_number(cell: &Cell) -> bool {
    let [Block::Paragraph(line)] = cell.blocks.as_slice() else { return false };
    let only_text = line.iter().all(|inline| matches!(inline, Inline::Text(_)));
    only_text && tree::line(line).bytes().all(|c| c.is_ascii_digit())
}

/// The cell at each place of the grid, also where it goes on from above or from the left.
fn slots(table: &Table) -> Vec<Vec<Option<Slot<'_>>>> {
    let mut slots: Vec<Vec<Option<Slot<'_>>>> = table.rows.iter().map(|_| vec![None; table.columns]).collect();
    for (y, row) in table.grid().into_iter().enumerate() {
        for (x, cell) in row.into_iter().enumerate() {
            let Some(cell) = cell else { continue };
            for (down, row) in slots.iter_mut().skip(y).take(cell.rows.max(1)).enumerate() {
                for slot in row.iter_mut().skip(x).take(cell.columns.max(1)) {
                    *slot = Some(Slot { cell, begins: down == 0 });
                }
            }
        }
    }
    slots
}

/// The widths of the columns.
fn columns(table: &Table, look: &Look) -> Vec<u32> {
    let mut columns = vec![Column::default(); table.columns.max(1)];
    for row in table.grid() {
        for (column, cell) in columns.iter_mut().zip(row) {
            if let Some(cell) = cell.filter(|cell| cell.columns <= 1) {
                column.hold(&cell.blocks);
            }
        }
    }
    let free = 2 * look.inset[0];
    widths::shared(&columns, look.size, free, WIDTH, look.is_wide || look.is_chart)
}
