//! Records: the figures of a run as a file keeps them for later runs, `figures.json` or `figures.lock`.

pub(crate) mod file;
pub mod gather;
pub mod json;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::figure::{Digests, Figure, FigureId, Figures, Quantity, State};
use crate::message::Language;
use crate::numeral::Scale;
use crate::project::Project;

/// The figures of a run, and what they are figures of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// The unit's full name.
    pub unit: String,
    /// A code that identifies the unit; empty if there is none.
    pub unit_code: String,
    /// The report's year.
    pub year: i32,
    /// The report's title, on one line.
    pub title: String,
    /// The pack's id.
    pub pack: String,
    /// The pack's edition.
    pub edition: String,
    /// The language of the report.
    pub language: Language,
    /// SHA-256 of the rows of each ledger, by its id; empty if the file doesn't say.
    pub ledgers: BTreeMap<String, String>,
    /// The figures in the pack's order, then the members of the series.
    pub figures: Vec<Recorded>,
}

/// A figure as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its id; `petitions.by_month.03` for a member of a series.
    pub id: String,
    /// What people called it.
    pub label: String,
    /// The classifier or unit.
    pub unit: String,
    /// Whether it was printed in 万 or 亿.
    pub scale: Scale,
    /// At most so many digits after the point were printed.
    pub decimals: u32,
    /// Whether it had a value.
    pub state: State,
    /// The exact value, with `state` [`State::Value`].
    pub value: Option<Quantity>,
    /// As it was printed, unit included.
    pub printed: String,
    /// The figures it was computed from.
    pub operands: Vec<String>,
    /// What it rested on; nothing if the file doesn't say so, as in an edition for publication.
    pub digests: Option<Digests>,
}

impl Record {
    /// The record of a project's figures as they are now.
    pub fn of(project: &Project, figures: &Figures) -> Self {
        let report = &project.report;
        let members = figures.series.iter().flat_map(|series| series.members.iter().map(|(_, figure)| figure));
        Self {
            unit: report.unit.clone(),
            unit_code: report.unit_code.clone(),
            year: report.year,
            title: report.title_on_one_line(),
            pack: project.pack.id.clone(),
            edition: project.pack.edition.clone(),
            language: project.pack.language.parse().unwrap_or_default(),
            ledgers: figures.ledgers.clone(),
            figures: figures.iter().chain(members).map(Recorded::of).collect(),
        }
    }

    /// Whether both are of the same unit: by their codes if both have one, otherwise by their names.
    pub(crate) fn is_of_unit_of(&self, other: &Self) -> bool {
        if self.unit_code.is_empty() || other.unit_code.is_empty() {
            return self.unit == other.unit;
        }
        self.unit_code == other.unit_code
    }
}

impl Recorded {
    pub(crate) fn of(figure: &Figure) -> Self {
        Self {
            id: figure.id.to_string(),
            label: figure.label.clone(),
            unit: figure.unit.clone(),
            scale: figure.scale,
            decimals: figure.decimals,
            state: figure.state,
            value: figure.value.filter(|_| figure.state == State::Value),
            printed: figure.printed.clone(),
            operands: figure.operands.iter().map(FigureId::to_string).collect(),
            digests: Some(figure.digests.clone()),
        }
    }

    /// The exact value in digits, a ratio as its two terms; nothing without a value.
    pub fn exact(&self) -> Option<String> {
        match self.value? {
            Quantity::Number(number) => Some(number.normalize().to_string()),
            Quantity::Ratio { of, to } => Some(format!("{}/{}", of.normalize(), to.normalize())),
        }
    }
}

/// The state of that word.
pub(crate) fn state(word: &str) -> Option<State> {
    State::ALL.into_iter().find(|state| state.as_str() == word)
}

/// The exact value that a file states: a decimal, or the two terms of a ratio, which has precedence. A fault is what
/// can't be read.
pub(crate) fn value(value: Option<&str>, ratio: Option<&[String; 2]>) -> Result<Option<Quantity>, String> {
    let decimal = |text: &str| text.parse::<Decimal>().map_err(|_| text.to_owned());
    match (value, ratio) {
        (_, Some([of, to])) => {
            let to = Some(decimal(to)?).filter(|to| !to.is_zero()).ok_or_else(|| to.clone())?;
            Ok(Some(Quantity::Ratio { of: decimal(of)?, to }))
        }
        (Some(value), None) => Ok(Some(Quantity::Number(decimal(value)?))),
        (None, None) => Ok(None),
    }
}
