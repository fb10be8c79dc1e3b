//! What all commands share: the messages, and how the project is opened.

use std::path::{Path, PathBuf};

use nianbao::message::Messages;
use nianbao::{Computed, Edition, Options, Pack, Project};

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
        let folder = if let Some(folder) = folder.or(self.project.as_deref()) {
            folder.to_owned()
        } else {
            let here = std::env::current_dir()?;
            Project::find(&here).ok_or_else(|| Stop::Arguments(self.messages.word("no-project")))?
        };
        let options = Options { pack: self.pack.clone(), edition, font_dirs: self.font_dirs.clone() };
        Ok(Project::open(&folder, &options)?)
    }

    /// The project with its figures, computed from the workbooks as they are now.
    pub(crate) fn computed(&self) -> Result<(Project, Computed), Stop> {
        let project = self.open(Edition::default())?;
        let computed = nianbao::compute(&project, &Progress::new(&self.messages))?;
        Ok((project, computed))
    }

    /// The pack that is in force: the project's, or the first standard one where there is no project.
    pub(crate) fn pack(&self) -> Result<Pack, Stop> {
        if let Some(folder) = &self.pack {
            return Ok(Pack::open(folder)?);
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
