//! Beginning a project from Python.

use std::path::PathBuf;

use chrono::NaiveDate;
use nianbao::begin::{self, Beginning};
use nianbao::{Options, Silent};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use crate::error::raise;
use crate::language;
use crate::project::{Project, font_dirs};

/// Begins a project: writes ``nianbao.toml``, the narrative and a blank workbook for each ledger of the pack.
///
/// With ``last_year`` the unit, the narrative and last year's figures are that project's, and each paragraph is marked
/// until it is rewritten or confirmed; the ledgers begin with what was still open, without what is personal in it. Then
/// only ``pack`` and ``date`` may be given besides.
///
/// Parameters
/// ----------
/// path
///     The project's folder, which must be new or empty.
/// unit
///     The unit's full name.
/// year
///     The report's year.
/// pack
///     A standard pack's id, or a pack's folder; without one the first standard pack.
/// last_year
///     The folder of last year's project.
/// unit_short, unit_code, addressees, date
///     The name in the text, the unit's code, whom the report is addressed to and its date; all may be stated later.
/// lang
///     The language of messages, ``zh-CN`` or ``en``.
///
/// Returns
/// -------
/// Project
///     The project, opened.
///
/// Raises
/// ------
/// NianbaoError
///     Something lies in the folder, or the unit or the year is none.
/// PackError
///     There is no such pack, or it is not valid.
#[pyfunction]
#[pyo3(signature = (path, *, unit = None, year = None, last_year = None, pack = None, unit_short = None, unit_code = None, addressees = None, date = None, lang = "zh-CN"))]
#[expect(clippy::too_many_arguments, reason = "each is a keyword of its own in Python")]
pub(crate) fn init(
    py: Python<'_>,
    path: PathBuf,
    unit: Option<String>,
    year: Option<i32>,
    last_year: Option<PathBuf>,
    pack: Option<PathBuf>,
    unit_short: Option<String>,
    unit_code: Option<String>,
    addressees: Option<Vec<String>>,
    date: Option<NaiveDate>,
    lang: &str,
) -> PyResult<Project> {
    let language = language::asked(lang)?;
    let is_given = unit.is_some() || year.is_some() || unit_short.is_some() || unit_code.is_some();
    let begun = match (unit, year, last_year) {
        (Some(unit), Some(year), None) => {
            let addressees = addressees.unwrap_or_default();
            Begun::New(Beginning { unit, year, unit_short, unit_code, addressees, date })
        }
        (_, _, Some(last)) if !is_given && addressees.is_none() => Begun::After(last),
        _ => return Err(PyTypeError::new_err(language::with(language, |messages| messages.word("unit-or-last-year")))),
    };
    let opened = py.detach(|| {
        let chosen = pack.as_deref().map(|name| nianbao::Pack::named(Some(name))).transpose()?;
        let folder = chosen.as_ref().and_then(|pack| pack.folder.clone());
        let options = Options { pack: folder, font_dirs: font_dirs(), ..Options::default() };
        match begun {
            Begun::New(beginning) => {
                let pack = chosen.map_or_else(|| nianbao::Pack::named(None), Ok)?;
                begin::init(&path, &pack, &beginning)?;
            }
            Begun::After(last) => {
                begin::init_from(&path, &nianbao::Project::open(&last, &options)?, date, &Silent)?;
            }
        }
        Project::at(path, options, language)
    });
    opened.map_err(|error| raise(&error, language))
}

/// What a project begins with.
enum Begun {
    New(Beginning),
    After(PathBuf),
}
