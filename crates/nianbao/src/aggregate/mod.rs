//! From typed ledgers to figures: every figure and series of a ledger in one lazy pass, then the figures over figures.

mod condition;
pub(crate) mod counted;
mod definition;
pub mod measures;
mod method;
pub mod reason;
mod row_digests;
pub(crate) mod rows;
pub(crate) mod series;

use std::collections::BTreeMap;

use polars::prelude::*;

use crate::error::Error;
use crate::figure::{Digests, Figure, FigureId, Figures, Lineage, Period, Quantity, Series, State};
use crate::finding::Finding;
use crate::ledger::{Ledger, Ledgers};
use crate::message::Messages;
use crate::numeral;
use crate::pack::Pack;
use crate::pack::expression::{Expression, PERIOD_FROM, PERIOD_TO};
use crate::pack::figure::FigureSpec;
use crate::place::Place;
use crate::project::Project;
use definition::definition;
use measures::{By, Operands, Outcome};
use row_digests::RowDigests;
use rows::{OnePerCell, Rows};
use series::Member;

/// Computes all figures and series of the pack. One that can't be computed has a state that says why.
///
/// # Errors
/// A fault of the program.
pub fn compute(project: &Project, ledgers: &Ledgers) -> Result<(Figures, Vec<Finding>), Error> {
    let pack = &project.pack;
    let (mut findings, mut all_findings) = (Vec::new(), OnePerCell::default());
    let mut figures: BTreeMap<usize, Figure> = BTreeMap::new();
    let mut all_series = Vec::new();
    let messages = pack.messages();
    for (at, ledger) in ledgers.iter().enumerate() {
        let specs: Vec<(usize, &FigureSpec)> =
            pack.figures.iter().enumerate().filter(|(_, spec)| spec.measure.ledger() == Some(at)).collect();
        let predicates: Vec<&Expression> = specs.iter().filter_map(|(_, spec)| spec.measure.predicate()).collect();
        let mut verdicts = evaluate(ledger, project.report.period, &predicates)?.into_iter();
        let mut digests = RowDigests::new(ledger);
        let of_ledger = |measure, rows| Digests { measure, rows, ledger: Some(ledger.spec.id.clone()) };
        for (order, spec) in specs {
            let verdicts = spec.measure.predicate().and_then(|predicate| Some((predicate, verdicts.next()?)));
            let rows = Rows::new(ledger, verdicts.as_ref().map(|(predicate, found)| (*predicate, found.as_slice())));
            if !rows.is_readable(spec) {
                let origin = rows.origin();
                if spec.measure.by().is_none() {
                    // A unit that keeps no such ledger has said so; one that can't be read is another matter.
                    let state = if project.keeps(at) { State::Unknown } else { State::NotApplicable };
                    let outcome = Outcome::without_value(state, Vec::new(), origin);
                    let digests = of_ledger(definition(project, spec, None), None);
                    figures.insert(order, finish(pack, spec, outcome, digests, &messages));
                }
            } else if let Some(by) = spec.measure.by() {
                let members = series::members(spec, &rows, by, project.report.period, &messages, &mut findings);
                let members = members.into_iter().map(|Member { key, spec, rows, outcome }| {
                    let measure = definition(project, &spec, Some(&key));
                    let digests = of_ledger(measure, Some(digests.of(&spec.measure, &rows, &outcome)));
                    (key, finish(pack, &spec, outcome, digests, &messages))
                });
                let series = Series { id: spec.id.clone(), label: spec.label.clone(), members: members.collect() };
                all_series.push((order, series));
            } else if let Some(outcome) = spec.measure.of_rows(spec, &rows, &mut findings) {
                let rows_digest = Some(digests.of(&spec.measure, rows.picked(), &outcome));
                let digests = of_ledger(definition(project, spec, None), rows_digest);
                let mut figure = finish(pack, spec, outcome, digests, &messages);
                figure.register = spec.register.map(|field| rows.texts(field)).unwrap_or_default();
                figures.insert(order, figure);
            }
            all_findings.take(&mut findings);
        }
    }
    over_figures(project, &mut figures, &messages, &mut findings);
    all_series.sort_by_key(|(order, _)| *order);
    let series = all_series.into_iter().map(|(_, series)| series).collect();
    let digests = ledgers.iter().filter_map(|ledger| Some((ledger.spec.id.clone(), row_digests::of_ledger(ledger)?)));
    let figures = Figures::new(figures.into_values().collect(), series, digests.collect());
    all_findings.take(&mut findings);
    Ok((figures, all_findings.all()))
}

/// Computes the figures over figures, each as soon as all it needs is there. The pack has no circles.
fn over_figures(
    project: &Project,
    figures: &mut BTreeMap<usize, Figure>,
    messages: &Messages,
    findings: &mut Vec<Finding>,
) {
    let specs = &project.pack.figures;
    let order: BTreeMap<&FigureId, usize> = specs.iter().enumerate().map(|(at, spec)| (&spec.id, at)).collect();
    let mut waiting: Vec<usize> = (0..specs.len()).filter(|at| specs[*at].measure.ledger().is_none()).collect();
    while !waiting.is_empty() {
        let before = waiting.len();
        waiting.retain(|at| {
            let spec = &specs[*at];
            let operands = spec.measure.operands().into_iter().map(|id| figures.get(order.get(id)?));
            let Some(operands) = operands.collect::<Option<Vec<_>>>() else { return true };
            let operands = Operands { figures: operands, previous: project.previous.as_ref() };
            let outcome = if operands.figures.iter().any(|figure| figure.state == State::NotApplicable) {
                Some(Outcome::without_value(State::NotApplicable, operands.lineage(), operands.origin()))
            } else {
                spec.measure.of_figures(spec, &operands, findings)
            };
            let Some(outcome) = outcome else { return false };
            let rows = row_digests::of_previous(&outcome.lineage);
            let digests = Digests { measure: definition(project, spec, None), rows, ledger: None };
            let figure = finish(&project.pack, spec, outcome, digests, messages);
            figures.insert(*at, figure);
            false
        });
        if waiting.len() == before {
            break;
        }
    }
}

/// Evaluates predicates over all rows of a ledger in one lazy pass; `None` in a row that a blank leaves undecided.
///
/// # Errors
/// Polars gives up. Packs are tried when they are loaded, so that this is a fault of the program; to go on with no
/// rows would print a zero that nobody counted.
pub(crate) fn evaluate(
    ledger: &Ledger,
    period: Period,
    predicates: &[&Expression],
) -> Result<Vec<Vec<Option<bool>>>, Error> {
    if predicates.is_empty() {
        return Ok(Vec::new());
    }
    let named = predicates.iter().enumerate();
    let selected: Vec<Expr> = named.map(|(at, predicate)| predicate.expr.clone().alias(format!("p{at}"))).collect();
    let failed = |error: PolarsError| Error::Internal(format!("{}: {error}", ledger.spec.id));
    let answers = with_period(ledger.frame.clone(), period).select(selected).collect().map_err(failed)?;
    let columns = answers.columns().iter().map(|column| {
        let verdicts = column.bool().map_err(failed)?;
        // A predicate over constants alone gives one row for all.
        let is_constant = verdicts.len() == 1 && ledger.len() != 1;
        Ok(if is_constant { vec![verdicts.get(0); ledger.len()] } else { verdicts.iter().collect() })
    });
    columns.collect()
}

/// The frame with the period's days as two more columns.
pub(crate) fn with_period(frame: DataFrame, period: Period) -> LazyFrame {
    frame.lazy().with_columns([lit(period.from).alias(PERIOD_FROM), lit(period.to).alias(PERIOD_TO)])
}

/// Makes a figure of an outcome: how it is printed, and how it was computed in words.
fn finish(pack: &Pack, spec: &FigureSpec, outcome: Outcome, digests: Digests, messages: &Messages) -> Figure {
    Figure {
        id: spec.id.clone(),
        label: spec.label.clone(),
        unit: spec.unit.clone(),
        scale: spec.scale,
        decimals: spec.decimals,
        state: outcome.state,
        value: outcome.value,
        none: spec.none.clone(),
        printed: printed(spec, &outcome, messages),
        origin: outcome.origin,
        measure: spec.measure.kind(),
        method: method::words(pack, spec, messages),
        note: spec.note.clone(),
        operands: spec.measure.operands().into_iter().cloned().collect(),
        lineage: outcome.lineage,
        digests,
        register: Vec::new(),
    }
}

fn printed(spec: &FigureSpec, outcome: &Outcome, messages: &Messages) -> String {
    match (outcome.state, outcome.value) {
        (State::Value, Some(Quantity::Number(number))) => {
            let format = numeral::Format { decimals: spec.decimals, scale: spec.scale, ..numeral::Format::default() };
            numeral::with_unit(number, &format, &spec.unit)
        }
        (State::Value, Some(Quantity::Ratio { of, to })) => numeral::percent(of, to, spec.decimals).unwrap_or_default(),
        (State::None, _) => spec.none.clone().unwrap_or_else(|| messages.word("state-none")),
        (state, _) => messages.word(&format!("state-{}", state.as_str())),
    }
}

/// The cells behind a figure, at most some of each sheet, as places of a finding.
pub(crate) fn cells_of(figure: &Figure) -> Vec<Place> {
    let mut places = Vec::new();
    for link in &figure.lineage {
        match link {
            Lineage::Cells { source, sheet, cells, .. } => {
                let place = |cells| Place::Cells { source: source.clone(), sheet: sheet.clone(), cells };
                places.extend(cells.iter().take(8).map(|cells| place(*cells)));
            }
            Lineage::FrameRows { frame, column, cells, .. } => {
                let place = |cells| Place::FrameCells { frame: frame.clone(), column: column.clone(), cells };
                places.extend(cells.iter().take(8).map(|cells| place(*cells)));
            }
            Lineage::Previous { .. } | Lineage::Figures(_) => {}
        }
    }
    places
}
