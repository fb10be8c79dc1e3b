//! Reading `figures.json` back: the figures of another year or of another run.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::path::Path;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::{Record, Recorded, state, value};
use crate::error::{Error, Fault};
use crate::figure::{Digests, State};
use crate::message::Language;
use crate::numeral::Scale;

/// What is read of the file. What an older one doesn't say is left open.
#[derive(Deserialize)]
struct FiguresFile {
    #[serde(default)]
    unit: String,
    #[serde(default)]
    unit_code: String,
    year: i32,
    #[serde(default)]
    title: String,
    #[serde(default)]
    pack: String,
    #[serde(default)]
    edition: String,
    #[serde(default)]
    ledgers: BTreeMap<String, String>,
    figures: Ordered<Entry>,
    #[serde(default)]
    series: Ordered<SeriesEntry>,
}

#[derive(Deserialize)]
struct SeriesEntry {
    members: Ordered<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    #[serde(default)]
    label: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    scale: String,
    #[serde(default)]
    decimals: u32,
    state: Option<String>,
    value: Option<String>,
    ratio: Option<[String; 2]>,
    printed: Option<String>,
    #[serde(default)]
    operands: Vec<String>,
    digests: Option<DigestsEntry>,
}

#[derive(Deserialize)]
struct DigestsEntry {
    measure: String,
    rows: Option<String>,
    ledger: Option<String>,
}

/// A JSON object with its keys in their order.
struct Ordered<T>(Vec<(String, T)>);

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Ordered<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for InOrder<T> {
            type Value = Ordered<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ordered<T>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Ordered(entries))
            }
        }
        deserializer.deserialize_map(InOrder(PhantomData))
    }
}

/// The figures of a `figures.json`.
///
/// # Errors
/// The file can't be read, or is none.
pub fn open(path: &Path) -> Result<Record, Error> {
    let Some(text) = super::file::text(path)? else {
        return Err(Error::figures(path, not_figures("not UTF-8")));
    };
    read(&text).map_err(|reason| Error::figures(path, not_figures(&reason)))
}

fn not_figures(reason: &str) -> Fault {
    Fault::new("not-a-figures-file").with("reason", reason)
}

/// The figures that the text of a `figures.json` states.
///
/// # Errors
/// Why it is none.
pub(crate) fn read(text: &str) -> Result<Record, String> {
    let file: FiguresFile = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let mut figures = Vec::new();
    for (id, entry) in file.figures.0 {
        figures.push(recorded(id, entry)?);
    }
    for (series, entry) in file.series.0 {
        for (key, member) in entry.members.0 {
            figures.push(recorded(format!("{series}.{key}"), member)?);
        }
    }
    Ok(Record {
        unit: file.unit,
        unit_code: file.unit_code,
        year: file.year,
        title: file.title,
        pack: file.pack,
        edition: file.edition,
        language: Language::default(),
        ledgers: file.ledgers,
        figures,
    })
}

fn recorded(id: String, entry: Entry) -> Result<Recorded, String> {
    let value = value(entry.value.as_deref(), entry.ratio.as_ref()).map_err(|text| format!("{id}: {text}"))?;
    let scale = Scale::from_word(&entry.scale).ok_or_else(|| format!("{id}: {}", entry.scale))?;
    let state = match entry.state {
        Some(word) => state(&word).ok_or_else(|| format!("{id}: {word}"))?,
        None if value.is_some() => State::Value,
        None => State::Unknown,
    };
    let printed = entry.printed.unwrap_or_else(|| entry.value.unwrap_or_default() + &entry.unit);
    Ok(Recorded {
        id,
        label: entry.label,
        unit: entry.unit,
        scale,
        decimals: entry.decimals,
        state,
        value,
        printed,
        operands: entry.operands,
        digests: entry.digests.map(|DigestsEntry { measure, rows, ledger }| Digests { measure, rows, ledger }),
    })
}
