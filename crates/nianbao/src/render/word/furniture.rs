//! What stands at the edges of the pages: the banner of a draft, the page number, and on the last page the digest.

use super::attached::DIGEST_TAG;
use super::package::{Package, Relations};
use super::page::DIGEST;
use super::xml::Xml;
use super::{NAMESPACES, Writer};

/// The part of a kind that a page has, and its relation.
type Reference = (&'static str, &'static str, String);

/// Adds the heads and feet, and returns how the section refers to them.
pub(super) fn parts(package: &mut Package, main: &mut Relations, banner: Option<&str>) -> Vec<Reference> {
    let mut references = Vec::new();
    let mut add = |name: &'static str, kind: &'static str, part: &str, side: &'static str, bytes: Vec<u8>| {
        package.part(&format!("word/{part}.xml"), Some(kind), bytes);
        references.push((name, side, main.part(kind, &format!("{part}.xml"))));
    };
    if let Some(banner) = banner {
        add("w:headerReference", "header", "header1", "default", head(banner));
        add("w:headerReference", "header", "header2", "even", head(banner));
    }
    add("w:footerReference", "footer", "footer1", "default", foot("right", "w:rightChars", "w:right"));
    add("w:footerReference", "footer", "footer2", "even", foot("left", "w:leftChars", "w:left"));
    references
}

/// What every page says of a draft or a sample, in a frame.
fn head(banner: &str) -> Vec<u8> {
    let mut xml = Xml::new("w:hdr", &NAMESPACES);
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.value("w:pStyle", "Header");
    xml.close();
    xml.open("w:r", &[]);
    xml.open("w:rPr", &[]);
    xml.empty("w:rFonts", &[("w:hint", "eastAsia")]);
    xml.value("w:spacing", "20");
    xml.empty("w:bdr", &[("w:val", "single"), ("w:sz", "4"), ("w:space", "5"), ("w:color", "6E6E6E")]);
    xml.close();
    xml.text("w:t", &[("xml:space", "preserve")], &format!(" {banner} "));
    xml.finish()
}

/// `— 1 —`, one character of its size from the edge.
fn foot(align: &str, characters_name: &str, name: &str) -> Vec<u8> {
    let mut xml = Xml::new("w:ftr", &NAMESPACES);
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.value("w:pStyle", "Footer");
    let mut indent = vec![(characters_name, "100"), (name, "280"), ("w:firstLineChars", "0"), ("w:firstLine", "0")];
    if name == "w:right" {
        indent.splice(0..0, [("w:leftChars", "0"), ("w:left", "0")]);
    }
    xml.empty("w:ind", &indent);
    xml.value("w:jc", align);
    xml.close();
    text(&mut xml, "— ");
    for (kind, instruction) in [("begin", None), ("", Some(" PAGE ")), ("separate", None)] {
        xml.open("w:r", &[]);
        match instruction {
            Some(instruction) => xml.text("w:instrText", &[("xml:space", "preserve")], instruction),
            None => xml.empty("w:fldChar", &[("w:fldCharType", kind)]),
        }
        xml.close();
    }
    text(&mut xml, "1");
    xml.open("w:r", &[]);
    xml.empty("w:fldChar", &[("w:fldCharType", "end")]);
    xml.close();
    text(&mut xml, " —");
    xml.finish()
}

fn text(xml: &mut Xml, text: &str) {
    xml.open("w:r", &[]);
    xml.open("w:rPr", &[]);
    xml.empty("w:rFonts", &[("w:hint", "eastAsia")]);
    xml.close();
    xml.text("w:t", &[("xml:space", "preserve")], text);
    xml.close();
}

/// The digest at the foot of the page on which the next paragraph begins. It has its own place there, since Word has no
/// foot for the last page alone.
pub(super) fn digest(writer: &mut Writer<'_>, [label, digest]: &[String; 2]) {
    let xml = &mut writer.xml;
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.value("w:pStyle", "Digest");
    let place = DIGEST.to_string();
    xml.empty(
        "w:framePr",
        &[
            ("w:wrap", "around"),
            ("w:vAnchor", "page"),
            ("w:hAnchor", "margin"),
            ("w:xAlign", "center"),
            ("w:y", &place),
        ],
    );
    xml.close();
    writer.control(label.trim_end_matches(['：', ':', ' ']), DIGEST_TAG, "1000000");
    writer.plain(&format!("{label}{digest}"));
    for _ in ["w:sdtContent", "w:sdt", "w:p"] {
        writer.xml.close();
    }
}
