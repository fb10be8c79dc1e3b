//! `calendars/*.toml`: public holidays and the weekend days that are made up for, keyed by date.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::resolver::Text;
use crate::calendar::WorkingDays;
use crate::error::Fault;
use crate::place::TextPlace;

/// A calendar of working days. Keyed by date, since one year's notice can move the last days of the year before.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawCalendar {
    /// The first day of which something is known.
    #[schemars(with = "String")]
    from: Spanned<Datetime>,
    /// The last day of which something is known.
    #[schemars(with = "String")]
    to: Spanned<Datetime>,
    /// Days off and what they are.
    #[schemars(with = "BTreeMap<String, String>")]
    holidays: BTreeMap<Text, String>,
    /// Weekend days that are worked.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    working: BTreeMap<Text, String>,
}

impl RawCalendar {
    pub(super) fn resolve(&self, file: &str, text: &str, faults: &mut Vec<Fault>) -> Option<WorkingDays> {
        let holidays = days(&self.holidays, file, text, faults);
        let working = days(&self.working, file, text, faults);
        let mut bound = |value: &Spanned<Datetime>| {
            let day = day_of(value.get_ref());
            if day.is_none() {
                let fault = Fault::new("not-a-day").with("value", value.get_ref().to_string());
                faults.push(fault.at(TextPlace::of_span(file, text, value.span())));
            }
            day
        };
        let (from, to) = (bound(&self.from), bound(&self.to));
        Some(WorkingDays::new(from?, to?, holidays, working))
    }
}

/// The days that are keys of a table of a calendar.
pub(crate) fn days(table: &BTreeMap<Text, String>, file: &str, text: &str, faults: &mut Vec<Fault>) -> Vec<NaiveDate> {
    let mut found = Vec::new();
    for key in table.keys() {
        if let Ok(day) = key.get_ref().parse() {
            found.push(day);
        } else {
            let fault = Fault::new("not-a-day").with("value", key.get_ref().as_str());
            faults.push(fault.at(TextPlace::of_span(file, text, key.span())));
        }
    }
    found
}

/// The day of a TOML date without a time.
pub(crate) fn day_of(value: &Datetime) -> Option<NaiveDate> {
    let date = value.date.filter(|_| value.time.is_none())?;
    NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
}
