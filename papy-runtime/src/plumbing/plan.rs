//! The constant plan of a graph: which operations run together.
//!
//! `pipeline!` writes the table of operations; types fill in the facts; everything here is `const`, so that generated code can
//! ask under `if const` and the compiler drops what a part does not run.

use super::balance::Beat;
use super::cx::RANGE;
use super::fork::{Here, Lending, OffImap};
use super::piper::{Facts, Kind, Node};

/// No operation, IMap or option.
pub const NONE: u16 = u16::MAX;

/// The part runs the node on its item.
pub const STEPS: u8 = 1;
/// The part is entered by what the node gave.
pub const ENTERS: u8 = 2;
/// The part hands the item to the node, which leads another part.
pub const HANDS: u8 = 3;

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
    const INPUT: Depth = Depth { own: 0, outer: 1 };

    /// As many indices, where those that come in have `outer`.
    pub(crate) fn within(self, outer: usize) -> usize {
        usize::from(self.own) + usize::from(self.outer) * outer
    }

    const fn and(self, own: u16) -> Depth {
        Depth { own: self.own + own, ..self }
    }

    const fn plus(self, other: Depth) -> Depth {
        Depth { own: self.own + other.own, outer: self.outer + other.outer }
    }

    const fn less(self, other: Depth) -> Depth {
        Depth { own: self.own - other.own, outer: self.outer - other.outer }
    }

    /// Of keys that have a range behind them, whose first item has keys of `first`.
    const fn ranged(self, first: Depth) -> Depth {
        self.plus(first).and(RANGE)
    }

    /// Of keys that a pipeline makes of these.
    const fn through(self, inner: Depth) -> Depth {
        Depth { own: inner.own + inner.outer * self.own, outer: inner.outer * self.outer }
    }

    const fn max(self, other: Depth) -> Depth {
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
    const fn is_alone(&self) -> bool {
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

/// What keeps a state from item to item is not attempted again, though it be asked of all stages.
const fn alone_or_attempted<const N: usize>(mut ops: [Op; N]) -> [Op; N] {
    let mut op = 0;
    while op < N {
        let facts = ops[op].facts;
        if ops[op].unit == op as u16 && (facts.scans() || facts.folds()) {
            ops[op].unit = NONE;
        }
        op += 1;
    }
    ops
}

/// Which operations run together.
#[derive(Debug, Clone, Copy)]
pub struct Plan<const N: usize> {
    ops: [Op; N],
    run: [u16; N],
    uses: [u16; N],
    depth: [Depth; N],
    beats: [Beat; N],
}

impl<const N: usize> Plan<N> {
    /// Cuts a graph into parts. `ops` is in topological order.
    pub const fn new(ops: [Op; N]) -> Plan<N> {
        assert!(N < NONE as usize, "a pipeline has too many operations");
        let ops = alone_or_attempted(ops);
        let mut plan = Plan { ops, run: [NONE; N], uses: [0; N], depth: [Depth::INPUT; N], beats: [Beat::ONE; N] };
        let mut op = 0;
        while op < N {
            let reads = ops[op].reads;
            let mut member = 0;
            while member < reads.len() {
                plan.uses[reads[member] as usize] += 1;
                member += 1;
            }
            plan.beats[op] = plan.beat_of(op);
            if matches!(ops[op].what, What::Pack) || plan.regroups_any(op as u16) {
                // What one ticket leaves goes on in the next.
                plan.ops[op].inline = true;
                plan.ops[op].imap = NONE;
            }
            plan.run[op] = plan.part_of(op);
            plan.depth[op] = plan.depth_of(op);
            op += 1;
        }
        plan
    }

    const fn part_of(&self, op: usize) -> u16 {
        let Op { what, reads, imap, twin, split, .. } = self.ops[op];
        match what {
            What::Input => NONE,
            What::Output => self.run[reads[0] as usize],
            What::Merge | What::Junction | What::Pack | What::Unroll | What::Stage => op as u16,
            What::Zip => {
                let part = self.run[reads[0] as usize];
                let mut member = 1;
                while member < reads.len() {
                    if self.run[reads[member] as usize] != part {
                        return op as u16;
                    }
                    member += 1;
                }
                part
            }
            // All of a unit runs where its first piper does.
            What::Node if self.within(op as u16) => self.run[reads[0] as usize],
            What::Pass | What::Node => {
                if split || self.cuts(op as u16) || self.ops[op].is_alone() {
                    return op as u16;
                }
                let above = self.run[reads[0] as usize];
                if above != NONE && self.imap_of(above) == imap && !self.is_alone(above) {
                    return above;
                }
                let mut other = twin;
                while other != NONE {
                    let led = self.run[other as usize];
                    let leader = self.ops[led as usize];
                    let joins = !leader.split && !leader.is_alone() && !self.cuts(led);
                    if led != above && joins && leader.reads[0] == reads[0] {
                        return led;
                    }
                    other = self.ops[other as usize].twin;
                }
                op as u16
            }
        }
    }

    const fn depth_of(&self, op: usize) -> Depth {
        let Op { what, reads, fork, pair, facts, inner, .. } = self.ops[op];
        let read = if !reads.is_empty() { self.depth[reads[0] as usize] } else { Depth::INPUT };
        match what {
            What::Input | What::Junction => Depth::INPUT,
            What::Pass | What::Output => read,
            What::Node if facts.folds() => read.and(RANGE),
            What::Node => read.and(facts.multiplies() as u16),
            What::Unroll => read.and(1),
            What::Pack => read.ranged(read),
            What::Stage => read.through(inner.depth),
            What::Zip if matches!(pair, Pair::Each) => {
                let fork = self.depth[fork as usize];
                let (mut depth, mut member) = (fork, 0);
                while member < reads.len() {
                    depth = depth.plus(self.depth[reads[member] as usize].less(fork));
                    member += 1;
                }
                depth
            }
            What::Zip => {
                let (Beat { items, every }, fork) = (self.beats[op], self.depth[fork as usize]);
                let depth = fork.and((items > 1) as u16);
                if every > 1 { depth.ranged(fork) } else { depth }
            }
            What::Merge => self.deepest(reads).and(1),
        }
    }

    const fn deepest(&self, reads: &[u16]) -> Depth {
        let (mut deepest, mut member) = (Depth { own: 0, outer: 0 }, 0);
        while member < reads.len() {
            deepest = deepest.max(self.depth[reads[member] as usize]);
            member += 1;
        }
        deepest
    }

    /// Whether pipers behind the leader of a part have one of their own: behind a pack, which runs on one ticket at a time where they run
    /// on many; and behind an inline async piper, of which many tickets are away at once where they run on one after the other.
    const fn is_alone(&self, part: u16) -> bool {
        let inline = self.ops[part as usize].imap == NONE;
        matches!(self.ops[part as usize].what, What::Pack) || self.awaits(part) && inline
    }

    /// Whether an operation is an async piper.
    pub const fn awaits(&self, op: u16) -> bool {
        matches!(self.ops[op as usize].what, What::Node) && self.ops[op as usize].facts.awaits
    }

    /// The part in which an operation runs, [`NONE`] for an input.
    pub const fn run(&self, op: u16) -> u16 {
        self.run[op as usize]
    }

    /// Whether an operation runs in this part.
    pub const fn runs(&self, op: u16, part: u16) -> bool {
        self.run[op as usize] == part
    }

    /// Whether an operation leads a part.
    pub const fn leads(&self, op: u16) -> bool {
        self.run[op as usize] == op
    }

    /// Whether an operation is the first of a unit: an item is attempted there as a whole.
    pub const fn attempts(&self, op: u16) -> bool {
        self.ops[op as usize].unit != NONE && !self.within(op)
    }

    /// Whether an operation is of a unit that begins before it.
    const fn within(&self, op: u16) -> bool {
        let Op { unit, reads, .. } = self.ops[op as usize];
        unit != NONE && self.ops[reads[0] as usize].unit == unit
    }

    /// Whether one item becomes many in a piper.
    pub const fn multiplies(&self, op: u16) -> bool {
        self.ops[op as usize].facts.multiplies()
    }

    /// Whether an operation is driven by its form instead of being one step of an item.
    pub const fn cuts(&self, op: u16) -> bool {
        match self.ops[op as usize].what {
            What::Node => self.ops[op as usize].facts.cuts() || self.ops[op as usize].facts.awaits || self.attempts(op),
            What::Zip | What::Merge | What::Junction | What::Pack | What::Unroll | What::Stage => true,
            _ => false,
        }
    }

    /// The stream whose values enter a part.
    pub const fn entry(&self, part: u16) -> u16 {
        if !self.cuts(part) {
            return self.ops[part as usize].reads[0];
        }
        if self.attempts(part) { self.ops[part as usize].unit } else { part }
    }

    /// Whether the value of a stream is at hand in this part, made or entered.
    pub const fn holds(&self, op: u16, part: u16) -> bool {
        self.runs(op, part) || self.entry(part) == op
    }

    /// How many places the edges into a leader need.
    pub const fn window(&self, leader: u16, window: usize) -> usize {
        if self.leads(leader) { window } else { 0 }
    }

    /// For each operation, the part in which it runs.
    pub const fn parts(&self) -> &[u16; N] {
        &self.run
    }

    /// Whether a step of an operation happens in this part: it runs there and is not what the part is entered by.
    pub const fn steps(&self, op: u16, part: u16) -> bool {
        let unit = self.ops[op as usize].unit;
        self.runs(op, part) && self.entry(part) != op && (unit == NONE || unit == op)
    }

    /// Whether a part runs a piper that only looks, where its item is: before the others that read the stream.
    pub const fn looks(&self, op: u16, part: u16) -> bool {
        self.steps(op, part) && self.ops[op as usize].looks
    }

    /// Whether this part hands the stream `from` to `to`, which leads another. One that runs there without leading it reads what
    /// its leader reads.
    pub const fn hands(&self, from: u16, to: u16, part: u16) -> bool {
        self.runs(from, part) && !self.runs(to, part) && self.leads(to)
    }

    /// What this part does where the node `op` reads the stream `from`. One number, so that generated code asks once.
    pub const fn role(&self, op: u16, from: u16, part: u16) -> u8 {
        if self.steps(op, part) {
            STEPS
        } else if self.entry(part) == op {
            ENTERS
        } else if self.hands(from, op, part) {
            HANDS
        } else {
            0
        }
    }

    /// Whether a part feeds a leader.
    pub const fn feeds(&self, part: u16, leader: u16, member: usize) -> bool {
        self.leads(leader) && leader != part && self.run[self.ops[leader as usize].reads[member] as usize] == part
    }

    /// Whether a part tells a zip which keys there are.
    pub const fn feeds_keys(&self, part: u16, zip: u16) -> bool {
        self.leads(zip) && self.run[self.ops[zip as usize].fork as usize] == part
    }

    /// The IMap of a part or operation.
    pub const fn imap_of(&self, op: u16) -> u16 {
        self.ops[op as usize].imap
    }

    /// How many items the members of a zip have at once, which are then paired one after the other.
    pub const fn beat(&self, zip: u16) -> Beat {
        self.beats[zip as usize]
    }

    /// How many indices the keys of a stream have behind the offset.
    pub const fn depth(&self, op: u16) -> Depth {
        self.depth[op as usize]
    }

    /// Whether some stream forks in a part: then a panic must not take the sibling's value, and each call is guarded.
    pub const fn forks(&self, part: u16) -> bool {
        let entry = self.entry(part);
        if self.uses[entry as usize] > 1 && (entry == part || self.ops[entry as usize].what as u8 != What::Input as u8)
        {
            // The entry stream's other readers may be in other parts; guarding is then merely not needed.
            return true;
        }
        let mut op = 0;
        while op < N {
            if self.run[op] == part && self.uses[op] > 1 {
                return true;
            }
            op += 1;
        }
        false
    }

    /// Whether a part is a chain in which each item gives one value at its end, unless it panics.
    pub const fn dense(&self, part: u16) -> bool {
        if self.forks(part) || self.attempts(part) {
            return false;
        }
        let mut op = 0;
        while op < N {
            if self.run[op] == part
                && match self.ops[op].what {
                    What::Node => !self.ops[op].facts.dense(),
                    What::Pass | What::Output | What::Stage => false,
                    _ => true,
                }
            {
                return false;
            }
            op += 1;
        }
        true
    }

    /// For each operation that leads a part, whether that is [`dense`](Plan::dense).
    pub const fn denses(&self) -> [bool; N] {
        let (mut denses, mut op) = ([false; N], 0);
        while op < N {
            denses[op] = self.run[op] == op as u16 && self.dense(op as u16);
            op += 1;
        }
        denses
    }

    /// Whether the whole graph is one part.
    pub const fn is_solo(&self) -> bool {
        let (mut op, mut part) = (0, NONE);
        while op < N {
            if self.run[op] != NONE {
                if part != NONE && self.run[op] != part {
                    return false;
                }
                part = self.run[op];
            }
            op += 1;
        }
        part != NONE && !self.cuts(part)
    }

    /// Whether some node stops the run at its first failure: then outputs need to know which item is which.
    pub const fn halts(&self) -> bool {
        let mut op = 0;
        while op < N {
            // A scan that panics ends the run too.
            if matches!(self.ops[op].on_error, OnError::Stop) || self.ops[op].inner.halts || self.ops[op].facts.scans()
            {
                return true;
            }
            op += 1;
        }
        false
    }

    /// The operations.
    pub const fn ops(&self) -> &[Op; N] {
        &self.ops
    }

    /// What makes several of one item on a member of a zip, nearest to the zip; or the zip itself, where nothing does.
    pub const fn multiplier(&self, zip: u16, member: usize) -> u16 {
        let fork = self.ops[zip as usize].fork;
        let mut at = self.ops[zip as usize].reads[member];
        while at != fork {
            let op = self.ops[at as usize];
            match op.what {
                What::Node if op.facts.multiplies() => return at,
                What::Stage if op.inner.multiplies => return at,
                What::Zip if matches!(op.pair, Pair::Each) || self.beats[at as usize].items > 1 => return at,
                What::Merge | What::Unroll => return at,
                What::Zip => at = op.fork,
                _ => at = op.reads[0],
            }
        }
        zip
    }
}

#[cfg(test)]
mod tests;
