//! Figures broken down by month or by a code.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::aggregate::measures::{By, Outcome};
use crate::aggregate::rows::Rows;
use crate::figure::{FigureId, Period};
use crate::finding::Finding;
use crate::message::Messages;
use crate::pack::figure::FigureSpec;

/// The member of rows that belong to no other: a date outside the period, a blank, a text that is no code.
pub(crate) const OTHER: &str = "other";

/// A member of a series.
pub(super) struct Member {
    /// What tells it from the others: `03`, `来信`.
    pub(super) key: String,
    /// The spec that it is printed by.
    pub(super) spec: FigureSpec,
    /// Its rows, ascending.
    pub(super) rows: Vec<usize>,
    /// What came out.
    pub(super) outcome: Outcome,
}

/// The members of a series in calendar or code-list order.
/// A month without rows is a member of its own: it has 0 rows.
pub(super) fn members(
    spec: &FigureSpec,
    rows: &Rows<'_>,
    by: By,
    period: Period,
    messages: &Messages,
    findings: &mut Vec<Finding>,
) -> Vec<Member> {
    let members = by_key(rows, by, period);
    // Undecided rows are reported once, for the series as a whole.
    let _whole = spec.measure.of_rows(spec, rows, findings);
    let mut quiet = Vec::new();
    let computed = members.into_iter().filter_map(|((_, key), own)| {
        let member = FigureSpec { id: FigureId::new(&format!("{}.{key}", spec.id)), ..spec.clone() };
        let outcome = spec.measure.of_rows(&member, &rows.only(own.clone()), &mut quiet)?;
        let parts = [("label", spec.label.as_str().into()), ("key", key.as_str().into())];
        let label = messages.text("series-member", &parts.into_iter().collect());
        Some(Member { key, spec: FigureSpec { label, ..member }, rows: own, outcome })
    });
    computed.collect()
}

/// What a member of a series is called beside the others: 3月, 来信.
pub(crate) fn member_name(by: Option<By>, key: &str, messages: &Messages) -> String {
    let (kind, shown) = match by {
        _ if key == OTHER => ("other", key),
        Some(By::Month(_)) => ("month", key.trim_start_matches('0')),
        _ => ("code", key),
    };
    messages.text("series-key", &[("kind", kind.into()), ("key", shown.into())].into_iter().collect())
}

/// The rows of the member of that key; none if there is no such member.
pub(super) fn rows_of(rows: &Rows<'_>, by: By, period: Period, key: &str) -> Vec<usize> {
    let found = by_key(rows, by, period).into_iter().find(|((_, known), _)| known == key);
    found.map(|(_, rows)| rows).unwrap_or_default()
}

/// The picked rows by the place and the key of the member that they belong to.
fn by_key(rows: &Rows<'_>, by: By, period: Period) -> BTreeMap<(usize, String), Vec<usize>> {
    let mut members = BTreeMap::new();
    let keys = keys(rows, by, period, &mut members);
    for (row, key) in keys {
        members.entry(key).or_default().push(row);
    }
    members
}

/// The key of each picked row; the members that are there in any case are put into `members`.
fn keys(
    rows: &Rows<'_>,
    by: By,
    period: Period,
    members: &mut BTreeMap<(usize, String), Vec<usize>>,
) -> Vec<(usize, (usize, String))> {
    let other = (usize::MAX, OTHER.to_owned());
    match by {
        By::Month(field) => {
            let month = |month: u32| (month as usize, format!("{month:02}"));
            let mut day = period.from;
            while day <= period.to {
                members.entry(month(day.month())).or_default();
                let Some(next) = day.with_day(1).and_then(|first| first.checked_add_months(chrono::Months::new(1)))
                else {
                    break;
                };
                day = next;
            }
            let dates = rows.ledger.dates(field);
            let key = |row: &usize| match dates[*row].filter(|day| period.contains(*day)) {
                Some(day) => (*row, month(day.month())),
                None => (*row, other.clone()),
            };
            rows.picked().iter().map(key).collect()
        }
        By::Column(field) => {
            let codes = &rows.ledger.spec.fields[field].codes;
            for (at, code) in codes.iter().enumerate() {
                members.entry((at, code.clone())).or_default();
            }
            let words = rows.ledger.words(field);
            let key = |row: &usize| match words[*row] {
                Some(word) => match codes.iter().position(|code| code == word) {
                    Some(at) => (*row, (at, word.to_owned())),
                    None => (*row, other.clone()),
                },
                None => (*row, other.clone()),
            };
            rows.picked().iter().map(key).collect()
        }
    }
}
