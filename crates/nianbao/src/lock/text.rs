//! The lock as text: TOML, a table for each figure in the pack's order, so that a review shows what was approved anew.

use std::collections::BTreeMap;
use std::path::Path;

use schemars::{JsonSchema, Schema, schema_for};
use serde::Deserialize;

use super::{FILE, Lock, VERSION};
use crate::error::{Error, Fault};
use crate::figure::{Digests, State};
use crate::message::{Language, Messages};
use crate::numeral::{Scale, percent_value};
use crate::pack::resolver::Text;
use crate::place::TextPlace;
use crate::record::{Record, Recorded, state, value};

/// What stands before the digits of a digest.
const SHA_256: &str = "sha256:";

/// What every version of the lock says.
#[derive(Deserialize)]
struct Head {
    version: u32,
}

/// `figures.lock`: the figures that were approved. `nianbao lock` writes it.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawLock {
    /// The number of the format.
    #[expect(dead_code, reason = "the head was read before")]
    version: u32,
    /// The unit's full name.
    unit: String,
    /// A code that identifies the unit; empty if there is none.
    unit_code: String,
    /// The report's year.
    year: i32,
    /// The report's title, on one line.
    title: String,
    /// The pack's id.
    pack: String,
    /// The pack's edition.
    edition: String,
    /// The language of the report: zh-CN or en.
    language: String,
    /// The digest of all rows of each ledger, by its id.
    #[serde(default)]
    ledgers: BTreeMap<String, String>,
    /// The figures by id, in the pack's order; then the members of the series.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, RawFigure>")]
    figures: BTreeMap<Text, RawFigure>,
}

/// One approved figure.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawFigure {
    /// What people called it; not compared.
    label: String,
    /// As it was printed, unit included.
    printed: String,
    /// none, unknown or not-applicable, where it had no value.
    state: Option<String>,
    /// The value as a decimal string; a rate in percent, as it was printed.
    value: Option<String>,
    /// Numerator and denominator of a rate, which are what is compared.
    ratio: Option<[String; 2]>,
    /// The classifier or unit.
    #[serde(default)]
    unit: String,
    /// 万 or 亿 where it was printed scaled.
    #[serde(default)]
    scale: String,
    /// At most so many digits after the point were printed.
    #[serde(default)]
    decimals: u32,
    /// The figures it was computed from.
    #[serde(default)]
    operands: Vec<String>,
    /// The digest of the measure as the pack resolved it.
    measure: String,
    /// The digest of the rows that counted: of their keys and of the values taken from them.
    rows: Option<String>,
    /// The ledger whose rows those were.
    ledger: Option<String>,
}

/// The JSON Schema of `figures.lock`.
pub fn schema() -> Schema {
    schema_for!(RawLock)
}

/// The lock of these figures. The first line says what the file is, in the report's language.
pub fn written(record: &Record) -> String {
    let header = Messages::new(record.language).word("lock-header");
    let mut text = format!("# {header}\nversion = {VERSION}\n");
    for (key, value) in [("unit", &record.unit), ("unit_code", &record.unit_code)] {
        text.push_str(&format!("{key} = {}\n", quoted(value)));
    }
    text.push_str(&format!("year = {}\n", record.year));
    let language = record.language.as_str().to_owned();
    for (key, value) in
        [("title", &record.title), ("pack", &record.pack), ("edition", &record.edition), ("language", &language)]
    {
        text.push_str(&format!("{key} = {}\n", quoted(value)));
    }
    if !record.ledgers.is_empty() {
        text.push_str("\n[ledgers]\n");
    }
    for (ledger, digest) in &record.ledgers {
        text.push_str(&format!("{} = {}\n", quoted(ledger), quoted(&format!("{SHA_256}{digest}"))));
    }
    for figure in &record.figures {
        text.push_str(&format!("\n[figures.{}]\n", quoted(&figure.id)));
        text.push_str(&lines(figure).concat());
    }
    text
}

fn lines(figure: &Recorded) -> Vec<String> {
    let line = |key: &str, value: &str| format!("{key} = {}\n", quoted(value));
    let list = |key: &str, values: &[String]| {
        let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        format!("{key} = [{}]\n", values.join(", "))
    };
    let mut lines = vec![line("label", &figure.label), line("printed", &figure.printed)];
    match (figure.state, figure.value) {
        (State::Value, Some(crate::Quantity::Number(number))) => {
            lines.push(line("value", &number.normalize().to_string()));
        }
        (State::Value, Some(crate::Quantity::Ratio { of, to })) => {
            let percent = percent_value(of, to, figure.decimals).map(|percent| percent.normalize().to_string());
            lines.extend(percent.map(|percent| line("value", &percent)));
            lines.push(list("ratio", &[of.normalize().to_string(), to.normalize().to_string()]));
        }
        (state, _) => lines.push(line("state", state.as_str())),
    }
    let given = |text: &str| !text.is_empty();
    lines.extend(given(&figure.unit).then(|| line("unit", &figure.unit)));
    lines.extend(given(figure.scale.suffix()).then(|| line("scale", figure.scale.suffix())));
    lines.extend((figure.decimals > 0).then(|| format!("decimals = {}\n", figure.decimals)));
    lines.extend((!figure.operands.is_empty()).then(|| list("operands", &figure.operands)));
    if let Some(digests) = &figure.digests {
        lines.push(line("measure", &format!("{SHA_256}{}", digests.measure)));
        lines.extend(digests.ledger.as_ref().map(|ledger| line("ledger", ledger)));
        lines.extend(digests.rows.as_ref().map(|rows| line("rows", &format!("{SHA_256}{rows}"))));
    }
    lines
}

/// A basic string of TOML.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

impl Lock {
    /// Whether a text is meant as a lock.
    pub(crate) fn is_one(text: &str) -> bool {
        let says = |word: &str| text.lines().any(|line| line.starts_with(word));
        says("version = ") && (says("[figures.") || says("unit_code = "))
    }

    /// Reads a lock.
    ///
    /// # Errors
    /// It is none, or of another version.
    pub(crate) fn read(path: &Path, text: &str) -> Result<Self, Error> {
        let at = |span: Option<std::ops::Range<usize>>| TextPlace::of_span(FILE, text, span.unwrap_or(0..0));
        let damaged = |error: toml::de::Error| {
            let fault = Fault::new("not-a-lock").with("reason", error.message());
            Error::figures(path, fault.at(at(error.span())))
        };
        let head: Head = toml::from_str(text).map_err(damaged)?;
        if head.version != VERSION {
            let fault = Fault::new("lock-of-other-version").with("found", head.version.to_string());
            return Err(Error::figures(path, fault.with("version", VERSION.to_string())));
        }
        let raw: RawLock = toml::from_str(text).map_err(damaged)?;
        let mut entries: Vec<(Text, RawFigure)> = raw.figures.into_iter().collect();
        entries.sort_by_key(|(id, _)| id.span().start);
        let (mut places, mut figures) = (BTreeMap::new(), Vec::new());
        for (id, figure) in entries {
            let place = TextPlace::of_span(FILE, text, id.span());
            let figure = recorded(id.get_ref(), figure).map_err(|reason| {
                Error::figures(path, Fault::new("not-a-lock").with("reason", reason).at(place.clone()))
            })?;
            places.insert(id.into_inner(), place);
            figures.push(figure);
        }
        let ledgers = raw.ledgers.into_iter().map(|(id, digest)| Ok((id, digits(digest)?)));
        let ledgers: Result<BTreeMap<String, String>, String> = ledgers.collect();
        let record = Record {
            unit: raw.unit,
            unit_code: raw.unit_code,
            year: raw.year,
            title: raw.title,
            pack: raw.pack,
            edition: raw.edition,
            language: raw.language.parse::<Language>().unwrap_or_default(),
            ledgers: ledgers.map_err(|reason| Error::figures(path, Fault::new("not-a-lock").with("reason", reason)))?,
            figures,
        };
        Ok(Self { record, path: path.to_owned(), places, start: at(None) })
    }
}

/// The digits of a digest; the text, if it is none.
fn digits(text: String) -> Result<String, String> {
    text.strip_prefix(SHA_256).map(str::to_owned).ok_or(text)
}

/// A figure as the lock states it; what can't be read, otherwise.
fn recorded(id: &str, raw: RawFigure) -> Result<Recorded, String> {
    let digests =
        Digests { measure: digits(raw.measure)?, rows: raw.rows.map(digits).transpose()?, ledger: raw.ledger };
    let word = raw.state.unwrap_or_else(|| State::Value.as_str().to_owned());
    let state = state(&word).ok_or(word)?;
    let value = value(raw.value.as_deref(), raw.ratio.as_ref())?;
    if (state == State::Value) != value.is_some() {
        return Err(state.as_str().to_owned());
    }
    Ok(Recorded {
        id: id.to_owned(),
        label: raw.label,
        unit: raw.unit,
        scale: Scale::from_word(&raw.scale).ok_or(raw.scale)?,
        decimals: raw.decimals,
        state,
        value,
        printed: raw.printed,
        operands: raw.operands,
        digests: Some(digests),
    })
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::Quantity;

    fn figure(id: &str, value: Option<Quantity>) -> Recorded {
        Recorded {
            id: id.to_owned(),
            label: "“甲”\\乙\u{1}".to_owned(),
            unit: "元".to_owned(),
            scale: Scale::Wan,
            decimals: 2,
            state: if value.is_some() { State::Value } else { State::Unknown },
            value,
            printed: "63.87万元\n".to_owned(),
            operands: vec!["a.b".to_owned()],
            digests: Some(Digests { measure: "0a".to_owned(), rows: None, ledger: Some("a".to_owned()) }),
        }
    }

    #[test]
    fn what_is_written_is_read_back_in_its_order() {
        let figures = vec![
            figure("z.spent", Some(Quantity::Number(Decimal::new(-63_870_050, 2)))),
            figure("b.by_channel.来信", Some(Quantity::Ratio { of: Decimal::from(145), to: Decimal::from(146) })),
            figure("a.\"quoted\"", None),
        ];
        let ledgers = BTreeMap::from([("a".to_owned(), "0b".to_owned())]);
        let record = Record { unit: "某局".to_owned(), year: 2021, ledgers, figures, ..Record::default() };
        let text = written(&record);
        assert!(text.contains("\nvalue = \"99.32\"\nratio = [\"145\", \"146\"]\n"), "{text}");
        assert!(Lock::is_one(&text));
        let lock = Lock::read(Path::new(FILE), &text).unwrap();
        assert_eq!(lock.record, record);
        assert_eq!(lock.places["z.spent"].excerpt, "[figures.\"z.spent\"]");
    }

    #[test]
    fn what_is_no_lock_says_where() {
        let head = "version = 1\nunit = \"\"\nunit_code = \"\"\nyear = 2021\ntitle = \"\"\npack = \"\"\n\
                    edition = \"\"\nlanguage = \"zh-CN\"\n";
        let entry = "[figures.\"a.b\"]\nlabel = \"\"\nprinted = \"1\"\nmeasure = \"sha256:00\"\n";
        for (text, key, line) in [
            ("<<<<<<< HEAD\n".to_owned(), "not-a-lock", Some(1)),
            ("version = 2\nnew = 1\n".to_owned(), "lock-of-other-version", None),
            (format!("{head}{entry}"), "not-a-lock", Some(9)),
            (format!("{head}{entry}value = \"1x\"\n"), "not-a-lock", Some(9)),
            (format!("{head}{entry}ratio = [\"1\", \"0\"]\n"), "not-a-lock", Some(9)),
            (format!("{head}{entry}value = \"1\"\nrow = \"\"\n"), "not-a-lock", Some(14)),
        ] {
            let error = Lock::read(Path::new(FILE), &text).unwrap_err();
            let fault = &error.faults()[0];
            assert_eq!((fault.key, fault.at.as_ref().map(|at| at.line)), (key, line), "{text}");
        }
        assert!(Lock::read(Path::new(FILE), &format!("{head}{entry}value = \"1\"\n")).is_ok());
    }
}
