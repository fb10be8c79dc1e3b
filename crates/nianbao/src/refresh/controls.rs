//! The content controls of a part: what each says with all revisions accepted, and where its text stands.

use std::ops::Range;

use quick_xml::escape::unescape;

use crate::markup::{Malformed, Tag, TagKind, Tags, attribute};

/// So many characters before a control tell people where it is.
const CONTEXT: usize = 12;
/// No report has elements within elements as deep, nor as many controls in a part.
const DEEPEST: usize = 256;
const MOST: usize = 100_000;

/// A control as it stands in the document.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "none of what may have happened to a control rules another out")]
pub(super) struct Found {
    /// Its tag; nothing if it has none, as after some programs.
    pub(super) tag: Option<String>,
    /// Its number.
    pub(super) id: Option<String>,
    /// What it says when all revisions are accepted.
    pub(super) text: String,
    /// The places of its texts in the part.
    pub(super) places: Vec<Range<usize>>,
    /// Whether something in it was deleted, or inserted, by a revision that nobody has decided on.
    pub(super) has_deleted: bool,
    pub(super) has_inserted: bool,
    /// Whether the control itself is deleted by such a revision.
    pub(super) is_deleted: bool,
    /// Whether it says once more, for other programs, what another one says.
    pub(super) is_fallback: bool,
    /// Whether it is empty, and the program shows in its place a text that asks for one.
    pub(super) is_placeholder: bool,
    /// Whether other controls are in it.
    pub(super) holds_others: bool,
    /// The number of its paragraph in the part, from 1.
    pub(super) paragraph: usize,
    /// What stands before it in its paragraph, or in its row of a table, cut to the last characters.
    pub(super) before: String,
}

/// The controls of a part, in its order.
pub(super) fn find(part: &str) -> Result<Vec<Found>, Malformed> {
    let mut walk =
        Walk { part, open: Vec::new(), controls: Vec::new(), found: Vec::new(), paragraph: 0, line: String::new() };
    let mut tags = Tags::new(part);
    while let Some(tag) = tags.next()? {
        walk.tag(&tag)?;
    }
    if !walk.open.is_empty() {
        return Err(Malformed);
    }
    walk.found.sort_by_key(|(order, _)| *order);
    Ok(walk.found.into_iter().map(|(_, found)| found).collect())
}

struct Walk<'a> {
    part: &'a str,
    /// The names of the elements that are open, and where the content of each begins.
    open: Vec<(&'a str, usize)>,
    /// The controls that are open, innermost last, with their order.
    controls: Vec<(usize, Found)>,
    found: Vec<(usize, Found)>,
    paragraph: usize,
    /// The last characters of the paragraph, or of the row, so far.
    line: String,
}

impl<'a> Walk<'a> {
    fn tag(&mut self, tag: &Tag<'a>) -> Result<(), Malformed> {
        match tag.kind {
            TagKind::Start => {
                self.begin(tag);
                self.open.push((tag.local(), tag.span.end));
            }
            TagKind::Empty => {
                self.begin(tag);
                // A text that is written so has no place into which another could be put.
                if tag.local() != "t" {
                    self.end(tag.local(), tag.span.end..tag.span.end)?;
                }
            }
            TagKind::End => {
                let (name, start) = self.open.pop().ok_or(Malformed)?;
                self.end(name, start..tag.span.start)?;
            }
        }
        if self.open.len() > DEEPEST || self.found.len() > MOST { Err(Malformed) } else { Ok(()) }
    }

    fn is_within(&self, names: &[&str]) -> bool {
        self.open.iter().any(|(name, _)| names.contains(name))
    }

    fn parent(&self) -> &str {
        self.open.last().map_or("", |(name, _)| *name)
    }

    fn begin(&mut self, tag: &Tag<'a>) {
        let source = self.part.get(tag.span.clone()).unwrap_or_default();
        let value = || attributes_value(source);
        match tag.local() {
            "p" => {
                self.paragraph += 1;
                if !self.is_within(&["tr"]) {
                    self.line.clear();
                } else if !self.line.is_empty() {
                    self.extend(" ");
                }
            }
            // What stands before it in its row says more of a cell than what stands before it there: nothing.
            "tr" => self.line.clear(),
            "sdt" => {
                if let Some((_, outer)) = self.controls.last_mut() {
                    outer.holds_others = true;
                }
                let order = self.found.len() + self.controls.len();
                let found = Found {
                    is_deleted: self.is_within(&["del", "moveFrom"]),
                    is_fallback: self.is_within(&["Fallback"]),
                    paragraph: self.paragraph.max(1),
                    before: self.context(),
                    ..Found::default()
                };
                self.controls.push((order, found));
            }
            "tag" | "id" if self.parent() == "sdtPr" => {
                if let Some((_, found)) = self.controls.last_mut() {
                    let into = if tag.local() == "tag" { &mut found.tag } else { &mut found.id };
                    *into = value().filter(|value| !value.is_empty());
                }
            }
            "showingPlcHdr" if self.parent() == "sdtPr" => {
                if let Some((_, found)) = self.controls.last_mut() {
                    found.is_placeholder = value().is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"));
                }
            }
            // Among properties they speak of the properties, or of the paragraph's mark.
            name @ ("ins" | "moveTo" | "del" | "moveFrom") if !self.is_within(&["rPr", "pPr", "trPr", "sdtPr"]) => {
                if let Some((_, found)) = self.controls.last_mut() {
                    found.has_inserted |= matches!(name, "ins" | "moveTo");
                    found.has_deleted |= matches!(name, "del" | "moveFrom");
                }
            }
            "tab" | "ptab" if self.parent() == "r" => self.say("\t", None),
            "br" | "cr" if self.parent() == "r" => self.say("\n", None),
            "drawing" | "pict" | "object" | "sym" | "footnoteReference" | "endnoteReference"
                if self.parent() == "r" =>
            {
                self.say("\u{fffc}", None);
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &'a str, content: Range<usize>) -> Result<(), Malformed> {
        match name {
            "t" => {
                let source = self.part.get(content.clone()).ok_or(Malformed)?;
                let text = unescape(source).map_err(|_| Malformed)?;
                self.say(&text, Some(content));
            }
            "sdt" => self.found.extend(self.controls.pop()),
            _ => {}
        }
        Ok(())
    }

    fn say(&mut self, text: &str, place: Option<Range<usize>>) {
        let is_placeholder = self.controls.last().is_some_and(|(_, found)| found.is_placeholder);
        if is_placeholder || self.is_within(&["del", "moveFrom", "sdtPr"]) {
            return;
        }
        self.extend(text);
        if let Some((_, found)) = self.controls.last_mut() {
            found.text.push_str(text);
            found.places.extend(place);
        }
    }

    fn extend(&mut self, text: &str) {
        self.line.push_str(text);
        if let Some((at, _)) = self.line.char_indices().rev().nth(CONTEXT - 1) {
            self.line.drain(..at);
        }
    }

    fn context(&self) -> String {
        let said: String = self.line.chars().filter(|c| !c.is_control() && *c != '\u{fffc}').collect();
        said.trim().to_owned()
    }
}

/// The value of `w:val`, whatever its prefix.
fn attributes_value(tag: &str) -> Option<String> {
    let name = crate::markup::attributes(tag).map(|(name, _)| name).find(|name| name.rsplit(':').next() == Some("val"));
    name.and_then(|name| attribute(tag, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_control_says_what_stands_when_all_revisions_are_accepted() {
        let part = "<w:body><w:p><w:r><w:t>全年办理</w:t></w:r><w:sdt><w:sdtPr><w:rPr><w:ins w:id=\"1\"/></w:rPr><w:alias w:val=\"x\"/>\
                    <w:tag w:val=\"a.b\"/><w:id w:val=\"7\"/></w:sdtPr><w:sdtContent><w:del><w:r><w:delText>146</w:delText></w:r></w:del>\
                    <w:ins><w:r><w:t>1&#52;7</w:t></w:r></w:ins><w:r><w:t>件</w:t></w:r></w:sdtContent></w:sdt></w:p><w:p>\
                    <w:del><w:sdt><w:sdtPr><w:tag w:val=\"c\"/></w:sdtPr><w:sdtContent><w:r><w:t>无</w:t></w:r></w:sdtContent></w:sdt></w:del></w:p></w:body>";
        let found = find(part).unwrap();
        let [first, second] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((first.tag.as_deref(), first.id.as_deref(), first.text.as_str()), (Some("a.b"), Some("7"), "147件"));
        assert_eq!((first.has_deleted, first.has_inserted, first.is_deleted), (true, true, false));
        assert_eq!((first.paragraph, first.before.as_str()), (1, "全年办理"));
        let said: Vec<&str> = first.places.iter().map(|place| &part[place.clone()]).collect();
        assert_eq!(said, ["1&#52;7", "件"]);
        assert_eq!((second.is_deleted, second.paragraph, second.text.as_str()), (true, 2, ""));
    }

    #[test]
    fn controls_in_controls_and_fallbacks_are_known() {
        let part = "<a><sdt><sdtContent><sdt><sdtPr><x:tag y:val='in'/></sdtPr><sdtContent><r><t>甲</t></r></sdtContent></sdt>\
                    </sdtContent></sdt><Fallback><sdt><sdtContent><r><t>乙</t><tab/><drawing/></r></sdtContent></sdt></Fallback></a>";
        let found = find(part).unwrap();
        let told: Vec<_> = found
            .iter()
            .map(|own| (own.tag.as_deref(), own.text.as_str(), own.holds_others, own.is_fallback))
            .collect();
        assert_eq!(
            told,
            [(None, "", true, false), (Some("in"), "甲", false, false), (None, "乙\t\u{fffc}", false, true)]
        );
        assert!(find("<a><t>&x;</t></a>").is_err() && find("<a>").is_err());
        let nested = |deep: usize| format!("{}{}", "<a>".repeat(deep), "</a>".repeat(deep));
        assert!(find(&nested(DEEPEST)).is_ok() && find(&nested(DEEPEST + 1)).is_err());
    }

    #[test]
    fn a_text_that_asks_for_one_and_an_element_without_content_say_nothing() {
        let part = "<p><sdt><sdtPr><showingPlcHdr/></sdtPr><sdtContent><r><t>单击此处输入文字</t></r></sdtContent></sdt>\
                    <sdt><sdtPr><showingPlcHdr w:val=\"0\"/></sdtPr><sdtContent><r><t/><t>146件</t></r></sdtContent></sdt></p>";
        let found = find(part).unwrap();
        let told: Vec<_> = found.iter().map(|own| (own.text.as_str(), own.places.len(), own.before.as_str())).collect();
        assert_eq!(told, [("", 0, ""), ("146件", 1, "")]);
    }
}
