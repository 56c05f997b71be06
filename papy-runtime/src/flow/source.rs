//! Where items come from: anything that gives some items when asked, without waiting for long.
//!
//! A reader that blocks (files, pipes) is pumped into a bounded channel by a thread of its own and is then a source like any other;
//! a stream is polled by whoever asks.

use std::fmt;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::waiter::{Waiter, Waiters};
use crate::error::BoxError;
use crate::plumbing::panics;

/// How long one pull may go on when items come slowly: no item waits for a chunk to fill.
const PULL_FOR: Duration = Duration::from_micros(100);

/// What a source says after it gave what it had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum More {
    /// Ask again.
    Now,
    /// Nothing now; it will wake the run.
    Later,
    /// It has ended.
    Never,
}

/// Gives items when asked.
pub trait Source: Send + 'static {
    /// What the pipeline's input takes.
    type Item;

    /// Gives at most `most` items to `give`, in order, until `give` breaks.
    fn pull(&mut self, most: usize, give: &mut dyn FnMut(Result<Self::Item, BoxError>)) -> More;

    /// Gives the next item, or says why there is none.
    #[inline]
    fn one(&mut self) -> Result<Result<Self::Item, BoxError>, More>
    where
        Self: Sized,
    {
        let (mut given, mut looks) = (None, 0..1);
        let mut look = || looks.next().map_or(ControlFlow::Break(()), |_| ControlFlow::Continue(()));
        let more = self.each(1, &mut look, &mut |item| {
            given = Some(item);
            ControlFlow::Break(())
        });
        given.ok_or(more)
    }

    /// Gives items until `give` breaks, or until `look` does, which is asked before every `block` items; the fast way, on the thread
    /// of a reader. The default pulls one at a time.
    fn each(
        &mut self,
        _block: usize,
        look: &mut impl FnMut() -> ControlFlow<()>,
        give: &mut impl FnMut(Result<Self::Item, BoxError>) -> ControlFlow<()>,
    ) -> More
    where
        Self: Sized,
    {
        let mut flow = ControlFlow::Continue(());
        while flow.is_continue() && look().is_continue() {
            let more = self.pull(1, &mut |item| flow = give(item));
            if more != More::Now {
                return more;
            }
        }
        More::Now
    }

    /// Takes what to call when a source that said [`More::Later`] has something. Comes before the first pull.
    fn wake_by(&mut self, _wake: Wake) {}

    /// Tells a source that nobody will ask again, so that what feeds it can end at once. It is dropped after this.
    fn interrupt(&mut self) {}
}

/// Wakes the run that a source belongs to, and counts the threads that feed it.
#[derive(Clone)]
pub struct Wake {
    call: Arc<dyn Fn() + Send + Sync>,
    feeders: Arc<Feeders>,
}

impl Wake {
    pub(crate) fn new(call: impl Fn() + Send + Sync + 'static, feeders: Arc<Feeders>) -> Wake {
        Wake { call: Arc::new(call), feeders }
    }

    /// The source has something.
    pub fn call(&self) {
        (self.call)();
    }

    /// Counts a thread as one of the run's, until the guard goes.
    pub(crate) fn thread(&self) -> Feeding {
        self.feeders.thread()
    }
}

impl std::task::Wake for Wake {
    fn wake(self: Arc<Wake>) {
        self.call();
    }

    fn wake_by_ref(self: &Arc<Wake>) {
        self.call();
    }
}

impl fmt::Debug for Wake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wake")
    }
}

/// The threads that feed the sources of a run, and who waits for the run's threads to come back.
#[derive(Default)]
pub(crate) struct Feeders {
    count: AtomicUsize,
    waiters: Mutex<Waiters>,
}

impl Feeders {
    /// Counts a thread until the guard goes.
    pub(crate) fn thread(self: &Arc<Feeders>) -> Feeding {
        self.count.fetch_add(1, Ordering::Relaxed);
        Feeding(self.clone())
    }

    /// How many threads feed sources, or keep futures.
    pub(crate) fn count(&self) -> usize {
        self.count.load(Ordering::Relaxed)
    }

    /// Has a task woken when a thread comes back. It looks after this how many are away.
    pub(crate) fn watch(&self, waiter: &Waiter) {
        self.waiters.lock().unwrap_or_else(PoisonError::into_inner).add(waiter);
    }

    /// A thread came back.
    pub(crate) fn tell(&self) {
        let wakers = self.waiters.lock().unwrap_or_else(PoisonError::into_inner).take();
        for waker in wakers {
            panics::contain(|| waker.wake());
        }
    }
}

/// A thread that feeds a source.
pub(crate) struct Feeding(Arc<Feeders>);

impl Drop for Feeding {
    fn drop(&mut self) {
        self.0.count.fetch_sub(1, Ordering::Relaxed);
        self.0.tell();
    }
}

/// How long one pull goes on.
pub(crate) struct Patience {
    begun: Instant,
    given: usize,
    look: usize,
}

impl Patience {
    pub(crate) fn new() -> Patience {
        Patience { begun: Instant::now(), given: 0, look: 1 }
    }

    /// Whether there is time for another item after this one. The clock is looked at seldom while items come fast, and after each
    /// while they come slowly.
    pub(crate) fn lasts(&mut self) -> bool {
        self.given += 1;
        if self.given == self.look {
            let spent = self.begun.elapsed();
            if spent > PULL_FOR {
                return false;
            }
            self.look += if spent < PULL_FOR / 4 { self.given } else { 1 };
        }
        true
    }
}

/// A [`Source`] behind a pointer.
pub trait DynSource: Send {
    /// What it gives.
    type Item;
    /// [`Source::pull`].
    fn pull_dyn(&mut self, most: usize, give: &mut dyn FnMut(Result<Self::Item, BoxError>)) -> More;
    /// [`Source::wake_by`].
    fn wake_by_dyn(&mut self, wake: Wake);
    /// [`Source::interrupt`].
    fn interrupt_dyn(&mut self);
}

impl<S: Source> DynSource for S {
    type Item = S::Item;

    fn pull_dyn(&mut self, most: usize, give: &mut dyn FnMut(Result<S::Item, BoxError>)) -> More {
        self.pull(most, give)
    }

    fn wake_by_dyn(&mut self, wake: Wake) {
        self.wake_by(wake);
    }

    fn interrupt_dyn(&mut self) {
        self.interrupt();
    }
}

/// An iterator as a source. `R` says whether its items are results.
pub struct Iter<I, R> {
    /// Somewhere else only while `each` runs.
    iter: Option<I>,
    kind: std::marker::PhantomData<fn() -> R>,
}

impl<I, R> fmt::Debug for Iter<I, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Iter")
    }
}

/// The items of a source are the input's items.
#[derive(Debug)]
pub enum Plain {}
/// The items of a source are results of the input's items.
#[derive(Debug)]
pub enum Fallible {}

/// How an iterator's item becomes an input's item.
pub trait Give<T> {
    /// The input's item.
    type Item: 'static;
    /// The item, or the error in its place.
    fn give(item: T) -> Result<Self::Item, BoxError>;
}

impl<T: 'static> Give<T> for Plain {
    type Item = T;
    #[inline(always)]
    fn give(item: T) -> Result<T, BoxError> {
        Ok(item)
    }
}

impl<T: 'static, E: Into<BoxError>> Give<Result<T, E>> for Fallible {
    type Item = T;
    #[inline(always)]
    fn give(item: Result<T, E>) -> Result<T, BoxError> {
        item.map_err(Into::into)
    }
}

impl<I, R> Iter<I, R> {
    pub(crate) fn new(iter: I) -> Iter<I, R> {
        Iter { iter: Some(iter), kind: std::marker::PhantomData }
    }
}

impl<I, R> Source for Iter<I, R>
where
    I: Iterator + Send + 'static,
    R: Give<I::Item> + 'static,
{
    type Item = R::Item;

    fn pull(&mut self, most: usize, give: &mut dyn FnMut(Result<R::Item, BoxError>)) -> More {
        let mut patience = Patience::new();
        let Some(iter) = &mut self.iter else { return More::Never };
        for _ in 0..most {
            match iter.next() {
                Some(item) => give(R::give(item)),
                None => return More::Never,
            }
            if !patience.lasts() {
                break;
            }
        }
        More::Now
    }

    #[inline(always)]
    fn one(&mut self) -> Result<Result<R::Item, BoxError>, More> {
        let iter = self.iter.as_mut().ok_or(More::Never)?;
        iter.next().map(R::give).ok_or(More::Never)
    }

    #[inline(always)]
    fn each(
        &mut self,
        block: usize,
        look: &mut impl FnMut() -> ControlFlow<()>,
        give: &mut impl FnMut(Result<R::Item, BoxError>) -> ControlFlow<()>,
    ) -> More {
        let Some(iter) = self.iter.take() else { return More::Never };
        // On the stack its state can live in registers.
        let mut away = Away { iter: Some(iter), home: &mut self.iter };
        let Some(iter) = &mut away.iter else { return More::Never };
        while look().is_continue() {
            for _ in 0..block {
                let Some(item) = iter.next() else { return More::Never };
                if give(R::give(item)).is_break() {
                    return More::Now;
                }
            }
        }
        More::Now
    }
}

/// Puts an iterator back where it came from, also when something panics.
struct Away<'a, I> {
    iter: Option<I>,
    home: &'a mut Option<I>,
}

impl<I> Drop for Away<'_, I> {
    #[inline(always)]
    fn drop(&mut self) {
        *self.home = self.iter.take();
    }
}

/// What `start` takes for an input of `T`: iterators of `T` or of `Result<T, E>`, streams and channel receivers of the same, and
/// what `papy::io` makes. `Marker` is inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a source of `{T}`",
    label = "not a source for this input",
    note = "a source is an iterator, `Stream` or async-channel receiver of `{T}` or of `Result<{T}, E>`, `Send` and without borrows"
)]
pub trait IntoSource<T, Marker> {
    /// The source.
    type Source: Source<Item = T>;
    /// Makes the source.
    fn into_source(self) -> Self::Source;
}

impl<T: 'static, I> IntoSource<T, Plain> for I
where
    I: IntoIterator<Item = T>,
    I::IntoIter: Send + 'static,
{
    type Source = Iter<I::IntoIter, Plain>;
    fn into_source(self) -> Self::Source {
        Iter::new(self.into_iter())
    }
}

impl<T: 'static, E: Into<BoxError>, I> IntoSource<T, Fallible> for I
where
    I: IntoIterator<Item = Result<T, E>>,
    I::IntoIter: Send + 'static,
    E: 'static,
{
    type Source = Iter<I::IntoIter, Fallible>;
    fn into_source(self) -> Self::Source {
        Iter::new(self.into_iter())
    }
}
