//! A run: the engine behind its lock, the store, and whoever comes to work on them.
//!
//! Decides nothing: it tells the engine what happened, does the job it is given, and passes on whom to wake.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, Weak};
use std::task::Waker;
use std::time::{Duration, Instant};

use super::bell::{Bell, Listeners};
use super::clock;
use super::graph::Litter;
use super::layout::Layout;
use super::live::{Hand, Machine};
use super::recall::Recall;
use super::report::Books;
use super::source::{Feeders, Wake};
use super::stages::Table;
use super::trace;
use super::waiter::Waiters;
use crate::engine::{ActorId, DomainId, Engine, ImapId, Input, Job, Limits, Nanos, Next, Output, OutputId, Role};
use crate::error::{Error, ItemError};
#[cfg(feature = "io")]
use crate::io;
use crate::plumbing::kept::Kept;
use crate::plumbing::{Info, Tally, panics};
use crate::worker::thread::Pool;
use carrying::Crossing;
use tending::Lanes;

use watching::Polls;

pub(crate) use super::recall::recalls;
pub(crate) use reading::{Found, Keeps, Taker};

mod carrying;
mod control;
mod giving_up;
mod jobs;
mod leasing;
mod reading;
mod tending;
mod watching;

/// What an actor has with it between its jobs, if it had one.
type Bench = Mutex<Option<Box<dyn Hand>>>;

/// Everything of one run that is shared between its workers, readers and handles.
pub(crate) struct Core {
    machine: Arc<dyn Machine>,
    info: &'static Info,
    layout: Layout,
    desk: Mutex<Desk>,
    /// Blocking readers wait here, when they waited awake for a little while.
    bell: Bell,
    /// What each actor has with it between its jobs.
    works: Box<[Bench]>,
    /// What pipers keep from item to item, whoever runs them.
    kept: Arc<Kept>,
    /// Which of them poll just now.
    polls: Polls,
    /// Let go when the run is over: a handle that lives on keeps no threads.
    pools: RwLock<Vec<Pool>>,
    begun: Instant,
    /// How many items of the first input a lease took before the engine's first.
    offset: AtomicU64,
    /// Whether the run has its seats on the pools.
    seated: AtomicBool,
    /// Takes no more input.
    stopping: AtomicBool,
    /// Nothing begins.
    paused: AtomicBool,
    lanes: Lanes,
    crossing: Crossing,
    /// A lease is to be given back: it looks at it every few items.
    recall: Recall,
    cancelled: Arc<AtomicBool>,
    feeders: Arc<Feeders>,
    me: Weak<Core>,
}

/// What is decided and counted under the lock.
pub(crate) struct Desk {
    engine: Engine,
    exits: Vec<Exit>,
    pub(crate) books: Books,
    /// By domain: the failure of the least item at which `[on_error = stop]` stopped the run.
    halts: Vec<Option<ItemError>>,
    fatal: Option<ItemError>,
    over: bool,
    /// How long it took, when it is over.
    ended: Option<Duration>,
    /// The ledger of a run that is over does not balance, and nobody was told yet.
    fault: Option<Error>,
    finishers: Waiters,
    /// Somebody drives the run who does not read.
    driven: bool,
    /// Outputs that whoever drives throws away.
    unread: Vec<OutputId>,
    /// A lease is out: it has the source.
    leased: bool,
    /// Workers that were given up and are still in their calls.
    written_off: BTreeSet<ActorId>,
    /// Readers that wait.
    listeners: Listeners,
    /// When the clock will call for the engine's deadline.
    reminded: Option<Nanos>,
}

#[derive(Default)]
struct Exit {
    waker: Option<Waker>,
    ended: bool,
    stalled: Option<Vec<OutputId>>,
    wanted: bool,
    /// The failure that stopped the run was given out here: nothing comes behind it.
    halted: bool,
    /// Why the run ended before its time.
    failed: Option<ItemError>,
}

/// What is to be done when the lock is open again.
#[derive(Default)]
struct Errands {
    job: Option<Job>,
    wakers: Vec<Waker>,
    /// Blocking readers are to look; and some of them sleep.
    bell: bool,
    wakes: bool,
    movers: Vec<(ImapId, u32)>,
    remind: Option<Nanos>,
    litter: Vec<Litter>,
    over: bool,
}

impl Errands {
    fn is_empty(&self) -> bool {
        let Errands { job, wakers, bell, wakes, movers, litter, remind, over } = self;
        let busy = job.is_some() || *bell || *wakes || remind.is_some() || *over;
        !busy && wakers.is_empty() && movers.is_empty() && litter.is_empty()
    }
}

impl Core {
    /// A run that has not begun: its intakes are set by the caller.
    pub(crate) fn new(
        machine: Arc<dyn Machine>,
        (id, info): (&'static str, &'static Info),
        table: Table,
        limits: Limits,
    ) -> Arc<Core> {
        let layout = Layout::new(&table);
        let window = limits.tickets_max;
        let engine = Engine::new(layout.plan.clone(), limits);
        let mut exits = Vec::new();
        exits.resize_with(layout.plan.outputs.len(), Exit::default);
        let books = Books::new(info, &table, &layout);
        let pools: Vec<Pool> = table.imaps.into_iter().map(|imap| imap.pool).collect();
        let core = Arc::new_cyclic(|me| Core {
            machine,
            info,
            works: std::iter::repeat_with(Mutex::default).take(layout.actors).collect(),
            kept: Kept::new(info.ops.len()),
            polls: Polls::new(layout.actors + 1),
            desk: Mutex::new(Desk {
                engine,
                exits,
                books,
                halts: vec![None; layout.plan.domains.len()],
                fatal: None,
                over: false,
                ended: None,
                fault: None,
                finishers: Waiters::default(),
                driven: false,
                unread: Vec::new(),
                leased: false,
                written_off: BTreeSet::new(),
                listeners: Listeners::default(),
                reminded: None,
            }),
            layout,
            bell: Bell::new(),
            pools: RwLock::new(pools),
            begun: Instant::now(),
            offset: AtomicU64::new(0),
            seated: AtomicBool::new(false),
            stopping: AtomicBool::new(false),
            paused: AtomicBool::new(false),
            lanes: Lanes::default(),
            recall: Recall::new(),
            crossing: Crossing::new(id, window, table.luggage),
            cancelled: Arc::default(),
            feeders: Arc::default(),
            me: me.clone(),
        });
        core.machine.wake_by(&|domain| core.waker(domain));
        core
    }

    /// The pools come to work from the first read on: before, nothing may run.
    fn begin(&self) {
        if self.seated.load(Ordering::Relaxed) || self.seated.swap(true, Ordering::Relaxed) {
            return;
        }
        let me = self.me.upgrade().expect("whoever reads a run holds it");
        self.layout.imaps().for_each(|(imap, workers)| trace::imap_started(self.info.pipeline, imap, workers));
        for (imap, pool) in (0..).zip(&*self.pools()) {
            pool.add(me.clone(), imap);
        }
    }

    fn pools(&self) -> RwLockReadGuard<'_, Vec<Pool>> {
        self.pools.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets signals end the run, where they are taken.
    #[cfg(feature = "io")]
    pub(crate) fn heed_signals(self: &Arc<Core>) {
        let run: Weak<Core> = Arc::downgrade(self);
        io::register_run(run);
    }

    /// What wakes the run when a source of this domain has something.
    pub(crate) fn waker(&self, domain: u16) -> Wake {
        let core = self.me.clone();
        let call = move || {
            if let Some(core) = core.upgrade() {
                core.source_ready(domain);
                // The caller may hold a lock that the source needs for its end.
                let_go(core);
            }
        };
        Wake::new(call, self.feeders.clone())
    }

    /// The pipeline's name.
    pub(crate) fn pipeline(&self) -> &'static str {
        self.info.pipeline
    }

    fn now(&self) -> Nanos {
        Nanos(self.begun.elapsed().as_nanos() as u64)
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        // What runs under the lock is ours; if it panicked, the run's own checks say so.
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells the engine what happened, and runs its errands.
    fn tell(&self, input: Input) {
        let mut errands = Errands::default();
        self.handle(&mut self.desk(), input, &mut errands);
        self.run_errands(errands);
    }

    fn handle(&self, desk: &mut Desk, input: Input, errands: &mut Errands) {
        desk.engine.handle(self.now(), input);
        self.poll(desk, errands);
    }

    /// Has done what the engine wants done.
    fn poll(&self, desk: &mut Desk, errands: &mut Errands) {
        while let Some(output) = desk.engine.poll() {
            self.obey(desk, output, errands);
        }
        self.ring(desk, errands);
        // Whoever waits may have begun to before there was a deadline, so the clock calls for all of them. One call is enough:
        // where the deadline was put off it calls again.
        if let Some(deadline) = desk.engine.deadline()
            && desk.reminded.is_none_or(|reminded| deadline < reminded)
        {
            desk.reminded = Some(deadline);
            errands.remind = Some(deadline);
        }
    }

    /// Tells readers, under the lock; [`Core::run_errands`] wakes those that sleep.
    fn ring(&self, desk: &Desk, errands: &mut Errands) {
        if errands.bell {
            errands.wakes |= self.bell.ring(&desk.listeners);
        }
    }

    fn obey(&self, desk: &mut Desk, output: Output, errands: &mut Errands) {
        match output {
            Output::Run { job, .. } => errands.job = Some(job),
            Output::Idle { .. } => {}
            Output::Wake { role: Role::Mover { imap } | Role::Worker { imap }, workers } => {
                errands.movers.push((imap, workers));
            }
            Output::Wake { .. } => {}
            Output::WakeReader { output: Some(output), .. } | Output::Deliver { output, .. } => {
                if desk.unread.contains(&output) {
                    errands.wakers.extend(desk.finishers.take());
                }
                errands.wakers.extend(desk.exits[output.index()].waker.take());
                errands.bell |= desk.listeners.any();
            }
            Output::WakeReader { output: None, .. } => {
                errands.wakers.extend(desk.finishers.take());
                // It may be the one that asks just now, and sleeps next.
                errands.bell = true;
            }
            Output::Discard { output, piece } => self.discard(desk, output, piece, errands),
            Output::Abandon { output, ticket, items, .. } => desk.books.abandoned(output, ticket.0, items),
            Output::Stale { .. } => desk.books.late += 1,
            Output::WrittenOff { actor } => {
                desk.books.written_off += 1;
                desk.written_off.insert(actor);
            }
            Output::Stalled { output, unread } => {
                let exit = &mut desk.exits[output.index()];
                exit.stalled = Some(unread);
                errands.wakers.extend(exit.waker.take());
                errands.bell = true;
            }
            Output::Ended { output } => {
                let exit = &mut desk.exits[output.index()];
                exit.ended = true;
                errands.wakers.extend(exit.waker.take());
                errands.bell |= desk.listeners.any();
            }
            Output::Over => {
                desk.over = true;
                desk.ended = Some(self.begun.elapsed());
                desk.fault = desk.books.balance().err();
                errands.wakers.extend(desk.finishers.take());
                errands.wakers.extend(desk.exits.iter_mut().filter_map(|exit| exit.waker.take()));
                errands.bell = true;
                errands.over = true;
            }
        }
    }

    fn run_errands(&self, errands: Errands) {
        if errands.wakes {
            self.bell.wake();
        }
        for waker in errands.wakers {
            panics::contain(|| waker.wake());
        }
        for (imap, workers) in errands.movers {
            if let Some(pool) = self.pools().get(imap.index()) {
                pool.wake(workers);
            }
        }
        errands.litter.into_iter().for_each(|drop_items| drop_items());
        if let Some(deadline) = errands.remind {
            self.remind(deadline);
        }
        if errands.over {
            self.close();
        }
    }

    /// Has the clock tick when the engine wants it.
    fn remind(&self, deadline: Nanos) {
        let core = self.me.clone();
        clock::at(self.begun + Duration::from_nanos(deadline.0), move || {
            if let Some(core) = core.upgrade() {
                let mut errands = Errands::default();
                {
                    let mut desk = core.desk();
                    // An earlier call than this one may have been asked for since, and another than this one be on its way.
                    desk.reminded = desk.reminded.filter(|reminded| *reminded > deadline);
                    core.handle(&mut desk, Input::Tick, &mut errands);
                }
                core.run_errands(errands);
                let_go(core);
            }
        });
    }

    /// Takes a piece that nobody wants. It is counted at once, or a run could be over before; its items are dropped later, for
    /// that is the user's code.
    fn discard(&self, desk: &mut Desk, output: OutputId, next: Next, errands: &mut Errands) {
        let piece = self.machine.discard(output.0 as u16, next.ticket.0);
        desk.books.discarded(output, next, piece.as_ref().map(|piece| piece.passed).unwrap_or_default());
        errands.litter.extend(piece.map(|piece| piece.litter));
    }

    /// Lets go of what a run holds that is over: sources, locals, seats on pools.
    fn close(&self) {
        trace::run_ended(self.info.pipeline, || self.stats());
        self.machine.interrupt();
        let hanging = self.desk().written_off.clone();
        let works = (0..).map(ActorId).zip(&self.works);
        for (_, work) in works.filter(|(actor, _)| !hanging.contains(actor)) {
            // Nothing runs any more, so its owner at most lays it down just now.
            let work = work.lock().unwrap_or_else(PoisonError::into_inner).take();
            panics::contain(|| drop(work));
        }
        self.call_attendants();
        let pools = std::mem::take(&mut *self.pools.write().unwrap_or_else(PoisonError::into_inner));
        for pool in pools {
            pool.wake(1);
        }
        // Who looks how many are at work may have seen these hands.
        self.feeders.tell();
    }

    pub(crate) fn source_ready(&self, domain: u16) {
        self.tell(Input::SourceReady { domain: DomainId(u32::from(domain)) });
    }
}

impl Drop for Core {
    fn drop(&mut self) {
        // Whoever reads to the end or finishes is told by an error; here nobody is left, and the thread may be a pool's.
        if let Some(fault) = self.desk.get_mut().unwrap_or_else(PoisonError::into_inner).fault.take() {
            eprintln!("papy: `{}`: {fault}", self.info.pipeline);
        }
    }
}

/// Lets go of a run that everybody else may have let go of meanwhile: its end is not this thread's work then.
fn let_go(core: Arc<Core>) {
    if let Some(core) = Arc::into_inner(core) {
        clock::reap(core);
    }
}

/// Adds what a worker counted.
pub(crate) fn add(into: &mut [Tally], from: &mut [Tally]) {
    for (into, from) in into.iter_mut().zip(from) {
        into.add(*from);
        *from = Tally::default();
    }
}

#[cfg(test)]
mod tests;
