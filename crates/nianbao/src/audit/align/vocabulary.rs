//! The words of a pack's sayings, and where each of them stands in a text, found in one pass.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::audit::portions;
use crate::audit::text::Text;
use crate::pack::figure::FigureSpec;
use crate::pack::saying::{Alternatives, Element};

/// A word of the vocabulary.
pub(super) type Word = usize;

/// A saying with its words numbered.
pub(super) struct Pattern {
    /// The figure of which it speaks, by its index in the pack.
    pub(super) figure: usize,
    pub(super) context: Vec<Vec<Word>>,
    /// The words that it asks for.
    pub(super) required: Vec<Vec<Word>>,
    /// Whether anything may stand before each of them, and behind the last.
    pub(super) open: Vec<bool>,
    pub(super) optional: Vec<Vec<Word>>,
}

/// The sayings of a pack's figures.
pub(super) struct Vocabulary {
    words: Vec<Vec<char>>,
    by_first: BTreeMap<char, Vec<Word>>,
    pub(super) patterns: Vec<Pattern>,
    /// The patterns that ask for a word as their last.
    by_last: Vec<Vec<usize>>,
}

/// A word where it stands, in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Occurrence {
    pub(super) span: Range<usize>,
    pub(super) word: Word,
}

impl Vocabulary {
    pub(super) fn new(figures: &[FigureSpec]) -> Self {
        let mut vocabulary =
            Self { words: Vec::new(), by_first: BTreeMap::new(), patterns: Vec::new(), by_last: Vec::new() };
        let mut known = BTreeMap::new();
        for (figure, spec) in figures.iter().enumerate() {
            for saying in &spec.said {
                let mut number =
                    |words: &Alternatives| words.iter().map(|word| vocabulary.add(word, &mut known)).collect();
                let mut pattern = Pattern {
                    figure,
                    context: saying.context.iter().map(&mut number).collect(),
                    required: Vec::new(),
                    open: vec![false],
                    optional: saying.optional.iter().map(&mut number).collect(),
                };
                for element in &saying.words {
                    match element {
                        Element::Anything => {
                            if let Some(last) = pattern.open.last_mut() {
                                *last = true;
                            }
                        }
                        Element::Word(words) => {
                            pattern.required.push(number(words));
                            pattern.open.push(false);
                        }
                    }
                }
                vocabulary.patterns.push(pattern);
            }
        }
        vocabulary.by_last = vec![Vec::new(); vocabulary.words.len()];
        for (index, pattern) in vocabulary.patterns.iter().enumerate() {
            for word in pattern.required.last().into_iter().flatten() {
                vocabulary.by_last[*word].push(index);
            }
        }
        vocabulary
    }

    fn add(&mut self, word: &str, known: &mut BTreeMap<String, Word>) -> Word {
        *known.entry(word.to_owned()).or_insert_with(|| {
            let characters: Vec<char> = word.chars().collect();
            let number = self.words.len();
            if let Some(first) = characters.first() {
                self.by_first.entry(*first).or_default().push(number);
            }
            self.words.push(characters);
            number
        })
    }

    /// The patterns whose last word it is.
    pub(super) fn ending_in(&self, word: Word) -> &[usize] {
        self.by_last.get(word).map_or(&[], Vec::as_slice)
    }

    /// Every word of the text, by where it begins.
    pub(super) fn scan(&self, text: &Text<'_>) -> Vec<Occurrence> {
        let begin_in = |portion: Range<usize>| {
            let mut found = Vec::new();
            for place in portion {
                for word in self.by_first.get(&text.at(place)).into_iter().flatten() {
                    let characters = &self.words[*word];
                    let span = place..place + characters.len();
                    if text.chars(span.clone()) == characters.as_slice() {
                        found.push(Occurrence { span, word: *word });
                    }
                }
            }
            found
        };
        portions::each(text.portions().to_vec(), begin_in).into_iter().flatten().collect()
    }
}

/// The occurrences that lie within a range.
pub(super) fn within(found: &[Occurrence], range: &Range<usize>) -> impl Iterator<Item = Occurrence> {
    let start = found.partition_point(|occurrence| occurrence.span.start < range.start);
    let end = range.end;
    let begun = found.get(start..).unwrap_or_default().iter().take_while(move |occurrence| occurrence.span.start < end);
    begun.filter(move |occurrence| occurrence.span.end <= end).cloned()
}
