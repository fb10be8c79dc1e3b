//! The glyphs of a page with their characters and places, and the rules that part cells.

use hayro_interpret::font::Glyph as Drawn;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{BlendMode, ClipPath, Device, GlyphDrawMode, Image, Paint, PathDrawMode, SoftMask};
use kurbo::{Affine, BezPath, PathEl, Point, Rect};
use unicode_normalization::char::decompose_compatible;

/// What all pages of a document may cost: a step is a glyph, a path or a form that is drawn.
const MOST_STEPS: usize = 20_000_000;
/// A form may be long and may be drawn again and again.
const STEPS_OF_FORM: usize = 1_000;
const STEPS_OF_CLIP: usize = 10;
/// No table has more rules of either kind on a page.
const MOST_RULES: usize = 20_000;
/// The font size in glyph space.
const EM: f64 = 1_000.0;
/// Smaller text, in points, nobody reads.
const SMALLEST: f64 = 0.5;

/// The pages cost more than any report's do.
pub(super) struct Spent;

/// Which way a text runs; what runs askew is a watermark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    Upright,
    Up,
    Down,
    UpsideDown,
}

/// A character on a page. Lengths are in points, from the top left corner of the page as the text runs.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) character: char,
    pub(super) turn: Turn,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) baseline: f64,
    pub(super) size: f64,
}

/// An upright rule, as that between two cells; a level one, laid down, has its distance from the top in `x`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    pub(super) x: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

/// Takes what is drawn on a page.
pub(super) struct Collector {
    bounds: Rect,
    pub(super) glyphs: Vec<Glyph>,
    /// What the page has besides its text, and says so: heads, feet, page numbers.
    pub(super) aside: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    pub(super) level: Vec<Rule>,
    /// Characters that nobody can tell.
    pub(super) unknown: usize,
    pub(super) has_picture: bool,
    pub(super) spent: usize,
    /// Whether a form is what is drawn next: it sets the blend mode and then its bounds.
    is_form: bool,
    /// Whether each content that is open is an artifact: a head, a foot, a page number.
    artifacts: Vec<bool>,
}

impl Collector {
    pub(super) const fn new(bounds: Rect, spent: usize) -> Self {
        Self {
            bounds,
            glyphs: Vec::new(),
            aside: Vec::new(),
            rules: Vec::new(),
            level: Vec::new(),
            unknown: 0,
            has_picture: false,
            spent,
            is_form: false,
            artifacts: Vec::new(),
        }
    }

    fn spend(&mut self, steps: usize) {
        self.is_form = false;
        self.spent += steps;
        if self.spent > MOST_STEPS {
            std::panic::resume_unwind(Box::new(Spent));
        }
    }

    fn place(&mut self, text: &str, advance: f64, at: Affine) {
        let origin = at * Point::ORIGIN;
        let along = at * Point::new(EM, 0.0) - origin;
        let size = (at * Point::new(0.0, EM) - origin).hypot();
        let is_sound = origin.is_finite() && along.is_finite() && size.is_finite() && size > SMALLEST;
        let Some(turn) = turn_of(along.x, along.y).filter(|_| is_sound && self.bounds.contains(origin)) else { return };
        let (left, baseline) = match turn {
            Turn::Upright => (origin.x, origin.y),
            Turn::Up => (-origin.y, origin.x),
            Turn::Down => (origin.y, -origin.x),
            Turn::UpsideDown => (-origin.x, -origin.y),
        };
        // Several characters share the width of a ligature.
        let count = u32::try_from(text.chars().count().max(1)).map_or(1.0, f64::from);
        let width = along.hypot() * advance / EM / count;
        let mut left = left;
        let glyphs = if self.artifacts.contains(&true) { &mut self.aside } else { &mut self.glyphs };
        for character in text.chars() {
            let glyph = Glyph { character, turn, left, right: left + width, baseline, size };
            left += width;
            glyphs.push(glyph);
        }
    }

    /// The upright and level strokes of a path, be they lines or the sides of a box.
    fn find_rules(&mut self, path: &BezPath, transform: Affine) {
        let mut last: Option<Point> = None;
        for element in path.elements() {
            let next = match element {
                PathEl::MoveTo(point) => {
                    last = Some(transform * *point);
                    continue;
                }
                PathEl::LineTo(point) => transform * *point,
                PathEl::QuadTo(..) | PathEl::CurveTo(..) | PathEl::ClosePath => {
                    last = None;
                    continue;
                }
            };
            if let Some(from) = last {
                self.find_rule(from, next);
            }
            last = Some(next);
        }
    }

    fn find_rule(&mut self, from: Point, to: Point) {
        const SLANT: f64 = 0.5;
        const SHORTEST: f64 = 6.0;
        let (across, down) = ((from.x - to.x).abs(), (from.y - to.y).abs());
        if across < SLANT && down > SHORTEST && self.rules.len() < MOST_RULES {
            self.rules.push(Rule { x: to.x, top: from.y.min(to.y), bottom: from.y.max(to.y) });
        }
        if down < SLANT && across > SHORTEST && self.level.len() < MOST_RULES {
            self.level.push(Rule { x: to.y, top: from.x.min(to.x), bottom: from.x.max(to.x) });
        }
    }
}

impl Device<'_> for Collector {
    fn draw_glyph(
        &mut self,
        glyph: &Drawn<'_>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'_>,
        _: &GlyphDrawMode,
    ) {
        self.spend(1);
        let text = match glyph.as_unicode() {
            Some(BfString::Char(character)) => character.to_string(),
            Some(BfString::String(text)) => text,
            None => char::REPLACEMENT_CHARACTER.to_string(),
        };
        let text: String = text.chars().map(plain).filter(|c| *c != '\u{ad}').collect();
        let is_wide = |c: char| c >= '\u{2e80}';
        let advance = match glyph {
            Drawn::Outline(outline) => outline.advance_width().map(f64::from),
            Drawn::Type3(_) => None,
        };
        let usual = if text.chars().any(is_wide) { EM } else { EM / 2.0 };
        if !self.artifacts.contains(&true) {
            self.unknown += text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
        }
        self.place(&text, advance.filter(|advance| *advance > 0.0).unwrap_or(usual), transform * glyph_transform);
    }

    fn draw_path(&mut self, path: &BezPath, transform: Affine, _: &Paint<'_>, _: &PathDrawMode) {
        self.spend(1 + path.elements().len());
        self.find_rules(path, transform);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.spend(if self.is_form { STEPS_OF_FORM } else { STEPS_OF_CLIP });
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {
        self.spend(1);
        self.has_picture = true;
    }

    fn begin_marked_content(&mut self, tag: &[u8], _: Option<i32>) {
        self.artifacts.push(tag == b"Artifact");
    }

    fn end_marked_content(&mut self) {
        self.artifacts.pop();
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {
        self.is_form = true;
    }
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// The direction of a text by the direction of its line; nothing if it runs askew.
fn turn_of(x: f64, y: f64) -> Option<Turn> {
    const SLANT: f64 = 0.1;
    match (x, y) {
        _ if y.abs() <= SLANT * x.abs() => Some(if x > 0.0 { Turn::Upright } else { Turn::UpsideDown }),
        _ if x.abs() <= SLANT * y.abs() => Some(if y > 0.0 { Turn::Down } else { Turn::Up }),
        _ => None,
    }
}

/// The character that is meant. Fonts say that 一 is the radical ⼀, which looks the same and is no numeral; a bullet of
/// a symbol font is no character that anybody could know.
fn plain(character: char) -> char {
    match character {
        '\u{2f00}'..='\u{2fd5}' | '\u{f900}'..='\u{faff}' => {
            let mut unified = character;
            decompose_compatible(character, |c| unified = c);
            unified
        }
        '\u{f000}'..='\u{f0ff}' => '•',
        '\u{e000}'..='\u{f8ff}' | '\0'..='\u{1f}' => char::REPLACEMENT_CHARACTER,
        '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' => ' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_are_the_characters_that_they_look_like() {
        assert_eq!("⼀⼆⼋⼗⽉⽇件".chars().map(plain).collect::<String>(), "一二八十月日件");
        assert_eq!(plain('\u{e5d2}'), char::REPLACEMENT_CHARACTER);
    }

    #[test]
    fn what_runs_askew_is_no_text() {
        assert_eq!(turn_of(12.0, 0.3), Some(Turn::Upright));
        assert_eq!(turn_of(0.0, -12.0), Some(Turn::Up));
        assert_eq!(turn_of(9.0, -9.0), None);
    }
}
