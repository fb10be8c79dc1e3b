//! What typst reports, as findings and faults with their place in the narrative or the pack.

use typst::WorldExt;
use typst::diag::SourceDiagnostic;
use typst::syntax::DiagSpan;

use super::world::ReportWorld;
use crate::error::Fault;
use crate::finding::{Code, Finding, Severity};
use crate::place::{Place, TextPlace};

/// How the vocabulary marks its own warnings: `nianbao␞CODE␞name␟value␞name␟value`.
const OWN: &str = "nianbao";
const RECORD: char = '\u{1e}';
const UNIT: char = '\u{1f}';

/// The codes that the vocabulary reports.
const CODES: &[Code] = &[
    Code::UnknownFigure,
    Code::FigureWithoutValue,
    Code::WordContradicted,
    Code::ClaimContradicted,
    Code::ClaimNotAssessed,
    Code::TodoLeft,
    Code::UnknownChart,
    Code::EmptyChart,
    Code::UnusedFigure,
];

/// The text of a warning that `finding_of` makes a finding of.
pub(super) fn warning_text(code: Code, arguments: &[(&'static str, &str)]) -> String {
    let mut text = format!("{OWN}{RECORD}{code}");
    for (name, value) in arguments {
        text.push(RECORD);
        text.push_str(name);
        text.push(UNIT);
        text.extend(value.chars().filter(|c| *c != RECORD && *c != UNIT));
    }
    text
}

/// Whether a finding comes from the vocabulary.
pub(super) fn is_own(finding: &Finding) -> bool {
    CODES.contains(&finding.code)
}

/// The finding that a warning of typst is.
pub(super) fn finding_of(world: &ReportWorld<'_>, warning: &SourceDiagnostic) -> Finding {
    let place = place_of(world, warning.span).map_or(Place::Project, Place::Text);
    let mut parts = warning.message.split(RECORD);
    if parts.next() == Some(OWN)
        && let Some(code) = parts.next().and_then(|word| CODES.iter().find(|code| code.as_str() == word))
    {
        let mut finding = Finding::new(*code, Severity::Error, place);
        for (name, value) in parts.filter_map(|part| part.split_once(UNIT)) {
            if let Some(name) = NAMES.iter().find(|known| **known == name) {
                finding = finding.with(name, value);
            }
        }
        return finding;
    }
    let hint = warning.hints.iter().map(|hint| hint.v.as_str()).collect::<Vec<_>>().join("; ");
    let finding = Finding::new(Code::Typesetting, Severity::Warning, place);
    finding.with("message", warning.message.as_str()).with("hint", hint)
}

/// The arguments that the vocabulary's warnings carry.
const NAMES: &[&str] =
    &["figure", "chart", "known", "nearest", "state", "word", "value", "text", "predicate", "values", "why", "of"];

/// The fault that an error of typst is.
pub(super) fn fault_of(world: &ReportWorld<'_>, error: &SourceDiagnostic) -> Fault {
    let hint = error.hints.iter().map(|hint| hint.v.as_str()).collect::<Vec<_>>().join("; ");
    let fault = Fault::new("not-typeset").with("message", error.message.as_str()).with("hint", hint);
    match place_of(world, error.span) {
        Some(place) => fault.at(place),
        None => fault,
    }
}

/// The place of a span, if it lies in a file that a person wrote.
pub(super) fn place_of(world: &ReportWorld<'_>, span: impl Into<DiagSpan>) -> Option<TextPlace> {
    let span: DiagSpan = span.into();
    let (name, text) = world.text(span.id()?)?;
    let range = world.range(span)?;
    Some(TextPlace::of_span(&name, text, range))
}
