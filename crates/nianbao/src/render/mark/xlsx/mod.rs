//! A marked copy of an .xlsx: the parts that must change do, all others are copied as they are, not even unpacked.

mod comments;
mod drawing;
mod layout;
mod links;
mod listing;
mod sheet;
mod style;

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use self::drawing::Frame;
use self::layout::Layout;
use self::links::{Dialect, PartKind, Relations};
use self::sheet::Painted;
use self::style::Styles;
use super::remarks::{Comments, Remarks, SheetMarks};
use super::summary::Summary;
use crate::archive::Archive;
use crate::markup::Edits;
use crate::markup::{Document, Malformed, attributes, escaped};
use crate::message::Messages;
use crate::package::{self, relations_part};

/// The workbook has something that can't be added to. Nothing is lost by it: its list is written beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unmarkable;

impl From<Malformed> for Unmarkable {
    fn from(_: Malformed) -> Self {
        Self
    }
}

/// No sheet that is marked unpacks to more, and no other part: they are held in memory.
const SHEET: u64 = 192 << 20;
const PART: u64 = 64 << 20;
/// All that differs is held until it is written.
const WHOLE: u64 = 384 << 20;
/// Names of sheets have no more characters.
const NAME: usize = 31;

/// What a copy is recognised by: no other program calls a part so.
pub(super) const LIST: &str = "nianbao-findings";

/// Whether the bytes are a workbook whose sheets are XML. It was read before, and is what it says it is.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    let archive = ZipArchive::new(Cursor::new(bytes)).ok();
    archive.is_some_and(|mut archive| {
        let workbook = package::workbook(&mut archive);
        workbook.rsplit('.').next() == Some("xml") && archive.index_for_name(&workbook).is_some()
    })
}

/// The copy with its remarks, and the list of them as its last sheet.
pub(super) fn marked(bytes: &[u8], source: &str, remarks: Remarks, messages: &Messages) -> Result<Vec<u8>, Unmarkable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unmarkable)?;
    let workbook = package::workbook(&mut archive);
    let book = text(&mut archive, &workbook, PART)?;
    let book = Document::parse(&book, 3)?;
    let namespace = book.namespace().ok_or(Unmarkable)?;
    let own = package::relations(&mut archive, &workbook);
    let own = own.into_iter().find(|relation| relation.kind == "styles").map(|relation| relation.target);
    let styles = match &own {
        Some(part) => text(&mut archive, part, PART)?,
        None => style::MINIMAL.replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main", &namespace),
    };
    let mut copy = Copy {
        block: last_block(&mut archive)? + 1,
        archive,
        dialect: Dialect::of(&namespace),
        folder: workbook.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default(),
        author: messages.word("mark-author"),
        styles: Styles::of(&styles)?,
        changed: BTreeMap::new(),
        types: Vec::new(),
        held: 0,
    };
    let sheets: BTreeMap<String, String> = package::sheets(&mut copy.archive).into_iter().collect();
    for (name, marks) in &remarks.sheets {
        copy.sheet(sheets.get(&**name).ok_or(Unmarkable)?, marks)?;
    }
    let summary = Summary::of(source, remarks, true, messages);
    copy.list(&workbook, &book, &namespace, &summary)?;
    copy.finished(&workbook, own)
}

/// A copy in the making.
struct Copy<'a, 's> {
    archive: Archive<'a>,
    dialect: Dialect,
    /// Where the workbook lies, with its stroke.
    folder: String,
    author: String,
    styles: Styles<'s>,
    /// Parts that differ from the workbook's, by name.
    changed: BTreeMap<String, String>,
    /// Parts that it doesn't have yet, and what they are.
    types: Vec<(PartKind, String)>,
    /// The next block of shapes that no drawing has.
    block: usize,
    /// How many bytes of parts that differ are held.
    held: u64,
}

impl Copy<'_, '_> {
    /// Marks the sheet that lies in a part.
    fn sheet(&mut self, part: &str, marks: &SheetMarks) -> Result<(), Unmarkable> {
        let text = text(&mut self.archive, part, SHEET)?;
        let layout = Layout::of(&text)?;
        let mut painted = Painted::new();
        for (cell, paint) in &marks.paint {
            let seen = layout.seen(*cell);
            let known = painted.entry(seen.row).or_default().entry(seen.column).or_insert(*paint);
            *known = (*known).max(*paint);
        }
        let mut comments = Comments::new();
        for (cell, paragraphs) in &marks.comments {
            comments.entry(layout.seen(*cell)).or_default().extend(paragraphs.iter().cloned());
        }
        let mut edits = sheet::painted(&text, &layout, painted, &mut self.styles)?;
        if !comments.is_empty() {
            self.comments(part, &layout, &comments, &mut edits)?;
        }
        self.change(part.to_owned(), edits.applied(&text))
    }

    /// Writes comments at a sheet's cells, beside those that it has.
    fn comments(
        &mut self,
        part: &str,
        layout: &Layout<'_>,
        comments: &Comments,
        edits: &mut Edits,
    ) -> Result<(), Unmarkable> {
        let known = package::relations(&mut self.archive, part);
        let mut relations = Relations::of(self.existing(&relations_part(part))?)?;
        let mut has_new = false;
        let theirs = known.iter().find(|relation| relation.kind == "comments");
        let without_box = if let Some(theirs) = theirs {
            let old = text(&mut self.archive, &theirs.target, PART)?;
            let (new, without_box) = comments::extended(&old, &self.author, comments)?;
            self.change(theirs.target.clone(), new)?;
            without_box
        } else {
            let target = self.unused("comments", ".xml");
            self.change(target.clone(), comments::fresh(&layout.namespace, &self.author, comments))?;
            relations.add(self.dialect, "comments", part, &target);
            self.types.push((PartKind::Comments, target));
            has_new = true;
            comments.keys().copied().collect()
        };
        let frames = without_box.into_iter().map(|cell| {
            let said = comments.get(&cell).into_iter().flatten();
            Frame { cell, lines: said.map(|said| 2 + drawing::lines(&said.body)).sum() }
        });
        let frames: Vec<Frame> = frames.collect();
        let drawn = layout.drawing.as_ref().map(|id| known.iter().find(|relation| relation.id == *id));
        if frames.is_empty() {
            // All of them have a box.
        } else if let Some(drawn) = drawn {
            let drawn = drawn.ok_or(Unmarkable)?;
            let old = text(&mut self.archive, &drawn.target, PART)?;
            self.change(drawn.target.clone(), drawing::extended(&old, &frames, self.block, layout)?)?;
        } else {
            let target = self.unused("drawings/vmlDrawing", ".vml");
            self.change(target.clone(), drawing::fresh(&frames, self.block, layout))?;
            let id = relations.add(self.dialect, "vmlDrawing", part, &target);
            has_new = true;
            let prefix = layout.prefix;
            let reference = match layout.relations {
                Some(relations) => format!("<{prefix}legacyDrawing {relations}:id=\"{id}\"/>"),
                None => format!("<{prefix}legacyDrawing xmlns:r=\"{}\" r:id=\"{id}\"/>", self.dialect.relations()),
            };
            edits.insert(layout.drawing_at, reference);
        }
        self.block += drawing::blocks(frames.len());
        if has_new { self.change(relations_part(part), relations.finished()?) } else { Ok(()) }
    }

    /// Puts the list in as the last sheet, under a name that no other has.
    fn list(
        &mut self,
        workbook: &str,
        book: &Document<'_>,
        namespace: &str,
        summary: &Summary,
    ) -> Result<(), Unmarkable> {
        let sheets = book.root.child("sheets").ok_or(Unmarkable)?;
        let of_each = |name: &str| sheets.children.iter().filter_map(|sheet| book.attribute(sheet, name)).collect();
        let names: Vec<String> = of_each("name");
        let ids: Vec<String> = of_each("sheetId");
        let same = |name: &str| names.iter().any(|known| known.to_lowercase() == name.to_lowercase());
        let candidates = std::iter::once(summary.sheet.clone())
            .chain((2..).map(|number| format!("{}{number}", summary.sheet)))
            .take(names.len() + 1);
        let name = candidates.into_iter().find(|name| !same(name)).filter(|name| name.chars().count() <= NAME);
        let name = name.ok_or(Unmarkable)?;
        let id = (1..=ids.len() + 1).rev().find(|id| !ids.contains(&id.to_string())).ok_or(Unmarkable)?;
        let target = self.unused(&format!("worksheets/{LIST}"), ".xml");
        let mut relations = Relations::of(self.existing(&relations_part(workbook))?)?;
        let relation = relations.add(self.dialect, "worksheet", workbook, &target);
        // As the others are written: some readers look for the prefix.
        let first = sheets.children.first().map(|sheet| &book.text[sheet.tag.clone()]).ok_or(Unmarkable)?;
        let reference = attributes(first).map(|(name, _)| name).find(|name| name.ends_with(":id")).ok_or(Unmarkable)?;
        let prefix = sheets.prefix();
        let name = escaped(&name);
        let mut edits = Edits::default();
        edits.append(sheets, format!("<{prefix}sheet name=\"{name}\" sheetId=\"{id}\" {reference}=\"{relation}\"/>"));
        let list = listing::sheet(summary, namespace, &mut self.styles)?;
        self.change(workbook.to_owned(), edits.applied(book.text))?;
        self.change(relations_part(workbook), relations.finished()?)?;
        self.types.push((PartKind::Sheet, target.clone()));
        self.change(target, list)
    }

    /// Writes the archive: parts in their order, then those that are new.
    fn finished(mut self, workbook: &str, styles: Option<String>) -> Result<Vec<u8>, Unmarkable> {
        const TYPES: &str = "[Content_Types].xml";
        let part = if let Some(part) = styles {
            part
        } else {
            let part = self.unused("styles", ".xml");
            let rels = relations_part(workbook);
            let mut relations = Relations::of(self.changed.remove(&rels))?;
            relations.add(self.dialect, "styles", workbook, &part);
            self.change(rels, relations.finished()?)?;
            self.types.push((PartKind::Styles, part.clone()));
            part
        };
        self.change(part, self.styles.finished())?;
        let types = text(&mut self.archive, TYPES, PART)?;
        self.change(TYPES.to_owned(), links::types(&types, &self.types)?)?;
        // A time of its own would make two runs differ.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..self.archive.len() {
            let part = self.archive.by_index_raw(at).map_err(|_| Unmarkable)?;
            let name = part.name().map_err(|_| Unmarkable)?.into_owned();
            let Some(text) = self.changed.remove(&name) else {
                writer.raw_copy_file(part).map_err(|_| Unmarkable)?;
                continue;
            };
            writer.start_file(name, options).map_err(|_| Unmarkable)?;
            writer.write_all(text.as_bytes()).map_err(|_| Unmarkable)?;
        }
        for (name, text) in self.changed {
            writer.start_file(name, options).map_err(|_| Unmarkable)?;
            writer.write_all(text.as_bytes()).map_err(|_| Unmarkable)?;
        }
        Ok(writer.finish().map_err(|_| Unmarkable)?.into_inner())
    }

    /// Replaces a part, or adds it. None is changed twice: two sheets that share their comments can't be told apart.
    fn change(&mut self, part: String, text: String) -> Result<(), Unmarkable> {
        self.held += text.len() as u64;
        if self.held > WHOLE {
            return Err(Unmarkable);
        }
        match self.changed.insert(part, text) {
            None => Ok(()),
            Some(_) => Err(Unmarkable),
        }
    }

    /// A part's text, if there is such a part.
    fn existing(&mut self, part: &str) -> Result<Option<String>, Unmarkable> {
        self.archive.index_for_name(part).map(|_| text(&mut self.archive, part, PART)).transpose()
    }

    /// A name beside the workbook that no part has.
    fn unused(&self, name: &str, ending: &str) -> String {
        let is_free = |part: &String| self.archive.index_for_name(part).is_none() && !self.changed.contains_key(part);
        let numbered = (1..).map(|number| format!("{}{name}{number}{ending}", self.folder));
        numbered.into_iter().find(is_free).unwrap_or_default()
    }
}

/// A part as a text.
fn text(archive: &mut Archive<'_>, part: &str, limit: u64) -> Result<String, Unmarkable> {
    let part = archive.by_name(part).map_err(|_| Unmarkable)?;
    let mut bytes = Vec::new();
    part.take(limit + 1).read_to_end(&mut bytes).map_err(|_| Unmarkable)?;
    if bytes.len() as u64 > limit {
        return Err(Unmarkable);
    }
    String::from_utf8(bytes).map_err(|_| Unmarkable)
}

/// The highest block of shapes that a drawing of the workbook has.
fn last_block(archive: &mut Archive<'_>) -> Result<usize, Unmarkable> {
    let names: Vec<String> = archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect();
    let mut last = 0;
    for name in names.iter().filter(|name| name.to_ascii_lowercase().ends_with(".vml")) {
        last = last.max(drawing::last_block(&text(archive, name, PART)?));
    }
    Ok(last)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::place::CellAddress;
    use crate::render::mark::paint::Paint;
    use crate::render::mark::remarks::Paragraph;

    const SHEET: &str = "<x:worksheet xmlns:x=\"a\" xmlns:r=\"b\"><x:dimension ref=\"A1:C5\"/><x:cols><x:col min=\"2\" \
        max=\"3\" width=\"30\" style=\"7\"/></x:cols><x:sheetData><x:row r=\"2\" spans=\"2:2\" s=\"1\" customFormat=\"1\">\
        <x:c r=\"B2\" s=\"1\"><x:v>7</x:v></x:c></x:row><x:row/></x:sheetData><x:mergeCells><x:mergeCell ref=\"A1:C2\"/>\
        </x:mergeCells><x:legacyDrawing r:id=\"d\"/></x:worksheet>";
    const COMMENTS: &str = "<comments xmlns=\"a\"><authors><author>张</author></authors><commentList><comment ref=\"A1\" \
        authorId=\"0\"><text><t>待核</t><rPh/></text></comment></commentList></comments>";
    const DRAWING: &str = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\"><o:idmap data=\"1,2\"/><v:shape/></xml>";
    const LINKS: &str = "<Types><Default Extension=\"xml\"/><Relationship Id=\"rId1\" Target=\"a\"/></Types>";

    /// A text in which some places are cut out and others filled with what means something in XML.
    fn damaged(text: &'static str) -> impl Strategy<Value = String> {
        let filling = "[<>/\"'= &;!?\\-\\[\\]:xr0-9\u{feff}表]{0,4}";
        vec((0..text.len(), 0_usize..6, filling), 0..4).prop_map(move |changes| {
            let mut text = text.to_owned();
            for (at, length, filling) in changes {
                let boundary = |mut at: usize| {
                    at = at.min(text.len());
                    while !text.is_char_boundary(at) {
                        at -= 1;
                    }
                    at
                };
                let span = boundary(at)..boundary(at + length);
                text.replace_range(span, &filling);
            }
            text
        })
    }

    proptest! {
        #[test]
        fn no_part_that_is_damaged_brings_it_down(
            sheet in damaged(SHEET),
            comments in damaged(COMMENTS),
            drawing in damaged(DRAWING),
            styles in damaged(style::MINIMAL),
            links in damaged(LINKS),
        ) {
            let cell = CellAddress::new(3, 2);
            let paragraph = Paragraph { head: "错误".to_owned(), body: "核对".to_owned() };
            let said = Comments::from([(CellAddress::new(1, 1), vec![paragraph.clone()]), (cell, vec![paragraph])]);
            let _types = links::types(&links, &[(PartKind::Sheet, "a.xml".to_owned())]);
            let _relations = Relations::of(Some(links)).and_then(Relations::finished);
            let _comments = comments::extended(&comments, "年报", &said);
            if let (Ok(layout), Ok(mut styles)) = (Layout::of(&sheet), Styles::of(&styles)) {
                let painted = Painted::from([(2, [(1, Paint::Error), (2, Paint::Note)].into()), (9, [(9, Paint::Error)].into())]);
                let edits = sheet::painted(&sheet, &layout, painted, &mut styles);
                // What comes out is no worse than what went in.
                let changed = edits.map(|edits| edits.applied(&sheet));
                prop_assert!(changed.is_err() || Layout::of(&changed.unwrap_or_default()).is_ok());
                prop_assert!(Document::parse(&styles.finished(), 3).is_ok());
                let _drawing = drawing::extended(&drawing, &[Frame { cell, lines: 3 }], drawing::last_block(&drawing) + 1, &layout);
            }
        }
    }
}
