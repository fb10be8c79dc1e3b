//! The outline of a text: its headings by their level marks, and its sentences with their clauses.

use std::ops::Range;

use super::text::Text;

/// A level mark and what stands behind it: 一、主要举措, （二）履行职能, or 一是坚持法治思维 within a paragraph of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading {
    /// How deep it is: 一、 is 1, （一） 2, 1. 3, （1） 4.
    pub(crate) depth: u8,
    /// The number that the mark says.
    pub(crate) number: u32,
    /// The mark alone, in characters.
    pub(crate) mark: Range<usize>,
    /// The words behind it up to the first stop, in characters.
    pub(crate) title: Range<usize>,
}

/// A sentence and its clauses, in characters, without the marks that end them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentence {
    pub(crate) span: Range<usize>,
    pub(crate) clauses: Vec<Range<usize>>,
}

/// The headings of a text, in its order.
pub(crate) fn headings(text: &Text<'_>) -> Vec<Heading> {
    lines(text).filter_map(|line| heading(text, line)).collect()
}

/// The sentences of a text, in its order. A line end ends a sentence.
pub(crate) fn sentences(text: &Text<'_>) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut clauses = Vec::new();
    let (mut start, mut clause) = (0, 0);
    for at in 0..=text.len() {
        let ends_clause = at == text.len() || text.is_clause_end(at);
        if ends_clause {
            if !is_blank(text, clause..at) {
                clauses.push(clause..at);
            }
            clause = at + 1;
        }
        if at == text.len() || text.is_sentence_end(at) {
            if !clauses.is_empty() {
                sentences.push(Sentence { span: start..at, clauses: std::mem::take(&mut clauses) });
            }
            start = at + 1;
        }
    }
    sentences
}

/// The lines of a text, without their ends.
pub(super) fn lines<'a>(text: &'a Text<'_>) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut start = 0;
    std::iter::from_fn(move || {
        (start < text.len()).then(|| {
            let end = (start..text.len()).find(|at| text.at(*at) == '\n').unwrap_or(text.len());
            let line = start..end;
            start = end + 1;
            line
        })
    })
}

fn heading(text: &Text<'_>, line: Range<usize>) -> Option<Heading> {
    const DEEPEST_NUMBER: u32 = 99;
    let mut start = text.after_blanks(line.start);
    while text.at(start) == '#' {
        start = text.after_blanks(start + 1);
    }
    let in_brackets = text.at(start) == '(';
    let number = if in_brackets { start + 1 } else { start };
    let end = text.number_end(number).filter(|end| *end <= line.end)?;
    let is_chinese = !text.at(number).is_ascii_digit();
    let (depth, after) = match (in_brackets, is_chinese, text.at(end)) {
        (false, true, '、') => (1, end + 1),
        (true, true, ')') => (2, end + 1),
        (false, false, '.' | '、') if !text.at(end + 1).is_ascii_digit() => (3, end + 1),
        (true, false, ')') => (4, end + 1),
        _ => return None,
    };
    let value = text.small_number(number..end).filter(|value| *value <= DEEPEST_NUMBER)?;
    let stop = (after..line.end).find(|at| text.is_sentence_end(*at)).unwrap_or(line.end);
    Some(Heading { depth, number: value, mark: start..after, title: text.after_blanks(after)..stop })
}

fn is_blank(text: &Text<'_>, range: Range<usize>) -> bool {
    text.chars(range).iter().all(|c| c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_have_their_depth_number_and_title() {
        let text = Text::new(
            "一、主要举措\n（一）履行职能。全年办结3件。\n1．强化宣传\n 2、落实责任\n（1）普法\n12件\n1.2万元\n正文",
        );
        let found: Vec<_> = headings(&text)
            .into_iter()
            .map(|h| (h.depth, h.number, text.surface(h.mark), text.surface(h.title)))
            .collect();
        let expected = [
            (1, 1, "一、", "主要举措"),
            (2, 1, "（一）", "履行职能"),
            (3, 1, "1．", "强化宣传"),
            (3, 2, "2、", "落实责任"),
            (4, 1, "（1）", "普法"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_have_their_clauses() {
        let text = Text::new("受理3件，办结2件。\n\n接待1批（其中线上1,200人）；完毕");
        let found: Vec<Vec<_>> = sentences(&text)
            .into_iter()
            .map(|sentence| sentence.clauses.into_iter().map(|clause| text.surface(clause)).collect())
            .collect();
        assert_eq!(found, [vec!["受理3件", "办结2件"], vec!["接待1批", "其中线上1,200人"], vec!["完毕"]]);
    }
}
