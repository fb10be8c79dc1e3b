//! Clauses: the words that are a statistic's own, and those before them in its sentence.

use std::ops::Range;

use crate::audit::extract::{Class, Kind, Mention, OtherClass, Scope, Statistic};
use crate::audit::text::Text;
use crate::numeral::Remark;

/// How far back a sentence is followed, in characters.
const SENTENCE: usize = 200;

/// The own words of a statistic, or of one of the things that it is said of.
pub(super) struct Clause {
    /// The words, in characters: before the number, the statistic itself where it is words, behind the number.
    pub(super) ranges: Vec<Range<usize>>,
    /// What stands before them in the sentence.
    pub(super) context: Range<usize>,
    pub(super) kind: Kind,
    /// Whether the unit stands apart from the number, among the words.
    has_loose_unit: bool,
    /// Characters that are dates of the report's year.
    pub(super) dates: Vec<Range<usize>>,
}

impl Clause {
    /// The clauses of a statistic: one, or one for each of its objects.
    pub(super) fn all(text: &Text<'_>, mentions: &[Mention], index: usize, year: Option<i32>) -> Vec<Self> {
        let Some(statistic) = mentions.get(index).and_then(Mention::statistic) else { return Vec::new() };
        let span = text.places(&mentions[index].span);
        let clause = |ranges: Vec<Range<usize>>| {
            let start = ranges.first().map_or(span.start, |range| range.start);
            Self {
                context: sentence_start(text, start)..start,
                dates: dates(text, mentions, index, year),
                ranges,
                kind: statistic.kind,
                has_loose_unit: statistic.remarks.contains(&Remark::UnitApart),
            }
        };
        let is_of_several = statistic.scopes.contains(&Scope::Both) || statistic.objects.len() > 1;
        let is_shared_out = is_of_several || statistic.scopes.contains(&Scope::Respectively);
        if is_shared_out && !statistic.objects.is_empty() {
            return statistic.objects.iter().map(|object| clause(vec![text.places(object)])).collect();
        }
        let mut ranges = vec![own_before(text, mentions, index, statistic)];
        if matches!(statistic.kind, Kind::Zero | Kind::All) {
            ranges.push(span.clone());
        }
        ranges.push(text.places(&statistic.after));
        ranges.retain(|range| !range.is_empty());
        vec![clause(ranges)]
    }

    /// How many characters the words have.
    pub(super) fn len(&self) -> usize {
        self.ranges.iter().map(ExactSizeIterator::len).sum()
    }

    /// The index of a place among the characters of the words.
    pub(super) fn index_of(&self, place: usize) -> Option<usize> {
        let mut before = 0;
        for range in &self.ranges {
            if range.contains(&place) {
                return Some(before + place - range.start);
            }
            before += range.len();
        }
        None
    }

    /// The place after a unit that slipped away from its number and stands at the end of the words.
    pub(super) fn loose_unit(&self, text: &Text<'_>, place: usize) -> Option<usize> {
        let end = self.ranges.last()?.end;
        let unit = crate::unit::at_start_of(text.chars(place..end))?;
        let after = place + unit.word.chars().count();
        (self.has_loose_unit && after == end).then_some(after)
    }
}

/// The words before a number, without those that belong to the number before it.
fn own_before(text: &Text<'_>, mentions: &[Mention], index: usize, statistic: &Statistic) -> Range<usize> {
    let before = &statistic.before;
    let previous = index.checked_sub(1).and_then(|previous| mentions.get(previous)).and_then(Mention::statistic);
    let parted = previous.filter(|previous| {
        previous.after.start <= before.start && before.start < previous.after.end && previous.after.end < before.end
    });
    let start = parted.map_or(before.start, |previous| previous.after.end);
    text.places(&(start..before.end))
}

/// Where the sentence of a place begins. A semicolon parts no sentence: lists of one matter use it.
fn sentence_start(text: &Text<'_>, place: usize) -> usize {
    let limit = place.saturating_sub(SENTENCE);
    (limit..place).rev().find(|at| matches!(text.at(*at), '。' | '!' | '?' | '\n')).map_or(limit, |end| end + 1)
}

/// The dates in the words that say nothing but the report's year.
fn dates(text: &Text<'_>, mentions: &[Mention], index: usize, year: Option<i32>) -> Vec<Range<usize>> {
    const NEAR: usize = 4;
    let near = mentions.get(index.saturating_sub(NEAR)..(index + NEAR).min(mentions.len())).unwrap_or_default();
    let own = near.iter().filter(|mention| is_year_of_report(mention, year));
    own.map(|mention| text.places(&mention.span)).collect()
}

fn is_year_of_report(mention: &Mention, year: Option<i32>) -> bool {
    mention.class == Class::Other(OtherClass::Date)
        && match (super::period::whole_year(&mention.surface), year) {
            (Some(found), Some(year)) => found == year,
            (found, None) => found.is_some(),
            (None, Some(_)) => false,
        }
}
