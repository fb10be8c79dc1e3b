//! A copy of the sample project, and the command run in it.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::str;

use nianbao_tests::machine::fonts;
use nianbao_tests::sample::{Sample, replace_in};

pub(crate) type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The command, with nothing of the caller's locale.
pub(crate) fn nianbao() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nianbao"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    command.env("NIANBAO_FONT_DIR", fonts());
    command
}

/// A project in a folder of its own.
pub(crate) struct Copy {
    pub(crate) folder: tempfile::TempDir,
}

impl Copy {
    /// The sample project.
    pub(crate) fn new() -> Result<Self> {
        Self::of(&Sample::new())
    }

    /// The sample project with these rows.
    pub(crate) fn of(sample: &Sample) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        sample.write_project(folder.path())?;
        Ok(Self { folder })
    }

    /// The sample project with changed rows.
    pub(crate) fn changed(change: impl FnOnce(&mut Sample)) -> Result<Self> {
        let mut sample = Sample::new();
        change(&mut sample);
        Self::of(&sample)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Replaces a text that must be there in a file.
    pub(crate) fn replace(&self, file: &str, from: &str, to: &str) -> Result {
        Ok(replace_in(&self.path(file), from, to)?)
    }

    /// Runs the command in the project.
    pub(crate) fn run(&self, args: &[&str]) -> Result<Ran> {
        Ran::new(&nianbao().current_dir(self.folder.path()).args(args).output()?)
    }
}

/// What a run of the command said.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn new(output: &Output) -> Result<Self> {
        let code = output.status.code().ok_or("killed")?;
        let text = |bytes: &[u8]| str::from_utf8(bytes).map(str::to_owned);
        Ok(Self { code, out: text(&output.stdout)?, err: text(&output.stderr)? })
    }
}
