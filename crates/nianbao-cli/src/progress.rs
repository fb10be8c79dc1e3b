//! A line of progress on the error output, when that is a terminal and the work is long.

use std::cell::RefCell;
use std::io::{IsTerminal as _, stderr};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use nianbao::message::Messages;
use nianbao::{Observer, Step};

/// Work that is done sooner than this shows nothing.
const PATIENCE: Duration = Duration::from_millis(700);

/// The line of progress.
pub(crate) struct Progress<'a> {
    messages: &'a Messages,
    bar: RefCell<Option<ProgressBar>>,
    started: std::time::Instant,
}

impl<'a> Progress<'a> {
    #[expect(clippy::disallowed_methods, reason = "only the line of progress depends on the clock")]
    pub(crate) fn new(messages: &'a Messages) -> Self {
        Self { messages, bar: RefCell::new(None), started: std::time::Instant::now() }
    }
}

impl Observer for Progress<'_> {
    fn step(&self, step: Step<'_>) {
        if self.started.elapsed() < PATIENCE || !stderr().is_terminal() {
            return;
        }
        let (key, arguments) = match step {
            Step::Reading { source, done, total } => (
                "progress-reading",
                vec![("source", source.into()), ("number", (done + 1).into()), ("total", total.into())],
            ),
            Step::Validating => ("progress-validating", vec![]),
            Step::Computing => ("progress-computing", vec![]),
            Step::Typesetting => ("progress-typesetting", vec![]),
        };
        let mut bar = self.bar.borrow_mut();
        let bar = bar.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            bar.set_style(ProgressStyle::default_spinner());
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        bar.set_message(self.messages.text(key, &arguments.into_iter().collect()));
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.borrow_mut().take() {
            bar.finish_and_clear();
        }
    }
}
