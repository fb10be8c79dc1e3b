//! Marks: whose a stretch of the narrative is, put into the document so that it comes out with the pages.
//!
//! A mark is a metadata element before or behind the stretch. It has no size, goes wherever typst puts the text, and so
//! tells of the text as it was compiled, whatever functions and loops it came through.

use typst::foundations::{Content, Dict, IntoValue, NativeElement, Str, Value};
use typst::introspection::MetadataElem;
use typst::syntax::Span;

use super::tree::Role;
use crate::figure::FigureId;

/// The key of a mark's kind.
const KIND: &str = "nianbao-mark";
/// The key of what the mark speaks of: a figure, a predicate, a reason.
const OF: &str = "of";
/// The key of how many characters the stretch has, where that is known.
const LENGTH: &str = "length";

/// Whose a stretch is that isn't plain prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Owner {
    /// A figure, as the program prints it.
    Figure(FigureId),
    /// The author's words for a figure's value: `zero:`, `all:`, `some:` and the like.
    Words(FigureId),
    /// A claim, by its predicate.
    Claim(String),
    /// No figure, for a reason.
    Exempt(String),
    /// What is still to be written, or couldn't be printed.
    Open,
}

/// What a metadata element marks.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A stretch begins. A figure's is no longer than what the program printed, whatever a function makes of it.
    Begin(Owner, Option<usize>),
    /// The stretch that began last ends.
    End,
    /// The narrative begins.
    NarrativeBegin,
    /// The narrative ends.
    NarrativeEnd,
    /// The layout says what a stretch is.
    PartBegin(Part),
    /// The stretch that the layout spoke of last ends.
    PartEnd,
    /// A line is broken here because its author broke it.
    LineBreak,
}

/// What the layout says of a stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// A part of the report.
    Role(Role),
    /// A heading's number.
    Number,
    /// The caption of the table that follows.
    Caption,
    /// A figure's value, beside the narrative.
    Figure(FigureId),
}

impl Part {
    /// The part of that name, in the layout's vocabulary.
    pub(super) fn of(name: &str) -> Option<Self> {
        match name {
            "number" => Some(Self::Number),
            "caption" => Some(Self::Caption),
            name => Role::ALL.iter().find(|role| role.as_str() == name).copied().map(Self::Role),
        }
    }

    fn kind(&self) -> (&'static str, &str) {
        match self {
            Self::Role(role) => ("part", role.as_str()),
            Self::Number => ("part", "number"),
            Self::Caption => ("part", "caption"),
            Self::Figure(id) => ("value", id.as_str()),
        }
    }
}

impl Mark {
    /// What the element marks, if it is a mark.
    pub(super) fn of(element: &Content) -> Option<Self> {
        let Value::Dict(dict) = &element.to_packed::<MetadataElem>()?.value else { return None };
        let text = |key: &str| match dict.get(key) {
            Ok(Value::Str(text)) => Some(text.as_str()),
            _ => None,
        };
        let of = text(OF).unwrap_or_default();
        let owner = match text(KIND)? {
            "figure" => Owner::Figure(FigureId::new(of)),
            "words" => Owner::Words(FigureId::new(of)),
            "claim" => Owner::Claim(of.to_owned()),
            "exempt" => Owner::Exempt(of.to_owned()),
            "open" => Owner::Open,
            "end" => return Some(Self::End),
            "narrative-begin" => return Some(Self::NarrativeBegin),
            "narrative-end" => return Some(Self::NarrativeEnd),
            "part" => return Part::of(of).map(Self::PartBegin),
            "value" => return Some(Self::PartBegin(Part::Figure(FigureId::new(of)))),
            "part-end" => return Some(Self::PartEnd),
            "line-break" => return Some(Self::LineBreak),
            _ => return None,
        };
        let length = match dict.get(LENGTH) {
            Ok(Value::Int(length)) => usize::try_from(*length).ok(),
            _ => None,
        };
        Some(Self::Begin(owner, length))
    }

    fn content(&self, span: Span) -> Content {
        let (kind, of) = match self {
            Self::Begin(Owner::Figure(id), _) => ("figure", id.as_str()),
            Self::Begin(Owner::Words(id), _) => ("words", id.as_str()),
            Self::Begin(Owner::Claim(predicate), _) => ("claim", predicate.as_str()),
            Self::Begin(Owner::Exempt(reason), _) => ("exempt", reason.as_str()),
            Self::Begin(Owner::Open, _) => ("open", ""),
            Self::End => ("end", ""),
            Self::NarrativeBegin => ("narrative-begin", ""),
            Self::NarrativeEnd => ("narrative-end", ""),
            Self::PartBegin(part) => part.kind(),
            Self::PartEnd => ("part-end", ""),
            Self::LineBreak => ("line-break", ""),
        };
        let mut dict = Dict::new();
        dict.insert(Str::from(KIND), kind.into_value());
        dict.insert(Str::from(OF), of.into_value());
        if let Self::Begin(_, Some(length)) = self {
            dict.insert(Str::from(LENGTH), (*length).into_value());
        }
        MetadataElem::new(dict.into_value()).pack().spanned(span)
    }
}

/// The content as a stretch of that owner.
pub(super) fn owned(owner: Owner, content: Content, span: Span) -> Content {
    Content::sequence([Mark::Begin(owner, None).content(span), content, Mark::End.content(span)])
}

/// The content, which says that text, as what the program prints of a figure.
pub(super) fn printed(id: &str, text: &str, content: Content, span: Span) -> Content {
    let begin = Mark::Begin(Owner::Figure(FigureId::new(id)), Some(text.chars().count()));
    Content::sequence([begin.content(span), content, Mark::End.content(span)])
}

/// The content as the narrative.
pub(super) fn narrative(content: Content, span: Span) -> Content {
    Content::sequence([Mark::NarrativeBegin.content(span), content, Mark::NarrativeEnd.content(span)])
}

/// The content as what the layout says it is.
pub(super) fn part(part: Part, content: Content, span: Span) -> Content {
    Content::sequence([Mark::PartBegin(part).content(span), content, Mark::PartEnd.content(span)])
}

/// What stands before a line break that an author typed: on the page it looks like any line's end.
pub(super) fn line_break() -> Content {
    Mark::LineBreak.content(Span::detached())
}
