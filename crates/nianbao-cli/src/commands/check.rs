//! `nianbao check`: everything that is wrong, in one run.

use std::io::Write as _;
use std::path::Path;

use nianbao::render::findings::Listing;
use nianbao::{Edition, Severity};

use crate::args::{Check, FindingsFormat};
use crate::findings::{self, Chosen};
use crate::progress::Progress;
use crate::session::{Session, shown};
use crate::stop::{Exit, Stop};

pub(super) fn run(args: &Check, session: &Session) -> Result<Exit, Stop> {
    let project = session.open(Edition::default())?;
    let chosen = Chosen::new(&args.choice, &project.pack, &session.messages)?;
    let progress = Progress::new(&session.messages);
    let computed = nianbao::compute(&project, &progress)?;
    let (ledgers, of_rows, dismissed) =
        (computed.ledgers.clone(), computed.findings.clone(), computed.dismissed.clone());
    // A narrative that can't be typeset doesn't hide what is wrong with the rows.
    let (found, stop) = match nianbao::bind(&project, computed, &progress) {
        Ok(compiled) => (compiled.findings, None),
        Err(error) => (of_rows, Some(error)),
    };
    drop(progress);
    let found = chosen.of(found);
    let folder = folder_from_here(&project.root);
    let listing = Listing {
        findings: &found,
        dismissed: &dismissed,
        ledgers: &ledgers,
        pack: &project.pack,
        messages: &session.messages,
        folder: &folder,
    };
    let mut out = anstream::stdout().lock();
    match args.format {
        FindingsFormat::Human => {
            findings::human::print(&mut out, &found, Severity::Note, &session.messages)?;
            findings::human::sheets(&mut out, &ledgers, &session.messages)?;
            findings::human::dismissed(&mut out, &dismissed, &session.messages)?;
            findings::human::summary(&mut out, &found, &session.messages)?;
        }
        FindingsFormat::Short => findings::short::print(&mut out, &found, &session.messages)?,
        FindingsFormat::Json => out.write_all(&listing.json())?,
        FindingsFormat::Github => out.write_all(listing.github().as_bytes())?,
        FindingsFormat::Sarif => out.write_all(&listing.sarif())?,
        FindingsFormat::Junit => out.write_all(&listing.junit())?,
    }
    match stop {
        Some(error) => Err(error.into()),
        None => Ok(chosen.exit(&found)),
    }
}

/// The project's folder from the working directory, which in a pipeline is the root of the repository.
fn folder_from_here(root: &Path) -> String {
    let folder = shown(root).replace('\\', "/");
    match folder.trim_start_matches("./").trim_end_matches('/') {
        "" | "." => String::new(),
        folder => format!("{folder}/"),
    }
}
