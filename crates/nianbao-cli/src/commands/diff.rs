//! `nianbao diff`: what changed between two files, projects or finished reports, why, and the draft of a correction note.

use std::io::Write as _;
use std::path::Path;

use nianbao::diff::{self, Comparison, Side, note, reports};
use nianbao::record::Record;

use crate::args::{Diff, DiffFormat};
use crate::differences;
use crate::session::Session;
use crate::stop::{Exit, Stop};

pub(super) fn run(args: &Diff, session: &Session) -> Result<Exit, Stop> {
    let comparison = compare(args, session)?;
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
    Ok(if comparison.is_same() { Exit::Clean } else { Exit::Findings })
}

fn compare(args: &Diff, session: &Session) -> Result<Comparison, Stop> {
    let compared = match (diff::open(&args.old)?, diff::open(&args.new)?) {
        (Side::Report(old), Side::Report(new)) => reports::compare(&old, &new, &session.pack()?),
        (Side::Report(_), _) | (_, Side::Report(_)) => return Err(diff::not_alike(&args.new).into()),
        (old, new) => diff::compare(record(old, &args.old, session)?, record(new, &args.new, session)?),
    };
    let fault = |fault| nianbao::Error::Figures { path: args.new.clone(), fault: Box::new(fault) };
    Ok(compared.map_err(fault)?)
}

/// The figures of one side; those of a project are computed from its workbooks as they are now.
fn record(side: Side, path: &Path, session: &Session) -> Result<Record, Stop> {
    match side {
        Side::Record(record) => Ok(record),
        Side::Project => {
            let (project, computed) = session.computed_in(path)?;
            session.warn_of_errors(&computed)?;
            Ok(Record::of(&project, &computed.figures))
        }
        Side::Report(_) => Err(diff::not_alike(path).into()),
    }
}
