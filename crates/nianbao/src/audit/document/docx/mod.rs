//! Word documents (.docx): the text that stands when all revisions are accepted, with its automatic numbers.

mod attached;
mod body;
mod numbering;
mod package;

use super::carrier::Attached;
use super::writer::{Piece, Writer};
use crate::error::Fault;
use body::{Body, Note};
use numbering::Numbering;
use package::Package;

/// A document with what it carries.
pub(super) struct Whole {
    /// Its text.
    pub(super) piece: Piece,
    /// Those of its files that were asked for.
    pub(super) attached: Vec<Attached>,
    /// What stands at the edges of its pages.
    pub(super) edges: Vec<String>,
}

/// Reads a document, and those of the files it carries that go by one of the names.
pub(super) fn read_whole(bytes: &[u8], names: &[&str]) -> Result<Whole, Fault> {
    let mut package = Package::open(bytes)?;
    let (piece, mut edges) = text(&mut package)?;
    let attached = attached::files(&mut package, names)?;
    if edges.is_empty() && !attached.is_empty() {
        // Some programs take the tag of the digest away when they save, and it is a line like any other.
        edges.extend(piece.text.lines().map(str::to_owned));
    }
    for head in package.beside_like("header") {
        let mut body = Body::new(Numbering::default());
        package.each(&head, &mut |event| body.event(event))?;
        edges.extend(Writer::finish(body.finish()).text.lines().map(str::to_owned));
    }
    Ok(Whole { piece, attached, edges })
}

/// The text of a document, its notes behind it. Heads and feet are no part of it.
pub(super) fn read(bytes: &[u8]) -> Result<Piece, Fault> {
    text(&mut Package::open(bytes)?).map(|(piece, _)| piece)
}

/// The text, and what stands at the feet of pages.
fn text(package: &mut Package<'_>) -> Result<(Piece, Vec<String>), Fault> {
    let mut numbering = Numbering::default();
    let (styles, numbers) = (package.beside("styles.xml"), package.beside("numbering.xml"));
    package.each(&styles, &mut |event| numbering.style(event))?;
    package.each(&numbers, &mut |event| numbering.definition(event))?;
    let main = package.main.clone();
    let mut body = Body::new(numbering);
    if !package.each(&main, &mut |event| body.event(event))? {
        return Err(Fault::new("document-damaged").with("part", "zip"));
    }
    for (part, note) in [("footnotes.xml", Note::Foot), ("endnotes.xml", Note::End)] {
        let part = package.beside(part);
        body.begin_notes(note);
        package.each(&part, &mut |event| body.event(event))?;
    }
    let digests = body.digests();
    Ok((Writer::finish(body.finish()), digests))
}

#[cfg(test)]
mod tests;
