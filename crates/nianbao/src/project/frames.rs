//! Frames in the place of a project's workbooks.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Project;
use crate::error::{Error, Fault};
use crate::finding::Argument;
use crate::frame::{Frame, FrameColumn, Holds};
use crate::ingest::frame::header;
use crate::pack::ledger::{ColumnType, Field, LedgerSpec};
use crate::pack::resolver::{nearest, unknown};

impl Project {
    /// The project with frames in the place of some ledgers' workbooks, by the ledgers' ids. The workbooks of these
    /// ledgers are not read; one that holds other ledgers too is read for those. A frame that was given before for
    /// another ledger stays.
    ///
    /// A column is found by its id or by any header that the pack knows it by. One that goes by its id has its amounts
    /// in 元, as a typed ledger has; any other has them in the unit of its name, else of the pack, as on a sheet.
    ///
    /// # Errors
    /// [`Error::Frames`] with all faults: a ledger that the pack doesn't have, a column that isn't there, is there twice,
    /// or is of a type that can't be read as the ledger's column. What single values hold is a matter of findings.
    pub fn with_ledgers(&self, frames: BTreeMap<String, Arc<Frame>>) -> Result<Self, Error> {
        let known: Vec<String> = self.pack.ledgers.iter().map(|spec| spec.id.clone()).collect();
        let mut faults = Vec::new();
        let mut project = self.clone();
        for (id, frame) in frames {
            let Some(at) = known.iter().position(|known| *known == id) else {
                faults.push(unknown("unknown-ledger", &id, &known));
                continue;
            };
            check(&self.pack.ledgers[at], &frame, &mut faults);
            project.frames.insert(at, frame);
        }
        if !faults.is_empty() {
            return Err(Error::Frames(faults));
        }
        let (frames, sources, patterns) = (&project.frames, &mut project.sources, &mut project.patterns);
        sources.retain(|source| source.ledgers.iter().any(|ledger| !frames.contains_key(ledger)));
        patterns.retain(|(ledger, _)| !frames.keys().any(|at| known[*at] == *ledger));
        Ok(project)
    }
}

/// What a frame is called among a project's inputs.
pub(crate) fn input(ledger: &str) -> String {
    format!("frame:{ledger}")
}

fn check(spec: &LedgerSpec, frame: &Frame, faults: &mut Vec<Fault>) {
    let header = header(spec, frame);
    let fault = |key, field: &Field| {
        let fault = Fault::new(key).with("frame", spec.id.as_str()).with("column", field.label());
        fault.with("id", field.id.as_str())
    };
    let claimed = header.places();
    let columns = || frame.columns.iter().zip(1_u32..);
    let free: Vec<&str> =
        columns().filter(|(_, at)| !claimed.contains_key(at)).map(|(column, _)| column.name.as_str()).collect();
    for field in header.missing(spec) {
        let field = &spec.fields[field];
        let names = || field.headers.iter().chain([&field.id]);
        let near = names().find_map(|name| nearest(name, free.iter().copied()));
        let found: Vec<String> = frame.columns.iter().map(|column| column.name.clone()).collect();
        let fault = fault("frame-without-column", field).with("headers", field.headers.clone());
        faults.push(fault.with("found", found).with("nearest", near.unwrap_or_default()));
    }
    for (at, field, first) in &header.twice {
        let name = |at: u32| columns().find(|(_, number)| *number == at).map_or("", |(column, _)| column.name.as_str());
        let fault = fault("frame-column-twice", &spec.fields[*field]);
        faults.push(fault.with("first", name(*first)).with("second", name(*at)));
    }
    for (column, at) in columns() {
        let Some(field) = claimed.get(&at).map(|field| &spec.fields[*field]) else { continue };
        if !can_be(column, field) {
            let expected = readable(field).iter().map(|holds| holds.as_str()).collect();
            let fault = fault("frame-column-of-wrong-type", field).with("name", column.name.as_str());
            let fault = fault.with("type", field.kind.as_str()).with("found", column.data_type.as_str());
            faults.push(fault.with("expected", Argument::Words("holds", expected)));
        }
    }
}

/// What a column may hold to be read as a ledger's column of a type. Texts may state anything.
const fn readable(field: &Field) -> &'static [Holds] {
    match field.kind {
        ColumnType::Text => &[Holds::Texts, Holds::Numbers, Holds::Days],
        ColumnType::Integer | ColumnType::Decimal | ColumnType::Money => &[Holds::Numbers, Holds::Texts],
        // Numbers are days that lost their format: 44428, 20210820.
        ColumnType::Date => &[Holds::Days, Holds::Texts, Holds::Numbers],
        ColumnType::YesNo => &[Holds::Booleans, Holds::Texts, Holds::Numbers],
    }
}

/// Whether a column can be read as a field. Of what is dropped as it is read, the type makes no difference.
fn can_be(column: &FrameColumn, field: &Field) -> bool {
    !field.is_kept() || column.holds == Holds::Nothing || readable(field).contains(&column.holds)
}
