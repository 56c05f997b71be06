//! What blocking readers wait for: each looks at something under a lock, and whoever changes that under the same lock rings.

use crate::sync::{AtomicU32, Condvar, Mutex, MutexGuard, Ordering, PoisonError};
use crate::worker::spin::Spin;

/// Wakes whoever waits for what is behind a lock.
#[derive(Debug)]
pub(crate) struct Bell {
    condvar: Condvar,
    rings: AtomicU32,
    spin: Spin,
}

/// Who waits, kept under the lock.
#[derive(Debug, Default)]
pub(crate) struct Listeners {
    /// Awake or asleep.
    waiting: usize,
    asleep: usize,
}

impl Listeners {
    /// Does anybody wait? If nobody does, nobody need ring.
    pub(crate) fn any(&self) -> bool {
        self.waiting > 0
    }
}

impl Bell {
    pub(crate) fn new() -> Bell {
        Bell { condvar: Condvar::new(), rings: AtomicU32::new(0), spin: Spin::new() }
    }

    /// Says that something changed: under the lock, so that one that goes to sleep has seen it or hears `wake`. Returns whether that must follow
    /// when the lock is open again.
    #[must_use]
    pub(crate) fn ring(&self, listeners: &Listeners) -> bool {
        self.rings.fetch_add(1, Ordering::Release);
        listeners.asleep > 0
    }

    /// Wakes those that sleep.
    pub(crate) fn wake(&self) {
        self.condvar.notify_all();
    }

    /// Waits until it rang, awake for a little while and then asleep, or for no reason; the caller looks what there is. It has the lock again then.
    pub(crate) fn wait<'a, T>(
        &self,
        lock: &'a Mutex<T>,
        mut held: MutexGuard<'a, T>,
        listeners: fn(&mut T) -> &mut Listeners,
    ) -> MutexGuard<'a, T> {
        listeners(&mut held).waiting += 1;
        let heard = self.rings.load(Ordering::Relaxed);
        let rang = || self.rings.load(Ordering::Acquire) != heard;
        drop(held);
        let woken = self.spin.until(rang);
        let mut held = lock.lock().unwrap_or_else(PoisonError::into_inner);
        if !woken && !rang() {
            listeners(&mut held).asleep += 1;
            held = self.condvar.wait(held).unwrap_or_else(PoisonError::into_inner);
            listeners(&mut held).asleep -= 1;
        }
        listeners(&mut held).waiting -= 1;
        held
    }
}
