//! The annex as the layout sees it: every figure, how it is computed and from which cells; how the rows of each sheet
//! reconcile.

use serde::Serialize;

use crate::Computed;
use crate::figure::{Figure, Lineage, Origin};
use crate::finding::Argument;
use crate::ledger::SheetRead;
use crate::message::Messages;

/// What stands after the text.
#[derive(Serialize)]
pub(super) struct Annex {
    rows: Vec<Row>,
    /// What a reader must know of some figures, such as the population of a rate.
    notes: Vec<String>,
    /// The sheets that were read; none in an edition for publication.
    sheets: Vec<Sheet>,
}

/// One figure in the table.
#[derive(Serialize)]
struct Row {
    id: String,
    label: String,
    value: String,
    method: String,
    source: Vec<String>,
    origin: String,
}

/// A sheet: rows = used + excluded.
#[derive(Serialize)]
struct Sheet {
    name: String,
    rows: String,
    used: String,
    excluded: String,
}

impl Annex {
    /// The annex; `complete` with what only an edition for filing may show.
    /// `legible` replaces what the page can't show in names that come from workbooks.
    pub(super) fn new(
        computed: &Computed,
        complete: bool,
        messages: &Messages,
        legible: &dyn Fn(&str) -> String,
    ) -> Self {
        let figures = &computed.figures;
        let sheets = computed.ledgers.iter().flat_map(|ledger| &ledger.sheets).filter(|_| complete);
        Self {
            rows: figures.iter().map(|figure| row(figure, complete, messages, legible)).collect(),
            notes: figures.iter().filter_map(|figure| note(figure, messages)).collect(),
            sheets: sheets.map(|read| sheet(read, messages, legible)).collect(),
        }
    }
}

fn sheet(read: &SheetRead, messages: &Messages, legible: &dyn Fn(&str) -> String) -> Sheet {
    let excluded = read.excluded.iter().map(|(why, rows)| {
        let why = messages.word(&format!("exclusion-{}", why.as_str()));
        messages.text("annex-exclusion", &[("why", why.into()), ("rows", (*rows).into())].into_iter().collect())
    });
    let excluded =
        messages.text("annex-exclusions", &[("list", excluded.collect::<Vec<_>>().into())].into_iter().collect());
    Sheet {
        name: legible(&messages.place(&read.place(), "·")),
        rows: read.rows.to_string(),
        used: read.used.to_string(),
        excluded,
    }
}

fn row(figure: &Figure, complete: bool, messages: &Messages, legible: &dyn Fn(&str) -> String) -> Row {
    Row {
        id: figure.id.to_string(),
        label: figure.label.clone(),
        value: figure.printed.clone(),
        method: if complete { figure.method.clone() } else { String::new() },
        source: if complete {
            figure.lineage.iter().filter_map(|link| source(link, messages)).map(|text| legible(&text)).collect()
        } else {
            Vec::new()
        },
        origin: if figure.origin == Origin::Entered { messages.word("origin-entered") } else { String::new() },
    }
}

/// Where a figure comes from, one line for each sheet. Of many stretches of cells the first ones are named.
fn source(link: &Lineage, messages: &Messages) -> Option<String> {
    const SHOWN: usize = 3;
    let text = |value: &str| Argument::Text(value.to_owned());
    match link {
        // Of other figures, how it is computed has named them.
        Lineage::Cells { rows: 0, .. } | Lineage::FrameRows { rows: 0, .. } | Lineage::Figures(_) => None,
        Lineage::FrameRows { .. } => Some(messages.frame_rows(link, SHOWN)),
        Lineage::Cells { source, sheet, cells, rows } => {
            let shown: Vec<String> = cells.iter().take(SHOWN).map(ToString::to_string).collect();
            let more = if cells.len() > SHOWN { "yes" } else { "no" };
            let arguments = [
                ("source", text(source)),
                ("sheet", text(sheet.as_deref().unwrap_or_default())),
                ("cells", shown.into()),
                ("more", text(more)),
                ("rows", (*rows).into()),
            ];
            Some(messages.text("source-cells", &arguments.into_iter().collect()))
        }
        Lineage::Previous { source, year, .. } => {
            let arguments = [("source", text(source)), ("year", text(&year.to_string()))];
            Some(messages.text("source-previous", &arguments.into_iter().collect()))
        }
    }
}

fn note(figure: &Figure, messages: &Messages) -> Option<String> {
    let note = figure.note.as_deref()?;
    let arguments = [("label", figure.label.as_str().into()), ("note", note.into())];
    Some(messages.text("annex-note", &arguments.into_iter().collect()))
}
