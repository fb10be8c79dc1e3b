//! What a page carries beside its text: blocks of data, the values of the figures that it states, what it says of where
//! they come from, and its head and foot.

use html5gum::StartTag;

use super::super::carrier::Attached;
use super::attribute;
use crate::data_block;

/// What a web page says of its figures in its markup.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Marked {
    /// The values, in the order of the page.
    pub(crate) values: Vec<Value>,
    /// Where figures come from.
    pub(crate) sources: Vec<Source>,
}

/// A figure that a page states: `<data value="146" data-figure="petitions.forwarded">`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Value {
    /// The figure's id.
    pub(crate) figure: String,
    /// Its value; empty for a figure that has none.
    pub(crate) value: String,
}

/// What a page shows for a figure that is pointed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    /// The element's id.
    pub(crate) id: String,
    /// Its text, with whatever white space it has.
    pub(crate) text: String,
}

/// An element whose content matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Block,
    Source,
    Edge,
}

/// What was found so far.
#[derive(Default)]
pub(super) struct Beside {
    /// The files that are asked for.
    names: &'static [&'static str],
    pub(super) attached: Vec<Attached>,
    pub(super) marked: Marked,
    edges: String,
    /// The block that is open, by the file's name.
    block: Option<(&'static str, String)>,
    source: Option<Source>,
    /// Heads and feet that are open.
    open_edges: usize,
}

impl Beside {
    pub(super) fn new(names: &'static [&'static str]) -> Self {
        Self { names, ..Self::default() }
    }

    /// Takes notice of an element, and says what it is if it has to be closed.
    pub(super) fn open(&mut self, name: &str, tag: &StartTag<()>) -> Option<Role> {
        if let Some(figure) = attribute(tag, "data-figure").filter(|_| name == "data") {
            let value = attribute(tag, "value").unwrap_or_default();
            self.marked.values.push(Value { figure: figure.trim().to_owned(), value });
        }
        if name == "script" {
            let file = self.file(tag)?;
            self.block = Some((file, String::new()));
            return Some(Role::Block);
        }
        if let (None, Some(_), Some(id)) = (&self.source, attribute(tag, "data-source"), attribute(tag, "id")) {
            self.source = Some(Source { id, text: String::new() });
            return Some(Role::Source);
        }
        if matches!(name, "header" | "footer") {
            self.open_edges += 1;
            return Some(Role::Edge);
        }
        None
    }

    /// The file that a block of data holds: `<script type="application/json" id="figures">`. Nothing else is a block, for
    /// a browser would run it.
    fn file(&self, tag: &StartTag<()>) -> Option<&'static str> {
        let is_data = attribute(tag, "type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"));
        let id = attribute(tag, "id").filter(|_| is_data)?;
        self.names.iter().copied().find(|name| name.strip_suffix(".json") == Some(&id))
    }

    pub(super) fn close(&mut self, role: Role) {
        match role {
            Role::Block => self.attached.extend(
                self.block
                    .take()
                    .map(|(name, text)| Attached { name: name.to_owned(), bytes: Some(data_block::read(&text)) }),
            ),
            Role::Source => self.marked.sources.extend(self.source.take()),
            Role::Edge => self.open_edges = self.open_edges.saturating_sub(1),
        }
    }

    pub(super) fn text(&mut self, text: &str, is_hidden: bool) {
        if let Some((_, block)) = &mut self.block {
            return block.push_str(text);
        }
        if let Some(source) = &mut self.source {
            source.text.push_str(text);
        }
        if self.open_edges > 0 && !is_hidden {
            self.edges.push_str(text);
        }
    }

    pub(super) fn end_line(&mut self) {
        if self.open_edges > 0 {
            self.edges.push('\n');
        }
    }

    /// The lines of its heads and feet.
    pub(super) fn edges(&self) -> Vec<String> {
        self.edges.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
    }
}
