//! A ticket whose parts wait for each other: one of them is let lay a piece more than its edge has room for.
//!
//! A zip or merge that needs the next piece of one input keeps those of the others, so what makes these parks. Where both are made by
//! one part, or two joins read the same streams in different orders, the piece that is needed would never come. How much
//! must then be held is in the nature of the graph: relief is given piece by piece, never more than that.

use super::core::Engine;
use super::ids::{DomainId, EdgeId, PartId, Ticket};
use super::plan::To;
use super::ring::At;

impl Engine {
    /// Looks after a ticket of which something was finished or taken.
    pub(super) fn relieve(&mut self, id: DomainId, ticket: Ticket) {
        let ring = &self.domains[id.index()].ring;
        if !self.shape.domains[id.index()].gathers || self.cancelled {
            return;
        }
        if ring.slot(ticket).is_some_and(|slot| slot.open > 0 && slot.active == 0)
            && let Some(part) = self.stuck(id, ticket)
        {
            self.make_ready(part, ticket);
        }
    }

    /// The part to relieve: of those that lack nothing but room before a zip or merge, the one that holds least there.
    fn stuck(&self, id: DomainId, ticket: Ticket) -> Option<PartId> {
        let (domain, ring) = (&self.shape.domains[id.index()], &self.domains[id.index()].ring);
        let mut least: Option<(u32, PartId)> = None;
        for &part in &domain.parts {
            let shape = &self.shape.parts[part.index()];
            if ring.cell(ticket, shape.local).at != At::Waiting || !self.is_fed(part, ticket) {
                continue;
            }
            if self.waits_for_turn(part, ticket) {
                // It goes on by itself.
                return None;
            }
            let held = |edge: &EdgeId| self.pieces(*edge, ticket);
            let outputs = shape.outs.iter().filter(|edge| matches!(self.shape.edges[edge.index()].to, To::Output(_)));
            if outputs.map(held).any(|pieces| pieces > 0) {
                // A reader lets it go on.
                return None;
            }
            if shape.outs.iter().all(|edge| self.shape.edges[edge.index()].gathers || held(edge) == 0) {
                let most = shape.outs.iter().map(held).max().unwrap_or(0);
                if least.is_none_or(|(held, _)| most <= held) {
                    least = Some((most, part));
                }
            }
        }
        least.map(|(_, part)| part)
    }
}
