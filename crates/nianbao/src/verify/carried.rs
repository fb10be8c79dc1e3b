//! What a report carries: its figures, and what it was made of.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::other;
use crate::audit::Attached;
use crate::digest;
use crate::error::Fault;
use crate::figure::{Quantity, State};
use crate::numeral::{self, Format};
use crate::project::{Edition, Status};
use crate::record::{self, Record, Recorded};
use crate::render::{self, provenance::PROVENANCE};

pub(crate) const FIGURES: &str = render::Format::Json.file();
/// The files that a report carries.
pub(super) const NAMES: &[&str] = &[FIGURES, PROVENANCE];

/// Which report it is, as its figures say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The unit's full name.
    pub unit: String,
    /// A code that identifies the unit.
    pub unit_code: String,
    /// The report's year.
    pub year: i32,
    /// The report's title, on one line.
    pub title: String,
    /// draft, sample or final.
    pub status: Status,
    /// For whom it is written.
    pub written_for: Edition,
    /// The pack's id.
    pub pack: String,
    /// The pack's edition.
    pub edition: String,
}

/// What is read of `figures.json` besides its figures.
#[derive(Deserialize)]
struct Head {
    status: Status,
    written_for: String,
    figures: BTreeMap<String, Stated>,
    #[serde(default)]
    series: BTreeMap<String, Members>,
}

/// A figure's value, as other programs read it, and where it comes from.
#[derive(Deserialize)]
struct Stated {
    value: Option<String>,
    #[serde(default)]
    lineage: Vec<Link>,
}

#[derive(Deserialize)]
struct Members {
    members: BTreeMap<String, Stated>,
}

/// One link of the way back to the cells.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Link {
    pub(super) source: Option<String>,
    pub(super) sheet: Option<String>,
    #[serde(default)]
    pub(super) cells: Vec<String>,
    pub(super) rows: Option<usize>,
}

/// What is read of `provenance.json`.
#[derive(Deserialize)]
pub(super) struct Provenance {
    pack: String,
    edition: String,
    status: String,
    pub(super) inputs: BTreeMap<String, String>,
    figures: String,
}

/// The files that a report carries, read.
pub(super) struct Carried {
    /// SHA-256 of its figures.json.
    pub(super) digest: String,
    pub(super) identity: Identity,
    pub(super) record: Record,
    /// What it was made of; nothing if that can't be read.
    pub(super) provenance: Option<Provenance>,
    values: BTreeMap<String, Option<String>>,
    lineage: BTreeMap<String, Vec<Link>>,
}

impl Carried {
    /// Reads the attached files; nothing if there are no figures to compare with.
    pub(super) fn of(attached: &[Attached], faults: &mut Vec<Fault>) -> Option<Self> {
        let [figures, provenance] = [FIGURES, PROVENANCE].map(|name| only(attached, name, faults));
        let provenance = provenance.and_then(|bytes| {
            let read = serde_json::from_slice(bytes).map_err(|error| unread(PROVENANCE, &error.to_string()));
            read.map_err(|fault| faults.push(fault)).ok()
        });
        let bytes = figures?;
        let read = read(bytes).map_err(|reason| faults.push(unread(FIGURES, &reason))).ok();
        let Read { record, identity, values, lineage } = read?;
        Some(Self { digest: digest::hex(bytes), identity, record, provenance, values, lineage })
    }

    /// Where a figure, or a member of a series, comes from; nothing of an edition for publication.
    pub(super) fn lineage(&self, figure: &str) -> &[Link] {
        self.lineage.get(figure).map_or(&[], Vec::as_slice)
    }

    /// The figures that a report shows: those that are no members of series.
    pub(super) fn figures(&self) -> impl Iterator<Item = &Recorded> {
        self.record.figures.iter().filter(|figure| self.values.contains_key(&figure.id))
    }

    /// Holds the attached files against each other, and each figure against itself.
    pub(super) fn check_itself(&self, faults: &mut Vec<Fault>) {
        if let Some(provenance) = &self.provenance {
            if provenance.figures != self.digest {
                let fault = Fault::new("verify-digest").with("file", PROVENANCE).with("output", FIGURES);
                let fault = fault.with("stated", provenance.figures.as_str()).with("found", self.digest.as_str());
                faults.push(fault);
            }
            self.check_claims(PROVENANCE, [&provenance.pack, &provenance.edition, &provenance.status], faults);
        }
        for figure in self.figures() {
            let value = self.values.get(&figure.id).cloned().flatten();
            let Some((expected, printed)) = written(figure) else { continue };
            let shown = value.unwrap_or_default();
            if shown != expected || printed != figure.printed {
                let fault = Fault::new("verify-figure").with("file", FIGURES);
                let fault = fault.with("label", figure.label.as_str()).with("value", shown);
                faults.push(
                    fault.with("printed", figure.printed.as_str()).with("exact", figure.exact().unwrap_or_default()),
                );
            }
        }
    }

    /// Holds pack, edition and status as another file states them against those of the figures.
    pub(super) fn check_claims(&self, file: &str, claims: [&String; 3], faults: &mut Vec<Fault>) {
        let own = [&self.identity.pack, &self.identity.edition, self.identity.status.as_str()];
        for ((field, stated), found) in ["pack", "edition", "status"].into_iter().zip(claims).zip(own) {
            if stated != found {
                faults.push(other(field, file, stated, FIGURES, found));
            }
        }
    }
}

/// The value of a figure and how it is printed, made anew of its exact value; nothing without one.
pub(super) fn written(figure: &Recorded) -> Option<(String, String)> {
    let value = figure.value.filter(|_| figure.state == State::Value)?;
    match value {
        Quantity::Number(number) => {
            let format = Format { decimals: figure.decimals, scale: figure.scale, ..Format::default() };
            Some((number.normalize().to_string(), numeral::with_unit(number, &format, &figure.unit)))
        }
        Quantity::Ratio { of, to } => {
            let rate = numeral::percent_value(of, to, figure.decimals)?;
            Some((rate.normalize().to_string(), numeral::percent(of, to, figure.decimals)?))
        }
    }
}

/// The bytes of the file of that name, if there is exactly one and it can be unpacked.
fn only<'a>(attached: &'a [Attached], name: &'static str, faults: &mut Vec<Fault>) -> Option<&'a [u8]> {
    let mut known = attached.iter().filter(|file| file.name == name);
    let key = match (known.next(), known.next()) {
        (Some(Attached { bytes: Some(bytes), .. }), None) => return Some(bytes),
        (None, _) => "verify-not-attached",
        (Some(_), None) => "verify-packed",
        (Some(_), Some(_)) => "verify-attached-twice",
    };
    faults.push(Fault { arguments: [("file", name.into())].into_iter().collect(), ..Fault::new(key) });
    None
}

fn unread(file: &str, reason: &str) -> Fault {
    Fault::new("verify-unread").with("file", file).with("reason", reason)
}

/// What a `figures.json` says.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) record: Record,
    pub(crate) identity: Identity,
    values: BTreeMap<String, Option<String>>,
    pub(crate) lineage: BTreeMap<String, Vec<Link>>,
}

/// Reads a `figures.json`.
///
/// # Errors
/// Why it is none.
pub(crate) fn read(bytes: &[u8]) -> Result<Read, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let record = record::json::read(text)?;
    let head: Head = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let editions = [Edition::Filing, Edition::Publication];
    let written_for = editions.into_iter().find(|edition| edition.as_str() == head.written_for);
    let identity = Identity {
        unit: record.unit.clone(),
        unit_code: record.unit_code.clone(),
        year: record.year,
        title: record.title.clone(),
        status: head.status,
        written_for: written_for.ok_or(head.written_for)?,
        pack: record.pack.clone(),
        edition: record.edition.clone(),
    };
    let (mut values, mut lineage) = (BTreeMap::new(), BTreeMap::new());
    for (id, stated) in head.figures {
        values.insert(id.clone(), stated.value);
        lineage.insert(id, stated.lineage);
    }
    for (series, Members { members }) in head.series {
        lineage.extend(members.into_iter().map(|(key, member)| (format!("{series}.{key}"), member.lineage)));
    }
    Ok(Read { record, identity, values, lineage })
}

/// Which report a `figures.json` is of, if there is one that can be read.
pub(super) fn identity_in(path: &Path) -> Option<Identity> {
    let text = record::file::text(path).ok().flatten()?;
    read(text.as_bytes()).ok().map(|read| read.identity)
}
