//! Documents made by hand, part by part.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Target="word/document.xml"
    Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>"#;

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn document(body: &str) -> String {
    format!(r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{body}<w:sectPr/></w:body></w:document>"#)
}

fn piece(body: &str, parts: &[(&str, &str)]) -> Piece {
    let document = document(body);
    let all = [("_rels/.rels", RELATIONS), ("word/document.xml", document.as_str())];
    read(&package(&[&all[..], parts].concat())).unwrap()
}

fn text(body: &str) -> String {
    piece(body, &[]).text
}

fn key(bytes: &[u8]) -> Option<&'static str> {
    read(bytes).err().map(|fault| fault.key)
}

/// A paragraph of one run.
fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn all_revisions_are_accepted() {
    let body = "<w:p><w:r><w:t>办结</w:t></w:r><w:del><w:r><w:delText>145</w:delText></w:r></w:del>\
                <w:ins><w:r><w:t>146</w:t></w:r></w:ins><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>\
                </w:rPr><w:t>件</w:t></w:r></w:p>\
                <w:p><w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo></w:p>\
                <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>上段</w:t></w:r></w:p><w:p><w:r><w:t>下段</w:t></w:r></w:p>\
                <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>整段</w:delText></w:r></w:del></w:p>";
    assert_eq!(text(&format!("{body}{}", p("完"))), "办结146件\n新处\n上段下段\n完");
}

#[test]
fn a_deleted_row_is_gone_and_its_figures_with_it() {
    let row = |properties: &str, text: &str| {
        format!("<w:tr>{properties}<w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>", p("转送"), p(text))
    };
    let control = "<w:p><w:sdt><w:sdtPr><w:tag w:val='a.b'/></w:sdtPr><w:sdtContent><w:r><w:t>7</w:t></w:r></w:sdtContent></w:sdt></w:p>";
    let deleted = format!("<w:tr><w:trPr><w:del/></w:trPr><w:tc>{control}</w:tc></w:tr>");
    let body = format!("<w:tbl>{}{deleted}</w:tbl>{}", row("<w:trPr/>", "146"), p("完"));
    let piece = piece(&body, &[]);
    assert_eq!((piece.text.as_str(), piece.tagged.len()), ("转送\t146\n完", 0));
}

#[test]
fn characters_that_have_elements_of_their_own() {
    let body = "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t xml:space='preserve'>乙 &lt;&#x4E03;&gt;</w:t><w:br/><w:t>丙</w:t>\
                <w:noBreakHyphen/><w:t>丁</w:t><w:softHyphen/><w:sym w:font='Symbol' w:char='F034'/><w:sym w:font='Wingdings' w:char='F081'/></w:r></w:p>";
    assert_eq!(text(body), "甲\t乙 <七>\n丙-丁4\u{fffd}");
}

#[test]
fn fields_show_their_results_and_hidden_text_is_left_out() {
    let body = "<w:p><w:r><w:instrText> = 1 + 2 </w:instrText></w:r><w:r><w:t>3件</w:t></w:r>\
                <w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>明</w:t></w:r>\
                <w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>";
    assert_eq!(text(body), "3件明链接");
}

#[test]
fn a_text_box_is_read_once_and_after_its_paragraph() {
    let text_box = format!("<w:txbxContent>{}</w:txbxContent>", p("框内8件"));
    let body = format!(
        "<w:p><w:r><w:t>段</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'>{text_box}</mc:Choice>\
         <mc:Fallback><w:pict>{text_box}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>落</w:t></w:r></w:p>{}",
        p("完")
    );
    assert_eq!(text(&body), "段落\n框内8件\n完");
}

#[test]
fn figures_are_tagged_within_a_line_and_as_a_block() {
    let control = |id: &str, content: &str| {
        format!("<w:sdt><w:sdtPr><w:rPr/><w:tag w:val='{id}'/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>")
    };
    let run = "<w:r><w:t>146件</w:t></w:r>";
    let body = format!(
        "<w:p><w:r><w:t>办结</w:t></w:r>{}<w:r><w:t>。</w:t></w:r></w:p>{}{}",
        control("petitions.closed", run),
        control("relief.spent", &p("60余万元")),
        control("", &p("无号"))
    );
    let piece = piece(&body, &[]);
    let tagged: Vec<_> = piece.tagged.iter().map(|(range, id)| (&piece.text[range.clone()], id.as_str())).collect();
    assert_eq!(tagged, [("146件", "petitions.closed"), ("60余万元", "relief.spent")]);
    assert_eq!(piece.text, "办结146件。\n60余万元\n无号");
}

#[test]
fn tables_are_rows_and_those_within_cells_too() {
    let cell = |content: &str| format!("<w:tc>{content}</w:tc>");
    let inner = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>{}", cell(&p("内甲")), cell(&p("9")), p(""));
    let wide = format!("<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{}</w:tc>", p("合计"));
    let body = format!(
        "<w:tbl><w:tr>{}{}{}</w:tr><w:tr>{wide}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell(&p("事项")),
        cell(&format!("{}{}", p("件"), p("数"))),
        cell(&p("比重")),
        cell(&p("100%")),
        cell(&inner),
        cell(&p("外乙"))
    );
    assert_eq!(text(&body), "事项\t件 数\t比重\n合计\t\t100%\n内甲\t9\n外乙");
}

#[test]
fn automatic_numbers_stand_where_the_page_shows_them() {
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId='5'>\
        <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:pStyle w:val='1'/><w:lvlText w:val='%1、'/></w:lvl>\
        <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='chineseCountingThousand'/><w:lvlText w:val='（%2）'/></w:lvl>\
        <w:lvl w:ilvl='2'><w:start w:val='3'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%3.'/></w:lvl></w:abstractNum>\
        <w:num w:numId='2'><w:abstractNumId w:val='5'/></w:num>\
        <w:num w:numId='3'><w:abstractNumId w:val='5'/><w:lvlOverride w:ilvl='2'><w:startOverride w:val='1'/></w:lvlOverride></w:num></w:numbering>";
    let styles = "<w:styles><w:style w:type='paragraph' w:styleId='1'><w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='9'><w:basedOn w:val='1'/></w:style></w:styles>";
    let numbered = |level: u8, number: u8, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let styled = |style: u8, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let deleted = "<w:p><w:pPr><w:pStyle w:val='1'/><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>";
    let body = [
        styled(1, "成效"),
        numbered(1, 2, "信访"),
        numbered(2, 2, "2021年"),
        numbered(2, 2, "受理"),
        numbered(1, 2, "培训"),
        deleted.to_owned(),
        styled(9, "打算"),
        numbered(1, 2, "继续"),
        numbered(2, 3, "重来"),
        numbered(0, 0, "无号"),
    ];
    let piece = piece(&body.concat(), &[("word/numbering.xml", numbering), ("word/styles.xml", styles)]);
    let expected = "一、成效\n（一）信访\n3. 2021年\n4. 受理\n（二）培训\n二、打算\n（一）继续\n1. 重来\n无号";
    assert_eq!(piece.text, expected);
}

#[test]
fn notes_follow_the_text_and_only_those_that_it_refers_to() {
    let body = "<w:p><w:r><w:t>办结146件</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>";
    let notes = format!(
        "<w:footnotes><w:footnote w:type='separator' w:id='-1'>{}</w:footnote><w:footnote w:id='2'>{}</w:footnote>\
         <w:footnote w:id='3'>{}</w:footnote></w:footnotes>",
        p("线"),
        p("不含重复件2件"),
        p("删去的注")
    );
    let piece = piece(body, &[("word/footnotes.xml", &notes), ("word/header1.xml", "<w:hdr/>")]);
    assert_eq!(piece.text, "办结146件\n不含重复件2件");
}

#[test]
fn each_kind_of_bad_package_has_its_error() {
    let good = document(&p("一"));
    let workbook = RELATIONS.replace("word/document", "xl/workbook");
    assert_eq!(key(&package(&[("_rels/.rels", &workbook), ("xl/workbook.xml", "<a/>")])), Some("document-of-no-kind"));
    assert_eq!(key(&package(&[("content.xml", "<a/>")])), Some("document-of-no-kind"));
    assert_eq!(key(&package(&[("_rels/.rels", RELATIONS)])), Some("document-damaged"));
    assert_eq!(
        key(&package(&[("_rels/.rels", RELATIONS), ("word/document.xml", "<w:p><w:r></w:p>")])),
        Some("document-damaged")
    );
    let whole = package(&[("_rels/.rels", RELATIONS), ("word/document.xml", &good)]);
    assert_eq!(key(&whole), None);
    assert_eq!(key(&whole[..whole.len() / 2]), Some("document-damaged"));
    let mut twice = package(&[("_rels/.rels", RELATIONS), ("word/document.xml", &good), ("word/documenu.xml", &good)]);
    while let Some(at) = twice.windows(12).position(|window| window == b"documenu.xml") {
        twice[at + 7] = b't';
    }
    assert_eq!(key(&twice), Some("document-with-part-twice"));
}

#[test]
fn a_document_of_endless_depth_or_length_is_read_in_time() {
    let deep = "<w:tbl><w:tr><w:tc><w:p><w:r><w:txbxContent>".repeat(20_000);
    assert_eq!(
        key(&package(&[("_rels/.rels", RELATIONS), ("word/document.xml", &document(&deep))])),
        Some("document-damaged")
    );
    let long = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "1".repeat((64 << 20) + 1));
    let piece = piece(&long, &[]);
    assert!(piece.is_cut);
}
