//! Findings in a notebook: each with the row that it stands in, the ground, and what to do.

use nianbao::Finding;
use nianbao::finding::Excerpt;
use nianbao::message::Messages;
use nianbao::{Code, Severity};

use crate::html::{CELL, FAINT, element, escaped, headers, table};

/// So many are shown in full.
const SHOWN: usize = 30;

/// How many there are, and the first of them.
pub(crate) fn findings(all: &[&Finding], messages: &Messages) -> String {
    let mut html = element("p", "font-weight:bold", &escaped(&messages.summary(all.iter().copied())));
    html.extend(all.iter().take(SHOWN).map(|own| finding(own, messages)));
    let more = all.len().saturating_sub(SHOWN);
    if more > 0 {
        let text = messages.text("more-findings", &[("count", more.into())].into_iter().collect());
        html.push_str(&element("p", FAINT, &escaped(&text)));
    }
    element("div", "", &html)
}

/// One finding.
pub(crate) fn finding(finding: &Finding, messages: &Messages) -> String {
    let text = messages.finding(finding);
    let severity = messages.word(&format!("severity-{}", finding.severity.as_str()));
    let title = element("b", "", &escaped(&severity));
    let mut html =
        element("div", "", &format!("{title}[{}] {}", escaped(&named(finding.code, finding)), escaped(&text.title)));
    html.push_str(&element("div", FAINT, &escaped(&messages.place(&finding.place, " › "))));
    if let Some(shown) = &finding.excerpt {
        html.push_str(&excerpt(shown, text.mark.as_deref(), finding.severity));
    }
    let mut line = |key: &str, text: &str| {
        let name = element("span", FAINT, &escaped(&messages.word(key)));
        html.push_str(&element("div", "", &format!("{name} {}", escaped(text))));
    };
    if let Some(rule) = &finding.rule {
        line("finding-ground", &rule.because);
    }
    if !text.remedy.is_empty() {
        line("finding-remedy", &text.remedy);
    }
    element(
        "div",
        &format!("border-left:4px solid {};padding:.1em .8em;margin:.8em 0", colour(finding.severity)),
        &html,
    )
}

fn named(code: Code, finding: &Finding) -> String {
    let rule = finding.rule.as_ref().map(|rule| format!(" · {}", rule.id)).unwrap_or_default();
    format!("{code}{rule}")
}

/// The row of the cell with the headers above it, and what is wrong in the cell itself.
fn excerpt(excerpt: &Excerpt, mark: Option<&str>, severity: Severity) -> String {
    let columns: Vec<String> =
        excerpt.columns.iter().map(|(letter, header)| format!("{letter} {header}").trim().to_owned()).collect();
    let rows = excerpt.rows.iter().enumerate().map(|(at, (number, cells))| {
        let row_header = format!("<th scope=\"row\" style=\"{CELL}\">{number}</th>");
        let cells = cells.iter().enumerate().map(|(column, text)| {
            if (at, column) != excerpt.cell {
                return element("td", CELL, &escaped(text));
            }
            let mark = mark.map(|mark| format!("<br>{}", element("small", "", &escaped(mark)))).unwrap_or_default();
            let style = format!("{CELL};border:2px solid {}", colour(severity));
            element(
                "td",
                &style,
                &format!("<mark style=\"background:none;color:inherit\">{}</mark>{mark}", escaped(text)),
            )
        });
        format!("{row_header}{}", cells.collect::<String>())
    });
    let rows: Vec<String> = rows.collect();
    table("", &headers(std::iter::once("").chain(columns.iter().map(String::as_str))), &rows)
}

/// Of middling brightness, so that both themes show it; what it says stands there in words too.
const fn colour(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "#d9534f",
        Severity::Warning => "#c98a1b",
        Severity::Note => "#4a90c2",
    }
}
