//! Judging: each statement against the figure that it means, and the findings that come of it.

use rust_decimal::Decimal;

use super::align::{Bound, Implied, Statement};
use super::document::Document;
use super::extract::{Mention, Term};
use super::itself;
use super::lines::Lines;
use super::outline::Heading;
use super::portions;
use super::reference::{Held, Reference};
use super::text::Text;
use super::verdict::{Comparison, Judgement, Reason, Verdict, compare, compare_with_previous, statistic_of};
use crate::figure::FigureId;
use crate::finding::{Code, Finding, Quotation, Severity};
use crate::pack::Pack;
use crate::pack::figure::FigureSpec;
use crate::place::Place;

/// A text with its statements, and what they are held against.
pub(super) struct Judge<'a, 't> {
    pub(super) document: &'a Document,
    pub(super) text: &'a Text<'t>,
    pub(super) lines: &'a Lines<'a, 't>,
    pub(super) mentions: &'a [Mention],
    pub(super) headings: &'a [Heading],
    pub(super) pack: &'a Pack,
    pub(super) reference: Option<&'a Reference<'a>>,
}

impl Judge<'_, '_> {
    /// The judgements of all statements, in the order of the text. An implied figure is judged where nothing states it.
    pub(super) fn judgements(&self, statements: &[Statement], implied: &[Implied]) -> Vec<Judgement> {
        let mut judgements: Vec<Judgement> = portions::all(statements, |statement| self.stated(statement));
        for implied in implied {
            let judgement = self.implied(implied);
            let is_stated = judgements.iter().any(|known| {
                known.figure.is_some() && known.figure == judgement.as_ref().and_then(|own| own.figure.clone())
            });
            judgements.extend(judgement.filter(|_| !is_stated));
        }
        judgements.sort_by_key(|judgement| judgement.span.start);
        judgements
    }

    /// The figure of a spec, if there are figures.
    fn figure(&self, spec: &FigureSpec) -> Option<&Held<'_>> {
        self.reference.and_then(|reference| reference.get(&spec.id))
    }

    /// Last year's value of the figure of a spec.
    fn previous(&self, spec: &FigureSpec) -> Option<Decimal> {
        let is_its_change =
            |other: &&FigureSpec| other.measure.kind() == "change" && other.measure.operands() == [&spec.id];
        let change = self.pack.figures.iter().find(is_its_change).map(|change| &change.id);
        self.reference?.previous(&spec.id, change)
    }

    fn spec(&self, figure: usize) -> Option<&FigureSpec> {
        self.pack.figures.get(figure)
    }

    fn ids(&self, figures: &[usize]) -> Vec<FigureId> {
        figures.iter().filter_map(|figure| self.spec(*figure)).map(|spec| spec.id.clone()).collect()
    }

    fn stated(&self, statement: &Statement) -> Option<Judgement> {
        let statistic = statistic_of(self.mentions, statement.mention)?;
        let mention = self.mentions.get(statement.mention)?;
        let held = |figure: usize| {
            let spec = self.spec(figure)?;
            Some((spec, self.figure(spec).map(|own| (own, compare(statistic, &statement.bound, spec, &own.figure)))))
        };
        let (figure, comparison, candidates) = match &statement.bound {
            Bound::Figure(figure) => {
                let (spec, held) = held(*figure)?;
                let none = || Comparison::not_assessable(Reason::NoReference);
                (Some(spec), held.map_or_else(none, |(_, comparison)| comparison), Vec::new())
            }
            Bound::Relative(figure) => {
                let spec = self.spec(*figure)?;
                let none = || Comparison::not_assessable(Reason::NoReference);
                let held = self.figure(spec);
                let compared = held.map(|held| compare_with_previous(statistic, &held.figure, self.previous(spec)));
                match compared.unwrap_or_else(none) {
                    own if own.verdict == Verdict::NotAssessable => (None, own, self.ids(&[*figure])),
                    own => (Some(spec), own, Vec::new()),
                }
            }
            Bound::OtherUnit(figures) => {
                // The number tells of which figure the unit is a slip; without it nothing does.
                let mut slips = figures.iter().filter_map(|figure| {
                    let (spec, held) = held(*figure)?;
                    held.filter(|(_, own)| own.verdict == Verdict::Contradicts)
                        .map(|(_, comparison)| (spec, comparison))
                });
                match (slips.next(), slips.next()) {
                    (Some((spec, comparison)), None) => (Some(spec), comparison, Vec::new()),
                    _ => (None, Comparison::not_assessable(Reason::OtherUnit), self.ids(figures)),
                }
            }
            Bound::Several(figures) => {
                // Of several that are meant equally well, one that agrees is taken to be meant.
                let agreeing = figures.iter().filter_map(|figure| {
                    let (spec, held) = held(*figure)?;
                    held.filter(|(_, comparison)| comparison.verdict == Verdict::Agrees)
                        .map(|(_, comparison)| (spec, comparison))
                });
                match agreeing.into_iter().next() {
                    Some((spec, comparison)) => (Some(spec), comparison, self.ids(figures)),
                    None => (None, Comparison::not_assessable(Reason::Ambiguous), self.ids(figures)),
                }
            }
            Bound::Nothing(reason, figures) => (None, Comparison::not_assessable(*reason), self.ids(figures)),
        };
        let is_uncertain = !statement.is_certain && comparison.verdict != Verdict::Agrees;
        let (figure, comparison, candidates) = match figure {
            Some(spec) if is_uncertain => (None, Comparison::not_assessable(Reason::Qualified), vec![spec.id.clone()]),
            figure => (figure, comparison, candidates),
        };
        let span = self.text.places(&mention.span);
        let previous = figure.filter(|_| matches!(statement.bound, Bound::Relative(_)));
        let own = Judgement {
            words: statement.words.clone(),
            previous: previous.and_then(|spec| self.previous(spec)),
            ..self.blank(&statement.span, &span, &mention.surface)
        };
        Some(self.filled(own, figure, comparison, candidates))
    }

    /// A judgement of which only the words of the text are known.
    fn blank(&self, clause: &std::ops::Range<usize>, span: &std::ops::Range<usize>, surface: &str) -> Judgement {
        let Quotation { statement, context } = itself::quotation(self.text, self.headings, clause);
        Judgement {
            surface: surface.to_owned(),
            spot: self.document.spot(self.text.bytes(span.clone()).start),
            span: self.text.bytes(span.clone()),
            statement,
            context,
            verdict: Verdict::NotAssessable,
            reason: None,
            figure: None,
            label: None,
            candidates: Vec::new(),
            stated: None,
            value: None,
            previous: None,
            printed: None,
            difference: None,
            cells: Vec::new(),
            words: Vec::new(),
            is_implied: false,
        }
    }

    fn filled(
        &self,
        own: Judgement,
        spec: Option<&FigureSpec>,
        comparison: Comparison,
        candidates: Vec<FigureId>,
    ) -> Judgement {
        let figure = spec.and_then(|spec| self.figure(spec));
        let is_wrong = matches!(comparison.verdict, Verdict::Contradicts | Verdict::RoundingOnly);
        Judgement {
            verdict: comparison.verdict,
            reason: comparison.reason,
            figure: spec.map(|spec| spec.id.clone()),
            label: spec.map(|spec| figure.map_or(spec.label.clone(), |held| held.figure.label.clone())),
            candidates,
            stated: comparison.stated,
            value: comparison.value,
            printed: figure.filter(|_| comparison.value.is_some()).map(|held| held.figure.printed.clone()),
            difference: comparison.difference,
            cells: figure.filter(|_| is_wrong).map(Held::cells).unwrap_or_default(),
            ..own
        }
    }

    /// A figure whose names the text gives: it agrees if they are as many as the figure says, and the register's own.
    fn implied(&self, implied: &Implied) -> Option<Judgement> {
        let spec = self.spec(implied.figure)?;
        let held = self.figure(spec)?;
        let number = match held.figure.value? {
            crate::figure::Quantity::Number(number) => number,
            crate::figure::Quantity::Ratio { .. } => return None,
        };
        let is_known = held.register.is_empty() || implied.names.iter().all(|name| held.register.contains(name));
        let holds = number == Decimal::from(implied.names.len()) && is_known;
        let comparison = Comparison {
            verdict: if holds { Verdict::Agrees } else { Verdict::NotAssessable },
            reason: (!holds).then_some(Reason::Qualified),
            stated: None,
            value: Some(number),
            difference: None,
        };
        let own = self.blank(&implied.span, &implied.span, &implied.names.join("、"));
        Some(self.filled(Judgement { is_implied: true, ..own }, Some(spec), comparison, Vec::new()))
    }

    /// The findings of the judgements that say that something is wrong.
    pub(super) fn findings(&self, judgements: &[Judgement]) -> Vec<Finding> {
        portions::all(judgements, |judgement| self.finding(judgement))
    }

    /// How a figure stands to last year's, in the terms of the statement.
    fn way(&self, judgement: &Judgement) -> &'static str {
        let at = self.mentions.partition_point(|mention| mention.span.start < judgement.span.start);
        let change = statistic_of(self.mentions, at).and_then(|statistic| statistic.change);
        match change.map(|change| change.term) {
            Some(Term::Times) => "times",
            _ if judgement.value.is_some_and(|value| value.is_sign_negative()) => "down",
            _ => "up",
        }
    }

    fn finding(&self, judgement: &Judgement) -> Option<Finding> {
        let (code, severity) = match judgement.verdict {
            Verdict::Contradicts => (Code::ContradictedFigure, Severity::Error),
            Verdict::RoundingOnly => (Code::CutOff, Severity::Warning),
            Verdict::Agrees | Verdict::NotAssessable => return None,
        };
        let place = Place::Text(self.lines.place(&self.text.places(&judgement.span)));
        let mut finding = Finding::new(code, severity, place);
        finding.related.clone_from(&judgement.cells);
        finding.quotation =
            Some(Quotation { statement: judgement.statement.clone(), context: judgement.context.clone() });
        let kind = match judgement.previous {
            Some(_) => "change",
            None if judgement.reason == Some(Reason::OtherUnit) => "unit",
            None => "value",
        };
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        // Of a change what it is says more than how far off the text is.
        let difference =
            judgement.difference.filter(|difference| !difference.is_zero() && judgement.previous.is_none());
        let number = |number: Option<Decimal>| number.map(|number| number.normalize().to_string()).unwrap_or_default();
        let actual = judgement.value.map(|value| value.abs().round_dp(2));
        Some(
            finding
                .with("kind", kind)
                .with("stated", judgement.surface.as_str())
                .with("label", text(&judgement.label))
                .with("figure", judgement.figure.as_ref().map(FigureId::to_string).unwrap_or_default())
                .with("value", text(&judgement.printed))
                .with("previous", number(judgement.previous))
                .with("actual", number(actual.filter(|_| judgement.previous.is_some())))
                .with("way", self.way(judgement))
                .with("difference", difference.map(|difference| difference.abs().to_string()).unwrap_or_default())
                .with(
                    "more",
                    if difference.is_some_and(|difference| difference.is_sign_positive()) { "yes" } else { "no" },
                ),
        )
    }
}
