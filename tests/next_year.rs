//! The next year's project from last year's: what goes along, what stays behind, and what is marked until it is read.

use std::path::{Path, PathBuf};
use std::{error, fs};

use chrono::NaiveDate;
use nianbao::begin::{Continued, init_from};
use nianbao::project::Status;
use nianbao::{Code, Finding, Options, Project, Severity, Silent};
use nianbao_tests::machine::fonts;
use nianbao_tests::sample::{Sample, replace_in};

type Result<T = ()> = std::result::Result<T, Box<dyn error::Error>>;

const NARRATIVE: &str = "narrative/report.typ";

/// The sample of 2021, and the project that goes on from it.
struct Case {
    folder: tempfile::TempDir,
    continued: Continued,
}

impl Case {
    fn new() -> Result<Self> {
        Self::changed(|_| (), |_| Ok(()))
    }

    /// The sample with changed rows and changed files.
    fn changed(rows: impl FnOnce(&mut Sample), files: impl FnOnce(&Path) -> Result) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut sample = Sample::new();
        rows(&mut sample);
        sample.write_project(&folder.path().join("2021"))?;
        files(&folder.path().join("2021"))?;
        let last = open(&folder.path().join("2021"))?;
        let continued = init_from(&folder.path().join("2022"), &last, None, &Silent)?;
        Ok(Self { folder, continued })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("2022").join(name)
    }

    fn open(&self) -> Result<Project> {
        open(&self.folder.path().join("2022"))
    }

    /// The findings of a code in the new project.
    fn findings(&self, code: Code) -> Result<Vec<Finding>> {
        let compiled = nianbao::compile(&self.open()?, &Silent)?.findings;
        Ok(compiled.into_iter().filter(|finding| finding.code == code).collect())
    }

    fn text(&self) -> Result<String> {
        Ok(fs::read_to_string(self.path(NARRATIVE))?)
    }
}

fn open(folder: &Path) -> Result<Project> {
    let options = Options { font_dirs: vec![fonts()], ..Options::default() };
    Ok(Project::open(folder, &options)?)
}

#[test]
fn the_unit_goes_along_and_the_date_does_not() -> Result {
    let case = Case::new()?;
    let report = case.open()?.report;
    assert_eq!((report.year, report.status, report.date), (2022, Status::Sample, None));
    assert_eq!(report.unit, "重庆市沙坪坝区退役军人事务局");
    assert_eq!((report.unit_short.as_str(), report.unit_code.as_str()), ("区退役军人事务局", "500106-TYJR"));
    assert_eq!(report.addressees, ["区委", "区政府"]);
    assert_eq!(case.continued.errors, 0);
    assert_eq!(case.continued.written.len(), 15, "the file, the narrative, last year's figures and twelve ledgers");
    Ok(())
}

#[test]
fn last_years_figures_are_this_years_previous_ones() -> Result {
    // One application is open at the end of 2021.
    let open_one = |sample: &mut Sample| {
        let last = sample.applications.last_mut().expect("the sample has applications");
        last.received_on = NaiveDate::from_ymd_opt(2021, 12, 30).expect("a day");
        last.answered_on = None;
        last.answer_kind = None;
    };
    let case = Case::changed(open_one, |_| Ok(()))?;
    let project = case.open()?;
    let previous = project.previous.as_ref().ok_or("no figures of last year")?;
    assert_eq!((previous.year, previous.source.as_str()), (2021, "figures-2021.json"));
    assert_eq!(previous.number("disclosure.published").map(|number| number.to_string()).as_deref(), Some("1868"));
    assert_eq!(previous.number("disclosure.carried_out").map(|number| number.to_string()).as_deref(), Some("1"));
    let findings = case.findings(Code::CarriesOver)?;
    assert_eq!(findings.len(), 1, "the blank ledger of 2022 lacks the application that is open");
    Ok(())
}

#[test]
fn every_paragraph_is_reported_until_it_is_rewritten_or_confirmed() -> Result {
    let case = Case::new()?;
    // The introduction, 3 + 3 + 4 + 4 paragraphs of work, 3 shortcomings, 3 plans.
    assert_eq!(case.continued.paragraphs, 21);
    let findings = case.findings(Code::CarriedOver)?;
    assert_eq!(findings.len(), 21);
    assert!(findings.iter().all(|finding| finding.severity == Severity::Warning));
    replace_in(&case.path(NARRATIVE), "让诉求有人听、疑问有人答、困难有人帮", "全年走访")?;
    assert_eq!(case.findings(Code::CarriedOver)?.len(), 20);
    let text = case.text()?;
    let mark = text.lines().rfind(|line| line.contains("nianbao:carried-over")).ok_or("no mark")?;
    replace_in(&case.path(NARRATIVE), &format!("{mark}\n"), "")?;
    assert_eq!(case.findings(Code::CarriedOver)?.len(), 19);
    replace_in(&case.path("nianbao.toml"), "\"sample\"", "\"final\"")?;
    let findings = case.findings(Code::CarriedOver)?;
    assert!(findings.len() == 19 && findings.iter().all(|finding| finding.severity == Severity::Error));
    Ok(())
}

#[test]
fn years_that_are_last_years_are_reported() -> Result {
    let case = Case::new()?;
    let stale = case.findings(Code::StaleYear)?;
    let found: Vec<String> = stale.iter().map(|finding| finding.arguments["kind"].to_string()).collect();
    // The introduction, two headings, and the paragraph on documents; 2021—2025 is the name of an outline.
    assert_eq!(found, ["paragraph", "heading", "paragraph", "heading"]);
    let text = case.text()?.replace("= 2021年", "= 2022年").replace("，2021年#fig", "，2022年#fig");
    fs::write(case.path(NARRATIVE), text)?;
    assert_eq!(case.findings(Code::StaleYear)?.len(), 1);
    Ok(())
}

#[test]
fn the_year_after_that_begins_with_fresh_marks() -> Result {
    let case = Case::new()?;
    let next = case.folder.path().join("2023");
    let continued = init_from(&next, &case.open()?, NaiveDate::from_ymd_opt(2024, 1, 20), &Silent)?;
    assert_eq!(continued.paragraphs, 21);
    assert!(continued.errors > 0, "the ledgers of 2022 are blank");
    let text = fs::read_to_string(next.join(NARRATIVE))?;
    assert_eq!((text.matches("carried-over 2021").count(), text.matches("carried-over 2022").count()), (0, 21));
    assert_eq!(open(&next)?.report.date.map(|day| day.to_string()).as_deref(), Some("2024-01-20"));
    Ok(())
}

#[test]
fn what_is_the_projects_own_goes_along_and_what_the_pack_says_is_nobodys() -> Result {
    let case = Case::changed(
        |_| (),
        |folder| {
            let file = folder.join("nianbao.toml");
            let own = "date = 2022-01-25\ntitle = \"某局2021年\\\"法治\\\"报告\"\nperiod = { from = 2020-12-01, to = 2021-11-30 }";
            replace_in(&file, "date = 2022-01-25", own)?;
            replace_in(&file, "\"sample\"", "\"final\"")?;
            replace_in(&file, "stations = { files = [\"政务服务与服务站.xlsx\"] }", "stations = { files = [] }")?;
            replace_in(&file, "[previous]", "[faces]\nbody = \"FandolFang R\"\n\n[previous]")?;
            fs::remove_file(folder.join(NARRATIVE))?;
            Ok(())
        },
    )?;
    let project = case.open()?;
    assert_eq!(project.report.status, Status::Draft);
    assert_eq!(project.report.title, "某局2022年\"法治\"报告");
    let period = project.report.period;
    assert_eq!((period.from.to_string().as_str(), period.to.to_string().as_str()), ("2021-12-01", "2022-11-30"));
    assert_eq!(project.faces.get("body").map(String::as_str), Some("FandolFang R"));
    assert!(!case.path("台账/退役军人服务站名册.xlsx").exists() && case.path("台账/信访台账.xlsx").exists());
    assert_eq!(case.continued.paragraphs, 0, "the pack's narrative is nobody's");
    assert!(!case.text()?.contains("carried-over"));
    Ok(())
}
