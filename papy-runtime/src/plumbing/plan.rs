//! The constant plan of a graph: which operations run together.
//!
//! `pipeline!` writes the table of operations; types fill in the facts; everything here is `const`, so that generated code can
//! ask under `if const` and the compiler drops what a part does not run.

use super::balance::Beat;
use super::cx::Site;
use super::keys::RANGE;
use super::op::{Depth, NONE, OnError, Op, Pair, What};

/// The part runs the node on its item.
pub const STEPS: u8 = 1;
/// The part is entered by what the node gave.
pub const ENTERS: u8 = 2;
/// The part hands the item to the node, which leads another part.
pub const HANDS: u8 = 3;
/// The part ran the node where the item is, of which there are other readers.
pub const LOOKS: u8 = 4;

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

    /// A node in a part.
    pub const fn site(&self, op: u16, part: u16) -> Site {
        Site { op, on_error: self.ops[op as usize].on_error, guard: self.forks(part), count: !self.dense(part) }
    }

    /// What this part does where the node `op` reads its stream. One number, so that generated code asks once.
    pub const fn role(&self, op: u16, part: u16) -> u8 {
        let from = self.ops[op as usize].reads[0];
        if self.looks(op, part) && self.uses[from as usize] > 1 {
            LOOKS
        } else if self.steps(op, part) {
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
