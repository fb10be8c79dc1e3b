//! The cells behind a change: the rows of a figure that came, went or changed since a former state of the project.
//!
//! Rows are told apart by their ledger's key. In a ledger without one a row is what it holds, so that a changed row is
//! one that went and one that came.

use std::collections::BTreeMap;
use std::fmt;

use crate::aggregate::counted::{Counted, counted};
use crate::error::Error;
use crate::ledger::Ledger;
use crate::place::Place;
use crate::project::Project;
use crate::{Computed, Ledgers};

/// A row of a ledger, at the cell that makes the difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The cell: the one that was changed, or that of the row's key.
    pub place: Place,
    /// The header of the cell.
    pub column: String,
    /// What the key column says; empty in a ledger without one.
    pub key: String,
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.place, self.column)?;
        if self.key.is_empty() { Ok(()) } else { write!(f, "（{}）", self.key) }
    }
}

/// The rows that make a figure another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moved {
    /// Rows that count and were not there, at their cells now.
    pub came: Vec<Row>,
    /// Rows that counted and are not there any more, at their cells then.
    pub went: Vec<Row>,
    /// Cells of rows that were there and are, and that count otherwise now.
    pub changed: Vec<Row>,
}

/// Two states of a project with their rows.
#[derive(Debug)]
pub struct Cells<'a> {
    old: (&'a Project, &'a Ledgers),
    new: (&'a Project, &'a Ledgers),
}

impl<'a> Cells<'a> {
    /// The rows of the former state and those of now.
    pub const fn new(old: (&'a Project, &'a Computed), new: (&'a Project, &'a Ledgers)) -> Self {
        Self { old: (old.0, &old.1.ledgers), new }
    }

    /// The rows that make a figure another, those behind the figures it is computed from included.
    ///
    /// # Errors
    /// A fault of the program.
    pub fn of(&self, id: &str) -> Result<Moved, Error> {
        let mut moved = Moved::default();
        let (was, now) = (counted(self.old.0, self.old.1, id)?, counted(self.new.0, self.new.1, id)?);
        for now in &now {
            // Without a counterpart every row is new to the figure, and nothing is said by naming them all.
            if let Some(was) = was.iter().find(|was| was.id == now.id) {
                compare(was, now, &mut moved);
            }
        }
        for rows in [&mut moved.came, &mut moved.went, &mut moved.changed] {
            rows.sort_by(|a, b| a.place.cmp(&b.place));
            rows.dedup();
        }
        Ok(moved)
    }
}

/// The rows of a figure by what tells them apart: the key, and how many of that key came before.
struct ByIdentity<'a> {
    counted: &'a Counted<'a>,
    /// All rows of the ledger.
    all: BTreeMap<(String, usize), usize>,
    columns: BTreeMap<&'a str, (usize, Vec<String>)>,
}

impl<'a> ByIdentity<'a> {
    /// `shared` are the columns that decide in both states.
    fn new(counted: &'a Counted<'a>, shared: &[&'a str]) -> Self {
        let ledger = counted.ledger;
        let column = |id: &&'a str| ledger.spec.field(id).map(|field| (*id, (field, ledger.folded(field))));
        let columns: BTreeMap<&str, (usize, Vec<String>)> = shared.iter().filter_map(column).collect();
        let keys = ledger.spec.key.map(|key| ledger.folded(key));
        let identity = |row: usize| match &keys {
            Some(keys) => keys[row].clone(),
            None => columns.values().flat_map(|(_, texts)| [texts[row].as_str(), "\u{1}"]).collect(),
        };
        let (mut all, mut seen) = (BTreeMap::new(), BTreeMap::<String, usize>::new());
        for row in 0..ledger.len() {
            let before = seen.entry(identity(row)).or_default();
            all.insert((identity(row), *before), row);
            *before += 1;
        }
        Self { counted, all, columns }
    }

    fn counts(&self, row: usize) -> bool {
        self.counted.rows.binary_search(&row).is_ok()
    }

    fn takes(&self, id: &str) -> bool {
        self.counted.takes.iter().any(|taken| taken == id)
    }

    /// The row at the cell of a field, or of its key.
    fn row(&self, row: usize, field: Option<usize>) -> Row {
        let ledger = self.counted.ledger;
        let key = ledger.spec.key;
        let field = field.or(key).unwrap_or_else(|| self.first_column());
        let key = key.map(|key| ledger.text(row, key).into_owned()).unwrap_or_default();
        Row { place: ledger.place(row, field), column: ledger.header(row, field), key }
    }

    fn first_column(&self) -> usize {
        self.columns.values().map(|(field, _)| *field).min().unwrap_or_default()
    }
}

fn compare(was: &Counted<'_>, now: &Counted<'_>, moved: &mut Moved) {
    let shared: Vec<&str> = now.reads.iter().map(String::as_str).filter(|id| has_cells(was.ledger, id)).collect();
    let (was, now) = (ByIdentity::new(was, &shared), ByIdentity::new(now, &shared));
    for (identity, row) in &now.all {
        match was.all.get(identity) {
            None if now.counts(*row) => moved.came.push(now.row(*row, None)),
            Some(before) if now.counts(*row) || was.counts(*before) => {
                // What a row holds elsewhere makes no difference as long as it counts.
                let decides = |id: &str| !was.counts(*before) || !now.counts(*row) || now.takes(id);
                let differs = now.columns.iter().filter(|(id, (_, texts))| {
                    decides(id) && was.columns.get(*id).is_some_and(|(_, former)| former[*before] != texts[*row])
                });
                moved.changed.extend(differs.map(|(_, (field, _))| now.row(*row, Some(*field))));
            }
            _ => {}
        }
    }
    let gone = was.all.iter().filter(|(identity, row)| was.counts(**row) && !now.all.contains_key(*identity));
    moved.went.extend(gone.map(|(_, row)| was.row(*row, None)));
}

/// Whether a ledger has a column of that id that stands on its sheets.
fn has_cells(ledger: &Ledger, id: &str) -> bool {
    ledger.spec.field(id).is_some_and(|field| ledger.spec.fields[field].derived.is_none())
}
