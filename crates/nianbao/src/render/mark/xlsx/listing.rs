//! The list of findings as a sheet of the workbook that they are about. Its texts stand in its cells, so that the
//! workbook's own table of texts stays as it is.

use super::Unmarkable;
use super::style::{Look, Styles};
use crate::markup::{escaped, escaped_string};
use crate::place::column_letters;
use crate::render::mark::summary::{Summary, TITLE_HEIGHT, WIDTHS, height, lines};

/// Excel takes 65 530 links on a sheet.
const LINKS: usize = 65_000;
/// The column of the cell's address, which leads there.
const LINK: usize = 3;

/// The sheet in a namespace.
pub(super) fn sheet(summary: &Summary, namespace: &str, styles: &mut Styles<'_>) -> Result<String, Unmarkable> {
    let head = summary.intro.len() + 2;
    let mut rows = String::new();
    row(&mut rows, 1, TITLE_HEIGHT, &[(summary.title.as_str(), styles.look(Look::Title)?)]);
    for (number, line) in (2..).zip(&summary.intro) {
        row(&mut rows, number, height(1), &[(line.as_str(), styles.look(Look::Intro)?)]);
    }
    let look = styles.look(Look::Header)?;
    row(&mut rows, head, height(1), &summary.header.each_ref().map(|name| (name.as_str(), look)));
    let (text, link) = (styles.look(Look::Text)?, styles.look(Look::Link)?);
    let (mut links, mut count) = (String::new(), 0);
    for (number, line) in (head + 1..).zip(&summary.lines) {
        let mut cells = line.cells.each_ref().map(|cell| (cell.as_str(), text));
        cells[0].1 = styles.look(Look::Painted(line.severity.into()))?;
        if let (Some((sheet, cell)), true) = (&line.target, count < LINKS) {
            count += 1;
            // A finding about a sheet leads there by the sheet's name.
            let column = if cells[LINK].0.is_empty() { LINK - 1 } else { LINK };
            cells[column].1 = link;
            let address = format!("{}{number}", letters(column));
            // Absolute, for LibreOffice takes C30 for the thirtieth column.
            let target = format!("'{}'!${}${}", sheet.replace('\'', "''"), column_letters(cell.column), cell.row);
            links.push_str(&format!("<hyperlink ref=\"{address}\" location=\"{}\"/>", escaped(&target)));
        }
        row(&mut rows, number, height(lines(line)), &cells);
    }
    if !links.is_empty() {
        links = format!("<hyperlinks>{links}</hyperlinks>");
    }
    let columns: String = (1..).zip(WIDTHS).map(|(number, width)| column(number, width)).collect();
    Ok(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{}\">\
         <sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>\
         <sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"{head}\" topLeftCell=\"A{}\" \
         activePane=\"bottomLeft\" state=\"frozen\"/><selection pane=\"bottomLeft\"/></sheetView></sheetViews>\
         <sheetFormatPr defaultRowHeight=\"15\"/><cols>{columns}</cols><sheetData>{rows}</sheetData>{links}\
         <pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>\
         <pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>",
        escaped(namespace),
        head + 1,
    ))
}

fn column(number: u32, width: u32) -> String {
    format!("<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>")
}

fn letters(column: usize) -> String {
    column_letters(u32::try_from(column + 1).unwrap_or(1))
}

/// A row of texts with their formats. Its height is in points; programs that open the workbook don't all find it.
fn row(rows: &mut String, number: usize, height: u32, cells: &[(&str, u32)]) {
    rows.push_str(&format!("<row r=\"{number}\" ht=\"{height}\" customHeight=\"1\">"));
    for (column, (text, style)) in cells.iter().enumerate() {
        rows.push_str(&format!(
            "<c r=\"{}{number}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            letters(column),
            escaped_string(text)
        ));
    }
    rows.push_str("</row>");
}

#[cfg(test)]
mod tests {
    use super::super::style::MINIMAL;
    use super::*;
    use crate::finding::Severity;
    use crate::markup::Document;
    use crate::place::CellAddress;
    use crate::render::mark::remarks::Line;

    #[test]
    fn a_line_leads_to_its_cell_and_stays_a_text() {
        let cells = ["错误", "one-of", "张'三", "B3", "=cmd()", "", "", ""].map(str::to_owned);
        let whole = ["警告", "hidden-sheet", "丙", "", "隐藏", "", "", ""].map(str::to_owned);
        let lines = vec![
            Line { severity: Severity::Error, cells, target: Some(("张'三".into(), CellAddress::new(3, 2))) },
            Line { severity: Severity::Warning, cells: whole, target: Some(("丙".into(), CellAddress::new(1, 1))) },
        ];
        let summary = Summary {
            sheet: "问题".to_owned(),
            title: "清单".to_owned(),
            intro: vec!["只退回报送单位".to_owned()],
            header: ["级别"; 8].map(str::to_owned),
            lines,
        };
        let text = sheet(&summary, "urn:n", &mut Styles::of(MINIMAL).unwrap()).unwrap();
        let document = Document::parse(&text, 4).unwrap();
        let links = document.root.child("hyperlinks").unwrap();
        let link = |at: usize, name: &str| document.attribute(&links.children[at], name).unwrap();
        assert_eq!((link(0, "ref"), link(0, "location")), ("D4".to_owned(), "'张''三'!$B$3".to_owned()));
        assert_eq!((link(1, "ref"), link(1, "location")), ("C5".to_owned(), "'丙'!$A$1".to_owned()));
        assert!(text.contains("t=\"inlineStr\"><is><t xml:space=\"preserve\">=cmd()</t></is></c>"));
        assert!(text.contains("ySplit=\"3\" topLeftCell=\"A4\""));
        assert!(!text.contains("<f>"));
    }
}
