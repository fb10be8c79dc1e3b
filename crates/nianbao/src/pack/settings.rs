//! `pack.toml`: the pack's name, legal bases, statutory parts, faces and measures of the page.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::Pack;
use super::chart::ChartSpec;
use super::figure::FigureSpec;
use super::ledger::LedgerSpec;
use super::resolver::Text;
use super::rule::Rule;
use crate::calendar::WorkingDays;

/// `pack.toml`
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawPack {
    /// The pack's id, such as `rule-of-law`.
    id: String,
    /// What kind of report it is, in the pack's language.
    label: String,
    /// The edition of the pack.
    edition: String,
    /// The language of the output files.
    language: String,
    /// The report's title, with `{unit}`, `{unit_short}` and `{year}`.
    title: String,
    /// Legal bases by report year.
    #[serde(default)]
    basis: Vec<Basis>,
    /// The parts that the regulation asks for.
    #[serde(default)]
    part: Vec<Part>,
    /// Words that are written wrong, and how they are right, for the audit.
    #[serde(default)]
    term: Vec<Term>,
    /// The calendar of working days: a file of `calendars/`, without its ending.
    #[schemars(with = "Option<String>")]
    pub(super) calendar: Option<Text>,
    /// Families of type by role.
    faces: Faces,
    /// Measures of the page.
    layout: Layout,
}

/// A legal basis and the report years it holds for.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// The first year.
    pub from: i32,
    /// The last year; open if missing.
    pub to: Option<i32>,
    /// The name as it is cited.
    pub text: String,
}

/// A part of the report that the regulation asks for.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The narrative marks its place by the label `<part-ID>`.
    pub id: String,
    /// What it is.
    pub label: String,
    /// Whether its lack is a finding.
    pub required: bool,
    /// Words by which a finished text shows that it has the part; without any the audit doesn't look for it.
    #[serde(default)]
    pub said: Vec<String>,
}

/// A word that is written wrong.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// How it is found in texts.
    pub wrong: String,
    /// How it is right.
    pub right: String,
}

/// Families of type by role.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Faces {
    /// The title: 小标宋.
    pub title: Face,
    /// The body: 仿宋.
    pub body: Face,
    /// Headings of the first level: 黑体.
    pub heading: Face,
    /// Headings of the second level: 楷体.
    pub subheading: Face,
    /// Page numbers: 宋体.
    pub page_number: Face,
}

impl Faces {
    /// The roles by name.
    pub fn by_role(&self) -> [(&'static str, &Face); 5] {
        [
            ("title", &self.title),
            ("body", &self.body),
            ("heading", &self.heading),
            ("subheading", &self.subheading),
            ("page_number", &self.page_number),
        ]
    }
}

/// The families of one role, in the order in which they are tried.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Face {
    /// The families that the standard means.
    pub official: Vec<String>,
    /// Families that may stand in.
    #[serde(default)]
    pub substitutes: Vec<String>,
}

/// Measures of the page.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Layout {
    /// The distance from line to line, such as `28.99pt`.
    pitch: String,
}

/// What the pack's other files say.
pub(super) struct Resolved {
    pub(super) ledgers: Vec<LedgerSpec>,
    pub(super) figures: Vec<FigureSpec>,
    pub(super) rules: Vec<Rule>,
    pub(super) charts: Vec<ChartSpec>,
    pub(super) calendar: Option<WorkingDays>,
    pub(super) files: BTreeMap<String, String>,
}

impl RawPack {
    pub(super) fn into_pack(self, resolved: Resolved) -> Pack {
        let Resolved { ledgers, figures, rules, charts, calendar, files } = resolved;
        Pack {
            id: self.id,
            label: self.label,
            edition: self.edition,
            language: self.language,
            title: self.title,
            bases: self.basis,
            parts: self.part,
            terms: self.term,
            faces: self.faces,
            pitch: self.layout.pitch,
            ledgers,
            figures,
            rules,
            charts,
            calendar,
            files,
            folder: None,
        }
    }
}
