//! Actors whose workers die: with poison in a chunk, or of something else; with one turn or several on them.

use std::collections::BTreeSet;

use super::*;
use crate::engine::history::Crash;

/// A chunk as a worker has it.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    items: u32,
    /// Items before this one have what comes of them.
    settled: u32,
    /// Each of these kills the worker that runs it.
    poison: BTreeSet<u32>,
    /// Workers say which item they run.
    tells: bool,
    /// And give what they have done before they run the next.
    keeps: bool,
}

/// A turn that is out, as its actor holds it.
type Held = ((u32, u64), Claim, Option<Again>);

impl World {
    fn is_worker(&self, actor: u32) -> bool {
        matches!(self.roles.get(&actor), Some(Role::Worker { .. }))
    }

    /// The turns that an actor has out.
    fn turns_of(&self, actor: u32) -> Vec<Held> {
        let jobs = self.jobs.range((actor, 0)..=(actor, u64::MAX));
        jobs.filter_map(|(id, job)| match *job {
            Job::Part { claim, again, .. } => Some((*id, claim, again)),
            Job::Pull(_) => None,
        })
        .collect()
    }

    fn chunk(&mut self, claim: Claim, end: bool, poisons: usize) -> &mut Chunk {
        let key = (claim.part, claim.ticket);
        if !self.chunks.contains_key(&key) {
            let items = if end { 0 } else { 1 + self.random.below(70) as u32 };
            let poison = (0..poisons).map(|_| self.random.below(items.max(1) as usize) as u32).filter(|it| *it < items);
            let chunk = Chunk {
                items,
                settled: 0,
                poison: poison.collect(),
                tells: self.random.chance(50),
                keeps: self.random.chance(50),
            };
            self.chunks.insert(key, chunk);
        }
        self.chunks.get_mut(&key).expect("it is there now")
    }

    /// Does the worker die of what it is about to answer? Then it does.
    pub(super) fn dies(&mut self, actor: u32, id: u64, job: Job) -> bool {
        let Job::Part { claim, again, end, .. } = job else { return false };
        if !self.is_worker(actor) || again.is_some_and(|again| again.give_up) {
            return false;
        }
        if again.is_none() && !self.chunks.contains_key(&(claim.part, claim.ticket)) {
            if !self.deadly || end || !self.random.chance(8) {
                return false;
            }
            let poisons = 1 + self.random.below(3);
            self.chunk(claim, end, poisons);
        }
        let Some(chunk) = self.chunks.get(&(claim.part, claim.ticket)) else { return false };
        let span = again.map_or(Span { from: 0, to: chunk.items }, |again| again.span);
        let Some(&item) = chunk.poison.range(span.from..span.to).next() else { return false };
        self.jobs.insert((actor, id), job);
        self.die(actor, Some((id, item)));
        true
    }

    /// Some worker dies, whatever it does.
    pub(super) fn kill(&mut self) {
        let busy: BTreeSet<u32> = self.jobs.keys().map(|(actor, _)| *actor).filter(|it| self.is_worker(*it)).collect();
        if busy.is_empty() {
            return;
        }
        let actor = self.random.pick(&busy.into_iter().collect::<Vec<_>>());
        let ids: Vec<u64> = self.turns_of(actor).iter().map(|((_, id), ..)| *id).collect();
        let runs = self.random.pick(&ids);
        let runs = self.random.chance(80).then_some((runs, u32::MAX));
        self.die(actor, runs);
    }

    /// The worker of an actor dies while it runs this item of this turn.
    fn die(&mut self, actor: u32, runs: Option<(u64, u32)>) {
        for (id, claim, again) in self.turns_of(actor) {
            let job = self.jobs.remove(&id).expect("it is out");
            let Job::Part { end, .. } = job else { unreachable!("it is a turn") };
            self.chunk(claim, end, 0);
            let Chunk { items, settled, tells, keeps, .. } = self.chunks[&(claim.part, claim.ticket)];
            let span = again.map_or(Span { from: settled, to: items }, |again| again.span);
            let crash = match runs.filter(|(runs, _)| *runs == id.1 && !span.is_empty()) {
                None => Crash { items, kept: settled, running: Span::EMPTY },
                Some((_, item)) => {
                    let some = span.from + self.random.below(span.len() as usize) as u32;
                    let item = if item == u32::MAX { some } else { item };
                    let kept = if keeps { item } else { span.from };
                    let running = if tells { Span { from: item, to: item + 1 } } else { Span { from: kept, ..span } };
                    Crash { items, kept, running }
                }
            };
            self.chunks.get_mut(&(claim.part, claim.ticket)).expect("it is there").settled = crash.kept;
            if self.random.chance(50) {
                // What it had sent before it died comes after the news of its death, and maybe twice.
                for _ in 0..1 + self.random.below(2) {
                    self.old.push((actor, job));
                    self.later(200, Step::Late(self.old.len() - 1));
                }
            }
            let Crash { items, kept, running } = crash;
            self.history.note(What::Crashed(claim, ActorId(actor), crash));
            if items == 0 {
                self.chunks.remove(&(claim.part, claim.ticket));
            }
            let spent = Nanos(self.random.pick(&[10, 30_000]));
            self.handle(Input::Crashed { actor: ActorId(actor), claim, items, kept, running, spent });
        }
        // It has another worker soon.
        self.later(50, Step::Ask(actor));
    }

    /// A step of a chunk with which a worker died: a piece of some of its items, or of all that are left.
    pub(super) fn answer_again(&mut self, actor: ActorId, job: Job) {
        let Job::Part { claim, end, last, again: Some(again), .. } = job else { unreachable!("only a step is run so") };
        let key = (claim.part, claim.ticket);
        let ins = self.ins(claim.part);
        let gathers = self.plan.edges[ins[0]].gathers;
        let spent = Nanos(1000);
        let (mut done, mut waits) = (true, None);
        if !gathers && !again.give_up && self.random.chance(20) {
            done = false;
            if self.random.chance(50) {
                let rests = Some(Nanos::micros(self.random.pick(&[0, 30, 2_000])));
                self.handle(Input::Deposited { actor, claim, done, waits, away: None, rests, spent });
                return;
            }
        } else if again.last {
            if gathers {
                (done, waits) = self.gather(claim, &ins, end);
            } else {
                self.take_piece(claim, ins[0], end);
            }
        } else if gathers {
            self.take_gathered(claim, &ins, end);
            self.parked.insert(key, None);
        }
        if done || waits.is_some() {
            self.history.note(What::Settled(claim, again.span));
            self.chunks.get_mut(&key).expect("a worker died with it").settled = again.span.to;
            if again.last {
                self.chunks.remove(&key);
            }
        }
        self.deposit(actor, claim, (done, again.last && last), waits, spent);
    }
}
