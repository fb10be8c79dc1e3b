//! The report's blocks and lines as elements of the page.

use base64::Engine as _;
use maud::{Markup, html};

use super::{BASE64, Entry, Page};
use crate::narrative::tree::{
    self, Block, Cell, Heading, Inline, List, ListKind, Picture, Row, Scope, Stated, Style, Table, Text,
};
use crate::render::{json, link};

impl Page<'_> {
    pub(super) fn blocks(&self, blocks: &[Block]) -> Markup {
        html! { @for block in blocks { (self.block(block)) } }
    }

    fn block(&self, block: &Block) -> Markup {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(line) => html! { p { (self.line(line)) } },
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::Captioned { blocks, caption } => {
                html! { figure { (self.blocks(blocks)) figcaption { (self.line(caption)) } } }
            }
            Block::Quote(blocks) => html! { blockquote { (self.blocks(blocks)) } },
            Block::Code(code) => html! { pre { code { (code) } } },
        }
    }

    /// Blocks that make one line, such as those of the title.
    pub(super) fn lines(&self, blocks: &[Block]) -> Markup {
        html! {
            @for (at, block) in blocks.iter().enumerate() {
                @if at > 0 { br; }
                @match block {
                    Block::Paragraph(line) => { (self.line(line)) }
                    Block::Heading(heading) => { (self.line(&heading.text)) }
                    _ => {}
                }
            }
        }
    }

    fn heading(&self, heading: &Heading) -> Markup {
        let id = self.new_id(heading.label.as_deref().unwrap_or("section"));
        let text = format!("{}{}", heading.number, tree::line(&heading.text));
        self.outline.borrow_mut().push(Entry { level: heading.level, id: id.clone(), text });
        let content = html! { (heading.number) (self.line(&heading.text)) };
        // The title is the one h1.
        match heading.level {
            1 => html! { h2 id=(id) { (content) } },
            2 => html! { h3 id=(id) { (content) } },
            3 => html! { h4 id=(id) { (content) } },
            4 => html! { h5 id=(id) { (content) } },
            _ => html! { h6 id=(id) { (content) } },
        }
    }

    fn list(&self, list: &List) -> Markup {
        match list.kind {
            ListKind::Terms => html! {
                dl {
                    @for item in &list.items {
                        dt { (self.line(&item.label)) }
                        dd { (self.blocks(&item.blocks)) }
                    }
                }
            },
            ListKind::Bullets => html! {
                ul { @for item in &list.items { li { (self.blocks(&item.blocks)) } } }
            },
            // The numbers are the page's own, whatever a browser would count.
            ListKind::Numbers => html! {
                ol.numbered {
                    @for item in &list.items {
                        li { span.number { (self.line(&item.label)) } " " div { (self.blocks(&item.blocks)) } }
                    }
                }
            },
        }
    }

    /// The roles are those that the elements have anyway; on a narrow screen the style sheet lays a row out as a block,
    /// which would take them away.
    fn table(&self, table: &Table) -> Markup {
        let (header, body): (Vec<&Row>, Vec<&Row>) = table.rows.iter().partition(|row| row.is_header);
        let names = column_names(&header);
        html! {
            table role="table" class=[(table.columns > 3).then_some("wide")] {
                @if !table.caption.is_empty() { caption { (self.line(&table.caption)) } }
                @if !header.is_empty() {
                    thead role="rowgroup" {
                        @for row in header { tr role="row" { @for cell in &row.cells { (self.cell(cell, None)) } } }
                    }
                }
                tbody role="rowgroup" {
                    @for row in body {
                        tr role="row" {
                            @for (at, cell) in row.cells.iter().enumerate() {
                                (self.cell(cell, names.get(at).filter(|name| row.cells.len() == names.len() && !name.is_empty())))
                            }
                        }
                    }
                }
            }
        }
    }

    fn cell(&self, cell: &Cell, name: Option<&String>) -> Markup {
        let columns = (cell.columns > 1).then_some(cell.columns);
        let rows = (cell.rows > 1).then_some(cell.rows);
        let content = match cell.blocks.as_slice() {
            [Block::Paragraph(line)] => self.line(line),
            blocks => self.blocks(blocks),
        };
        match cell.scope {
            Some(Scope::Column) => html! {
                th role="columnheader" scope=(if cell.columns > 1 { "colgroup" } else { "col" }) colspan=[columns] rowspan=[rows] { (content) }
            },
            Some(Scope::Row) => html! {
                th role="rowheader" scope=(if cell.rows > 1 { "rowgroup" } else { "row" }) colspan=[columns] rowspan=[rows] data-name=[name] { (content) }
            },
            None => html! { td role="cell" colspan=[columns] rowspan=[rows] data-name=[name] { (content) } },
        }
    }

    pub(super) fn line(&self, inlines: &[Inline]) -> Markup {
        html! {
            @for inline in inlines {
                @match inline {
                    Inline::Text(text) => { (styled(text)) }
                    Inline::Figure(stated) => { (self.stated(stated)) }
                    Inline::Break => { br; }
                    Inline::Note(note) => { (self.call(*note)) }
                    Inline::Picture(picture) => { (image(picture)) }
                }
            }
        }
    }

    fn stated(&self, stated: &Stated) -> Markup {
        let text = html! { @for part in &stated.text { (styled(part)) } };
        let found = self.numbered().find(|(_, figure)| figure.id == stated.id);
        let Some((number, figure)) = found else { return text };
        let value = json::value(figure).unwrap_or_default();
        let is_linked = stated.text.iter().any(|part| part.style.link.is_some());
        self.stated.borrow_mut().insert(number);
        html! {
            data value=(value) data-figure=(figure.id) {
                @if is_linked {
                    (text)
                } @else {
                    @let source = source_id(figure.id.as_str());
                    a.figure href={ "#" (source) } aria-describedby=(source) data-source=(number) { (text) }
                }
            }
        }
    }

    fn call(&self, note: usize) -> Markup {
        let marker = self.tree.notes.get(note).map(|note| note.marker.as_str()).unwrap_or_default();
        html! {
            sup { a id={ "call-" (note + 1) } href={ "#note-" (note + 1) } role="doc-noteref" { (marker) } }
        }
    }
}

/// The id of the element that shows where a figure comes from.
pub(crate) fn source_id(figure: &str) -> String {
    format!("figure-{}", figure.replace(char::is_whitespace, "_"))
}

/// The names of the columns, where each has one.
fn column_names(header: &[&Row]) -> Vec<String> {
    let [row] = header else { return Vec::new() };
    let name = |cell: &Cell| match cell.blocks.as_slice() {
        [Block::Paragraph(line)] if cell.columns == 1 => Some(tree::line(line)),
        [] if cell.columns == 1 => Some(String::new()),
        _ => None,
    };
    row.cells.iter().map(name).collect::<Option<_>>().unwrap_or_default()
}

fn styled(text: &Text) -> Markup {
    let Style { strong, emphasis, underline, strike, highlight, subscript, superscript, code, link } = &text.style;
    let mut content = html! { (text.text) };
    if *code {
        content = html! { code { (content) } };
    }
    if *subscript {
        content = html! { sub { (content) } };
    }
    if *superscript {
        content = html! { sup { (content) } };
    }
    if *highlight {
        content = html! { mark { (content) } };
    }
    if *strike {
        content = html! { s { (content) } };
    }
    if *underline {
        content = html! { u { (content) } };
    }
    if *emphasis {
        content = html! { em { (content) } };
    }
    if *strong {
        content = html! { strong { (content) } };
    }
    match link.as_deref().filter(|link| link::is_harmless(link)) {
        Some(link) => html! { a href=(link) rel="noreferrer" { (content) } },
        None => content,
    }
}

fn image(picture: &Picture) -> Markup {
    // A point is four thirds of what the web calls a pixel.
    let [width, height] = picture.size.map(|points| points * 4 / 3);
    let source = format!("data:{};base64,{}", picture.media_type, BASE64.encode(&picture.bytes));
    html! { img src=(source) alt=(picture.alt) width=(width) height=(height); }
}
