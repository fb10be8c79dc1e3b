//! Opening a project from Python.

use std::path::PathBuf;

use nianbao::Options;
use pyo3::prelude::*;

use super::Project;
use crate::error::raise;
use crate::language;

/// The environment variable that names folders of faces.
const FONT_DIR: &str = "NIANBAO_FONT_DIR";

#[expect(clippy::disallowed_methods, reason = "the command reads it too, and CI jobs set it for both")]
pub(crate) fn font_dirs() -> Vec<PathBuf> {
    let folders = std::env::var_os(FONT_DIR).map(|value| std::env::split_paths(&value).collect::<Vec<_>>());
    folders.unwrap_or_default().into_iter().filter(|folder| !folder.as_os_str().is_empty()).collect()
}

/// Opens a project.
///
/// Parameters
/// ----------
/// path
///     The project's folder, or its ``nianbao.toml``.
/// pack
///     A pack's folder, in place of the standard pack that the project names.
/// font_dirs
///     Folders that are searched for faces; unless some are named, those in the environment variable
///     ``NIANBAO_FONT_DIR``, and without it the system's.
/// lang
///     The language of messages, ``zh-CN`` or ``en``. Output files keep the pack's.
/// progress
///     As for :meth:`Project.check`; for every run of this project that has no other.
///
/// Returns
/// -------
/// Project
///     The project; its workbooks are read when something is asked for.
///
/// Raises
/// ------
/// FileNotFoundError
///     There is no project file.
/// MissingWorkbookError
///     The project names workbooks that aren't there; it is a ``FileNotFoundError`` too.
/// ProjectError, PackError
///     The project or its pack is not valid; the error has all faults, with their places.
///
/// Examples
/// --------
/// >>> import nianbao as nb
/// >>> project = nb.open("sample-data/shapingba-2021", lang="en")
/// >>> project.unit, project.year, project.status
/// ('重庆市沙坪坝区退役军人事务局', 2021, 'sample')
#[pyfunction]
#[pyo3(signature = (path, *, pack = None, font_dirs = None, lang = "zh-CN", progress = None))]
pub(crate) fn open(
    py: Python<'_>,
    path: PathBuf,
    pack: Option<PathBuf>,
    font_dirs: Option<Vec<PathBuf>>,
    lang: &str,
    progress: Option<Py<PyAny>>,
) -> PyResult<Project> {
    let spoken = language::asked(lang)?;
    let font_dirs = font_dirs.unwrap_or_else(self::font_dirs);
    let options = Options { pack, font_dirs, ..Options::default() };
    let project = py.detach(|| Project::at(path, options, spoken)).map_err(|error| raise(&error, spoken))?;
    Ok(Project { progress, ..project })
}
