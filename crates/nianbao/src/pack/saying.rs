//! Sayings: how a text may speak of a figure, so that the audit finds the figure that a statement means.

use crate::error::Fault;
use crate::numeral::fold;

/// Words by which a clause speaks of a figure.
///
/// A saying is a list of words with blanks between them, in the order in which a clause must hold them; the number may
/// stand before, between or behind them.
///
/// - `收到|接收` is one of several words.
/// - `政府?` may also stand in the clause, at any place.
/// - `*` lets anything stand between its neighbours, or before the first or behind the last word. Elsewhere a clause may
///   hold nothing but words that narrow nothing down (共, 全年, 累计 …): what else it says would make it speak of
///   something else.
/// - `信息公开 > 办结` asks for words that stand earlier in the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// What must stand earlier in the sentence, in any order.
    pub context: Vec<Alternatives>,
    /// What the clause must say, in its order.
    pub words: Vec<Element>,
    /// What it may say besides.
    pub optional: Vec<Alternatives>,
}

/// Words one of which is asked for.
pub type Alternatives = Vec<String>;

/// An element of a saying.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Element {
    /// One of these words.
    Word(Alternatives),
    /// Anything.
    Anything,
}

impl Saying {
    /// Reads a saying.
    pub(crate) fn parse(text: &str) -> Result<Self, Fault> {
        let fault = || Fault::new("saying-not-understood").with("saying", text);
        let (context, own) = match text.split_once('>') {
            Some((context, own)) => (context, own),
            None => ("", text),
        };
        let mut saying = Self { context: Vec::new(), words: Vec::new(), optional: Vec::new() };
        for word in context.split_whitespace() {
            saying.context.push(alternatives(word).ok_or_else(fault)?);
        }
        for word in own.split_whitespace() {
            if word == "*" {
                saying.words.push(Element::Anything);
            } else if let Some(optional) = word.strip_suffix('?') {
                saying.optional.push(alternatives(optional).ok_or_else(fault)?);
            } else {
                saying.words.push(Element::Word(alternatives(word).ok_or_else(fault)?));
            }
        }
        let is_empty_context = text.contains('>') && saying.context.is_empty();
        let has_word = saying.words.iter().any(|element| matches!(element, Element::Word(_)));
        if is_empty_context || !has_word { Err(fault()) } else { Ok(saying) }
    }
}

fn alternatives(word: &str) -> Option<Alternatives> {
    let all: Alternatives = word.split('|').map(|word| word.chars().map(fold).collect()).collect();
    let is_plain = |word: &String| !word.is_empty() && !word.contains(['?', '*', '>']);
    all.iter().all(is_plain).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saying_has_a_context_words_and_words_that_may_be_there() {
        let saying = Saying::parse("信息公开 > 办结|答复 （站） * 申请?").unwrap();
        assert_eq!(saying.context, [["信息公开"]]);
        let expected = [
            Element::Word(vec!["办结".to_owned(), "答复".to_owned()]),
            Element::Word(vec!["(站)".to_owned()]),
            Element::Anything,
        ];
        assert_eq!(saying.words, expected);
        assert_eq!(saying.optional, [["申请"]]);
    }

    #[test]
    fn what_asks_for_no_word_is_no_saying() {
        for text in ["", "*", "申请?", "> 办结", "办结||答复", "信息公开 >", "办结 > 结 > 转", "申?请"]
        {
            assert!(Saying::parse(text).is_err(), "{text}");
        }
    }
}
