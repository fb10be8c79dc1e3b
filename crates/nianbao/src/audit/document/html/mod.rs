//! Web pages: what a reader of the page sees, as paragraphs and rows.

mod beside;

use html5gum::{StartTag, Token, Tokenizer};

use super::carrier::Attached;
use super::writer::{Piece, Writer};
use crate::encoding;
use crate::error::Fault;
use crate::figure::FigureId;
use beside::{Beside, Role};
pub(crate) use beside::{Marked, Source, Value};

/// How far a page is searched for what tells that it is one, and for the name of its encoding, in bytes.
const HEAD: usize = 4_096;
/// Elements within elements within elements: those that are deeper have no end of their own.
const DEEPEST: usize = 512;

/// Whether bytes are a web page, in any encoding that has ASCII's letters.
pub(super) fn is_html(bytes: &[u8]) -> bool {
    const STARTS: &[&str] = &[
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<meta",
        "<title",
        "<div",
        "<p>",
        "<p ",
        "<table",
        "<h1",
        "<article",
    ];
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = String::from_utf8_lossy(start.get(..HEAD).unwrap_or(start)).to_ascii_lowercase();
    let mut rest = head.trim_start();
    // What programs set before a page: <?xml … ?> and comments.
    while let Some((_, after)) = ["?>", "-->"]
        .into_iter()
        .zip(["<?", "<!--"])
        .find_map(|(end, begin)| rest.starts_with(begin).then(|| rest.split_once(end)).flatten())
    {
        rest = after.trim_start();
    }
    STARTS.iter().any(|begin| rest.starts_with(begin))
}

/// A page with what it carries.
pub(super) struct Whole {
    pub(super) piece: Piece,
    pub(super) attached: Vec<Attached>,
    pub(super) marked: Marked,
    /// The lines of its heads and feet.
    pub(super) edges: Vec<String>,
}

/// The text of a page.
pub(super) fn read(bytes: &[u8]) -> Result<Piece, Fault> {
    read_whole(bytes, &[]).map(|page| page.piece)
}

/// The text of a page and what it carries, of its blocks of data those that go by one of the names.
pub(super) fn read_whole(bytes: &[u8], names: &'static [&'static str]) -> Result<Whole, Fault> {
    let decoded = match charset(bytes) {
        Some(label) => encoding::decoded_as(bytes, &label),
        None => encoding::decoded(bytes),
    };
    let text = decoded.ok_or_else(|| Fault::new("document-of-no-kind"))?;
    let mut page = Page { beside: Beside::new(names), ..Page::default() };
    for Ok(token) in Tokenizer::new(&text) {
        match token {
            Token::StartTag(tag) => page.open(&tag),
            Token::EndTag(tag) => page.close(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => page.string(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    page.end_down_to(0);
    let edges = page.beside.edges();
    let Beside { attached, marked, .. } = page.beside;
    Ok(Whole { piece: page.writer.finish(), attached, marked, edges })
}

/// The encoding that a page says it has: `<meta charset="gb2312">`, or within `content`.
fn charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    let metas = head.split("<meta").skip(1).filter_map(|rest| rest.split_once('>')).map(|(meta, _)| meta);
    let named = metas.filter_map(|meta| meta.split_once("charset")).map(|(_, rest)| rest.trim_start());
    let label = named.filter_map(|rest| rest.strip_prefix('=')).map(|rest| {
        let rest = rest.trim_start_matches([' ', '"', '\'']);
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect::<String>()
    });
    label.into_iter().next()
}

/// An element that is open and has an end that matters.
struct Element {
    name: String,
    is_hidden: bool,
    is_tag: bool,
    role: Option<Role>,
}

/// White space between two characters.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Gap {
    #[default]
    None,
    Blank,
    /// With a line end of the source in it, which is nothing between two Chinese characters.
    Break,
}

#[derive(Default)]
struct Page {
    writer: Writer,
    /// Elements that are open, and how many of them hide what is in them.
    open: Vec<Element>,
    hidden: usize,
    /// White space was read, which stands for one blank if anything follows.
    gap: Gap,
    /// Inside `<pre>`, whose line ends are the page's own.
    kept: usize,
    beside: Beside,
}

impl Page {
    fn open(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let name = name.as_str();
        match name {
            "br" | "hr" => return self.end_line(),
            "li" | "p" | "option" | "dt" | "dd" => self.end_implied(name),
            "td" | "th" => self.end_implied("td"),
            "tr" => self.end_implied("tr"),
            _ => {}
        }
        if is_void(name) || self.open.len() >= DEEPEST {
            return;
        }
        let figure = attribute(tag, "data-figure").filter(|id| !id.trim().is_empty());
        let role = self.beside.open(name, tag);
        let element =
            Element { name: name.to_owned(), is_hidden: is_hidden(name, tag), is_tag: figure.is_some(), role };
        self.hidden += usize::from(element.is_hidden);
        if self.hidden == 0 {
            match name {
                "tr" => self.writer.begin_row(),
                "td" | "th" => {
                    self.writer.begin_cell();
                    self.gap = Gap::None;
                }
                "pre" | "textarea" => self.kept += 1,
                _ if is_block(name) => self.end_line(),
                _ => {}
            }
        }
        if let Some(id) = figure {
            self.fill_gap(None);
            self.writer.open_tag(Some(FigureId::new(id.trim())));
        }
        if matches!(name, "td" | "th") && self.hidden == 0 {
            let span = attribute(tag, "colspan").and_then(|span| span.trim().parse::<usize>().ok()).unwrap_or(1);
            // The columns that are covered come before what is written: they are told apart by the end of the cell.
            self.open.push(Element { name: name.to_owned(), ..element });
            self.open.extend((1..span.min(64)).map(|_| Element {
                name: "covered".to_owned(),
                is_hidden: false,
                is_tag: false,
                role: None,
            }));
            return;
        }
        self.open.push(element);
    }

    /// Ends what the begin of another element ends: a paragraph ends before the next one.
    fn end_implied(&mut self, name: &str) {
        let (ends, within): (&[&str], &[&str]) = match name {
            "td" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["tr"], &["table"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "li" => (&["li"], &["ul", "ol", "td", "th"]),
            "p" => (&["p"], &["td", "th", "div", "li", "body", "button"]),
            _ => (&["option"], &["select"]),
        };
        let inner = self.open.iter().rposition(|open| within.contains(&open.name.as_str())).map_or(0, |at| at + 1);
        let open = self.open.get(inner..).unwrap_or_default();
        if let Some(at) = open.iter().position(|open| ends.contains(&open.name.as_str())) {
            self.end_down_to(inner + at);
        }
    }

    fn close(&mut self, name: &str) {
        if name == "br" || name == "p" {
            self.end_line();
        }
        let matching = self.open.iter().rposition(|open| open.name == name);
        // A stray end within a cell doesn't end the cell.
        let wall = self.open.iter().rposition(|open| matches!(open.name.as_str(), "td" | "th" | "table"));
        let is_table = matches!(name, "td" | "th" | "tr" | "table" | "tbody" | "thead" | "body" | "html");
        if let Some(at) = matching.filter(|at| is_table || wall.is_none_or(|wall| *at >= wall)) {
            self.end_down_to(at);
        }
    }

    fn end_down_to(&mut self, at: usize) {
        let mut covered = 0;
        while self.open.len() > at {
            let Some(element) = self.open.pop() else { return };
            if element.is_tag {
                self.writer.close_tag();
            }
            if self.hidden == 0 {
                match element.name.as_str() {
                    "covered" => covered += 1,
                    "td" | "th" => {
                        self.end_line();
                        self.writer.skip_cells(std::mem::take(&mut covered));
                    }
                    "tr" => {
                        self.gap = Gap::None;
                        self.writer.end_row(true);
                    }
                    "pre" | "textarea" => {
                        self.kept = self.kept.saturating_sub(1);
                        self.end_line();
                    }
                    name if is_block(name) => self.end_line(),
                    _ => {}
                }
            }
            self.hidden -= usize::from(element.is_hidden);
            if let Some(role) = element.role {
                self.beside.close(role);
            }
        }
    }

    fn string(&mut self, text: &str) {
        self.beside.text(text, self.hidden > 0);
        if self.hidden == 0 {
            self.text(text);
        }
    }

    fn end_line(&mut self) {
        self.beside.end_line();
        self.gap = Gap::None;
        self.writer.end_line();
    }

    /// Writes the blank that white space stands for, if one does before the next character.
    fn fill_gap(&mut self, next: Option<char>) {
        let gap = std::mem::take(&mut self.gap);
        let is_chinese = |c: Option<char>| c.is_some_and(|c| c >= '\u{2e80}');
        let is_nothing = gap == Gap::Break && is_chinese(self.writer.last()) && is_chinese(next);
        if gap != Gap::None && !is_nothing && !self.writer.is_at_start() {
            self.writer.push(' ');
        }
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' if self.kept > 0 => self.end_line(),
                '\n' | '\r' => self.gap = Gap::Break,
                ' ' | '\t' | '\u{c}' if self.gap == Gap::Break => {}
                ' ' | '\t' | '\u{c}' => self.gap = Gap::Blank,
                _ => {
                    self.fill_gap(Some(c));
                    self.writer.push(c);
                }
            }
        }
    }
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned())
}

/// Whether a reader of the page doesn't see it, or sees the site's own furniture.
fn is_hidden(name: &str, tag: &StartTag<()>) -> bool {
    const UNSEEN: &[&str] = &[
        "script", "style", "head", "template", "noscript", "nav", "svg", "select", "dialog", "iframe", "object", "rt",
        "rp", "del",
    ];
    // What opens only when it is asked for is closed until then.
    if UNSEEN.contains(&name) || ["hidden", "popover"].iter().any(|word| attribute(tag, word).is_some()) {
        return true;
    }
    let style = attribute(tag, "style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    style.contains("display:none") || style.contains("visibility:hidden")
}

fn is_void(name: &str) -> bool {
    const VOID: &[&str] = &["area", "base", "col", "embed", "img", "input", "link", "meta", "source", "track", "wbr"];
    VOID.contains(&name)
}

fn is_block(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "ul",
    ];
    BLOCKS.contains(&name)
}

#[cfg(test)]
mod tests {
    use encoding_rs::GB18030;

    use super::*;

    fn text(page: &str) -> String {
        read(page.as_bytes()).unwrap().text
    }

    #[test]
    fn paragraphs_are_lines_and_markup_parts_no_number() {
        let page = "<!DOCTYPE html><html><head><title>不算</title><style>p{}</style></head><body><nav>首页 12</nav>\n\
                    <h1>年度\n报告</h1><p>办结<b>1</b>46件，&#20854;&#x4e2d;<br>转送&nbsp;57件<script>3</script><p>接待12批\
                    <div style='display: none'>暗</div><ul><li>甲<li>乙</ul><div hidden>藏<p>着</p></div>\
                    <p popover=manual>弹</p>完";
        assert_eq!(text(page), "年度报告\n办结146件，其中\n转送 57件\n接待12批\n甲\n乙\n完");
    }

    #[test]
    fn rows_are_lines() {
        let page = "<table><caption>表1</caption><tr><th>事项<th colspan=2>件数<th>备注</tr><tr><td><p>转送</p><p>交办</p></td>\
                    <td>146</td><td>3</td><td></td></tr></table><table><tr><td><p>一、成效</p><p>办结8件</p></table>完";
        assert_eq!(text(page), "表1\n事项\t件数\t\t备注\n转送 交办\t146\t3\n一、成效\n办结8件\n完");
    }

    #[test]
    fn figures_are_tagged() {
        let page = "<p>办结 <data value=\"146\" data-figure=\"petitions.forwarded\">146件</data>，<span data-figure=''>9</span>批";
        let piece = read(page.as_bytes()).unwrap();
        let tagged: Vec<_> = piece.tagged.iter().map(|(range, id)| (&piece.text[range.clone()], id.as_str())).collect();
        assert_eq!(tagged, [("146件", "petitions.forwarded")]);
        assert_eq!(piece.text, "办结 146件，9批");
    }

    #[test]
    fn a_page_in_gb_is_read_whether_it_says_so_or_not() {
        for head in
            ["<html><meta charset=gb2312>", "<html>", "<html><meta http-equiv=x content='text/html; charset=GBK'>"]
        {
            let page = GB18030.encode(&format!("{head}<p>办结146件")).0.into_owned();
            assert!(is_html(&page));
            assert_eq!(read(&page).unwrap().text, "办结146件");
        }
        assert!(is_html(b" <?xml version='1.0'?><!-- a --><!DOCTYPE html>") && !is_html("<2021>号".as_bytes()));
    }

    #[test]
    fn a_page_that_never_ends_is_read_in_time() {
        for open in ["<table><tr><td>", "<div>", "<p>", "</p>", "<li>", "<data data-figure=a.b>"] {
            let piece = read(format!("<html>{}146", open.repeat(100_000)).as_bytes()).unwrap();
            assert_eq!(piece.text, "146", "{open}");
        }
    }
}
