//! Chunks with which a worker died while the actor that had it lives: what of them is handed out again.
//!
//! An actor may ask for several jobs, and have each run on a worker that can die: a child process. When one dies the actor tells `Crashed` for
//! each turn that was out on it, and asks again when it has another worker. What a turn took (its column, or the bytes of it) stays with the ticket,
//! where whoever gets the next turn finds it: that job has `again`, which says what of it to do:
//!
//! * run the items of `again.span`, which begins where what is settled ends, and lay what came of them, together with what was kept of earlier turns,
//!   as one piece; then `Deposited` with `done: true`. If the part gives them in slices it is `done: false`, as ever, until the last of the span;
//! * or, where `again.give_up`, lay an error in the place of that one item.
//!
//! While items are left the engine hands the part out again as soon as its edges have room; when none is, the turn counts as done, or as parked
//! for another input. A result that comes for a turn that crashed is `Stale`, by the number of the turn.
//!
//! How the items of one chunk are told apart is in `bisect`.

use std::collections::HashMap;

use super::bisect::{Again, Bisect, Span};
use super::core::Engine;
use super::ids::{ActorId, Nanos, PartId, Ticket};
use super::message::Claim;
use super::plan::Shape;
use super::ring::At;

/// The chunks of a run with which a worker died and that are not settled: a turn of a part at a ticket each, so no more than tickets in flight
/// in all parts.
#[derive(Debug)]
pub(super) struct Crashes {
    chunks: HashMap<(PartId, Ticket), Bisect>,
    /// For each part: how many workers an item may crash.
    attempts: Vec<u32>,
}

impl Crashes {
    pub(super) fn new(shape: &Shape) -> Crashes {
        let attempts = |class: usize| shape.attempts.get(class).copied().unwrap_or(1);
        Crashes { chunks: HashMap::new(), attempts: shape.parts.iter().map(|part| attempts(part.class)).collect() }
    }

    pub(super) fn clear(&mut self) {
        self.chunks.clear();
    }

    /// What is run of a chunk with which a worker died.
    pub(super) fn step(&self, part: PartId, ticket: Ticket) -> Option<Again> {
        self.chunks.get(&(part, ticket))?.step()
    }

    /// A turn laid its pieces. Are there more items of what it was a step of?
    pub(super) fn goes_on(&mut self, part: PartId, ticket: Ticket, done: bool, waits: Option<u16>) -> bool {
        if self.chunks.is_empty() || !done && waits.is_none() {
            return false;
        }
        let Some(bisect) = self.chunks.get_mut(&(part, ticket)) else { return false };
        if let Some(step) = bisect.step() {
            bisect.settle(step.span);
        }
        let goes_on = bisect.step().is_some();
        if !goes_on {
            self.chunks.remove(&(part, ticket));
        }
        goes_on
    }
}

impl Engine {
    /// A worker died with a turn.
    pub(super) fn crashed(
        &mut self,
        actor: ActorId,
        claim: Claim,
        (items, kept, running): (u32, u32, Span),
        spent: Nanos,
    ) {
        let Claim { ticket, part, .. } = claim;
        if !self.release(actor, claim, spent) {
            return;
        }
        let shape = &self.shape.parts[part.index()];
        let (id, local) = (shape.domain, shape.local);
        let ring = &mut self.domains[id.index()].ring;
        ring.slot_mut(ticket).active -= 1;
        let cell = ring.cell_mut(ticket, local);
        cell.at = At::Waiting;
        cell.attempt += u32::from(!running.is_empty());
        cell.spent += spent.0;
        if self.cancelled {
            self.end_if_over();
            return;
        }
        if items > 0 {
            assert!(kept < items, "a worker died with a turn of part {part} that was done");
            let attempts = self.crashes.attempts[part.index()];
            let bisect = self.crashes.chunks.entry((part, ticket)).or_insert_with(|| Bisect::new(items, attempts));
            assert_eq!(bisect.items(), items, "a chunk has as many items each time");
            bisect.crash(kept, running);
        }
        self.consider(part, ticket);
        // It may have run by relief, and has no more room now than it had then.
        self.relieve(id, ticket);
    }
}
