//! Faces: which families there are, which one each role gets, and which characters none of them has.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;

use typst::layout::{Frame, FrameItem};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst_kit::fonts::FontStore;
use typst_layout::PagedDocument;

use super::fault::place_of;
use super::world::ReportWorld;
use crate::error::Fault;
use crate::project::Project;

/// The faces that can be used, loaded when they are needed.
pub struct Fonts {
    store: FontStore,
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fonts").finish_non_exhaustive()
    }
}

/// The face that a role gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaceInUse {
    /// The role: `title`, `body`, `heading`, `subheading`, `page_number`.
    pub role: String,
    /// The family.
    pub family: String,
    /// Whether the standard means this family.
    pub official: bool,
    /// Whether the family is there at all.
    pub installed: bool,
    /// The family that the project names for it, or those that the standard means.
    pub wanted: Vec<String>,
    /// Whether it is a family that nobody asked for.
    pub substituted: bool,
    /// All families of the role that are there, in the order in which a character is looked up in them.
    pub families: Vec<String>,
}

impl Fonts {
    /// Looks for faces in the given folders, or in the system's when there are none.
    pub fn scan(folders: &[PathBuf]) -> Self {
        let mut found: Vec<_> = if folders.is_empty() {
            typst_kit::fonts::system().collect()
        } else {
            folders.iter().flat_map(|folder| typst_kit::fonts::scan(folder)).collect()
        };
        // A folder is listed in no particular order, and of two equal faces the first is taken.
        found.sort_by(|(a, _), (b, _)| (&a.path, a.index).cmp(&(&b.path, b.index)));
        let mut store = FontStore::new();
        store.extend(found);
        Self { store }
    }

    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        self.store.book()
    }

    pub(super) fn font(&self, index: usize) -> Option<Font> {
        self.store.font(index)
    }

    /// The face of each role: the project's own, else the first official family that is there, else a substitute.
    pub fn resolve(&self, project: &Project) -> Vec<FaceInUse> {
        let book = self.store.book();
        let has = |family: &String| book.contains_family(&family.to_lowercase());
        let faces = project.pack.faces.by_role().into_iter().map(|(role, face)| {
            let own = project.faces.get(role).cloned();
            let all = own.iter().chain(&face.official).chain(&face.substitutes);
            let families: Vec<String> = all.filter(|family| has(family)).cloned().collect();
            let family = families.first().or(face.official.first()).cloned().unwrap_or_default();
            let wanted = own.map_or_else(|| face.official.clone(), |own| vec![own]);
            FaceInUse {
                role: role.to_owned(),
                official: face.official.contains(&family),
                installed: !families.is_empty(),
                substituted: !wanted.contains(&family),
                wanted,
                family,
                families,
            }
        });
        faces.collect()
    }
}

/// What stands for a character that no face has, where a text comes from a cell.
const BOX: char = '□';

impl Fonts {
    /// The text with a box for each character that none of the families has. Only for what comes from cells: a rare
    /// character in one must not keep a draft from being built, while the narrative's own must.
    pub(super) fn legible(&self, families: &[String], text: &str) -> String {
        let book = self.store.book();
        let indices: Vec<usize> =
            families.iter().flat_map(|family| book.select_family(&family.to_lowercase()).collect::<Vec<_>>()).collect();
        let has = |c: char| {
            let covers = |index: &usize| book.info(*index).is_some_and(|info| info.coverage.contains(u32::from(c)));
            c.is_whitespace() || indices.iter().any(covers)
        };
        text.chars().map(|c| if has(c) { c } else { BOX }).collect()
    }
}

/// A fault for each character that no family of its role has: it would be printed as an empty box.
pub(super) fn characters_without_face(world: &ReportWorld<'_>, document: &PagedDocument) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for page in document.pages() {
        look_through(world, &page.frame, &mut seen, &mut faults);
    }
    faults
}

fn look_through(world: &ReportWorld<'_>, frame: &Frame, seen: &mut BTreeSet<String>, faults: &mut Vec<Fault>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => look_through(world, &group.frame, seen, faults),
            FrameItem::Text(text) => {
                for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
                    let character = text.text.get(glyph.range()).unwrap_or_default();
                    if character.chars().all(char::is_whitespace) || !seen.insert(character.to_owned()) {
                        continue;
                    }
                    let code = character.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect::<Vec<_>>();
                    let fault = Fault::new("character-without-face")
                        .with("character", character)
                        .with("code", code.join(" "))
                        .with("around", text.text.as_str());
                    faults.push(match place_of(world, glyph.span.0) {
                        Some(place) => fault.at(place),
                        None => fault,
                    });
                }
            }
            _ => {}
        }
    }
}
