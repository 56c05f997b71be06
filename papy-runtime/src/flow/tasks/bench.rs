//! The futures that one worker polls for one lane. They never leave its thread, so they need not be `Send`.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, Instant};

use super::lane::{Batch, Done, Lane, Waiting};
use crate::driver;
use crate::error::{Cause, Worker};
use crate::plumbing::{Lends, Node, Step, Task, panics};
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

pub(super) struct Bench<N: Node, H, R> {
    lane: Arc<Lane<N, H, R>>,
    caller: Caller,
    worker: Worker,
    bell: Arc<Bell>,
    slots: Vec<Place<R>>,
    free: Vec<usize>,
    local: Locals<N>,
    /// The future that makes the locals first.
    maker: Option<usize>,
}

/// Where the locals of a worker are, once they are made.
type Locals<N> = Rc<RefCell<Option<Lends<<N as Node>::Local>>>>;

struct Place<R> {
    ring: Arc<Ring>,
    waker: Waker,
    flying: Option<Flying<R>>,
}

/// One attempt at one item.
struct Flying<R> {
    task: Task<Step<R>>,
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

impl<N: Node, H: 'static, R: 'static> Bench<N, H, R> {
    pub(super) fn new(lane: Arc<Lane<N, H, R>>, caller: Caller, worker: Worker) -> Bench<N, H, R> {
        let bell = Arc::new(Bell { woken: Mutex::default(), caller: caller.clone() });
        let (slots, free, local) = (Vec::new(), Vec::new(), Locals::<N>::default());
        Bench { lane, caller, worker, bell, slots, free, local, maker: None }
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

    fn begin(&mut self, waiting: Waiting<H, R>) -> usize {
        let slot = self.free.pop().expect("there was room");
        let Waiting { item, mut context, batch, at } = waiting;
        context.worker = self.worker;
        let lane = self.lane.clone();
        let made = self.local.borrow().clone();
        let task = match made {
            Some(local) => (lane.begin)(lane.node.clone(), local, context, item),
            None => {
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
        self.slots[slot].flying = Some(Flying { task, batch, at, spent: Duration::ZERO });
        slot
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
        let polled = panics::catch(|| flying.task.as_mut().poll(&mut Context::from_waker(&place.waker)));
        flying.spent += begun.elapsed();
        let step = match polled {
            Ok(Poll::Pending) => return,
            Ok(Poll::Ready(step)) => step,
            Err(panic) => {
                // What it was lent may be broken: those that begin from now on get others.
                let local = self.local.take();
                panics::contain(|| drop(local));
                Step::Fail(Box::new(panic.into_cause()))
            }
        };
        let Flying { task, batch, at, spent } = place.flying.take().expect("polled above");
        let step = match panics::catch(|| drop(task)).map_err(panics::Panic::into_cause) {
            Err(cause) if !matches!(step, Step::Fail(_)) => {
                panics::contain(|| drop(step));
                Step::Fail(Box::new(cause))
            }
            _ => step,
        };
        self.free.push(slot);
        finished.extend(batch.put(at, Some(Done { step, worker: self.worker }), spent));
    }

    /// Drops all futures.
    fn clear(&mut self, finished: &mut Vec<u64>) {
        for (slot, place) in self.slots.iter_mut().enumerate() {
            if let Some(Flying { task, batch, at, spent }) = place.flying.take() {
                panics::contain(|| drop(task));
                finished.extend(batch.put(at, None, spent));
                self.free.push(slot);
            }
        }
        self.maker = None;
        let local = self.local.take();
        panics::contain(|| drop(local));
    }
}

impl<N: Node, H: 'static, R: 'static> AnyBench for Bench<N, H, R> {
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
        let mut begun = 0;
        while !orders.paused && begun < BEGIN_MAX && !self.waits_for_locals() && self.room().is_some() {
            let Some(waiting) = self.lane.next(&self.caller) else { break };
            let slot = self.begin(waiting);
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

impl<N: Node, H, R> Drop for Bench<N, H, R> {
    fn drop(&mut self) {
        for place in &mut self.slots {
            let flying = place.flying.take();
            panics::contain(|| drop(flying));
        }
        let local = self.local.take();
        panics::contain(|| drop(local));
    }
}
