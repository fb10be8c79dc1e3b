//! From two records of the same unit and year to what differs between them, and why.
//!
//! A figure has changed if its exact value, its state or its printed form has; a ratio by its two terms. Labels and
//! notes are names, and no change. Figures are told apart by their ids: another id is another figure. Two finished
//! reports are compared by what they state ([`reports`]).

pub mod cells;
pub mod json;
pub mod note;
mod open;
pub mod reports;
mod spread;

use std::collections::{BTreeMap, BTreeSet};

pub use open::{Side, not_alike, open};
pub use reports::Reports;

use crate::audit::Spot;
use crate::error::Fault;
use crate::record::{Record, Recorded};

/// Why a figure isn't what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// Other rows count, or the same with other values; or last year's figure is another.
    Data,
    /// It is computed in another way: by its own measure, or by what that reads.
    Measure,
    /// It is printed in another way: another unit, 万 or no 万, more digits or fewer.
    Rounding,
    /// None of these, or the records don't tell.
    Unknown,
}

impl Cause {
    /// All causes.
    pub const ALL: [Self; 4] = [Self::Data, Self::Measure, Self::Rounding, Self::Unknown];

    /// The word that JSON, Python and the message files use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Measure => "measure",
            Self::Rounding => "rounding",
            Self::Unknown => "unknown",
        }
    }
}

/// What has become of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Its value, its state or its printed form is another.
    Changed,
    /// It wasn't there.
    Added,
    /// It isn't there any more.
    Removed,
    /// It is the same, but rests on other rows or another measure.
    Basis,
}

impl Kind {
    /// The word that JSON, Python and the message files use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Basis => "basis",
        }
    }
}

/// One figure that isn't what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its id; empty for a statement of a report of which no figure of the pack is spoken.
    pub id: String,
    /// What people call it now; for a removed figure, what they called it. For a statement, its clause.
    pub label: String,
    /// What has become of it.
    pub kind: Kind,
    /// Why; empty for added and removed figures.
    pub causes: BTreeSet<Cause>,
    /// The labels of the figures it is computed from whose values are other ones.
    pub through: Vec<String>,
    /// The figure as it was.
    pub was: Option<Recorded>,
    /// The figure as it is.
    pub now: Option<Recorded>,
    /// Where the older report states it, if it is a report.
    pub was_at: Option<Spot>,
    /// Where the newer report states it, if it is a report.
    pub now_at: Option<Spot>,
}

impl Difference {
    /// How the figure was printed and how it is; with the exact values if both look the same.
    pub fn printed(&self) -> (String, String) {
        let (was, now) = (self.was.as_ref(), self.now.as_ref());
        let alike = self.kind == Kind::Changed && was.map(|was| &was.printed) == now.map(|now| &now.printed);
        let shown = |figure: Option<&Recorded>| match figure {
            Some(figure) if alike => {
                let exact = figure.exact().map(|exact| format!("（{exact}）")).unwrap_or_default();
                format!("{}{exact}", figure.printed)
            }
            Some(figure) => figure.printed.clone(),
            None => String::new(),
        };
        (shown(was), shown(now))
    }
}

/// What differs between two records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The older record.
    pub old: Record,
    /// The newer record.
    pub new: Record,
    /// What differs, in the order of the newer record; then what is not there any more, in that of the older.
    pub differences: Vec<Difference>,
    /// The two texts, if finished reports are compared.
    pub reports: Option<Reports>,
}

impl Comparison {
    /// Whether a figure was changed, added or removed. That one rests on other rows makes it no other figure.
    pub fn has_changes(&self) -> bool {
        self.differences.iter().any(|difference| difference.kind != Kind::Basis)
    }

    /// Whether nothing was changed, and nothing is left in doubt.
    pub fn is_same(&self) -> bool {
        let has_doubts = self.reports.as_ref().is_some_and(|reports| !reports.not_compared.is_empty());
        !self.has_changes() && !has_doubts
    }
}

/// Compares two records.
///
/// # Errors
/// They are of different units or years: such figures are different, not changed.
pub fn compare(old: Record, new: Record) -> Result<Comparison, Fault> {
    if old.year != new.year {
        return Err(other_year(old.year, new.year));
    }
    if !old.is_of_unit_of(&new) {
        let name = |record: &Record| format!("{} {}", record.unit, record.unit_code).trim().to_owned();
        return Err(other_unit(name(&old), name(&new)));
    }
    let differences = differences(&old, &new);
    Ok(Comparison { old, new, differences, reports: None })
}

fn other_year(found: i32, year: i32) -> Fault {
    Fault::new("figures-of-other-year").with("found", found.to_string()).with("year", year.to_string())
}

fn other_unit(found: String, unit: String) -> Fault {
    Fault::new("figures-of-other-unit").with("found", found).with("unit", unit)
}

fn differences(old: &Record, new: &Record) -> Vec<Difference> {
    let by_id = |record: &'_ Record| -> BTreeMap<String, usize> {
        record.figures.iter().enumerate().map(|(at, figure)| (figure.id.clone(), at)).collect()
    };
    let (was, is) = (by_id(old), by_id(new));
    let old_of = |id: &str| was.get(id).map(|at| &old.figures[*at]);
    let moved = |ledger: &str| old.ledgers.get(ledger) != new.ledgers.get(ledger);
    let mut found = Vec::new();
    for (at, now) in new.figures.iter().enumerate() {
        // Of two entries with one id the last holds, as JSON has it.
        if is.get(&now.id) == Some(&at) {
            found.extend(difference(old_of(&now.id), Some(now), &moved));
        }
    }
    for (at, gone) in old.figures.iter().enumerate() {
        if was.get(&gone.id) == Some(&at) && !is.contains_key(&gone.id) {
            found.extend(difference(Some(gone), None, &moved));
        }
    }
    spread::spread(found)
}

/// What differs between a figure as it was and as it is, as far as these two tell; `moved` says whether a ledger's rows
/// are other ones.
fn difference(was: Option<&Recorded>, now: Option<&Recorded>, moved: &dyn Fn(&str) -> bool) -> Option<Difference> {
    let figure = now.or(was)?;
    let (kind, causes) = match (was, now) {
        (None, _) => (Kind::Added, BTreeSet::new()),
        (_, None) => (Kind::Removed, BTreeSet::new()),
        (Some(was), Some(now)) => {
            let causes = own_causes(was, now, moved);
            if has_other_value(was, now) || was.printed != now.printed {
                (Kind::Changed, causes)
            } else if causes.is_empty() {
                return None;
            } else {
                (Kind::Basis, causes)
            }
        }
    };
    let (was, now) = (was.cloned(), now.cloned());
    let (id, label, through) = (figure.id.clone(), figure.label.clone(), Vec::new());
    Some(Difference { id, label, kind, causes, through, was, now, was_at: None, now_at: None })
}

fn has_other_value(was: &Recorded, now: &Recorded) -> bool {
    was.state != now.state || was.value != now.value
}

/// The causes that lie in the figure itself.
fn own_causes(was: &Recorded, now: &Recorded, moved: &dyn Fn(&str) -> bool) -> BTreeSet<Cause> {
    let mut causes = BTreeSet::new();
    if let (Some(was), Some(now)) = (&was.digests, &now.digests) {
        let is_measured_otherwise = was.measure != now.measure;
        // Another measure picks other rows of the same ledger: that is no change of the data.
        let has_other_rows = was.rows != now.rows;
        let is_of_data = has_other_rows && (!is_measured_otherwise || now.ledger.as_deref().is_some_and(moved));
        causes.extend(is_of_data.then_some(Cause::Data));
        causes.extend(is_measured_otherwise.then_some(Cause::Measure));
    }
    let form = |figure: &Recorded| (figure.unit.clone(), figure.scale, figure.decimals);
    let only_printed = was.printed != now.printed && !has_other_value(was, now);
    causes.extend((form(was) != form(now) || only_printed).then_some(Cause::Rounding));
    causes
}

#[cfg(test)]
mod tests;
