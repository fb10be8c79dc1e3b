//! Packs: what a kind of report is, in TOML. A [`Pack`] is valid by construction; every fault of its files is
//! reported at once, each with its place.

pub mod calendar;
pub mod chart;
pub mod deadline;
pub(crate) mod expression;
pub mod figure;
pub(crate) mod form;
pub mod ledger;
pub mod resolver;
pub mod rule;
pub mod saying;
pub mod schema;
mod settings;
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use settings::Resolved;
pub use settings::{Basis, Face, Faces, Part, RawPack, Term};
pub(crate) use source::is_typst;
pub use source::standard_packs;

use crate::aggregate::measures::Measure;
use crate::calendar::WorkingDays;
use crate::error::{Error, Fault};
use crate::message::Messages;
use crate::place::TextPlace;
use crate::validate::checks::Check;
use calendar::RawCalendar;
use chart::{ChartSpec, RawCharts};
use figure::{FigureSpec, RawFigures};
use ledger::{Field, LedgerSpec, RawLedgers};
use resolver::Resolver;
use rule::{RawRules, Rule};

/// The file that declares charts.
const CHARTS: &str = "charts.toml";
/// The file of the layout that draws them: it has a function `chart`.
pub(crate) const CHART_LAYOUT: &str = "layout/charts.typ";

/// What a kind of report is.
#[derive(Debug, Clone)]
pub struct Pack {
    /// The id, such as `rule-of-law`.
    pub id: String,
    /// What kind of report it is.
    pub label: String,
    /// The edition.
    pub edition: String,
    /// The language of the output files.
    pub language: String,
    /// The report's title, with `{unit}`, `{unit_short}` and `{year}`.
    pub title: String,
    /// Legal bases by year.
    pub bases: Vec<Basis>,
    /// Parts that the regulation asks for.
    pub parts: Vec<Part>,
    /// Words that are written wrong, and how they are right.
    pub terms: Vec<Term>,
    /// Families of type by role.
    pub faces: Faces,
    /// The distance from line to line, such as `28.99pt`.
    pub pitch: String,
    /// The ledgers, in the order of the file.
    pub ledgers: Vec<LedgerSpec>,
    /// The figures and series, in the order of the file.
    pub figures: Vec<FigureSpec>,
    /// The rules, in the order of the file.
    pub rules: Vec<Rule>,
    /// The charts, in the order of the file.
    pub charts: Vec<ChartSpec>,
    /// Which days are worked; deadlines in working days need it.
    pub calendar: Option<WorkingDays>,
    /// All TOML and typst files, by their path in the pack.
    pub files: BTreeMap<String, String>,
    /// Where it lies; nothing if the program brings it along.
    pub folder: Option<PathBuf>,
}

impl Pack {
    /// A pack that the program brings along.
    ///
    /// # Errors
    /// There is no such pack.
    pub fn standard(id: &str) -> Result<Self, Error> {
        Self::resolve(source::embedded(id)?)
    }

    /// The pack in a folder, or else the standard one of this id. What was resolved of `known` holds as long as the
    /// TOML files say the same and there are the same typst files: each predicate of a pack is planned, which takes longer
    /// than a page.
    pub(crate) fn again(folder: Option<&Path>, id: &str, known: Option<&Self>) -> Result<Self, Error> {
        let files = folder.map_or_else(|| source::embedded(id), source::folder)?;
        let pack = match known.filter(|known| resolved_from(&known.files).eq(resolved_from(&files))) {
            Some(known) => Self { files, ..known.clone() },
            None => Self::resolve(files)?,
        };
        Ok(Self { folder: folder.map(Path::to_owned), ..pack })
    }

    /// Where the files of a pack in a folder lie, by their path in it.
    pub(crate) fn paths_in(folder: &Path) -> Result<BTreeMap<String, PathBuf>, Error> {
        source::paths(folder)
    }

    /// The files of a pack in a folder, by their path in it.
    pub(crate) fn files_in(folder: &Path) -> Result<BTreeMap<String, String>, Error> {
        source::folder(folder)
    }

    /// The standard pack of that id, or else the pack in that folder; without a name the first standard one.
    ///
    /// # Errors
    /// There is neither; a file is missing or not valid.
    pub fn named(name: Option<&Path>) -> Result<Self, Error> {
        let standard = standard_packs();
        let Some(name) = name else { return Self::standard(standard.first().copied().unwrap_or_default()) };
        let id = name.to_str().unwrap_or_default();
        if !standard.contains(&id) && name.is_dir() { Self::open(name) } else { Self::standard(id) }
    }

    /// The pack in a folder.
    ///
    /// # Errors
    /// A file is missing or not valid; all faults, not the first alone.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        Ok(Self { folder: Some(folder.to_owned()), ..Self::resolve(source::folder(folder)?)? })
    }

    /// The chart of that id.
    pub fn chart(&self, id: &str) -> Option<&ChartSpec> {
        self.charts.iter().find(|chart| chart.id == id)
    }

    /// The rule of that id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// Whether a rule asks for a value in every cell of a ledger's column.
    pub(crate) fn requires(&self, ledger: usize, column: usize) -> bool {
        let asks = |rule: &Rule| matches!(&rule.check, Check::Required(check) if check.asks(ledger, column));
        self.rules.iter().any(asks)
    }

    /// The unit of the figure that is read from this item of a ledger, and the field that it is stated in.
    pub(crate) fn unit_beside(&self, spec: &LedgerSpec, item: &str) -> Option<(usize, &str)> {
        let ledger = self.ledgers.iter().position(|other| other.id == spec.id)?;
        let key = &spec.fields[spec.key?].id;
        self.figures.iter().find_map(|figure| match &figure.measure {
            Measure::Value(value) => Some((value.unit_beside(ledger, key, item)?, figure.unit.as_str())),
            _ => None,
        })
    }

    /// The messages of the pack's language, for its outputs.
    pub fn messages(&self) -> Messages {
        Messages::new(self.language.parse().unwrap_or_default())
    }

    /// The legal bases that hold in a year.
    pub fn bases_of(&self, year: i32) -> impl Iterator<Item = &Basis> {
        self.bases.iter().filter(move |basis| basis.from <= year && basis.to.is_none_or(|to| year <= to))
    }

    fn resolve(files: BTreeMap<String, String>) -> Result<Self, Error> {
        let mut faults = Vec::new();
        let settings: Option<RawPack> = parse(&files, "pack.toml", &mut faults);
        let ledgers: Option<RawLedgers> = parse(&files, "ledgers.toml", &mut faults);
        let figures: Option<RawFigures> = parse(&files, "figures.toml", &mut faults);
        let rules: Option<RawRules> = parse(&files, "rules.toml", &mut faults);
        // A pack need not have any.
        let charts: Option<RawCharts> =
            if files.contains_key(CHARTS) { parse(&files, CHARTS, &mut faults) } else { Some(RawCharts::default()) };
        let (Some(settings), Some(ledgers), Some(figures), Some(rules), Some(charts)) =
            (settings, ledgers, figures, rules, charts)
        else {
            return Err(Error::Pack(faults));
        };
        let calendar = settings.calendar.as_ref().and_then(|name| {
            let file = format!("calendars/{}.toml", name.get_ref());
            let raw: RawCalendar = parse(&files, &file, &mut faults)?;
            raw.resolve(&file, files.get(&file)?, &mut faults)
        });
        let text = |name: &str| files.get(name).map_or("", String::as_str);
        let mut used = BTreeSet::new();
        let mut ledgers = ledgers.resolve("ledgers.toml", text("ledgers.toml"), &mut used, &mut faults);
        let declared = figures.declared();
        let ids = declared.ids();
        let mut resolver = Resolver::new("figures.toml", text("figures.toml"), &ledgers, &ids, &mut used, &mut faults);
        let figures = declared.resolve(&mut resolver);
        let mut resolver = Resolver::new("rules.toml", text("rules.toml"), &ledgers, &ids, &mut used, &mut faults);
        let rules = rules.resolve(&mut resolver);
        let mut resolver = Resolver::new(CHARTS, text(CHARTS), &ledgers, &ids, &mut used, &mut faults);
        let charts = charts.resolve(&figures, &mut resolver);
        if let Some(chart) = charts.first().filter(|_| !files.contains_key(CHART_LAYOUT)) {
            faults.push(Fault::new("charts-without-layout").with("file", CHART_LAYOUT).at(chart.at.clone()));
        }
        if calendar.is_none() {
            let fields = ledgers.iter().flat_map(|ledger| &ledger.fields);
            let fault =
                |field: &Field| Fault::new("no-calendar").with("column", field.id.as_str()).at(field.at.clone());
            faults.extend(fields.filter(|field| field.counts_working_days()).map(fault));
        }
        if !faults.is_empty() {
            return Err(Error::Pack(faults));
        }
        for (ledger, field) in used {
            ledgers[ledger].fields[field].used = true;
        }
        Ok(settings.into_pack(Resolved { ledgers, figures, rules, charts, calendar, files }))
    }
}

/// What a pack is resolved from: what its tables say, and which typst files there are.
fn resolved_from(files: &BTreeMap<String, String>) -> impl Iterator<Item = (&str, Option<&str>)> {
    files.iter().map(|(name, text)| (name.as_str(), (!is_typst(name)).then_some(text.as_str())))
}

fn parse<T: DeserializeOwned>(files: &BTreeMap<String, String>, name: &str, faults: &mut Vec<Fault>) -> Option<T> {
    let Some(text) = files.get(name) else {
        faults.push(Fault::new("pack-without-file").with("file", name));
        return None;
    };
    match toml::from_str(text) {
        Ok(parsed) => Some(parsed),
        Err(error) => {
            faults.push(toml_fault(name, text, &error));
            None
        }
    }
}

/// A fault of the TOML reader: it points at the place and says what would have been valid.
pub(crate) fn toml_fault(file: &str, text: &str, error: &toml::de::Error) -> Fault {
    let fault = serde_fault(error.message());
    match error.span() {
        Some(span) => fault.at(TextPlace::of_span(file, text, span)),
        None => fault.at(TextPlace::of_span(file, text, 0..0)),
    }
}

/// What serde says, where it says one of the few things that a person's slip leads to: they are told in the language
/// of the messages. The rest stays as it is.
fn serde_fault(message: &str) -> Fault {
    let quoted: Vec<String> = message.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    let Some((name, known)) = quoted.split_first() else {
        return Fault::new("not-valid-toml").with("reason", message);
    };
    let key = match message.split('`').next().unwrap_or_default() {
        "unknown field " => "unknown-key",
        "unknown variant " => "unknown-variant",
        "missing field " => return Fault::new("missing-key").with("name", name.as_str()),
        _ => return Fault::new("not-valid-toml").with("reason", message),
    };
    resolver::unknown(key, name, known)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    type Result = std::result::Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn what_is_known_of_a_pack_does_not_outlive_a_file_that_it_needs() -> Result {
        let folder = std::env::temp_dir().join(format!("nianbao-pack-again-{}", std::process::id()));
        let id = standard_packs().into_iter().find(|id| Pack::standard(id).is_ok_and(|pack| !pack.charts.is_empty()));
        let id = id.ok_or("no pack with charts")?;
        for (name, text) in &Pack::standard(id)?.files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().ok_or("no folder")?)?;
            fs::write(path, text)?;
        }
        let known = Pack::again(Some(&folder), id, None)?;
        let layout = folder.join(CHART_LAYOUT);
        fs::write(&layout, "// Another text.")?;
        let same = Pack::again(Some(&folder), id, Some(&known))?;
        assert_eq!(same.files[CHART_LAYOUT], "// Another text.");
        fs::remove_file(&layout)?;
        let missing = Pack::again(Some(&folder), id, Some(&known));
        fs::remove_dir_all(&folder)?;
        let Err(Error::Pack(faults)) = missing else { return Err("the layout isn't missed".into()) };
        assert_eq!(faults[0].key, "charts-without-layout");
        Ok(())
    }
}
