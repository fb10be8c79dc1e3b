//! `report.txt`: the report for portals that take plain text, indented as an official document is.

use unicode_width::UnicodeWidthStr;

use super::furniture::Furniture;
use crate::finding::Argument;
use crate::message::Messages;
use crate::narrative::tree::{self, Block, Cell, Inline, List, ListKind, Part, Role, Table, Tree};
use crate::project::Project;

/// What a paragraph begins with: two characters.
const INDENT: &str = "　　";
/// A line of the page: 28 characters, in half-width columns.
const LINE: usize = 56;
/// A table whose lines would be longer is written as a list.
const WIDEST: usize = 76;
/// What stands between the columns of a table.
const GAP: &str = "  ";

/// The bytes of the text: UTF-8, a paragraph a line.
pub(crate) fn txt(project: &Project, tree: &Tree, figures_json: &[u8]) -> Vec<u8> {
    let messages = project.pack.messages();
    let furniture = Furniture::of(project, figures_json, &messages);
    let mut writer = Writer { tree, messages: &messages, lines: Vec::new() };
    if let Some(banner) = &furniture.banner {
        writer.centred(banner);
        writer.blank();
    }
    let narrative = tree.parts.iter().rposition(|part| part.role == Role::Narrative);
    for (at, part) in tree.parts.iter().enumerate() {
        writer.part(part);
        if Some(at) == narrative {
            writer.notes();
        }
    }
    if narrative.is_none() {
        writer.notes();
    }
    writer.blank();
    writer.lines.push(furniture.digest.concat());
    writer.lines.push(String::new());
    writer.lines.join("\n").into_bytes()
}

struct Writer<'a> {
    tree: &'a Tree,
    messages: &'a Messages,
    lines: Vec<String>,
}

impl Writer<'_> {
    fn part(&mut self, part: &Part) {
        match part.role {
            Role::Title | Role::Period => {
                for line in self.within(&part.blocks, "") {
                    self.centred(&line);
                }
                self.blank();
            }
            Role::Addressees => self.blocks(&part.blocks, ""),
            Role::Unit => {
                self.blank();
                self.right(&part.blocks, 4);
            }
            Role::Date => self.right(&part.blocks, 8),
            Role::Narrative | Role::Other => self.blocks(&part.blocks, INDENT),
            Role::Annex | Role::Findings => {
                self.blank();
                self.blocks(&part.blocks, "");
            }
        }
    }

    fn notes(&mut self) {
        if self.tree.notes.is_empty() {
            return;
        }
        self.blank();
        for note in &self.tree.notes {
            let lines = self.within(&note.blocks, INDENT);
            for (at, line) in lines.into_iter().enumerate() {
                let marker = if at == 0 { format!("{INDENT}{}", called(&note.marker)) } else { INDENT.to_owned() };
                self.lines.push(format!("{marker}{}", line.trim_start_matches(INDENT)));
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block], indent: &str) {
        for block in blocks {
            self.block(block, indent);
        }
    }

    fn block(&mut self, block: &Block, indent: &str) {
        match block {
            Block::Heading(heading) => {
                self.paragraph(&format!("{}{}", heading.number, self.line(&heading.text)), indent);
            }
            Block::Paragraph(line) if tree::is_told(line) => {}
            Block::Paragraph(line) => self.paragraph(&self.line(line), indent),
            Block::List(list) => self.list(list, indent),
            Block::Table(table) => self.table(table),
            Block::Captioned { blocks, caption } => {
                self.blank();
                self.blocks(blocks, indent);
                self.paragraph(&self.line(caption), indent);
                self.blank();
            }
            Block::Quote(blocks) => self.blocks(blocks, &format!("{indent}{INDENT}")),
            Block::Code(code) => self.lines.extend(code.lines().map(str::to_owned)),
        }
    }

    fn paragraph(&mut self, text: &str, indent: &str) {
        self.lines.extend(text.lines().map(|line| format!("{indent}{line}")));
    }

    fn list(&mut self, list: &List, indent: &str) {
        for item in &list.items {
            let label = self.line(&item.label);
            let gap = if list.kind == ListKind::Terms { self.messages.word("colon") } else { " ".to_owned() };
            for (at, line) in self.within(&item.blocks, &format!("{indent}{INDENT}")).into_iter().enumerate() {
                let first = line.trim_start_matches('　');
                self.lines.push(if at == 0 { format!("{indent}{label}{gap}{first}") } else { line });
            }
        }
    }

    fn table(&mut self, table: &Table) {
        self.paragraph(&self.line(&table.caption), INDENT);
        let texts = |row: Vec<Option<&Cell>>| row.into_iter().map(|cell| self.cell(cell)).collect();
        let rows: Vec<Vec<String>> = table.grid().into_iter().map(texts).collect();
        let width = |text: &String| text.width();
        let widest = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(width).max().unwrap_or(0);
        let widths: Vec<usize> = (0..table.columns).map(widest).collect();
        if widths.iter().sum::<usize>() + GAP.len() * widths.len().saturating_sub(1) <= WIDEST {
            for row in &rows {
                let cells =
                    row.iter().zip(&widths).map(|(text, width)| format!("{text}{}", " ".repeat(width - text.width())));
                self.lines.push(cells.collect::<Vec<_>>().join(GAP).trim_end().to_owned());
            }
        } else {
            let leading = widths.iter().position(|width| *width > LINE).unwrap_or(0).max(1);
            // One row needs nothing that tells it from others.
            let is_one = table.rows.iter().filter(|row| !row.is_header).count() == 1;
            self.records(table, &rows, if is_one { 0 } else { leading });
        }
        self.blank();
    }

    /// A row's first cells on a line, and each of the others on one of its own, behind the name of its column.
    fn records(&mut self, table: &Table, rows: &[Vec<String>], leading: usize) {
        let is_header = |at: usize| table.rows.get(at).is_some_and(|row| row.is_header);
        let names = rows.iter().enumerate().filter(|(at, _)| is_header(*at)).map(|(_, row)| row).next_back();
        for row in rows.iter().enumerate().filter(|(at, _)| !is_header(*at)).map(|(_, row)| row) {
            let (first, rest) = row.split_at(leading.min(row.len()));
            if !first.is_empty() {
                self.lines.push(first.join("　"));
            }
            for (at, text) in rest.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                let name = names.and_then(|names| names.get(leading + at)).filter(|name| !name.is_empty());
                let name = name.map(|name| format!("{name}{}", self.messages.word("colon"))).unwrap_or_default();
                self.lines.push(format!("{INDENT}{name}{text}"));
            }
        }
    }

    fn cell(&self, cell: Option<&Cell>) -> String {
        cell.map(|cell| self.within(&cell.blocks, "").join(" ")).unwrap_or_default()
    }

    /// The lines that blocks make.
    fn within(&self, blocks: &[Block], indent: &str) -> Vec<String> {
        let mut writer = Writer { lines: Vec::new(), ..*self };
        writer.blocks(blocks, indent);
        writer.lines
    }

    fn line(&self, inlines: &[Inline]) -> String {
        let text = |inline: &Inline| match inline {
            Inline::Note(note) => self.tree.notes.get(*note).map(|note| called(&note.marker)).unwrap_or_default(),
            Inline::Picture(picture) => {
                let arguments = [("alt", Argument::Text(picture.alt.clone()))];
                self.messages.text("plain-picture", &arguments.into_iter().collect())
            }
            other => tree::line(std::slice::from_ref(other)),
        };
        inlines.iter().map(text).collect()
    }

    fn centred(&mut self, text: &str) {
        self.shifted(text, LINE.saturating_sub(text.width()) / 2);
    }

    /// To the right, so many half-width columns from the edge.
    fn right(&mut self, blocks: &[Block], from_edge: usize) {
        for line in self.within(blocks, "") {
            self.shifted(&line, LINE.saturating_sub(line.width() + from_edge));
        }
    }

    fn shifted(&mut self, text: &str, columns: usize) {
        self.lines.push(format!("{}{text}", "　".repeat(columns / 2)));
    }

    /// One blank line, not two.
    fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }
}

/// What calls a footnote, where nothing can be raised.
fn called(marker: &str) -> String {
    format!("[{marker}]")
}
