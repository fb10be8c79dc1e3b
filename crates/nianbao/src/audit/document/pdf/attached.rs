//! The files that a PDF carries: the tree of their names is walked as far as any program's goes, and what is packed in a
//! way that a bomb may be is left alone.

use std::collections::BTreeSet;
use std::io::Read as _;

use flate2::read::ZlibDecoder;
use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{
    Array, Dict, MaybeRef, ObjRef, Object, ObjectIdentifier, Stream, String as Text,
};

use super::super::carrier::Attached;

/// No tree of names has more branches and leaves.
const MOST: usize = 10_000;
/// No attached file that anybody asks for is larger, in bytes.
const LARGEST: u64 = 64 << 20;

/// Those of the files that go by one of the names, in the order of the tree.
pub(super) fn files(pdf: &Pdf, names: &[&str]) -> Vec<Attached> {
    let mut tree = Tree { pdf, seen: BTreeSet::new(), left: MOST };
    let mut found = Vec::new();
    let root: Option<Dict<'_>> = pdf.xref().get(pdf.xref().root_id());
    let mut open: Vec<Dict<'_>> =
        root.and_then(|root| root.get::<Dict<'_>>("Names")?.get("EmbeddedFiles")).into_iter().collect();
    while let Some(node) = open.pop() {
        for leaf in tree.children(&node, "Names") {
            let name = name(&leaf).filter(|name| names.contains(&name.as_str()));
            found.extend(name.map(|name| Attached { name, bytes: bytes(&leaf) }));
        }
        // The last one that is put there is the first to be looked at.
        let kids = tree.children(&node, "Kids");
        open.extend(kids.into_iter().rev());
    }
    found
}

/// What was seen of a tree so far: one that grows into itself has an end, too.
struct Tree<'a> {
    pdf: &'a Pdf,
    seen: BTreeSet<ObjectIdentifier>,
    left: usize,
}

impl<'a> Tree<'a> {
    /// The dictionaries in an array of a node, each once.
    fn children(&mut self, node: &Dict<'a>, key: &str) -> Vec<Dict<'a>> {
        let Some(array) = node.get::<Array<'a>>(key) else { return Vec::new() };
        let mut children = Vec::new();
        for child in array.raw_iter() {
            let Some(left) = self.left.checked_sub(1) else { break };
            self.left = left;
            children.extend(match child {
                MaybeRef::Ref(reference) => self.referred(reference),
                MaybeRef::NotRef(Object::Dict(own)) => Some(own),
                MaybeRef::NotRef(_) => None,
            });
        }
        children
    }

    fn referred(&mut self, reference: ObjRef) -> Option<Dict<'a>> {
        let id = ObjectIdentifier::from(reference);
        if self.seen.insert(id) { self.pdf.xref().get(id) } else { None }
    }
}

/// What a file goes by.
fn name(file: &Dict<'_>) -> Option<String> {
    let name: Text<'_> = file.get("UF").or_else(|| file.get("F"))?;
    Some(match name.as_bytes() {
        [0xfe, 0xff, units @ ..] => {
            let units = units.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        [0xef, 0xbb, 0xbf, text @ ..] => String::from_utf8_lossy(text).into_owned(),
        bytes => bytes.iter().copied().map(char::from).collect(),
    })
}

/// The bytes of a file that is not packed, or deflated once.
fn bytes(file: &Dict<'_>) -> Option<Vec<u8>> {
    let streams: Dict<'_> = file.get("EF")?;
    let stream: Stream<'_> = streams.get("UF").or_else(|| streams.get("F"))?;
    let raw = stream.raw_data();
    let mut bytes = Vec::new();
    match stream.filters().as_slice() {
        [] => raw.take(LARGEST + 1).read_to_end(&mut bytes).ok()?,
        [Filter::FlateDecode] => ZlibDecoder::new(&*raw).take(LARGEST + 1).read_to_end(&mut bytes).ok()?,
        _ => return None,
    };
    (bytes.len() as u64 <= LARGEST).then_some(bytes)
}
