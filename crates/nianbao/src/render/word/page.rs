//! The page of GB/T 9704—2012, as the layout of the PDF has it: A4, a text block of 156 × 225 mm, 22 lines of 28
//! characters. Lengths are in twentieths of a point.

use super::xml::Xml;

/// A4: 210 × 297 mm (5.1).
const PAPER: [u32; 2] = [11_906, 16_838];
/// 天头 37 mm and 订口 28 mm (5.2.1); what the text block of 156 × 225 mm leaves at the bottom and outside.
const MARGINS: Margins = Margins { top: 2_098, bottom: 1_984, inside: 1_587, outside: 1_474 };
/// The width of the text block.
pub(super) const WIDTH: u32 = PAPER[0] - MARGINS.inside - MARGINS.outside;
/// The height of the text block.
const HEIGHT: u32 = PAPER[1] - MARGINS.top - MARGINS.bottom;
/// Characters on a line and lines on a page (5.2.3).
const CHARACTERS: u32 = 28;
const LINES: u32 = 22;
/// 三号 (5.2.2), in half-points as Word counts.
pub(super) const SIZE: u32 = 32;
/// From the lower edge of the paper to that of the page number, whose dash is 7 mm below the text block (7.5).
const FOOT: u32 = 1_440;
/// From the upper edge of the paper to the banner of a draft.
const HEAD: u32 = 530;
/// From the upper edge of the paper to the digest, which stands on the line of the page number.
pub(super) const DIGEST: u32 = 15_182;

struct Margins {
    top: u32,
    bottom: u32,
    inside: u32,
    outside: u32,
}

/// The distance from line to line: what the pack asks for in points, or what lets 22 lines stand on a page, if that is
/// less: Word gives the last line its whole pitch too.
pub(super) fn pitch(asked: &str) -> u32 {
    let widest = HEIGHT / LINES;
    twentieths(asked).filter(|pitch| *pitch > 10 * SIZE).map_or(widest, |pitch| pitch.min(widest))
}

/// A length in points as whole twentieths, cut.
fn twentieths(points: &str) -> Option<u32> {
    let points: rust_decimal::Decimal = points.trim_end_matches("pt").trim().parse().ok()?;
    points.checked_mul(rust_decimal::Decimal::from(20))?.trunc().to_string().parse().ok()
}

/// What is added to the width of each character of 16 pt, so that 28 of them stand on a line of 156 mm. The document
/// says so of its text and has a grid for lines alone: in a grid whose cells are narrower than its characters,
/// LibreOffice gives each of them two.
pub(super) const NARROWING: i32 = (WIDTH / CHARACTERS).cast_signed() - (10 * SIZE).cast_signed();

/// The width of so many hundredths of a character of the text.
pub(super) const fn characters(hundredths: u32) -> u32 {
    hundredths * (WIDTH / CHARACTERS) / 100
}

/// The section's properties: its heads and feet by the ids of their relations, the paper, the grid.
pub(super) fn section(xml: &mut Xml, pitch: u32, furniture: &[(&'static str, &'static str, String)]) {
    xml.open("w:sectPr", &[]);
    for (name, kind, id) in furniture {
        xml.empty(name, &[("w:type", kind), ("r:id", id)]);
    }
    let [width, height] = PAPER.map(|length| length.to_string());
    xml.empty("w:pgSz", &[("w:w", &width), ("w:h", &height)]);
    let Margins { top, bottom, inside, outside } = MARGINS;
    let lengths = [top, outside, bottom, inside, HEAD, FOOT].map(|length| length.to_string());
    let names = ["w:top", "w:right", "w:bottom", "w:left", "w:header", "w:footer"];
    let mut margins: Vec<(&str, &str)> = names.into_iter().zip(lengths.iter().map(String::as_str)).collect();
    margins.push(("w:gutter", "0"));
    xml.empty("w:pgMar", &margins);
    xml.empty("w:docGrid", &[("w:type", "lines"), ("w:linePitch", &pitch.to_string())]);
    xml.close();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_block_has_22_lines_of_28_characters() {
        // 156 mm × 225 mm, to a twentieth of a point.
        assert_eq!([WIDTH, HEIGHT], [8_845, 12_756]);
        assert!(22 * pitch("28.99pt") <= HEIGHT && 23 * pitch("28.99pt") > HEIGHT);
        assert_eq!(["28.99pt", "28pt", "", "x", "1pt"].map(pitch), [579, 560, 579, 579, 579]);
        // 15.75 pt in the place of 16 pt.
        assert_eq!(NARROWING, -5);
        assert_eq!(characters(200), 630);
    }
}
