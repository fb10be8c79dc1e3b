//! Resolves the names of a pack's TOML files, and collects everything that is wrong with them.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;

use crate::error::Fault;
use crate::figure::FigureId;
use crate::pack::expression::Expression;
use crate::pack::ledger::{ColumnType, LedgerSpec};
use crate::place::TextPlace;

/// A text with its place.
pub(crate) type Text = Spanned<String>;

/// Resolves the names of one file.
pub(crate) struct Resolver<'a> {
    file: &'a str,
    text: &'a str,
    ledgers: &'a [LedgerSpec],
    figures: &'a [String],
    used: &'a mut BTreeSet<(usize, usize)>,
    faults: &'a mut Vec<Fault>,
}

impl<'a> Resolver<'a> {
    /// A resolver for the names in `file`. Columns that are read are added to `used`.
    pub(crate) fn new(
        file: &'a str,
        text: &'a str,
        ledgers: &'a [LedgerSpec],
        figures: &'a [String],
        used: &'a mut BTreeSet<(usize, usize)>,
        faults: &'a mut Vec<Fault>,
    ) -> Self {
        Self { file, text, ledgers, figures, used, faults }
    }

    /// The place of some bytes of the file.
    pub(crate) fn place(&self, span: Range<usize>) -> TextPlace {
        TextPlace::of_span(self.file, self.text, span)
    }

    /// Reports a fault at some bytes of the file.
    pub(crate) fn fault(&mut self, span: Range<usize>, fault: Fault) {
        let place = self.place(span);
        self.faults.push(fault.at(place));
    }

    /// Reports a fault that knows its place.
    pub(crate) fn report(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// The ledger of that id.
    pub(crate) fn ledger(&mut self, id: &Text) -> Option<usize> {
        let found = self.ledgers.iter().position(|ledger| ledger.id == *id.get_ref());
        if found.is_none() {
            let known: Vec<_> = self.ledgers.iter().map(|ledger| ledger.id.clone()).collect();
            self.fault(id.span(), unknown("unknown-ledger", id.get_ref(), &known));
        }
        found
    }

    /// The spec of a ledger that `ledger` found.
    pub(crate) fn spec(&self, ledger: usize) -> &'a LedgerSpec {
        &self.ledgers[ledger]
    }

    /// The column of that id, derived ones included, and not a personal one.
    pub(crate) fn column(&mut self, ledger: usize, id: &Text) -> Option<usize> {
        let at = self.any_column(ledger, id)?;
        if self.ledgers[ledger].fields[at].personal.is_some() {
            let fault = Fault::new("personal-column-read").with("column", id.get_ref().as_str());
            self.fault(id.span(), fault);
            return None;
        }
        Some(at)
    }

    /// The column of that id, be it personal.
    pub(crate) fn any_column(&mut self, ledger: usize, id: &Text) -> Option<usize> {
        let spec = &self.ledgers[ledger];
        let found = spec.fields.iter().position(|field| field.id == *id.get_ref());
        if let Some(at) = found {
            self.used.insert((ledger, at));
        } else {
            let known: Vec<_> = spec.fields.iter().map(|field| field.id.clone()).collect();
            self.fault(id.span(), unknown("unknown-column", id.get_ref(), &known));
        }
        found
    }

    /// The column of that id, which must be of one of the given types.
    pub(crate) fn typed_column(&mut self, ledger: usize, id: &Text, types: &[ColumnType]) -> Option<usize> {
        let at = self.column(ledger, id)?;
        let kind = self.ledgers[ledger].fields[at].kind;
        if !types.contains(&kind) {
            let expected = types.iter().map(|kind| kind.as_str().to_owned()).collect::<Vec<_>>();
            let fault = Fault::new("column-of-wrong-type")
                .with("column", id.get_ref().as_str())
                .with("found", kind.as_str())
                .with("expected", expected);
            self.fault(id.span(), fault);
            return None;
        }
        Some(at)
    }

    /// Columns of those ids; `None` if one of them is wrong, after all were looked at.
    pub(crate) fn columns(&mut self, ledger: usize, ids: &[Text]) -> Option<Vec<usize>> {
        let found: Vec<_> = ids.iter().map(|id| self.column(ledger, id)).collect();
        found.into_iter().collect()
    }

    /// Columns that hold numbers.
    pub(crate) fn number_columns(&mut self, ledger: usize, ids: &[Text]) -> Option<Vec<usize>> {
        let found: Vec<_> = ids.iter().map(|id| self.typed_column(ledger, id, ColumnType::NUMBERS)).collect();
        found.into_iter().collect()
    }

    /// The figure of that id.
    pub(crate) fn figure(&mut self, id: &Text) -> Option<FigureId> {
        if self.figures.contains(id.get_ref()) {
            return Some(FigureId::new(id.get_ref()));
        }
        self.fault(id.span(), unknown("unknown-figure-id", id.get_ref(), self.figures));
        None
    }

    /// Figures of those ids.
    pub(crate) fn figures(&mut self, ids: &[Text]) -> Option<Vec<FigureId>> {
        let found: Vec<_> = ids.iter().map(|id| self.figure(id)).collect();
        found.into_iter().collect()
    }

    /// An expression over the rows of a ledger.
    pub(crate) fn expression(&mut self, ledger: usize, sql: &Text) -> Option<Expression> {
        let spec = &self.ledgers[ledger];
        match Expression::parse(sql.get_ref(), &spec.readable()) {
            Ok(expression) => {
                for id in &expression.reads {
                    let at = spec.fields.iter().position(|field| field.id == *id);
                    self.used.extend(at.map(|at| (ledger, at)));
                }
                Some(expression)
            }
            Err(fault) => {
                self.fault(sql.span(), fault);
                None
            }
        }
    }

    /// A predicate: an expression that is true or false.
    pub(crate) fn predicate(&mut self, ledger: usize, sql: &Text) -> Option<Expression> {
        let expression = self.expression(ledger, sql)?;
        if expression.results_in != ColumnType::YesNo {
            let fault = Fault::new("not-a-predicate")
                .with("sql", sql.get_ref().as_str())
                .with("found", expression.results_in.as_str());
            self.fault(sql.span(), fault);
            return None;
        }
        Some(expression)
    }
}

/// A fault about a name that isn't there: what is there, and what is spelled most alike.
pub(crate) fn unknown(key: &'static str, name: &str, known: &[String]) -> Fault {
    let fault = Fault::new(key).with("name", name).with("known", known.to_vec());
    match nearest(name, known.iter().map(String::as_str)) {
        Some(nearest) => fault.with("nearest", nearest),
        None => fault.with("nearest", ""),
    }
}

/// How many slips lie between two spellings: a character too many, too few, another, or two swapped.
pub fn distance(name: &str, other: &str) -> usize {
    strsim::damerau_levenshtein(name, other)
}

/// The name that is spelled most alike, if one is alike enough to be meant.
pub fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let scored = known.into_iter().map(|candidate| (distance(name, candidate), candidate));
    let (distance, candidate) = scored.min_by_key(|(distance, _)| *distance)?;
    let length = name.chars().count().max(candidate.chars().count());
    (distance * 3 <= length.max(3)).then_some(candidate)
}
