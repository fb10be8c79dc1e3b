//! Frames in the place of workbooks give the same figures, whose lineage then leads to rows of frames.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::{error, fs};

use nianbao::finding::Argument;
use nianbao::frame::{Frame, FrameColumn, Holds};
use nianbao::message::{Language, Messages};
use nianbao::pack::ledger::ColumnType;
use nianbao::render::{findings, json};
use nianbao::{Code, Computed, Error, Finding, Ledger, Lineage, Options, Project, Severity, Silent};
use nianbao_tests::sample::committed;
use nianbao_tests::spec::Page;
use rust_decimal::Decimal;
use serde_json::Value;

type Result<T = ()> = std::result::Result<T, Box<dyn error::Error>>;
type Frames = BTreeMap<String, Arc<Frame>>;

fn sample() -> Result<Project> {
    Ok(Project::open(&committed(), &Options::default())?)
}

fn computed(project: &Project) -> Result<Computed> {
    Ok(nianbao::compute(project, &Silent)?)
}

/// A frame of texts; blank ones are blanks.
fn frame(names: &[&str], rows: &[Vec<&str>]) -> Result<Arc<Frame>> {
    let columns = names.iter().enumerate().map(|(at, name)| {
        let mut column = FrameColumn::new(name, Holds::Texts, "str");
        for row in rows {
            column.push_text(row.get(at).copied().unwrap_or_default());
        }
        column
    });
    Ok(Arc::new(Frame::new(columns.collect())?))
}

/// The sample's CSV files as a program reads them that knows nothing of ledgers: the first row that is filled has the
/// names. Each with the id of its ledger.
fn as_read() -> Result<Vec<(String, Arc<Frame>)>> {
    let project = sample()?;
    let mut frames = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("workbooks/csv"))? {
        let path = entry?.path();
        let stem = path.file_stem().ok_or("no name")?.to_string_lossy().into_owned();
        let (_, sheet) = stem.split_once('-').ok_or("no sheet")?;
        let of_sheet = |ledger: &&nianbao::pack::ledger::LedgerSpec| ledger.sheets.iter().any(|name| name == sheet);
        let id = project.pack.ledgers.iter().find(of_sheet).ok_or(stem.clone())?.id.clone();
        let bytes = fs::read(&path)?;
        let (text, _, _) = encoding_rs::GB18030.decode(&bytes);
        let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
        let header = lines.iter().position(|line| line.iter().all(|cell| !cell.is_empty())).ok_or("no header")?;
        frames.push((id, frame(&lines[header], &lines[header + 1..])?));
    }
    Ok(frames)
}

/// A typed ledger as a frame: what is not personal, by ids, amounts in 元.
fn as_typed(ledger: &Ledger) -> Result<Arc<Frame>> {
    let mut columns = Vec::new();
    for (at, field) in ledger.spec.fields.iter().enumerate().filter(|(_, field)| field.personal.is_none()) {
        let (days, numbers) = (ledger.dates(at), ledger.numbers(at));
        let holds = match field.kind {
            ColumnType::Date => Holds::Days,
            ColumnType::Integer | ColumnType::Decimal | ColumnType::Money => Holds::Numbers,
            ColumnType::Text | ColumnType::YesNo => Holds::Texts,
        };
        let mut column = FrameColumn::new(&field.id, holds, "typed");
        for row in 0..ledger.len() {
            match (holds, days[row], numbers[row]) {
                (Holds::Texts, ..) => column.push_text(&ledger.text(row, at)),
                (_, Some(day), _) => column.push_day(day),
                (_, _, Some(number)) => column.push_number(number.mantissa(), number.scale()),
                (_, None, None) => column.push_blank(),
            }
        }
        columns.push(column);
    }
    Ok(Arc::new(Frame::new(columns)?))
}

/// Each figure as it is printed, with its state, by its id.
fn printed(computed: &Computed) -> BTreeMap<String, (String, &'static str)> {
    let members = computed.figures.series.iter().flat_map(|series| series.members.iter().map(|(_, figure)| figure));
    let figures = computed.figures.iter().chain(members);
    figures.map(|figure| (figure.id.to_string(), (figure.printed.clone(), figure.state.as_str()))).collect()
}

/// How many rows stand behind each figure.
fn rows(computed: &Computed) -> BTreeMap<String, Vec<usize>> {
    let of_link = |link: &Lineage| match link {
        Lineage::Cells { rows, .. } | Lineage::FrameRows { rows, .. } => *rows,
        Lineage::Previous { .. } | Lineage::Figures(_) => 0,
    };
    let figures = computed.figures.iter();
    figures.map(|figure| (figure.id.to_string(), figure.lineage.iter().map(of_link).collect())).collect()
}

fn above_notes(computed: &Computed) -> Vec<&Finding> {
    computed.findings.iter().filter(|finding| finding.severity > Severity::Note).collect()
}

#[test]
fn frames_as_they_are_read_give_the_figures_of_the_workbooks() -> Result {
    let project = sample()?;
    let frames: Frames = as_read()?.into_iter().collect();
    assert_eq!(frames.len(), 12);
    let replaced = project.with_ledgers(frames)?;
    assert!(replaced.sources.is_empty(), "{:?}", replaced.sources);
    let (of_workbooks, of_frames) = (computed(&project)?, computed(&replaced)?);
    assert_eq!(printed(&of_frames), printed(&of_workbooks));
    assert_eq!(rows(&of_frames), rows(&of_workbooks));
    let found = above_notes(&of_frames);
    assert!(found.is_empty(), "{found:#?}");
    let figure = of_frames.figures.get("petitions.forwarded").ok_or("no figure")?;
    // The first row below the names is row 1; in the workbook it is the fourth.
    let [Lineage::FrameRows { frame, column, cells, rows: 146 }] = figure.lineage.as_slice() else {
        return Err(format!("{:?}", figure.lineage).into());
    };
    assert_eq!((&**frame, &**column), ("petitions", "信访编号"));
    let workbook = of_workbooks.figures.get("petitions.forwarded").ok_or("no figure")?;
    let [Lineage::Cells { cells: addresses, .. }] = workbook.lineage.as_slice() else {
        return Err(format!("{:?}", workbook.lineage).into());
    };
    assert_eq!(cells[0].first.row + 3, addresses[0].first.row);
    Ok(())
}

#[test]
fn typed_ledgers_give_their_figures_again_but_for_those_that_count_persons() -> Result {
    let project = sample()?;
    let before = computed(&project)?;
    let mut frames = Frames::new();
    for ledger in &before.ledgers {
        frames.insert(ledger.spec.id.clone(), as_typed(ledger)?);
    }
    let after = computed(&project.with_ledgers(frames)?)?;
    let (before, now) = (printed(&before), printed(&after));
    let differing: Vec<&str> =
        before.iter().filter(|(id, was)| now.get(*id) != Some(was)).map(|(id, _)| &**id).collect();
    assert_eq!(differing, ["relief.persons"], "{now:?}");
    assert_eq!(now["relief.persons"].1, "unknown");
    let missing: Vec<String> =
        above_notes(&after).iter().map(|found| format!("{} {}", found.code, found.place)).collect();
    assert_eq!(missing, ["missing-column relief"]);
    Ok(())
}

#[test]
fn a_workbook_is_read_for_the_ledgers_that_no_frame_stands_for() -> Result {
    let project = sample()?;
    let relief: Frames = as_read()?.into_iter().filter(|(id, _)| id == "relief").collect();
    let project = project.with_ledgers(relief)?;
    let computed = computed(&project)?;
    let found = above_notes(&computed);
    assert!(found.is_empty(), "{found:#?}");
    let digests: Vec<&str> = computed.digests.keys().map(String::as_str).collect();
    assert!(digests.contains(&"frame:relief") && digests.contains(&"关爱基金台账.xlsx"), "{digests:?}");
    assert_eq!(computed.digests["frame:relief"].len(), 64);
    let of_frame: Vec<_> = computed.ledgers.iter().filter(|ledger| ledger.sheets[0].sheet.is_none()).collect();
    assert_eq!(of_frame.iter().map(|ledger| ledger.spec.id.as_str()).collect::<Vec<_>>(), ["relief"]);
    assert_eq!(of_frame[0].sheets.len(), 1);
    Ok(())
}

#[test]
fn the_lineage_in_json_names_the_rows_of_the_frame() -> Result {
    let all: Frames = as_read()?.into_iter().collect();
    let project = sample()?.with_ledgers(all)?;
    let computed = computed(&project)?;
    let bytes = json::figures(&project.report, &project.pack, &computed.figures);
    let file: Value = serde_json::from_slice(&bytes)?;
    let link = &file["figures"]["relief.spent"]["lineage"][0];
    assert_eq!((&link["kind"], &link["frame"]), (&"frame-rows".into(), &"relief".into()));
    assert_eq!((&link["column"], &link["numbers"]), (&"金额（元）".into(), &serde_json::json!(["1-181"])), "{link}");
    let validator = jsonschema::validator_for(&serde_json::to_value(json::figures_schema())?)?;
    assert!(validator.is_valid(&file));
    // A name from the frame is in no output.
    let text = String::from_utf8(bytes)?;
    assert!(!text.contains("测试丙") && !text.contains("测试审批"));
    let figure = computed.figures.get("relief.spent").ok_or("no figure")?;
    let words = |language| Messages::new(language).frame_rows(&figure.lineage[0], 3);
    assert_eq!(words(Language::En), "rows 1–181 of frame relief, 金额（元） (181 rows)");
    assert_eq!(words(Language::ZhCn), "数据框 relief 第 1–181 行，金额（元）（181 行）");
    Ok(())
}

#[test]
fn a_ledger_goes_to_other_programs_without_personal_columns() -> Result {
    let computed = computed(&sample()?)?;
    let relief = computed.ledgers.get("relief").ok_or("no ledger")?;
    let names = |places| relief.table(places).names().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(names(false), ["grant_no", "granted_on", "amount", "fund"]);
    assert_eq!(names(true)[4..], ["_source", "_sheet", "_row"]);
    for ledger in &computed.ledgers {
        let open = ledger.open_fields();
        assert!(open.iter().all(|field| ledger.spec.fields[*field].personal.is_none()), "{}", ledger.spec.id);
        ledger.table(true).stream()?;
    }
    Ok(())
}

/// The faults of frames that can't stand for ledgers, in English.
fn refused(id: &str, frame: Arc<Frame>) -> Result<Vec<String>> {
    match sample()?.with_ledgers(Frames::from([(id.to_owned(), frame)])) {
        Err(error @ Error::Frames(_)) => {
            Ok(error.faults().iter().map(|fault| Messages::new(Language::En).fault(fault)).collect())
        }
        other => Err(format!("{other:?}").into()),
    }
}

#[test]
fn wrong_frames_are_refused_with_what_was_expected() -> Result {
    let faults = refused("petition", frame(&["case_no"], &[])?)?;
    assert_eq!(faults.len(), 1);
    assert!(faults[0].contains("petition") && faults[0].contains("petitions"), "{faults:?}");

    let faults = refused("publications", frame(&["moth", "section", "条数"], &[])?)?;
    assert_eq!(faults.len(), 1);
    let expected = "The frame publications has no column month (“月份”); is moth meant? It may be called month, 月份, \
                    发布月份, 统计月份. Columns found: moth, section, 条数";
    assert_eq!(faults[0], expected);

    let mut ticks = FrameColumn::new("items", Holds::Booleans, "bool");
    ticks.push_boolean(true);
    let mut lists = FrameColumn::new("填报人", Holds::Other, "list");
    lists.push_blank();
    let texts = |name| {
        let mut column = FrameColumn::new(name, Holds::Texts, "str");
        column.push_text("x");
        column
    };
    let columns = vec![texts("月份"), texts("month"), texts("section"), ticks, lists];
    let faults = refused("publications", Arc::new(Frame::new(columns)?))?;
    let expected = [
        "The columns 月份 and month of the frame publications are both month (“月份”); drop one of them",
        "The column items of the frame publications is of type bool, and items (“条数”) is of type integer; expected: \
         integers, decimals or floats, text",
    ];
    // What is dropped as it is read may be of any type.
    assert_eq!(faults, expected);
    Ok(())
}

/// A ledger whose amounts a pack has in 万元.
const IN_WAN: &str = "\
# wan
## Spec
```toml pack/ledgers.toml
[relief]
label = \"帮扶台账\"
sheets = [\"帮扶\"]
key = \"grant_no\"
[relief.columns]
grant_no = { type = \"text\", headers = [\"编号\"] }
amount   = { type = \"money\", unit = \"万元\", headers = [\"金额\"] }
```
### One amount
```findings
```
";

#[test]
fn amounts_by_the_id_are_in_yuan_and_by_a_header_in_its_unit() -> Result {
    let folder = tempfile::tempdir()?;
    Page::parse(IN_WAN)?.cases.first().ok_or("no case")?.write(folder.path())?;
    let options = Options { pack: Some(folder.path().join("pack")), ..Options::default() };
    let project = Project::open(folder.path(), &options)?;
    for (name, yuan) in [("amount", 3), ("金额", 30_000), ("金额（元）", 3)] {
        let relief = frame(&["grant_no", name], &[vec!["BF-1", "3"]])?;
        let computed = computed(&project.with_ledgers(Frames::from([("relief".to_owned(), relief)]))?)?;
        let ledger = computed.ledgers.get("relief").ok_or("no ledger")?;
        let amount = ledger.spec.field("amount").ok_or("no column")?;
        assert_eq!(ledger.numbers(amount), [Some(Decimal::from(yuan))], "{name}");
    }
    Ok(())
}

#[test]
fn messy_frames_are_read_like_messy_sheets() -> Result {
    let names = ["日期", "类别", "收入（万元）", "支出", "balance", "摘要"];
    let rows = [
        vec!["2021.1.4", "期初余额", "", "", "340000", ""],
        vec!["2021年3月5日", "募集善款", "3.4万元", "", "374000", ""],
        vec!["44428", "利息收入", "１．５", "/", "389000", ""],
        vec!["", "", "", "", "", ""],
        vec!["2021-09-01", "帮扶支出", "", "60余万元", "", ""],
        vec!["合计", "", "4.9", "", "", ""],
    ];
    let project = sample()?.with_ledgers(Frames::from([("relief_fund".to_owned(), frame(&names, &rows)?)]))?;
    let computed = computed(&project)?;
    let ledger = computed.ledgers.get("relief_fund").ok_or("no ledger")?;
    let field = |id: &str| ledger.spec.field(id).ok_or(id.to_owned());
    let days = ["2021-01-04", "2021-03-05", "2021-08-20", "2021-09-01"].map(|day| day.parse().ok());
    assert_eq!(ledger.dates(field("booked_on")?), days);
    let yuan = |amount: i64| Some(Decimal::from(amount));
    assert_eq!(ledger.numbers(field("income")?), [None, yuan(34_000), yuan(15_000), None]);
    // By its id it is in 元 as it stands.
    assert_eq!(ledger.numbers(field("balance")?)[0], yuan(340_000));
    assert_eq!(ledger.blanks(field("expense")?), [true, true, false, true]);
    let read = &ledger.sheets[0];
    assert_eq!((read.rows, read.used, read.excluded.values().sum::<usize>()), (6, 4, 2));
    let of_fund = computed.findings.iter().filter(|found| found.place.frame() == Some("relief_fund"));
    let approximate = of_fund.clone().find(|found| found.code == Code::ApproximateCell).ok_or("not approximate")?;
    assert_eq!(approximate.place.to_string(), "relief_fund › #5 › 支出");
    assert_eq!(approximate.arguments.get("value"), Some(&Argument::Text("60余万元".to_owned())));
    assert!(of_fund.clone().all(|found| found.code != Code::TotalMismatch), "{:#?}", of_fund.collect::<Vec<_>>());
    Ok(())
}

#[test]
fn findings_about_frames_follow_the_schema_and_name_the_row() -> Result {
    let rows = [vec!["2021-01", "工作动态", "三十"], vec!["十三月", "工作动态", "5"]];
    let publications = frame(&["month", "section", "items"], &rows)?;
    let project = sample()?.with_ledgers(Frames::from([("publications".to_owned(), publications)]))?;
    let computed = computed(&project)?;
    let messages = Messages::new(Language::En);
    let listing = findings::Listing {
        findings: &computed.findings,
        dismissed: &[],
        ledgers: &computed.ledgers,
        rules: &project.pack.rules,
        narrative: None,
        messages: &messages,
        folder: "",
        documents: &[],
    };
    let file: Value = serde_json::from_slice(&listing.json())?;
    let validator = jsonschema::validator_for(&serde_json::to_value(findings::schema())?)?;
    let errors: Vec<String> = validator.iter_errors(&file).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let found = file["findings"].as_array().ok_or("no findings")?.iter();
    let place = &found.clone().find(|found| found["code"] == "not-of-type").ok_or("not found")?["place"];
    assert_eq!(
        place,
        &serde_json::json!({"kind": "frame-row", "frame": "publications", "row": "2", "column": "month"})
    );
    let sheet = file["sheets"].as_array().ok_or("no sheets")?.iter().find(|sheet| sheet["source"] == "publications");
    assert_eq!(sheet.ok_or("no frame")?.get("sheet"), None);
    assert!(String::from_utf8(listing.sarif())?.contains("publications!#2!month"));
    let place = computed.findings.iter().find(|found| found.code == Code::NotOfType).map(|found| &found.place);
    assert_eq!(messages.place(place.ok_or("no place")?, "·"), "row 2 of frame publications·month");
    Ok(())
}
