//! The list as a workbook of its own, beside a workbook that can't be marked itself.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

use super::paint::Paint;
use super::summary::{Summary, TITLE_HEIGHT, WIDTHS, height, lines};

/// The workbook's bytes.
pub(super) fn list(summary: &Summary) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed day: the writer's default is the clock.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(&summary.title).set_creation_datetime(&created));
    let sheet = workbook.add_worksheet().set_name(&summary.sheet)?;
    let font = Format::new().set_font_name("宋体").set_font_size(10).set_num_format("@").set_align(FormatAlign::Top);
    let title = font.clone().set_bold().set_font_size(14);
    let cell = font.clone().set_text_wrap().set_border(FormatBorder::Thin).set_border_color("#BFBFBF");
    let header = cell.clone().set_bold().set_background_color("#D9E1F2");
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_row_height(0, TITLE_HEIGHT)?;
    sheet.write_string_with_format(0, 0, &summary.title, &title)?;
    for (row, line) in (1..).zip(&summary.intro) {
        sheet.set_row_height(row, height(1))?;
        sheet.write_string_with_format(row, 0, line, &font)?;
    }
    let head = u32::try_from(summary.intro.len()).unwrap_or(0) + 1;
    for (column, name) in (0..).zip(&summary.header) {
        sheet.write_string_with_format(head, column, name, &header)?;
    }
    for (row, line) in (head + 1..).zip(&summary.lines) {
        sheet.set_row_height(row, height(lines(line)))?;
        for (column, text) in (0..).zip(&line.cells) {
            let colour = format!("#{}", Paint::from(line.severity).colour());
            let painted = cell.clone().set_background_color(colour.as_str());
            sheet.write_string_with_format(row, column, text, if column == 0 { &painted } else { &cell })?;
        }
    }
    sheet.set_freeze_panes(head + 1, 0)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(head, head)?;
    workbook.save_to_buffer()
}
