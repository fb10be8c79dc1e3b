//! Progress and cancellation: the command line's bar, Python's Ctrl-C, the preview.

/// What a run is busy with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step<'a> {
    /// Reading a workbook; the path relative to the project.
    Reading {
        /// The workbook.
        source: &'a str,
        /// How many workbooks came before it.
        done: usize,
        /// How many there are.
        total: usize,
    },
    /// Checking the rows.
    Validating,
    /// Computing the figures.
    Computing,
    /// Typesetting.
    Typesetting,
    /// Marking a workbook; the path relative to the project.
    Marking {
        /// The workbook.
        source: &'a str,
        /// How many workbooks came before it.
        done: usize,
        /// How many there are.
        total: usize,
    },
}

/// Watches a run and may stop it.
pub trait Observer {
    /// Told at the start of each step.
    fn step(&self, step: Step<'_>);

    /// Asked now and then, at least once every few thousand rows; `true` ends the run with
    /// [`Error::Cancelled`](crate::Error::Cancelled).
    fn cancelled(&self) -> bool {
        false
    }
}

/// Watches nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Observer for Silent {
    fn step(&self, _: Step<'_>) {}
}
