//! The page measured on the compiled document: GB/T 9704—2012 in millimetres, lines and characters.

use std::collections::BTreeMap;
use std::error;

use nianbao::{Options, Project, Silent};
use nianbao_tests::machine::fonts;
use nianbao_tests::sample::committed;
use typst::layout::{Frame, FrameItem, Point};
use typst::text::TextItem;

type Result<T = ()> = std::result::Result<T, Box<dyn error::Error>>;

/// One glyph's place on a page, in millimetres from its upper left corner.
struct Glyph {
    text: String,
    size: f64,
    baseline: f64,
    left: f64,
    right: f64,
    /// Left and right end of the ink, and its middle from the top.
    ink: (f64, f64, f64),
}

/// The glyphs of each page of the sample with the given narrative.
fn pages(narrative: Option<&str>) -> Result<Vec<Vec<Glyph>>> {
    let options = Options { font_dirs: vec![fonts()], ..Options::default() };
    let mut project = Project::open(&committed(), &options)?;
    if let Some(text) = narrative {
        text.clone_into(&mut project.narrative.text);
    }
    let compiled = nianbao::compile(&project, &Silent)?;
    let pages = compiled.text.document().pages().iter().map(|page| {
        let mut glyphs = Vec::new();
        collect(&page.frame, Point::zero(), &mut glyphs);
        glyphs
    });
    Ok(pages.collect())
}

fn collect(frame: &Frame, origin: Point, glyphs: &mut Vec<Glyph>) {
    for (at, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect(&group.frame, origin + *at, glyphs),
            FrameItem::Text(text) => place(text, origin + *at, glyphs),
            _ => {}
        }
    }
}

fn place(text: &TextItem, at: Point, glyphs: &mut Vec<Glyph>) {
    let mut x = at.x;
    for glyph in &text.glyphs {
        let alone = TextItem { glyphs: vec![glyph.clone()], ..text.clone() };
        let ink = alone.bbox();
        let advance = glyph.x_advance.at(text.size);
        glyphs.push(Glyph {
            text: text.text[glyph.range()].to_owned(),
            size: text.size.to_pt(),
            baseline: at.y.to_mm(),
            left: x.to_mm(),
            right: (x + advance).to_mm(),
            ink: ((x + ink.min.x).to_mm(), (x + ink.max.x).to_mm(), (at.y + (ink.min.y + ink.max.y) / 2.0).to_mm()),
        });
        x += advance;
    }
}

/// The glyphs of the running text, line by line from the top; the key is the baseline in micrometres.
fn lines(page: &[Glyph]) -> Vec<Vec<&Glyph>> {
    let mut lines: BTreeMap<String, Vec<&Glyph>> = BTreeMap::new();
    for glyph in page.iter().filter(|glyph| (glyph.size - 15.75).abs() < 0.01) {
        lines.entry(format!("{:09.3}", glyph.baseline)).or_default().push(glyph);
    }
    lines.into_values().collect()
}

fn near(measured: f64, expected: f64, tolerance: f64, what: &str) {
    assert!((measured - expected).abs() <= tolerance, "{what}: {measured:.2} mm, and not {expected} mm");
}

const EM: f64 = 15.75 * 25.4 / 72.0;

/// 3000 characters of one width: full lines and full pages.
fn plain_pages() -> Result<Vec<Vec<Glyph>>> {
    let labels = ["measures", "shortcomings", "leadership", "plans"];
    let parts = labels.map(|part| format!("#metadata(1) <part-{part}>")).join("\n");
    pages(Some(&format!("{parts}\n{}", "法治政府建设年度报告样例".repeat(250))))
}

#[test]
fn a_full_page_has_22_lines_in_a_text_block_of_156_by_225_mm() -> Result {
    let pages = plain_pages()?;
    for (at, inside) in [(1, 26.0), (2, 28.0)] {
        let lines = lines(&pages[at]);
        assert_eq!(lines.len(), 22, "page {}", at + 1);
        let left = lines.iter().map(|line| line[0].left).fold(f64::MAX, f64::min);
        let right = lines.iter().filter_map(|line| line.last()).map(|glyph| glyph.right).fold(0.0, f64::max);
        near(left, inside, 0.5, "left edge of the text");
        near(right - left, 156.0, 0.5, "width of the text block");
        let top = lines[0][0].baseline - 0.8 * EM;
        near(top, 37.0, 0.5, "top of the text block");
        let pitch = (lines[21][0].baseline - lines[0][0].baseline) / 21.0;
        near(22.0 * pitch, 225.0, 0.5, "22 lines");
    }
    Ok(())
}

#[test]
fn a_full_line_has_28_characters() -> Result {
    let pages = plain_pages()?;
    for line in lines(&pages[1]) {
        assert_eq!(line.len(), 28, "{}", line.iter().map(|glyph| glyph.text.as_str()).collect::<String>());
    }
    Ok(())
}

#[test]
fn page_numbers_stand_outside_7_mm_below_the_text() -> Result {
    for (at, page) in pages(None)?.iter().enumerate() {
        let number: Vec<&Glyph> = page.iter().filter(|glyph| (glyph.size - 14.0).abs() < 0.01).collect();
        let text: String = number.iter().map(|glyph| glyph.text.as_str()).collect();
        assert_eq!(text, format!("— {} —", at + 1));
        let character = 14.0 * 25.4 / 72.0;
        // Odd pages bind on the left and have their number on the right, even pages the other way round.
        if at % 2 == 0 {
            near(number[number.len() - 1].ink.1, 210.0 - 26.0 - character, 0.5, "right end of the number");
        } else {
            near(number[0].ink.0, 26.0 + character, 0.5, "left end of the number");
        }
        near(number[0].ink.2, 297.0 - 35.0 + 7.0, 0.5, "the dash");
    }
    Ok(())
}

#[test]
fn the_running_text_stays_within_its_block() -> Result {
    for (at, page) in pages(None)?.iter().enumerate() {
        let inside = if at % 2 == 0 { 28.0 } else { 26.0 };
        for line in lines(page) {
            for glyph in line {
                assert!(glyph.left > inside - 0.5 && glyph.right < inside + 156.5, "{} on page {}", glyph.text, at + 1);
            }
        }
    }
    Ok(())
}
