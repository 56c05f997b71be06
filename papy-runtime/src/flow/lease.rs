//! Cheap work stays with its reader: a run that is one part begins on the thread that reads it, item by item in registers.
//!
//! The output owns the source. When work proves dear the source moves into the shared run, and its workers wake.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::drive::Work;
use super::graph::{Graph, Intake, Passed};
use super::run::Core;
use super::source::{More, Source};
use crate::error::ItemError;
use crate::plumbing::{Slot, panics};

/// A graph that is one part between one input and one output.
pub trait Solo: Graph {
    /// What comes in.
    type In: Send + 'static;
    /// What goes out.
    type Out: 'static;
    /// Whether it is on an IMap.
    const PLACED: bool;
    /// Whether the graph is one part: only types show it.
    const SOLO: bool;
    /// The whole graph, for one item.
    fn solo(&self, work: &mut Self::Work, slot: Slot<Self::In>) -> Slot<Self::Out>;
    /// Where the source goes when the lease ends.
    fn intake(store: &Self::Store) -> &Intake<Self::In>;
}

/// What a lease gives.
#[derive(Debug)]
pub enum Lead<T> {
    /// The next item.
    Item(Result<T, ItemError>),
    /// Nothing any more: the run goes on without the lease, or has ended.
    Over,
}

/// The part of an output that runs on its reader.
pub trait Front<T>: Send + Sized {
    /// The next item.
    fn next(&mut self) -> Lead<T>;
    /// Every item until `give` breaks, or until the lease is over.
    fn each<B>(&mut self, give: &mut impl FnMut(Result<T, ItemError>) -> ControlFlow<B>) -> ControlFlow<B>;
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
    fn next(&mut self) -> Lead<T> {
        match *self {}
    }
    fn each<B>(&mut self, _: &mut impl FnMut(Result<T, ItemError>) -> ControlFlow<B>) -> ControlFlow<B> {
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
/// So much of it must have been seen.
const DEAR_ALL: Duration = Duration::from_micros(50);
/// Items between two looks at the clock, at most.
const LOOK_MAX: u32 = 4096;

/// A run on its reader.
pub struct Lease<G: Solo, S> {
    core: Arc<Core<G>>,
    source: Option<S>,
    work: Box<G::Work>,
    /// Number of the next item.
    seq: u64,
    /// Up to where the books know.
    told: u64,
    passed: Passed,
    /// Items until the next look at the clock, and between looks.
    left: u32,
    look: u32,
    spent: Duration,
    timed: u64,
}

/// Whose code runs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Source,
    Part,
    Reader,
}

impl<G: Solo, S: Source<Item = G::In>> Lease<G, S> {
    pub(crate) fn new(core: Arc<Core<G>>, source: S) -> Lease<G, S> {
        let mut work = core.lease_work();
        work.cx().begin(0, 0);
        Lease {
            core,
            source: Some(source),
            work,
            seq: 0,
            told: 0,
            passed: Passed::default(),
            left: 0,
            look: 1,
            spent: Duration::ZERO,
            timed: 0,
        }
    }

    /// Whether what was seen so far is worth the workers' while.
    fn is_dear(&self) -> bool {
        G::PLACED && self.spent > DEAR_ALL && self.spent.as_nanos() as u64 > DEAR_EACH * self.timed
    }

    /// Runs items until one comes out and `give` breaks, the clock is to be looked at, or the source has no more.
    #[inline(always)]
    fn run(&mut self, give: &mut impl FnMut(Result<G::Out, ItemError>) -> ControlFlow<()>) -> More {
        let Lease { core, source: Some(source), work, seq, passed, left, .. } = self else { return More::Never };
        let graph = core.graph();
        let mut inside = Inside::Source;
        let mut ok = 0u64;
        let caught = panics::catch(|| {
            source.each(&mut |item| {
                inside = Inside::Part;
                let cx = work.cx();
                cx.number(*seq);
                let slot = match item {
                    Ok(value) => Slot::Val(value),
                    Err(error) => Slot::Fail(cx.source_error(error)),
                };
                let slot = graph.solo(work, slot);
                *seq += 1;
                inside = Inside::Reader;
                let flow = match slot {
                    Slot::Val(value) => {
                        ok += 1;
                        give(Ok(value))
                    }
                    Slot::Fail(error) => {
                        passed.error_roots += 1;
                        give(Err(error))
                    }
                    Slot::Gone => ControlFlow::Continue(()),
                };
                inside = Inside::Source;
                *left -= 1;
                if *left == 0 { ControlFlow::Break(()) } else { flow }
            })
        });
        passed.ok += ok;
        passed.ok_roots += ok;
        match caught {
            Ok(more) => more,
            Err(panic) => match inside {
                Inside::Reader => panic.resume(),
                Inside::Part => {
                    let cx = work.cx();
                    cx.number(*seq);
                    let slot = cx.panicked(panic.into_cause());
                    let slot = graph.solo(work, slot);
                    *seq += 1;
                    if let Slot::Fail(error) = slot {
                        passed.error_roots += 1;
                        // Whether it breaks makes no difference: the caller looks at what it was given.
                        let _ = give(Err(error));
                    }
                    More::Now
                }
                Inside::Source => {
                    work.cx().number(*seq);
                    let error = work.cx().error(0, panic.into_cause());
                    *seq += 1;
                    passed.error_roots += 1;
                    let _ = give(Err(error));
                    More::Never
                }
            },
        }
    }

    /// Ends the source: the run has no other.
    fn end(&mut self) {
        self.source = None;
    }

    fn tell(&mut self) {
        let took = self.seq - self.told;
        self.told = self.seq;
        let mut passed = std::mem::take(&mut self.passed);
        passed.roots = took as i64;
        self.core.leased(took, passed, self.seq, self.work.cx());
    }

    /// Whether the lease is over for a reason that does not show in the source.
    fn is_over(&mut self) -> bool {
        self.source.is_none() || self.core.is_stopping() || self.work.cx().must_stop()
    }
}

impl<G: Solo, S: Source<Item = G::In>> Front<G::Out> for Lease<G, S> {
    #[inline]
    fn next(&mut self) -> Lead<G::Out> {
        loop {
            // One item in so many is timed: the clock costs more than cheap items do.
            let begun = (self.left == 0).then(Instant::now);
            if begun.is_some() {
                if self.is_over() || self.is_dear() {
                    return Lead::Over;
                }
                self.look = (self.look * 2).min(64);
                self.left = self.look;
            }
            let mut found = None;
            let more = self.run(&mut |item| {
                found = Some(item);
                ControlFlow::Break(())
            });
            if let Some(begun) = begun {
                self.spent += begun.elapsed();
                self.timed += 1;
                if self.is_dear() {
                    self.left = 0;
                }
            }
            if more == More::Never {
                self.end();
            }
            match found {
                Some(item) => return Lead::Item(item),
                None if more != More::Now || self.is_dear() => return Lead::Over,
                None => {}
            }
        }
    }

    fn each<B>(&mut self, give: &mut impl FnMut(Result<G::Out, ItemError>) -> ControlFlow<B>) -> ControlFlow<B> {
        let mut broke = None;
        while !self.is_over() {
            self.left = self.look;
            let (begun, before) = (Instant::now(), self.seq);
            let more = self.run(&mut |item| match give(item) {
                ControlFlow::Continue(()) => ControlFlow::Continue(()),
                ControlFlow::Break(why) => {
                    broke = Some(why);
                    ControlFlow::Break(())
                }
            });
            self.spent += begun.elapsed();
            self.timed += self.seq - before;
            self.look = (self.look * 2).min(LOOK_MAX);
            if let Some(why) = broke {
                return ControlFlow::Break(why);
            }
            match more {
                More::Never => self.end(),
                More::Later => break,
                More::Now if self.is_dear() => break,
                More::Now => {}
            }
        }
        ControlFlow::Continue(())
    }

    fn is_placed(&self) -> bool {
        G::PLACED
    }

    fn give_back(mut self) {
        let stop = self.is_over();
        self.tell();
        let intake = G::intake(&self.core.store);
        match self.source.take() {
            Some(mut source) if stop => {
                source.interrupt();
                intake.end();
            }
            Some(source) => intake.set(Box::new(source)),
            None => intake.end(),
        }
        self.core.source_ready(0);
    }

    fn abandon(mut self) {
        if let Some(source) = &mut self.source {
            source.interrupt();
        }
        self.end();
        self.give_back();
    }
}
