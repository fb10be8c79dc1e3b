//! `nianbao trace`: from a figure through its measure to the rows and cells.

use std::io::{self, Write};

use nianbao::message::Messages;
use nianbao::pack::resolver::nearest;
use nianbao::{Figure, Figures, Lineage};

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
    print(&mut out, figure, &computed.figures, 0, messages)?;
    Ok(Exit::Clean)
}

/// The figure, and below it, indented, what it is made of. A pack has no circles.
fn print(out: &mut impl Write, figure: &Figure, all: &Figures, depth: usize, messages: &Messages) -> io::Result<()> {
    let indent = "  ".repeat(depth);
    let strong = anstyle::Style::new().bold();
    writeln!(out, "{indent}{strong}{}{strong:#}  {}  {}", safe(&figure.printed), figure.id, safe(&figure.label))?;
    let origin = messages.word(&format!("origin-{}", figure.origin.as_str()));
    writeln!(out, "{indent}  = {}（{origin}）", safe(&figure.method))?;
    if let Some(note) = &figure.note {
        writeln!(out, "{indent}  = {}", safe(note))?;
    }
    for link in &figure.lineage {
        match link {
            Lineage::Cells { rows: 0, .. } | Lineage::FrameRows { rows: 0, .. } => {}
            Lineage::FrameRows { .. } => {
                writeln!(out, "{indent}  ← {}", safe(&messages.frame_rows(link, usize::MAX)))?;
            }
            Lineage::Cells { source, sheet, cells, rows } => {
                let cells: Vec<String> = cells.iter().map(ToString::to_string).collect();
                let sheet = sheet.as_deref().map(|sheet| format!(" › {sheet}")).unwrap_or_default();
                let arguments = [("rows", (*rows).into())];
                let rows = messages.text("trace-rows", &arguments.into_iter().collect());
                writeln!(out, "{indent}  ← {} › {}  {rows}", safe(&format!("{source}{sheet}")), cells.join(" "))?;
            }
            Lineage::Previous { source, year, figure, value } => {
                let arguments = [("year", year.to_string().into()), ("value", (*value).into())];
                let text = messages.text("trace-previous", &arguments.into_iter().collect());
                writeln!(out, "{indent}  ← {} › {figure}  {text}", safe(source))?;
            }
            Lineage::Figures(ids) => {
                for operand in ids.iter().filter_map(|id| all.get(id.as_str())) {
                    print(out, operand, all, depth + 1, messages)?;
                }
            }
        }
    }
    Ok(())
}
