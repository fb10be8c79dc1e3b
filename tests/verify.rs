//! The self-check of finished reports: the sample's agrees, and nothing in it can be altered without being told.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{error, fs};

use nianbao::digest::hex;
use nianbao::project::Status;
use nianbao::render::{self, Format};
use nianbao::verify::{Numerals, Verdict, Verification, Verifier};
use nianbao::{Code, Edition, Options, Pack, Project, Severity, Silent};
use nianbao_tests::machine::fonts;
use nianbao_tests::pdf::{attaching, naming, objects, referred, updated};
use nianbao_tests::sample::{Sample, replace_in};
use serde_json::Value;

type Result<T = ()> = std::result::Result<T, Box<dyn error::Error>>;

/// What a build of the sample wrote, in a folder of its own.
struct Built {
    folder: tempfile::TempDir,
}

impl Built {
    fn new() -> Result<Self> {
        Self::of(Edition::Filing, |_| Ok(()), |_| Ok(()))
    }

    /// A build of a changed project with a changed pack.
    fn of(edition: Edition, project: impl FnOnce(&Path) -> Result, pack: impl FnOnce(&Path) -> Result) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        Sample::new().write_project(folder.path())?;
        project(folder.path())?;
        let own = folder.path().join("pack");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../report-templates/rule-of-law"), &own)?;
        pack(&own)?;
        let options = Options { pack: Some(own), edition, font_dirs: vec![fonts()] };
        let project = Project::open(folder.path(), &options)?;
        let compiled = nianbao::compile(&project, &Silent)?;
        let report = compiled.accept(Severity::Error).map_err(|rejected| format!("{:?}", rejected.findings))?;
        render::write(&report, &folder.path().join("out"), &[Format::Pdf, Format::Json])?;
        Ok(Self { folder })
    }

    fn out(&self, name: &str) -> PathBuf {
        self.folder.path().join("out").join(name)
    }

    fn pdf(&self) -> Result<Vec<u8>> {
        Ok(fs::read(self.out("report.pdf"))?)
    }

    /// Verifies other bytes than those that were built, where no manifest lies.
    fn verified(&self, pdf: &[u8]) -> Result<Verification> {
        let path = self.folder.path().join("altered.pdf");
        fs::write(&path, pdf)?;
        Ok(verified(&path))
    }
}

fn copy(from: &Path, to: &Path) -> Result {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn verified(path: &Path) -> Verification {
    Verifier::new(None).verify(path)
}

/// The keys of what doesn't agree, and the codes of what the text contradicts.
fn complaints(found: &Verification) -> Vec<&str> {
    let faults = found.faults.iter().map(|fault| fault.key);
    faults.chain(found.findings.iter().map(|finding| finding.code.as_str())).collect()
}

/// The figure in the last row of the table, which stands alone on its page in several lines.
const LAST: &str = "relief.persons";

fn json(bytes: &[u8]) -> Result<Value> {
    Ok(serde_json::from_slice(bytes)?)
}

#[test]
fn the_sample_agrees_in_both_editions() -> Result {
    for (edition, label) in [(Edition::Filing, "filing"), (Edition::Publication, "publication")] {
        let built = Built::of(edition, |_| Ok(()), |_| Ok(()))?;
        for path in [built.out("report.pdf"), built.out("manifest.json"), built.out("")] {
            let found = verified(&path);
            assert_eq!((complaints(&found), found.verdict), (vec![], Verdict::Agrees), "{label} {:?}", found.error);
            let report = found.report.ok_or("no report")?;
            assert_eq!((report.unit.as_str(), report.year), ("重庆市沙坪坝区退役军人事务局", 2021));
            assert_eq!((report.status, report.written_for), (Status::Sample, edition));
            assert!(found.missing_parts.is_empty());
            // The pack has 47 figures, and the text states 36 of them, each once: 37 were published, one of them by name.
            let numerals =
                Numerals { figures: 47, tabulated: 47, statements: 36, agrees: 36, contradicts: 0, unowned: 0 };
            assert_eq!(found.numerals, Some(numerals), "{label}");
            assert_eq!(found.outputs, Some(2));
            assert_eq!(found.digest, Some(hex(&fs::read(built.out("figures.json"))?)));
        }
    }
    Ok(())
}

#[test]
fn no_figure_can_be_altered_in_the_attachment() -> Result {
    let built = Built::new()?;
    let pdf = built.pdf()?;
    let text = fs::read_to_string(built.out("figures.json"))?;
    let figures = json(text.as_bytes())?["figures"].as_object().ok_or("no figures")?.clone();
    assert_eq!(figures.len(), 47);
    let (path, mut verifier) = (built.folder.path().join("altered.pdf"), Verifier::new(None));
    for (id, figure) in figures {
        let (label, printed) = (figure["label"].as_str().ok_or("no label")?, figure["printed"].as_str().ok_or("none")?);
        let other = printed.replacen(|c: char| c.is_ascii_digit(), "7", 1);
        let other = if other == printed { printed.replacen('7', "8", 1) } else { other };
        // In the text, since a parsed object loses the order of the figures.
        let (before, entry) = text.split_once(&format!("\n    \"{id}\": {{")).ok_or("no such figure")?;
        let entry = entry.replacen(&format!("\"printed\": \"{printed}\""), &format!("\"printed\": \"{other}\""), 1);
        let altered = format!("{before}\n    \"{id}\": {{{entry}");
        assert_ne!(altered, text);
        fs::write(&path, attaching(&pdf, "figures.json", altered.as_bytes())?)?;
        let found = verifier.verify(&path);
        assert_eq!(found.verdict, Verdict::Disagrees, "{id}");
        let told: BTreeSet<&str> = found
            .faults
            .iter()
            .filter(|fault| fault.arguments.get("label") == Some(&label.into()))
            .map(|fault| fault.key)
            .collect();
        let rest: BTreeSet<&str> = complaints(&found).into_iter().filter(|key| !told.contains(key)).collect();
        // It contradicts the table and its own value; the digests are no longer its own.
        let table = if id == LAST { "verify-not-in-table" } else { "verify-table" };
        assert_eq!(told, ["verify-figure", table].into(), "{id}: {printed} {other}");
        assert_eq!(rest, ["verify-digest", "verify-foot"].into(), "{id}");
    }
    Ok(())
}

#[test]
fn figures_in_another_order_are_not_those_of_the_table() -> Result {
    let built = Built::new()?;
    let parsed = serde_json::to_vec(&json(&fs::read(built.out("figures.json"))?)?)?;
    let found = built.verified(&attaching(&built.pdf()?, "figures.json", &parsed)?)?;
    let missing = complaints(&found).into_iter().filter(|key| *key == "verify-not-in-table").count();
    assert!(missing > 30, "{:?}", complaints(&found));
    Ok(())
}

#[test]
fn who_alters_the_digests_too_still_contradicts_the_text() -> Result {
    let first = Built::new()?;
    let figures = fs::read_to_string(first.out("figures.json"))?;
    let altered = figures.replace("\"value\": \"146\"", "\"value\": \"164\"").replace("\"146件\"", "\"164件\"");
    assert_ne!(figures, altered);
    let digest = hex(altered.as_bytes());
    let built = Built::of(
        Edition::Filing,
        |_| Ok(()),
        |pack| Ok(replace_in(&pack.join("layout/page.typ"), "#data.digest]", &format!("#\"{}\"]", &digest[..12]))?),
    )?;
    let pdf = built.pdf()?;
    let provenance = fs::read_to_string(built.out("figures.json")).map(|text| hex(text.as_bytes()))?;
    let attached = attaching(&pdf, "figures.json", altered.as_bytes())?;
    let own = Built::attached_provenance(&built)?.replace(&provenance, &digest);
    let found = built.verified(&attaching(&attached, "provenance.json", own.as_bytes())?)?;
    assert_eq!(complaints(&found), ["verify-table", "contradicted-figure"]);
    assert_eq!(found.numerals.map(|numerals| (numerals.agrees, numerals.contradicts)), Some((35, 1)));
    Ok(())
}

impl Built {
    /// The attached provenance.json, unpacked by another program.
    fn attached_provenance(&self) -> Result<String> {
        let out = self.folder.path().join("provenance.json");
        let ran = Command::new("pdfdetach")
            .args(["-savefile", "provenance.json", "-o"])
            .arg(&out)
            .arg(self.out("report.pdf"))
            .output()?;
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        Ok(fs::read_to_string(out)?)
    }
}

#[test]
fn a_digit_of_the_text_or_of_its_table_is_told() -> Result {
    let built = Built::of(
        Edition::Filing,
        |project| Ok(replace_in(&project.join("narrative/report.typ"), "#fig(\"petitions.forwarded\")", "164件")?),
        |_| Ok(()),
    )?;
    let found = verified(&built.out("report.pdf"));
    assert_eq!((complaints(&found), found.verdict), (vec![Code::ContradictedFigure.as_str()], Verdict::Disagrees));
    let built = Built::of(
        Edition::Filing,
        |_| Ok(()),
        |pack| {
            Ok(replace_in(&pack.join("layout/annex.typ"), "row.value)", "row.value.replace(\"242件\", \"224件\"))")?)
        },
    )?;
    let found = verified(&built.out("report.pdf"));
    assert_eq!(complaints(&found), ["verify-table"]);
    let arguments = &found.faults[0].arguments;
    assert_eq!(["label", "stated", "printed"].map(|name| arguments[name].to_string()), ["研究议题", "224件", "242件"]);
    Ok(())
}

#[test]
fn what_provenance_says_is_held_against_the_figures() -> Result {
    let built = Built::new()?;
    let (pdf, own) = (built.pdf()?, built.attached_provenance()?);
    let digest = hex(&fs::read(built.out("figures.json"))?);
    let other = format!("{}{}", if digest.starts_with('0') { '1' } else { '0' }, &digest[1..]);
    for (altered, expected) in [
        (own.replace(&digest, &other), vec!["verify-digest"]),
        (own.replace("\"sample\"", "\"final\""), vec!["verify-other"]),
        (own.replace("\"rule-of-law\"", "\"budget\""), vec!["verify-other"]),
        ("{}".to_owned(), vec!["verify-unread"]),
    ] {
        assert_ne!(altered, own);
        let found = built.verified(&attaching(&pdf, "provenance.json", altered.as_bytes())?)?;
        assert_eq!((complaints(&found), found.verdict), (expected, Verdict::Disagrees));
    }
    // A draft that passes for a final report: the pages say what it is.
    let figures =
        fs::read_to_string(built.out("figures.json"))?.replace("\"status\": \"sample\"", "\"status\": \"final\"");
    let found = built.verified(&attaching(&pdf, "figures.json", figures.as_bytes())?)?;
    assert_eq!(complaints(&found), ["verify-digest", "verify-other", "verify-foot", "verify-banner"]);
    Ok(())
}

#[test]
fn the_foot_of_the_last_page_bears_the_digest() -> Result {
    for (foot, expected) in [("0123456789ab", "verify-foot"), ("", "verify-no-foot")] {
        let built = Built::of(
            Edition::Filing,
            |_| Ok(()),
            |pack| Ok(replace_in(&pack.join("layout/page.typ"), "#data.digest]", &format!("#\"{foot}\"]"))?),
        )?;
        let found = verified(&built.out("report.pdf"));
        assert_eq!((complaints(&found), found.verdict), (vec![expected], Verdict::Disagrees));
    }
    Ok(())
}

#[test]
fn the_tree_of_attached_files_is_read_whatever_it_looks_like() -> Result {
    let built = Built::new()?;
    let pdf = built.pdf()?;
    let (figures, provenance) =
        (referred(&pdf, "/EmbeddedFiles<</Names[(figures.json)")?, referred(&pdf, "0 R(provenance.json)")?);
    let packed = referred(&pdf, "/UF(figures.json)/EF<</F ")?;
    let names = format!("<</Names[(figures.json){figures} 0 R(provenance.json){provenance} 0 R]>>");
    let one = |names: &str, other: &str| naming(&pdf, |object| object.replace(names, other));
    for (other, expected) in [
        (format!("<</Names[(figures.json){figures} 0 R]>>"), vec!["verify-not-attached"]),
        (format!("<</Names[(provenance.json){provenance} 0 R]>>"), vec!["verify-not-attached"]),
        // What a file goes by is what it says itself.
        (format!("<</Names[(a){figures} 0 R(b){provenance} 0 R]>>"), vec![]),
        (format!("<</Kids[<</Names[(a){figures} 0 R]>><</Names[(b){provenance} 0 R]>>]>>"), vec![]),
        (
            format!(
                "<</Names[(a){figures} 0 R(b)<</Type/Filespec/UF(figures.json)/EF<</F {packed} 0 R>>>>(c){provenance} 0 R]>>"
            ),
            vec!["verify-attached-twice"],
        ),
        // In UTF-16, as other programs write names.
        (
            format!(
                "<</Names[(a){figures} 0 R(b)<</F(x)/UF<FEFF00660069006700750072006500730\
                 02E006A0073006F006E>/EF<</F {packed} 0 R>>>>(c){provenance} 0 R]>>"
            ),
            vec!["verify-attached-twice"],
        ),
    ] {
        let found = built.verified(&one(&names, &other)?)?;
        assert_eq!(complaints(&found), expected, "{other}");
    }
    for nothing in ["<<>>".to_owned(), "<</Names[]>>".to_owned(), " null".to_owned(), "<</Names 7>>".to_owned()] {
        assert_eq!(built.verified(&one(&names, &nothing)?)?.verdict, Verdict::NotVerifiable, "{nothing}");
    }
    // A tree that grows into itself.
    let root = referred(&pdf, "/Root ")?;
    let next = objects(&pdf)?;
    let circle = one(&names, &format!(" {next} 0 R"))?;
    let circle =
        updated(&circle, next, format!("<</Kids[{next} 0 R {root} 0 R {next} 0 R]{}", &names[2..]).as_bytes())?;
    assert_eq!(built.verified(&circle)?.verdict, Verdict::Agrees);
    // Packed twice, as a bomb is.
    let bomb = b"<</Length 2/Type/EmbeddedFile/Filter[/FlateDecode/FlateDecode]>>\nstream\nxx\nendstream";
    let found = built.verified(&updated(&pdf, packed, bomb)?)?;
    assert_eq!(complaints(&found), ["verify-packed"]);
    Ok(())
}

#[test]
fn an_output_of_the_set_that_was_replaced_is_told() -> Result {
    let built = Built::new()?;
    let all = || [built.out("report.pdf"), built.out("manifest.json"), built.out("")].map(|path| verified(&path));
    let figures = fs::read(built.out("figures.json"))?;
    fs::write(built.out("figures.json"), [&figures[..], b" "].concat())?;
    for found in all() {
        assert_eq!((complaints(&found), found.verdict), (vec!["verify-digest"], Verdict::Disagrees));
    }
    fs::remove_file(built.out("figures.json"))?;
    for found in all() {
        assert_eq!((complaints(&found), found.verdict), (vec!["verify-output-missing"], Verdict::Disagrees));
    }
    fs::write(built.out("figures.json"), &figures)?;
    // A report of another run in the place of this one: it agrees with itself, and not with the manifest.
    let manifest = fs::read_to_string(built.out("manifest.json"))?;
    let other = Built::of(Edition::Publication, |_| Ok(()), |_| Ok(()))?;
    fs::copy(other.out("report.pdf"), built.out("report.pdf"))?;
    for found in all() {
        assert_eq!(complaints(&found), ["verify-digest", "verify-other", "verify-other-figures"]);
    }
    // Elsewhere, or by another name, the manifest is none of its business.
    fs::copy(other.out("report.pdf"), built.out("2021年报告.pdf"))?;
    let found = verified(&built.out("2021年报告.pdf"));
    assert_eq!((found.verdict, found.outputs), (Verdict::Agrees, None));
    // What a manifest of anybody calls an output is not read wherever that is.
    fs::write(built.out("manifest.json"), manifest.replace("\"figures.json\": ", "\"../nianbao.toml\": "))?;
    assert!(complaints(&verified(&built.out("manifest.json"))).contains(&"verify-output-outside"));
    fs::write(built.out("manifest.json"), &manifest[..manifest.len() / 2])?;
    fs::copy(other.out("report.pdf"), built.out("report.pdf"))?;
    assert_eq!(complaints(&verified(&built.out("report.pdf"))), ["verify-unread"]);
    Ok(())
}

#[test]
fn a_part_that_the_regulation_asks_for_is_missed() -> Result {
    let built = Built::of(
        Edition::Filing,
        |project| Ok(replace_in(&project.join("narrative/report.typ"), "第一责任", "主要责任")?),
        |_| Ok(()),
    )?;
    let found = verified(&built.out("report.pdf"));
    assert_eq!((complaints(&found), found.verdict), (vec![], Verdict::Incomplete));
    let part = "上一年度党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设的有关情况";
    assert_eq!(found.missing_parts, [part]);
    Ok(())
}

#[test]
fn numbers_that_nobody_owns_are_counted() -> Result {
    let built = Built::of(
        Edition::Filing,
        |project| {
            Ok(replace_in(&project.join("narrative/report.typ"), "落实“五有”要求", "检修电梯12部，落实“五有”要求")?)
        },
        |_| Ok(()),
    )?;
    let found = verified(&built.out("report.pdf"));
    assert_eq!((complaints(&found), found.verdict), (vec![], Verdict::Agrees));
    assert_eq!(found.numerals.map(|numerals| (numerals.statements, numerals.unowned)), Some((37, 1)));
    Ok(())
}

#[test]
fn a_pdf_of_another_program_says_so_and_what_is_none_is_not_read() -> Result {
    let folder = tempfile::tempdir()?;
    let text = folder.path().join("报告.csv");
    fs::write(&text, "2021年法治政府建设年度报告\n全年办理上级转送信访事项146件。\n")?;
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let ran = Command::new("soffice")
        .args([profile.as_str(), "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder.path())
        .arg(&text)
        .output()?;
    let pdf = folder.path().join("报告.pdf");
    assert!(pdf.is_file(), "{}", String::from_utf8_lossy(&ran.stderr));
    for path in [&pdf, &text] {
        let found = verified(path);
        assert_eq!((complaints(&found), found.verdict), (vec![], Verdict::NotVerifiable));
        assert!(found.report.is_none() && found.numerals.is_none() && found.error.is_none());
    }
    let whole = fs::read(&pdf)?;
    for (name, bytes) in [
        ("empty.pdf", &b""[..]),
        ("torn.pdf", &whole[..whole.len() / 2]),
        ("noise.pdf", &[0x80, 0, 0xff, 7, 0x81, 0, 1, 2][..]),
        ("old.doc", &[0xd0, 0xcf, 0x11, 0xe0, 0, 0][..]),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, bytes)?;
        let found = verified(&path);
        assert_eq!(found.verdict, Verdict::Unread, "{name}");
        assert!(found.error.is_some());
    }
    for path in [folder.path().join("none.pdf"), folder.path().join("profile")] {
        assert_eq!(verified(&path).verdict, Verdict::Unread, "{}", path.display());
    }
    Ok(())
}

#[test]
fn damage_of_any_kind_is_a_verdict() -> Result {
    let built = Built::new()?;
    let pdf = built.pdf()?;
    // A generator of Lehmer's kind: the same damage in every run.
    let mut state: u64 = 20_211_231;
    let mut next = |below: usize| {
        state = state * 48_271 % 2_147_483_647;
        usize::try_from(state).unwrap_or(0) % below
    };
    for _ in 0..12 {
        let cut = &pdf[..next(pdf.len())];
        assert_eq!(built.verified(cut)?.verdict, Verdict::Unread, "cut to {}", cut.len());
    }
    let packed = find(&pdf, b"/Type/EmbeddedFile").ok_or("none")? + 200;
    for _ in 0..8 {
        // Within the packed figures every flip shows.
        let mut flipped = pdf.clone();
        flipped[packed + next(12_000)] ^= 1 << next(8);
        assert!(matches!(built.verified(&flipped)?.verdict, Verdict::Unread | Verdict::Disagrees));
    }
    for _ in 0..25 {
        let mut flipped = pdf.clone();
        for _ in 0..=next(20) {
            let at = next(pdf.len());
            flipped[at] ^= 1 << next(8);
        }
        let found = built.verified(&flipped)?;
        assert_eq!(found.error.is_some(), found.verdict == Verdict::Unread);
    }
    Ok(())
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

#[test]
fn a_report_of_another_pack_asks_for_it() -> Result {
    let built = Built::of(
        Edition::Filing,
        |project| Ok(replace_in(&project.join("nianbao.toml"), "\"rule-of-law\"", "\"budget\"")?),
        |pack| Ok(replace_in(&pack.join("pack.toml"), "\"rule-of-law\"", "\"budget\"")?),
    )?;
    let found = verified(&built.out("report.pdf"));
    assert_eq!(found.verdict, Verdict::Unread);
    assert!(matches!(found.error, Some(nianbao::Error::Pack(_))), "{:?}", found.error);
    let pack = Pack::open(&built.folder.path().join("pack"))?;
    assert_eq!(Verifier::new(Some(pack)).verify(&built.out("report.pdf")).verdict, Verdict::Agrees);
    Ok(())
}
