//! What follows from a whole batch of inputs: who is woken, and whether a reader waits for nothing.

use super::core::Engine;
use super::ids::{DomainId, OutputId, Ticket};
use super::message::{More, Output};
use super::plan::{Class, ReadBy};

impl Engine {
    pub(super) fn settle(&mut self) {
        let late = self.late_since.is_some_and(|since| self.now >= since.plus(self.limits.late_time));
        let mut left = false;
        if self.may_dispatch() {
            for class in 0..self.shape.classes() {
                if self.roster.has_sleeper(class) {
                    left |= self.wake_for(class, late);
                }
            }
        }
        self.late_since = match self.late_since {
            _ if !left => None,
            Some(since) if !late => Some(since),
            _ => Some(self.now),
        };
        self.quiet_at = self.quiet_at();
        self.watch_stall();
    }

    /// Wakes for a class of work if nobody is there to do it, if what waits is worth a waking, or if it waited for long. Returns
    /// whether work is left.
    fn wake_for(&mut self, class: Class, late: bool) -> bool {
        let (jobs, pulls) = self.backlog(class);
        let (serving, waking) = (self.roster.serving(class), self.roster.waking(class));
        let wanted = if jobs == 0 {
            0
        } else if serving == 0 {
            1
        } else {
            // Who is on the way since long may be kept by something that is no job: a future that does not yield.
            self.worth(class, jobs, pulls).saturating_sub(waking).max(u32::from(late))
        };
        if wanted > 0 {
            self.wake(class, wanted);
        }
        jobs > wanted
    }

    fn wake(&mut self, class: Class, wanted: u32) {
        if let Some((role, workers)) = self.roster.wake_workers(class, wanted) {
            self.outbox.push_back(Output::Wake { role, workers });
        } else if let Some((actor, output)) = self.roster.wake_reader(class, |output| self.exits[output.index()].wanted)
        {
            self.outbox.push_back(Output::WakeReader { actor, output });
        }
    }

    /// How many jobs of a class wait, and how many nanoseconds of work the pulls among them are.
    fn backlog(&self, class: Class) -> (u32, f64) {
        let (mut jobs, mut work) = (self.queue.jobs(class), 0.0);
        if class >= self.shape.placed() {
            for id in (0..self.domains.len() as u32).map(DomainId) {
                if self.shape.domains[id.index()].class == class && self.may_pull(id) {
                    jobs += 1;
                    work += self.domains[id.index()].pace.chunk_ns;
                }
            }
        }
        (jobs, work)
    }

    /// For how many workers the jobs of a class are worth a waking.
    fn worth(&self, class: Class, jobs: u32, mut work: f64) -> u32 {
        let (each, mut parts) = (self.limits.wake_time.0 as f64, self.queue.waiting(class));
        // Few parts are enough to say that there is something for all.
        while work < each * f64::from(jobs)
            && let Some((part, tickets)) = parts.next()
        {
            let domain = &self.domains[self.shape.parts[part.index()].domain.index()];
            work += self.costs[part.index()].ns() * f64::from(domain.pace.chunk) * f64::from(tickets);
        }
        jobs.min((work / each) as u32)
    }

    /// A wanted output that waits for others to be read must not wait for ever.
    fn watch_stall(&mut self) {
        if !self.all_waits() {
            self.stalled_since = None;
            return;
        }
        let outputs = || (0..self.exits.len() as u32).map(OutputId);
        let user = |id: &OutputId| self.shape.outputs[id.index()].reader == ReadBy::User;
        let unread: Vec<OutputId> = outputs().filter(|id| user(id) && self.next_for(*id).is_some()).collect();
        let stalled = outputs().filter(|id| {
            let exit = &self.exits[id.index()];
            let waits = exit.wanted && !exit.stall_told && !self.is_ended(*id) && self.next_for(*id).is_none();
            waits && !self.may_come(*id)
        });
        let stalled: Vec<OutputId> = stalled.collect();
        if unread.is_empty() || stalled.is_empty() {
            self.stalled_since = None;
            return;
        }
        let since = *self.stalled_since.get_or_insert(self.now);
        if self.now < since.plus(self.limits.stall_time) {
            return;
        }
        for output in stalled {
            self.exits[output.index()].stall_told = true;
            self.outbox.push_back(Output::Stalled { output, unread: unread.clone() });
        }
        self.stalled_since = None;
    }

    /// Is there nothing that runs or could run?
    fn all_waits(&self) -> bool {
        let idle = self.may_dispatch()
            && self.roster.running == 0
            && self.away == 0
            && self.queue.total() == 0
            && self.rests.is_empty();
        idle && (0..self.domains.len() as u32).map(DomainId).all(|id| !self.may_pull(id))
    }

    /// While all waits: could a source give, by itself, what this output waits for?
    fn may_come(&self, output: OutputId) -> bool {
        let shape = &self.shape.outputs[output.index()];
        let head = Ticket(self.exits[output.index()].cursor);
        (0..self.domains.len() as u32).map(DomainId).any(|id| {
            let domain = &self.domains[id.index()];
            // What the output waits for came from there already; what comes next stands behind it.
            let has_come = shape.ordered && id == shape.domain && domain.ring.has(head);
            domain.more == More::Later && self.shape.domains[id.index()].plan.feeds.is_empty() && !has_come
        })
    }
}
