//! `nianbao audit`: finished texts against themselves and against the figures.

use std::io::{self, Write as _};
use std::path::Path;

use nianbao::audit::{Audit, Document, Reference, Verdict, audit};
use nianbao::finding::Arguments;
use nianbao::record::json;
use nianbao::render::findings::{Listing, audits};
use nianbao::{Computed, Error, Finding, Pack, Project, Severity};

use super::check::folder_from_here;
use crate::args::{Audit as AuditArgs, FindingsFormat};
use crate::findings::{self, Chosen};
use crate::session::Session;
use crate::stop::{Exit, Stop};
use crate::table::safe;

pub(super) fn run(args: &AuditArgs, session: &Session) -> Result<Exit, Stop> {
    if let Some(file) = &args.figures {
        let record = json::open(file)?;
        let pack = session.pack_of(&record.pack)?;
        return of_files(args, session, &pack, Some(&Reference::of_record(&record)), "");
    }
    match session.nearest()? {
        Some((project, computed)) => {
            let (Project { root, pack, .. }, Computed { figures, .. }) = (&project, &computed);
            of_files(args, session, pack, Some(&Reference::of(&project, figures)), &folder_from_here(root))
        }
        None => of_files(args, session, &session.pack()?, None, ""),
    }
}

fn of_files(
    args: &AuditArgs,
    session: &Session,
    pack: &Pack,
    reference: Option<&Reference<'_>>,
    folder: &str,
) -> Result<Exit, Stop> {
    let chosen = Chosen::new(&args.choice, &pack.rules, &session.messages)?;
    let mut all = Vec::new();
    for file in &args.files {
        let mut audit = audit(&document(file)?, pack, reference);
        audit.findings = chosen.of(audit.findings);
        all.push(audit);
    }
    let found: Vec<Finding> = all.iter().flat_map(|audit| &audit.findings).cloned().collect();
    let names: Vec<&str> = all.iter().map(|audit| audit.document.as_str()).collect();
    let listing = Listing { documents: &names, ..Listing::of_findings(&found, &session.messages, folder) };
    let mut out = anstream::stdout().lock();
    match args.format {
        FindingsFormat::Human if args.summary => {
            for audit in &all {
                writeln!(out, "{}", session.messages.text("audit-summary", &counts(audit)))?;
            }
        }
        FindingsFormat::Human => {
            for audit in &all {
                print(&mut out, audit, reference.is_some(), session)?;
            }
        }
        FindingsFormat::Short => findings::short::print(&mut out, &found, &session.messages)?,
        FindingsFormat::Json => out.write_all(&audits(&all, &session.messages))?,
        FindingsFormat::Github => out.write_all(listing.github().as_bytes())?,
        FindingsFormat::Sarif => out.write_all(&listing.sarif())?,
        FindingsFormat::Junit => out.write_all(&listing.junit())?,
    }
    Ok(chosen.exit(&found))
}

/// The document in a file, named as it was given.
fn document(path: &Path) -> Result<Document, Error> {
    let mut document = Document::read(path)?;
    document.name = path.display().to_string().replace('\\', "/");
    Ok(document)
}

/// The findings of a text, what could not be assessed, and the coverage.
fn print(out: &mut impl io::Write, audit: &Audit, has_reference: bool, session: &Session) -> io::Result<()> {
    let messages = &session.messages;
    findings::human::print(out, &audit.findings, Severity::Note, messages)?;
    findings::human::dismissed(out, &audit.dismissed, messages)?;
    let not_assessed = audit.judgements.iter().filter(|judgement| judgement.verdict == Verdict::NotAssessable);
    for judgement in not_assessed.filter(|_| has_reference) {
        let reason = judgement.reason.map(|reason| messages.word(&format!("reason-{}", reason.as_str())));
        let candidates: Vec<String> = judgement.candidates.iter().map(ToString::to_string).collect();
        let arguments = [
            ("document", safe(&audit.document).into()),
            ("line", judgement.spot.line.into()),
            ("column", judgement.spot.column.into()),
            ("surface", safe(&judgement.surface).into()),
            ("reason", reason.unwrap_or_default().into()),
            ("candidates", candidates.into()),
        ];
        writeln!(out, "{}", messages.text("audit-not-assessed", &arguments.into_iter().collect()))?;
    }
    let key = if has_reference { "audit-coverage" } else { "audit-alone" };
    writeln!(out, "{}", messages.text(key, &counts(audit)))?;
    findings::human::summary(out, &audit.findings, messages)
}

fn counts(audit: &Audit) -> Arguments {
    let coverage = audit.coverage;
    let of = |severity| audit.findings.iter().filter(|finding| finding.severity == severity).count();
    let numbers = [
        ("figures", coverage.figures),
        ("stated", coverage.stated),
        ("implied", coverage.implied),
        ("statements", coverage.statements),
        ("claims", coverage.claims),
        ("agrees", coverage.agrees),
        ("rounding", coverage.rounding_only),
        ("contradicts", coverage.contradicts),
        ("unassessed", coverage.not_assessable),
        ("unstated", audit.unstated.len()),
        ("errors", of(Severity::Error)),
        ("warnings", of(Severity::Warning)),
    ];
    let mut arguments: Arguments = numbers.into_iter().map(|(name, number)| (name, number.into())).collect();
    arguments.insert("document", safe(&audit.document).into());
    arguments
}
