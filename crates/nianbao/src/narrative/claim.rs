//! Claims: predicates over figures that a passage of the narrative stands for.
//!
//! ```text
//! predicate  = all-of { "or" all-of }
//! all-of     = comparison { "and" comparison }
//! comparison = term ( "<" | "<=" | "=" | "!=" | ">=" | ">" ) term
//! term       = figure-id | "previous" | number, with its unit or without: 3, 1.2万元, 98.5%
//! ```
//!
//! `previous` is last year's value of the figure on the other side. Ratios are compared exactly, by their terms; with
//! last year's, which only its printed value is known of, as both are printed.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::figure::{Quantity, State};
use crate::numeral;
use crate::unit;

/// A predicate: one of several conjunctions of comparisons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Predicate(Vec<Vec<Comparison>>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Comparison {
    left: Term,
    relation: Relation,
    right: Term,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Term {
    Figure(String),
    Previous,
    Number { value: Decimal, unit: Option<String> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    Less,
    AtMost,
    Equal,
    Unequal,
    AtLeast,
    More,
}

/// The longer ones first, since `<` begins `<=`.
const RELATIONS: &[(&str, Relation)] = &[
    ("<=", Relation::AtMost),
    (">=", Relation::AtLeast),
    ("!=", Relation::Unequal),
    ("<", Relation::Less),
    (">", Relation::More),
    ("=", Relation::Equal),
];

impl Relation {
    fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::Equal => order.is_eq(),
            Self::Unequal => order.is_ne(),
            Self::AtLeast => order.is_ge(),
            Self::More => order.is_gt(),
        }
    }
}

/// What a claim needs to know of a figure.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) state: State,
    pub(super) value: Option<Quantity>,
    pub(super) unit: String,
    pub(super) decimals: u32,
    /// Last year's value; of a ratio the percentage that was printed.
    pub(super) previous: Option<Decimal>,
}

/// Why a claim can't be judged. The words are those of the messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unjudged {
    /// The predicate isn't of the grammar; from here on.
    NotAPredicate(String),
    /// A figure that the pack doesn't have.
    UnknownFigure(String),
    /// A figure has no value.
    WithoutValue(String),
    /// Last year's value of a figure isn't there.
    NoPrevious(String),
    /// Two quantities that can't be compared, such as money and a count.
    OtherUnit(String),
}

impl Unjudged {
    /// The word that the messages use, and what it speaks of.
    pub(super) fn why(&self) -> (&'static str, &str) {
        match self {
            Self::NotAPredicate(part) => ("predicate", part),
            Self::UnknownFigure(id) => ("unknown", id),
            Self::WithoutValue(id) => ("value", id),
            Self::NoPrevious(id) => ("previous", id),
            Self::OtherUnit(other) => ("unit", other),
        }
    }
}

impl Predicate {
    /// Reads a predicate.
    pub(super) fn parse(text: &str) -> Result<Self, Unjudged> {
        let mut tokens = tokens(text).into_iter().peekable();
        let mut any_of = vec![Vec::new()];
        loop {
            let mut next = || tokens.next().ok_or_else(|| Unjudged::NotAPredicate(text.to_owned()));
            let (left, relation, right) = (next()?, next()?, next()?);
            let relation = RELATIONS.iter().find(|(word, _)| *word == relation);
            let (_, relation) = relation.ok_or_else(|| Unjudged::NotAPredicate(text.to_owned()))?;
            let comparison = Comparison { left: term(left)?, relation: *relation, right: term(right)? };
            if let Some(all_of) = any_of.last_mut() {
                all_of.push(comparison);
            }
            match tokens.next() {
                None => return Ok(Self(any_of)),
                Some("and") => {}
                Some("or") => any_of.push(Vec::new()),
                Some(other) => return Err(Unjudged::NotAPredicate(other.to_owned())),
            }
        }
    }

    /// The figures that it names.
    pub(super) fn figures(&self) -> impl Iterator<Item = &str> {
        self.terms().filter_map(|term| match term {
            Term::Figure(id) => Some(id.as_str()),
            Term::Previous | Term::Number { .. } => None,
        })
    }

    /// The numbers that it names, in the base of their unit.
    pub(super) fn numbers(&self) -> impl Iterator<Item = Decimal> {
        self.terms().filter_map(|term| match term {
            Term::Number { value, .. } => Some(*value),
            Term::Previous | Term::Figure(_) => None,
        })
    }

    fn terms(&self) -> impl Iterator<Item = &Term> {
        self.0.iter().flatten().flat_map(|comparison| [&comparison.left, &comparison.right])
    }

    /// Whether it holds of the figures that `known` knows.
    pub(super) fn judge(&self, known: &dyn Fn(&str) -> Option<Known>) -> Result<bool, Unjudged> {
        if let Some(unknown) = self.figures().find(|id| known(id).is_none()) {
            return Err(Unjudged::UnknownFigure(unknown.to_owned()));
        }
        let mut open = None;
        for all_of in &self.0 {
            match conjunction(all_of, known) {
                Ok(true) => return Ok(true),
                Ok(false) => {}
                Err(unjudged) => open = open.or(Some(unjudged)),
            }
        }
        open.map_or(Ok(false), Err)
    }
}

/// One comparison that fails decides, whether the others can be judged or not.
fn conjunction(all_of: &[Comparison], known: &dyn Fn(&str) -> Option<Known>) -> Result<bool, Unjudged> {
    let mut open = None;
    for comparison in all_of {
        match comparison.judge(known) {
            Ok(false) => return Ok(false),
            Ok(true) => {}
            Err(unjudged) => open = open.or(Some(unjudged)),
        }
    }
    open.map_or(Ok(true), Err)
}

/// Words, numbers and relations, parted by blanks or by the relations themselves.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let relation = RELATIONS.iter().find(|(word, _)| rest.starts_with(word));
        let is_end = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '=' | '!');
        let length = match relation {
            Some((word, _)) => word.len(),
            // A lone `!` is a token of its own, which nothing knows.
            None => rest.find(is_end).unwrap_or(rest.len()).max(rest.chars().next().map_or(1, char::len_utf8)),
        };
        let (token, after) = rest.split_at(length);
        tokens.push(token);
        rest = after.trim_start();
    }
    tokens
}

fn term(token: &str) -> Result<Term, Unjudged> {
    let is_id = token.starts_with(|c: char| c.is_ascii_lowercase());
    match token {
        "previous" => return Ok(Term::Previous),
        "and" | "or" => return Err(Unjudged::NotAPredicate(token.to_owned())),
        _ if is_id => return Ok(Term::Figure(token.to_owned())),
        _ => {}
    }
    let numeral = numeral::parse(token).map_err(|_| Unjudged::NotAPredicate(token.to_owned()))?;
    let value = numeral.value().ok_or_else(|| Unjudged::NotAPredicate(token.to_owned()))?;
    Ok(Term::Number { value, unit: numeral.unit })
}

impl Comparison {
    fn judge(&self, known: &dyn Fn(&str) -> Option<Known>) -> Result<bool, Unjudged> {
        let order = match (&self.left, &self.right) {
            (Term::Previous, Term::Figure(id)) => with_previous(id, known)?.reverse(),
            (Term::Figure(id), Term::Previous) => with_previous(id, known)?,
            (Term::Previous, _) | (_, Term::Previous) => {
                return Err(Unjudged::NotAPredicate("previous".to_owned()));
            }
            (left, right) => compare(&operand(left, known)?, &operand(right, known)?)?,
        };
        Ok(self.relation.holds(order))
    }
}

/// A quantity with its unit, and how it is called in the predicate.
struct Operand {
    quantity: Quantity,
    unit: Option<String>,
    name: String,
}

fn operand(term: &Term, known: &dyn Fn(&str) -> Option<Known>) -> Result<Operand, Unjudged> {
    match term {
        Term::Figure(id) => {
            let figure = known(id).ok_or_else(|| Unjudged::UnknownFigure(id.clone()))?;
            let quantity = figure.value.filter(|_| figure.state == State::Value);
            let quantity = quantity.ok_or_else(|| Unjudged::WithoutValue(id.clone()))?;
            Ok(Operand { quantity, unit: Some(figure.unit), name: id.clone() })
        }
        Term::Number { value, unit } => {
            Ok(Operand { quantity: Quantity::Number(*value), unit: unit.clone(), name: value.to_string() })
        }
        Term::Previous => Err(Unjudged::NotAPredicate("previous".to_owned())),
    }
}

/// This year's value beside last year's.
fn with_previous(id: &str, known: &dyn Fn(&str) -> Option<Known>) -> Result<Ordering, Unjudged> {
    let figure = known(id).ok_or_else(|| Unjudged::UnknownFigure(id.to_owned()))?;
    let previous = figure.previous.ok_or_else(|| Unjudged::NoPrevious(id.to_owned()))?;
    let now = match figure.value.filter(|_| figure.state == State::Value) {
        Some(Quantity::Number(value)) => Some(value),
        Some(Quantity::Ratio { of, to }) => numeral::percent_value(of, to, figure.decimals),
        None => None,
    };
    Ok(now.ok_or_else(|| Unjudged::WithoutValue(id.to_owned()))?.cmp(&previous))
}

fn compare(left: &Operand, right: &Operand) -> Result<Ordering, Unjudged> {
    let apart = || Unjudged::OtherUnit(right.name.clone());
    let units = left.unit.as_deref().and_then(unit::find).zip(right.unit.as_deref().and_then(unit::find));
    if units.is_some_and(|(left, right)| !left.is_commensurable(right)) {
        return Err(apart());
    }
    let order = match (left.quantity, right.quantity) {
        (Quantity::Number(left), Quantity::Number(right)) => Some(left.cmp(&right)),
        (Quantity::Ratio { of, to }, Quantity::Ratio { of: other, to: whole }) => {
            of.checked_mul(whole).zip(other.checked_mul(to)).map(|(left, right)| left.cmp(&right))
        }
        (Quantity::Ratio { of, to }, Quantity::Number(percent)) => {
            with_percent(of, to, percent, right).ok_or_else(apart)?
        }
        (Quantity::Number(percent), Quantity::Ratio { of, to }) => {
            with_percent(of, to, percent, left).ok_or_else(apart)?.map(Ordering::reverse)
        }
    };
    order.ok_or_else(apart)
}

/// A ratio beside a percentage; `None` if the other number is none, for 1 beside a rate may mean 1 % or all.
fn with_percent(of: Decimal, to: Decimal, percent: Decimal, other: &Operand) -> Option<Option<Ordering>> {
    (other.unit.as_deref() == Some("%")).then(|| {
        let (left, right) = (of.checked_mul(Decimal::ONE_HUNDRED)?, percent.checked_mul(to)?);
        Some(left.cmp(&right))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(id: &str) -> Option<Known> {
        let figure = |value: Option<Quantity>, unit: &str, previous: Option<i64>| Known {
            state: if value.is_some() { State::Value } else { State::None },
            value,
            unit: unit.to_owned(),
            decimals: 2,
            previous: previous.map(Decimal::from),
        };
        let number = |value: i64| Some(Quantity::Number(Decimal::from(value)));
        let ratio = |of: i64, to: i64| Some(Quantity::Ratio { of: Decimal::from(of), to: Decimal::from(to) });
        Some(match id {
            "petitions.total" => figure(number(156), "件", Some(160)),
            "petitions.closed" => figure(number(150), "件", None),
            "relief.spent" => figure(number(604_000), "元", None),
            "petitions.rate" => figure(ratio(1, 3), "%", Some(33)),
            "training.rate" => figure(ratio(2, 6), "%", None),
            "services.rate" => figure(None, "%", None),
            _ => return None,
        })
    }

    fn judged(predicate: &str) -> Result<bool, Unjudged> {
        Predicate::parse(predicate)?.judge(&known)
    }

    #[test]
    fn comparisons_are_exact() {
        for (predicate, expected) in [
            ("petitions.total < previous", true),
            ("previous<=petitions.total", false),
            ("petitions.total = 156件", true),
            ("petitions.total != 156", false),
            ("petitions.closed >= petitions.total", false),
            ("relief.spent > 60万元", true),
            ("relief.spent > 60.4万元", false),
            // 33.33 % is what both print, and more than a third is neither.
            ("petitions.rate = training.rate", true),
            ("petitions.rate > 33.33%", true),
            ("petitions.rate = 33.33%", false),
            ("petitions.rate > previous", true),
            ("100% > petitions.rate", true),
        ] {
            assert_eq!(judged(predicate), Ok(expected), "{predicate}");
        }
    }

    #[test]
    fn and_binds_closer_than_or_and_one_side_may_decide() {
        for (predicate, expected) in [
            ("petitions.total > 1 or petitions.total > 1 and petitions.total < 1", true),
            ("petitions.total < 1 and petitions.closed > previous", false),
            ("petitions.closed > previous or petitions.total > 1", true),
        ] {
            assert_eq!(judged(predicate), Ok(expected), "{predicate}");
        }
        let open = judged("petitions.closed > previous and petitions.total > 1");
        assert_eq!(open, Err(Unjudged::NoPrevious("petitions.closed".to_owned())));
    }

    #[test]
    fn what_cannot_be_judged_says_why() {
        for (predicate, expected) in [
            ("petitions.count > 1", Unjudged::UnknownFigure("petitions.count".to_owned())),
            ("services.rate = 100%", Unjudged::WithoutValue("services.rate".to_owned())),
            ("relief.spent > petitions.total", Unjudged::OtherUnit("petitions.total".to_owned())),
            ("petitions.total > 3人次", Unjudged::OtherUnit("3".to_owned())),
            ("petitions.rate = 1", Unjudged::OtherUnit("1".to_owned())),
        ] {
            assert_eq!(judged(predicate), Err(expected), "{predicate}");
        }
    }

    #[test]
    fn what_is_no_predicate_is_refused() {
        for text in
            ["", "petitions.total", "a.b <", "a.b < 1 and", "a.b ! 1", "a.b < 1 2", "a.b < 60余万", "previous < 3"]
        {
            let judged = Predicate::parse(text).and_then(|predicate| predicate.judge(&|_| known("petitions.total")));
            assert!(matches!(judged, Err(Unjudged::NotAPredicate(_))), "{text}: {judged:?}");
        }
    }
}
