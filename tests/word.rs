//! The Word file: LibreOffice reads in it what the page says, each figure is in a control of its own, and no program finds
//! an element where the standard doesn't have it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{error, fs};

use nianbao::audit::{self, Document};
use nianbao::narrative::tree::{Block, Inline, Tree};
use nianbao::{Edition, Options, Project, Report, Severity, Silent};
use nianbao_tests::docx::parts;
use nianbao_tests::machine::fonts;
use nianbao_tests::office::convert;
use nianbao_tests::sample::committed;
use quick_xml::Reader;
use quick_xml::events::Event;
use regex::Regex;

type Result<T = ()> = std::result::Result<T, Box<dyn error::Error>>;

/// The sample, with this narrative, for this edition.
fn project(narrative: Option<&str>, edition: Edition) -> Result<Project> {
    let options = Options { edition, font_dirs: vec![fonts()], ..Options::default() };
    let mut project = Project::open(&committed(), &options)?;
    if let Some(text) = narrative {
        text.clone_into(&mut project.narrative.text);
    }
    Ok(project)
}

fn report(project: &Project) -> Result<Report<'_>> {
    Ok(nianbao::compile(project, &Silent)?.accept(Severity::Error).map_err(|_| "rejected")?)
}

fn ending(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').collect()
}

/// The text of a document as an audit reads it.
fn text_of(name: &str, bytes: Vec<u8>) -> Result<String> {
    Ok(Document::of_bytes(name, bytes).map_err(|fault| fault.key)?.text)
}

/// What LibreOffice makes of a document as plain text.
fn read_by_office(bytes: &[u8]) -> Result<String> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("report.docx");
    fs::write(&path, bytes)?;
    convert(&[path], "txt:Text (encoded):UTF8", folder.path())?;
    Ok(fs::read_to_string(folder.path().join("report.txt"))?)
}

/// One of each thing that a page can hold, with numbers that are the layout's and some that are not.
const RICH: &str = r#"#import "/nianbao.typ": fig, change
#set list(marker: ([—], [·]))
= 主要举措 <part-measures>
#metadata(1)<part-leadership>#metadata(1)<part-shortcomings>#metadata(1)<part-plans>
*一是*办理#fig("petitions.forwarded")，_按期办结率_#fig("petitions.on_time_rate")#footnote[按#link("https://example.org/a?b=1&c=2")[办法]计，其中#fig("petitions.total")。]；#fig("enforcement.certified_rate", all: [全部持证上岗], some: n => [持证率#n])。地址：文件柜 \ 电话：略。
== 办理 #emph[情况]
=== 转送
==== 承办
==== 督办
#heading(level: 2, numbering: none)[无序号]
#heading(level: 2, numbering: (..n) => "第" + str(n.pos().last()) + "节 ")[另有序号]
== 其他
- 机关
  - 镇街
- 村
+ 第一项
+ 第二项
/ 术语: 解释。
#figure(
  table(
    columns: 3,
    table.header([事项], table.cell(colspan: 2)[件数]),
    table.cell(rowspan: 2)[信访], [转送], fig("petitions.forwarded"),
    [重复], [四#footnote[第二条注。]],
  ),
  caption: [办理情况],
)
#figure(image(bytes("<svg xmlns='http://www.w3.org/2000/svg' width='90' height='30'><rect width='90' height='30'/></svg>"), alt: "黑\"方块\" & <甲>", width: 90pt), caption: [示意])
#quote(block: true)[引用的话。]
```
let a = "<w:t>"
  let b = 2
```
水的化学式为H#sub[2]O，#strike[删去]#underline[划线]#highlight[标出]见#link("javascript:alert(1)")[圈套]。
"#;

#[test]
fn libreoffice_reads_what_the_page_says() -> Result {
    for narrative in [None, Some(RICH)] {
        let project = project(narrative, Edition::Filing)?;
        let report = report(&project)?;
        let read = read_by_office(&report.docx()?)?;
        // It leaves out what notes say, and has bullets of its own.
        let mut tree = report.compiled().text.tree().clone();
        tree.notes.iter_mut().for_each(|note| note.blocks.clear());
        let markers: String = tree.notes.iter().map(|note| note.marker.as_str()).collect();
        let kept = |text: &str| without_space(text).replace(['•', '–', '—', '·'], "");
        let said = kept(&tree.plain());
        assert_eq!(kept(&read), said.strip_suffix(&markers).ok_or("no markers")?);
    }
    Ok(())
}

/// The sample's narrative without its charts.
fn without_charts() -> Result<String> {
    let text = fs::read_to_string(committed().join("narrative/report.typ"))?;
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("#chart(")).collect();
    assert_eq!(text.lines().count() - lines.len(), 2);
    Ok(lines.join("\n"))
}

#[test]
fn the_document_and_the_page_state_the_same_text_to_an_audit() -> Result {
    let numerals = |text: &str| {
        let narrative = text.split_once("附件").map_or(text, |(narrative, _)| narrative);
        audit::extract(narrative).into_iter().map(|mention| mention.surface).collect::<Vec<_>>()
    };
    let plain = without_charts()?;
    for (narrative, has_charts) in [(None, true), (Some(plain.as_str()), false)] {
        let project = project(narrative, Edition::Filing)?;
        let report = report(&project)?;
        let [mut own, mut page] = [("report.docx", report.docx()?), ("report.pdf", report.pdf()?)]
            .map(|(name, bytes)| text_of(name, bytes).map(|text| numerals(&text)));
        // The numbers of a drawing are read as high as they stand on the page.
        for numerals in [&mut own, &mut page].into_iter().filter(|_| has_charts).flatten() {
            numerals.sort();
        }
        assert_eq!(own?, page?);
    }
    let project = project(Some(RICH), Edition::Filing)?;
    let own = text_of("report.docx", report(&project)?.docx()?)?;
    for line in ["一、", "（一）", "1.", "（1）", "（2）"] {
        assert!(own.lines().any(|own| own.starts_with(line)), "{line} in {own}");
    }
    Ok(())
}

/// The figures that a tree states, each as often as it does.
fn stated(tree: &Tree) -> Vec<(String, String)> {
    fn of_line(line: &[Inline], found: &mut Vec<(String, String)>) {
        for inline in line {
            if let Inline::Figure(stated) = inline {
                found.push((stated.id.to_string(), stated.plain()));
            }
        }
    }
    fn of_blocks(blocks: &[Block], found: &mut Vec<(String, String)>) {
        for block in blocks {
            match block {
                Block::Heading(heading) => of_line(&heading.text, found),
                Block::Paragraph(line) => of_line(line, found),
                Block::List(list) => list.items.iter().for_each(|item| of_blocks(&item.blocks, found)),
                Block::Table(table) => {
                    table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| of_blocks(&cell.blocks, found));
                }
                Block::Captioned { blocks, .. } | Block::Quote(blocks) => of_blocks(blocks, found),
                Block::Code(_) => {}
            }
        }
    }
    let mut found = Vec::new();
    tree.parts.iter().for_each(|part| of_blocks(&part.blocks, &mut found));
    tree.notes.iter().for_each(|note| of_blocks(&note.blocks, &mut found));
    found
}

#[test]
fn every_figure_is_in_a_control_of_its_own() -> Result {
    let project = project(Some(RICH), Edition::Filing)?;
    let report = report(&project)?;
    let parts = parts(&report.docx()?)?;
    let control = Regex::new(
        "<w:sdt><w:sdtPr><w:alias w:val=\"([^\"]+)\"/><w:tag w:val=\"([^\"]+)\"/><w:id w:val=\"(\\d+)\"/></w:sdtPr>\
         <w:sdtContent>(.*?)</w:sdtContent></w:sdt>",
    )?;
    let text = Regex::new("<w:t [^>]*>([^<]*)</w:t>")?;
    let mut found = Vec::new();
    let mut ids = BTreeSet::new();
    for part in ["word/document.xml", "word/footnotes.xml"] {
        for control in control.captures_iter(&parts[part]) {
            let said: String = text.captures_iter(&control[4]).map(|own| own[1].to_owned()).collect();
            assert!(ids.insert(control[3].to_owned()), "{} twice", &control[3]);
            if &control[2] == "nianbao-digest" {
                assert!(said.starts_with("数字摘要"), "{said}");
                continue;
            }
            let label = &report.compiled().figures.get(&control[2]).ok_or("no figure")?.label;
            assert_eq!(&control[1], label);
            found.push((control[2].to_owned(), said));
        }
    }
    let expected = stated(report.compiled().text.tree());
    assert_eq!(found, expected);
    assert!(expected.contains(&("enforcement.certified_rate".to_owned(), "全部持证上岗".to_owned())));
    assert!(expected.len() > 47, "{}", expected.len());
    // How each is stated is carried along.
    let carried = parts.get("customXml/item3.xml").ok_or("no controls")?;
    assert_eq!(carried.matches("<control ").count(), expected.len());
    assert!(
        carried.contains("figure=\"enforcement.certified_rate\" text=\"全部持证上岗\" how=\"words\" cases=\"all\"")
    );
    assert!(carried.contains("figure=\"petitions.total\" text=\"156件\" how=\"number\""), "{carried}");
    Ok(())
}

/// The order of children, of those elements of which the standard has one (ECMA-376-1, annex A).
const ORDERS: [(&str, &str); 9] = [
    (
        "w:pPr",
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs \
         suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd \
         snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment \
         textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    ),
    (
        "w:rPr",
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish \
         webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang \
         eastAsianLayout specVanish oMath",
    ),
    (
        "w:tblPr",
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd \
         tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    ),
    (
        "w:tcPr",
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    ),
    ("w:tblBorders", "top left bottom right insideH insideV"),
    (
        "w:sectPr",
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols \
         formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    ),
    ("w:sdtPr", "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex text richText"),
    ("w:lvl", "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr"),
    (
        "w:style",
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal \
         rsid pPr rPr tblPr trPr tcPr",
    ),
];

/// The children of elements that stand in another order than the standard's, or twice.
fn out_of_order(part: &str) -> Result<Vec<String>> {
    let orders: BTreeMap<&str, Vec<&str>> =
        ORDERS.iter().map(|(name, order)| (*name, order.split_whitespace().collect())).collect();
    let mut reader = Reader::from_str(part);
    let mut open: Vec<(String, Option<usize>)> = Vec::new();
    let mut wrong = Vec::new();
    loop {
        let event = reader.read_event()?;
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                if let Some((parent, last)) = open.last_mut()
                    && let Some(order) = orders.get(parent.as_str())
                {
                    let own = name.trim_start_matches("w:");
                    let place = order.iter().position(|known| *known == own);
                    let may_repeat = own.ends_with("Reference");
                    if place.is_none() || (*last >= place && !(may_repeat && *last == place)) {
                        wrong.push(format!("{name} in {parent}"));
                    }
                    *last = place;
                }
                if matches!(event, Event::Start(_)) {
                    open.push((name, None));
                }
            }
            Event::End(_) => {
                open.pop();
            }
            Event::Eof => return Ok(wrong),
            _ => {}
        }
    }
}

#[test]
fn every_part_has_its_elements_in_the_order_of_the_standard() -> Result {
    let project = project(Some(RICH), Edition::Filing)?;
    for (name, part) in parts(&report(&project)?.docx()?)? {
        if ["xml", "rels"].contains(&ending(&name)) {
            assert_eq!(out_of_order(&part)?, Vec::<String>::new(), "{name}");
        }
    }
    assert_eq!(out_of_order("<w:pPr><w:jc/><w:ind/></w:pPr>")?, ["w:ind in w:pPr"]);
    Ok(())
}

#[test]
fn every_reference_leads_to_a_part() -> Result {
    let project = project(Some(RICH), Edition::Filing)?;
    let parts = parts(&report(&project)?.docx()?)?;
    let target = Regex::new("Id=\"([^\"]+)\" Type=\"[^\"]+\" Target=\"([^\"]+)\"( TargetMode=\"External\")?")?;
    let used = Regex::new("r:(?:id|embed)=\"([^\"]+)\"")?;
    let mut reached = BTreeSet::new();
    for (name, part) in parts.iter().filter(|(name, _)| ending(name) == "rels") {
        let folder = Path::new(name).parent().and_then(Path::parent).ok_or("no folder")?;
        let source = folder.join(Path::new(name).file_stem().ok_or("no name")?);
        let mut ids = BTreeSet::new();
        for relation in target.captures_iter(part) {
            ids.insert(relation[1].to_owned());
            if relation.get(3).is_none() {
                let mut path = PathBuf::new();
                for step in folder.join(&relation[2]).components() {
                    if step.as_os_str() == ".." {
                        path.pop();
                    } else {
                        path.push(step);
                    }
                }
                let path = path.to_string_lossy().into_owned();
                assert!(parts.contains_key(&path), "{name}: {path}");
                reached.insert(path);
            } else {
                assert_eq!(&relation[2], "https://example.org/a?b=1&amp;c=2");
            }
        }
        if let Some(source) = parts.get(source.to_string_lossy().as_ref()) {
            for id in used.captures_iter(source) {
                assert!(ids.contains(&id[1]), "{name}: {}", &id[1]);
            }
        }
    }
    let types = &parts["[Content_Types].xml"];
    for name in parts.keys().filter(|name| ending(name) != "rels" && *name != "[Content_Types].xml") {
        assert!(reached.contains(name), "{name} is reached from nowhere");
        let ending = ending(name);
        let is_known =
            types.contains(&format!("PartName=\"/{name}\"")) || ending != "xml" || name.starts_with("customXml/item");
        assert!(is_known && types.contains(&format!("Extension=\"{ending}\"")), "{name}");
    }
    Ok(())
}

#[test]
fn headings_count_themselves_where_the_layout_counts_as_the_standard_does() -> Result {
    let project = project(Some(RICH), Edition::Filing)?;
    let document = parts(&report(&project)?.docx()?)?.remove("word/document.xml").ok_or("no document")?;
    let heading = Regex::new("<w:p><w:pPr><w:pStyle w:val=\"Heading(\\d)\"/>(.*?)</w:pPr>(.*?)</w:p>")?;
    let text = Regex::new("<w:t [^>]*>([^<]*)</w:t>")?;
    let found: Vec<(String, bool, String)> = heading
        .captures_iter(&document)
        .map(|own| {
            let said = text.captures_iter(&own[3]).map(|own| own[1].to_owned()).collect::<String>();
            (own[1].to_owned(), !own[2].contains("<w:numId w:val=\"0\"/>"), said)
        })
        .collect();
    let expected = [
        ("1", true, "主要举措"),
        ("2", true, "办理 情况"),
        ("3", true, "转送"),
        ("4", true, "承办"),
        ("4", true, "督办"),
        ("2", false, "无序号"),
        ("2", false, "第2节另有序号"),
        // The layout counts the one before, which Word doesn't.
        ("2", false, "（三）其他"),
        ("1", false, "数字一览表"),
    ];
    let expected: Vec<_> = expected.map(|(level, counts, text)| (level.to_owned(), counts, text.to_owned())).into();
    assert_eq!(found.get(..expected.len()).unwrap_or(&found), expected);
    Ok(())
}

#[test]
fn no_data_is_markup() -> Result {
    let typed = "</w:t><w:br/> & <!-- ]]> &#x41; \u{1}\u{b} \u{200f}完";
    let parts_of = "#for part in (\"measures\", \"shortcomings\", \"leadership\", \"plans\") [#metadata(1)#label(\"part-\" + part)]\n";
    let narrative = format!("{parts_of}\n#{:?}", typed.replace(['\u{1}', '\u{b}'], "")).replace("\\u{200f}", "");
    let mut project = project(Some(&narrative), Edition::Filing)?;
    project.report.unit = "“局”<w:p> & \u{1}\"甲\"".replace('\u{1}', "");
    project.report.title = "题<a>&\"b\"".to_owned();
    let bytes = report(&project)?.docx()?;
    for (name, part) in parts(&bytes)?.iter().filter(|(name, _)| ending(name) == "xml") {
        let mut reader = Reader::from_str(part);
        while reader.read_event().map_err(|error| format!("{name}: {error}"))? != Event::Eof {}
    }
    let text = text_of("report.docx", bytes)?;
    assert!(without_space(&text).contains(&without_space("</w:t><w:br/> & <!-- ]]> &#x41; 完")), "{text}");
    assert!(text.contains("“局”<w:p> & \"甲\"") && text.contains("题<a>&\"b\""), "{text}");
    Ok(())
}

#[test]
fn a_document_for_publication_has_no_rows_in_it() -> Result {
    let project = project(None, Edition::Publication)?;
    let parts = parts(&report(&project)?.docx()?)?;
    for (name, part) in &parts {
        for word in ["lineage", "digests", "台账.xlsx ›", "A3:A", "计算方式"] {
            assert!(!part.contains(word), "{name}: {word}");
        }
    }
    assert!(parts["customXml/item1.xml"].contains("publication"));
    Ok(())
}

#[test]
fn two_runs_give_the_same_bytes() -> Result {
    let first = report(&project(Some(RICH), Edition::Filing)?)?.docx()?;
    assert_eq!(first, report(&project(Some(RICH), Edition::Filing)?)?.docx()?);
    Ok(())
}

#[test]
fn the_page_is_that_of_the_standard_and_its_faces_go_by_their_official_names() -> Result {
    let project = project(None, Edition::Filing)?;
    let parts = parts(&report(&project)?.docx()?)?;
    let document = &parts["word/document.xml"];
    // 210 × 297 mm; 37 mm, 28 mm; 22 lines of 28.95 pt.
    for said in [
        "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>",
        "w:top=\"2098\"",
        "w:left=\"1587\"",
        "<w:docGrid w:type=\"lines\" w:linePitch=\"579\"/>",
    ] {
        assert!(document.contains(said), "{said}");
    }
    let fonts = Regex::new("<w:font w:name=\"([^\"]+)\">")?;
    let named: Vec<String> = fonts.captures_iter(&parts["word/fontTable.xml"]).map(|own| own[1].to_owned()).collect();
    assert_eq!(named, ["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"]);
    for (name, part) in &parts {
        assert!(!part.contains("Fandol") && !part.contains("Noto"), "{name}");
    }
    let core = &parts["docProps/core.xml"];
    assert!(core.contains("<dc:creator>重庆市沙坪坝区退役军人事务局</dc:creator>"));
    assert!(core.contains("<dcterms:created xsi:type=\"dcterms:W3CDTF\">2022-01-25T00:00:00Z</dcterms:created>"));
    Ok(())
}

#[test]
fn libreoffice_lays_out_22_lines_and_the_digest_on_the_last_page_alone() -> Result {
    let project = project(None, Edition::Filing)?;
    let report = report(&project)?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("report.docx");
    fs::write(&path, report.docx()?)?;
    convert(&[path], "pdf", folder.path())?;
    let read = |page: &str| -> Result<String> {
        let run = std::process::Command::new("pdftotext")
            .args(["-layout", "-f", page, "-l", page])
            .arg(folder.path().join("report.pdf"))
            .arg("-")
            .output()?;
        Ok(String::from_utf8(run.stdout)?)
    };
    let info = std::process::Command::new("pdfinfo").arg(folder.path().join("report.pdf")).output()?;
    let info = String::from_utf8_lossy(&info.stdout).into_owned();
    let pages = info.lines().find_map(|line| line.strip_prefix("Pages:")).ok_or("no pages")?.trim();
    let second = read("2")?;
    let lines: Vec<&str> = second.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    // The banner, 22 lines, the number of the page.
    assert_eq!(lines.len(), 24, "{second}");
    let edges = [lines[0], lines[23]].map(without_space);
    assert_eq!(edges, ["样例数据·非正式文件", "—2—"]);
    assert!(read(pages)?.contains("数字摘要") && !second.contains("数字摘要"));
    Ok(())
}
