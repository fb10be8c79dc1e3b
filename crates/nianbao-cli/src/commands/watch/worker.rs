//! The worker: compiles, pins up what came of it, says a line about it, and waits for the next save.

use std::io::{self, Write as _};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use nianbao::finding::Arguments;
use nianbao::message::Messages;
use nianbao::preview::{Compilation, Preview, View};
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
    /// How long to wait before it is tried once more, where what went wrong may pass without a save.
    again: Option<Duration>,
}

/// One compilation, and how the files looked before it: what is saved meanwhile looks otherwise afterwards.
struct Attempt {
    inputs: Inputs,
    looks: Looks,
    findings: Option<Vec<Finding>>,
    view: Result<View, Trouble>,
    took: Duration,
    /// Whether those files are surely the ones that were compiled. The project file is read once for each: who couldn't read
    /// it for the one, but for the other, would wait for saves of files that it doesn't know.
    is_sure: bool,
}

/// Why there is nothing to see.
enum Trouble {
    Error(Error),
    Panic,
}

impl Trouble {
    fn may_pass(&self) -> bool {
        matches!(self, Self::Error(error) if error.may_pass())
    }

    fn text(&self, messages: &Messages) -> String {
        match self {
            Self::Error(error) => messages.error(error),
            Self::Panic => messages.word("watch-panic"),
        }
    }
}

impl Worker {
    pub(super) fn new(preview: Preview, board: Arc<Board>, messages: Messages) -> Self {
        let (findings, seen, told, has_failed, again) = (Vec::new(), None, None, false, None);
        Self { preview, board, messages, findings, seen, told, has_failed, again }
    }

    /// Works until its lines can't be written any more, and says why.
    pub(super) fn run(mut self) -> io::Error {
        loop {
            let mut attempt = self.patiently();
            let (inputs, looks) = (attempt.inputs.clone(), std::mem::take(&mut attempt.looks));
            if let Err(error) = self.publish(attempt) {
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
        let is_passing = attempt.view.as_ref().is_err_and(Trouble::may_pass);
        if !is_passing || self.has_failed {
            return attempt;
        }
        thread::sleep(GRACE);
        files::settle(&attempt.inputs);
        self.attempt()
    }

    fn attempt(&mut self) -> Attempt {
        let first = self.attempt_with(self.preview.inputs());
        if first.is_sure { first } else { self.attempt_with(self.preview.inputs()) }
    }

    fn attempt_with(&mut self, inputs: Inputs) -> Attempt {
        let looks = inputs.looks();
        let begun = now();
        let (findings, view) = self.compile();
        let took = begun.elapsed();
        // A project file that isn't valid is looked at itself.
        let is_invalid = matches!(&view, Err(Trouble::Error(error @ Error::Project(_))) if !error.may_pass());
        let is_sure = (inputs.are_whole() || is_invalid) && self.preview.inputs() == inputs;
        Attempt { inputs, looks, findings, view, took, is_sure }
    }

    fn publish(&mut self, attempt: Attempt) -> io::Result<()> {
        let Attempt { findings, view, took, is_sure, .. } = attempt;
        let is_stale = findings.is_none();
        if let Some(findings) = findings {
            self.findings = findings;
        }
        self.has_failed = view.is_err();
        let is_passing = !is_sure || matches!(view, Err(Trouble::Error(Error::Read { .. })));
        let again = is_passing.then(|| AGAIN.max(took * SHARE));
        let is_repeated = std::mem::replace(&mut self.again, again).is_some() && again.is_some();
        let problem = match view {
            Ok(mut view) => {
                let report = view.html.take().map(|bytes| (digest::hex(&bytes), bytes.into()));
                let digest = report.as_ref().map(|(digest, _)| digest.clone());
                self.board.show(&view.pages, report);
                self.seen = Some(Seen { view, report: digest });
                None
            }
            Err(trouble) => Some(trouble.text(&self.messages)),
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
    fn compile(&mut self) -> (Option<Vec<Finding>>, Result<View, Trouble>) {
        let preview = &mut self.preview;
        let compiled = panic::catch_unwind(AssertUnwindSafe(|| preview.compile(&Silent)));
        if let Ok(Compilation { findings, view }) = compiled {
            return (findings, view.map_err(Trouble::Error));
        }
        self.preview.forget();
        (None, Err(Trouble::Panic))
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

#[cfg(test)]
mod tests {
    use std::fs;

    use nianbao::Options;

    use super::*;

    #[test]
    fn what_was_compiled_while_its_files_were_not_known_is_compiled_again() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("nianbao.toml");
        fs::write(&file, "[report")?;
        let preview = Preview::of(folder.path(), Options::default())?;
        let half = preview.inputs();
        let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../../sample-data/shapingba-2021/nianbao.toml");
        let mut worker = Worker::new(preview, Arc::default(), Messages::new("zh-CN".parse()?));
        assert!(worker.attempt_with(half.clone()).is_sure, "whoever mends it changes the file that is looked at");
        // Whole by the time that it was compiled.
        fs::copy(sample, &file)?;
        assert!(!worker.attempt_with(half).is_sure);
        let attempt = worker.attempt();
        assert!(attempt.is_sure && attempt.inputs.are_whole());
        Ok(())
    }
}
