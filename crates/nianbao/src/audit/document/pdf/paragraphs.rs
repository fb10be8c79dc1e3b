//! Paragraphs: lines that a page broke for want of room are one again. What is not certain stays broken.

use super::LaidOut;
use super::glyphs::Turn;
use super::lines::Line;
use crate::audit::document::places::Spot;
use crate::audit::document::writer::{Piece, Writer};

/// Ends of lines that are nearer, in points, are at one margin.
const SAME_MARGIN: f64 = 2.0;
/// A page with fewer lines takes its margins from the whole document.
const FEW_LINES: usize = 8;
/// What begins farther from the margin, in parts of the size, is indented: a paragraph of its own.
const INDENT: f64 = 0.6;
/// A line that is full ends as near to the margin, in parts of the size.
const FULL: f64 = 0.3;
/// A line that ends no sentence may be shorter, in parts of the size.
const SHORT: f64 = 2.0;
const SENTENCE_ENDS: &str = "。；！？：";
/// No line is full that takes less of its page.
const NARROW: f64 = 0.45;
/// Lines that are farther apart, in parts of the usual distance, are two paragraphs.
const APART: f64 = 1.35;
/// Sizes that differ by a larger part are a heading's and a text's.
const OTHER_SIZE: f64 = 0.08;

/// The text block of a page.
#[derive(Debug, Clone, Copy)]
struct Block {
    left: f64,
    right: f64,
    width: f64,
}

/// The text of all pages.
pub(super) fn joined(pages: &[LaidOut]) -> Piece {
    let all: Vec<&Line> = pages.iter().flat_map(|page| &page.lines).collect();
    let usual = margins(&all);
    let pitches = Pitches::of(pages);
    let mut writer = Writer::default();
    let mut last: Option<(usize, &Line, Block)> = None;
    for (page, number) in pages.iter().zip(1..) {
        let own: Vec<&Line> = page.lines.iter().collect();
        let (left, right) = if own.len() < FEW_LINES { usual } else { margins(&own) };
        let block = Block { left, right, width: page.width };
        for (line, at) in page.lines.iter().zip(1..) {
            let seam = last.and_then(|(last_page, last, above)| {
                let distance = line.baseline - last.baseline;
                let is_apart = last_page == number && distance > APART * pitches.usual(last.size);
                if is_apart { None } else { seam(last, above, line, block) }
            });
            match seam {
                Some(between) => writer.push_str(between),
                None => writer.end_line(),
            }
            writer.mark(Spot { line: at, column: 1, page: Some(number) });
            writer.push_str(&line.text);
            last = Some((number, line, block));
        }
    }
    writer.finish()
}

/// What stands between two lines of one paragraph; nothing if they are two paragraphs, or if that isn't certain.
fn seam(last: &Line, above: Block, next: &Line, below: Block) -> Option<&'static str> {
    let size = last.size.max(next.size);
    let is_text = |line: &Line| line.turn == Turn::Upright && !line.text.contains('\t');
    let last_character = last.text.chars().next_back()?;
    let next_character = next.text.chars().next()?;
    // A line that ends a sentence may end its paragraph too, and must be broken for want of room to go on; programs
    // break other lines somewhat before.
    let room = if SENTENCE_ENDS.contains(last_character) { FULL } else { -SHORT };
    let is_full =
        last.right + next.first_width > above.right + room * size && last.right - last.left > NARROW * above.width;
    let is_indented = next.left > below.left + INDENT * size;
    let is_other = are_of_other_size(last, next);
    let is_heading = SENTENCE_ENDS.contains(last_character) && begins_with_mark(&next.text);
    if !(is_text(last) && is_text(next) && is_full) || is_indented || is_other || is_heading {
        return None;
    }
    let are_digits = last_character.is_ascii_digit() && next_character.is_ascii_digit();
    let are_words = last_character.is_ascii_alphanumeric() && next_character.is_ascii_alphanumeric();
    // Two numbers or one that was broken: only a line that ends at the very margin was broken within a number.
    let is_broken_number = (last.right - above.right).abs() < FULL * size;
    match (are_digits, last.ends_blank) {
        (true, true) => Some(" "),
        (true, false) => is_broken_number.then_some(""),
        (false, _) => Some(if are_words { " " } else { "" }),
    }
}

/// Whether a text begins with a level mark such as 一、 or （二）.
fn begins_with_mark(text: &str) -> bool {
    const NUMBERS: &str = "一二三四五六七八九十0123456789";
    let inner = text.trim_start_matches(['（', '(']);
    let rest = inner.trim_start_matches(|c| NUMBERS.contains(c));
    rest.len() < inner.len() && rest.starts_with(['、', '）', ')', '．'])
}

/// Where most lines begin and end.
fn margins(lines: &[&Line]) -> (f64, f64) {
    let upright = || lines.iter().filter(|line| line.turn == Turn::Upright);
    let left = margin(upright().map(|line| line.left).collect());
    // The right margin is the left one of a page in the mirror.
    let right = margin(upright().map(|line| -line.right).collect());
    (left.unwrap_or(0.0), right.map_or(f64::MAX, |right| -right))
}

/// The lowest place at which several lines are, or else the lowest of all.
fn margin(mut places: Vec<f64>) -> Option<f64> {
    places.sort_by(f64::total_cmp);
    let lowest = places.first().copied()?;
    let needed = 2.max(places.len() / 20);
    let mut group: Vec<f64> = Vec::new();
    for place in places {
        if group.first().is_some_and(|first| place - first > SAME_MARGIN) {
            group.clear();
        }
        group.push(place);
        if group.len() >= needed {
            return group.first().copied();
        }
    }
    Some(lowest)
}

/// The usual distance of two lines by their size, which is that of the middle one; sizes ascend.
struct Pitches(Vec<(f64, f64)>);

impl Pitches {
    fn of(pages: &[LaidOut]) -> Self {
        let is_text = |line: &Line| line.turn == Turn::Upright && !line.text.contains('\t');
        let mut pairs: Vec<(f64, f64)> = Vec::new();
        for page in pages {
            let next = page.lines.iter().zip(page.lines.iter().skip(1));
            let alike = next.filter(|(one, other)| is_text(one) && is_text(other) && !are_of_other_size(one, other));
            pairs.extend(alike.map(|(one, other)| (one.size, other.baseline - one.baseline)));
        }
        pairs.sort_by(|one, other| one.0.total_cmp(&other.0));
        let groups = pairs.chunk_by(|one, other| other.0 - one.0 < OTHER_SIZE * other.0);
        let pitch = |group: &[(f64, f64)]| {
            let mut distances: Vec<f64> = group.iter().map(|(_, distance)| *distance).collect();
            distances.sort_by(f64::total_cmp);
            Some((group.last()?.0, distances.get(distances.len() / 2).copied()?))
        };
        Self(groups.filter_map(pitch).collect())
    }

    fn usual(&self, size: f64) -> f64 {
        let at = self.0.partition_point(|(largest, _)| *largest < size);
        self.0.get(at).map_or(f64::MAX, |(_, pitch)| *pitch)
    }
}

fn are_of_other_size(one: &Line, other: &Line) -> bool {
    (one.size - other.size).abs() > OTHER_SIZE * one.size.max(other.size)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of 16 points at a pitch of 29, from `left` to `right` on a page with the block from 80 to 520.
    fn text(lines: &[(&str, f64, f64)]) -> String {
        let line = |((text, left, right), baseline): (&(&str, f64, f64), f64)| Line {
            text: (*text).to_owned(),
            turn: Turn::Upright,
            left: *left,
            right: *right,
            baseline,
            size: 16.0,
            first_width: 16.0,
            ends_blank: false,
        };
        let baselines = std::iter::successors(Some(120.0), |last| Some(last + 29.0));
        let lines = lines.iter().zip(baselines).map(line).collect();
        joined(&[LaidOut { width: 595.0, height: 842.0, lines, aside: Vec::new() }]).text
    }

    #[test]
    fn a_full_line_goes_on_and_an_indented_one_begins_anew() {
        let lines = [
            ("一、成效", 112.0, 176.0),
            ("全年共办理信访事项146", 112.0, 520.0),
            ("件，办结率", 80.0, 518.0),
            ("100%。", 80.0, 140.0),
            ("（一）培训", 112.0, 520.0),
            ("开展培训", 112.0, 520.0),
            ("4次。", 80.0, 130.0),
        ];
        assert_eq!(text(&lines), "一、成效\n全年共办理信访事项146件，办结率100%。\n（一）培训\n开展培训4次。");
    }

    #[test]
    fn a_number_is_put_together_only_if_the_line_was_broken_within_it() {
        let lines = |right| [("共办理信访事项1", 112.0, right), ("46件", 80.0, 520.0), ("完", 80.0, 96.0)];
        assert_eq!(text(&lines(520.0)), "共办理信访事项146件完");
        assert_eq!(text(&lines(510.0)), "共办理信访事项1\n46件完");
    }

    #[test]
    fn short_lines_stay_lines() {
        let lines = [("办结12件", 80.0, 160.0), ("接待13批", 80.0, 160.0), ("培训14次", 80.0, 160.0)];
        assert_eq!(text(&lines), "办结12件\n接待13批\n培训14次");
    }
}
