//! Figures in a notebook: a table with units and sources.

use nianbao::Lineage;
use nianbao::message::Messages;

use crate::figure::Figure;
use crate::html::{CELL, FAINT, cell, element, escaped, headers, number, table};

/// The table of these figures.
pub(crate) fn figures(caption: &str, all: &[Figure], messages: &Messages) -> String {
    let names = ["column-figure", "column-label", "column-value", "column-unit", "column-previous", "column-source"];
    let names = names.map(|key| messages.word(key));
    let row = |figure: &Figure| {
        let core = figure.core();
        let value = if let Some(value) = core.number() {
            number(&value.to_string())
        } else {
            let reason = element("small", FAINT, &escaped(&figure.reason_of().unwrap_or_default()));
            element("td", CELL, &format!("{}<br>{reason}", escaped(&core.printed)))
        };
        let previous = figure.previous_of().map(|value| value.to_string()).unwrap_or_default();
        let sources: Vec<String> = core.lineage.iter().filter_map(|link| source(link, messages)).collect();
        let id = element("td", CELL, &element("code", "", &escaped(core.id.as_str())));
        [id, cell(&core.label), value, cell(&core.unit), number(&previous), cell(&sources.join("；"))].concat()
    };
    table(caption, &headers(names.iter().map(String::as_str)), &all.iter().map(row).collect::<Vec<_>>())
}

/// So many ranges of a sheet are named.
const RANGES: usize = 3;

/// Where a figure comes from, in short; nothing for a sheet without rows.
fn source(link: &Lineage, messages: &Messages) -> Option<String> {
    Some(match link {
        Lineage::Cells { rows: 0, .. } | Lineage::FrameRows { rows: 0, .. } => return None,
        Lineage::FrameRows { .. } => messages.frame_rows(link, RANGES),
        Lineage::Cells { source, sheet, cells, rows } => {
            let mut shown: Vec<String> = cells.iter().take(RANGES).map(ToString::to_string).collect();
            if cells.len() > RANGES {
                shown.push("…".to_owned());
            }
            let sheet = sheet.as_deref().map(|sheet| format!(" › {sheet}")).unwrap_or_default();
            let rows = messages.text("trace-rows", &[("rows", (*rows).into())].into_iter().collect());
            format!("{source}{sheet} › {} {rows}", shown.join(" "))
        }
        Lineage::Previous { source, year, figure, .. } => format!("{source} › {figure} {year}"),
        Lineage::Figures(ids) => ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
    })
}
