//! The sheet 指标: every figure and every member of a series with its formula, what is printed of it, and last year's.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::Annex;
use super::excel::{letters, sheet as quoted_sheet};
use super::ledger::Laid;
use super::measure::{self, Member};
use super::name::Names;
use super::printed::{self, Kind};
use super::sheet::{Cell, FIRST_ROW, Heading, Look, row};
use crate::aggregate::measures::Measure;
use crate::aggregate::series::member_name;
use crate::figure::{Figure, Lineage, Origin, Quantity, State};
use crate::numeral;
use crate::pack::figure::FigureSpec;

/// The columns of the sheet, from 0.
pub(super) mod at {
    pub(in super::super) const LABEL: usize = 1;
    pub(in super::super) const GROUP: usize = 2;
    pub(in super::super) const VALUE: usize = 3;
    pub(in super::super) const NUMBER: usize = 5;
    pub(in super::super) const LAST: usize = 7;
    pub(in super::super) const ORIGIN: usize = 9;
}

/// How the value of a figure came into its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Judged {
    /// By a formula whose rows are picked by formulas.
    Formula,
    /// By a formula whose rows the program picked, or by the program alone.
    Program,
    /// There is none.
    Nothing,
}

impl Judged {
    const fn key(self) -> &'static str {
        match self {
            Self::Formula => "sheet-by-formula",
            Self::Program => "sheet-by-program",
            Self::Nothing => "sheet-by-nothing",
        }
    }
}

/// A figure on its row.
pub(super) struct Line<'a> {
    /// The figure, or the member of a series.
    pub(super) figure: &'a Figure,
    spec: &'a FigureSpec,
    /// What tells a member of a series from the others.
    pub(super) key: Option<&'a str>,
    /// The name of its cell.
    pub(super) name: String,
    /// The name of the cell of last year's value.
    pub(super) last: String,
    formula: Option<String>,
    judged: Judged,
    /// Whether its value is always whole.
    is_whole: bool,
    /// The names of the cells of a rate's terms.
    terms: Option<(String, String)>,
    /// The column with the rows that count: its header's cell, and what the way there says.
    behind: Option<(String, String)>,
}

/// All figures in the order of their rows: the pack's, then the members of series.
pub(super) fn lines<'a>(annex: &'a Annex<'a>, ledgers: &[Option<Laid<'a>>]) -> Vec<Line<'a>> {
    let specs: BTreeMap<&str, &FigureSpec> =
        annex.project.pack.figures.iter().map(|spec| (spec.id.as_str(), spec)).collect();
    let own = annex.figures.iter().map(|figure| (figure.id.as_str(), None, figure));
    let members = annex.figures.series.iter().flat_map(|series| {
        series.members.iter().map(move |(key, figure)| (series.id.as_str(), Some(key.as_str()), figure))
    });
    let mut names = Names::default();
    let mut lines: Vec<Line<'a>> = own
        .chain(members)
        .filter_map(|(id, key, figure)| {
            let spec = *specs.get(id)?;
            let (name, last) = (names.cell("fig", figure.id.as_str()), names.cell("last", figure.id.as_str()));
            Some(Line {
                figure,
                spec,
                key,
                name,
                last,
                formula: None,
                judged: Judged::Nothing,
                is_whole: false,
                terms: None,
                behind: None,
            })
        })
        .collect();
    let known: BTreeMap<&str, (String, String)> =
        lines.iter().map(|line| (line.figure.id.as_str(), (line.name.clone(), line.last.clone()))).collect();
    let mut scales = Scales { annex, ledgers, specs: &specs, known: BTreeMap::new() };
    for line in &mut lines {
        let scale = scales.of(line.spec.id.as_str());
        match line.spec.measure.ledger() {
            Some(ledger) => of_ledger(annex, line, ledgers.get(ledger).and_then(Option::as_ref), &known),
            None => of_figures(annex, line, &known, scale),
        }
        line.is_whole = scale == 0;
    }
    lines
}

/// The decimals to which figures are reckoned.
struct Scales<'s, 'a> {
    annex: &'s Annex<'a>,
    ledgers: &'s [Option<Laid<'a>>],
    specs: &'s BTreeMap<&'a str, &'a FigureSpec>,
    known: BTreeMap<String, u32>,
}

impl Scales<'_, '_> {
    fn of(&mut self, id: &str) -> u32 {
        if let Some(known) = self.known.get(id) {
            return *known;
        }
        let Some(spec) = self.specs.get(id) else { return 0 };
        let of_column = |spec: &FigureSpec| {
            let laid = spec.measure.ledger().and_then(|at| self.ledgers.get(at)?.as_ref());
            spec.measure.column().zip(laid).map_or(0, |(field, laid)| measure::scale_of(laid, field))
        };
        let last = self.annex.project.previous.as_ref().and_then(|last| last.number(id));
        let figure = self.annex.figures.get(id);
        let own = figure.map_or(0, measure::figure_scale).max(last.map_or(0, |last| last.normalize().scale()));
        let scale = match &spec.measure {
            Measure::Count(_) | Measure::Distinct(_) => 0,
            Measure::Sum(_) | Measure::Value(_) => of_column(spec).max(own),
            // The pack has no circles.
            _ => spec.measure.operands().iter().map(|id| self.of(id.as_str())).max().unwrap_or(0).max(own),
        };
        self.known.insert(id.to_owned(), scale);
        scale
    }
}

fn of_ledger(
    annex: &Annex<'_>,
    line: &mut Line<'_>,
    laid: Option<&Laid<'_>>,
    known: &BTreeMap<&str, (String, String)>,
) {
    let Some((laid, behind)) = laid.and_then(|laid| Some((laid, laid.behind(line.spec.id.as_str())?))) else { return };
    line.formula = match (line.spec.measure.by(), line.key) {
        (Some(by), Some(key)) => {
            let siblings = annex.figures.series.iter().find(|series| series.id == line.spec.id);
            let others = siblings.into_iter().flat_map(|series| &series.members).filter(|(other, _)| other != key);
            let others = others.filter_map(|(_, figure)| Some(known.get(figure.id.as_str())?.0.clone())).collect();
            measure::of_member(line.spec, by, annex.project.report.period, &Member { key, others }, laid, behind)
        }
        _ => measure::of_ledger(line.spec, line.figure, laid, behind, &annex.words),
    };
    let is_by_formula = line.formula.is_some() && behind.is_translated;
    line.judged = if is_by_formula { Judged::Formula } else { Judged::Program };
    let column = letters(behind.member);
    line.behind = laid.parts.first().map(|part| {
        let to = format!("{}!{column}{}", quoted_sheet(&part.name), FIRST_ROW - 1);
        (to, format!("{}!{column}", part.name))
    });
}

fn of_figures(annex: &Annex<'_>, line: &mut Line<'_>, known: &BTreeMap<&str, (String, String)>, scale: u32) {
    let operands = line.spec.measure.operands();
    let figures: Option<Vec<&Figure>> = operands.iter().map(|id| annex.figures.get(id.as_str())).collect();
    let cells: Option<Vec<&(String, String)>> = operands.iter().map(|id| known.get(id.as_str())).collect();
    let (Some(figures), Some(cells)) = (figures, cells) else { return };
    let mut names: Vec<String> = cells.iter().map(|(name, _)| name.clone()).collect();
    if let (Measure::Change(_), [(_, last)]) = (&line.spec.measure, cells.as_slice()) {
        names.push(last.clone());
    }
    line.formula = measure::of_figures(line.spec, &figures, &names, scale, &annex.words);
    line.judged = if line.formula.is_some() { Judged::Formula } else { Judged::Program };
    if let (Measure::Ratio(_) | Measure::Share(_), [of, to]) = (&line.spec.measure, names.as_slice()) {
        line.terms = Some((of.clone(), to.clone()));
    }
}

/// Writes the sheet, and gives the cells their names.
///
/// # Errors
/// A fault of the program.
pub(super) fn write(annex: &Annex<'_>, lines: &[Line<'_>], name: &str, book: &mut Workbook) -> Result<(), XlsxError> {
    let table = annex.sheet("figures", name, headings(annex), lines.len(), 2);
    let sheet = table.add(book)?;
    for (index, line) in lines.iter().enumerate() {
        let at = row(index);
        table.put(sheet, index, &cells(annex, line, at + 1))?;
        // Last year's value may be typed in where it is not known.
        sheet.set_cell_format(at, super::sheet::column(at::LAST), &Look::Input.format())?;
    }
    let sheet = quoted_sheet(name);
    for (index, line) in lines.iter().enumerate() {
        let at = row(index) + 1;
        book.define_name(&line.name, &format!("={sheet}!${}${at}", letters(at::VALUE)))?;
        book.define_name(&line.last, &format!("={sheet}!${}${at}", letters(at::LAST)))?;
    }
    Ok(())
}

fn headings(annex: &Annex<'_>) -> Vec<Heading> {
    let headings = [
        ("id", 26, Look::Wrapped),
        ("label", 34, Look::Wrapped),
        ("group", 12, Look::Wrapped),
        ("value", 12, Look::Number),
        ("unit", 6, Look::Centred),
        ("number", 10, Look::Number),
        ("printed", 13, Look::Number),
        ("last", 10, Look::Input),
        ("change", 10, Look::Number),
        ("origin", 9, Look::Centred),
        ("method", 38, Look::Wrapped),
        ("judged", 9, Look::Centred),
        ("condition", 34, Look::Wrapped),
        ("behind", 24, Look::Wrapped),
        ("cells", 28, Look::Wrapped),
        ("last-source", 16, Look::Wrapped),
        ("note", 30, Look::Wrapped),
    ];
    let word = |key: &str| annex.messages.word(&format!("sheet-figures-{key}"));
    headings.into_iter().map(|(key, width, look)| Heading::new(word(key), width, look)).collect()
}

fn cells(annex: &Annex<'_>, line: &Line<'_>, row: u32) -> Vec<Cell> {
    let (figure, spec) = (line.figure, line.spec);
    let text = |text: &str| Cell::Text(text.to_owned());
    let cell = |column: usize| format!("{}{row}", letters(column));
    let kind = match &line.terms {
        Some((of, to)) => Kind::Rate { of, to },
        None if line.is_whole => Kind::Whole,
        None => Kind::Number,
    };
    let value = value(figure);
    let constant = |value: &str| value.parse().map_or_else(|_| text(value), Cell::Number);
    let last = annex.project.previous.as_ref().and_then(|last| Some((last, last.number(figure.id.as_str())?)));
    let (value_at, last_at) = (cell(at::VALUE), cell(at::LAST));
    let change_scale = measure::figure_scale(figure).max(last.map_or(0, |(_, last)| last.normalize().scale())).max(4);
    let change = last.and_then(|(_, last)| change(figure, last, change_scale));
    let number = printed_number(figure);
    let condition = spec.measure.predicate().map_or("", |predicate| predicate.sql.as_str());
    vec![
        text(figure.id.as_str()),
        text(&figure.label),
        line.key.map_or(Cell::Blank, |key| Cell::Text(member_name(spec.measure.by(), key, &annex.messages))),
        match &line.formula {
            Some(formula) => Cell::Formula(formula.clone(), value),
            None => constant(&value),
        },
        text(&figure.unit),
        Cell::Formula(printed::number(spec, kind, &value_at), number),
        Cell::Formula(printed::text(spec, kind, &cell(at::NUMBER)), figure.printed.clone()),
        last.map_or(Cell::Blank, |(_, last)| last.to_f64().map_or(Cell::Blank, Cell::Number)),
        Cell::Formula(
            format!(
                "IF(AND(ISNUMBER({value_at}),ISNUMBER({last_at})),ROUND({value_at}-{last_at},{change_scale}),\"\")"
            ),
            change.unwrap_or_default(),
        ),
        text(&annex.messages.word(&format!("origin-{}", figure.origin.as_str()))),
        text(&figure.method),
        text(&annex.messages.word(line.judged.key())),
        Cell::Text(condition.split_whitespace().collect::<Vec<_>>().join(" ")),
        line.behind.as_ref().map_or(Cell::Blank, |(to, said)| Cell::Link(to.clone(), said.clone())),
        Cell::Text(sources(annex, figure)),
        last.map_or(Cell::Blank, |(last, _)| text(last.source_of(figure.id.as_str()))),
        text(figure.note.as_deref().unwrap_or_default()),
    ]
}

/// The value as a cell holds it: a rate in percent and not rounded, words where there is none.
fn value(figure: &Figure) -> String {
    match (figure.state, figure.value) {
        (State::Value, Some(Quantity::Number(number))) => number.normalize().to_string(),
        (State::Value, Some(Quantity::Ratio { of, to })) => {
            let quotient = of.to_f64().zip(to.to_f64()).map(|(of, to)| of * 100.0 / to);
            quotient.map_or_else(|| figure.printed.clone(), |percent| percent.to_string())
        }
        _ => figure.printed.clone(),
    }
}

/// The number that is printed, without its scale and unit.
fn printed_number(figure: &Figure) -> String {
    match (figure.state, figure.value) {
        (State::Value, Some(Quantity::Ratio { of, to })) => {
            numeral::percent_value(of, to, figure.decimals).map_or_else(String::new, |rate| rate.to_string())
        }
        (State::Value, Some(Quantity::Number(_))) => {
            let number = figure.printed.strip_suffix(&figure.unit).unwrap_or(&figure.printed);
            number.strip_suffix(figure.scale.suffix()).unwrap_or(number).to_owned()
        }
        _ => figure.printed.clone(),
    }
}

fn change(figure: &Figure, last: Decimal, scale: u32) -> Option<String> {
    let now = match figure.value? {
        Quantity::Number(number) => number,
        Quantity::Ratio { of, to } => of.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(to)?,
    };
    let strategy = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    Some(now.checked_sub(last)?.round_dp_with_strategy(scale, strategy).normalize().to_string())
}

/// So many ranges of rows of a frame are named.
const FRAME_RANGES: usize = 4;

/// The workbooks and sheets whose rows count, and the figures of last year.
fn sources(annex: &Annex<'_>, figure: &Figure) -> String {
    let told = figure.lineage.iter().filter_map(|link| match link {
        Lineage::Cells { source, sheet, rows, .. } => {
            let sheet = sheet.as_deref().unwrap_or_default();
            let arguments = [("source", (&**source).into()), ("sheet", sheet.into()), ("rows", (*rows).into())];
            Some(annex.messages.text("sheet-source-rows", &arguments.into_iter().collect()))
        }
        Lineage::FrameRows { .. } => Some(annex.messages.frame_rows(link, FRAME_RANGES)),
        Lineage::Figures(ids) => Some(ids.iter().map(ToString::to_string).collect::<Vec<_>>().join("；")),
        Lineage::Previous { .. } => None,
    });
    told.collect::<Vec<_>>().join("；")
}

/// How many of the figures are computed from ledgers, or entered by hand.
pub(super) fn count_of(name: &str, annex: &Annex<'_>, lines: &[Line<'_>], origin: Origin) -> Cell {
    let word = annex.messages.word(&format!("origin-{}", origin.as_str()));
    let count = lines.iter().filter(|line| line.figure.origin == origin).count();
    let column = letters(at::ORIGIN);
    let last = FIRST_ROW as usize + lines.len().max(1) - 1;
    let range = format!("{}!${column}${FIRST_ROW}:${column}${last}", quoted_sheet(name));
    Cell::Formula(format!("COUNTIF({range},{})", super::excel::quoted(&word)), count.to_string())
}
