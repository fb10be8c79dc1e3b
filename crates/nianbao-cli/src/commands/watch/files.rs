//! Waiting for a save: the files are looked at again and again.
//!
//! Looking is what works everywhere, on network drives and in virtual machines too, where the system's own news of changes
//! don't arrive; and a folder that goes away and comes back needs no care. While nothing changes, it takes no more than a
//! twentieth of the time, unless the drive is so slow that one look takes longer than three seconds.

use std::thread;
use std::time::{Duration, Instant};

use nianbao::project::{Inputs, Looks};

/// From one look to the next.
const REST: Duration = Duration::from_millis(30);
/// On a slow drive: nobody waits longer than this until a save is seen.
const LONGEST_REST: Duration = Duration::from_mins(1);
/// How many times as long as a look the rest is.
const SHARE: u32 = 20;
/// Programs write a file in several steps: it is left alone until it looks the same for so long.
const SETTLED: Duration = Duration::from_millis(20);
/// But no longer than this, for some program may never stop writing.
const UNSETTLED: Duration = Duration::from_secs(3);

/// Waits until the inputs look otherwise than `before`, or until so much time has gone by.
pub(super) fn wait(inputs: &Inputs, before: &Looks, patience: Option<Duration>) {
    let begun = now();
    let mut rest = REST;
    loop {
        thread::sleep(rest);
        let looked = now();
        if inputs.looks() != *before {
            return settle(inputs);
        }
        rest = (looked.elapsed() * SHARE).clamp(REST, LONGEST_REST);
        if patience.is_some_and(|patience| begun.elapsed() > patience) {
            return;
        }
    }
}

/// Waits until the inputs have stopped changing.
pub(super) fn settle(inputs: &Inputs) {
    let begun = now();
    let mut last = inputs.looks();
    // As long as the look itself, so that a slow drive has time for the program that writes.
    let rest = begun.elapsed().clamp(SETTLED, UNSETTLED);
    while begun.elapsed() < UNSETTLED {
        thread::sleep(rest);
        let looks = inputs.looks();
        if looks == last {
            return;
        }
        last = looks;
    }
}

#[expect(clippy::disallowed_methods, reason = "how long to wait says nothing on what comes out")]
pub(super) fn now() -> Instant {
    Instant::now()
}
