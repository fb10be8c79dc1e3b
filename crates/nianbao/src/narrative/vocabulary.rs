//! The words of a narrative, `fig`, `change`, `register`, `chart`, `claim`, `exempt` and `todo`, as native functions of typst.
//!
//! A call that is wrong warns at its own place and prints a placeholder, so that typst goes on.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use typst::comemo::Tracked;
use typst::diag::{SourceDiagnostic, SourceResult, bail};
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
use typst::{Feature, Library, LibraryExt};
use typst_layout::PagedDocument;

use super::claim::{Predicate, Unjudged};
use super::drawn;
use super::fault::warning_text;
use super::marks::{self, Mark, Owner, Part};
use super::wording::{Case, UnknownWord, Wish, Wording};
use super::words::{self, Printable};
use crate::chart::Chart;
use crate::figure::{FigureId, Figures, Origin, Quantity, State};
use crate::finding::Code;
use crate::pack::resolver::nearest;
use crate::project::Project;

/// The global under which the figures lie.
const FIGURES: &str = "__nianbao_figures";
/// The global under which the charts lie.
const CHARTS: &str = "__nianbao_charts";
/// The label by which a layout knows a chart.
pub(super) const CHART: &str = "nianbao-chart";
/// The global under which the words of the pack's language lie.
const WORDS: &str = "__nianbao_words";
/// The words that the functions themselves put in; keys of the message files.
const OWN_WORDS: &[&str] = &["change-up", "change-down", "change-same", "register-joiner", "todo-open", "todo-close"];

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
static CHART_OF: NativeFuncData = native("chart", &chart);
static CLAIM: NativeFuncData = native("claim", &claim);
static EXEMPT: NativeFuncData = native("exempt", &exempt);
static TODO: NativeFuncData = native("todo", &todo);
static NARRATIVE: NativeFuncData = native("narrative", &narrative);
static PART: NativeFuncData = native("part", &part);
static VALUE: NativeFuncData = native("value", &value);

/// typst's library with the figures and the functions over them.
pub(super) fn library(project: &Project, figures: &Figures) -> Library {
    let (previous, messages) = (project.previous.as_ref(), project.pack.messages());
    // For `pdf.header-cell`: a table whose rows have headers says so to those who can't see it.
    let mut library = Library::builder().with_features(std::iter::once(Feature::A11yExtras).collect()).build();
    let members = figures.series.iter().flat_map(|series| series.members.iter().map(|(_, figure)| figure));
    let mut dict = Dict::new();
    for figure in figures.iter().chain(members) {
        let previous = previous.and_then(|previous| previous.number(figure.id.as_str()));
        dict.insert(Str::from(figure.id.as_str()), Printable::dict(figure, previous).into_value());
    }
    let words = OWN_WORDS.iter().map(|key| (Str::from(*key), messages.word(key).into_value()));
    let words: Dict = words.collect();
    let origin = previous.map_or(Origin::Ledger, |previous| previous.origin);
    let charts = project.pack.charts.iter().map(|spec| {
        let chart = Chart::of(spec, &project.pack, figures, previous, project.report.year);
        (Str::from(spec.id.as_str()), drawn::dict(&chart, origin, &messages).into_value())
    });
    let charts: Dict = charts.collect();
    let scope = library.global.scope_mut();
    scope.define(FIGURES, dict);
    scope.define(WORDS, words);
    scope.define(CHARTS, charts);
    scope.define("__nianbao_chart", Func::from(&CHART_OF));
    scope.define("__nianbao_fig", Func::from(&FIG));
    scope.define("__nianbao_change", Func::from(&CHANGE));
    scope.define("__nianbao_register", Func::from(&REGISTER));
    scope.define("__nianbao_claim", Func::from(&CLAIM));
    scope.define("__nianbao_exempt", Func::from(&EXEMPT));
    scope.define("__nianbao_todo", Func::from(&TODO));
    scope.define("__nianbao_narrative", Func::from(&NARRATIVE));
    scope.define("__nianbao_part", Func::from(&PART));
    scope.define("__nianbao_value", Func::from(&VALUE));
    scope.define("__nianbao_line_break", marks::line_break());
    library
}

/// The figures that a document prints through the vocabulary, or claims something of.
pub(super) fn printed(document: &PagedDocument) -> BTreeSet<FigureId> {
    let elements = document.introspector().query(&Selector::Elem(MetadataElem::ELEM, None));
    let mut ids = BTreeSet::new();
    for element in &elements {
        match Mark::of(element) {
            Some(Mark::Begin(Owner::Figure(id) | Owner::Words(id), ..)) => {
                ids.insert(id);
            }
            Some(Mark::Begin(Owner::Claim(predicate), ..)) => {
                let named = Predicate::parse(&predicate);
                ids.extend(named.iter().flat_map(Predicate::figures).map(FigureId::new));
            }
            _ => {}
        }
    }
    ids
}

/// Whether something in the document bears the label.
pub(super) fn has_label(document: &PagedDocument, label: &str) -> bool {
    Label::new(PicoStr::intern(label)).is_some_and(|label| document.introspector().label_count(label) > 0)
}

/// The figure that a call names; warns at the call if there is none.
fn look_up(engine: &mut Engine<'_>, id: &str, span: Span) -> Option<Printable> {
    let found = match globals(engine, FIGURES) {
        Some(figures) => match figures.get(id) {
            Ok(Value::Dict(figure)) => Ok(Printable::of(figure)?),
            _ => Err(nearest(id, figures.iter().map(|(key, _)| key.as_str())).unwrap_or_default().to_owned()),
        },
        None => Err(String::new()),
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

/// One of the library's own dictionaries. Sharing it costs nothing.
fn globals(engine: &Engine<'_>, name: &str) -> Option<Dict> {
    match engine.library.global.scope().get(name).map(Binding::read) {
        Some(Value::Dict(dict)) => Some(dict.clone()),
        _ => None,
    }
}

/// One of `OWN_WORDS`.
fn word(engine: &Engine<'_>, key: &str) -> String {
    match globals(engine, WORDS).and_then(|words| words.get(key).ok().cloned()) {
        Some(Value::Str(word)) => word.as_str().to_owned(),
        _ => key.to_owned(),
    }
}

/// What stands for a figure that can't be printed: unmistakable, and never a number.
fn placeholder(id: &str, span: Span) -> Content {
    marks::owned(Owner::Open, TextElem::packed(format!("【{id}】")).spanned(span), span)
}

/// A number that is not broken across lines.
fn unbroken(text: impl Into<EcoString>, span: Span) -> Content {
    BoxElem::new().with_body(Some(TextElem::packed(text).spanned(span))).pack().spanned(span)
}

/// A figure's number.
fn printed_as(id: &str, number: &str, wording: Wording, span: Span) -> Content {
    marks::printed(id, number, wording, unbroken(number, span), span)
}

/// The author's words for what a figure is in this case.
fn in_words(id: &str, case: Case, words: Content, span: Span) -> Value {
    marks::in_words(id, Wording::Words(case), words, span).into_value()
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
    let given = [(Case::Zero, zero.is_some()), (Case::All, all.is_some()), (Case::Nothing, nothing.is_some())];
    let worded = given.into_iter().filter_map(|(case, is_given)| is_given.then_some(case)).collect();
    let wording = Wording::Number { wish: wish.clone(), worded };
    match figure.state {
        State::Value => {}
        State::None => {
            if let Some(words) = nothing {
                return Ok(in_words(&id, Case::Nothing, words, span));
            }
            if let Some(words) = figure.none {
                let content = TextElem::packed(words.as_str()).spanned(span);
                return Ok(marks::printed(&id, &words, wording, content, span).into_value());
            }
            return Ok(without_value(engine, span, &id, figure.state, wording));
        }
        state => return Ok(without_value(engine, span, &id, state, wording)),
    }
    if let Some(words) = zero.filter(|_| words::is_in(&figure, Case::Zero)) {
        return Ok(in_words(&id, Case::Zero, words, span));
    }
    if let Some(words) = all.filter(|_| words::is_in(&figure, Case::All)) {
        return Ok(in_words(&id, Case::All, words, span));
    }
    let number = match words::number(&figure, &wish) {
        Ok(number) => number.unwrap_or_default(),
        Err(UnknownWord(word)) => {
            contradicted(engine, span, &id, &word, "");
            return Ok(placeholder(&id, span).into_value());
        }
    };
    match some {
        None => Ok(printed_as(&id, &number, wording, span).into_value()),
        Some(Value::Func(function)) => {
            let words = function.call(engine, context, [printed_as(&id, &number, wording, span)])?.display();
            Ok(in_words(&id, Case::Some, words, span))
        }
        Some(words) => {
            // Words without the number speak of something: they are wrong of nothing.
            if words::is_in(&figure, Case::Zero) {
                contradicted(engine, span, &id, "some", &number);
            }
            Ok(in_words(&id, Case::Some, words.display(), span))
        }
    }
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
        return Ok(without_value(engine, span, &id, figure.state, Wording::Names));
    };
    if value.is_zero() {
        return Ok(in_words(&id, Case::Same, same, span));
    }
    match words::amount(&figure, value.abs(), &wish) {
        Ok(amount) => {
            let (case, direction) = if value.is_sign_negative() { (Case::Down, down) } else { (Case::Up, up) };
            let amount = printed_as(&id, &amount, Wording::Amount { wish, case }, span);
            Ok(in_words(&id, case, Content::sequence([direction, amount]), span))
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
        return Ok(without_value(engine, span, &id, figure.state, Wording::Names));
    }
    let names = figure.register.join(&word(engine, "register-joiner"));
    let content = TextElem::packed(names.as_str()).spanned(span);
    Ok(marks::printed(&id, &names, Wording::Names, content, span).into_value())
}

/// `chart(id, nothing:)`: a chart that the pack declares, drawn by its layout. `nothing` speaks where it has no number.
fn chart(engine: &mut Engine<'_>, context: Tracked<'_, Context<'_>>, args: &mut Args) -> SourceResult<Value> {
    let _ = context;
    let span = args.span;
    let id: EcoString = args.expect("chart")?;
    let nothing: Option<Content> = args.named("nothing")?;
    args.take().finish()?;
    let charts = globals(engine, CHARTS).unwrap_or_default();
    let Ok(Value::Dict(found)) = charts.get(&id) else {
        let known: Vec<&str> = charts.iter().map(|(id, _)| id.as_str()).collect();
        let nearest = nearest(&id, known.iter().copied()).unwrap_or_default();
        warn(engine, span, Code::UnknownChart, &[("chart", &id), ("nearest", nearest), ("known", &known.join("、"))]);
        return Ok(placeholder(&id, span).into_value());
    };
    if !matches!(found.get(drawn::IS_EMPTY), Ok(Value::Bool(false))) {
        if let Some(words) = nothing {
            return Ok(words.into_value());
        }
        warn(engine, span, Code::EmptyChart, &[("chart", &id)]);
        return Ok(placeholder(&id, span).into_value());
    }
    let element = MetadataElem::new(found.clone().into_value()).pack().spanned(span);
    Ok(match Label::new(PicoStr::intern(CHART)) {
        Some(label) => element.labelled(label).into_value(),
        None => element.into_value(),
    })
}

/// `claim(predicate, body)`: words that stand for a predicate over figures; see [`claim`](super::claim).
fn claim(engine: &mut Engine<'_>, context: Tracked<'_, Context<'_>>, args: &mut Args) -> SourceResult<Value> {
    let _ = context;
    let span = args.span;
    let predicate: EcoString = args.expect("predicate")?;
    let body: Content = args.expect("body")?;
    args.take().finish()?;
    let judged = Predicate::parse(&predicate).and_then(|parsed| {
        let figures = globals(engine, FIGURES);
        parsed.judge(&|id| match figures.as_ref()?.get(id) {
            Ok(Value::Dict(figure)) => Printable::of(figure).map(Printable::known),
            _ => None,
        })
    });
    match judged {
        Ok(true) => {}
        Ok(false) => {
            let values = values(engine, &predicate);
            let arguments = [("predicate", predicate.as_str()), ("values", &values), ("text", &body.plain_text())];
            warn(engine, span, Code::ClaimContradicted, &arguments);
        }
        Err(Unjudged::UnknownFigure(id)) => {
            look_up(engine, &id, span);
        }
        Err(unjudged) => {
            let (why, of) = unjudged.why();
            let arguments = [("predicate", predicate.as_str()), ("why", why), ("of", of)];
            warn(engine, span, Code::ClaimNotAssessed, &arguments);
        }
    }
    Ok(marks::owned(Owner::Claim(predicate.to_string()), body, span).into_value())
}

/// What the figures of a predicate are: `petitions.total = 156件（140）`, with last year's value in brackets.
fn values(engine: &Engine<'_>, predicate: &str) -> String {
    let figures = globals(engine, FIGURES);
    let parsed = Predicate::parse(predicate);
    let ids: BTreeSet<&str> = parsed.iter().flat_map(Predicate::figures).collect();
    let named = ids.into_iter().filter_map(|id| {
        let Ok(Value::Dict(dict)) = figures.as_ref()?.get(id) else { return None };
        let figure = Printable::of(dict)?;
        let value = words::number(&figure, &Wish::default()).ok()??;
        let previous = figure.previous.map(|previous| format!("（{}）", previous.normalize())).unwrap_or_default();
        Some(format!("{id} = {value}{previous}"))
    });
    named.collect::<Vec<_>>().join("，")
}

/// `exempt(reason: "…")[…]`: a numeral that is no figure, and why. Without a reason nothing is exempt.
fn exempt(engine: &mut Engine<'_>, context: Tracked<'_, Context<'_>>, args: &mut Args) -> SourceResult<Value> {
    let (_, _) = (engine, context);
    let span = args.span;
    let reason: Option<EcoString> = args.named("reason")?;
    let body: Content = args.expect("body")?;
    args.take().finish()?;
    Ok(match reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty()) {
        Some(reason) => marks::owned(Owner::Exempt(reason.to_owned()), body, span).into_value(),
        None => body.into_value(),
    })
}

/// The narrative as a whole: what the layout puts around it is the program's own.
fn narrative(engine: &mut Engine<'_>, context: Tracked<'_, Context<'_>>, args: &mut Args) -> SourceResult<Value> {
    let (_, _) = (engine, context);
    let span = args.span;
    let body: Content = args.expect("body")?;
    args.take().finish()?;
    Ok(marks::narrative(body, span).into_value())
}

/// `part(name, body)`: a layout says what a stretch is: a part of the report, a heading's number, a table's caption.
fn part(engine: &mut Engine<'_>, context: Tracked<'_, Context<'_>>, args: &mut Args) -> SourceResult<Value> {
    let (_, _) = (engine, context);
    let span = args.span;
    let name: EcoString = args.expect("name")?;
    let body: Content = args.expect("body")?;
    args.take().finish()?;
    let Some(part) = Part::of(&name) else { bail!(span, "unknown part: {name}") };
    Ok(marks::part(part, body, span).into_value())
}

/// `value(id, body)`: a layout prints a figure beside the narrative, in a table for instance.
fn value(engine: &mut Engine<'_>, context: Tracked<'_, Context<'_>>, args: &mut Args) -> SourceResult<Value> {
    let (_, _) = (engine, context);
    let span = args.span;
    let id: EcoString = args.expect("figure")?;
    let body: Content = args.expect("body")?;
    args.take().finish()?;
    Ok(marks::part(Part::Figure(FigureId::new(&id)), body, span).into_value())
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
    Ok(marks::owned(Owner::Open, Content::sequence([open, body, close]), span).into_value())
}

fn contradicted(engine: &mut Engine<'_>, span: Span, id: &str, word: &str, value: &str) {
    warn(engine, span, Code::WordContradicted, &[("figure", id), ("word", word), ("value", value)]);
}

/// What stands for the number of a figure without one; `wording` is how it is to be stated once it has.
fn without_value(engine: &mut Engine<'_>, span: Span, id: &str, state: State, wording: Wording) -> Value {
    warn(engine, span, Code::FigureWithoutValue, &[("figure", id), ("state", state.as_str())]);
    marks::in_words(id, wording, placeholder(id, span), span).into_value()
}
