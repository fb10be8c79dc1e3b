//! HTML for notebooks. Every text is escaped, and no colour is fixed that a dark theme would swallow: text and ground are
//! those of the notebook, lines are of a grey that both themes show.

/// The style of a table.
pub(crate) const TABLE: &str = "border-collapse:collapse;margin:.4em 0";
/// The style of its cells.
pub(crate) const CELL: &str =
    "border:1px solid rgba(128,128,128,.5);padding:.15em .6em;text-align:left;vertical-align:top";
/// The style of cells with numbers.
pub(crate) const NUMBER: &str = "border:1px solid rgba(128,128,128,.5);padding:.15em .6em;text-align:right;\
    vertical-align:top;font-variant-numeric:tabular-nums;white-space:nowrap";
/// The style of what is less important.
pub(crate) const FAINT: &str = "opacity:.75";

/// The text with everything that HTML would read escaped.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // A cell may hold characters that no document may.
            c if c.is_control() && !matches!(c, '\n' | '\t') => safe.push('\u{FFFD}'),
            c => safe.push(c),
        }
    }
    safe
}

/// An element with a style around what is HTML already.
pub(crate) fn element(name: &str, style: &str, inner: &str) -> String {
    if style.is_empty() {
        format!("<{name}>{inner}</{name}>")
    } else {
        format!("<{name} style=\"{style}\">{inner}</{name}>")
    }
}

/// A cell of a table with a text.
pub(crate) fn cell(text: &str) -> String {
    element("td", CELL, &escaped(text))
}

/// A cell of a table with a number as it is printed.
pub(crate) fn number(text: &str) -> String {
    element("td", NUMBER, &escaped(text))
}

/// A row of headers.
pub(crate) fn headers<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let cells = texts
        .into_iter()
        .map(|text| format!("<th scope=\"col\" style=\"{CELL};white-space:nowrap\">{}</th>", escaped(text)));
    format!("<thead><tr>{}</tr></thead>", cells.collect::<String>())
}

/// A table of a caption, its headers, and rows of cells.
pub(crate) fn table(caption: &str, headers: &str, rows: &[String]) -> String {
    let caption = if caption.is_empty() {
        String::new()
    } else {
        element("caption", "caption-side:top;text-align:left;font-weight:bold;color:inherit", &escaped(caption))
    };
    let rows: String = rows.iter().map(|row| element("tr", "background:transparent", row)).collect();
    element("table", TABLE, &format!("{caption}{headers}<tbody>{rows}</tbody>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cell_holds_is_never_read_as_html() {
        assert_eq!(escaped("<b a=\"1\">'&\u{0}"), "&lt;b a=&quot;1&quot;&gt;&#39;&amp;\u{FFFD}");
        assert_eq!(cell("<script>"), format!("<td style=\"{CELL}\">&lt;script&gt;</td>"));
    }
}
