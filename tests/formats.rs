//! The same ledgers in every format that offices send give the same figures, and nothing to complain of.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{error, fs};

use nianbao::{Computed, Finding, Options, Project, Severity, Silent};
use nianbao_tests::sample::{Sample, committed};
use nianbao_tests::spec::Page;
use nianbao_tests::xlsb;

type Result<T = ()> = std::result::Result<T, Box<dyn error::Error>>;

fn workbooks(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("workbooks").join(folder)
}

/// A project of the sample's text files and of these workbooks; `pattern` says what a ledger's files are called, with
/// `{}` for the workbook's name.
fn project(files: &[(String, Vec<u8>)], pattern: &str) -> Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    let text = fs::read_to_string(committed().join("nianbao.toml"))?;
    let mut lines = Vec::new();
    for line in text.lines() {
        let renamed = line.split_once("[\"").zip(line.split_once(".xlsx\"]"));
        lines.push(match renamed {
            Some(((before, rest), (_, after))) => {
                let name = rest.split(".xlsx").next().unwrap_or_default();
                format!("{before}[\"{}\"]{after}", pattern.replace("{}", name))
            }
            None => line.to_owned(),
        });
    }
    fs::write(folder.path().join("nianbao.toml"), lines.join("\n"))?;
    fs::copy(committed().join("figures-2020.json"), folder.path().join("figures-2020.json"))?;
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes)?;
    }
    Ok(folder)
}

/// The files of a folder.
fn files_of(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().ok_or("no name")?.to_string_lossy().into_owned();
        files.push((name, fs::read(&path)?));
    }
    Ok(files)
}

/// Each figure as it is printed, by its id; fails if anything but a note is found.
fn figures(root: &Path) -> Result<BTreeMap<String, String>> {
    let project = Project::open(root, &Options::default())?;
    let computed = nianbao::compute(&project, &Silent)?;
    let found: Vec<&Finding> = computed.findings.iter().filter(|finding| finding.severity > Severity::Note).collect();
    assert!(found.is_empty(), "{found:#?}");
    let members = computed.figures.series.iter().flat_map(|series| series.members.iter().map(|(_, figure)| figure));
    Ok(computed.figures.iter().chain(members).map(|figure| (figure.id.to_string(), figure.printed.clone())).collect())
}

fn same_as_the_sample(files: &[(String, Vec<u8>)], pattern: &str) -> Result {
    let expected = figures(&committed())?;
    assert!(expected.len() > 80, "{}", expected.len());
    let folder = project(files, pattern)?;
    assert_eq!(figures(folder.path())?, expected);
    Ok(())
}

#[test]
fn what_lies_in_the_output_folder_is_no_ledger() -> Result {
    let files = Sample::new().workbooks()?;
    let files: Vec<_> = files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    let folder = project(&files, "**/{}.xlsx")?;
    let out = folder.path().join("out/internal");
    fs::create_dir_all(&out)?;
    for (name, bytes) in &files {
        fs::write(out.join(name), bytes)?;
    }
    assert_eq!(figures(folder.path())?, figures(&committed())?);
    Ok(())
}

#[test]
fn excel_97_and_wps() -> Result {
    let files = files_of(&workbooks("xls"))?;
    same_as_the_sample(&files, "{}.xls")?;
    // The bytes decide, whatever the name says.
    let renamed: Vec<_> = files.into_iter().map(|(name, bytes)| (name.replace(".xls", ".et"), bytes)).collect();
    same_as_the_sample(&renamed, "{}.et")
}

#[test]
fn open_document() -> Result {
    same_as_the_sample(&files_of(&workbooks("ods"))?, "{}.ods")
}

#[test]
fn csv_in_the_encoding_of_chinese_windows() -> Result {
    same_as_the_sample(&files_of(&workbooks("csv"))?, "{}-*.csv")
}

#[test]
fn excels_binary_form() -> Result {
    let files = csv_as_text()?.into_iter().map(|(name, text)| {
        let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
        let sheet = name.trim_end_matches(".csv");
        Ok((name.replace(".csv", ".xlsb"), xlsb::workbook(sheet, &rows, (&[], &[]))?))
    });
    same_as_the_sample(&files.collect::<Result<Vec<_>>>()?, "{}-*.xlsb")
}

/// The CSV files in UTF-8.
fn csv_as_text() -> Result<Vec<(String, String)>> {
    let decoded = files_of(&workbooks("csv"))?.into_iter().map(|(name, bytes)| {
        let (text, _, malformed) = encoding_rs::GB18030.decode(&bytes);
        assert!(!malformed, "{name}");
        (name, text.into_owned())
    });
    Ok(decoded.collect())
}

#[test]
fn csv_in_utf_8_with_a_mark_and_tab_separated_text_called_xls() -> Result {
    let utf8 = csv_as_text()?;
    let marked: Vec<_> =
        utf8.iter().map(|(name, text)| (name.clone(), format!("\u{feff}{text}").into_bytes())).collect();
    same_as_the_sample(&marked, "{}-*.csv")?;
    // No field of the sample holds a comma.
    let tabs = utf8.iter().map(|(name, text)| (name.replace(".csv", ".xls"), text.replace(',', "\t").into_bytes()));
    same_as_the_sample(&tabs.collect::<Vec<_>>(), "{}-*.xls")
}

#[test]
fn tables_of_web_pages_called_xls() -> Result {
    let pages = csv_as_text()?.into_iter().map(|(name, text)| {
        let rows = text.lines().map(|line| {
            let cells = line.replace(',', "</td><td nowrap>");
            format!("<tr><td nowrap>{cells}</td></tr>\r\n")
        });
        let page = format!(
            "<html><head><meta charset=gb2312><style>td {{ mso-number-format: '\\@' }}</style></head><body>\
             <table border=1>{}</table></body></html>",
            rows.collect::<Vec<_>>().concat()
        );
        (name.replace(".csv", ".xls"), encoding_rs::GB18030.encode(&page).0.into_owned())
    });
    same_as_the_sample(&pages.collect::<Vec<_>>(), "{}-*.xls")
}

/// A ledger of six petitions, to be read from a workbook that stands in place of the case's own.
const LOOKS: &str = "\
# looks
## Spec
```toml pack/ledgers.toml
[petitions]
label = \"信访台账\"
sheets = [\"信访\"]
key = \"case_no\"
[petitions.columns]
case_no     = { type = \"text\", headers = [\"信访编号\"] }
received_on = { type = \"date\", headers = [\"收到日期\"] }
visitors    = { type = \"integer\", headers = [\"人数\"] }
```
### Six petitions
```findings
```
";

/// What comes of a workbook that stands in place of the case's own.
fn computed(workbook: &[u8]) -> Result<Computed> {
    let folder = tempfile::tempdir()?;
    let page = Page::parse(LOOKS)?;
    page.cases.first().ok_or("no case")?.write(folder.path())?;
    // The bytes decide, whatever the name says.
    fs::write(folder.path().join("信访台账.xlsx"), workbook)?;
    let options = Options { pack: Some(folder.path().join("pack")), ..Options::default() };
    Ok(nianbao::compute(&Project::open(folder.path(), &options)?, &Silent)?)
}

/// What is found in a workbook, notes left out, with the rows and columns that it names.
fn found_in(workbook: &[u8]) -> Result<Vec<String>> {
    let computed = computed(workbook)?;
    let findings = computed.findings.iter().filter(|finding| finding.severity > Severity::Note);
    let line = |finding: &Finding| {
        let named = ["rows", "columns"].into_iter().filter_map(|name| finding.arguments.get(name));
        let named: Vec<String> = named.map(ToString::to_string).filter(|named| !named.is_empty()).collect();
        format!("{} {} {}", finding.code, finding.place, named.join(" ")).trim_end().to_owned()
    };
    Ok(findings.map(line).collect())
}

#[test]
fn what_is_hidden_or_struck_through_is_told_of_every_format() -> Result {
    let hidden = "hidden-cells 信访台账.xlsx › 信访 4–5 D";
    let struck = "struck-rows 信访台账.xlsx › 信访 3、7";
    let looks = workbooks("looks");
    for name in ["libreoffice.ods", "libreoffice.xls"] {
        assert_eq!(found_in(&fs::read(looks.join(name))?)?, [hidden, struck], "{name}");
    }
    let uncalculated = "uncalculated-formula 信访台账.xlsx › 信访 › D2";
    assert_eq!(found_in(&fs::read(looks.join("openpyxl.xlsx"))?)?, [hidden, struck, uncalculated]);
    let rows: Vec<Vec<&str>> =
        ["信访编号,收到日期,人数", "XF-1,2021-03-01,1", "XF-2,2021-03-02,2", "XF-3,2021-03-03,3"]
            .iter()
            .map(|line| line.split(',').collect())
            .collect();
    let binary = xlsb::workbook("信访", &rows, (&[2], &[1]))?;
    assert_eq!(found_in(&binary)?, ["hidden-cells 信访台账.xlsx › 信访 3 B"]);
    Ok(())
}

#[test]
fn days_that_are_counted_from_1904_are_the_same_days() -> Result {
    let computed = computed(&fs::read(workbooks("looks").join("openpyxl-1904.xlsx"))?)?;
    let ledger = computed.ledgers.get("petitions").ok_or("no ledger")?;
    let field = ledger.spec.field("received_on").ok_or("no column")?;
    // Stored as 42966, with the format of a date and without.
    let day = "2021-08-20".parse()?;
    assert_eq!(ledger.dates(field), [Some(day), Some(day)]);
    Ok(())
}

#[test]
fn a_binary_workbook_that_is_cut_off_is_an_error_and_no_crash() -> Result {
    let rows = vec![vec!["信访编号", "收到日期", "人数"], vec!["XF-1", "2021-03-01", "1"]];
    let whole = xlsb::workbook("信访", &rows, (&[], &[]))?;
    let folder = tempfile::tempdir()?;
    Page::parse(LOOKS)?.cases.first().ok_or("no case")?.write(folder.path())?;
    let options = Options { pack: Some(folder.path().join("pack")), ..Options::default() };
    let mut refused = 0;
    for at in 0..whole.len() {
        // One byte of the archive after the other is another one.
        let mut bytes = whole.clone();
        bytes[at] ^= 0x15;
        fs::write(folder.path().join("信访台账.xlsx"), bytes)?;
        refused += usize::from(nianbao::compute(&Project::open(folder.path(), &options)?, &Silent).is_err());
    }
    assert!(refused > whole.len() / 4, "{refused} of {}", whole.len());
    Ok(())
}
