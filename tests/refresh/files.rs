//! Files that are to be refreshed: those of other programs, of other reports and of no report at all, and that none of
//! people's files is lost.

use std::fs;
use std::path::Path;

use nianbao::refresh::{Fresh, Refreshed, refresh};
use nianbao::verify::{Verdict, Verifier};
use nianbao::{Edition, Error, Silent};
use nianbao_tests::docx::{altered, parts};
use nianbao_tests::office::convert;
use nianbao_tests::sample::{Sample, replace_in};
use regex::Regex;

use crate::circulated::{
    DOCUMENT, Done, FORWARDED, LESS, Result, SOURCES, built, key, one_less, open, original, project, refreshed,
    refused, with_first,
};

#[test]
fn what_libreoffice_has_saved_is_refreshed_too_or_refused_where_nothing_is_certain() -> Result {
    let folder = tempfile::tempdir()?;
    let saved = |document: &[u8]| -> Result<Vec<u8>> {
        let path = folder.path().join("稿.docx");
        fs::write(&path, document)?;
        convert(&[path], "docx:MS Word 2007 XML", &folder.path().join("saved"))?;
        Ok(fs::read(folder.path().join("saved/稿.docx"))?)
    };
    let whole = Done::new(&saved(&original()?)?, one_less)?;
    assert_eq!((whole.changes(), whole.left()), (LESS.to_vec(), vec![]));
    assert_eq!(Verifier::new(None).verify(whole.refreshed.written.as_ref().ok_or("none")?).verdict, Verdict::Agrees);
    let typed = saved(&with_first(&original()?, FORWARDED, |own| own.replace("146件", "150件"))?)?;
    let typed = Done::new(&typed, one_less)?;
    assert_eq!(typed.left(), [(FORWARDED, "150件", "refresh-typed-over")]);
    // Old versions take the tags away. With one control less nobody knows which is which; with the tags everybody does.
    let less = saved(&with_first(&original()?, FORWARDED, |_| String::new())?)?;
    if parts(&less)?[DOCUMENT].contains("<w:tag w:val=\"petitions.") {
        assert_eq!(Done::new(&less, one_less)?.changes(), LESS[1..]);
    } else {
        let (project, path) = (project(one_less)?, folder.path().join("少.docx"));
        fs::write(&path, less)?;
        assert_eq!(key(refreshed(&path, project.path(), None))?, "refresh-tags-lost");
    }
    Ok(())
}

#[test]
fn the_figures_of_another_report_are_refused() -> Result {
    let figures = |edition: Edition| -> Result<String> {
        let folder = project(one_less)?;
        let project = open(folder.path(), edition)?;
        let computed = nianbao::compute(&project, &Silent)?;
        let json = nianbao::render::json::figures(&project.report, &project.pack, &computed.figures);
        Ok(String::from_utf8(json)?)
    };
    let folder = tempfile::tempdir()?;
    let (path, file) = (folder.path().join("稿.docx"), folder.path().join("figures.json"));
    fs::write(&path, original()?)?;
    let given = |text: &str| -> Result<std::result::Result<Refreshed, Error>> {
        fs::write(&file, text)?;
        Ok(refresh(&path, |_| Fresh::of_file(&file), Some(&folder.path().join("新.docx"))))
    };
    let own = figures(Edition::Filing)?;
    for other in [
        own.replacen("500106-TYJR", "500107-TYJR", 1),
        own.replacen("\"year\": 2021", "\"year\": 2022", 1),
        figures(Edition::Publication)?,
    ] {
        assert_eq!(key(given(&other)?)?, "refresh-other-report");
    }
    let Err(Error::Figures { .. }) = given("{}")? else { return Err("no figures, and taken".into()) };
    assert!(!folder.path().join("新.docx").exists());
    let done = given(&own)??;
    fs::remove_file(folder.path().join("新.docx"))?;
    assert_eq!(done.changes.len(), 3);
    assert_eq!(done.left.iter().map(|own| own.fault.key).collect::<Vec<_>>(), [SOURCES]);
    // What the pages say of the report's status is no figure.
    let done = given(&own.replacen("\"status\": \"sample\"", "\"status\": \"final\"", 1))??;
    assert_eq!(done.left.iter().map(|own| own.fault.key).collect::<Vec<_>>(), ["refresh-status", SOURCES]);
    Ok(())
}

#[test]
fn line_ends_of_other_programs_are_those_of_the_file() -> Result {
    let is_own = |name: &str| name.starts_with("customXml/item") && !name.starts_with("customXml/itemProps");
    let document = altered(&original()?, |name, text| is_own(name).then(|| text.replace('\n', "\r\n")))?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("稿.docx");
    fs::write(&path, &document)?;
    assert_eq!(Verifier::new(None).verify(&path).verdict, Verdict::Agrees);
    let done = Done::new(&document, one_less)?;
    assert_eq!((done.changes(), done.left()), (LESS.to_vec(), vec![]));
    Ok(())
}

#[test]
fn an_edition_for_publication_stays_one() -> Result {
    let folder = project(|_| ())?;
    let done = Done::new(&built(folder.path(), Edition::Publication)?, one_less)?;
    assert!(done.changes().contains(&LESS[0]), "{:?}", done.changes());
    assert_eq!(done.refreshed.left, []);
    for (name, part) in &parts(&done.bytes()?)? {
        for word in ["lineage", "digests", "台账.xlsx ›"] {
            assert!(!part.contains(word), "{name}: {word}");
        }
    }
    Ok(())
}

#[test]
fn what_is_no_word_report_is_refused_before_anything_is_computed() -> Result {
    let own = original()?;
    let without = |what: &str, by: &str| altered(&own, |_, text| text.contains(what).then(|| text.replace(what, by)));
    let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    let control = Regex::new("<w:sdt><w:sdtPr>.*?</w:sdtPr><w:sdtContent>(.*?)</w:sdtContent></w:sdt>")?;
    let bare = altered(&own, |name, text| (name == DOCUMENT).then(|| control.replace_all(text, "$1").into_owned()))?;
    let workbook = Sample::new().workbooks()?.remove(0).1;
    for (bytes, name, expected) in [
        (own[..own.len() / 2].to_vec(), "撕.docx", "document-damaged"),
        ([&compound[..], &encrypted].concat(), "密.docx", "document-encrypted"),
        (compound.to_vec(), "旧.doc", "document-of-old-kind"),
        (b"{\\rtf1 146}".to_vec(), "富.docx", "document-of-old-kind"),
        (Vec::new(), "空.docx", "document-empty"),
        ("全年办理146件。".as_bytes().to_vec(), "文.docx", "refresh-not-word"),
        (workbook, "表.xlsx", "refresh-not-word"),
        (without("urn:nianbao:attached:1", "urn:x")?, "他.docx", "refresh-no-figures"),
        (without("name=\"provenance.json\"", "name=\"figures.json\"")?, "双.docx", "refresh-figures-twice"),
        (without("</w:body>", "<w:p>")?, "坏.docx", "asked"),
        (bare, "无.docx", "asked"),
    ] {
        let key = refused(&bytes, name);
        if expected == "asked" {
            assert!(key.is_err_and(|error| error.to_string().contains("asked for figures")), "{name}");
            let (project, folder) = (project(one_less)?, tempfile::tempdir()?);
            let path = folder.path().join(name);
            fs::write(&path, &bytes)?;
            let expected = if name == "坏.docx" { "document-damaged" } else { "refresh-no-controls" };
            assert_eq!(self::key(refreshed(&path, project.path(), None))?, expected);
        } else {
            assert_eq!(key?, expected, "{name}");
        }
    }
    // The ending says nothing: what has macros in it has the same parts.
    assert!(refused(&own, "宏.docm").is_err_and(|error| error.to_string().contains("asked for figures")));
    Ok(())
}

#[test]
fn no_file_of_people_is_lost() -> Result {
    let (project, folder) = (project(one_less)?, tempfile::tempdir()?);
    let at = |name: &str| folder.path().join(name);
    let path = at("征求意见稿.docx");
    fs::write(&path, original()?)?;
    let run = |out: Option<&Path>| refreshed(&path, project.path(), out);
    // Word writes its mark over the first two letters, LibreOffice and WPS before them.
    for mark in ["~$意见稿.docx", ".~lock.征求意见稿.docx#", ".~征求意见稿.docx"] {
        fs::write(at(mark), "")?;
        assert_eq!(key(run(None))?, "document-open-elsewhere", "{mark}");
        fs::remove_file(at(mark))?;
    }
    let other = at("他人.docx");
    fs::write(&other, "他人的文件")?;
    assert_eq!(key(run(Some(&other)))?, "refresh-over-other");
    assert_eq!(fs::read_to_string(&other)?, "他人的文件");
    assert_eq!(key(run(Some(folder.path())))?, "refresh-over-other");
    fs::write(at("征求意见稿.已刷新.docx"), "有人改过")?;
    assert_eq!(key(run(None))?, "refresh-taken");
    assert_eq!(fs::read_to_string(at("征求意见稿.已刷新.docx"))?, "有人改过");
    // Nor is a report of ours replaced, which people may have edited too, unless it is the document itself.
    fs::write(&other, original()?)?;
    assert_eq!(key(run(Some(&other)))?, "refresh-over-other");
    assert_eq!((fs::read(&other)?, fs::read(&path)?), (original()?, original()?));
    let itself = folder.path().join(".").join("征求意见稿.docx");
    let done = run(Some(&itself))?;
    assert_eq!((done.changes.len(), done.is_in_place, done.written), (3, true, Some(itself)));
    assert_ne!(fs::read(&path)?, original()?);
    // Nothing to write is written where a file is asked for.
    let copy = at("副本.docx");
    let done = run(Some(&copy))?;
    assert_eq!((done.is_in_place, done.written), (false, Some(copy.clone())));
    assert_eq!(fs::read(&copy)?, fs::read(&path)?);
    assert_eq!(fs::read_dir(folder.path())?.count(), 4);
    Ok(())
}

#[test]
fn a_final_report_with_errors_in_its_ledgers_gives_no_figures() -> Result {
    let folder = project(|sample| {
        one_less(sample);
        sample.petitions[0].status = "己办结";
    })?;
    let path = folder.path().join("稿.docx");
    fs::write(&path, original()?)?;
    let done = refreshed(&path, folder.path(), None)?;
    assert_eq!((done.errors, done.written.is_some()), (1, true));
    replace_in(&folder.path().join("nianbao.toml"), "status = \"sample\"", "status = \"final\"")?;
    assert_eq!(key(refreshed(&path, folder.path(), Some(&path)))?, "refresh-findings-open");
    Ok(())
}
