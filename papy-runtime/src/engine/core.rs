//! The engine itself: what happened goes in, what is to be done comes out.
//!
//! `handle` decides; how a ticket moves through parts and edges stands here too. Who gets which job is in `dispatch`, how things
//! end in `ending`, who is woken in `settle`.

use std::collections::VecDeque;

use super::crash::Crashes;
use super::ids::{ActorId, DomainId, EdgeId, Nanos, OutputId, PartId, Ticket};
use super::limits::Limits;
use super::message::{Claim, Input, More, Next, Output, Pull};
use super::pace::Cost;
use super::plan::{From, Plan, ReadBy, Shape, To};
use super::queue::Queue;
use super::retry::Rests;
use super::ring::{At, Ring, Slot};
use super::roster::{Held, Roster};
use super::shares::Shares;

/// The scheduling core of one run. Deterministic: the same inputs give the same outputs.
///
/// `handle` an input, then `poll` until `None`, then come back with `Tick` at `deadline`, if there is one. Several inputs may
/// be handled before the polling, so that a worker that deposits and asks is not woken for its own work.
#[derive(Debug)]
pub struct Engine {
    pub(super) shape: Shape,
    pub(super) limits: Limits,
    pub(super) domains: Vec<Domain>,
    /// For each part: whose turn it is, where it is serial.
    pub(super) turns: Vec<Ticket>,
    /// For each part: how many tickets passed it.
    pub(super) passed: Vec<u64>,
    pub(super) costs: Vec<Cost>,
    pub(super) aways: Vec<Aways>,
    pub(super) exits: Vec<Exit>,
    pub(super) queue: Queue,
    pub(super) rests: Rests,
    pub(super) shares: Shares,
    pub(super) roster: Roster,
    pub(super) outbox: VecDeque<Output>,
    pub(super) lost_jobs: Vec<Held>,
    pub(super) crashes: Crashes,
    /// What is away, of all parts.
    pub(super) away: u64,
    pub(super) now: Nanos,
    /// When something last came of anything.
    pub(super) moved: Nanos,
    pub(super) settled: bool,
    pub(super) paused: bool,
    pub(super) cancelled: bool,
    pub(super) over: bool,
    pub(super) stalled_since: Option<Nanos>,
    /// Since when work waits that was not worth waking anybody, with nothing finished.
    pub(super) late_since: Option<Nanos>,
    /// When what remains of a window is filled, if nothing comes of anything until then.
    pub(super) quiet_at: Option<Nanos>,
}

#[derive(Debug)]
pub(super) struct Domain {
    pub(super) ring: Ring,
    /// The sequence number of the next item.
    pub(super) items: u64,
    pub(super) items_in_flight: u64,
    /// Jobs of this domain that are in the queue.
    pub(super) ready: u64,
    /// Wanted outputs that this domain leads to.
    pub(super) wanted: u32,
    pub(super) more: More,
    pub(super) pulling: Option<ActorId>,
    pub(super) turn: u64,
    /// Something came while the source was being pulled.
    pub(super) signalled: bool,
    /// No pull after the one that runs.
    pub(super) stopped: bool,
    pub(super) end: Option<Ticket>,
    pub(super) over: bool,
    pub(super) source: Cost,
    /// What its parts did since its source last had nothing.
    pub(super) worked: Nanos,
    pub(super) pace: super::pace::Pace,
}

/// What is away of a part.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Aways {
    /// Tickets.
    pub(super) tickets: u32,
    /// So many are waited for at once. 0 before the first.
    pub(super) wanted: u32,
}

/// Where an output stands.
#[derive(Debug, Default)]
pub(super) struct Exit {
    /// The ticket whose piece comes next, where ordered.
    pub(super) cursor: u64,
    /// Tickets with a piece, where not.
    pub(super) pieces: VecDeque<Ticket>,
    /// Tickets that are through.
    pub(super) through: u64,
    pub(super) wanted: bool,
    pub(super) dropped: bool,
    pub(super) ended: bool,
    pub(super) stall_told: bool,
}

impl Engine {
    /// An engine for one run. Panics on a plan that is not one: see the fields of [`Plan`] for what must hold.
    pub fn new(plan: Plan, limits: Limits) -> Engine {
        let shape = Shape::new(plan);
        let domains = shape.domains.iter().map(|domain| Domain {
            ring: Ring::new(domain.parts.len(), domain.edges, limits.tickets_max),
            items: 0,
            items_in_flight: 0,
            ready: 0,
            wanted: 0,
            // A junction has nothing before its feeds have.
            more: if domain.plan.feeds.is_empty() { More::Now } else { More::Later },
            pulling: None,
            turn: 0,
            signalled: false,
            stopped: false,
            end: None,
            over: false,
            source: Cost::default(),
            worked: Nanos(0),
            pace: super::pace::Pace { chunk: 1, chunk_ns: 0.0 },
        });
        Engine {
            domains: domains.collect(),
            turns: vec![Ticket(0); shape.parts.len()],
            passed: vec![0; shape.parts.len()],
            costs: vec![Cost::default(); shape.parts.len()],
            aways: vec![Aways::default(); shape.parts.len()],
            away: 0,
            exits: shape.outputs.iter().map(|_| Exit::default()).collect(),
            queue: Queue::new(&shape),
            rests: Rests::default(),
            shares: Shares::new(&shape),
            roster: Roster::new(&shape),
            outbox: VecDeque::new(),
            lost_jobs: Vec::new(),
            crashes: Crashes::new(&shape),
            now: Nanos(0),
            moved: Nanos(0),
            settled: true,
            paused: false,
            cancelled: false,
            over: false,
            stalled_since: None,
            late_since: None,
            quiet_at: None,
            shape,
            limits,
        }
    }

    /// Something happened.
    pub fn handle(&mut self, now: Nanos, input: Input) {
        // Threads look at the clock before they get here, so not always in this order.
        self.now = self.now.max(now);
        self.settled = false;
        self.wake_rested();
        match input {
            Input::Ask { actor, role, most } => self.ask(actor, role, most),
            Input::Pulled { actor, pull, items, more, spent } => self.pulled(actor, pull, items, more, spent),
            Input::Deposited { actor, claim, away: Some(wanted), spent, .. } => self.gone(actor, claim, wanted, spent),
            Input::Deposited { actor, claim, done, waits, rests, spent, away: None } => {
                self.deposited(actor, claim, (done, waits, rests), spent);
            }
            Input::WriteOff { actor, claim } => self.written_off(actor, claim),
            Input::Crashed { actor, claim, items, kept, running, spent } => {
                self.crashed(actor, claim, (items, kept, running), spent);
            }
            Input::Returned { part, ticket } => self.returned(part, ticket),
            Input::Taken { output, ticket } => self.taken(output, ticket),
            Input::SourceReady { domain } => self.signal(domain),
            Input::Want { output } => self.want(output),
            Input::Unwant { output } => self.unwant(output),
            Input::OutputDropped { output } => self.drop_output(output),
            Input::Lost { actor } => self.lost(actor),
            Input::Stop => self.stop(),
            Input::Pause => self.paused = true,
            Input::Resume => (self.paused, self.moved) = (false, self.now),
            Input::Cancel => self.cancel(),
            Input::Tick => {}
        }
    }

    /// What is to be done about it, one thing at a time.
    pub fn poll(&mut self) -> Option<Output> {
        if self.outbox.is_empty() && !self.settled {
            self.settled = true;
            self.settle();
        }
        self.outbox.pop_front()
    }

    /// When to come back with `Tick`, if nothing else happens before.
    pub fn deadline(&self) -> Option<Nanos> {
        let stall = self.stalled_since.map(|since| since.plus(self.limits.stall_time));
        let late = self.late_since.map(|since| since.plus(self.limits.late_time));
        stall.into_iter().chain(late).chain(self.quiet_at).chain(self.rests.first()).min()
    }

    /// The piece that a reader, or the puller of a junction, takes next from an output. Answer `Taken` when it is emptied.
    pub fn next_for(&self, output: OutputId) -> Option<Next> {
        let (shape, exit) = (&self.shape.outputs[output.index()], &self.exits[output.index()]);
        if self.cancelled || exit.dropped {
            return None;
        }
        let ticket = if shape.ordered { Ticket(exit.cursor) } else { *exit.pieces.front()? };
        self.piece(output, ticket)
    }

    /// What lies at an output for a ticket.
    pub(super) fn piece(&self, output: OutputId, ticket: Ticket) -> Option<Next> {
        let shape = &self.shape.outputs[output.index()];
        let ring = &self.domains[shape.domain.index()].ring;
        let Slot { first, items, end, .. } = *ring.slot(ticket)?;
        let lane = ring.lane(ticket, self.shape.edges[shape.edge.index()].local);
        (lane.pieces > 0).then_some(Next { ticket, first, items, end, last: lane.complete })
    }

    /// Does nothing come from this output any more? True from `Ended` on, and after it was dropped.
    pub fn is_ended(&self, output: OutputId) -> bool {
        let exit = &self.exits[output.index()];
        exit.ended || exit.dropped || self.cancelled
    }

    /// Was it cancelled, by whatever?
    pub fn is_cancelled(&self) -> bool {
        self.cancelled
    }

    /// Was `Over` said?
    pub fn is_over(&self) -> bool {
        self.over
    }

    /// Items of a domain that were accepted and are not through all outputs.
    pub fn items_in_flight(&self, domain: DomainId) -> u64 {
        self.domains[domain.index()].items_in_flight
    }

    /// Tickets of a domain in flight.
    pub fn tickets_in_flight(&self, domain: DomainId) -> u64 {
        self.domains[domain.index()].ring.in_flight()
    }

    fn pulled(&mut self, actor: ActorId, pull: Pull, items: u32, more: More, spent: Nanos) {
        let id = pull.domain;
        let domain = &mut self.domains[id.index()];
        if domain.pulling != Some(actor) || domain.turn != pull.turn {
            self.outbox.push_back(Output::Stale { actor, claim: None });
            return;
        }
        assert!(items <= pull.items, "a source gave more than was asked for");
        self.late_since = None;
        self.moved = self.now;
        domain.pulling = None;
        let signalled = std::mem::take(&mut domain.signalled);
        domain.more = match more {
            _ if domain.stopped => More::Never,
            More::Later if signalled => More::Now,
            more => more,
        };
        domain.source.note(&self.limits, items, spent);
        if domain.more == More::Later {
            domain.worked = Nanos(0);
        }
        self.roster.release(actor, Held::Pull(id));
        if self.cancelled {
            self.abandon_pulled(id, items);
            return;
        }
        if items > 0 {
            self.issue(id, items, false);
        }
        if self.domains[id.index()].more == More::Never {
            self.drop_feeds(id);
        }
        self.issue_end(id);
    }

    /// Takes a ticket into flight, its pieces on the edges that leave the source.
    pub(super) fn issue(&mut self, id: DomainId, items: u32, end: bool) {
        let domain = &mut self.domains[id.index()];
        let shape = &self.shape.domains[id.index()];
        let open = (shape.parts.len() + shape.outputs.len()) as u32;
        let ticket = domain.ring.push(Slot { first: domain.items, items, end, open, active: 0 });
        domain.items += u64::from(items);
        domain.items_in_flight += u64::from(items);
        for at in 0..shape.sources.len() {
            self.fill(self.shape.domains[id.index()].sources[at], ticket, true);
        }
    }

    fn deposited(
        &mut self,
        actor: ActorId,
        claim: Claim,
        (done, waits, rests): (bool, Option<u16>, Option<Nanos>),
        spent: Nanos,
    ) {
        let Claim { ticket, part, .. } = claim;
        if !self.release(actor, claim, spent) {
            return;
        }
        let (done, waits) = if self.crashes.goes_on(part, ticket, done, waits) { (false, None) } else { (done, waits) };
        let shape = &self.shape.parts[part.index()];
        let domain = &mut self.domains[shape.domain.index()];
        domain.ring.slot_mut(ticket).active -= 1;
        let last = shape.gathers || domain.ring.lane(ticket, self.shape.edges[shape.ins[0].index()].local).complete;
        let items = domain.ring.slot(ticket).expect("the ticket is in flight").items;
        let cell = domain.ring.cell_mut(ticket, shape.local);
        let took = match (shape.gathers, cell.parked, cell.waits) {
            (true, false, _) => 0..shape.ins.len(),
            (true, true, Some(input)) => usize::from(input)..usize::from(input) + 1,
            (true, true, None) => 0..0,
            (false, ..) => 0..usize::from(done),
        };
        cell.spent += spent.0;
        domain.worked = domain.worked.plus(spent);
        cell.parked = !done;
        assert!(waits.is_none() || shape.gathers && !done, "only a part that gathers waits for one of its inputs");
        cell.waits = waits;
        let then = if done && last { At::Done } else { At::Waiting };
        if self.cancelled {
            cell.at = then;
            self.end_if_over();
            return;
        }
        if let Some(pause) = rests {
            assert!(!done && !shape.gathers, "a part that rests has parked, and none that gathers does");
            self.rest(part, ticket, pause);
            return;
        }
        if done && last {
            self.costs[part.index()].note(&self.limits, items, Nanos(cell.spent));
        }
        for edge in &shape.ins[took.clone()] {
            let lane = domain.ring.lane_mut(ticket, self.shape.edges[edge.index()].local);
            lane.pieces = lane.pieces.checked_sub(1).expect("a part runs with the pieces it takes");
        }
        for at in 0..shape.outs.len() {
            self.fill(self.shape.parts[part.index()].outs[at], ticket, done && last);
        }
        let (id, local) = (self.shape.parts[part.index()].domain, self.shape.parts[part.index()].local);
        // Not before all its pieces lie there: a piece that is discarded at once must not make it ready half-way.
        self.domains[id.index()].ring.cell_mut(ticket, local).at = then;
        if done && last {
            self.pass_turn(part, ticket);
            self.close(id, ticket);
        } else {
            self.consider(part, ticket);
            for at in took {
                self.consider_producer(self.shape.parts[part.index()].ins[at], ticket);
            }
        }
        self.relieve(id, ticket);
    }

    /// Is this turn the one that its part and ticket are in?
    pub(super) fn is_running(&self, actor: ActorId, claim: &Claim) -> bool {
        let Claim { ticket, part, attempt, turn } = *claim;
        let shape = &self.shape.parts[part.index()];
        let ring = &self.domains[shape.domain.index()].ring;
        ring.has(ticket) && {
            let cell = ring.cell(ticket, shape.local);
            (cell.at, cell.attempt, cell.turn) == (At::Running(actor), attempt, turn)
        }
    }

    /// The actor has done its turn. False if it was not its turn any more.
    pub(super) fn release(&mut self, actor: ActorId, claim: Claim, spent: Nanos) -> bool {
        if !self.is_running(actor, &claim) {
            self.outbox.push_back(Output::Stale { actor, claim: Some(claim) });
            return false;
        }
        self.late_since = None;
        self.moved = self.now;
        self.roster.release(actor, Held::Part(claim.part, claim.ticket));
        self.shares.charge(&self.shape, claim.part, spent);
        true
    }

    fn pass_turn(&mut self, part: PartId, ticket: Ticket) {
        let (shape, passed) = (&self.shape.parts[part.index()], &mut self.passed[part.index()]);
        *passed += 1;
        if shape.serial {
            assert_eq!(self.turns[part.index()], ticket, "a serial part ran out of turn");
            self.turns[part.index()] = ticket.next();
            self.go_on(part, ticket.next());
        } else if let Some(end) = self.domains[shape.domain.index()].end
            && shape.totals
            && *passed == end.0
        {
            self.go_on(part, end);
        }
    }

    /// It is the turn of a ticket that may have waited for it.
    fn go_on(&mut self, part: PartId, ticket: Ticket) {
        self.consider(part, ticket);
        self.relieve(self.shape.parts[part.index()].domain, ticket);
    }

    /// Does a part wait with this ticket for others?
    pub(super) fn waits_for_turn(&self, part: PartId, ticket: Ticket) -> bool {
        let shape = &self.shape.parts[part.index()];
        let is_end = self.domains[shape.domain.index()].end == Some(ticket);
        shape.serial && self.turns[part.index()] != ticket
            || shape.totals && is_end && self.passed[part.index()] != ticket.0
    }

    /// A piece lies on an edge.
    fn fill(&mut self, edge: EdgeId, ticket: Ticket, last: bool) {
        let shape = &self.shape.edges[edge.index()];
        let lane = self.domains[shape.domain.index()].ring.lane_mut(ticket, shape.local);
        assert!(!lane.complete, "a piece after the last one");
        assert!(shape.gathers || lane.pieces == 0, "a second piece on an edge for one");
        lane.complete = last;
        lane.pieces += 1;
        match shape.to {
            To::Part(part) => self.consider(part, ticket),
            To::Output(output) if self.exits[output.index()].dropped => self.discard(output, ticket),
            To::Output(output) => {
                let exit = &mut self.exits[output.index()];
                let first = if self.shape.outputs[output.index()].ordered {
                    exit.cursor == ticket.0
                } else {
                    exit.pieces.push_back(ticket);
                    exit.pieces.len() == 1
                };
                if first {
                    self.announce(output);
                }
            }
        }
    }

    /// Puts a part in the queue for a ticket if it has input, room and its turn.
    pub(super) fn consider(&mut self, part: PartId, ticket: Ticket) {
        let shape = &self.shape.parts[part.index()];
        let ring = &self.domains[shape.domain.index()].ring;
        if self.cancelled || !ring.has(ticket) || self.waits_for_turn(part, ticket) {
            return;
        }
        if ring.cell(ticket, shape.local).at != At::Waiting {
            return;
        }
        let room = shape.outs.iter().all(|edge| self.pieces(*edge, ticket) == 0);
        if room && self.is_fed(part, ticket) {
            self.make_ready(part, ticket);
        }
    }

    pub(super) fn make_ready(&mut self, part: PartId, ticket: Ticket) {
        let shape = &self.shape.parts[part.index()];
        let domain = &mut self.domains[shape.domain.index()];
        domain.ring.cell_mut(ticket, shape.local).at = At::Ready;
        domain.ring.slot_mut(ticket).active += 1;
        domain.ready += 1;
        self.queue.push(shape.class, part, ticket);
    }

    /// Does everything wait for a part that its next turn takes?
    pub(super) fn is_fed(&self, part: PartId, ticket: Ticket) -> bool {
        let shape = &self.shape.parts[part.index()];
        let cell = self.domains[shape.domain.index()].ring.cell(ticket, shape.local);
        match cell.waits {
            Some(input) => self.pieces(shape.ins[usize::from(input)], ticket) > 0,
            None => cell.parked || shape.ins.iter().all(|edge| self.pieces(*edge, ticket) > 0),
        }
    }

    /// How many pieces lie on an edge for a ticket.
    pub(super) fn pieces(&self, edge: EdgeId, ticket: Ticket) -> u32 {
        let shape = &self.shape.edges[edge.index()];
        self.domains[shape.domain.index()].ring.lane(ticket, shape.local).pieces
    }

    /// An edge was emptied: what fills it may go on.
    pub(super) fn consider_producer(&mut self, edge: EdgeId, ticket: Ticket) {
        if let From::Part(part) = self.shape.edges[edge.index()].from {
            self.consider(part, ticket);
        }
    }

    fn taken(&mut self, output: OutputId, ticket: Ticket) {
        if self.cancelled || self.exits[output.index()].dropped {
            return;
        }
        let next = self.next_for(output);
        assert!(
            next.is_some_and(|next| next.ticket == ticket),
            "a piece was taken that was not next at output {output}"
        );
        self.stalled_since = None;
        self.moved = self.now;
        if !self.shape.outputs[output.index()].ordered {
            self.exits[output.index()].pieces.pop_front();
        }
        self.empty(output, ticket);
        if self.next_for(output).is_some() {
            self.announce(output);
        }
    }

    /// The piece at an output is gone.
    pub(super) fn empty(&mut self, output: OutputId, ticket: Ticket) {
        let shape = &self.shape.outputs[output.index()];
        let (id, edge) = (shape.domain, shape.edge);
        let lane = self.domains[id.index()].ring.lane_mut(ticket, self.shape.edges[edge.index()].local);
        assert!(lane.pieces > 0, "an output was emptied twice");
        lane.pieces -= 1;
        if !lane.complete {
            self.consider_producer(edge, ticket);
            self.relieve(id, ticket);
            return;
        }
        let exit = &mut self.exits[output.index()];
        exit.through += 1;
        exit.cursor += 1;
        let all = self.domains[id.index()].end.is_some_and(|end| exit.through == end.0 + 1);
        if all {
            self.end_output(output);
        }
        self.close(id, ticket);
    }

    /// One thing less is open for a ticket; whole tickets leave in order.
    fn close(&mut self, id: DomainId, ticket: Ticket) {
        let domain = &mut self.domains[id.index()];
        let slot = domain.ring.slot_mut(ticket);
        slot.open = slot.open.checked_sub(1).expect("nothing is closed twice");
        let mut retired = false;
        while let Some(slot) = domain.ring.pop() {
            domain.items_in_flight -= u64::from(slot.items);
            domain.over |= slot.end;
            retired = true;
        }
        if retired {
            self.issue_end(id);
            self.end_if_over();
        }
    }

    /// An output has a piece that it had not.
    fn announce(&mut self, output: OutputId) {
        match self.shape.outputs[output.index()].reader {
            ReadBy::Junction(domain) => self.signal(domain),
            ReadBy::User if self.exits[output.index()].wanted => {
                let next = self.next_for(output).expect("what is announced is there");
                self.outbox.push_back(Output::Deliver { output, ticket: next.ticket });
            }
            ReadBy::User => {}
        }
    }

    /// A source that waited may have something.
    pub(super) fn signal(&mut self, id: DomainId) {
        self.moved = self.now;
        let domain = &mut self.domains[id.index()];
        match domain.more {
            _ if domain.pulling.is_some() => domain.signalled = true,
            More::Later => domain.more = More::Now,
            More::Now | More::Never => {}
        }
    }

    fn want(&mut self, output: OutputId) {
        let exit = &mut self.exits[output.index()];
        exit.stall_told = false;
        if !exit.wanted {
            exit.wanted = true;
            if self.domains[self.shape.outputs[output.index()].domain.index()].items == 0 {
                // Before somebody reads, nothing need move.
                self.moved = self.now;
            }
            for domain in &self.shape.outputs[output.index()].upstream {
                self.domains[domain.index()].wanted += 1;
            }
        }
        if self.next_for(output).is_some() {
            self.announce(output);
        }
    }

    pub(super) fn unwant(&mut self, output: OutputId) {
        if std::mem::take(&mut self.exits[output.index()].wanted) {
            for domain in &self.shape.outputs[output.index()].upstream {
                self.domains[domain.index()].wanted -= 1;
            }
            self.roster.forget_woken(output);
        }
    }
}
