//! What the document carries beside its text: `figures.json`, `provenance.json`, and how each of its controls states its
//! figure. Word, WPS and LibreOffice keep such parts when they save a document.

use super::package::{Package, Relations};
use super::xml::Xml;
use crate::narrative::Wording;
use crate::record::Recorded;

/// The namespace by which the parts are known again, wherever a program puts them.
pub(crate) const NAMESPACE: &str = "urn:nianbao:attached:1";
/// The element that holds a file, and the one that holds the controls.
pub(crate) const FILE: &str = "file";
pub(crate) const CONTROLS: &str = "controls";
/// One control.
pub(crate) const CONTROL: &str = "control";
/// The tag of the control that holds the digest at the foot of the last page.
pub(crate) const DIGEST_TAG: &str = "nianbao-digest";
/// The folder in which such parts lie.
pub(crate) const FOLDER: &str = "customXml/";

/// A control, and how it states its figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Control {
    /// Its number, which a program may change.
    pub(crate) id: String,
    /// Its tag.
    pub(crate) tag: String,
    /// The figure.
    pub(crate) figure: String,
    /// What the engine printed there last.
    pub(crate) text: String,
    /// How it states the figure; nothing if the engine can't state another value in this way.
    pub(crate) wording: Option<Wording>,
    /// What the text rested on, where only that tells whether it may still hold.
    pub(crate) rests_on: Option<String>,
    /// SHA-256 of the published names of its rows, where the text is these.
    pub(crate) names: Option<String>,
}

/// SHA-256 of the published names of a figure's rows.
pub(crate) fn names(register: &[String]) -> String {
    crate::digest::hex(register.join("\n").as_bytes())
}

/// What tells whether a text that can't be written anew may still hold: of a chart's number the value that is drawn, of one
/// of which the engine knows only that it is about a figure the rows too. Nothing if the wording tells.
pub(crate) fn rests_on(figure: &Recorded, wording: Option<&Wording>) -> Option<String> {
    match wording {
        Some(Wording::Drawn) => Some(figure.printed.clone()),
        Some(Wording::Names) | None => {
            let rows = figure.digests.as_ref().and_then(|digests| digests.rows.clone());
            Some(format!("{} {}", figure.printed, rows.unwrap_or_default()).trim_end().to_owned())
        }
        Some(_) => None,
    }
}

/// A part.
pub(crate) struct Item(Vec<u8>);

impl Item {
    /// A file of text.
    pub(crate) fn file(name: &str, bytes: &[u8]) -> Self {
        let mut xml = Xml::new(FILE, &[("xmlns", NAMESPACE), ("name", name)]);
        xml.say(&String::from_utf8_lossy(bytes));
        Self(xml.finish())
    }

    /// The controls.
    pub(crate) fn controls(controls: &[Control]) -> Self {
        let mut xml = Xml::new(CONTROLS, &[("xmlns", NAMESPACE)]);
        for control in controls {
            let mut attributes = vec![
                ("id", control.id.clone()),
                ("tag", control.tag.clone()),
                ("figure", control.figure.clone()),
                ("text", control.text.clone()),
            ];
            attributes.extend(control.wording.iter().flat_map(Wording::pairs));
            attributes.extend(control.rests_on.iter().map(|rests_on| ("rests-on", rests_on.clone())));
            attributes.extend(control.names.iter().map(|names| ("names", names.clone())));
            let attributes: Vec<(&str, &str)> = attributes.iter().map(|(name, text)| (*name, text.as_str())).collect();
            xml.empty(CONTROL, &attributes);
        }
        Self(xml.finish())
    }

    /// The bytes of the part.
    pub(crate) fn bytes(self) -> Vec<u8> {
        self.0
    }
}

/// Adds the parts, each with the properties that Word asks of it.
pub(super) fn parts(package: &mut Package, main: &mut Relations, items: impl IntoIterator<Item = Item>) {
    for (item, number) in items.into_iter().zip(1_u32..) {
        let name = format!("{FOLDER}item{number}.xml");
        main.part("customXml", &format!("../{name}"));
        package.part(&name, None, item.bytes());
        let mut own = Relations::default();
        own.part("customXmlProps", &format!("itemProps{number}.xml"));
        package.relations(&name, &own);
        let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/customXml";
        let id = format!("{{6E69616E-6261-4F00-8000-{number:012}}}");
        let mut xml = Xml::new("ds:datastoreItem", &[("ds:itemID", &id), ("xmlns:ds", namespace)]);
        xml.open("ds:schemaRefs", &[]);
        xml.empty("ds:schemaRef", &[("ds:uri", NAMESPACE)]);
        package.typed(
            &format!("{FOLDER}itemProps{number}.xml"),
            "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
            xml.finish(),
        );
    }
}
