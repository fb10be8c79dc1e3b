//! Figures as a long frame.

use std::collections::BTreeSet;

use nianbao::Lineage;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use rust_decimal::Decimal;

use crate::figure::Figure;
use crate::frames;
use crate::snapshot::Snapshot;

/// The frame of these figures.
pub(crate) fn fill<'py>(
    of: &Snapshot,
    figures: &[Figure],
    columns: &Bound<'py, PyDict>,
) -> PyResult<Bound<'py, PyAny>> {
    let texts =
        |get: &dyn Fn(&nianbao::Figure) -> String| figures.iter().map(|figure| get(figure.core())).collect::<Vec<_>>();
    let number = |get: &dyn Fn(&Figure) -> Option<Decimal>| figures.iter().map(get).collect::<Vec<_>>();
    let ratio = |figure: &Figure| figure.core().value?.ratio();
    let amounts = [
        ("value", number(&|figure| figure.core().number())),
        ("numerator", number(&|figure| Some(ratio(figure)?.0))),
        ("denominator", number(&|figure| Some(ratio(figure)?.1))),
        ("previous", number(&Figure::previous_of)),
        ("change", number(&Figure::change_of)),
    ];
    let decimals = frames::decimals(amounts.iter().flat_map(|(_, column)| column).flatten());
    let (series, members): (Vec<_>, Vec<_>) = figures.iter().map(|figure| figure.member()).unzip();
    let period = of.project.report.period;
    columns.set_item("id", texts(&|figure| figure.id.to_string()))?;
    columns.set_item("label", texts(&|figure| figure.label.clone()))?;
    columns.set_item("unit", texts(&|figure| figure.unit.clone()))?;
    columns.set_item("state", texts(&|figure| figure.state.as_str().to_owned()))?;
    let mut types = vec![("from", "Date"), ("to", "Date"), ("rows", "UInt32"), ("sources", "UInt32")];
    let mut add = |name: &'static str| {
        types.push((name, decimals.as_str()));
        amounts.iter().find(|(own, _)| *own == name).map(|(_, column)| column.clone()).unwrap_or_default()
    };
    for name in ["value", "numerator", "denominator"] {
        columns.set_item(name, add(name))?;
    }
    columns.set_item("printed", texts(&|figure| figure.printed.clone()))?;
    for name in ["previous", "change"] {
        columns.set_item(name, add(name))?;
    }
    columns.set_item("origin", texts(&|figure| figure.origin.as_str().to_owned()))?;
    columns.set_item("measure", texts(&|figure| figure.measure.to_owned()))?;
    columns.set_item("series", series)?;
    columns.set_item("member", members)?;
    columns.set_item("from", vec![period.from; figures.len()])?;
    columns.set_item("to", vec![period.to; figures.len()])?;
    columns.set_item("rows", figures.iter().map(|figure| rows_and_sources(figure.core()).0).collect::<Vec<_>>())?;
    columns.set_item("sources", figures.iter().map(|figure| rows_and_sources(figure.core()).1).collect::<Vec<_>>())?;
    columns.set_item("reason", figures.iter().map(Figure::reason_of).collect::<Vec<_>>())?;
    frames::frame(columns.py(), columns, &types)
}

/// How many rows stand behind a figure, and on how many sheets they are.
fn rows_and_sources(figure: &nianbao::Figure) -> (usize, usize) {
    let (mut rows, mut sources) = (0, BTreeSet::new());
    for link in &figure.lineage {
        match link {
            Lineage::Cells { rows: 0, .. }
            | Lineage::FrameRows { rows: 0, .. }
            | Lineage::Previous { .. }
            | Lineage::Figures(_) => {}
            Lineage::Cells { source, sheet, rows: own, .. } => {
                rows += own;
                sources.insert((source, sheet.as_ref()));
            }
            Lineage::FrameRows { frame, rows: own, .. } => {
                rows += own;
                sources.insert((frame, None));
            }
        }
    }
    (rows, sources.len())
}
