//! How a domain, an output and a run end: by themselves, stopped, dropped or cancelled.

use super::core::Engine;
use super::ids::{DomainId, OutputId, Ticket};
use super::message::{More, Output};
use super::plan::ReadBy;

impl Engine {
    /// Issues a domain's last, empty ticket, once its source has ended and there is a place for it.
    pub(super) fn issue_end(&mut self, id: DomainId) {
        let domain = &mut self.domains[id.index()];
        let ended = domain.more == More::Never && domain.pulling.is_none();
        if ended && domain.end.is_none() && !domain.ring.is_full() && !self.cancelled {
            domain.end = Some(domain.ring.next);
            self.issue(id, 0, true);
        }
    }

    pub(super) fn stop(&mut self) {
        for id in (0..self.domains.len() as u32).map(DomainId) {
            // A junction ends when what feeds it has ended and is drained.
            if self.shape.domains[id.index()].plan.feeds.is_empty() {
                self.stop_domain(id);
            }
        }
    }

    fn stop_domain(&mut self, id: DomainId) {
        let domain = &mut self.domains[id.index()];
        domain.stopped = true;
        if domain.pulling.is_none() && domain.more != More::Never {
            domain.more = More::Never;
            self.drop_feeds(id);
            self.issue_end(id);
        }
    }

    /// A junction that ended takes nothing any more.
    pub(super) fn drop_feeds(&mut self, id: DomainId) {
        for at in 0..self.shape.domains[id.index()].plan.feeds.len() {
            let feed = self.shape.domains[id.index()].plan.feeds[at];
            if !self.exits[feed.index()].ended {
                self.drop_output(feed);
            }
        }
    }

    pub(super) fn drop_output(&mut self, output: OutputId) {
        if std::mem::replace(&mut self.exits[output.index()].dropped, true) || self.cancelled {
            return;
        }
        self.unwant(output);
        let id = self.shape.outputs[output.index()].domain;
        for ticket in self.domains[id.index()].ring.tickets() {
            if self.piece(output, ticket).is_some() {
                self.discard(output, ticket);
            }
        }
        self.exits[output.index()].pieces.clear();
        let mut user = self.shape.outputs.iter().zip(&self.exits).filter(|(shape, _)| shape.reader == ReadBy::User);
        if self.shape.outputs[output.index()].reader == ReadBy::User && user.all(|(_, exit)| exit.dropped || exit.ended)
        {
            self.cancel();
        } else if self.nobody_reads(id) {
            self.stop_domain(id);
        }
    }

    /// Does nothing of this domain's work show any more?
    fn nobody_reads(&self, id: DomainId) -> bool {
        let shape = &self.shape.domains[id.index()];
        !shape.sinks && shape.outputs.iter().all(|output| self.exits[output.index()].dropped)
    }

    pub(super) fn discard(&mut self, output: OutputId, ticket: Ticket) {
        let piece = self.piece(output, ticket).expect("what is discarded is there");
        self.outbox.push_back(Output::Discard { output, piece });
        self.empty(output, ticket);
    }

    pub(super) fn end_output(&mut self, output: OutputId) {
        let exit = &mut self.exits[output.index()];
        assert!(!exit.ended, "output {output} ended twice");
        exit.ended = true;
        self.outbox.push_back(Output::Ended { output });
        if let ReadBy::Junction(domain) = self.shape.outputs[output.index()].reader {
            self.signal(domain);
        }
    }

    pub(super) fn cancel(&mut self) {
        if std::mem::replace(&mut self.cancelled, true) || self.over {
            return;
        }
        self.queue.clear();
        self.rests.clear();
        self.crashes.clear();
        for id in (0..self.shape.outputs.len() as u32).map(OutputId) {
            let shape = &self.shape.outputs[id.index()];
            let (ring, local) = (&self.domains[shape.domain.index()].ring, self.shape.edges[shape.edge.index()].local);
            for ticket in ring.tickets() {
                let (slot, lane) = (ring.slot(ticket).expect("it is in flight"), ring.lane(ticket, local));
                if lane.pieces > 0 || !lane.complete {
                    self.outbox.push_back(Output::Abandon { output: id, ticket, first: slot.first, items: slot.items });
                }
            }
            if !self.exits[id.index()].ended {
                self.exits[id.index()].ended = true;
                self.outbox.push_back(Output::Ended { output: id });
            }
        }
        self.end_if_over();
    }

    /// A pull that ran while the run was cancelled brought items: accepted, and cancelled at once.
    pub(super) fn abandon_pulled(&mut self, id: DomainId, items: u32) {
        let domain = &mut self.domains[id.index()];
        let (ticket, first) = (domain.ring.next, domain.items);
        domain.items += u64::from(items);
        for &output in &self.shape.domains[id.index()].outputs {
            if items > 0 {
                self.outbox.push_back(Output::Abandon { output, ticket, first, items });
            }
        }
        self.end_if_over();
    }

    pub(super) fn end_if_over(&mut self) {
        let done = self.domains.iter().all(|domain| domain.over);
        if !self.over && (done || self.cancelled && self.roster.running == 0 && self.away == 0) {
            self.over = true;
            self.outbox.push_back(Output::Over);
        }
    }
}
