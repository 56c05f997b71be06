//! What generated code is to the runtime: a graph that can run its parts.

use super::drive::{At, Ran, Work};
use super::ferry::Ferry;
use super::junction::Link;
use super::place::Ring;
use super::source::{DynSource, More, Wake};
use crate::error::ItemError;
use crate::plumbing::{Cx, Info, Unpacked, Unpacking, panics};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// A pipeline, ready to run.
pub trait Graph: Sized + Send + Sync + 'static {
    /// What a worker keeps: its locals and the columns that it fills.
    type Work: Work;
    /// The places and intakes.
    type Store: Send + Sync + 'static;

    /// Names, operations and parts.
    const INFO: &'static Info;
    /// How many operations there are, those of stages that are pipelines included: their numbers follow.
    const SPAN: u16;
    /// Whether some failure ends the run.
    const HALTS: bool;

    /// Whether workers outside of this process may run some part.
    const FERRIES: bool = false;

    /// What it is called, the same in every process of a program.
    fn id() -> &'static str {
        Self::INFO.pipeline
    }
    /// The graph in such a worker.
    ///
    /// # Errors
    ///
    /// If the bytes are not those of its nodes.
    fn arrive(_: &mut Unpacking<'_>) -> Unpacked<Self> {
        unreachable!("no worker elsewhere has parts of this graph")
    }
    /// Takes pieces of a part to bytes, or brings them back: those that wait for it, or those that it laid.
    ///
    /// # Errors
    ///
    /// If an item cannot be put into bytes, or the bytes are not those of pieces.
    fn ferry(_part: u16, _ticket: u64, _store: &Self::Store, _ferry: &mut Ferry<'_>) -> Unpacked<()> {
        unreachable!("no part of this graph leaves")
    }

    /// An empty store with rings of `window` places where parts wait.
    fn store(window: usize) -> Self::Store;
    /// What a new worker keeps.
    fn work(cx: Cx) -> Self::Work;
    /// Takes items for a domain and lays them on its first edge.
    fn pull(&self, domain: u16, ask: &mut Ask<'_>, store: &Self::Store) -> More;
    /// Runs a part and lays what it made on the edges that leave it.
    fn run(&self, part: u16, at: At, store: &Self::Store, work: &mut Self::Work) -> Ran;
    /// Throws away a piece that waits at an output.
    fn discard(store: &Self::Store, output: u16, ticket: u64) -> Option<Discarded>;
    /// Tells the sources how to wake the run.
    fn wake_by(store: &Self::Store, wake: &dyn Fn(u16) -> Wake);
    /// Tells the sources that nobody will ask again.
    fn interrupt(store: &Self::Store);
}

/// What passed an output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Passed {
    /// Items of the source that are accounted for.
    pub(crate) roots: i64,
    /// Those that went into a batch under the key of another; less one for a batch that came after all of them.
    pub(crate) folded: i64,
    /// Those of which something came out well.
    pub(crate) ok_roots: u64,
    /// Those of which a failure came out first.
    pub(crate) error_roots: u64,
    /// The first root that was counted as one of these, and whether it came out well; and the last.
    pub(crate) first_hit: Option<(u32, bool)>,
    pub(crate) last_hit: Option<u32>,
    /// Items.
    pub(crate) ok: u64,
}

impl Passed {
    pub(crate) fn add(&mut self, other: Passed) {
        self.roots += other.roots;
        self.folded += other.folded;
        self.ok_roots += other.ok_roots;
        self.error_roots += other.error_roots;
        self.ok += other.ok;
    }
}

/// A piece that nobody wants.
pub struct Discarded {
    pub(crate) passed: Passed,
    /// Drops its items: that is the user's code.
    pub(crate) litter: Litter,
}

/// Drops items, one by one.
pub(crate) type Litter = Box<dyn FnOnce() + Send>;

/// One pull.
pub struct Ask<'a> {
    pub(crate) ticket: u64,
    pub(crate) first: u64,
    pub(crate) most: usize,
    /// All of these, if the source has them now, however long it takes.
    pub(crate) whole: bool,
    /// How many items came.
    pub(crate) items: u32,
    pub(crate) cx: &'a mut Cx,
    pub(crate) domain: u16,
    /// For a junction: the outputs of other domains that it reads.
    pub(crate) link: &'a mut dyn Link,
    /// The run takes no more input: that inputs end is no news.
    pub(crate) stopping: &'a AtomicBool,
}

/// Where a source of items is asked.
pub struct Intake<T> {
    seat: Mutex<Seat<T>>,
    /// Nobody will ask again. Beside the lock, because a pull that lasts keeps that.
    over: AtomicBool,
}

struct Seat<T> {
    source: Option<Box<dyn DynSource<Item = T>>>,
    ended: bool,
    wake: Option<Wake>,
}

impl<T> Default for Intake<T> {
    fn default() -> Intake<T> {
        Intake { seat: Mutex::new(Seat { source: None, ended: false, wake: None }), over: AtomicBool::new(false) }
    }
}

impl<T: 'static> Intake<T> {
    fn seat(&self) -> std::sync::MutexGuard<'_, Seat<T>> {
        // A source's panic is caught where it is pulled.
        self.seat.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives the intake its source.
    pub fn set(&self, source: Box<dyn DynSource<Item = T>>) {
        let mut seat = self.seat();
        if seat.ended {
            drop(seat);
            return let_go(source);
        }
        let Seat { source: place, wake, .. } = &mut *seat;
        let source = place.insert(source);
        if let Some(wake) = wake {
            source.wake_by_dyn(wake.clone());
        }
        drop(seat);
        self.interrupt_if_over();
    }

    /// There is no source, and there will be none.
    pub fn end(&self) {
        self.seat().ended = true;
    }

    /// Tells the source how to wake the run.
    pub fn wake_by(&self, wake: Wake) {
        let mut seat = self.seat();
        if let Some(source) = &mut seat.source {
            source.wake_by_dyn(wake.clone());
        }
        seat.wake = Some(wake);
    }

    /// Tells the source that nobody will ask again. One that is being pulled just now is told when that returns.
    pub fn interrupt(&self) {
        self.over.store(true, Ordering::SeqCst);
        self.interrupt_if_over();
    }

    /// Both who says it and who pulls look here after they have done so: one of them finds the lock free.
    fn interrupt_if_over(&self) {
        if self.over.load(Ordering::SeqCst)
            && let Ok(mut seat) = self.seat.try_lock()
        {
            seat.ended = true;
            let source = seat.source.take();
            drop(seat);
            source.into_iter().for_each(let_go);
        }
    }

    /// Pulls items into the place of the ticket.
    pub fn pull(&self, ask: &mut Ask<'_>, ring: &Ring<T>) -> More {
        let more = self.pull_one(ask, ring);
        self.interrupt_if_over();
        more
    }

    fn pull_one(&self, ask: &mut Ask<'_>, ring: &Ring<T>) -> More {
        let mut seat = self.seat();
        if seat.ended {
            return More::Never;
        }
        let Some(source) = &mut seat.source else { return More::Later };
        let mut column = super::column::Column::new(0);
        let mut count = 0u32;
        let cx = &mut *ask.cx;
        cx.begin(ask.domain, ask.first);
        let pulled = panics::catch(|| {
            loop {
                let more = source.pull_dyn(ask.most - count as usize, &mut |item| {
                    column.push_source(item.map_err(|error| source_error(cx, count, error)));
                    count += 1;
                });
                // A batch that was written is filled as long as the source has items, or what is merged with what would depend on the clock.
                let fill = ask.whole && more == More::Now && (count as usize) < ask.most;
                if !fill || ask.stopping.load(Ordering::Relaxed) {
                    break more;
                }
            }
        });
        let more = match pulled {
            Ok(more) => more,
            Err(panic) => {
                cx.begin(ask.domain, ask.first);
                cx.enter(count, &[]);
                column.push_source(Err(cx.error_of_source(panic.into_cause())));
                More::Never
            }
        };
        if more == More::Never {
            seat.ended = true;
        }
        let ended = if seat.ended { seat.source.take() } else { None };
        drop(seat);
        ask.items = column.seal_source();
        if ask.items > 0 {
            ring.put(ask.ticket, column);
        }
        ended.into_iter().for_each(let_go);
        more
    }
}

/// Tells a source that nobody will ask again, and drops it: whatever its destructor does, the run goes on.
fn let_go<T>(mut source: Box<dyn DynSource<Item = T>>) {
    panics::contain(|| source.interrupt_dyn());
    panics::contain(|| drop(source));
}

#[cold]
fn source_error(cx: &mut Cx, off: u32, error: crate::error::BoxError) -> ItemError {
    cx.enter(off, &[]);
    cx.source_error(error)
}
