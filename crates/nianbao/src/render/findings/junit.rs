//! JUnit XML: every rule of the pack is a test case, passed or failed, so that a report of test runs shows what was
//! checked and not only what was wrong.

use std::collections::BTreeMap;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{Listing, name_of};
use crate::finding::{Finding, Severity};

/// A test case and the findings that it has.
struct Case<'a> {
    suite: &'static str,
    name: &'a str,
    findings: Vec<&'a Finding>,
}

impl Case<'_> {
    /// Errors make a case fail; what weighs less is told, and passes.
    fn failures(&self) -> Vec<&Finding> {
        self.findings.iter().copied().filter(|finding| finding.severity == Severity::Error).collect()
    }
}

pub(super) fn junit(listing: &Listing<'_>) -> Vec<u8> {
    // Writing to memory doesn't fail.
    write(listing, &cases(listing)).unwrap_or_default()
}

/// The pack's rules in their order, then the other codes that were found.
fn cases<'a>(listing: &Listing<'a>) -> Vec<Case<'a>> {
    let mut by_name: BTreeMap<&str, Vec<&'a Finding>> = BTreeMap::new();
    for finding in listing.findings {
        by_name.entry(name_of(finding)).or_default().push(finding);
    }
    let rules = listing.rules.iter().map(|rule| {
        let findings = by_name.remove(rule.id.as_str()).unwrap_or_default();
        Case { suite: "rules", name: rule.id.as_str(), findings }
    });
    let mut cases: Vec<Case<'a>> = rules.collect();
    cases.extend(by_name.into_iter().map(|(name, findings)| Case { suite: "codes", name, findings }));
    cases
}

fn write(listing: &Listing<'_>, cases: &[Case<'_>]) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let totals = counts(cases.iter());
    let suites = writer.create_element("testsuites").with_attribute(("name", "nianbao"));
    with_counts(suites, &totals).write_inner_content(|writer| {
        for suite in ["rules", "codes"] {
            let own: Vec<&Case<'_>> = cases.iter().filter(|case| case.suite == suite).collect();
            if own.is_empty() {
                continue;
            }
            let element = writer.create_element("testsuite").with_attribute(("name", suite));
            with_counts(element, &counts(own.iter().copied()))
                .write_inner_content(|writer| own.iter().try_for_each(|case| write_case(listing, case, writer)))?;
        }
        Ok(())
    })?;
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

fn counts<'a>(cases: impl Iterator<Item = &'a Case<'a>>) -> (String, String) {
    let (mut tests, mut failures) = (0_usize, 0_usize);
    for case in cases {
        tests += 1;
        failures += usize::from(!case.failures().is_empty());
    }
    (tests.to_string(), failures.to_string())
}

type Element<'w> = quick_xml::writer::ElementWriter<'w, Vec<u8>>;

fn with_counts<'w>(element: Element<'w>, (tests, failures): &(String, String)) -> Element<'w> {
    element.with_attribute(("tests", tests.as_str())).with_attribute(("failures", failures.as_str()))
}

fn write_case(listing: &Listing<'_>, case: &Case<'_>, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
    let element = writer.create_element("testcase").with_attribute(("classname", case.suite));
    let element = element.with_attribute(("name", case.name));
    let failures = case.failures();
    let others: Vec<&Finding> =
        case.findings.iter().copied().filter(|finding| finding.severity < Severity::Error).collect();
    if case.findings.is_empty() {
        element.write_empty()?;
        return Ok(());
    }
    element.write_inner_content(|writer| {
        if let Some(first) = failures.first() {
            let message = clean(&listing.messages.finding(&first.without_value()).title);
            let failure = writer.create_element("failure").with_attribute(("message", message.as_str()));
            failure.with_attribute(("type", first.code.as_str())).write_text_content(text(listing, &failures))?;
        }
        if !others.is_empty() {
            writer.create_element("system-out").write_text_content(text(listing, &others))?;
        }
        Ok(())
    })?;
    Ok(())
}

fn text<'t>(listing: &Listing<'_>, findings: &[&Finding]) -> BytesText<'t> {
    let paragraphs: Vec<String> = findings.iter().map(|finding| listing.paragraph(finding)).collect();
    BytesText::new(&clean(&paragraphs.join("\n\n"))).into_owned()
}

/// XML 1.0 has no way to write control characters; a cell may hold them.
fn clean(text: &str) -> String {
    let fits = |c: char| matches!(c, '\t' | '\n') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'));
    text.chars().map(|c| if fits(c) { c } else { '\u{fffd}' }).collect()
}
