//! `nianbao diff`: which figures changed between two files or projects, why, and the draft of a correction note.

use std::io::Write as _;
use std::path::Path;

use nianbao::diff::{self, Side, note};
use nianbao::record::Record;

use crate::args::{Diff, DiffFormat};
use crate::differences;
use crate::session::Session;
use crate::stop::{Exit, Stop};

pub(super) fn run(args: &Diff, session: &Session) -> Result<Exit, Stop> {
    let (old, new) = (record(&args.old, session)?, record(&args.new, session)?);
    let comparison = diff::compare(old, new)
        .map_err(|fault| nianbao::Error::Figures { path: args.new.clone(), fault: Box::new(fault) })?;
    let mut out = anstream::stdout().lock();
    let note = note::draft(&comparison).unwrap_or_default();
    match args.format {
        _ if args.note => write!(out, "{note}")?,
        DiffFormat::Json => out.write_all(&diff::json::json(&comparison))?,
        DiffFormat::Human => {
            differences::print(&mut out, &comparison, &session.messages)?;
            if !note.is_empty() {
                writeln!(out, "\n{}\n\n{note}", session.messages.word("diff-note"))?;
            }
        }
    }
    Ok(if comparison.has_changes() { Exit::Findings } else { Exit::Clean })
}

/// The figures of one side; those of a project are computed from its workbooks as they are now.
fn record(path: &Path, session: &Session) -> Result<Record, Stop> {
    match diff::open(path)? {
        Side::Record(record) => Ok(record),
        Side::Project => {
            let (project, computed) = session.computed_in(path)?;
            session.warn_of_errors(&computed)?;
            Ok(Record::of(&project, &computed.figures))
        }
    }
}
