//! Changes to a text at known places: whatever isn't changed stays as it is, byte for byte.

use std::ops::Range;

use super::{Element, attribute_span};

/// Changes to one text, none of which reaches into another.
#[derive(Debug, Default)]
pub(crate) struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    /// Puts a text in. Of several at one place, the one that came first stands first.
    pub(crate) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    /// Puts a text in the place of another.
    pub(crate) fn replace(&mut self, span: Range<usize>, text: impl Into<String>) {
        self.0.push((span, text.into()));
    }

    /// Puts elements at the end of an element, once; it may have none and be written as `<a/>`.
    pub(crate) fn append(&mut self, element: &Element<'_>, text: impl Into<String>) {
        match &element.content {
            Some(content) => self.insert(content.end, text),
            None => {
                self.replace(element.tag.end - 2..element.tag.end, format!(">{}</{}>", text.into(), element.name));
            }
        }
    }

    /// Gives an attribute of the start tag that stands at `tag` in `text` a value, which needs no escaping.
    pub(crate) fn attribute(&mut self, text: &str, tag: &Range<usize>, name: &str, value: &str) {
        let source = &text[tag.clone()];
        if let Some(span) = attribute_span(source, name) {
            self.replace(tag.start + span.start..tag.start + span.end, value);
        } else {
            let close = if source.ends_with("/>") { 2 } else { 1 };
            self.insert(tag.end - close, format!(" {name}=\"{value}\""));
        }
    }

    /// The text with its changes.
    pub(crate) fn applied(mut self, text: &str) -> String {
        self.0.sort_by_key(|(span, _)| (span.start, span.end));
        let more: usize = self.0.iter().map(|(_, new)| new.len()).sum();
        let mut changed = String::with_capacity(text.len() + more);
        let mut done = 0;
        for (span, new) in self.0 {
            changed.push_str(text.get(done..span.start).unwrap_or_default());
            changed.push_str(&new);
            done = span.end.max(done);
        }
        changed.push_str(text.get(done..).unwrap_or_default());
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::super::Document;
    use super::*;

    #[test]
    fn what_is_not_changed_stays_as_it_is() {
        let text = "<a  x='1'  ><!-- 乙 --></a >";
        let document = Document::parse(text, 1).unwrap();
        let mut edits = Edits::default();
        edits.append(&document.root, "<b/><c/>");
        edits.attribute(text, &document.root.tag, "x", "2");
        edits.attribute(text, &document.root.tag, "y", "3");
        assert_eq!(edits.applied(text), "<a  x='2'   y=\"3\"><!-- 乙 --><b/><c/></a >");
    }

    #[test]
    fn an_element_without_content_opens() {
        let text = "<x:a><x:b n=\"0\"/></x:a>";
        let document = Document::parse(text, 2).unwrap();
        let mut edits = Edits::default();
        let inner = document.root.child("b").unwrap();
        edits.append(inner, "<c/>");
        edits.attribute(text, &inner.tag, "n", "1");
        assert_eq!(edits.applied(text), "<x:a><x:b n=\"1\"><c/></x:b></x:a>");
    }
}
