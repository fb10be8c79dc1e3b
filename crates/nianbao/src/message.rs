//! Messages in Chinese and English, from the Fluent files in `messages/`: no text for people stands in the code.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use fluent_syntax::ast::Pattern;
use unic_langid::LanguageIdentifier;

use crate::error::{Error, Fault};
use crate::figure::Lineage;
use crate::finding::{Argument, Arguments, Finding, Severity};
use crate::observer::Step;
use crate::place::{Place, row_numbers};

/// A language of messages. Output files speak the pack's language, whatever this says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// 简体中文.
    #[default]
    ZhCn,
    /// English.
    En,
}

impl Language {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::ZhCn, Self::En];

    /// The tag: `zh-CN` or `en`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    const fn sources(self) -> [&'static str; 4] {
        match self {
            Self::ZhCn => [
                include_str!("../messages/zh-CN/findings.ftl"),
                include_str!("../messages/zh-CN/errors.ftl"),
                include_str!("../messages/zh-CN/words.ftl"),
                include_str!("../messages/zh-CN/sheets.ftl"),
            ],
            Self::En => [
                include_str!("../messages/en/findings.ftl"),
                include_str!("../messages/en/errors.ftl"),
                include_str!("../messages/en/words.ftl"),
                include_str!("../messages/en/sheets.ftl"),
            ],
        }
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Reads a tag or a locale: `zh`, `zh-CN`, `zh_CN.UTF-8`, `en`, `en_GB`.
    fn from_str(text: &str) -> Result<Self, UnknownLanguage> {
        let primary = text.split(['-', '_', '.', '@']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "zh" => Ok(Self::ZhCn),
            "en" => Ok(Self::En),
            _ => Err(UnknownLanguage(text.to_owned())),
        }
    }
}

/// There are no messages in this language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no messages in `{0}`: zh-CN and en are there")]
pub struct UnknownLanguage(String);

/// So many of the typesetter's errors are told.
const CASCADE: usize = 6;

/// A finding in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingText {
    /// One line that suffices on its own, without a final stop.
    pub title: String,
    /// What stands under the guilty cell, such as 早 12 天.
    pub mark: Option<String>,
    /// What to do next.
    pub remedy: String,
}

/// The messages of one language.
pub struct Messages {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for Messages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Messages").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Messages {
    /// The core's messages in `language`.
    pub fn new(language: Language) -> Self {
        Self::with_sources(language, &language.sources())
    }

    /// The core's messages and those of a shell that has more to say, a Fluent text.
    /// Of two messages with one key the core's holds.
    pub fn with_own(language: Language, own: &str) -> Self {
        let mut sources = language.sources().to_vec();
        sources.push(own);
        Self::with_sources(language, &sources)
    }

    fn with_sources(language: Language, sources: &[&str]) -> Self {
        let tag: LanguageIdentifier = language.as_str().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![tag]);
        // Marks of writing direction around arguments would end up in JSON and in terminals.
        bundle.set_use_isolating(false);
        for source in sources {
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            // A key that stands twice keeps its first text; a test sees that none does.
            let _kept = bundle.add_resource(resource);
        }
        Self { language, bundle }
    }

    /// The language.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Whether there is such a message; `key.attribute` names an attribute.
    pub fn has(&self, key: &str) -> bool {
        self.pattern(key).is_some()
    }

    /// The message of that key; the key itself if there is none. `key.attribute` names an attribute.
    /// Fluent can't select on an empty text, so each text `x` brings `x_given` along, which is `yes` or `no`.
    pub fn text(&self, key: &str, arguments: &Arguments) -> String {
        let Some(pattern) = self.pattern(key) else { return key.to_owned() };
        let mut values = FluentArgs::new();
        for (name, argument) in arguments {
            if let Some(given) = given(argument) {
                values.set(format!("{name}_given"), if given { "yes" } else { "no" });
            }
            values.set(*name, self.value(argument));
        }
        let mut errors = Vec::new();
        nested_quotes(&self.bundle.format_pattern(pattern, Some(&values), &mut errors))
    }

    /// A message without arguments.
    pub fn word(&self, key: &str) -> String {
        self.text(key, &Arguments::new())
    }

    /// A finding in words. The remedy of a rule's kind may be missing, never its title.
    pub fn finding(&self, finding: &Finding) -> FindingText {
        let code = finding.code.as_str();
        let attribute = |name: &str| {
            let key = format!("{code}.{name}");
            self.has(&key).then(|| self.text(&key, &finding.arguments))
        };
        FindingText {
            title: self.text(code, &finding.arguments),
            mark: attribute("mark").filter(|mark| !mark.trim().is_empty()),
            remedy: attribute("remedy").unwrap_or_default(),
        }
    }

    /// How many findings there are of each severity.
    pub fn summary<'f>(&self, findings: impl Iterator<Item = &'f Finding> + Clone) -> String {
        let count = |severity| findings.clone().filter(|finding| finding.severity == severity).count();
        let arguments = [
            ("errors", count(Severity::Error).into()),
            ("warnings", count(Severity::Warning).into()),
            ("notes", count(Severity::Note).into()),
        ];
        self.text("findings-summary", &Arguments::from(arguments))
    }

    /// What a run is busy with, in words.
    pub fn step(&self, step: &Step<'_>) -> String {
        let counted = |source: &str, done: usize, total: usize| {
            Arguments::from([("source", source.into()), ("number", (done + 1).into()), ("total", total.into())])
        };
        match *step {
            Step::Reading { source, done, total } => self.text("progress-reading", &counted(source, done, total)),
            Step::Marking { source, done, total } => self.text("progress-marking", &counted(source, done, total)),
            Step::Validating => self.word("progress-validating"),
            Step::Computing => self.word("progress-computing"),
            Step::Typesetting => self.word("progress-typesetting"),
        }
    }

    /// A fault of a pack, a project, a workbook, a document or a narrative in words.
    pub fn fault(&self, fault: &Fault) -> String {
        self.text(fault.key, &fault.arguments)
    }

    /// An error in words: one line, and one more for each fault.
    pub fn error(&self, error: &Error) -> String {
        let path = |path: &std::path::Path| Argument::Text(path.display().to_string());
        let (key, arguments) = match error {
            Error::Read { path: at, source } => {
                ("cannot-read", vec![("path", path(at)), ("reason", self.io_reason(source))])
            }
            Error::Write { path: at, source } => {
                ("cannot-write", vec![("path", path(at)), ("reason", self.io_reason(source))])
            }
            Error::Workbook { path: at, fault } => {
                ("cannot-open-workbook", vec![("path", path(at)), ("reason", self.fault(fault).into())])
            }
            Error::Document { path: at, fault } => {
                ("cannot-open-document", vec![("path", path(at)), ("reason", self.fault(fault).into())])
            }
            Error::Refused(fault) => return self.fault(fault),
            Error::Figures { path: at, fault } => {
                let place = fault.at.as_ref().map(|at| format!(":{}:{}", at.line, at.column)).unwrap_or_default();
                let path = format!("{}{place}", at.display());
                ("cannot-use-figures", vec![("path", path.into()), ("reason", self.fault(fault).into())])
            }
            Error::Pack(faults) => ("pack-has-faults", vec![("count", faults.len().into())]),
            Error::Project(faults) => ("project-has-faults", vec![("count", faults.len().into())]),
            Error::Frames(faults) => ("frames-have-faults", vec![("count", faults.len().into())]),
            Error::Typeset(faults) => ("cannot-typeset", vec![("count", faults.len().into())]),
            Error::Cancelled => ("cancelled", vec![]),
            Error::Internal(what) => ("internal", vec![("what", what.as_str().into())]),
        };
        let mut text = self.text(key, &arguments.into_iter().collect());
        if !matches!(error, Error::Workbook { .. } | Error::Document { .. } | Error::Figures { .. }) {
            // One slip in a narrative may be followed by a hundred complaints; a pack's faults are each its own.
            let shown = if matches!(error, Error::Typeset(_)) { CASCADE } else { usize::MAX };
            let more = error.faults().len().saturating_sub(shown);
            for fault in error.faults().iter().take(shown) {
                text.push_str("\n  ");
                if let Some(place) = &fault.at {
                    text.push_str(&format!("{place}: "));
                }
                text.push_str(&self.fault(fault));
            }
            if more > 0 {
                text.push_str("\n  ");
                text.push_str(&self.text("more-faults", &Arguments::from([("count", more.into())])));
            }
        }
        text
    }

    fn io_reason(&self, error: &std::io::Error) -> Argument {
        use std::io::ErrorKind;
        let key = match error.kind() {
            ErrorKind::NotFound => "reason-not-found",
            ErrorKind::PermissionDenied => "reason-permission-denied",
            ErrorKind::AlreadyExists => "reason-already-exists",
            ErrorKind::StorageFull => "reason-storage-full",
            ErrorKind::IsADirectory => "reason-is-a-directory",
            ErrorKind::NotADirectory => "reason-not-a-directory",
            ErrorKind::InvalidData => "reason-not-text",
            _ => return Argument::Text(error.to_string()),
        };
        Argument::Text(self.word(key))
    }

    /// A place in words where it needs them, with its parts joined by `separator`.
    pub fn place(&self, place: &Place, separator: &str) -> String {
        let (frame, rows, column) = match place {
            Place::FrameCell { frame, column, cell } => (frame, cell.row.to_string(), column),
            Place::FrameCells { frame, column, cells } => (frame, row_numbers(*cells, "–"), column),
            Place::Frame { frame } => {
                return self.text("place-frame", &Arguments::from([("frame", (&**frame).into())]));
            }
            _ => return place.joined(separator),
        };
        let arguments = Arguments::from([("frame", (&**frame).into()), ("rows", rows.into())]);
        format!("{}{separator}{column}", self.text("place-frame-rows", &arguments))
    }

    /// The rows of a frame behind a figure, in words; of many stretches the first `shown`. Empty for other lineage.
    pub fn frame_rows(&self, lineage: &Lineage, shown: usize) -> String {
        let Lineage::FrameRows { frame, column, cells, rows } = lineage else { return String::new() };
        let numbers: Vec<String> = cells.iter().take(shown).map(|cells| row_numbers(*cells, "–")).collect();
        let arguments = [
            ("frame", (&**frame).into()),
            ("column", (&**column).into()),
            ("numbers", numbers.into()),
            ("more", if cells.len() > shown { "yes" } else { "no" }.into()),
            ("rows", (*rows).into()),
        ];
        self.text("source-frame", &Arguments::from(arguments))
    }

    fn pattern(&self, key: &str) -> Option<&Pattern<&str>> {
        match key.split_once('.') {
            Some((message, attribute)) => Some(self.bundle.get_message(message)?.get_attribute(attribute)?.value()),
            None => self.bundle.get_message(key)?.value(),
        }
    }

    fn list(&self, texts: &[String]) -> String {
        texts.join(if self.language == Language::ZhCn { "、" } else { ", " })
    }

    fn value(&self, argument: &Argument) -> FluentValue<'static> {
        match argument {
            Argument::Count(count) => FluentValue::from(*count),
            Argument::Texts(texts) => FluentValue::String(Cow::Owned(self.list(texts))),
            Argument::Words(kind, words) => {
                let words: Vec<String> = words.iter().map(|word| self.word(&format!("{kind}-{word}"))).collect();
                FluentValue::String(Cow::Owned(self.list(&words)))
            }
            other => FluentValue::String(Cow::Owned(other.to_string())),
        }
    }
}

/// Quotation marks within quotation marks are single: a label that quotes is quoted in turn (GB/T 15834).
fn nested_quotes(text: &str) -> String {
    let mut depth = 0_usize;
    let mark = |c: char| match c {
        '“' => {
            depth += 1;
            if depth > 1 { '‘' } else { c }
        }
        '”' => {
            depth = depth.saturating_sub(1);
            if depth > 0 { '’' } else { c }
        }
        other => other,
    };
    text.chars().map(mark).collect()
}

/// Whether a text says anything; nothing for what is no text.
fn given(argument: &Argument) -> Option<bool> {
    match argument {
        Argument::Text(text) => Some(!text.is_empty()),
        Argument::Texts(texts) => Some(!texts.is_empty()),
        Argument::Words(_, words) => Some(!words.is_empty()),
        Argument::Count(_) | Argument::Number(_) | Argument::Date(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, PatternElement};
    use fluent_syntax::parser::parse;

    use super::*;
    use crate::finding::Code;

    /// The variables of each message and attribute of a language; panics on a key that stands twice.
    fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut keys = BTreeMap::new();
        for source in language.sources() {
            let resource = parse(source).unwrap_or_else(|(_, errors)| panic!("{language:?}: {errors:?}"));
            for entry in &resource.body {
                let Entry::Message(message) = entry else { continue };
                let attributes = message.attributes.iter().map(|attribute| {
                    (format!("{}.{}", message.id.name, attribute.id.name), variables(&attribute.value))
                });
                let own = message.value.iter().map(|value| (message.id.name.to_owned(), variables(value)));
                for (key, variables) in own.chain(attributes) {
                    assert!(keys.insert(key.clone(), variables).is_none(), "{language:?}: {key} stands twice");
                }
            }
        }
        keys
    }

    fn variables(pattern: &Pattern<&str>) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                of_expression(expression, &mut found);
            }
        }
        found
    }

    fn of_expression(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
        match expression {
            Expression::Inline(inline) => of_inline(inline, found),
            Expression::Select { selector, variants } => {
                of_inline(selector, found);
                found.extend(variants.iter().flat_map(|variant| variables(&variant.value)));
            }
        }
    }

    fn of_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                found.insert(id.name.trim_end_matches("_given").to_owned());
            }
            InlineExpression::Placeable { expression } => of_expression(expression, found),
            InlineExpression::FunctionReference { arguments: CallArguments { positional, .. }, .. } => {
                for argument in positional {
                    of_inline(argument, found);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn both_languages_say_the_same_things() {
        let (chinese, english) = (keys(Language::ZhCn), keys(Language::En));
        let names = |keys: &BTreeMap<String, BTreeSet<String>>| keys.keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(names(&chinese), names(&english));
        for (key, variables) in &chinese {
            assert!(english[key] == *variables, "{key}: {variables:?}, {:?}", english[key]);
        }
    }

    #[test]
    fn every_finding_says_what_is_wrong_and_what_to_do() {
        for language in Language::ALL {
            let messages = Messages::new(language);
            for code in Code::ALL {
                let text = messages.finding(&Finding::new(*code, Severity::Error, Place::Project));
                assert!(!text.title.is_empty() && text.title != code.as_str(), "{code} has no title");
                assert!(!text.remedy.is_empty(), "{code} has no remedy");
                assert!(!text.title.ends_with(['。', '.']), "{code}: {}", text.title);
            }
        }
    }

    #[test]
    fn a_text_that_is_missing_changes_the_sentence() {
        let messages = Messages::new(Language::ZhCn);
        let finding = |nearest: &str| {
            let finding = Finding::new(Code::UnknownFigure, Severity::Error, Place::Project);
            messages.finding(&finding.with("figure", "petitions.forwardd").with("nearest", nearest)).remedy
        };
        assert_eq!(finding("petitions.forwarded"), "是否为 petitions.forwarded？");
        assert_eq!(finding(""), "用 nianbao figures 查看全部编号");
    }

    #[test]
    fn a_quotation_within_a_quotation_has_single_marks() {
        assert_eq!(nested_quotes("“是否“四办””为是，“甲”"), "“是否‘四办’”为是，“甲”");
        assert_eq!(nested_quotes("甲”“乙"), "甲”“乙");
    }

    #[test]
    fn a_locale_chooses_the_language() {
        for (text, language) in [("zh_CN.UTF-8", Language::ZhCn), ("zh", Language::ZhCn), ("en_GB", Language::En)] {
            assert_eq!(text.parse(), Ok(language), "{text}");
        }
        for text in ["", "C", "de_DE.UTF-8", "POSIX"] {
            assert!(text.parse::<Language>().is_err(), "{text}");
        }
    }
}
