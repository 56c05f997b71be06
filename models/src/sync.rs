//! What `papy-runtime/src/sync.rs` is there: here each lock, wait and atomic is a point where another thread may go on.

pub(crate) use shuttle::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, AtomicUsize, Ordering};
pub(crate) use shuttle::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
pub(crate) use shuttle::{hint, thread};
use std::ops::{Add, Sub};
pub(crate) use std::sync::OnceLock;
use std::time::Duration;

/// Time that goes by one microsecond with each look at it, so that what depends on it can be run again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Instant(Duration);

impl Instant {
    pub(crate) fn now() -> Instant {
        static LOOKS: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
        Instant(Duration::from_micros(LOOKS.fetch_add(1, std::sync::atomic::Ordering::Relaxed)))
    }

    pub(crate) fn elapsed(self) -> Duration {
        Instant::now() - self
    }
}

impl Add<Duration> for Instant {
    type Output = Instant;

    fn add(self, time: Duration) -> Instant {
        Instant(self.0 + time)
    }
}

impl Sub for Instant {
    type Output = Duration;

    fn sub(self, other: Instant) -> Duration {
        self.0.saturating_sub(other.0)
    }
}
