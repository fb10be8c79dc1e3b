//! `nianbao fonts`: which face each role gets.

use std::io::Write as _;

use nianbao::Edition;
use nianbao::narrative::Fonts;

use crate::session::Session;
use crate::stop::{Exit, Stop};
use crate::table;

pub(super) fn run(session: &Session) -> Result<Exit, Stop> {
    let messages = &session.messages;
    let project = session.open(Edition::default())?;
    let faces = Fonts::scan(&project.font_dirs).resolve(&project);
    let rows = faces.iter().map(|face| {
        let key = match (face.installed, face.official, face.substituted) {
            (false, _, _) => "face-missing",
            (true, _, true) => "face-substitute",
            (true, true, false) => "face-official",
            (true, false, false) => "face-chosen",
        };
        let arguments = [("official", face.wanted.clone().into())];
        let note = messages.text(key, &arguments.into_iter().collect());
        let families = if face.installed { face.families.join("、") } else { "—".to_owned() };
        vec![messages.word(&format!("role-{}", face.role)), families, note]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let mut out = anstream::stdout().lock();
    for line in table::columns(&rows, 2) {
        writeln!(out, "{line}")?;
    }
    Ok(if faces.iter().all(|face| face.installed) { Exit::Clean } else { Exit::Findings })
}
