//! Cheap work stays with its reader: a run that is one part begins on the thread that reads it, item by item in registers.
//!
//! The output owns the source. When work proves dear the source moves into the shared run, and its workers wake.

use std::convert::Infallible;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::column::Column;
use super::drive::Work;
use super::graph::{Graph, Intake, Passed};
use super::live::Live;
use super::run::{self, Core};
use super::source::{More, Source};
use crate::error::{BoxError, Cause, ItemError};
use crate::plumbing::{Cx, NONE, Slot, panics};

mod single;

/// A graph between one input and one output.
pub trait Solo: Graph {
    /// Whether it is on an IMap.
    const PLACED: bool;
    /// Whether the graph is one part: only types show it.
    const SOLO: bool;
    /// Whether every item gives one value, unless a piper panics.
    const DENSE: bool;
}

/// Its way from what comes in to what goes out.
///
/// Those are no associated types: then they could not be private in a pipeline that others see. Nor is what goes out a parameter of a
/// [`Lease`], which others see in the type of a run.
pub trait Through<In, Out>: Solo {
    /// The whole graph, for one item.
    fn solo(&self, work: &mut Self::Work, slot: Slot<In>) -> Slot<Out>;
    /// The same as a call: each copy of a part costs the compiler as much as the first.
    fn called(&self, work: &mut Self::Work, slot: Slot<In>) -> Slot<Out>;
    /// Where the source goes when the lease ends.
    fn intake(store: &Self::Store) -> &Intake<In>;
}

/// What a lease gives.
#[derive(Debug)]
pub enum Lead<T> {
    /// The next item.
    Item(Result<T, ItemError>),
    /// Nothing yet.
    Nothing,
    /// Nothing any more: the run goes on without the lease, or has ended.
    Over,
}

/// The part of an output that runs on its reader.
pub trait Front<T>: Send + Sized {
    /// The next item, if it comes without a look at anything: not on an IMap, and not at every item.
    fn quick(&mut self) -> Option<Result<T, ItemError>>;
    /// The next item, if one of the next `most` of the source gives one. Not for a graph on an IMap.
    fn next(&mut self, most: u32) -> Lead<T>;
    /// A chunk of items; nothing when the lease is over.
    fn fill(&mut self) -> Option<Column<T>>;
    /// Folds every item until `give` breaks, or until the lease is over.
    fn fold<B, C>(
        &mut self,
        init: B,
        give: &mut impl FnMut(B, Result<T, ItemError>) -> ControlFlow<C, B>,
    ) -> ControlFlow<C, B>;
    /// Whether the graph is on an IMap.
    fn is_placed(&self) -> bool;
    /// Gives the source to the run.
    fn give_back(self);
    /// Ends the source.
    fn abandon(self);
}

/// No lease.
#[derive(Debug)]
pub enum NoLease {}

impl<T> Front<T> for NoLease {
    fn quick(&mut self) -> Option<Result<T, ItemError>> {
        match *self {}
    }
    fn next(&mut self, _: u32) -> Lead<T> {
        match *self {}
    }
    fn fill(&mut self) -> Option<Column<T>> {
        match *self {}
    }
    fn fold<B, C>(
        &mut self,
        _: B,
        _: &mut impl FnMut(B, Result<T, ItemError>) -> ControlFlow<C, B>,
    ) -> ControlFlow<C, B> {
        match *self {}
    }
    fn is_placed(&self) -> bool {
        match *self {}
    }
    fn give_back(self) {
        match self {}
    }
    fn abandon(self) {
        match self {}
    }
}

/// Work this dear, in nanoseconds an item, is worth waking workers for.
const DEAR_EACH: u64 = 250;
/// Work this dear is not run again to be sure of it. A thread that did not run for some milliseconds makes many cheap items look dear, but
/// not as dear as this.
const DEAR_SURELY: u64 = 100_000;
/// So much of it must have been seen.
const DEAR_ALL: Duration = Duration::from_micros(50);
/// Items between two entries in the books, at most.
const LOOK_MAX: u32 = 65_536;
/// Items between two looks at the clock, where items are given out one by one and where they wait for the others of their chunk: so
/// many items later at most is it seen that they have become dear.
const STEP_FOLD: u32 = 512;
const STEP_FILL: u32 = 128;
/// How far apart in time entries should be.
const LOOK_FOR: Duration = Duration::from_micros(50);
/// Items between two looks for a stop that another thread called, at most: it is seen so many cheap items later. Looking at each would
/// double what a cheap item costs. One that this thread called is seen at once.
const BLOCK: u32 = 32;
/// Items of a chunk that is made on the reader's thread: what it reads next is still in its first cache.
const CHUNK_MAX: u32 = 1024;
/// And so much room for them.
const CHUNK_BYTES: u32 = 64 << 10;

/// A run on its reader.
pub struct Lease<G: Graph, S> {
    core: Arc<Core>,
    live: Arc<Live<G>>,
    source: Option<S>,
    work: Box<G::Work>,
    /// Number of the next item.
    seq: u64,
    /// Up to where the books know.
    told: u64,
    /// Items since then that the source failed on: no piper was called for them.
    strange: u64,
    passed: Passed,
    /// Items until the next look at the clock, as of the last look and now.
    lot: u32,
    left: u32,
    /// Items between looks.
    look: u32,
    /// When a reader of single items last looked.
    looked: Instant,
    /// Of the items that were begun since `seq` was set, those that were dropped; and whose code runs.
    gone: u64,
    inside: Inside,
    /// What was timed since work last proved cheap.
    spent: Duration,
    timed: u64,
    /// The last that was timed looked dear; and it is.
    suspect: bool,
    dear: bool,
}

/// Whose code runs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Source,
    Part,
    Reader,
}

/// What must outlive a panic in the middle of a stretch of items. It lives in registers, and is written down when it is dropped.
struct Going<'a, B> {
    inside: Inside,
    /// Items begun; failures and drops among them.
    begun: u64,
    errors: u64,
    gone: u64,
    sum: Option<B>,
    kept: &'a mut Kept<B>,
}

struct Kept<B> {
    inside: Inside,
    begun: u64,
    errors: u64,
    gone: u64,
    sum: Option<B>,
}

impl<B> Drop for Going<'_, B> {
    #[inline(always)]
    fn drop(&mut self) {
        let Going { inside, begun, errors, gone, .. } = *self;
        *self.kept = Kept { inside, begun, errors, gone, sum: self.sum.take() };
    }
}

impl<G: Solo, S: Source> Lease<G, S> {
    pub(crate) fn new(core: Arc<Core>, live: Arc<Live<G>>, source: S) -> Lease<G, S> {
        let mut work = Box::new(G::work(core.lease_cx()));
        work.cx().begin(0, 0);
        core.begin_lease();
        panics::prepare();
        Lease {
            core,
            live,
            source: Some(source),
            work,
            seq: 0,
            told: 0,
            strange: 0,
            passed: Passed::default(),
            lot: 0,
            left: 0,
            look: 1,
            looked: Instant::now(),
            gone: 0,
            inside: Inside::Source,
            spent: Duration::ZERO,
            timed: 0,
            suspect: false,
            dear: false,
        }
    }

    /// Whether the work is worth the workers' while.
    fn is_dear(&self) -> bool {
        G::PLACED && self.dear
    }

    /// Looks at what so many items cost. Each sample is judged for itself: what was cheap for hours may become dear.
    fn note(&mut self, spent: Duration, items: u64) {
        self.spent += spent;
        self.timed += items;
        if self.spent > DEAR_ALL {
            let each = self.spent.as_nanos() as u64 / self.timed.max(1);
            let dear = each > DEAR_EACH;
            self.dear = dear && (self.suspect || each > DEAR_SURELY);
            self.suspect = dear;
            (self.spent, self.timed) = (Duration::ZERO, 0);
        }
    }

    /// Runs about `most` items (rounded up to whole blocks), or until `give` breaks.
    #[inline(always)]
    fn stretch<B, C, Out>(
        &mut self,
        most: u32,
        sum: B,
        give: &mut impl FnMut(B, Result<Out, ItemError>) -> ControlFlow<C, B>,
    ) -> (More, ControlFlow<C, B>)
    where
        G: Through<S::Item, Out>,
    {
        let Some(source) = &mut self.source else { return (More::Never, ControlFlow::Continue(sum)) };
        let (core, work, first, strange) = (&*self.core, &mut *self.work, self.seq, &mut self.strange);
        let graph = &self.live.graph;
        let mut kept = Kept { inside: Inside::Source, begun: 0, errors: 0, gone: 0, sum: None };
        let mut broke = None;
        let caught = panics::catch(|| {
            let mut going =
                Going { inside: Inside::Source, begun: 0, errors: 0, gone: 0, sum: Some(sum), kept: &mut kept };
            let (block, recalls) = (most.min(BLOCK), run::recalls());
            let mut blocks = most.div_ceil(block);
            let mut look = || {
                if blocks == 0 || core.is_recalled() {
                    return ControlFlow::Break(());
                }
                blocks -= 1;
                ControlFlow::Continue(())
            };
            source.each(block as usize, &mut look, &mut |item| {
                going.inside = Inside::Part;
                if !G::DENSE {
                    work.cx().number(first + going.begun);
                }
                going.begun += 1;
                let slot = match item {
                    Ok(value) => Slot::Val(value),
                    Err(error) => {
                        *strange += 1;
                        Slot::Fail(failed_source(work.cx(), first + going.begun - 1, error))
                    }
                };
                let slot = graph.solo(work, slot);
                going.inside = Inside::Reader;
                let sum = going.sum.take().expect("put back after each item");
                let mut rare = true;
                let flow = match slot {
                    Slot::Val(value) => {
                        rare = false;
                        give(sum, Ok(value))
                    }
                    Slot::Fail(error) => {
                        going.errors += 1;
                        give(sum, Err(error))
                    }
                    Slot::Gone => {
                        going.gone += 1;
                        ControlFlow::Continue(sum)
                    }
                };
                going.inside = Inside::Source;
                match flow {
                    ControlFlow::Continue(sum) => going.sum = Some(sum),
                    ControlFlow::Break(why) => {
                        broke = Some(why);
                        return ControlFlow::Break(());
                    }
                }
                let stop = run::recalls() != recalls || rare && work.cx().must_stop();
                if stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            })
        });
        let Kept { inside, begun, errors, gone, sum } = kept;
        self.seq += begun;
        let panicked = caught.is_err();
        self.count(begun, errors, gone + u64::from(panicked && inside == Inside::Part));
        let more = match caught {
            Ok(more) => more,
            Err(panic) if inside == Inside::Reader => panic.resume(),
            Err(panic) => {
                let sum = sum.expect("only the reader's own panic takes it");
                return self.lost(inside, panic.into_cause(), sum, give);
            }
        };
        match (broke, sum) {
            (Some(why), _) => (more, ControlFlow::Break(why)),
            (None, sum) => (more, ControlFlow::Continue(sum.expect("put back after each item"))),
        }
    }

    /// Stretches of `step` items until the books are told. Sets how many there will be the next time.
    #[inline(always)]
    fn timed<B, C, Out>(
        &mut self,
        most: u32,
        step: u32,
        mut sum: B,
        give: &mut impl FnMut(B, Result<Out, ItemError>) -> ControlFlow<C, B>,
    ) -> (More, ControlFlow<C, B>)
    where
        G: Through<S::Item, Out>,
    {
        let (begun, before) = (Instant::now(), self.seq);
        let mut left = self.look.min(most);
        let (mut spent, mut flow);
        let more = loop {
            let now = left.min(step);
            let (more, went) = self.stretch(now, sum, give);
            (left, spent, flow) = (left - now, begun.elapsed(), went);
            let goes_on = more == More::Now && left > 0 && spent < 2 * LOOK_FOR && !self.is_over();
            match flow {
                ControlFlow::Continue(so_far) if goes_on => sum = so_far,
                _ => break more,
            }
        };
        self.note(spent, self.seq - before);
        self.look = if spent > LOOK_FOR { (self.look / 2).max(1) } else { (self.look * 2).min(LOOK_MAX) };
        if more == More::Never {
            self.end();
        }
        self.tell();
        (more, flow)
    }

    /// Counts what a stretch did.
    #[inline(always)]
    fn count(&mut self, begun: u64, errors: u64, gone: u64) {
        self.passed.ok += begun - errors - gone;
        self.passed.ok_roots += begun - errors - gone;
        self.passed.error_roots += errors;
    }

    /// A panic in a piper is an error in its item's place; one in the source is the last item.
    #[cold]
    fn lost<B, C, Out>(
        &mut self,
        inside: Inside,
        cause: Cause,
        sum: B,
        give: &mut impl FnMut(B, Result<Out, ItemError>) -> ControlFlow<C, B>,
    ) -> (More, ControlFlow<C, B>)
    where
        G: Through<S::Item, Out>,
    {
        let slot = if inside == Inside::Part {
            let cx = self.work.cx();
            cx.number(self.seq - 1);
            cx.panicked(cause)
        } else {
            self.work.cx().number(self.seq);
            (self.seq, self.strange) = (self.seq + 1, self.strange + 1);
            // Sinks are told too.
            Slot::Fail(self.work.cx().error_of_source(cause))
        };
        let slot = self.live.graph.called(&mut self.work, slot);
        let flow = match slot {
            Slot::Fail(error) => {
                self.passed.error_roots += 1;
                give(sum, Err(error))
            }
            _ => ControlFlow::Continue(sum),
        };
        (if inside == Inside::Part { More::Now } else { More::Never }, flow)
    }

    /// Ends the source: the run has no other.
    fn end(&mut self) {
        let source = self.source.take();
        panics::contain(move || drop(source));
    }

    fn tell(&mut self) {
        let took = self.seq - self.told;
        self.told = self.seq;
        let mut passed = std::mem::take(&mut self.passed);
        passed.roots = took as i64;
        if G::DENSE {
            let calls = took - std::mem::take(&mut self.strange);
            let part = G::INFO.runs.iter().find(|part| **part != NONE).expect("a graph has a part");
            self.work.cx().called(*part, calls);
        }
        self.core.leased(took, passed, self.seq, self.work.cx());
    }

    /// Whether nothing comes behind what was given out.
    fn is_at_end(&mut self) -> bool {
        self.source.is_none() || self.work.cx().must_stop()
    }

    fn is_over(&mut self) -> bool {
        self.is_at_end() || self.core.is_recalled()
    }
}

impl<G: Through<S::Item, Out>, S: Source, Out> Front<Out> for Lease<G, S>
where
    S::Item: 'static,
{
    #[inline(always)]
    fn quick(&mut self) -> Option<Result<Out, ItemError>> {
        self.single()
    }

    fn next(&mut self, most: u32) -> Lead<Out> {
        debug_assert!(!G::PLACED, "a reader does not run the pipers of a pool one by one");
        self.settle(0);
        for _ in 0..most {
            if self.is_over() {
                return Lead::Over;
            }
            if self.left == 0 {
                self.look();
            }
            let (more, flow) = self.stretch(1, (), &mut |(), item| ControlFlow::Break(item));
            if more == More::Never {
                self.end();
            }
            if self.is_at_end() {
                (self.lot, self.left) = (0, 0);
            }
            match flow {
                ControlFlow::Break(item) => return Lead::Item(item),
                ControlFlow::Continue(()) if more != More::Now => return Lead::Over,
                ControlFlow::Continue(()) => {}
            }
        }
        Lead::Nothing
    }

    #[inline(always)]
    fn fold<B, C>(
        &mut self,
        init: B,
        give: &mut impl FnMut(B, Result<Out, ItemError>) -> ControlFlow<C, B>,
    ) -> ControlFlow<C, B> {
        let mut sum = init;
        self.settle(0);
        while !self.is_over() {
            // Without workers to wake nobody has to know that work has become dear.
            let step = if G::PLACED { STEP_FOLD } else { LOOK_MAX };
            let (more, flow) = self.timed(LOOK_MAX, step, sum, give);
            sum = flow?;
            if more == More::Later || self.is_dear() {
                break;
            }
        }
        ControlFlow::Continue(sum)
    }

    fn fill(&mut self) -> Option<Column<Out>> {
        self.settle(0);
        let mut column = Column::new(0);
        while column.is_empty() && !self.is_over() && !self.is_dear() {
            let most =
                self.look.min(CHUNK_MAX).min(CHUNK_BYTES / size_of::<Out>().clamp(1, CHUNK_BYTES as usize) as u32);
            column.reserve(most as usize);
            let (more, flow) = self.timed(most, STEP_FILL, (), &mut |(), item| {
                column.push_source(item);
                ControlFlow::<Infallible>::Continue(())
            });
            let ControlFlow::Continue(()) = flow;
            if more == More::Later {
                break;
            }
        }
        (!column.is_empty()).then_some(column)
    }

    fn is_placed(&self) -> bool {
        G::PLACED
    }

    fn give_back(mut self) {
        let over = self.is_at_end();
        self.settle(0);
        self.tell();
        let stop = self.core.end_lease() || over;
        let intake = G::intake(&self.live.store);
        match self.source.take() {
            Some(mut source) if stop => {
                intake.end();
                panics::contain(|| source.interrupt());
                panics::contain(move || drop(source));
            }
            Some(source) => intake.set(Box::new(source)),
            None => intake.end(),
        }
        self.core.source_ready(0);
    }

    fn abandon(mut self) {
        if let Some(source) = &mut self.source {
            panics::contain(|| source.interrupt());
        }
        self.end();
        self.give_back();
    }
}

#[cold]
fn failed_source(cx: &mut Cx, seq: u64, error: BoxError) -> ItemError {
    cx.number(seq);
    cx.source_error(error)
}
