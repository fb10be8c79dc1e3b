//! `nianbao completions`: what a shell needs to complete the command.

use std::io::Write as _;

use crate::args::Completions;
use crate::help;
use crate::session::Session;
use crate::stop::{Exit, Stop};

pub(super) fn run(args: &Completions, session: &Session) -> Result<Exit, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut help::command(&session.messages), "nianbao", &mut script);
    anstream::stdout().lock().write_all(&script)?;
    Ok(Exit::Clean)
}
