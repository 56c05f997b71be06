//! The futures that one worker polls for one lane. They never leave its thread, so they need not be `Send`.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{self, Poll, Wake, Waker};
use std::time::{Duration, Instant};

use super::lane::{Batch, Done, Lane, Waiting};
use crate::driver;
use crate::error::{Cause, Worker};
use crate::flow::clock;
use crate::plumbing::{Context, Lends, Node, Step, Task, panics};
use crate::worker::thread::Caller;

/// Futures that begin before others have their turn: most of those that are ready at once end here.
const BEGIN_MAX: usize = 256;

/// What a run wants of its workers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Orders {
    /// Nothing begins.
    pub(crate) paused: bool,
    /// All is dropped.
    pub(crate) cancelled: bool,
}

/// A bench, whatever its lane carries.
pub(crate) trait AnyBench {
    /// Polls what was woken and begins what there is room for. Tickets whose items are all done go to `finished`. Returns whether it did
    /// anything.
    fn tend(&mut self, orders: Orders, finished: &mut Vec<u64>) -> bool;
}

pub(super) struct Bench<N: Node, H, L, R> {
    lane: Arc<Lane<N, H, L, R>>,
    caller: Caller,
    worker: Worker,
    bell: Arc<Bell>,
    slots: Vec<Place<L, R>>,
    free: Vec<usize>,
    local: Locals<N>,
    /// The future that makes the locals first.
    maker: Option<usize>,
    /// Attempts that follow one that failed, by when they are due. As many as there are items in flight at most.
    resting: BTreeMap<(Instant, u64), Attempt<L, R>>,
    /// How many rested.
    rested: u64,
    /// When it looks next at what takes too long or is due. The clock calls then.
    look: Option<Instant>,
}

/// Where the locals of a worker are, once they are made.
type Locals<N> = Rc<RefCell<Option<Lends<<N as Node>::Local>>>>;

struct Place<L, R> {
    ring: Arc<Ring>,
    waker: Waker,
    flying: Option<Flying<L, R>>,
}

/// One attempt at one item.
struct Flying<L, R> {
    task: Task<Step<R>>,
    batch: Arc<Batch<R>>,
    at: u32,
    spent: Duration,
    attempt: u32,
    /// For another attempt, and when that would be due.
    again: Option<(L, Context, Duration)>,
    /// When it has taken too long.
    overdue: Option<Instant>,
}

/// One that did not begin.
struct Attempt<L, R> {
    item: L,
    context: Context,
    batch: Arc<Batch<R>>,
    at: u32,
    spent: Duration,
}

/// Which of a bench's futures were woken.
struct Bell {
    woken: Mutex<Vec<usize>>,
    caller: Caller,
}

/// Wakes the future in one slot.
struct Ring {
    bell: Arc<Bell>,
    slot: usize,
    rung: AtomicBool,
}

impl Wake for Ring {
    fn wake(self: Arc<Ring>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Ring>) {
        if !self.rung.swap(true, Ordering::AcqRel) {
            let mut woken = self.bell.woken.lock().unwrap_or_else(PoisonError::into_inner);
            let first = woken.is_empty();
            woken.push(self.slot);
            drop(woken);
            if first {
                self.bell.caller.call();
            }
        }
    }
}

impl<N: Node, H: 'static, L: 'static, R: 'static> Bench<N, H, L, R> {
    pub(super) fn new(lane: Arc<Lane<N, H, L, R>>, caller: Caller, worker: Worker) -> Bench<N, H, L, R> {
        let bell = Arc::new(Bell { woken: Mutex::default(), caller: caller.clone() });
        let (slots, free, local) = (Vec::new(), Vec::new(), Locals::<N>::default());
        let (resting, rested, look) = (BTreeMap::new(), 0, None);
        Bench { lane, caller, worker, bell, slots, free, local, maker: None, resting, rested, look }
    }

    /// A slot that is free, if there may be another future.
    fn room(&mut self) -> Option<usize> {
        if self.free.is_empty() && self.slots.len() < self.lane.in_flight {
            let slot = self.slots.len();
            let ring = Arc::new(Ring { bell: self.bell.clone(), slot, rung: AtomicBool::new(false) });
            self.slots.push(Place { waker: Waker::from(ring.clone()), ring, flying: None });
            self.free.push(slot);
        }
        self.free.last().copied()
    }

    /// What is attempted next, if anything is: an item again, or the next one of the lane.
    fn next(&mut self) -> Option<Attempt<L, R>> {
        if let Some(first) = self.resting.first_entry()
            && first.key().0 <= Instant::now()
        {
            return Some(first.remove());
        }
        let Waiting { item, mut context, batch, at } = self.lane.next(&self.caller)?;
        context.worker = self.worker;
        let item = (self.lane.attempting.lend)(item);
        Some(Attempt { item, context, batch, at, spent: Duration::ZERO })
    }

    fn begin(&mut self, attempt: Attempt<L, R>) -> usize {
        let slot = self.free.pop().expect("there was room");
        let Attempt { item, context, batch, at, spent } = attempt;
        let (lane, attempt) = (self.lane.clone(), context.attempt);
        let (tries, copy) = (lane.attempting.tries, lane.attempting.copy);
        let mut again = None;
        let item = panics::catch(|| match tries.after(attempt) {
            Some(pause) => {
                let (item, copied) = copy(item);
                again = copied.map(|copied| (copied, context.clone(), pause));
                item
            }
            None => item,
        });
        let made = self.local.borrow().clone();
        let task: Task<Step<R>> = match (item, made) {
            (Err(panic), _) => Box::pin(future::ready(Step::Fail(Box::new(panic.into_cause())))),
            (Ok(item), Some(local)) => (lane.begin)(lane.node.clone(), local, context, item),
            (Ok(item), None) => {
                self.maker = Some(slot);
                let made = self.local.clone();
                Box::pin(async move {
                    match lane.node.clone().locals().await {
                        Ok(local) => {
                            let local = Rc::new(RefCell::new(local));
                            made.replace(Some(local.clone()));
                            (lane.begin)(lane.node.clone(), local, context, item).await
                        }
                        Err(error) => Step::Fail(Box::new(Cause::Local(error))),
                    }
                })
            }
        };
        let overdue = tries.limit().map(|limit| Instant::now() + limit);
        self.slots[slot].flying = Some(Flying { task, batch, at, spent, attempt, again, overdue });
        if let Some(overdue) = overdue {
            self.look_at(overdue);
        }
        slot
    }

    /// Has the clock call at this moment, if it would not sooner.
    fn look_at(&mut self, at: Instant) {
        if self.look.is_none_or(|look| at < look) {
            self.look = Some(at);
            let caller = self.caller.clone();
            clock::at(at, move || caller.call());
        }
    }

    /// Drops the futures that have taken too long. Returns whether there were any.
    fn look(&mut self, finished: &mut Vec<u64>) -> bool {
        let now = Instant::now();
        if self.look.is_none_or(|look| now < look) {
            return false;
        }
        self.look = None;
        let mut did = false;
        for slot in 0..self.slots.len() {
            match self.slots[slot].flying.as_ref().and_then(|flying| flying.overdue) {
                Some(overdue) if overdue <= now => {
                    let limit = self.lane.attempting.tries.limit().unwrap_or_default();
                    self.land(slot, Step::Fail(Box::new(Cause::TimedOut { limit })), finished);
                    if const { N::FACTS.exclusive } {
                        // It may be half changed.
                        self.forget_local();
                    }
                    did = true;
                }
                Some(overdue) => self.look_at(overdue),
                None => {}
            }
        }
        // Those that are due have begun as soon as there is room, which nobody needs to call for.
        if let Some((due, _)) = self.resting.keys().find(|(due, _)| *due > now) {
            self.look_at(*due);
        }
        did
    }

    /// Those that begin from now on get others.
    fn forget_local(&mut self) {
        let local = self.local.take();
        panics::contain(|| drop(local));
    }

    /// Whether nothing begins before the locals are made.
    fn waits_for_locals(&mut self) -> bool {
        self.maker = self.maker.filter(|slot| self.slots[*slot].flying.is_some() && self.local.borrow().is_none());
        self.maker.is_some()
    }

    fn poll(&mut self, slot: usize, finished: &mut Vec<u64>) {
        let place = &mut self.slots[slot];
        place.ring.rung.store(false, Ordering::Release);
        let Some(flying) = &mut place.flying else { return };
        let begun = Instant::now();
        let polled = panics::catch(|| flying.task.as_mut().poll(&mut task::Context::from_waker(&place.waker)));
        flying.spent += begun.elapsed();
        let step = match polled {
            Ok(Poll::Pending) => return,
            Ok(Poll::Ready(step)) => step,
            Err(panic) => {
                // What it was lent may be broken.
                self.forget_local();
                Step::Fail(Box::new(panic.into_cause()))
            }
        };
        self.land(slot, step, finished);
    }

    /// The attempt in a slot is over.
    fn land(&mut self, slot: usize, step: Step<R>, finished: &mut Vec<u64>) {
        let flying = self.slots[slot].flying.take().expect("who lands was flying");
        let Flying { task, batch, at, spent, attempt, again, .. } = flying;
        let step = match panics::catch(|| drop(task)).map_err(panics::Panic::into_cause) {
            Err(cause) if !matches!(step, Step::Fail(_)) => {
                panics::contain(|| drop(step));
                Step::Fail(Box::new(cause))
            }
            _ => step,
        };
        self.free.push(slot);
        match (again, &step) {
            // A worker that has no locals cannot work: that ends the run.
            (Some((item, mut context, pause)), Step::Fail(cause)) if !matches!(**cause, Cause::Local(_)) => {
                panics::contain(|| drop(step));
                context.attempt += 1;
                let due = Instant::now() + pause;
                self.rested += 1;
                self.resting.insert((due, self.rested), Attempt { item, context, batch, at, spent });
                self.look_at(due);
            }
            (again, _) => {
                panics::contain(|| drop(again));
                let done = Done { step, worker: self.worker, attempts: attempt };
                finished.extend(batch.put(at, Some(done), spent));
            }
        }
    }

    /// Drops all futures.
    fn clear(&mut self, finished: &mut Vec<u64>) {
        for (slot, place) in self.slots.iter_mut().enumerate() {
            if let Some(Flying { task, batch, at, spent, again, .. }) = place.flying.take() {
                panics::contain(|| drop(task));
                panics::contain(|| drop(again));
                finished.extend(batch.put(at, None, spent));
                self.free.push(slot);
            }
        }
        for Attempt { item, batch, at, spent, .. } in std::mem::take(&mut self.resting).into_values() {
            panics::contain(|| drop(item));
            finished.extend(batch.put(at, None, spent));
        }
        self.maker = None;
        self.forget_local();
    }
}

impl<N: Node, H: 'static, L: 'static, R: 'static> AnyBench for Bench<N, H, L, R> {
    fn tend(&mut self, orders: Orders, finished: &mut Vec<u64>) -> bool {
        let _entered = driver::enter();
        if orders.cancelled {
            self.clear(finished);
            for Waiting { item, batch, at, .. } in self.lane.drain() {
                panics::contain(|| drop(item));
                finished.extend(batch.put(at, None, Duration::ZERO));
            }
            return false;
        }
        let woken = std::mem::take(&mut *self.bell.woken.lock().unwrap_or_else(PoisonError::into_inner));
        let mut did = !woken.is_empty();
        for slot in woken {
            self.poll(slot, finished);
        }
        // What was woken in time is not too late because this worker is.
        did |= self.look(finished);
        let mut begun = 0;
        while !orders.paused && begun < BEGIN_MAX && !self.waits_for_locals() && self.room().is_some() {
            let Some(attempt) = self.next() else { break };
            let slot = self.begin(attempt);
            self.poll(slot, finished);
            begun += 1;
        }
        did |= begun > 0;
        if did || self.room().is_none() {
            // What there is no room for here is for others.
            self.lane.call_hungry();
        }
        did
    }
}

impl<N: Node, H, L, R> Drop for Bench<N, H, L, R> {
    fn drop(&mut self) {
        for place in &mut self.slots {
            let flying = place.flying.take();
            panics::contain(|| drop(flying));
        }
        for attempt in std::mem::take(&mut self.resting).into_values() {
            panics::contain(|| drop(attempt));
        }
        let local = self.local.take();
        panics::contain(|| drop(local));
    }
}
