//! Sources that may wait: what they promise to the thread that runs them.
//!
//! Says nothing about threads and channels: those are the business of whoever runs a [`Feeder`].

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::error::BoxError;

/// What a [`Feeder`] says after each call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fed {
    /// The next call will not wait: what was given may be collected into a larger chunk.
    Ready,
    /// The next call may wait for ever: what was given should be passed on before it.
    MayWait,
    /// Nothing more will come, and `feed` is not called again.
    Ended,
}

/// A source that may wait for its next item, run by a thread of its own.
///
/// The thread calls [`feed`](Feeder::feed) until it says [`Fed::Ended`]. Whoever stops the run keeps an [`Interrupt`] from before the thread began.
///
/// ```
/// use papy_runtime::error::BoxError;
/// use papy_runtime::io::{Fed, Feeder, Interrupt};
///
/// /// Counts down to one.
/// struct CountDown(u32, Interrupt);
///
/// impl Feeder for CountDown {
///     type Item = u32;
///
///     fn feed(&mut self, room: usize, out: &mut Vec<Result<u32, BoxError>>) -> Fed {
///         for _ in 0..room {
///             if self.0 == 0 || self.1.is_set() {
///                 return Fed::Ended;
///             }
///             out.push(Ok(self.0));
///             self.0 -= 1;
///         }
///         Fed::Ready
///     }
///
///     fn interrupt(&self) -> Interrupt {
///         self.1.clone()
///     }
/// }
///
/// let (mut source, mut out) = (CountDown(3, Interrupt::new()), Vec::new());
/// assert_eq!(source.feed(2, &mut out), Fed::Ready);
/// assert_eq!(source.feed(2, &mut out), Fed::Ended);
/// assert_eq!(out.into_iter().collect::<Result<Vec<_>, _>>().unwrap(), [3, 2, 1]);
/// ```
pub trait Feeder: Send + 'static {
    /// What it gives.
    type Item: Send + 'static;

    /// Appends up to `room` items (at least one room is given) or errors in the places of items.
    ///
    /// It may wait only while it has appended nothing in this call, so that no item waits for another one. It may also return without an item.
    /// Once the interrupt is set it returns [`Fed::Ended`] as soon as it can, appending at most one item.
    fn feed(&mut self, room: usize, out: &mut Vec<Result<Self::Item, BoxError>>) -> Fed;

    /// The handle that ends it from another thread.
    fn interrupt(&self) -> Interrupt;

    /// Whether an interrupt ends a waiting `feed` within milliseconds.
    ///
    /// Where it does not (a user's iterator, a read of a pipe), a stop must not wait for the thread: it is left behind, and ends
    /// when what it waits for comes or the process ends.
    fn is_prompt(&self) -> bool {
        false
    }
}

/// One of several feeders, chosen at run time.
///
/// ```no_run
/// use papy_runtime::io::{self, Feeder, Line};
///
/// let source: Box<dyn Feeder<Item = Line>> = match std::env::args().nth(1) {
///     Some(path) => Box::new(io::lines(path)),
///     None => Box::new(io::stdin()),
/// };
/// # let _ = source;
/// ```
impl<F: Feeder + ?Sized> Feeder for Box<F> {
    type Item = F::Item;

    fn feed(&mut self, room: usize, out: &mut Vec<Result<F::Item, BoxError>>) -> Fed {
        (**self).feed(room, out)
    }

    fn interrupt(&self) -> Interrupt {
        (**self).interrupt()
    }

    fn is_prompt(&self) -> bool {
        (**self).is_prompt()
    }
}

/// Tells a [`Feeder`] from another thread to end, also while it waits. Clones are the same interrupt.
///
/// ```
/// use std::time::{Duration, Instant};
/// use papy_runtime::io::Interrupt;
///
/// let (ours, theirs) = (Interrupt::new(), Interrupt::new());
/// let waiting = std::thread::spawn({
///     let ours = ours.clone();
///     move || ours.wait_until(Instant::now() + Duration::from_secs(60))
/// });
/// ours.set();
/// waiting.join().unwrap();                           // at once
/// assert!(ours.is_set() && !theirs.is_set());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Interrupt(Arc<Bell>);

#[derive(Debug, Default)]
struct Bell {
    set: AtomicBool,
    rung: Mutex<bool>,
    waiting: Condvar,
}

impl Interrupt {
    /// One that is not set.
    pub fn new() -> Interrupt {
        Interrupt::default()
    }

    /// Ends the feeder, for good.
    pub fn set(&self) {
        self.0.set.store(true, Ordering::Release);
        self.ring();
    }

    /// Whether it was set.
    #[inline]
    pub fn is_set(&self) -> bool {
        self.0.set.load(Ordering::Acquire)
    }

    /// Ends the current [`wait_until`](Interrupt::wait_until), or the next one if there is none, without ending the feeder.
    pub fn ring(&self) {
        *self.rung() = true;
        self.0.waiting.notify_all();
    }

    /// Waits until someone sets or rings it, or until `deadline`. A ring is used up by the wait that it ends; a set one ends all waits.
    pub fn wait_until(&self, deadline: Instant) {
        let mut rung = self.rung();
        while !*rung && !self.is_set() {
            let left = deadline.saturating_duration_since(Instant::now());
            if left == Duration::ZERO {
                break;
            }
            rung = self.0.waiting.wait_timeout(rung, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        *rung = false;
    }

    fn rung(&self) -> MutexGuard<'_, bool> {
        // A bool is whole whatever panicked beside it.
        self.0.rung.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An iterator that may wait, so that it gets a thread of its own. Made by [`blocking`].
#[derive(Debug, Clone)]
pub struct Blocking<I>(I);

/// Marks an iterator of `T`, or of `Result<T, E>`, as one that may wait long for its next item.
///
/// A plain iterator is pulled by whoever drives the run, and a long `next` keeps that thread from everything else. A blocking one gets a
/// thread of its own that runs ahead by a bounded number of items.
///
/// ```
/// use papy_runtime::io;
///
/// let (send, receive) = std::sync::mpsc::sync_channel::<u32>(1);
/// let source = io::blocking(receive.into_iter());    // .start(source)
/// # send.send(7).unwrap();
/// # assert_eq!(source.into_inner().next(), Some(7));
/// ```
///
/// # Limits
///
/// Nobody can end a `next` from outside. A stop or cancel takes effect at once for the run, and leaves the thread behind until its `next` returns.
pub fn blocking<I: IntoIterator>(iter: I) -> Blocking<I::IntoIter> {
    Blocking(iter.into_iter())
}

impl<I> Blocking<I> {
    /// The iterator.
    pub fn into_inner(self) -> I {
        self.0
    }
}

/// Feeds what an iterator of `T` gives. See [`Results`] for one of `Result<T, E>`.
#[derive(Debug)]
pub struct Items<I> {
    iter: I,
    interrupt: Interrupt,
}

impl<I> Items<I> {
    /// A feeder over the iterator.
    pub fn new(iter: I) -> Items<I> {
        Items { iter, interrupt: Interrupt::new() }
    }
}

impl<I> Feeder for Items<I>
where
    I: Iterator + Send + 'static,
    I::Item: Send + 'static,
{
    type Item = I::Item;

    fn feed(&mut self, _room: usize, out: &mut Vec<Result<I::Item, BoxError>>) -> Fed {
        feed_one(&self.interrupt, || self.iter.next().map(Ok), out)
    }

    fn interrupt(&self) -> Interrupt {
        self.interrupt.clone()
    }
}

/// Feeds what an iterator of `Result<T, E>` gives: an `Err` is an error in the place of an item, and the next item comes after it.
#[derive(Debug)]
pub struct Results<I> {
    iter: I,
    interrupt: Interrupt,
}

impl<I> Results<I> {
    /// A feeder over the iterator.
    pub fn new(iter: I) -> Results<I> {
        Results { iter, interrupt: Interrupt::new() }
    }
}

impl<I, T, E> Feeder for Results<I>
where
    I: Iterator<Item = Result<T, E>> + Send + 'static,
    T: Send + 'static,
    E: Into<BoxError>,
{
    type Item = T;

    fn feed(&mut self, _room: usize, out: &mut Vec<Result<T, BoxError>>) -> Fed {
        feed_one(&self.interrupt, || Some(self.iter.next()?.map_err(Into::into)), out)
    }

    fn interrupt(&self) -> Interrupt {
        self.interrupt.clone()
    }
}

/// One item a call: any `next` may wait, and none may wait while an item is held.
fn feed_one<T>(
    interrupt: &Interrupt,
    next: impl FnOnce() -> Option<Result<T, BoxError>>,
    out: &mut Vec<Result<T, BoxError>>,
) -> Fed {
    if interrupt.is_set() {
        return Fed::Ended;
    }
    match next() {
        Some(item) => {
            out.push(item);
            Fed::MayWait
        }
        None => Fed::Ended,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::drain;
    use super::*;

    #[test]
    fn an_iterator_is_fed_item_by_item_to_its_end() {
        assert_eq!(drain(Items::new(0..3), 8), [Ok(0), Ok(1), Ok(2)]);
    }

    #[test]
    fn an_error_keeps_its_place_and_reading_goes_on() {
        let source = blocking(vec![Ok(1), Err("bad"), Ok(3)]);
        assert_eq!(drain(Results::new(source.into_inner()), 8), [Ok(1), Err("bad".to_owned()), Ok(3)]);
    }

    #[test]
    fn an_interrupted_iterator_ends_before_its_next_item() {
        let mut feeder = Items::new(0..);
        let mut out = Vec::new();
        assert_eq!(feeder.feed(1, &mut out), Fed::MayWait);
        feeder.interrupt().set();
        assert_eq!(feeder.feed(1, &mut out), Fed::Ended);
        assert_eq!(out.len(), 1);
    }

    #[test]
    fn a_ring_before_the_wait_is_not_lost_and_is_used_up() {
        let interrupt = Interrupt::new();
        let far = Instant::now() + Duration::from_secs(3600);
        interrupt.ring();
        interrupt.wait_until(far);
        interrupt.wait_until(Instant::now());
        interrupt.set();
        interrupt.wait_until(far);
        interrupt.wait_until(far);
    }
}
