//! The files that a document carries: parts of its own namespace, wherever the program that saved it last has put them.

use quick_xml::events::Event;

use super::super::carrier::Attached;
use super::package::{Package, attribute};
use crate::error::Fault;
use crate::markup::referred;
use crate::render::word::attached::{FILE, FOLDER, NAMESPACE};

/// No document has more parts of this kind that are looked at.
const MOST: usize = 1_000;
/// No file that anybody asks for is larger, in bytes.
const LARGEST: usize = 64 << 20;

/// Those of the files that go by one of the names.
pub(super) fn files(package: &mut Package<'_>, names: &[&str]) -> Result<Vec<Attached>, Fault> {
    let mut found = Vec::new();
    for part in package.like(&format!("{FOLDER}item")).into_iter().take(MOST) {
        let mut candidate = Candidate::default();
        package.each(&part, &mut |event| candidate.event(event))?;
        let Candidate { name, text, .. } = candidate;
        // Of a second one it is told that there is one; a third says no more.
        let is_wanted = |name: &String| {
            let known = found.iter().filter(|own: &&Attached| own.name == *name).count();
            names.contains(&name.as_str()) && known < 2
        };
        found.extend(name.filter(is_wanted).map(|name| {
            let bytes = (text.len() <= LARGEST).then(|| text.into_bytes());
            Attached { name, bytes }
        }));
    }
    Ok(found)
}

/// A part that may be such a file.
#[derive(Default)]
struct Candidate {
    is_begun: bool,
    /// What it goes by, if it is one.
    name: Option<String>,
    text: String,
}

impl Candidate {
    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) | Event::Empty(tag) if !self.is_begun => {
                self.is_begun = true;
                let is_ours = tag.attributes().flatten().any(|attribute| {
                    attribute.key.as_ref().starts_with("xmlns") && attribute.value.as_ref() == NAMESPACE
                });
                if is_ours && tag.local_name().as_ref() == FILE {
                    self.name = attribute(tag, "name");
                }
            }
            _ if self.name.is_none() || self.text.len() > LARGEST => {}
            Event::Text(text) => self.text.push_str(&text.xml10_content()),
            Event::CData(text) => self.text.push_str(&text.xml10_content()),
            Event::GeneralRef(name) => self.text.extend(referred(name)),
            _ => {}
        }
    }
}
