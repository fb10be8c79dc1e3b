//! Watching a run from Python: Ctrl-C ends it, and a callback hears how far it is.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use nianbao::message::Language;
use nianbao::{Error, Observer, Step};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use crate::error::raise;
use crate::language;

/// Python is asked for signals no more often: each time waits for other threads.
const PATIENCE: Duration = Duration::from_millis(100);

/// A callback for the steps of a run: ``None``, ``True`` for a bar, or a callable.
pub(crate) type Progress<'py> = Option<Bound<'py, PyAny>>;

/// Runs `work` without holding up other threads of Python. `stages` is how many steps follow the reading of workbooks.
pub(crate) fn run<T: Send>(
    py: Python<'_>,
    progress: Progress<'_>,
    stages: usize,
    language: Language,
    work: impl FnOnce(&dyn Observer) -> Result<T, Error> + Send,
) -> PyResult<T> {
    let watch = Watch { language, stages, callback: callback(progress)?, seen: Mutex::default() };
    let worked = py.detach(|| work(&watch));
    if worked.is_ok() {
        watch.end(py);
    }
    let raised = watch.seen.into_inner().ok().and_then(|seen| seen.raised);
    match (worked, raised) {
        (_, Some(raised)) => Err(raised),
        (worked, None) => worked.map_err(|error| raise(&error, language)),
    }
}

fn callback(progress: Progress<'_>) -> PyResult<Option<Py<PyAny>>> {
    let Some(progress) = progress else { return Ok(None) };
    let py = progress.py();
    if let Ok(wanted) = progress.extract::<bool>() {
        let bar = wanted.then(|| py.import("nianbao.progress")?.call_method0("bar")).transpose()?;
        return Ok(bar.filter(|bar| !bar.is_none()).map(Bound::unbind));
    }
    if progress.is_callable() {
        return Ok(Some(progress.unbind()));
    }
    Err(PyTypeError::new_err(language::with(Language::default(), |messages| messages.word("progress-of-no-kind"))))
}

struct Watch {
    language: Language,
    stages: usize,
    callback: Option<Py<PyAny>>,
    seen: Mutex<Seen>,
}

/// What the watch has seen so far.
#[derive(Default)]
struct Seen {
    asked: Option<Instant>,
    raised: Option<PyErr>,
    workbooks: usize,
}

impl Watch {
    fn tell(&self, name: &str, workbook: Option<&str>, text: String, done: usize, total: usize) {
        let Some(callback) = &self.callback else { return };
        let told = Python::attach(|py| {
            let step = py.import("nianbao.progress")?.getattr("Step")?.call1((name, workbook, text))?;
            callback.call1(py, (step, done, total)).map(|_| ())
        });
        if let (Err(error), Ok(mut seen)) = (told, self.seen.lock()) {
            seen.raised.get_or_insert(error);
        }
    }

    fn end(&self, py: Python<'_>) {
        let workbooks = self.seen.lock().map(|seen| seen.workbooks).unwrap_or_default();
        let text = language::with(self.language, |messages| messages.word("progress-done"));
        let total = workbooks + self.stages;
        py.detach(|| self.tell("done", None, text, total, total));
    }
}

impl Observer for Watch {
    fn step(&self, step: Step<'_>) {
        if self.callback.is_none() {
            return;
        }
        let text = language::with(self.language, |messages| messages.step(&step));
        let known = self.seen.lock().map(|mut seen| {
            if let Step::Reading { total, .. } = step {
                seen.workbooks = total;
            }
            seen.workbooks
        });
        let workbooks = known.unwrap_or_default();
        let (name, workbook, done) = match step {
            Step::Reading { source, done, .. } => ("reading", Some(source), done),
            Step::Validating => ("validating", None, workbooks),
            Step::Computing => ("computing", None, workbooks + 1),
            Step::Typesetting => ("typesetting", None, workbooks + 2),
            Step::Marking { source, done, total } => return self.tell("marking", Some(source), text, done, total),
        };
        self.tell(name, workbook, text, done, workbooks + self.stages);
    }

    #[expect(clippy::disallowed_methods, reason = "how often Python is asked says nothing on what comes out")]
    fn cancelled(&self) -> bool {
        let Ok(mut seen) = self.seen.lock() else { return true };
        if seen.raised.is_some() {
            return true;
        }
        let now = Instant::now();
        if seen.asked.is_some_and(|asked| now.duration_since(asked) < PATIENCE) {
            return false;
        }
        seen.asked = Some(now);
        drop(seen);
        // A handler of signals may be any code of Python's: nothing is locked while it runs.
        #[expect(clippy::redundant_closure_for_method_calls, reason = "the method is that of one lifetime")]
        let asked = Python::attach(|py| py.check_signals());
        let Err(error) = asked else { return false };
        if let Ok(mut seen) = self.seen.lock() {
            seen.raised.get_or_insert(error);
        }
        true
    }
}
