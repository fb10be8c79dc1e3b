//! XML of other programs as its elements, each with the place where it stands in the text, so that it can be changed in
//! places and stay as it is in all others.

mod edits;

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, Event};

pub(crate) use edits::Edits;

/// The text is no XML, or declares what could change where something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Malformed;

/// No part that is held as a tree has more elements.
const ELEMENTS: usize = 1_000_000;

/// An element and where it stands.
#[derive(Debug)]
pub(crate) struct Element<'a> {
    /// The name with its prefix, as the start tag writes it.
    pub(crate) name: &'a str,
    /// The start tag.
    pub(crate) tag: Range<usize>,
    /// What is between the tags; nothing for `<a/>`.
    pub(crate) content: Option<Range<usize>>,
    /// The byte behind the element.
    pub(crate) end: usize,
    /// The elements in it, as deep as they were asked for.
    pub(crate) children: Vec<Element<'a>>,
}

impl<'a> Element<'a> {
    /// The name without its prefix.
    pub(crate) fn local(&self) -> &'a str {
        self.name.rsplit(':').next().unwrap_or(self.name)
    }

    /// The prefix with its colon; empty if there is none. What stands beside the element goes by it too.
    pub(crate) fn prefix(&self) -> &'a str {
        &self.name[..self.name.len() - self.local().len()]
    }

    /// The first child of that name.
    pub(crate) fn child(&self, local: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.local() == local)
    }

    /// The children of that name.
    pub(crate) fn all<'e>(&'e self, local: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| child.local() == local)
    }
}

/// A part as a tree.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    /// The whole text.
    pub(crate) text: &'a str,
    /// The outermost element.
    pub(crate) root: Element<'a>,
}

impl<'a> Document<'a> {
    /// The elements down to `depth` levels, the root being the first.
    pub(crate) fn parse(text: &'a str, depth: usize) -> Result<Self, Malformed> {
        let mut tags = Tags::new(text);
        let mut open: Vec<Element<'a>> = Vec::new();
        let (mut level, mut count, mut root) = (0_usize, 0_usize, None);
        while let Some(tag) = tags.next()? {
            let place = tag.span.clone();
            let element =
                |content| Element { name: tag.name, tag: place.clone(), content, end: place.end, children: Vec::new() };
            let closed = match tag.kind {
                TagKind::Start => {
                    level += 1;
                    if level <= depth {
                        open.push(element(None));
                    }
                    continue;
                }
                TagKind::Empty if level < depth => element(None),
                TagKind::Empty => continue,
                TagKind::End => {
                    level -= 1;
                    if level >= depth {
                        continue;
                    }
                    let Some(mut element) = open.pop() else { continue };
                    element.content = Some(element.tag.end..place.start);
                    element.end = place.end;
                    element
                }
            };
            count += 1;
            if count > ELEMENTS {
                return Err(Malformed);
            }
            match open.last_mut() {
                Some(parent) => parent.children.push(closed),
                None => root = Some(closed),
            }
        }
        root.map(|root| Self { text, root }).ok_or(Malformed)
    }

    /// An attribute of an element.
    pub(crate) fn attribute(&self, element: &Element<'_>, name: &str) -> Option<String> {
        attribute(&self.text[element.tag.clone()], name)
    }

    /// The namespace of the outermost element.
    pub(crate) fn namespace(&self) -> Option<String> {
        let name = match self.root.prefix() {
            "" => "xmlns".to_owned(),
            prefix => format!("xmlns:{}", prefix.trim_end_matches(':')),
        };
        self.attribute(&self.root, &name)
    }
}

/// What a tag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TagKind {
    /// `<a>`
    Start,
    /// `<a/>`
    Empty,
    /// `</a>`
    End,
}

/// A tag and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Tag<'a> {
    pub(crate) kind: TagKind,
    /// The name with its prefix.
    pub(crate) name: &'a str,
    pub(crate) span: Range<usize>,
}

impl<'a> Tag<'a> {
    /// The name without its prefix.
    pub(crate) fn local(&self) -> &'a str {
        self.name.rsplit(':').next().unwrap_or(self.name)
    }
}

/// The tags of a text, one after the other.
pub(crate) struct Tags<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    /// Where the reader's text begins: behind the mark of UTF-8, if there is one.
    base: usize,
}

impl<'a> Tags<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let rest = text.trim_start_matches('\u{feff}');
        Self { text, reader: Reader::from_str(rest), base: text.len() - rest.len() }
    }

    /// The next tag; nothing at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Tag<'a>>, Malformed> {
        loop {
            let start = self.position();
            let event = self.reader.read_event().map_err(|_| Malformed)?;
            let kind = match &event {
                Event::Start(_) => TagKind::Start,
                Event::Empty(_) => TagKind::Empty,
                Event::End(_) => TagKind::End,
                Event::Eof => return Ok(None),
                // What it declares could change what stands where.
                Event::DocType(_) => return Err(Malformed),
                _ => continue,
            };
            let span = start..self.position();
            let source = self.text.get(span.clone()).filter(|source| source.starts_with('<')).ok_or(Malformed)?;
            let named = source.trim_start_matches('<').trim_start_matches('/');
            let length = named.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>').unwrap_or(named.len());
            return Ok(Some(Tag { kind, name: &named[..length], span }));
        }
    }

    fn position(&self) -> usize {
        self.base + usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX - self.base)
    }
}

/// What the content of an element says: its texts, with line ends as XML reads them.
pub(crate) fn content(source: &str) -> Result<String, Malformed> {
    let mut reader = Reader::from_str(source);
    let mut said = String::new();
    loop {
        match reader.read_event().map_err(|_| Malformed)? {
            Event::Text(text) => said.push_str(&text.xml10_content()),
            Event::CData(text) => said.push_str(&text.xml10_content()),
            Event::GeneralRef(name) => said.push(referred(&name).ok_or(Malformed)?),
            Event::Eof => return Ok(said),
            _ => {}
        }
    }
}

/// The character that a reference such as `&amp;` or `&#20214;` stands for.
pub(crate) fn referred(name: &BytesRef<'_>) -> Option<char> {
    match name.as_ref() {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name.resolve_char_ref().ok().flatten(),
    }
}

/// The value of an attribute of a start tag.
pub(crate) fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = &tag[attribute_span(tag, name)?];
    Some(unescape(value).map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned))
}

/// Where the value of an attribute stands in its start tag.
pub(crate) fn attribute_span(tag: &str, name: &str) -> Option<Range<usize>> {
    attributes(tag).find(|(known, _)| *known == name).map(|(_, span)| span)
}

/// Name and place of the value of each attribute of a start tag.
pub(crate) fn attributes(tag: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut at = tag.find(|c: char| c.is_ascii_whitespace()).unwrap_or(tag.len());
    std::iter::from_fn(move || {
        let rest = tag.get(at..)?;
        let start = at + rest.find(|c: char| !c.is_ascii_whitespace())?;
        let equals = start + tag[start..].find('=')?;
        let after = equals + 1;
        let open = after + tag[after..].find(['"', '\''])?;
        let quote = tag[open..].chars().next()?;
        let end = open + 1 + tag[open + 1..].find(quote)?;
        at = end + 1;
        Some((tag[start..equals].trim_end(), open + 1..end))
    })
}

/// A text as the content of an element or the value of an attribute: escaped, and without what XML can't say.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            '\t' => escaped.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A text as a cell's or a comment's: spreadsheets read `_x0041_` as the letter A, so that its stroke is written so.
pub(crate) fn escaped_string(text: &str) -> String {
    let is_code = |at: usize| {
        let code = text.as_bytes().get(at..at + 7);
        code.is_some_and(|code| {
            code.starts_with(b"_x") && code[2..6].iter().all(u8::is_ascii_hexdigit) && code[6] == b'_'
        })
    };
    let mut kept = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if c == '_' && is_code(at) {
            kept.push_str("_x005F");
        }
        kept.push(c);
    }
    escaped(&kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_stand_where_the_text_has_them() {
        let text = "\u{feff}<?xml version=\"1.0\"?>\n<x:a xmlns:x=\"urn:甲\">乙&amp;<!-- <b> --><x:b n='&lt;1'/>\n<x:c><d/></x:c></x:a>";
        let document = Document::parse(text, 2).unwrap();
        assert_eq!((document.root.local(), document.root.prefix(), document.root.end), ("a", "x:", text.len()));
        assert_eq!(document.namespace().as_deref(), Some("urn:甲"));
        let written: Vec<&str> = document.root.children.iter().map(|child| &text[child.tag.start..child.end]).collect();
        assert_eq!(written, ["<x:b n='&lt;1'/>", "<x:c><d/></x:c>"]);
        assert_eq!(document.attribute(&document.root.children[0], "n").as_deref(), Some("<1"));
        assert_eq!(document.root.child("c").unwrap().children.len(), 0);
        assert!(document.root.child("d").is_none());
    }

    #[test]
    fn attributes_are_found_by_their_whole_names() {
        let tag = "<c  r = \"A1\" xs='9'\ts=\"4\"/>";
        assert_eq!(attribute(tag, "r").as_deref(), Some("A1"));
        assert_eq!(attribute(tag, "s").as_deref(), Some("4"));
        assert_eq!(attribute(tag, "t"), None);
        assert_eq!(attribute("<c r=\"A1", "r"), None);
    }

    #[test]
    fn what_is_no_xml_or_declares_entities_is_refused() {
        for text in ["", "甲", "<a>", "<a></b>", "<!DOCTYPE a [<!ENTITY b \"c\">]><a/>"] {
            assert!(Document::parse(text, 3).is_err(), "{text}");
        }
    }

    #[test]
    fn a_text_stays_a_text() {
        assert_eq!(escaped_string("=<甲>&\u{1}\n_x0041_ _x00_"), "=&lt;甲&gt;&amp;\u{fffd}&#10;_x005F_x0041_ _x00_");
    }
}
