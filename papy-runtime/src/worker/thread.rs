//! Threads of this process that share their time between runs.
//!
//! A pool knows nothing about items or graphs: it gives turns to jobs, and sleeps when none has work.

use std::fmt;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::spin::Spin;
use crate::plumbing::panics;

/// How far a run may fall behind the others of its pool by having nothing to do, in nanoseconds of work. 10 ms: it gets so much at once when it has.
const CREDIT: u64 = 10_000_000;

/// What came of one turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// It did something.
    Did,
    /// There was nothing to do.
    Idle,
    /// There will be nothing to do any more.
    Over,
}

/// A run, as its pool sees it.
pub(crate) trait Job: Send + Sync {
    /// Works as worker `worker` of the pool that the run knows as IMap `imap`, while there is something to do and `go_on`, which
    /// hears how long each unit of work took, says so.
    fn turn(&self, imap: u32, worker: u32, go_on: &mut dyn FnMut(Duration) -> bool) -> Turn;
}

/// An IMap of threads. Cloning shares the threads: they end when the last handle and the last run on them are gone.
#[derive(Clone)]
pub(crate) struct Pool(Arc<Owner>);

/// Ends the threads when it goes. The threads hold only what is in `Shared`.
struct Owner(Arc<Shared>);

struct Shared {
    size: usize,
    list: Mutex<List>,
    bell: Condvar,
    /// Counts everything that may have made work: a worker that saw none sleeps only if this has not moved.
    epoch: AtomicU64,
    sleeping: AtomicUsize,
    spin: Spin,
}

#[derive(Default)]
struct List {
    seats: Vec<Arc<Seat>>,
    closed: bool,
}

/// One run on a pool.
struct Seat {
    job: Arc<dyn Job>,
    imap: u32,
    /// Time that the pool gave to it, in nanoseconds: the run with the least goes first.
    busy: AtomicU64,
}

impl Pool {
    /// Starts `size` threads.
    pub(crate) fn new(size: usize) -> std::io::Result<Pool> {
        let shared = Arc::new(Shared {
            size,
            list: Mutex::default(),
            bell: Condvar::new(),
            epoch: AtomicU64::new(0),
            sleeping: AtomicUsize::new(0),
            spin: Spin::new(),
        });
        let pool = Pool(Arc::new(Owner(shared.clone())));
        for worker in 0..size {
            let shared = shared.clone();
            thread::Builder::new().name(format!("papy-{worker}")).spawn(move || shared.work(worker as u32))?;
        }
        Ok(pool)
    }

    /// How many threads.
    pub(crate) fn size(&self) -> usize {
        self.0.0.size
    }

    /// Adds a run, which knows this pool as `imap`.
    pub(crate) fn add(&self, job: Arc<dyn Job>, imap: u32) {
        let shared = &self.0.0;
        let mut list = shared.list();
        // A newcomer starts with the least, so that it neither waits for the others nor shuts them out.
        let least = list.seats.iter().map(|seat| seat.busy.load(Ordering::Relaxed)).min().unwrap_or(0);
        list.seats.push(Arc::new(Seat { job, imap, busy: AtomicU64::new(least) }));
        drop(list);
        // A run knows only the workers that have asked it for work.
        shared.wake(u32::MAX);
    }

    /// Wakes some workers that sleep.
    pub(crate) fn wake(&self, workers: u32) {
        self.0.0.wake(workers);
    }
}

impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pool({})", self.size())
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        self.0.list().closed = true;
        self.0.wake(u32::MAX);
    }
}

impl Shared {
    fn list(&self) -> MutexGuard<'_, List> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wake(&self, workers: u32) {
        self.epoch.fetch_add(1, Ordering::SeqCst);
        if self.sleeping.load(Ordering::SeqCst) == 0 {
            return;
        }
        // Under the lock, so that a worker between its last look at the epoch and its sleep is not missed.
        let _list = self.list();
        for _ in 0..workers.min(self.sleeping.load(Ordering::SeqCst) as u32) {
            self.bell.notify_one();
        }
    }

    fn work(&self, worker: u32) {
        let mut seats: Vec<Arc<Seat>> = Vec::new();
        loop {
            let epoch = self.epoch.load(Ordering::SeqCst);
            {
                let list = self.list();
                if list.closed && list.seats.is_empty() {
                    return;
                }
                seats.clear();
                seats.extend(list.seats.iter().cloned());
            }
            seats.sort_by_key(|seat| seat.busy.load(Ordering::Relaxed));
            let mut worked = false;
            for (rank, seat) in seats.iter().enumerate() {
                match self.turn(seat, worker, rank + 1 < seats.len(), epoch) {
                    Turn::Did => {
                        worked = true;
                        // One that had nothing to do for long does not shut the others out when it has.
                        let least = seat.busy.load(Ordering::Relaxed).saturating_sub(CREDIT);
                        seats.iter().for_each(|seat| _ = seat.busy.fetch_max(least, Ordering::Relaxed));
                        break;
                    }
                    Turn::Idle => {}
                    Turn::Over => self.remove(seat),
                }
            }
            // Nothing of a run may outlive it here while the worker sleeps. With the last hold on it go params, which are the user's.
            panics::contain(|| seats.clear());
            if !worked {
                self.sleep(epoch);
            }
        }
    }

    fn remove(&self, over: &Arc<Seat>) {
        let mut list = self.list();
        list.seats.retain(|seat| !Arc::ptr_eq(seat, over));
        if list.closed && list.seats.is_empty() {
            self.bell.notify_all();
        }
    }

    /// Works for one run until it idles or, where others may wait, has had its share: one unit of work while they do (`shared`), else
    /// until something woke the pool.
    fn turn(&self, seat: &Seat, worker: u32, shared: bool, epoch: u64) -> Turn {
        seat.job.turn(seat.imap, worker, &mut |spent| {
            seat.busy.fetch_add(spent.as_nanos() as u64, Ordering::Relaxed);
            !shared && self.epoch.load(Ordering::Relaxed) == epoch
        })
    }

    fn sleep(&self, epoch: u64) {
        if self.spin.until(|| self.epoch.load(Ordering::SeqCst) != epoch) {
            return;
        }
        let mut list = self.list();
        self.sleeping.fetch_add(1, Ordering::SeqCst);
        while self.epoch.load(Ordering::SeqCst) == epoch && !(list.closed && list.seats.is_empty()) {
            list = self.bell.wait(list).unwrap_or_else(PoisonError::into_inner);
        }
        self.sleeping.fetch_sub(1, Ordering::SeqCst);
    }
}
