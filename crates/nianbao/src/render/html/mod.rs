//! `report.html`: one page that needs nothing but itself. Each figure is a `<data>` element that shows where it comes from
//! on hover, focus and tap; the figures, and what the report was made of, lie in the page as JSON.
//!
//! The text needs no script. Where scripts don't run, the style sheet shows a figure's source at the edge of the window.

mod blocks;
mod sources;

pub(crate) use blocks::source_id;
pub(crate) use sources::SHOWN;

use std::cell::RefCell;
use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

use crate::data_block;
use crate::figure::{Figure, Figures};
use crate::finding::Argument;
use crate::message::Messages;
use crate::narrative::tree::{Part, Role, Tree};
use crate::project::{Edition, Project};
use crate::render::furniture::Furniture;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What the page is written from.
struct Page<'a> {
    project: &'a Project,
    figures: &'a Figures,
    tree: &'a Tree,
    messages: Messages,
    furniture: Furniture,
    /// Whether it shows rows and cells.
    is_complete: bool,
    /// The headings so far, for the table of contents.
    outline: RefCell<Vec<Entry>>,
    /// The ids that elements have.
    ids: RefCell<BTreeSet<String>>,
    /// The figures that are stated, by their number in [`Page::numbered`].
    stated: RefCell<BTreeSet<usize>>,
}

/// A line of the table of contents.
struct Entry {
    level: usize,
    id: String,
    text: String,
}

/// The bytes of the page, with `figures.json` and `provenance.json` in it.
pub(crate) fn html(project: &Project, figures: &Figures, tree: &Tree, carried: [&[u8]; 2]) -> Vec<u8> {
    let [figures_json, _] = carried;
    let messages = project.pack.messages();
    let page = Page {
        project,
        figures,
        tree,
        furniture: Furniture::of(project, figures_json, &messages),
        messages,
        is_complete: project.report.edition == Edition::Filing,
        outline: RefCell::default(),
        ids: RefCell::new(["figures", "provenance"].map(str::to_owned).into()),
        stated: RefCell::default(),
    };
    page.document(carried).into_string().into_bytes()
}

impl Page<'_> {
    fn document(&self, [figures_json, provenance]: [&[u8]; 2]) -> Markup {
        let report = &self.project.report;
        // The text comes first: it says which figures are stated, and what the headings are.
        let main = self.main();
        let sources = self.sources();
        let style = self.style();
        let [what, digest] = &self.furniture.digest;
        html! {
            (DOCTYPE)
            html lang=(self.project.pack.language) {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy(&style));
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    // Figures are no telephone numbers.
                    meta name="format-detection" content="telephone=no";
                    meta name="author" content=(report.unit);
                    meta name="generator" content={ "nianbao " (env!("CARGO_PKG_VERSION")) };
                    @if self.furniture.banner.is_some() { meta name="robots" content="noindex"; }
                    title { (report.title_on_one_line()) }
                    // Without it browsers ask the site for one.
                    link rel="icon" href="data:,";
                    style { (PreEscaped(&style)) }
                }
                body {
                    @if let Some(banner) = &self.furniture.banner {
                        header.banner { p { (banner) } }
                    }
                    (self.contents())
                    main { (main) }
                    footer { p { (what) code { (digest) } } }
                    (sources)
                    script type="application/json" id="figures" { (PreEscaped(data_block::written(figures_json))) }
                    script type="application/json" id="provenance" { (PreEscaped(data_block::written(provenance))) }
                    script { (PreEscaped(SCRIPT)) }
                }
            }
        }
    }

    fn main(&self) -> Markup {
        let has_title = self.tree.parts.iter().any(|part| part.role == Role::Title);
        let narrative = self.tree.parts.iter().rposition(|part| part.role == Role::Narrative);
        html! {
            @if !has_title { h1 { (self.project.report.title_on_one_line()) } }
            @for (at, part) in self.tree.parts.iter().enumerate() {
                (self.part(part))
                @if Some(at) == narrative { (self.notes()) }
            }
            @if narrative.is_none() { (self.notes()) }
        }
    }

    fn part(&self, part: &Part) -> Markup {
        let blocks = &part.blocks;
        match part.role {
            Role::Title => html! { h1 { (self.lines(blocks)) } },
            Role::Period => html! { p.period { (self.lines(blocks)) } },
            Role::Addressees => html! { p.addressees { (self.lines(blocks)) } },
            Role::Narrative => html! { div.narrative { (self.blocks(blocks)) } },
            Role::Unit => html! { p.unit { (self.lines(blocks)) } },
            Role::Date => {
                let lines = self.lines(blocks);
                let day = self.project.report.date;
                html! { p.date { @if let Some(day) = day { time datetime=(day) { (lines) } } @else { (lines) } } }
            }
            Role::Annex => html! { section.annex { (self.blocks(blocks)) } },
            Role::Findings => html! { section.findings { (self.blocks(blocks)) } },
            Role::Other => html! { div.other { (self.blocks(blocks)) } },
        }
    }

    /// The footnotes, each with the way back to where it is called.
    fn notes(&self) -> Markup {
        html! {
            @if !self.tree.notes.is_empty() {
                section.notes role="doc-endnotes" aria-label=(self.messages.word("page-notes")) {
                    ol {
                        @for (at, note) in self.tree.notes.iter().enumerate() {
                            li id={ "note-" (at + 1) } {
                                a.marker href={ "#call-" (at + 1) } role="doc-backlink" { (note.marker) }
                                div { (self.blocks(&note.blocks)) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn contents(&self) -> Markup {
        let outline = self.outline.borrow();
        let shown = outline.iter().filter(|entry| entry.level <= 2);
        html! {
            nav aria-label=(self.messages.word("page-contents")) {
                ul {
                    @for entry in shown {
                        li class={ "level-" (entry.level) } { a href={ "#" (entry.id) } { (entry.text) } }
                    }
                }
            }
        }
    }

    /// The style sheet, with the faces of the pack and, for where no script runs, a rule for each source.
    fn style(&self) -> String {
        let mut style = String::from(":root{");
        for (role, face) in self.project.pack.faces.by_role() {
            let own = self.project.faces.get(role).into_iter();
            let families = own.chain(&face.official).chain(&face.substitutes).map(|family| css_text(family));
            let families: Vec<String> = families.collect();
            style.push_str(&format!("--face-{}:{};", role.replace('_', "-"), families.join(",")));
        }
        style.push_str("}\n");
        style.push_str(STYLE);
        if let Some(banner) = &self.furniture.banner {
            style.push_str(&format!("@page{{@top-center{{content:{}}}}}\n", css_text(banner)));
        }
        for number in &*self.stated.borrow() {
            style.push_str(&format!(
                ":root:not(.live):has(.figure[data-source=\"{number}\"]:is(:hover,:focus)) \
                 .source[data-source=\"{number}\"]{{display:block}}\n"
            ));
        }
        style
    }

    /// All figures, members of series among them, in the order of the pack.
    fn numbered(&self) -> impl Iterator<Item = (usize, &Figure)> {
        let members = self.figures.series.iter().flat_map(|series| series.members.iter().map(|(_, figure)| figure));
        self.figures.iter().chain(members).enumerate()
    }

    /// An id that no other element has.
    fn new_id(&self, wish: &str) -> String {
        let mut ids = self.ids.borrow_mut();
        let wish = wish.replace(char::is_whitespace, "_");
        let mut id = wish.clone();
        let mut again = 1;
        while !ids.insert(id.clone()) {
            again += 1;
            id = format!("{wish}-{again}");
        }
        id
    }

    fn text(&self, key: &str, arguments: Vec<(&'static str, Argument)>) -> String {
        self.messages.text(key, &arguments.into_iter().collect())
    }
}

/// Nothing is fetched and nothing is sent, and no other script or style runs than the page's own.
fn policy(style: &str) -> String {
    format!(
        "default-src 'none'; img-src data:; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(style),
        hash(SCRIPT)
    )
}

fn hash(text: &str) -> String {
    BASE64.encode(Sha256::digest(text))
}

/// A text of a style sheet.
fn css_text(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        if matches!(c, '"' | '\\' | '<' | '>' | '&') || c.is_control() {
            quoted.push_str(&format!("\\{:x} ", u32::from(c)));
        } else {
            quoted.push(c);
        }
    }
    quoted.push('"');
    quoted
}
