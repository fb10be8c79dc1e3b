//! The digest of the rows that a figure counts: of their keys and of the values that the measure takes from them.
//!
//! Nothing of a personal column goes into it, since what few values there are could be tried one by one; of persons
//! that are counted only their number does, which the figure states itself. What a row holds elsewhere is left out as
//! well: it decides whether a row counts, and that is seen from the row's being there.

use std::collections::BTreeMap;

use super::measures::{Measure, Outcome};
use crate::digest::{Member, member, of_parts, of_set};
use crate::figure::{Lineage, Quantity};
use crate::ledger::Ledger;
use crate::pack::ledger::{ColumnType, Field};

/// The digests of a ledger's rows, each computed once whatever many figures count it.
pub(super) struct RowDigests<'a> {
    ledger: &'a Ledger,
    by_columns: BTreeMap<Vec<usize>, Vec<Member>>,
}

impl<'a> RowDigests<'a> {
    pub(super) const fn new(ledger: &'a Ledger) -> Self {
        Self { ledger, by_columns: BTreeMap::new() }
    }

    /// The digest of the rows that a measure picked and of what it took from them.
    pub(super) fn of(&mut self, measure: &Measure, picked: &[usize], outcome: &Outcome) -> String {
        let fields = &self.ledger.spec.fields;
        let (personal, mut columns): (Vec<usize>, Vec<usize>) =
            measure.taken().into_iter().partition(|field| fields[*field].personal.is_some());
        columns.extend(self.ledger.spec.key);
        let ledger = self.ledger;
        let members = self.by_columns.entry(columns).or_insert_with_key(|columns| members(ledger, columns));
        let rows = of_set(picked.iter().map(|row| members[*row]));
        match outcome.value {
            Some(Quantity::Number(persons)) if !personal.is_empty() => {
                of_parts(&[rows, persons.normalize().to_string()])
            }
            _ => rows,
        }
    }
}

fn members(ledger: &Ledger, columns: &[usize]) -> Vec<Member> {
    let texts: Vec<Vec<String>> = columns.iter().map(|field| ledger.folded(*field)).collect();
    let of_row = |row: usize| member(&texts.iter().map(|column| column[row].as_str()).collect::<Vec<_>>());
    (0..ledger.len()).map(of_row).collect()
}

/// The digest of all rows of a ledger as its cells state them; nothing if no sheet of it was read. It tells a figure that
/// is computed from other rows because its measure picks others from one whose rows are other ones.
pub(super) fn of_ledger(ledger: &Ledger) -> Option<String> {
    let is_stated = |field: &Field| {
        let is_free_text = field.kind == ColumnType::Text && field.codes.is_empty();
        field.derived.is_none() && field.personal.is_none() && !is_free_text
    };
    let fields = &ledger.spec.fields;
    let columns: Vec<usize> =
        (0..fields.len()).filter(|at| is_stated(&fields[*at]) || ledger.spec.key == Some(*at)).collect();
    let of_row = |row: usize| member(&columns.iter().map(|field| ledger.text(row, *field)).collect::<Vec<_>>());
    (!ledger.sheets.is_empty()).then(|| of_set((0..ledger.len()).map(of_row)))
}

/// The digest of last year's value, for a figure that is compared with it.
pub(super) fn of_previous(lineage: &[Lineage]) -> Option<String> {
    lineage.iter().find_map(|link| match link {
        Lineage::Previous { year, figure, value, .. } => {
            Some(of_parts(&[year.to_string(), figure.to_string(), value.normalize().to_string()]))
        }
        Lineage::Cells { .. } | Lineage::FrameRows { .. } | Lineage::Figures(_) => None,
    })
}
