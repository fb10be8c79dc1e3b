//! Workbooks that go back to their senders: what is marked, what stays byte for byte, and that LibreOffice takes them.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{error, fs};

use chrono::Days;
use nianbao::render::mark::{Form, Marked, mark};
use nianbao::{Computed, Error, Options, Project, Silent};
use nianbao_tests::sample::{Sample, replace_in};
use regex::Regex;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

type Result<T = ()> = std::result::Result<T, Box<dyn error::Error>>;

const PETITIONS: &str = "信访台账.xlsx";
const SHEET: &str = "xl/worksheets/sheet1.xml";

/// A project in a folder, and another folder for what is written.
struct Case {
    folder: tempfile::TempDir,
}

impl Case {
    /// The sample in which one petition is closed before it is accepted, and another has a wrong status.
    fn new() -> Result<Self> {
        Self::changed(|sample| {
            let petition = &mut sample.petitions[13];
            petition.closed_on = petition.accepted_on.map(|day| day - Days::new(12));
            sample.petitions[20].status = "己办结";
        })
    }

    /// The sample with changed rows.
    fn changed(change: impl FnOnce(&mut Sample)) -> Result<Self> {
        let mut sample = Sample::new();
        change(&mut sample);
        let folder = tempfile::tempdir()?;
        sample.write_project(&folder.path().join("project"))?;
        Ok(Self { folder })
    }

    fn project(&self) -> PathBuf {
        self.folder.path().join("project")
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    fn compute(&self) -> Result<(Project, Computed)> {
        let project = Project::open(&self.project(), &Options::default())?;
        let computed = nianbao::compute(&project, &Silent)?;
        Ok((project, computed))
    }

    /// Marks with all findings.
    fn mark(&self, out: &Path) -> Result<std::result::Result<Vec<Marked>, Error>> {
        let (project, computed) = self.compute()?;
        Ok(mark(&project, &computed, &computed.findings, out, &Silent))
    }

    /// Changes the petitions' workbook part by part, and adds parts.
    fn rewrite(&self, change: impl Fn(&str, String) -> String, more: &[(&str, &str)]) -> Result {
        let path = self.project().join(PETITIONS);
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts(&fs::read(&path)?)? {
            writer.start_file(&name, SimpleFileOptions::default())?;
            writer.write_all(change(&name, String::from_utf8(bytes)?).as_bytes())?;
        }
        for (name, text) in more {
            writer.start_file(*name, SimpleFileOptions::default())?;
            writer.write_all(text.as_bytes())?;
        }
        Ok(fs::write(&path, writer.finish()?.into_inner())?)
    }
}

/// Name and content of each part, in the order of the archive.
fn parts(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at)?;
        let mut content = Vec::new();
        part.read_to_end(&mut content)?;
        parts.push((part.name()?.into_owned(), content));
    }
    Ok(parts)
}

/// The parts of a file as texts.
fn texts(path: &Path) -> Result<BTreeMap<String, String>> {
    let parts = parts(&fs::read(path)?)?.into_iter();
    Ok(parts.map(|(name, bytes)| (name, String::from_utf8_lossy(&bytes).into_owned())).collect())
}

/// The name of a part, how it lies in the archive, packed, and when it was changed.
type Packed = (String, Vec<u8>, Option<String>);

fn packed(bytes: &[u8]) -> Result<Vec<Packed>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index_raw(at)?;
        let mut content = Vec::new();
        part.read_to_end(&mut content)?;
        parts.push((part.name()?.into_owned(), content, part.last_modified().map(|time| time.to_string())));
    }
    Ok(parts)
}

/// The start tag of a cell.
fn cell<'a>(sheet: &'a str, address: &str) -> Result<&'a str> {
    let start = sheet.find(&format!("<c r=\"{address}\"")).ok_or("no such cell")?;
    let end = sheet[start..].find('>').ok_or("no end")?;
    Ok(&sheet[start..=start + end])
}

#[test]
fn only_the_parts_that_must_change_do() -> Result {
    let case = Case::new()?;
    let written = case.mark(&case.out())??;
    assert_eq!(written, [Marked { path: case.out().join(PETITIONS), form: Form::Copy }]);
    let (before, after) = (fs::read(case.project().join(PETITIONS))?, fs::read(case.out().join(PETITIONS))?);
    let (before, after) = (packed(&before)?, packed(&after)?);
    let names = |parts: &[Packed]| -> Vec<String> { parts.iter().map(|(name, _, _)| name.clone()).collect() };
    assert_eq!(names(&before), names(&after)[..before.len()]);
    let new = [
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/worksheets/nianbao-findings1.xml",
    ];
    assert_eq!(names(&after)[before.len()..], new);
    let changed: Vec<&str> =
        before.iter().zip(&after).filter(|(old, new)| old != new).map(|(old, _)| old.0.as_str()).collect();
    let expected = ["[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/workbook.xml", SHEET];
    let mut sorted = changed.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, expected);
    assert!(before.len() > expected.len() + 3, "something stayed as it was");
    Ok(())
}

#[test]
fn a_marked_sheet_differs_in_the_formats_of_the_cells_alone() -> Result {
    let case = Case::new()?;
    case.mark(&case.out())??;
    let (before, after) = (texts(&case.project().join(PETITIONS))?, texts(&case.out().join(PETITIONS))?);
    let (before, after) = (&before[SHEET], &after[SHEET]);
    let mut restored = after.replace("<legacyDrawing r:id=\"rId2\"/>", "");
    assert!(restored != *after);
    // The date that is wrong, the one it is compared with, the status.
    for address in ["O17", "L17"] {
        assert_ne!(cell(before, address)?, cell(after, address)?, "{address}");
        restored = restored.replace(cell(after, address)?, cell(before, address)?);
    }
    let status = after.split("<c r=\"").find(|part| part.contains("己办结"));
    assert!(status.is_none(), "texts are in the table of texts");
    let differing: Vec<&str> =
        restored.split('<').zip(before.split('<')).filter(|(a, b)| a != b).map(|(a, _)| a).collect();
    assert_eq!(differing.len(), 1, "{differing:?}");
    assert!(differing[0].starts_with("c r=\"") && differing[0].contains("24\""), "{differing:?}");
    Ok(())
}

#[test]
fn a_copy_reads_as_the_original_does() -> Result {
    let case = Case::new()?;
    case.mark(&case.out())??;
    let (_, original) = case.compute()?;
    fs::copy(case.out().join(PETITIONS), case.project().join(PETITIONS))?;
    let (_, copy) = case.compute()?;
    let printed = |computed: &Computed| -> Vec<String> {
        computed.figures.iter().map(|figure| format!("{} {}", figure.id, figure.printed)).collect()
    };
    assert_eq!(printed(&original), printed(&copy));
    let told = |computed: &Computed| -> Vec<String> {
        let told = computed.findings.iter();
        told.map(|finding| format!("{} {} {:?}", finding.place, finding.code, finding.arguments)).collect()
    };
    assert_eq!(told(&original), told(&copy));
    // Marked once more, it says nothing twice.
    let again = case.folder.path().join("again");
    case.mark(&again)??;
    let (once, twice) = (texts(&case.out().join(PETITIONS))?, texts(&again.join(PETITIONS))?);
    assert_eq!(once["xl/comments1.xml"], twice["xl/comments1.xml"]);
    assert!(twice["xl/workbook.xml"].contains("name=\"年报问题清单2\""));
    Ok(())
}

#[test]
fn the_same_inputs_give_the_same_bytes() -> Result {
    let case = Case::new()?;
    let other = case.folder.path().join("other");
    case.mark(&case.out())??;
    case.mark(&other)??;
    assert!(fs::read(case.out().join(PETITIONS))? == fs::read(other.join(PETITIONS))?);
    // A second run replaces what the first wrote, and leaves nothing else behind.
    case.mark(&other)??;
    let names: Vec<_> = fs::read_dir(&other)?.flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(names, [PETITIONS]);
    Ok(())
}

/// A comment of somebody at O17, and one at A4, with their boxes and one that is none of a comment.
const COMMENTS: &str = "<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><authors>\
    <author>张</author></authors><commentList><comment ref=\"A4\" authorId=\"0\"><text><t>待核</t></text></comment>\
    <comment ref=\"O17\" authorId=\"0\"><text><t>纸质材料为 2 月</t></text></comment></commentList></comments>";
const DRAWING: &str = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
    xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"1\"/>\
    </o:shapelayout><v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">\
    <v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>\
    <v:shape id=\"_x0000_s1025\" type=\"#_x0000_t202\" style=\"visibility:hidden\"><x:ClientData ObjectType=\"Note\">\
    <x:Anchor>1, 15, 2, 10, 3, 15, 5, 4</x:Anchor><x:Row>3</x:Row><x:Column>0</x:Column></x:ClientData></v:shape>\
    <v:shape id=\"_x0000_s1026\" type=\"#_x0000_t202\" style=\"visibility:hidden\"><x:ClientData ObjectType=\"Note\">\
    <x:Anchor>15, 15, 15, 10, 17, 15, 19, 4</x:Anchor><x:Row>16</x:Row><x:Column>14</x:Column></x:ClientData></v:shape></xml>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"c\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments\" \
    Target=\"/xl/own/comments.xml\"/><Relationship Id=\"d\" \
    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing\" Target=\"../own/boxes.vml\"/>\
    </Relationships>";

/// The workbook with those comments, a macro and its sheets named from the root.
fn commented(case: &Case, drawing: &str) -> Result {
    let change = |name: &str, text: String| match name {
        SHEET => text.replace("</worksheet>", "<legacyDrawing r:id=\"d\"/></worksheet>"),
        "xl/_rels/workbook.xml.rels" => text.replace("Target=\"worksheets/", "Target=\"/xl/worksheets/"),
        "[Content_Types].xml" => text
            .replace(
                "<Override",
                "<Default Extension=\"VML\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>\
             <Default Extension=\"bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/><Override",
            )
            .replacen(
                "<Override",
                "<Override PartName=\"/xl/own/comments.xml\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml\"/><Override",
                1,
            ),
        _ => text,
    };
    let more = [
        ("xl/worksheets/_rels/sheet1.xml.rels", RELATIONS),
        ("xl/own/comments.xml", COMMENTS),
        ("xl/own/boxes.vml", drawing),
        ("xl/vbaProject.bin", "宏"),
    ];
    case.rewrite(change, &more)
}

#[test]
fn comments_that_are_there_are_added_to() -> Result {
    let case = Case::new()?;
    commented(&case, DRAWING)?;
    assert_eq!(case.mark(&case.out())??[0].form, Form::Copy);
    let (before, after) = (texts(&case.project().join(PETITIONS))?, texts(&case.out().join(PETITIONS))?);
    let comments = &after["xl/own/comments.xml"];
    let at = |address: &str| -> Result<&str> {
        let start = comments.find(&format!("ref=\"{address}\"")).ok_or("no such comment")?;
        Ok(comments[start..].split("</comment>").next().unwrap_or_default())
    };
    assert!(at("A4")?.ends_with("<text><t>待核</t></text>"), "{comments}");
    let added = at("O17")?;
    assert!(added.contains("纸质材料为 2 月") && added.contains("错误 [order · petitions-closed-after-accepted]"));
    assert!(at("Q24").or_else(|_| at("P24")).is_ok_and(|text| text.contains("authorId=\"1\"")), "{comments}");
    // O17 keeps its box; the other cell gets one in a block of its own.
    let drawing = &after["xl/own/boxes.vml"];
    assert_eq!(drawing.matches("<v:shape ").count(), 3);
    assert!(drawing.contains("data=\"1,2\"") && drawing.contains("_x0000_s2049"), "{drawing}");
    for name in ["xl/worksheets/_rels/sheet1.xml.rels", "xl/vbaProject.bin"] {
        assert_eq!(before[name], after[name], "{name}");
    }
    assert!(!after.keys().any(|name| name.contains("comments1") || name.contains("vmlDrawing")));
    Ok(())
}

#[test]
fn workbooks_that_other_programs_wrote_keep_their_comments() -> Result {
    for name in ["openpyxl.xlsx", "libreoffice.xlsx"] {
        let case = Case::changed(|_| ())?;
        let theirs = Path::new(env!("CARGO_MANIFEST_DIR")).join("workbooks/comments").join(name);
        fs::copy(theirs, case.project().join(PETITIONS))?;
        assert_eq!(case.mark(&case.out())??[0].form, Form::Copy, "{name}");
        let parts = texts(&case.out().join(PETITIONS))?;
        let only = |word: &str, ending: &str| -> Result<&str> {
            let mut named = parts.iter().filter(|(name, _)| name.contains(word) && name.ends_with(ending));
            let (_, text) = named.next().ok_or("no such part")?;
            assert!(named.next().is_none(), "{name}: two parts are called {word}{ending}");
            Ok(text)
        };
        let comments: Vec<&str> = only("/comment", ".xml")?.split("<comment ").skip(1).collect();
        assert_eq!(comments.len(), 3, "{name}");
        for (address, said) in [("B5", &["待核"][..]), ("O17", &["纸质材料为", "早 12 天"]), ("P20", &["己办结"])]
        {
            let at = comments.iter().find(|comment| comment.contains(&format!("ref=\"{address}\""))).ok_or("none")?;
            assert!(said.iter().all(|said| at.contains(said)), "{name}: {at}");
        }
        // The boxes of two comments were there.
        assert_eq!(only("", ".vml")?.matches("ObjectType=\"Note\"").count(), 3, "{name}");
    }
    Ok(())
}

#[test]
fn elements_may_have_a_prefix_and_blank_cells_may_not_be_there() -> Result {
    let case = Case::changed(|sample| {
        sample.petitions[0].status = "己办结";
        sample.petitions[26].channel = "";
    })?;
    let tag = Regex::new("<(/?)([A-Za-z])")?;
    let blank = Regex::new("<c r=\"C30\"[^>]*/>")?;
    let prefixed = |name: &str, text: String| {
        if !["xl/workbook.xml", "xl/styles.xml", SHEET].contains(&name) {
            return text;
        }
        let text = blank.replace(&text, "").into_owned();
        tag.replace_all(&text, "<${1}x:$2").replace("xmlns=", "xmlns:x=")
    };
    case.rewrite(prefixed, &[])?;
    assert_eq!(case.mark(&case.out())??[0].form, Form::Copy);
    let (before, after) = (texts(&case.project().join(PETITIONS))?, texts(&case.out().join(PETITIONS))?);
    assert!(before[SHEET].contains("<x:c r=\"D30\"") && !before[SHEET].contains("\"C30\""));
    let put_in = Regex::new("<x:c r=\"B30\"[^/]*</x:v></x:c><x:c r=\"C30\" s=\"[0-9]+\"/><x:c r=\"D30\"")?;
    assert!(put_in.is_match(&after[SHEET]), "C30 does not stand between its neighbours");
    assert!(after["xl/workbook.xml"].contains("<x:sheet name=\"年报问题清单\""));
    assert!(after["xl/comments1.xml"].contains("ref=\"C30\"") && after["xl/comments1.xml"].contains("ref=\"P4\""));
    fs::copy(case.out().join(PETITIONS), case.project().join(PETITIONS))?;
    let (_, copy) = case.compute()?;
    let at = |cell: &str| copy.findings.iter().filter(|found| found.place.to_string().ends_with(cell)).count();
    assert!(at("› C30") > 0 && at("› P4") > 0, "the copy reads as the original does");
    Ok(())
}

#[test]
fn a_workbook_that_cannot_be_added_to_gets_a_list_beside_it() -> Result {
    let case = Case::new()?;
    commented(&case, "<xml>")?;
    let written = case.mark(&case.out())??;
    let path = case.out().join("信访台账.xlsx.问题.xlsx");
    assert_eq!(written, [Marked { path: path.clone(), form: Form::ListInstead }]);
    let strings = &texts(&path)?["xl/sharedStrings.xml"];
    assert!(strings.contains("O17") && strings.contains("早于") && strings.contains("只退回报送单位"), "{strings}");
    Ok(())
}

#[test]
fn other_formats_get_a_list_that_names_the_cells() -> Result {
    let case = Case::new()?;
    let name = "信访台账-信访.csv";
    let bytes = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("workbooks/csv").join(name))?;
    let (text, _, _) = encoding_rs::GB18030.decode(&bytes);
    let text = text.replacen("来信", "=飞鸽()", 1);
    fs::write(case.project().join(name), encoding_rs::GB18030.encode(&text).0)?;
    replace_in(&case.project().join("nianbao.toml"), PETITIONS, name)?;
    let written = case.mark(&case.out())??;
    let path = case.out().join(format!("{name}.问题.xlsx"));
    assert_eq!(written, [Marked { path: path.clone(), form: Form::List }]);
    let parts = texts(&path)?;
    assert!(parts["xl/sharedStrings.xml"].contains("“=飞鸽()”不在代码表内"));
    assert!(!parts["xl/worksheets/sheet1.xml"].contains("<f>"));
    let before = fs::read(&path)?;
    case.mark(&case.out())??;
    assert!(fs::read(&path)? == before);
    Ok(())
}

/// Which message a run was refused with.
fn refused(ran: std::result::Result<Vec<Marked>, Error>) -> Option<&'static str> {
    match ran {
        Err(Error::Refused(fault)) => Some(fault.key),
        _ => None,
    }
}

#[test]
fn nothing_that_is_there_is_lost() -> Result {
    let case = Case::new()?;
    let before = fs::read(case.project().join(PETITIONS))?;
    assert_eq!(refused(case.mark(&case.project())?), Some("mark-over-input"));
    assert_eq!(refused(case.mark(&case.project().join("narrative/.."))?), Some("mark-over-input"));
    #[cfg(unix)]
    {
        let link = case.folder.path().join("link");
        std::os::unix::fs::symlink(case.project(), &link)?;
        assert_eq!(refused(case.mark(&link)?), Some("mark-over-input"));
    }
    fs::create_dir_all(case.out())?;
    fs::copy(case.project().join(PETITIONS), case.out().join(PETITIONS))?;
    assert_eq!(refused(case.mark(&case.out())?), Some("mark-over-other"));
    assert!(fs::read(case.out().join(PETITIONS))? == before && fs::read(case.project().join(PETITIONS))? == before);
    Ok(())
}

#[test]
fn a_copy_never_becomes_an_input() -> Result {
    let case = Case::new()?;
    replace_in(&case.project().join("nianbao.toml"), "[\"信访台账.xlsx\"]", "[\"**/信访*.xlsx\"]")?;
    assert_eq!(refused(case.mark(&case.project().join("退回"))?), Some("mark-read-again"));
    assert!(!case.project().join("退回").exists());
    case.mark(&case.out())??;
    Ok(())
}

#[test]
fn no_old_copy_stays_beside_new_ones() -> Result {
    let case = Case::new()?;
    case.mark(&case.out())??;
    fs::write(case.out().join("综合数据.xlsx"), "别人的文件")?;
    let (project, computed) = case.compute()?;
    assert_eq!(mark(&project, &computed, &[], &case.out(), &Silent)?, []);
    let left: Vec<_> = fs::read_dir(case.out())?.flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(left, ["综合数据.xlsx"]);
    Ok(())
}

#[test]
fn a_copy_lies_as_the_workbook_does_in_the_project() -> Result {
    let case = Case::new()?;
    fs::create_dir(case.project().join("一季度"))?;
    fs::rename(case.project().join(PETITIONS), case.project().join("一季度").join(PETITIONS))?;
    replace_in(&case.project().join("nianbao.toml"), PETITIONS, &format!("一季度/{PETITIONS}"))?;
    assert_eq!(case.mark(&case.out())??[0].path, case.out().join("一季度").join(PETITIONS));
    Ok(())
}

#[test]
fn a_workbook_that_was_changed_meanwhile_is_not_marked() -> Result {
    let case = Case::new()?;
    let (project, computed) = case.compute()?;
    fs::write(case.project().join(PETITIONS), "另一个文件")?;
    let ran = mark(&project, &computed, &computed.findings, &case.out(), &Silent);
    assert!(matches!(ran, Err(Error::Workbook { fault, .. }) if fault.key == "workbook-changed"));
    assert!(!case.out().exists());
    Ok(())
}

/// The workbooks that were written as LibreOffice reads them, each as one text.
fn opened(case: &Case, written: &[Marked]) -> Result<Vec<String>> {
    let profile = format!("-env:UserInstallation=file://{}", case.folder.path().join("profile").display());
    let ran = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "fods", "--outdir"])
        .arg(case.folder.path())
        .args(written.iter().map(|marked| &marked.path))
        .output()
        .map_err(|error| format!("LibreOffice can't be run, which `make office` installs: {error}"))?;
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let names = written.iter().filter_map(|marked| marked.path.file_stem());
    let texts = names.map(|name| fs::read_to_string(case.folder.path().join(name).with_extension("fods")));
    Ok(texts.collect::<std::result::Result<_, _>>()?)
}

/// The comments of such a text.
fn comments_of(text: &str) -> Vec<&str> {
    let comments = text.split("<office:annotation").skip(1);
    comments.filter_map(|comment| comment.split("</office:annotation>").next()).collect()
}

#[test]
fn libreoffice_shows_the_comments_and_the_list() -> Result {
    let case = Case::changed(|sample| {
        sample.petitions[13].closed_on = sample.petitions[13].accepted_on.map(|day| day - Days::new(12));
        sample.petitions[20].status = "己办结";
        sample.entries[3].balance += 100;
    })?;
    commented(&case, DRAWING)?;
    let written = case.mark(&case.out())??;
    let texts = opened(&case, &written)?;
    let [petitions, fund] = texts.as_slice() else { return Err("two workbooks have findings".into()) };
    let comments = comments_of(petitions);
    assert_eq!(comments.len(), 3, "two of the sender's, one of which was added to, and one of ours");
    let with = |word: &str| comments.iter().filter(|comment| comment.contains(word)).count();
    assert_eq!((with("待核"), with("纸质材料为 2 月"), with("petitions-closed-after-accepted")), (1, 1, 1));
    assert_eq!((with("己办结"), with("petitions-status")), (1, 1));
    // A wrong balance breaks its own row and the next.
    let comments = comments_of(fund);
    assert_eq!(comments.len(), 2);
    assert!(comments.iter().all(|comment| comment.contains("relief-fund-balance")), "{comments:#?}");
    let list = petitions.split("<table:table table:name=\"年报问题清单\"").nth(1).ok_or("no list")?;
    for said in ["只退回报送单位", "petitions-closed-after-accepted", "\"#&apos;信访&apos;.$O$17\""] {
        assert!(list.contains(said), "{said}");
    }
    Ok(())
}
