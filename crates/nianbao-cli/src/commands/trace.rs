//! `nianbao trace`: from a figure through its measure to the rows and cells.

use std::io::Write as _;

use nianbao::pack::resolver::nearest;
use nianbao::render::trace::{Line, Says, trace};

use crate::args::Trace;
use crate::session::Session;
use crate::stop::{Exit, Stop};
use crate::table::safe;

pub(super) fn run(args: &Trace, session: &Session) -> Result<Exit, Stop> {
    let messages = &session.messages;
    let (_, computed) = session.computed()?;
    let Some(figure) = computed.figures.get(&args.figure) else {
        let near = nearest(&args.figure, computed.figures.iter().map(|figure| figure.id.as_str()));
        let arguments = [("name", args.figure.as_str().into()), ("nearest", near.unwrap_or_default().into())];
        return Err(Stop::Arguments(messages.text("unknown-figure-id", &arguments.into_iter().collect())));
    };
    let mut out = anstream::stdout().lock();
    let strong = anstyle::Style::new().bold();
    for Line { depth, says } in trace(figure, &computed.figures, messages) {
        let indent = "  ".repeat(depth);
        match says {
            Says::Figure(printed, id, label) => {
                writeln!(out, "{indent}{strong}{}{strong:#}  {id}  {}", safe(&printed), safe(&label))?;
            }
            Says::Method(text) => writeln!(out, "{indent}  = {}", safe(&text))?,
            Says::Source(text) => writeln!(out, "{indent}  ← {}", safe(&text))?,
        }
    }
    Ok(Exit::Clean)
}
