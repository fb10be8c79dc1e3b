//! The sheet 说明: what the annex is, whose, of what days, in what units, made from what, and how it is read.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::Annex;
use super::excel::{self, sheet as quoted_sheet};
use super::figures::{self, Line};
use super::name;
use super::sheet::{Cell, Heading, Look, row, width};
use crate::figure::Origin;

/// The key of an item of the list, its value, and how that looks.
type Item = (String, Cell, Look);

/// Writes the sheet. `sheets` are the names of all sheets behind it, the figures' first.
///
/// # Errors
/// A fault of the program.
pub(super) fn write(
    annex: &Annex<'_>,
    lines: &[Line<'_>],
    name: &str,
    sheets: &[String],
    book: &mut Workbook,
) -> Result<(), XlsxError> {
    let items = items(annex, lines, sheets);
    let word = |key: &str| annex.messages.word(&format!("sheet-cover-{key}"));
    let widest = items.iter().map(|(label, ..)| width(label)).max().unwrap_or_default();
    let headings =
        vec![Heading::new(word("item"), widest + 2, Look::Text), Heading::new(word("content"), 96, Look::Wrapped)];
    let table = annex.sheet("cover", name, headings, items.len(), 1);
    let sheet = table.add(book)?;
    for (index, (key, value, look)) in items.iter().enumerate() {
        table.put(sheet, index, &[Cell::Text(key.clone()), value.clone()])?;
        if *look != Look::Wrapped {
            sheet.set_cell_format(row(index), 1, &look.format())?;
        }
    }
    for (key, defined) in [("from", name::PERIOD_FROM), ("to", name::PERIOD_TO)] {
        let label = word(key);
        if let Some(index) = items.iter().position(|(item, _, _)| *item == label) {
            book.define_name(defined, &format!("={}!$B${}", quoted_sheet(name), row(index) + 1))?;
        }
    }
    Ok(())
}

fn items(annex: &Annex<'_>, lines: &[Line<'_>], sheets: &[String]) -> Vec<Item> {
    let (report, pack) = (&annex.project.report, &annex.project.pack);
    let word = |key: &str| annex.messages.word(&format!("sheet-cover-{key}"));
    let text = |text: &str| Cell::Text(text.to_owned());
    let day = |day| match excel::serial(day) {
        Some(serial) => Cell::Number(f64::from(serial)),
        None => Cell::Text(day.to_string()),
    };
    let open_day = || Cell::Text(["todo-open", "todo-day", "todo-close"].map(|key| annex.messages.word(key)).concat());
    let mut items = vec![
        (word("use"), Cell::Text(word("internal")), Look::Strong),
        (word("report"), Cell::Text(report.title_on_one_line()), Look::Wrapped),
        (word("unit"), text(&report.unit), Look::Wrapped),
        (word("status"), Cell::Text(word(&format!("status-{}", report.status.as_str()))), Look::Wrapped),
        (word("from"), day(report.period.from), Look::DayInText),
        (word("to"), day(report.period.to), Look::DayInText),
        (word("date"), report.date.map_or_else(open_day, day), Look::DayInText),
    ];
    let figures = sheets.first().map_or("", String::as_str);
    for (key, origin) in [("ledger", Origin::Ledger), ("entered", Origin::Entered)] {
        items.push((word(key), figures::count_of(figures, annex, lines, origin), Look::Wrapped));
    }
    let notes = ["figures", "units", "members", "judged", "blanks", "persons", "printed", "inputs", "rows"];
    items.extend(
        notes
            .iter()
            .map(|key| (word(&format!("about-{key}")), Cell::Text(word(&format!("note-{key}"))), Look::Wrapped)),
    );
    items.extend(
        sheets
            .iter()
            .map(|name| (word("go-to"), Cell::Link(format!("{}!A1", quoted_sheet(name)), name.clone()), Look::Wrapped)),
    );
    items.push((word("pack"), Cell::Text(format!("{} {} {}", pack.label, pack.id, pack.edition)), Look::Wrapped));
    items.push((word("tool"), Cell::Text(format!("nianbao {}", env!("CARGO_PKG_VERSION"))), Look::Wrapped));
    items.push((word("digest"), Cell::Text(annex.digest.clone()), Look::Wrapped));
    items.extend(annex.inputs.iter().map(|(input, digest)| (input.clone(), text(digest), Look::Wrapped)));
    items
}
