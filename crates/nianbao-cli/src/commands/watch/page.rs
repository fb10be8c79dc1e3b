//! The page in the browser: its frame, which is the same for every report; the news fill it.

use maud::{DOCTYPE, html};
use nianbao::message::Messages;

/// The style sheet.
pub(super) const STYLE: &str = include_str!("page.css");
/// The script.
pub(super) const SCRIPT: &str = include_str!("page.js");

/// The page before there are news.
pub(super) fn markup(messages: &Messages) -> String {
    let word = |key: &str| messages.word(key);
    let page = html! {
        (DOCTYPE)
        html lang=(messages.language().as_str()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (word("watch-title")) }
                // Without it browsers ask for one.
                link rel="icon" href="data:,";
                link rel="stylesheet" href="page.css";
                script src="page.js" defer {}
            }
            body {
                header {
                    h1 { span.what { (word("watch-title")) } " " span #title {} }
                    p.state {
                        span #busy { (word("watch-busy")) }
                        span #gone hidden { (word("watch-gone")) }
                        span #current role="status" hidden { a #state href="#findings-title" {} }
                    }
                    fieldset {
                        legend.unseen { (word("watch-view")) }
                        label { input type="radio" name="view" value="pages" checked; (word("watch-view-pages")) }
                        label { input type="radio" name="view" value="report"; (word("watch-view-report")) }
                    }
                }
                main {
                    div #problem role="alert" hidden {
                        strong { (word("watch-problem")) }
                        pre tabindex="0" {}
                        p #stale hidden { (word("watch-stale")) }
                    }
                    div #pages tabindex="0" role="region" aria-label=(word("watch-view-pages")) {}
                    div #report hidden { p #no-report hidden { (word("watch-no-report")) } }
                    noscript { p { (word("watch-no-script")) } }
                }
                aside aria-labelledby="findings-title" tabindex="0" {
                    h2 #findings-title tabindex="-1" { (word("watch-findings")) }
                    p #about {}
                    div #findings {}
                }
            }
        }
    };
    page.into_string()
}
