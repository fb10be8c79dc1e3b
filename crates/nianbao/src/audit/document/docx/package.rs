//! The parts of a .docx, which is a zip archive of XML files.

use std::io::{BufReader, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::archive::{self, Archive, Refused};
use crate::error::Fault;

/// No part that is read unpacks to more, counted and not believed.
const PART: u64 = 512 << 20;

/// A document whose main part is known.
pub(super) struct Package<'a> {
    archive: Archive<'a>,
    /// The name of the part that holds the text.
    pub(super) main: String,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let archive = archive::open(bytes).map_err(|refused| match refused {
            Refused::Damaged => Fault::new("document-damaged").with("part", "zip"),
            Refused::PartTwice => Fault::new("document-with-part-twice"),
        })?;
        let mut package = Self { archive, main: String::new() };
        let mut main = None;
        let is_package = package.each("_rels/.rels", &mut |event| {
            if let Event::Start(tag) | Event::Empty(tag) = event
                && attribute(tag, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
            {
                main = attribute(tag, "Target");
            }
        })?;
        // A workbook is such a package as well; an e-book, an .odt or an .ofd is another kind of archive.
        let main = main.map(|main| main.trim_start_matches('/').to_owned());
        match main.filter(|main| is_package && main.starts_with("word/")) {
            Some(main) => Ok(Self { main, ..package }),
            None => Err(Fault::new("document-of-no-kind")),
        }
    }

    /// The part of a name in the folder of the main part.
    pub(super) fn beside(&self, name: &str) -> String {
        let folder = self.main.rfind('/').and_then(|at| self.main.get(..=at)).unwrap_or_default();
        format!("{folder}{name}")
    }

    /// The parts beside the main one whose names begin so, in their order.
    pub(super) fn beside_like(&self, name: &str) -> Vec<String> {
        self.like(&self.beside(name))
    }

    /// The XML parts whose names begin so, in their order.
    pub(super) fn like(&self, begin: &str) -> Vec<String> {
        let names = self.archive.file_names().flatten().map(std::borrow::Cow::into_owned);
        names.filter(|name| name.starts_with(begin) && name.rsplit('.').next() == Some("xml")).collect()
    }

    /// Hands each event of a part to `each`; tells whether there is such a part.
    pub(super) fn each(&mut self, part: &str, each: &mut dyn FnMut(&Event<'_>)) -> Result<bool, Fault> {
        if self.archive.index_for_name(part).is_none() {
            return Ok(false);
        }
        let part = self.archive.by_name(part).map_err(|_| Fault::new("document-damaged").with("part", "zip"))?;
        let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, part.take(PART)));
        let mut buffer = Vec::new();
        loop {
            match reader.read_event_into(&mut buffer) {
                Ok(Event::Eof) => break,
                Ok(event) => each(&event),
                Err(_) => {
                    let is_cut = reader.get_ref().get_ref().limit() == 0;
                    let damaged = || Fault::new("document-damaged").with("part", "xml");
                    return Err(if is_cut { Fault::new("document-too-large") } else { damaged() });
                }
            }
            buffer.clear();
        }
        if reader.get_ref().get_ref().limit() == 0 {
            return Err(Fault::new("document-too-large"));
        }
        Ok(true)
    }
}

/// The value of an attribute by its name without a prefix, since programs choose their own.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// Whether a switch such as `<w:vanish/>` is on: it is, unless it says that it isn't.
pub(super) fn is_on(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}
