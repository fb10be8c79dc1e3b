//! What the document carries: the figures that it was written from, and how each of its controls states its figure.

use crate::markup::{Document, Element, content};
use crate::narrative::Wording;
use crate::render::word::attached::{CONTROLS, Control, FILE, NAMESPACE};

/// A part of the document's own.
pub(super) enum Item {
    /// A file, by its name.
    File(String, String),
    /// The controls.
    Controls(Vec<Control>),
}

impl Item {
    /// Reads a part; nothing if it is another program's.
    pub(super) fn of(part: &str) -> Option<Self> {
        let document = Document::parse(part, 2).ok()?;
        if document.namespace().as_deref() != Some(NAMESPACE) {
            return None;
        }
        match document.root.local() {
            FILE => {
                let name = document.attribute(&document.root, "name")?;
                let source = document.root.content.clone().and_then(|content| part.get(content))?;
                Some(Self::File(name, content(source).ok()?))
            }
            CONTROLS => {
                let controls = document.root.children.iter().map(|element| control(&document, element));
                Some(Self::Controls(controls.collect::<Option<_>>()?))
            }
            _ => None,
        }
    }
}

fn control(document: &Document<'_>, element: &Element<'_>) -> Option<Control> {
    let get = |name: &str| document.attribute(element, name);
    Some(Control {
        id: get("id")?,
        tag: get("tag")?,
        figure: get("figure")?,
        text: get("text")?,
        wording: Wording::of_pairs(&get),
        rests_on: get("rests-on"),
        names: get("names"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::narrative::{Case, Wish};
    use crate::render::word::attached;

    #[test]
    fn what_was_written_is_read_again() {
        let control = |wording: Option<Wording>, rests_on: Option<&str>| Control {
            id: "1".to_owned(),
            tag: "a.b".to_owned(),
            figure: "a.b".to_owned(),
            text: "“60余万元” <&>".to_owned(),
            wording,
            rests_on: rests_on.map(str::to_owned),
            names: rests_on.map(str::to_owned),
        };
        let wish = Wish { style: Some("余".to_owned()), scale: Some(None), unit: Some(None) };
        let controls = vec![
            control(Some(Wording::Number { wish, worded: vec![Case::Zero, Case::All] }), None),
            control(None, Some("146件 ab12")),
        ];
        let part = String::from_utf8(attached::Item::controls(&controls).bytes()).unwrap();
        assert!(matches!(Item::of(&part), Some(Item::Controls(read)) if read == controls));
        let text = "{\n  \"a\": \"<&>\"\n}\n";
        let part = String::from_utf8(attached::Item::file("figures.json", text.as_bytes()).bytes()).unwrap();
        assert!(matches!(Item::of(&part), Some(Item::File(name, read)) if name == "figures.json" && read == text));
        // Programs may write line ends and texts in other ways that XML takes for the same.
        let other = part.replace('\n', "\r\n").replace("&lt;&amp;&gt;", "<![CDATA[<&>]]>");
        assert_ne!(other, part);
        assert!(matches!(Item::of(&other), Some(Item::File(_, read)) if read == text));
        for other in ["<file xmlns=\"urn:x\" name=\"figures.json\">{}</file>", "", "<a/>"] {
            assert!(Item::of(other).is_none());
        }
    }
}
