//! How the parts of an archive find each other: relations, and what kind of part each is.

use std::collections::BTreeSet;

use super::Unmarkable;
use crate::markup::Edits;
use crate::markup::{Document, escaped};

/// The namespaces of relations in the two forms of the standard (ECMA-376, part 4 and part 1).
const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STRICT: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";

/// The two forms of the standard, which differ in their namespaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    is_strict: bool,
}

impl Dialect {
    /// The dialect of a workbook, by the namespace of its elements.
    pub(super) fn of(namespace: &str) -> Self {
        Self { is_strict: namespace.starts_with("http://purl.oclc.org/") }
    }

    /// The namespace of relations.
    pub(super) const fn relations(self) -> &'static str {
        if self.is_strict { STRICT } else { TRANSITIONAL }
    }
}

/// The relations of a part, and those that come to them.
pub(super) struct Relations {
    text: String,
    ids: BTreeSet<String>,
    new: String,
}

impl Relations {
    /// From the part that lists them; an empty text stands for none.
    pub(super) fn of(text: Option<String>) -> Result<Self, Unmarkable> {
        const NONE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships \
            xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
        let text = text.unwrap_or_else(|| NONE.to_owned());
        let document = Document::parse(&text, 2)?;
        let ids = document.root.children.iter().filter_map(|relation| document.attribute(relation, "Id")).collect();
        Ok(Self { text, ids, new: String::new() })
    }

    /// Adds a relation from one part to another and gives its id.
    pub(super) fn add(&mut self, dialect: Dialect, kind: &str, from: &str, to: &str) -> String {
        let mut number = self.ids.len() + 1;
        while self.ids.contains(&format!("rId{number}")) {
            number += 1;
        }
        let id = format!("rId{number}");
        self.new.push_str(&format!(
            "<Relationship Id=\"{id}\" Type=\"{}/{kind}\" Target=\"{}\"/>",
            dialect.relations(),
            escaped(&relative(from, to))
        ));
        self.ids.insert(id.clone());
        id
    }

    /// The part that lists them.
    pub(super) fn finished(self) -> Result<String, Unmarkable> {
        let document = Document::parse(&self.text, 2)?;
        let prefix = document.root.prefix();
        let mut edits = Edits::default();
        edits.append(&document.root, self.new.replace("<Relationship ", &format!("<{prefix}Relationship ")));
        Ok(edits.applied(&self.text))
    }
}

/// How one part calls another: from its own folder.
fn relative(from: &str, to: &str) -> String {
    let (mut from, mut to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    from.pop();
    let same = from.iter().zip(&to).take_while(|(from, to)| from == to).count().min(to.len() - 1);
    let up = vec![".."; from.len() - same];
    let mut names = up;
    names.extend(to.drain(same..));
    names.join("/")
}

/// Kinds of parts that come to a workbook.
#[derive(Debug, Clone, Copy)]
pub(super) enum PartKind {
    /// A sheet.
    Sheet,
    /// Comments.
    Comments,
    /// Formats.
    Styles,
}

impl PartKind {
    const fn word(self) -> &'static str {
        match self {
            Self::Sheet => "worksheet",
            Self::Comments => "comments",
            Self::Styles => "styles",
        }
    }
}

/// `[Content_Types].xml` with these parts too, and with what drawings of comments are.
pub(super) fn types(text: &str, parts: &[(PartKind, String)]) -> Result<String, Unmarkable> {
    let document = Document::parse(text, 2)?;
    let root = &document.root;
    let prefix = root.prefix();
    let mut edits = Edits::default();
    let knows_drawings = root.all("Default").any(|known| {
        document.attribute(known, "Extension").is_some_and(|extension| extension.eq_ignore_ascii_case("vml"))
    });
    if !knows_drawings {
        let at = root.children.first().map(|first| first.tag.start).ok_or(Unmarkable)?;
        let kind = "application/vnd.openxmlformats-officedocument.vmlDrawing";
        edits.insert(at, format!("<{prefix}Default Extension=\"vml\" ContentType=\"{kind}\"/>"));
    }
    let overrides = parts.iter().map(|(kind, part)| {
        let kind = format!("application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml", kind.word());
        format!("<{prefix}Override PartName=\"/{}\" ContentType=\"{kind}\"/>", escaped(part))
    });
    edits.append(root, overrides.collect::<String>());
    Ok(edits.applied(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_call_each_other_from_their_folders() {
        assert_eq!(relative("xl/workbook.xml", "xl/worksheets/a.xml"), "worksheets/a.xml");
        assert_eq!(relative("xl/worksheets/a.xml", "xl/comments1.xml"), "../comments1.xml");
        assert_eq!(relative("book.xml", "a.xml"), "a.xml");
        assert_eq!(relative("a/b/c.xml", "xl/d.xml"), "../../xl/d.xml");
    }

    #[test]
    fn a_relation_gets_an_id_of_its_own() {
        let text = "<p:Relationships xmlns:p=\"n\"><p:Relationship Id=\"rId2\" Target=\"a\"/></p:Relationships>";
        let mut relations = Relations::of(Some(text.to_owned())).unwrap();
        let dialect = Dialect::of("http://purl.oclc.org/ooxml/spreadsheetml/main");
        assert_eq!(relations.add(dialect, "comments", "xl/worksheets/a.xml", "xl/comments1.xml"), "rId3");
        let expected = format!(
            "<p:Relationship Id=\"rId2\" Target=\"a\"/><p:Relationship Id=\"rId3\" Type=\"{STRICT}/comments\" \
             Target=\"../comments1.xml\"/></p:Relationships>"
        );
        assert!(relations.finished().unwrap().ends_with(&expected));
        let none = Relations::of(None).unwrap().finished().unwrap();
        assert!(Document::parse(&none, 2).unwrap().root.children.is_empty());
    }

    #[test]
    fn what_is_a_drawing_is_said_once() {
        let text = "<Types><Default Extension=\"xml\"/></Types>";
        let once = types(text, &[(PartKind::Comments, "xl/comments1.xml".to_owned())]).unwrap();
        assert!(once.starts_with("<Types><Default Extension=\"vml\""), "{once}");
        assert_eq!(types(&once, &[]).unwrap(), once);
        assert!(once.contains("PartName=\"/xl/comments1.xml\""));
    }
}
