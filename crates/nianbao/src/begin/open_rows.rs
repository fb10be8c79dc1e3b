//! What is still open at the end of a year: the rows with which the next year's ledgers begin, without what is personal.
//!
//! A name may stand in a column that is not meant for names. So of texts none but codes of the pack's lists go along, the
//! key, without which nobody knows which matter it is, and what the pack says may be published.

use rust_decimal::Decimal;

use crate::Computed;
use crate::aggregate;
use crate::error::Error;
use crate::ingest::header::money_unit;
use crate::ledger::Ledger;
use crate::pack::form::{Example, NO, YES};
use crate::pack::ledger::ColumnType;
use crate::project::Project;

/// A row of a form: fields and what they say.
pub(super) type Row = Vec<(usize, Example)>;

/// Per ledger of the pack the rows that it carries over. A row that a blank leaves undecided stays behind: last year's
/// ledger has a finding about it.
///
/// # Errors
/// A fault of the program.
pub(super) fn rows(last: &Project, computed: &Computed) -> Result<Vec<Vec<Row>>, Error> {
    let of_ledger = |ledger: &Ledger| {
        let Some(carries) = &ledger.spec.carries else { return Ok(Vec::new()) };
        let verdicts = aggregate::evaluate(ledger, last.report.period, &[carries])?;
        let carried = verdicts.iter().flatten().enumerate().filter(|(_, verdict)| **verdict == Some(true));
        let columns = columns(ledger);
        Ok(carried
            .map(|(row, _)| columns.iter().filter_map(|(at, cells)| Some((*at, cells.get(row)?.clone()?))).collect())
            .collect())
    };
    computed.ledgers.iter().map(of_ledger).collect()
}

/// The columns of the ledger's form that go along, and what their cells say.
fn columns(ledger: &Ledger) -> Vec<(usize, Vec<Option<Example>>)> {
    let open = ledger.spec.form().into_iter().filter(|at| goes_along(ledger, *at));
    open.map(|at| (at, cells(ledger, at))).collect()
}

fn goes_along(ledger: &Ledger, at: usize) -> bool {
    let field = &ledger.spec.fields[at];
    let is_free_text = field.kind == ColumnType::Text && field.codes.is_empty();
    field.personal.is_none() && (!is_free_text || ledger.spec.key == Some(at) || field.publish.is_some())
}

/// The cells of a field as its form takes them: codes by their own words, amounts in the unit of the header.
fn cells(ledger: &Ledger, at: usize) -> Vec<Option<Example>> {
    let field = &ledger.spec.fields[at];
    let mut cells: Vec<Option<Example>> = match field.kind {
        ColumnType::Text => {
            let is_code = |word: &&str| field.codes.is_empty() || field.codes.iter().any(|code| code == word);
            let words = ledger.words(at).into_iter().map(|word| word.filter(is_code));
            words.map(|word| word.map(|word| Example::Text(word.to_owned()))).collect()
        }
        ColumnType::YesNo => {
            let said = |answer: bool| Example::Text(if answer { YES } else { NO }.to_owned());
            ledger.answers(at).into_iter().map(|answer| answer.map(said)).collect()
        }
        ColumnType::Date => ledger.dates(at).into_iter().map(|day| day.map(Example::Day)).collect(),
        ColumnType::Integer | ColumnType::Decimal | ColumnType::Money => {
            let unit = field.unit.as_deref().and_then(money_unit).unwrap_or(Decimal::ONE);
            let stated = |number: Decimal| number.checked_div(unit).map(|number| Example::Number(number.normalize()));
            ledger.numbers(at).into_iter().map(|number| number.and_then(stated)).collect()
        }
    };
    for (row, _) in ledger.not_applicable().filter(|(_, field)| *field == at) {
        if let Some(cell) = cells.get_mut(row) {
            *cell = Some(Example::Text(ledger.text(row, at).into_owned()));
        }
    }
    cells
}
