//! `nianbao figures`: the figures as a table, as JSON or as CSV.

use std::io::Write as _;

use nianbao::render::json;
use nianbao::{Figure, Figures};

use crate::args::{FiguresArgs, FiguresFormat};
use crate::csv;
use crate::session::Session;
use crate::stop::{Exit, Stop};
use crate::table;

pub(super) fn run(args: &FiguresArgs, session: &Session) -> Result<Exit, Stop> {
    let (project, computed) = session.computed()?;
    let mut out = anstream::stdout().lock();
    match args.format {
        FiguresFormat::Table => {
            let rows: Vec<Vec<String>> = all(&computed.figures).map(row).collect();
            for line in table::columns(&rows, 2) {
                writeln!(out, "{line}")?;
            }
        }
        FiguresFormat::Json => out.write_all(&json::figures(&project.report, &project.pack, &computed.figures))?,
        FiguresFormat::Csv => {
            writeln!(out, "id,label,value,unit,printed,state,origin")?;
            for figure in all(&computed.figures) {
                let value = json::value(figure).unwrap_or_default();
                let (state, origin) = (figure.state.as_str(), figure.origin.as_str());
                let cells = [figure.id.as_str(), &figure.label, &value, &figure.unit, &figure.printed, state, origin];
                writeln!(out, "{}", csv::record(&cells))?;
            }
        }
    }
    let errors = session.warn_of_errors(&computed)?;
    Ok(if errors == 0 { Exit::Clean } else { Exit::Findings })
}

/// The figures, then the members of the series.
fn all(figures: &Figures) -> impl Iterator<Item = &Figure> {
    let members = figures.series.iter().flat_map(|series| series.members.iter().map(|(_, figure)| figure));
    figures.iter().chain(members)
}

fn row(figure: &Figure) -> Vec<String> {
    vec![figure.id.to_string(), table::safe(&figure.printed), table::safe(&figure.label)]
}
