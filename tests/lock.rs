//! What makes a figure another than the approved one, and what doesn't: the sample before and after a change of its rows
//! or of its pack.

use std::error::Error;
use std::fs;
use std::path::Path;

use nianbao::diff::{Comparison, compare};
use nianbao::lock::{self, Lock};
use nianbao::record::{self, Record};
use nianbao::render::json;
use nianbao::{Edition, Options, Project, Severity, Silent};
use nianbao_tests::machine::fonts;
use nianbao_tests::sample::{Sample, copy_folder, replace_in};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// A file of the pack, a text in it, and what stands in its place.
type Replaced = (&'static str, &'static str, &'static str);

/// Opens the sample with these rows and a pack that was changed.
fn open(folder: &Path, sample: &Sample, replaced: &[Replaced], edition: Edition) -> Result<Project> {
    sample.write_project(folder)?;
    let pack = folder.join("pack");
    copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../report-templates/rule-of-law"), &pack)?;
    for (file, from, to) in replaced {
        replace_in(&pack.join(file), from, to)?;
    }
    Ok(Project::open(folder, &Options { pack: Some(pack), edition, font_dirs: vec![fonts()] })?)
}

fn record(sample: &Sample, replaced: &[Replaced]) -> Result<Record> {
    let folder = tempfile::tempdir()?;
    let project = open(folder.path(), sample, replaced, Edition::Filing)?;
    Ok(Record::of(&project, &nianbao::compute(&project, &Silent)?.figures))
}

fn changed(change: impl FnOnce(&mut Sample)) -> Sample {
    let mut sample = Sample::new();
    change(&mut sample);
    sample
}

/// `id kind causes` of each difference.
fn lines(comparison: &Comparison) -> Vec<String> {
    let line = |difference: &nianbao::diff::Difference| {
        let causes: Vec<&str> = difference.causes.iter().map(|cause| cause.as_str()).collect();
        format!("{} {} {}", difference.id, difference.kind.as_str(), causes.join("+"))
    };
    comparison.differences.iter().map(line).collect()
}

/// What differs between the sample as it is and as it would be.
fn differences(sample: &Sample, replaced: &[Replaced]) -> Result<Vec<String>> {
    let compared = compare(record(&Sample::new(), &[])?, record(sample, replaced)?);
    Ok(lines(&compared.map_err(|fault| fault.key)?))
}

#[test]
fn rows_in_another_order_are_no_change() -> Result {
    let shuffled = changed(|sample| {
        sample.petitions.reverse();
        sample.applications.reverse();
        sample.publications.reverse();
    });
    assert_eq!(differences(&shuffled, &[])?, Vec::<String>::new());
    Ok(())
}

#[test]
fn labels_notes_headers_and_layout_are_no_change() -> Result {
    let replaced = [
        ("figures.toml", "label = \"上级转送信访事项\"", "label = \"转送事项\"\nnote = \"见台账\""),
        ("figures.toml", "is_handled AND source = '上级转送'", "is_handled  and (source='上级转送')"),
        ("ledgers.toml", "headers = [\"办结日期\"", "headers = [\"办结日\", \"办结日期\""),
    ];
    // The brackets are part of the condition: whoever wants to know what changed may see that.
    assert_eq!(differences(&Sample::new(), &replaced)?, ["petitions.forwarded basis measure"]);
    let unbracketed = [replaced[0], replaced[2], (replaced[1].0, replaced[1].1, "is_handled  and source='上级转送'")];
    assert_eq!(differences(&Sample::new(), &unbracketed)?, Vec::<String>::new());
    Ok(())
}

#[test]
fn a_changed_code_moves_the_row_from_one_figure_to_another() -> Result {
    let moved = changed(|sample| {
        assert_eq!(sample.petitions[0].source, "上级转送");
        sample.petitions[0].source = "其他交办";
    });
    assert_eq!(
        differences(&moved, &[])?,
        ["petitions.forwarded changed data", "petitions.other_assigned changed data"]
    );
    Ok(())
}

#[test]
fn a_late_row_changes_the_figures_that_are_computed_from_it_as_well() -> Result {
    let late = changed(|sample| {
        let petition = &mut sample.petitions[0];
        petition.closed_on = petition.due_on().map(|due| due + chrono::Days::new(1));
    });
    let found = differences(&late, &[])?;
    assert_eq!(found, ["petitions.closed_on_time changed data", "petitions.on_time_rate changed data"]);
    Ok(())
}

#[test]
fn a_changed_measure_is_told_from_changed_rows() -> Result {
    let measure = ("figures.toml", "is_handled AND source = '上级转送'", "is_handled AND source = '其他交办'");
    assert_eq!(differences(&Sample::new(), &[measure])?, ["petitions.forwarded changed measure"]);
    let other = if Sample::new().petitions[0].channel == "来访" { "来信" } else { "来访" };
    let with_rows = changed(|sample| sample.petitions[0].channel = other);
    let found = differences(&with_rows, &[measure])?;
    assert!(found.contains(&"petitions.forwarded changed data+measure".to_owned()), "{found:?}");
    Ok(())
}

#[test]
fn a_changed_derived_column_changes_the_measures_that_read_it() -> Result {
    let deadline = ("ledgers.toml", "from = \"accepted_on\", days = 60", "from = \"accepted_on\", days = 10");
    let found = differences(&Sample::new(), &[deadline])?;
    assert!(found.contains(&"petitions.closed_on_time changed measure".to_owned()), "{found:?}");
    assert!(found.contains(&"petitions.on_time_rate changed measure".to_owned()), "{found:?}");
    assert!(found.iter().all(|line| line.starts_with("petitions.") && line.ends_with(" measure")), "{found:?}");
    // A column that decides nothing of theirs leaves them alone.
    assert!(!found.iter().any(|line| line.starts_with("petitions.forwarded")), "{found:?}");
    Ok(())
}

#[test]
fn a_changed_calendar_changes_the_deadlines_in_working_days_around_the_year() -> Result {
    // The pack has rules with such a deadline, but no figure.
    let figure = (
        "figures.toml",
        "[petitions.campaign]",
        "[disclosure.in_time]\nlabel = \"按期答复\"\nunit = \"件\"\nmeasure.count = { ledger = \"disclosure\", \
         where = \"answered_on IS NOT NULL AND answered_on <= answer_by\" }\n\n[petitions.campaign]",
    );
    let holiday = |day| ("calendars/cn.toml", "[holidays]\n", day);
    let old = record(&Sample::new(), &[figure])?;
    let with = |day| -> Result<Vec<String>> {
        let compared = compare(old.clone(), record(&Sample::new(), &[figure, holiday(day)])?);
        Ok(lines(&compared.map_err(|fault| fault.key)?))
    };
    assert_eq!(with("[holidays]\n2021-03-10 = \"试\"\n")?, ["disclosure.in_time basis measure"]);
    assert_eq!(with("[holidays]\n2025-03-10 = \"试\"\n")?, Vec::<String>::new());
    Ok(())
}

#[test]
fn fewer_digits_are_another_rounding() -> Result {
    let late = changed(|sample| {
        let petition = &mut sample.petitions[0];
        petition.closed_on = petition.due_on().map(|due| due + chrono::Days::new(1));
    });
    let rounded = ("figures.toml", "decimals = 2\nnone = \"无到期事项\"", "decimals = 1\nnone = \"无到期事项\"");
    let compared = compare(record(&late, &[])?, record(&late, &[rounded])?).map_err(|fault| fault.key)?;
    assert_eq!(lines(&compared), ["petitions.on_time_rate changed rounding"]);
    Ok(())
}

#[test]
fn an_id_that_was_added_and_one_that_was_removed_are_told() -> Result {
    let renamed = ("figures.toml", "[petitions.campaign]", "[petitions.old_matters]");
    let folder = tempfile::tempdir()?;
    let rules =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../report-templates/rule-of-law/rules.toml"))?;
    let charts = ("charts.toml", "\"petitions.campaign\"", "\"petitions.old_matters\"");
    let mut replaced = vec![renamed, charts];
    if rules.contains("\"petitions.campaign\"") {
        replaced.push(("rules.toml", "\"petitions.campaign\"", "\"petitions.old_matters\""));
    }
    let project = open(folder.path(), &Sample::new(), &replaced, Edition::Filing)?;
    let now = Record::of(&project, &nianbao::compute(&project, &Silent)?.figures);
    let compared = compare(record(&Sample::new(), &[])?, now).map_err(|fault| fault.key)?;
    assert_eq!(lines(&compared), ["petitions.old_matters added ", "petitions.campaign removed "]);
    Ok(())
}

#[test]
fn a_lock_is_the_same_text_for_the_same_rows_and_says_no_cell() -> Result {
    let folder = tempfile::tempdir()?;
    let project = open(folder.path(), &Sample::new(), &[], Edition::Filing)?;
    let compiled = nianbao::compile(&project, &Silent)?;
    let text = |former: bool| -> Result<String> {
        let locked = lock::lock(&compiled, Severity::Error)?.map_err(|rejected| format!("{:?}", rejected.findings))?;
        assert_eq!(locked.former.is_some(), former);
        Ok(fs::read_to_string(&locked.path)?)
    };
    let first = text(false)?;
    assert_eq!(first, text(true)?);
    assert!(!folder.path().join("figures.lock.new").exists());
    // Neither a key nor a text of a row stands in it.
    assert!(!first.contains("XF2021-") && !first.contains(Sample::new().petitions[0].office), "{first}");
    let lock = Lock::open(folder.path())?;
    assert_eq!(lock.record, Record::of(&project, &compiled.figures));
    assert_eq!(lock.drift(lock.record.clone(), None)?, []);
    Ok(())
}

#[test]
fn a_lock_is_never_read_as_a_ledger() -> Result {
    let folder = tempfile::tempdir()?;
    open(folder.path(), &Sample::new(), &[], Edition::Filing)?;
    fs::write(folder.path().join(lock::FILE), "信访编号,收到日期\n")?;
    let file = folder.path().join("nianbao.toml");
    replace_in(&file, "petitions = { files = [\"信访台账.xlsx\"] }", "petitions = { files = [\"figures*\"] }")?;
    let project = Project::open(folder.path(), &Options::default())?;
    let read: Vec<&str> = project.sources.iter().map(|source| &*source.name).collect();
    assert!(read.contains(&"figures-2020.json") && !read.contains(&lock::FILE), "{read:?}");
    Ok(())
}

#[test]
fn figures_json_keeps_what_the_lock_is_held_against_unless_it_is_for_publication() -> Result {
    let folder = tempfile::tempdir()?;
    let project = open(folder.path(), &Sample::new(), &[], Edition::Filing)?;
    let computed = nianbao::compute(&project, &Silent)?;
    let path = folder.path().join("figures.json");
    fs::write(&path, json::figures(&project.report, &project.pack, &computed.figures))?;
    assert_eq!(record::json::open(&path)?, Record::of(&project, &computed.figures));
    let public = open(folder.path(), &Sample::new(), &[], Edition::Publication)?;
    let bytes = json::figures(&public.report, &public.pack, &computed.figures);
    assert!(!String::from_utf8(bytes.clone())?.contains("digests"), "a digest of rows is row-level data");
    fs::write(&path, bytes)?;
    let published = record::json::open(&path)?;
    assert!(published.ledgers.is_empty() && published.figures.iter().all(|figure| figure.digests.is_none()));
    Ok(())
}

#[test]
fn names_of_persons_leave_no_trace_in_the_digests() -> Result {
    // The personal column is there and counted by distinct persons, and which person it is makes no difference.
    let page = |first: &str, second: &str| -> Result<Record> {
        let text = format!(
            "# figure-drift\n## Spec\n### Persons\n```toml pack/ledgers.toml\n[training]\nlabel = \"学法\"\n\
             sheets = [\"学法\"]\nkey = \"no\"\n[training.columns]\nno = {{ type = \"text\", headers = [\"编号\"] }}\n\
             name = {{ type = \"text\", headers = [\"姓名\"], personal = \"identifier\" }}\n```\n\
             ```toml pack/figures.toml\n[training.persons]\nlabel = \"参训人数\"\nunit = \"人\"\n\
             measure.distinct = {{ ledger = \"training\", column = \"name\" }}\n```\n\
             ```table \"学法.xlsx › 学法\"\n| 编号 | 姓名 |\n| A1 | {first} |\n| A2 | {second} |\n```\n```findings\n```\n"
        );
        let page = nianbao_tests::spec::Page::parse(&text)?;
        let folder = tempfile::tempdir()?;
        page.cases[0].write(folder.path())?;
        let options = Options { pack: Some(folder.path().join("pack")), ..Options::default() };
        let project = Project::open(folder.path(), &options)?;
        Ok(Record::of(&project, &nianbao::compute(&project, &Silent)?.figures))
    };
    let two = page("甲", "乙")?;
    assert_eq!(two.figures[0].printed, "2人");
    assert_eq!(two, page("丙", "丁")?);
    let compared = compare(two, page("甲", "甲")?).map_err(|fault| fault.key)?;
    assert_eq!(lines(&compared), ["training.persons changed data"]);
    Ok(())
}
