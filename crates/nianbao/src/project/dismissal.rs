//! Findings that a person has judged harmless, as `[[dismissed]]` in the project file: never by row number, since rows
//! move, and never without a reason.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::FILE;
use crate::error::Fault;
use crate::finding::{Code, Finding, Severity, Subject};
use crate::pack::Pack;
use crate::pack::resolver::{Text, unknown};
use crate::place::{Place, TextPlace};

/// A finding that was judged harmless: about a cell, by `ledger`, `key`, `column` and `value`, about a `figure`, by its
/// printed `value`, or about a finished text, by its `statement`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDismissal {
    /// The finding's code, where it has no rule.
    #[schemars(with = "Option<String>")]
    code: Option<Text>,
    /// The finding's rule.
    #[schemars(with = "Option<String>")]
    rule: Option<Text>,
    /// The ledger's id.
    #[schemars(with = "Option<String>")]
    ledger: Option<Text>,
    /// What the row's key column says.
    key: Option<String>,
    /// The column's id.
    #[schemars(with = "Option<String>")]
    column: Option<Text>,
    /// The figure's id.
    #[schemars(with = "Option<String>")]
    figure: Option<Text>,
    /// What the cell says, or how the figure is printed. With another value the finding comes back.
    value: Option<String>,
    /// The clause of a finished text, as it stands.
    statement: Option<String>,
    /// The heading above the clause, where the same clause stands below several.
    context: Option<String>,
    /// The name of the text's file. An audit of that file tells when the clause is not there any more.
    file: Option<String>,
    /// Why it is harmless.
    #[schemars(with = "String")]
    because: Text,
}

/// What a dismissal is about.
#[derive(Debug, Clone, PartialEq, Eq)]
enum About {
    Cell(Subject),
    Figure { id: String, printed: String },
    Statement { statement: String, context: Option<String>, file: Option<String> },
}

/// A finding that was judged harmless.
#[derive(Debug, Clone)]
pub struct Dismissal {
    /// The rule's id or the code.
    pub name: String,
    /// Why it is harmless.
    pub because: String,
    /// Where the project says so.
    pub at: TextPlace,
    about: About,
}

impl Dismissal {
    /// Whether it is about this finding; `printed` tells how a figure is printed.
    pub(crate) fn covers(&self, finding: &Finding, printed: impl Fn(&str) -> Option<String>) -> bool {
        let name = finding.rule.as_ref().map_or(finding.code.as_str(), |rule| rule.id.as_str());
        let same = match (&self.about, &finding.subject, &finding.place) {
            (About::Cell(own), Some(subject), _) => own == subject,
            (About::Figure { id, printed: own }, None, Place::Figure(figure)) => {
                figure.as_str() == id && printed(id).as_deref() == Some(own)
            }
            (About::Statement { statement, context, file }, ..) => {
                finding.quotation.as_ref().is_some_and(|quotation| {
                    file.as_ref().is_none_or(|file| is_of_file(&finding.place, file))
                        && quotation.statement == *statement
                        && context.as_ref().is_none_or(|context| quotation.context == *context)
                })
            }
            _ => false,
        };
        name == self.name && same
    }

    /// The finding that it covers nothing any more.
    pub(crate) fn stale(&self) -> Finding {
        let finding = Finding::new(Code::StaleDismissal, Severity::Warning, Place::Text(self.at.clone()));
        finding.with("name", self.name.as_str())
    }

    /// Whether it is about this file, a finished text.
    pub(crate) fn is_of_file(&self, name: &str) -> bool {
        matches!(&self.about, About::Statement { file: Some(file), .. } if is_named(name, file))
    }

    /// Whether it is about a finished text: the ledgers can't tell whether it still says anything.
    pub(crate) const fn is_of_text(&self) -> bool {
        matches!(self.about, About::Statement { .. })
    }
}

fn is_of_file(place: &Place, file: &str) -> bool {
    matches!(place, Place::Text(text) if is_named(&text.file, file))
}

/// Whether a path, as it was given, ends in the name of a file, with folders before it or not.
fn is_named(path: &str, file: &str) -> bool {
    path.strip_suffix(file).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

/// The project's dismissals that say something that there is.
pub(super) fn resolve(
    raw: &[Spanned<RawDismissal>],
    pack: &Pack,
    text: &str,
    faults: &mut Vec<Fault>,
) -> Vec<Dismissal> {
    raw.iter().filter_map(|raw| one(raw, pack, text, faults)).collect()
}

fn one(raw: &Spanned<RawDismissal>, pack: &Pack, text: &str, faults: &mut Vec<Fault>) -> Option<Dismissal> {
    let at = TextPlace::of_span(FILE, text, raw.span());
    let raw = raw.get_ref();
    let before = faults.len();
    let mut known = |key: &'static str, name: &Text, names: Vec<String>| {
        if !names.contains(name.get_ref()) {
            let place = TextPlace::of_span(FILE, text, name.span());
            faults.push(unknown(key, name.get_ref(), &names).at(place));
        }
    };
    let name = match (&raw.code, &raw.rule) {
        (Some(code), None) => {
            known("unknown-code-of-finding", code, Code::ALL.iter().map(ToString::to_string).collect());
            Some(code)
        }
        (None, Some(rule)) => {
            known("unknown-rule", rule, pack.rules.iter().map(|rule| rule.id.clone()).collect());
            Some(rule)
        }
        (Some(_), Some(_)) | (None, None) => None,
    };
    let value = raw.value.as_ref();
    let of_text = raw.statement.as_ref().or(raw.context.as_ref()).or(raw.file.as_ref());
    let about = match (&raw.ledger, &raw.key, &raw.column, &raw.figure) {
        (None, None, None, None) if value.is_none() => {
            let (context, file) = (raw.context.clone(), raw.file.clone());
            raw.statement.clone().map(|statement| About::Statement { statement, context, file })
        }
        _ if of_text.is_some() => None,
        (Some(ledger), Some(key), Some(column), None) => {
            known("unknown-ledger", ledger, pack.ledgers.iter().map(|spec| spec.id.clone()).collect());
            if let Some(spec) = pack.ledgers.iter().find(|spec| spec.id == *ledger.get_ref()) {
                known("unknown-column", column, spec.fields.iter().map(|field| field.id.clone()).collect());
            }
            value.map(|value| {
                About::Cell(Subject {
                    ledger: ledger.get_ref().clone(),
                    key: key.clone(),
                    column: column.get_ref().clone(),
                    value: value.clone(),
                })
            })
        }
        (None, None, None, Some(figure)) => {
            known("unknown-figure-id", figure, pack.figures.iter().map(|spec| spec.id.to_string()).collect());
            value.map(|value| About::Figure { id: figure.get_ref().clone(), printed: value.clone() })
        }
        _ => None,
    };
    let (Some(name), Some(about)) = (name, about) else {
        faults.push(Fault::new("dismissal-of-nothing").at(at));
        return None;
    };
    if raw.because.get_ref().trim().is_empty() {
        faults.push(Fault::new("dismissal-without-reason").at(TextPlace::of_span(FILE, text, raw.because.span())));
    }
    let because = raw.because.get_ref().clone();
    (faults.len() == before).then(|| Dismissal { name: name.get_ref().clone(), because, at, about })
}
