//! T9: what handing out one chunk costs, for many workers and parts.
//!
//! `cargo bench -p papy-runtime --no-default-features --bench engine`. One thread, no workers: only the engine's own time.

use std::collections::VecDeque;
use std::time::Instant;

use papy_runtime::engine::{
    ActorId, DomainId, DomainPlan, EdgePlan, Engine, From, ImapId, ImapPlan, Input, Job, Limits, More, Nanos, Output,
    OutputId, OutputPlan, PartId, PartPlan, Place, Plan, ReadBy, Role, To,
};

const DOMAIN: DomainId = DomainId(0);
const OUTPUT: OutputId = OutputId(0);
const IMAP: ImapId = ImapId(0);

/// A chain of so many parts on one IMap, with an ordered output.
fn chain(parts: u32) -> Plan {
    let edge = |from, to| EdgePlan { domain: DOMAIN, from, to, gathers: false };
    let mut edges = vec![edge(From::Source, To::Part(PartId(0)))];
    edges.extend((1..parts).map(|part| edge(From::Part(PartId(part - 1)), To::Part(PartId(part)))));
    edges.push(edge(From::Part(PartId(parts - 1)), To::Output(OUTPUT)));
    Plan {
        domains: vec![DomainPlan { batch: Some(1), bytes_of_item: 8, ..DomainPlan::default() }],
        parts: (0..parts)
            .map(|_| PartPlan { domain: DOMAIN, place: Place::Imap(IMAP), serial: false, totals: false, weight: 1 })
            .collect(),
        edges,
        outputs: vec![OutputPlan { domain: DOMAIN, ordered: true, reader: ReadBy::User }],
        imaps: vec![ImapPlan::default()],
    }
}

struct Run {
    engine: Engine,
    jobs: Vec<Option<Job>>,
    asleep: Vec<u32>,
    /// Those with a job, in the order in which they end it.
    busy: VecDeque<u32>,
    woken: u32,
    chunks: u64,
    tickets: u64,
}

impl Run {
    fn handle(&mut self, input: Input) {
        self.engine.handle(Nanos(self.chunks), input);
    }

    fn poll(&mut self) {
        while let Some(output) = self.engine.poll() {
            match output {
                Output::Run { actor, job } => {
                    self.jobs[actor.index()] = Some(job);
                    self.busy.push_back(actor.0);
                }
                Output::Idle { actor } => self.asleep.push(actor.0),
                Output::Wake { workers, .. } => self.woken += workers,
                _ => {}
            }
        }
    }

    /// The worker ends what it has and asks again, in the same breath.
    fn turn(&mut self, worker: u32) {
        let actor = ActorId(worker);
        let spent = Nanos::micros(50);
        match self.jobs[actor.index()].take() {
            Some(Job::Pull(pull)) => {
                self.tickets += 1;
                self.handle(Input::Pulled { actor, pull, items: pull.items, more: More::Now, spent: Nanos(100) });
            }
            Some(Job::Part { claim, .. }) => {
                self.chunks += 1;
                self.handle(Input::Deposited { actor, claim, done: true, waits: None, away: None, rests: None, spent });
            }
            None => {}
        }
        self.handle(Input::Ask { actor, role: Role::Mover { imap: IMAP }, most: u32::MAX });
        self.poll();
        while let Some(next) = self.engine.next_for(OUTPUT) {
            self.handle(Input::Taken { output: OUTPUT, ticket: next.ticket });
        }
        self.poll();
    }
}

fn measure(workers: u32, parts: u32, chunks: u64) {
    let engine = Engine::new(chain(parts), Limits::default());
    let jobs = vec![None; workers as usize];
    let mut run = Run { engine, jobs, asleep: Vec::new(), busy: VecDeque::new(), woken: 0, chunks: 0, tickets: 0 };
    (0..workers).for_each(|worker| run.turn(worker));
    let mut best = f64::MAX;
    let mut tickets = 0;
    for _ in 0..3 {
        let (begin, first, issued) = (Instant::now(), run.chunks, run.tickets);
        while run.chunks - first < chunks {
            while run.woken > 0 {
                run.woken -= 1;
                if let Some(worker) = run.asleep.pop() {
                    run.turn(worker);
                }
            }
            let worker = run.busy.pop_front().expect("somebody runs while the source gives");
            run.turn(worker);
        }
        best = best.min(begin.elapsed().as_nanos() as f64 / chunks as f64);
        tickets = run.tickets - issued;
    }
    println!("{workers:>5} workers, {parts:>3} parts: {best:>6.0} ns a chunk ({tickets} tickets)");
}

fn main() {
    for parts in [1, 10, 100] {
        for workers in [1, 10, 100, 1000] {
            measure(workers, parts, 1_000_000);
        }
    }
}
