//! `report.docx`: the report for those who edit it in Word, WPS or LibreOffice, on the page of GB/T 9704—2012. Each figure
//! is a content control tagged with its id, and the document carries the figures, so that [`refresh`](crate::refresh) and
//! [`verify`](crate::verify) know them again.

pub(crate) mod attached;
mod blocks;
mod controls;
mod furniture;
mod inlines;
mod notes;
mod numbering;
mod package;
mod page;
mod picture;
mod properties;
mod styles;
mod table;
mod widths;
mod xml;

use crate::error::Error;
use crate::figure::Figures;
use crate::narrative::tree::Tree;
use crate::project::Project;
use crate::render::furniture::Furniture;
use attached::Item;
use blocks::Shape;
use controls::Controls;
use numbering::Numbering;
use package::{Package, Relations};
use picture::Media;
use styles::Faces;
use xml::Xml;

/// The namespace of the text and its styles.
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The namespace of references to other parts.
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// What parts with text declare.
const NAMESPACES: [(&str, &str); 5] = [
    ("xmlns:w", MAIN),
    ("xmlns:r", RELATIONS),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
];

/// A text that is being written: the report, and then its footnotes.
struct Writer<'a> {
    tree: &'a Tree,
    figures: &'a Figures,
    pitch: u32,
    xml: Xml,
    relations: Relations,
    numbering: Numbering,
    controls: Controls,
    media: Media,
    /// The note that is being written; none while the report itself is.
    within_note: Option<usize>,
    /// The notes that are called in notes.
    nested: Vec<usize>,
    /// Whether the next paragraph begins a page.
    breaks_page: bool,
    /// Whether a table stands last, which another would grow together with.
    ends_with_table: bool,
}

/// The bytes of the document.
///
/// # Errors
/// A picture that can't be drawn.
pub(crate) fn docx(
    project: &Project,
    figures: &Figures,
    tree: &Tree,
    figures_json: &[u8],
    provenance: &[u8],
) -> Result<Vec<u8>, Error> {
    let messages = project.pack.messages();
    let furniture = Furniture::of(project, figures_json, &messages);
    let faces = Faces::of(project);
    let pitch = page::pitch(&project.pack.pitch);
    let mut package = Package::default();
    let mut writer = Writer {
        tree,
        figures,
        pitch,
        xml: Xml::new("w:document", &NAMESPACES),
        relations: Relations::default(),
        numbering: Numbering::default(),
        controls: Controls::new(project.report.edition),
        media: Media::default(),
        within_note: None,
        nested: Vec::new(),
        breaks_page: false,
        ends_with_table: false,
    };
    let section = furniture::parts(&mut package, &mut writer.relations, furniture.banner.as_deref());
    writer.xml.open("w:body", &[]);
    writer.report(&furniture.digest)?;
    page::section(&mut writer.xml, pitch, &section);
    let notes = writer.notes()?;
    let Writer { xml, mut relations, numbering, controls, media, .. } = writer;
    let main = [
        ("styles", styles::styles(project, &faces, pitch, &messages)),
        ("numbering", numbering.finish()),
        ("settings", properties::settings(&project.pack.language)),
        ("fontTable", styles::fonts(project, &faces)),
    ];
    for (name, bytes) in main {
        relations.part(name, &format!("{name}.xml"));
        package.part(&format!("word/{name}.xml"), Some(name), bytes);
    }
    relations.part("footnotes", "footnotes.xml");
    package.part("word/footnotes.xml", Some("footnotes"), notes.0);
    package.relations("word/footnotes.xml", &notes.1);
    let items = [
        Item::file("figures.json", figures_json),
        Item::file("provenance.json", provenance),
        Item::controls(&controls.done()),
    ];
    attached::parts(&mut package, &mut relations, items);
    package.part("word/document.xml", Some("document.main"), xml.finish());
    package.relations("word/document.xml", &relations);
    media.parts(&mut package);
    properties::parts(&mut package, project);
    package.finish()
}

impl Writer<'_> {
    /// The parts of the report, and the digest at the foot of its last page.
    fn report(&mut self, digest: &[String; 2]) -> Result<(), Error> {
        let tree = self.tree;
        let mut last = self.xml.len();
        for part in &tree.parts {
            last = self.part(part)?.unwrap_or(last);
        }
        // What has its own place on the page stands on that of the paragraph behind it.
        if self.ends_with_table {
            last = self.xml.len();
            self.paragraph(&Shape::of("AnnexText"), &[])?;
        }
        let behind = self.xml.split_off(last);
        furniture::digest(self, digest);
        self.xml.append(behind);
        Ok(())
    }
}
