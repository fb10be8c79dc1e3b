//! `nianbao explain`: what a finding's code, or a rule, means and what to do about it.

use std::io::Write as _;

use nianbao::explain;

use super::unknown_code;
use crate::args::Explain;
use crate::session::Session;
use crate::stop::{Exit, Stop};

/// Where the explanation ends and the cases that hold it to its word begin.
const SPEC: &str = "\n## Spec\n";

pub(super) fn run(args: &Explain, session: &Session) -> Result<Exit, Stop> {
    let messages = &session.messages;
    let mut out = anstream::stdout().lock();
    let Some(word) = &args.code else {
        for (code, page) in explain::all(messages.language()) {
            let says = page.lines().find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or_default();
            writeln!(out, "{:<22}{says}", code.as_str())?;
        }
        return Ok(Exit::Clean);
    };
    if let Some(page) = explain::page(word, messages.language()) {
        writeln!(out, "{}", page.split(SPEC).next().unwrap_or(page).trim_end())?;
        return Ok(Exit::Clean);
    }
    let pack = session.pack()?;
    let Some(rule) = pack.rule(word) else {
        return Err(Stop::Arguments(unknown_code(word, &pack, messages)));
    };
    let code = rule.check.code().as_str();
    let severity = messages.word(&format!("severity-{}", rule.severity.as_str()));
    writeln!(out, "# {} · {code} · {severity}\n\n{}", rule.id, rule.because)?;
    writeln!(out, "{}:{}\n{}\n", rule.at.file, rule.at.line, rule.at.excerpt)?;
    let page = explain::page(code, messages.language()).unwrap_or_default();
    writeln!(out, "{}", page.split(SPEC).next().unwrap_or(page).trim_end())?;
    Ok(Exit::Clean)
}
