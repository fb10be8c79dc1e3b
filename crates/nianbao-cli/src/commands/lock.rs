//! `nianbao lock`: approves the figures as they are now.

use std::io::Write as _;

use nianbao::{Edition, Severity};

use crate::args::Lock;
use crate::progress::Progress;
use crate::session::{Session, shown};
use crate::stop::{Exit, Stop};
use crate::{differences, findings};

pub(super) fn run(args: &Lock, session: &Session) -> Result<Exit, Stop> {
    let messages = &session.messages;
    let project = session.open(Edition::default())?;
    let progress = Progress::new(messages);
    let compiled = nianbao::compile(&project, &progress)?;
    let locked = nianbao::lock::lock(&compiled, args.fail_on.into())?;
    drop(progress);
    let mut told = anstream::stderr().lock();
    let locked = match locked {
        Ok(locked) => locked,
        Err(rejected) => {
            findings::human::print(&mut told, &rejected.findings, Severity::Note, messages)?;
            let arguments = [("count", rejected.findings.len().into())];
            writeln!(told, "{}", messages.text("lock-refused", &arguments.into_iter().collect()))?;
            return Ok(Exit::Findings);
        }
    };
    let mut out = anstream::stdout().lock();
    match &locked.former {
        Some(Ok(comparison)) => differences::print(&mut out, comparison, messages)?,
        Some(Err(error)) => {
            let arguments = [("reason", messages.error(error).into())];
            writeln!(told, "{}", messages.text("lock-replaced", &arguments.into_iter().collect()))?;
        }
        None => {}
    }
    let arguments = [("path", shown(&locked.path).into()), ("count", locked.figures.into())];
    writeln!(out, "{}", messages.text("lock-written", &arguments.into_iter().collect()))?;
    Ok(Exit::Clean)
}
