//! A sheet of the annex: a title, a line that says what it is, and one named table, set up for reading and for print.

use rust_xlsxwriter::{
    Color, Format, FormatAlign, FormatBorder, Formula, IgnoreError, Table, TableColumn, TableStyle, Url, Workbook,
    Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr as _;

/// The row of the header, from 0: the title and the line about the sheet stand above.
const HEADER: u32 = 2;
/// The number of the first row of a table, from 1.
pub(super) const FIRST_ROW: u32 = HEADER + 2;
/// The face of all cells: every office has it.
pub(super) const FACE: &str = "宋体";
/// A fill that stays visible in grey print.
const SHADE: u32 = 0x00DC_E6F1;
const INPUT: u32 = 0x00FF_F7D6;
const INK: u32 = 0x001F_3864;
/// A3, for the wide tables.
const A3: u8 = 8;
const A4: u8 = 9;

/// How the cells of a column look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Words on one line.
    Text,
    /// Words that are broken into lines.
    Wrapped,
    /// A number with all its digits.
    Number,
    /// Money.
    Money,
    /// A day.
    Day,
    /// 1 or 0, a row's number, a short word.
    Centred,
    /// A number that may be typed in by hand; its cells are shaded one by one.
    Input,
    /// A sentence that needs a look.
    Strong,
    /// A day among sentences.
    DayInText,
}

impl Look {
    /// The format.
    pub(super) fn format(self) -> Format {
        let base = base();
        match self {
            Self::Text => base,
            Self::Wrapped => base.set_text_wrap().set_align(FormatAlign::Left),
            Self::Number => base.set_align(FormatAlign::Right).set_indent(1),
            Self::Money => base.set_num_format("#,##0.00").set_align(FormatAlign::Right).set_indent(1),
            Self::Day => base.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
            // Without a format LibreOffice shows 1 as TRUE where a comparison made it.
            Self::Centred => base.set_num_format("0").set_align(FormatAlign::Center),
            Self::Input => base.set_background_color(Color::RGB(INPUT)).set_align(FormatAlign::Right).set_indent(1),
            Self::DayInText => base.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            Self::Strong => base.set_text_wrap().set_bold().set_font_color(Color::RGB(INK)),
        }
    }
}

/// The format that all others begin with.
pub(super) fn base() -> Format {
    Format::new().set_font_name(FACE).set_font_size(11).set_align(FormatAlign::VerticalCenter)
}

/// A column of a table.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    /// The header.
    pub(super) text: String,
    /// How wide it is, in Latin letters.
    pub(super) width: usize,
    /// How its cells look.
    pub(super) look: Look,
}

impl Heading {
    /// A column.
    pub(super) fn new(text: impl Into<String>, width: usize, look: Look) -> Self {
        Self { text: text.into(), width, look }
    }
}

/// How many Latin letters a text is wide.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// A sheet with its table.
pub(super) struct Sheet {
    /// Its name.
    pub(super) name: String,
    /// The title, in its first cell.
    pub(super) title: String,
    /// What it is and how it is read.
    pub(super) about: String,
    /// The table's name.
    pub(super) table: String,
    /// The columns.
    pub(super) columns: Vec<Heading>,
    /// So many rows below the header.
    pub(super) rows: usize,
    /// So many columns stay in view.
    pub(super) frozen: u16,
    /// What stands at the foot of printed pages.
    pub(super) footer: String,
}

impl Sheet {
    /// Adds the sheet to a workbook, its table still without cells.
    ///
    /// # Errors
    /// A fault of the program.
    pub(super) fn add<'b>(&self, book: &'b mut Workbook) -> Result<&'b mut Worksheet, XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(&self.name)?;
        let last_column = column(self.columns.len().saturating_sub(1));
        let last_row = HEADER + u32::try_from(self.rows.max(1)).unwrap_or(u32::MAX);
        for (at, heading) in self.columns.iter().enumerate() {
            sheet.set_column_width(column(at), f64::from(u32::try_from(heading.width).unwrap_or(80)))?;
            let look = if heading.look == Look::Input { Look::Number } else { heading.look };
            sheet.set_column_format(column(at), &look.format())?;
        }
        let title = base().set_bold().set_font_size(14).set_font_color(Color::RGB(INK));
        sheet.write_string_with_format(0, 0, &self.title, &title)?;
        sheet.write_string_with_format(1, 0, &self.about, &base().set_font_size(10))?;
        let headers: Vec<&str> = self.columns.iter().map(|heading| heading.text.as_str()).collect();
        // The button of the filter takes the room of two letters.
        sheet.set_row_height(HEADER, self.height(&headers, |_| true, 3))?;
        let header = base()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Center)
            .set_background_color(Color::RGB(SHADE))
            .set_border_bottom(FormatBorder::Thin);
        let columns: Vec<TableColumn> = self
            .columns
            .iter()
            .map(|heading| TableColumn::new().set_header(&heading.text).set_header_format(&header))
            .collect();
        let table = Table::new()
            .set_name(&self.table)
            .set_columns(&columns)
            .set_style(TableStyle::Light1)
            .set_alt_text_title(&self.title)
            .set_alt_text(&self.about);
        sheet.add_table(HEADER, 0, last_row, last_column, &table)?;
        sheet.set_freeze_panes(HEADER + 1, self.frozen)?;
        for (at, heading) in self.columns.iter().enumerate() {
            // 03 is a word, and each figure has a formula of its own: a cell may be spared one complaint.
            let complaint = match heading.look {
                Look::Text | Look::Wrapped | Look::Centred | Look::Strong | Look::DayInText => {
                    IgnoreError::NumberStoredAsText
                }
                Look::Number | Look::Money | Look::Day | Look::Input => IgnoreError::FormulaDiffers,
            };
            sheet.ignore_error_range(HEADER, column(at), last_row, column(at), complaint)?;
        }
        let pages = self.pages();
        sheet.set_landscape().set_paper_size(if self.is_wide() { A3 } else { A4 }).set_print_fit_to_pages(pages, 0);
        sheet.set_repeat_rows(HEADER, HEADER)?;
        if pages > 1 {
            sheet.set_repeat_columns(0, self.frozen.saturating_sub(1))?;
        }
        sheet.set_footer(&self.footer);
        sheet.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
        // An empty text is no 0.
        sheet.set_formula_result_default("");
        Ok(sheet)
    }

    /// Writes a row of the table, the `at`-th from 0, as high as its words need.
    ///
    /// # Errors
    /// A fault of the program.
    pub(super) fn put(&self, sheet: &mut Worksheet, at: usize, cells: &[Cell]) -> Result<(), XlsxError> {
        let row = row(at);
        for (at, cell) in cells.iter().enumerate() {
            cell.put(sheet, row, at)?;
        }
        let said: Vec<&str> = cells.iter().map(Cell::said).collect();
        let is_wrapped = |at: usize| matches!(self.columns[at].look, Look::Wrapped | Look::Strong);
        sheet.set_row_height(row, self.height(&said, is_wrapped, 1))?;
        Ok(())
    }

    /// How high a row is, in points: a program that opens the file may not find out.
    fn height(&self, texts: &[&str], is_wrapped: impl Fn(usize) -> bool, margin: usize) -> f64 {
        const LINE: f64 = 15.0;
        const MOST: usize = 26;
        let lines = |at: usize| {
            let room = self.columns[at].width.saturating_sub(margin).max(1);
            width(texts[at]).div_ceil(room)
        };
        let lines = (0..texts.len().min(self.columns.len())).filter(|at| is_wrapped(*at)).map(lines).max();
        LINE * f64::from(u32::try_from(lines.unwrap_or(1).clamp(1, MOST)).unwrap_or(1))
    }

    fn width(&self) -> usize {
        self.columns.iter().map(|heading| heading.width).sum()
    }

    fn is_wide(&self) -> bool {
        const LINE: usize = 150;
        self.width() > LINE
    }

    /// So many pages side by side: on fewer nobody could read it.
    fn pages(&self) -> u16 {
        const LINE: usize = 320;
        column(self.width().div_ceil(LINE))
    }
}

/// What stands in a cell. Words are words, whatever they begin with.
#[derive(Debug, Clone)]
pub(super) enum Cell {
    /// Nothing.
    Blank,
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// A formula and its result.
    Formula(String, String),
    /// A way to another cell of the workbook, and what it says.
    Link(String, String),
}

impl Cell {
    /// What a reader sees of it.
    fn said(&self) -> &str {
        match self {
            Self::Text(text) | Self::Link(_, text) | Self::Formula(_, text) => text,
            Self::Blank | Self::Number(_) => "",
        }
    }

    /// Writes it.
    ///
    /// # Errors
    /// A fault of the program.
    pub(super) fn put(&self, sheet: &mut Worksheet, row: u32, at: usize) -> Result<(), XlsxError> {
        let at = column(at);
        match self {
            Self::Blank => sheet,
            Self::Text(text) if text.is_empty() => sheet,
            Self::Text(text) => sheet.write_string(row, at, text)?,
            Self::Number(number) => sheet.write_number(row, at, *number)?,
            Self::Formula(formula, result) => sheet.write_formula(row, at, Formula::new(formula).set_result(result))?,
            Self::Link(to, text) => sheet.write_url_with_text(row, at, Url::new(format!("internal:{to}")), text)?,
        };
        Ok(())
    }
}

/// The index of a row of a table, from 0.
pub(super) fn row(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX - FIRST_ROW) + FIRST_ROW - 1
}

/// The index of a column.
pub(super) fn column(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}
