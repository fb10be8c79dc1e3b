//! `nianbao verify`: whether finished reports agree with themselves, one line each.

use std::io::{self, Write};

use nianbao::message::Messages;
use nianbao::render::findings::verifications;
use nianbao::verify::{Identity, Numerals, Verdict, Verification, Verifier};

use crate::args::{Verify, VerifyFormat};
use crate::csv;
use crate::session::Session;
use crate::stop::{Exit, Stop};
use crate::table::{columns, safe};

pub(super) fn run(args: &Verify, session: &Session) -> Result<Exit, Stop> {
    let messages = &session.messages;
    let mut verifier = Verifier::new(session.named_pack()?);
    let found: Vec<Verification> = args.files.iter().map(|file| verifier.verify(file)).collect();
    let mut out = anstream::stdout().lock();
    match args.format {
        VerifyFormat::Human => print(&mut out, &found, messages)?,
        VerifyFormat::Json => out.write_all(&verifications(&found, messages))?,
        VerifyFormat::Csv => print_csv(&mut out, &found, messages)?,
    }
    let worst = found.iter().map(|own| own.verdict).max().unwrap_or(Verdict::Agrees);
    Ok(match worst {
        Verdict::Agrees => Exit::Clean,
        Verdict::Incomplete | Verdict::Disagrees | Verdict::NotVerifiable => Exit::Findings,
        Verdict::Unread => Exit::Unread,
    })
}

/// One line a file, then what is wrong with each of them, then what all of this says and what it doesn't.
fn print(out: &mut impl Write, found: &[Verification], messages: &Messages) -> io::Result<()> {
    let strong = anstyle::Style::new().bold();
    let rows: Vec<Vec<String>> = found.iter().map(|own| row(own, messages)).collect();
    for line in columns(&rows, 2) {
        writeln!(out, "{line}")?;
    }
    for own in found {
        let details = details(own, messages);
        if !details.is_empty() {
            writeln!(out, "\n{strong}{}{strong:#}", name(own))?;
        }
        for line in details {
            writeln!(out, "  {line}")?;
        }
    }
    let of = |verdict| found.iter().filter(|own| own.verdict == verdict).count();
    let arguments = [
        ("files", found.len().into()),
        ("agree", of(Verdict::Agrees).into()),
        ("incomplete", of(Verdict::Incomplete).into()),
        ("disagree", of(Verdict::Disagrees).into()),
        ("unverifiable", of(Verdict::NotVerifiable).into()),
        ("unread", of(Verdict::Unread).into()),
    ];
    writeln!(out, "\n{}", messages.text("verified-summary", &arguments.into_iter().collect()))?;
    writeln!(out, "{}", messages.word("verified-meaning"))
}

/// Verdict, file, unit, year, edition, status, parts.
fn row(own: &Verification, messages: &Messages) -> Vec<String> {
    let mut row = vec![messages.word(&format!("verdict-{}", own.verdict.as_str())), name(own)];
    if let Some(Identity { unit, year, written_for, status, .. }) = &own.report {
        row.push(safe(unit));
        row.push(year.to_string());
        row.push(messages.word(&format!("audience-{}", written_for.as_str())));
        row.push(messages.word(&format!("status-{}", status.as_str())));
        if own.numerals.is_some() {
            let arguments = [("parts", own.missing_parts.clone().into())];
            row.push(messages.text("verified-parts", &arguments.into_iter().collect()));
        }
    }
    row
}

/// What doesn't agree, one line each; numbers that nobody owns.
fn details(own: &Verification, messages: &Messages) -> Vec<String> {
    let mut lines: Vec<String> = own.problems(messages).iter().map(|problem| safe(problem)).collect();
    for finding in &own.findings {
        lines.push(format!("{}: {}", safe(&finding.place.to_string()), safe(&messages.finding(finding).title)));
    }
    if own.verdict == Verdict::NotVerifiable {
        lines.push(messages.word("verified-nothing"));
    }
    lines.extend(own.error.iter().map(|error| safe(&messages.error(error))));
    if let Some(Numerals { statements, unowned, .. }) = own.numerals.filter(|numerals| numerals.unowned > 0) {
        let arguments = [("statements", statements.into()), ("unowned", unowned.into())];
        lines.push(messages.text("verified-unowned", &arguments.into_iter().collect()));
    }
    lines
}

fn print_csv(out: &mut impl Write, found: &[Verification], messages: &Messages) -> io::Result<()> {
    writeln!(
        out,
        "file,verdict,unit,unit_code,year,written_for,status,missing_parts,figures,statements,contradicts,unowned,digest,problems"
    )?;
    for own in found {
        let report = own.report.as_ref();
        let text = |of: fn(&Identity) -> String| report.map(of).unwrap_or_default();
        let number =
            |of: fn(&Numerals) -> usize| own.numerals.as_ref().map(of).map(|n| n.to_string()).unwrap_or_default();
        let problems = own.problems(messages).into_iter();
        let problems = problems.chain(own.findings.iter().map(|finding| messages.finding(finding).title));
        let problems = problems.chain(own.error.iter().map(|error| messages.error(error)));
        let fields = [
            own.path.display().to_string(),
            own.verdict.as_str().to_owned(),
            text(|report| report.unit.clone()),
            text(|report| report.unit_code.clone()),
            text(|report| report.year.to_string()),
            text(|report| report.written_for.as_str().to_owned()),
            text(|report| report.status.as_str().to_owned()),
            own.missing_parts.join("; "),
            number(|numerals| numerals.figures),
            number(|numerals| numerals.statements),
            number(|numerals| numerals.contradicts),
            number(|numerals| numerals.unowned),
            own.digest.clone().unwrap_or_default(),
            problems.collect::<Vec<_>>().join("; "),
        ];
        writeln!(out, "{}", csv::record(&fields.each_ref().map(String::as_str)))?;
    }
    Ok(())
}

/// The file as it was given.
fn name(own: &Verification) -> String {
    safe(&own.path.display().to_string())
}
