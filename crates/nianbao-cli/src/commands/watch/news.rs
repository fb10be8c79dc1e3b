//! News: what the page in the browser is told after each compilation.

use std::collections::BTreeMap;

use nianbao::Finding;
use nianbao::finding::Arguments;
use nianbao::message::Messages;
use nianbao::preview::View;
use serde_json::json;

use super::findings;
use crate::findings::human::coverage;

/// What there was to see the last time that something could be compiled.
pub(super) struct Seen {
    pub(super) view: View,
    /// The digest of the report as a web page.
    pub(super) report: Option<String>,
}

/// What came of a compilation.
pub(super) struct News<'a> {
    /// Why nothing could be compiled.
    pub(super) problem: Option<&'a str>,
    /// What there is to see, perhaps of an earlier time.
    pub(super) seen: Option<&'a Seen>,
    pub(super) findings: &'a [Finding],
    /// Whether the findings are of an earlier time.
    pub(super) is_stale: bool,
}

impl News<'_> {
    /// The news for the page's script.
    pub(super) fn json(&self, messages: &Messages) -> String {
        let pages = self.seen.iter().flat_map(|seen| &seen.view.pages).zip(1_usize..).map(|(page, number)| {
            let label = messages.text("watch-page", &Arguments::from([("number", number.into())]));
            let [width, height] = page.size;
            json!({ "digest": page.digest, "width": width, "height": height, "label": label })
        });
        let none = BTreeMap::new();
        let spots = self.seen.map_or(&none, |seen| &seen.view.spots);
        let summary = [("summary", messages.summary(self.findings.iter()).into())];
        let current = messages.text("watch-current", &Arguments::from(summary));
        let news = json!({
            "problem": self.problem,
            "title": self.seen.map(|seen| &seen.view.title),
            "pages": pages.collect::<Vec<_>>(),
            "report": self.seen.map(|seen| &seen.report),
            "state": if self.problem.is_some() { messages.word("watch-problem") } else { current },
            "about": self.about(messages),
            "findings": findings::markup(self.findings, spots, messages).into_string(),
        });
        news.to_string()
    }

    /// What the findings are about: whose the narrative's numerals are, or why nobody can tell.
    fn about(&self, messages: &Messages) -> Option<String> {
        match (self.problem, self.seen) {
            (None, seen) => seen.map(|seen| coverage(&seen.view.coverage, messages)),
            (Some(_), _) if !self.is_stale => Some(messages.word("watch-findings-of-rows")),
            (Some(_), seen) => seen.map(|_| messages.word("watch-findings-stale")),
        }
    }
}
