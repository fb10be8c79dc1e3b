//! The page of every finding code holds: its cases give the findings that they say, and no others.

use std::error::Error;
use std::fmt::Write as _;

use nianbao::message::Language;
use nianbao::{Code, Finding, Options, Project, Severity, Silent, explain};
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

/// What the case's project gives.
fn findings(case: &Case) -> Result<Vec<Finding>> {
    let folder = tempfile::tempdir()?;
    case.write(folder.path())?;
    let pack = Some(folder.path().join("pack"));
    let options = Options { pack, font_dirs: vec![fonts()], ..Options::default() };
    let project = Project::open(folder.path(), &options)?;
    if case.has_narrative() {
        return Ok(nianbao::compile(&project, &Silent)?.findings);
    }
    Ok(nianbao::compute(&project, &Silent)?.findings)
}

/// The findings that a case must state, as it states them: all but notes that neither it nor its page is about.
fn lines(code: Code, case: &Case) -> Result<Vec<String>> {
    let stated = findings(case)?.into_iter().filter(|finding| {
        finding.severity > Severity::Note || finding.code == code || case.expects(finding.code.as_str())
    });
    Ok(stated.map(|finding| format!("{} {} {}", finding.severity.as_str(), finding.code, finding.place)).collect())
}

/// What is wrong with a case; nothing if it holds.
fn difference(code: Code, case: &Case) -> Option<String> {
    let mut report = format!("{code}.md:{}: {}\n", case.line, case.title);
    let found = match lines(code, case) {
        Ok(found) if found == case.findings => return None,
        Ok(found) => found,
        Err(error) => {
            let _ = writeln!(report, "  could not run: {error}");
            return Some(report);
        }
    };
    for (heading, lines) in [("stated", &case.findings), ("found", &found)] {
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
    let differences: Vec<String> = cases.filter_map(|(code, case)| difference(code, case)).collect();
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
