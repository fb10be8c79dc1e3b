//! How the cells of a blank ledger look.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use super::column::{Column, Duty};
use crate::pack::ledger::{ColumnType, Precision};

/// The looks of a sheet.
pub(super) struct Look {
    /// The title.
    pub(super) title: Format,
    /// A line below it.
    pub(super) line: Format,
    header: Format,
    duty: Format,
}

impl Look {
    pub(super) fn new() -> Self {
        let font = Format::new().set_font_name("宋体").set_font_size(11).set_align(FormatAlign::VerticalCenter);
        let centred = font.clone().set_align(FormatAlign::Center).set_text_wrap().set_border(FormatBorder::Thin);
        Self {
            title: font.clone().set_bold().set_font_size(16),
            header: centred.clone().set_bold(),
            duty: centred.set_font_size(9).set_font_color("#404040"),
            line: font.set_font_size(10).set_font_color("#404040"),
        }
    }

    /// Of a column's header.
    pub(super) fn header(&self, duty: Duty) -> Format {
        self.header.clone().set_background_color(colour(duty))
    }

    /// Of what stands above it.
    pub(super) fn duty(&self, duty: Duty) -> Format {
        self.duty.clone().set_background_color(colour(duty))
    }
}

/// The colour of a column's header. Words above it say the same.
const fn colour(duty: Duty) -> &'static str {
    match duty {
        Duty::Required => "#FCE4D6",
        Duty::IfAny => "#E2EFDA",
        Duty::Optional => "#F2F2F2",
        Duty::Personal | Duty::Private => "#DDEBF7",
    }
}

/// Of the rows in which something stands.
pub(super) fn filled() -> Format {
    Format::new().set_border(FormatBorder::Thin).set_border_color("#A6A6A6")
}

/// Of a column's cells. Texts are texts, so that a long number of digits keeps all of them.
pub(super) fn cells(column: &Column<'_>) -> Format {
    let format = Format::new().set_font_name("宋体").set_font_size(11).set_align(FormatAlign::VerticalCenter);
    match (column.field.kind, column.field.precision) {
        (ColumnType::Text, _) => format.set_num_format("@").set_text_wrap(),
        (ColumnType::YesNo, _) => format.set_num_format("@").set_align(FormatAlign::Center),
        (ColumnType::Integer, _) => format.set_num_format("0"),
        (ColumnType::Decimal, _) => format,
        (ColumnType::Money, _) => format.set_num_format("#,##0.00"),
        (ColumnType::Date, Precision::Day) => format.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
        (ColumnType::Date, Precision::Month) => {
            format.set_num_format("yyyy\"年\"m\"月\"").set_align(FormatAlign::Center)
        }
    }
}

/// Of a column's cell in a row from last year's ledger.
pub(super) fn carried(column: &Column<'_>) -> Format {
    cells(column).set_background_color("#FFF8DC")
}

/// Of a column's cell in the example row.
pub(super) fn example(column: &Column<'_>) -> Format {
    cells(column).set_italic().set_font_color("#7F7F7F")
}
