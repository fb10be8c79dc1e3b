//! `nianbao refresh`: a Word file that people have edited gets the figures as they are now, and keeps all else.

use std::io::{self, Write};

use nianbao::finding::Arguments;
use nianbao::message::Messages;
use nianbao::refresh::{Change, Fresh, Left, Refreshed, Spot, json, refresh};

use crate::args::{DiffFormat, Refresh};
use crate::progress::Progress;
use crate::session::{Session, shown};
use crate::stop::{Exit, Stop};
use crate::table::{columns, safe};

pub(super) fn run(args: &Refresh, session: &Session) -> Result<Exit, Stop> {
    let messages = &session.messages;
    let fresh = |edition| -> Result<Fresh, Stop> {
        match &args.figures {
            Some(file) => Ok(Fresh::of_file(file)?),
            None => Ok(Fresh::of_project(&session.open(edition)?, &Progress::new(messages))?),
        }
    };
    let refreshed = refresh(&args.file, fresh, args.out.as_deref())?;
    let mut out = anstream::stdout().lock();
    match args.format {
        DiffFormat::Human => print(&mut out, &refreshed, messages)?,
        DiffFormat::Json => out.write_all(&json::json(&refreshed, messages))?,
    }
    session.warn_of(refreshed.errors)?;
    Ok(if refreshed.left.is_empty() { Exit::Clean } else { Exit::Findings })
}

/// What was written anew, what was left alone and why, then the file that was written.
fn print(out: &mut impl Write, refreshed: &Refreshed, messages: &Messages) -> io::Result<()> {
    let Refreshed { path, written, is_in_place, controls, changes, left, .. } = refreshed;
    let rows: Vec<Vec<String>> = changes.iter().map(|own| change(own, messages)).collect();
    list(out, "refresh-changed", &columns(&rows, 2), messages)?;
    let lines: Vec<String> = left.iter().map(|own| alone(own, messages)).collect();
    list(out, "refresh-left", &lines, messages)?;
    let arguments: Arguments = [
        ("path", written.as_ref().map(|path| safe(&shown(path))).unwrap_or_default().into()),
        ("controls", (*controls).into()),
        ("changes", changes.len().into()),
        ("left", left.len().into()),
        ("original", if *is_in_place { String::new() } else { safe(&shown(path)) }.into()),
    ]
    .into_iter()
    .collect();
    let key = if written.is_some() { "refresh-written" } else { "refresh-nothing" };
    writeln!(out, "{}", messages.text(key, &arguments))
}

/// Lines under a heading that says how many there are; nothing of none.
fn list(out: &mut impl Write, key: &str, lines: &[String], messages: &Messages) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let strong = anstyle::Style::new().bold();
    let heading = messages.text(key, &[("count", lines.len().into())].into_iter().collect());
    writeln!(out, "{strong}{heading}{strong:#}")?;
    for line in lines {
        writeln!(out, "  {line}")?;
    }
    writeln!(out)
}

fn change(own: &Change, messages: &Messages) -> Vec<String> {
    vec![safe(&own.label), format!("{} → {}", safe(&own.before), safe(&own.after)), place(&own.at, messages)]
}

fn alone(own: &Left, messages: &Messages) -> String {
    let why = safe(&messages.fault(&own.fault));
    let Some(at) = &own.at else { return why };
    let arguments = [("why", why.into()), ("place", place(at, messages).into())];
    messages.text("refresh-left-at", &arguments.into_iter().collect())
}

/// Where a control stands, in words by which a person finds it.
fn place(at: &Spot, messages: &Messages) -> String {
    let arguments = [
        ("story", messages.word(&format!("story-{}", at.story.as_str())).into()),
        ("before", safe(&at.before).into()),
        ("paragraph", at.paragraph.into()),
    ];
    messages.text("refresh-place", &arguments.into_iter().collect())
}
