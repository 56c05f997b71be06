//! One thread that calls back at a given moment; started on first need.
//!
//! It serves every run of the process: a call must be short, and what may not be goes to [`reap`].

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::plumbing::panics;
use crate::sync::{Arc, Condvar, Instant, Mutex, MutexGuard, OnceLock, PoisonError, thread};

pub(crate) type Call = Box<dyn FnOnce() + Send>;

pub(crate) struct Entry {
    at: Instant,
    number: u64,
    call: Call,
}

impl PartialEq for Entry {
    fn eq(&self, other: &Entry) -> bool {
        self.number == other.number
    }
}

impl Eq for Entry {}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Entry) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Entry {
    fn cmp(&self, other: &Entry) -> std::cmp::Ordering {
        (self.at, self.number).cmp(&(other.at, other.number))
    }
}

/// What is to be called, and how often something was.
pub(crate) type Calls = (BinaryHeap<Reverse<Entry>>, u64);

#[derive(Default)]
pub(crate) struct Clock {
    heap: Mutex<Calls>,
    bell: Condvar,
}

/// Calls `call` at `at`, or as soon after as its thread gets to run.
pub(crate) fn at(at: Instant, call: impl FnOnce() + Send + 'static) {
    static CLOCK: OnceLock<&'static Clock> = OnceLock::new();
    let clock = CLOCK.get_or_init(|| {
        let clock: &'static Clock = Box::leak(Box::default());
        thread::Builder::new()
            .name("papy-clock".to_owned())
            .spawn(|| {
                let mut calls = clock.calls();
                loop {
                    calls = clock.turn(calls);
                }
            })
            .expect("the system gives no more threads");
        clock
    });
    clock.add(at, Box::new(call));
}

/// Drops what its user's destructors may keep busy for long.
pub(crate) fn reap(last: impl Send + 'static) {
    aside("papy-reaper", || drop(last));
}

/// Has a user's code run that may take long: on a thread of its own, on the clock's only if the system gives no more.
pub(crate) fn aside(name: &str, job: impl FnOnce() + Send + 'static) {
    let held = Arc::new(Mutex::new(Some(job)));
    let run = {
        let held = held.clone();
        move || {
            let job = held.lock().unwrap_or_else(PoisonError::into_inner).take();
            panics::contain(|| job.into_iter().for_each(|job| job()));
        }
    };
    if thread::Builder::new().name(name.to_owned()).spawn(run.clone()).is_err() {
        at(Instant::now(), run);
    }
}

/// Lets go of what others hold too; if they do not any more, its end is not the clock's work.
pub(crate) fn reap_rest<T: ?Sized + Send + Sync + 'static>(held: Arc<T>) {
    if Arc::strong_count(&held) == 1 {
        reap(held);
    }
}

impl Clock {
    pub(crate) fn calls(&self) -> MutexGuard<'_, Calls> {
        self.heap.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn add(&self, at: Instant, call: Call) {
        let mut calls = self.calls();
        calls.1 += 1;
        let number = calls.1;
        calls.0.push(Reverse(Entry { at, number, call }));
        self.bell.notify_one();
    }

    /// Calls what is due, or waits until something may be.
    pub(crate) fn turn<'a>(&'a self, mut calls: MutexGuard<'a, Calls>) -> MutexGuard<'a, Calls> {
        let now = Instant::now();
        match calls.0.peek() {
            None => self.bell.wait(calls).unwrap_or_else(PoisonError::into_inner),
            Some(Reverse(next)) if next.at > now => {
                let wait = next.at - now;
                self.bell.wait_timeout(calls, wait).unwrap_or_else(PoisonError::into_inner).0
            }
            Some(_) => {
                let Reverse(due) = calls.0.pop().expect("looked at above");
                drop(calls);
                // A waker is the user's, and one that panics must not stop the clock of all.
                panics::contain(due.call);
                self.calls()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;
    use std::time::Duration;

    #[test]
    fn a_call_that_panics_does_not_stop_the_clock() {
        let (send, calls) = mpsc::sync_channel(1);
        let now = Instant::now();
        at(now, || panic!("in a call"));
        at(now, move || send.send("the next").expect("the test waits"));
        assert_eq!(calls.recv(), Ok("the next"));
    }

    #[test]
    fn a_destructor_that_lasts_does_not_hold_up_the_clock() {
        struct Lasting(mpsc::Receiver<()>);
        impl Drop for Lasting {
            fn drop(&mut self) {
                let _end = self.0.recv();
            }
        }
        let (end, until) = mpsc::sync_channel(1);
        let (send, calls) = mpsc::sync_channel(1);
        at(Instant::now(), || reap(Lasting(until)));
        at(Instant::now(), move || send.send("the next").expect("the test waits"));
        assert_eq!(calls.recv(), Ok("the next"));
        drop(end);
    }

    #[test]
    fn calls_come_in_the_order_of_their_moments() {
        let (send, calls) = mpsc::sync_channel(16);
        let now = Instant::now();
        for late in [30, 10, 20] {
            let send = send.clone();
            at(now + Duration::from_millis(late), move || send.send(late).expect("the test waits"));
        }
        assert_eq!(calls.iter().take(3).collect::<Vec<_>>(), [10, 20, 30]);
    }
}
