//! Random plans, workers, readers and faults, from one seed; every run is judged by the history and the ledger.
//!
//! Two phases: anything may fail, then nothing fails any more and the run must end in a bounded number of steps. `PAPY_SIM_SEED=n` runs one
//! seed. Else `PAPY_SIM_SEEDS=n` of them are run, the same each time, and a quarter as many more that nobody has seen yet: from
//! `PAPY_SIM_FRESH=n` on, or from one that is printed.

mod crashing;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet};
use std::num::NonZeroU32;

use super::history::{Chunk, History, Rules, What};
use super::ledger::{Ledger, Tally};
use super::sim_plan::{Random, random_plan};
use super::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    /// An actor asks for a job.
    Ask(u32),
    /// An actor's job, by its number, is done.
    Answer(u32, u64),
    /// The answer of a lost actor comes again.
    Late(usize),
    /// A reader looks at its output.
    Read(u32),
    Ready(u32),
    /// What was away comes back.
    Back(u32, u64),
    Hire,
    Fault,
    Tick,
}

struct Reader {
    actor: u32,
    gone: bool,
}

struct World {
    seed: u64,
    random: Random,
    plan: Plan,
    zips: Vec<bool>,
    engine: Engine,
    now: u64,
    order: u64,
    /// When the next tick is that it waits for.
    reminded: Option<u64>,
    steps: BinaryHeap<Reverse<(u64, u64, Step)>>,
    roles: BTreeMap<u32, Role>,
    asleep: BTreeSet<u32>,
    /// By actor and number.
    jobs: BTreeMap<(u32, u64), Job>,
    /// How many jobs an actor takes at once, where that is not one.
    rooms: BTreeMap<u32, usize>,
    /// Some chunks have items that kill workers.
    deadly: bool,
    /// Chunks with which a worker died, or will.
    chunks: HashMap<(PartId, Ticket), crashing::Chunk>,
    old: Vec<(u32, Job)>,
    /// Pieces that lie on edges: the places of `flow`.
    places: HashMap<(usize, Ticket), u32>,
    /// Edges on which no piece comes any more.
    complete: HashSet<(usize, Ticket)>,
    /// Parts that parked in a zip or merge, and the input that they need.
    parked: HashMap<(PartId, Ticket), Option<u16>>,
    /// Every turn that was handed out.
    turns: HashSet<Claim>,
    /// How many tickets each part is done with.
    passed: HashMap<PartId, u64>,
    sources: Vec<u64>,
    readers: BTreeMap<u32, Reader>,
    history: History,
    ledger: Ledger,
    actors: u32,
    healing: bool,
    paused: bool,
    over: bool,
    stalls: u64,
}

impl World {
    fn new(seed: u64) -> World {
        let mut random = Random(seed);
        let (plan, zips) = random_plan(&mut random);
        let limits = Limits { tickets_max: random.pick(&[2, 2, 4, 16, 64]), ..Limits::default() };
        let mut ledger = Ledger::default();
        for id in 0..plan.domains.len() {
            ledger.add_input(format!("input {id}"));
        }
        for (id, output) in plan.outputs.iter().enumerate() {
            ledger.add_output(format!("output {id}"), output.domain.index());
        }
        let sources = plan.domains.iter().map(|_| random.below(400) as u64).collect();
        let mut world = World {
            seed,
            engine: Engine::new(plan.clone(), limits),
            random,
            plan,
            zips,
            now: 0,
            order: 0,
            reminded: None,
            steps: BinaryHeap::new(),
            roles: BTreeMap::new(),
            asleep: BTreeSet::new(),
            jobs: BTreeMap::new(),
            rooms: BTreeMap::new(),
            deadly: false,
            chunks: HashMap::new(),
            old: Vec::new(),
            places: HashMap::new(),
            complete: HashSet::new(),
            parked: HashMap::new(),
            turns: HashSet::new(),
            passed: HashMap::new(),
            sources,
            readers: BTreeMap::new(),
            history: History::default(),
            ledger,
            actors: 0,
            healing: false,
            paused: false,
            over: false,
            stalls: 0,
        };
        world.deadly = world.random.chance(50);
        world.cast();
        world
    }

    /// Who is there at the start.
    fn cast(&mut self) {
        for output in 0..self.plan.outputs.len() as u32 {
            if self.plan.outputs[output as usize].reader == ReadBy::User {
                let may_help = if self.random.chance(50) { ImapSet::ALL } else { ImapSet::NONE };
                let actor = self.add_actor(Role::Reader { output: Some(OutputId(output)), may_help });
                self.readers.insert(output, Reader { actor, gone: false });
                self.later(50, Step::Read(output));
            }
        }
        for _ in 0..self.random.below(5) {
            self.hire(None);
        }
        self.later(100, Step::Hire);
        self.later(1000, Step::Fault);
    }

    fn add_actor(&mut self, role: Role) -> u32 {
        self.actors += 1;
        self.roles.insert(self.actors - 1, role);
        self.actors - 1
    }

    fn hire(&mut self, imap: Option<u32>) {
        let imap = ImapId(imap.unwrap_or_else(|| self.random.below(self.plan.imaps.len()) as u32));
        let role = if self.random.chance(50) { Role::Worker { imap } } else { Role::Mover { imap } };
        let actor = self.add_actor(role);
        if matches!(role, Role::Worker { .. }) {
            self.rooms.insert(actor, 1 + self.random.below(4));
        }
        self.later(20, Step::Ask(actor));
    }

    fn later(&mut self, within: usize, step: Step) {
        let at = self.now + 1 + self.random.below(within * 1000) as u64;
        self.order += 1;
        self.steps.push(Reverse((at, self.order, step)));
    }

    fn run(mut self) -> World {
        let safety = 200 + self.random.below(1500);
        for step in 0..200_000 {
            if self.over {
                return self.judged();
            }
            if step == safety {
                self.heal();
            }
            let Some(Reverse((at, _, next))) = self.steps.pop() else {
                assert!(
                    !self.healing,
                    "seed {}: hangs: {:?}\n{:#?}\nasleep {:?}",
                    self.seed, self.plan, self.engine, self.asleep
                );
                self.heal();
                continue;
            };
            self.now = at;
            self.step(next);
            if step % 16 == 0 {
                super::tests::view::explains(&self.engine);
            }
            // A sleeper of flow comes back at the deadline.
            if let Some(deadline) = self.engine.deadline()
                && self.reminded.is_none_or(|reminded| deadline.0 < reminded)
            {
                self.reminded = Some(deadline.0);
                self.order += 1;
                self.steps.push(Reverse((deadline.0.max(self.now), self.order, Step::Tick)));
            }
        }
        panic!("seed {}: does not end: {:#?}", self.seed, self.engine)
    }

    fn heal(&mut self) {
        self.healing = true;
        if std::mem::take(&mut self.paused) {
            self.handle(Input::Resume);
        }
        for imap in 0..self.plan.imaps.len() as u32 {
            self.hire(Some(imap));
        }
        for output in self.readers.keys().copied().collect::<Vec<_>>() {
            self.later(1, Step::Read(output));
        }
        // Whoever waits for `finish` reads nothing and moves everything.
        let driver = self.add_actor(Role::Reader { output: None, may_help: ImapSet::NONE });
        self.later(1, Step::Ask(driver));
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Ask(actor) => {
                if self.roles.contains_key(&actor) && self.has_room(actor) {
                    self.ask(actor);
                }
            }
            Step::Answer(actor, id) => {
                if let Some(job) = self.jobs.remove(&(actor, id))
                    && !self.dies(actor, id, job)
                {
                    self.answer(actor, job);
                    match self.roles[&actor] {
                        Role::Reader { output: Some(output), .. } => self.read(output.0),
                        _ => self.ask(actor),
                    }
                }
            }
            Step::Late(at) => {
                let (actor, job) = self.old[at];
                self.answer_late(actor, job);
            }
            Step::Read(output) => {
                if self.has_room(self.readers[&output].actor) {
                    self.read(output);
                }
            }
            Step::Back(part, ticket) => self.handle(Input::Returned { part: PartId(part), ticket: Ticket(ticket) }),
            Step::Ready(domain) => self.handle(Input::SourceReady { domain: DomainId(domain) }),
            Step::Hire => {
                if self.roles.len() < 12 {
                    self.hire(None);
                }
                if !self.healing {
                    self.later(300, Step::Hire);
                }
            }
            Step::Fault => {
                if !self.healing {
                    self.fault();
                    self.later(1000, Step::Fault);
                }
            }
            Step::Tick => {
                self.reminded = self.reminded.filter(|reminded| *reminded > self.now);
                self.handle(Input::Tick);
            }
        }
    }

    fn has_room(&self, actor: u32) -> bool {
        let jobs = self.jobs.range((actor, 0)..=(actor, u64::MAX)).count();
        jobs < self.rooms.get(&actor).copied().unwrap_or(1)
    }

    fn ask(&mut self, actor: u32) {
        self.asleep.remove(&actor);
        let most = self.random.pick(&[1, 3, 1 << 20]);
        let role = self.roles[&actor];
        self.handle(Input::Ask { actor: ActorId(actor), role, most });
    }

    fn fault(&mut self) {
        match self.random.below(50) {
            40.. => self.kill(),
            0..20 => {
                let all: Vec<u32> = self.roles.keys().copied().collect();
                let actor = self.random.pick(&all);
                if !matches!(self.roles[&actor], Role::Reader { .. }) {
                    self.lose(actor);
                }
            }
            20..25 => {
                let outputs: Vec<u32> = self.readers.keys().copied().collect();
                let output = self.random.pick(&outputs);
                if self.readers[&output].gone || self.random.chance(50) {
                    return;
                }
                self.leave(output);
                self.handle(Input::OutputDropped { output: OutputId(output) });
            }
            25..29 => {
                self.paused = !self.paused;
                self.handle(if self.paused { Input::Pause } else { Input::Resume });
            }
            29..31 => self.handle(Input::Stop),
            31 => self.handle(Input::Cancel),
            32..36 => {
                // Somebody wakes without having been told to.
                if let Some(&actor) = self.asleep.first() {
                    self.later(1, Step::Ask(actor));
                }
            }
            _ => {}
        }
    }

    fn lose(&mut self, actor: u32) {
        self.roles.remove(&actor);
        self.asleep.remove(&actor);
        self.history.note(What::Lost(ActorId(actor)));
        let ids: Vec<(u32, u64)> = self.jobs.range((actor, 0)..=(actor, u64::MAX)).map(|(id, _)| *id).collect();
        let jobs: Vec<Job> = ids.iter().filter_map(|id| self.jobs.remove(id)).collect();
        // One that hangs in a call: what is left of its chunk goes on without it, and it comes back late or never.
        let hangs = |part: PartId| self.plan.edges.iter().all(|edge| edge.to != To::Part(part) || !edge.gathers);
        let hanging = jobs.first().and_then(|job| match *job {
            Job::Part { claim, .. } => Some(claim).filter(|claim| hangs(claim.part)),
            Job::Pull(_) => None,
        });
        for job in jobs {
            if self.random.chance(50) {
                self.old.push((actor, job));
                self.later(200, Step::Late(self.old.len() - 1));
            }
        }
        let actor = ActorId(actor);
        match hanging.filter(|_| self.random.chance(50)) {
            Some(claim) => self.handle(Input::WriteOff { actor, claim }),
            None => self.handle(Input::Lost { actor }),
        }
    }

    fn leave(&mut self, output: u32) {
        let actor = self.readers[&output].actor;
        self.readers.get_mut(&output).expect("it is read").gone = true;
        self.lose(actor);
    }

    /// A reader takes one piece, or waits and helps.
    fn read(&mut self, id: u32) {
        let Reader { actor, gone } = self.readers[&id];
        if gone {
            return;
        }
        self.asleep.remove(&actor);
        let output = OutputId(id);
        if let Some(next) = self.engine.next_for(output) {
            self.handle(Input::Unwant { output });
            self.take(output, next);
            let pause = if self.healing { 1 } else { self.random.pick(&[1, 1, 20, 3000]) };
            self.later(pause, Step::Read(id));
        } else if self.engine.is_ended(output) {
            self.handle(Input::Unwant { output });
            self.leave(id);
        } else {
            self.handle(Input::Want { output });
            self.ask(actor);
        }
    }

    fn take(&mut self, output: OutputId, next: Next) {
        self.clear_place(output, next);
        self.history.note(What::Emitted(output, chunk(next), next.last));
        if next.last {
            self.ledger.count(output.index(), Tally { ok: u64::from(next.items), ..Tally::default() });
        }
        self.handle(Input::Taken { output, ticket: next.ticket });
    }

    fn clear_place(&mut self, output: OutputId, next: Next) {
        let at = self.plan.edges.iter().position(|edge| edge.to == To::Output(output)).expect("an edge leads there");
        let pieces = self.places.remove(&(at, next.ticket));
        // Pieces of the empty last ticket on a source's edges are never laid by anybody.
        let laid = !(next.end && self.plan.edges[at].from == From::Source);
        assert_eq!(pieces, laid.then_some(1), "seed {}: one piece waits at {output}", self.seed);
    }

    /// What a worker does with its job: look into places, lay pieces.
    fn answer(&mut self, actor: u32, job: Job) {
        let spent = Nanos(self.random.pick(&[10, 1000, 30_000, 200_000]));
        let actor = ActorId(actor);
        match job {
            Job::Pull(pull) => {
                let (items, more) = self.pull(pull);
                // The pieces lie there before the engine knows.
                let ticket = pull.ticket;
                if items > 0 {
                    self.lay(|edge| edge.domain == pull.domain && edge.from == From::Source, ticket);
                    let chunk = Chunk { ticket, first: pull.first, items };
                    self.history.note(What::Accepted(pull.domain, chunk));
                    self.ledger.accept(pull.domain.index(), u64::from(items));
                }
                if more == More::Later && self.plan.domains[pull.domain.index()].feeds.is_empty() {
                    self.later(200, Step::Ready(pull.domain.0));
                }
                self.handle(Input::Pulled { actor, pull, items, more, spent });
            }
            Job::Part { claim, again: Some(_), .. } => {
                self.history.note(What::Finished(claim, actor));
                self.answer_again(actor, job);
            }
            Job::Part { claim, end, last, .. } => {
                self.history.note(What::Finished(claim, actor));
                let ins = self.ins(claim.part);
                let (done, waits) = if self.plan.edges[ins[0]].gathers {
                    self.gather(claim, &ins, end)
                } else if !self.plan.parts[claim.part.index()].serial && self.random.chance(20) {
                    let Claim { part, ticket, .. } = claim;
                    let away = NonZeroU32::new(1 + self.random.below(4) as u32);
                    if self.random.chance(80) {
                        self.later(300, Step::Back(part.0, ticket.0));
                    } else {
                        self.handle(Input::Returned { part, ticket });
                    }
                    self.handle(Input::Deposited { actor, claim, done: false, waits: None, away, rests: None, spent });
                    return;
                } else {
                    let done = self.random.chance(80);
                    if done {
                        self.take_piece(claim, ins[0], end);
                    }
                    (done, None)
                };
                if !done && !self.plan.edges[ins[0]].gathers && self.random.chance(30) {
                    let rests = Some(Nanos::micros(self.random.pick(&[0, 30, 2_000, 200_000])));
                    self.handle(Input::Deposited { actor, claim, done, waits, away: None, rests, spent });
                    return;
                }
                self.deposit(actor, claim, (done, last), waits, spent);
            }
        }
    }

    fn ins(&self, part: PartId) -> Vec<usize> {
        (0..self.plan.edges.len()).filter(|edge| self.plan.edges[*edge].to == To::Part(part)).collect()
    }

    /// A turn lays its pieces; of its ticket the last ones if it is `done` with the `last` input.
    fn deposit(&mut self, actor: ActorId, claim: Claim, (done, last): (bool, bool), waits: Option<u16>, spent: Nanos) {
        self.lay(|edge| edge.from == From::Part(claim.part), claim.ticket);
        if done && last {
            let outs = (0..self.plan.edges.len()).filter(|edge| self.plan.edges[*edge].from == From::Part(claim.part));
            self.complete.extend(outs.map(|edge| (edge, claim.ticket)));
            *self.passed.entry(claim.part).or_default() += 1;
        }
        self.handle(Input::Deposited { actor, claim, done, waits, away: None, rests: None, spent });
    }

    /// A turn of a zip or merge: takes the pieces that it waited for, and needs whichever input it pleases.
    fn gather(&mut self, claim: Claim, ins: &[usize], end: bool) -> (bool, Option<u16>) {
        let key = (claim.part, claim.ticket);
        self.take_gathered(claim, ins, end);
        let more = |edge: usize| {
            let whole = self.complete.contains(&(edge, claim.ticket)) || self.plan.edges[edge].from == From::Source;
            !whole || self.places.contains_key(&(edge, claim.ticket))
        };
        let open: Vec<u16> = (0..ins.len() as u16).filter(|input| more(ins[usize::from(*input)])).collect();
        if self.random.chance(20) {
            self.parked.insert(key, None);
            return (false, None);
        }
        if open.is_empty() {
            return (true, None);
        }
        let waits = Some(self.random.pick(&open));
        self.parked.insert(key, waits);
        (false, waits)
    }

    /// What a turn of a zip or merge takes: a piece of each input, or of the one that it waited for.
    fn take_gathered(&mut self, claim: Claim, ins: &[usize], end: bool) {
        match self.parked.remove(&(claim.part, claim.ticket)) {
            None => ins.iter().for_each(|edge| self.take_piece(claim, *edge, end)),
            Some(None) => {}
            Some(Some(input)) => self.take_piece(claim, ins[usize::from(input)], end),
        }
    }

    fn take_piece(&mut self, claim: Claim, edge: usize, end: bool) {
        let (place, row) = ((edge, claim.ticket), &self.plan.edges[edge]);
        let empty_end = end && row.from == From::Source;
        let Some(pieces) = self.places.get_mut(&place) else {
            assert!(empty_end, "seed {}: no piece for {claim:?}", self.seed);
            return;
        };
        *pieces -= 1;
        if *pieces == 0 {
            self.places.remove(&place);
        }
    }

    fn lay(&mut self, on: impl Fn(&EdgePlan) -> bool, ticket: Ticket) {
        for (edge, row) in self.plan.edges.iter().enumerate().filter(|(_, row)| on(row)) {
            let pieces = self.places.entry((edge, ticket)).or_default();
            *pieces += 1;
            let fits = *pieces == 1 || row.gathers;
            assert!(
                fits,
                "seed {}: a second piece on edge {edge} for {ticket}\n{}",
                self.seed,
                self.history.to_jsonl()
            );
        }
    }

    fn answer_late(&mut self, actor: u32, job: Job) {
        let (actor, spent) = (ActorId(actor), Nanos(5));
        match job {
            Job::Pull(pull) => self.handle(Input::Pulled { actor, pull, items: 0, more: More::Never, spent }),
            Job::Part { claim, .. } => {
                self.handle(Input::Deposited { actor, claim, done: true, waits: None, away: None, rests: None, spent });
            }
        }
    }

    fn pull(&mut self, pull: Pull) -> (u32, More) {
        let id = pull.domain.index();
        let feeds = self.plan.domains[id].feeds.clone();
        if feeds.is_empty() {
            let left = &mut self.sources[id];
            let mut items = (*left).min(u64::from(pull.items)) as u32;
            if self.random.chance(20) {
                items = self.random.below(items as usize + 1) as u32;
            }
            *left -= u64::from(items);
            let more = match *left {
                0 if self.random.chance(80) => More::Never,
                _ if self.random.chance(20) => More::Later,
                0 => More::Later,
                _ => More::Now,
            };
            return (items, more);
        }
        let mut items = 0;
        while items < pull.items {
            let ready: Vec<OutputId> =
                feeds.iter().copied().filter(|feed| self.engine.next_for(*feed).is_some()).collect();
            if ready.is_empty() || self.zips[id] && ready.len() < feeds.len() {
                break;
            }
            for feed in ready {
                let next = self.engine.next_for(feed).expect("it is ready");
                self.take(feed, next);
            }
            items += 1;
        }
        let ended = |feed: &OutputId| self.engine.is_ended(*feed);
        let over = if self.zips[id] { feeds.iter().any(ended) } else { feeds.iter().all(ended) };
        (
            items,
            if over {
                More::Never
            } else if items == pull.items {
                More::Now
            } else {
                More::Later
            },
        )
    }

    fn handle(&mut self, input: Input) {
        self.engine.handle(Nanos(self.now), input);
        while let Some(output) = self.engine.poll() {
            self.act(output);
        }
    }

    fn act(&mut self, output: Output) {
        match output {
            Output::Run { actor, job } => {
                if let Job::Part { claim, end, again, .. } = job {
                    let passed = self.passed.get(&claim.part).copied().unwrap_or(0);
                    let early = end && self.plan.parts[claim.part.index()].totals && passed < claim.ticket.0;
                    assert!(!early, "seed {}: {claim:?} ends before the others passed", self.seed);
                    self.history.note(What::Dispatched(claim, actor));
                    self.history.note(What::Started(claim, actor));
                    again.into_iter().for_each(|again| self.history.note(What::Again(claim, again)));
                    let fresh = self.turns.insert(claim);
                    assert!(fresh, "seed {}: {claim:?} handed out twice", self.seed);
                }
                assert!(self.has_room(actor.0), "seed {}: a job too many", self.seed);
                let within = if self.random.chance(3) { 500 } else { 20 };
                self.jobs.insert((actor.0, self.order), job);
                self.later(within, Step::Answer(actor.0, self.order));
                if self.has_room(actor.0) {
                    self.later(5, Step::Ask(actor.0));
                }
            }
            Output::Idle { actor } => {
                // One with a job comes back by itself.
                if !self.jobs.keys().any(|(holder, _)| *holder == actor.0) {
                    self.asleep.insert(actor.0);
                }
            }
            Output::Wake { role, workers } => {
                for _ in 0..workers {
                    let fit: Vec<u32> = self.asleep.iter().copied().filter(|id| self.roles[id] == role).collect();
                    // One that woke by itself may be counted for one that was woken and is still on its way.
                    if fit.is_empty() {
                        break;
                    }
                    let actor = self.random.pick(&fit);
                    self.asleep.remove(&actor);
                    self.later(5, Step::Ask(actor));
                }
            }
            Output::WakeReader { actor, output } => match output {
                Some(output) => self.later(5, Step::Read(output.0)),
                None => self.later(5, Step::Ask(actor.0)),
            },
            Output::Deliver { output, .. } => self.later(5, Step::Read(output.0)),
            Output::Discard { output, piece } => {
                self.clear_place(output, piece);
                self.history.note(What::Discarded(output, chunk(piece), piece.last));
                if piece.last {
                    self.ledger.count(output.index(), Tally { gaps: u64::from(piece.items), ..Tally::default() });
                }
            }
            Output::Abandon { output, ticket, first, items } => {
                self.history.note(What::Cancelled(output, Chunk { ticket, first, items }));
                self.ledger.count(output.index(), Tally { cancelled: u64::from(items), ..Tally::default() });
            }
            Output::Stale { actor, claim } => {
                if let Some(claim) = claim {
                    self.history.note(What::DroppedStale(claim, actor));
                }
            }
            Output::WrittenOff { .. } => {}
            Output::Stalled { .. } => self.stalls += 1,
            Output::Ended { output } => {
                if self.readers.contains_key(&output.0) {
                    self.later(5, Step::Read(output.0));
                }
            }
            Output::Over => self.over = true,
        }
    }

    /// How many workers an item of a part there may crash.
    fn attempts(&self, place: Place) -> u32 {
        match place {
            Place::Imap(imap) => self.plan.imaps[imap.index()].attempts,
            Place::Inline => 1,
        }
    }

    fn judged(self) -> World {
        let windows = self.plan.domains.iter().map(|domain| domain.window_items.unwrap_or(1 << 40));
        let rules = Rules {
            windows: windows.collect(),
            outputs: self.plan.outputs.iter().map(|output| (output.domain, output.ordered)).collect(),
            parts: self.plan.parts.iter().map(|part| part.domain).collect(),
            attempts: self.plan.parts.iter().map(|part| self.attempts(part.place)).collect(),
            cancelled: self.engine.is_cancelled(),
        };
        if let Err(fault) = self.history.check(&rules).and_then(|()| self.ledger.check()) {
            panic!("seed {}: {fault}\n{:#?}\n{}", self.seed, self.plan, self.history.to_jsonl());
        }
        self
    }
}

fn chunk(next: Next) -> Chunk {
    Chunk { ticket: next.ticket, first: next.first, items: next.items }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// A seed that changes from run to run, behind those that are always taken.
fn fresh() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.map_or(1 << 32, |since| (1 << 32) + u64::from(since.subsec_nanos()))
}

#[test]
fn g1_any_plan_with_any_faults_keeps_its_promises() {
    let count = number("PAPY_SIM_SEEDS").unwrap_or(200);
    let fresh = number("PAPY_SIM_FRESH").unwrap_or_else(fresh);
    let seeds: Vec<u64> = match number("PAPY_SIM_SEED") {
        Some(seed) => vec![seed],
        None => (0..count).chain(fresh..fresh + count / 4).collect(),
    };
    println!("{} seeds, those from {fresh} on are new", seeds.len());
    let (count, mut finished) = (seeds.len() as u64, 0);
    let (mut crashes, mut given_up, mut stale) = (0, 0, 0);
    for seed in seeds {
        let world = std::panic::catch_unwind(|| World::new(seed).run());
        let world = world.unwrap_or_else(|_| panic!("failed: PAPY_SIM_SEED={seed} runs it again"));
        for event in &world.history.events {
            crashes += u64::from(matches!(event.what, What::Crashed(..)));
            given_up += u64::from(matches!(event.what, What::Again(_, Again { give_up: true, .. })));
            stale += u64::from(matches!(event.what, What::DroppedStale(..)));
        }
        finished += u64::from(!world.history.events.iter().any(|event| matches!(event.what, What::Cancelled(..))));
    }
    assert!(count < 100 || finished > count / 4, "most runs should reach their end: {finished} of {count}");
    println!("{crashes} turns died with their workers, {given_up} items were given up, {stale} answers came too late");
    assert!(count < 100 || crashes > count && given_up > count / 4 && stale > count / 4, "faults should be tried");
}

#[test]
fn a_seed_replays_identically() {
    let (one, two) = (World::new(7).run(), World::new(7).run());
    assert_eq!(one.history.to_jsonl(), two.history.to_jsonl());
}
