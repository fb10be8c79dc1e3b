//! Workflow commands of GitHub Actions: `::error file=…,line=…,col=…,title=…::message`.

use super::{Listing, name_of};
use crate::finding::Severity;
use crate::place::{Place, TextPlace};

pub(super) fn github(listing: &Listing<'_>) -> String {
    let mut out = String::new();
    for finding in listing.findings {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut properties = Vec::new();
        properties.extend(listing.file(&finding.place).map(|file| format!("file={}", property(&file))));
        if let (Place::Text(TextPlace { line, column, .. }), false) = (&finding.place, properties.is_empty()) {
            properties.push(format!("line={line},col={column}"));
        }
        properties.push(format!("title={}", property(name_of(finding))));
        let message = data(&listing.paragraph(finding));
        out.push_str(&format!("::{command} {}::{message}\n", properties.join(",")));
    }
    out
}

/// What a message may not hold as it is: a line break would end the command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_a_command_or_a_property() {
        assert_eq!(data("100%\r\n::error::"), "100%25%0D%0A::error::");
        assert_eq!(property("甲,乙:丙\n"), "甲%2C乙%3A丙%0A");
    }
}
