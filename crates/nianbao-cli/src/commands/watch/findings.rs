//! Findings beside the page: what is wrong, where, on which ground, and what to do.
//!
//! As on the pages themselves, what a cell holds is left out: a screen is shown to others, and a name in the wrong column
//! has no place there. The address leads to it.

use std::collections::BTreeMap;

use maud::{Markup, html};
use nianbao::Finding;
use nianbao::finding::Arguments;
use nianbao::message::Messages;
use nianbao::narrative::Spot;
use nianbao::place::{Place, TextPlace};

use crate::findings::group::{Group, groups};

/// So many groups are shown; a browser has its limits, and so has a reader.
const SHOWN: usize = 200;

/// The list of findings, those that are on the pages with their spots.
pub(super) fn markup(findings: &[Finding], spots: &BTreeMap<TextPlace, Spot>, messages: &Messages) -> Markup {
    let groups = groups(findings);
    let more = groups.len().saturating_sub(SHOWN);
    let text = |key: &str, count: usize| messages.text(key, &Arguments::from([("count", count.into())]));
    html! {
        ol {
            @for group in groups.iter().take(SHOWN) {
                @for finding in &group.in_full { (item(finding, spots, messages)) }
                @if group.more > 0 { li.more { (others(group, messages)) } }
            }
        }
        @if more > 0 { p { (text("watch-more", more)) } }
    }
}

fn item(finding: &Finding, spots: &BTreeMap<TextPlace, Spot>, messages: &Messages) -> Markup {
    let text = messages.finding(&finding.without_value());
    let severity = finding.severity.as_str();
    let spot = match &finding.place {
        Place::Text(place) => spots.get(place),
        _ => None,
    };
    html! {
        li class=(severity) {
            h3 { span.severity { (messages.word(&format!("severity-{severity}"))) } " " (text.title) }
            p.place { (messages.place(&finding.place, " › ")) @if let Some(spot) = spot { " " (link(*spot, messages)) } }
            dl {
                @if let Some(rule) = &finding.rule {
                    dt { (messages.word("finding-ground")) } dd { (rule.because) }
                }
                @if !text.remedy.is_empty() {
                    dt { (messages.word("finding-remedy")) } dd { (text.remedy) }
                }
            }
            p.code {
                code { (finding.code) }
                @if let Some(rule) = &finding.rule { " · " code { (rule.id) } }
            }
        }
    }
}

/// Leads to the place on the page.
fn link(spot: Spot, messages: &Messages) -> Markup {
    let label = messages.text("watch-page", &Arguments::from([("number", spot.page.into())]));
    html! { button type="button" data-page=(spot.page) data-down=(spot.down) { (label) } }
}

fn others(group: &Group<'_>, messages: &Messages) -> String {
    let cells: Vec<String> = group.cells.iter().map(ToString::to_string).collect();
    let arguments = [("count", group.more.into()), ("cells", cells.join(" ").into())];
    messages.text("findings-more", &Arguments::from(arguments))
}
