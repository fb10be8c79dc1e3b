//! What all commands share: the messages, and how the project is opened.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use nianbao::lock::Lock;
use nianbao::message::Messages;
use nianbao::preview::Preview;
use nianbao::{Computed, Edition, Options, Pack, Project, Severity};

use crate::args::Global;
use crate::progress::Progress;
use crate::stop::Stop;

/// The environment variable that names folders of faces.
const FONT_DIR: &str = "NIANBAO_FONT_DIR";

/// The messages and the global options.
pub(crate) struct Session {
    /// The messages of the core and the command.
    pub(crate) messages: Messages,
    project: Option<PathBuf>,
    pack: Option<PathBuf>,
    font_dirs: Vec<PathBuf>,
}

impl Session {
    pub(crate) fn new(global: Global, messages: Messages) -> Self {
        let font_dirs = if global.font_dirs.is_empty() { font_dirs() } else { global.font_dirs };
        Self { messages, project: global.project, pack: global.pack, font_dirs }
    }

    /// Opens the project that `--project` names, or the nearest one from the working directory upwards.
    pub(crate) fn open(&self, edition: Edition) -> Result<Project, Stop> {
        self.open_in(None, edition)
    }

    /// Opens the project in this folder, or else as [`open`](Self::open) does.
    pub(crate) fn open_in(&self, folder: Option<&Path>, edition: Edition) -> Result<Project, Stop> {
        Ok(Project::open(&self.folder(folder)?, &self.options(edition))?)
    }

    /// A preview of the project that [`open`](Self::open) would open. It need not be valid.
    pub(crate) fn preview(&self) -> Result<Preview, Stop> {
        // A change of the working directory must not make it another project.
        let folder = std::path::absolute(self.folder(None)?)?;
        Ok(Preview::of(&folder, self.options(Edition::default()))?)
    }

    /// This folder, or else the one that `--project` names, or else the nearest one.
    fn folder(&self, folder: Option<&Path>) -> Result<PathBuf, Stop> {
        if let Some(folder) = folder.or(self.project.as_deref()) {
            return Ok(folder.to_owned());
        }
        let here = std::env::current_dir()?;
        Project::find(&here).ok_or_else(|| Stop::Arguments(self.messages.word("no-project")))
    }

    fn options(&self, edition: Edition) -> Options {
        Options { pack: self.pack.clone(), edition, font_dirs: self.font_dirs.clone() }
    }

    /// Another project with its figures, computed from its workbooks as they are now.
    pub(crate) fn computed_in(&self, folder: &Path) -> Result<(Project, Computed), Stop> {
        let project = Project::open(folder, &self.options(Edition::default()))?;
        let computed = nianbao::compute(&project, &Progress::new(&self.messages))?;
        Ok((project, computed))
    }

    /// The folder that `--project` names, or the nearest one upwards that has a lock, or else a project, or else this one.
    pub(crate) fn folder_of_lock(&self) -> Result<PathBuf, Stop> {
        if let Some(folder) = &self.project {
            let is_file = folder.is_file();
            return Ok(folder.parent().filter(|_| is_file).unwrap_or(folder).to_owned());
        }
        let here = std::env::current_dir()?;
        Ok(Lock::find(&here).or_else(|| Project::find(&here)).unwrap_or(here))
    }

    /// Says on the error output how many errors there are, if there are any: the figures may be wrong.
    pub(crate) fn warn_of_errors(&self, computed: &Computed) -> Result<usize, Stop> {
        let errors = computed.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        self.warn_of(errors)?;
        Ok(errors)
    }

    /// The same where only their number is known.
    pub(crate) fn warn_of(&self, errors: usize) -> Result<(), Stop> {
        if errors > 0 {
            let text = self.messages.text("figures-with-errors", &[("count", errors.into())].into_iter().collect());
            writeln!(anstream::stderr(), "{text}")?;
        }
        Ok(())
    }

    /// The project with its figures, computed from the workbooks as they are now.
    pub(crate) fn computed(&self) -> Result<(Project, Computed), Stop> {
        let project = self.open(Edition::default())?;
        let computed = nianbao::compute(&project, &Progress::new(&self.messages))?;
        Ok((project, computed))
    }

    /// The project that `--project` names, or the nearest one, with its figures; nothing if there is none.
    pub(crate) fn nearest(&self) -> Result<Option<(Project, Computed)>, Stop> {
        match self.computed() {
            Ok(found) => Ok(Some(found)),
            Err(Stop::Arguments(_)) => Ok(None),
            Err(stop) => Err(stop),
        }
    }

    /// The pack that `--pack` names, or else the standard one of this id.
    pub(crate) fn pack_of(&self, id: &str) -> Result<Pack, Stop> {
        match self.named_pack()? {
            Some(pack) => Ok(pack),
            None => Ok(Pack::standard(id)?),
        }
    }

    /// The pack that `--pack` names, if it names one.
    pub(crate) fn named_pack(&self) -> Result<Option<Pack>, Stop> {
        Ok(self.pack.as_deref().map(Pack::open).transpose()?)
    }

    /// The pack that `--pack` names for a new project, or else the first standard one.
    pub(crate) fn pack_to_begin_with(&self) -> Result<Pack, Stop> {
        Ok(Pack::named(self.pack.as_deref())?)
    }

    /// Last year's project in this folder, with the pack that `--pack` names.
    pub(crate) fn open_last_year(&self, folder: &Path) -> Result<Project, Stop> {
        let pack = if self.pack.is_some() { self.pack_to_begin_with()?.folder } else { None };
        Ok(Project::open(folder, &Options { pack, ..self.options(Edition::default()) })?)
    }

    /// The pack that is in force: the project's, or the first standard one where there is no project.
    pub(crate) fn pack(&self) -> Result<Pack, Stop> {
        if let Some(pack) = self.named_pack()? {
            return Ok(pack);
        }
        match self.open(Edition::default()) {
            Ok(project) => Ok(project.pack),
            Err(Stop::Arguments(_)) => {
                let first = nianbao::pack::standard_packs().first().copied().unwrap_or_default();
                Ok(Pack::standard(first)?)
            }
            Err(stop) => Err(stop),
        }
    }

    /// Why a command could not do its work, in words.
    pub(crate) fn stop(&self, stop: &Stop) -> String {
        let text = match stop {
            Stop::Core(error) => self.messages.error(error),
            Stop::Arguments(text) => text.clone(),
            Stop::Output(error) => error.to_string(),
        };
        format!("{}: {text}", self.messages.word("severity-error"))
    }
}

#[expect(clippy::disallowed_methods, reason = "the environment is the CLI's to read")]
fn font_dirs() -> Vec<PathBuf> {
    let folders = std::env::var_os(FONT_DIR).map(|value| std::env::split_paths(&value).collect::<Vec<_>>());
    folders.unwrap_or_default().into_iter().filter(|folder| !folder.as_os_str().is_empty()).collect()
}

/// A path as the user would write it: from the working directory, where it lies below it.
pub(crate) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(path).display().to_string()
}
