//! Computing on a thread of its own, so that Ctrl-C is heard at once. Whoever computes asks now and then whether to stop,
//! but not while a library unpacks and reads a large workbook.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use nianbao::{Computed, Error, Observer, Project, Step};

/// How long a wish to stop may wait.
const PATIENCE: Duration = Duration::from_millis(50);

/// Reads and computes. If `observer` wants to stop, what is under way ends by itself before long, and nobody hears of it.
pub(crate) fn compute(project: Project, observer: &dyn Observer) -> Result<(Project, Computed), Error> {
    let (send, events) = mpsc::channel();
    let stop = Arc::new(AtomicBool::new(false));
    let relay = Relay { send, stop: stop.clone() };
    thread::spawn(move || {
        let computed = nianbao::compute(&project, &relay);
        // Nobody listens any more after a wish to stop.
        let _heard = relay.send.send(Event::Done(Box::new(computed.map(|computed| (project, computed)))));
    });
    loop {
        match events.recv_timeout(PATIENCE) {
            Ok(Event::Reading { source, done, total }) => {
                observer.step(Step::Reading { source: &source, done, total });
            }
            Ok(Event::Validating) => observer.step(Step::Validating),
            Ok(Event::Computing) => observer.step(Step::Computing),
            Ok(Event::Done(computed)) => return *computed,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(Error::Internal("compute".to_owned())),
        }
        if observer.cancelled() {
            stop.store(true, Ordering::Relaxed);
            return Err(Error::Cancelled);
        }
    }
}

/// What the thread has to say.
enum Event {
    Reading { source: String, done: usize, total: usize },
    Validating,
    Computing,
    Done(Box<Result<(Project, Computed), Error>>),
}

/// Tells another thread, and is told by it when to stop.
struct Relay {
    send: Sender<Event>,
    stop: Arc<AtomicBool>,
}

impl Observer for Relay {
    fn step(&self, step: Step<'_>) {
        let event = match step {
            Step::Reading { source, done, total } => Event::Reading { source: source.to_owned(), done, total },
            Step::Validating => Event::Validating,
            Step::Computing => Event::Computing,
            // Computing neither typesets nor marks.
            Step::Typesetting | Step::Marking { .. } => return,
        };
        let _heard = self.send.send(event);
    }

    fn cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Mutex;

    use nianbao::{Options, Silent};

    use super::*;

    fn sample() -> Project {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data/shapingba-2021");
        Project::open(&folder, &Options::default()).unwrap()
    }

    struct Impatient(Mutex<Vec<String>>);

    impl Observer for Impatient {
        fn step(&self, step: Step<'_>) {
            self.0.lock().unwrap().push(format!("{step:?}"));
        }

        fn cancelled(&self) -> bool {
            true
        }
    }

    #[test]
    fn the_other_thread_computes_the_same() {
        let here = nianbao::compute(&sample(), &Silent).unwrap();
        let (_, there) = compute(sample(), &Silent).unwrap();
        assert_eq!(there.digests, here.digests);
        assert!(there.figures.iter().eq(here.figures.iter()));
        assert_eq!(there.findings, here.findings);
    }

    #[test]
    fn a_wish_to_stop_is_heard_after_the_first_step() {
        let impatient = Impatient(Mutex::new(Vec::new()));
        assert!(matches!(compute(sample(), &impatient), Err(Error::Cancelled)));
        assert!(impatient.0.lock().unwrap().len() <= 1);
    }
}
