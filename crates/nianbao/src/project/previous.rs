//! Last year's figures: from its `figures.json`, or stated in the project with their source.

use std::collections::BTreeMap;
use std::path::Path;

use rust_decimal::Decimal;

use super::FILE;
use super::raw::RawProject;
use crate::error::{Error, Fault};
use crate::figure::{Figure, Origin};
use crate::pack::Pack;
use crate::pack::resolver::unknown;
use crate::place::TextPlace;
use crate::record;

/// Last year's figures.
#[derive(Debug, Clone)]
pub struct Previous {
    /// The file, relative to the project.
    pub source: String,
    /// The year.
    pub year: i32,
    /// Entered by hand, when the values are stated in the project.
    pub origin: Origin,
    /// SHA-256 of the file of figures.
    pub digest: Option<String>,
    values: BTreeMap<String, Decimal>,
    stated_in: BTreeMap<String, String>,
}

impl Previous {
    /// The value of a figure then; nothing if it had none.
    pub fn number(&self, id: &str) -> Option<Decimal> {
        self.values.get(id).copied()
    }

    /// By how much a figure is more than it was then, a rate in percentage points as it is printed; nothing if one of the
    /// two has no value.
    pub fn change(&self, figure: &Figure) -> Option<Decimal> {
        figure.number()?.checked_sub(self.number(figure.id.as_str())?)
    }

    /// Where the value stands: the file of figures, or the source that the project states with it.
    pub fn source_of(&self, id: &str) -> &str {
        self.stated_in.get(id).unwrap_or(&self.source)
    }
}

pub(super) fn read(
    root: &Path,
    raw: &RawProject,
    pack: &Pack,
    text: &str,
    faults: &mut Vec<Fault>,
) -> Result<Option<Previous>, Error> {
    let Some(previous) = &raw.previous else { return Ok(None) };
    let span = previous.span();
    let previous = previous.get_ref();
    if let Some(file) = &previous.figures {
        let place = || TextPlace::of_span(FILE, text, file.span());
        if !previous.values.is_empty() {
            faults.push(Fault::new("previous-given-twice").at(place()));
        }
        return match of_file(root, file.get_ref(), raw, pack)? {
            Ok(previous) => Ok(Some(previous)),
            Err(fault) => {
                faults.push(fault.at(place()));
                Ok(None)
            }
        };
    }
    if previous.values.is_empty() {
        faults.push(Fault::new("previous-without-figures").at(TextPlace::of_span(FILE, text, span)));
    }
    let known: Vec<String> = pack.figures.iter().map(|figure| figure.id.to_string()).collect();
    let (mut values, mut stated_in) = (BTreeMap::new(), BTreeMap::new());
    for (id, stated) in &previous.values {
        if !known.contains(id.get_ref()) {
            let at = TextPlace::of_span(FILE, text, id.span());
            faults.push(unknown("unknown-figure-id", id.get_ref(), &known).at(at));
        }
        if let Ok(value) = stated.value.get_ref().parse() {
            values.insert(id.get_ref().clone(), value);
            stated_in.insert(id.get_ref().clone(), stated.source.clone());
        } else {
            let at = TextPlace::of_span(FILE, text, stated.value.span());
            faults.push(Fault::new("not-a-value").with("value", stated.value.get_ref().as_str()).at(at));
        }
    }
    let year = raw.year().saturating_sub(1);
    Ok(Some(Previous { source: FILE.to_owned(), year, origin: Origin::Entered, values, stated_in, digest: None }))
}

/// The figures that last year's build wrote; a fault if the file is none of last year's.
fn of_file(root: &Path, name: &str, raw: &RawProject, pack: &Pack) -> Result<Result<Previous, Fault>, Error> {
    let year = raw.year().saturating_sub(1);
    if !super::sources::is_inside(Path::new(name)) {
        return Ok(Err(Fault::new("path-outside-project").with("path", name)));
    }
    let json = super::read_text(&root.join(name))?;
    let read = match record::json::read(&json) {
        Ok(read) => read,
        Err(reason) => return Ok(Err(Fault::new("not-figures").with("path", name).with("reason", reason))),
    };
    if read.year != year {
        let fault = Fault::new("previous-of-other-year").with("path", name);
        return Ok(Err(fault.with("found", read.year.to_string()).with("year", year.to_string())));
    }
    let codes = [read.unit_code.as_str(), raw.unit_code()];
    if codes[0] != codes[1] && codes.iter().all(|code| !code.is_empty()) {
        let fault = Fault::new("previous-of-other-unit").with("path", name);
        return Ok(Err(fault.with("found", codes[0]).with("unit", codes[1])));
    }
    let values = read
        .figures
        .iter()
        .filter_map(|figure| Some((current_id(pack, &figure.id), figure.value?.number(figure.decimals)?)));
    Ok(Ok(Previous {
        source: name.to_owned(),
        year,
        origin: Origin::Ledger,
        values: values.collect(),
        stated_in: BTreeMap::new(),
        digest: Some(crate::digest::hex(json.as_bytes())),
    }))
}

/// The id that a figure of last year's report has in this pack. The members of a series are renamed with it.
fn current_id(pack: &Pack, id: &str) -> String {
    let renamed = pack.figures.iter().find_map(|figure| {
        let mut members = figure.was.iter().filter_map(|was| id.strip_prefix(was.as_str()));
        let member = members.find(|member| member.is_empty() || member.starts_with('.'))?;
        Some(format!("{}{member}", figure.id))
    });
    renamed.unwrap_or_else(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::standard_packs;

    #[test]
    fn a_figure_of_last_year_is_found_by_what_it_was_called_and_so_are_the_members_of_a_series() {
        let mut pack = Pack::standard(standard_packs()[0]).expect("a standard pack");
        pack.figures[0].was = vec!["old.total".to_owned(), "old.by_channel".to_owned()];
        let now = pack.figures[0].id.to_string();
        for (id, current) in [
            ("old.total", now.clone()),
            ("old.by_channel.来信", format!("{now}.来信")),
            ("old.by_channel_and_month.来信", "old.by_channel_and_month.来信".to_owned()),
            ("old", "old".to_owned()),
        ] {
            assert_eq!(current_id(&pack, id), current);
        }
    }
}
