//! `internal/annex.xlsx`: the figures as live formulas over the ledgers, which anybody can recalculate.
//!
//! Every ledger has a sheet without its personal columns, and on it for each figure a column that says which rows count:
//! a formula where the predicate has an equal in Excel, else a 1 or 0 of the program's with the predicate beside it. On
//! the sheet 指标 each figure is a formula over these columns, or over the cells of other figures by their names. What
//! each formula results in stands beside it as the core computed it, and a recalculation changes nothing.

mod charts;
mod column;
mod cover;
mod excel;
mod figures;
mod ledger;
mod measure;
mod name;
mod printed;
mod rows;
mod rules;
mod sheet;
mod sources;
mod translate;
mod words;

use std::collections::BTreeMap;

use chrono::Datelike as _;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::Report;
use crate::error::Error;
use crate::figure::Figures;
use crate::finding::Finding;
use crate::ledger::Ledgers;
use crate::message::Messages;
use crate::project::Project;
use crate::validate::dismissed::Dismissed;
use ledger::{Laid, Setting};
use name::Names;
use sheet::{Heading, Sheet};
use words::Words;

/// So many rows of a ledger fit on a sheet of 1 048 576, below its title and header.
pub(crate) const ROWS_PER_SHEET: usize = 1_048_576 - sheet::FIRST_ROW as usize + 1;

/// What all sheets are written from.
struct Annex<'a> {
    project: &'a Project,
    ledgers: &'a Ledgers,
    figures: &'a Figures,
    findings: &'a [Finding],
    dismissed: &'a [Dismissed],
    /// SHA-256 of each input, by its path.
    inputs: &'a BTreeMap<String, String>,
    /// SHA-256 of figures.json.
    digest: String,
    messages: Messages,
    words: Words,
}

/// The bytes of the annex.
///
/// # Errors
/// A fault of the program.
pub(crate) fn annex(report: &Report<'_>, rows_per_sheet: usize) -> Result<Vec<u8>, Error> {
    let compiled = report.compiled();
    let messages = compiled.project.pack.messages();
    let annex = Annex {
        project: compiled.project,
        ledgers: &compiled.ledgers,
        figures: &compiled.figures,
        findings: &compiled.findings,
        dismissed: &compiled.dismissed,
        inputs: &compiled.inputs,
        digest: crate::digest::hex(report.figures_json()),
        words: Words::new(&messages),
        messages,
    };
    annex.bytes(rows_per_sheet.clamp(1, ROWS_PER_SHEET))
}

/// Writes the workbook, its own sheets under the names given.
fn write(annex: &Annex<'_>, ledgers: &[Option<Laid<'_>>], own: &[String; 5]) -> Result<Vec<u8>, XlsxError> {
    let [cover, figures, sources, rules, charts] = own;
    let lines = figures::lines(annex, ledgers);
    let has_charts = charts::has_any(annex, &lines);
    let of_ledgers = ledgers.iter().flatten().flat_map(|laid| laid.parts.iter().map(|part| &part.name));
    let behind = std::iter::once(figures).chain(of_ledgers).chain([sources, rules]).chain(has_charts.then_some(charts));
    let behind: Vec<String> = behind.cloned().collect();
    let mut book = Workbook::new();
    book.set_default_format(&sheet::base(), 20, 72)?;
    book.set_properties(&properties(annex)?);
    cover::write(annex, &lines, cover, &behind, &mut book)?;
    figures::write(annex, &lines, figures, &mut book)?;
    for laid in ledgers.iter().flatten() {
        rows::write(annex, laid, &mut book)?;
    }
    sources::write(annex, ledgers, sources, &mut book)?;
    rules::write(annex, rules, &mut book)?;
    if has_charts {
        charts::write(annex, &lines, charts, figures, &mut book)?;
    }
    book.save_to_buffer()
}

fn properties(annex: &Annex<'_>) -> Result<DocProperties, XlsxError> {
    let report = &annex.project.report;
    let date = report.day();
    let year = u16::try_from(date.year()).unwrap_or_default();
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    let day = ExcelDateTime::from_ymd(year, part(date.month()), part(date.day()))?;
    let title = annex
        .messages
        .text("sheet-document-title", &[("title", report.title_on_one_line().into())].into_iter().collect());
    Ok(DocProperties::new()
        .set_title(title)
        .set_subject(annex.messages.word("sheet-internal"))
        .set_author(&report.unit)
        .set_company(&report.unit)
        .set_comment(annex.messages.word("sheet-internal"))
        .set_creation_datetime(&day)
        .set_custom_property("nianbao.figures", annex.digest.clone()))
}

impl Annex<'_> {
    /// The bytes of the workbook; so many rows of a ledger stand on one sheet.
    fn bytes(&self, rows_per_sheet: usize) -> Result<Vec<u8>, Error> {
        let mut names = Names::default();
        let keys = ["cover", "figures", "sources", "rules", "charts"];
        let own = keys.map(|key| names.sheet(&self.messages.word(&format!("sheet-{key}-name"))));
        let setting = Setting { project: self.project, words: &self.words, messages: &self.messages, rows_per_sheet };
        let mut ledgers = Vec::new();
        for (at, ledger) in self.ledgers.iter().enumerate() {
            // A ledger that the unit doesn't keep, or that can't be read, has no sheet.
            let is_read = !ledger.sheets.is_empty();
            ledgers.push(is_read.then(|| Laid::new(at, ledger, &setting, &mut names)).transpose()?);
        }
        write(self, &ledgers, &own).map_err(|error| Error::Internal(error.to_string()))
    }

    /// A sheet whose words stand in the messages under its key.
    fn sheet(&self, key: &str, name: &str, columns: Vec<Heading>, rows: usize, frozen: u16) -> Sheet {
        let title = [("title", self.project.report.title_on_one_line().into())].into_iter().collect();
        Sheet {
            name: name.to_owned(),
            title: self.messages.text(&format!("sheet-{key}-title"), &title),
            about: self.messages.word(&format!("sheet-{key}-about")),
            table: format!("sheet_{key}"),
            columns,
            rows,
            frozen,
            footer: self.footer(),
        }
    }

    /// What stands at the foot of printed pages.
    fn footer(&self) -> String {
        self.messages.word("sheet-footer")
    }
}
