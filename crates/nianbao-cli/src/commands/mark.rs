//! `nianbao mark`: workbooks back to their senders, with what is wrong at its cells.

use std::io::Write as _;

use nianbao::Edition;
use nianbao::render::mark::{self, Form};

use crate::args::Mark;
use crate::findings::{self, Chosen};
use crate::progress::Progress;
use crate::session::{Session, shown};
use crate::stop::{Exit, Stop};

pub(super) fn run(args: &Mark, session: &Session) -> Result<Exit, Stop> {
    let messages = &session.messages;
    let project = session.open_in(args.folder.as_deref(), Edition::default())?;
    let chosen = Chosen::new(&args.choice, &project.pack.rules, messages)?;
    let progress = Progress::new(messages);
    let computed = nianbao::compute(&project, &progress)?;
    let found = chosen.of(computed.findings.clone());
    let written = mark::mark(&project, &computed, &found, &args.out, &progress);
    drop(progress);
    let written = written?;
    let mut out = anstream::stdout().lock();
    for marked in &written {
        writeln!(out, "{}", shown(&marked.path))?;
    }
    let mut told = anstream::stderr().lock();
    for marked in written.iter().filter(|marked| marked.form == Form::ListInstead) {
        let arguments = [("path", shown(&marked.path).into())];
        writeln!(told, "{}", messages.text("mark-instead", &arguments.into_iter().collect()))?;
    }
    findings::human::summary(&mut told, &found, messages)?;
    let key = if written.is_empty() { "mark-nothing" } else { "mark-written" };
    writeln!(told, "{}", messages.word(key))?;
    Ok(chosen.exit(&found))
}
