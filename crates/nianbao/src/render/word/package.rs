//! The parts of the document as an archive: what each is, and which points to which. Nothing in it has a time of its own.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::Xml;
use crate::error::Error;
use crate::package::relations_part;

/// What stands before the kind of a relation.
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
/// What stands around the kind of a part of a text.
const TYPES: [&str; 2] = ["application/vnd.openxmlformats-officedocument.wordprocessingml.", "+xml"];

/// The parts so far.
#[derive(Default)]
pub(super) struct Package {
    parts: Vec<(String, Vec<u8>)>,
    types: Vec<(String, String)>,
    root: Relations,
}

/// What a part points to.
#[derive(Default)]
pub(super) struct Relations(Vec<Relation>);

struct Relation {
    kind: String,
    target: String,
    is_outside: bool,
}

impl Relations {
    /// Points to a part, and returns the id by which it does.
    pub(super) fn part(&mut self, kind: &str, target: &str) -> String {
        self.add(format!("{KINDS}{kind}"), target, false)
    }

    /// Points to an address outside.
    pub(super) fn link(&mut self, address: &str) -> String {
        self.add(format!("{KINDS}hyperlink"), address, true)
    }

    fn add(&mut self, kind: String, target: &str, is_outside: bool) -> String {
        let same = |known: &Relation| known.kind == kind && known.target == target;
        let at = self.0.iter().position(same).unwrap_or_else(|| {
            self.0.push(Relation { kind, target: target.to_owned(), is_outside });
            self.0.len() - 1
        });
        format!("rId{}", at + 1)
    }

    fn bytes(&self) -> Vec<u8> {
        let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
        let mut xml = Xml::new("Relationships", &[("xmlns", namespace)]);
        for (at, Relation { kind, target, is_outside }) in self.0.iter().enumerate() {
            let id = format!("rId{}", at + 1);
            let mut attributes = vec![("Id", id.as_str()), ("Type", kind), ("Target", target)];
            attributes.extend(is_outside.then_some(("TargetMode", "External")));
            xml.empty("Relationship", &attributes);
        }
        xml.finish()
    }
}

impl Package {
    /// Adds a part; with the kind of text that it is, unless its ending says it all.
    pub(super) fn part(&mut self, name: &str, kind: Option<&str>, bytes: Vec<u8>) {
        let [before, after] = TYPES;
        self.types.extend(kind.map(|kind| (name.to_owned(), format!("{before}{kind}{after}"))));
        self.parts.push((name.to_owned(), bytes));
    }

    /// Adds a part of another type.
    pub(super) fn typed(&mut self, name: &str, media_type: &str, bytes: Vec<u8>) {
        self.types.push((name.to_owned(), media_type.to_owned()));
        self.parts.push((name.to_owned(), bytes));
    }

    /// Adds what a part points to, if it does.
    pub(super) fn relations(&mut self, name: &str, relations: &Relations) {
        if !relations.0.is_empty() {
            self.parts.push((relations_part(name), relations.bytes()));
        }
    }

    /// Points to a part from the package as a whole.
    pub(super) fn points_to(&mut self, kind: &str, target: &str) {
        self.root.add(kind.to_owned(), target, false);
    }

    /// The archive.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, Error> {
        self.root.0.insert(
            0,
            Relation {
                kind: format!("{KINDS}officeDocument"),
                target: "word/document.xml".to_owned(),
                is_outside: false,
            },
        );
        let head =
            [("[Content_Types].xml".to_owned(), self.content_types()), ("_rels/.rels".to_owned(), self.root.bytes())];
        // A time of its own would make two runs differ.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        let failed = |error: &dyn std::fmt::Display| Error::Internal(error.to_string());
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in head.into_iter().chain(self.parts) {
            writer.start_file(name, options).map_err(|error| failed(&error))?;
            writer.write_all(&bytes).map_err(|error| failed(&error))?;
        }
        Ok(writer.finish().map_err(|error| failed(&error))?.into_inner())
    }

    fn content_types(&self) -> Vec<u8> {
        let mut xml = Xml::new("Types", &[("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")]);
        for (ending, media_type) in [
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
            ("png", "image/png"),
            ("jpeg", "image/jpeg"),
            ("gif", "image/gif"),
            ("svg", "image/svg+xml"),
        ] {
            xml.empty("Default", &[("Extension", ending), ("ContentType", media_type)]);
        }
        for (name, media_type) in &self.types {
            xml.empty("Override", &[("PartName", &format!("/{name}")), ("ContentType", media_type)]);
        }
        xml.finish()
    }
}
