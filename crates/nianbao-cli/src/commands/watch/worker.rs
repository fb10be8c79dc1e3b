//! The worker: compiles, pins up what came of it, says a line about it, and waits for the next save.

use std::io::{self, Write as _};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use nianbao::finding::Arguments;
use nianbao::message::Messages;
use nianbao::preview::{Compilation, Preview};
use nianbao::project::{Inputs, Looks};
use nianbao::{Error, Finding, Silent, digest};

use super::board::Board;
use super::files::{self, now};
use super::news::{News, Seen};

/// A file that is missing or can't be read may be in the midst of being saved: so long it gets before that is told.
const GRACE: Duration = Duration::from_millis(400);
/// A file that another program keeps to itself looks the same when it is given back: so long after a failure it is tried
/// once more, and a large project no more than for a fifth of the time.
const AGAIN: Duration = Duration::from_secs(1);
const SHARE: u32 = 4;

/// What is kept from one compilation to the next.
pub(super) struct Worker {
    preview: Preview,
    board: Arc<Board>,
    messages: Messages,
    /// What was found last.
    findings: Vec<Finding>,
    /// What was seen last, through whatever went wrong since.
    seen: Option<Seen>,
    /// The last notice.
    told: Option<String>,
    /// Whether the last time nothing could be compiled.
    has_failed: bool,
    /// How long to wait before it is tried once more, where a failure may pass without a save.
    again: Option<Duration>,
}

/// One compilation, and how the files looked before it: what is saved meanwhile looks otherwise afterwards.
struct Attempt {
    inputs: Inputs,
    looks: Looks,
    compilation: Compilation,
}

impl Worker {
    pub(super) fn new(preview: Preview, board: Arc<Board>, messages: Messages) -> Self {
        let (findings, seen, told, has_failed, again) = (Vec::new(), None, None, false, None);
        Self { preview, board, messages, findings, seen, told, has_failed, again }
    }

    /// Works until its lines can't be written any more, and says why.
    pub(super) fn run(mut self) -> io::Error {
        loop {
            let begun = now();
            let Attempt { inputs, looks, compilation } = self.patiently();
            if let Err(error) = self.publish(compilation, begun.elapsed()) {
                return error;
            }
            files::wait(&inputs, &looks, self.again);
        }
    }

    /// Compiles, and once more a little later if what fails may be in the midst of being saved.
    fn patiently(&mut self) -> Attempt {
        // Nobody need see how often a file that is closed to others is tried.
        if self.again.is_none() {
            self.board.busy();
        }
        let attempt = self.attempt();
        let is_passing = attempt.compilation.view.as_ref().is_err_and(Error::may_pass);
        if !is_passing || self.has_failed {
            return attempt;
        }
        thread::sleep(GRACE);
        files::settle(&attempt.inputs);
        self.attempt()
    }

    fn attempt(&mut self) -> Attempt {
        let inputs = self.preview.inputs();
        let looks = inputs.looks();
        Attempt { inputs, looks, compilation: self.compile() }
    }

    fn publish(&mut self, compilation: Compilation, took: Duration) -> io::Result<()> {
        let Compilation { findings, view } = compilation;
        let is_stale = findings.is_none();
        if let Some(findings) = findings {
            self.findings = findings;
        }
        self.has_failed = view.is_err();
        let again = matches!(view, Err(Error::Read { .. })).then(|| AGAIN.max(took * SHARE));
        let is_repeated = std::mem::replace(&mut self.again, again).is_some() && again.is_some();
        let problem = match view {
            Ok(mut view) => {
                let report = view.html.take().map(|bytes| (digest::hex(&bytes), bytes.into()));
                let digest = report.as_ref().map(|(digest, _)| digest.clone());
                self.board.show(&view.pages, report);
                self.seen = Some(Seen { view, report: digest });
                None
            }
            Err(error) => Some(self.messages.error(&error)),
        };
        let news = News { problem: problem.as_deref(), seen: self.seen.as_ref(), findings: &self.findings, is_stale };
        let notice = news.json(&self.messages);
        // What was tried again and failed as before is no news.
        if is_repeated && self.told.as_ref() == Some(&notice) {
            return Ok(());
        }
        self.board.tell(notice.clone());
        self.told = Some(notice);
        self.line(took, problem.as_deref())
    }

    /// No input may end the preview, not even one that the typesetter can't cope with.
    fn compile(&mut self) -> Compilation {
        let preview = &mut self.preview;
        let compiled = panic::catch_unwind(AssertUnwindSafe(|| preview.compile(&Silent)));
        compiled.unwrap_or_else(|_| {
            self.preview.forget();
            Compilation { findings: None, view: Err(Error::Internal("panic".to_owned())) }
        })
    }

    fn line(&self, took: Duration, problem: Option<&str>) -> io::Result<()> {
        let took = took.as_millis().to_string();
        let text = if let Some(problem) = problem {
            self.messages.text("watch-failed", &Arguments::from([("took", took.into()), ("problem", problem.into())]))
        } else {
            let summary = self.messages.summary(self.findings.iter());
            self.messages.text("watch-compiled", &Arguments::from([("took", took.into()), ("summary", summary.into())]))
        };
        let mut out = anstream::stdout();
        writeln!(out, "{text}")?;
        out.flush()
    }
}
