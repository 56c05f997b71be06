//! A run: the engine behind its lock, the store, and whoever comes to work on them.
//!
//! Decides nothing: it tells the engine what happened, does the job it is given, and passes on whom to wake.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, Weak};
use std::task::Waker;
use std::time::{Duration, Instant};

use super::column::Column;
use super::drive::{At, Work};
use super::graph::{Ask, Discarded, Graph, Passed};
use super::junction::{Feed, Link};
use super::layout::Layout;
use super::place::Ring;
use super::source::{More, Wake};
use super::stages::Table;
use crate::engine::{
    ActorId, DomainId, Engine, ImapId, ImapSet, Input, Job, Limits, Nanos, Next, Output, OutputId, Role,
};
use crate::error::{Error, ItemError, Lineage, Result};
use crate::flow::clock;
use crate::flow::report::{Books, Report, Stats};
use crate::io;
use crate::plumbing::cx;
use crate::plumbing::panics::{self, Panic};
use crate::plumbing::{Cx, Slot, Tally};
use crate::worker::thread::{self, Pool, Turn};

/// What an actor keeps between its jobs, if it had one.
type Kept<W> = Mutex<Option<Box<W>>>;

/// Everything of one run that is shared between its workers, readers and handles.
pub(crate) struct Core<G: Graph> {
    graph: G,
    pub(crate) store: G::Store,
    layout: Layout,
    desk: Mutex<Desk>,
    /// Blocking readers wait here.
    bell: Condvar,
    /// What each actor keeps between its jobs.
    works: Box<[Kept<G::Work>]>,
    /// Let go when the run is over: a handle that lives on keeps no threads.
    pools: RwLock<Vec<Pool>>,
    begun: Instant,
    /// How many items of the first input a lease took before the engine's first.
    offset: AtomicU64,
    /// Whether the run has its seats on the pools.
    seated: AtomicBool,
    /// Takes no more input.
    stopping: AtomicBool,
    /// A lease is to be given back: it looks at it every few items.
    recalled: AtomicBool,
    cancelled: Arc<AtomicBool>,
    /// Threads that feed the sources.
    feeding: Arc<AtomicUsize>,
    me: Weak<Core<G>>,
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
    /// The ledger of a run that is over does not balance, and nobody was told yet.
    fault: Option<Error>,
    finishers: Vec<Waker>,
    /// Somebody drives the run who does not read.
    driven: bool,
    /// Outputs that whoever drives throws away.
    unread: Vec<OutputId>,
    /// A lease is out: it has the source.
    leased: bool,
    /// Readers that sleep.
    sleepers: usize,
    /// Whether the clock will call for the engine's deadline.
    reminded: bool,
}

#[derive(Default)]
struct Exit {
    waker: Option<Waker>,
    ended: bool,
    stalled: Option<Vec<OutputId>>,
    wanted: bool,
    /// The failure that stopped the run was given out here: nothing comes behind it.
    halted: bool,
}

/// What is to be done when the lock is open again.
#[derive(Default)]
struct Errands {
    job: Option<Job>,
    wakers: Vec<Waker>,
    bell: bool,
    movers: Vec<(ImapId, u32)>,
    remind: Option<Nanos>,
    litter: Vec<Discarded>,
    over: bool,
}

impl Errands {
    fn is_empty(&self) -> bool {
        let Errands { job, wakers, bell, movers, litter, remind, over } = self;
        let busy = job.is_some() || *bell || remind.is_some() || *over;
        !busy && wakers.is_empty() && movers.is_empty() && litter.is_empty()
    }
}

/// What a reader finds at an output.
pub(crate) enum Found<T> {
    /// A piece: what the caller's `take` made of it.
    Piece(T),
    /// Nothing any more.
    Ended,
    /// Nothing before the waker is called; only for readers that do not block.
    Pending,
    /// All progress waits for these outputs.
    Stalled(Vec<String>),
}

impl<G: Graph> Core<G> {
    /// A run that has not begun: its intakes are set by the caller.
    pub(crate) fn new(graph: G, table: Table, limits: Limits) -> Arc<Core<G>> {
        let layout = Layout::new(&table);
        let store = G::store(limits.tickets_max as usize);
        let engine = Engine::new(layout.plan.clone(), limits);
        let mut exits = Vec::new();
        exits.resize_with(layout.plan.outputs.len(), Exit::default);
        let books = Books::new(G::INFO, &table, &layout);
        let pools: Vec<Pool> = table.imaps.into_iter().map(|imap| imap.pool).collect();
        let core = Arc::new_cyclic(|me| Core {
            graph,
            store,
            works: std::iter::repeat_with(Mutex::default).take(layout.actors).collect(),
            desk: Mutex::new(Desk {
                engine,
                exits,
                books,
                halts: vec![None; layout.plan.domains.len()],
                fatal: None,
                over: false,
                fault: None,
                finishers: Vec::new(),
                driven: false,
                unread: Vec::new(),
                leased: false,
                sleepers: 0,
                reminded: false,
            }),
            layout,
            bell: Condvar::new(),
            pools: RwLock::new(pools),
            begun: Instant::now(),
            offset: AtomicU64::new(0),
            seated: AtomicBool::new(false),
            stopping: AtomicBool::new(false),
            recalled: AtomicBool::new(false),
            cancelled: Arc::default(),
            feeding: Arc::default(),
            me: me.clone(),
        });
        G::wake_by(&core.store, &|domain| core.waker(domain));
        core
    }

    /// The pools come to work from the first read on: before, nothing may run.
    fn begin(&self) {
        if self.seated.load(Ordering::Relaxed) || self.seated.swap(true, Ordering::Relaxed) {
            return;
        }
        let me = self.me.upgrade().expect("whoever reads a run holds it");
        for (imap, pool) in (0..).zip(&*self.pools()) {
            pool.add(me.clone(), imap);
        }
    }

    fn pools(&self) -> RwLockReadGuard<'_, Vec<Pool>> {
        self.pools.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets signals end the run, where they are taken.
    #[cfg(feature = "io")]
    pub(crate) fn heed_signals(self: &Arc<Core<G>>) {
        let run: Weak<Core<G>> = Arc::downgrade(self);
        io::register_run(run);
    }

    /// What wakes the run when a source of this domain has something.
    pub(crate) fn waker(&self, domain: u16) -> Wake {
        let core = self.me.clone();
        let call = move || {
            if let Some(core) = core.upgrade() {
                core.source_ready(domain);
                if let Some(core) = Arc::into_inner(core) {
                    // Everybody else has gone meanwhile. The caller may hold a lock that the source needs for its end.
                    clock::at(Instant::now(), move || drop(core));
                }
            }
        };
        Wake::new(call, self.feeding.clone())
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
        // Whoever waits may have begun to before there was a deadline, so the clock calls for all of them. One call is enough:
        // where the deadline was moved it calls again.
        if let Some(deadline) = desk.engine.deadline()
            && !std::mem::replace(&mut desk.reminded, true)
        {
            errands.remind = Some(deadline);
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
                    errands.wakers.append(&mut desk.finishers);
                }
                errands.wakers.extend(desk.exits[output.index()].waker.take());
                errands.bell |= desk.sleepers > 0;
            }
            Output::WakeReader { output: None, .. } => {
                errands.wakers.append(&mut desk.finishers);
                errands.bell |= desk.sleepers > 0;
            }
            Output::Discard { output, piece } => self.discard(desk, output, piece, errands),
            Output::Abandon { output, ticket, items, .. } => desk.books.abandoned(output, ticket.0, items),
            Output::Stale { .. } => desk.books.stale += 1,
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
                errands.bell |= desk.sleepers > 0;
            }
            Output::Over => {
                desk.over = true;
                desk.fault = desk.books.balance().err();
                errands.wakers.append(&mut desk.finishers);
                errands.wakers.extend(desk.exits.iter_mut().filter_map(|exit| exit.waker.take()));
                errands.bell = true;
                errands.over = true;
            }
        }
    }

    fn run_errands(&self, errands: Errands) {
        if errands.bell {
            self.bell.notify_all();
        }
        for waker in errands.wakers {
            waker.wake();
        }
        for (imap, workers) in errands.movers {
            if let Some(pool) = self.pools().get(imap.index()) {
                pool.wake(workers);
            }
        }
        drop(errands.litter);
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
                core.desk().reminded = false;
                core.tell(Input::Tick);
            }
        });
    }

    /// Takes a piece that nobody wants. It is counted at once, or a run could be over before; its items are dropped later, for
    /// that is the user's code.
    fn discard(&self, desk: &mut Desk, output: OutputId, next: Next, errands: &mut Errands) {
        let piece = G::discard(&self.store, output.0 as u16, next.ticket.0);
        desk.books.discarded(output, next, piece.as_ref().map(|piece| piece.passed).unwrap_or_default());
        errands.litter.extend(piece);
    }

    /// Lets go of what a run holds that is over: sources, locals, seats on pools.
    fn close(&self) {
        // Both run destructors of the user's.
        drop(panics::catch(|| G::interrupt(&self.store)).map_err(Panic::into_cause));
        for work in &self.works {
            // Nothing runs any more, so its owner at most lays it down just now.
            let work = work.lock().unwrap_or_else(PoisonError::into_inner).take();
            drop(panics::catch(|| drop(work)).map_err(Panic::into_cause));
        }
        let pools = std::mem::take(&mut *self.pools.write().unwrap_or_else(PoisonError::into_inner));
        for pool in pools {
            pool.wake(1);
        }
    }

    /// Does a job. When it is done `then` hears how long it took, and may ask for another in the same breath.
    fn run(&self, actor: ActorId, job: Job, then: impl FnOnce(Duration) -> Option<Role>) -> Option<Job> {
        let begun = Instant::now();
        let mut place = self.works[actor.index()].lock().unwrap_or_else(PoisonError::into_inner);
        let work = place.get_or_insert_with(|| Box::new(G::work(self.cx(actor))));
        let mut errands = Errands::default();
        match job {
            Job::Pull(pull) => {
                let offset = self.offset(pull.domain);
                let mut link = Exits { core: self, domain: pull.domain };
                let mut ask = Ask {
                    ticket: pull.ticket.0,
                    first: pull.first + offset,
                    most: pull.items as usize,
                    items: 0,
                    cx: work.cx(),
                    domain: pull.domain.0 as u16,
                    link: &mut link,
                    stopping: self.stopping.load(Ordering::Relaxed),
                };
                let more = self.graph.pull(pull.domain.0 as u16, &mut ask, &self.store);
                let items = ask.items;
                let spent = begun.elapsed();
                let ask = then(spent);
                {
                    let mut desk = self.desk();
                    desk.books.accepted(pull.domain, items.into());
                    let input = Input::Pulled { actor, pull, items, more: more.into(), spent: nanos(spent) };
                    self.deposit(&mut desk, actor, input, ask, &mut errands);
                }
            }
            Job::Part { claim, first, end, last, resumed, .. } => {
                let domain = self.layout.plan.parts[claim.part.index()].domain;
                let offset = self.offset(domain);
                let (ticket, domain_at) = (claim.ticket.0, domain.0 as u16);
                let at = At { ticket, domain: domain_at, first: first + offset, resumed, end, last };
                let leader = self.layout.leaders[claim.part.index()];
                let ran = self.graph.run(leader, at, &self.store, work);
                let (cx, op) = work.cx_of(leader);
                if cx.info.denses[usize::from(op)] {
                    cx.called(op, u64::from(ran.took));
                }
                let spent = begun.elapsed();
                let ask = then(spent);
                {
                    let mut desk = self.desk();
                    desk.books.ran(spent, leader - op, cx);
                    if let Some(error) = cx.fatal.take() {
                        desk.fatal.get_or_insert(error);
                        self.stopping.store(true, Ordering::Relaxed);
                        self.handle(&mut desk, Input::Stop, &mut errands);
                    }
                    if let Some(error) = cx.halt.take() {
                        let halt = &mut desk.halts[domain.index()];
                        if halt.as_ref().is_none_or(|halt| error.lineage() < halt.lineage()) {
                            *halt = Some(error);
                        }
                        self.stopping.store(true, Ordering::Relaxed);
                        self.handle(&mut desk, Input::Stop, &mut errands);
                    }
                    if std::mem::take(&mut cx.unread) {
                        self.handle(&mut desk, Input::Stop, &mut errands);
                    }
                    let input =
                        Input::Deposited { actor, claim, done: ran.done, waits: ran.waits, spent: nanos(spent) };
                    self.deposit(&mut desk, actor, input, ask, &mut errands);
                }
            }
        }
        drop(place);
        let next = errands.job.take();
        self.run_errands(errands);
        next
    }

    /// Tells what came of a job, and asks for another: nobody is woken for what whoever asks takes on himself.
    fn deposit(&self, desk: &mut Desk, actor: ActorId, input: Input, ask: Option<Role>, errands: &mut Errands) {
        desk.engine.handle(self.now(), input);
        if let Some(role) = ask {
            desk.engine.handle(self.now(), Input::Ask { actor, role, most: u32::MAX });
        }
        self.poll(desk, errands);
    }

    fn offset(&self, domain: DomainId) -> u64 {
        if domain.0 == 0 { self.offset.load(Ordering::Relaxed) } else { 0 }
    }

    fn cx(&self, actor: ActorId) -> Cx {
        Cx::new(G::INFO, self.layout.who(actor), self.cancelled.clone())
    }

    /// Takes the next piece of an output, and works on the run while there is none.
    ///
    /// A reader that blocks helps every pool that lets it; one that gives a waker only moves the line, and returns when there is
    /// nothing to do for it.
    pub(crate) fn read<T>(
        &self,
        output: OutputId,
        waker: Option<&Waker>,
        most: u32,
        ring: fn(&G::Store) -> &Ring<T>,
    ) -> Found<Column<T>> {
        self.begin();
        let actor = self.layout.reader(output);
        let may_help = if waker.is_some() { ImapSet::NONE } else { ImapSet::ALL };
        let role = Role::Reader { output: Some(output), may_help };
        let mut turns = 0;
        loop {
            let mut errands = Errands::default();
            let mut desk = self.desk();
            if let Some(next) = desk.engine.next_for(output) {
                let ticket = next.ticket;
                let piece = self.take(&mut desk, output, next, ring(&self.store));
                self.unwant(&mut desk, output, &mut errands);
                self.handle(&mut desk, Input::Taken { output, ticket }, &mut errands);
                drop(desk);
                self.run_errands(errands);
                return Found::Piece(piece);
            }
            if desk.exits[output.index()].ended || desk.over {
                self.unwant(&mut desk, output, &mut errands);
                // It will not come back, so nobody may count on it.
                self.handle(&mut desk, Input::Lost { actor }, &mut errands);
                let fault = desk.fault.take();
                drop(desk);
                self.run_errands(errands);
                if let Some(fault) = fault {
                    panic!("{fault}");
                }
                return Found::Ended;
            }
            if let Some(unread) = desk.exits[output.index()].stalled.take() {
                self.unwant(&mut desk, output, &mut errands);
                let unread = unread.iter().map(|output| self.layout.output_name(*output).to_owned()).collect();
                drop(desk);
                self.run_errands(errands);
                return Found::Stalled(unread);
            }
            if !std::mem::replace(&mut desk.exits[output.index()].wanted, true) {
                self.handle(&mut desk, Input::Want { output }, &mut errands);
            }
            self.handle(&mut desk, Input::Ask { actor, role, most }, &mut errands);
            match (errands.job.take(), waker) {
                (Some(job), _) => {
                    drop(desk);
                    self.run_errands(errands);
                    self.run(actor, job, |_| None);
                    turns += 1;
                    if let Some(waker) = waker
                        && turns >= TURNS_MAX
                    {
                        // Others on this executor want their turn.
                        waker.wake_by_ref();
                        return Found::Pending;
                    }
                }
                (None, Some(waker)) => {
                    desk.exits[output.index()].waker = Some(waker.clone());
                    drop(desk);
                    self.run_errands(errands);
                    io::flush_before_wait();
                    return Found::Pending;
                }
                (None, None) => self.sleep(desk, errands),
            }
        }
    }

    /// A reader that does not block waits no longer.
    pub(crate) fn give_up(&self, output: OutputId) {
        let mut errands = Errands::default();
        self.unwant(&mut self.desk(), output, &mut errands);
        self.run_errands(errands);
    }

    fn unwant(&self, desk: &mut Desk, output: OutputId, errands: &mut Errands) {
        if std::mem::take(&mut desk.exits[output.index()].wanted) {
            self.handle(desk, Input::Unwant { output }, errands);
        }
    }

    /// Takes the piece that waits, and writes it into the books.
    fn take<T>(&self, desk: &mut Desk, output: OutputId, next: Next, ring: &Ring<T>) -> Column<T> {
        let mut piece = ring.take(next.ticket.0).unwrap_or_default();
        let mut cancelled = 0;
        if desk.halts.iter().any(Option::is_some) {
            (piece, cancelled) = self.up_to_halt(desk, output, next, piece);
        }
        let passed = piece.passed();
        desk.books.passed(output, next, passed, cancelled);
        piece
    }

    /// What comes up to the failure that stopped the run, in lineage and in order; and how many items come behind it.
    #[cold]
    fn up_to_halt<T>(&self, desk: &mut Desk, output: OutputId, next: Next, piece: Column<T>) -> (Column<T>, u64) {
        let domain = self.layout.plan.outputs[output.index()].domain;
        let first = next.first + self.offset(domain);
        let Desk { halts, exits, .. } = desk;
        let halted = &mut exits[output.index()].halted;
        let last = halts[domain.index()].as_ref().map(ItemError::lineage);
        piece.keep(|off, path, slot| {
            let here = cx::lineage(first + u64::from(off), path);
            // A batch is where its first member is: the failure that stopped the run may be in it.
            let here = here.since.as_deref().unwrap_or(&here);
            // Whatever became of the failed item's own lineage is not behind it.
            let common = |last: &Lineage| here.path.len().min(last.path.len());
            let behind =
                |last: &Lineage| (here.seq, &here.path[..common(last)]) > (last.seq, &last.path[..common(last)]);
            let keeps = !*halted && !last.is_some_and(behind);
            if let Slot::Fail(error) = slot {
                *halted |= keeps && halts.iter().flatten().any(|halt| error.holds(halt));
            }
            keeps
        })
    }

    /// Waits until something happened; the caller looks what.
    fn sleep(&self, mut desk: MutexGuard<'_, Desk>, errands: Errands) {
        if !errands.is_empty() {
            // What they wake may be this very reader, and may come back here: so not under the lock, and the caller looks again.
            drop(desk);
            self.run_errands(errands);
            return;
        }
        if io::holds_back() {
            drop(desk);
            self.run_errands(errands);
            io::flush_before_wait();
            return;
        }
        desk.sleepers += 1;
        let mut desk = self.bell.wait(desk).unwrap_or_else(PoisonError::into_inner);
        desk.sleepers -= 1;
    }

    /// The pool and graph allow a lease to work in this run's name.
    pub(crate) fn graph(&self) -> &G {
        &self.graph
    }

    /// Whether some pool's pipers never leave it.
    pub(crate) fn is_strict(&self) -> bool {
        self.layout.plan.imaps.iter().any(|imap| imap.strict)
    }

    /// A worker's things, for a lease.
    pub(crate) fn lease_work(&self) -> Box<G::Work> {
        Box::new(G::work(self.cx(self.layout.reader(OutputId(0)))))
    }

    /// What a lease did since it last said so. `offset`: how many items it took in all.
    pub(crate) fn leased(&self, took: u64, passed: Passed, offset: u64, cx: &mut Cx) {
        self.offset.store(offset, Ordering::Relaxed);
        let mut desk = self.desk();
        desk.books.accepted(DomainId(0), took);
        desk.books.leased(OutputId(0), passed);
        desk.books.ran(Duration::ZERO, 0, cx);
        if let Some(error) = &cx.fatal {
            desk.fatal.get_or_insert_with(|| error.clone());
        }
    }

    /// Wants a lease back.
    fn recall(&self) {
        self.recalled.store(true, Ordering::Relaxed);
        RECALLS.set(RECALLS.get().wrapping_add(1));
    }

    /// Whether a lease is to be given back.
    #[inline(always)]
    pub(crate) fn is_recalled(&self) -> bool {
        self.recalled.load(Ordering::Relaxed)
    }

    /// A lease takes the source.
    pub(crate) fn begin_lease(&self) {
        self.desk().leased = true;
    }

    /// The lease is given back. Returns whether no more input is wanted.
    pub(crate) fn end_lease(&self) -> bool {
        let mut errands = Errands::default();
        let stop = {
            let mut desk = self.desk();
            desk.leased = false;
            let stop = self.stopping.load(Ordering::Relaxed);
            if stop {
                self.handle(&mut desk, Input::Stop, &mut errands);
            }
            stop
        };
        self.run_errands(errands);
        stop
    }

    pub(crate) fn source_ready(&self, domain: u16) {
        self.tell(Input::SourceReady { domain: DomainId(u32::from(domain)) });
    }

    fn finished(&self) -> Result<Report> {
        let mut desk = self.desk();
        desk.fault = None;
        desk.books.balance()?;
        if let Some(cause) = &desk.fatal {
            return Err(Error::Run { pipeline: G::INFO.pipeline, cause: cause.clone() });
        }
        desk.books.report(self.begun.elapsed())
    }
}

impl<G: Graph> Drop for Core<G> {
    fn drop(&mut self) {
        // Whoever reads to the end or finishes is told by an error; here nobody is left, and the thread may be a pool's.
        if let Some(fault) = self.desk.get_mut().unwrap_or_else(PoisonError::into_inner).fault.take() {
            eprintln!("papy: `{}`: {fault}", G::INFO.pipeline);
        }
    }
}

thread_local! {
    /// How often this thread wanted a lease back, of whatever run.
    static RECALLS: Cell<u32> = const { Cell::new(0) };
}

/// How often this thread wanted a lease back.
///
/// No atomic: around an item whose code cannot have changed it the compiler need not look again.
#[inline(always)]
pub(crate) fn recalls() -> u32 {
    RECALLS.get()
}

/// How many jobs an async reader does before others on its executor get a turn.
const TURNS_MAX: u32 = 16;

fn nanos(spent: Duration) -> Nanos {
    Nanos(spent.as_nanos() as u64)
}

impl From<More> for crate::engine::More {
    fn from(more: More) -> crate::engine::More {
        match more {
            More::Now => crate::engine::More::Now,
            More::Later => crate::engine::More::Later,
            More::Never => crate::engine::More::Never,
        }
    }
}

/// The exits that a junction reads.
struct Exits<'a, G: Graph> {
    core: &'a Core<G>,
    domain: DomainId,
}

impl<G: Graph> Exits<'_, G> {
    fn output(&self, member: usize) -> OutputId {
        self.core.layout.plan.domains[self.domain.index()].feeds[member]
    }
}

impl<G: Graph> Link for Exits<'_, G> {
    fn next(&mut self, member: usize) -> Feed {
        let output = self.output(member);
        let desk = self.core.desk();
        match desk.engine.next_for(output) {
            Some(next) => Feed::Piece(next),
            None if desk.exits[output.index()].ended => Feed::Ended,
            None => Feed::Waiting,
        }
    }

    fn taken(&mut self, member: usize, next: Next, passed: Passed) {
        let output = self.output(member);
        let mut errands = Errands::default();
        {
            let mut desk = self.core.desk();
            // A cancel may have overtaken it, and has counted it.
            if desk.engine.next_for(output).is_some() {
                desk.books.passed(output, next, passed, 0);
                self.core.handle(&mut desk, Input::Taken { output, ticket: next.ticket }, &mut errands);
            }
        }
        self.core.run_errands(errands);
    }

    fn close(&mut self, member: usize) {
        self.core.tell(Input::OutputDropped { output: self.output(member) });
    }
}

impl<G: Graph> thread::Job for Core<G> {
    fn turn(&self, imap: u32, worker: u32, go_on: &mut dyn FnMut(Duration) -> bool) -> Turn {
        let imap = ImapId(imap);
        let (actor, role) = (self.layout.worker(imap, worker), Role::Mover { imap });
        let mut errands = Errands::default();
        self.handle(&mut self.desk(), Input::Ask { actor, role, most: u32::MAX }, &mut errands);
        let mut job = errands.job.take();
        self.run_errands(errands);
        if job.is_none() {
            // The worker may sleep next, and what it printed should not wait for its next item.
            io::flush_before_wait();
            return if self.desk().over { Turn::Over } else { Turn::Idle };
        }
        while let Some(next) = job {
            job = self.run(actor, next, |spent| go_on(spent).then_some(role));
        }
        Turn::Did
    }
}

/// What a handle can do to a run, whatever its graph.
pub(crate) trait Control: Send + Sync {
    fn stop(&self);
    fn cancel(&self);
    fn pause(&self, pause: bool);
    fn drop_output(&self, output: OutputId);
    fn stats(&self) -> Stats;
    /// How many jobs are in somebody's hands.
    fn running(&self) -> usize;
    /// How many threads feed its sources.
    fn feeding(&self) -> usize;
    /// Whoever drives throws away what comes out of these outputs.
    fn release(&self, unread: &[OutputId]);
    /// Drives the run to its end; `None` when there is nothing to do before the waker is called. One at a time drives, which is
    /// noted in `drives`; others wait.
    fn finish(&self, waker: Option<&Waker>, drives: &mut bool) -> Option<Result<Report>>;
    /// Whoever drove goes before the end.
    fn leave(&self);
    /// Whether the run is over; the waker is called when it is.
    fn is_over(&self, waker: &Waker) -> bool;
}

impl<G: Graph> Control for Core<G> {
    fn stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
        self.recall();
        let mut errands = Errands::default();
        {
            let mut desk = self.desk();
            // A lease finishes its item first, and ends the run when it is given back.
            if !desk.leased {
                self.handle(&mut desk, Input::Stop, &mut errands);
            }
        }
        self.run_errands(errands);
        G::interrupt(&self.store);
    }

    fn cancel(&self) {
        self.stopping.store(true, Ordering::Relaxed);
        self.recall();
        self.cancelled.store(true, Ordering::Relaxed);
        self.tell(Input::Cancel);
        G::interrupt(&self.store);
    }

    fn pause(&self, pause: bool) {
        if pause {
            self.recall();
        }
        self.tell(if pause { Input::Pause } else { Input::Resume });
    }

    fn drop_output(&self, output: OutputId) {
        let mut errands = Errands::default();
        let cancelled = {
            let mut desk = self.desk();
            // One that was read to its end is let go of: what sinks still do goes on.
            if !desk.exits[output.index()].ended {
                self.handle(&mut desk, Input::OutputDropped { output }, &mut errands);
            }
            desk.engine.is_cancelled()
        };
        self.cancelled.fetch_or(cancelled, Ordering::Relaxed);
        self.run_errands(errands);
    }

    fn stats(&self) -> Stats {
        self.desk().books.stats(self.begun.elapsed())
    }

    fn running(&self) -> usize {
        self.works.iter().filter(|work| work.try_lock().is_err()).count()
    }

    fn feeding(&self) -> usize {
        self.feeding.load(Ordering::Relaxed)
    }

    fn release(&self, unread: &[OutputId]) {
        let mut errands = Errands::default();
        {
            let mut desk = self.desk();
            desk.unread.extend_from_slice(unread);
            for &output in unread {
                desk.exits[output.index()].wanted = true;
                self.handle(&mut desk, Input::Want { output }, &mut errands);
            }
        }
        self.run_errands(errands);
    }

    fn leave(&self) {
        let mut errands = Errands::default();
        {
            let mut desk = self.desk();
            desk.driven = false;
            self.handle(&mut desk, Input::Lost { actor: self.layout.finisher() }, &mut errands);
            errands.wakers.append(&mut desk.finishers);
            errands.bell |= desk.sleepers > 0;
        }
        self.run_errands(errands);
    }

    fn is_over(&self, waker: &Waker) -> bool {
        let mut desk = self.desk();
        if !desk.over {
            desk.finishers.push(waker.clone());
        }
        desk.over
    }

    fn finish(&self, waker: Option<&Waker>, drives: &mut bool) -> Option<Result<Report>> {
        self.begin();
        let actor = self.layout.finisher();
        let may_help = if waker.is_some() { ImapSet::NONE } else { ImapSet::ALL };
        let role = Role::Reader { output: None, may_help };
        let mut turns = 0;
        loop {
            let mut errands = Errands::default();
            let mut desk = self.desk();
            if desk.over {
                drop(desk);
                return Some(self.finished());
            }
            if desk.driven && !*drives {
                match waker {
                    Some(waker) => desk.finishers.push(waker.clone()),
                    None => {
                        self.sleep(desk, errands);
                        continue;
                    }
                }
                return None;
            }
            (desk.driven, *drives) = (true, true);
            let waiting = desk.unread.iter().find_map(|output| Some((*output, desk.engine.next_for(*output)?)));
            if let Some((output, piece)) = waiting {
                self.discard(&mut desk, output, piece, &mut errands);
                self.handle(&mut desk, Input::Taken { output, ticket: piece.ticket }, &mut errands);
                drop(desk);
                self.run_errands(errands);
                continue;
            }
            self.handle(&mut desk, Input::Ask { actor, role, most: u32::MAX }, &mut errands);
            match (errands.job.take(), waker) {
                (Some(job), _) => {
                    drop(desk);
                    self.run_errands(errands);
                    self.run(actor, job, |_| None);
                    turns += 1;
                    if let Some(waker) = waker
                        && turns >= TURNS_MAX
                    {
                        waker.wake_by_ref();
                        return None;
                    }
                }
                (None, Some(waker)) => {
                    desk.finishers.push(waker.clone());
                    // A piece of what is thrown away wakes whoever drives, as it would wake a reader.
                    for output in desk.unread.clone() {
                        desk.exits[output.index()].waker = Some(waker.clone());
                    }
                    drop(desk);
                    self.run_errands(errands);
                    io::flush_before_wait();
                    return None;
                }
                (None, None) => self.sleep(desk, errands),
            }
        }
    }
}

#[cfg(feature = "io")]
impl<G: Graph> io::Interruptible for Core<G> {
    fn stop(&self) {
        Control::stop(self);
    }

    fn cancel(&self) {
        Control::cancel(self);
    }
}

/// Adds what a worker counted.
pub(crate) fn add(into: &mut [Tally], from: &mut [Tally]) {
    for (into, from) in into.iter_mut().zip(from) {
        into.calls += from.calls;
        into.failed += from.failed;
        into.skipped += from.skipped;
        *from = Tally::default();
    }
}

#[cfg(test)]
mod tests;
