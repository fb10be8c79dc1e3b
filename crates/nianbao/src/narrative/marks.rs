//! Marks: whose a stretch of the narrative is, put into the document so that it comes out with the pages.
//!
//! A mark is a metadata element before or behind the stretch. It has no size, goes wherever typst puts the text, and so
//! tells of the text as it was compiled, whatever functions and loops it came through.

use typst::foundations::{Content, Dict, IntoValue, NativeElement, Str, Value};
use typst::introspection::MetadataElem;
use typst::syntax::Span;

use super::tree::{Role, Scope};
use super::wording::Wording;
use crate::figure::{FigureId, Origin};

/// The key of a mark's kind.
const KIND: &str = "nianbao-mark";
/// The key of what the mark speaks of: a figure, a predicate, a reason.
const OF: &str = "of";
/// The keys of a cell's column, row and scope.
const X: &str = "x";
const Y: &str = "y";
const SCOPE: &str = "scope";
/// The key of how many characters the stretch has, where that is known.
const LENGTH: &str = "length";

/// Whose a stretch is that isn't plain prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Owner {
    /// A figure, as the program prints it.
    Figure(FigureId),
    /// The author's words for a figure's value: `zero:`, `all:`, `some:` and the like.
    Words(FigureId),
    /// Last year's number beside this year's, as the program prints it: whether it came from figures or by hand.
    Last(Origin),
    /// A name or a title that the pack gives a chart.
    Named,
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
    /// A stretch begins. A figure's is no longer than what the program printed, whatever a function makes of it; what
    /// states a figure says how.
    Begin(Owner, Option<usize>, Option<Wording>),
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
    /// A cell of the table that a drawing's texts make begins.
    CellBegin(CellMark),
    /// It ends.
    CellEnd,
    /// A line is broken here because its author broke it.
    LineBreak,
}

/// Where a name or a number of a drawing stands in the table of its numbers, and what it heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CellMark {
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) scope: Option<Scope>,
}

impl CellMark {
    fn of(dict: &Dict) -> Option<Self> {
        let number = |key: &str| match dict.get(key) {
            Ok(Value::Int(number)) => usize::try_from(*number).ok(),
            _ => None,
        };
        let scope = match dict.get(SCOPE) {
            Ok(Value::Str(word)) => {
                [Scope::Column, Scope::Row].into_iter().find(|scope| word.as_str() == word_of(*scope))
            }
            _ => None,
        };
        Some(Self { x: number(X)?, y: number(Y)?, scope })
    }
}

const fn word_of(scope: Scope) -> &'static str {
    match scope {
        Scope::Column => "column",
        Scope::Row => "row",
    }
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
            "last" => Owner::Last([Origin::Ledger, Origin::Entered].into_iter().find(|origin| origin.as_str() == of)?),
            "named" => Owner::Named,
            "claim" => Owner::Claim(of.to_owned()),
            "exempt" => Owner::Exempt(of.to_owned()),
            "open" => Owner::Open,
            "end" => return Some(Self::End),
            "narrative-begin" => return Some(Self::NarrativeBegin),
            "narrative-end" => return Some(Self::NarrativeEnd),
            "part" => return Part::of(of).map(Self::PartBegin),
            "value" => return Some(Self::PartBegin(Part::Figure(FigureId::new(of)))),
            "part-end" => return Some(Self::PartEnd),
            "cell" => return CellMark::of(dict).map(Self::CellBegin),
            "cell-end" => return Some(Self::CellEnd),
            "line-break" => return Some(Self::LineBreak),
            _ => return None,
        };
        let length = match dict.get(LENGTH) {
            Ok(Value::Int(length)) => usize::try_from(*length).ok(),
            _ => None,
        };
        let wording = Wording::of_pairs(&|key| text(key).map(str::to_owned));
        Some(Self::Begin(owner, length, wording))
    }

    fn content(&self, span: Span) -> Content {
        let (kind, of) = match self {
            Self::Begin(Owner::Figure(id), ..) => ("figure", id.as_str()),
            Self::Begin(Owner::Words(id), ..) => ("words", id.as_str()),
            Self::Begin(Owner::Last(origin), ..) => ("last", origin.as_str()),
            Self::Begin(Owner::Named, ..) => ("named", ""),
            Self::Begin(Owner::Claim(predicate), ..) => ("claim", predicate.as_str()),
            Self::Begin(Owner::Exempt(reason), ..) => ("exempt", reason.as_str()),
            Self::Begin(Owner::Open, ..) => ("open", ""),
            Self::End => ("end", ""),
            Self::NarrativeBegin => ("narrative-begin", ""),
            Self::NarrativeEnd => ("narrative-end", ""),
            Self::PartBegin(part) => part.kind(),
            Self::PartEnd => ("part-end", ""),
            Self::CellBegin(_) => ("cell", ""),
            Self::CellEnd => ("cell-end", ""),
            Self::LineBreak => ("line-break", ""),
        };
        let mut dict = Dict::new();
        dict.insert(Str::from(KIND), kind.into_value());
        dict.insert(Str::from(OF), of.into_value());
        if let Self::Begin(_, length, wording) = self {
            if let Some(length) = length {
                dict.insert(Str::from(LENGTH), (*length).into_value());
            }
            for (key, text) in wording.iter().flat_map(Wording::pairs) {
                dict.insert(Str::from(key), text.into_value());
            }
        }
        if let Self::CellBegin(CellMark { x, y, scope }) = self {
            dict.insert(Str::from(X), (*x).into_value());
            dict.insert(Str::from(Y), (*y).into_value());
            dict.insert(Str::from(SCOPE), scope.map(word_of).into_value());
        }
        MetadataElem::new(dict.into_value()).pack().spanned(span)
    }
}

/// The content as a stretch of that owner.
pub(super) fn owned(owner: Owner, content: Content, span: Span) -> Content {
    Content::sequence([Mark::Begin(owner, None, None).content(span), content, Mark::End.content(span)])
}

/// The content as words for a figure's value.
pub(super) fn in_words(id: &str, wording: Wording, content: Content, span: Span) -> Content {
    let begin = Mark::Begin(Owner::Words(FigureId::new(id)), None, Some(wording));
    Content::sequence([begin.content(span), content, Mark::End.content(span)])
}

/// The content, which says that text, as what the program prints of a figure.
pub(super) fn printed(id: &str, text: &str, wording: Wording, content: Content, span: Span) -> Content {
    let begin = Mark::Begin(Owner::Figure(FigureId::new(id)), Some(text.chars().count()), Some(wording));
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

/// The content as a cell of the table that a drawing's texts make.
pub(super) fn cell(cell: CellMark, content: Content) -> Content {
    let span = Span::detached();
    Content::sequence([Mark::CellBegin(cell).content(span), content, Mark::CellEnd.content(span)])
}

/// What stands before a line break that an author typed: on the page it looks like any line's end.
pub(super) fn line_break() -> Content {
    Mark::LineBreak.content(Span::detached())
}
