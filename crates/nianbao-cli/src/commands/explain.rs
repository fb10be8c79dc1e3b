//! `nianbao explain`: what a finding's code, or a rule, means and what to do about it.

use std::io::Write as _;

use nianbao::explain;

use super::unknown_code;
use crate::args::Explain;
use crate::session::Session;
use crate::stop::{Exit, Stop};

pub(super) fn run(args: &Explain, session: &Session) -> Result<Exit, Stop> {
    let messages = &session.messages;
    let mut out = anstream::stdout().lock();
    if args.all {
        let pages = explain::all(messages.language()).map(|(_, page)| explain::explanation(page));
        writeln!(out, "{}", pages.collect::<Vec<_>>().join("\n\n"))?;
        return Ok(Exit::Clean);
    }
    let Some(word) = &args.code else {
        for (code, page) in explain::all(messages.language()) {
            writeln!(out, "{:<22}{}", code.as_str(), explain::summary(page))?;
        }
        return Ok(Exit::Clean);
    };
    if let Some(page) = explain::page(word, messages.language()) {
        writeln!(out, "{}", explain::explanation(page))?;
        return Ok(Exit::Clean);
    }
    let pack = session.pack()?;
    let Some(rule) = pack.rule(word) else {
        return Err(Stop::Arguments(unknown_code(word, &pack.rules, messages)));
    };
    writeln!(out, "{}", explain::of_rule(rule, messages))?;
    Ok(Exit::Clean)
}
