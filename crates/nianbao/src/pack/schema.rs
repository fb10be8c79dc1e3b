//! JSON Schemas of the TOML files, generated from the types that read them.

use schemars::{Schema, schema_for};

use super::RawPack;
use super::calendar::RawCalendar;
use super::chart::RawCharts;
use super::figure::RawFigures;
use super::ledger::RawLedgers;
use super::rule::RawRules;
use crate::project::RawProject;

/// The schema of each TOML file, by the file's name.
pub fn all() -> [(&'static str, Schema); 7] {
    [
        ("pack.toml", schema_for!(RawPack)),
        ("ledgers.toml", schema_for!(RawLedgers)),
        ("figures.toml", schema_for!(RawFigures)),
        ("rules.toml", schema_for!(RawRules)),
        ("charts.toml", schema_for!(RawCharts)),
        ("calendar.toml", schema_for!(RawCalendar)),
        ("nianbao.toml", schema_for!(RawProject)),
    ]
}
