//! What generated code has of parts, and how one is driven that a piper leads: by what kind of piper that is.

use super::attempts::{Once, Tries};
use super::column::Laid;
use super::drive::{At, Every, Led, Ran, Work, each, led};
use super::graph::Graph;
use super::place::Ring;
use super::tasks::{Awaits, Lasts, tasks};
use crate::plumbing::{
    Cx, Depth, Each, Hold, IN_FLIGHT, Lending, Local, Many, Move, Piper, SLICE, Serial, Site, Slot, Travels,
};

/// The parts of a graph, each known by the operation that leads it.
pub trait Parts: Graph {
    /// Runs a part for one item of what it is entered by, and keeps what comes to outputs.
    fn enter<const PART: u16, X: 'static>(&self, work: &mut Self::Work, slot: Slot<X>);
    /// Lays what a part made on the edges that leave it.
    fn deposit<const PART: u16>(at: At, laid: &Laid, store: &Self::Store, work: &mut Self::Work);
    /// How many indices the keys of a stream have behind the offset.
    fn depth(op: u16) -> Depth;
    /// `[slice = n]`
    fn slice(&self, _op: u16) -> usize {
        SLICE
    }
    /// `[collect = n]`
    fn collect(&self, _op: u16) -> Option<usize> {
        None
    }
    /// `[in_flight = n]`
    fn in_flight(&self, _op: u16) -> usize {
        IN_FLIGHT
    }
    /// How many of one item a zip below holds together, by what makes them.
    fn held(&self, op: u16) -> usize {
        self.slice(op).max(self.collect(op).unwrap_or_default())
    }
    /// The end of a turn: lays what it made, if it made pieces.
    fn laid<const PART: u16>(&self, at: At, ran: Ran, store: &Self::Store, work: &mut Self::Work) -> Ran {
        if ran.laid() {
            let laid = work.cx().laid();
            Self::deposit::<PART>(at, &laid, store, work);
        }
        ran
    }
}

/// [`Parts::enter`], as drivers take it.
#[inline(always)]
pub fn entering<const PART: u16, G: Parts, X: 'static>(graph: &G) -> impl Fn(&mut G::Work, Slot<X>) {
    |work, slot| graph.enter::<PART, X>(work, slot)
}

/// How a part is driven, by the struct of the stream that its leader makes. Chosen by type: a driver that is only not called costs the
/// compiler its whole part.
pub trait Leads<const LEADS: bool, G: Graph> {
    /// Runs the part on a ticket, and lays what it made on the edges that leave it.
    fn run(graph: &G, at: At, store: &G::Store, work: &mut G::Work) -> Ran;
}

impl<Stream, G: Graph> Leads<false, G> for Stream {
    fn run(_: &G, _: At, _: &G::Store, _: &mut G::Work) -> Ran {
        unreachable!("not the leader of a part")
    }
}

/// The same of pipers, by whether they lead.
#[derive(Debug)]
pub struct If<const LEADS: bool>;

/// What a part is made of that a piper leads: the graph and where it is, the piper, how a worker has its locals.
#[derive(Debug)]
pub struct Leader<'a, N: Piper<I>, I, G: Graph, L> {
    graph: &'a G,
    at: At,
    store: &'a G::Store,
    node: &'a N::Kept,
    local: L,
    every: Every<N::Sum>,
}

/// Who may lead a part: [`If`] it does, and the form of a piper, by which the part is driven.
pub trait Drives {
    /// Runs the part on a ticket.
    fn drive<const OP: u16, N, I, How, G, L>(
        leader: Leader<'_, N, I, G, L>,
        ring: &Ring<How::As>,
        work: &mut G::Work,
    ) -> Ran
    where
        N: Piper<I> + Send + Sync,
        N::Form: Drives,
        N::Mode: Lending,
        N::Out: Send,
        How: Travels<I>,
        How::As: Send,
        I: 'static,
        G: Parts,
        L: Fn(&mut G::Work) -> (&mut Local<N>, &mut Cx);
}

/// A part that a piper leads, if it does, whose items come as they are.
#[inline]
pub fn lead<const LEADS: bool, const OP: u16, N, I, G>(
    graph: &G,
    at: At,
    (store, ring): (&G::Store, &Ring<I>),
    work: &mut G::Work,
    node: &N::Kept,
    local: impl Fn(&mut G::Work) -> (&mut Local<N>, &mut Cx),
) -> Ran
where
    If<LEADS>: Drives,
    N: Piper<I> + Send + Sync,
    N::Form: Drives,
    N::Mode: Lending,
    N::Out: Send,
    I: Send + 'static,
    G: Parts,
{
    let leader = Leader { graph, at, store, node, local, every: None };
    If::<LEADS>::drive::<OP, N, I, Move, G, _>(leader, ring, work)
}

/// The same, where they travel as `How` says, and a fold may give a running result.
#[inline]
pub fn lead_as<const LEADS: bool, const OP: u16, N, I, How, G>(
    graph: &G,
    at: At,
    (store, ring): (&G::Store, &Ring<How::As>),
    work: &mut G::Work,
    node: &N::Kept,
    local: impl Fn(&mut G::Work) -> (&mut Local<N>, &mut Cx),
    every: Every<N::Sum>,
) -> Ran
where
    If<LEADS>: Drives,
    N: Piper<I> + Send + Sync,
    N::Form: Drives,
    N::Mode: Lending,
    N::Out: Send,
    How: Travels<I>,
    How::As: Send,
    I: 'static,
    G: Parts,
{
    let leader = Leader { graph, at, store, node, local, every };
    If::<LEADS>::drive::<OP, N, I, How, G, _>(leader, ring, work)
}

macro_rules! drives {
    ($form:ty, |$leader:pat_param, $ring:ident, $work:ident| <$op:ident, $n:ident, $i:ident, $how:ident, $g:ident> $body:expr) => {
        impl Drives for $form {
            #[inline]
            fn drive<const $op: u16, $n, $i, $how, $g, L>(
                $leader: Leader<'_, $n, $i, $g, L>,
                $ring: &Ring<$how::As>,
                $work: &mut $g::Work,
            ) -> Ran
            where
                $n: Piper<$i> + Send + Sync,
                $n::Form: Drives,
                $n::Mode: Lending,
                $n::Out: Send,
                $how: Travels<$i>,
                $how::As: Send,
                $i: 'static,
                $g: Parts,
                L: Fn(&mut $g::Work) -> (&mut Local<$n>, &mut Cx),
            {
                $body
            }
        }
    };
}

drives!(If<false>, |_, _ring, _work| <OP, N, I, How, G> unreachable!("not the leader of a part"));

drives!(If<true>, |leader, ring, work| <OP, N, I, How, G> {
    let (graph, at, store) = (leader.graph, leader.at, leader.store);
    let ran = N::Form::drive::<OP, N, I, How, G, L>(leader, ring, work);
    graph.laid::<OP>(at, ran, store, work)
});

drives!(Each, |leader, ring, work| <OP, N, I, How, G> each(leader.at, ring, work, entering::<OP, _, _>(leader.graph)));

drives!(Serial, |leader, ring, work| <OP, N, I, How, G> Each::drive::<OP, N, I, How, G, L>(leader, ring, work));

drives!(Many, |Leader { graph, at, node, local, every, .. }, ring, work| <OP, N, I, How, G> {
    if const { N::FACTS.awaits } {
        return awaited::<OP, Once, N, I, How::As, G>(graph, at, ring, work, node, Tries::default());
    }
    let depth = G::depth(G::INFO.ops[usize::from(OP)].reads[0]);
    let how = Led { slice: graph.slice(OP), collect: graph.collect(OP), every, depth };
    let site = const { Site::leading(G::INFO, OP) };
    led::<N, I, How, G::Work>(at, ring, work, (node, site), local, how, entering::<OP, _, _>(graph))
});

/// A part that an async piper leads, whose items are attempted as `tries` says and kept for that as `K` does.
pub fn awaited<const OP: u16, K, N, I, H, G>(
    graph: &G,
    at: At,
    ring: &Ring<H>,
    work: &mut G::Work,
    node: &N::Kept,
    tries: Tries,
) -> Ran
where
    K: Lasts<I, H>,
    N: Piper<I> + Send + Sync,
    N::Out: Send,
    I: 'static,
    H: Hold<I> + Send,
    G: Parts,
{
    let awaits = Awaits { in_flight: graph.in_flight(OP), slice: graph.slice(OP), collect: graph.collect(OP), tries };
    let site = const { Site::leading(G::INFO, OP) };
    tasks::<K, N, I, H, G::Work>(at, ring, work, site, node, awaits, entering::<OP, _, _>(graph))
}
