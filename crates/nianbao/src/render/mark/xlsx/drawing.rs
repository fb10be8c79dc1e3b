//! The boxes of comments: a drawing in the old markup that spreadsheets still take them from (VML, ECMA-376 part 4).

use super::Unmarkable;
use super::layout::Layout;
use crate::markup::Edits;
use crate::markup::{attribute_span, attributes};
use crate::place::CellAddress;

/// Shapes are numbered in blocks, and a block belongs to one drawing of the workbook.
const BLOCK: usize = 1024;
/// No workbook has more blocks; what says so isn't believed.
const BLOCKS: usize = 1 << 20;
/// How wide a box is, in pixels, and how many half-width characters a line of it takes.
const WIDTH: u32 = 300;
const LINE: usize = 44;
/// How high a line is, in pixels.
const LINE_HEIGHT: u32 = 16;

/// A box at its cell for so many lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) cell: CellAddress,
    pub(super) lines: u32,
}

/// How many lines of a box a text takes, in which a Chinese character is two half-width ones wide.
pub(super) fn lines(text: &str) -> u32 {
    let of_line = |line: &str| {
        let width: usize = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        width.div_ceil(LINE).max(1)
    };
    u32::try_from(text.split('\n').map(of_line).sum::<usize>()).unwrap_or(u32::MAX)
}

/// The highest block that a drawing has; 0 if it has none.
pub(super) fn last_block(text: &str) -> usize {
    let blocks = id_map(text).map(|(_, data)| data).unwrap_or_default();
    let numbers = blocks.split(',').filter_map(|block| block.trim().parse().ok());
    numbers.filter(|number| *number < BLOCKS).max().unwrap_or(0)
}

/// How many blocks these boxes take.
pub(super) const fn blocks(boxes: usize) -> usize {
    boxes.div_ceil(BLOCK - 1)
}

/// A drawing of these boxes alone, numbered from this block on.
pub(super) fn fresh(boxes: &[Frame], block: usize, layout: &Layout<'_>) -> String {
    format!(
        "<xml {}>\n<o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"{}\"/></o:shapelayout>\
         {SHAPE_TYPE}{}</xml>",
        NAMESPACES.iter().map(|(prefix, name)| format!("xmlns:{prefix}=\"{name}\"")).collect::<Vec<_>>().join(" "),
        numbers(boxes.len(), block),
        shapes(boxes, block, layout)
    )
}

/// The drawing with these boxes too. It is looked at as a text: programs write what is no XML into it.
pub(super) fn extended(text: &str, boxes: &[Frame], block: usize, layout: &Layout<'_>) -> Result<String, Unmarkable> {
    let root = text.find("<xml").and_then(|start| Some(start..start + text[start..].find('>')? + 1));
    let root = root.ok_or(Unmarkable)?;
    let end = text.rfind("</xml>").filter(|end| *end >= root.end).ok_or(Unmarkable)?;
    let shape_type = if text.contains("id=\"_x0000_t202\"") { "" } else { SHAPE_TYPE };
    let mut new = format!("{shape_type}{}", shapes(boxes, block, layout));
    let mut edits = Edits::default();
    for (prefix, namespace) in NAMESPACES {
        let tag = &text[root.clone()];
        let known = attributes(tag).find(|(_, span)| tag[span.clone()] == **namespace);
        match known.and_then(|(name, _)| name.strip_prefix("xmlns:")) {
            Some(known) if known == *prefix => {}
            Some(known) => {
                for before in ["<", "</", " "] {
                    new = new.replace(&format!("{before}{prefix}:"), &format!("{before}{known}:"));
                }
            }
            None => edits.attribute(text, &root, &format!("xmlns:{prefix}"), namespace),
        }
    }
    if let Some((at, data)) = id_map(text) {
        edits.replace(at, format!("{data},{}", numbers(boxes.len(), block)));
    }
    edits.insert(end, new);
    Ok(edits.applied(text))
}

/// The prefixes that this file writes, and what they stand for.
const NAMESPACES: &[(&str, &str)] = &[
    ("v", "urn:schemas-microsoft-com:vml"),
    ("o", "urn:schemas-microsoft-com:office:office"),
    ("x", "urn:schemas-microsoft-com:office:excel"),
];

/// Where the blocks of a drawing are listed, and the list.
fn id_map(text: &str) -> Option<(std::ops::Range<usize>, &str)> {
    let start = text[..text.find(":idmap")?].rfind('<')?;
    let end = start + text[start..].find('>')?;
    let span = attribute_span(&text[start..=end], "data")?;
    let span = start + span.start..start + span.end;
    Some((span.clone(), &text[span]))
}

fn numbers(boxes: usize, block: usize) -> String {
    let numbers: Vec<String> = (block..block + blocks(boxes)).map(|number| number.to_string()).collect();
    numbers.join(",")
}

/// What a box of a comment is.
const SHAPE_TYPE: &str = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" \
    path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>\
    <v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

fn shapes(boxes: &[Frame], block: usize, layout: &Layout<'_>) -> String {
    let mut shapes = String::new();
    for (at, shape) in boxes.iter().enumerate() {
        let number = (block + at / (BLOCK - 1)) * BLOCK + 1 + at % (BLOCK - 1);
        let CellAddress { row, column } = shape.cell;
        shapes.push_str(&format!(
            "<v:shape id=\"_x0000_s{number}\" type=\"#_x0000_t202\" style=\"position:absolute;visibility:hidden\" \
             fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/>\
             <v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>\
             <v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>\
             <x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{}</x:Anchor>\
             <x:AutoFill>False</x:AutoFill><x:Row>{}</x:Row><x:Column>{}</x:Column></x:ClientData></v:shape>",
            anchor(shape, layout),
            row - 1,
            column - 1
        ));
    }
    shapes
}

/// Where a box stands: column and offset, row and offset of its corners, from 0 and in pixels.
fn anchor(shape: &Frame, layout: &Layout<'_>) -> String {
    const COLUMNS: u32 = 16_384;
    const ROWS: u32 = 1_048_576;
    const GAP: u32 = 12;
    let CellAddress { row, column } = shape.cell;
    let height = (shape.lines.saturating_mul(LINE_HEIGHT) + GAP).min(600);
    let first_row = row.saturating_sub(2);
    let last_row = (first_row + height / layout.height()).min(ROWS - 1);
    let first_column = column.min(COLUMNS - 1);
    let (mut last_column, mut rest) = (first_column, WIDTH + GAP);
    // Columns count from 1 where they are looked up. Of hidden ones there may be thousands.
    while last_column < (first_column + 50).min(COLUMNS - 1) && rest > layout.width(last_column + 1) {
        rest -= layout.width(last_column + 1);
        last_column += 1;
    }
    format!(
        "{first_column}, {GAP}, {first_row}, 2, {last_column}, {rest}, {last_row}, {}",
        height % layout.height() + 2
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxes(count: u32) -> Vec<Frame> {
        (1..=count).map(|row| Frame { cell: CellAddress::new(row, 3), lines: 4 }).collect()
    }

    #[test]
    fn a_box_stands_beside_its_cell() {
        let layout = Layout::of("<worksheet><sheetData/></worksheet>").unwrap();
        let text = fresh(&boxes(1), 1, &layout);
        // Columns of 64 pixels, rows of 20: 312 pixels reach into the fifth column, 76 over three rows.
        assert!(text.contains("<x:Anchor>3, 12, 0, 2, 7, 56, 3, 18</x:Anchor>"), "{text}");
        assert!(text.contains("<x:Row>0</x:Row><x:Column>2</x:Column>") && text.contains("id=\"_x0000_s1025\""));
    }

    #[test]
    fn shapes_are_numbered_in_blocks_that_the_drawing_lists() {
        let layout = Layout::of("<worksheet><sheetData/></worksheet>").unwrap();
        let text = fresh(&boxes(1024), 4, &layout);
        assert!(text.contains("data=\"4,5\"") && text.contains("_x0000_s4097\"") && text.contains("_x0000_s5121\""));
        assert!(!text.contains("_x0000_s5120\""), "a block has 1023 shapes");
        assert_eq!(last_block(&text), 5);
    }

    #[test]
    fn what_is_drawn_already_stays() {
        let layout = Layout::of("<worksheet><sheetData/></worksheet>").unwrap();
        let old = "<xml xmlns:o=\"urn:schemas-microsoft-com:office:office\"><o:idmap v:ext=\"edit\" data=\"1\"/>\
                   <v:shape id=\"a\"><br></v:shape></xml>";
        let text = extended(old, &boxes(1), 3, &layout).unwrap();
        assert!(text.contains("<o:idmap v:ext=\"edit\" data=\"1,3\"/><v:shape id=\"a\"><br></v:shape>"), "{text}");
        assert!(text.contains("_x0000_s3073") && text.ends_with("</xml>"));
        assert!(text.starts_with("<xml xmlns:o=") && text.contains(" xmlns:v=\"urn:schemas-microsoft-com:vml\""));
        assert!(extended("<a/>", &boxes(1), 1, &layout).is_err());
    }

    #[test]
    fn prefixes_are_those_of_the_drawing() {
        let layout = Layout::of("<worksheet><sheetData/></worksheet>").unwrap();
        let old = "<xml xmlns:ns0=\"urn:schemas-microsoft-com:office:office\" xmlns:ns1=\"urn:schemas-microsoft-com:vml\" \
                   xmlns:ns2=\"urn:schemas-microsoft-com:office:excel\"><ns0:idmap data=\"1\" /></xml>";
        let text = extended(old, &boxes(1), 2, &layout).unwrap();
        assert!(text.contains("<ns0:idmap data=\"1,2\" />") && text.contains("<ns1:shape id=\"_x0000_s2049\""));
        assert!(text.contains("<ns2:Row>0</ns2:Row>") && text.contains(" ns0:insetmode="));
        assert!(!["<v:", "</v:", "<x:", "</x:", " o:", "xmlns:v"].iter().any(|old| text.contains(old)), "{text}");
    }

    #[test]
    fn long_lines_are_broken() {
        assert_eq!((lines("核对"), lines("核对\n甲"), lines(&"字".repeat(23))), (1, 2, 2));
    }
}
