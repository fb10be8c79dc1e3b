//! How a figure is computed, as a formula over ledger sheets or over the cells of other figures.

use chrono::{Datelike as _, Months, NaiveDate};

use super::excel::{date, quoted};
use super::ledger::{Behind, Laid};
use super::words::Words;
use crate::aggregate::measures::{By, Measure};
use crate::aggregate::rows::Rows;
use crate::aggregate::series::OTHER;
use crate::figure::{Figure, Period, State};
use crate::pack::figure::FigureSpec;
use crate::pack::ledger::ColumnType;
use rust_decimal::Decimal;

/// A sheet has no more rows, and no formula counts further.
const ROWS: u32 = 1_048_576;
/// Money is reckoned to so many decimals at least, other numbers to as many as clerks write.
const DECIMALS: u32 = 4;

/// A sum is freed of what binary fractions add to it.
fn rounded(sum: &str, scale: u32) -> String {
    if scale == 0 { sum.to_owned() } else { format!("ROUND({sum},{scale})") }
}

/// The decimals of a field's sums.
pub(super) fn scale_of(laid: &Laid<'_>, field: usize) -> u32 {
    if laid.ledger.spec.fields[field].kind == ColumnType::Integer {
        return 0;
    }
    let scales = laid.ledger.numbers(field).into_iter().flatten().map(|number| number.normalize().scale());
    scales.max().unwrap_or(0).max(DECIMALS)
}

/// A figure of a ledger; nothing if its value can't be a formula.
pub(super) fn of_ledger(
    spec: &FigureSpec,
    figure: &Figure,
    laid: &Laid<'_>,
    behind: Behind,
    words: &Words,
) -> Option<String> {
    let members = laid.area(behind.member);
    match &spec.measure {
        Measure::Count(_) => Some(members.sum(&[], |members, _| format!("SUM({members})"))),
        Measure::Sum(_) => {
            let field = spec.measure.column()?;
            let amounts = laid.area(laid.column_of(field)?);
            let sum = members.sum(&[&amounts], |members, others| format!("SUMIFS({},{members},1)", others.join(",")));
            // A sum beyond what a decimal holds is no number of the core's.
            (figure.state == State::Value).then(|| rounded(&sum, scale_of(laid, field)))
        }
        Measure::Distinct(_) => {
            let (column, most) = behind.ordinals?;
            distinct(laid.area(column).ranges(), most)
        }
        Measure::Value(_) => value(spec, figure, laid, behind, words),
        Measure::Ratio(_) | Measure::Difference(_) | Measure::Change(_) | Measure::Share(_) => None,
    }
}

/// How many different numbers there are, 0 apart: it marks the rows that don't count. Each row is looked at once, for a
/// count of each over all rows would take hours.
fn distinct(ranges: &[String], most: u32) -> Option<String> {
    if let [range] = ranges {
        let different = format!("SUMPRODUCT(--(FREQUENCY({range},{range})>0))");
        return Some(format!("IF(COUNT({range})=0,0,{different}-(COUNTIF({range},0)>0))"));
    }
    let of_sheet = |range: &String| format!("FREQUENCY({range},ROW($1:${})-1)", most + 1);
    let all = ranges.iter().map(of_sheet).collect::<Vec<_>>().join("+");
    let zeros = ranges.iter().map(|range| format!("COUNTIF({range},0)")).collect::<Vec<_>>().join("+");
    (most < ROWS).then(|| format!("SUMPRODUCT(--(({all})>0))-({zeros}>0)"))
}

/// The value of one row, in the figure's unit.
fn value(spec: &FigureSpec, figure: &Figure, laid: &Laid<'_>, behind: Behind, words: &Words) -> Option<String> {
    let field = spec.measure.column()?;
    let members = laid.area(behind.member);
    let values = laid.area(laid.column_of(field)?);
    let factor = factor(spec, laid, behind)?;
    let count = |criterion: &str| {
        members.sum(&[&values], |members, others| format!("COUNTIFS({members},1,{},{criterion})", others.join(",")))
    };
    let rows = members.sum(&[], |members, _| format!("SUM({members})"));
    let sum = members.sum(&[&values], |members, others| format!("SUMIFS({},{members},1)", others.join(",")));
    let sum = if factor == Decimal::ONE { sum } else { format!("({sum})*{factor}") };
    let scale = scale_of(laid, field).max(figure_scale(figure));
    let [unknown, not_applicable] = [&words.unknown, &words.not_applicable].map(|word| quoted(word));
    let (numbers, marked) = (count("\">-1E+300\""), count(&not_applicable));
    Some(format!(
        "IF({rows}<>1,{unknown},IF({numbers}=1,{},IF({marked}=1,{not_applicable},{unknown})))",
        rounded(&sum, scale)
    ))
}

/// How many of the figure's unit that of the row is; nothing if it is another.
fn factor(spec: &FigureSpec, laid: &Laid<'_>, behind: Behind) -> Option<Decimal> {
    let super::column::Values::Ordinals(members) = &laid.columns[behind.member].values else { return None };
    let picked: Vec<usize> = (0..members.len()).filter(|row| members[*row] == Some(1)).collect();
    let [row] = picked[..] else { return Some(Decimal::ONE) };
    spec.measure.factor(spec, &Rows::new(laid.ledger, None), row)
}

/// The decimals of a figure's value.
pub(super) fn figure_scale(figure: &Figure) -> u32 {
    match figure.value {
        Some(crate::figure::Quantity::Number(number)) => number.normalize().scale(),
        _ => 0,
    }
}

/// What a member of a series may look at besides its own rows.
pub(super) struct Member<'m> {
    /// What tells it from the others.
    pub(super) key: &'m str,
    /// The names of the cells of the other members.
    pub(super) others: Vec<String>,
}

/// A member of a series: those of its rows that have a code, or lie in a month.
pub(super) fn of_member(
    spec: &FigureSpec,
    by: By,
    period: Period,
    member: &Member<'_>,
    laid: &Laid<'_>,
    behind: Behind,
) -> Option<String> {
    let (By::Month(field) | By::Column(field)) = by;
    let members = laid.area(behind.member);
    let keys = laid.area(laid.column_of(field)?);
    let amounts = match spec.measure.column() {
        Some(field) => Some((laid.area(laid.column_of(field)?), scale_of(laid, field))),
        None => None,
    };
    let scale = amounts.as_ref().map_or(0, |(_, scale)| *scale);
    // How much of the rows meets a criterion, or all of it.
    let of_rows = |criterion: &dyn Fn(&str) -> String| match &amounts {
        None => members.sum(&[&keys], |members, others| format!("COUNTIFS({members},1{})", criterion(others[0]))),
        Some((amounts, _)) => members.sum(&[&keys, amounts], |members, others| {
            format!("SUMIFS({},{members},1{})", others[1], criterion(others[0]))
        }),
    };
    if member.key == OTHER {
        let all = of_rows(&|_| String::new());
        let rest = std::iter::once(&all).chain(&member.others).map(String::as_str).collect::<Vec<_>>().join("-");
        return Some(rounded(&rest, scale));
    }
    let formula = match by {
        By::Month(_) => {
            let months = months(period, member.key.parse().ok()?);
            let of_month = |(from, end): (NaiveDate, NaiveDate)| {
                of_rows(&|keys| format!(",{keys},\">=\"&{},{keys},\"<\"&{}", date(from), date(end)))
            };
            months.into_iter().map(of_month).collect::<Vec<_>>().join("+")
        }
        By::Column(_) if is_criterion(member.key) => of_rows(&|keys| format!(",{keys},{}", quoted(member.key))),
        By::Column(_) => {
            let word = quoted(member.key);
            let amount = amounts.as_ref().map(|(amounts, _)| amounts);
            let others: Vec<_> = std::iter::once(&keys).chain(amount).collect();
            members.sum(&others, |members, others| {
                let amounts = others.get(1).map(|amounts| format!(",{amounts}")).unwrap_or_default();
                format!("SUMPRODUCT(({members}=1)*EXACT({},{word}){amounts})", others[0])
            })
        }
    };
    Some(rounded(&formula, scale))
}

/// The first day of each month of that number in the period, and the first day after it.
fn months(period: Period, number: u32) -> Vec<(NaiveDate, NaiveDate)> {
    let mut found = Vec::new();
    let mut day = period.from;
    while day <= period.to {
        let Some(next) = day.with_day(1).and_then(|first| first.checked_add_months(Months::new(1))) else { break };
        if day.month() == number {
            let end = period.to.succ_opt().map_or(next, |end| end.min(next));
            found.push((day, end));
        }
        day = next;
    }
    found
}

/// Whether COUNTIFS takes a word for itself and nothing else: not for a pattern, a comparison or a number, and not for
/// one whose letters have another case.
fn is_criterion(word: &str) -> bool {
    let is_ideograph = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    word.starts_with(is_ideograph) && word.chars().all(|c| is_ideograph(c) || "“”‘’（）《》、—".contains(c))
}

/// A figure over others, given by the names of their cells.
pub(super) fn of_figures(
    spec: &FigureSpec,
    operands: &[&Figure],
    cells: &[String],
    scale: u32,
    words: &Words,
) -> Option<String> {
    let [unknown, not_applicable] = [&words.unknown, &words.not_applicable].map(|word| quoted(word));
    // A rate is no operand: the core gives no value for what is computed from one.
    if operands.iter().any(|figure| matches!(figure.value, Some(crate::figure::Quantity::Ratio { .. }))) {
        return None;
    }
    let (is_number, formula) = match (&spec.measure, cells) {
        (Measure::Ratio(_) | Measure::Share(_), [of, to]) => {
            let none = quoted(&words_for_none(spec, words));
            (
                format!("AND(ISNUMBER({of}),ISNUMBER({to}))"),
                format!("IF({to}<>0,{of}*100/{to},IF({of}=0,{none},{unknown}))"),
            )
        }
        (Measure::Difference(_), [of, minus]) => {
            (format!("AND(ISNUMBER({of}),ISNUMBER({minus}))"), rounded(&format!("{of}-{minus}"), scale))
        }
        (Measure::Change(_), [of, last]) => {
            (format!("AND(ISNUMBER({of}),ISNUMBER({last}))"), rounded(&format!("{of}-{last}"), scale))
        }
        _ => return None,
    };
    let figures = cells.iter().take(operands.len()).map(|cell| format!("{cell}={not_applicable}"));
    let figures: Vec<String> = figures.collect();
    let is_not_applicable = match figures.as_slice() {
        [one] => one.clone(),
        several => format!("OR({})", several.join(",")),
    };
    Some(format!("IF({is_number},{formula},IF({is_not_applicable},{not_applicable},{unknown}))"))
}

fn words_for_none(spec: &FigureSpec, words: &Words) -> String {
    spec.none.clone().unwrap_or_else(|| words.none.clone())
}
