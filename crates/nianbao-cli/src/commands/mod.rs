//! The commands, one file each: open the project, make one call, print.

mod audit;
mod build;
mod check;
mod completions;
mod diff;
mod explain;
mod figures;
mod fonts;
mod init;
mod lock;
mod mark;
mod refresh;
mod trace;
mod verify;
mod watch;

use nianbao::message::Messages;
use nianbao::pack::resolver::nearest;
use nianbao::pack::rule::Rule;

use crate::args::Command;
use crate::session::Session;
use crate::stop::{Exit, Stop};

/// Runs a command.
pub(crate) fn run(command: Command, session: &Session) -> Result<Exit, Stop> {
    match command {
        Command::Init(args) => init::run(&args, session),
        Command::Check(args) => check::run(&args, session),
        Command::Audit(args) => audit::run(&args, session),
        Command::Verify(args) => verify::run(&args, session),
        Command::Build(args) => build::run(&args, session),
        Command::Watch(args) => watch::run(&args, session),
        Command::Refresh(args) => refresh::run(&args, session),
        Command::Mark(args) => mark::run(&args, session),
        Command::Figures(args) => figures::run(&args, session),
        Command::Trace(args) => trace::run(&args, session),
        Command::Lock(args) => lock::run(&args, session),
        Command::Diff(args) => diff::run(&args, session),
        Command::Explain(args) => explain::run(&args, session),
        Command::Fonts => fonts::run(session),
        Command::Completions(args) => completions::run(&args, session),
    }
}

/// There is neither a code nor a rule of that name.
pub(crate) fn unknown_code(word: &str, rules: &[Rule], messages: &Messages) -> String {
    let near = nearest(word, nianbao::choice::words(rules));
    let arguments = [("name", word.into()), ("nearest", near.unwrap_or_default().into())];
    messages.text("unknown-finding-code", &arguments.into_iter().collect())
}
