//! The sheet 图表: a chart of each series, and one of each figure beside last year's, drawn from the cells of the sheet
//! 指标.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSeries, ChartSolidFill,
    ChartType, Color, Workbook, XlsxError,
};

use super::Annex;
use super::figures::{Line, at};
use super::sheet::{FACE, base, column, row};
use crate::aggregate::measures::{By, Measure};
use crate::figure::Series;

/// Dark and light enough to be told apart in grey print, and by those who see no colours.
const NOW: u32 = 0x001F_4E79;
const BEFORE: u32 = 0x00C5_D5EA;
const WIDTH: u32 = 760;
const HEIGHT: u32 = 360;
/// Rows of the default height from one chart to the next, and charts on a page.
const STEP: u32 = 20;
const PER_PAGE: usize = 3;
/// The row of the first chart.
const TOP: u32 = 3;
/// Columns of the default width that a chart covers.
const COLUMNS: u16 = 11;

/// What a chart shows.
enum Shown<'a> {
    /// The members of a series, by the lines of the first and the last.
    Series { series: &'a Series, first: usize, last: usize, is_of_months: bool },
    /// A figure beside last year's, by its line.
    Change(usize),
}

/// Writes the sheet.
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
    let title = base().set_bold().set_font_size(14);
    sheet.write_string_with_format(0, 0, annex.messages.word("sheet-charts-title"), &title)?;
    sheet.write_string_with_format(1, 0, annex.messages.word("sheet-charts-about"), &base().set_font_size(10))?;
    sheet.set_portrait().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_footer(annex.footer());
    let mut breaks = Vec::new();
    let all = shown(annex, lines);
    for (index, shown) in all.iter().enumerate() {
        let top = TOP + u32::try_from(index).unwrap_or_default() * STEP;
        if index > 0 && index.is_multiple_of(PER_PAGE) {
            breaks.push(top - 1);
        }
        sheet.insert_chart(top, 0, &chart(annex, shown, lines, figures))?;
    }
    sheet.set_page_breaks(&breaks)?;
    sheet.set_print_area(0, 0, TOP + u32::try_from(all.len()).unwrap_or_default() * STEP, COLUMNS - 1)?;
    Ok(())
}

/// Whether there is anything to show.
pub(super) fn has_any(annex: &Annex<'_>, lines: &[Line<'_>]) -> bool {
    !shown(annex, lines).is_empty()
}

fn shown<'a>(annex: &'a Annex<'_>, lines: &[Line<'_>]) -> Vec<Shown<'a>> {
    let specs = &annex.project.pack.figures;
    let of_series = |series: &'a Series| {
        let (_, first) = series.members.first()?;
        let first = lines.iter().position(|line| line.figure.id == first.id)?;
        let spec = specs.iter().find(|spec| spec.id == series.id)?;
        let is_of_months = matches!(spec.measure.by(), Some(By::Month(_)));
        Some(Shown::Series { series, first, last: first + series.members.len() - 1, is_of_months })
    };
    let changes = specs.iter().filter_map(|spec| match spec.measure {
        Measure::Change(_) => spec.measure.operands().first().copied(),
        _ => None,
    });
    let of_change = |id: &crate::figure::FigureId| {
        annex.project.previous.as_ref()?.number(id.as_str())?;
        let line = lines.iter().position(|line| line.figure.id == *id)?;
        lines[line].figure.value.map(|_| Shown::Change(line))
    };
    annex.figures.series.iter().filter_map(of_series).chain(changes.filter_map(of_change)).collect()
}

fn chart(annex: &Annex<'_>, shown: &Shown<'_>, lines: &[Line<'_>], figures: &str) -> Chart {
    let cells = |first: usize, last: usize, at: usize| (figures, row(first), column(at), row(last), column(at));
    let (line, label, lies) = match shown {
        Shown::Series { series, first, is_of_months, .. } => (*first, &series.label, !is_of_months),
        Shown::Change(line) => (*line, &lines[*line].figure.label, true),
    };
    let mut chart = Chart::new(if lies { ChartType::Bar } else { ChartType::Column });
    match shown {
        Shown::Series { first, last, .. } => {
            let series = chart.add_series().set_categories(cells(*first, *last, at::GROUP));
            bars(series.set_name(label).set_values(cells(*first, *last, at::VALUE)), NOW);
            chart.legend().set_hidden();
        }
        Shown::Change(line) => {
            for (key, at, colour) in [("last", at::LAST, BEFORE), ("this", at::VALUE, NOW)] {
                let series = chart.add_series().set_categories(cells(*line, *line, at::LABEL));
                let name = annex.messages.word(&format!("sheet-chart-{key}"));
                bars(series.set_name(&name).set_values(cells(*line, *line, at)), colour);
            }
            chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(10));
        }
    }
    let said = [("label", label.as_str().into()), ("unit", lines[line].figure.unit.as_str().into())];
    let title = annex.messages.text("sheet-chart-title", &said.into_iter().collect());
    chart.title().set_name(&title).set_font(font(13).set_bold());
    // The numbers stand at the bars; lines and a scale would say them again.
    if lies {
        // What comes first stands on top.
        chart.y_axis().set_font(&font(10)).set_major_gridlines(false).set_reverse();
        chart.x_axis().set_hidden(true).set_major_gridlines(false).set_min(0);
    } else {
        chart.x_axis().set_font(&font(10)).set_major_gridlines(false);
        chart.y_axis().set_hidden(true).set_major_gridlines(false).set_min(0);
    }
    chart.set_name(label).set_width(WIDTH).set_height(HEIGHT).set_alt_text(told(annex, shown, lines));
    chart
}

fn font(size: u32) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(FACE).set_size(size);
    font
}

fn bars(series: &mut ChartSeries, colour: u32) {
    let mut format = ChartFormat::new();
    format
        .set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(colour)))
        .set_border(ChartLine::new().set_color(Color::RGB(NOW)));
    let mut label = ChartDataLabel::new();
    label.show_value().set_font(&font(10));
    series.set_gap(60).set_format(&mut format).set_data_label(&label);
}

/// The chart in words, for those who don't see it.
fn told(annex: &Annex<'_>, shown: &Shown<'_>, lines: &[Line<'_>]) -> String {
    let (label, members) = match shown {
        Shown::Series { series, .. } => {
            let members = series.members.iter().map(|(key, figure)| format!("{key} {}", figure.printed));
            (&series.label, members.collect::<Vec<_>>())
        }
        Shown::Change(line) => {
            let figure = lines[*line].figure;
            let last = annex.project.previous.as_ref().and_then(|last| last.number(figure.id.as_str()));
            let [before, now] = ["last", "this"].map(|key| annex.messages.word(&format!("sheet-chart-{key}")));
            let last = last.map(|last| format!("{before} {}{}", last.normalize(), figure.unit));
            (&figure.label, last.into_iter().chain([format!("{now} {}", figure.printed)]).collect())
        }
    };
    let arguments = [("label", label.as_str().into()), ("members", members.into())];
    annex.messages.text("sheet-chart-told", &arguments.into_iter().collect())
}
