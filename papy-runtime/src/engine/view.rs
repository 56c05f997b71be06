//! How much is where. Looks, and changes nothing.

use super::core::Engine;
use super::ids::{ImapId, PartId, Ticket};
use super::ring::At;

/// What a part has to do, in items of its domain's source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Load {
    /// Of tickets that it has begun and not ended.
    pub in_flight: u64,
    /// Of tickets whose first piece lies before it.
    pub waiting: u64,
}

impl Engine {
    /// What a part has to do. Looks at each ticket of its domain that is in flight.
    pub fn load(&self, part: PartId) -> Load {
        let shape = &self.shape.parts[part.index()];
        let ring = &self.domains[shape.domain.index()].ring;
        let mut load = Load::default();
        for ticket in ring.tickets() {
            let items = u64::from(ring.slot(ticket).expect("it is in flight").items);
            let cell = ring.cell(ticket, shape.local);
            let runs = matches!(cell.at, At::Running(_));
            match cell.at {
                At::Done => {}
                // What a cancel left where it was does not wait for anything.
                _ if self.cancelled && !runs => {}
                _ if cell.turn > 0 => load.in_flight += items,
                _ if self.is_fed(part, ticket) => load.waiting += items,
                _ => {}
            }
        }
        load
    }

    /// Workers of an IMap that have a job.
    pub fn busy(&self, imap: ImapId) -> usize {
        self.roster.busy(imap)
    }

    /// The oldest ticket that a part has not ended.
    pub(super) fn oldest(&self, part: PartId) -> Option<Ticket> {
        let shape = &self.shape.parts[part.index()];
        let ring = &self.domains[shape.domain.index()].ring;
        ring.tickets().find(|ticket| ring.cell(*ticket, shape.local).at != At::Done)
    }
}
