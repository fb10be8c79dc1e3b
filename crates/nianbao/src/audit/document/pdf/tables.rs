//! Tables with rules: what stands between two level rules is a row, and between two upright ones a cell, however many
//! lines it takes. A table without upright rules has its cells between the gutters that run through all its rows.

use super::glyphs::{Glyph, Rule, Turn};
use super::lines::{Line, assembled};

/// Ends of rules that are nearer, in points, meet.
const MEETS: f64 = 2.0;
/// No row is higher, in points.
const HIGHEST: f64 = 400.0;
/// So large a part of the wider one of two level rules lies over the other one.
const OVER: f64 = 0.8;
/// A cell of more lines is a page's that was laid out by a table: it stays in lines.
const MOST_LINES: usize = 8;

/// What has more rules on a page is a drawing.
const MOST_LEVEL: usize = 500;
const MOST_UPRIGHT: usize = 5_000;
/// Rows without upright rules make a table from so many on, since a few lines across a page may be anything; a page
/// has no more tables of that kind.
const FEWEST_ROWS: usize = 3;
const MOST_TABLES: usize = 50;
/// A gutter is as wide, in parts of the size.
const GUTTER: f64 = 0.5;

/// A row between two level rules, and the upright rules through it, its own sides among them.
struct Band {
    top: f64,
    bottom: f64,
    columns: Vec<f64>,
}

/// Takes the rows of tables out of the glyphs of a page.
pub(super) fn taken(glyphs: &mut Vec<Glyph>, upright: &[Rule], level: Vec<Rule>) -> Vec<Line> {
    let bands = bands(upright, level, glyphs);
    let mut cells: Vec<Vec<Vec<Glyph>>> =
        bands.iter().map(|band| band.columns.iter().skip(1).map(|_| Vec::new()).collect()).collect();
    glyphs.retain(|glyph| {
        let Some((band, column)) = place(&bands, glyph) else { return true };
        let cell = cells.get_mut(band).and_then(|row| row.get_mut(column));
        cell.map(|cell| cell.push(glyph.clone())).is_none()
    });
    let mut rows = Vec::new();
    for row in cells {
        let lines: Vec<Vec<Line>> = row.iter().map(|cell| assembled(cell.clone(), &[])).collect();
        let filled = lines.iter().filter(|cell| !cell.is_empty()).count();
        if filled < 2 || lines.iter().any(|cell| cell.len() > MOST_LINES) {
            glyphs.extend(row.into_iter().flatten());
        } else {
            rows.extend(row_of(&lines));
        }
    }
    rows
}

/// The band and the column that a glyph stands in.
fn place(bands: &[Band], glyph: &Glyph) -> Option<(usize, usize)> {
    /// Tables beside each other have bands beside each other.
    const BESIDE: usize = 8;
    if glyph.turn != Turn::Upright {
        return None;
    }
    let (x, y) = (f64::midpoint(glyph.left, glyph.right), glyph.baseline - glyph.size / 3.0);
    let next = bands.partition_point(|band| band.top <= y);
    let near = bands.get(next.saturating_sub(BESIDE)..next)?;
    near.iter().zip(next.saturating_sub(BESIDE)..next).rev().find_map(|(band, at)| {
        let column = band.columns.partition_point(|edge| *edge <= x);
        let is_within = y < band.bottom && column > 0 && column < band.columns.len();
        is_within.then(|| (at, column - 1))
    })
}

/// The bands of a page from the top down: only those with several cells.
fn bands(upright: &[Rule], level: Vec<Rule>, glyphs: &[Glyph]) -> Vec<Band> {
    let level = merged(level);
    if level.len() > MOST_LEVEL || upright.len() > MOST_UPRIGHT {
        return Vec::new();
    }
    let (mut bands, mut bare): (Vec<Band>, Vec<Band>) = (Vec::new(), Vec::new());
    for (at, above) in level.iter().enumerate() {
        // The next rule below that lies under this one.
        let below = level.iter().skip(at + 1).take_while(|below| below.x - above.x < HIGHEST).find(|below| {
            let shared = above.bottom.min(below.bottom) - above.top.max(below.top);
            let wider = (above.bottom - above.top).max(below.bottom - below.top);
            below.x - above.x > MEETS && shared > OVER * wider
        });
        let Some(below) = below else { continue };
        let (left, right) = (above.top.max(below.top), above.bottom.min(below.bottom));
        let through = upright.iter().filter(|rule| {
            let is_between = rule.x > left - MEETS && rule.x < right + MEETS;
            is_between && rule.top < above.x + MEETS && rule.bottom > below.x - MEETS
        });
        let mut columns: Vec<f64> = through.map(|rule| rule.x).chain([left, right]).collect();
        columns.sort_by(f64::total_cmp);
        columns.dedup_by(|one, other| (*one - *other).abs() < MEETS);
        let band = Band { top: above.x, bottom: below.x, columns };
        if band.columns.len() > 2 { bands.push(band) } else { bare.push(band) }
    }
    let meets = |one: f64, other: f64| (one - other).abs() < MEETS;
    let tables = bare.chunk_by_mut(|one, other| {
        let same_sides = one.columns.iter().zip(&other.columns).all(|(one, other)| meets(*one, *other));
        same_sides && meets(one.bottom, other.top)
    });
    for table in tables.filter(|table| table.len() >= FEWEST_ROWS).take(MOST_TABLES) {
        let gutters = gutters(table, glyphs);
        for band in table.iter_mut().filter(|_| !gutters.is_empty()) {
            let columns = band.columns.iter().take(1).chain(&gutters).chain(band.columns.iter().skip(1));
            bands.push(Band { columns: columns.copied().collect(), ..*band });
        }
    }
    bands.sort_by(|one, other| one.top.total_cmp(&other.top));
    bands
}

/// The middles of the gutters that run through all rows of a table.
fn gutters(table: &[Band], glyphs: &[Glyph]) -> Vec<f64> {
    let Some((first, last)) = table.first().zip(table.last()) else { return Vec::new() };
    let Some((left, right)) = first.columns.first().zip(first.columns.last()) else { return Vec::new() };
    let within = glyphs.iter().filter(|glyph| {
        let is_across = glyph.left > left - MEETS && glyph.right < right + MEETS;
        let is_down = glyph.baseline > first.top && glyph.baseline < last.bottom;
        glyph.turn == Turn::Upright && is_across && is_down && !glyph.character.is_whitespace()
    });
    let mut within: Vec<&Glyph> = within.collect();
    within.sort_by(|one, other| one.left.total_cmp(&other.left));
    let mut gutters = Vec::new();
    let mut end: Option<f64> = None;
    for glyph in within {
        if let Some(end) = end
            && glyph.left - end > GUTTER * glyph.size
        {
            gutters.push(f64::midpoint(end, glyph.left));
        }
        end = Some(end.map_or(glyph.right, |end| end.max(glyph.right)));
    }
    gutters
}

/// Level rules, told like upright ones that were laid down: `x` is how far down they are, from `top` on the left to
/// `bottom` on the right. Those that meet are one.
fn merged(mut level: Vec<Rule>) -> Vec<Rule> {
    level.sort_by(|one, other| one.x.total_cmp(&other.x));
    let mut whole: Vec<Rule> = Vec::new();
    for group in level.chunk_by_mut(|one, other| other.x - one.x < MEETS / 2.0) {
        group.sort_by(|one, other| one.top.total_cmp(&other.top));
        let start = whole.len();
        for rule in group.iter() {
            match whole.get_mut(start..).and_then(<[Rule]>::last_mut) {
                Some(last) if rule.top < last.bottom + MEETS => last.bottom = last.bottom.max(rule.bottom),
                _ => whole.push(*rule),
            }
        }
    }
    whole
}

/// The line that a row is.
fn row_of(cells: &[Vec<Line>]) -> Option<Line> {
    let lines = || cells.iter().flatten();
    let first = lines().min_by(|one, other| one.baseline.total_cmp(&other.baseline))?;
    let text: Vec<String> = cells.iter().map(|lines| cell_of(lines)).collect();
    let left = lines().map(|line| line.left).fold(first.left, f64::min);
    let right = lines().map(|line| line.right).fold(first.right, f64::max);
    Some(Line { text: text.join("\t"), left, right, ..first.clone() })
}

/// The text of a cell. Two numbers on two lines are two numbers.
fn cell_of(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        let last = text.chars().next_back();
        let are_words =
            last.is_some_and(|c| c.is_ascii_graphic()) && line.text.starts_with(|c: char| c.is_ascii_graphic());
        if are_words {
            text.push(' ');
        }
        text.push_str(&line.text.replace('\t', " "));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyphs(text: &str, left: f64, baseline: f64) -> Vec<Glyph> {
        let places = std::iter::successors(Some(left), |last| Some(last + 10.0));
        let glyph = |(character, left)| Glyph {
            character,
            turn: Turn::Upright,
            left,
            right: left + 10.0,
            baseline,
            size: 10.0,
        };
        text.chars().zip(places).map(glyph).collect()
    }

    /// A table with rules at these places: a row from 100 to 140 and one from 140 to 160, cells from 0 to 50 to 100.
    fn rules() -> (Vec<Rule>, Vec<Rule>) {
        let upright = [0.0, 50.0, 100.0].map(|x| Rule { x, top: 100.0, bottom: 160.0 }).to_vec();
        let halves =
            [100.0, 140.0, 160.0].map(|x| [Rule { x, top: 0.0, bottom: 50.0 }, Rule { x, top: 50.0, bottom: 100.0 }]);
        (upright, halves.concat())
    }

    #[test]
    fn a_row_is_a_line_however_many_lines_its_cells_take() {
        let (upright, level) = rules();
        let mut all = glyphs("上级转", 5.0, 115.0);
        all.extend(glyphs("送", 5.0, 130.0));
        all.extend(glyphs("146", 55.0, 122.0));
        all.extend(glyphs("重复访", 5.0, 155.0));
        all.extend(glyphs("57", 55.0, 155.0));
        all.extend(glyphs("外", 5.0, 180.0));
        let rows: Vec<String> = taken(&mut all, &upright, level).into_iter().map(|line| line.text).collect();
        assert_eq!(rows, ["上级转送\t146", "重复访\t57"]);
        assert_eq!(all.iter().map(|glyph| glyph.character).collect::<String>(), "外");
    }

    #[test]
    fn a_table_without_upright_rules_has_its_cells_between_gutters() {
        let level = [100.0, 140.0, 160.0, 180.0].map(|x| Rule { x, top: 0.0, bottom: 100.0 }).to_vec();
        let mut all = glyphs("上级转", 5.0, 115.0);
        all.extend(glyphs("送", 5.0, 130.0));
        all.extend(glyphs("146", 50.0, 122.0));
        all.extend(glyphs("重复访", 5.0, 155.0));
        all.extend(glyphs("57", 50.0, 155.0));
        all.extend(glyphs("8", 60.0, 175.0));
        let rows: Vec<String> = taken(&mut all, &[], level).into_iter().map(|line| line.text).collect();
        assert_eq!(rows, ["上级转送\t146", "重复访\t57"]);
        assert_eq!(all.len(), 1);
    }

    #[test]
    fn rules_without_cells_make_no_table() {
        let (_, level) = rules();
        let mut all = glyphs("上级转", 5.0, 115.0);
        all.extend(glyphs("送", 5.0, 130.0));
        assert_eq!((taken(&mut all, &[], level).len(), all.len()), (0, 4));
    }
}
