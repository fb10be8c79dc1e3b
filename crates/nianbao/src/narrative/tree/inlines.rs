//! From pieces of text to a line: pieces of one look are one, and those of one figure are the figure.

use super::{Inline, Stated, Style, Text, Wording};
use crate::figure::FigureId;

/// A line that is being filled.
#[derive(Default)]
pub(super) struct Line {
    inlines: Vec<Inline>,
    /// The stretch that the last one states, if it is a figure.
    stretch: Option<usize>,
}

impl Line {
    /// Adds text; with the figure that it states, and the number of the stretch in which it does.
    pub(super) fn text(&mut self, text: &str, style: &Style, figure: Option<(usize, &FigureId, &Wording)>) {
        let stretch = figure.map(|(stretch, ..)| stretch);
        match (self.inlines.last_mut(), figure) {
            (Some(Inline::Text(last)), None) if last.style == *style => last.text.push_str(text),
            (Some(Inline::Figure(stated)), Some(_)) if self.stretch == stretch => match stated.text.last_mut() {
                Some(last) if last.style == *style => last.text.push_str(text),
                _ => stated.text.push(Text { text: text.to_owned(), style: style.clone() }),
            },
            (_, figure) => {
                let text = Text { text: text.to_owned(), style: style.clone() };
                self.inlines.push(match figure {
                    Some((_, id, wording)) => {
                        Inline::Figure(Stated { id: id.clone(), wording: wording.clone(), text: vec![text] })
                    }
                    None => Inline::Text(text),
                });
            }
        }
        self.stretch = stretch;
    }

    /// Adds what is no text.
    pub(super) fn push(&mut self, inline: Inline) {
        self.inlines.push(inline);
        self.stretch = None;
    }

    /// The line, without the spaces and line ends at its ends.
    pub(super) fn done(mut self) -> Vec<Inline> {
        while self.inlines.last_mut().is_some_and(|last| is_blank(last, str::trim_end)) {
            self.inlines.pop();
        }
        while self.inlines.first_mut().is_some_and(|first| is_blank(first, str::trim_start)) {
            self.inlines.remove(0);
        }
        self.inlines
    }
}

/// Trims what stands at a line's end, and says whether nothing is left of it.
fn is_blank(inline: &mut Inline, trim: fn(&str) -> &str) -> bool {
    match inline {
        Inline::Text(text) => {
            text.text = trim(&text.text).to_owned();
            text.text.is_empty()
        }
        Inline::Break => true,
        Inline::Figure(_) | Inline::Note(_) | Inline::Picture(_) => false,
    }
}

impl Style {
    /// This look within that one.
    pub(super) fn and(&self, inner: &Self) -> Self {
        Self {
            strong: self.strong || inner.strong,
            emphasis: self.emphasis || inner.emphasis,
            underline: self.underline || inner.underline,
            strike: self.strike || inner.strike,
            highlight: self.highlight || inner.highlight,
            subscript: self.subscript || inner.subscript,
            superscript: self.superscript || inner.superscript,
            code: self.code || inner.code,
            link: inner.link.clone().or_else(|| self.link.clone()),
        }
    }
}
