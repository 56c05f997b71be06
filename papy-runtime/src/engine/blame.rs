//! Why nothing moves: where each part stands, and what waits for what. Looks, and changes nothing.

use super::core::Engine;
use super::ids::{ActorId, DomainId, ImapId, Nanos, OutputId, PartId, Ticket};
use super::message::More;
use super::plan::{From, ReadBy, To};
use super::ring::At;
use super::roster::Held;

/// What stands somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spot {
    /// The source of a domain: an input, or a junction.
    Source(DomainId),
    /// A part.
    Part(PartId),
    /// An output.
    Output(OutputId),
}

/// Where it stands, and what for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Nothing comes here any more.
    Done,
    /// It has nothing to do, and nothing is on its way.
    Idle,
    /// It runs.
    Runs {
        /// With whom.
        actor: ActorId,
        /// Since when.
        since: Nanos,
    },
    /// It has all it needs but somebody who does it. `None`: whoever moves the line, and nobody does.
    Worker(Option<ImapId>),
    /// It needs input from there.
    Input(Spot),
    /// What it made lies there: it needs room.
    Room(Spot),
    /// It takes its items in order, and waits for those before.
    Turn,
    /// A source: as much is in flight as may be, and the oldest of it is there.
    Full(Spot),
    /// What it took is away: it waits for something that no actor does.
    Away,
    /// It waits for the time of another attempt.
    Rests,
    /// A source has nothing now, and wakes the run when it has.
    Nothing,
    /// Nobody reads an output that it leads to; or an output has something that nobody reads.
    Unread,
    /// The run is paused.
    Paused,
}

/// One link of a chain: what stands, and where and what for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Link {
    /// What.
    pub spot: Spot,
    /// How.
    pub state: State,
}

/// From what a reader waits for, or from an output that nobody reads, down to what holds it up: the last link.
pub type Chain = Vec<Link>;

impl Engine {
    /// When something last came of anything: an item was taken from a source, a part ended a turn, an output was emptied.
    pub fn moved(&self) -> Nanos {
        self.moved
    }

    /// The jobs that are out: where, with whom, since when.
    pub fn running(&self) -> impl Iterator<Item = (Spot, ActorId, Nanos)> {
        self.roster.jobs().map(|(actor, held, since)| (held.spot(), actor, since))
    }

    /// Where a part stands: of its turns that run the one that runs longest, or else its oldest ticket.
    pub fn state_of(&self, part: PartId) -> State {
        let mine = self.running().filter(|(spot, ..)| *spot == Spot::Part(part));
        if let Some((_, actor, since)) = mine.min_by_key(|(.., since)| *since) {
            return State::Runs { actor, since };
        }
        let domain = &self.domains[self.shape.parts[part.index()].domain.index()];
        match self.oldest(part) {
            _ if self.cancelled || domain.over => State::Done,
            _ if self.paused => State::Paused,
            Some(ticket) => self.stands(part, ticket).0,
            None if domain.end.is_some() => State::Done,
            None => State::Idle,
        }
    }

    /// What holds up what readers wait for; if they wait for nothing, or everything they want is there, what holds up the rest.
    pub fn chains(&self) -> Vec<Chain> {
        if self.cancelled || self.over {
            return Vec::new();
        }
        let outputs = || (0..self.exits.len() as u32).map(OutputId);
        let user = |output: &OutputId| self.shape.outputs[output.index()].reader == ReadBy::User;
        let open = |output: &OutputId| user(output) && !self.is_ended(*output);
        let wanted = |output: &OutputId| self.exits[output.index()].wanted && self.next_for(*output).is_none();
        let mut starts: Vec<Spot> = outputs().filter(open).filter(wanted).map(Spot::Output).collect();
        if starts.is_empty() {
            starts = outputs().filter(open).map(|output| self.held_up_by(output)).collect();
            starts.dedup();
        }
        if starts.is_empty() {
            // What nobody reads ends in sinks.
            let open = |id: &DomainId| !self.domains[id.index()].over;
            starts = (0..self.domains.len() as u32).map(DomainId).filter(open).map(Spot::Source).collect();
        }
        starts.into_iter().map(|start| self.chain(start)).collect()
    }

    /// What goes on when this output is read: what made its piece, or the source; itself, if nothing does.
    fn held_up_by(&self, output: OutputId) -> Spot {
        let shape = &self.shape.outputs[output.index()];
        let room = State::Room(Spot::Output(output));
        match self.shape.edges[shape.edge.index()].from {
            _ if self.next_for(output).is_none() => Spot::Output(output),
            From::Part(part) if self.state_of(part) == room => Spot::Part(part),
            _ if self.domains[shape.domain.index()].more == More::Now => Spot::Source(shape.domain),
            _ => Spot::Output(output),
        }
    }

    /// The chains of what has not moved for `after`, if it should: some turn lasts that long already, or nothing came of anything and it is
    /// not for want of input, nor paused.
    pub fn stall(&self, now: Nanos, after: Nanos) -> Option<Vec<Chain>> {
        if self.cancelled || self.over {
            return None;
        }
        let lasts = |since: Nanos| now >= since.plus(after);
        let is_due = |chain: &Chain| match chain.last().map(|link| link.state) {
            Some(State::Runs { since, .. }) => lasts(since),
            last => last.is_some_and(|state| !matches!(state, State::Nothing | State::Paused | State::Rests)),
        };
        let mut chains = if lasts(self.moved) { self.chains() } else { Vec::new() };
        chains.retain(is_due);
        for (spot, actor, since) in self.running().filter(|(.., since)| lasts(*since)) {
            let link = Link { spot, state: State::Runs { actor, since } };
            if !chains.iter().flatten().any(|known| *known == link) {
                chains.push(vec![link]);
            }
        }
        (!chains.is_empty()).then_some(chains)
    }

    fn chain(&self, start: Spot) -> Chain {
        let (mut chain, mut at) = (Chain::new(), Some((start, None)));
        while let Some((spot, ticket)) = at {
            let (state, next) = match spot {
                _ if self.paused && !self.runs_now(spot) => (State::Paused, None),
                Spot::Source(id) => self.source_stands(id),
                Spot::Output(id) => self.output_stands(id),
                Spot::Part(id) => match ticket.or_else(|| self.oldest(id)) {
                    Some(ticket) => self.stands(id, ticket),
                    None => (State::Idle, None),
                },
            };
            let link = Link { spot, state };
            if chain.contains(&link) {
                // It comes back to itself: all that is in the ring was said.
                break;
            }
            chain.push(link);
            at = next;
        }
        chain
    }

    fn runs_now(&self, spot: Spot) -> bool {
        self.running().any(|(it, ..)| it == spot)
    }

    /// Where a part stands with a ticket, and what that waits for.
    fn stands(&self, part: PartId, ticket: Ticket) -> (State, Option<(Spot, Option<Ticket>)>) {
        let shape = &self.shape.parts[part.index()];
        let domain = &self.domains[shape.domain.index()];
        let cell = domain.ring.cell(ticket, shape.local);
        match cell.at {
            At::Done => return (State::Done, None),
            At::Running(actor) => {
                let job = Held::Part(part, ticket);
                let since = self.roster.jobs().find(|(it, held, _)| (*it, *held) == (actor, job));
                let since = since.map_or(self.now, |(.., since)| since);
                return (State::Runs { actor, since }, None);
            }
            At::Ready => {
                let imap = (shape.class < self.shape.imaps).then_some(ImapId(shape.class as u32));
                return (State::Worker(imap), self.longest(shape.class).map(|spot| (spot, None)));
            }
            At::Away => return (State::Away, None),
            At::Resting => return (State::Rests, None),
            At::Waiting => {}
        }
        if self.waits_for_turn(part, ticket) {
            let before = if shape.serial { Some(self.turns[part.index()]) } else { self.oldest(part) };
            let before = before.filter(|before| *before != ticket && domain.ring.has(*before));
            return (State::Turn, before.map(|before| (Spot::Part(part), Some(before))));
        }
        let full = shape.outs.iter().find(|edge| self.pieces(**edge, ticket) > 0);
        if let (Some(full), true) = (full, self.is_fed(part, ticket)) {
            let to = self.spot_of(self.shape.edges[full.index()].to);
            return (State::Room(to), Some((to, Some(ticket))));
        }
        let lacking = match cell.waits {
            Some(input) => Some(shape.ins[usize::from(input)]),
            None => shape.ins.iter().copied().find(|edge| self.pieces(*edge, ticket) == 0),
        };
        let from = lacking.map(|edge| match self.shape.edges[edge.index()].from {
            From::Source => Spot::Source(shape.domain),
            From::Part(part) => Spot::Part(part),
        });
        match from {
            Some(from) => (State::Input(from), Some((from, Some(ticket)))),
            None => (State::Idle, None),
        }
    }

    fn spot_of(&self, to: To) -> Spot {
        match to {
            To::Part(part) => Spot::Part(part),
            To::Output(output) => match self.shape.outputs[output.index()].reader {
                ReadBy::User => Spot::Output(output),
                ReadBy::Junction(domain) => Spot::Source(domain),
            },
        }
    }

    /// What an actor of a class has been at for longest: work of the class waits for it.
    fn longest(&self, class: usize) -> Option<Spot> {
        let serves = |actor: ActorId| self.roster.serves(actor, class);
        let jobs = self.running().filter(|(_, actor, _)| serves(*actor));
        jobs.min_by_key(|(.., since)| *since).map(|(spot, ..)| spot)
    }

    fn output_stands(&self, output: OutputId) -> (State, Option<(Spot, Option<Ticket>)>) {
        if self.is_ended(output) {
            return (State::Done, None);
        }
        if self.next_for(output).is_some() {
            return (State::Unread, None);
        }
        let (shape, exit) = (&self.shape.outputs[output.index()], &self.exits[output.index()]);
        let (ring, edge) = (&self.domains[shape.domain.index()].ring, &self.shape.edges[shape.edge.index()]);
        let open = |ticket: &Ticket| ring.has(*ticket) && !ring.lane(*ticket, edge.local).complete;
        let head = if shape.ordered { Some(Ticket(exit.cursor)) } else { ring.tickets().find(open) };
        let head = head.filter(|ticket| ring.has(*ticket));
        let from = match (head, edge.from) {
            (Some(_), From::Part(part)) => Spot::Part(part),
            _ => Spot::Source(shape.domain),
        };
        (State::Input(from), Some((from, head)))
    }

    fn source_stands(&self, id: DomainId) -> (State, Option<(Spot, Option<Ticket>)>) {
        let (domain, shape) = (&self.domains[id.index()], &self.shape.domains[id.index()]);
        if domain.pulling.is_some()
            && let Some((_, actor, since)) = self.running().find(|(spot, ..)| *spot == Spot::Source(id))
        {
            return (State::Runs { actor, since }, None);
        }
        if domain.more == More::Later {
            // A junction has nothing because one of those that it reads has not.
            let dry = |feed: &&OutputId| self.next_for(**feed).is_none() && !self.is_ended(**feed);
            let dry = shape.plan.feeds.iter().find(dry);
            return match dry {
                Some(feed) => (State::Input(Spot::Output(*feed)), Some((Spot::Output(*feed), None))),
                None => (State::Nothing, None),
            };
        }
        if domain.more == More::Now && shape.lazy && domain.wanted == 0 {
            return (State::Unread, None);
        }
        if domain.more == More::Now && self.may_pull(id) {
            return (State::Worker(None), self.longest(shape.class).map(|spot| (spot, None)));
        }
        match self.oldest_open(id) {
            Some(spot) => (State::Full(spot), Some((spot, Some(domain.ring.head)))),
            None => (State::Done, None),
        }
    }

    /// Where the oldest ticket of a domain is.
    fn oldest_open(&self, id: DomainId) -> Option<Spot> {
        let (ring, shape) = (&self.domains[id.index()].ring, &self.shape.domains[id.index()]);
        let head = ring.head;
        ring.slot(head)?;
        let open = |part: &&PartId| ring.cell(head, self.shape.parts[part.index()].local).at != At::Done;
        let laid = |output: &&OutputId| self.piece(**output, head).is_some();
        // Furthest downstream is what lets the others go on.
        let part = shape.parts.iter().rev().find(open).map(|part| Spot::Part(*part));
        let output = || shape.outputs.iter().find(laid).map(|output| self.spot_of(To::Output(*output)));
        part.or_else(output)
    }
}

impl Held {
    fn spot(self) -> Spot {
        match self {
            Held::Pull(domain) => Spot::Source(domain),
            Held::Part(part, _) => Spot::Part(part),
        }
    }
}
