//! The way back from a figure in lines of text: how it is computed, the figures it is made of, its rows and cells.

use crate::figure::{Figure, Figures, Lineage};
use crate::message::Messages;

/// A line, and how deep it is indented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// 0 for the figure itself, 1 for the figures it is computed from, and so on.
    pub depth: usize,
    /// What it says.
    pub says: Says,
}

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// A figure: as it is printed, its id, its label.
    Figure(String, String, String),
    /// How it is computed, or what a reader must know of it.
    Method(String),
    /// Where it comes from.
    Source(String),
}

/// The lines of a figure. A pack has no circles.
pub fn trace(figure: &Figure, all: &Figures, messages: &Messages) -> Vec<Line> {
    let mut lines = Vec::new();
    add(figure, all, 0, messages, &mut lines);
    lines
}

fn add(figure: &Figure, all: &Figures, depth: usize, messages: &Messages, lines: &mut Vec<Line>) {
    let (id, origin) = (figure.id.to_string(), messages.word(&format!("origin-{}", figure.origin.as_str())));
    let mut say = |says: Says| lines.push(Line { depth, says });
    say(Says::Figure(figure.printed.clone(), id, figure.label.clone()));
    say(Says::Method(format!("{}（{origin}）", figure.method)));
    figure.note.iter().for_each(|note| say(Says::Method(note.clone())));
    for link in &figure.lineage {
        match link {
            Lineage::Cells { rows: 0, .. } | Lineage::FrameRows { rows: 0, .. } => {}
            Lineage::FrameRows { .. } => {
                lines.push(Line { depth, says: Says::Source(messages.frame_rows(link, usize::MAX)) });
            }
            Lineage::Cells { source, sheet, cells, rows } => {
                let cells: Vec<String> = cells.iter().map(ToString::to_string).collect();
                let sheet = sheet.as_deref().map(|sheet| format!(" › {sheet}")).unwrap_or_default();
                let rows = messages.text("trace-rows", &[("rows", (*rows).into())].into_iter().collect());
                lines
                    .push(Line {
                        depth, says: Says::Source(format!("{source}{sheet} › {}  {rows}", cells.join(" ")))
                    });
            }
            Lineage::Previous { source, year, figure, value } => {
                let arguments = [("year", year.to_string().into()), ("value", (*value).into())];
                let text = messages.text("trace-previous", &arguments.into_iter().collect());
                lines.push(Line { depth, says: Says::Source(format!("{source} › {figure}  {text}")) });
            }
            Lineage::Figures(ids) => {
                for operand in ids.iter().filter_map(|id| all.get(id.as_str())) {
                    add(operand, all, depth + 1, messages, lines);
                }
            }
        }
    }
}

/// The lines as one text, as the command prints it without colours.
pub fn text(lines: &[Line]) -> String {
    let line = |Line { depth, says }: &Line| {
        let indent = "  ".repeat(*depth);
        match says {
            Says::Figure(printed, id, label) => format!("{indent}{printed}  {id}  {label}\n"),
            Says::Method(text) => format!("{indent}  = {text}\n"),
            Says::Source(text) => format!("{indent}  ← {text}\n"),
        }
    };
    lines.iter().map(line).collect()
}
