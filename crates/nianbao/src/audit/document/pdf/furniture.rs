//! What a page has besides its text: its number, and heads and feet that say the same on page after page.

use std::collections::BTreeMap;

use super::LaidOut;
use super::glyphs::Turn;

/// Heads stand above this part of the page, feet below that one.
const HEAD: f64 = 0.09;
const FOOT: f64 = 0.88;
/// So many lines at either end of a page may be heads and feet.
const MOST_LINES: usize = 2;

/// A line that may be a head or a foot: the page's and the line's index.
struct Candidate {
    page: usize,
    line: usize,
    is_head: bool,
    text: String,
}

/// The pages without their furniture.
pub(super) fn removed(mut pages: Vec<LaidOut>) -> Vec<LaidOut> {
    let candidates = candidates(&pages);
    let mut gone: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let (offsets, sayings) = (offsets(&candidates), sayings(&candidates));
    for candidate in &candidates {
        let is_number = number(&candidate.text).is_some_and(|(value, is_decorated)| {
            let pages_agree = offsets.get(&offset(value, candidate.page)).copied().unwrap_or(0) > 1;
            is_decorated || pages_agree || (pages.len() == 1 && value == 1)
        });
        let key = (candidate.is_head, saying(&candidate.text));
        let said = if key.1.is_empty() { 0 } else { sayings.get(&key).copied().unwrap_or(0) };
        // Left and right pages may have heads of their own.
        if is_number || (said > 1 && said * 5 >= pages.len() * 2) {
            gone.entry(candidate.page).or_default().push(candidate.line);
        }
    }
    for (page, lines) in gone {
        if let Some(page) = pages.get_mut(page) {
            let mut at = 0;
            page.lines.retain(|_| {
                at += 1;
                !lines.contains(&(at - 1))
            });
        }
    }
    pages
}

fn candidates(pages: &[LaidOut]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (laid_out, page) in pages.iter().zip(0..) {
        let upright = laid_out.lines.iter().filter(|line| line.turn == Turn::Upright).count();
        let ends = |at: usize| at < MOST_LINES || at + MOST_LINES >= upright;
        for (line, at) in laid_out.lines.iter().take(upright).zip(0..).filter(|(_, at)| ends(*at)) {
            let part = line.baseline / laid_out.height;
            if !(HEAD..=FOOT).contains(&part) {
                found.push(Candidate { page, line: at, is_head: part < HEAD, text: line.text.clone() });
            }
        }
    }
    found
}

/// The number that a line is, and whether it says itself that it is a page's: — 3 —, 第3页, 3/12.
fn number(text: &str) -> Option<(usize, bool)> {
    const LONGEST: usize = 20;
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_mark = |c: char| "—–-－·•|/第页共，,".contains(c);
    let value: String = text.chars().skip_while(|c| is_mark(*c)).take_while(char::is_ascii_digit).collect();
    let is_number = text.chars().count() <= LONGEST && text.chars().all(|c| is_mark(c) || c.is_ascii_digit());
    let is_decorated = text.chars().any(is_mark);
    value.parse().ok().filter(|_| is_number).map(|value| (value, is_decorated))
}

/// By how much a page's number is larger than its place, from the smallest that it can be.
const fn offset(value: usize, page: usize) -> (usize, usize) {
    (value.saturating_sub(page), page.saturating_sub(value))
}

fn offsets(candidates: &[Candidate]) -> BTreeMap<(usize, usize), usize> {
    let mut counts = BTreeMap::new();
    for candidate in candidates {
        if let Some((value, _)) = number(&candidate.text) {
            *counts.entry(offset(value, candidate.page)).or_default() += 1;
        }
    }
    counts
}

/// What a line says but for its numbers.
fn saying(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect()
}

fn sayings(candidates: &[Candidate]) -> BTreeMap<(bool, String), usize> {
    let mut counts = BTreeMap::new();
    for candidate in candidates {
        *counts.entry((candidate.is_head, saying(&candidate.text))).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::super::lines::Line;
    use super::*;

    fn page(lines: &[(&str, f64)]) -> LaidOut {
        let line = |(text, baseline): &(&str, f64)| Line {
            text: (*text).to_owned(),
            turn: Turn::Upright,
            left: 80.0,
            right: 500.0,
            baseline: *baseline,
            size: 16.0,
            first_width: 16.0,
            ends_blank: false,
        };
        LaidOut { width: 595.0, height: 842.0, lines: lines.iter().map(line).collect(), aside: Vec::new() }
    }

    fn texts(pages: Vec<LaidOut>) -> Vec<Vec<String>> {
        let text = |page: LaidOut| page.lines.into_iter().map(|line| line.text).collect();
        removed(pages).into_iter().map(text).collect()
    }

    #[test]
    fn page_numbers_and_repeated_heads_go_and_figures_at_the_foot_stay() {
        let pages = vec![
            page(&[("年度报告", 40.0), ("办结", 100.0), ("146", 760.0), ("— 1 —", 790.0)]),
            page(&[("年度报告", 40.0), ("接待", 100.0), ("12", 760.0), ("— 2 —", 790.0)]),
        ];
        assert_eq!(texts(pages), [vec!["办结", "146"], vec!["接待", "12"]]);
    }

    #[test]
    fn bare_numbers_go_only_if_they_count_the_pages() {
        let pages = |numbers: [&str; 2]| numbers.map(|number| page(&[("办结", 100.0), (number, 790.0)])).into();
        assert_eq!(texts(pages(["7", "8"])), [["办结"], ["办结"]]);
        assert_eq!(texts(pages(["146", "57"])), [["办结", "146"], ["办结", "57"]]);
        assert_eq!(texts(vec![page(&[("共3件", 100.0), ("共3件", 790.0)])]), [["共3件", "共3件"]]);
    }
}
