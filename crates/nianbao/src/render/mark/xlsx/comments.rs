//! Comments: a part of their own, to which those are added that are there already.

use std::collections::BTreeMap;

use quick_xml::escape::unescape;

use super::Unmarkable;
use crate::markup::Edits;
use crate::markup::{Document, Element, escaped, escaped_string};
use crate::place::CellAddress;
use crate::render::mark::remarks::{Comments, Paragraph};

/// A comment of Excel's conversations has such an author; what is added to it is never shown.
const THREAD: &str = "tc=";

/// A part with these comments alone.
pub(super) fn fresh(namespace: &str, author: &str, comments: &Comments) -> String {
    let list: String = comments.iter().map(|(cell, paragraphs)| comment("", *cell, 0, paragraphs)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{}\"><authors>\
         <author>{}</author></authors><commentList>{list}</commentList></comments>",
        escaped(namespace),
        escaped(author)
    )
}

/// The part with these comments too, and the cells that had none before and need a box for theirs. A cell that has a
/// comment keeps its text and box, and the new text stands below; a conversation is left alone.
pub(super) fn extended(
    text: &str,
    author: &str,
    comments: &Comments,
) -> Result<(String, Vec<CellAddress>), Unmarkable> {
    let document = Document::parse(text, 6)?;
    let root = &document.root;
    let (authors, list) = root.child("authors").zip(root.child("commentList")).ok_or(Unmarkable)?;
    let prefix = root.prefix();
    let names: Vec<&str> =
        authors.all("author").map(|author| author.content.clone().map_or("", |content| &text[content])).collect();
    let mut there: BTreeMap<CellAddress, &Element<'_>> = BTreeMap::new();
    for comment in list.all("comment") {
        let cell = document.attribute(comment, "ref").and_then(|cell| cell.parse().ok());
        there.insert(cell.ok_or(Unmarkable)?, comment);
    }
    let mut edits = Edits::default();
    let (mut new, mut without_box) = (String::new(), Vec::new());
    for (cell, paragraphs) in comments {
        let Some(known) = there.get(cell) else {
            new.push_str(&comment(prefix, *cell, names.len(), paragraphs));
            without_box.push(*cell);
            continue;
        };
        let by = document.attribute(known, "authorId").and_then(|at| names.get(at.parse::<usize>().ok()?).copied());
        let known = known.child("text").ok_or(Unmarkable)?;
        // What a copy that came back says already.
        let said = said(text, known);
        let new: Vec<Paragraph> =
            paragraphs.iter().filter(|paragraph| !said.contains(&paragraph.body)).cloned().collect();
        if !new.is_empty() && !by.is_some_and(|name| name.starts_with(THREAD)) {
            append(&mut edits, known, prefix, author, &new);
        }
    }
    if !new.is_empty() {
        edits.append(authors, format!("<{prefix}author>{}</{prefix}author>", escaped(author)));
        edits.append(list, new);
    }
    Ok((edits.applied(text), without_box))
}

/// What a comment says.
fn said(text: &str, comment: &Element<'_>) -> String {
    let plain = |element: &Element<'_>| {
        let content = element.content.clone().map_or("", |content| &text[content]);
        unescape(content).map_or_else(|_| content.to_owned(), std::borrow::Cow::into_owned)
    };
    let runs =
        comment.children.iter().flat_map(|run| if run.local() == "t" { vec![run] } else { run.all("t").collect() });
    runs.map(plain).collect()
}

/// Adds paragraphs to the text of a comment, under the name of who wrote them: runs stand behind a plain text, which becomes one, and before what says
/// how it is pronounced.
fn append(edits: &mut Edits, text: &Element<'_>, prefix: &str, author: &str, paragraphs: &[Paragraph]) {
    let runs = format!("{}{}", run(prefix, "b", &format!("\n\n{author}:\n")), runs(prefix, paragraphs));
    if let Some(plain) = text.child("t") {
        edits.insert(plain.tag.start, format!("<{prefix}r>"));
        edits.insert(plain.end, format!("</{prefix}r>"));
    }
    match text.children.iter().find(|child| matches!(child.local(), "rPh" | "phoneticPr")) {
        Some(behind) => edits.insert(behind.tag.start, runs),
        None => edits.append(text, runs),
    }
}

fn comment(prefix: &str, cell: CellAddress, author: usize, paragraphs: &[Paragraph]) -> String {
    format!(
        "<{prefix}comment ref=\"{cell}\" authorId=\"{author}\"><{prefix}text>{}</{prefix}text></{prefix}comment>",
        runs(prefix, paragraphs)
    )
}

fn runs(prefix: &str, paragraphs: &[Paragraph]) -> String {
    let mut runs = String::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let gap = if at == 0 { "" } else { "\n\n" };
        runs.push_str(&run(prefix, "b", &format!("{gap}{}", paragraph.head)));
        runs.push_str(&run(prefix, "", &format!("\n{}", paragraph.body)));
    }
    runs
}

/// A run in the face that Chinese comments have.
fn run(prefix: &str, weight: &str, text: &str) -> String {
    let weight = if weight.is_empty() { String::new() } else { format!("<{prefix}{weight}/>") };
    format!(
        "<{prefix}r><{prefix}rPr>{weight}<{prefix}sz val=\"9\"/><{prefix}color indexed=\"81\"/>\
         <{prefix}rFont val=\"宋体\"/><{prefix}family val=\"3\"/><{prefix}charset val=\"134\"/></{prefix}rPr>\
         <{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}r>",
        escaped_string(text)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comments(cells: &[&str]) -> Comments {
        let paragraph = Paragraph { head: "错误".to_owned(), body: "核对".to_owned() };
        cells.iter().map(|cell| (cell.parse().unwrap(), vec![paragraph.clone()])).collect()
    }

    /// The text of each comment by its cell, as a reader has it.
    fn read(text: &str) -> Vec<(String, String)> {
        let document = Document::parse(text, 6).unwrap();
        let list = document.root.child("commentList").unwrap();
        let texts = list.children.iter().map(|comment| {
            let mut said = String::new();
            let body = comment.child("text").unwrap();
            for run in &body.children {
                let plain = if run.local() == "t" { run } else { run.child("t").unwrap() };
                said.push_str(&text[plain.content.clone().unwrap()].replace("&#10;", "\n"));
            }
            (document.attribute(comment, "ref").unwrap(), said)
        });
        texts.collect()
    }

    #[test]
    fn a_sheet_without_comments_gets_them() {
        let text = fresh("urn:n", "年报", &comments(&["B3", "A12"]));
        let said = "错误\n核对".to_owned();
        assert_eq!(read(&text), [("B3".to_owned(), said.clone()), ("A12".to_owned(), said)]);
        assert_eq!(Document::parse(&text, 1).unwrap().namespace().as_deref(), Some("urn:n"));
    }

    #[test]
    fn comments_that_are_there_stay_and_take_what_is_added() {
        let text = "<x:comments xmlns:x=\"n\"><x:authors><x:author>张</x:author><x:author>tc={1}</x:author></x:authors><x:commentList>\
            <x:comment ref=\"A1\" authorId=\"0\"><x:text><x:t>原文</x:t></x:text></x:comment>\
            <x:comment ref=\"A2\" authorId=\"1\"><x:text><x:t>对话</x:t></x:text></x:comment>\
            <x:comment ref=\"A3\" authorId=\"0\"><x:text><x:r><x:t>甲</x:t></x:r></x:text></x:comment></x:commentList></x:comments>";
        let (text, without_box) = extended(text, "年报", &comments(&["A1", "A2", "B9"])).unwrap();
        assert_eq!(without_box, ["B9".parse().unwrap()]);
        let said: Vec<(String, String)> = read(&text);
        let expected = [("A1", "原文\n\n年报:\n错误\n核对"), ("A2", "对话"), ("A3", "甲"), ("B9", "错误\n核对")];
        assert_eq!(said, expected.map(|(cell, text)| (cell.to_owned(), text.to_owned())));
        assert!(text.contains("<x:author>年报</x:author></x:authors>") && text.contains("ref=\"B9\" authorId=\"2\""));
        assert!(text.contains("<x:text><x:r><x:t>原文</x:t></x:r><x:r>"), "{text}");
        // What is said already isn't said again.
        let (again, without_box) = extended(&text, "年报", &comments(&["A1", "A2", "B9"])).unwrap();
        assert!(again == text && without_box.is_empty());
    }
}
