//! The annex: LibreOffice recalculates all its formulas to the values that the core computed, and nothing in it is what
//! it must not be.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::{error, fs};

use nianbao::{Edition, Figure, Figures, Options, Project, Severity, Silent};
use nianbao_tests::machine::fonts;
use nianbao_tests::office::{At, Book, recalculate};
use nianbao_tests::sample::Sample;
use nianbao_tests::spec::{Case, Page};
use regex::Regex;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

type Result<T = ()> = std::result::Result<T, Box<dyn error::Error>>;

/// The annex of a project, written into a folder, and its figures.
fn annex(project: &Project, folder: &Path, name: &str) -> Result<(PathBuf, Figures)> {
    annex_in_parts(project, folder, name, None)
}

/// The same with so many rows of a ledger on a sheet.
fn annex_in_parts(project: &Project, folder: &Path, name: &str, rows: Option<usize>) -> Result<(PathBuf, Figures)> {
    let compiled = nianbao::compile(project, &Silent)?;
    let report = compiled.accept(Severity::Error).map_err(|rejected| format!("{:?}", rejected.findings))?;
    let path = folder.join(name);
    fs::write(&path, rows.map_or_else(|| report.annex(), |rows| report.annex_in_parts(rows))?)?;
    Ok((path, report.compiled().figures.clone()))
}

fn sample(folder: &Path) -> Result<Project> {
    Sample::new().write_project(folder)?;
    Ok(Project::open(folder, &Options { font_dirs: vec![fonts()], ..Options::default() })?)
}

/// The project of a page of `tests/annex/`.
fn of_page(name: &str, folder: &Path) -> Result<Project> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("annex").join(name))?;
    let page = Page::parse(&text).map_err(|fault| format!("{name}: {fault}"))?;
    of_case(page.cases.first().ok_or("no case")?, folder)
}

fn of_case(case: &Case, folder: &Path) -> Result<Project> {
    case.write(folder)?;
    let options = Options { pack: Some(folder.join("pack")), font_dirs: vec![fonts()], ..Options::default() };
    Ok(Project::open(folder, &options)?)
}

/// The parts of a workbook, by their names.
fn parts(path: &Path) -> Result<Vec<(String, String)>> {
    let mut archive = ZipArchive::new(Cursor::new(fs::read(path)?))?;
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at)?;
        let mut content = String::new();
        part.read_to_string(&mut content)?;
        parts.push((part.name()?.into_owned(), content));
    }
    Ok(parts)
}

/// The workbook with another result of every formula, so that only a program that reckons itself gets the right one.
fn falsified(path: &Path, to: &Path) -> Result {
    let result = Regex::new("(<f>[^<]*</f>)<v>[^<]*</v>")?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts(path)? {
        writer.start_file(&name, SimpleFileOptions::default())?;
        writer.write_all(result.replace_all(&content, "$1<v>4711</v>").as_bytes())?;
    }
    Ok(fs::write(to, writer.finish()?.into_inner())?)
}

/// The annex as it was written, and as LibreOffice makes it anew from its formulas alone.
fn recalculated(project: &Project, rows: Option<usize>) -> Result<(Book, Book, Figures)> {
    let folder = tempfile::tempdir()?;
    let (path, figures) = annex_in_parts(project, folder.path(), "annex.xlsx", rows)?;
    let wrong = folder.path().join("wrong.xlsx");
    falsified(&path, &wrong)?;
    let anew = folder.path().join("anew");
    let [anew] = <[PathBuf; 1]>::try_from(recalculate(&[wrong], &anew)?).map_err(|_| "one workbook")?;
    Ok((Book::open(&path)?, Book::open(&anew)?, figures))
}

/// Every formula keeps its value, and there are at least so many.
fn all_keep_their_values(written: &Book, anew: &Book, at_least: usize) {
    assert!(written.formulas.len() >= at_least, "only {} formulas", written.formulas.len());
    let changed = written.formulas.iter().filter(|(at, _)| written.said(at) != anew.said(at));
    let changed: Vec<String> = changed
        .map(|(at, formula)| format!("{at:?}: {:?} became {:?} by {formula}", written.said(at), anew.said(at)))
        .collect();
    assert!(changed.is_empty(), "{} changed: {:#?}", changed.len(), changed.iter().take(20).collect::<Vec<_>>());
}

/// All figures and members of series.
fn all(figures: &Figures) -> Vec<&Figure> {
    let members = figures.series.iter().flat_map(|series| &series.members);
    figures.iter().chain(members.map(|(_, figure)| figure)).collect()
}

/// Every figure stands on the sheet as it is printed, and by a formula unless it is one of `constant`.
fn every_figure_is_there(book: &Book, figures: &Figures, constant: &[&str]) {
    let rows = book.table("指标");
    assert_eq!(rows.len(), all(figures).len());
    for (row, figure) in rows.iter().zip(all(figures)) {
        assert_eq!(book.said(&row["指标编号"]), figure.id.as_str());
        assert_eq!(book.said(&row["公布值"]), figure.printed, "{}", figure.id);
        assert!(book.formulas.contains_key(&row["公布值"]), "{}", figure.id);
        let is_live = book.formulas.contains_key(&row["数值"]);
        assert_eq!(is_live, !constant.contains(&figure.id.as_str()), "{}", figure.id);
    }
}

#[test]
fn libreoffice_recalculates_every_figure_of_the_sample() -> Result {
    let folder = tempfile::tempdir()?;
    let (written, anew, figures) = recalculated(&sample(folder.path())?, None)?;
    all_keep_their_values(&written, &anew, 1000);
    every_figure_is_there(&anew, &figures, &[]);
    for row in written.table("指标") {
        let judged = written.said(&row["判定方式"]);
        assert_eq!(judged, "公式", "{}", written.said(&row["指标编号"]));
    }
    Ok(())
}

#[test]
fn libreoffice_judges_every_condition_as_the_core_does() -> Result {
    let folder = tempfile::tempdir()?;
    let project = of_page("conditions.md", folder.path())?;
    let (written, anew, figures) = recalculated(&project, None)?;
    all_keep_their_values(&written, &anew, 60 * 12);
    every_figure_is_there(&anew, &figures, &[]);
    // What has no equal in Excel, or looks at what the annex doesn't show, is judged by the program.
    let rows = written.table("指标");
    let judged: BTreeSet<String> = rows
        .iter()
        .filter(|row| written.said(&row["判定方式"]) == "程序判定")
        .map(|row| written.said(&row["指标编号"]))
        .collect();
    let expected = ["c.p44", "c.p57", "c.p61", "j.p01", "j.p02", "j.p03", "j.p04", "j.p05", "j.p06"];
    assert_eq!(judged, expected.map(str::to_owned).into());
    let of_ledger = |(sheet, row, _): &&At| *row == 2 && sheet.starts_with("事项台账");
    let headers = written.values.keys().filter(of_ledger).map(|at| written.said(at));
    let marked = headers.filter(|header| header.contains("程序判定，条件："));
    assert_eq!(marked.count(), expected.len());
    Ok(())
}

#[test]
fn libreoffice_prints_every_kind_of_figure_as_the_core_does() -> Result {
    let folder = tempfile::tempdir()?;
    let (written, anew, figures) = recalculated(&of_page("figures.md", folder.path())?, None)?;
    all_keep_their_values(&written, &anew, 300);
    every_figure_is_there(&anew, &figures, &["g.kept", "r.of_rates"]);
    for (id, printed) in [
        ("g.spent", "0.11万元"),
        ("g.cents", "0.00003万元"),
        ("g.exact", "1107.57元"),
        ("g.people", "4.7万人"),
        ("g.persons", "6人"),
        ("g.city", "1人"),
        ("g.nobody", "0人"),
        ("g.kept", "不适用"),
        ("f.spared", "不适用"),
        ("f.blank", "未知"),
        ("f.other", "未知"),
        ("f.ten_thousands", "3.4万名"),
        ("f.permille", "999.9‰"),
        ("f.many", "1.23亿名"),
        ("r.nearly_all", "99.99%"),
        ("r.whole", "99%"),
        ("r.hardly_any", "0.1%"),
        ("r.nothing", "“无”事项"),
        ("r.impossible", "未知"),
        ("r.spared", "不适用"),
        ("r.unknown", "未知"),
        ("r.of_kept", "不适用"),
        ("r.share", "16.67%"),
        ("r.half", "5.3%"),
        ("r.more", "107.02元"),
        ("r.unknown_before", "未知"),
        ("r.kept_before", "不适用"),
    ] {
        assert_eq!(figures.get(id).map(|figure| figure.printed.as_str()), Some(printed), "{id}");
    }
    Ok(())
}

/// A page of ratios and amounts near every bound of rounding.
fn of_rounding() -> String {
    // A part and a whole for every kind of rate, some of them halves of the last digit.
    let wholes = [1, 3, 7, 8, 40, 160, 800, 999, 1000, 2000, 3000, 20000, 99999];
    let parts =
        |whole: u32| [0, 1, 2, whole / 3, whole / 2, whole - whole / 16, whole.saturating_sub(1), whole, whole + 1];
    let pairs: BTreeSet<(u32, u32)> =
        wholes.iter().flat_map(|whole| parts(*whole).map(|part| (part, *whole))).collect();
    let amounts = [
        "0.004",
        "0.005",
        "0.0096",
        "0.05",
        "0.5",
        "1.005",
        "2.675",
        "49.5",
        "50",
        "99.95",
        "12345.678",
        "5000",
        "9999.5",
        "15000",
        "104999.99",
        "-2.5",
        "-0.004",
        "1234567.885",
        "100000000",
    ];
    let numbers: BTreeSet<String> = pairs
        .iter()
        .flat_map(|(part, whole)| [part.to_string(), whole.to_string()])
        .chain(amounts.map(str::to_owned))
        .collect();
    let name = |number: &str| format!("n{}", number.replace('.', "_").replace('-', "m"));
    let (mut figures, mut rows) = (String::from("[n]\n"), String::new());
    for (at, number) in numbers.iter().enumerate() {
        rows.push_str(&format!("| '{at} | '{number} |\n"));
        figures.push_str(&format!(
            "{} = {{ label = \"数{number}\", unit = \"元\", decimals = {}, {}measure.value = {{ ledger = \"facts\", \
             column = \"value\", where = \"item = '{at}'\" }} }}\n",
            name(number),
            at % 4,
            ["", "scale = \"万\", ", "", "scale = \"亿\", "][at % 4],
        ));
    }
    figures.push_str("[r]\n");
    for (at, (part, whole)) in pairs.iter().enumerate() {
        figures.push_str(&format!(
            "r{part}_{whole} = {{ label = \"率\", unit = \"%\", decimals = {}, measure.ratio = {{ of = \"n.{}\", to = \
             \"n.{}\" }} }}\n",
            at % 4,
            name(&part.to_string()),
            name(&whole.to_string()),
        ));
    }
    format!(
        "# rounding\n\n## Spec\n\n```toml pack/ledgers.toml\n[facts]\nlabel = \"数据\"\nsheets = [\"数据\"]\nkey = \
         \"item\"\nentered = true\n[facts.columns]\nitem = {{ type = \"text\", headers = [\"指标\"], publish = {{ because \
         = \"虚构\" }} }}\nvalue = {{ type = \"decimal\", headers = [\"数值\"] }}\n```\n\n```toml \
         pack/figures.toml\n{figures}```\n\n### All\n\n```table \"数据.xlsx › 数据\"\n| 指标 | 数值 |\n{rows}```\n\n\
         ```findings\n```\n"
    )
}

#[test]
fn libreoffice_rounds_every_rate_and_every_amount_as_the_core_does() -> Result {
    let folder = tempfile::tempdir()?;
    let page = Page::parse(&of_rounding())?;
    let (written, anew, figures) = recalculated(&of_case(page.cases.first().ok_or("no case")?, folder.path())?, None)?;
    assert!(figures.len() > 150, "{}", figures.len());
    all_keep_their_values(&written, &anew, 3 * figures.len());
    every_figure_is_there(&anew, &figures, &[]);
    Ok(())
}

#[test]
fn a_ledger_that_is_too_long_for_a_sheet_goes_on_on_the_next() -> Result {
    let folder = tempfile::tempdir()?;
    let (written, anew, figures) = recalculated(&of_page("figures.md", folder.path())?, Some(4))?;
    all_keep_their_values(&written, &anew, 300);
    every_figure_is_there(&anew, &figures, &["g.kept", "r.of_rates"]);
    let sheets: BTreeSet<&str> = written.values.keys().map(|(sheet, _, _)| sheet.as_str()).collect();
    let of_ledger: Vec<&&str> = sheets.iter().filter(|sheet| sheet.starts_with("帮扶台账")).collect();
    assert_eq!(of_ledger, [&"帮扶台账", &"帮扶台账_2", &"帮扶台账_3"]);
    Ok(())
}

#[test]
fn what_cells_say_is_never_a_formula() -> Result {
    let folder = tempfile::tempdir()?;
    let (path, _) = annex(&of_page("conditions.md", folder.path())?, folder.path(), "annex.xlsx")?;
    let book = Book::open(&path)?;
    for text in ["=1+1", "+1", "-1", "@SUM(A1)", "*?~"] {
        let found: Vec<&At> = book.values.keys().filter(|at| book.said(at) == text).collect();
        assert!(!found.is_empty(), "{text}");
        assert!(found.iter().all(|at| !book.formulas.contains_key(*at)), "{text}");
    }
    Ok(())
}

#[test]
fn every_sheet_has_one_named_table_and_the_first_says_that_it_is_internal() -> Result {
    let folder = tempfile::tempdir()?;
    let (path, _) = annex(&sample(folder.path())?, folder.path(), "annex.xlsx")?;
    let parts: BTreeMap<String, String> = parts(&path)?.into_iter().collect();
    let named = |prefix: &str| parts.iter().filter(|(name, _)| name.starts_with(prefix)).collect::<Vec<_>>();
    let (sheets, tables) = (named("xl/worksheets/sheet"), named("xl/tables/"));
    // Only the charts stand on a sheet without a table.
    assert_eq!((sheets.len(), tables.len()), (17, 16));
    let names: BTreeSet<&str> =
        tables.iter().filter_map(|(_, xml)| xml.split(" name=\"").nth(1)?.split('"').next()).collect();
    assert_eq!(names.len(), tables.len());
    for (name, xml) in &sheets {
        assert!(!xml.contains("<mergeCell"), "{name}");
        assert!(xml.matches("<tablePart ").count() == usize::from(!xml.contains("<drawing ")), "{name}");
        assert!(xml.contains("state=\"frozen\"") || xml.contains("<drawing "), "{name}");
        assert!(xml.contains("orientation=\"") && xml.contains("&amp;P"), "{name}");
    }
    let drawing = &parts["xl/drawings/drawing1.xml"];
    assert_eq!(drawing.matches(" descr=\"").count(), named("xl/charts/chart").len());
    assert!(drawing.contains("descr=\"各月收到信访事项：1月 12件、2月 13件、"));
    let core = &parts["docProps/core.xml"];
    assert!(core.contains("<dcterms:created xsi:type=\"dcterms:W3CDTF\">2022-01-25T00:00:00Z"), "{core}");
    let book = Book::open(&path)?;
    let first = book.table("说明");
    assert!(book.said(&first[0]["内容"]).starts_with("内部资料，不得公开"));
    Ok(())
}

#[test]
fn each_rule_has_its_verdict_and_what_could_not_be_judged_did_not_pass() -> Result {
    let folder = tempfile::tempdir()?;
    let mut sample = Sample::new();
    let petition = &mut sample.petitions[13];
    petition.closed_on = petition.accepted_on.map(|day| day - chrono::Days::new(12));
    sample.write_project(folder.path())?;
    let file = folder.path().join("nianbao.toml");
    // Without last year's figures a balance that is carried over can't be judged.
    let text = fs::read_to_string(&file)?;
    fs::write(&file, text.split("[previous]").next().unwrap_or_default())?;
    let project = Project::open(folder.path(), &Options { font_dirs: vec![fonts()], ..Options::default() })?;
    let (path, _) = annex(&project, folder.path(), "annex.xlsx")?;
    let book = Book::open(&path)?;
    let rows = book.table("校验");
    let said = |rule: &str, header: &str| {
        let row = rows.iter().find(|row| book.said(&row["规则或代码"]) == rule);
        row.map(|row| book.said(&row[header])).unwrap_or_default()
    };
    let broken = "petitions-closed-after-accepted";
    assert_eq!((said(broken, "结论").as_str(), said(broken, "问题数").as_str()), ("有问题", "1"));
    assert_eq!(said(broken, "位置"), "信访台账.xlsx › 信访 › O17");
    assert_eq!(said("disclosure-carry-over", "结论"), "未评估");
    assert_eq!(said("petitions-unique", "结论"), "通过");
    assert!(rows.len() > project.pack.rules.len(), "what was found besides stands below");
    Ok(())
}

#[test]
fn nothing_personal_and_no_free_text_is_in_the_annex() -> Result {
    let folder = tempfile::tempdir()?;
    let mut sample = Sample::new();
    sample.petitions[3].status = "张三电话13800000000";
    sample.write_project(folder.path())?;
    let project = Project::open(folder.path(), &Options { font_dirs: vec![fonts()], ..Options::default() })?;
    let (path, _) = annex(&project, folder.path(), "annex.xlsx")?;
    let texts: String = parts(&path)?.into_iter().map(|(_, content)| content).collect();
    let mut secrets = vec!["13800000000".to_owned()];
    let personal = |(at, ledger): (usize, &nianbao::pack::ledger::LedgerSpec)| {
        let fields = ledger.fields.iter().filter(|field| field.personal.is_some());
        fields.map(|field| (at, field.headers.clone())).collect::<Vec<_>>()
    };
    assert!(project.pack.ledgers.iter().enumerate().flat_map(personal).count() > 20);
    for workbook in fs::read_dir(folder.path())? {
        let path = workbook?.path();
        if path.extension().is_some_and(|end| end == "xlsx") && !path.ends_with("annex.xlsx") {
            secrets.extend(personal_texts(&path, &project)?);
        }
    }
    assert!(secrets.len() > 100, "{}", secrets.len());
    let leaked: Vec<&String> = secrets.iter().filter(|secret| texts.contains(secret.as_str())).collect();
    assert!(leaked.is_empty(), "{leaked:?}");
    Ok(())
}

/// What stands under the headers of personal columns, if it is long enough to be told from other texts.
fn personal_texts(path: &Path, project: &Project) -> Result<BTreeSet<String>> {
    let fields = project.pack.ledgers.iter().flat_map(|ledger| &ledger.fields);
    let headers: BTreeSet<&str> = fields
        .clone()
        .filter(|field| field.personal.is_some())
        .flat_map(|field| &field.headers)
        .map(String::as_str)
        .collect();
    let open: BTreeSet<&str> =
        fields.filter(|field| field.personal.is_none()).flat_map(|field| &field.headers).map(String::as_str).collect();
    let codes: BTreeSet<&str> = project
        .pack
        .ledgers
        .iter()
        .flat_map(|ledger| &ledger.fields)
        .flat_map(|field| &field.codes)
        .map(String::as_str)
        .collect();
    let book = Book::open(path)?;
    let (mut found, mut personal) = (BTreeSet::new(), BTreeMap::new());
    for at in book.values.keys() {
        let (column, text) = ((at.0.as_str(), at.2), book.said(at));
        if headers.contains(text.as_str()) && !open.contains(text.as_str()) {
            personal.insert(column, true);
        } else if open.contains(text.as_str()) {
            personal.insert(column, false);
        } else if personal.get(&column) == Some(&true) && text.chars().count() > 3 && !codes.contains(text.as_str()) {
            found.insert(text);
        }
    }
    Ok(found)
}

#[test]
fn the_same_inputs_give_the_same_bytes() -> Result {
    let folder = tempfile::tempdir()?;
    let project = sample(folder.path())?;
    let (first, _) = annex(&project, folder.path(), "first.xlsx")?;
    let (second, _) = annex(&project, folder.path(), "second.xlsx")?;
    assert!(fs::read(first)? == fs::read(second)?);
    Ok(())
}

#[test]
fn an_edition_for_publication_has_no_annex() -> Result {
    use nianbao::render::{self, Format};
    let folder = tempfile::tempdir()?;
    Sample::new().write_project(folder.path())?;
    let out = folder.path().join("out");
    let build = |edition: Edition, formats: &[Format]| -> Result<std::result::Result<Vec<PathBuf>, nianbao::Error>> {
        let options = Options { edition, font_dirs: vec![fonts()], ..Options::default() };
        let project = Project::open(folder.path(), &options)?;
        let compiled = nianbao::compile(&project, &Silent)?;
        let report = compiled.accept(Severity::Error).map_err(|rejected| format!("{:?}", rejected.findings))?;
        Ok(render::write(&report, &out, formats))
    };
    let written = build(Edition::Filing, Format::ALL)??;
    assert!(written.contains(&out.join("internal/annex.xlsx")));
    let manifest = fs::read_to_string(out.join("manifest.json"))?;
    assert!(manifest.contains("\"internal/annex.xlsx\""));
    build(Edition::Publication, Format::ALL)??;
    assert!(!out.join("internal").exists(), "the annex of the other edition stays behind");
    assert!(out.join("report.pdf").is_file());
    let refused = build(Edition::Publication, &[Format::Xlsx])?;
    assert!(matches!(refused, Err(nianbao::Error::Refused(_))), "{refused:?}");
    Ok(())
}
