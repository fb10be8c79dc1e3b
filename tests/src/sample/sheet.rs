//! A ledger's sheet as an office keeps it: a merged title, a frozen header, borders, columns that fit.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::day::day;

/// What one cell holds.
#[derive(Debug, Clone)]
pub(super) enum Cell {
    /// Nothing: the clerk left it blank.
    Blank,
    /// Text, personal numbers included.
    Text(String),
    /// 是 or 否.
    YesNo(bool),
    /// A count; a negative one is a fault that a test makes.
    Count(i32),
    /// An amount in 分, shown in 元.
    Money(u32),
    /// A day.
    Date(NaiveDate),
    /// A month, kept as its first day.
    Month(NaiveDate),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i32> for Cell {
    fn from(count: i32) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Cell {
    fn from(count: u32) -> Self {
        Self::Count(count.cast_signed())
    }
}

impl From<NaiveDate> for Cell {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

impl From<bool> for Cell {
    fn from(holds: bool) -> Self {
        Self::YesNo(holds)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Blank, Into::into)
    }
}

/// One sheet: its name, the lines above its header, the header and the rows.
pub(super) struct Sheet<'a> {
    /// The tab's name.
    pub name: &'a str,
    /// The merged title; the words 样例数据·虚构 are added.
    pub title: &'a str,
    /// A second merged line, for the unit and the day.
    pub subtitle: Option<&'a str>,
    /// The headers.
    pub headers: &'a [&'a str],
    /// The rows, as long as the headers.
    pub rows: Vec<Vec<Cell>>,
}

/// The bytes of a workbook with these sheets.
pub(super) fn workbook(sheets: &[Sheet<'_>]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed day: the writer's default is the clock, and the workbooks are compared byte for byte.
    let created = ExcelDateTime::from_ymd(2022, 1, 10)?.and_hms(9, 0, 0)?;
    workbook.set_properties(
        &DocProperties::new().set_title("样例数据·虚构").set_author("nianbao").set_creation_datetime(&created),
    );
    for sheet in sheets {
        write(workbook.add_worksheet().set_name(sheet.name)?, sheet)?;
    }
    workbook.save_to_buffer()
}

fn write(worksheet: &mut Worksheet, sheet: &Sheet<'_>) -> Result<(), XlsxError> {
    let formats = Formats::new();
    let last_column = column(sheet.headers.len()) - 1;
    worksheet.merge_range(0, 0, 0, last_column, &format!("{}（样例数据·虚构）", sheet.title), &formats.title)?;
    worksheet.set_row_height(0, 30)?;
    let mut header_row = 1;
    if let Some(subtitle) = sheet.subtitle {
        worksheet.merge_range(1, 0, 1, last_column, subtitle, &formats.subtitle)?;
        header_row = 2;
    }
    for (index, header) in (0..).zip(sheet.headers) {
        worksheet.write_with_format(header_row, index, *header, &formats.header)?;
        let shown = sheet.rows.iter().map(|row| width(&row[usize::from(index)]));
        let widest = shown.chain([text_width(header)]).max().unwrap_or_default();
        worksheet.set_column_width(index, f64::from(widest + 2))?;
    }
    worksheet.set_row_height(header_row, 24)?;
    for (row, cells) in (header_row + 1..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(cells) {
            formats.write(worksheet, row, column, cell)?;
        }
    }
    worksheet.set_freeze_panes(header_row + 1, 0)?;
    worksheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    worksheet.set_repeat_rows(header_row, header_row)?;
    Ok(())
}

/// The looks that a ledger uses.
struct Formats {
    title: Format,
    subtitle: Format,
    header: Format,
    text: Format,
    centred: Format,
    count: Format,
    money: Format,
    date: Format,
    month: Format,
}

impl Formats {
    fn new() -> Self {
        let font = Format::new().set_font_name("宋体").set_font_size(11).set_align(FormatAlign::VerticalCenter);
        let cell = font.clone().set_border(FormatBorder::Thin);
        let centred = cell.clone().set_align(FormatAlign::Center);
        Self {
            title: font.clone().set_bold().set_font_size(16).set_align(FormatAlign::Center),
            subtitle: font.set_align(FormatAlign::Left),
            header: centred.clone().set_bold().set_text_wrap().set_background_color("#DDEBF7"),
            count: cell.clone().set_num_format("0"),
            money: cell.clone().set_num_format("#,##0.00"),
            date: centred.clone().set_num_format("yyyy-mm-dd"),
            month: centred.clone().set_num_format("yyyy\"年\"m\"月\""),
            centred,
            text: cell,
        }
    }

    fn write(&self, worksheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
        match cell {
            Cell::Blank => worksheet.write_blank(row, column, &self.text),
            Cell::Text(text) => worksheet.write_with_format(row, column, text, &self.text),
            Cell::YesNo(holds) => {
                worksheet.write_with_format(row, column, if *holds { "是" } else { "否" }, &self.centred)
            }
            Cell::Count(count) => worksheet.write_with_format(row, column, *count, &self.count),
            Cell::Money(fen) => worksheet.write_with_format(row, column, f64::from(*fen) / 100.0, &self.money),
            Cell::Date(date) => worksheet.write_with_format(row, column, serial(*date), &self.date),
            Cell::Month(date) => worksheet.write_with_format(row, column, serial(*date), &self.month),
        }?;
        Ok(())
    }
}

/// Excel's day number; the count starts so that 1900 has its false 29 February.
fn serial(date: NaiveDate) -> i32 {
    date.num_days_from_ce() - day(1899, 12, 30).num_days_from_ce()
}

/// How wide a cell prints, in half-width characters.
fn width(cell: &Cell) -> u32 {
    match cell {
        Cell::Blank => 0,
        Cell::Text(text) => text_width(text),
        Cell::YesNo(_) => 2,
        Cell::Count(count) => text_width(&count.to_string()),
        Cell::Money(_) | Cell::Month(_) => 12,
        Cell::Date(_) => 10,
    }
}

fn text_width(text: &str) -> u32 {
    text.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum()
}

/// A number of columns as the writer takes it; no ledger has more than a few dozen.
fn column(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
