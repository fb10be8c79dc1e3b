//! The sheet 台账来源: which sheets were read, and what became of their rows.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::Annex;
use super::excel::letters;
use super::ledger::Laid;
use super::sheet::{Cell, Heading, Look, row};
use crate::ledger::SheetRead;

/// The columns from which the number of rows that aren't used is taken.
const ROWS: usize = 3;
const EXCLUDED: usize = 4;

/// Writes the sheet.
///
/// # Errors
/// A fault of the program.
pub(super) fn write(
    annex: &Annex<'_>,
    ledgers: &[Option<Laid<'_>>],
    name: &str,
    book: &mut Workbook,
) -> Result<(), XlsxError> {
    let reads: Vec<(&Laid<'_>, &SheetRead)> =
        ledgers.iter().flatten().flat_map(|laid| laid.ledger.sheets.iter().map(move |read| (laid, read))).collect();
    let headings = [
        ("ledger", 28, Look::Text),
        ("source", 36, Look::Text),
        ("sheet", 22, Look::Text),
        ("rows", 10, Look::Centred),
        ("excluded", 10, Look::Centred),
        ("used", 10, Look::Centred),
        ("listed", 14, Look::Centred),
        ("reasons", 40, Look::Wrapped),
        ("digest", 70, Look::Text),
    ];
    let word = |key: &str| annex.messages.word(&format!("sheet-sources-{key}"));
    let headings = headings.into_iter().map(|(key, width, look)| Heading::new(word(key), width, look)).collect();
    let table = annex.sheet("sources", name, headings, reads.len(), 1);
    let sheet = table.add(book)?;
    for (index, (laid, read)) in reads.into_iter().enumerate() {
        table.put(sheet, index, &cells(annex, laid, read, row(index) + 1))?;
    }
    Ok(())
}

fn cells(annex: &Annex<'_>, laid: &Laid<'_>, read: &SheetRead, row: u32) -> Vec<Cell> {
    let text = |text: &str| Cell::Text(text.to_owned());
    let number = |count: usize| Cell::Number(f64::from(u32::try_from(count).unwrap_or(u32::MAX)));
    let excluded: usize = read.excluded.values().sum();
    let reasons = read.excluded.iter().map(|(why, rows)| {
        let why = annex.messages.word(&format!("exclusion-{}", why.as_str()));
        annex.messages.text("annex-exclusion", &[("why", why.into()), ("rows", (*rows).into())].into_iter().collect())
    });
    let (source, sheet) = (format!("B{row}"), format!("C{row}"));
    // The rows of the sheet as they stand in the annex, counted anew.
    let sources = laid.area(0);
    let listed = sources.sum(&[&laid.area(1)], |sources, sheets| {
        format!("SUMPRODUCT(EXACT({sources},{source})*EXACT({},{sheet}))", sheets.join(","))
    });
    vec![
        text(&laid.ledger.spec.label),
        text(&read.source),
        text(read.name()),
        number(read.rows),
        number(excluded),
        Cell::Formula(format!("{}{row}-{}{row}", letters(ROWS), letters(EXCLUDED)), read.used.to_string()),
        Cell::Formula(listed, read.used.to_string()),
        Cell::Text(reasons.collect::<Vec<_>>().join("；")),
        text(annex.inputs.get(&*read.source).map_or("", String::as_str)),
    ]
}
