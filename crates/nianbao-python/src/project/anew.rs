//! How a project is opened, and when it is read anew.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use nianbao::frame::Frame;
use nianbao::message::Language;
use nianbao::{Choice, Error, Observer, Options, Rejected, Severity};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::Project;
use crate::error::forbid;
use crate::findings::{Context, Findings};
use crate::snapshot::Snapshot;
use crate::watch::{self, Progress};
use crate::words::{self, Words};

/// How the project is opened.
#[derive(Clone)]
pub(crate) struct Recipe {
    pub(super) path: PathBuf,
    pub(super) options: Options,
    /// Frames in the place of workbooks, by the ledgers' ids.
    pub(super) frames: BTreeMap<String, Arc<Frame>>,
}

impl Recipe {
    fn open(&self) -> Result<nianbao::Project, Error> {
        nianbao::Project::open(&self.path, &self.options)?.with_ledgers(self.frames.clone())
    }

    /// What opens the project anew in another process.
    pub(super) fn reduced<'py>(
        &self,
        py: Python<'py>,
        language: Language,
    ) -> PyResult<(Bound<'py, PyAny>, (PathBuf,))> {
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

impl Project {
    pub(crate) fn at(path: PathBuf, options: Options, language: Language) -> Result<Self, Error> {
        // A change of the working directory must not make it another project.
        let path = std::path::absolute(&path).unwrap_or(path);
        Self::of(Recipe { path, options, frames: BTreeMap::new() }, language)
    }

    pub(super) fn of(recipe: Recipe, language: Language) -> Result<Self, Error> {
        let project = Mutex::new(Arc::new(recipe.open()?));
        Ok(Self { recipe, language, progress: None, project, latest: Mutex::new(None) })
    }

    pub(crate) const fn language(&self) -> Language {
        self.language
    }

    /// The project as it was opened last.
    pub(super) fn opened(&self) -> Arc<nianbao::Project> {
        self.project.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What the files say now. Nothing is locked while they are read, for callbacks may ask the project too.
    pub(crate) fn now(&self, observer: &dyn Observer) -> Result<Arc<Snapshot>, Error> {
        let known = self.latest.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(known) = known
            && known.project.is_current(&known.computed, self.recipe.options.pack.as_deref())
        {
            return Ok(known);
        }
        let project = self.recipe.open()?;
        *self.project.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(project.clone());
        let taken = Snapshot::take(project, self.language, observer)?;
        *self.latest.lock().unwrap_or_else(PoisonError::into_inner) = Some(taken.clone());
        Ok(taken)
    }

    pub(super) fn run<T: Send>(
        &self,
        py: Python<'_>,
        progress: Progress<'_>,
        stages: usize,
        work: impl FnOnce(&dyn Observer) -> Result<T, Error> + Send,
    ) -> PyResult<T> {
        let progress = progress.or_else(|| self.progress.as_ref().map(|own| own.bind(py).clone()));
        watch::run(py, progress, stages, self.language, work)
    }

    pub(super) fn choice(&self, fail_on: &str, select: Option<Words>, ignore: Option<Words>) -> PyResult<Choice> {
        words::Choice { fail_on, select, ignore }.of(&self.opened().pack.rules, self.language)
    }

    pub(super) fn forbidden(&self, rejected: Rejected, of: &Arc<Snapshot>, fail_on: Severity) -> PyErr {
        forbid(Findings::new(rejected.findings, Context::Project(of.clone()), fail_on, self.language))
    }
}
