//! A figure that is computed from others changes with them, and for their causes.

use std::collections::{BTreeMap, BTreeSet};

use super::{Cause, Difference, Kind, has_other_value};

/// Hands causes on from figures to those that are computed from them, and names the figures that a change came through.
/// What is left without a cause has an unknown one.
///
/// Files from elsewhere may name figures in circles: a figure hands on a cause only once.
pub(super) fn spread(mut differences: Vec<Difference>) -> Vec<Difference> {
    let index: BTreeMap<String, usize> =
        differences.iter().enumerate().map(|(at, difference)| (difference.id.clone(), at)).collect();
    let mut needed_by: Vec<Vec<usize>> = vec![Vec::new(); differences.len()];
    for at in 0..differences.len() {
        let operands: Vec<usize> = operands(&differences[at]).iter().filter_map(|id| index.get(id)).copied().collect();
        let moved = operands.iter().copied().filter(|operand| is_another(&differences[*operand]));
        differences[at].through = moved.map(|operand| differences[operand].label.clone()).collect();
        operands.into_iter().filter(|operand| *operand != at).for_each(|operand| needed_by[operand].push(at));
    }
    let mut waiting: Vec<usize> = (0..differences.len()).collect();
    while let Some(at) = waiting.pop() {
        let handed_on = handed_on(&differences[at]);
        for dependent in needed_by[at].clone() {
            let difference = &mut differences[dependent];
            let before = difference.causes.len();
            if difference.kind == Kind::Changed && is_another(difference) {
                difference.causes.extend(&handed_on);
            }
            if difference.causes.len() > before {
                waiting.push(dependent);
            }
        }
    }
    for difference in &mut differences {
        if difference.kind == Kind::Changed && difference.causes.is_empty() {
            difference.causes.insert(Cause::Unknown);
        }
        if difference.kind != Kind::Changed {
            difference.through.clear();
        }
    }
    differences
}

/// The causes that the figures computed from this one have as well. They are computed from its exact value, however that
/// is printed; if it came or went, they are computed in another way.
fn handed_on(difference: &Difference) -> BTreeSet<Cause> {
    if !is_another(difference) {
        return BTreeSet::new();
    }
    let own = difference.causes.iter().copied().filter(|cause| *cause != Cause::Rounding);
    own.chain((difference.kind != Kind::Changed).then_some(Cause::Measure)).collect()
}

/// The figures that it was or is computed from, each once, those of now first.
fn operands(difference: &Difference) -> Vec<String> {
    let mut operands: Vec<String> = Vec::new();
    for id in [&difference.now, &difference.was].into_iter().flatten().flat_map(|figure| &figure.operands) {
        if !operands.contains(id) {
            operands.push(id.clone());
        }
    }
    operands
}

/// Whether the exact value is another, however it is printed.
fn is_another(difference: &Difference) -> bool {
    match (&difference.was, &difference.now) {
        (Some(was), Some(now)) => has_other_value(was, now),
        _ => true,
    }
}
