//! Who is there, what each runs, and who sleeps.
//!
//! Sleepers of a pool are counted, not listed, so that nothing here grows with the number of workers.

use super::ids::{ActorId, DomainId, ImapId, Nanos, OutputId, PartId, Ticket};
use super::message::Role;
use super::plan::{Class, Shape};

/// A job that an actor holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    Pull(DomainId),
    Part(PartId, Ticket),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    /// Not known, or gone.
    Gone,
    /// It runs a job, or does something of its own.
    Awake,
    /// It was told that there is nothing.
    Asleep,
    /// A reader that was woken and has not asked yet.
    Woken,
}

#[derive(Debug)]
struct Actor {
    mood: Mood,
    role: Role,
    mask: u64,
    /// Its jobs, and since when it has each.
    held: Vec<(Held, Nanos)>,
}

/// The idle workers of one role: `Worker` or `Mover` of one IMap.
#[derive(Debug, Clone, Copy)]
struct Pool {
    role: Role,
    mask: u64,
    asleep: u32,
    waking: u32,
}

#[derive(Debug)]
pub(super) struct Roster {
    actors: Vec<Actor>,
    pools: Vec<Pool>,
    /// Readers that sleep, in the order in which they fell asleep.
    readers: Vec<ActorId>,
    /// Readers that were woken and have not asked yet.
    woken: Vec<ActorId>,
    /// How many actors with a job, or just woken, may do work of a class.
    serving: Vec<u32>,
    /// Those of `serving` that were woken and have not asked yet.
    waking: Vec<u32>,
    /// Actors that asked and are not lost.
    pub(super) present: u64,
    /// Jobs that are out.
    pub(super) running: u64,
}

impl Roster {
    pub(super) fn new(shape: &Shape) -> Roster {
        let pools = (0..shape.imaps as u32).map(ImapId).flat_map(|imap| {
            [Role::Worker { imap }, Role::Mover { imap }].map(|role| {
                let mask = mask(shape, role);
                Pool { role, mask, asleep: 0, waking: 0 }
            })
        });
        Roster {
            actors: Vec::new(),
            pools: pools.collect(),
            readers: Vec::new(),
            woken: Vec::new(),
            serving: vec![0; shape.classes()],
            waking: vec![0; shape.classes()],
            present: 0,
            running: 0,
        }
    }

    /// The actor is here and asks. Gives the classes that it serves.
    pub(super) fn arrive(&mut self, shape: &Shape, actor: ActorId, role: Role) -> u64 {
        while self.actors.len() <= actor.index() {
            let role = Role::Reader { output: None, may_help: super::ImapSet::NONE };
            self.actors.push(Actor { mood: Mood::Gone, role, mask: 0, held: Vec::new() });
        }
        if self.actors[actor.index()].mood == Mood::Gone {
            self.present += 1;
        }
        self.rouse(actor);
        let row = &mut self.actors[actor.index()];
        row.mood = Mood::Awake;
        if row.role != role || row.mask == 0 {
            assert!(row.held.is_empty(), "actor {actor} changed its role with a job in hand");
            row.role = role;
            row.mask = mask(shape, role);
        }
        row.mask
    }

    /// The actor no longer sleeps, however it came about.
    fn rouse(&mut self, actor: ActorId) {
        let Actor { mood, role, mask, .. } = self.actors[actor.index()];
        match (mood, pool(role)) {
            (Mood::Asleep, Some(pool)) => {
                let pool = &mut self.pools[pool];
                if pool.waking > 0 {
                    pool.waking -= 1;
                    count(&mut self.serving, mask, -1);
                    count(&mut self.waking, mask, -1);
                } else {
                    pool.asleep -= 1;
                }
            }
            (Mood::Asleep, None) => self.readers.retain(|&reader| reader != actor),
            (Mood::Woken, _) => {
                self.woken.retain(|&reader| reader != actor);
                count(&mut self.serving, mask, -1);
                count(&mut self.waking, mask, -1);
            }
            (Mood::Gone | Mood::Awake, _) => {}
        }
        self.actors[actor.index()].mood = Mood::Awake;
    }

    /// The actor got a job.
    pub(super) fn hold(&mut self, now: Nanos, actor: ActorId, job: Held) {
        let row = &mut self.actors[actor.index()];
        assert_eq!(row.mood, Mood::Awake, "a job for an actor that did not ask");
        row.held.push((job, now));
        self.running += 1;
        if row.held.len() == 1 {
            count(&mut self.serving, row.mask, 1);
        }
    }

    /// The actor's job is over.
    pub(super) fn release(&mut self, actor: ActorId, job: Held) {
        let row = &mut self.actors[actor.index()];
        let at = row.held.iter().position(|(held, _)| *held == job).expect("the engine noted the job when it gave it");
        row.held.swap_remove(at);
        self.running -= 1;
        if row.held.is_empty() {
            count(&mut self.serving, row.mask, -1);
        }
    }

    /// The actor was told that there is nothing. One that still holds jobs comes back by itself.
    pub(super) fn sleep(&mut self, actor: ActorId) {
        let row = &mut self.actors[actor.index()];
        if !row.held.is_empty() {
            return;
        }
        row.mood = Mood::Asleep;
        match pool(row.role) {
            Some(pool) => self.pools[pool].asleep += 1,
            None => self.readers.push(actor),
        }
    }

    /// The actor is gone; its jobs are the caller's. False if it was not there.
    pub(super) fn lose(&mut self, actor: ActorId, jobs: &mut Vec<Held>) {
        if self.actors.get(actor.index()).is_none_or(|row| row.mood == Mood::Gone) {
            return;
        }
        self.rouse(actor);
        let row = &mut self.actors[actor.index()];
        row.mood = Mood::Gone;
        if !row.held.is_empty() {
            count(&mut self.serving, row.mask, -1);
        }
        self.running -= row.held.len() as u64;
        self.present -= 1;
        jobs.extend(row.held.drain(..).map(|(job, _)| job));
    }

    /// A woken reader that no longer waits for its output will not come: it counts as asleep again.
    pub(super) fn forget_woken(&mut self, output: OutputId) {
        while let Some(&id) = self.woken.iter().find(|id| self::output(self.actors[id.index()].role) == Some(output)) {
            self.rouse(id);
            self.sleep(id);
        }
    }

    /// How many workers of an IMap have a job.
    pub(super) fn busy(&self, imap: ImapId) -> usize {
        let works = |role| matches!(role, Role::Worker { imap: it } | Role::Mover { imap: it } if it == imap);
        self.actors.iter().filter(|row| !row.held.is_empty() && works(row.role)).count()
    }

    /// The jobs that are out: who has each, and since when.
    pub(super) fn jobs(&self) -> impl Iterator<Item = (ActorId, Held, Nanos)> {
        let rows = (0..).map(ActorId).zip(&self.actors);
        rows.flat_map(|(actor, row)| row.held.iter().map(move |(job, since)| (actor, *job, *since)))
    }

    /// May this actor do work of a class?
    pub(super) fn serves(&self, actor: ActorId, class: Class) -> bool {
        self.actors.get(actor.index()).is_some_and(|row| row.mask >> class & 1 == 1)
    }

    pub(super) fn serving(&self, class: Class) -> u32 {
        self.serving[class]
    }

    pub(super) fn waking(&self, class: Class) -> u32 {
        self.waking[class]
    }

    /// Could anybody be woken at all?
    pub(super) fn has_sleepers(&self) -> bool {
        self.pools.iter().any(|pool| pool.asleep > 0) || !self.readers.is_empty()
    }

    /// Could anybody be woken for work of this class?
    pub(super) fn has_sleeper(&self, class: Class) -> bool {
        self.pools.iter().any(|pool| pool.asleep > 0 && pool.mask >> class & 1 == 1) || !self.readers.is_empty()
    }

    /// Is there a mover that sleeps, or was woken and has not asked yet?
    pub(super) fn has_free_mover(&self) -> bool {
        self.pools.iter().any(|pool| matches!(pool.role, Role::Mover { .. }) && pool.asleep + pool.waking > 0)
    }

    /// Marks up to `most` sleepers of a pool as woken.
    pub(super) fn wake_workers(&mut self, class: Class, most: u32) -> Option<(Role, u32)> {
        let pool = self.pools.iter_mut().find(|pool| pool.asleep > 0 && pool.mask >> class & 1 == 1)?;
        let woken = pool.asleep.min(most);
        pool.asleep -= woken;
        pool.waking += woken;
        count(&mut self.serving, pool.mask, woken as i32);
        count(&mut self.waking, pool.mask, woken as i32);
        Some((pool.role, woken))
    }

    /// Marks one sleeping reader as woken, if there is one that may do this work and that waits.
    pub(super) fn wake_reader(
        &mut self,
        class: Class,
        waits: impl Fn(OutputId) -> bool,
    ) -> Option<(ActorId, Option<OutputId>)> {
        let fit = |&id: &ActorId| {
            let row = &self.actors[id.index()];
            row.mask >> class & 1 == 1 && output(row.role).is_none_or(&waits)
        };
        let at = self.readers.iter().position(fit)?;
        let id = self.readers.remove(at);
        let row = &mut self.actors[id.index()];
        row.mood = Mood::Woken;
        self.woken.push(id);
        count(&mut self.serving, row.mask, 1);
        count(&mut self.waking, row.mask, 1);
        Some((id, output(row.role)))
    }
}

fn output(role: Role) -> Option<OutputId> {
    match role {
        Role::Reader { output, .. } => output,
        Role::Worker { .. } | Role::Mover { .. } => None,
    }
}

fn pool(role: Role) -> Option<usize> {
    match role {
        Role::Worker { imap } => Some(imap.index() * 2),
        Role::Mover { imap } => Some(imap.index() * 2 + 1),
        Role::Reader { .. } => None,
    }
}

/// The classes of work that a role may do.
fn mask(shape: &Shape, role: Role) -> u64 {
    match role {
        Role::Worker { imap } => 1 << imap.0,
        Role::Mover { imap } => 1 << imap.0 | 1 << shape.placed(),
        Role::Reader { may_help, .. } => may_help.0 & shape.helpable | 1 << shape.placed() | 1 << shape.inline(),
    }
}

fn count(counts: &mut [u32], mut mask: u64, change: i32) {
    while mask != 0 {
        let class = mask.trailing_zeros() as usize;
        counts[class] = counts[class].checked_add_signed(change).expect("nobody leaves who did not come");
        mask &= mask - 1;
    }
}
