//! The sheet 图表: the charts that the pack declares; then one of each series, and of each figure beside last year's, that
//! none of them shows. All are drawn from the cells of the sheet 指标.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Chart as ExcelChart, ChartAxisLabelPosition, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition,
    ChartLine, ChartRange, ChartSeries, ChartSolidFill, ChartType, Color, IntoChartRange, Workbook, XlsxError,
};

use super::Annex;
use super::excel::{letters, sheet as quoted_sheet};
use super::figures::{Line, at};
use super::sheet::{FACE, base, column, row};
use crate::aggregate::measures::{By, Measure};
use crate::chart::{Chart, Kind};
use crate::figure::{Figure, FigureId, Series};
use crate::pack::chart::ChartSpec;

/// Dark and light enough to be told apart in grey print, and by those who see no colours.
const NOW: u32 = 0x001F_4E79;
const BEFORE: u32 = 0x00C5_D5EA;
const WIDTH: u32 = 760;
const HEIGHT: u32 = 360;
/// So many bars have room below each other in that height; each further one makes the chart higher.
const ROOMY: usize = 12;
const PER_BAR: u32 = 20;
/// The height of a row, the least gap from one chart to the next, and the rows of a page.
const ROW: u32 = 20;
const GAP: u32 = 40;
const ROWS_PER_PAGE: u32 = 60;
/// The row of the first chart.
const TOP: u32 = 3;
/// Columns of the default width that a chart covers.
const COLUMNS: u16 = 11;

/// What a chart shows: the lines of its figures, and how they are drawn.
struct Shown {
    label: String,
    unit: String,
    /// The chart in words, for those who don't see it.
    told: String,
    /// The lines of its figures on the sheet 指标.
    lines: Vec<usize>,
    /// The column of their names.
    names: usize,
    /// Whether its bars lie below each other.
    lies: bool,
    /// Whether each figure stands beside last year's.
    has_last: bool,
}

impl Shown {
    fn height(&self) -> u32 {
        let bars = self.lines.len() * if self.has_last { 2 } else { 1 };
        let further = if self.lies { bars.saturating_sub(ROOMY) } else { 0 };
        HEIGHT + u32::try_from(further).unwrap_or_default() * PER_BAR
    }

    /// Whether a number is below zero, this year's or last year's.
    fn has_negative(&self, annex: &Annex<'_>, lines: &[Line<'_>]) -> bool {
        let figures = self.lines.iter().map(|line| lines[*line].figure);
        let last = |figure: &Figure| annex.project.previous.as_ref()?.number(figure.id.as_str());
        let mut numbers = figures.flat_map(|figure| [figure.number(), last(figure).filter(|_| self.has_last)]);
        numbers.any(|number| number.is_some_and(|number| number < Decimal::ZERO))
    }
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
    let (mut top, mut page) = (TOP, TOP);
    let mut breaks = Vec::new();
    for (index, shown) in shown(annex, lines).iter().enumerate() {
        let rows = (shown.height() + GAP).div_ceil(ROW);
        if index > 0 && top + rows > page + ROWS_PER_PAGE {
            breaks.push(top - 1);
            page = top;
        }
        sheet.insert_chart(top, 0, &chart(annex, shown, lines, figures))?;
        top += rows;
    }
    sheet.set_page_breaks(&breaks)?;
    sheet.set_print_area(0, 0, top, COLUMNS - 1)?;
    Ok(())
}

/// Whether there is anything to show.
pub(super) fn has_any(annex: &Annex<'_>, lines: &[Line<'_>]) -> bool {
    !shown(annex, lines).is_empty()
}

/// The charts that the pack declares, in its order; then each series and each change against last year that none of
/// them shows.
fn shown(annex: &Annex<'_>, lines: &[Line<'_>]) -> Vec<Shown> {
    let pack = &annex.project.pack;
    let by_id: BTreeMap<&FigureId, usize> = lines.iter().enumerate().map(|(at, line)| (&line.figure.id, at)).collect();
    let declared = pack.charts.iter().filter_map(|spec| declared(annex, spec, &by_id));
    let drawn: BTreeSet<&FigureId> = pack.charts.iter().flat_map(ChartSpec::shows).collect();
    let series = annex.figures.series.iter().filter(|series| !drawn.contains(&series.id));
    let series = series.filter_map(|series| of_series(annex, series, &by_id));
    let beside_last: BTreeSet<&FigureId> =
        pack.charts.iter().filter(|spec| spec.is_beside_last()).flat_map(ChartSpec::shows).collect();
    let changes = pack.figures.iter().filter_map(|spec| match spec.measure {
        Measure::Change(_) => spec.measure.operands().first().copied(),
        _ => None,
    });
    let changes =
        changes.filter(|id| !beside_last.contains(id)).filter_map(|id| of_change(annex, lines, *by_id.get(id)?));
    declared.chain(series).chain(changes).collect()
}

/// A chart that the pack declares, if there is a number in it. Steps lie below each other, for Excel draws no arrows.
fn declared(annex: &Annex<'_>, spec: &ChartSpec, by_id: &BTreeMap<&FigureId, usize>) -> Option<Shown> {
    let (project, messages) = (annex.project, &annex.messages);
    let chart = Chart::of(spec, &project.pack, annex.figures, project.previous.as_ref(), project.report.year);
    let lines: Vec<usize> = chart.members.iter().filter_map(|member| by_id.get(&member.figure).copied()).collect();
    let first = chart.members.first().and_then(|member| annex.figures.get(member.figure.as_str()));
    (!chart.is_empty() && !lines.is_empty()).then(|| Shown {
        label: chart.label.clone(),
        // The cells hold 元, whatever the page prints.
        unit: first.map(|figure| figure.unit.clone()).unwrap_or_default(),
        told: Some(chart.told(messages)).filter(|told| is_short(told)).unwrap_or_else(|| chart.label.clone()),
        lines,
        names: if spec.is_of_series() { at::GROUP } else { at::LABEL },
        lies: chart.kind != Kind::Columns,
        has_last: chart.years.is_some(),
    })
}

fn of_series(annex: &Annex<'_>, series: &Series, by_id: &BTreeMap<&FigureId, usize>) -> Option<Shown> {
    let spec = annex.project.pack.figures.iter().find(|spec| spec.id == series.id)?;
    let members = series.members.iter().map(|(key, figure)| format!("{key} {}", figure.printed)).collect();
    let lines: Vec<usize> = series.members.iter().filter_map(|(_, figure)| by_id.get(&figure.id).copied()).collect();
    (!lines.is_empty()).then(|| Shown {
        label: series.label.clone(),
        unit: spec.unit.clone(),
        told: told(annex, &series.label, members),
        lines,
        names: at::GROUP,
        lies: !matches!(spec.measure.by(), Some(By::Month(_))),
        has_last: false,
    })
}

/// A figure beside last year's, by its line.
fn of_change(annex: &Annex<'_>, lines: &[Line<'_>], line: usize) -> Option<Shown> {
    let figure = lines[line].figure;
    let last = annex.project.previous.as_ref()?.number(figure.id.as_str())?;
    figure.value?;
    let [before, now] = ["last", "this"].map(|key| annex.messages.word(&format!("sheet-chart-{key}")));
    let told_of = [format!("{before} {}{}", last.normalize(), figure.unit), format!("{now} {}", figure.printed)];
    Some(Shown {
        label: figure.label.clone(),
        unit: figure.unit.clone(),
        told: told(annex, &figure.label, told_of.to_vec()),
        lines: vec![line],
        names: at::LABEL,
        lies: true,
        has_last: true,
    })
}

/// Excel's limit for an alternative text; the numbers of a longer one are at the bars.
const LONGEST_TOLD: usize = 255;

fn is_short(told: &str) -> bool {
    told.encode_utf16().count() <= LONGEST_TOLD
}

fn told(annex: &Annex<'_>, label: &str, members: Vec<String>) -> String {
    let arguments = [("label", label.into()), ("members", members.into())];
    let all = annex.messages.text("sheet-chart-told", &arguments.into_iter().collect());
    if is_short(&all) { all } else { label.to_owned() }
}

fn chart(annex: &Annex<'_>, shown: &Shown, lines: &[Line<'_>], figures: &str) -> ExcelChart {
    let cells = |at: usize| cells(&shown.lines, at, figures);
    let mut chart = ExcelChart::new(if shown.lies { ChartType::Bar } else { ChartType::Column });
    if shown.has_last {
        for (key, at, colour) in [("last", at::LAST, BEFORE), ("this", at::VALUE, NOW)] {
            let name = annex.messages.word(&format!("sheet-chart-{key}"));
            let series = chart.add_series().set_categories(&cells(shown.names));
            bars(series.set_name(&name).set_values(&cells(at)), colour);
        }
        chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(10));
    } else {
        let series = chart.add_series().set_categories(&cells(shown.names));
        bars(series.set_name(&shown.label).set_values(&cells(at::VALUE)), NOW);
        chart.legend().set_hidden();
    }
    let said = [("label", shown.label.as_str().into()), ("unit", shown.unit.as_str().into())];
    let title = annex.messages.text("sheet-chart-title", &said.into_iter().collect());
    chart.title().set_name(&title).set_font(font(13).set_bold());
    // The numbers stand at the bars; lines and a scale would say them again.
    let axis = if shown.lies { chart.y_axis() } else { chart.x_axis() };
    axis.set_font(&font(10)).set_major_gridlines(false);
    // The names stand clear of bars that go the other way.
    axis.set_label_position(ChartAxisLabelPosition::Low);
    if shown.lies {
        // What comes first stands on top.
        axis.set_reverse();
    }
    let axis = if shown.lies { chart.x_axis() } else { chart.y_axis() };
    axis.set_hidden(true).set_major_gridlines(false);
    if !shown.has_negative(annex, lines) {
        axis.set_min(0);
    }
    chart.set_name(&shown.label).set_width(WIDTH).set_height(shown.height()).set_alt_text(&shown.told);
    chart
}

/// The cells of these lines in a column: one range, or several where others lie between.
fn cells(lines: &[usize], at: usize, figures: &str) -> ChartRange {
    let range = |first: usize, last: usize| {
        let (sheet, column) = (quoted_sheet(figures), letters(at));
        format!("{sheet}!${column}${}:${column}${}", row(first) + 1, row(last) + 1)
    };
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for line in lines {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *line => *last = *line,
            _ => runs.push((*line, *line)),
        }
    }
    match runs.as_slice() {
        [(first, last)] => IntoChartRange::new_chart_range(&(figures, row(*first), column(at), row(*last), column(at))),
        runs => {
            let all: Vec<String> = runs.iter().map(|(first, last)| range(*first, *last)).collect();
            ChartRange::new_from_string(&format!("=({})", all.join(",")))
        }
    }
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
