//! A line of progress on the error output, when that is a terminal and the work is long.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use nianbao::message::Messages;
use nianbao::{Observer, Step};

/// Work that is done sooner than this shows nothing.
const PATIENCE: Duration = Duration::from_millis(700);

/// The line of progress. It is hidden at first, and stays so where the error output is no terminal.
pub(crate) struct Progress<'a> {
    messages: &'a Messages,
    bar: ProgressBar,
}

impl<'a> Progress<'a> {
    pub(crate) fn new(messages: &'a Messages) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        bar.set_style(ProgressStyle::default_spinner());
        Self { messages, bar }
    }
}

impl Observer for Progress<'_> {
    fn step(&self, step: Step<'_>) {
        if self.bar.elapsed() < PATIENCE {
            return;
        }
        if self.bar.is_hidden() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.bar.enable_steady_tick(Duration::from_millis(120));
        }
        self.bar.set_message(self.messages.step(&step));
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
