//! The board: the latest that there is to see, which the worker pins up and every open page reads.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use nianbao::preview::Page;

/// What there is to see, for whoever asks.
#[derive(Default)]
pub(super) struct Board {
    pinned: Mutex<Pinned>,
    changed: Condvar,
}

/// What is pinned up.
#[derive(Default)]
struct Pinned {
    /// Grows with each notice.
    number: u64,
    /// The latest; nothing before the first compilation.
    notice: Option<Notice>,
    /// Whether the next is being made.
    is_busy: bool,
    pages: BTreeMap<String, Arc<Page>>,
    report: Option<(String, Arc<[u8]>)>,
}

/// News for the page, in JSON.
pub(super) type Notice = Arc<str>;

/// What a reader has not seen yet.
#[derive(Default)]
pub(super) struct Unseen {
    /// By what to ask for the next.
    pub(super) number: u64,
    /// The latest news; nothing while the first are being made.
    pub(super) notice: Option<Notice>,
    /// Whether the next are being made.
    pub(super) is_busy: bool,
}

impl Unseen {
    /// Whether this is the notice that it has.
    pub(super) fn has(&self, notice: &Notice) -> bool {
        self.notice.as_ref().is_some_and(|own| Arc::ptr_eq(own, notice))
    }
}

impl Board {
    /// Says that something new is being made.
    pub(super) fn busy(&self) {
        self.change(|pinned| pinned.is_busy = true);
    }

    /// Pins up the pages and the report that the next notice names.
    pub(super) fn show(&self, pages: &[Arc<Page>], report: Option<(String, Arc<[u8]>)>) {
        let mut pinned = self.lock();
        pinned.pages = pages.iter().map(|page| (page.digest.clone(), page.clone())).collect();
        pinned.report = report;
    }

    /// Pins up a notice.
    pub(super) fn tell(&self, notice: String) {
        self.change(|pinned| {
            pinned.notice = Some(notice.into());
            pinned.is_busy = false;
        });
    }

    /// What came after the notice of that number, as soon as there is something; nothing if so much time has gone by.
    pub(super) fn after(&self, number: u64, patience: Duration) -> Option<Unseen> {
        let waited = self.changed.wait_timeout_while(self.lock(), patience, |pinned| pinned.number == number);
        let (pinned, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        let unseen = || Unseen { number: pinned.number, notice: pinned.notice.clone(), is_busy: pinned.is_busy };
        (!waited.timed_out()).then(unseen)
    }

    /// The page with this digest.
    pub(super) fn page(&self, digest: &str) -> Option<Arc<Page>> {
        self.lock().pages.get(digest).cloned()
    }

    /// The report as a web page, if it has this digest.
    pub(super) fn report(&self, digest: &str) -> Option<Arc<[u8]>> {
        self.lock().report.as_ref().filter(|(own, _)| own == digest).map(|(_, bytes)| bytes.clone())
    }

    fn change(&self, change: impl FnOnce(&mut Pinned)) {
        let mut pinned = self.lock();
        change(&mut pinned);
        pinned.number += 1;
        drop(pinned);
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Pinned> {
        self.pinned.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_gets_the_latest_and_waits_for_the_next() {
        let board = Board::default();
        assert!(board.after(0, Duration::ZERO).is_none());
        board.busy();
        board.tell("一".to_owned());
        board.tell("二".to_owned());
        let unseen = board.after(0, Duration::ZERO).expect("news");
        assert_eq!((unseen.notice.as_deref(), unseen.is_busy), (Some("二"), false));
        assert!(board.after(unseen.number, Duration::ZERO).is_none());
    }
}
