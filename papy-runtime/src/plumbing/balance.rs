//! Do the branches of a zip stay aligned from their fork? The balance equations of synchronous dataflow, solved at compile time.
//!
//! What a branch does to the items of its fork is a [`Beat`]: so many items at once, at every so-manieth item of the fork. Branches
//! pair if their beats are equal. Where rates do not follow from types there is no beat, and [`Effect`] says which operation is the reason.

use super::op::{Inner, NONE, OnError, Op, Pair, What};
use super::plan::Plan;
use super::sound::Text;

/// `items` at once, at every `every`-th item of the fork: its repetition count is `items / every`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beat {
    /// How many come at once.
    pub items: u32,
    /// How many items of the fork they are made of.
    pub every: u32,
}

impl Beat {
    /// An item for each.
    pub const ONE: Beat = Beat { items: 1, every: 1 };
    /// One item for all.
    pub const WHOLE: Beat = Beat { items: 1, every: u32::MAX };

    /// Whether what comes is made of all items: it comes when they have ended.
    pub const fn is_whole(self) -> bool {
        self.every == u32::MAX
    }

    /// The repetition count as a reduced fraction.
    pub const fn reduced(self) -> (u32, u32) {
        let by = divisor(self.items, self.every);
        (self.items / by, self.every / by)
    }

    /// The slowest of two beats of equal counts, or one that is slower than both: where both come to an end.
    const fn with(self, other: Beat) -> Beat {
        let times = other.every / divisor(self.every, other.every);
        Beat { items: self.items.saturating_mul(times), every: self.every.saturating_mul(times) }
    }

    const fn is(self, other: Beat) -> bool {
        self.items == other.items && self.every == other.every
    }

    /// The beat of `taken` items of this at a time; `None` where such batches end at uneven distances.
    const fn taken(self, taken: u32) -> Option<Beat> {
        if self.items.is_multiple_of(taken) {
            Some(Beat { items: self.items / taken, every: self.every })
        } else if taken.is_multiple_of(self.items) {
            Some(Beat { items: 1, every: self.every.saturating_mul(taken / self.items) })
        } else {
            None
        }
    }
}

const fn divisor(a: u32, b: u32) -> u32 {
    let (mut a, mut b) = (a, b);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// What can happen to a key on a branch: the operation that does it, or [`NONE`].
#[derive(Debug, Clone, Copy)]
pub struct Effect {
    /// Drops items.
    pub drops: u16,
    /// Makes several of one, nobody knows how many.
    pub multiplies: u16,
    /// Packs items of which nobody knows how many there are for each key.
    pub strays: u16,
    /// Packs items whose number its own does not divide, nor the other way round.
    pub uneven: u16,
    /// How many come at once: where `uneven`, what comes to that.
    pub beat: Beat,
}

impl Effect {
    const NOTHING: Effect = Effect { drops: NONE, multiplies: NONE, strays: NONE, uneven: NONE, beat: Beat::ONE };

    /// Whether items can be dropped.
    pub const fn drops(self) -> bool {
        self.drops != NONE
    }

    /// Whether one item can become several, nobody knows how many.
    pub const fn multiplies(self) -> bool {
        self.multiplies != NONE
    }

    /// Whether the members of a batch can be of several keys, nobody knows of which.
    pub const fn strays(self) -> bool {
        self.strays != NONE
    }

    /// Whether the batches of this operation end at uneven distances.
    pub const fn uneven_at(self, op: u16) -> bool {
        self.uneven == op
    }

    /// Whether there are several items for each key, or one for several.
    pub const fn is_fast(self) -> bool {
        self.beat.items > 1
    }

    /// Whether a batch has items of several keys. What is made of all has the one that comes behind them.
    pub const fn spans(self) -> bool {
        self.beat.every > 1 && !self.beat.is_whole() || self.strays != NONE || self.uneven != NONE
    }

    const fn pack(&mut self, op: u16, taken: u32) {
        // An expression that is zero is refused where it is written.
        let taken = if taken == 0 { 1 } else { taken };
        if self.uneven != NONE || self.strays != NONE {
            return;
        }
        if self.drops != NONE || self.multiplies != NONE {
            self.strays = op;
            return;
        }
        match self.beat.taken(taken) {
            Some(beat) => self.beat = beat,
            None => self.uneven = op,
        }
    }

    /// One of all, whatever became of the items; `gives` running results too, or nothing of none.
    const fn fold(&mut self, op: u16, every: bool, drops: bool) {
        *self = Effect { beat: Beat::WHOLE, ..Effect::NOTHING };
        if every {
            self.strays = op;
        }
        if drops {
            self.drops = op;
        }
    }

    const fn beat(&mut self, op: u16, Beat { items, every }: Beat) {
        if (Beat { items, every }).is_whole() {
            self.fold(op, false, false);
            return self.produce(items);
        }
        if every > 1 {
            self.pack(op, every);
        }
        self.produce(items);
    }

    const fn produce(&mut self, items: u32) {
        if self.uneven == NONE {
            self.beat.items = self.beat.items.saturating_mul(items);
        }
    }
}

/// Whether an operation pairs items one by one.
const fn is_strict(op: Op) -> bool {
    matches!(op.what, What::Zip) && matches!(op.pair, Pair::Strict)
}

impl<const N: usize> Plan<N> {
    /// What can happen to a key between a zip's fork and one of its members.
    pub const fn effect(&self, zip: u16, member: usize) -> Effect {
        let op = self.ops()[zip as usize];
        self.effect_between(op.fork, op.reads[member])
    }

    /// What this pipeline does as a stage: what happens between its only input and its only output.
    pub const fn inner(&self, imaps: u16, ordered: bool) -> Inner {
        let (mut input, mut output, mut serial, mut op) = (0, 0, false, 0);
        while op < N {
            serial |= self.ops()[op].is_serial() || self.ops()[op].inner.serial;
            match self.ops()[op].what {
                What::Input => input = op as u16,
                What::Output => output = op as u16,
                _ => {}
            }
            op += 1;
        }
        let effect = self.effect_between(input, output);
        let Effect { beat, .. } = effect;
        Inner {
            drops: effect.drops(),
            multiplies: effect.multiplies(),
            strays: effect.strays() || effect.uneven != NONE,
            beat,
            depth: self.depth(output),
            halts: self.halts(),
            unordered: !ordered,
            serial,
            imaps,
        }
    }

    const fn effect_between(&self, fork: u16, mut at: u16) -> Effect {
        let ops = self.ops();
        let (mut path, mut length) = ([NONE; N], 0);
        while at != fork {
            path[length] = at;
            length += 1;
            let op = ops[at as usize];
            at = if matches!(op.what, What::Zip | What::Merge) { op.fork } else { op.reads[0] };
        }
        let mut effect = Effect::NOTHING;
        while length > 0 {
            length -= 1;
            self.apply(&mut effect, path[length]);
        }
        effect
    }

    const fn apply(&self, effect: &mut Effect, at: u16) {
        let op = self.ops()[at as usize];
        match op.what {
            What::Node if op.facts.folds() => effect.fold(at, op.every, op.facts.drops()),
            What::Node if op.facts.multiplies() => effect.multiplies = at,
            What::Node if op.facts.drops() || matches!(op.on_error, OnError::Skip) => effect.drops = at,
            What::Pack | What::Unroll if matches!(op.on_error, OnError::Skip) => {
                effect.drops = at;
                self.change_rate(effect, at);
            }
            What::Pack | What::Unroll => self.change_rate(effect, at),
            What::Stage => {
                if op.inner.beat.is_whole() {
                    effect.beat(at, op.inner.beat);
                }
                if op.inner.multiplies {
                    effect.multiplies = at;
                } else if op.inner.drops {
                    effect.drops = at;
                }
                if op.inner.strays {
                    effect.strays = at;
                }
                if !op.inner.beat.is_whole() {
                    effect.beat(at, op.inner.beat);
                }
            }
            What::Zip => match op.pair {
                Pair::Strict => effect.beat(at, self.beat(at)),
                Pair::Inner => effect.drops = at,
                Pair::Each => effect.multiplies = at,
            },
            What::Merge => match self.merged(op.fork, op.reads) {
                Some(items) => effect.produce(items),
                None => effect.multiplies = at,
            },
            _ => {}
        }
    }

    /// How many items a merge has for each item of its fork, if that is known.
    const fn merged(&self, fork: u16, reads: &[u16]) -> Option<u32> {
        let (mut items, mut member) = (0_u32, 0);
        while member < reads.len() {
            let effect = self.effect_between(fork, reads[member]);
            if effect.drops() || effect.multiplies() || effect.spans() || effect.beat.is_whole() {
                return None;
            }
            items = items.saturating_add(effect.beat.items);
            member += 1;
        }
        Some(items)
    }

    const fn change_rate(&self, effect: &mut Effect, at: u16) {
        let op = self.ops()[at as usize];
        if matches!(op.what, What::Pack) {
            effect.pack(at, op.rate);
        } else if op.rate == 0 {
            effect.multiplies = at;
        } else {
            effect.produce(op.rate);
        }
    }

    /// How many items a pack takes or an unroll makes; 0 where nobody knows.
    pub const fn rate(&self, op: u16) -> u32 {
        self.ops()[op as usize].rate
    }

    /// The beat of a zip whose members are in step: the slowest that all those without a mark can be brought to.
    pub(super) const fn beat_of(&self, zip: usize) -> Beat {
        let op = self.ops()[zip];
        if !is_strict(op) {
            return Beat::ONE;
        }
        let (mut beat, mut member) = (None, 0);
        while member < op.reads.len() {
            if op.marked >> member & 1 == 0 {
                let own = self.effect(zip as u16, member).beat;
                beat = match beat {
                    None => Some(own),
                    Some(beat) => Some(own.with(beat)),
                };
            }
            member += 1;
        }
        match beat {
            Some(beat) => beat,
            None => Beat::ONE,
        }
    }

    /// How many items of a zip's member go together, where its own beat is not that of the zip; else 0.
    pub const fn regroups(&self, zip: u16, member: usize) -> u32 {
        let (op, beat) = (self.ops()[zip as usize], self.beat(zip));
        let in_step = !is_strict(op) || op.marked >> member & 1 == 1 || self.effect(zip, member).beat.is(beat);
        if in_step { 0 } else { beat.items }
    }

    pub(super) const fn regroups_any(&self, op: u16) -> bool {
        let (reads, mut member) = (self.ops()[op as usize].reads, 0);
        while member < reads.len() {
            if self.regroups(op, member) > 0 {
                return true;
            }
            member += 1;
        }
        false
    }

    /// Whether this is the first member of a zip that is made of all items of the fork, where another is not or it comes more than once.
    pub const fn has_no_partner(&self, zip: u16, member: usize) -> bool {
        let (mut other, mut alone) = (0, false);
        while other < self.ops()[zip as usize].reads.len() {
            let effect = self.effect(zip, other);
            let whole = effect.beat.is_whole();
            if other < member && whole {
                return false;
            }
            alone |= !whole || effect.strays();
            other += 1;
        }
        alone && self.effect(zip, member).beat.is_whole()
    }

    /// Whether some member of a zip is made of all items of the fork, and another is not.
    pub const fn mixes_whole(&self, zip: u16) -> bool {
        let mut member = 0;
        while member < self.ops()[zip as usize].reads.len() {
            if self.has_no_partner(zip, member) {
                return true;
            }
            member += 1;
        }
        false
    }

    /// Why two members of a zip do not pair, if they do not. `join` takes the pairs; `path` and `other` are how they come.
    pub const fn out_of_step(
        &self,
        zip: u16,
        (member, path): (usize, &str),
        (first, other): (usize, &str),
        join: &str,
    ) -> Option<Text> {
        let (late, early) = (self.effect(zip, member), self.effect(zip, first));
        // These are refused for themselves.
        if late.is_refused() || early.is_refused() || self.mixes_whole(zip) {
            return None;
        }
        let (late, early) = (late.beat, early.beat);
        let counts = if late.every == early.every {
            Beat { items: late.items, every: early.items }
        } else {
            Beat { items: late.items.saturating_mul(early.every), every: early.items.saturating_mul(late.every) }
        };
        let (count, per) = counts.reduced();
        if count == per {
            return None;
        }
        let mut text = Text::new();
        text.push("`");
        text.push(join);
        text.push("` receives ");
        text.count(count as usize, "item");
        text.push(" by `");
        text.push(path);
        text.push("` for every ");
        text.number(per as usize);
        text.push(" by `");
        text.push(other);
        text.push("`");
        Some(text)
    }
}

impl Effect {
    const fn is_refused(self) -> bool {
        self.drops() || self.multiplies() || self.strays() || self.uneven != NONE
    }
}

/// Why the batches of `taker` do not fit to what `giver` gives on one edge of a zip's branch.
pub const fn unbalanced(effect: Effect, giver: &str, taker: &str, taken: u32) -> Text {
    let mut text = Text::new();
    text.push("rates do not balance on `");
    text.push(giver);
    text.push(" -> ");
    text.push(taker);
    text.push("`: `");
    text.push(giver);
    text.push("` emits ");
    text.number(effect.beat.items as usize);
    text.push(" per call, `");
    text.push(taker);
    text.push("` takes ");
    text.number(taken as usize);
    text
}

#[cfg(test)]
mod tests;
