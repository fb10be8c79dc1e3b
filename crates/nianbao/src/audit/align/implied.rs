//! Figures that no number states, but the names of what they count: 其中“…”事项定为高频事项.

use std::ops::Range;

use super::evidence::in_order;
use super::vocabulary::{Occurrence, Vocabulary, within};
use crate::audit::extract::Mention;
use crate::audit::text::Text;
use crate::pack::figure::FigureSpec;

/// A figure that is implied by the names of what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::audit) struct Implied {
    /// The figure, by its index in the pack.
    pub(in crate::audit) figure: usize,
    /// The clause, in characters.
    pub(in crate::audit) span: Range<usize>,
    /// The names, in quotation marks in the text.
    pub(in crate::audit) names: Vec<String>,
}

/// The figures with a register that a clause without a number speaks of, with names before the figure's words.
pub(super) fn implied(
    text: &Text<'_>,
    mentions: &[Mention],
    figures: &[FigureSpec],
    vocabulary: &Vocabulary,
    found: &[Occurrence],
) -> Vec<Implied> {
    let has_register = |figure: usize| figures.get(figure).is_some_and(|spec| spec.register.is_some());
    let patterns: Vec<_> = vocabulary.patterns.iter().filter(|pattern| has_register(pattern.figure)).collect();
    let mut implied: Vec<Implied> = Vec::new();
    for occurrence in found {
        let ending = patterns
            .iter()
            .filter(|pattern| pattern.required.last().is_some_and(|words| words.contains(&occurrence.word)));
        for pattern in ending {
            if implied.iter().any(|known| known.figure == pattern.figure) {
                continue;
            }
            let clause = text.clause_start(occurrence.span.start)..text.clause_end(occurrence.span.end);
            let bytes = text.bytes(clause.clone());
            let after = mentions.partition_point(|mention| mention.span.start < bytes.start);
            let own = mentions[after..].iter().take_while(|mention| mention.span.start < bytes.end);
            if own.into_iter().any(|mention| mention.statistic().is_some()) {
                continue;
            }
            let words: Vec<Occurrence> = within(found, &clause).collect();
            let Some(first) = in_order(pattern, &words).and_then(|words| words.first().map(|word| word.span.start))
            else {
                continue;
            };
            let names = quoted(text, clause.start..first);
            if !names.is_empty() {
                implied.push(Implied { figure: pattern.figure, span: clause, names });
            }
        }
    }
    implied
}

/// What stands in quotation marks in a range.
fn quoted(text: &Text<'_>, range: Range<usize>) -> Vec<String> {
    let mut names = Vec::new();
    let mut open = None;
    for place in range {
        match text.at(place) {
            '“' => open = Some(place + 1),
            '”' => names.extend(open.take().map(|start| text.surface(start..place).to_owned())),
            _ => {}
        }
    }
    names
}
