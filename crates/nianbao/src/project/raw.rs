//! What `nianbao.toml` may say.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::dismissal::RawDismissal;
use super::{Edition, FILE, ReportSettings};
use crate::calendar::WorkingDays;
use crate::error::{Error, Fault};
use crate::figure::Period;
use crate::pack::Pack;
use crate::pack::calendar::{day_of, days};
use crate::pack::ledger::LedgerSpec;
use crate::pack::resolver::{Text, unknown};
use crate::place::TextPlace;

/// `nianbao.toml`
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawProject {
    /// What the report is about.
    pub(super) report: RawReport,
    /// The workbooks of each ledger.
    #[schemars(with = "BTreeMap<String, RawFiles>")]
    pub(super) ledgers: BTreeMap<Text, RawFiles>,
    /// Last year's figures.
    #[schemars(with = "Option<RawPrevious>")]
    pub(super) previous: Option<Spanned<RawPrevious>>,
    /// Findings that were judged harmless.
    #[serde(default)]
    #[schemars(with = "Vec<RawDismissal>")]
    pub(super) dismissed: Vec<Spanned<RawDismissal>>,
    /// The place's own holidays and working days, on top of the pack's calendar.
    calendar: Option<RawLocalDays>,
    /// A face for a role, in place of the pack's families.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub(super) faces: BTreeMap<Text, String>,
}

/// Days that a place has for itself, such as the holidays of an autonomous region.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawLocalDays {
    /// Days off and what they are.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    holidays: BTreeMap<Text, String>,
    /// Days that are worked and why.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    working: BTreeMap<Text, String>,
}

/// What the report is about.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawReport {
    /// The standard pack's id.
    #[schemars(with = "String")]
    pub(super) pack: Text,
    /// The report's year.
    #[schemars(with = "i32")]
    year: Spanned<i32>,
    /// Draft, sample or final.
    #[serde(default)]
    status: Status,
    /// The unit's full name.
    unit: String,
    /// The name it goes by in the text.
    unit_short: Option<String>,
    /// A code that identifies the unit among others.
    #[serde(default)]
    unit_code: String,
    /// The report's title; the pack's if missing.
    title: Option<String>,
    /// Whom it is addressed to.
    #[serde(default)]
    addressees: Vec<String>,
    /// 成文日期, never copied to the next year. A draft may leave it open.
    #[schemars(with = "Option<String>")]
    date: Option<Spanned<Datetime>>,
    /// The days it covers; the calendar year if missing.
    period: Option<RawPeriod>,
}

/// The days that a report covers.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPeriod {
    /// The first day.
    #[schemars(with = "String")]
    from: Spanned<Datetime>,
    /// The last day.
    #[schemars(with = "String")]
    to: Spanned<Datetime>,
}

/// The workbooks of a ledger.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFiles {
    /// Paths relative to the project; `*` and `?` may stand in names. None at all: the unit keeps no such ledger, and
    /// the figures that need it don't apply.
    #[schemars(with = "Vec<String>")]
    pub(super) files: Vec<Text>,
    /// Whether they are blank forms of `nianbao init`: then it is told if one is not marked as such any more.
    #[serde(default)]
    form: bool,
}

/// Last year's figures: a file, or values stated here.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPrevious {
    /// Last year's `figures.json`.
    #[schemars(with = "Option<String>")]
    pub(super) figures: Option<Text>,
    /// Values by figure id.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, RawStated>")]
    pub(super) values: BTreeMap<Text, RawStated>,
}

/// A value of last year, entered by hand.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStated {
    /// The value, as a text so that it stays exact.
    #[schemars(with = "String")]
    pub(super) value: Text,
    /// Where it is published.
    pub(super) source: String,
}

/// How far a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Being written: it builds in spite of findings, and says 草稿 on every page.
    #[default]
    Draft,
    /// Of fictitious data: it builds in spite of findings, and says so on every page.
    Sample,
    /// To be sent: it is not built while an error is open.
    Final,
}

impl Status {
    /// The word that TOML and JSON use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sample => "sample",
            Self::Final => "final",
        }
    }
}

pub(super) fn parse(text: &str) -> Result<RawProject, Error> {
    toml::from_str(text).map_err(|error| Error::Project(vec![crate::pack::toml_fault(FILE, text, &error)]))
}

impl RawProject {
    pub(super) fn year(&self) -> i32 {
        *self.report.year.get_ref()
    }

    /// What the ledgers' files are called, each with the ledger's id.
    pub(super) fn patterns(&self) -> Vec<(String, String)> {
        let of_ledger =
            self.ledgers.iter().flat_map(|(id, files)| files.files.iter().map(move |pattern| (id, pattern)));
        of_ledger.map(|(id, pattern)| (id.get_ref().clone(), pattern.get_ref().clone())).collect()
    }

    /// The file of last year's figures.
    pub(super) fn previous_file(&self) -> Option<&str> {
        self.previous.as_ref()?.get_ref().figures.as_ref().map(|name| name.get_ref().as_str())
    }

    /// The ledgers of the pack whose files are blank forms.
    pub(super) fn forms(&self, pack: &Pack) -> BTreeSet<usize> {
        let is_form = |spec: &LedgerSpec| self.ledgers.iter().any(|(id, files)| *id.get_ref() == spec.id && files.form);
        let ledgers = pack.ledgers.iter().enumerate();
        ledgers.filter(|(_, spec)| is_form(spec)).map(|(at, _)| at).collect()
    }

    /// The code that identifies the unit; empty if none is given.
    pub(super) fn unit_code(&self) -> &str {
        &self.report.unit_code
    }

    /// A pack that isn't there is the project file's fault, at the name of the pack.
    pub(super) fn blame_pack(&self, error: Error, text: &str) -> Error {
        match error {
            Error::Pack(faults) if faults.iter().all(|fault| fault.key == "unknown-pack") => {
                let at = TextPlace::of_span(FILE, text, self.report.pack.span());
                Error::Project(faults.into_iter().map(|fault| fault.at(at.clone())).collect())
            }
            other => other,
        }
    }

    /// The pack's calendar with the place's own days.
    pub(super) fn calendar(&self, pack: &Pack, text: &str, faults: &mut Vec<Fault>) -> Option<WorkingDays> {
        let calendar = pack.calendar.clone()?;
        let Some(local) = &self.calendar else { return Some(calendar) };
        let holidays = days(&local.holidays, FILE, text, faults);
        Some(calendar.with_local(&holidays, &days(&local.working, FILE, text, faults)))
    }

    /// The faces that the project itself names, by role.
    pub(super) fn faces(&self, pack: &Pack, text: &str, faults: &mut Vec<Fault>) -> BTreeMap<String, String> {
        let roles: Vec<String> = pack.faces.by_role().iter().map(|(role, _)| (*role).to_owned()).collect();
        for role in self.faces.keys().filter(|role| !roles.contains(role.get_ref())) {
            let fault = unknown("unknown-key", role.get_ref(), &roles);
            faults.push(fault.at(TextPlace::of_span(FILE, text, role.span())));
        }
        self.faces.iter().map(|(role, family)| (role.get_ref().clone(), family.clone())).collect()
    }

    /// The settings, if they are valid.
    pub(super) fn settings(
        &self,
        pack: &Pack,
        edition: Edition,
        text: &str,
        faults: &mut Vec<Fault>,
    ) -> Option<ReportSettings> {
        let report = &self.report;
        let year = *report.year.get_ref();
        let mut day = |value: &Spanned<Datetime>| {
            let found = day_of(value.get_ref());
            if found.is_none() {
                let at = TextPlace::of_span(FILE, text, value.span());
                faults.push(Fault::new("not-a-day").with("value", value.get_ref().to_string()).at(at));
            }
            found
        };
        let date = report.date.as_ref().map(&mut day);
        let period = match &report.period {
            Some(period) => day(&period.from).zip(day(&period.to)),
            None => NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31)),
        };
        let at_year = || TextPlace::of_span(FILE, text, report.year.span());
        if let Some((from, to)) = period
            && from > to
        {
            faults.push(Fault::new("period-backwards").at(at_year()));
        }
        if !(1949..=2999).contains(&year) {
            faults.push(Fault::new("year-out-of-range").with("year", year.to_string()).at(at_year()));
        }
        let unit_short = report.unit_short.clone().unwrap_or_else(|| report.unit.clone());
        let title = report.title.clone().unwrap_or_else(|| pack.title.clone());
        let title = title
            .replace("{unit_short}", &unit_short)
            .replace("{unit}", &report.unit)
            .replace("{year}", &year.to_string());
        let (from, to) = period?;
        Some(ReportSettings {
            year,
            status: report.status,
            unit: report.unit.clone(),
            unit_short,
            unit_code: report.unit_code.clone(),
            title,
            addressees: report.addressees.clone(),
            date: match date {
                Some(date) => Some(date?),
                None => None,
            },
            period: Period { from, to },
            edition,
            at: at_year(),
        })
    }
}
