//! Charts as a pack declares them: which figures are shown, and in what form.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::aggregate::measures::By;
use crate::error::Fault;
use crate::figure::FigureId;
use crate::pack::figure::FigureSpec;
use crate::pack::ledger::is_snake_case;
use crate::pack::resolver::{Resolver, Text, unknown};
use crate::place::TextPlace;

/// A chart stands on one page with its numbers; so many names and numbers below each other can still be read there.
pub(crate) const LONGEST: usize = 24;

/// `charts.toml`: charts by group and name.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct RawCharts(
    #[schemars(with = "BTreeMap<String, BTreeMap<String, RawChart>>")] BTreeMap<Text, BTreeMap<Text, RawChart>>,
);

/// One chart.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawChart {
    /// Its title.
    label: String,
    /// What a reader must know of it, printed below it.
    note: Option<String>,
    /// Shorter names of figures, where the title says the rest: 接收 for 接收政府信息公开申请.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    names: BTreeMap<Text, String>,
    /// What it shows, and in what form.
    #[schemars(with = "RawForm")]
    chart: Spanned<RawForm>,
}

/// The forms of charts, as TOML writes them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum RawForm {
    /// Upright columns, for what follows in time.
    Columns(RawShown),
    /// Bars that lie below each other, for kinds with names.
    Bars(RawShown),
    /// Steps with arrows between them, for what comes in and goes out.
    Flow(RawFlow),
}

/// What columns or bars show: a series or some figures.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawShown {
    /// The series whose members are shown.
    #[schemars(with = "Option<String>")]
    series: Option<Text>,
    /// The figures that are shown.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    figures: Vec<Text>,
    /// What each number is shown beside.
    against: Option<Against>,
}

/// What a number is shown beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Against {
    /// Last year's.
    Previous,
}

/// What a flow shows.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawFlow {
    /// The figures of each step.
    #[schemars(with = "Vec<Vec<String>>")]
    steps: Vec<Vec<Text>>,
}

/// A chart that a pack declares.
#[derive(Debug, Clone)]
pub struct ChartSpec {
    /// Its id, `group.name`.
    pub id: String,
    /// Its title.
    pub label: String,
    /// What a reader must know of it.
    pub note: Option<String>,
    /// Names of figures in this chart, where they are not their labels.
    pub names: BTreeMap<FigureId, String>,
    /// What it shows, and in what form.
    pub form: Form,
    /// Where the pack declares it.
    pub at: TextPlace,
}

/// The form of a chart, and what it shows. All its figures are printed in one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// Upright columns.
    Columns(Shown, Option<Against>),
    /// Bars below each other.
    Bars(Shown, Option<Against>),
    /// Steps with arrows between them, each of one figure or more.
    Flow(Vec<Vec<FigureId>>),
}

/// What columns or bars show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// The members of a series.
    Series(FigureId),
    /// Some figures.
    Figures(Vec<FigureId>),
}

impl ChartSpec {
    /// The series and figures that it names.
    pub fn shows(&self) -> Vec<&FigureId> {
        match &self.form {
            Form::Columns(Shown::Series(id), _) | Form::Bars(Shown::Series(id), _) => vec![id],
            Form::Columns(Shown::Figures(ids), _) | Form::Bars(Shown::Figures(ids), _) => ids.iter().collect(),
            Form::Flow(steps) => steps.iter().flatten().collect(),
        }
    }

    /// Whether it shows the members of a series.
    pub(crate) const fn is_of_series(&self) -> bool {
        matches!(self.form, Form::Columns(Shown::Series(_), _) | Form::Bars(Shown::Series(_), _))
    }

    /// Whether it shows each number beside last year's.
    pub(crate) const fn is_beside_last(&self) -> bool {
        matches!(self.form, Form::Columns(_, Some(Against::Previous)) | Form::Bars(_, Some(Against::Previous)))
    }
}

impl RawCharts {
    /// The charts in the order of the file, those with a fault left out.
    pub(crate) fn resolve(self, figures: &[FigureSpec], resolver: &mut Resolver<'_>) -> Vec<ChartSpec> {
        let groups = self.0.into_iter();
        let all = groups.flat_map(|(group, charts)| {
            let group = group.into_inner();
            charts.into_iter().map(move |(name, chart)| (format!("{group}.{}", name.get_ref()), name.span(), chart))
        });
        let mut all: Vec<_> = all.collect();
        all.sort_by_key(|(_, _, chart)| chart.chart.span().start);
        let mut specs = Vec::new();
        for (id, span, RawChart { label, note, names, chart }) in all {
            if !id.split('.').all(is_snake_case) {
                resolver.fault(span, Fault::new("not-snake-case").with("id", id.as_str()));
            }
            let at = resolver.place(chart.span());
            let whole = chart.span();
            let form = match chart.into_inner() {
                RawForm::Columns(raw) => {
                    raw.resolve(whole, figures, resolver).map(|(shown, to)| Form::Columns(shown, to))
                }
                RawForm::Bars(raw) => raw.resolve(whole, figures, resolver).map(|(shown, to)| Form::Bars(shown, to)),
                RawForm::Flow(raw) => raw.resolve(whole, figures, resolver).map(Form::Flow),
            };
            let Some(form) = form else { continue };
            let mut spec = ChartSpec { id, label, note, names: BTreeMap::new(), form, at };
            for (figure, name) in names {
                let known = FigureId::new(figure.get_ref());
                if !spec.is_of_series() && spec.shows().contains(&&known) {
                    spec.names.insert(known, name);
                } else {
                    let fault = Fault::new("name-of-no-figure").with("figure", known.as_str());
                    resolver.fault(figure.span(), fault);
                }
            }
            specs.push(spec);
        }
        specs
    }
}

type Span = std::ops::Range<usize>;

impl RawShown {
    fn resolve(
        self,
        whole: Span,
        specs: &[FigureSpec],
        resolver: &mut Resolver<'_>,
    ) -> Option<(Shown, Option<Against>)> {
        let shown = match (&self.series, self.figures.as_slice()) {
            (Some(series), []) => Shown::Series(of_series(series, specs, resolver)?),
            (None, figures @ [_, ..]) => Shown::Figures(of_figures(figures, specs, resolver)?),
            _ => {
                resolver.fault(whole, Fault::new("chart-of-one-of-two"));
                return None;
            }
        };
        Some((shown, self.against))
    }
}

impl RawFlow {
    fn resolve(self, whole: Span, specs: &[FigureSpec], resolver: &mut Resolver<'_>) -> Option<Vec<Vec<FigureId>>> {
        if self.steps.len() < 2 || self.steps.iter().any(Vec::is_empty) {
            resolver.fault(whole, Fault::new("flow-without-steps"));
            return None;
        }
        let lengths: Vec<usize> = self.steps.iter().map(Vec::len).collect();
        let all: Vec<Text> = self.steps.into_iter().flatten().collect();
        let mut found = of_figures(&all, specs, resolver)?.into_iter();
        Some(lengths.into_iter().map(|length| found.by_ref().take(length).collect()).collect())
    }
}

/// The series of that id, none of whose charts would be too long for a page.
fn of_series(id: &Text, specs: &[FigureSpec], resolver: &mut Resolver<'_>) -> Option<FigureId> {
    let is_series = |spec: &&FigureSpec| spec.measure.by().is_some();
    let known: Vec<String> = specs.iter().filter(is_series).map(|spec| spec.id.to_string()).collect();
    let found = specs.iter().find(|spec| spec.id.as_str() == id.get_ref());
    let Some(spec) = found.filter(is_series) else {
        let key = if found.is_some() { "chart-of-no-series" } else { "unknown-series" };
        resolver.fault(id.span(), unknown(key, id.get_ref(), &known));
        return None;
    };
    let codes = match (spec.measure.ledger(), spec.measure.by()) {
        // 其他 stands behind them.
        (Some(ledger), Some(By::Column(field))) => resolver.spec(ledger).fields[field].codes.len() + 1,
        _ => 0,
    };
    is_short(codes, id.span(), resolver).then(|| spec.id.clone())
}

/// The figures of those ids, each once and all of one unit.
fn of_figures(ids: &[Text], specs: &[FigureSpec], resolver: &mut Resolver<'_>) -> Option<Vec<FigureId>> {
    let mut seen = BTreeSet::new();
    let mut found: Vec<&FigureSpec> = Vec::new();
    for id in ids {
        if !seen.insert(id.get_ref()) {
            resolver.fault(id.span(), Fault::new("figure-twice-in-chart").with("figure", id.get_ref().as_str()));
            continue;
        }
        let Some(known) = resolver.figure(id) else { continue };
        // One with a fault of its own has been reported.
        let Some(spec) = specs.iter().find(|spec| spec.id == known) else { continue };
        if spec.measure.by().is_some() {
            resolver.fault(id.span(), Fault::new("series-among-figures").with("series", id.get_ref().as_str()));
            continue;
        }
        match found.first().filter(|first| printed_unit(first) != printed_unit(spec)) {
            Some(first) => {
                let fault = Fault::new("chart-of-two-units")
                    .with("figure", spec.id.as_str())
                    .with("unit", printed_unit(spec))
                    .with("other", first.id.as_str())
                    .with("expected", printed_unit(first));
                resolver.fault(id.span(), fault);
            }
            None => found.push(spec),
        }
    }
    let last = ids.last()?;
    let is_whole = is_short(ids.len(), last.span(), resolver) && found.len() == ids.len();
    is_whole.then(|| found.into_iter().map(|spec| spec.id.clone()).collect())
}

fn is_short(length: usize, span: Span, resolver: &mut Resolver<'_>) -> bool {
    if length > LONGEST {
        let fault = Fault::new("chart-too-long").with("members", length).with("limit", LONGEST);
        resolver.fault(span, fault);
    }
    length <= LONGEST
}

/// The unit in which a figure is printed: 万元.
pub(crate) fn printed_unit(spec: &FigureSpec) -> String {
    format!("{}{}", spec.scale.suffix(), spec.unit)
}
