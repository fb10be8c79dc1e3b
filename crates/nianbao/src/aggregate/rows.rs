//! The rows of a ledger that a figure's predicate picks, and the way back to their cells.

use std::collections::{BTreeMap, BTreeSet};

use crate::figure::{Lineage, Origin};
use crate::finding::{Argument, Code, Finding, Severity};
use crate::ledger::{Ledger, SheetRead};
use crate::pack::expression::Expression;
use crate::pack::figure::FigureSpec;
use crate::pack::ledger::{Derived, LedgerSpec};
use crate::place::{Place, compress};

/// The rows of a ledger that a predicate picks.
pub(crate) struct Rows<'a> {
    /// The ledger.
    pub(crate) ledger: &'a Ledger,
    predicate: Option<&'a Expression>,
    picked: Vec<usize>,
    undecided: Vec<usize>,
}

impl<'a> Rows<'a> {
    /// The rows for which `verdicts` is true; all rows without a predicate.
    pub(crate) fn new(ledger: &'a Ledger, predicate: Option<(&'a Expression, &[Option<bool>])>) -> Self {
        let Some((expression, verdicts)) = predicate else {
            return Self { ledger, predicate: None, picked: (0..ledger.len()).collect(), undecided: Vec::new() };
        };
        let that_are = |verdict| {
            let rows = verdicts.iter().enumerate().filter(move |(_, found)| **found == verdict);
            rows.map(|(row, _)| row).collect()
        };
        Self { ledger, predicate: Some(expression), picked: that_are(Some(true)), undecided: that_are(None) }
    }

    /// Some of the picked rows, for a member of a series. Undecided rows are the series' own matter.
    pub(crate) fn only(&self, picked: Vec<usize>) -> Self {
        Self { ledger: self.ledger, predicate: self.predicate, picked, undecided: Vec::new() }
    }

    /// The picked rows, ascending.
    pub(crate) fn picked(&self) -> &[usize] {
        &self.picked
    }

    /// Whether the ledger was read, with all that the figure needs: a sheet that isn't there, or lacks a column, leaves
    /// open how many rows there would be. That is reported where the sheet is read.
    pub(crate) fn is_readable(&self, spec: &FigureSpec) -> bool {
        let mut inputs = Inputs::default();
        if let Some(predicate) = self.predicate {
            inputs.of(predicate, &self.ledger.spec);
        }
        inputs.fields.extend(spec.measure.column());
        let fields = &self.ledger.spec.fields;
        let needed =
            inputs.fields.iter().filter(|field| !fields[**field].optional && fields[**field].derived.is_none());
        // What is added up or counted must be there even if sheets may lack it: nothing read is not zero.
        let measured = spec.measure.column();
        let needed: Vec<usize> = needed.chain(&self.ledger.spec.key).copied().chain(measured).collect();
        let has = |sheet: &SheetRead, field: usize| sheet.columns.get(field).is_some_and(Option::is_some);
        let sheets = &self.ledger.sheets;
        !sheets.is_empty() && sheets.iter().all(|sheet| needed.iter().all(|field| has(sheet, *field)))
    }

    /// Entered by hand on a facts sheet, or computed from a ledger.
    pub(crate) fn origin(&self) -> Origin {
        if self.ledger.spec.entered { Origin::Entered } else { Origin::Ledger }
    }

    /// Reports each blank cell that leaves open whether a row counts. A cell that says 不适用 decides: it doesn't.
    pub(crate) fn report_undecided(&self, spec: &FigureSpec, findings: &mut Vec<Finding>) {
        let Some(predicate) = self.predicate else { return };
        let mut inputs = Inputs::default();
        inputs.of(predicate, &self.ledger.spec);
        let blanks: Vec<(usize, Vec<bool>)> =
            inputs.fields.iter().map(|field| (*field, self.ledger.blanks(*field))).collect();
        for row in &self.undecided {
            let blank = blanks.iter().filter(|(field, blank)| blank[*row] && !self.ledger.lacks(*row, *field));
            let blank: Vec<usize> = blank.map(|(field, _)| *field).collect();
            // Where the predicate asks for a blank, the blank is an answer; others are to blame, if there are others.
            let mut guilty: Vec<usize> = blank.iter().filter(|field| !inputs.asked.contains(field)).copied().collect();
            if guilty.is_empty() {
                guilty = blank;
            }
            if let Some((first, others)) = guilty.split_first() {
                let headers = guilty.iter().map(|field| self.ledger.header(*row, *field)).collect::<Vec<_>>();
                findings.push(self.undecided(spec, *row, *first, others, headers));
            }
        }
    }

    /// Reports blank cells whose value a figure needs.
    pub(crate) fn report_blank(&self, spec: &FigureSpec, field: usize, rows: &[usize], findings: &mut Vec<Finding>) {
        for row in rows {
            let headers = vec![self.ledger.header(*row, field)];
            findings.push(self.undecided(spec, *row, field, &[], headers));
        }
    }

    fn undecided(
        &self,
        spec: &FigureSpec,
        row: usize,
        field: usize,
        others: &[usize],
        headers: Vec<String>,
    ) -> Finding {
        let finding = Finding::new(Code::UndecidedRow, Severity::Error, self.ledger.place(row, field));
        let finding = self.ledger.about(finding, row, field, others);
        let is_blank = self.ledger.text(row, field).is_empty();
        let why = if is_blank { "blank" } else { "unreadable" };
        finding.with("figures", vec![spec.label.clone()]).with("columns", headers).with("why", why)
    }

    /// The cells of the key column of the picked rows: what a count counts.
    pub(crate) fn key_cells(&self) -> Vec<Lineage> {
        let key = self.ledger.spec.key.unwrap_or(0);
        self.cells(key, &self.picked)
    }

    /// The cells of a column, sheet by sheet.
    pub(crate) fn cells(&self, field: usize, rows: &[usize]) -> Vec<Lineage> {
        let mut by_sheet: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        for row in rows {
            let origin = self.ledger.rows[*row];
            by_sheet.entry(origin.sheet).or_default().push(origin.row);
        }
        let cells = by_sheet.into_iter().map(|(at, numbers)| {
            let sheet = &self.ledger.sheets[at];
            let count = numbers.len();
            let column = self.ledger.column_of(at, field);
            let (source, cells) = (sheet.source.clone(), compress(column, numbers));
            match &sheet.sheet {
                Some(name) => Lineage::Cells { source, sheet: Some(name.clone()), cells, rows: count },
                None => Lineage::FrameRows { frame: source, column: sheet.name_of(column), cells, rows: count },
            }
        });
        cells.collect()
    }

    /// The texts of a column, in the order of the rows.
    pub(crate) fn texts(&self, field: usize) -> Vec<String> {
        let texts = self.picked.iter().map(|row| self.ledger.text(*row, field).into_owned());
        texts.filter(|text| !text.is_empty()).collect()
    }
}

/// The columns of sheets that a predicate reads in the end, through derived columns.
pub(crate) fn inputs(predicate: &Expression, spec: &LedgerSpec) -> BTreeSet<usize> {
    let mut inputs = Inputs::default();
    inputs.of(predicate, spec);
    inputs.fields
}

/// The cells that a predicate reads in the end, through derived columns.
#[derive(Default)]
struct Inputs {
    fields: BTreeSet<usize>,
    /// Those of which some expression asks whether they are blank.
    asked: BTreeSet<usize>,
}

impl Inputs {
    fn of(&mut self, expression: &Expression, spec: &LedgerSpec) {
        self.asked.extend(expression.asks_blank.iter().filter_map(|id| spec.field(id)));
        for field in expression.reads.iter().filter_map(|id| spec.field(id)) {
            match &spec.fields[field].derived {
                None => {
                    self.fields.insert(field);
                }
                // What isn't there of an extension or an interruption is none.
                Some(Derived::Deadline(deadline)) => {
                    self.fields.insert(deadline.from);
                }
                Some(Derived::Sql(inner)) => self.of(inner, spec),
            }
        }
    }
}

/// Findings of many figures, of which all that blame the same cell are one: a blank that leaves ten figures open is one
/// thing to mend.
#[derive(Default)]
pub(crate) struct OnePerCell {
    merged: Vec<Finding>,
    first: BTreeMap<Place, usize>,
}

impl OnePerCell {
    /// Takes the findings of the next figure. They are merged at once: forty thousand bad cells under twenty figures
    /// would not fit into memory.
    pub(crate) fn take(&mut self, findings: &mut Vec<Finding>) {
        for finding in findings.drain(..) {
            self.add(finding);
        }
    }

    fn add(&mut self, finding: Finding) {
        if finding.code != Code::UndecidedRow {
            self.merged.push(finding);
            return;
        }
        let Some(at) = self.first.get(&finding.place) else {
            self.first.insert(finding.place.clone(), self.merged.len());
            self.merged.push(finding);
            return;
        };
        for (name, argument) in finding.arguments {
            if let (Argument::Texts(more), Some(Argument::Texts(texts))) =
                (argument, self.merged[*at].arguments.get_mut(name))
            {
                let new: Vec<String> = more.into_iter().filter(|text| !texts.contains(text)).collect();
                texts.extend(new);
            }
        }
    }

    /// All of them, in the order in which they came.
    pub(crate) fn all(self) -> Vec<Finding> {
        self.merged
    }
}
