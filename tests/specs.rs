//! The page of every finding code holds: its cases give the findings that they say, and no others.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use nianbao::audit::{Document, Reference, audit};
use nianbao::diff::cells::Cells;
use nianbao::lock::Lock;
use nianbao::message::Language;
use nianbao::record::Record;
use nianbao::{Code, Figures, Finding, Options, Project, Severity, Silent, explain};
use nianbao_tests::machine::fonts;
use nianbao_tests::spec::{Case, Page};

/// Codes whose pages have no cases, and why.
const WITHOUT_CASES: &[(Code, &str)] =
    &[(Code::FaceSubstituted, "the faces that are installed are the machine's: the tests of fonts choose theirs")];

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The pages that have cases, or ought to.
fn pages() -> Result<Vec<(Code, Page)>> {
    let with_cases =
        explain::all(Language::En).filter(|(code, _)| !WITHOUT_CASES.iter().any(|(without, _)| without == code));
    let parsed = with_cases.map(|(code, text)| match Page::parse(text) {
        Ok(page) => Ok((code, page)),
        Err(fault) => Err(format!("{code}.md: {fault}").into()),
    });
    parsed.collect()
}

/// The pages about ledgers as clerks keep them.
fn ledger_pages() -> Result<Vec<(String, Page)>> {
    let mut paths: Vec<_> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("ledgers"))?
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<_>>()?;
    paths.sort();
    let parsed = paths.into_iter().map(|path| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let page = Page::parse(&fs::read_to_string(&path)?).map_err(|fault| format!("{name}: {fault}"))?;
        Ok((name, page))
    });
    parsed.collect()
}

/// The case's project, written into a folder.
fn project(case: &Case, folder: &Path) -> Result<Project> {
    case.write(folder)?;
    let options = Options { pack: Some(folder.join("pack")), font_dirs: vec![fonts()], ..Options::default() };
    Ok(Project::open(folder, &options)?)
}

/// What has drifted from the figures of the former state.
fn drift(former: &Case, project: &Project) -> Result<Vec<Finding>> {
    let folder = tempfile::tempdir()?;
    let old = self::project(former, folder.path())?;
    let locked = nianbao::lock::lock(&nianbao::compile(&old, &Silent)?, Severity::Error)?;
    locked.map_err(|rejected| format!("the former state is faulty: {:?}", rejected.findings))?;
    let (old_rows, rows) = (nianbao::compute(&old, &Silent)?, nianbao::compute(project, &Silent)?);
    let cells = Cells::new((&old, &old_rows), (project, &rows.ledgers));
    Ok(Lock::open(folder.path())?.drift(Record::of(project, &rows.figures), Some(&cells))?)
}

/// What the case's project gives.
fn outcome(case: &Case) -> Result<(Vec<Finding>, Figures)> {
    let folder = tempfile::tempdir()?;
    let project = project(case, folder.path())?;
    if let Some(former) = &case.former {
        let mut computed = nianbao::compute(&project, &Silent)?;
        computed.findings.extend(drift(former, &project)?);
        nianbao::finding::sort(&mut computed.findings);
        return Ok((computed.findings, computed.figures));
    }
    if case.has_narrative() {
        let compiled = nianbao::compile(&project, &Silent)?;
        return Ok((compiled.findings, compiled.figures));
    }
    let computed = nianbao::compute(&project, &Silent)?;
    if let Some(text) = &case.text {
        let document = Document::of_text(&text.name, text.text.clone());
        let reference = Reference::of(&project, &computed.figures);
        let audit = audit(&document, &project.pack, (!text.is_alone).then_some(&reference));
        return Ok((audit.findings, computed.figures));
    }
    Ok((computed.findings, computed.figures))
}

/// The findings that a case must state, as it states them: all but notes that neither it nor its page is about; and
/// the figures that it states, as they came out.
fn lines(code: Option<Code>, case: &Case) -> Result<(Vec<String>, Vec<String>)> {
    let (findings, figures) = outcome(case)?;
    let stated = findings.into_iter().filter(|finding| {
        finding.severity > Severity::Note || Some(finding.code) == code || case.expects(finding.code.as_str())
    });
    let line = |finding: Finding| {
        let argument = |name| finding.arguments.get(name).map(ToString::to_string).filter(|text| !text.is_empty());
        let suspect = argument("slip").zip(argument("suspect"));
        let suspect = suspect.map(|(slip, suspect)| format!(" ({slip} {suspect})")).unwrap_or_default();
        format!("{} {} {}{suspect}", finding.severity.as_str(), finding.code, finding.place)
    };
    let printed = case.figures.iter().map(|stated| {
        let id = stated.split(' ').next().unwrap_or_default();
        format!("{id} {}", figures.get(id).map_or("is no figure", |figure| figure.printed.as_str()))
    });
    Ok((stated.map(line).collect(), printed.collect()))
}

/// What is wrong with a case; nothing if it holds.
fn difference(page: &str, code: Option<Code>, case: &Case) -> Option<String> {
    let mut report = format!("{page}:{}: {}\n", case.line, case.title);
    let found = match lines(code, case) {
        Ok((findings, figures)) if findings == case.findings && figures == case.figures => return None,
        Ok((findings, figures)) => [findings, figures].concat(),
        Err(error) => {
            let _ = writeln!(report, "  could not run: {error}");
            return Some(report);
        }
    };
    for (heading, lines) in [("stated", &[&case.findings[..], &case.figures].concat()), ("found", &found)] {
        let _ = writeln!(report, "  {heading}:");
        for line in lines {
            let _ = writeln!(report, "    {line}");
        }
    }
    Some(report)
}

#[test]
fn every_case_gives_the_findings_that_it_states() -> Result {
    let pages = pages()?;
    let cases = pages.iter().flat_map(|(code, page)| page.cases.iter().map(|case| (*code, case)));
    let differences: Vec<String> =
        cases.filter_map(|(code, case)| difference(&format!("{code}.md"), Some(code), case)).collect();
    assert!(differences.is_empty(), "{} cases differ:\n{}", differences.len(), differences.join("\n"));
    Ok(())
}

#[test]
fn ledgers_as_clerks_keep_them_give_what_they_must() -> Result {
    let pages = ledger_pages()?;
    let cases: Vec<_> = pages.iter().flat_map(|(name, page)| page.cases.iter().map(move |case| (name, case))).collect();
    assert!(cases.len() > 10, "the pages are looked for in the wrong place");
    let differences: Vec<String> = cases.into_iter().filter_map(|(name, case)| difference(name, None, case)).collect();
    assert!(differences.is_empty(), "{} cases differ:\n{}", differences.len(), differences.join("\n"));
    Ok(())
}

#[test]
fn every_code_is_found_in_one_case_and_not_in_another() -> Result {
    let pages = pages()?;
    let fires = |code: &Code, page: &Page, expected: bool| {
        page.cases.iter().any(|case| case.expects(code.as_str()) == expected)
    };
    let lacking = |expected: bool| -> Vec<Code> {
        pages.iter().filter(|(code, page)| !fires(code, page, expected)).map(|(code, _)| *code).collect()
    };
    assert_eq!(lacking(true), [], "pages without a case that gives the finding");
    assert_eq!(lacking(false), [], "pages without a case that doesn't");
    Ok(())
}
