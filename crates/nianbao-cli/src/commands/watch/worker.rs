//! The worker: compiles, pins up what came of it, says a line about it, and waits for the next save.

use std::io::{self, Write as _};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use nianbao::finding::Arguments;
use nianbao::message::Messages;
use nianbao::preview::{Compilation, Preview};
use nianbao::{Error, Finding, Silent, digest};

use super::board::Board;
use super::files::{self, now};
use super::news::{News, Seen};

/// A file that is missing or can't be read may be in the midst of being saved: so long it gets before that is told.
const GRACE: Duration = Duration::from_millis(400);

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
    /// Whether the last time something went wrong that may pass by itself.
    is_hoping: bool,
}

impl Worker {
    pub(super) fn new(preview: Preview, board: Arc<Board>, messages: Messages) -> Self {
        Self { preview, board, messages, findings: Vec::new(), seen: None, told: None, is_hoping: false }
    }

    /// Works until its lines can't be written any more, and says why.
    pub(super) fn run(mut self) -> io::Error {
        loop {
            // Looked at before they are read: what is saved meanwhile looks otherwise afterwards.
            let inputs = self.preview.inputs();
            let looks = inputs.looks();
            if let Err(error) = self.once() {
                return error;
            }
            files::wait(&inputs, &looks, self.is_hoping);
        }
    }

    fn once(&mut self) -> io::Result<()> {
        let begun = now();
        if !self.is_hoping {
            self.board.busy();
        }
        let mut compilation = self.compile();
        let is_passing = |compilation: &Compilation| compilation.view.as_ref().is_err_and(Error::may_pass);
        if is_passing(&compilation) && !self.is_hoping {
            thread::sleep(GRACE);
            files::settle(&self.preview.inputs());
            compilation = self.compile();
        }
        let was_hoping = std::mem::replace(&mut self.is_hoping, is_passing(&compilation));
        let Compilation { findings, view } = compilation;
        let is_stale = findings.is_none();
        if let Some(findings) = findings {
            self.findings = findings;
        }
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
        let took = begun.elapsed().as_millis();
        let news = News { problem: problem.as_deref(), seen: self.seen.as_ref(), findings: &self.findings, is_stale };
        let notice = news.json(&self.messages);
        // What was tried again and failed as before is no news.
        if was_hoping && self.is_hoping && self.told.as_ref() == Some(&notice) {
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

    fn line(&self, took: u128, problem: Option<&str>) -> io::Result<()> {
        let took = took.to_string();
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
