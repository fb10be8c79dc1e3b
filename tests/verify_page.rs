//! The self-check of the web page: the sample's agrees however it was saved, and nothing in it can be altered without
//! being told.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{error, fs};

use encoding_rs::GB18030;
use nianbao::digest::hex;
use nianbao::render::{self, Format};
use nianbao::verify::{Numerals, Verdict, Verification, Verifier};
use nianbao::{Edition, Options, Project, Severity, Silent};
use nianbao_tests::machine::fonts;
use nianbao_tests::sample::{Sample, replace_in};
use regex::{Captures, Regex};

type Result<T = ()> = std::result::Result<T, Box<dyn error::Error>>;

/// What a build of the sample wrote, in a folder of its own.
struct Built {
    folder: tempfile::TempDir,
}

impl Built {
    fn new() -> Result<Self> {
        Self::of(Edition::Filing, &[Format::Html, Format::Json], |_| Ok(()))
    }

    fn of(edition: Edition, formats: &[Format], change: impl FnOnce(&Path) -> Result) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        Sample::new().write_project(folder.path())?;
        change(folder.path())?;
        let options = Options { edition, font_dirs: vec![fonts()], ..Options::default() };
        let project = Project::open(folder.path(), &options)?;
        let compiled = nianbao::compile(&project, &Silent)?;
        let report = compiled.accept(Severity::Error).map_err(|rejected| format!("{:?}", rejected.findings))?;
        render::write(&report, &folder.path().join("out"), formats)?;
        Ok(Self { folder })
    }

    fn out(&self, name: &str) -> PathBuf {
        self.folder.path().join("out").join(name)
    }

    fn page(&self) -> Result<String> {
        Ok(fs::read_to_string(self.out("report.html"))?)
    }

    /// Verifies another page than the one that was built, where no manifest lies.
    fn verified(&self, page: impl AsRef<[u8]>) -> Result<Verification> {
        let path = self.folder.path().join("altered.html");
        fs::write(&path, page)?;
        Ok(verified(&path))
    }

    /// What is told of the page after one change.
    fn told(&self, from: &str, to: &str) -> Result<Vec<&'static str>> {
        let page = self.page()?;
        assert!(page.contains(from), "{from}");
        Ok(complaints(&self.verified(page.replacen(from, to, 1))?))
    }
}

fn verified(path: &Path) -> Verification {
    Verifier::new(None).verify(path)
}

/// The keys of what doesn't agree, and the codes of what the text contradicts.
fn complaints(found: &Verification) -> Vec<&'static str> {
    let faults = found.faults.iter().map(|fault| fault.key);
    faults.chain(found.findings.iter().map(|finding| finding.code.as_str())).collect()
}

/// An element of the page, from its begin to its end.
fn element<'p>(page: &'p str, begin: &str, end: &str) -> Result<&'p str> {
    let start = page.find(begin).ok_or_else(|| format!("no {begin}"))?;
    let length = page[start..].find(end).ok_or_else(|| format!("no {end}"))?;
    Ok(&page[start..start + length + end.len()])
}

const FIGURES: &str = "<script type=\"application/json\" id=\"figures\">";
const PROVENANCE: &str = "<script type=\"application/json\" id=\"provenance\">";
/// The figure where the text states it first.
const FORWARDED: &str = "data-source=\"32\">146件";

#[test]
fn the_page_of_the_sample_agrees_in_both_editions() -> Result {
    for edition in [Edition::Filing, Edition::Publication] {
        let formats = [Format::Pdf, Format::Html, Format::Json];
        let built = Built::of(edition, &formats, |_| Ok(()))?;
        let digest = hex(&fs::read(built.out("figures.json"))?);
        // Of the text of the PDF as much is compared, and of the set as much as of both.
        for (path, statements, documents) in
            [("report.html", 36, 1), ("report.pdf", 36, 1), ("manifest.json", 72, 2), ("", 72, 2)]
        {
            let found = verified(&built.out(path));
            assert_eq!((complaints(&found), found.verdict), (vec![], Verdict::Agrees), "{path} {:?}", found.error);
            let agrees = statements;
            let numerals = Numerals { figures: 47, tabulated: 47, statements, agrees, contradicts: 0, unowned: 0 };
            assert_eq!((found.numerals, found.documents.len()), (Some(numerals), documents), "{path}");
            assert_eq!((found.digest.as_deref(), found.outputs), (Some(digest.as_str()), Some(3)));
            assert_eq!(found.report.map(|report| report.written_for), Some(edition));
            assert!(found.missing_parts.is_empty());
        }
        fs::remove_file(built.out("manifest.json"))?;
        assert_eq!(verified(&built.out("")).numerals.map(|numerals| numerals.statements), Some(72));
    }
    Ok(())
}

#[test]
fn no_value_of_the_markup_can_be_altered() -> Result {
    let built = Built::new()?;
    let page = built.page()?;
    let marked = Regex::new("<data value=\"([^\"]*)\" data-figure=\"([^\"]*)\">")?;
    let mut seen = BTreeSet::new();
    for found in marked.captures_iter(&page) {
        let (all, value, id) = (&found[0], &found[1], &found[2]);
        if !seen.insert(id.to_owned()) {
            continue;
        }
        let other = if value.starts_with('7') { value.replacen('7', "8", 1) } else { format!("7{value}") };
        let altered = built.verified(page.replacen(all, &all.replacen(value, &other, 1), 1))?;
        assert_eq!((complaints(&altered), altered.verdict), (vec!["verify-data"], Verdict::Disagrees), "{id}");
        let arguments = &altered.faults[0].arguments;
        assert_eq!(
            ["stated", "value"].map(|name| arguments[name].to_string()),
            [other.as_str(), value].map(str::to_owned)
        );
    }
    // 47 figures are in the table; the charts show ten sections and twelve months.
    assert_eq!(seen.len(), 47 + 10 + 12);
    let one = "<data value=\"146\" data-figure=\"petitions.forwarded\">";
    assert_eq!(built.told(one, "<data data-figure=\"petitions.forwarded\">")?, ["verify-data"]);
    assert_eq!(built.told(one, "<data value=\"146\" data-figure=\"petitions.none\">")?, ["verify-data-unknown"]);
    Ok(())
}

#[test]
fn no_number_that_is_read_can_be_altered() -> Result {
    let built = Built::new()?;
    assert_eq!(built.told(FORWARDED, "data-source=\"32\">164件")?, ["contradicted-figure"]);
    assert_eq!(built.told(FORWARDED, "data-source=\"32\">1&#54;&#x34;件")?, ["contradicted-figure"]);
    assert_eq!(
        built.told(FORWARDED, "data-source=\"32\"><!-- 146件 -->164件<span hidden>146件</span>")?,
        ["contradicted-figure"]
    );
    let page = built.page()?;
    let mut tables: Vec<String> = page.split("<table").map(str::to_owned).collect();
    // The charts have tables too, before the table of figures.
    let states = |table: &str| table.split("</table>").next().is_some_and(|rows| rows.contains(">146件"));
    let own = tables.iter_mut().skip(1).find(|table| states(table)).ok_or("no table")?;
    *own = own.replacen(">146件", ">164件", 1);
    let altered = tables.join("<table");
    assert_eq!(complaints(&built.verified(altered)?), ["verify-table"]);
    Ok(())
}

#[test]
fn another_mark_hides_no_altered_number() -> Result {
    let built = Built::new()?;
    let page = built.page()?;
    let start = page.find(FORWARDED).ok_or("none")?;
    let begin = page[..start].rfind("<data").ok_or("none")?;
    let end = start + page[start..].find("</data>").ok_or("none")? + "</data>".len();
    // 10 decisions, which the page carries as well: markup, value and number agree, and the words don't.
    let other = element(&page, "<data value=\"242\"", "</data>")?;
    let altered = format!("{}{other}{}", &page[..begin], &page[end..]);
    assert_eq!(complaints(&built.verified(altered)?), ["contradicted-figure"]);
    // Without a mark the words say whose it is.
    let altered = format!("{}164件{}", &page[..begin], &page[end..]);
    assert_eq!(complaints(&built.verified(altered)?), ["contradicted-figure"]);
    Ok(())
}

#[test]
fn rows_that_are_hidden_are_missed() -> Result {
    let built = Built::new()?;
    let page = built.page()?;
    // The narrative states it first, then the table.
    let cell = page.rfind(FORWARDED).ok_or("no cell")?;
    let begin = page[..cell].rfind("<tr").ok_or("no row")?;
    let end = begin + page[begin..].find("</tr>").ok_or("no end")? + "</tr>".len();
    let row = &page[begin..end];
    assert!(row.contains("petitions.forwarded"), "{row}");
    for hidden in [
        row.replacen("<tr", "<tr hidden", 1),
        row.replacen("<tr", "<tr style=\"display: none\"", 1),
        format!("<!--{row}-->"),
        format!("<template>{row}</template>"),
        String::new(),
    ] {
        let found = built.verified(page.replacen(row, &hidden, 1))?;
        assert_eq!(complaints(&found), ["verify-not-in-table"], "{hidden}");
    }
    Ok(())
}

#[test]
fn what_the_page_carries_is_held_against_its_text() -> Result {
    let built = Built::new()?;
    let page = built.page()?;
    let (figures, provenance) = (element(&page, FIGURES, "</script>")?, element(&page, PROVENANCE, "</script>")?);
    for (from, to, expected) in [
        (figures, String::new(), vec!["verify-not-attached"]),
        (provenance, String::new(), vec!["verify-not-attached"]),
        (figures, format!("<!--{figures}-->"), vec!["verify-not-attached"]),
        (figures, figures.replace("application/json", "text/javascript"), vec!["verify-not-attached"]),
        (figures, figures.replacen(" type=\"application/json\"", "", 1), vec!["verify-not-attached"]),
        (figures, figures.repeat(2), vec!["verify-attached-twice"]),
        (provenance, provenance.repeat(2), vec!["verify-attached-twice"]),
        (figures, format!("{FIGURES}{{</script>"), vec!["verify-unread"]),
        (provenance, provenance.replace("\"sample\"", "\"final\""), vec!["verify-other"]),
        // A blank more is another file.
        (figures, figures.replacen(FIGURES, &format!("{FIGURES} "), 1), vec!["verify-digest", "verify-foot"]),
        (
            figures,
            figures.replace("\"sample\"", "\"final\""),
            vec!["verify-digest", "verify-other", "verify-foot", "verify-banner"],
        ),
    ] {
        let found = built.verified(page.replacen(from, &to, 1))?;
        assert_eq!((complaints(&found), found.verdict), (expected, Verdict::Disagrees), "{}", &to[..to.len().min(80)]);
    }
    let both = page.replacen(figures, "", 1).replacen(provenance, "", 1);
    assert_eq!(built.verified(both)?.verdict, Verdict::NotVerifiable);
    let altered = figures.replace("\"value\": \"146\"", "\"value\": \"164\"").replace("\"146件\"", "\"164件\"");
    let told: BTreeSet<&str> = complaints(&built.verified(page.replacen(figures, &altered, 1))?).into_iter().collect();
    let expected =
        ["verify-digest", "verify-foot", "verify-table", "verify-data", "verify-source", "contradicted-figure"];
    assert_eq!(told, expected.into());
    Ok(())
}

#[test]
fn the_foot_and_the_banner_are_the_page_s_own() -> Result {
    let built = Built::new()?;
    let page = built.page()?;
    let foot = element(&page, "<footer>", "</footer>")?;
    let digest = hex(&fs::read(built.out("figures.json"))?)[..12].to_owned();
    assert_eq!(built.told(foot, &foot.replace(&digest, "0123456789ab"))?, ["verify-foot"]);
    for none in [String::new(), foot.replace("<footer>", "<footer hidden>"), format!("<!--{foot}-->")] {
        assert_eq!(built.told(foot, &none)?, ["verify-no-foot"], "{none}");
    }
    let banner = element(&page, "<header", "</header>")?;
    assert_eq!(built.told(banner, "")?, ["verify-no-banner"]);
    assert_eq!(built.told(banner, &banner.replace("样例", "正式"))?, ["verify-no-banner"]);
    Ok(())
}

#[test]
fn shown_sources_are_those_of_the_figures() -> Result {
    let built = Built::new()?;
    let page = built.page()?;
    let source = element(&page, "<div class=\"source\" id=\"figure-training.group_study_sessions\"", "</div>")?;
    assert!(source.contains("A5、A10、A13、A18"), "{source}");
    for (from, to, missing) in [
        ("<b>4次</b>", "<b>5次</b>", "党组中心组专题学法 4次"),
        ("A10、", "A11、", "A10"),
        ("（4 行）", "（14 行）", "4"),
        ("学法与宣传台账.xlsx", "普法台账.xlsx", "学法与宣传台账.xlsx"),
    ] {
        let found = built.verified(page.replacen(source, &source.replacen(from, to, 1), 1))?;
        assert_eq!(complaints(&found), ["verify-source"], "{from}");
        assert_eq!(found.faults[0].arguments["missing"].to_string(), missing);
    }
    assert_eq!(built.told(source, "")?, ["verify-no-source"]);
    // A second one of the same name, whichever a browser shows.
    let second = format!("{source}{}", source.replace("<b>4次</b>", "<b>5次</b>"));
    assert_eq!(built.told(source, &second)?, ["verify-source"]);
    Ok(())
}

/// The page as a browser saves it once its script has run: it writes the elements anew from what it made of them.
fn saved(page: &str) -> Result<String> {
    let quoted = Regex::new(r#" ([a-z-]+)="([^"'<>]*)""#)?;
    let unquoted = quoted.replace_all(page, |found: &Captures<'_>| format!(" {}='{}'", &found[1], &found[2]));
    let page = unquoted
        .replacen(
            "<html lang='zh-CN'>",
            "<!-- saved from url=(0042)https://www.example.cn/report.html -->\n<html lang='zh-CN' class='live'>",
            1,
        )
        .replacen("<head>", "<head><base href='https://www.example.cn/'>", 1)
        .replace(" popover='manual' hidden", " popover='manual'")
        .replace("</p><", "</p>\n<");
    assert!(page.contains("popover='manual'") && page.contains("id='figures'") && !page.contains(" hidden>"));
    Ok(page)
}

#[test]
fn the_page_agrees_however_it_was_saved() -> Result {
    let built = Built::new()?;
    let page = built.page()?;
    let saved = saved(&page)?;
    let numerals = verified(&built.out("report.html")).numerals;
    let entities: String = page
        .split_inclusive("</main>")
        .next()
        .ok_or("no main")?
        .chars()
        .map(|c| if u32::from(c) > 0x4e00 { format!("&#{};", u32::from(c)) } else { c.to_string() })
        .collect();
    let entities = format!("{entities}{}", page.split_once("</main>").ok_or("no main")?.1);
    let gb = page.replacen("charset=\"utf-8\"", "charset=\"gb18030\"", 1);
    for (how, bytes) in [
        ("by a browser", saved.clone().into_bytes()),
        ("with other line ends", page.replace('\n', "\r\n").into_bytes()),
        ("with a mark", [&b"\xef\xbb\xbf"[..], page.as_bytes()].concat()),
        ("in GB 18030", GB18030.encode(&gb).0.into_owned()),
        ("in GB 18030, saying otherwise", GB18030.encode(&page).0.into_owned()),
        (
            "by a browser in GB 18030",
            GB18030.encode(&saved.replacen("charset='utf-8'", "charset=gb18030", 1)).0.into_owned(),
        ),
        ("with references to characters", entities.into_bytes()),
        (
            "within a page of a portal",
            page.replacen("<body>", "<body><div><header><p>首页 12</p></header><div>", 1).into_bytes(),
        ),
        (
            "with much behind it",
            page.replacen("</main>", &format!("</main>{}", "<p>正文。</p>\n".repeat(200_000)), 1).into_bytes(),
        ),
    ] {
        let found = built.verified(bytes)?;
        assert_eq!((complaints(&found), found.verdict), (vec![], Verdict::Agrees), "{how}: {:?}", found.error);
        assert_eq!(found.numerals, numerals, "{how}");
    }
    Ok(())
}

#[test]
fn markup_in_a_name_stays_a_name() -> Result {
    let name = "某区</script><!--\\u003c局";
    let built = Built::of(Edition::Filing, &[Format::Html, Format::Json], |folder| {
        Ok(replace_in(&folder.join("nianbao.toml"), "\"重庆市沙坪坝区退役军人事务局\"", &format!("'{name}'"))?)
    })?;
    let found = verified(&built.out("report.html"));
    assert_eq!(complaints(&found), Vec::<&str>::new());
    assert_eq!(found.report.map(|report| report.unit), Some(name.to_owned()));
    assert_eq!(found.digest, Some(hex(&fs::read(built.out("figures.json"))?)));
    Ok(())
}

#[test]
fn a_page_of_another_build_is_told_in_the_set() -> Result {
    let formats = [Format::Pdf, Format::Html, Format::Json];
    let built = Built::of(Edition::Filing, &formats, |_| Ok(()))?;
    let other = Built::of(Edition::Publication, &formats, |_| Ok(()))?;
    fs::copy(other.out("report.html"), built.out("report.html"))?;
    let found = verified(&built.out(""));
    let expected = ["verify-digest", "verify-other-document", "verify-other", "verify-other-figures"];
    assert_eq!(complaints(&found), expected);
    let within: Vec<bool> = found.faults.iter().map(|fault| fault.arguments.contains_key("document")).collect();
    assert_eq!(within, [false, true, true, true]);
    assert_eq!(found.faults[1].arguments["document"].to_string(), built.out("report.html").display().to_string());
    // The page can't be read: the PDF is looked at all the same.
    fs::write(built.out("report.html"), b"\x80\0\xff")?;
    let found = verified(&built.out(""));
    assert_eq!((found.verdict, found.documents.len()), (Verdict::Unread, 1));
    // Nothing but a page lies in the folder.
    fs::remove_file(built.out("manifest.json"))?;
    fs::remove_file(built.out("report.pdf"))?;
    fs::copy(other.out("report.html"), built.out("report.html"))?;
    assert_eq!(verified(&built.out("")).verdict, Verdict::Agrees);
    Ok(())
}

#[test]
fn damage_of_any_kind_is_a_verdict() -> Result {
    let built = Built::new()?;
    let page = built.page()?.into_bytes();
    let end = String::from_utf8_lossy(&page).find(PROVENANCE).ok_or("none")?;
    // A generator of Lehmer's kind: the same damage in every run.
    let mut state: u64 = 20_211_231;
    let mut next = |below: usize| {
        state = state * 48_271 % 2_147_483_647;
        usize::try_from(state).unwrap_or(0) % below
    };
    for _ in 0..12 {
        let cut = next(end);
        let found = built.verified(&page[..cut])?;
        assert!(!matches!(found.verdict, Verdict::Agrees | Verdict::Incomplete), "cut to {cut}");
    }
    for _ in 0..25 {
        let mut flipped = page.clone();
        for _ in 0..=next(20) {
            let at = next(page.len());
            flipped[at] ^= 1 << next(8);
        }
        let found = built.verified(&flipped)?;
        assert_eq!(found.error.is_some(), found.verdict == Verdict::Unread);
    }
    Ok(())
}
