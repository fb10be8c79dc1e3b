//! A ledger as a table of a notebook: its first rows, as the typed ledger has them.

use nianbao::Ledger;
use nianbao::pack::ledger::ColumnType;

use crate::html::{CELL, NUMBER, TABLE, escaped};

/// So many rows are shown.
const SHOWN: usize = 10;

/// The first rows, below the ids of the columns and what people call them; nothing of a cell is read as HTML.
pub(super) fn first_rows(ledger: &Ledger) -> String {
    let fields = ledger.open_fields();
    let heads = fields.iter().map(|field| {
        let field = &ledger.spec.fields[*field];
        let unit = if field.kind == ColumnType::Money { "（元）" } else { "" };
        let (id, label) = (escaped(&field.id), escaped(field.label()));
        format!("<th scope=\"col\" style=\"{}\">{id}<br>{label}{unit}</th>", style(field.kind))
    });
    let heads: String = heads.collect();
    let columns: Vec<Vec<String>> = fields.iter().map(|field| cells(ledger, *field)).collect();
    let rows = (0..ledger.len().min(SHOWN)).map(|row| columns.iter().map(|cells| cells[row].as_str()).collect());
    let mut rows: Vec<String> = rows.collect();
    if ledger.len() > SHOWN {
        rows.push(fields.iter().map(|field| cell(ledger.spec.fields[*field].kind, "…")).collect());
    }
    let rows: String = rows.iter().flat_map(|row| ["<tr>", row, "</tr>"]).collect();
    let (label, id) = (escaped(&ledger.spec.label), escaped(&ledger.spec.id));
    let size = format!("{} × {}", ledger.len(), fields.len());
    format!(
        "<table style=\"{TABLE}\"><caption style=\"caption-side:top;text-align:left\">{label} \
         {id} · {size}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )
}

/// The first values of a column; an empty cell where there is none.
fn cells(ledger: &Ledger, field: usize) -> Vec<String> {
    fn first<T>(values: Vec<Option<T>>, shown: impl Fn(T) -> String) -> Vec<String> {
        values.into_iter().take(SHOWN).map(|value| value.map(&shown).unwrap_or_default()).collect()
    }
    let kind = ledger.spec.fields[field].kind;
    let texts = match kind {
        ColumnType::Text => first(ledger.words(field), str::to_owned),
        ColumnType::Integer | ColumnType::Decimal | ColumnType::Money => {
            first(ledger.numbers(field), |value| value.normalize().to_string())
        }
        ColumnType::Date => first(ledger.dates(field), |day| day.to_string()),
        ColumnType::YesNo => first(ledger.answers(field), |yes| if yes { "✓" } else { "✗" }.to_owned()),
    };
    texts.iter().map(|text| cell(kind, text)).collect()
}

fn cell(kind: ColumnType, text: &str) -> String {
    format!("<td style=\"{}\">{}</td>", style(kind), escaped(text))
}

const fn style(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::Integer | ColumnType::Decimal | ColumnType::Money => NUMBER,
        ColumnType::Text | ColumnType::Date | ColumnType::YesNo => CELL,
    }
}
