//! When a failed attempt is followed by another, and the parts that wait for that moment.
//!
//! Knows no items: a part rests with its ticket, and what it tries again then is its own affair.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::core::Engine;
use super::ids::{ActorId, Nanos, PartId, Ticket};
use super::message::{Claim, Output};
use super::ring::At;

/// The longest pause between two attempts. An hour: what does not come back until then should not hold a run's window.
const PAUSE_MAX: Nanos = Nanos::seconds(3600);

/// How often, and how soon, an attempt that failed is followed by another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Retry {
    /// How many attempts may follow the first.
    pub retries: u32,
    /// The pause before the second attempt; before each later one it is twice as long, up to an hour.
    pub backoff: Nanos,
}

impl Retry {
    /// How long to wait after attempt `attempt`, counted from 1, failed; `None` if it was the last.
    pub fn after(self, attempt: u32) -> Option<Nanos> {
        if attempt > self.retries {
            return None;
        }
        let factor = 1u64.checked_shl(attempt.saturating_sub(1)).unwrap_or(u64::MAX);
        Some(Nanos(self.backoff.0.saturating_mul(factor)).min(PAUSE_MAX))
    }
}

/// Parts that rest, and until when.
#[derive(Debug, Default)]
pub(super) struct Rests(BinaryHeap<Reverse<(Nanos, PartId, Ticket)>>);

impl Rests {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn first(&self) -> Option<Nanos> {
        self.0.peek().map(|Reverse((until, ..))| *until)
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    fn pop(&mut self, now: Nanos) -> Option<(PartId, Ticket)> {
        let Reverse((_, part, ticket)) = *self.0.peek().filter(|Reverse((until, ..))| *until <= now)?;
        self.0.pop();
        Some((part, ticket))
    }
}

impl Engine {
    /// A part that parked goes on no sooner than after this pause. It counts as active meanwhile: something will come of it.
    pub(super) fn rest(&mut self, part: PartId, ticket: Ticket, pause: Nanos) {
        let shape = &self.shape.parts[part.index()];
        let ring = &mut self.domains[shape.domain.index()].ring;
        ring.cell_mut(ticket, shape.local).at = At::Resting;
        ring.slot_mut(ticket).active += 1;
        self.rests.0.push(Reverse((self.now.plus(pause), part, ticket)));
    }

    /// Parts that rested long enough go on.
    pub(super) fn wake_rested(&mut self) {
        while let Some((part, ticket)) = self.rests.pop(self.now) {
            let shape = &self.shape.parts[part.index()];
            let id = shape.domain;
            let ring = &mut self.domains[id.index()].ring;
            let cell = ring.cell_mut(ticket, shape.local);
            assert_eq!(cell.at, At::Resting, "a part that rests does nothing else");
            cell.at = At::Waiting;
            ring.slot_mut(ticket).active -= 1;
            self.consider(part, ticket);
            self.relieve(id, ticket);
        }
    }

    /// An actor is still within a turn that is given up: others go on with what the turn left behind, from where it parked.
    pub(super) fn written_off(&mut self, actor: ActorId, claim: Claim) {
        if !self.is_running(actor, &claim) {
            self.outbox.push_back(Output::Stale { actor, claim: Some(claim) });
            return;
        }
        let shape = &self.shape.parts[claim.part.index()];
        assert!(!shape.gathers, "a zip or merge is not written off");
        self.domains[shape.domain.index()].ring.cell_mut(claim.ticket, shape.local).parked = true;
        self.outbox.push_back(Output::WrittenOff { actor });
        self.lost(actor);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_and_end_with_the_last_retry() {
        let retry = Retry { retries: 4, backoff: Nanos::micros(100_000) };
        let pauses: Vec<_> = (1..=6).map(|attempt| retry.after(attempt).map(|pause| pause.0 / 1_000_000)).collect();
        assert_eq!(pauses, [Some(100), Some(200), Some(400), Some(800), None, None]);
    }

    #[test]
    fn without_a_retry_no_attempt_follows() {
        assert_eq!(Retry::default().after(1), None);
    }

    #[test]
    fn no_pause_is_longer_than_an_hour() {
        let retry = Retry { retries: u32::MAX, backoff: Nanos::seconds(1) };
        for attempt in [13, 64, 65, 1000, u32::MAX] {
            assert_eq!(retry.after(attempt), Some(PAUSE_MAX), "after attempt {attempt}");
        }
        assert_eq!(Retry { retries: 9, backoff: Nanos(0) }.after(9), Some(Nanos(0)));
    }
}
