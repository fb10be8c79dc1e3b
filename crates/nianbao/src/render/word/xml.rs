//! A part of the document as it is being written: elements in their order, texts that can't break out of them.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An XML part.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
    open: Vec<&'static str>,
}

/// The attributes of an element.
pub(super) type Attributes<'a> = [(&'a str, &'a str)];

impl Xml {
    /// Begins a part with its outermost element.
    pub(super) fn new(root: &'static str, attributes: &Attributes<'_>) -> Self {
        let mut xml = Self { writer: Writer::new(Vec::new()), open: Vec::new() };
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml.open(root, attributes);
        xml
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &'static str, attributes: &Attributes<'_>) {
        self.event(Event::Start(start(name, attributes)));
        self.open.push(name);
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.event(Event::End(BytesEnd::new(name)));
        }
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &Attributes<'_>) {
        self.event(Event::Empty(start(name, attributes)));
    }

    /// An element whose whole content is its `w:val`.
    pub(super) fn value(&mut self, name: &'static str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// An element with a text in it.
    pub(super) fn text(&mut self, name: &'static str, attributes: &Attributes<'_>, text: &str) {
        self.open(name, attributes);
        self.say(text);
        self.close();
    }

    /// A text in the element that is open.
    pub(super) fn say(&mut self, text: &str) {
        self.event(Event::Text(BytesText::new(&sound(text))));
    }

    /// How many bytes there are so far.
    pub(super) fn len(&self) -> usize {
        self.writer.get_ref().len()
    }

    /// Takes back what was written from that byte on.
    pub(super) fn split_off(&mut self, at: usize) -> Vec<u8> {
        self.writer.get_mut().split_off(at)
    }

    /// Writes whole elements again.
    pub(super) fn append(&mut self, mut elements: Vec<u8>) {
        self.writer.get_mut().append(&mut elements);
    }

    /// The bytes of the part.
    pub(super) fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        self.writer.into_inner()
    }

    fn event(&mut self, event: Event<'_>) {
        // A vector takes whatever it is given.
        let _written = self.writer.write_event(event);
    }
}

fn start<'a>(name: &'static str, attributes: &Attributes<'a>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, sound(value).as_str()));
    }
    start
}

/// A text without what XML can't say.
fn sound(text: &str) -> String {
    let is_sayable = |c: char| matches!(c, '\n' | '\t') || (c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    text.chars().map(|c| if is_sayable(c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_breaks_out_of_its_element() {
        let mut xml = Xml::new("w:a", &[("w:val", "\"<甲>&'\u{b}")]);
        xml.text("w:t", &[], "</w:t>&lt;\u{0}\u{ffff}]]>");
        xml.open("w:b", &[]);
        let written = String::from_utf8(xml.finish()).unwrap();
        let expected = "<w:a w:val=\"&quot;&lt;甲&gt;&amp;&apos;\u{fffd}\"><w:t>&lt;/w:t&gt;&amp;lt;\u{fffd}\u{fffd}]]&gt;</w:t>\
                        <w:b></w:b></w:a>";
        assert_eq!(written.split_once("?>").unwrap().1, expected);
    }
}
