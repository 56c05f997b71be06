//! Who gets which job: parts before pulls, downstream before upstream, old before new; whose turn it is where tasks share an IMap is in `shares`.

use super::core::Engine;
use super::ids::{ActorId, DomainId, Nanos, PartId, Ticket};
use super::message::{Claim, Job, More, Output, Pull, Role};
use super::pace;
use super::plan::Class;
use super::ring::{At, Slot};
use super::roster::Held;
use super::shares::Pick;

impl Engine {
    pub(super) fn ask(&mut self, actor: ActorId, role: Role, most: u32) {
        assert!(most > 0, "actor {actor} asked for nothing");
        let mask = self.roster.arrive(&self.shape, actor, role);
        let pulls = self.pulls(role, mask);
        let job = if self.may_dispatch() { self.job_for(actor, (mask, pulls), most) } else { None };
        match job {
            Some(job) => self.outbox.push_back(Output::Run { actor, job }),
            None => {
                self.roster.sleep(actor);
                self.outbox.push_back(Output::Idle { actor });
            }
        }
    }

    /// Of what classes an actor pulls. A reader that may run nothing of a pool leaves that to a mover that is free: who pulls goes on
    /// with the chunk, without a word between.
    fn pulls(&self, role: Role, mask: u64) -> u64 {
        let placed = 1 << self.shape.placed();
        let pools = placed - 1;
        match role {
            Role::Reader { .. } if mask & pools == 0 && self.roster.has_free_mover() => mask & !placed,
            _ => mask,
        }
    }

    pub(super) fn may_dispatch(&self) -> bool {
        !self.paused && !self.cancelled && !self.over
    }

    /// Parts before pulls, unless a task's turn has come that has nothing to do yet; of several classes what is furthest downstream.
    fn job_for(&mut self, actor: ActorId, (mask, pulls): (u64, u64), most: u32) -> Option<Job> {
        let (mut best, mut pull, mut rest) = (None, None, mask);
        while rest != 0 {
            let class = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            match (class < self.shape.classes()).then(|| self.pick(class, pulls)).flatten() {
                Some(Pick::Part(part)) => best = best.max(Some((part, class))),
                Some(Pick::Pull(domain)) => pull = Some(domain),
                None => {}
            }
        }
        match (best, pull) {
            (Some((part, class)), _) => Some(self.part_for(actor, part, class)),
            (None, Some(domain)) => {
                self.set_pace(domain);
                // At its new pace it may not fit any more; whoever asks is told of nothing only if there is nothing.
                self.pull(actor, domain, most).or_else(|| self.pull_for(actor, pulls, most))
            }
            (None, None) => self.pull_for(actor, pulls, most),
        }
    }

    fn part_for(&mut self, actor: ActorId, part: PartId, class: Class) -> Job {
        let ticket = self.queue.take(class, part);
        let shape = &self.shape.parts[part.index()];
        let domain = &mut self.domains[shape.domain.index()];
        domain.ready -= 1;
        let last = shape.gathers || domain.ring.lane(ticket, self.shape.edges[shape.ins[0].index()].local).complete;
        let Slot { first, items, end, .. } = *domain.ring.slot(ticket).expect("a queued ticket is in flight");
        let cell = domain.ring.cell_mut(ticket, shape.local);
        assert_eq!(cell.at, At::Ready, "a part runs once at a time for a ticket");
        cell.at = At::Running(actor);
        cell.turn += 1;
        let claim = Claim { ticket, part, attempt: cell.attempt, turn: cell.turn };
        let resumed = cell.parked;
        self.roster.hold(self.now, actor, Held::Part(part, ticket));
        self.shares.serve(class, part, items);
        let again = self.crashes.step(part, ticket);
        Job::Part { claim, first, items, end, last, resumed, again }
    }

    fn pull_for(&mut self, actor: ActorId, mask: u64, most: u32) -> Option<Job> {
        let mut best: Option<(u64, DomainId)> = None;
        for id in (0..self.domains.len() as u32).map(DomainId) {
            if mask >> self.shape.domains[id.index()].class & 1 == 0 || !self.may_pull(id) {
                continue;
            }
            // The one that is furthest behind; of equals the one downstream.
            let behind = self.tickets_in_flight(id);
            if best.is_none_or(|(least, _)| behind <= least) {
                self.set_pace(id);
                if self.may_pull(id) {
                    best = Some((behind, id));
                }
            }
        }
        let (_, id) = best?;
        self.pull(actor, id, most)
    }

    fn pull(&mut self, actor: ActorId, id: DomainId, most: u32) -> Option<Job> {
        let fits = self.fits(id)?;
        let items = if self.shape.domains[id.index()].plan.batch.is_some() { fits } else { fits.min(most) };
        let domain = &mut self.domains[id.index()];
        domain.pulling = Some(actor);
        domain.turn += 1;
        let pull = Pull { domain: id, ticket: domain.ring.next, turn: domain.turn, first: domain.items, items };
        self.roster.hold(self.now, actor, Held::Pull(id));
        Some(Job::Pull(pull))
    }

    /// Could anybody pull this domain's source now? The same answer for all who ask, so that nobody is woken for nothing.
    pub(super) fn may_pull(&self, id: DomainId) -> bool {
        let (domain, shape) = (&self.domains[id.index()], &self.shape.domains[id.index()]);
        let idle = shape.lazy && domain.wanted == 0 || self.is_sated(id);
        if domain.more != More::Now || domain.pulling.is_some() || idle {
            return false;
        }
        if domain.ring.in_flight() == 0 {
            return true;
        }
        // Work that already waits for everybody is better than more of it: the chunks to come may have a better size.
        let enough = u64::from(self.limits.chunks_per_actor) * self.roster.present + 2;
        !domain.ring.is_full() && self.fits(id).is_some() && domain.ready < enough
    }

    /// Items that the next chunk may have: what remains of the window where that is less, but only if otherwise nothing moved, or nothing came
    /// of anything for a while.
    fn fits(&self, id: DomainId) -> Option<u32> {
        let (domain, chunk) = (&self.domains[id.index()], self.chunk(id));
        let room = self.room(id);
        if u64::from(chunk) <= room || domain.ring.in_flight() == 0 {
            return Some(chunk);
        }
        let stands = self.queue.total() == 0 && (self.roster.running == 0 && self.away == 0 || self.is_quiet());
        (stands && room > 0 && self.may_fill(id)).then_some(room as u32)
    }

    /// Items for which there is room in the window.
    fn room(&self, id: DomainId) -> u64 {
        self.window(id).saturating_sub(self.domains[id.index()].items_in_flight)
    }

    /// May a domain have chunks that are smaller than they should be, so that its window gets full?
    fn may_fill(&self, id: DomainId) -> bool {
        self.domains[id.index()].wanted > 0 && self.shape.domains[id.index()].plan.batch.is_none()
    }

    /// Whatever runs or is away takes its time.
    fn is_quiet(&self) -> bool {
        self.now >= self.moved.plus(self.limits.late_time)
    }

    /// When the rest of some window shall be filled, if nothing comes of anything until then.
    pub(super) fn quiet_at(&self) -> Option<Nanos> {
        let moves = self.roster.running > 0 || self.away > 0;
        if !moves || self.queue.total() > 0 || !self.may_dispatch() || self.is_quiet() || !self.roster.has_sleepers() {
            return None;
        }
        let waits = |id: DomainId| {
            let domain = &self.domains[id.index()];
            let open = self.may_fill(id) && domain.more == More::Now && domain.pulling.is_none();
            open && !domain.ring.is_full()
                && !self.is_sated(id)
                && (1..u64::from(self.chunk(id))).contains(&self.room(id))
        };
        let any = (0..self.domains.len() as u32).map(DomainId).any(waits);
        any.then(|| self.moved.plus(self.limits.late_time))
    }

    /// Items that may be in flight: what was declared, whatever that takes, or else as many as bytes allow.
    fn window(&self, id: DomainId) -> u64 {
        let plan = &self.shape.domains[id.index()].plan;
        if let Some(declared) = plan.window_items {
            return declared;
        }
        let chunks = u64::from(self.limits.chunks_per_actor) * self.roster.present;
        let items = self.limits.items_max.max(chunks * u64::from(self.chunk(id)));
        items.min(self.limits.bytes_max / u64::from(plan.bytes_of_item.max(1)))
    }

    /// Items of the next chunk, whoever pulls it.
    pub(super) fn chunk(&self, id: DomainId) -> u32 {
        let plan = &self.shape.domains[id.index()].plan;
        if let Some(batch) = plan.batch {
            let window = plan.window_items.map_or(u32::MAX, |items| u32::try_from(items).unwrap_or(u32::MAX));
            return batch.min(window.max(1));
        }
        // Two chunks fit into the window and into the bytes, or nothing would run side by side.
        let window = plan.window_items.map_or(u64::MAX, |items| items / 2);
        let bytes = self.limits.bytes_max / u64::from(plan.bytes_of_item.max(1)) / 2;
        let stride = self.shape.domains[id.index()].stride;
        let bound = u32::try_from(window.min(bytes)).unwrap_or(u32::MAX).min(stride.unwrap_or(u32::MAX));
        self.domains[id.index()].pace.chunk.min(bound).max(1)
    }

    /// Looks at what chunks cost, once for each ticket.
    pub(super) fn set_pace(&mut self, id: DomainId) {
        let awaits = self.awaits(id);
        let (domain, shape) = (&mut self.domains[id.index()], &self.shape.domains[id.index()]);
        let chunk_max = match shape.placed {
            _ if awaits => self.limits.chunk_items_awaited_max,
            true => self.limits.chunk_items_max,
            false => self.limits.chunk_items_inline_max,
        };
        let parts = shape.parts.iter().map(|part| self.costs[part.index()]);
        let costs = parts.chain(std::iter::once(domain.source));
        let chunk_time = pace::time(&self.limits, domain.worked);
        let chunk_time = shape.plan.chunk_time.map_or(chunk_time, |time| time.min(chunk_time));
        domain.pace = pace::next(&self.limits, (chunk_time, chunk_max), domain.pace.chunk, costs);
    }

    /// The actor is gone: what it ran is for others.
    pub(super) fn lost(&mut self, actor: ActorId) {
        let mut jobs = std::mem::take(&mut self.lost_jobs);
        self.roster.lose(actor, &mut jobs);
        for job in jobs.drain(..) {
            match job {
                Held::Pull(id) => {
                    let domain = &mut self.domains[id.index()];
                    domain.pulling = None;
                    if domain.stopped {
                        domain.more = More::Never;
                        self.drop_feeds(id);
                        self.issue_end(id);
                    }
                }
                Held::Part(part, ticket) => self.run_again(part, ticket),
            }
        }
        self.lost_jobs = jobs;
        self.end_if_over();
    }

    fn run_again(&mut self, part: PartId, ticket: Ticket) {
        let shape = &self.shape.parts[part.index()];
        let cell = self.domains[shape.domain.index()].ring.cell_mut(ticket, shape.local);
        debug_assert!(matches!(cell.at, At::Running(_)), "a lost actor held a job that did not run");
        cell.at = At::Waiting;
        cell.attempt += 1;
        let id = shape.domain;
        self.domains[id.index()].ring.slot_mut(ticket).active -= 1;
        self.consider(part, ticket);
        // It may have run by relief, and has no more room now than it had then.
        self.relieve(id, ticket);
    }
}
