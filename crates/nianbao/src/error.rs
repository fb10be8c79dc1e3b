//! Errors: the job could not be done. What is wrong with the data is a [`Finding`](crate::finding::Finding).

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::finding::Arguments;
use crate::message::{Language, Messages};
use crate::place::TextPlace;

/// What kind of thing went wrong. The CLI exits with 2 for each; Python has an exception for each.
#[derive(Debug)]
pub enum Error {
    /// A file could not be read.
    Read {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// A file could not be written. Nothing was replaced.
    Write {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// A workbook could not be read: it is damaged, encrypted or no workbook at all.
    Workbook {
        /// The workbook.
        path: PathBuf,
        /// The reason.
        fault: Box<Fault>,
    },
    /// A finished text could not be read: it is damaged, encrypted, scanned or no text at all.
    Document {
        /// The document.
        path: PathBuf,
        /// The reason.
        fault: Box<Fault>,
    },
    /// A file of figures can't be used: it is none, or its figures are not those of this unit and year.
    Figures {
        /// The file.
        path: PathBuf,
        /// The reason.
        fault: Box<Fault>,
    },
    /// A pack is not valid. All that is wrong with it, not the first fault alone.
    Pack(Vec<Fault>),
    /// A project file is not valid.
    Project(Vec<Fault>),
    /// Frames can't stand for the ledgers that they were given for. All that is wrong with them.
    Frames(Vec<Fault>),
    /// The narrative or the layout could not be typeset.
    Typeset(Vec<Fault>),
    /// What was asked for would do harm, such as replacing an input.
    Refused(Box<Fault>),
    /// The caller asked to stop.
    Cancelled,
    /// A fault of nianbao itself.
    Internal(String),
}

/// One fault: a key of the message files, its arguments and, where there is one, the place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The message's key, such as `unknown-column`.
    pub key: &'static str,
    /// What the message says.
    pub arguments: Arguments,
    /// Where it is.
    pub at: Option<Box<TextPlace>>,
}

impl Fault {
    /// A fault without a place.
    pub fn new(key: &'static str) -> Self {
        Self { key, arguments: Arguments::new(), at: None }
    }

    /// Adds an argument of the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, argument: impl Into<crate::finding::Argument>) -> Self {
        self.arguments.insert(name, argument.into());
        self
    }

    /// Says where it is.
    #[must_use]
    pub fn at(mut self, place: TextPlace) -> Self {
        self.at = Some(Box::new(place));
        self
    }
}

impl Error {
    /// A file of figures that can't be used.
    pub(crate) fn figures(path: &std::path::Path, fault: Fault) -> Self {
        Self::Figures { path: path.to_owned(), fault: Box::new(fault) }
    }

    /// Whether it may pass by itself: a file that is missing or can't be read may be in the midst of being saved, or open
    /// in a program that lets nobody else read it.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Read { .. } | Self::Workbook { .. } => true,
            Self::Project(faults) => faults.iter().any(|fault| fault.key == "workbook-missing"),
            _ => false,
        }
    }

    /// The faults it consists of; empty where the variant itself says it all.
    pub fn faults(&self) -> &[Fault] {
        match self {
            Self::Workbook { fault, .. }
            | Self::Document { fault, .. }
            | Self::Figures { fault, .. }
            | Self::Refused(fault) => std::slice::from_ref(fault.as_ref()),
            Self::Pack(faults) | Self::Project(faults) | Self::Frames(faults) | Self::Typeset(faults) => faults,
            Self::Read { .. } | Self::Write { .. } | Self::Cancelled | Self::Internal(_) => &[],
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Messages::new(Language::En).error(self))
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read { source, .. } | Self::Write { source, .. } => Some(source),
            _ => None,
        }
    }
}
