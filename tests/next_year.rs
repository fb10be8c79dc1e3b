//! The next year's project from last year's: what goes along, what stays behind, and what is marked until it is read.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{error, fs};

use chrono::NaiveDate;
use nianbao::begin::{Continued, init_from};
use nianbao::ledger::Exclusion;
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
    assert_eq!(case.findings(Code::CarriesOver)?.len(), 0, "the ledger of 2022 begins with the application");
    // Without it, it is missed.
    let blank = Case::changed(|sample| sample.applications.truncate(2), |_| Ok(()))?;
    fs::copy(blank.path(APPLICATIONS), case.path(APPLICATIONS))?;
    assert_eq!(case.findings(Code::CarriesOver)?.len(), 1);
    Ok(())
}

const PETITIONS: &str = "台账/信访台账.xlsx";
const APPLICATIONS: &str = "台账/依申请公开登记台账.xlsx";
/// What the clerks of the sample enter about persons.
const PERSONAL: &[&str] =
    &["信访人", "身份证号", "联系电话", "信访内容", "承办人", "处理意见", "申请人", "联系方式", "申请内容"];

/// The rows of a workbook's first sheet, from its header on.
fn rows(path: &Path) -> Result<Vec<Vec<String>>> {
    let mut workbook = calamine::open_workbook_auto(path)?;
    let range = calamine::Reader::worksheet_range_at(&mut workbook, 0).ok_or("no sheet")??;
    let rows = range.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<String>>());
    Ok(rows.skip_while(|row| !row.iter().any(|cell| cell.ends_with("编号"))).collect())
}

#[test]
fn what_is_still_open_begins_the_ledgers_without_what_is_personal() -> Result {
    let day = |month, day| NaiveDate::from_ymd_opt(2022, month, day);
    let case = Case::changed(
        |sample| {
            let open = &mut sample.petitions[100];
            (open.closed_on, open.status, open.is_resolved) = (None, "在办", None);
            // A name in columns that are not meant for names.
            (open.channel, open.office) = ("来访人赵某", "赵某");
            sample.petitions[101].closed_on = day(1, 10);
            let late = &mut sample.petitions[155];
            (late.received_on, late.accepted_on) = (day(1, 4).expect("a day"), day(1, 6));
            (late.closed_on, late.status) = (None, "在办");
            // Nothing more is done about these.
            let sent_on = &mut sample.petitions[102];
            (sent_on.closed_on, sent_on.status) = (None, "转出");
        },
        |_| Ok(()),
    )?;
    assert_eq!(case.continued.rows, 4, "three petitions, and the application that was answered in January");
    let computed = nianbao::compute(&case.open()?, &Silent)?;
    let ledger = |id: &str| computed.ledgers.get(id).ok_or("no ledger");
    let petitions = ledger("petitions")?;
    let column = |id: &str| petitions.spec.field(id).ok_or("no column");
    assert_eq!(petitions.words(column("case_no")?), [Some("XF2021-0101"), Some("XF2021-0102"), Some("XF2021-0156")]);
    assert_eq!(petitions.dates(column("closed_on")?), [None, day(1, 10), None]);
    assert_eq!(petitions.dates(column("received_on")?)[2], day(1, 4));
    assert_eq!(petitions.words(column("status")?), [Some("在办"), Some("办结"), Some("在办")]);
    assert_eq!(petitions.answers(column("is_backlog")?), [Some(false); 3]);
    // The example above them is left out still.
    assert_eq!(petitions.sheets[0].excluded, [(Exclusion::Example, 1)].into());
    assert_eq!(ledger("disclosure")?.len(), 1);
    let carried_in = computed.figures.get("disclosure.carried_in").ok_or("no figure")?;
    assert_eq!(carried_in.printed, "1件");
    // Nobody's name, address or wish went along, wherever it stood.
    assert_eq!((petitions.words(column("channel")?)[0], petitions.words(column("office")?)), (None, vec![None; 3]));
    assert!(!rows(&case.path(PETITIONS))?.iter().flatten().any(|cell| cell.contains("赵某")));
    for (old, new) in [("信访台账.xlsx", PETITIONS), ("政务公开台账.xlsx", APPLICATIONS)] {
        let (old, new) = (rows(&case.folder.path().join("2021").join(old))?, rows(&case.path(new))?);
        let personal: Vec<usize> =
            old[0].iter().enumerate().filter(|(_, name)| PERSONAL.contains(&name.as_str())).map(|(at, _)| at).collect();
        assert!(personal.len() >= 3, "{:?}", old[0]);
        let names: BTreeSet<&String> = old[1..]
            .iter()
            .flat_map(|row| personal.iter().map(|at| &row[*at]))
            .filter(|text| !text.is_empty())
            .collect();
        let kept: Vec<&String> = new[1..].iter().skip(1).flatten().filter(|cell| names.contains(cell)).collect();
        assert_eq!(kept, Vec::<&String>::new());
    }
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
