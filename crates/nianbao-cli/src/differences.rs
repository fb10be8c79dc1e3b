//! Changed figures as a person reads them: those of one cause together.

use std::collections::BTreeMap;
use std::io::{self, Write};

use nianbao::diff::{Cause, Comparison, Difference, Kind};
use nianbao::finding::Argument;
use nianbao::message::Messages;

use crate::table::{columns, safe};

/// Prints what differs by what has become of it and why, then how many there are.
pub(crate) fn print(out: &mut impl Write, comparison: &Comparison, messages: &Messages) -> io::Result<()> {
    let strong = anstyle::Style::new().bold();
    let mut groups: BTreeMap<(Kind, Vec<Cause>), Vec<&Difference>> = BTreeMap::new();
    for difference in &comparison.differences {
        let causes = difference.causes.iter().copied().collect();
        groups.entry((difference.kind, causes)).or_default().push(difference);
    }
    for ((kind, causes), group) in groups {
        let causes = Argument::Words("cause", causes.iter().map(|cause| cause.as_str()).collect());
        let heading = messages.text(&format!("diff-{}", kind.as_str()), &[("causes", causes)].into_iter().collect());
        writeln!(out, "{strong}{heading}{strong:#}")?;
        let rows: Vec<Vec<String>> = group.iter().map(|difference| row(difference, messages)).collect();
        for line in columns(&rows, 2) {
            writeln!(out, "  {line}")?;
        }
        writeln!(out)?;
    }
    let count = |kind| comparison.differences.iter().filter(|difference| difference.kind == kind).count();
    let arguments = [
        ("figures", comparison.new.figures.len().into()),
        ("changed", count(Kind::Changed).into()),
        ("added", count(Kind::Added).into()),
        ("removed", count(Kind::Removed).into()),
        ("basis", count(Kind::Basis).into()),
    ];
    writeln!(out, "{}", messages.text("diff-summary", &arguments.into_iter().collect()))
}

fn row(difference: &Difference, messages: &Messages) -> Vec<String> {
    let (was, now) = difference.printed();
    let values = match difference.kind {
        Kind::Changed => format!("{was} → {now}"),
        Kind::Removed => was,
        Kind::Added | Kind::Basis => now,
    };
    let mut row = vec![safe(&difference.id), safe(&values), safe(&difference.label)];
    if !difference.through.is_empty() {
        let through: Vec<String> = difference.through.iter().map(|label| safe(label)).collect();
        row.push(messages.text("diff-through", &[("figures", through.into())].into_iter().collect()));
    }
    row
}
