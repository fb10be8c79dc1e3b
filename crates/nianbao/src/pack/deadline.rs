//! Deadlines as derived columns: in calendar days or working days, restarted, extended, interrupted.

use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::Deserialize;

use super::ledger::ColumnType;
use super::resolver::{Resolver, Text};
use crate::calendar::WorkingDays;
use crate::error::Fault;

/// A deadline in calendar days or in working days; the day it starts from is day 0.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawDeadline {
    /// The date column it starts from.
    #[schemars(with = "String")]
    from: Text,
    /// A date column from which it starts anew where that is filled, such as the day of a corrected application.
    #[schemars(with = "Option<String>")]
    restart: Option<Text>,
    /// How many calendar days.
    days: Option<u32>,
    /// How many working days, by the pack's calendar.
    working_days: Option<u32>,
    /// An integer column of days of the same kind granted beyond; blank is none.
    #[schemars(with = "Option<String>")]
    extension: Option<Text>,
    /// A stretch of time that doesn't count, such as that for asking third parties.
    excluded: Option<RawStretch>,
}

/// The days after one up to another.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawStretch {
    /// The date column after which it begins.
    #[schemars(with = "String")]
    from: Text,
    /// The date column with its last day.
    #[schemars(with = "String")]
    to: Text,
}

/// How long a deadline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// In calendar days.
    Days(u32),
    /// In working days.
    WorkingDays(u32),
}

/// A deadline with its names resolved; columns are indices of the ledger's fields.
#[derive(Debug, Clone)]
pub struct Deadline {
    /// The date column it starts from.
    pub from: usize,
    /// The date column from which it starts anew.
    pub restart: Option<usize>,
    /// How long it is.
    pub length: Length,
    /// The integer column of days granted beyond.
    pub extension: Option<usize>,
    /// The date columns of a stretch that doesn't count.
    pub excluded: Option<(usize, usize)>,
}

/// The days of one row that a deadline is computed from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowDays {
    /// The day it starts from, the last one where it starts anew.
    pub(crate) from: NaiveDate,
    /// Days granted beyond.
    pub(crate) extension: u32,
    /// The stretch that doesn't count.
    pub(crate) excluded: Option<(NaiveDate, NaiveDate)>,
}

impl RawDeadline {
    pub(super) fn resolve(self, ledger: usize, id: &Text, resolver: &mut Resolver<'_>) -> Option<Deadline> {
        let mut date = |id: &Text| resolver.typed_column(ledger, id, &[ColumnType::Date]);
        let from = date(&self.from);
        let restart = self.restart.as_ref().map(&mut date);
        let excluded = self.excluded.as_ref().map(|stretch| date(&stretch.from).zip(date(&stretch.to)));
        let extension = self.extension.map(|id| resolver.typed_column(ledger, &id, &[ColumnType::Integer]));
        let length = match (self.days, self.working_days) {
            (Some(days), None) => Some(Length::Days(days)),
            (None, Some(days)) => Some(Length::WorkingDays(days)),
            (Some(_), Some(_)) | (None, None) => {
                resolver.fault(id.span(), Fault::new("deadline-of-one-length").with("column", id.get_ref().as_str()));
                None
            }
        };
        Some(Deadline {
            from: from?,
            restart: transposed(restart)?,
            length: length?,
            extension: transposed(extension)?,
            excluded: transposed(excluded)?,
        })
    }
}

/// Nothing if something was given and is wrong.
fn transposed<T>(given: Option<Option<T>>) -> Option<Option<T>> {
    given.map_or(Some(None), |found| found.map(Some))
}

impl Deadline {
    /// The last day in time; nothing if the calendar doesn't reach so far.
    pub(crate) fn due(&self, row: RowDays, calendar: Option<&WorkingDays>) -> Option<NaiveDate> {
        match self.length {
            Length::Days(days) => {
                let excluded = row.excluded.map_or(0, |(start, end)| (end - start).num_days().max(0));
                let days = u64::from(days) + u64::from(row.extension) + u64::try_from(excluded).unwrap_or(0);
                row.from.checked_add_days(Days::new(days))
            }
            Length::WorkingDays(days) => {
                let calendar = calendar?;
                let excluded = match row.excluded {
                    Some((start, end)) => calendar.between(start, end)?,
                    None => 0,
                };
                calendar.after(row.from, days.checked_add(row.extension)?.checked_add(excluded)?)
            }
        }
    }
}
