//! The sample project's figures are those that the seed report published, and its workbooks are those the generator makes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{error, fs};

use nianbao::figure::State;
use nianbao::{Figure, Options, Project, Quantity, Severity, Silent};
use nianbao_tests::sample::{Sample, replace_in};
use rust_decimal::Decimal;

type Result<T = ()> = std::result::Result<T, Box<dyn error::Error>>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// One line of `seed/figures.csv`: the interval, both ends included, that the published phrase means.
struct Published {
    id: String,
    unit: String,
    low: Decimal,
    high: Decimal,
}

/// The lines of the seed, in which no field is quoted.
fn published() -> Result<Vec<Published>> {
    let text = fs::read_to_string(root().join("tests/seed/figures.csv"))?;
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("id,label,unit,stated,low,high,kind,ledger"));
    lines
        .map(|line| {
            let fields: Vec<_> = line.split(',').collect();
            let [id, _label, unit, _stated, low, high, ..] = fields[..] else {
                return Err(format!("too few fields: {line}").into());
            };
            Ok(Published { id: id.to_owned(), unit: unit.to_owned(), low: low.parse()?, high: high.parse()? })
        })
        .collect()
}

/// The value in the seed's unit, which for money is 万元 and for a rate percent.
fn value_in(unit: &str, figure: &Figure) -> Option<Decimal> {
    let value = match figure.value? {
        Quantity::Number(number) => number,
        Quantity::Ratio { of, to } => Decimal::ONE_HUNDRED * of / to,
    };
    match (unit, figure.unit.as_str()) {
        ("万元", "元") => Some(value / Decimal::from(10_000)),
        (seed, own) => (seed == own).then_some(value),
    }
}

#[test]
fn the_sample_has_the_37_published_figures() -> Result {
    let project = Project::open(&root().join("sample-data/shapingba-2021"), &Options::default())?;
    let computed = nianbao::compute(&project, &Silent)?;

    let published = published()?;
    assert_eq!(published.len(), 37);
    let outside: BTreeMap<_, _> = published
        .iter()
        .map(|seed| (&seed.id, computed.figures.get(&seed.id).and_then(|figure| value_in(&seed.unit, figure)), seed))
        .filter(|(_, value, seed)| !value.is_some_and(|value| seed.low <= value && value <= seed.high))
        .map(|(id, value, _)| (id, value))
        .collect();
    assert!(outside.is_empty(), "outside the published interval, or missing, or in another unit: {outside:?}");
    Ok(())
}

#[test]
fn the_committed_workbooks_are_what_the_generator_makes() -> Result {
    let folder = root().join("sample-data/shapingba-2021");
    let made: BTreeMap<_, _> =
        Sample::new().workbooks()?.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    let mut committed = BTreeMap::new();
    for entry in fs::read_dir(&folder)? {
        let name = entry?.file_name().into_string().map_err(|name| format!("{name:?} is not Unicode"))?;
        if Path::new(&name).extension().is_some_and(|extension| extension == "xlsx") {
            let bytes = fs::read(folder.join(&name))?;
            committed.insert(name, bytes);
        }
    }
    assert_eq!(committed.keys().collect::<Vec<_>>(), made.keys().collect::<Vec<_>>());
    for (name, bytes) in &made {
        assert!(committed[name] == *bytes, "{name} differs: run `cargo run -p nianbao-tests --bin sample-data`");
    }
    Ok(())
}

#[test]
fn the_figures_of_a_ledger_that_a_unit_does_not_keep_do_not_apply() -> Result {
    let folder = tempfile::tempdir()?;
    Sample::new().write_project(folder.path())?;
    let kept = "petitions = { files = [\"信访台账.xlsx\"] }";
    replace_in(&folder.path().join("nianbao.toml"), kept, "petitions = { files = [] }")?;
    let project = Project::open(folder.path(), &Options::default())?;
    let computed = nianbao::compute(&project, &Silent)?;
    let found: Vec<_> = computed.findings.iter().filter(|finding| finding.severity > Severity::Note).collect();
    assert!(found.is_empty(), "{found:#?}");
    for id in ["petitions.forwarded", "petitions.due", "petitions.on_time_rate"] {
        let figure = computed.figures.get(id).ok_or(id)?;
        assert_eq!((figure.state, figure.printed.as_str()), (State::NotApplicable, "不适用"), "{id}");
    }
    assert_eq!(computed.figures.get("disclosure.received").map(|figure| figure.printed.as_str()), Some("3件"));
    Ok(())
}
