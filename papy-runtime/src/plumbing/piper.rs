//! What `#[piper]` implements and `pipeline!` uses: the contract between a function and a graph.
//!
//! Nothing here knows where a piper runs.

use std::cell::RefCell;
use std::ops::Deref;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use super::fork::{Apart, OffImap};
use crate::error::{BoxError, Cause};

/// What one call makes of one item.
///
/// After inlining, an infallible map is known to be always `Val`, so this costs nothing there.
#[derive(Debug)]
pub enum Step<T> {
    /// The item that goes on.
    Val(T),
    /// Dropped by a filter.
    Gone,
    /// Failed; the runtime adds where and which item.
    Fail(Box<Cause>),
}

impl<T> Step<T> {
    /// Changes the item.
    #[inline(always)]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Step<U> {
        match self {
            Step::Val(value) => Step::Val(change(value)),
            Step::Gone => Step::Gone,
            Step::Fail(cause) => Step::Fail(cause),
        }
    }
}

/// What a piper is, as far as its signature tells. The graph's checks and cuts are computed from these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// The form of the piper.
    pub kind: Kind,
    /// How many inbox arguments it takes.
    pub arity: u8,
    /// Whether it can fail by returning an error.
    pub fallible: bool,
    /// Whether it has `#[local]` values.
    pub local: bool,
    /// Whether it changes some of them.
    pub exclusive: bool,
    /// Whether it takes `#[context]`.
    pub context: bool,
    /// Whether it is an `async fn`: its calls are futures, many of them at once in a worker.
    pub awaits: bool,
}

/// The forms of `#[piper]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One item out for each item in.
    Map,
    /// Keeps or drops.
    Filter,
    /// None or one.
    FilterMap,
    /// None to many.
    FlatMap,
    /// What it gives for an item depends on the ones before.
    Scan,
    /// The same, none or one.
    ScanSome,
    /// The same, none to many.
    ScanMany,
    /// One item of all.
    Fold(Way),
    /// The same, made of items alone: of none nothing.
    Reduce,
}

/// How a `fold` may be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// One accumulator, one item after the other.
    Sequence,
    /// One for each chunk, merged in order.
    Merged,
    /// Merged in any order.
    Commutative,
}

impl Facts {
    /// Whether items can be dropped.
    pub const fn drops(self) -> bool {
        matches!(self.kind, Kind::Filter | Kind::FilterMap | Kind::ScanSome | Kind::Reduce)
    }

    /// Whether one item can become many.
    pub const fn multiplies(self) -> bool {
        matches!(self.kind, Kind::FlatMap | Kind::ScanMany)
    }

    /// Whether it makes one item of all.
    pub const fn folds(self) -> bool {
        matches!(self.kind, Kind::Fold(_) | Kind::Reduce)
    }

    /// Whether it is driven on its own and leads a part: one item can become many, or many one.
    pub const fn cuts(self) -> bool {
        self.multiplies() || self.folds()
    }

    /// Whether it is a `scan`.
    pub const fn scans(self) -> bool {
        matches!(self.kind, Kind::Scan | Kind::ScanSome | Kind::ScanMany)
    }

    /// Whether it takes its items one after the other, in order, with a state that never leaves this process.
    pub const fn serial(self) -> bool {
        self.scans() || matches!(self.kind, Kind::Fold(Way::Sequence))
    }

    /// Whether every call gives one value unless it panics.
    pub const fn dense(self) -> bool {
        matches!(self.kind, Kind::Map) && !self.fallible && !self.local && !self.context && !self.awaits
    }
}

/// A node of a graph: the struct that `#[piper]` puts beside a function. Its fields are the parameters.
pub trait Node: Sized + 'static {
    /// The function's name.
    const NAME: &'static str;
    /// True. An error where the parameters cannot go to where the piper runs, which is told at their words.
    const SOUND: bool = true;
    /// What the signature tells.
    const FACTS: Facts;
    /// The names of the inbox arguments.
    const INBOX: &'static [&'static str];
    /// How the runtime drives it: [`Each`], [`Serial`], or [`Many`], also for one that is async.
    type Form;
    /// How it takes its item where a stream forks: [`ByRef`] or [`ByVal`].
    type Mode;
    /// What its inbox takes as a batch: [`Arrays`](super::Arrays) and the like.
    type Batch;
    /// The `#[local]` values of one worker: `()`, or a tuple.
    type Local: 'static;
    /// How a graph keeps it.
    type Kept: Keep<Self>;
    /// Makes the `#[local]` values.
    fn local(&self) -> Result<Self::Local, BoxError>;
    /// Makes those of an async piper.
    fn locals(self: Arc<Self>) -> Task<Result<Self::Local, BoxError>> {
        Box::pin(std::future::ready(self.local()))
    }
}

/// How a graph keeps a node.
pub trait Keep<N>: Deref<Target = N> + From<N> {
    /// Where those are that read what it makes, if it is on no IMap and they are on none.
    type Behind;
    /// The node for a future that outlives the call. Only of async pipers.
    fn share(&self) -> Arc<N>;
}

/// As it is.
#[derive(Debug)]
pub struct Own<N>(N);

impl<N> Deref for Own<N> {
    type Target = N;
    #[inline(always)]
    fn deref(&self) -> &N {
        &self.0
    }
}

impl<N> From<N> for Own<N> {
    fn from(node: N) -> Own<N> {
        Own(node)
    }
}

impl<N> Keep<N> for Own<N> {
    type Behind = OffImap;
    fn share(&self) -> Arc<N> {
        unreachable!("a piper that is not async is lent to its calls")
    }
}

impl<N> Keep<N> for Arc<N> {
    type Behind = Apart;
    fn share(&self) -> Arc<N> {
        self.clone()
    }
}

/// Keeps a node. Its type is named because that of a struct expression may follow from it.
pub fn keep<N: Node>(node: N) -> N::Kept {
    node.into()
}

/// What an async piper does for one item. It stays on the thread where it began.
pub type Task<T> = Pin<Box<dyn Future<Output = T>>>;

/// The `#[local]` values of a worker, lent to the futures there.
pub type Lends<L> = Rc<RefCell<L>>;

/// An item, or a share of one, that a future has to itself.
pub trait Hold<I>: 'static {
    /// The item. Not of a share: pipers that get one only look.
    fn own(self) -> I;
    /// The item, to look at.
    fn look(&self) -> &I;
}

impl<I: 'static> Hold<I> for I {
    fn own(self) -> I {
        self
    }
    fn look(&self) -> &I {
        self
    }
}

impl<I: 'static> Hold<I> for Arc<I> {
    fn own(self) -> I {
        unreachable!("whoever gets a share only looks at it")
    }
    fn look(&self) -> &I {
        self
    }
}

/// One item in, at most one out.
#[derive(Debug)]
pub struct Each;
/// One item in, at most one out, one after the other: leads a part where it is on an IMap.
#[derive(Debug)]
pub struct Serial;
/// Leads a part, which is entered by what it gives; also of one that is async.
#[derive(Debug)]
pub struct Many;

/// Takes its item by reference: at a fork it goes first and nothing is cloned for it.
#[derive(Debug)]
pub struct ByRef;
/// Takes its item by value.
#[derive(Debug)]
pub struct ByVal;

/// What comes out of a piper. Implemented for every input, so that one wrong pipe is one error.
pub trait Yields<I> {
    /// The item that goes on.
    type Out: 'static;
}

/// The same for a piper that reads the stream `From`. Most pipers do not look at what that carries, so the compiler need not either: else it
/// would work out all that stands before a piper, again for each place where its items are named.
///
/// `SOUND` is as for [`Stream`](super::Stream): an error where some node is no piper.
pub trait Gives<From, const SOUND: bool = true> {
    /// The item that goes on.
    type Out: 'static;
}

/// A piper for this item: how its function is run. Implemented for what the piper's inbox takes.
///
pub trait Piper<I>: Node + Yields<I> {
    /// The children of one item of a `flat_map`; may be parked and taken up by another worker. Others have none.
    type Children: Iterator + Send + 'static;
    /// The accumulator of a `fold` or `reduce`. Others have none.
    type Sum: Send + 'static;

    /// Runs the function. A `flat_map` is run by [`expand`](Piper::expand) or [`gather`](Piper::gather).
    fn call(&self, local: &mut Self::Local, context: &Context, item: I) -> Step<Self::Out>;

    /// Runs the function on an item that others will use too. Only for pipers that are [`ByRef`].
    fn call_ref(&self, _local: &mut Self::Local, _context: &Context, item: &I) -> Step<Self::Out> {
        not_a_step(item)
    }

    /// Runs a `flat_map`.
    fn expand(&self, _local: &mut Self::Local, _context: &Context, item: I) -> Step<Self::Children> {
        not_a_step(item)
    }

    /// Runs a `flat_map` and its iterator; more than `limit` items are [`Cause::TooMany`], a failed child fails the item.
    fn gather(&self, _local: &mut Self::Local, _context: &Context, item: I, _limit: usize) -> Step<Vec<Self::Out>> {
        not_a_step(item)
    }

    /// [`expand`](Piper::expand), on an item that others use too. Only for pipers that are [`ByRef`].
    fn expand_ref(&self, _local: &mut Self::Local, _context: &Context, item: &I) -> Step<Self::Children> {
        not_a_step(item)
    }

    /// [`gather`](Piper::gather), the same way.
    fn gather_ref(
        &self,
        _local: &mut Self::Local,
        _context: &Context,
        item: &I,
        _limit: usize,
    ) -> Step<Vec<Self::Out>> {
        not_a_step(item)
    }

    /// Runs an async piper.
    fn task<H: Hold<I>>(self: Arc<Self>, _: Lends<Self::Local>, _: Context, item: H) -> Task<Step<Self::Out>> {
        not_a_step(item)
    }

    /// Runs an async `flat_map`.
    fn open_task<H: Hold<I>>(
        self: Arc<Self>,
        _: Lends<Self::Local>,
        _: Context,
        item: H,
    ) -> Task<Step<Self::Children>> {
        not_a_step(item)
    }

    /// Runs an async `flat_map` and its iterator, as [`gather`](Piper::gather) does.
    fn gather_task<H: Hold<I>>(
        self: Arc<Self>,
        _: Lends<Self::Local>,
        _: Context,
        item: H,
        _limit: usize,
    ) -> Task<Step<Vec<Self::Out>>> {
        not_a_step(item)
    }

    /// One child as an item.
    fn settle(child: <Self::Children as Iterator>::Item) -> Step<Self::Out> {
        not_a_step(child)
    }

    /// Folds an item into an accumulator, which is made if there is none.
    fn fold(&self, _sum: &mut Option<Self::Sum>, _local: &mut Self::Local, _context: &Context, item: I) -> Step<()> {
        not_a_step(item)
    }

    /// [`fold`](Piper::fold), on an item that others use too. Only for pipers that are [`ByRef`].
    fn fold_ref(
        &self,
        _sum: &mut Option<Self::Sum>,
        _local: &mut Self::Local,
        _context: &Context,
        item: &I,
    ) -> Step<()> {
        not_a_step(item)
    }

    /// Merges two accumulators, that of the earlier items first.
    fn merge(&self, _earlier: Self::Sum, later: Self::Sum) -> Self::Sum {
        let _: Step<()> = not_a_step(later);
        unreachable!("only what folds in parallel is merged")
    }

    /// What came of all items; of none an accumulator may be missing.
    fn total(&self, sum: Option<Self::Sum>) -> Step<Self::Out> {
        not_a_step(sum)
    }
}

/// What generated code never asks of this kind of piper.
pub fn not_a_step<I, T>(_: I) -> T {
    unreachable!("a piper is run as its kind says")
}

/// A `flat_map` whose items outlive the call, so that they can be streamed.
pub trait Streams {}

/// What a piper can ask about the call it is in, with a `#[context]` argument.
#[derive(Debug, Clone)]
pub struct Context {
    pub(crate) seq: u64,
    pub(crate) path: Vec<u32>,
    pub(crate) attempt: u32,
    pub(crate) worker: crate::error::Worker,
    pub(crate) cancelled: std::sync::Arc<std::sync::atomic::AtomicBool>,
    /// The operation that runs: after a panic, the one that panicked.
    ///
    /// Of 32 bits: storing 16 at once is an instruction that many processors decode slowly, and this stands in the inner loop of cheap work.
    pub(crate) at: u32,
    /// What the pipers of the run keep.
    pub(crate) kept: std::sync::Arc<super::kept::Kept>,
}

impl Context {
    /// A context of no run, to test a piper that takes one.
    pub fn detached() -> Context {
        Context {
            seq: 0,
            path: Vec::new(),
            attempt: 1,
            worker: crate::error::Worker::Reader,
            cancelled: Default::default(),
            at: 0,
            kept: super::kept::Kept::new(1),
        }
    }

    /// The item's place in its input: the key to use where an effect must not happen twice.
    pub fn item_id(&self) -> crate::error::Lineage {
        super::keys::lineage(self.seq, &self.path)
    }

    /// Which attempt at this item this is, from 1: more where `[retry = n]` is written and the ones before failed.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// Who runs it.
    pub fn worker(&self) -> crate::error::Worker {
        self.worker
    }

    /// Whether the run was cancelled: long calls should look now and then, and return.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(std::sync::atomic::Ordering::Relaxed)
    }
}
