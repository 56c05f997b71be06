//! The jobs that the engine gives out, and who does them: workers of pools, readers, whoever finishes.

use std::sync::PoisonError;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::giving_up::Replaced;
use super::tending::NO_IMAP;
use super::{Core, Desk, Errands};
use crate::engine::{ActorId, Claim, DomainId, ImapId, Input, Job, Nanos, Next, OutputId, Role};
use crate::flow::drive::{At, Ran};
use crate::flow::graph::{Ask, Passed};
use crate::flow::junction::{Feed, Link};
use crate::flow::source::More;
use crate::io;
use crate::plumbing::{Cx, panics};
use crate::worker::link::{self, News};
use crate::worker::thread::{self, Caller, Kept, Turn};

impl Core {
    /// Does a job. When it is done `then` hears how long it took, and may ask for another in the same breath.
    pub(super) fn run(
        &self,
        actor: ActorId,
        job: Job,
        then: impl FnOnce(Duration) -> Option<Role>,
    ) -> Result<Option<Job>, Replaced> {
        let begun = Instant::now();
        let mut place = self.works[actor.index()].lock().unwrap_or_else(PoisonError::into_inner);
        let work = place.get_or_insert_with(|| self.machine.clone().hand(self.cx(actor)));
        let mut errands = Errands::default();
        let mut lane = None;
        match job {
            Job::Pull(pull) => {
                let offset = self.offset(pull.domain);
                let mut link = Exits { core: self, domain: pull.domain };
                let mut ask = Ask {
                    ticket: pull.ticket.0,
                    first: pull.first + offset,
                    most: pull.items as usize,
                    whole: self.layout.plan.domains[pull.domain.index()].batch.is_some(),
                    items: 0,
                    cx: work.cx(),
                    domain: pull.domain.0 as u16,
                    link: &mut link,
                    stopping: &self.stopping,
                };
                let more = self.machine.pull(pull.domain.0 as u16, &mut ask);
                let items = ask.items;
                let spent = begun.elapsed();
                let ask = then(spent);
                {
                    let mut desk = self.desk();
                    desk.books.accepted(pull.domain, items.into());
                    let input = Input::Pulled { actor, pull, items, more: more.into(), spent: nanos(spent) };
                    self.deposit(&mut desk, actor, input, ask, &mut errands);
                }
            }
            Job::Part { claim, first, end, last, resumed, .. } => {
                let (domain, leader) = self.whereabouts(claim);
                let offset = self.offset(domain);
                let (ticket, domain_at) = (claim.ticket.0, domain.0 as u16);
                let at = At { ticket, domain: domain_at, first: first + offset, resumed, end, last };
                if let Some(post) = &work.cx_of(leader).0.post {
                    post.claim(claim);
                }
                let ran = work.run(leader, at);
                if ran.late {
                    let work = place.take();
                    panics::contain(|| drop(work));
                    drop(place);
                    self.come_back(actor);
                    return Err(Replaced);
                }
                let (cx, op) = work.cx_of(leader);
                lane = cx.lane.take().map(|lane| (claim.part, lane));
                let spent = begun.elapsed();
                let ask = then(spent);
                let spent = spent + std::mem::take(&mut cx.polled);
                self.settle(actor, (claim, end), (ran, spent), (cx, op), ask, &mut errands);
            }
        }
        drop(place);
        if let Some((part, lane)) = lane {
            self.awaits(actor, part, lane);
        }
        if self.cancelled.load(Ordering::Relaxed) {
            self.feeders.tell();
        }
        let next = errands.job.take();
        self.run_errands(errands);
        Ok(next)
    }

    /// Tells what came of a turn of a part: of `cx` what was counted and found there, by the operation's number in its own pipeline.
    pub(super) fn settle(
        &self,
        actor: ActorId,
        (claim, end): (Claim, bool),
        (ran, spent): (Ran, Duration),
        (cx, op): (&mut Cx, u16),
        ask: Option<Role>,
        errands: &mut Errands,
    ) {
        let (domain, leader) = self.whereabouts(claim);
        if cx.info.denses[usize::from(op)] {
            cx.called(op, u64::from(ran.took));
        }
        let mut desk = self.desk();
        desk.books.ran(claim.part, end, spent);
        desk.books.counted(leader - op, cx);
        if let Some(error) = cx.fatal.take() {
            desk.fatal.get_or_insert(error);
            self.stop_input(&mut desk, errands);
        }
        if let Some(error) = cx.halt.take() {
            let halt = &mut desk.halts[domain.index()];
            if halt.as_ref().is_none_or(|halt| error.lineage() < halt.lineage()) {
                *halt = Some(error);
            }
            self.stop_input(&mut desk, errands);
        }
        if std::mem::take(&mut cx.unread) {
            self.stop_input(&mut desk, errands);
        }
        let Ran { done, waits, away, rests, .. } = ran;
        let (rests, spent) = (rests.map(nanos), nanos(spent));
        let input = Input::Deposited { actor, claim, done, waits, away, rests, spent };
        self.deposit(&mut desk, actor, input, ask, errands);
    }

    /// The domain of a part, and the operation that leads it.
    pub(super) fn whereabouts(&self, claim: Claim) -> (DomainId, u16) {
        (self.layout.plan.parts[claim.part.index()].domain, self.layout.leaders[claim.part.index()])
    }

    /// Takes no more input. Whoever sees an input end for this sees `stopping` too.
    fn stop_input(&self, desk: &mut Desk, errands: &mut Errands) {
        self.stopping.store(true, Ordering::Relaxed);
        self.handle(desk, Input::Stop, errands);
    }

    /// Tells what came of a job, and asks for another: nobody is woken for what whoever asks takes on himself.
    fn deposit(&self, desk: &mut Desk, actor: ActorId, input: Input, ask: Option<Role>, errands: &mut Errands) {
        let now = self.now();
        desk.engine.handle(now, input);
        if let Some(role) = ask {
            desk.engine.handle(now, Input::Ask { actor, role, most: u32::MAX });
        }
        self.poll(desk, errands);
    }

    pub(super) fn offset(&self, domain: DomainId) -> u64 {
        if domain.0 == 0 { self.offset.load(Ordering::Relaxed) } else { 0 }
    }

    pub(super) fn cx(&self, actor: ActorId) -> Cx {
        let mut cx = Cx::new(self.info, self.layout.who(actor), self.cancelled.clone(), self.kept.clone());
        cx.post = self.layout.timed.then(|| self.post(actor));
        cx
    }
}

fn nanos(spent: Duration) -> Nanos {
    Nanos(u64::try_from(spent.as_nanos()).unwrap_or(u64::MAX))
}

impl From<More> for crate::engine::More {
    fn from(more: More) -> crate::engine::More {
        match more {
            More::Now => crate::engine::More::Now,
            More::Later => crate::engine::More::Later,
            More::Never => crate::engine::More::Never,
        }
    }
}

/// The exits that a junction reads.
struct Exits<'a> {
    core: &'a Core,
    domain: DomainId,
}

impl Exits<'_> {
    fn output(&self, member: usize) -> OutputId {
        self.core.layout.plan.domains[self.domain.index()].feeds[member]
    }
}

impl Link for Exits<'_> {
    fn next(&mut self, member: usize) -> Feed {
        let output = self.output(member);
        let desk = self.core.desk();
        match desk.engine.next_for(output) {
            Some(next) => Feed::Piece(next),
            None if desk.exits[output.index()].ended => Feed::Ended,
            None => Feed::Waiting,
        }
    }

    fn taken(&mut self, member: usize, next: Next, passed: Passed) {
        let output = self.output(member);
        let mut errands = Errands::default();
        {
            let mut desk = self.core.desk();
            // A cancel may have overtaken it, and has counted it.
            if desk.engine.next_for(output).is_some() {
                desk.books.passed(output, next, passed, 0);
                self.core.handle(&mut desk, Input::Taken { output, ticket: next.ticket }, &mut errands);
            }
        }
        self.core.run_errands(errands);
    }

    fn close(&mut self, member: usize) {
        self.core.tell(Input::OutputDropped { output: self.output(member) });
    }
}

impl thread::Job for Core {
    fn carry(
        &self,
        imap: u32,
        caller: &Caller,
        link: &mut link::Link,
        kept: &mut Kept,
        go_on: &mut dyn FnMut(Duration) -> bool,
    ) -> Turn {
        self.carry_on(ImapId(imap), caller, link, kept, go_on)
    }

    fn heard(&self, imap: u32, caller: &Caller, link: &mut link::Link, kept: &mut Kept, news: News) -> Duration {
        self.hear(ImapId(imap), caller, link, kept, news)
    }

    fn turn(&self, imap: u32, caller: &Caller, kept: &mut Kept, go_on: &mut dyn FnMut(Duration) -> bool) -> Turn {
        let imap = (imap != NO_IMAP).then_some(ImapId(imap));
        let mut finished = Vec::new();
        let did = self.tend(imap, caller, kept, &mut finished, go_on);
        let mut errands = Errands::default();
        let actor = imap.map(|imap| (self.layout.worker(imap, caller.worker()), Role::Mover { imap }));
        let over = {
            let mut desk = self.desk();
            self.returned(&mut desk, &mut finished);
            if let Some((actor, role)) = actor {
                desk.engine.handle(self.now(), Input::Ask { actor, role, most: u32::MAX });
            }
            self.poll(&mut desk, &mut errands);
            desk.over
        };
        let mut job = errands.job.take();
        self.run_errands(errands);
        if job.is_none() {
            // The worker may sleep next, and what it printed should not wait for its next item.
            io::flush_before_wait();
            return match (over, did) {
                (true, _) => Turn::Over,
                (false, true) => Turn::Did,
                (false, false) => Turn::Idle,
            };
        }
        let mut drained = false;
        while let (Some(next), Some((actor, role))) = (job, actor) {
            let Some(next) = self.hand_over(actor, next) else { return Turn::Did };
            // A future may not yield: who polls holds no job meanwhile, which others would wait for.
            let (polls, mut again) = (self.has_lanes(), false);
            let ran = self.run(actor, next, |spent| {
                again = go_on(spent);
                (again && !polls).then_some(role)
            });
            job = match ran {
                Ok(next) => next,
                Err(Replaced) => return Turn::Replaced,
            };
            if !polls {
                drained = again && job.is_none();
                continue;
            }
            self.tend(imap, caller, kept, &mut finished, go_on);
            if again || !finished.is_empty() {
                let mut errands = Errands::default();
                {
                    let mut desk = self.desk();
                    self.returned(&mut desk, &mut finished);
                    if again {
                        desk.engine.handle(self.now(), Input::Ask { actor, role, most: u32::MAX });
                    }
                    self.poll(&mut desk, &mut errands);
                }
                job = errands.job.take();
                self.run_errands(errands);
            }
        }
        if drained {
            io::flush_before_wait();
            return Turn::Drained;
        }
        Turn::Did
    }
}
