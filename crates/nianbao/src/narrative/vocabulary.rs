//! The words of a narrative, `fig`, `change`, `register`, `exempt` and `todo`, as native functions of typst.
//!
//! A call that is wrong warns at its own place and prints a placeholder, so that typst goes on.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use typst::comemo::Tracked;
use typst::diag::{SourceDiagnostic, SourceResult};
use typst::ecow::EcoString;
use typst::engine::Engine;
use typst::foundations::{
    Args, Binding, CastInfo, Content, Context, Dict, Func, IntoValue, Label, NativeElement, NativeFuncData,
    NativeFuncPtr, Scope, Selector, Smart, Str, Value,
};
use typst::introspection::{Introspector, MetadataElem};
use typst::layout::BoxElem;
use typst::syntax::Span;
use typst::text::TextElem;
use typst::utils::PicoStr;
use typst::{Library, LibraryExt};
use typst_layout::PagedDocument;

use super::fault::warning_text;
use super::words::{self, Printable, UnknownWord, Wish};
use crate::figure::{FigureId, Figures, Quantity, State};
use crate::finding::Code;
use crate::message::Messages;
use crate::pack::resolver::nearest;

/// The global under which the figures lie.
const FIGURES: &str = "__nianbao_figures";
/// The global under which the words of the pack's language lie.
const WORDS: &str = "__nianbao_words";
/// The words that the functions themselves put in; keys of the message files.
const OWN_WORDS: &[&str] = &["change-up", "change-down", "change-same", "register-joiner", "todo-open", "todo-close"];
/// The key by which a metadata element says which figure is printed.
const PRINTED: &str = "nianbao-figure";

type Call = dyn Fn(&mut Engine<'_>, Tracked<'_, Context<'_>>, &mut Args) -> SourceResult<Value> + Send + Sync;

/// A native function. Its parameters are read from the arguments by hand, so it lists none.
const fn native(name: &'static str, call: &'static Call) -> NativeFuncData {
    NativeFuncData {
        function: NativeFuncPtr(call),
        name,
        title: name,
        docs: "",
        def_site: None,
        keywords: &[],
        contextual: false,
        scope: LazyLock::new(&Scope::new),
        params: LazyLock::new(&Vec::new),
        returns: LazyLock::new(&|| CastInfo::Any),
    }
}

static FIG: NativeFuncData = native("fig", &fig);
static CHANGE: NativeFuncData = native("change", &change);
static REGISTER: NativeFuncData = native("register", &register);
static EXEMPT: NativeFuncData = native("exempt", &exempt);
static TODO: NativeFuncData = native("todo", &todo);

/// typst's library with the figures and the functions over them.
pub(super) fn library(figures: &Figures, messages: &Messages) -> Library {
    let mut library = Library::builder().build();
    let members = figures.series.iter().flat_map(|series| series.members.iter().map(|(_, figure)| figure));
    let mut dict = Dict::new();
    for figure in figures.iter().chain(members) {
        dict.insert(Str::from(figure.id.as_str()), Printable::dict(figure).into_value());
    }
    let words = OWN_WORDS.iter().map(|key| (Str::from(*key), messages.word(key).into_value()));
    let words: Dict = words.collect();
    let scope = library.global.scope_mut();
    scope.define(FIGURES, dict);
    scope.define(WORDS, words);
    scope.define("__nianbao_fig", Func::from(&FIG));
    scope.define("__nianbao_change", Func::from(&CHANGE));
    scope.define("__nianbao_register", Func::from(&REGISTER));
    scope.define("__nianbao_exempt", Func::from(&EXEMPT));
    scope.define("__nianbao_todo", Func::from(&TODO));
    library
}

/// The figures that a document prints through the vocabulary.
pub(super) fn printed(document: &PagedDocument) -> BTreeSet<FigureId> {
    let elements = document.introspector().query(&Selector::Elem(MetadataElem::ELEM, None));
    let ids = elements.iter().filter_map(|element| match &element.to_packed::<MetadataElem>()?.value {
        Value::Dict(dict) => match dict.get(PRINTED) {
            Ok(Value::Str(id)) => Some(FigureId::new(id.as_str())),
            _ => None,
        },
        _ => None,
    });
    ids.collect()
}

/// Whether something in the document bears the label.
pub(super) fn has_label(document: &PagedDocument, label: &str) -> bool {
    Label::new(PicoStr::intern(label)).is_some_and(|label| document.introspector().label_count(label) > 0)
}

/// The figure that a call names; warns at the call if there is none.
fn look_up(engine: &mut Engine<'_>, id: &str, span: Span) -> Option<Printable> {
    let found = match engine.library.global.scope().get(FIGURES).map(Binding::read) {
        Some(Value::Dict(figures)) => match figures.get(id) {
            Ok(Value::Dict(figure)) => Ok(Printable::of(figure)?),
            _ => Err(nearest(id, figures.iter().map(|(key, _)| key.as_str())).unwrap_or_default().to_owned()),
        },
        _ => Err(String::new()),
    };
    match found {
        Ok(figure) => Some(figure),
        Err(nearest) => {
            warn(engine, span, Code::UnknownFigure, &[("figure", id), ("nearest", &nearest)]);
            None
        }
    }
}

fn warn(engine: &mut Engine<'_>, span: Span, code: Code, arguments: &[(&'static str, &str)]) {
    engine.sink.warn(SourceDiagnostic::warning(span, warning_text(code, arguments)));
}

/// One of `OWN_WORDS`.
fn word(engine: &Engine<'_>, key: &str) -> String {
    match engine.library.global.scope().get(WORDS).map(Binding::read) {
        Some(Value::Dict(words)) => match words.get(key) {
            Ok(Value::Str(word)) => word.as_str().to_owned(),
            _ => key.to_owned(),
        },
        _ => key.to_owned(),
    }
}

/// What stands for a figure that can't be printed: unmistakable, and never a number.
fn placeholder(id: &str, span: Span) -> Content {
    TextElem::packed(format!("【{id}】")).spanned(span)
}

/// A number that is not broken across lines.
fn unbroken(text: impl Into<EcoString>, span: Span) -> Content {
    BoxElem::new().with_body(Some(TextElem::packed(text).spanned(span))).pack().spanned(span)
}

/// The content, and the mark that this figure is printed here.
fn marked(id: &str, content: Content, span: Span) -> Value {
    let mut mark = Dict::new();
    mark.insert(Str::from(PRINTED), id.into_value());
    let mark = MetadataElem::new(mark.into_value()).pack().spanned(span);
    Content::sequence([mark, content]).into_value()
}

/// The arguments `style`, `scale` and `unit`.
fn wish(args: &mut Args) -> SourceResult<Wish> {
    let text = |value: Option<Smart<Option<EcoString>>>| match value {
        None | Some(Smart::Auto) => None,
        Some(Smart::Custom(word)) => Some(word.map(|word| word.to_string())),
    };
    Ok(Wish {
        style: args.named::<Option<EcoString>>("style")?.flatten().map(|word| word.to_string()),
        scale: text(args.named("scale")?),
        unit: text(args.named("unit")?),
    })
}

/// `fig(id, style:, scale:, unit:, zero:, all:, nothing:, some:)`: a figure as it is printed, or words for what it is.
/// `nothing` speaks for [`State::None`]; typst keeps the word `none` for itself.
fn fig(engine: &mut Engine<'_>, context: Tracked<'_, Context<'_>>, args: &mut Args) -> SourceResult<Value> {
    let span = args.span;
    let id: EcoString = args.expect("figure")?;
    let wish = wish(args)?;
    let zero: Option<Content> = args.named("zero")?;
    let all: Option<Content> = args.named("all")?;
    let nothing: Option<Content> = args.named("nothing")?;
    let some: Option<Value> = args.named("some")?;
    args.take().finish()?;
    let Some(figure) = look_up(engine, &id, span) else { return Ok(placeholder(&id, span).into_value()) };
    if !figure.is_ratio {
        for (word, given) in [("all", all.is_some()), ("nothing", nothing.is_some())] {
            if given {
                contradicted(engine, span, &id, word, "");
            }
        }
    }
    match figure.state {
        State::Value => {}
        State::None => {
            let own = figure.none.map(|words| TextElem::packed(words).spanned(span));
            if let Some(words) = nothing.or(own) {
                return Ok(marked(&id, words, span));
            }
            return Ok(without_value(engine, span, &id, figure.state));
        }
        state => return Ok(without_value(engine, span, &id, state)),
    }
    if let Some(words) = zero.filter(|_| words::is_zero(&figure)) {
        return Ok(marked(&id, words, span));
    }
    if let Some(words) = all.filter(|_| words::is_all(&figure)) {
        return Ok(marked(&id, words, span));
    }
    let number = match words::number(&figure, &wish) {
        Ok(number) => number.unwrap_or_default(),
        Err(UnknownWord(word)) => {
            contradicted(engine, span, &id, &word, "");
            return Ok(placeholder(&id, span).into_value());
        }
    };
    let content = match some {
        None => unbroken(number, span),
        Some(Value::Func(function)) => {
            let number = unbroken(number, span);
            function.call(engine, context, [number])?.display()
        }
        Some(words) => {
            // Words without the number speak of something: they are wrong of nothing.
            if words::is_zero(&figure) {
                contradicted(engine, span, &id, "some", &number);
            }
            words.display()
        }
    };
    Ok(marked(&id, content, span))
}

/// `change(id, style:, scale:, unit:, up:, down:, same:)`: 增加, 减少 or 持平, with the amount.
fn change(engine: &mut Engine<'_>, context: Tracked<'_, Context<'_>>, args: &mut Args) -> SourceResult<Value> {
    let _ = context;
    let span = args.span;
    let id: EcoString = args.expect("figure")?;
    let wish = wish(args)?;
    let own =
        |key: &str, given: Option<Content>| given.unwrap_or_else(|| TextElem::packed(word(engine, key)).spanned(span));
    let up = own("change-up", args.named("up")?);
    let down = own("change-down", args.named("down")?);
    let same = own("change-same", args.named("same")?);
    args.take().finish()?;
    let Some(figure) = look_up(engine, &id, span) else { return Ok(placeholder(&id, span).into_value()) };
    if !figure.is_change {
        contradicted(engine, span, &id, "change", "");
        return Ok(placeholder(&id, span).into_value());
    }
    let (State::Value, Some(Quantity::Number(value))) = (figure.state, figure.value) else {
        return Ok(without_value(engine, span, &id, figure.state));
    };
    if value.is_zero() {
        return Ok(marked(&id, same, span));
    }
    match words::amount(&figure, value.abs(), &wish) {
        Ok(amount) => {
            let direction = if value.is_sign_negative() { down } else { up };
            Ok(marked(&id, Content::sequence([direction, unbroken(amount, span)]), span))
        }
        Err(UnknownWord(word)) => {
            contradicted(engine, span, &id, &word, "");
            Ok(placeholder(&id, span).into_value())
        }
    }
}

/// `register(id)`: the published names of the rows behind a figure, joined by 、.
fn register(engine: &mut Engine<'_>, context: Tracked<'_, Context<'_>>, args: &mut Args) -> SourceResult<Value> {
    let _ = context;
    let span = args.span;
    let id: EcoString = args.expect("figure")?;
    args.take().finish()?;
    let Some(figure) = look_up(engine, &id, span) else { return Ok(placeholder(&id, span).into_value()) };
    if figure.register.is_empty() {
        return Ok(without_value(engine, span, &id, figure.state));
    }
    let names = figure.register.join(&word(engine, "register-joiner"));
    Ok(marked(&id, TextElem::packed(names).spanned(span), span))
}

/// `exempt(reason: "…")[…]`: a numeral that is no figure, and why.
fn exempt(engine: &mut Engine<'_>, context: Tracked<'_, Context<'_>>, args: &mut Args) -> SourceResult<Value> {
    let (_, _) = (engine, context);
    let span = args.span;
    let reason: EcoString = match args.named("reason")? {
        Some(reason) => reason,
        None => args.expect("reason")?,
    };
    let body: Content = args.expect("body")?;
    args.take().finish()?;
    let mut mark = Dict::new();
    mark.insert(Str::from("nianbao-exempt"), reason.into_value());
    Ok(Content::sequence([MetadataElem::new(mark.into_value()).pack().spanned(span), body]).into_value())
}

/// `todo[…]`: what the unit must still write.
fn todo(engine: &mut Engine<'_>, context: Tracked<'_, Context<'_>>, args: &mut Args) -> SourceResult<Value> {
    let _ = context;
    let span = args.span;
    let body: Content = args.expect("body")?;
    args.take().finish()?;
    let text = body.plain_text();
    warn(engine, span, Code::TodoLeft, &[("text", &text)]);
    let open = TextElem::packed(word(engine, "todo-open")).spanned(span);
    let close = TextElem::packed(word(engine, "todo-close")).spanned(span);
    Ok(Content::sequence([open, body, close]).into_value())
}

fn contradicted(engine: &mut Engine<'_>, span: Span, id: &str, word: &str, value: &str) {
    warn(engine, span, Code::WordContradicted, &[("figure", id), ("word", word), ("value", value)]);
}

fn without_value(engine: &mut Engine<'_>, span: Span, id: &str, state: State) -> Value {
    warn(engine, span, Code::FigureWithoutValue, &[("figure", id), ("state", state.as_str())]);
    marked(id, placeholder(id, span), span)
}
