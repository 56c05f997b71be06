//! What a program controls a run by, and how a run is finished.

use std::fmt;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use super::report::{Report, Stats};
use super::run::Core;
use super::stall::Stall;
use super::waiter::Waiter;
use crate::engine::OutputId;
use crate::error::Result;

/// Controls a run. Cheap to clone.
///
/// Dropping it does nothing; for a run without outputs, dropping the last handle cancels.
#[derive(Clone)]
pub struct Handle(Arc<Keeper>);

struct Keeper {
    core: Arc<Core>,
    /// Nobody but a handle drives this run.
    sole: bool,
}

impl Drop for Keeper {
    fn drop(&mut self) {
        if self.sole {
            self.core.cancel();
        }
    }
}

/// How a cancel ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "it says whether threads are still inside user code"]
pub struct Cancelled {
    /// Threads that are still inside user code, or wait for a source that cannot be interrupted: nothing can stop them. A reader that
    /// does cheap work on its own thread is not among them: it ends within 32 items.
    pub running: usize,
}

/// How long a cancel waits for what runs: of the two seconds that it promises, the rest is for a busy executor.
const CANCEL_FOR: Duration = Duration::from_millis(1800);
/// How long it waits, when the run is over, for threads that are on their way back: most need less than a millisecond, and one that feeds
/// a source may never come.
const BACK_FOR: Duration = Duration::from_millis(400);

impl Handle {
    pub(crate) fn new(core: Arc<Core>, sole: bool) -> Handle {
        Handle(Arc::new(Keeper { core, sole }))
    }

    /// Takes no more input, finishes what was accepted, and ends the outputs. Returns at once.
    ///
    /// A plain iterator ends its current `next` first. Cheap work on its reader's own thread takes up to 32 items more, unless this
    /// thread is that reader.
    pub fn stop(&self) {
        self.0.core.stop();
    }

    /// Dispatches no new items until [`resume`](Handle::resume); what runs finishes.
    pub fn pause(&self) {
        self.0.core.pause(true);
    }

    /// Goes on after a [`pause`](Handle::pause).
    pub fn resume(&self) {
        self.0.core.pause(false);
    }

    /// What the run did so far.
    pub fn stats(&self) -> Stats {
        self.0.core.stats()
    }

    /// What stands still for at least `after`, and why; `None` if the run goes on, or waits for its input, is paused or over.
    ///
    /// Two things are a stall: a call that does not come back, whatever goes on beside it; and a run of which nothing comes, mostly because
    /// nobody reads. What a reader does on its own thread, item by item, is not looked at: who reads knows.
    ///
    /// ```
    /// # use papy_runtime::run::Handle;
    /// # use std::time::Duration;
    /// fn look(handle: &Handle) {
    ///     if let Some(stall) = handle.stall(Duration::from_secs(10)) {
    ///         eprintln!("{stall}"); // .. hits.grep waits for room at output `hits`, which nobody reads
    ///     }
    /// }
    /// ```
    ///
    /// It takes the run's lock for a look at each chunk in flight, as [`stats`](Handle::stats) does.
    pub fn stall(&self, after: Duration) -> Option<Stall> {
        self.0.core.stall(after)
    }

    /// Looks from now on, until the run is over, for what stands still for at least `after`, and calls `tell` once for each such
    /// [`stall`](Handle::stall), on a thread of its own. It is told up to half as late again. Unless this is called nothing is watched.
    ///
    /// With the feature `tracing` each stall is also an event of level `WARN`.
    ///
    /// ```
    /// # use papy_runtime::run::Handle;
    /// # use std::time::Duration;
    /// fn watch(handle: &Handle) {
    ///     handle.watch(Duration::from_secs(10), |stall| eprintln!("{stall}"));
    /// }
    /// ```
    pub fn watch(&self, after: Duration, tell: impl FnMut(&Stall) + Send + 'static) {
        self.0.core.watch(after, Box::new(tell));
    }

    /// Stops everything, and waits at most two seconds for what runs. Threads that are still not back then are left behind, and counted.
    pub async fn cancel(&self) -> Cancelled {
        let core = &self.0.core;
        core.cancel();
        let waiter = Waiter::default();
        let (mut until, mut was_over, mut alarm) = (Instant::now() + CANCEL_FOR, false, None);
        poll_fn(|context| {
            let (over, running) = core.left(waiter.polled(context));
            if over && !std::mem::replace(&mut was_over, true) {
                until = until.min(Instant::now() + BACK_FOR);
            }
            if over && running == 0 || Instant::now() >= until {
                return Poll::Ready(Cancelled { running });
            }
            if alarm.replace(until) != Some(until) {
                waiter.wake_at(until);
            }
            Poll::Pending
        })
        .await
    }

    /// Waits until the outputs are read to the end or dropped, checks the ledger, and reports.
    ///
    /// # Errors
    ///
    /// If a sink failed on some item, if the run could not go on, or if the ledger does not balance.
    pub async fn finish(self) -> Result<Report> {
        self.finish_with(&[]).await
    }

    /// [`finish`](Handle::finish) for programs without an executor; works on the run meanwhile.
    ///
    /// # Errors
    ///
    /// As [`finish`](Handle::finish).
    pub fn finish_blocking(self) -> Result<Report> {
        self.finish_blocking_with(&[])
    }

    pub(crate) async fn finish_with(self, unread: &[OutputId]) -> Result<Report> {
        let mut finisher = Finisher::new(&self, unread);
        poll_fn(|context| match finisher.finish(Some(context)) {
            Some(report) => Poll::Ready(report),
            None => Poll::Pending,
        })
        .await
    }

    pub(crate) fn finish_blocking_with(self, unread: &[OutputId]) -> Result<Report> {
        Finisher::new(&self, unread).finish(None).expect("without a waker it blocks")
    }
}

/// Whoever finishes a run: others that do the same wait meanwhile. One that goes early drops the outputs that it was given.
struct Finisher<'a> {
    core: &'a Core,
    unread: &'a [OutputId],
    drives: bool,
    waiter: Waiter,
}

impl Finisher<'_> {
    fn new<'a>(handle: &'a Handle, unread: &'a [OutputId]) -> Finisher<'a> {
        let core = &*handle.0.core;
        core.release(unread);
        Finisher { core, unread, drives: false, waiter: Waiter::default() }
    }

    fn finish(&mut self, context: Option<&Context<'_>>) -> Option<Result<Report>> {
        let Finisher { core, drives, waiter, .. } = self;
        core.finish(context.map(|context| waiter.polled(context)), drives)
    }
}

impl Drop for Finisher<'_> {
    fn drop(&mut self) {
        if self.drives {
            self.core.leave();
        }
        self.unread.iter().for_each(|output| self.core.drop_output(*output));
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Handle")
    }
}

/// Drives a run to its end; what comes out of `unread` is discarded and counted.
///
/// # Errors
///
/// As [`Handle::finish`].
pub async fn finish(handle: Handle, unread: Vec<OutputId>) -> Result<Report> {
    handle.finish_with(&unread).await
}

/// [`finish`] for programs without an executor.
///
/// # Errors
///
/// As [`Handle::finish`].
pub fn finish_blocking(handle: Handle, unread: Vec<OutputId>) -> Result<Report> {
    handle.finish_blocking_with(&unread)
}
