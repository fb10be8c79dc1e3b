//! What has drifted from the approved figures, as findings at the lines of the lock.

use super::Lock;
use crate::diff::cells::Cells;
use crate::diff::{Cause, Difference, Kind};
use crate::error::{Error, Fault};
use crate::finding::{Argument, Code, Finding, Severity};
use crate::place::Place;
use crate::record::Record;

/// So many rows of each kind are named.
const ROWS: usize = 8;

impl Lock {
    /// A finding for each figure that isn't what was approved. With the cells of a former state of the project, they
    /// name the rows that came, went or changed.
    ///
    /// A figure with another value or another printed form is an error, and so is one that came or went: nobody approved
    /// what would be published. One that is the same, but rests on other rows or another measure, is a warning.
    ///
    /// # Errors
    /// The lock is of another unit or year, or the figures of now don't say what they rest on.
    pub fn drift(&self, now: Record, cells: Option<&Cells<'_>>) -> Result<Vec<Finding>, Error> {
        if now.figures.iter().any(|figure| figure.digests.is_none()) {
            return Err(Error::figures(&self.path, Fault::new("figures-without-digests")));
        }
        let comparison = self.compare(now)?;
        let mut findings = Vec::new();
        for difference in &comparison.differences {
            findings.push(self.finding(difference, cells)?);
        }
        Ok(findings)
    }

    fn finding(&self, difference: &Difference, cells: Option<&Cells<'_>>) -> Result<Finding, Error> {
        let severity = if difference.kind == Kind::Basis { Severity::Warning } else { Severity::Error };
        let place = self.places.get(&difference.id).unwrap_or(&self.start);
        let (was, now) = difference.printed();
        let causes = difference.causes.iter().map(|cause: &Cause| cause.as_str()).collect();
        let mut finding = Finding::new(Code::FigureDrift, severity, Place::Text(place.clone()))
            .with("id", difference.id.as_str())
            .with("figure", difference.label.as_str())
            .with("kind", difference.kind.as_str())
            .with("was", was)
            .with("now", now)
            .with("causes", Argument::Words("cause", causes))
            .with("through", difference.through.clone());
        let moved = match cells {
            Some(cells) if difference.kind != Kind::Removed => cells.of(&difference.id)?,
            _ => crate::diff::cells::Moved::default(),
        };
        for (name, rows) in [("came", &moved.came), ("went", &moved.went), ("moved", &moved.changed)] {
            let named: Vec<String> = rows.iter().take(ROWS).map(ToString::to_string).collect();
            let rest = rows.len() - named.len();
            let more = (rest > 0).then(|| format!("…+{rest}"));
            finding = finding.with(name, named.into_iter().chain(more).collect::<Vec<_>>());
        }
        // What went lies in the other project's workbooks, and is no place of this one.
        finding.related.extend(moved.came.iter().chain(&moved.changed).map(|row| row.place.clone()));
        Ok(finding)
    }
}
