//! Lines: glyphs that stand on one baseline, from left to right, with the gaps that mean something.

use super::glyphs::{Glyph, Rule, Turn};

/// Baselines that are nearer, in parts of the size, are one line's.
const SAME_LINE: f64 = 0.4;
/// The same character so near, in parts of the size, was drawn twice to make it bold.
const SAME_PLACE: f64 = 0.15;
/// Words of Latin letters, and numbers, are as far apart, in parts of the size.
const WORD_GAP: f64 = 0.18;
/// Cells of a row are as far apart, in parts of the size, and farther if there are blanks between them.
const CELL_GAP: f64 = 0.8;
const BLANK_CELL_GAP: f64 = 1.8;
/// So many rules are looked at between two characters.
const MOST_BETWEEN: usize = 200;
/// A smaller character is raised, in parts of the line's size.
const SMALL: f64 = 0.8;
const RAISED: f64 = 0.15;

/// A line of a page, with the places of its characters.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) turn: Turn,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) baseline: f64,
    pub(super) size: f64,
    /// The width of what can't be parted at its begin: a character with the marks that cling to it, a number, a word.
    pub(super) first_width: f64,
    /// Whether a blank stood at its end.
    pub(super) ends_blank: bool,
}

/// The lines of a page from the top down, upright text first; the rules ascend from left to right.
pub(super) fn assembled(mut glyphs: Vec<Glyph>, rules: &[Rule]) -> Vec<Line> {
    let order = |one: &Glyph, other: &Glyph| {
        let rows = one.turn.cmp(&other.turn).then(one.baseline.total_cmp(&other.baseline));
        rows.then(one.left.total_cmp(&other.left))
    };
    glyphs.sort_by(order);
    let mut lines = Vec::new();
    let mut row: Vec<Glyph> = Vec::new();
    // A row's baseline is that of its largest glyph, so that a raised character draws no other line to it.
    let mut main: Option<(Turn, f64, f64)> = None;
    for glyph in glyphs {
        let belongs = main.is_some_and(|(turn, baseline, size)| {
            turn == glyph.turn && (glyph.baseline - baseline).abs() < SAME_LINE * size.max(glyph.size)
        });
        if !belongs && !row.is_empty() {
            lines.extend(line(std::mem::take(&mut row), rules));
        }
        main = match main.filter(|(_, _, size)| belongs && *size >= glyph.size) {
            Some(kept) => Some(kept),
            None => Some((glyph.turn, glyph.baseline, glyph.size)),
        };
        row.push(glyph);
    }
    lines.extend(line(row, rules));
    lines
}

/// The line of glyphs on one baseline; nothing if they are blank.
fn line(mut row: Vec<Glyph>, rules: &[Rule]) -> Option<Line> {
    row.sort_by(|one, other| one.left.total_cmp(&other.left));
    let is_seen = |glyph: &&Glyph| !glyph.character.is_whitespace();
    let largest = row.iter().filter(is_seen).max_by(|one, other| one.size.total_cmp(&other.size))?.clone();
    let spread = spread(&row);
    let mut text = String::new();
    let mut last: Option<&Glyph> = None;
    let mut blank = false;
    for glyph in &row {
        if glyph.character.is_whitespace() {
            blank = last.is_some();
            continue;
        }
        let is_again = |last: &&Glyph| {
            last.character == glyph.character && (glyph.left - last.left).abs() < SAME_PLACE * glyph.size
        };
        if last.as_ref().is_some_and(is_again) {
            continue;
        }
        if let Some(last) = last {
            text.push_str(gap(last, glyph, (std::mem::take(&mut blank), spread), rules));
        }
        text.push(seen(glyph, &largest));
        last = Some(glyph);
    }
    let first = row.iter().find(is_seen)?;
    let right = row.iter().filter(is_seen).map(|glyph| glyph.right).fold(first.right, f64::max);
    Some(Line {
        text,
        turn: first.turn,
        left: first.left,
        right,
        baseline: largest.baseline,
        size: largest.size,
        first_width: first_width(&row),
        ends_blank: blank,
    })
}

/// How far apart the Chinese characters of a line were set, as those of a title are; the middle of their gaps.
fn spread(row: &[Glyph]) -> f64 {
    const FEW: usize = 3;
    let pairs = row.iter().zip(row.iter().skip(1)).filter(|(one, other)| is_chinese(one) && is_chinese(other));
    let mut gaps: Vec<f64> = pairs.map(|(one, other)| other.left - one.right).collect();
    gaps.sort_by(f64::total_cmp);
    if gaps.len() < FEW { 0.0 } else { gaps.get(gaps.len() / 2).copied().unwrap_or(0.0).max(0.0) }
}

/// What stands between two glyphs: nothing, a blank between words, or a tab between cells.
fn gap(last: &Glyph, next: &Glyph, (blank, spread): (bool, f64), rules: &[Rule]) -> &'static str {
    let size = last.size.max(next.size);
    let wide = next.left - last.right - if is_chinese(last) && is_chinese(next) { spread } else { 0.0 };
    let middle = next.baseline - size / 3.0;
    let is_between = || {
        let right_of = rules.partition_point(|rule| rule.x <= last.right - 1.0);
        let near = rules.iter().skip(right_of).take_while(|rule| rule.x < next.left + 1.0);
        near.take(MOST_BETWEEN).any(|rule| rule.top < middle && rule.bottom > middle)
    };
    let needed = if blank { BLANK_CELL_GAP } else { CELL_GAP };
    if wide > needed * size || (wide > 0.0 && next.turn == Turn::Upright && is_between()) {
        return "\t";
    }
    // Not only letters and digits: 1. before 2021 is no 1.2021.
    let are_words = last.character.is_ascii_graphic() && next.character.is_ascii_graphic();
    if blank || (are_words && wide > WORD_GAP * size) { " " } else { "" }
}

const fn is_chinese(glyph: &Glyph) -> bool {
    matches!(glyph.character, '\u{2e80}'..='\u{9fff}')
}

/// The character as the text has it: a raised digit is no part of the number before it.
fn seen(glyph: &Glyph, largest: &Glyph) -> char {
    let is_raised = glyph.size < SMALL * largest.size && glyph.baseline < largest.baseline - RAISED * largest.size;
    let raised = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digit = glyph.character.to_digit(10).filter(|_| is_raised).and_then(|digit| usize::try_from(digit).ok());
    digit.and_then(|digit| raised.get(digit).copied()).unwrap_or(glyph.character)
}

/// Whether no line begins with this character.
pub(super) fn clings(character: char) -> bool {
    "，。、；：？！）》”’】〕〉」』％%.,;:?!)]}…—·".contains(character)
}

fn first_width(row: &[Glyph]) -> f64 {
    let mut seen = row.iter().skip_while(|glyph| glyph.character.is_whitespace());
    let Some(first) = seen.next() else { return 0.0 };
    let mut end = first.right;
    let mut last = first.character;
    for glyph in seen {
        let is_word = last.is_ascii_alphanumeric() && glyph.character.is_ascii_alphanumeric();
        let opens = "（《“‘【〔([".contains(last);
        if !(is_word || opens || clings(glyph.character)) {
            break;
        }
        (end, last) = (glyph.right, glyph.character);
    }
    end - first.left
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Glyphs of one size in a row, each as wide as the font's are; a bar is a gap of three points.
    fn glyphs(text: &str, left: f64, baseline: f64, size: f64) -> Vec<Glyph> {
        let mut at = left;
        let mut row = Vec::new();
        for character in text.chars() {
            if character == '|' {
                at += 3.0;
                continue;
            }
            let width = if character.is_ascii() { size / 2.0 } else { size };
            row.push(Glyph { character, turn: Turn::Upright, left: at, right: at + width, baseline, size });
            at += width;
        }
        row
    }

    fn texts(glyphs: Vec<Glyph>, rules: &[Rule]) -> Vec<String> {
        assembled(glyphs, rules).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_gap_beside_a_number_parts_nothing_and_one_between_words_does() {
        assert_eq!(texts(glyphs("办结|146|件", 0.0, 20.0, 12.0), &[]), ["办结146件"]);
        assert_eq!(texts(glyphs("GB|9704", 0.0, 20.0, 12.0), &[]), ["GB 9704"]);
        assert_eq!(texts(glyphs("12|13", 0.0, 20.0, 12.0), &[]), ["12 13"]);
        assert_eq!(texts(glyphs("1.|2021年", 0.0, 20.0, 12.0), &[]), ["1. 2021年"]);
    }

    #[test]
    fn cells_are_parted_by_rules_or_by_wide_gaps() {
        let row = || glyphs("转送|146", 0.0, 20.0, 12.0);
        assert_eq!(texts(row(), &[Rule { x: 25.5, top: 5.0, bottom: 30.0 }]), ["转送\t146"]);
        assert_eq!(texts(row(), &[Rule { x: 25.5, top: 30.0, bottom: 60.0 }]), ["转送146"]);
        assert_eq!(texts(glyphs("转送|||||||146", 0.0, 20.0, 12.0), &[]), ["转送\t146"]);
        assert_eq!(texts(glyphs("1||||2||||3", 0.0, 20.0, 12.0), &[]), ["1\t2\t3"]);
    }

    #[test]
    fn a_title_that_is_spread_has_no_cells() {
        assert_eq!(texts(glyphs("年||||度||||报||||告||||书", 0.0, 20.0, 12.0), &[]), ["年度报告书"]);
    }

    #[test]
    fn lines_are_read_from_the_top_and_bold_is_read_once() {
        let mut all = glyphs("第二行", 0.0, 40.0, 12.0);
        all.extend(glyphs("11件", 0.0, 20.0, 12.0));
        all.extend(glyphs("11件", 0.5, 20.0, 12.0));
        assert_eq!(texts(all, &[]), ["11件", "第二行"]);
    }

    #[test]
    fn a_raised_digit_is_no_part_of_the_number() {
        let mut all = glyphs("办结146", 0.0, 20.0, 12.0);
        all.extend(glyphs("2", 42.0, 16.0, 7.0));
        assert_eq!(texts(all, &[]), ["办结146²"]);
    }
}
