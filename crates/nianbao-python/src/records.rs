//! Figures of many units and years as Python sees them, read from their files without their ledgers.

use std::path::PathBuf;
use std::sync::Arc;

use nianbao::message::Language;
use nianbao::record::gather::{gather, named};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use rust_decimal::Decimal;

use crate::recorded::{Record, file};
use crate::words::unknown_id;
use crate::{frames, language, mapping, watch};

/// The figures of many units and years: a frozen mapping from unit and year to :class:`Record`, in the order of the files.
#[pyclass(frozen, module = "nianbao", mapping)]
pub(crate) struct Records {
    files: Vec<Arc<file::File>>,
    language: Language,
}

impl Records {
    fn find(&self, unit: &str, year: i32) -> Option<Record> {
        let found = self.files.iter().find(|file| file.record.unit == unit && file.record.year == year)?;
        Some(Record::new(found.clone(), self.language))
    }
}

#[pymethods]
impl Records {
    fn __len__(&self) -> usize {
        self.files.len()
    }

    fn __contains__(&self, key: Bound<'_, PyAny>) -> bool {
        key.extract::<(String, i32)>().is_ok_and(|(unit, year)| self.find(&unit, year).is_some())
    }

    fn __getitem__(&self, key: (String, i32)) -> PyResult<Record> {
        let (unit, year) = &key;
        self.find(unit, *year).ok_or_else(|| {
            let known: Vec<String> =
                self.files.iter().map(|file| format!("{} {}", file.record.unit, file.record.year)).collect();
            unknown_id("record", &format!("{unit} {year}"), known.iter().map(String::as_str), self.language)
        })
    }

    fn __iter__(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let keys: Vec<_> = self.files.iter().map(|file| (&file.record.unit, file.record.year)).collect();
        Ok(pyo3::types::PyList::new(py, keys)?.try_iter()?.into_any().unbind())
    }

    /// The figures of this unit and year, or ``default`` if there are none.
    #[pyo3(signature = (key, default = None, /))]
    fn get(&self, py: Python<'_>, key: (String, i32), default: Option<Py<PyAny>>) -> PyResult<Py<PyAny>> {
        mapping::item_or(py, self.find(&key.0, key.1), default)
    }

    /// Units and years, in the order of the files.
    fn keys<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        mapping::view(slf, "KeysView")
    }

    /// The records, in the order of the files.
    fn values<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        mapping::view(slf, "ValuesView")
    }

    /// Units with years, and their records, in the order of the files.
    fn items<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        mapping::view(slf, "ItemsView")
    }

    /// All figures as a long frame, one row each, members of series among them.
    ///
    /// Returns
    /// -------
    /// polars.DataFrame
    ///     Columns ``unit_name``, ``unit_code``, ``year`` (Int32), ``id``, ``label``, ``unit``, ``state``, ``value``,
    ///     ``numerator``, ``denominator``, ``printed``, ``path``. Amounts are ``Decimal`` with two decimals, or as many as
    ///     the values need; a rate is in percent.
    ///
    /// Raises
    /// ------
    /// ``ImportError``
    ///     Polars is not installed.
    fn to_polars<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        frame(py, &self.files)
    }

    fn __repr__(&self) -> String {
        let figures: usize = self.files.iter().map(|file| file.record.figures.len()).sum();
        format!("<Records: {} reports, {figures} figures>", self.files.len())
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: Bound<'_, PyAny>) -> Py<Self> {
        slf
    }
}

/// The long frame of these files.
pub(crate) fn frame<'py>(py: Python<'py>, files: &[Arc<file::File>]) -> PyResult<Bound<'py, PyAny>> {
    let rows: Vec<_> =
        files.iter().flat_map(|file| file.record.figures.iter().map(move |figure| (file, figure))).collect();
    let text = |get: &dyn Fn(&file::File, &nianbao::record::Recorded) -> String| {
        rows.iter().map(|(file, figure)| get(file, figure)).collect::<Vec<_>>()
    };
    let number = |get: &dyn Fn(&nianbao::record::Recorded) -> Option<Decimal>| {
        rows.iter().map(|(_, figure)| get(figure)).collect::<Vec<_>>()
    };
    let amounts = [
        ("value", number(&|figure| figure.value?.number(figure.decimals))),
        ("numerator", number(&|figure| Some(figure.value?.ratio()?.0))),
        ("denominator", number(&|figure| Some(figure.value?.ratio()?.1))),
    ];
    let decimals = frames::decimals(amounts.iter().flat_map(|(_, column)| column).flatten());
    let columns = PyDict::new(py);
    columns.set_item("unit_name", text(&|file, _| file.record.unit.clone()))?;
    columns.set_item("unit_code", text(&|file, _| file.record.unit_code.clone()))?;
    columns.set_item("year", rows.iter().map(|(file, _)| file.record.year).collect::<Vec<_>>())?;
    columns.set_item("id", text(&|_, figure| figure.id.clone()))?;
    columns.set_item("label", text(&|_, figure| figure.label.clone()))?;
    columns.set_item("unit", text(&|_, figure| figure.unit.clone()))?;
    columns.set_item("state", text(&|_, figure| figure.state.as_str().to_owned()))?;
    let mut types = vec![("year", "Int32")];
    for (name, column) in amounts {
        columns.set_item(name, column)?;
        types.push((name, &decimals));
    }
    columns.set_item("printed", text(&|_, figure| figure.printed.clone()))?;
    columns.set_item("path", text(&|file, _| file.path.display().to_string()))?;
    frames::frame(py, &columns, &types)
}

/// Where figures are read from: a pattern, a path, or several of either.
pub(crate) struct Paths(Vec<Named>);

enum Named {
    Pattern(String),
    Path(PathBuf),
}

impl<'py> FromPyObject<'_, 'py> for Paths {
    type Error = PyErr;

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let one = |given: &Bound<'py, PyAny>| -> PyResult<Named> {
            match given.extract::<String>() {
                Ok(text) => Ok(Named::Pattern(text)),
                Err(_) => given.extract::<PathBuf>().map(Named::Path),
            }
        };
        if let Ok(named) = one(&given) {
            return Ok(Self(vec![named]));
        }
        given.try_iter()?.map(|item| one(&item?)).collect::<PyResult<_>>().map(Self)
    }
}

/// Reads the figures of many units and years into one, without their ledgers.
///
/// Parameters
/// ----------
/// paths
///     A pattern such as ``"*/figures.json"``, with ``*``, ``?`` and ``**``; a path; or several of either. A ``Path`` is
///     taken as it is.
/// lang
///     The language of messages, ``zh-CN`` or ``en``.
///
/// Returns
/// -------
/// Records
///     The figures by unit and year.
///
/// Raises
/// ------
/// FileNotFoundError
///     A pattern finds no file, or a file is not there.
/// ProjectError
///     A file is none of figures, or two are of the same unit and year; ``faults`` has both paths.
///
/// Examples
/// --------
/// >>> import nianbao as nb
/// >>> records = nb.read_figures("sample-data/*/figures-*.json")
/// >>> list(records)
/// [('重庆市沙坪坝区退役军人事务局', 2020)]
#[pyfunction]
#[pyo3(signature = (paths, /, *, lang = "zh-CN"))]
pub(crate) fn read_figures(py: Python<'_>, paths: Paths, lang: &str) -> PyResult<Records> {
    let language = language::asked(lang)?;
    let read = watch::run(py, None, 0, language, |_| {
        let mut files = Vec::new();
        for given in paths.0 {
            match given {
                Named::Pattern(pattern) => files.extend(named(&pattern)?),
                Named::Path(path) => files.push(path),
            }
        }
        gather(&files)
    })?;
    let files = read.into_iter().map(|(path, record)| Arc::new(file::File { path, record })).collect();
    Ok(Records { files, language })
}
