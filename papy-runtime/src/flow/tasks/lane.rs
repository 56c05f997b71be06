//! The items of one async piper that wait for a worker to poll them: all workers of its IMap take from here, the oldest ticket first.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::bench::{AnyBench, Bench};
use crate::error::Worker;
use crate::flow::attempts::Tries;
use crate::plumbing::{Context, Lends, Node, Step, Task, panics};
use crate::worker::thread::Caller;

/// How a future begins.
pub(super) type Begin<N, L, R> =
    Box<dyn Fn(Arc<N>, Lends<<N as Node>::Local>, Context, L) -> Task<Step<R>> + Send + Sync>;

/// How the items of a lane, `H`, are attempted. A worker has them as `L`.
pub(super) struct Attempting<H, L> {
    pub(super) tries: Tries,
    pub(super) lend: fn(H) -> L,
    /// The item, and for another attempt once more.
    pub(super) copy: fn(L) -> (L, Option<L>),
}

/// The items of one part.
pub(crate) struct Lane<N: Node, H, L, R> {
    pub(super) node: Arc<N>,
    /// Futures at once in a worker.
    pub(super) in_flight: usize,
    pub(super) begin: Begin<N, L, R>,
    pub(super) attempting: Attempting<H, L>,
    queue: Mutex<Queue<H, R>>,
}

struct Queue<H, R> {
    /// By ticket and place in it.
    waiting: BTreeMap<(u64, u32), Waiting<H, R>>,
    /// Workers with room that found nothing here.
    hungry: Vec<Caller>,
}

/// An item, and where its result is wanted.
pub(super) struct Waiting<H, R> {
    pub(super) item: H,
    pub(super) context: Context,
    pub(super) batch: Arc<Batch<R>>,
    pub(super) at: u32,
}

/// What the items of a ticket gave.
pub(super) struct Batch<R> {
    ticket: u64,
    given: Mutex<Given<R>>,
}

struct Given<R> {
    results: Vec<Option<Done<R>>>,
    /// How many are still to come.
    open: usize,
    spent: Duration,
}

/// What a future gave, and who polled it.
#[derive(Debug)]
pub(super) struct Done<R> {
    pub(super) step: Step<R>,
    pub(super) worker: Worker,
    /// How many attempts it took.
    pub(super) attempts: u32,
}

/// A lane, whatever it carries.
pub(crate) trait AnyLane: Send + Sync + fmt::Debug {
    /// What a worker needs to poll for it.
    fn bench(self: Arc<Self>, caller: Caller, worker: Worker) -> Box<dyn AnyBench>;
    /// Calls workers with room for what waits.
    fn call(&self);
}

impl<N: Node, H, L, R> Lane<N, H, L, R> {
    pub(super) fn new(
        node: Arc<N>,
        in_flight: usize,
        attempting: Attempting<H, L>,
        begin: Begin<N, L, R>,
    ) -> Lane<N, H, L, R> {
        // One that changes its locals has them to itself.
        let in_flight = if const { N::FACTS.exclusive } { 1 } else { in_flight.max(1) };
        let queue = Mutex::new(Queue { waiting: BTreeMap::new(), hungry: Vec::new() });
        Lane { node, in_flight, begin, attempting, queue }
    }

    fn queue(&self) -> MutexGuard<'_, Queue<H, R>> {
        // Nothing of the user's runs under the lock.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn add(&self, items: Vec<Waiting<H, R>>) {
        self.queue().waiting.extend(items.into_iter().map(|it| ((it.batch.ticket, it.at), it)));
    }

    /// The next item; where there is none, whoever asks will be called.
    pub(super) fn next(&self, caller: &Caller) -> Option<Waiting<H, R>> {
        let mut queue = self.queue();
        let next = queue.waiting.pop_first();
        queue.hungry.retain(|hungry| !hungry.is(caller));
        if next.is_none() {
            queue.hungry.push(caller.clone());
        }
        next.map(|(_, next)| next)
    }

    /// Calls workers with room for what waits.
    pub(super) fn call_hungry(&self) {
        let called: Vec<Caller> = {
            let mut queue = self.queue();
            let most = queue.waiting.len().min(queue.hungry.len());
            queue.hungry.drain(..most).collect()
        };
        called.iter().for_each(Caller::call);
    }

    /// All items: nobody will poll for them.
    pub(super) fn drain(&self) -> impl Iterator<Item = Waiting<H, R>> + use<N, H, L, R> {
        std::mem::take(&mut self.queue().waiting).into_values()
    }
}

impl<N: Node + Send + Sync, H: Send + 'static, L: 'static, R: Send + 'static> AnyLane for Lane<N, H, L, R> {
    fn bench(self: Arc<Self>, caller: Caller, worker: Worker) -> Box<dyn AnyBench> {
        Box::new(Bench::new(self, caller, worker))
    }

    fn call(&self) {
        self.call_hungry();
    }
}

impl<N: Node, H, L, R> Drop for Lane<N, H, L, R> {
    fn drop(&mut self) {
        for waiting in self.drain() {
            panics::contain(|| drop(waiting));
        }
    }
}

impl<N: Node, H, L, R> fmt::Debug for Lane<N, H, L, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lane({})", N::NAME)
    }
}

impl<R> Batch<R> {
    pub(super) fn new(ticket: u64, open: usize) -> Batch<R> {
        let results = std::iter::repeat_with(|| None).take(open).collect();
        Batch { ticket, given: Mutex::new(Given { results, open, spent: Duration::ZERO }) }
    }

    fn given(&self) -> MutexGuard<'_, Given<R>> {
        self.given.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes what an item gave, or that nothing will come of it. Returns the ticket, if it was the last.
    pub(super) fn put(&self, at: u32, done: Option<Done<R>>, spent: Duration) -> Option<u64> {
        let mut given = self.given();
        given.results[at as usize] = done;
        given.spent += spent;
        given.open -= 1;
        (given.open == 0).then_some(self.ticket)
    }

    /// How long all of it was polled.
    pub(super) fn spent(&self) -> Duration {
        self.given().spent
    }

    pub(super) fn take(&self) -> Vec<Option<Done<R>>> {
        std::mem::take(&mut self.given().results)
    }
}

/// A lane in the ring that its part reads.
pub(in crate::flow) type Erased = Arc<dyn Any + Send + Sync>;
