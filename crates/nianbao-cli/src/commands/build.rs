//! `nianbao build`: the report and what goes with it, in the output folder.

use std::io::Write as _;

use nianbao::Severity;
use nianbao::project::OUT;
use nianbao::render::{self, Format};

use crate::args::Build;
use crate::findings::{self, Chosen};
use crate::progress::Progress;
use crate::session::{Session, shown};
use crate::stop::{Exit, Stop};

pub(super) fn run(args: &Build, session: &Session) -> Result<Exit, Stop> {
    let messages = &session.messages;
    let project = session.open(args.edition.into())?;
    let chosen = Chosen::new(&args.choice, &project.pack.rules, messages)?;
    // clap has let only known words through.
    let formats: Vec<Format> = args.formats.iter().filter_map(|word| word.parse().ok()).collect();
    let out = args.out.clone().unwrap_or_else(|| project.root.join(OUT));
    let progress = Progress::new(messages);
    let compiled = nianbao::compile(&project, &progress)?;
    let found = chosen.of(compiled.findings.clone());
    let accepted = compiled.accept(args.choice.fail_on.into());
    let written = accepted.map(|report| render::write(&report, &out, &formats));
    drop(progress);
    let mut told = anstream::stderr().lock();
    match written {
        Ok(written) => {
            let written = written?;
            findings::human::print(&mut told, &found, Severity::Warning, messages)?;
            findings::human::summary(&mut told, &found, messages)?;
            let mut out = anstream::stdout().lock();
            for path in written {
                writeln!(out, "{}", shown(&path))?;
            }
            Ok(chosen.exit(&found))
        }
        Err(rejected) => {
            findings::human::print(&mut told, &rejected.findings, Severity::Note, messages)?;
            let arguments = [("count", rejected.findings.len().into())];
            writeln!(told, "{}", messages.text("build-rejected", &arguments.into_iter().collect()))?;
            Ok(Exit::Findings)
        }
    }
}
