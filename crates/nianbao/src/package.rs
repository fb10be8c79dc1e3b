//! The parts of an .xlsx or a .docx: a zip of XML files that point to one another.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{BufReader, Read as _};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::archive::Archive;

/// No part unpacks to more; what lies about it ends there.
const LIMIT: u64 = 4 << 30;

/// No part points to more others; what is beyond is not looked at.
const MOST_RELATIONS: usize = 1 << 20;

/// One part points to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Relation {
    /// What the part calls it, such as `rId7`.
    pub(crate) id: String,
    /// What the other is to the part: the last word of the type's address, such as `comments`.
    pub(crate) kind: String,
    /// The other part's name in the archive.
    pub(crate) target: String,
}

/// The workbook itself.
pub(crate) fn workbook(archive: &mut Archive<'_>) -> String {
    let named = relations(archive, "").into_iter().find(|relation| relation.kind == "officeDocument");
    named.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target)
}

/// Name and part of each sheet, in the order of the workbook.
pub(crate) fn sheets(archive: &mut Archive<'_>) -> Vec<(String, String)> {
    let workbook = workbook(archive);
    let targets: BTreeMap<String, String> =
        relations(archive, &workbook).into_iter().map(|relation| (relation.id, relation.target)).collect();
    let mut sheets = Vec::new();
    each_tag(archive, &workbook, |tag| {
        if tag.local_name().as_ref() == "sheet"
            && let Some((name, id)) = attribute(tag, "name").zip(reference(tag))
            && let Some(part) = targets.get(&id)
        {
            sheets.push((name, part.clone()));
        }
    });
    sheets
}

/// What a part points to inside the archive; an empty name stands for the archive as a whole.
pub(crate) fn relations(archive: &mut Archive<'_>, part: &str) -> Vec<Relation> {
    let mut found = Vec::new();
    each_tag(archive, &relations_part(part), |tag| {
        let is_outside = attribute(tag, "TargetMode").is_some_and(|mode| mode == "External");
        let is_taken = !is_outside && found.len() < MOST_RELATIONS;
        if let Some((id, target)) = attribute(tag, "Id").zip(attribute(tag, "Target")).filter(|_| is_taken) {
            let kind = attribute(tag, "Type").unwrap_or_default();
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            found.push(Relation { id, kind, target });
        }
    });
    for relation in &mut found {
        let whole = resolved(part, &relation.target);
        // Some programs leave out the stroke of a name that counts from the root.
        let is_whole = archive.index_for_name(&whole).is_none() && archive.index_for_name(&relation.target).is_some();
        relation.target = if is_whole { relation.target.clone() } else { whole };
    }
    found
}

/// The part that says what a part points to: `xl/_rels/workbook.xml.rels`.
pub(crate) fn relations_part(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').map_or(("", part), |(folder, name)| (folder, name));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    format!("{folder}_rels/{name}.rels")
}

/// The name in the archive of what a part calls `target`.
fn resolved(part: &str, target: &str) -> String {
    let mut names: Vec<&str> = part.split('/').collect();
    names.pop();
    let rest = target.strip_prefix('/');
    if rest.is_some() {
        names.clear();
    }
    for name in rest.unwrap_or(target).split('/') {
        match name {
            ".." => {
                names.pop();
            }
            "." | "" => {}
            name => names.push(name),
        }
    }
    names.join("/")
}

/// Looks at each start of an element. What can't be read ends it: the reader of the cells reports it.
pub(crate) fn each_tag(archive: &mut Archive<'_>, part: &str, mut each: impl FnMut(&BytesStart<'_>)) {
    let Ok(part) = archive.by_name(part) else { return };
    let mut reader = Reader::from_reader(BufReader::new(part.take(LIMIT)));
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) => each(&tag),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
        buffer.clear();
    }
}

/// The value of an attribute.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let value = tag.try_get_attribute(name).ok().flatten()?;
    value.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

/// The id of a relation: `r:id`, whatever the prefix.
fn reference(tag: &BytesStart<'_>) -> Option<String> {
    let mut attributes = tag.attributes().flatten();
    let found = attributes.find(|found| found.key.prefix().is_some() && found.key.local_name().as_ref() == "id")?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_count_from_the_part_or_from_the_root() {
        assert_eq!(resolved("xl/worksheets/sheet1.xml", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolved("xl/workbook.xml", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl/workbook.xml", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(resolved("", "xl/workbook.xml"), "xl/workbook.xml");
        assert_eq!(resolved("a.xml", "../../../b.xml"), "b.xml");
    }

    #[test]
    fn the_relations_of_a_part_lie_beside_it() {
        assert_eq!(relations_part("xl/workbook.xml"), "xl/_rels/workbook.xml.rels");
        assert_eq!(relations_part(""), "_rels/.rels");
        assert_eq!(relations_part("book.xml"), "_rels/book.xml.rels");
    }
}
