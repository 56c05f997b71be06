//! Turns that end before their work does: what a part took of a ticket waits for something that no actor does.
//!
//! Nobody holds it meanwhile, and many tickets can be away at once. Whoever asks goes on with it when it is back.

use std::num::NonZeroU32;

use super::core::{Aways, Engine};
use super::ids::{ActorId, DomainId, Nanos, PartId, Ticket};
use super::message::Claim;
use super::ring::At;

impl Engine {
    /// What a turn took is away.
    pub(super) fn gone(&mut self, actor: ActorId, claim: Claim, wanted: NonZeroU32, spent: Nanos) {
        let Claim { ticket, part, .. } = claim;
        if !self.release(actor, claim, spent) {
            return;
        }
        let shape = &self.shape.parts[part.index()];
        assert!(!shape.serial && !shape.gathers, "what is away of part {part} would keep others from their turn");
        let cell = self.domains[shape.domain.index()].ring.cell_mut(ticket, shape.local);
        cell.at = At::Away;
        cell.parked = true;
        cell.spent += spent.0;
        let back = std::mem::take(&mut cell.back);
        self.away += 1;
        let aways = &mut self.aways[part.index()];
        *aways = Aways { tickets: aways.tickets + 1, wanted: wanted.get() };
        if back {
            self.returned(part, ticket);
        }
    }

    /// It is back.
    pub(super) fn returned(&mut self, part: PartId, ticket: Ticket) {
        let shape = &self.shape.parts[part.index()];
        let (id, local) = (shape.domain, shape.local);
        let ring = &mut self.domains[id.index()].ring;
        assert!(ring.has(ticket), "part {part} has nothing away of ticket {ticket}");
        match ring.cell(ticket, local).at {
            At::Running(_) => {
                ring.cell_mut(ticket, local).back = true;
                return;
            }
            At::Away => {}
            at => unreachable!("part {part} at ticket {ticket} is {at:?}, not away"),
        }
        self.late_since = None;
        self.moved = self.now;
        self.away -= 1;
        self.aways[part.index()].tickets -= 1;
        ring.cell_mut(ticket, local).at = At::Waiting;
        ring.slot_mut(ticket).active -= 1;
        if self.cancelled {
            self.end_if_over();
        } else {
            // Nothing lies where it will lay its piece: it had room when its turn began, and only it could have filled that.
            self.make_ready(part, ticket);
        }
    }

    /// Does some inline part wait for as many tickets as it wants to? It would be no use to pull more for it.
    pub(super) fn is_sated(&self, id: DomainId) -> bool {
        let shape = &self.shape.domains[id.index()];
        self.away > 0
            && shape.parts.iter().any(|part| {
                let Aways { tickets, wanted } = self.aways[part.index()];
                tickets > 0 && tickets >= wanted && self.shape.parts[part.index()].class >= self.shape.imaps
            })
    }

    /// Has something been away of a part of this domain?
    pub(super) fn awaits(&self, id: DomainId) -> bool {
        self.shape.domains[id.index()].parts.iter().any(|part| self.aways[part.index()].wanted > 0)
    }
}
