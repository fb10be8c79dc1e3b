//! Styles and faces: those of an official document, under the names by which Word and WPS know them.

use super::page::{NARROWING, SIZE, WIDTH, characters};
use super::xml::Xml;
use super::{MAIN, numbering};
use crate::message::Messages;
use crate::project::Project;

/// The official faces by role: the project's own, or else the first that the standard means. What the machine that
/// builds the report has in their place is of no concern to the one that opens it.
pub(super) struct Faces {
    title: String,
    pub(super) body: String,
    pub(super) heading: String,
    subheading: String,
    page_number: String,
}

impl Faces {
    pub(super) fn of(project: &Project) -> Self {
        let face = |wanted: &str| {
            let role = project.pack.faces.by_role().into_iter().find(|(role, _)| *role == wanted);
            let official = role.and_then(|(_, face)| face.official.first());
            project.faces.get(wanted).or(official).cloned().unwrap_or_default()
        };
        Self {
            title: face("title"),
            body: face("body"),
            heading: face("heading"),
            subheading: face("subheading"),
            page_number: face("page_number"),
        }
    }
}

/// `fontTable.xml`: each face with the other names that it goes by.
pub(super) fn fonts(project: &Project, faces: &Faces) -> Vec<u8> {
    let mut xml = Xml::new("w:fonts", &[("xmlns:w", MAIN)]);
    let mut named: Vec<&str> = Vec::new();
    let Faces { title, body, heading, subheading, page_number } = faces;
    for (face, (_, known)) in
        [title, body, heading, subheading, page_number].into_iter().zip(project.pack.faces.by_role())
    {
        if named.contains(&face.as_str()) {
            continue;
        }
        named.push(face);
        xml.open("w:font", &[("w:name", face)]);
        let others: Vec<&str> = known.official.iter().map(String::as_str).filter(|other| other != face).collect();
        if !others.is_empty() {
            xml.value("w:altName", &others.join(","));
        }
        // 134: Chinese in simplified characters.
        xml.value("w:charset", "86");
        xml.value("w:family", "auto");
        xml.value("w:pitch", "default");
        xml.close();
    }
    xml.finish()
}

/// What a paragraph style says.
#[derive(Default)]
struct Look<'a> {
    based_on: Option<&'a str>,
    next: Option<&'a str>,
    face: Option<&'a str>,
    /// In half-points.
    size: Option<u32>,
    grey: Option<&'a str>,
    is_kept: bool,
    /// From line to line, in twentieths of a point; exactly, unless it says otherwise.
    line: Option<(u32, &'a str)>,
    before: u32,
    after: u32,
    /// How far the first line and the others are indented, in hundredths of a character of the text.
    indent: Option<[u32; 2]>,
    right: u32,
    align: Option<&'a str>,
    number: Option<usize>,
    outline: Option<usize>,
    is_off_grid: bool,
}

/// `styles.xml`.
pub(super) fn styles(project: &Project, faces: &Faces, pitch: u32, messages: &Messages) -> Vec<u8> {
    let mut xml = Xml::new("w:styles", &[("xmlns:w", MAIN)]);
    defaults(&mut xml, faces, &project.pack.language);
    xml.open("w:style", &[("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")]);
    xml.value("w:name", "Normal");
    xml.empty("w:qFormat", &[]);
    xml.open("w:pPr", &[]);
    // A page has 22 lines, wherever a paragraph ends; nothing hangs out of the text block, no gap parts letters and digits.
    for name in ["w:widowControl", "w:overflowPunct", "w:autoSpaceDE", "w:autoSpaceDN"] {
        xml.value(name, "0");
    }
    xml.empty("w:spacing", &[("w:line", &pitch.to_string()), ("w:lineRule", "exact")]);
    indentation(&mut xml, [200, 0], 0);
    xml.value("w:jc", "both");
    xml.close();
    xml.open("w:rPr", &[]);
    xml.value("w:spacing", &NARROWING.to_string());
    size(&mut xml, SIZE);
    xml.close();
    xml.close();
    for (kind, id, name) in [
        ("character", "DefaultParagraphFont", "Default Paragraph Font"),
        ("table", "TableNormal", "Normal Table"),
        ("numbering", "NoList", "No List"),
    ] {
        xml.open("w:style", &[("w:type", kind), ("w:default", "1"), ("w:styleId", id)]);
        xml.value("w:name", name);
        xml.value("w:uiPriority", "99");
        xml.empty("w:semiHidden", &[]);
        xml.empty("w:unhideWhenUsed", &[]);
        xml.close();
    }
    built_in(&mut xml, faces);
    own(&mut xml, faces, pitch, messages);
    characters_of(&mut xml);
    xml.finish()
}

fn defaults(xml: &mut Xml, faces: &Faces, language: &str) {
    xml.open("w:docDefaults", &[]);
    xml.open("w:rPrDefault", &[]);
    xml.open("w:rPr", &[]);
    face(xml, &faces.body);
    size(xml, SIZE);
    xml.empty("w:lang", &[("w:val", "en-US"), ("w:eastAsia", language), ("w:bidi", "ar-SA")]);
    xml.close();
    xml.close();
    xml.empty("w:pPrDefault", &[]);
    xml.close();
}

/// The styles that Word and WPS have names for in every language.
fn built_in(xml: &mut Xml, faces: &Faces) {
    let title = Look {
        next: Some("Normal"),
        face: Some(&faces.title),
        size: Some(44),
        line: Some((720, "exact")),
        indent: Some([0, 0]),
        align: Some("center"),
        ..Look::default()
    };
    paragraph(xml, "Title", "Title", &title);
    for level in 1..=numbering::DEEPEST {
        let face = match level {
            1 => Some(faces.heading.as_str()),
            2 => Some(faces.subheading.as_str()),
            _ => None,
        };
        let number = Some(level).filter(|level| *level <= numbering::NUMBERED);
        let look = Look { next: Some("Normal"), face, is_kept: true, number, outline: Some(level), ..Look::default() };
        paragraph(xml, &format!("Heading{level}"), &format!("heading {level}"), &look);
    }
    let flush = || Look { indent: Some([0, 0]), ..Look::default() };
    paragraph(xml, "Caption", "caption", &Look { align: Some("center"), ..flush() });
    paragraph(xml, "Quote", "Quote", &Look { indent: Some([200, 100]), right: 100, ..Look::default() });
    let foot = Look { size: Some(24), line: Some((360, "exact")), align: Some("left"), is_off_grid: true, ..flush() };
    paragraph(xml, "FootnoteText", "footnote text", &foot);
    let head = Look { line: Some((240, "auto")), align: Some("center"), is_off_grid: true, ..flush() };
    paragraph(
        xml,
        "Header",
        "header",
        &Look { face: Some(&faces.heading), size: Some(21), grey: Some("464646"), ..head },
    );
    let foot = Look { line: Some((280, "exact")), align: Some("left"), is_off_grid: true, ..flush() };
    paragraph(xml, "Footer", "footer", &Look { face: Some(&faces.page_number), size: Some(28), ..foot });
}

/// The styles that only such a report has, with names in its language.
fn own(xml: &mut Xml, faces: &Faces, pitch: u32, messages: &Messages) {
    let name = |key: &str| messages.word(&format!("style-{key}"));
    let flush = || Look { indent: Some([0, 0]), ..Look::default() };
    let period = Look { face: Some(&faces.subheading), align: Some("center"), ..flush() };
    paragraph(xml, "Period", &name("period"), &period);
    paragraph(xml, "Addressees", &name("addressees"), &Look { before: pitch, next: Some("Normal"), ..flush() });
    let signature = Look { is_kept: true, align: Some("left"), ..flush() };
    paragraph(xml, "Signature", &name("signature"), &signature);
    paragraph(xml, "AnnexMark", &name("annex-mark"), &Look { face: Some(&faces.heading), after: 320, ..flush() });
    paragraph(
        xml,
        "Picture",
        &name("picture"),
        &Look {
            line: Some((240, "auto")),
            before: 120,
            after: 60,
            align: Some("center"),
            is_off_grid: true,
            ..flush()
        },
    );
    paragraph(xml, "Item", &name("item"), &Look { indent: Some([0, 0]), ..Look::default() });
    paragraph(xml, "Code", &name("code"), &Look { align: Some("left"), ..flush() });
    paragraph(xml, "TableText", &name("table-text"), &Look { align: Some("left"), ..flush() });
    // As the layout sets the annex: 9 pt, lines 14 pt apart.
    let small =
        || Look { size: Some(18), line: Some((280, "exact")), align: Some("left"), is_off_grid: true, ..flush() };
    paragraph(xml, "AnnexText", &name("annex-text"), &small());
    paragraph(xml, "AnnexHead", &name("annex-head"), &Look { face: Some(&faces.heading), ..small() });
    paragraph(xml, "AnnexNote", &name("annex-note"), &Look { after: 90, align: Some("both"), ..small() });
    let section = Look { face: Some(&faces.heading), is_kept: true, before: 220, after: 140, ..small() };
    paragraph(xml, "AnnexSection", &name("annex-section"), &Look { outline: Some(2), ..section });
    let open = Look { size: Some(21), line: Some((330, "exact")), after: 140, is_off_grid: true, ..flush() };
    paragraph(xml, "Finding", &name("finding"), &Look { align: Some("left"), ..open });
    let digest =
        Look { size: Some(15), grey: Some("5A5A5A"), line: Some((200, "exact")), is_off_grid: true, ..flush() };
    paragraph(
        xml,
        "Digest",
        &name("digest"),
        &Look { face: Some(&faces.page_number), align: Some("center"), ..digest },
    );
}

fn characters_of(xml: &mut Xml) {
    for (id, name) in [("FootnoteReference", "footnote reference"), ("Hyperlink", "Hyperlink")] {
        xml.open("w:style", &[("w:type", "character"), ("w:styleId", id)]);
        xml.value("w:name", name);
        xml.value("w:basedOn", "DefaultParagraphFont");
        if id == "FootnoteReference" {
            xml.open("w:rPr", &[]);
            xml.value("w:vertAlign", "superscript");
            xml.close();
        }
        xml.close();
    }
}

/// Whether Word has a style of that id itself.
fn is_known(id: &str) -> bool {
    matches!(id, "Title" | "Caption" | "Quote" | "FootnoteText" | "Header" | "Footer") || id.starts_with("Heading")
}

fn paragraph(xml: &mut Xml, id: &str, name: &str, look: &Look<'_>) {
    let mut attributes = vec![("w:type", "paragraph"), ("w:styleId", id)];
    if !is_known(id) {
        attributes.insert(1, ("w:customStyle", "1"));
    }
    xml.open("w:style", &attributes);
    xml.value("w:name", name);
    xml.value("w:basedOn", look.based_on.unwrap_or("Normal"));
    if let Some(next) = look.next {
        xml.value("w:next", next);
    }
    xml.empty("w:qFormat", &[]);
    xml.open("w:pPr", &[]);
    if look.is_kept {
        xml.empty("w:keepNext", &[]);
        xml.empty("w:keepLines", &[]);
    }
    if let Some(level) = look.number {
        xml.open("w:numPr", &[]);
        xml.value("w:ilvl", &(level - 1).to_string());
        xml.value("w:numId", numbering::HEADINGS);
        xml.close();
    }
    spacing(xml, look);
    if let Some(align) = look.align {
        xml.value("w:jc", align);
    }
    if let Some(level) = look.outline {
        xml.value("w:outlineLvl", &(level - 1).to_string());
    }
    xml.close();
    if look.face.is_some() || look.size.is_some() || look.grey.is_some() {
        xml.open("w:rPr", &[]);
        if let Some(family) = look.face {
            face(xml, family);
        }
        if let Some(grey) = look.grey {
            xml.value("w:color", grey);
        }
        if let Some(half_points) = look.size {
            xml.value("w:spacing", "0");
            size(xml, half_points);
        }
        xml.close();
    }
    xml.close();
}

/// How far a style's lines stand from each other and from the edges.
fn spacing(xml: &mut Xml, look: &Look<'_>) {
    if look.is_off_grid {
        xml.value("w:snapToGrid", "0");
    }
    let mut spacing: Vec<(&str, String)> = Vec::new();
    for (name, length) in [("w:before", look.before), ("w:after", look.after)] {
        if length > 0 {
            spacing.push((name, length.to_string()));
        }
    }
    if let Some((line, rule)) = look.line {
        spacing.extend([("w:line", line.to_string()), ("w:lineRule", rule.to_owned())]);
    }
    if !spacing.is_empty() {
        let spacing: Vec<(&str, &str)> = spacing.iter().map(|(name, length)| (*name, length.as_str())).collect();
        xml.empty("w:spacing", &spacing);
    }
    if let Some(indent) = look.indent {
        indentation(xml, indent, look.right);
    }
}

/// A paragraph's indentation in characters, for Word and WPS, and in twentieths of a point, for others.
pub(super) fn indentation(xml: &mut Xml, [first, left]: [u32; 2], right: u32) {
    let mut attributes: Vec<(&str, String)> = Vec::new();
    let mut add = |characters_name: &'static str, name: &'static str, hundredths: u32| {
        attributes.push((characters_name, hundredths.to_string()));
        attributes.push((name, characters(hundredths).min(WIDTH).to_string()));
    };
    add("w:leftChars", "w:left", left);
    if right > 0 {
        add("w:rightChars", "w:right", right);
    }
    add("w:firstLineChars", "w:firstLine", first);
    let attributes: Vec<(&str, &str)> = attributes.iter().map(|(name, length)| (*name, length.as_str())).collect();
    xml.empty("w:ind", &attributes);
}

/// The face of all that is written, Latin letters and digits included, as the layout has it.
fn face(xml: &mut Xml, family: &str) {
    let scripts = ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"];
    xml.empty("w:rFonts", &scripts.map(|script| (script, family)));
}

fn size(xml: &mut Xml, half_points: u32) {
    xml.value("w:sz", &half_points.to_string());
    xml.value("w:szCs", &half_points.to_string());
}
