//! Formats of cells: each one that is needed is the cell's own with another fill, put behind those that are there.

use std::collections::BTreeMap;

use super::Unmarkable;
use crate::markup::Edits;
use crate::markup::{Document, Element};
use crate::render::mark::paint::Paint;

/// How a cell of the list of findings looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    /// The first line.
    Title,
    /// What the list is and for whom.
    Intro,
    /// The header.
    Header,
    /// Text over several lines.
    Text,
    /// A way to a cell.
    Link,
    /// A severity in its colour.
    Painted(Paint),
}

/// Formats for a workbook that has none.
pub(super) const MINIMAL: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
    <fonts count=\"1\"><font><sz val=\"11\"/><name val=\"宋体\"/></font></fonts>\
    <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>\
    <fill><patternFill patternType=\"gray125\"/></fill></fills>\
    <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
    <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
    <cellXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/></cellXfs>\
    </styleSheet>";

/// Spreadsheets take no more formats.
const FORMATS: usize = 64_000;

/// The formats of a workbook, and those that come to them.
pub(super) struct Styles<'a> {
    document: Document<'a>,
    /// How many formats, fills, fonts and borders there are.
    formats: usize,
    fills: usize,
    fonts: usize,
    borders: usize,
    added: Vec<String>,
    painted: BTreeMap<(u32, Paint), u32>,
    looks: BTreeMap<Look, u32>,
}

impl<'a> Styles<'a> {
    pub(super) fn of(text: &'a str) -> Result<Self, Unmarkable> {
        let document = Document::parse(text, 3)?;
        let count = |list: &str| {
            let list = document.root.child(list);
            list.map(|list| list.children.len()).filter(|count| *count > 0).ok_or(Unmarkable)
        };
        let (formats, fills) = (count("cellXfs")?, count("fills")?);
        let (fonts, borders) = (count("fonts")?, count("borders")?);
        Ok(Self {
            document,
            formats,
            fills,
            fonts,
            borders,
            added: Vec::new(),
            painted: BTreeMap::new(),
            looks: BTreeMap::new(),
        })
    }

    /// The format that is `style` with another fill.
    pub(super) fn painted(&mut self, style: u32, paint: Paint) -> Result<u32, Unmarkable> {
        if let Some(known) = self.painted.get(&(style, paint)) {
            return Ok(*known);
        }
        let formats = self.list("cellXfs").map(|list| list.children.as_slice()).unwrap_or_default();
        // A format that isn't there counts as the first.
        let format = formats.get(style as usize).or_else(|| formats.first()).ok_or(Unmarkable)?;
        let text = &self.document.text[format.tag.start..format.end];
        let tag = 0..format.tag.len();
        let mut edits = Edits::default();
        edits.attribute(text, &tag, "fillId", &(self.fills + paint as usize).to_string());
        edits.attribute(text, &tag, "applyFill", "1");
        let text = edits.applied(text);
        let number = self.add(text)?;
        self.painted.insert((style, paint), number);
        Ok(number)
    }

    /// The format of cells of the list of findings.
    pub(super) fn look(&mut self, look: Look) -> Result<u32, Unmarkable> {
        if let Some(known) = self.looks.get(&look) {
            return Ok(*known);
        }
        let font = match look {
            Look::Intro | Look::Text | Look::Painted(_) => 0,
            Look::Title => 1,
            Look::Header => 2,
            Look::Link => 3,
        };
        let fill = match look {
            Look::Title | Look::Intro | Look::Text | Look::Link => "0".to_owned(),
            Look::Header => (self.fills + Paint::ALL.len()).to_string(),
            Look::Painted(paint) => (self.fills + paint as usize).to_string(),
        };
        let (border, wrap) = match look {
            Look::Title | Look::Intro => (0, ""),
            _ => (self.borders, " wrapText=\"1\""),
        };
        let prefix = self.document.root.prefix();
        let number = self.add(format!(
            "<{prefix}xf numFmtId=\"49\" fontId=\"{}\" fillId=\"{fill}\" borderId=\"{border}\" xfId=\"0\" \
             applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\">\
             <{prefix}alignment vertical=\"top\"{wrap}/></{prefix}xf>",
            self.fonts + font
        ))?;
        self.looks.insert(look, number);
        Ok(number)
    }

    fn add(&mut self, format: String) -> Result<u32, Unmarkable> {
        let number = self.formats + self.added.len();
        if number >= FORMATS {
            return Err(Unmarkable);
        }
        self.added.push(format);
        u32::try_from(number).map_err(|_| Unmarkable)
    }

    fn list(&self, name: &str) -> Option<&Element<'a>> {
        self.document.root.child(name)
    }

    /// The part with what came to it.
    pub(super) fn finished(&self) -> String {
        let prefix = self.document.root.prefix();
        let mut edits = Edits::default();
        let mut extend = |name: &str, count: usize, texts: &[String]| {
            if let Some(list) = self.list(name) {
                edits.append(list, texts.concat());
                edits.attribute(self.document.text, &list.tag, "count", &(count + texts.len()).to_string());
            }
        };
        let font = |more: &str, size: &str, colour: &str| {
            format!(
                "<{prefix}font>{more}<{prefix}sz val=\"{size}\"/>{colour}<{prefix}name val=\"宋体\"/>\
                 <{prefix}family val=\"3\"/><{prefix}charset val=\"134\"/></{prefix}font>"
            )
        };
        let bold = format!("<{prefix}b/>");
        let underlined = format!("<{prefix}u/>");
        let blue = format!("<{prefix}color rgb=\"FF0563C1\"/>");
        extend(
            "fonts",
            self.fonts,
            &[font("", "10", ""), font(&bold, "14", ""), font(&bold, "10", ""), font(&underlined, "10", &blue)],
        );
        let fill = |colour: &str| {
            format!(
                "<{prefix}fill><{prefix}patternFill patternType=\"solid\"><{prefix}fgColor rgb=\"{colour}\"/>\
                 <{prefix}bgColor indexed=\"64\"/></{prefix}patternFill></{prefix}fill>"
            )
        };
        let mut fills: Vec<String> = Paint::ALL.iter().map(|paint| fill(&format!("FF{}", paint.colour()))).collect();
        fills.push(fill("FFD9E1F2"));
        extend("fills", self.fills, &fills);
        let sides = ["left", "right", "top", "bottom"]
            .map(|side| format!("<{prefix}{side} style=\"thin\"><{prefix}color rgb=\"FFBFBFBF\"/></{prefix}{side}>"));
        let border = format!("<{prefix}border>{}<{prefix}diagonal/></{prefix}border>", sides.concat());
        extend("borders", self.borders, &[border]);
        extend("cellXfs", self.formats, &self.added);
        edits.applied(self.document.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: &str = "<styleSheet><fonts count=\"1\"><font/></fonts><fills count=\"2\"><fill/><fill/></fills>\
         <borders count=\"1\"><border/></borders><cellXfs count=\"2\"><xf fontId=\"0\" fillId=\"0\"/>\
         <xf numFmtId=\"14\" fillId=\"1\" applyFill=\"1\"><alignment horizontal=\"center\"/></xf></cellXfs><dxfs count=\"0\"/></styleSheet>";

    #[test]
    fn a_painted_format_is_the_cells_own_with_another_fill() {
        let mut styles = Styles::of(STYLES).unwrap();
        assert_eq!(styles.painted(1, Paint::Error).unwrap(), 2);
        assert_eq!(styles.painted(1, Paint::Related).unwrap(), 3);
        assert_eq!(styles.painted(1, Paint::Error).unwrap(), 2);
        // A number that no format has counts as the first.
        assert_eq!(styles.painted(99, Paint::Note).unwrap(), 4);
        let text = styles.finished();
        // Behind two fills: related, note, warning, error.
        for expected in [
            "<cellXfs count=\"5\"><xf fontId=\"0\" fillId=\"0\"/>",
            "<xf numFmtId=\"14\" fillId=\"5\" applyFill=\"1\"><alignment horizontal=\"center\"/></xf>",
            "<xf numFmtId=\"14\" fillId=\"2\" applyFill=\"1\"><alignment horizontal=\"center\"/></xf>",
            "<xf fontId=\"0\" fillId=\"3\" applyFill=\"1\"/></cellXfs><dxfs count=\"0\"/>",
            "<fills count=\"7\"><fill/><fill/><fill>",
        ] {
            assert!(text.contains(expected), "{expected}\n{text}");
        }
    }

    #[test]
    fn each_look_is_one_format() {
        let mut styles = Styles::of(MINIMAL).unwrap();
        let looks = [Look::Title, Look::Text, Look::Title, Look::Painted(Paint::Note)];
        let numbers: Vec<u32> = looks.iter().map(|look| styles.look(*look).unwrap()).collect();
        assert_eq!(numbers, [1, 2, 1, 3]);
        assert!(Styles::of("<styleSheet/>").is_err());
    }
}
