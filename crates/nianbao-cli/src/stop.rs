//! How a command ends.

use std::io;

/// A command that did its work.
pub(crate) enum Exit {
    /// Nothing at or above `--fail-on` was found: exit code 0.
    Clean,
    /// Something was: exit code 1.
    Findings,
    /// Something could not be read, and the command has said so: exit code 2.
    Unread,
}

/// Why a command could not do its work: exit code 2.
pub(crate) enum Stop {
    /// The core says why.
    Core(nianbao::Error),
    /// The arguments don't fit the project: a message of the CLI, already in words.
    Arguments(String),
    /// The output could not be written.
    Output(io::Error),
}

impl From<nianbao::Error> for Stop {
    fn from(error: nianbao::Error) -> Self {
        Self::Core(error)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}
