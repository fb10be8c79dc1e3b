//! What a finished text states, clause by clause and apart from its numbers: what two texts are held against each other by.

use std::ops::Range;

use rust_decimal::Decimal;

use super::align::{self, Frame, neutral};
use super::document::{Document, Spot};
use super::extract::{self, Class, Direction, Kind, Mention, OtherClass, Statistic, Term};
use super::text::Text;
use super::{other_report, outline, plans};
use crate::figure::FigureId;
use crate::numeral::{Interval, fold};
use crate::pack::Pack;
use crate::unit::Unit;

/// What stands for a number in the words of a clause.
const NUMBER: char = '#';

/// A text by its lines, sentences and clauses.
pub(crate) struct Stated {
    /// The name of the unit in its title or at its begin.
    pub(crate) unit: Option<String>,
    /// The years on which it says to report.
    pub(crate) years: Vec<i32>,
    /// The line that is its title.
    pub(crate) title: Option<String>,
    /// The clauses that say anything.
    pub(crate) clauses: Vec<Clause>,
    /// The clauses of each sentence.
    pub(crate) sentences: Vec<Range<usize>>,
    /// The sentences of each line.
    pub(crate) lines: Vec<Range<usize>>,
}

/// A clause without its numbers.
pub(crate) struct Clause {
    /// Its words, folded and without blanks and level marks, with [`NUMBER`] for each number.
    pub(crate) words: String,
    /// What it states.
    pub(crate) statements: Vec<Statement>,
}

/// A statistic of a text.
pub(crate) struct Statement {
    /// The number as it stands.
    pub(crate) surface: String,
    /// The clause, with an ellipsis for the number.
    pub(crate) clause: String,
    /// The clause as it stands.
    pub(crate) whole: String,
    pub(crate) at: Spot,
    pub(crate) unit: Option<&'static Unit>,
    /// The number, if it is stated exactly or rounded, in the unit.
    pub(crate) value: Option<Decimal>,
    /// The numbers for which it may stand, in the base of its unit.
    pub(crate) interval: Option<Interval>,
    /// The figures that it means for certain, and what they are called.
    pub(crate) figures: Vec<(FigureId, String)>,
    kind: Kind,
    turn: Option<(Term, Option<Direction>)>,
}

impl Statement {
    /// Whether another states the same, however it is written.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.meaning() == other.meaning() || {
            // 未收到 is 0件, and 全部 is 100%.
            let in_words = [self, other].iter().any(|own| matches!(own.kind, Kind::Zero | Kind::All));
            in_words && self.interval.is_some() && self.interval == other.interval
        }
    }

    /// What it says of its clause: equal meanings state the same.
    pub(crate) fn meaning(&self) -> String {
        let numbers = match &self.interval {
            Some(interval) => interval.to_string(),
            None => self.surface.chars().map(fold).collect(),
        };
        let turn = self.turn.map(|(term, direction)| (term.as_str(), direction.map_or("", Direction::as_str)));
        let (term, direction) = turn.unwrap_or_default();
        format!("{numbers} {} {term} {direction}", self.unit.map_or("", |unit| unit.base))
    }

    /// Whether another may state the same number, more or less exactly.
    pub(crate) fn may_be(&self, other: &Self) -> bool {
        let same_unit = self.unit.map(|unit| unit.base) == other.unit.map(|unit| unit.base);
        let meets = self.interval.zip(other.interval).is_none_or(|(left, right)| left.meets(&right));
        same_unit && self.turn == other.turn && meets
    }
}

impl Clause {
    /// The words without those that narrow nothing down, for clauses that were only worded anew: 全年共 of 全年共办理.
    pub(crate) fn core(&self) -> String {
        let has = |kinds: &[Kind]| self.statements.iter().any(|statement| kinds.contains(&statement.kind));
        let words: String = self.words.chars().filter(|c| *c != NUMBER).collect();
        neutral::stripped(&words, has(&[Kind::Zero, Kind::All]), has(&[Kind::Change]))
    }
}

/// Reads what a document states. The pack's sayings tell which figures are meant.
pub(crate) fn stated(document: &Document, pack: &Pack) -> Stated {
    let text = Text::new(&document.text);
    let (headings, plans) = (outline::headings(&text), plans::of(&text));
    let mentions = extract::mentions(&text, &plans);
    let years = other_report::years(&text, &mentions, &headings, &plans);
    let frame = Frame { year: years.first().copied(), own_names: Vec::new() };
    let (bound, _) = align::statements(document, &text, &mentions, &pack.figures, &frame);
    let mut meant: Vec<Vec<(FigureId, String)>> = vec![Vec::new(); mentions.len()];
    for statement in bound.iter().filter(|statement| statement.is_certain) {
        if let Some(spec) = statement.bound.figure().and_then(|figure| pack.figures.get(figure)) {
            meant[statement.mention].push((spec.id.clone(), spec.label.clone()));
        }
    }
    let spans = mentions.iter().map(|mention| text.places(&mention.span)).collect();
    let reader = Reader { document, text: &text, mentions: &mentions, spans, next: 0, meant };
    let (title, unit) = other_report::title(&text);
    let (clauses, sentences, lines) = reader.read();
    Stated { unit, years, title, clauses, sentences, lines }
}

/// One walk over the text. `next` is the first mention that doesn't end before the place.
struct Reader<'a, 't> {
    document: &'a Document,
    text: &'a Text<'t>,
    mentions: &'a [Mention],
    spans: Vec<Range<usize>>,
    next: usize,
    meant: Vec<Vec<(FigureId, String)>>,
}

impl Reader<'_, '_> {
    fn read(mut self) -> (Vec<Clause>, Vec<Range<usize>>, Vec<Range<usize>>) {
        let (mut clauses, mut sentences, mut lines) = (Vec::new(), Vec::new(), Vec::new());
        let (mut first_clause, mut first_sentence) = (0, 0);
        let mut clause = Clause { words: String::new(), statements: Vec::new() };
        for place in 0..=self.text.len() {
            let ends_all = place == self.text.len();
            self.take(place, &mut clause);
            if (ends_all || self.text.is_clause_end(place))
                && !(clause.words.is_empty() && clause.statements.is_empty())
            {
                clauses.push(std::mem::replace(&mut clause, Clause { words: String::new(), statements: Vec::new() }));
            }
            if (ends_all || self.text.is_sentence_end(place)) && first_clause < clauses.len() {
                sentences.push(first_clause..clauses.len());
                first_clause = clauses.len();
            }
            if (ends_all || self.text.surface(place..place + 1) == "\n") && first_sentence < sentences.len() {
                lines.push(first_sentence..sentences.len());
                first_sentence = sentences.len();
            }
        }
        (clauses, sentences, lines)
    }

    /// Adds what stands at a place to the clause.
    fn take(&mut self, place: usize, clause: &mut Clause) {
        while self.spans.get(self.next).is_some_and(|span| span.end <= place) {
            self.next += 1;
        }
        let own = self.spans.get(self.next).zip(self.mentions.get(self.next));
        let own = own.filter(|(span, _)| span.contains(&place));
        let begins = own.is_some_and(|(span, _)| span.start == place);
        match own.map(|(_, mention)| &mention.class) {
            Some(Class::Statistic(statistic)) => {
                let is_number = !matches!(statistic.kind, Kind::Zero | Kind::All);
                if begins {
                    clause.words.extend(is_number.then_some(NUMBER));
                    clause.statements.push(self.statement(self.next, statistic));
                }
                if is_number {
                    return;
                }
            }
            Some(Class::Other(OtherClass::Level)) => return,
            Some(Class::Other(_)) | None => {}
        }
        let c = self.text.at(place);
        if !self.text.is_clause_end(place) && !c.is_whitespace() {
            clause.words.push(c);
        }
    }

    fn statement(&self, index: usize, statistic: &Statistic) -> Statement {
        let span = self.spans[index].clone();
        let clause = self.text.clause_start(span.start)..self.text.clause_end(span.end);
        let (before, after) = (clause.start..span.start, span.end..clause.end.max(span.end));
        let is_number = !matches!(statistic.kind, Kind::Zero | Kind::All);
        let whole = self.text.surface(before.start..after.end).trim().to_owned();
        let masked = || format!("{}…{}", self.text.surface(before), self.text.surface(after)).trim().to_owned();
        let factor = statistic.unit.map_or(Decimal::ONE, Unit::factor);
        Statement {
            surface: self.mentions[index].surface.clone(),
            clause: if is_number { masked() } else { whole.clone() },
            whole,
            at: self.document.spot(self.mentions[index].span.start),
            unit: statistic.unit,
            value: statistic.meaning.value(),
            interval: statistic.meaning.times(factor).and_then(|meaning| meaning.interval()),
            figures: self.meant[index].clone(),
            kind: statistic.kind,
            turn: statistic.change.map(|change| (change.term, change.direction)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Stated {
        stated(&Document::of_text("a.txt", text.to_owned()), &Pack::standard("rule-of-law").unwrap())
    }

    #[test]
    fn clauses_lose_their_numbers_and_level_marks_alone() {
        let stated = read("（一）履行职能。受理来信１７件，接待23批 61人次。\n三是 未收到申请\t截至12月20日3件");
        let words: Vec<&str> = stated.clauses.iter().map(|clause| clause.words.as_str()).collect();
        assert_eq!(words, ["履行职能", "受理来信#", "接待##", "未收到申请", "截至12月20日#"]);
        assert_eq!((stated.sentences, stated.lines), (vec![0..1, 1..3, 3..4, 4..5], vec![0..2, 2..4]));
        let labels: Vec<&str> =
            stated.clauses[2].statements.iter().map(|statement| statement.clause.as_str()).collect();
        assert_eq!(labels, ["接待… 61人次", "接待23批 …"]);
    }

    #[test]
    fn the_same_number_is_the_same_however_it_is_written() {
        let first = |text: &str| read(text).clauses.remove(0).statements.remove(0);
        for (left, right) in [
            ("办结146件", "办结一百四十六件"),
            ("办结146件", "办结１４６件"),
            ("支出86.35万元", "支出86.350万元"),
            ("参加9人", "参加9名"),
            ("办结率100%", "办结率百分之百"),
            ("未收到信息公开申请", "收到信息公开申请0件"),
        ] {
            let is_same = first(left).is_same(&first(right));
            // 86.350万元 is more exact, which is a change, though not of the number.
            assert_eq!(is_same, left != "支出86.35万元", "{left} {right}");
            assert!(is_same || first(left).may_be(&first(right)));
        }
        for (left, right) in
            [("办结146件", "办结147件"), ("办结146件", "办结146人次"), ("较上年增加6条", "较上年减少6条")]
        {
            assert!(!first(left).is_same(&first(right)) && !first(left).may_be(&first(right)), "{left} {right}");
        }
    }
}
