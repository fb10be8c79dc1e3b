//! `nianbao check`: everything that is wrong, in one run.

use nianbao::{Edition, Severity};

use crate::args::{Check, FindingsFormat};
use crate::findings::{self, Chosen};
use crate::progress::Progress;
use crate::session::Session;
use crate::stop::{Exit, Stop};

pub(super) fn run(args: &Check, session: &Session) -> Result<Exit, Stop> {
    let project = session.open(Edition::default())?;
    let chosen = Chosen::new(&args.choice, &project.pack, &session.messages)?;
    let progress = Progress::new(&session.messages);
    let computed = nianbao::compute(&project, &progress)?;
    let (ledgers, of_rows) = (computed.ledgers.clone(), computed.findings.clone());
    // A narrative that can't be typeset doesn't hide what is wrong with the rows.
    let (found, stop) = match nianbao::bind(&project, computed, &progress) {
        Ok(compiled) => (compiled.findings, None),
        Err(error) => (of_rows, Some(error)),
    };
    drop(progress);
    let found = chosen.of(found);
    let mut out = anstream::stdout().lock();
    match args.format {
        FindingsFormat::Human => {
            findings::human::print(&mut out, &found, Severity::Note, &session.messages)?;
            findings::human::sheets(&mut out, &ledgers, &session.messages)?;
            findings::human::summary(&mut out, &found, &session.messages)?;
        }
        FindingsFormat::Short => findings::short::print(&mut out, &found, &session.messages)?,
        FindingsFormat::Json => {
            use std::io::Write as _;
            out.write_all(&nianbao::render::findings::json(&found, &ledgers, &session.messages))?;
        }
    }
    match stop {
        Some(error) => Err(error.into()),
        None => Ok(chosen.exit(&found)),
    }
}
