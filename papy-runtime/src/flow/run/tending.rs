//! The futures of async pipers: which lanes a run has, and who polls for them.
//!
//! A lane is polled by the workers of its IMap, beside their other work; one of an inline part by the one thread of a pool that all runs
//! share. Whoever drives a run only waits: a reader that polled would keep its own executor from what it polls.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, PoisonError, RwLock};
use std::time::{Duration, Instant};

use super::{Core, Desk};
use crate::engine::{ActorId, ImapId, Input, PartId, Place, Ticket};
use crate::error::Worker;
use crate::flow::source::Feeding;
use crate::flow::tasks::bench::{AnyBench, Orders};
use crate::flow::tasks::lane::AnyLane;
use crate::worker::thread::{Caller, Kept, Pool};

/// By this number a run knows the pool that polls for its inline parts.
pub(super) const NO_IMAP: u32 = u32::MAX;

/// Polls for the inline parts of all runs. Not the thread that drives timers and sockets: those of other runs would wait for a poll that
/// takes long.
static INLINE: LazyLock<Pool> = LazyLock::new(|| Pool::named("papy-tasks", 1, 0).expect("the system gives a thread"));

/// The lanes of a run. Each is added when something first waits in it.
#[derive(Default)]
pub(super) struct Lanes {
    any: AtomicBool,
    /// One of an inline part.
    inline: AtomicBool,
    list: RwLock<Vec<Row>>,
}

struct Row {
    part: PartId,
    imap: Option<ImapId>,
    lane: Arc<dyn AnyLane>,
}

/// What a worker keeps for a run.
struct Attendant {
    benches: Vec<(PartId, Box<dyn AnyBench>)>,
    /// How many lanes it has seen.
    known: usize,
    /// A cancelled run waits for it.
    _counted: Feeding,
}

impl Core {
    /// A turn gave what it took to a lane. Whoever has room comes for it; if `actor` may poll it looks by itself.
    pub(super) fn awaits(&self, actor: ActorId, part: PartId, lane: Arc<dyn AnyLane>) {
        let imap = match self.layout.plan.parts[part.index()].place {
            Place::Imap(imap) => Some(imap),
            Place::Inline => None,
        };
        let mut list = self.lanes.list.write().unwrap_or_else(PoisonError::into_inner);
        if list.iter().any(|row| row.part == part) {
            drop(list);
            if self.cancelled.load(Ordering::SeqCst) {
                // Nobody says any more that there is room.
                self.call_attendants();
            } else if imap.is_none() || self.layout.imap_of(actor) != imap {
                lane.call();
            }
            return;
        }
        let first_inline = imap.is_none() && list.iter().all(|row| row.imap.is_some());
        list.push(Row { part, imap, lane });
        drop(list);
        self.lanes.any.store(true, Ordering::SeqCst);
        if first_inline && let Some(me) = self.me.upgrade() {
            INLINE.add(me, NO_IMAP);
            self.lanes.inline.store(true, Ordering::SeqCst);
        }
        // Nobody has told yet that there is room.
        self.call_attendants();
    }

    /// Whether something of this run was ever awaited.
    pub(super) fn has_lanes(&self) -> bool {
        self.lanes.any.load(Ordering::SeqCst)
    }

    /// Has all who may poll look at what is to be done.
    pub(super) fn call_attendants(&self) {
        if self.lanes.any.load(Ordering::SeqCst) {
            self.pools().iter().for_each(|pool| pool.wake(u32::MAX));
            if self.lanes.inline.load(Ordering::SeqCst) {
                INLINE.wake(u32::MAX);
            }
        }
    }

    /// Polls and begins futures on this thread. What is finished goes to `finished`; returns whether there was anything to do.
    pub(super) fn tend(
        &self,
        imap: Option<ImapId>,
        caller: &Caller,
        kept: &mut Kept,
        finished: &mut Vec<(PartId, u64)>,
        go_on: &mut dyn FnMut(Duration) -> bool,
    ) -> bool {
        if !self.has_lanes() {
            return false;
        }
        let counted = || Attendant { benches: Vec::new(), known: 0, _counted: self.feeders.thread() };
        let attendant = kept.get_or_insert_with(|| Box::new(counted()));
        let Attendant { benches, known, .. } = attendant.downcast_mut().expect("a run keeps one thing on a worker");
        {
            let list = self.lanes.list.read().unwrap_or_else(PoisonError::into_inner);
            for row in list[*known..].iter().filter(|row| row.imap == imap) {
                let worker =
                    imap.map_or(Worker::Reader, |imap| self.layout.who(self.layout.worker(imap, caller.worker())));
                benches.push((row.part, row.lane.clone().bench(caller.clone(), worker)));
            }
            *known = list.len();
        }
        let orders =
            Orders { paused: self.paused.load(Ordering::Relaxed), cancelled: self.cancelled.load(Ordering::Relaxed) };
        let (begun, mut did, mut tickets) = (Instant::now(), false, Vec::new());
        for (part, bench) in benches {
            let poll = self.polls.begin(self.polls_as(imap, caller), *part, self.now());
            did |= bench.tend(orders, &mut tickets);
            drop(poll);
            finished.extend(tickets.drain(..).map(|ticket| (*part, ticket)));
        }
        if did {
            // Whether others shall have a turn is asked when a job ends.
            go_on(begun.elapsed());
        }
        did
    }

    /// By which number a worker that polls is looked at.
    fn polls_as(&self, imap: Option<ImapId>, caller: &Caller) -> ActorId {
        imap.map_or(ActorId(self.layout.actors as u32), |imap| self.layout.worker(imap, caller.worker()))
    }

    /// Tells the engine which tickets are back.
    pub(super) fn returned(&self, desk: &mut Desk, finished: &mut Vec<(PartId, u64)>) {
        for (part, ticket) in finished.drain(..) {
            desk.engine.handle(self.now(), Input::Returned { part, ticket: Ticket(ticket) });
        }
    }
}
