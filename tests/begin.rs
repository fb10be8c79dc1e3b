//! New projects: what `init` writes builds at once, and its blank ledgers are forms that offices' programs take.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{error, fs};

use nianbao::begin::{Beginning, init};
use nianbao::ledger::Exclusion;
use nianbao::{Code, Compiled, Computed, Error, Options, Pack, Project, Severity, Silent};
use nianbao_tests::machine::fonts;
use nianbao_tests::sample::replace_in;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

type Result<T = ()> = std::result::Result<T, Box<dyn error::Error>>;

const PETITIONS: &str = "台账/信访台账.xlsx";
const SHEET: &str = "xl/worksheets/sheet1.xml";

/// A new project in a folder of its own.
struct Case {
    folder: tempfile::TempDir,
}

impl Case {
    fn new() -> Result<Self> {
        Self::of("某区退役军人事务局")
    }

    fn of(unit: &str) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        init(folder.path(), &Pack::named(None)?, &beginning(unit))?;
        Ok(Self { folder })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn open(&self) -> Result<Project> {
        let options = Options { font_dirs: vec![fonts()], ..Options::default() };
        Ok(Project::open(self.folder.path(), &options)?)
    }

    fn compute(&self) -> Result<Computed> {
        Ok(nianbao::compute(&self.open()?, &Silent)?)
    }

    /// The parts of a workbook as texts.
    fn parts(&self, name: &str) -> Result<BTreeMap<String, String>> {
        let mut archive = ZipArchive::new(Cursor::new(fs::read(self.path(name))?))?;
        let mut parts = BTreeMap::new();
        for at in 0..archive.len() {
            let mut part = archive.by_index(at)?;
            let mut text = String::new();
            part.read_to_string(&mut text)?;
            parts.insert(part.name()?.into_owned(), text);
        }
        Ok(parts)
    }

    /// Changes a part of a workbook, as a spreadsheet program would.
    fn change(&self, name: &str, part: &str, change: impl Fn(&str) -> String) -> Result {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (own, text) in self.parts(name)? {
            writer.start_file(&own, SimpleFileOptions::default())?;
            writer.write_all(if own == part { change(&text) } else { text }.as_bytes())?;
        }
        Ok(fs::write(self.path(name), writer.finish()?.into_inner())?)
    }

    /// Fills in rows from the one behind the example, each a list of column and text.
    fn fill(&self, name: &str, rows: &[&[(&str, &str)]]) -> Result {
        let cell = |row: usize, (column, text): &(&str, &str)| match text.parse::<f64>() {
            Ok(number) => format!("<c r=\"{column}{row}\"><v>{number}</v></c>"),
            Err(_) => format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        };
        let rows = rows.iter().zip(8..).map(|(cells, row)| {
            let cells: String = cells.iter().map(|filled| cell(row, filled)).collect();
            format!("<row r=\"{row}\">{cells}</row>")
        });
        let rows: String = rows.collect();
        self.change(name, SHEET, |sheet| sheet.replace("</sheetData>", &format!("{rows}</sheetData>")))
    }
}

fn beginning(unit: &str) -> Beginning {
    Beginning { unit: unit.to_owned(), year: 2022, ..Beginning::default() }
}

/// How many findings there are of each code.
fn codes(findings: &[nianbao::Finding]) -> BTreeMap<&'static str, usize> {
    let mut codes = BTreeMap::new();
    for finding in findings {
        *codes.entry(finding.code.as_str()).or_default() += 1;
    }
    codes
}

#[test]
fn a_new_project_builds_as_a_draft_and_says_what_is_to_do() -> Result {
    let case = Case::new()?;
    let project = case.open()?;
    assert_eq!((project.report.year, project.report.unit.as_str()), (2022, "某区退役军人事务局"));
    let compiled: Compiled<'_> = nianbao::compile(&project, &Silent)?;
    for ledger in &compiled.ledgers {
        let [sheet] = ledger.sheets.as_slice() else { return Err("a form has one sheet".into()) };
        let of_form = ledger.spec.fields.iter().zip(&sheet.columns).filter(|(field, _)| field.derived.is_none());
        assert!(of_form.clone().all(|(_, column)| column.is_some()), "{}", ledger.spec.id);
        if ledger.spec.entered {
            assert_eq!((sheet.rows, sheet.used), (4, 4));
        } else {
            let expected = BTreeMap::from([(Exclusion::Example, 1)]);
            assert_eq!((sheet.rows, sheet.used, &sheet.excluded), (1, 0, &expected), "{}", ledger.spec.id);
        }
    }
    let found = codes(&compiled.findings);
    assert_eq!(found.get("empty-ledger"), Some(&11));
    assert_eq!(found.get("required"), Some(&16), "four facts of which value, source, department and day are open");
    let days = compiled
        .findings
        .iter()
        .filter(|finding| finding.code == Code::TodoLeft && finding.place.to_string().starts_with("nianbao.toml:"));
    assert_eq!(days.count(), 1);
    let expected = ["empty-ledger", "figure-without-value", "required", "todo-left", "undecided-row"];
    let grave: BTreeMap<_, _> = codes(
        &compiled.findings.iter().filter(|finding| finding.severity > Severity::Note).cloned().collect::<Vec<_>>(),
    );
    assert_eq!(grave.keys().copied().collect::<Vec<_>>(), expected);
    let report = compiled.accept(Severity::Error).map_err(|_| "a draft is accepted")?;
    assert!(report.pdf()?.starts_with(b"%PDF"));
    Ok(())
}

#[test]
fn a_final_report_needs_its_day() -> Result {
    let case = Case::new()?;
    replace_in(&case.path("nianbao.toml"), "\"draft\"", "\"final\"")?;
    let project = case.open()?;
    let rejected = nianbao::compile(&project, &Silent)?.accept(Severity::Error).err().ok_or("it was accepted")?;
    let of_day = |finding: &&nianbao::Finding| finding.place.to_string().starts_with("nianbao.toml:");
    assert_eq!(rejected.findings.iter().filter(of_day).count(), 1);
    replace_in(&case.path("nianbao.toml"), "# date = ", "date = ")?;
    let project = case.open()?;
    assert_eq!(project.report.date.map(|day| day.to_string()).as_deref(), Some("2023-01-25"));
    let rejected = nianbao::compile(&project, &Silent)?.accept(Severity::Error).err().ok_or("it was accepted")?;
    assert_eq!(rejected.findings.iter().filter(of_day).count(), 0);
    Ok(())
}

#[test]
fn two_beginnings_are_the_same_byte_for_byte() -> Result {
    let (one, other) = (Case::new()?, Case::new()?);
    let names: Vec<String> = fs::read_dir(one.path("台账"))?
        .map(|entry| Ok(format!("台账/{}", entry?.file_name().to_string_lossy())))
        .collect::<std::io::Result<_>>()?;
    assert_eq!(names.len(), 12);
    for name in names.iter().map(String::as_str).chain(["nianbao.toml", "narrative/report.typ"]) {
        assert!(fs::read(one.path(name))? == fs::read(other.path(name))?, "{name}");
    }
    Ok(())
}

/// The rule of a column's cells: the element that names it.
fn rule_of<'s>(sheet: &'s str, column: &str) -> Result<&'s str> {
    let range = format!("sqref=\"{column}7:{column}1048576\"");
    let rules = sheet.split("<dataValidation ").skip(1);
    let found = rules.into_iter().find(|rule| rule.split('>').next().is_some_and(|tag| tag.contains(&range)));
    Ok(found.ok_or_else(|| format!("no rule for {column}"))?.split("</dataValidation>").next().unwrap_or_default())
}

#[test]
fn cells_have_lists_rules_and_hints() -> Result {
    let case = Case::new()?;
    let parts = case.parts(PETITIONS)?;
    let sheet = &parts[SHEET];
    for (column, said) in [
        ("A", &["必填", "prompt="][..]),
        ("B", &["type=\"date\"", "errorStyle=\"warning\"", "填日期，如 2022-03-01", "<formula1>18172</formula1>"]),
        ("F", &["type=\"whole\"", "operator=\"greaterThanOrEqual\"", "填整数", "选填"]),
        ("H", &["type=\"list\"", "<formula1>\"是,否\"</formula1>", "久拖未决"]),
        ("J", &["type=\"list\"", "<formula1>\"来信,来访,网上,来电,其他\"</formula1>", "可以填“同上”"]),
        ("M", &["程序不保留"]),
    ] {
        let rule = rule_of(sheet, column)?;
        assert!(said.iter().all(|said| rule.contains(said)), "{column}: {rule}");
    }
    let money = case.parts("台账/区退役军人关爱基金收支账.xlsx")?;
    assert!(money["xl/sharedStrings.xml"].contains(">收入（元）<"));
    assert!(rule_of(&money[SHEET], "B")?.contains("type=\"decimal\""));
    assert!(sheet.contains("<pane xSplit=\"1\" ySplit=\"6\"") && sheet.contains("fitToHeight=\"0\""));
    let names = &parts["xl/workbook.xml"];
    assert!(names.contains("name=\"nianbao__rule_of_law__2021__petitions__2022__"), "{names}");
    assert!(
        names.contains("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">信访!$A:$A,信访!$6:$6<"),
        "{names}"
    );
    Ok(())
}

#[test]
fn rows_that_are_filled_in_are_read() -> Result {
    let case = Case::new()?;
    let row = [("A", "XF-1"), ("B", "44621"), ("C", "44622"), ("D", "权益维护科"), ("G", "44660"), ("H", "否")];
    let more = [("J", "来访"), ("K", "上级转送"), ("L", "办结"), ("M", "测试甲"), ("N", "000000000000000001")];
    case.fill(PETITIONS, &[&[&row[..], &more[..]].concat()])?;
    let computed = case.compute()?;
    let petitions = computed.ledgers.get("petitions").ok_or("no ledger")?;
    let sheet = &petitions.sheets[0];
    assert_eq!((sheet.rows, sheet.used, sheet.excluded.get(&Exclusion::Example)), (2, 1, Some(&1)));
    assert_eq!(computed.figures.get("petitions.forwarded").map(|figure| figure.printed.as_str()), Some("1件"));
    let about = computed.findings.iter().filter(|finding| finding.place.to_string().contains("信访台账"));
    assert_eq!(about.collect::<Vec<_>>(), Vec::<&nianbao::Finding>::new());
    Ok(())
}

#[test]
fn the_examples_would_break_no_rule_if_they_were_data() -> Result {
    let case = Case::new()?;
    let mut tried = 0;
    for entry in fs::read_dir(case.path("台账"))? {
        let name = format!("台账/{}", entry?.file_name().to_string_lossy());
        case.change(&name, "xl/sharedStrings.xml", |texts| texts.replace(">例：", ">").replace(">示例", ">测试"))?;
        tried += 1;
    }
    assert_eq!(tried, 12);
    let computed = case.compute()?;
    let of_ledgers = |finding: &&nianbao::Finding| {
        let place = finding.place.to_string();
        place.starts_with("台账/") && !place.contains("综合数据") && finding.severity > Severity::Note
    };
    let found: Vec<_> =
        computed.findings.iter().filter(of_ledgers).map(|finding| (finding.code, finding.place.to_string())).collect();
    assert_eq!(found.len(), 11, "{found:#?}");
    assert!(found.iter().all(|(code, _)| *code == Code::ChangedExample), "{found:#?}");
    Ok(())
}

#[test]
fn what_looks_like_markup_in_a_name_stays_a_name() -> Result {
    for unit in ["\"]\n[evil]\nx = \"", "=1+1", "某局\\u0041'''\"\"\"", "{unit_short}\t#fig(\"x\")", "局\u{7f}\u{1}"]
    {
        let case = Case::of(unit)?;
        let project = case.open()?;
        assert_eq!(project.report.unit, unit);
        assert!(!case.parts(PETITIONS)?[SHEET].contains("<f>"));
    }
    let case = Case::of("=1+1")?;
    assert!(case.parts(PETITIONS)?["xl/sharedStrings.xml"].contains("填报单位：=1+1"));
    Ok(())
}

#[test]
fn nothing_that_is_there_is_replaced() -> Result {
    let pack = Pack::named(None)?;
    let folder = tempfile::tempdir()?;
    let refused = |path: &Path, beginning: &Beginning| match init(path, &pack, beginning) {
        Err(Error::Refused(fault)) => Some(fault.key),
        _ => None,
    };
    fs::write(folder.path().join("a.txt"), "别人的文件")?;
    assert_eq!(refused(folder.path(), &beginning("某局")), Some("folder-taken"));
    assert_eq!(refused(&folder.path().join("a.txt"), &beginning("某局")), Some("folder-taken"));
    assert_eq!(fs::read_dir(folder.path())?.count(), 1);
    let new = folder.path().join("b/c");
    assert_eq!(refused(&new, &beginning(" ")), Some("unit-without-name"));
    assert_eq!(refused(&new, &Beginning { year: 22, ..beginning("某局") }), Some("year-out-of-range"));
    assert!(!new.exists());
    fs::create_dir_all(&new)?;
    assert_eq!(init(&new, &pack, &beginning("某局"))?.len(), 14);
    assert_eq!(refused(&new, &beginning("某局")), Some("folder-taken"));
    Ok(())
}

/// The standard pack in a folder, with a code list that is too long for a cell's rule.
fn pack_with_long_list(folder: &Path) -> Result<Pack> {
    for (name, text) in Pack::named(None)?.files {
        let path = folder.join(&name);
        fs::create_dir_all(path.parent().ok_or("no folder")?)?;
        fs::write(path, text)?;
    }
    let codes: Vec<String> = (1..=60).map(|at| format!("\"第{at}类来信\"")).collect();
    let codes = format!("codes = [{}, \"来信\", ", codes.join(", "));
    replace_in(&folder.join("ledgers.toml"), "codes = [\"来信\", ", &codes)?;
    // A chart of so many would not fit on a page.
    fs::remove_file(folder.join("charts.toml"))?;
    Ok(Pack::named(Some(folder))?)
}

#[test]
fn a_long_list_stands_on_a_sheet_that_is_no_ledger() -> Result {
    let folder = tempfile::tempdir()?;
    let pack = pack_with_long_list(&folder.path().join("pack"))?;
    let project = folder.path().join("project");
    init(&project, &pack, &beginning("某局"))?;
    let case = Case { folder: tempfile::tempdir()? };
    fs::create_dir(case.path("台账"))?;
    fs::copy(project.join(PETITIONS), case.path(PETITIONS))?;
    let parts = case.parts(PETITIONS)?;
    assert!(rule_of(&parts[SHEET], "J")?.contains("<formula1>'年报代码表'!$A$2:$A$66</formula1>"));
    assert!(parts["xl/workbook.xml"].contains("name=\"年报代码表\""));
    let options = Options { pack: Some(folder.path().join("pack")), ..Options::default() };
    let computed = nianbao::compute(&Project::open(&project, &options)?, &Silent)?;
    assert!(computed.findings.iter().all(|finding| finding.code != Code::UnclaimedSheet));
    Ok(())
}

/// The workbooks as LibreOffice saves them in another format.
fn saved_anew(case: &Case, names: &[&str], format: &str) -> Result<PathBuf> {
    let out = case.path("saved").join(format.split(':').next().unwrap_or(format));
    let profile = format!("-env:UserInstallation=file://{}", case.path("profile").display());
    let ran = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", format, "--outdir"])
        .arg(&out)
        .args(names.iter().map(|name| case.path(name)))
        .output()
        .map_err(|error| format!("LibreOffice can't be run, which `make office` installs: {error}"))?;
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    Ok(out)
}

#[test]
fn forms_that_libreoffice_has_saved_are_forms_still() -> Result {
    let names = [PETITIONS, "台账/信息发布统计.xlsx"];
    for format in ["xlsx:Calc MS Excel 2007 XML", "xls:MS Excel 97", "ods"] {
        let case = Case::new()?;
        let out = saved_anew(&case, &names, format)?;
        let ending =
            out.extension().is_none().then(|| format.split(':').next().unwrap_or_default()).ok_or("no ending")?;
        for name in names {
            let stem = Path::new(name).file_stem().ok_or("no name")?.to_string_lossy().into_owned();
            fs::remove_file(case.path(name))?;
            fs::copy(out.join(format!("{stem}.{ending}")), case.path(&format!("台账/{stem}.{ending}")))?;
            if ending != "xlsx" {
                replace_in(&case.path("nianbao.toml"), name, &format!("台账/{stem}.{ending}"))?;
            }
        }
        let computed = case.compute()?;
        for id in ["petitions", "publications"] {
            let sheet = &computed.ledgers.get(id).ok_or("no ledger")?.sheets[0];
            assert_eq!((sheet.used, sheet.excluded.get(&Exclusion::Example)), (0, Some(&1)), "{format}: {id}");
        }
        let found = codes(&computed.findings);
        assert_eq!(found.get("altered-form").or(found.get("unclaimed-sheet")), None, "{format}: {found:?}");
        if ending == "xlsx" {
            let sheet = &case.parts(PETITIONS)?[SHEET];
            assert!(sheet.contains("type=\"list\"") && sheet.contains("来信,来访,网上,来电,其他"), "lists are kept");
        }
    }
    Ok(())
}

#[test]
fn a_form_that_lost_its_mark_is_told_from_the_units_own_workbook() -> Result {
    let case = Case::new()?;
    case.change(PETITIONS, "xl/workbook.xml", |book| book.replace("nianbao__", "other__"))?;
    let of_form = |computed: &Computed| {
        computed
            .findings
            .iter()
            .filter(|finding| finding.code == Code::AlteredForm)
            .map(|f| f.severity)
            .collect::<Vec<_>>()
    };
    assert_eq!(of_form(&case.compute()?), [Severity::Note]);
    replace_in(&case.path("nianbao.toml"), &format!("[\"{PETITIONS}\"], form = true"), &format!("[\"{PETITIONS}\"]"))?;
    assert_eq!(of_form(&case.compute()?), []);
    Ok(())
}
