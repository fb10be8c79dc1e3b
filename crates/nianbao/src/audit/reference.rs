//! What a text is held against: the figures of a project, or those that a `figures.json` keeps.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::aggregate::cells_of;
use crate::figure::{Figure, FigureId, Figures, Quantity};
use crate::place::Place;
use crate::project::{Dismissal, Previous, Project};
use crate::record::{Record, Recorded};

/// Figures, and what they are figures of.
#[derive(Debug, Clone)]
pub struct Reference<'a> {
    held: Vec<Held<'a>>,
    index: BTreeMap<&'a str, usize>,
    /// The year that they are of.
    pub year: i32,
    /// The full name of the unit that they are of.
    pub unit: &'a str,
    /// The name it goes by in texts.
    pub unit_short: String,
    /// What a person has judged harmless.
    pub dismissals: &'a [Dismissal],
    /// Last year's figures, if the project has them.
    previous: Option<&'a Previous>,
}

/// A figure, as far as texts are held against it.
#[derive(Debug, Clone)]
pub(super) struct Held<'a> {
    pub(super) figure: Cow<'a, Recorded>,
    /// The names of what it counts, if they are known.
    pub(super) register: &'a [String],
    id: &'a str,
    source: Option<&'a Figure>,
}

impl<'a> Reference<'a> {
    /// The figures of a project.
    pub fn of(project: &'a Project, figures: &'a Figures) -> Self {
        let report = &project.report;
        let held = figures.iter().map(Held::of).collect();
        Self {
            dismissals: &project.dismissals,
            previous: project.previous.as_ref(),
            ..Self::new(held, report.year, &report.unit, report.unit_short.clone())
        }
    }

    /// The figures that a file keeps. It has no rows, so that a contradiction names no cells.
    pub fn of_record(record: &'a Record) -> Self {
        let short = record.title.split(&record.year.to_string()).next().unwrap_or_default();
        let short = if short.is_empty() || short == record.title { record.unit.as_str() } else { short };
        let members = record.figures.iter().filter(|figure| figure.id.matches('.').count() == 1);
        Self::new(members.map(Held::of_record).collect(), record.year, &record.unit, short.to_owned())
    }

    fn new(held: Vec<Held<'a>>, year: i32, unit: &'a str, unit_short: String) -> Self {
        let index = held.iter().enumerate().map(|(at, held)| (held.id, at)).collect();
        Self { held, index, year, unit, unit_short, dismissals: &[], previous: None }
    }

    pub(super) fn get(&self, id: &FigureId) -> Option<&Held<'a>> {
        self.index.get(id.as_str()).and_then(|at| self.held.get(*at))
    }

    /// Last year's value of a figure: as the project has it, or this year's less the figure `change_of` that is the
    /// difference.
    pub(super) fn previous(&self, id: &FigureId, change_of: Option<&FigureId>) -> Option<Decimal> {
        let number = |id: &FigureId| match self.get(id)?.figure.value? {
            Quantity::Number(number) => Some(number),
            Quantity::Ratio { .. } => None,
        };
        let stated = self.previous.and_then(|previous| previous.number(id.as_str()));
        stated.or_else(|| number(id)?.checked_sub(number(change_of?)?))
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = &'a str> {
        self.held.iter().map(|held| held.id)
    }
}

impl<'a> Held<'a> {
    fn of(figure: &'a Figure) -> Self {
        let (register, id) = (figure.register.as_slice(), figure.id.as_str());
        Self { figure: Cow::Owned(Recorded::of(figure)), register, id, source: Some(figure) }
    }

    fn of_record(figure: &'a Recorded) -> Self {
        Self { figure: Cow::Borrowed(figure), register: &[], id: &figure.id, source: None }
    }

    /// The first cells behind it.
    pub(super) fn cells(&self) -> Vec<Place> {
        self.source.map(cells_of).unwrap_or_default()
    }
}
