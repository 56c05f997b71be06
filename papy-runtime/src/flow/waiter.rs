//! Tasks that wait: one place in a list for each, however often it is polled and with whichever wakers.

use std::task::{Context, Wake, Waker};

use super::clock;
use crate::sync::{Arc, Instant, Mutex, PoisonError, Weak};

/// A task that waits, until it is dropped.
#[derive(Default)]
pub(crate) struct Waiter(Arc<Latest>);

/// What wakes the task: the waker of the last poll, unless that was called.
#[derive(Default)]
struct Latest(Mutex<Option<Waker>>);

impl Latest {
    fn replace(&self, waker: Option<Waker>) -> Option<Waker> {
        std::mem::replace(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner), waker)
    }
}

impl Wake for Latest {
    fn wake(self: Arc<Latest>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Latest>) {
        if let Some(waker) = self.replace(None) {
            waker.wake();
        }
    }
}

impl Waiter {
    /// The task is being polled.
    pub(crate) fn polled(&self, context: &Context<'_>) -> &Waiter {
        self.0.replace(Some(context.waker().clone()));
        self
    }

    /// Wakes the task.
    pub(crate) fn waker(&self) -> Waker {
        Waker::from(self.0.clone())
    }

    /// Has the task woken then, if it still waits.
    pub(crate) fn wake_at(&self, at: Instant) {
        let latest = Arc::downgrade(&self.0);
        clock::at(at, move || latest.upgrade().into_iter().for_each(Wake::wake));
    }
}

impl Drop for Waiter {
    fn drop(&mut self) {
        // Some still hold what wakes it, and need not hold its task.
        self.0.replace(None);
    }
}

/// Tasks that wait for the same thing.
#[derive(Default)]
pub(crate) struct Waiters(Vec<Weak<Latest>>);

impl Waiters {
    /// Adds one, unless it is there; forgets those that are gone.
    pub(crate) fn add(&mut self, waiter: &Waiter) {
        let new = Arc::downgrade(&waiter.0);
        self.0.retain(|old| old.strong_count() > 0 && !old.ptr_eq(&new));
        self.0.push(new);
    }

    /// Empties the list, to be woken by the caller when no lock is held.
    pub(crate) fn take(&mut self) -> impl Iterator<Item = Waker> + use<> {
        std::mem::take(&mut self.0).into_iter().filter_map(|waiter| waiter.upgrade().map(Waker::from))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[derive(Default)]
    struct Count(AtomicU32);

    impl Wake for Count {
        fn wake(self: Arc<Count>) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn poll(waiter: &Waiter) -> Arc<Count> {
        let count = Arc::<Count>::default();
        waiter.polled(&Context::from_waker(&Waker::from(count.clone())));
        count
    }

    #[test]
    fn one_that_is_polled_often_has_one_place_and_is_woken_by_its_last_waker() {
        let (waiter, mut waiters) = (Waiter::default(), Waiters::default());
        let counts = [(); 3].map(|()| {
            let count = poll(&waiter);
            waiters.add(&waiter);
            count
        });
        let woken: Vec<Waker> = waiters.take().collect();
        assert_eq!(woken.len(), 1);
        woken.into_iter().for_each(Waker::wake);
        assert_eq!(counts.map(|count| count.0.load(Ordering::Relaxed)), [0, 0, 1]);
    }

    #[test]
    fn those_that_are_gone_keep_no_place_and_no_task() {
        let mut waiters = Waiters::default();
        for _ in 0..3 {
            let waiter = Waiter::default();
            let task = poll(&waiter);
            waiters.add(&waiter);
            let held = waiter.waker();
            drop(waiter);
            assert_eq!(Arc::strong_count(&task), 1);
            drop(held);
        }
        assert_eq!((waiters.0.len(), waiters.take().count()), (1, 0));
    }
}
