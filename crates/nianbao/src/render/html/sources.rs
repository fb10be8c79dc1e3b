//! Where each figure comes from: its value, how it is computed, the sheets and cells.

use maud::{Markup, html};

use super::{Page, source_id};
use crate::figure::{Figure, Lineage, Origin, State};

/// So many stretches of cells of a sheet are named; figures.json has all of them.
pub(crate) const SHOWN: usize = 12;

impl Page<'_> {
    /// The sources of all figures that the page states. They are hidden until one is asked for.
    pub(super) fn sources(&self) -> Markup {
        let stated = self.stated.borrow();
        html! {
            aside aria-label=(self.messages.word("page-sources")) {
                @for (number, figure) in self.numbered().filter(|(number, _)| stated.contains(number)) {
                    div.source id=(source_id(figure.id.as_str())) data-source=(number) popover="manual" hidden {
                        (self.source(figure))
                    }
                }
            }
        }
    }

    fn source(&self, figure: &Figure) -> Markup {
        let word = |key: &str| self.messages.word(key);
        html! {
            p.what { span.label { (figure.label) } " " b { (figure.printed) } }
            p.kind class=[(figure.origin == Origin::Entered).then_some("entered")] {
                (word(&format!("origin-{}", figure.origin.as_str())))
                @if figure.state != State::Value { " · " (word(&format!("state-{}", figure.state.as_str()))) }
            }
            dl {
                @if self.is_complete && !figure.method.is_empty() {
                    dt { (word("annex-method")) } dd { (figure.method) }
                }
                @if !figure.operands.is_empty() {
                    dt { (word("page-operands")) }
                    @for operand in figure.operands.iter().filter_map(|id| self.figures.get(id.as_str())) {
                        dd { (operand.label) " " b { (operand.printed) } }
                    }
                }
                @if self.is_complete {
                    @let links: Vec<Markup> = figure.lineage.iter().filter_map(|link| self.link(link)).collect();
                    @if !links.is_empty() { dt { (word("annex-source")) } }
                    @for link in links { dd { (link) } }
                }
                @if let Some(last) = self.last(figure) { dt { (word("page-last")) } dd { (last) } }
                @if let Some(note) = &figure.note {
                    dt { (word("annex-notes")) } dd { (note) }
                }
            }
            a.close href="#-" { (word("page-close")) }
        }
    }

    /// Last year's number, which a chart may show beside it. A change has it among its sources.
    fn last(&self, figure: &Figure) -> Option<String> {
        let previous = self.project.previous.as_ref()?;
        let number = previous.number(figure.id.as_str())?;
        let value = format!("{}{}", number.normalize(), figure.unit);
        if !self.is_complete {
            return Some(value);
        }
        let source = previous.source_of(figure.id.as_str());
        let year = previous.year.to_string();
        Some(
            self.text("page-previous", vec![("year", year.into()), ("source", source.into()), ("value", value.into())]),
        )
    }

    fn link(&self, link: &Lineage) -> Option<Markup> {
        match link {
            // Of other figures, the operands are named.
            Lineage::Cells { rows: 0, .. } | Lineage::FrameRows { rows: 0, .. } | Lineage::Figures(_) => None,
            Lineage::FrameRows { .. } => Some(html! { (self.messages.frame_rows(link, SHOWN)) }),
            Lineage::Cells { source, sheet, cells, rows } => {
                let shown: Vec<String> = cells.iter().take(SHOWN).map(ToString::to_string).collect();
                let more = if cells.len() > SHOWN { "yes" } else { "no" };
                let cells = self.text("page-cells", vec![("cells", shown.into()), ("more", more.into())]);
                let rows = self.text("page-rows", vec![("rows", (*rows).into())]);
                Some(html! {
                    (source) @if let Some(sheet) = sheet { " › " (sheet) } " › " span.cells { (cells) } " " span.rows { (rows) }
                })
            }
            Lineage::Previous { source, year, value, .. } => {
                let arguments = vec![
                    ("year", year.to_string().into()),
                    ("source", source.to_string().into()),
                    ("value", value.normalize().to_string().into()),
                ];
                Some(html! { (self.text("page-previous", arguments)) })
            }
        }
    }
}
