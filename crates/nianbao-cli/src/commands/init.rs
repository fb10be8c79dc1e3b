//! `nianbao init`: a new project with blank ledgers, or the next year's from last year's.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use nianbao::begin::{self, Beginning};
use nianbao::finding::Arguments;

use crate::args::Init;
use crate::progress::Progress;
use crate::session::{Session, shown};
use crate::stop::{Exit, Stop};

pub(super) fn run(args: &Init, session: &Session) -> Result<Exit, Stop> {
    match &args.from {
        Some(last) => go_on(args, last, session),
        None => begin(args, session),
    }
}

fn begin(args: &Init, session: &Session) -> Result<Exit, Stop> {
    let beginning = Beginning {
        // clap has seen to it that both are there.
        unit: args.unit.clone().unwrap_or_default(),
        year: args.year.unwrap_or_default(),
        unit_short: args.unit_short.clone(),
        unit_code: args.unit_code.clone(),
        addressees: args.addressees.clone(),
        date: args.date,
    };
    let written = begin::init(&args.folder, &session.pack_to_begin_with()?, &beginning)?;
    list(&written)?;
    let arguments = Arguments::from([("path", shown(&args.folder).into())]);
    writeln!(anstream::stderr(), "{}", session.messages.text("init-written", &arguments))?;
    Ok(Exit::Clean)
}

fn go_on(args: &Init, last: &Path, session: &Session) -> Result<Exit, Stop> {
    let messages = &session.messages;
    let last = session.open_last_year(last)?;
    let progress = Progress::new(messages);
    let continued = begin::init_from(&args.folder, &last, args.date, &progress);
    drop(progress);
    let continued = continued?;
    list(&continued.written)?;
    let mut told = anstream::stderr().lock();
    let arguments = Arguments::from([
        ("path", shown(&args.folder).into()),
        ("year", last.report.year.to_string().into()),
        ("paragraphs", continued.paragraphs.into()),
        ("rows", continued.rows.into()),
        ("errors", continued.errors.into()),
    ]);
    if continued.errors > 0 {
        writeln!(told, "{}", messages.text("init-with-errors", &arguments))?;
    }
    writeln!(told, "{}", messages.text("init-continued", &arguments))?;
    Ok(Exit::Clean)
}

fn list(written: &[PathBuf]) -> Result<(), Stop> {
    let mut out = anstream::stdout().lock();
    for path in written {
        writeln!(out, "{}", shown(path))?;
    }
    Ok(())
}
