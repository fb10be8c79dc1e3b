//! Finished texts read from files of every kind: the same paragraphs give the same lines, and bad files their errors.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::Command;
use std::{error, fs};

use nianbao::audit::{Document, Judgement, Reference, Spot, audit};
use nianbao::diff::reports;
use nianbao::render::{self, Format};
use nianbao::{Options, Pack, Project, Severity, Silent};
use nianbao_tests::machine::fonts;
use nianbao_tests::sample::Sample;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

type Result<T = ()> = std::result::Result<T, Box<dyn error::Error>>;

/// The paragraphs that every kind of document holds, and the rows of a table behind them.
const PARAGRAPHS: [&str; 5] = [
    "一、主要举措和成效",
    "（一）依法办理信访事项",
    "全年共办理上级转送信访事项146件，按期办结率100%，其中重点事项57件，较上年增加600多条；使用市、区两级关爱基金60余万元，\
     帮扶困难退役军人181人次，惠及服务对象3.4万名。开展《退役军人保障法》宣讲4次，发放读本1000余本，创建“全国示范型退役军人服务站”63个。",
    "二、下一步工作打算",
    "截至2021年12月31日，依申请公开3件，当年办结2件，结转下年继续办理1件，均在期限内，未发生行政复议和行政诉讼，全部持证上岗。",
];
const ROWS: [[&str; 3]; 3] = [["事项", "件数", "占比"], ["上级转送", "146", "71.92%"], ["重复访", "57", "28.08%"]];

/// The lines that are to come of them.
fn lines() -> Vec<String> {
    PARAGRAPHS.iter().map(|text| (*text).to_owned()).chain(ROWS.iter().map(|row| row.join("\t"))).collect()
}

fn read(bytes: Vec<u8>) -> Result<Document> {
    read_named("报告", bytes)
}

fn read_named(name: &str, bytes: Vec<u8>) -> Result<Document> {
    Document::of_bytes(name, bytes).map_err(|fault| fault.key.into())
}

fn lines_of(document: &Document) -> Vec<String> {
    document.text.lines().filter(|line| !line.is_empty()).map(ToOwned::to_owned).collect()
}

fn key(bytes: &[u8]) -> Option<&'static str> {
    Document::of_bytes("报告", bytes.to_vec()).err().map(|fault| fault.key)
}

/// A world of one source and one picture.
struct OnePage {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    faces: Vec<Font>,
    source: Source,
    picture: Bytes,
}

impl World for OnePage {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }
    fn main(&self) -> FileId {
        self.source.id()
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() { Ok(self.source.clone()) } else { Err(FileError::NotSource) }
    }
    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Ok(self.picture.clone())
    }
    fn font(&self, index: usize) -> Option<Font> {
        self.faces.get(index).cloned()
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The PDF that typst makes of a source.
fn typeset(text: &str) -> Result<Vec<u8>> {
    let mut paths: Vec<_> = fs::read_dir(fonts())?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.sort();
    let mut faces = Vec::new();
    for path in paths {
        faces.extend(Font::iter(Bytes::new(fs::read(path)?)));
    }
    let path = VirtualPath::new("/main.typ").map_err(|error| format!("{error:?}"))?;
    let id = FileId::new(RootedPath::new(VirtualRoot::Project, path));
    let world = OnePage {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&faces)),
        faces,
        source: Source::new(id, text.to_owned()),
        picture: Bytes::from_string(
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>",
        ),
    };
    let document: typst_layout::PagedDocument =
        typst::compile(&world).output.map_err(|errors| format!("{errors:?}"))?;
    let options = typst_pdf::PdfOptions::default();
    Ok(typst_pdf::pdf(&document, &options).map_err(|errors| format!("{errors:?}"))?)
}

const PAGE: &str = "#set page(paper: \"a4\", numbering: \"— 1 —\")\n#set text(font: \"FandolSong\", size: 14pt)\n\
                    #set par(justify: true, first-line-indent: (amount: 2em, all: true))\n";

fn pdf() -> Result<Vec<u8>> {
    let paragraphs = PARAGRAPHS.map(|text| format!("{}\n\n", text.replace('#', "\\#")));
    let cells = ROWS.as_flattened().iter().map(|cell| format!("[{cell}], ")).collect::<Vec<_>>().concat();
    typeset(&format!("{PAGE}{}#table(columns: 3, {cells})", paragraphs.concat()))
}

fn package(parts: &[(&str, &[u8])]) -> Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default())?;
        writer.write_all(text)?;
    }
    Ok(writer.finish()?.into_inner())
}

fn docx() -> Result<Vec<u8>> {
    let row = |row: &[&str; 3]| {
        format!("<w:tr>{}</w:tr>", row.map(|cell| format!("<w:tc>{}</w:tc>", paragraph(cell))).concat())
    };
    docx_of(&format!("{}<w:tbl>{}</w:tbl>", PARAGRAPHS.map(paragraph).concat(), ROWS.each_ref().map(row).concat()))
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

const RELATIONS: &str = "<Relationships><Relationship Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' \
                         Target='word/document.xml'/></Relationships>";
const NUMBERING: &str = "<w:numbering><w:abstractNum w:abstractNumId='5'><w:lvl w:ilvl='0'><w:start w:val='1'/>\
                         <w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl></w:abstractNum>\
                         <w:num w:numId='3'><w:abstractNumId w:val='5'/></w:num></w:numbering>";

fn document_xml(body: &str) -> String {
    format!("<w:document><w:body>{body}</w:body></w:document>")
}

fn docx_of(body: &str) -> Result<Vec<u8>> {
    package(&[("_rels/.rels", RELATIONS.as_bytes()), ("word/document.xml", document_xml(body).as_bytes())])
}

fn html() -> String {
    let row = |row: &[&str; 3]| format!("<tr>{}</tr>\n", row.map(|cell| format!("<td>{cell}</td>")).concat());
    format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n{}<table>{}</table></body></html>",
        PARAGRAPHS.map(|text| format!("<p>{text}</p>\n")).concat(),
        ROWS.each_ref().map(row).concat()
    )
}

fn markdown() -> String {
    let row = |row: &[&str; 3]| format!("| {} |\n", row.join(" | "));
    let [head, rows @ ..] = ROWS.each_ref().map(row);
    let paragraphs = PARAGRAPHS.map(|text| format!("{}\n\n", text.replace("146件", "**146**件")));
    format!("{}{head}|---|--:|--:|\n{}", paragraphs.concat(), rows.concat())
}

#[test]
fn the_same_paragraphs_give_the_same_lines_whatever_they_come_in() -> Result {
    let text = lines().join("\r\n");
    let gb = encoding_rs::GB18030.encode(&text).0.into_owned();
    let kinds: [(&str, Vec<u8>); 6] = [
        ("报告.txt", text.into_bytes()),
        ("GB18030.txt", gb),
        ("报告.md", markdown().into_bytes()),
        // What these are, they say themselves.
        ("html", html().into_bytes()),
        ("docx.md", docx()?),
        ("pdf.txt", pdf()?),
    ];
    for (name, bytes) in kinds {
        assert_eq!(lines_of(&read_named(name, bytes)?), lines(), "{name}");
    }
    Ok(())
}

#[test]
fn a_plain_text_keeps_what_would_be_markup_elsewhere() -> Result {
    let text = "# 一标段\n办结**146**件，*甲*_乙_\n| 事项 | 件数 |\n|---|--:|\n```\n3 + 4\n```";
    assert_eq!(read_named("报告.txt", text.as_bytes().to_vec())?.text, text);
    let read = read_named("报告.md", text.as_bytes().to_vec())?.text;
    assert_eq!(read, "一标段\n办结146件，甲乙\n事项\t件数");
    Ok(())
}

/// A text, one paragraph to a line, as each kind of document.
fn of_every_kind(text: &str) -> Result<[(&'static str, Vec<u8>); 5]> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let each = |paragraph: fn(&str) -> String| lines.iter().map(|line| paragraph(line)).collect::<String>();
    let page = each(|line| format!("<p>{line}</p>\n"));
    Ok([
        ("report.txt", text.as_bytes().to_vec()),
        ("report.md", format!("# 年度报告\n\n{}", each(|line| format!("{line}\n\n"))).into_bytes()),
        ("report.html", format!("<!DOCTYPE html>\n<html><body>\n{page}</body></html>").into_bytes()),
        ("report.docx", docx_of(&each(paragraph))?),
        ("report.pdf", typeset(&format!("{PAGE}{}", each(|line| format!("{line}\n\n"))))?),
    ])
}

#[test]
fn the_same_text_of_every_kind_gets_the_same_verdicts() -> Result {
    let folder = tempfile::tempdir()?;
    Sample::new().write_project(folder.path())?;
    let project = Project::open(folder.path(), &Options::default())?;
    let figures = nianbao::compute(&project, &Silent)?.figures;
    let reference = Reference::of(&project, &figures);
    let wrong = include_str!("texts/clean.txt").replace("146件", "164件").replace("181人次", "181人");
    for text in [include_str!("texts/clean.txt"), include_str!("texts/defects.txt"), &wrong] {
        let mut expected = None;
        let first = Document::of_text("report.txt", text.to_owned());
        for (name, bytes) in of_every_kind(text)? {
            let document = Document::of_bytes(name, bytes).map_err(|fault| fault.key)?;
            let compared = reports::compare(&first, &document, &project.pack).map_err(|fault| fault.key)?;
            assert!(compared.is_same(), "{name}: {:?} {:?}", compared.differences, compared.reports);
            let audit = audit(&document, &project.pack, Some(&reference));
            let verdict = |own: &Judgement| {
                let figure = own.figure.as_ref().map(ToString::to_string);
                (own.surface.clone(), own.verdict, own.reason, figure, own.statement.clone())
            };
            let findings = audit.findings.iter().map(|finding| (finding.code, finding.arguments.clone()));
            let found: (Vec<_>, Vec<_>) = (audit.judgements.iter().map(verdict).collect(), findings.collect());
            let expected = expected.get_or_insert_with(|| found.clone());
            assert_eq!(found.0, expected.0, "{name}");
            assert_eq!(found.1, expected.1, "{name}");
        }
        let (judgements, _) = expected.ok_or("nothing")?;
        assert_eq!(judgements.len(), 37);
    }
    Ok(())
}

#[test]
fn the_places_of_a_pdf_are_pages_and_lines() -> Result {
    let document = read(typeset(&format!("{PAGE}办结146件。\n\n接待12批。\n#pagebreak()\n培训4次。"))?)?;
    assert_eq!(document.text, "办结146件。\n接待12批。\n培训4次。");
    let spot = |word: &str| document.text.find(word).map(|at| document.spot(at));
    assert_eq!(spot("12批"), Some(Spot { line: 2, column: 3, page: Some(1) }));
    assert_eq!(spot("4次"), Some(Spot { line: 1, column: 3, page: Some(2) }));
    Ok(())
}

#[test]
fn the_samples_report_reads_as_it_was_written() -> Result {
    let folder = tempfile::tempdir()?;
    Sample::new().write_project(folder.path())?;
    // The numbers of a chart stand as high as its columns are: which of them comes first is told by no line.
    let path = folder.path().join("narrative/report.typ");
    let narrative = fs::read_to_string(&path)?;
    fs::write(&path, narrative.lines().filter(|line| !line.starts_with("#chart(")).collect::<Vec<_>>().join("\n"))?;
    let project = Project::open(folder.path(), &Options { font_dirs: vec![fonts()], ..Options::default() })?;
    let report = nianbao::compile(&project, &Silent)?.accept(Severity::Error).map_err(|_| "findings")?;
    let out = folder.path().join("out");
    render::write(&report, &out, Format::ALL)?;
    let document = Document::read(&out.join("report.pdf"))?;
    assert_eq!(document.name, "report.pdf");
    // What another reader has of the pages before the annex, which is a table.
    let body = |text: &str| -> String {
        let before = text.split_once("附件").map_or(text, |(before, _)| before);
        before.chars().filter(|c| !c.is_whitespace()).collect()
    };
    assert_eq!(body(&document.text), body(&by_another_reader(&out.join("report.pdf"))?));
    // A sentence runs on over the lines of the page.
    let expected = "退役军人事务部“重复访”信访事项4件，按期办结率100%。";
    assert!(document.text.lines().any(|line| line.ends_with(expected)), "{}", document.text);
    // A row of the annex is a line, though its cells take several.
    for row in ["8\t涉及区县层级的依申请类政务服务事项\t24项\t", "11\t列入“四办”服务内容的事项\t24项\t"]
    {
        assert!(document.text.lines().any(|line| line.starts_with(row)), "{}", document.text);
    }
    Ok(())
}

/// The text of a PDF as pdftotext has it, without the banner and the page numbers.
fn by_another_reader(pdf: &Path) -> Result<String> {
    let output = Command::new("pdftotext").args(["-enc", "UTF-8"]).arg(pdf).arg("-").output()?;
    let text = String::from_utf8(output.stdout)?;
    let is_furniture = |line: &str| line == "样例数据·非正式文件" || (line.starts_with('—') && line.ends_with('—'));
    let lines = text.lines().map(|line| line.trim_matches([' ', '\u{c}'])).filter(|line| !is_furniture(line));
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

/// A PDF by hand: its font, what its page draws, and what its trailer says besides.
fn by_hand(font: &str, content: &[u8], more: &str) -> Vec<u8> {
    let mut bytes = format!(
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Kids [ 4 0 R ] /Count 1 >>\nendobj\n3 0 obj\n{font}\nendobj\n\
         4 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Contents 5 0 R \
         /Resources << /Font << /F 3 0 R >> /XObject << /P 6 0 R >> >> >>\nendobj\n\
         6 0 obj\n<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray \
         /Length 1 >>\nstream\n0\nendstream\nendobj\n5 0 obj\n<< /Length {} >>\nstream\n",
        content.len()
    )
    .into_bytes();
    bytes.extend(content);
    bytes.extend(format!("\nendstream\nendobj\ntrailer\n<< /Root 1 0 R {more} >>\n%%EOF\n").as_bytes());
    bytes
}

fn chinese_font(encoding: &str) -> String {
    format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /{encoding} /DescendantFonts [ << /Type /Font \
         /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> \
         /DW 1000 /W [ 1 95 500 814 939 500 7712 7716 500 ] >> ] >>"
    )
}

fn shown(code: &[u8]) -> Vec<u8> {
    let digits = code.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    format!("BT /F 14 Tf 80 700 Td <{digits}> Tj ET").into_bytes()
}

#[test]
fn faces_and_encodings_that_a_pdf_only_names_are_known() -> Result {
    let latin = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
    assert_eq!(read(by_hand(latin, b"BT /F 14 Tf 80 700 Td (146 items) Tj ET", ""))?.text, "146 items");
    let text = "办结146件，100%。";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(read(by_hand(&chinese_font("UniGB-UCS2-H"), &shown(&utf16), ""))?.text, text);
    let gbk = encoding_rs::GBK.encode(text).0.into_owned();
    assert_eq!(read(by_hand(&chinese_font("GBK-EUC-H"), &shown(&gbk), ""))?.text, text);
    Ok(())
}

#[test]
fn a_pdf_whose_characters_nobody_can_tell_has_an_error() {
    let latin = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
    assert_eq!(key(&by_hand(latin, b"q 595 0 0 842 0 0 cm /P Do Q", "")), Some("document-scanned"));
    let stamped = b"q 595 0 0 842 0 0 cm /P Do Q BT /F 9 Tf 280 40 Td (- 1 -) Tj ET";
    assert_eq!(key(&by_hand(latin, stamped, "")), Some("document-scanned"));
    assert_eq!(key(&by_hand(latin, b"", "")), Some("document-empty"));
    assert_eq!(
        key(&by_hand(&chinese_font("Identity-H"), &shown(&[9, 9, 8, 8]), "")),
        Some("document-without-characters")
    );
    let japanese = chinese_font("90ms-RKSJ-H");
    assert_eq!(key(&by_hand(&japanese, &shown(b"146"), "")), Some("document-in-unknown-encoding"));
    let encrypted = format!(
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{0}> /U <{0}> >> /ID [ <00> <00> ]",
        "11".repeat(32)
    );
    assert_eq!(key(&by_hand(latin, b"BT ET", &encrypted)), Some("document-encrypted"));
    assert_eq!(key(b"%PDF-1.7\n%%EOF\n"), Some("document-damaged"));
    assert_eq!(key(&[&b"%PDF-1.7\n"[..], &b"[".repeat(1_000_000), b"\n%%EOF\n"].concat()), Some("document-too-large"));
}

#[test]
fn a_page_that_draws_itself_again_and_again_is_refused_in_time() {
    // Each form draws the next one fifty times.
    let form = |number: usize| {
        let content = format!("/G{} Do ", number + 1).repeat(50);
        format!(
            "{number} 0 obj\n<< /Type /XObject /Subtype /Form /BBox [ 0 0 9 9 ] /Resources << /XObject << /G{0} {0} 0 R >> >> \
             /Length {1} >>\nstream\n{content}\nendstream\nendobj\n",
            number + 1,
            content.len()
        )
    };
    let forms: String = (10..30).map(form).collect();
    let page = by_hand("<< >>", b"/P Do", "");
    let text =
        String::from_utf8_lossy(&page).replace("/P 6 0 R", "/P 10 0 R").replace("trailer", &format!("{forms}trailer"));
    assert_eq!(key(text.as_bytes()), Some("document-too-large"));
}

/// A generator of numbers that are the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(below.max(1)).unwrap_or(1)).unwrap_or_default()
    }
}

/// Some bytes changed at random, and sometimes the end cut off.
fn damaged(bytes: &[u8], round: usize, dice: &mut Dice) -> Result<Vec<u8>> {
    let mut damaged = bytes.to_vec();
    if round.is_multiple_of(3) {
        damaged.truncate(dice.roll(bytes.len()));
    }
    for _ in 0..[1, 8, 200][round % 3].min(damaged.len()) {
        let at = dice.roll(damaged.len());
        damaged[at] = u8::try_from(dice.roll(256))?;
    }
    Ok(damaged)
}

#[test]
fn damaged_files_are_read_or_refused_and_nothing_else() -> Result {
    let mut dice = Dice(0x6e69_616e_6261_6f01);
    let mut outcomes = BTreeMap::new();
    for (name, bytes) in [("a", pdf()?), ("a", docx()?), ("a", html().into_bytes()), ("a.md", markdown().into_bytes())]
    {
        for round in 0..60 {
            let read = Document::of_bytes(name, damaged(&bytes, round, &mut dice)?);
            *outcomes.entry(read.map_or_else(|fault| fault.key, |_| "read")).or_insert(0) += 1;
        }
    }
    let known = ["document-damaged", "document-empty", "document-of-no-kind", "document-without-characters", "read"];
    assert!(outcomes.keys().all(|key| known.contains(key)) && outcomes.len() > 3, "{outcomes:?}");
    Ok(())
}

#[test]
fn damage_within_an_archive_that_is_sound_is_read_or_refused() -> Result {
    // A changed byte of an archive breaks its checksum, so that the parts themselves are damaged before they are packed.
    let mut dice = Dice(0x6e69_616e_6261_6f02);
    let mut outcomes = BTreeMap::new();
    let numbered = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr></w:pPr></w:p>";
    let body = format!("{numbered}{}", PARAGRAPHS.map(paragraph).concat());
    let parts = [document_xml(&body), NUMBERING.to_owned()];
    for round in 0..240 {
        let [document, numbering] = &parts;
        let mut parts = [document.as_bytes().to_vec(), numbering.as_bytes().to_vec()];
        let part = &mut parts[round % 2];
        *part = damaged(part, round / 2, &mut dice)?;
        let [document, numbering] = parts;
        let all = [
            ("_rels/.rels", RELATIONS.as_bytes()),
            ("word/document.xml", &document),
            ("word/numbering.xml", &numbering),
        ];
        *outcomes.entry(key(&package(&all)?).unwrap_or("read")).or_insert(0) += 1;
    }
    let known = ["document-damaged", "document-empty", "read"];
    assert!(outcomes.keys().all(|key| known.contains(key)) && outcomes.len() > 1, "{outcomes:?}");
    Ok(())
}

/// Some characters taken out, put in and exchanged at random.
fn scrambled(text: &str, round: usize, dice: &mut Dice) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for _ in 0..[1, 8, 40][round % 3] {
        let (at, other) = (dice.roll(characters.len()), dice.roll(characters.len()));
        let taken = characters[other];
        match dice.roll(3) {
            0 => drop(characters.remove(at)),
            1 => characters[at] = taken,
            _ => characters.insert(at, taken),
        }
    }
    characters.into_iter().collect()
}

#[test]
fn two_scrambled_reports_are_compared_or_refused() -> Result {
    let pack = Pack::standard("rule-of-law")?;
    let mut dice = Dice(0x6e69_616e_6261_6f03);
    let mut compared = 0;
    for round in 0..40 {
        let mut read =
            |name: &str, text: &str| Document::of_bytes(name, scrambled(text, round, &mut dice).into_bytes()).ok();
        let (Some(old), Some(new)) = (read("a", &html()), read("a.md", &markdown())) else { continue };
        let Ok(comparison) = reports::compare(&old, &new, &pack) else { continue };
        compared += 1;
        for difference in &comparison.differences {
            assert_eq!(difference.was.is_some(), difference.was_at.is_some());
            assert_eq!(difference.now.is_some(), difference.now_at.is_some());
        }
        assert!(reports::compare(&old, &old, &pack).is_ok_and(|same| same.is_same()), "{}", old.text);
    }
    assert!(compared > 30, "{compared}");
    Ok(())
}
