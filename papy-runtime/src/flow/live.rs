//! A graph and its places behind what a run needs of them. The run is compiled once, not for each pipeline: it asks once a chunk, never
//! for an item.

use std::sync::Arc;

use super::drive::{At, Ran, Work};
use super::ferry::Ferry;
use super::graph::{Ask, Discarded, Graph};
use super::source::{More, Wake};
use crate::plumbing::{Cx, Unpacked};

/// A graph that runs, with its places.
pub(crate) struct Live<G: Graph> {
    pub(crate) graph: G,
    pub(crate) store: G::Store,
}

/// The same, whatever its type: what [`Graph`] says, and its documentation.
pub(crate) trait Machine: Send + Sync {
    fn hand(self: Arc<Self>, cx: Cx) -> Box<dyn Hand>;
    fn pull(&self, domain: u16, ask: &mut Ask<'_>) -> More;
    fn discard(&self, output: u16, ticket: u64) -> Option<Discarded>;
    fn wake_by(&self, wake: &dyn Fn(u16) -> Wake);
    fn interrupt(&self);
    fn ferry(&self, part: u16, ticket: u64, ferry: &mut Ferry<'_>) -> Unpacked<()>;
}

/// Who does jobs on a graph, with what it keeps between them.
pub(crate) trait Hand: Send {
    fn cx(&mut self) -> &mut Cx;
    fn cx_of(&mut self, op: u16) -> (&mut Cx, u16);
    fn run(&mut self, part: u16, at: At) -> Ran;
}

struct Worker<G: Graph> {
    work: G::Work,
    live: Arc<Live<G>>,
}

impl<G: Graph> Machine for Live<G> {
    fn hand(self: Arc<Self>, cx: Cx) -> Box<dyn Hand> {
        Box::new(Worker { work: G::work(cx), live: self })
    }

    fn pull(&self, domain: u16, ask: &mut Ask<'_>) -> More {
        self.graph.pull(domain, ask, &self.store)
    }

    fn discard(&self, output: u16, ticket: u64) -> Option<Discarded> {
        G::discard(&self.store, output, ticket)
    }

    fn wake_by(&self, wake: &dyn Fn(u16) -> Wake) {
        G::wake_by(&self.store, wake);
    }

    fn interrupt(&self) {
        G::interrupt(&self.store);
    }

    fn ferry(&self, part: u16, ticket: u64, ferry: &mut Ferry<'_>) -> Unpacked<()> {
        G::ferry(part, ticket, &self.store, ferry)
    }
}

impl<G: Graph> Hand for Worker<G> {
    fn cx(&mut self) -> &mut Cx {
        self.work.cx()
    }

    fn cx_of(&mut self, op: u16) -> (&mut Cx, u16) {
        self.work.cx_of(op)
    }

    fn run(&mut self, part: u16, at: At) -> Ran {
        self.live.graph.run(part, at, &self.live.store, &mut self.work)
    }
}
