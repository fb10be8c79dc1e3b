//! The text of `nianbao.toml`, each field explained in the language of the pack.

use chrono::NaiveDate;

use super::Beginning;
use crate::lock::quoted;
use crate::message::Messages;
use crate::pack::Pack;
use crate::project::{Project, Status};

/// What is taken from last year's project.
pub(super) struct From<'f> {
    /// The project.
    pub(super) last: &'f Project,
    /// The file with its figures.
    pub(super) figures: &'f str,
    /// The days that the report covers, if they are not the calendar year.
    pub(super) period: Option<(NaiveDate, NaiveDate)>,
}

impl From<'_> {
    /// A title of the project's own, in which the year is this year's.
    fn title(&self) -> Option<String> {
        let file: toml::Table = self.last.file.text.parse().ok()?;
        let title = file.get("report")?.get("title")?.as_str()?;
        Some(title.replace(&self.last.report.year.to_string(), "{year}"))
    }
}

/// The project file; `workbooks` are those of the pack's ledgers, in their order, none for one that isn't kept.
pub(super) fn text(
    pack: &Pack,
    beginning: &Beginning,
    workbooks: &[Option<String>],
    from: Option<&From<'_>>,
    messages: &Messages,
) -> String {
    let mut file = Text { text: String::new(), messages };
    file.comment("begin-file");
    file.report(pack, beginning, from);
    file.text.push_str("\n[ledgers]\n");
    file.comment("begin-ledgers");
    for (spec, workbook) in pack.ledgers.iter().zip(workbooks) {
        let files = workbook.as_ref().map(|name| format!("[{}], form = true", quoted(name)));
        file.text.push_str(&format!("{} = {{ files = {} }}\n", spec.id, files.unwrap_or_else(|| "[]".to_owned())));
    }
    file.text.push('\n');
    if let Some(from) = from {
        file.comment("begin-previous-given");
        file.text.push_str(&format!("[previous]\nfigures = {}\n", quoted(from.figures)));
    } else {
        file.comment("begin-previous");
        file.text.push_str(&format!("# [previous]\n# figures = \"figures-{}.json\"\n", beginning.year - 1));
    }
    let faces = from.map(|from| &from.last.faces).filter(|faces| !faces.is_empty());
    if let Some(faces) = faces {
        file.text.push('\n');
        file.comment("begin-faces");
        file.text.push_str("[faces]\n");
        for (role, family) in faces {
            file.text.push_str(&format!("{role} = {}\n", quoted(family)));
        }
    }
    file.text
}

/// The file as it is written.
struct Text<'m> {
    text: String,
    messages: &'m Messages,
}

impl Text<'_> {
    /// The fields of the report.
    fn report(&mut self, pack: &Pack, beginning: &Beginning, from: Option<&From<'_>>) {
        let Beginning { unit, year, unit_short, unit_code, addressees, date } = beginning;
        let next = year + 1;
        self.text.push_str("\n[report]\n");
        self.comment("begin-pack");
        self.line(true, "pack", &quoted(&pack.id));
        self.comment("begin-year");
        self.line(true, "year", &year.to_string());
        self.comment("begin-status");
        // What goes on from fictitious data is no more true than they are.
        let is_sample = from.is_some_and(|from| from.last.report.status == Status::Sample);
        let status = if is_sample { Status::Sample } else { Status::Draft };
        self.line(true, "status", &quoted(status.as_str()));
        self.comment("begin-unit");
        self.line(true, "unit", &quoted(unit));
        self.comment("begin-unit-short");
        self.line(unit_short.is_some(), "unit_short", &quoted(unit_short.as_ref().unwrap_or(unit)));
        self.comment("begin-unit-code");
        self.line(unit_code.is_some(), "unit_code", &quoted(unit_code.as_deref().unwrap_or_default()));
        if let Some(title) = from.and_then(From::title) {
            self.comment("begin-title");
            self.line(true, "title", &quoted(&title));
        }
        self.comment("begin-addressees");
        let addressees: Vec<String> = addressees.iter().map(|addressee| quoted(addressee)).collect();
        self.line(true, "addressees", &format!("[{}]", addressees.join(", ")));
        self.comment("begin-date");
        self.line(date.is_some(), "date", &date.map_or_else(|| format!("{next}-01-25"), |date| date.to_string()));
        self.comment("begin-period");
        let period = from.and_then(|from| from.period);
        let (first, last) = period.map_or_else(
            || (format!("{year}-01-01"), format!("{year}-12-31")),
            |(first, last)| (first.to_string(), last.to_string()),
        );
        self.line(period.is_some(), "period", &format!("{{ from = {first}, to = {last} }}"));
    }

    /// What the next field means.
    fn comment(&mut self, key: &str) {
        for line in self.messages.word(key).lines() {
            self.text.push_str(format!("# {line}").trim_end());
            self.text.push('\n');
        }
    }

    /// A field; one that is not given yet is a comment that shows how it is written.
    fn line(&mut self, is_given: bool, key: &str, value: &str) {
        let mark = if is_given { "" } else { "# " };
        self.text.push_str(&format!("{mark}{key} = {value}\n"));
    }
}
