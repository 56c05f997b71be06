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

impl Bell {
    pub(crate) fn new() -> Bell {
        Bell { condvar: Condvar::new(), rings: AtomicU32::new(0), spin: Spin::new() }
    }

    /// Says that something changed: under the lock, so that one that goes to sleep has seen it or hears `wake`, which must follow when the lock
    /// is open again.
    pub(crate) fn ring(&self) {
        self.rings.fetch_add(1, Ordering::Release);
    }

    /// Wakes those that sleep.
    pub(crate) fn wake(&self) {
        self.condvar.notify_all();
    }

    /// Waits until it rang, awake for a little while and then asleep, or for no reason; the caller looks what there is. `sleepers` counts who
    /// waits, under the lock: where nobody does nobody need ring.
    pub(crate) fn wait<T>(&self, lock: &Mutex<T>, mut held: MutexGuard<'_, T>, sleepers: fn(&mut T) -> &mut usize) {
        *sleepers(&mut held) += 1;
        let heard = self.rings.load(Ordering::Relaxed);
        let rang = || self.rings.load(Ordering::Acquire) != heard;
        drop(held);
        let woken = self.spin.until(rang);
        let mut held = lock.lock().unwrap_or_else(PoisonError::into_inner);
        if !woken && !rang() {
            held = self.condvar.wait(held).unwrap_or_else(PoisonError::into_inner);
        }
        *sleepers(&mut held) -= 1;
    }
}
