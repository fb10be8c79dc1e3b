//! Word documents (.docx): the text that stands when all revisions are accepted, with its automatic numbers.

mod body;
mod numbering;
mod package;

use super::writer::{Piece, Writer};
use crate::error::Fault;
use body::{Body, Note};
use numbering::Numbering;
use package::Package;

/// The text of a document, its notes behind it. Heads and feet are no part of it.
pub(super) fn read(bytes: &[u8]) -> Result<Piece, Fault> {
    let mut package = Package::open(bytes)?;
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
    Ok(Writer::finish(body.finish()))
}

#[cfg(test)]
mod tests;
