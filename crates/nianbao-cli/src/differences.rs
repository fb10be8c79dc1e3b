//! Changed figures as a person reads them: those of one cause together.

use std::collections::BTreeMap;
use std::io::{self, Write};

use nianbao::audit::Spot;
use nianbao::diff::reports::{NotCompared, Quoted};
use nianbao::diff::{Cause, Comparison, Difference, Kind};
use nianbao::finding::Argument;
use nianbao::message::Messages;

use crate::table::{columns, cut, safe};

/// So many columns of a clause are shown.
const CLAUSE: usize = 60;

/// Prints what differs by what has become of it and why, what couldn't be compared, then how many there are.
pub(crate) fn print(out: &mut impl Write, comparison: &Comparison, messages: &Messages) -> io::Result<()> {
    let mut groups: BTreeMap<(Kind, Vec<Cause>), Vec<&Difference>> = BTreeMap::new();
    for difference in &comparison.differences {
        let causes = difference.causes.iter().copied().collect();
        groups.entry((difference.kind, causes)).or_default().push(difference);
    }
    let of_reports = comparison.reports.is_some();
    for ((kind, causes), group) in groups {
        let heading = match (kind, causes.as_slice()) {
            // Two texts never tell why.
            (Kind::Changed, [Cause::Rounding]) if of_reports => messages.word("diff-stated-rounding"),
            (Kind::Changed, _) if of_reports => messages.word("diff-stated-otherwise"),
            _ => {
                let causes = Argument::Words("cause", causes.iter().map(|cause| cause.as_str()).collect());
                messages.text(&format!("diff-{}", kind.as_str()), &[("causes", causes)].into_iter().collect())
            }
        };
        let row = |difference: &&Difference| {
            if of_reports { stated(difference, messages) } else { row(difference, messages) }
        };
        list(out, &heading, &group.iter().map(row).collect::<Vec<_>>())?;
    }
    let doubts = comparison.reports.iter().flat_map(|reports| &reports.not_compared);
    for doubt in doubts.clone() {
        let heading = messages.word(&format!("diff-doubt-{}", doubt.reason.as_str()));
        list(out, &heading, &doubtful(doubt, messages))?;
    }
    let count = |kind| comparison.differences.iter().filter(|difference| difference.kind == kind).count();
    let arguments = [
        ("figures", comparison.new.figures.len().into()),
        ("changed", count(Kind::Changed).into()),
        ("added", count(Kind::Added).into()),
        ("removed", count(Kind::Removed).into()),
        ("basis", count(Kind::Basis).into()),
        ("doubts", doubts.count().into()),
    ];
    let key = if of_reports { "diff-summary-reports" } else { "diff-summary" };
    writeln!(out, "{}", messages.text(key, &arguments.into_iter().collect()))
}

fn list(out: &mut impl Write, heading: &str, rows: &[Vec<String>]) -> io::Result<()> {
    let strong = anstyle::Style::new().bold();
    writeln!(out, "{strong}{heading}{strong:#}")?;
    for line in columns(rows, 2) {
        writeln!(out, "  {line}")?;
    }
    writeln!(out)
}

fn row(difference: &Difference, messages: &Messages) -> Vec<String> {
    let mut row = vec![safe(&difference.id), safe(&values(difference)), safe(&difference.label)];
    if !difference.through.is_empty() {
        let through: Vec<String> = difference.through.iter().map(|label| safe(label)).collect();
        row.push(messages.text("diff-through", &[("figures", through.into())].into_iter().collect()));
    }
    row
}

fn values(difference: &Difference) -> String {
    let (was, now) = difference.printed();
    match difference.kind {
        Kind::Changed => format!("{was} → {now}"),
        Kind::Removed => was,
        Kind::Added | Kind::Basis => now,
    }
}

/// A statement of two reports: where, what, and in which words.
fn stated(difference: &Difference, messages: &Messages) -> Vec<String> {
    let places = [difference.was_at, difference.now_at].into_iter().flatten().map(|at| place(at, messages));
    let places = places.collect::<Vec<_>>().join(" → ");
    vec![places, safe(&values(difference)), cut(&safe(&difference.label), CLAUSE), safe(&difference.id)]
}

fn doubtful(doubt: &NotCompared, messages: &Messages) -> Vec<Vec<String>> {
    let row = |side: &str, quoted: &Quoted| {
        let clause = cut(&safe(&quoted.clause), CLAUSE);
        vec![messages.word(side), place(quoted.at, messages), safe(&quoted.surface), clause]
    };
    let old = doubt.old.iter().map(|quoted| row("diff-old", quoted));
    old.chain(doubt.new.iter().map(|quoted| row("diff-new", quoted))).collect()
}

fn place(at: Spot, messages: &Messages) -> String {
    let page = at.page.unwrap_or_default();
    let numbers = [("page", page), ("line", at.line), ("column", at.column)];
    messages.text("diff-at", &numbers.into_iter().map(|(name, number)| (name, number.into())).collect())
}
