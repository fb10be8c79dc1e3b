//! Findings as one line each, for editors and grep: place, severity, code, title.

use std::io::{self, Write};

use nianbao::Finding;
use nianbao::message::Messages;

use crate::table::safe;

pub(crate) fn print(out: &mut impl Write, findings: &[Finding], messages: &Messages) -> io::Result<()> {
    for finding in findings {
        let severity = messages.word(&format!("severity-{}", finding.severity.as_str()));
        let rule = finding.rule.as_ref().map(|rule| format!(" · {}", rule.id)).unwrap_or_default();
        let title = messages.finding(finding).title;
        let place = safe(&finding.place.to_string());
        writeln!(out, "{place}: {severity}[{}{rule}] {}", finding.code, safe(&title))?;
    }
    Ok(())
}
