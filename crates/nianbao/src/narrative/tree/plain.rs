//! The tree's text without its structure.

use super::{Block, Inline, Stated, Tree};

/// A line's text. Notes are left out: what calls them is theirs.
pub fn line(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(part) => text.push_str(&part.text),
            Inline::Figure(stated) => text.push_str(&stated.plain()),
            Inline::Break => text.push('\n'),
            Inline::Note(_) | Inline::Picture(_) => {}
        }
    }
    text
}

/// Whether a line is a picture whose table says all that it shows: in plain text its words would say that again.
pub fn is_told(inlines: &[Inline]) -> bool {
    matches!(inlines, [Inline::Picture(picture)] if picture.is_told)
}

impl Stated {
    /// Its text without its look.
    pub fn plain(&self) -> String {
        self.text.iter().map(|part| part.text.as_str()).collect()
    }
}

impl Tree {
    /// The running text as the page has it, each paragraph, heading, item and cell on a line.
    pub fn plain(&self) -> String {
        let mut lines = Vec::new();
        for part in &self.parts {
            add_blocks(&part.blocks, self, &mut lines);
        }
        for note in &self.notes {
            lines.push(note.marker.clone());
            add_blocks(&note.blocks, self, &mut lines);
        }
        lines.join("\n")
    }

    /// A line's text, with what calls its notes.
    fn line(&self, inlines: &[Inline]) -> String {
        let text = |inline: &Inline| match inline {
            Inline::Note(note) => self.notes.get(*note).map(|note| note.marker.clone()).unwrap_or_default(),
            other => line(std::slice::from_ref(other)),
        };
        inlines.iter().map(text).collect()
    }
}

fn add_blocks(blocks: &[Block], tree: &Tree, lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => lines.push(format!("{}{}", heading.number, tree.line(&heading.text))),
            Block::Paragraph(inlines) => lines.push(tree.line(inlines)),
            Block::List(list) => {
                for item in &list.items {
                    lines.push(tree.line(&item.label));
                    add_blocks(&item.blocks, tree, lines);
                }
            }
            Block::Table(table) => {
                lines.push(tree.line(&table.caption));
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    add_blocks(&cell.blocks, tree, lines);
                }
            }
            Block::Captioned { blocks, caption } => {
                add_blocks(blocks, tree, lines);
                lines.push(tree.line(caption));
            }
            Block::Quote(blocks) => add_blocks(blocks, tree, lines),
            Block::Code(code) => lines.push(code.clone()),
        }
    }
}
