//! The document as an archive: the parts that have text, those of its own, and a copy in which some are others.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::carried::Item;
use super::{Carried, Story};
use crate::archive::{self, Archive, Refused};
use crate::audit;
use crate::error::{Error, Fault};
use crate::package;
use crate::render::provenance::PROVENANCE;
use crate::verify::FIGURES;

/// The parts with text unpack to no more, all together: they are held in memory.
const MOST: u64 = 192 << 20;
/// No report's text points to more parts.
const MOST_RELATIONS: usize = 10_000;

const TOO_LARGE: &str = "document-too-large";

/// A part with text.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) story: Story,
    pub(super) text: String,
}

/// Reads the parts with text, and what the document carries.
pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<(Vec<Part>, Carried), Error> {
    let refused = |fault: Fault| audit::refused(path, fault);
    if !bytes.starts_with(b"PK\x03\x04") {
        let name = path.display().to_string();
        // Whatever else it is, the reader of documents knows why it is of no use, or it is a text of another kind.
        let fault = audit::Document::of_bytes(&name, bytes.to_vec()).err();
        return Err(refused(fault.unwrap_or_else(|| Fault::new("refresh-not-word"))));
    }
    let mut archive = archive::open(bytes).map_err(|reason| {
        refused(match reason {
            Refused::Damaged => Fault::new("document-damaged").with("part", "zip"),
            Refused::PartTwice => Fault::new("document-with-part-twice"),
        })
    })?;
    let main = package::relations(&mut archive, "").into_iter().find(|own| own.kind == "officeDocument");
    let main = main.map(|main| main.target).filter(|main| main.starts_with("word/"));
    let main = main.ok_or_else(|| refused(Fault::new("refresh-not-word")))?;
    if archive.file_names().flatten().any(|name| name.starts_with("_xmlsignatures/")) {
        return Err(refused(Fault::new("refresh-signed")));
    }
    let mut left = MOST;
    let mut text = |archive: &mut Archive<'_>, name: &str| text(archive, name, &mut left);
    let mut parts =
        vec![Part { text: text(&mut archive, &main).map_err(refused)?, name: main.clone(), story: Story::Body }];
    let mut carried = Carried::default();
    let mut known = BTreeSet::from([main.clone()]);
    let relations = package::relations(&mut archive, &main);
    if relations.len() > MOST_RELATIONS {
        return Err(refused(Fault::new(TOO_LARGE)));
    }
    for relation in relations {
        let story = match relation.kind.as_str() {
            "footnotes" => Story::Footnotes,
            "endnotes" => Story::Endnotes,
            "header" => Story::Header,
            "footer" => Story::Footer,
            "comments" => Story::Comments,
            "customXml" => {
                if known.insert(relation.target.clone()) {
                    match text(&mut archive, &relation.target) {
                        Ok(part) => carried.take(relation.target, &part).map_err(refused)?,
                        Err(fault) if fault.key == TOO_LARGE => return Err(refused(fault)),
                        // What is no text is another program's.
                        Err(_) => {}
                    }
                }
                continue;
            }
            _ => continue,
        };
        if known.insert(relation.target.clone()) {
            let text = text(&mut archive, &relation.target).map_err(refused)?;
            parts.push(Part { text, name: relation.target, story });
        }
    }
    // As the program that wrote it went through them.
    parts.sort_by_key(|part| part.story);
    Ok((parts, carried))
}

impl Carried {
    /// Takes note of a part, if it is one of the document's own.
    fn take(&mut self, name: String, part: &str) -> Result<(), Fault> {
        let is_second = match Item::of(part) {
            Some(Item::File(file, own)) if file == FIGURES => self.figures.replace((name, own)).is_some(),
            Some(Item::File(file, _)) if file == PROVENANCE => self.provenance.replace(name).is_some(),
            Some(Item::Controls(controls)) => self.controls.replace((name, controls)).is_some(),
            _ => false,
        };
        if is_second { Err(Fault::new("refresh-figures-twice")) } else { Ok(()) }
    }
}

/// A copy with other parts; all the rest is not even unpacked.
pub(super) fn copied(bytes: &[u8], mut changed: BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, Error> {
    let failed = |error: &dyn std::fmt::Display| Error::Internal(error.to_string());
    let mut archive = archive::open(bytes).map_err(|_| Error::Internal("archive".to_owned()))?;
    // A time of its own would make two runs differ.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let part = archive.by_index_raw(at).map_err(|error| failed(&error))?;
        let name = part.name().map_err(|error| failed(&error))?.into_owned();
        match changed.remove(&name) {
            None => writer.raw_copy_file(part).map_err(|error| failed(&error))?,
            Some(content) => {
                writer.start_file(name, options).map_err(|error| failed(&error))?;
                writer.write_all(&content).map_err(|error| failed(&error))?;
            }
        }
    }
    Ok(writer.finish().map_err(|error| failed(&error))?.into_inner())
}

/// A part as text, of which no more than `left` bytes are unpacked; they are counted off.
fn text(archive: &mut Archive<'_>, name: &str, left: &mut u64) -> Result<String, Fault> {
    let damaged = |part: &str| Fault::new("document-damaged").with("part", part);
    let part = archive.by_name(name).map_err(|_| damaged("zip"))?;
    let mut bytes = Vec::new();
    let read = part.take(*left + 1).read_to_end(&mut bytes);
    // What is damaged or too large was unpacked all the same.
    let rest = left.checked_sub(bytes.len() as u64);
    *left = rest.unwrap_or(0);
    if rest.is_none() {
        return Err(Fault::new(TOO_LARGE));
    }
    read.map_err(|_| damaged("zip"))?;
    String::from_utf8(bytes).map_err(|_| damaged("xml"))
}
