//! What a sheet says around its cells: merges, columns, and where its drawing of comments stands or would stand.

use std::ops::Range;

use super::Unmarkable;
use crate::markup::{Tag, TagKind, Tags, attribute, attributes};
use crate::place::{CellAddress, CellRange};

/// The elements that stand before the drawing of comments, in the order of the standard (ECMA-376, `CT_Worksheet`).
const BEFORE: &[&str] = &[
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
];

/// So many merges and stretches of columns are looked at; no sheet that a person keeps has more.
const MERGES: usize = 20_000;

/// Columns that look alike.
#[derive(Debug, Clone, Copy)]
struct Columns {
    first: u32,
    last: u32,
    style: u32,
    /// In characters, if it differs from the usual.
    width: Option<f32>,
}

/// A sheet around its cells.
#[derive(Debug, Default)]
pub(super) struct Layout<'a> {
    /// The prefix of its elements with its colon; empty if there is none.
    pub(super) prefix: &'a str,
    /// The prefix by which it names relations, if it has one.
    pub(super) relations: Option<&'a str>,
    /// The namespace of its elements.
    pub(super) namespace: String,
    /// The relation to its drawing of comments.
    pub(super) drawing: Option<String>,
    /// Where such a drawing would be named.
    pub(super) drawing_at: usize,
    /// The cells that it says it has, and where it says so.
    pub(super) dimension: Option<(CellRange, Range<usize>)>,
    merges: Vec<CellRange>,
    columns: Vec<Columns>,
    /// In points.
    row_height: Option<f32>,
}

impl<'a> Layout<'a> {
    pub(super) fn of(text: &'a str) -> Result<Self, Unmarkable> {
        let mut layout = Self::default();
        let mut tags = Tags::new(text);
        let mut level = 0_usize;
        while let Some(tag) = tags.next()? {
            let within = level;
            match tag.kind {
                TagKind::Start => level += 1,
                TagKind::End => level -= 1,
                TagKind::Empty => {}
            }
            // Whatever is directly below the root, at its end.
            let ends = (tag.kind == TagKind::End && level == 1) || (tag.kind == TagKind::Empty && within == 1);
            if ends && BEFORE.contains(&tag.local()) {
                layout.drawing_at = tag.span.end;
            }
            if tag.kind == TagKind::End {
                continue;
            }
            let source = &text[tag.span.clone()];
            if within == 0 {
                layout.root(&tag, source);
            } else if !matches!(tag.local(), "c" | "row" | "v" | "f" | "is" | "t") {
                layout.about(&tag, source);
            }
        }
        if layout.drawing_at == 0 { Err(Unmarkable) } else { Ok(layout) }
    }

    fn root(&mut self, tag: &Tag<'a>, source: &'a str) {
        self.prefix = &tag.name[..tag.name.len() - tag.local().len()];
        for (name, span) in attributes(source) {
            let value = &source[span];
            let prefix = name.strip_prefix("xmlns").map(|rest| rest.trim_start_matches(':'));
            if prefix == Some(self.prefix.trim_end_matches(':')) {
                value.clone_into(&mut self.namespace);
            }
            if value.ends_with("/officeDocument/2006/relationships") || value.ends_with("/officeDocument/relationships")
            {
                self.relations = prefix.filter(|prefix| !prefix.is_empty());
            }
        }
    }

    fn about(&mut self, tag: &Tag<'a>, source: &'a str) {
        let number = |name: &str| attribute(source, name).and_then(|value| value.parse::<u32>().ok());
        let size = |name: &str| attribute(source, name).and_then(|value| value.parse::<f32>().ok());
        match tag.local() {
            "dimension" => {
                let span = crate::markup::attribute_span(source, "ref");
                let cells = span.as_ref().and_then(|span| range(&source[span.clone()]));
                self.dimension = cells.zip(span.map(|span| tag.span.start + span.start..tag.span.start + span.end));
            }
            "sheetFormatPr" => self.row_height = size("defaultRowHeight"),
            "col" if self.columns.len() < MERGES => self.columns.push(Columns {
                first: number("min").unwrap_or(1),
                last: number("max").unwrap_or(0),
                style: number("style").unwrap_or(0),
                width: size("width"),
            }),
            "mergeCell" if self.merges.len() < MERGES => {
                self.merges.extend(attribute(source, "ref").and_then(|cells| range(&cells)));
            }
            "legacyDrawing" => {
                self.drawing =
                    attributes(source).find(|(name, _)| name.ends_with(":id")).map(|(_, span)| source[span].to_owned());
            }
            _ => {}
        }
    }

    /// The cell that is seen where this one stands: of merged cells only the first is.
    pub(super) fn seen(&self, cell: CellAddress) -> CellAddress {
        let covered = CellRange { first: cell, last: cell };
        self.merges.iter().find(|merge| merge.contains(&covered)).map_or(cell, |merge| merge.first)
    }

    /// The format of a column, for cells that are not there.
    pub(super) fn style(&self, column: u32) -> u32 {
        self.column(column).map_or(0, |columns| columns.style)
    }

    /// How wide a column is, in pixels, about.
    pub(super) fn width(&self, column: u32) -> u32 {
        const USUAL: f32 = 8.43;
        let characters = self.column(column).and_then(|columns| columns.width).unwrap_or(USUAL);
        pixels(characters * 7.0 + 5.0)
    }

    /// How high a row is, in pixels, about.
    pub(super) fn height(&self) -> u32 {
        const USUAL: f32 = 15.0;
        pixels(self.row_height.unwrap_or(USUAL) * 4.0 / 3.0).max(10)
    }

    fn column(&self, column: u32) -> Option<&Columns> {
        self.columns.iter().find(|columns| (columns.first..=columns.last).contains(&column))
    }
}

/// A size on the screen. What a file says otherwise is not believed.
fn pixels(size: f32) -> u32 {
    format!("{:.0}", size.clamp(0.0, 2000.0)).parse().unwrap_or(0)
}

/// `A1:C5`, or `A1`.
fn range(text: &str) -> Option<CellRange> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    Some(CellRange { first: first.parse().ok()?, last: last.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = "<x:worksheet xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
         xmlns:rel=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
         <x:dimension ref=\"A1:C5\"/><x:sheetFormatPr defaultRowHeight=\"18\"/>\
         <x:cols><x:col min=\"2\" max=\"3\" width=\"30\" style=\"7\"/></x:cols><x:sheetData/>\
         <x:mergeCells><x:mergeCell ref=\"A1:C2\"/></x:mergeCells><x:pageMargins/><x:tableParts/></x:worksheet>";

    #[test]
    fn a_sheet_is_read_around_its_cells() {
        let layout = Layout::of(SHEET).unwrap();
        assert_eq!((layout.prefix, layout.relations, layout.drawing.as_deref()), ("x:", Some("rel"), None));
        assert_eq!(&SHEET[layout.drawing_at..layout.drawing_at + 14], "<x:tableParts/");
        assert_eq!((layout.style(1), layout.style(2), layout.style(3), layout.style(4)), (0, 7, 7, 0));
        assert_eq!((layout.width(1), layout.width(2), layout.height()), (64, 215, 24));
        assert_eq!(layout.seen(CellAddress::new(2, 3)), CellAddress::new(1, 1));
        assert_eq!(layout.seen(CellAddress::new(3, 3)), CellAddress::new(3, 3));
        let (cells, place) = layout.dimension.unwrap();
        assert_eq!((cells.to_string().as_str(), &SHEET[place]), ("A1:C5", "A1:C5"));
    }

    #[test]
    fn a_drawing_goes_where_the_standard_wants_it() {
        let behind = |elements: &str| {
            let text = format!("<worksheet><sheetData/>{elements}</worksheet>");
            let at = Layout::of(&text).unwrap().drawing_at;
            text[at..].to_owned()
        };
        assert_eq!(behind("<hyperlinks><hyperlink/></hyperlinks><extLst/>"), "<extLst/></worksheet>");
        assert_eq!(behind("<drawing r:id=\"a\"/><oleObjects/>"), "<oleObjects/></worksheet>");
        assert_eq!(behind(""), "</worksheet>");
        let own = "<pageSetup/><mc:AlternateContent><mc:Choice><controls/></mc:Choice></mc:AlternateContent>";
        assert!(behind(own).starts_with("<mc:AlternateContent>"));
    }
}
