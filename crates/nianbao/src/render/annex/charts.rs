//! The sheet 图表: a chart of each series, drawn from the cells of the sheet 指标.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartFormat, ChartSolidFill, ChartType, Color, Workbook, XlsxError,
};

use super::Annex;
use super::figures::{Line, at};
use super::sheet::{base, column, row};
use crate::aggregate::measures::By;
use crate::figure::Series;

/// Dark enough in grey print.
const FILL: u32 = 0x001F_4E79;
const FACE: &str = "宋体";
const WIDTH: u32 = 760;
const HEIGHT: u32 = 340;
/// Rows of the default height from one chart to the next.
const STEP: u32 = 20;

/// A series with something to show: where its members stand among the lines, and whether they are months.
struct Shown<'a> {
    series: &'a Series,
    first: usize,
    last: usize,
    is_of_months: bool,
}

/// Writes the sheet; none if there is no series to show.
///
/// # Errors
/// A fault of the program.
pub(super) fn write(
    annex: &Annex<'_>,
    lines: &[Line<'_>],
    name: &str,
    figures: &str,
    book: &mut Workbook,
) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    sheet.write_string_with_format(
        0,
        0,
        annex.messages.word("sheet-charts-title"),
        &base().set_bold().set_font_size(14),
    )?;
    sheet.write_string_with_format(1, 0, annex.messages.word("sheet-charts-about"), &base().set_font_size(10))?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_footer(annex.footer());
    for (index, shown) in shown(annex, lines).iter().enumerate() {
        let top = 3 + u32::try_from(index).unwrap_or_default() * STEP;
        sheet.insert_chart(top, 0, &chart(annex, shown, lines, figures))?;
    }
    Ok(())
}

/// The series that have members with values; a chart of nothing shows nothing.
pub(super) fn has_any(annex: &Annex<'_>, lines: &[Line<'_>]) -> bool {
    !shown(annex, lines).is_empty()
}

fn shown<'a>(annex: &'a Annex<'_>, lines: &[Line<'_>]) -> Vec<Shown<'a>> {
    let of_series = |series: &'a Series| {
        let is_own = |line: &&Line<'_>| series.members.iter().any(|(_, figure)| figure.id == line.figure.id);
        let first = lines.iter().position(|line| is_own(&line))?;
        let spec = annex.project.pack.figures.iter().find(|spec| spec.id == series.id)?;
        let is_of_months = matches!(spec.measure.by(), Some(By::Month(_)));
        Some(Shown { series, first, last: first + series.members.len() - 1, is_of_months })
    };
    annex.figures.series.iter().filter_map(of_series).collect()
}

fn chart(annex: &Annex<'_>, shown: &Shown<'_>, lines: &[Line<'_>], figures: &str) -> Chart {
    let unit = lines.get(shown.first).map_or("", |line| line.figure.unit.as_str());
    let mut font = ChartFont::new();
    font.set_name(FACE).set_size(10);
    let mut title = ChartFont::new();
    title.set_name(FACE).set_size(13).set_bold();
    let mut chart = Chart::new(if shown.is_of_months { ChartType::Column } else { ChartType::Bar });
    let range = |at: usize| (figures, row(shown.first), column(at), row(shown.last), column(at));
    chart
        .add_series()
        .set_name(&shown.series.label)
        .set_categories(range(at::GROUP))
        .set_values(range(at::VALUE))
        .set_gap(60)
        .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(FILL))))
        .set_data_label(ChartDataLabel::new().show_value().set_font(&font));
    let said = [("label", shown.series.label.as_str().into()), ("unit", unit.into())].into_iter().collect();
    chart.title().set_name(&annex.messages.text("sheet-chart-title", &said)).set_font(&title);
    // The numbers stand at the bars; lines and a scale would say them again.
    if shown.is_of_months {
        chart.x_axis().set_font(&font).set_major_gridlines(false);
        chart.y_axis().set_hidden(true).set_major_gridlines(false);
    } else {
        // The first code stands on top.
        chart.y_axis().set_font(&font).set_major_gridlines(false).set_reverse();
        chart.x_axis().set_hidden(true).set_major_gridlines(false);
    }
    chart.legend().set_hidden();
    chart.set_name(&shown.series.label).set_width(WIDTH).set_height(HEIGHT).set_alt_text(told(annex, shown));
    chart
}

/// The chart in words, for those who don't see it.
fn told(annex: &Annex<'_>, shown: &Shown<'_>) -> String {
    let members = shown.series.members.iter().map(|(key, figure)| format!("{key} {}", figure.printed));
    let members: Vec<String> = members.collect();
    let arguments = [("label", shown.series.label.as_str().into()), ("members", members.into())];
    annex.messages.text("sheet-chart-told", &arguments.into_iter().collect())
}
