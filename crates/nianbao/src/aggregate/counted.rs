//! The rows that a figure counts, for those who compare two states of a project.

use std::collections::BTreeSet;

use super::definition::reads;
use super::evaluate;
use super::rows::Rows;
use super::series;
use crate::error::Error;
use crate::ledger::{Ledger, Ledgers};
use crate::pack::figure::FigureSpec;
use crate::project::Project;

/// The rows that a figure counts in one ledger.
pub(crate) struct Counted<'a> {
    /// The figure, or the one among those it is computed from whose rows these are.
    pub(crate) id: String,
    /// The ledger.
    pub(crate) ledger: &'a Ledger,
    /// The rows, ascending.
    pub(crate) rows: Vec<usize>,
    /// The ids of the columns that decide which rows count and with what value; no derived ones, no personal ones.
    pub(crate) reads: Vec<String>,
    /// Those of them whose values are taken.
    pub(crate) takes: Vec<String>,
}

/// The rows behind a figure or a member of a series, be it by way of others. None of an id that the pack doesn't have.
///
/// # Errors
/// Polars gives up, which is a fault of the program.
pub(crate) fn counted<'a>(project: &'a Project, ledgers: &'a Ledgers, id: &str) -> Result<Vec<Counted<'a>>, Error> {
    let mut found = Vec::new();
    let (mut waiting, mut seen) = (vec![id.to_owned()], BTreeSet::new());
    while let Some(id) = waiting.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        let Some((spec, member)) = spec_of(project, &id) else { continue };
        waiting.extend(spec.measure.operands().into_iter().map(ToString::to_string));
        if let Some(at) = spec.measure.ledger() {
            found.push(of_rows(project, ledgers.at(at), spec, member, id.clone())?);
        }
    }
    Ok(found)
}

/// The figure of that id, or the series and the key of its member.
fn spec_of<'a, 'i>(project: &'a Project, id: &'i str) -> Option<(&'a FigureSpec, Option<&'i str>)> {
    project.pack.figures.iter().find_map(|spec| match id.strip_prefix(spec.id.as_str()) {
        Some("") => Some((spec, None)),
        Some(rest) if spec.measure.by().is_some() => rest.strip_prefix('.').map(|key| (spec, Some(key))),
        _ => None,
    })
}

fn of_rows<'a>(
    project: &Project,
    ledger: &'a Ledger,
    spec: &FigureSpec,
    member: Option<&str>,
    id: String,
) -> Result<Counted<'a>, Error> {
    let period = project.report.period;
    let predicate = spec.measure.predicate();
    let verdicts = match predicate {
        Some(predicate) => evaluate(ledger, period, &[predicate])?.pop(),
        None => None,
    };
    let rows = Rows::new(ledger, predicate.zip(verdicts.as_deref()));
    let picked = match (spec.measure.by(), member) {
        (Some(by), Some(key)) => series::rows_of(&rows, by, period, key),
        _ => rows.picked().to_vec(),
    };
    let ids = |columns: Vec<usize>| -> Vec<String> {
        let fields = columns.into_iter().map(|field| &ledger.spec.fields[field]);
        let own = fields.filter(|field| field.derived.is_none() && field.personal.is_none());
        own.map(|field| field.id.clone()).collect()
    };
    let read = reads(spec, &ledger.spec).into_iter().collect();
    Ok(Counted { id, ledger, rows: picked, reads: ids(read), takes: ids(spec.measure.taken()) })
}
