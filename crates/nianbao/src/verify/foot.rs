//! The edges of a report, the last page of a PDF: the short digest at the foot, and what it says of a draft or a sample.

use super::carried::{Carried, FIGURES};
use crate::digest;
use crate::error::Fault;
use crate::message::Messages;
use crate::project::Status;

/// Holds the lines of the edges against what the report carries.
pub(super) fn check(lines: &[String], carried: &Carried, messages: &Messages, faults: &mut Vec<Fault>) {
    let own = digest::short(&carried.digest).to_owned();
    let printed: Vec<&str> = lines.iter().flat_map(|line| digests(line)).collect();
    if printed.is_empty() {
        faults.push(Fault::new("verify-no-foot").with("found", own));
    } else if !printed.contains(&own.as_str()) {
        let stated: Vec<String> = printed.into_iter().map(str::to_owned).collect();
        faults.push(Fault::new("verify-foot").with("file", FIGURES).with("stated", stated).with("found", own));
    }
    check_banner(lines, carried.identity.status, messages, faults);
}

/// Words that are digests by their form.
fn digests(line: &str) -> impl Iterator<Item = &str> {
    let is_digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    let words = line.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(move |word| word.len() == digest::PRINTED && word.chars().all(is_digit))
}

/// A draft and a sample say on every page what they are, and a final report says nothing of the kind.
fn check_banner(lines: &[String], status: Status, messages: &Messages, faults: &mut Vec<Fault>) {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let lines: Vec<String> = lines.iter().map(|line| bare(line)).collect();
    for known in [Status::Draft, Status::Sample] {
        let banner = messages.word(&format!("banner-{}", known.as_str()));
        let is_there = lines.contains(&bare(&banner));
        if is_there != (known == status) {
            let key = if is_there { "verify-banner" } else { "verify-no-banner" };
            let fault = Fault { arguments: [("banner", banner.into())].into_iter().collect(), ..Fault::new(key) };
            faults.push(fault);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_a_word_of_twelve_digits() {
        let found: Vec<&str> =
            digests("数字摘要 ce34aaf95ead\t— 11 — 500106-TYJR 0123456789abc ABCDEFABCDEF").collect();
        assert_eq!(found, ["ce34aaf95ead"]);
        assert_eq!(digests("figures ce34aaf95ead，— 1 —").next(), Some("ce34aaf95ead"));
    }
}
