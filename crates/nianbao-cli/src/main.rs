//! The command `nianbao`: reads its arguments, makes one call to the core, prints what comes out.

mod args;
mod commands;
mod differences;
mod findings;
mod help;
mod language;
mod progress;
mod session;
mod stop;
mod table;
mod usage;

use std::io::Write as _;
use std::process::ExitCode;

use clap::FromArgMatches as _;

use args::Args;
use session::Session;
use stop::{Exit, Stop};

fn main() -> ExitCode {
    let language = language::chosen();
    let messages = language::messages(language);
    let mut command = help::command(&messages);
    let parsed =
        command.try_get_matches_from_mut(std::env::args_os()).and_then(|matches| Args::from_arg_matches(&matches));
    let args = match parsed {
        Ok(args) => args,
        Err(error) => return usage::report(&error, &messages),
    };
    anstream::ColorChoice::write_global(args.global.color.into());
    let session = Session::new(args.global, messages);
    match commands::run(args.command, &session) {
        Ok(Exit::Clean) => ExitCode::SUCCESS,
        Ok(Exit::Findings) => ExitCode::from(1),
        // Whoever reads the output has seen enough.
        Err(Stop::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(stop) => {
            // If even this can't be written, the exit code still tells.
            let _told = writeln!(anstream::stderr(), "{}", session.stop(&stop));
            ExitCode::from(2)
        }
    }
}
