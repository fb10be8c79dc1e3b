//! What has drifted from the approved figures.

use nianbao::diff::cells::Cells;
use nianbao::lock::Lock;
use nianbao::record::Record;
use nianbao::{Error, Finding, Observer};

use crate::diff::Given;
use crate::snapshot::Snapshot;

/// The drift of a project, with the cells if the project as it was is at hand.
pub(crate) fn of(of: &Snapshot, against: Option<&Given>, observer: &dyn Observer) -> Result<Vec<Finding>, Error> {
    let lock = Lock::open(&of.project.root)?;
    let former = against.map(|given| given.snapshot(of.language, observer)).transpose()?;
    let cells =
        former.as_ref().map(|old| Cells::new((&old.project, &old.computed), (&of.project, &of.computed.ledgers)));
    lock.drift(Record::of(&of.project, &of.computed.figures), cells.as_ref())
}
