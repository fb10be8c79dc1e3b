//! What the layout is told: `/data/report.json`, all of it text, since the layout computes nothing.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use typst::foundations::Datetime;

use super::annex::Annex;
use super::fonts::FaceInUse;
use super::listed;
use crate::Computed;
use crate::finding::{Finding, Severity};
use crate::message::Messages;
use crate::project::{Edition, Project, Status};

/// The report as the layout sees it.
#[derive(Serialize)]
struct Document<'a> {
    /// The title on one line.
    title: String,
    /// The title as it may be broken.
    title_lines: Vec<&'a str>,
    unit: &'a str,
    unit_short: &'a str,
    year: String,
    addressees: &'a [String],
    /// 成文日期 without leading zeros.
    date: String,
    /// The same for the document's properties: year, month, day.
    day: [i32; 3],
    /// 统计期限, when it is not the calendar year.
    period: Option<String>,
    status: &'static str,
    /// What every page says of a draft or a sample.
    banner: Option<String>,
    edition: &'static str,
    language: &'a str,
    bases: Vec<&'a str>,
    pitch: &'a str,
    faces: BTreeMap<&'a str, &'a [String]>,
    annex: Annex,
    /// The findings that a draft or a sample lists, one line each.
    findings: Vec<String>,
    words: BTreeMap<&'static str, String>,
    /// The first 12 digits of the digest of figures.json.
    digest: String,
    attachments: Vec<Attachment<'a>>,
}

/// A file that the PDF carries.
#[derive(Serialize)]
struct Attachment<'a> {
    path: String,
    name: &'a str,
    relationship: &'static str,
    description: String,
}

/// Words of the layout that are the pack's language's own; keys of the message files.
const WORDS: &[&str] = &[
    "annex",
    "annex-title",
    "annex-number",
    "annex-label",
    "annex-value",
    "annex-method",
    "annex-source",
    "annex-notes",
    "annex-sheets",
    "annex-sheet",
    "annex-rows",
    "annex-used",
    "annex-excluded",
    "findings-title",
    "chart",
    "chart-note",
    "colon",
    "digest-label",
];

/// The bytes of `/data/report.json`.
pub(super) fn data(
    project: &Project,
    computed: &Computed,
    findings: &[Finding],
    attachments: &BTreeMap<String, Vec<u8>>,
    faces: &[FaceInUse],
    legible: &dyn Fn(&str) -> String,
) -> Vec<u8> {
    let report = &project.report;
    let messages = project.pack.messages();
    let complete = report.edition == Edition::Filing;
    let banner = match report.status {
        Status::Final => None,
        status => Some(messages.word(&format!("banner-{}", status.as_str()))),
    };
    let lists = complete && banner.is_some();
    let listed = findings.iter().filter(|finding| lists && finding.severity > Severity::Note);
    let digest = attachments.get("figures.json").map(|bytes| crate::digest::hex(bytes)).unwrap_or_default();
    let document = Document {
        title: report.title.replace('\n', ""),
        title_lines: report.title.lines().collect(),
        unit: &report.unit,
        unit_short: &report.unit_short,
        year: report.year.to_string(),
        addressees: &report.addressees,
        date: report.date.map_or_else(|| open_day(&messages), |day| day_in_words(day, &messages)),
        day: [report.day().year(), month_of(report.day()), day_of(report.day())],
        period: period(project, &messages),
        status: report.status.as_str(),
        banner,
        edition: report.edition.as_str(),
        language: &project.pack.language,
        bases: project.pack.bases_of(report.year).map(|basis| basis.text.as_str()).collect(),
        pitch: &project.pack.pitch,
        faces: faces.iter().map(|face| (face.role.as_str(), face.families.as_slice())).collect(),
        annex: Annex::new(computed, complete, &messages, legible),
        findings: listed::lines(listed, &messages, |finding| legible(&line(finding, &messages))),
        words: WORDS.iter().map(|key| (*key, messages.word(key))).collect(),
        digest: crate::digest::short(&digest).to_owned(),
        attachments: attachments.keys().map(|name| attachment(name, &messages)).collect(),
    };
    // Texts, lists and maps with text keys always serialise.
    serde_json::to_vec(&document).unwrap_or_default()
}

/// A date for typst.
pub(super) fn datetime(day: NaiveDate) -> Option<Datetime> {
    Datetime::from_ymd(day.year(), u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?)
}

fn month_of(day: NaiveDate) -> i32 {
    i32::try_from(day.month()).unwrap_or(1)
}

fn day_of(day: NaiveDate) -> i32 {
    i32::try_from(day.day()).unwrap_or(1)
}

/// 2022年1月5日: full year, no leading zeros (GB/T 9704—2012).
fn day_in_words(day: NaiveDate, messages: &Messages) -> String {
    let part = |number: u32| crate::finding::Argument::Text(number.to_string());
    let year = crate::finding::Argument::Text(day.year().to_string());
    let arguments = [("year", year), ("month", part(day.month())), ("day", part(day.day()))];
    messages.text("day", &arguments.into_iter().collect())
}

/// What stands for 成文日期 as long as it is open.
fn open_day(messages: &Messages) -> String {
    ["todo-open", "todo-day", "todo-close"].map(|key| messages.word(key)).concat()
}

fn period(project: &Project, messages: &Messages) -> Option<String> {
    let (year, period) = (project.report.year, project.report.period);
    let whole = NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year, 12, 31));
    if whole == Some((period.from, period.to)) {
        return None;
    }
    let day = |day| crate::finding::Argument::Text(day_in_words(day, messages));
    Some(messages.text("period", &[("from", day(period.from)), ("to", day(period.to))].into_iter().collect()))
}

/// A finding on one line.
fn line(finding: &Finding, messages: &Messages) -> String {
    let text = messages.finding(&finding.without_value());
    let arguments = [
        ("severity", messages.word(&format!("severity-{}", finding.severity.as_str())).into()),
        ("place", messages.place(&finding.place, "·").into()),
        ("title", text.title.replace(" › ", "·").into()),
    ];
    messages.text("finding-line", &arguments.into_iter().collect())
}

fn attachment<'a>(name: &'a str, messages: &Messages) -> Attachment<'a> {
    let key = format!("attachment-{}", name.split('.').next().unwrap_or_default());
    let relationship = if name == "figures.json" { "data" } else { "source" };
    Attachment { path: format!("/{name}"), name, relationship, description: messages.word(&key) }
}
