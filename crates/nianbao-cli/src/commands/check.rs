//! `nianbao check`: everything that is wrong, in one run; with `--locked` also what was never approved.

use std::io::{self, Write as _};
use std::path::Path;

use nianbao::diff::cells::Cells;
use nianbao::lock::Lock;
use nianbao::record::{self, Record};
use nianbao::render::findings::Listing;
use nianbao::{Computed, Edition, Figures, Finding, Ledgers, Project, Severity};

use crate::args::{Check, FindingsFormat};
use crate::findings::{self, Chosen};
use crate::progress::Progress;
use crate::session::{Session, shown};
use crate::stop::{Exit, Stop};

pub(super) fn run(args: &Check, session: &Session) -> Result<Exit, Stop> {
    if let Some(file) = &args.figures {
        return figures_alone(args, file, session);
    }
    let project = session.open(Edition::default())?;
    let chosen = Chosen::new(&args.choice, &project.pack.rules, &session.messages)?;
    // Without a lock, or without the project it is held against, there is no use in beginning.
    let lock = if args.locked { Some(Lock::open(&project.root)?) } else { None };
    let former = args.against.as_deref().map(|folder| session.computed_in(folder)).transpose()?;
    let progress = Progress::new(&session.messages);
    let computed = nianbao::compute(&project, &progress)?;
    let Computed { ledgers, figures, findings: of_rows, dismissed, .. } = computed.clone();
    // A narrative that can't be typeset doesn't hide what is wrong with the rows.
    let (mut found, narrative, stop) = match nianbao::bind(&project, computed, &progress) {
        Ok(compiled) => (compiled.findings, Some(compiled.text), None),
        Err(error) => (of_rows, None, Some(error)),
    };
    drop(progress);
    if let Some(lock) = lock {
        found.extend(drift(&lock, (&project, &ledgers, &figures), former.as_ref())?);
        nianbao::finding::sort(&mut found);
    }
    let found = chosen.of(found);
    let listing = Listing {
        findings: &found,
        dismissed: &dismissed,
        ledgers: &ledgers,
        rules: &project.pack.rules,
        narrative: narrative.as_ref(),
        messages: &session.messages,
        folder: &folder_from_here(&project.root),
        documents: &[],
    };
    print(args, &listing)?;
    match stop {
        Some(error) => Err(error.into()),
        None => Ok(chosen.exit(&found)),
    }
}

/// What has drifted from the approved figures, with the cells if the project as it was is at hand.
fn drift(
    lock: &Lock,
    (project, ledgers, figures): (&Project, &Ledgers, &Figures),
    former: Option<&(Project, Computed)>,
) -> Result<Vec<Finding>, Stop> {
    let cells = former.map(|(old, computed)| Cells::new((old, computed), (project, ledgers)));
    Ok(lock.drift(Record::of(project, figures), cells.as_ref())?)
}

/// Holds a `figures.json` against the lock. Neither ledgers nor a pack are needed.
fn figures_alone(args: &Check, file: &Path, session: &Session) -> Result<Exit, Stop> {
    let chosen = Chosen::new(&args.choice, &[], &session.messages)?;
    let folder = session.folder_of_lock()?;
    let lock = Lock::open(&folder)?;
    let mut found = lock.drift(record::json::open(file)?, None)?;
    nianbao::finding::sort(&mut found);
    let found = chosen.of(found);
    let from_here = folder_from_here(&folder);
    print(args, &Listing::of_findings(&found, &session.messages, &from_here))?;
    Ok(chosen.exit(&found))
}

fn print(args: &Check, listing: &Listing<'_>) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    match args.format {
        FindingsFormat::Human => {
            findings::human::print(&mut out, listing.findings, Severity::Note, listing.messages)?;
            findings::human::sheets(&mut out, listing.ledgers, listing.messages)?;
            findings::human::dismissed(&mut out, listing.dismissed, listing.messages)?;
            if let Some(text) = listing.narrative {
                findings::human::owners(&mut out, text, listing.messages)?;
            }
            findings::human::summary(&mut out, listing.findings, listing.messages)
        }
        FindingsFormat::Short => findings::short::print(&mut out, listing.findings, listing.messages),
        FindingsFormat::Json => out.write_all(&listing.json()),
        FindingsFormat::Github => out.write_all(listing.github().as_bytes()),
        FindingsFormat::Sarif => out.write_all(&listing.sarif()),
        FindingsFormat::Junit => out.write_all(&listing.junit()),
    }
}

/// The project's folder from the working directory, which in a pipeline is the root of the repository.
pub(super) fn folder_from_here(root: &Path) -> String {
    let folder = shown(root).replace('\\', "/");
    match folder.trim_start_matches("./").trim_end_matches('/') {
        "" | "." => String::new(),
        folder => format!("{folder}/"),
    }
}
