//! The judgement of one numeral: whose its digits are, and whether the words around them leave it true.

use std::ops::Range;

use rust_decimal::Decimal;

use super::class::{self, Need};
use crate::audit::{Kind, Mention, Statistic};
use crate::figure::{Figure, FigureId, Figures, Origin, Quantity, State};
use crate::narrative::claim::Predicate;
use crate::narrative::marks::Owner;
use crate::narrative::reading::{Character, Reading};
use crate::numeral;
use crate::unit;

/// Whose a numeral is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Bound(Origin),
    /// A figure's number, of which the words around it say what its value isn't.
    Altered(FigureId),
    Structural,
    Exempt(String),
    /// Nobody's; whether it surely is a statistic.
    Unowned(Need),
    /// In a passage that is still open.
    Open,
}

/// What a reading is judged by.
pub(super) struct Judge<'a> {
    reading: &'a Reading,
    figures: &'a Figures,
}

impl<'a> Judge<'a> {
    pub(super) const fn new(reading: &'a Reading, figures: &'a Figures) -> Self {
        Self { reading, figures }
    }

    pub(super) fn verdict(&self, mention: &Mention) -> Verdict {
        let all = self.reading.characters(&mention.span);
        let in_words = self.is_in_words(mention);
        let stating = all.iter().filter(|character| in_words || is_numeral(character));
        let mut owners: Vec<Option<&Owner>> = stating.map(|character| self.reading.owner(character)).collect();
        if in_words {
            // 未收到 may stand in a figure's words, and what wasn't received in the prose behind it.
            owners.retain(Option::is_some);
            owners.truncate(1);
        }
        owners.dedup();
        let figure = owners.iter().find_map(|owner| match owner {
            Some(Owner::Figure(id)) => Some(id),
            _ => None,
        });
        match (figure, owners.as_slice()) {
            (Some(id), [_]) => self.beside_words(mention, id, all),
            // 12—15件 of two figures; but not two of which the digits have grown together, or with the prose's.
            (Some(id), owners) => {
                let are_figures = owners.iter().all(|owner| matches!(owner, Some(Owner::Figure(_))));
                let are_apart = all.windows(2).all(|pair| match pair {
                    [left, right] if is_digit(left.c) && is_digit(right.c) => {
                        self.reading.owner(left) == self.reading.owner(right)
                    }
                    _ => true,
                });
                let holds = || mention.statistic().is_some_and(|statistic| self.holds(id, statistic));
                if (are_figures && are_apart) || holds() { self.bound(id) } else { Verdict::Altered(id.clone()) }
            }
            (None, [Some(owner)]) => self.of_owner(mention, owner, in_words),
            (None, _) => self.of_prose(mention),
        }
    }

    fn of_owner(&self, mention: &Mention, owner: &Owner, in_words: bool) -> Verdict {
        match (owner, mention.statistic()) {
            (Owner::Open, _) => Verdict::Open,
            (Owner::Exempt(reason), _) => Verdict::Exempt(reason.clone()),
            (Owner::Figure(id), _) => self.bound(id),
            (Owner::Named, _) => Verdict::Structural,
            (Owner::Last(origin), _) => Verdict::Bound(*origin),
            (Owner::Words(id), Some(statistic)) if self.holds(id, statistic) => self.bound(id),
            (Owner::Claim(predicate), Some(statistic)) => self.of_claim(mention, predicate, statistic, in_words),
            (Owner::Words(_) | Owner::Claim(_), _) => self.of_prose(mention),
        }
    }

    /// A claim answers for words, and for the numbers that its predicate names.
    fn of_claim(&self, mention: &Mention, predicate: &str, statistic: &Statistic, in_words: bool) -> Verdict {
        let Ok(predicate) = Predicate::parse(predicate) else { return Verdict::Open };
        // 超过100件 names 100, which it doesn't hold.
        let names = |interval: numeral::Interval| {
            let ends = [interval.low.value(), interval.high.value()];
            predicate.numbers().any(|number| interval.contains(number) || ends.contains(&Some(number)))
        };
        if !in_words && mention.surface.chars().any(is_digit) && !statistic.meaning.interval().is_some_and(names) {
            return self.of_prose(mention);
        }
        let origins = predicate.figures().filter_map(|id| self.figures.get(id)).map(|figure| figure.origin);
        Verdict::Bound(origins.max().unwrap_or(Origin::Ledger))
    }

    fn of_prose(&self, mention: &Mention) -> Verdict {
        let mut numerals = self.reading.characters(&mention.span).iter().filter(|character| is_numeral(character));
        if !self.is_in_words(mention) && numerals.all(|character| character.span.is_detached()) {
            // Nobody wrote them: typst numbers headings, tables and references by itself.
            return Verdict::Structural;
        }
        let before = self.reading.text.get(..mention.span.start).unwrap_or_default();
        match class::need(mention, before) {
            Need::None => Verdict::Structural,
            need => Verdict::Unowned(need),
        }
    }

    /// A figure's number with words of the prose right beside it: 余, 约, a unit.
    fn beside_words(&self, mention: &Mention, id: &FigureId, all: &[Character]) -> Verdict {
        let is_whole = all.iter().all(|character| self.reading.owner(character).is_some_and(|owner| is_of(owner, id)));
        match mention.statistic() {
            Some(statistic) if !is_whole && !self.holds(id, statistic) => Verdict::Altered(id.clone()),
            _ => self.bound(id),
        }
    }

    fn bound(&self, id: &FigureId) -> Verdict {
        Verdict::Bound(self.figures.get(id.as_str()).map_or(Origin::Ledger, |figure| figure.origin))
    }

    /// Whether what is stated is true of the figure's value. Words for no value speak of a figure that has none.
    fn holds(&self, id: &FigureId, statistic: &Statistic) -> bool {
        let Some(figure) = self.figures.get(id.as_str()) else { return false };
        let value = match figure.value.filter(|_| figure.state == State::Value) {
            // A decrease is stated by its amount.
            Some(Quantity::Number(value)) => Some(value.abs()),
            Some(Quantity::Ratio { of, to }) => {
                of.checked_mul(Decimal::ONE_HUNDRED).and_then(|percent| percent.checked_div(to))
            }
            None => return figure.state == State::None && matches!(statistic.kind, Kind::Zero | Kind::All),
        };
        let holds = value.zip(statistic.meaning.interval()).is_some_and(|(value, interval)| interval.contains(value));
        holds && has_unit_of(figure, statistic)
    }

    /// Whether it states a number without one: 未收到, 全部.
    pub(super) fn is_in_words(&self, mention: &Mention) -> bool {
        let is_claim = mention.statistic().is_some_and(|statistic| matches!(statistic.kind, Kind::Zero | Kind::All));
        is_claim || !self.reading.characters(&mention.span).iter().any(is_numeral)
    }

    /// The only figure of which the statement is true, unit and all. Small numbers are true of many a figure by chance.
    pub(super) fn candidate(&self, mention: &Mention) -> Option<&'a Figure> {
        let least = Decimal::TEN;
        let statistic = mention.statistic().filter(|statistic| !matches!(statistic.kind, Kind::Zero | Kind::All))?;
        let unit = statistic.unit?;
        let is_meant = |figure: &&Figure| {
            let has_unit = unit::find(&figure.unit).is_some_and(|own| own.is_commensurable(unit));
            let is_large = matches!(figure.value, Some(Quantity::Number(value)) if value.abs() >= least);
            has_unit && is_large && self.holds(&figure.id, statistic)
        };
        let mut candidates = self.figures.iter().filter(is_meant);
        candidates.next().filter(|_| candidates.next().is_none())
    }

    /// The mention without what a figure prints of it, if that leaves one stretch.
    pub(super) fn unowned_part(&self, mention: &Mention) -> Range<usize> {
        let all = self.reading.characters(&mention.span);
        let is_free = |character: &&Character| !matches!(self.reading.owner(character), Some(Owner::Figure(_)));
        let mut free = all.iter().filter(is_free);
        let Some(first) = free.next() else { return mention.span.clone() };
        let end = free.fold(first, |last, next| if next.at == last.at + last.c.len_utf8() { next } else { last });
        first.at..end.at + end.c.len_utf8()
    }

    /// Units that the prose says again behind a figure: 146件件.
    pub(super) fn repeated_units(&self) -> Vec<(Range<usize>, FigureId)> {
        let text = self.reading.text.as_str();
        let repeated = self.reading.stretches().into_iter().filter_map(|(range, owner)| {
            let Owner::Figure(id) = owner else { return None };
            let unit =
                self.figures.get(id.as_str()).map(|figure| figure.unit.as_str()).filter(|unit| !unit.is_empty())?;
            let after = text.get(range.end..)?.strip_prefix(unit)?;
            // 146人人均 says something else.
            let ends = after.chars().next().is_none_or(|c| !c.is_alphanumeric());
            (ends && text.get(range.clone())?.ends_with(unit)).then(|| (range.end..range.end + unit.len(), id.clone()))
        });
        repeated.collect()
    }
}

/// Whether a stated unit may stand for the figure's own: 人次 is not 人, and a count no money. Offices and authors call
/// many a thing by another classifier, which is no fault.
fn has_unit_of(figure: &Figure, statistic: &Statistic) -> bool {
    let Some((own, stated)) = unit::find(&figure.unit).zip(statistic.unit) else { return true };
    let extends = |long: &str, short: &str| long != short && long.starts_with(short);
    own.is_commensurable(stated)
        || (own.dimension == stated.dimension && !extends(own.base, stated.base) && !extends(stated.base, own.base))
}

fn is_of(owner: &Owner, id: &FigureId) -> bool {
    matches!(owner, Owner::Figure(figure) if figure == id)
}

fn is_numeral(character: &Character) -> bool {
    let c = numeral::fold(character.c);
    c.is_ascii_digit() || numeral::is_chinese(c)
}

pub(super) fn is_digit(c: char) -> bool {
    numeral::fold(c).is_ascii_digit()
}
