//! How a project is opened, now and whenever its files have changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nianbao::frame::Frame;
use nianbao::message::Language;
use nianbao::{Error, Options};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::error::raise;
use crate::language;
use crate::project::Project;

/// What a project is opened with.
#[derive(Clone)]
pub(crate) struct Recipe {
    path: PathBuf,
    options: Options,
    /// Frames in the place of workbooks, by the ledgers' ids.
    frames: BTreeMap<String, Arc<Frame>>,
}

impl Recipe {
    pub(crate) const fn new(path: PathBuf, options: Options) -> Self {
        Self { path, options, frames: BTreeMap::new() }
    }

    /// Opens the project as its files are now.
    pub(crate) fn open(&self) -> Result<nianbao::Project, Error> {
        nianbao::Project::open(&self.path, &self.options)?.with_ledgers(self.frames.clone())
    }

    /// The folder of the pack, if it is none of the standard ones.
    pub(crate) fn pack(&self) -> Option<&Path> {
        self.options.pack.as_deref()
    }

    /// Puts a frame in the place of a ledger's workbooks.
    pub(crate) fn replace(&mut self, ledger: String, frame: Frame) {
        self.frames.insert(ledger, Arc::new(frame));
    }

    /// What pickle opens the project with.
    pub(crate) fn anew<'py>(&self, py: Python<'py>, language: Language) -> PyResult<(Bound<'py, PyAny>, (PathBuf,))> {
        if !self.frames.is_empty() {
            return Err(PyTypeError::new_err("a project with frames can't be pickled"));
        }
        let options = PyDict::new(py);
        options.set_item("pack", &self.options.pack)?;
        options.set_item("font_dirs", &self.options.font_dirs)?;
        options.set_item("lang", language.as_str())?;
        let open = py.import("nianbao")?.getattr("open")?;
        let anew = py.import("functools")?.getattr("partial")?.call((open,), Some(&options))?;
        Ok((anew, (self.path.clone(),)))
    }
}

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
    Ok(project.heard_by(progress))
}
