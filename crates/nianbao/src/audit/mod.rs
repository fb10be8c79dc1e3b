//! The audit: what a finished text states, and how that agrees with the figures.
//!
//! [`extract()`] reads running text and says of each numeral whether it is a statistic, and if not, what it is:
//!
//! ```
//! use nianbao::audit::{self, Class, OtherClass};
//!
//! let mentions = audit::extract("截至12月20日，累计排查隐患57处。");
//! assert_eq!(mentions[0].surface, "12月20日");
//! assert_eq!(mentions[0].class, Class::Other(OtherClass::Date));
//! let Class::Statistic(statistic) = &mentions[1].class else { panic!() };
//! assert_eq!((mentions[1].surface.as_str(), statistic.unit.map(|unit| unit.word)), ("57处", Some("处")));
//! ```
//!
//! [`audit`] holds a text against itself and, where there are figures, each of its statements against the figure that it
//! means:
//!
//! ```
//! use nianbao::audit::{Document, audit};
//! use nianbao::{Code, Pack};
//!
//! let text = "收到政府信息公开申请3件，上年结转0件，办结2件，结转下年继续办理2件。";
//! let audit = audit(&Document::of_text("report.txt", text.to_owned()), &Pack::standard("rule-of-law")?, None);
//! assert_eq!(audit.findings[0].code, Code::TextContradictsItself); // 3 + 0 isn't 2 + 2
//! # Ok::<(), nianbao::Error>(())
//! ```

mod align;
mod document;
mod extract;
#[cfg(test)]
mod growth;
mod itself;
mod judge;
mod lines;
pub(crate) mod other_report;
mod outline;
mod plans;
mod portions;
mod reference;
pub(crate) mod stated;
mod text;
mod verdict;

use std::collections::BTreeSet;

pub(crate) use align::period::whole_year;
pub(crate) use document::{Attached, Carrier, Marked, Source, Value, bytes_of, refused};
pub use document::{Document, Spot};
pub(crate) use extract::extract_under;
pub use extract::{Basis, Change, Class, Direction, Kind, Mention, OtherClass, Scope, Statistic, Term, extract};
pub use reference::Reference;
pub use verdict::{Judgement, Reason, Verdict};

use crate::figure::FigureId;
use crate::finding::{self, Code, Finding, Severity};
use crate::pack::Pack;
use crate::place::Place;
use crate::project::Dismissal;
use crate::validate::dismissed::Dismissed;
use align::Frame;
use itself::Subject;
use lines::Lines;
use text::Text;

/// What an audit found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    /// The document's name.
    pub document: String,
    /// Each statement and how it agrees, in the order of the text; empty if the text is another report.
    pub judgements: Vec<Judgement>,
    /// What is wrong with the text, in its order.
    pub findings: Vec<Finding>,
    /// What a person has judged harmless.
    pub dismissed: Vec<Dismissed>,
    /// The figures that the text doesn't state.
    pub unstated: Vec<FigureId>,
    /// How much of the text and of the figures was held against each other.
    pub coverage: Coverage,
}

/// How much of a text and of the figures was held against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// The figures there are.
    pub figures: usize,
    /// Those that a number of the text states.
    pub stated: usize,
    /// Those that the names of what is counted imply.
    pub implied: usize,
    /// The statements of the text: 行政复议、行政诉讼均为0件 makes two.
    pub statements: usize,
    /// What the text claims of all or none without a number, and no figure measures (实现全覆盖); no statements.
    pub claims: usize,
    /// Those that agree.
    pub agrees: usize,
    /// Those that only rounding parts from the figure.
    pub rounding_only: usize,
    /// Those that contradict the figure.
    pub contradicts: usize,
    /// Those of which it can't be said.
    pub not_assessable: usize,
}

/// Holds a text against itself and, where there is a reference, against its figures. The time grows with the length of
/// the text alone.
pub fn audit(document: &Document, pack: &Pack, reference: Option<&Reference<'_>>) -> Audit {
    let text = Text::new(&document.text);
    let headings = outline::headings(&text);
    let plans = plans::of(&text);
    let mentions = extract::mentions(&text, &plans);
    let lines = Lines::new(&document.name, &text);
    let years = other_report::years(&text, &mentions, &headings, &plans);
    let stated_year = years.first().copied();
    let other = reference.and_then(|reference| other(&text, &lines, &years, reference));
    let known = reference.filter(|_| other.is_none());
    let frame = Frame {
        year: known.map(|reference| reference.year).or(stated_year),
        own_names: known.map(own_names).unwrap_or_default(),
    };
    let (statements, implied) = align::statements(document, &text, &mentions, &pack.figures, &frame);
    let judge = judge::Judge {
        document,
        text: &text,
        lines: &lines,
        mentions: &mentions,
        headings: &headings,
        pack,
        reference: known,
    };
    let judgements = if other.is_some() { Vec::new() } else { judge.judgements(&statements, &implied) };
    let wrong = |judgement: &&Judgement| judgement.verdict == Verdict::Contradicts;
    let places: BTreeSet<usize> = judgements.iter().filter(wrong).map(|judgement| judgement.span.start).collect();
    let at = |index: &usize| mentions.get(*index).is_some_and(|mention| places.contains(&mention.span.start));
    let contradicted = (0..mentions.len()).filter(at).collect();
    let subject = Subject {
        text: &text,
        lines: &lines,
        mentions: &mentions,
        headings: &headings,
        plans: &plans,
        statements: &statements,
        pack,
        year: frame.year,
        contradicted: &contradicted,
    };
    let is_other = other.is_some();
    let mut findings: Vec<Finding> = other.into_iter().chain(judge.findings(&judgements)).collect();
    findings.extend(itself::findings(&subject));
    let dismissals = reference.map_or(&[][..], |reference| reference.dismissals);
    let dismissed = dismiss(dismissals, &document.name, is_other, &mut findings);
    finding::sort(&mut findings);
    let unstated = known.map(|reference| unstated(reference, &judgements)).unwrap_or_default();
    let mut coverage = coverage(&judgements, known, &unstated);
    if is_other {
        (coverage.statements, coverage.not_assessable) = (statements.len(), statements.len());
    }
    Audit { document: document.name.clone(), judgements, findings, dismissed, unstated, coverage }
}

/// The labels of the parts that a report of the pack's kind is asked for and this text doesn't have.
pub(crate) fn missing_parts(document: &Document, pack: &Pack) -> Vec<String> {
    itself::parts::missing(&Text::new(&document.text), pack).into_iter().map(|part| part.label.clone()).collect()
}

/// The finding that a text is another report, if it is.
fn other(text: &Text<'_>, lines: &Lines<'_, '_>, years: &[i32], reference: &Reference<'_>) -> Option<Finding> {
    let year = years.first().filter(|_| !years.contains(&reference.year));
    let unit = other_report::other_unit(text, reference.unit, &reference.unit_short);
    let (kind, found, expected) = match (year, unit) {
        (_, Some(unit)) => ("unit", unit, reference.unit.to_owned()),
        (Some(year), None) => ("year", year.to_string(), reference.year.to_string()),
        (None, None) => return None,
    };
    let finding = Finding::new(Code::OtherReport, Severity::Error, Place::Text(lines.place(&(0..1))));
    Some(finding.with("kind", kind).with("found", found).with("expected", expected))
}

/// What the unit calls itself and its area.
fn own_names(reference: &Reference<'_>) -> Vec<String> {
    const AREAS: &[char] = &['省', '市', '区', '县', '州', '旗', '镇', '乡'];
    let short = reference.unit_short.as_str();
    let area = short
        .chars()
        .next()
        .filter(|first| AREAS.contains(first))
        .or_else(|| reference.unit.chars().rfind(|c| AREAS.contains(c)));
    let areas = area.into_iter().flat_map(|area| ["全", "我", "本"].map(|all| format!("{all}{area}")));
    let names = [short, reference.unit].into_iter().filter(|name| !name.is_empty()).map(str::to_owned);
    areas.chain(names).map(|name| name.chars().map(crate::numeral::fold).collect()).collect()
}

/// Takes out what a person has judged harmless. An entry for this file that covers nothing is a finding of its own,
/// unless the text is another report, of which only that is said.
fn dismiss(dismissals: &[Dismissal], name: &str, is_other: bool, findings: &mut Vec<Finding>) -> Vec<Dismissed> {
    let mut dismissed = Vec::new();
    let mut matched = vec![false; dismissals.len()];
    findings.retain(|finding| {
        let found = dismissals.iter().position(|dismissal| dismissal.covers(finding, |_| None));
        if let Some(at) = found {
            matched[at] = true;
            dismissed.push(Dismissed { finding: finding.clone(), because: dismissals[at].because.clone() });
        }
        found.is_none()
    });
    let stale = dismissals.iter().zip(matched).filter(|(own, matched)| !matched && !is_other && own.is_of_file(name));
    findings.extend(stale.map(|(dismissal, _)| dismissal.stale()));
    dismissed
}

fn unstated(reference: &Reference<'_>, judgements: &[Judgement]) -> Vec<FigureId> {
    // How a figure stands to last year's is not the figure itself.
    let own = judgements.iter().filter(|judgement| judgement.previous.is_none());
    let stated: BTreeSet<&str> = own.filter_map(|found| found.figure.as_ref()).map(FigureId::as_str).collect();
    reference.ids().filter(|id| !stated.contains(id)).map(FigureId::new).collect()
}

fn coverage(judgements: &[Judgement], reference: Option<&Reference<'_>>, unstated: &[FigureId]) -> Coverage {
    let is_claim = |judgement: &Judgement| judgement.reason == Some(Reason::Claim);
    let stated = || judgements.iter().filter(|judgement| !judgement.is_implied && !is_claim(judgement));
    let count = |verdict| stated().filter(|judgement| judgement.verdict == verdict).count();
    let figure = |implied: bool| {
        let of = judgements.iter().filter(|judgement| judgement.is_implied == implied);
        of.filter_map(|judgement| judgement.figure.as_ref()).collect::<BTreeSet<_>>().len()
    };
    let implied = figure(true);
    let figures = reference.map_or(0, |reference| reference.ids().count());
    Coverage {
        figures,
        stated: figures.saturating_sub(unstated.len()).saturating_sub(implied),
        implied,
        statements: stated().count(),
        claims: judgements.iter().filter(|judgement| is_claim(judgement)).count(),
        agrees: count(Verdict::Agrees),
        rounding_only: count(Verdict::RoundingOnly),
        contradicts: count(Verdict::Contradicts),
        not_assessable: count(Verdict::NotAssessable),
    }
}
