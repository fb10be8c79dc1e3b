//! The command `nianbao`: reads its arguments, makes one call to the core, prints what comes out.

mod args;
mod commands;
mod csv;
mod differences;
mod findings;
mod help;
mod language;
mod progress;
mod session;
mod stop;
mod table;
mod usage;

use std::ffi::OsString;
use std::io::Write as _;

use clap::FromArgMatches as _;

use args::Args;
use session::Session;
use stop::{Exit, Stop};

/// Runs the command with these arguments, of which the first is its own name, and gives the exit code: 0 clean, 1 findings
/// or changes, 2 could not run. Everything that it prints has reached the outputs of the process when it returns.
pub fn run(arguments: &[OsString]) -> u8 {
    let messages = language::messages(language::chosen(arguments));
    let mut command = help::command(&messages);
    let parsed = command.try_get_matches_from_mut(arguments).and_then(|matches| Args::from_arg_matches(&matches));
    let args = match parsed {
        Ok(args) => args,
        Err(error) => return usage::report(&error, &messages),
    };
    anstream::ColorChoice::write_global(args.global.color.into());
    let session = Session::new(args.global, messages);
    let ended = commands::run(args.command, &session);
    // A Rust program writes the last of its output as it ends; a module of another program has to see to it.
    let written = std::io::stdout().flush();
    match ended.and_then(|exit| Ok(written.map(|()| exit)?)) {
        Ok(Exit::Clean) => 0,
        Ok(Exit::Findings) => 1,
        Ok(Exit::Unread) => 2,
        // Whoever reads the output has seen enough.
        Err(Stop::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => 0,
        Err(stop) => {
            // If even this can't be written, the exit code still tells.
            let _told = writeln!(anstream::stderr(), "{}", session.stop(&stop));
            2
        }
    }
}
