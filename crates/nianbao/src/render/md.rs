//! `report.md`: the report as Markdown, with headings, tables and footnotes as GitHub and the portals know them.

use super::furniture::Furniture;
use super::link;
use crate::finding::Argument;
use crate::message::Messages;
use crate::narrative::tree::{self, Block, Cell, Inline, Item, List, ListKind, Part, Role, Stated, Table, Text, Tree};
use crate::project::Project;

/// The bytes of the page.
pub(crate) fn md(project: &Project, tree: &Tree, figures_json: &[u8]) -> Vec<u8> {
    let messages = project.pack.messages();
    let furniture = Furniture::of(project, figures_json, &messages);
    let writer = Writer { tree, messages: &messages };
    let mut blocks: Vec<String> = Vec::new();
    blocks.extend(furniture.banner.iter().map(|banner| format!("> {}", escaped(banner))));
    for part in &tree.parts {
        blocks.extend(writer.part(part));
    }
    for note in &tree.notes {
        let text = writer.blocks(&note.blocks).join("\n\n");
        blocks.push(format!("[^{}]: {}", label(&note.marker), indented(&text, 4)));
    }
    let [what, digest] = &furniture.digest;
    blocks.push(format!("{}`{digest}`", escaped(what)));
    let mut text = blocks.join("\n\n");
    text.push('\n');
    text.into_bytes()
}

struct Writer<'a> {
    tree: &'a Tree,
    messages: &'a Messages,
}

impl Writer<'_> {
    fn part(&self, part: &Part) -> Vec<String> {
        if part.role != Role::Title {
            return self.blocks(&part.blocks);
        }
        // A heading is one line.
        let lines = self.blocks(&part.blocks).join("").replace("\\\n", "");
        vec![format!("# {lines}")]
    }

    fn blocks(&self, blocks: &[Block]) -> Vec<String> {
        blocks.iter().flat_map(|block| self.block(block)).collect()
    }

    fn block(&self, block: &Block) -> Vec<String> {
        match block {
            Block::Heading(heading) => {
                let text = self.line(&heading.text).replace("\\\n", "");
                vec![format!("{} {}{text}", "#".repeat((heading.level + 1).min(6)), escaped(&heading.number))]
            }
            Block::Paragraph(line) if tree::is_told(line) => Vec::new(),
            Block::Paragraph(line) => vec![paragraph(&self.line(line))],
            Block::List(list) => vec![self.list(list)],
            Block::Table(table) => self.table(table),
            Block::Captioned { blocks, caption } => {
                let mut written = self.blocks(blocks);
                written.push(paragraph(&self.line(caption)));
                written
            }
            Block::Quote(blocks) => {
                let quoted = self.blocks(blocks).join("\n\n");
                vec![
                    quoted.lines().map(|line| format!("> {line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n"),
                ]
            }
            Block::Code(code) => {
                let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
                let fence = "`".repeat(longest.max(2) + 1);
                vec![format!("{fence}\n{code}\n{fence}")]
            }
        }
    }

    fn list(&self, list: &List) -> String {
        let item = |item: &Item| {
            let text = self.blocks(&item.blocks).join("\n\n");
            let label = self.line(&item.label);
            let number = label.strip_suffix('.').filter(|number| number.parse::<u32>().is_ok());
            match (list.kind, number) {
                (ListKind::Bullets, _) => format!("- {}", indented(&text, 2)),
                (ListKind::Numbers, Some(number)) => format!("{number}. {}", indented(&text, number.len() + 2)),
                (ListKind::Numbers, None) => format!("- {} {}", paragraph(&label), indented(&text, 2)),
                (ListKind::Terms, _) => {
                    format!("- {}{}{}", paragraph(&label), self.messages.word("colon"), indented(&text, 2))
                }
            }
        };
        list.items.iter().map(item).collect::<Vec<_>>().join("\n")
    }

    /// Markdown's tables have one header row and no cells over several columns: what a cell covers stays blank.
    fn table(&self, table: &Table) -> Vec<String> {
        let row = |row: Vec<Option<&Cell>>| {
            let cells: Vec<String> = row.into_iter().map(|cell| self.cell(cell)).collect();
            format!("| {} |", cells.join(" | "))
        };
        let mut rows: Vec<String> = table.grid().into_iter().map(row).collect();
        if !table.rows.first().is_some_and(|row| row.is_header) {
            rows.insert(0, format!("|{}", "  |".repeat(table.columns)));
        }
        rows.insert(1.min(rows.len()), format!("|{}", " --- |".repeat(table.columns)));
        let mut written = Vec::new();
        if !table.caption.is_empty() {
            written.push(paragraph(&self.line(&table.caption)));
        }
        written.push(rows.join("\n"));
        written
    }

    fn cell(&self, cell: Option<&Cell>) -> String {
        let blocks = cell.map(|cell| self.blocks(&cell.blocks)).unwrap_or_default();
        blocks.join("<br>").replace("\\\n", "<br>").replace('\n', " ")
    }

    fn line(&self, inlines: &[Inline]) -> String {
        let mut line = String::new();
        for (at, inline) in inlines.iter().enumerate() {
            let after = inlines.get(at + 1).and_then(first_character);
            match inline {
                Inline::Text(text) => line.push_str(&styled(text, line.chars().next_back(), after)),
                Inline::Figure(Stated { text, .. }) => {
                    for (at, part) in text.iter().enumerate() {
                        let next = text.get(at + 1).and_then(|next| next.text.chars().next());
                        let written = styled(part, line.chars().next_back(), next.or(after));
                        line.push_str(&written);
                    }
                }
                Inline::Break => line.push_str("\\\n"),
                Inline::Note(note) => {
                    let marker = self.tree.notes.get(*note).map(|note| note.marker.as_str()).unwrap_or_default();
                    line.push_str(&format!("[^{}]", label(marker)));
                }
                Inline::Picture(picture) => {
                    let arguments = [("alt", Argument::Text(picture.alt.clone()))];
                    line.push_str(&escaped(&self.messages.text("plain-picture", &arguments.into_iter().collect())));
                }
            }
        }
        line
    }
}

/// The first character of what follows; nothing if it is no text.
fn first_character(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Text(text) => text.text.chars().next(),
        Inline::Figure(stated) => stated.text.first().and_then(|text| text.text.chars().next()),
        Inline::Break | Inline::Note(_) | Inline::Picture(_) => None,
    }
}

/// Text with its look, so far as Markdown has it, between two characters.
fn styled(text: &Text, before: Option<char>, after: Option<char>) -> String {
    let style = &text.style;
    let mut written = if style.code { code(&text.text) } else { escaped(&text.text) };
    if style.strike {
        written = format!("~~{written}~~");
    }
    // Marks that stand between a letter and punctuation are no marks to Markdown: the tags say the same.
    let is_marked = opens(before, text.text.chars().next()) && opens(after, text.text.chars().next_back());
    for (is_there, mark, tag) in [(style.emphasis, "*", "em"), (style.strong, "**", "strong")] {
        if is_there && is_marked {
            written = format!("{mark}{written}{mark}");
        } else if is_there {
            written = format!("<{tag}>{written}</{tag}>");
        }
    }
    for (is_there, tag) in [(style.subscript, "sub"), (style.superscript, "sup"), (style.underline, "u")] {
        if is_there {
            written = format!("<{tag}>{written}</{tag}>");
        }
    }
    match style.link.as_deref().filter(|link| link::is_harmless(link)) {
        Some(address) => format!("[{written}](<{}>)", address.replace('<', "%3C").replace('>', "%3E")),
        None => written,
    }
}

/// Whether a mark between what is outside and what is inside is one to Markdown.
fn opens(outside: Option<char>, inside: Option<char>) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    is_letter(inside) || outside.is_none_or(char::is_whitespace)
}

/// Code in as many backticks as it needs.
fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if longest > 0 { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Text that means itself wherever it stands in a line.
fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$') {
            written.push('\\');
        }
        written.push(c);
    }
    written
}

/// Lines none of which begins anything but a paragraph.
fn paragraph(text: &str) -> String {
    let line = |line: &str| {
        let line = line.trim_start_matches([' ', '\t']);
        let digits = line.chars().take_while(char::is_ascii_digit).count();
        let mut rest = line.get(digits..).unwrap_or_default().chars();
        match (rest.next(), rest.next()) {
            // 25.09 begins no list.
            (Some('.' | ')'), None | Some(' ' | '\t')) if digits > 0 => {
                format!("{}\\{}", &line[..digits], &line[digits..])
            }
            (Some('#' | '+' | '-' | '=' | ':'), _) if digits == 0 => format!("\\{line}"),
            _ => line.to_owned(),
        }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Lines behind the first one further in.
fn indented(text: &str, columns: usize) -> String {
    text.replace('\n', &format!("\n{}", " ".repeat(columns))).replace(&format!("\n{}\n", " ".repeat(columns)), "\n\n")
}

/// A footnote's marker as Markdown takes it.
fn label(marker: &str) -> String {
    marker.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect()
}
