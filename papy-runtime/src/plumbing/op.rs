//! One operation of a graph, as `pipeline!` writes it and types complete it: a row of the table that the plan is made of.

use super::balance::Beat;
use super::fork::{Here, Lending, OffImap};
use super::keys::RANGE;
use super::piper::{Facts, Kind, Node};

/// No operation, IMap or option.
pub const NONE: u16 = u16::MAX;

/// What an operation does, as far as tokens show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A stream given to `start`.
    Input,
    /// Passes its item on: stands behind an input that several pipes read.
    Pass,
    /// A piper.
    Node,
    /// Packs so many items into a batch, for the piper behind it.
    Pack,
    /// Unrolls what the piper before it gave.
    Unroll,
    /// Pairs streams of one fork by lineage.
    Zip,
    /// Interleaves streams of one fork by lineage.
    Merge,
    /// Pairs or interleaves streams of different inputs: the source of a domain.
    Junction,
    /// An exit to the user.
    Output,
    /// A pipeline as a stage: leads a part that begins where the pipeline's own parts end.
    Stage,
}

/// How a failed item of a node goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnError {
    /// In its item's place.
    Pass,
    /// Dropped and counted.
    Skip,
    /// It is the last item of the run.
    Stop,
}

/// How a branch of a zip counts towards its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pair {
    /// Every key has one item on every branch; `?` and `*` members have been made so.
    Strict,
    /// `[join = inner]`: keys without a partner are dropped.
    Inner,
    /// `[join = each]`: each child is paired with the other side's value.
    Each,
}

/// One operation and the stream that it makes.
#[derive(Debug, Clone, Copy)]
pub struct Op {
    /// What it does.
    pub what: What,
    /// The streams it reads, in the order written.
    pub reads: &'static [u16],
    /// Its IMap, or [`NONE`] for inline.
    pub imap: u16,
    /// Its domain.
    pub domain: u16,
    /// The nearest common fork of a zip or merge.
    pub fork: u16,
    /// An earlier operation that reads the same stream on the same IMap.
    pub twin: u16,
    /// `[fuse = off]`.
    pub split: bool,
    /// Runs in order with whoever moves the line, wherever what is around it runs. Set by the plan.
    pub inline: bool,
    /// What the piper's signature tells.
    pub facts: Facts,
    /// A piper that is one step of an item and only looks at it: served before others where a stream forks.
    pub looks: bool,
    /// What happens to failed items.
    pub on_error: OnError,
    /// How a zip pairs.
    pub pair: Pair,
    /// Each branch of a zip may lack a key, so the fork tells which there are.
    pub keys: bool,
    /// The members of a zip that are written `?` or `*`, as bits.
    pub marked: u16,
    /// Of a pack: how many it takes. Of an unroll: how many it makes, or 0 where nobody knows.
    pub rate: u32,
    /// The last piper of the stage or group of which this is one, where an item is attempted as a whole: `[retry = n]`,
    /// `[timeout = 5s]`. Else [`NONE`].
    pub unit: u16,
    /// Of a fold: it gives running results.
    pub every: bool,
    /// What a stage that is a pipeline does to keys.
    pub inner: Inner,
}

/// How many indices the keys of a stream have behind the offset. What keys are like where items come in, only the caller of a
/// pipeline knows; so it is told how often they are in these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Depth {
    /// Indices of this pipeline.
    pub own: u16,
    /// How many times all those of an item that comes in.
    pub outer: u16,
}

impl Depth {
    pub(super) const INPUT: Depth = Depth { own: 0, outer: 1 };

    /// As many indices, where those that come in have `outer`.
    pub(crate) fn within(self, outer: usize) -> usize {
        usize::from(self.own) + usize::from(self.outer) * outer
    }

    pub(super) const fn and(self, own: u16) -> Depth {
        Depth { own: self.own + own, ..self }
    }

    pub(super) const fn plus(self, other: Depth) -> Depth {
        Depth { own: self.own + other.own, outer: self.outer + other.outer }
    }

    pub(super) const fn less(self, other: Depth) -> Depth {
        Depth { own: self.own - other.own, outer: self.outer - other.outer }
    }

    /// Of keys that have a range behind them, whose first item has keys of `first`.
    pub(super) const fn ranged(self, first: Depth) -> Depth {
        self.plus(first).and(RANGE)
    }

    /// Of keys that a pipeline makes of these.
    pub(super) const fn through(self, inner: Depth) -> Depth {
        Depth { own: inner.own + inner.outer * self.own, outer: inner.outer * self.outer }
    }

    pub(super) const fn max(self, other: Depth) -> Depth {
        Depth {
            own: if self.own > other.own { self.own } else { other.own },
            outer: if self.outer > other.outer { self.outer } else { other.outer },
        }
    }
}

impl Op {
    /// Whether it takes its items one after the other, in order.
    pub const fn is_serial(&self) -> bool {
        self.facts.serial() || self.facts.folds() && self.every
    }

    /// Whether it is so on an IMap: then it begins a part, for what stands before it need not.
    pub(super) const fn is_alone(&self) -> bool {
        self.is_serial() && self.imap != NONE
    }
}

/// What a pipeline does as a stage of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inner {
    /// Items can be dropped.
    pub drops: bool,
    /// One item can become several, nobody knows how many.
    pub multiplies: bool,
    /// It packs items, and nobody knows which.
    pub strays: bool,
    /// How many items it gives at once, for how many.
    pub beat: Beat,
    /// How deep the keys are of what comes out.
    pub depth: Depth,
    /// Some failure ends the run.
    pub halts: bool,
    /// Its items go on as they finish.
    pub unordered: bool,
    /// Something in it is kept from item to item, in this process.
    pub serial: bool,
    /// IMaps of its own.
    pub imaps: u16,
}

/// Of operations that are no pipelines.
pub const NO_INNER: Inner = Inner {
    drops: false,
    multiplies: false,
    strays: false,
    beat: Beat::ONE,
    depth: Depth::INPUT,
    halts: false,
    unordered: false,
    serial: false,
    imaps: 0,
};

/// The facts of operations that are not pipers.
pub const PLAIN: Facts =
    Facts { kind: Kind::Map, arity: 1, fallible: false, local: false, exclusive: false, context: false, awaits: false };

impl Op {
    /// An operation with nothing but what all have; the rest is added.
    pub const fn new(what: What, reads: &'static [u16], domain: u16) -> Op {
        Op {
            what,
            reads,
            imap: NONE,
            domain,
            fork: NONE,
            twin: NONE,
            split: false,
            inline: false,
            facts: PLAIN,
            looks: false,
            on_error: OnError::Pass,
            pair: Pair::Strict,
            keys: false,
            marked: 0,
            rate: 0,
            every: false,
            unit: NONE,
            inner: NO_INNER,
        }
    }

    /// A piper.
    pub const fn node<N: Node<Form: Here<N::Mode, OffImap, Kind: Lending>>>(reads: &'static [u16], domain: u16) -> Op {
        // Wherever it is a step, also in a part of its own.
        let looks = <<N::Form as Here<N::Mode, OffImap>>::Kind as Lending>::LENDS;
        Op { facts: N::FACTS, looks, ..Op::new(What::Node, reads, domain) }
    }

    /// On an IMap.
    pub const fn on(self, imap: u16) -> Op {
        Op { imap, ..self }
    }

    /// A zip or merge of branches of one fork.
    pub const fn of_fork(self, fork: u16) -> Op {
        Op { fork, ..self }
    }

    /// With an earlier operation that reads the same stream on the same IMap.
    pub const fn beside(self, twin: u16) -> Op {
        Op { twin, ..self }
    }

    /// `[fuse = off]`.
    pub const fn split(self) -> Op {
        Op { split: true, ..self }
    }

    /// What happens to failed items.
    pub const fn on_error(self, on_error: OnError) -> Op {
        Op { on_error, ..self }
    }

    /// How a zip pairs.
    pub const fn paired(self, pair: Pair) -> Op {
        Op { pair, ..self }
    }

    /// A zip whose fork tells which keys there are.
    pub const fn keyed(self) -> Op {
        Op { keys: true, ..self }
    }

    /// The members that are written `?` or `*`, as bits.
    pub const fn marked(self, marked: u16) -> Op {
        Op { marked, ..self }
    }

    /// How many a pack takes, or an unroll makes.
    pub const fn at_rate(self, rate: u32) -> Op {
        Op { rate, ..self }
    }

    /// Attempted as a whole, up to this last piper of its stage or group.
    pub const fn attempted(self, unit: u16) -> Op {
        Op { unit, ..self }
    }

    /// `[every = n]`.
    pub const fn every(self) -> Op {
        Op { every: true, ..self }
    }

    /// What a stage that is a pipeline does to keys.
    pub const fn around(self, inner: Inner) -> Op {
        Op { inner, ..self }
    }
}

#[cfg(test)]
impl Op {
    /// A piper of its own part, which reads nothing.
    pub(crate) const NODE: Op = Op::new(What::Node, &[], 0);
}
