//! What a web page says of its figures in its markup: the values for programs, and where each comes from for readers.

use std::collections::{BTreeMap, BTreeSet};

use super::carried::{Carried, Link, written};
use crate::audit::{Document, Marked, Source, Value};
use crate::error::Fault;
use crate::record::Recorded;
use crate::render::html;

/// Holds the marked values, and what is shown of their sources, against the figures that the page carries. Each figure is
/// told once.
pub(super) fn check(marked: &Marked, carried: &Carried, faults: &mut Vec<Fault>) {
    let known: BTreeMap<&str, &Recorded> =
        carried.record.figures.iter().map(|figure| (figure.id.as_str(), figure)).collect();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for Value { figure, value } in &marked.values {
        let fault = match known.get(figure.as_str()) {
            None => Fault::new("verify-data-unknown").with("figure", figure.as_str()),
            Some(own) => {
                let expected = written(own).map(|(value, _)| value).unwrap_or_default();
                if *value == expected {
                    continue;
                }
                let fault = Fault::new("verify-data").with("label", own.label.as_str());
                fault.with("stated", value.as_str()).with("value", expected)
            }
        };
        if told.insert(figure) {
            faults.push(fault);
        }
    }
    let mut sources: BTreeMap<&str, Vec<&Source>> = BTreeMap::new();
    for source in &marked.sources {
        sources.entry(&source.id).or_default().push(source);
    }
    let stated: BTreeSet<&str> = marked.values.iter().map(|value| value.figure.as_str()).collect();
    for figure in stated.into_iter().filter_map(|id| known.get(id)) {
        let label = figure.label.as_str();
        let shown = sources.get(html::source_id(&figure.id).as_str()).map_or(&[][..], Vec::as_slice);
        if shown.is_empty() {
            faults.push(Fault::new("verify-no-source").with("label", label));
        }
        let missing =
            shown.iter().find_map(|source| missing(&source.text, figure, &known, carried.lineage(&figure.id)));
        faults.extend(missing.map(|missing| Fault::new("verify-source").with("label", label).with("missing", missing)));
    }
}

/// Holds the numbers that a Word document marks as members of a series against these: they are its charts' numbers, of which
/// no words around them tell whose they are.
pub(super) fn check_members(document: &Document, carried: &Carried, faults: &mut Vec<Fault>) {
    let shown: BTreeSet<&str> = carried.figures().map(|figure| figure.id.as_str()).collect();
    let is_member = |figure: &&Recorded| !shown.contains(figure.id.as_str());
    let members: BTreeMap<&str, &Recorded> =
        carried.record.figures.iter().filter(is_member).map(|figure| (figure.id.as_str(), figure)).collect();
    for (range, id) in &document.tagged {
        let stated = document.text.get(range.clone()).unwrap_or_default().trim();
        let Some(member) = members.get(id.as_str()) else { continue };
        // A chart says its unit once for all.
        let unit = member.printed.strip_prefix(stated).filter(|_| !stated.is_empty());
        if unit.is_none_or(|unit| unit.contains(|c: char| c.is_ascii_digit())) {
            let fault = Fault::new("verify-chart").with("label", member.label.as_str());
            faults.push(fault.with("stated", stated).with("printed", member.printed.as_str()));
        }
    }
}

/// The first thing that belongs into the shown source of a figure and isn't there.
fn missing(text: &str, figure: &Recorded, known: &BTreeMap<&str, &Recorded>, lineage: &[Link]) -> Option<String> {
    let named = |figure: &Recorded| format!("{} {}", figure.label, figure.printed);
    let Some(text) = after(text, &named(figure)) else { return Some(named(figure)) };
    let shown = bare(text);
    let operands = figure.operands.iter().filter_map(|id| known.get(id.as_str())).map(|operand| named(operand));
    // Of links without rows nothing is shown.
    let links = || lineage.iter().filter(|link| link.rows != Some(0));
    let names = links().flat_map(|link| link.source.iter().chain(&link.sheet)).cloned();
    if let Some(missing) = operands.chain(names).find(|needed| !shown.contains(&bare(needed))) {
        return Some(missing);
    }
    let words: BTreeSet<&str> = text.split(|c: char| !c.is_ascii_alphanumeric() && c != ':').collect();
    let cells = links().flat_map(|link| link.cells.iter().take(html::SHOWN)).cloned();
    let rows = links().filter_map(|link| link.rows).map(|rows| rows.to_string());
    cells.chain(rows).find(|needed| !words.contains(needed.as_str()))
}

/// What follows in a text behind its begin, white space apart.
fn after<'t>(text: &'t str, begin: &str) -> Option<&'t str> {
    let mut shown = text.char_indices().filter(|(_, c)| !c.is_whitespace());
    let is_begin = bare(begin).chars().all(|c| shown.next().is_some_and(|(_, other)| other == c));
    is_begin.then(|| shown.next().and_then(|(at, _)| text.get(at..)).unwrap_or_default())
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::State;
    use crate::numeral::Scale;

    fn figure(id: &str, label: &str, printed: &str, operands: &[&str]) -> Recorded {
        Recorded {
            id: id.to_owned(),
            label: label.to_owned(),
            unit: String::new(),
            scale: Scale::One,
            decimals: 0,
            state: State::Value,
            value: None,
            printed: printed.to_owned(),
            operands: operands.iter().map(|id| (*id).to_owned()).collect(),
            digests: None,
        }
    }

    #[test]
    fn a_source_names_the_figure_its_operands_and_its_cells() {
        let [rate, closed] = [figure("a.rate", "办结率", "50%", &["a.closed"]), figure("a.closed", "办结", "1件", &[])];
        let known = [("a.rate", &rate), ("a.closed", &closed)].into();
        let link = |cells: &[&str], rows| Link {
            source: Some("信访 台账.xlsx".to_owned()),
            sheet: Some("信访".to_owned()),
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
            rows: Some(rows),
        };
        let of = |text: &str| missing(text, &rate, &known, &[link(&["A5", "A10:A12"], 4), link(&[], 0)]);
        assert_eq!(of("办结率 50% 台账计算 办结1件 信访 台账.xlsx › 信访 › A5、A10:A12（4 行）关闭"), None);
        for (text, expected) in [
            ("办结率 60% 办结1件 信访 台账.xlsx › 信访 › A5、A10:A12（4 行）", "办结率 50%"),
            ("办结率 50% 办结2件 信访 台账.xlsx › 信访 › A5、A10:A12（4 行）", "办结 1件"),
            ("办结率 50% 办结1件 别的台账.xlsx › 信访 › A5、A10:A12（4 行）", "信访 台账.xlsx"),
            ("办结率 50% 办结1件 信访 台账.xlsx › 信访 › A55、A10:A12（4 行）", "A5"),
            ("办结率 50% 办结1件 信访 台账.xlsx › 信访 › A5、A10（4 行）", "A10:A12"),
            ("办结率 50% 办结1件 信访 台账.xlsx › 信访 › A5、A10:A12（14 行）", "4"),
        ] {
            assert_eq!(of(text).as_deref(), Some(expected), "{text}");
        }
    }
}
