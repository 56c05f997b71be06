//! T9: what handing out one chunk costs, for many workers and parts.
//!
//! `cargo bench -p papy-runtime --no-default-features --bench engine`. One thread, no workers: only the engine's own time, and that of whoever plays
//! them here. A word behind `--` picks shapes by name. Each row is one shape of run, each column a number of workers; the last says how much more a chunk costs for the most workers than
//! for one.

use std::collections::VecDeque;
use std::time::Instant;

use papy_runtime::engine::{
    ActorId, DomainId, DomainPlan, EdgePlan, Engine, From, ImapId, ImapPlan, ImapSet, Input, Job, Limits, More, Nanos,
    Output, OutputId, OutputPlan, PartId, PartPlan, Place, Plan, ReadBy, Role, To,
};

const IMAP: ImapId = ImapId(0);
const WORKERS: [u32; 4] = [1, 10, 100, 1000];
/// The actors from here on are readers.
const READERS: u32 = 1000;
/// Each measure is the best of so many.
const ROUNDS: u32 = 3;

/// One shape of run.
struct Shape {
    name: &'static str,
    domains: u32,
    /// In a chain, of each domain.
    parts: u32,
    stride: Option<u32>,
    window: Option<u64>,
    /// Jobs that a worker holds at once.
    jobs: usize,
    /// Somebody waits for each chunk, as one reads who is faster than the workers.
    waits: bool,
    chunks: u64,
}

const CHAIN: Shape = Shape {
    name: "1 part",
    domains: 1,
    parts: 1,
    stride: None,
    window: None,
    jobs: 1,
    waits: false,
    chunks: 1_000_000,
};

const SHAPES: [Shape; 9] = [
    CHAIN,
    Shape { name: "10 parts", parts: 10, ..CHAIN },
    Shape { name: "100 parts", parts: 100, chunks: 3_400_000, ..CHAIN },
    Shape { name: "100 parts, waited for", parts: 100, waits: true, ..CHAIN },
    Shape { name: "1 part, waited for", waits: true, ..CHAIN },
    Shape { name: "100 parts, most workers idle", parts: 100, window: Some(8), ..CHAIN },
    Shape { name: "100 parts, stride", parts: 100, stride: Some(1), ..CHAIN },
    Shape { name: "100 domains of 1 part", domains: 100, ..CHAIN },
    Shape { name: "100 parts, 8 jobs a worker", parts: 100, jobs: 8, ..CHAIN },
];

impl Shape {
    /// Chains of parts on one IMap, each with an ordered output.
    fn plan(&self) -> Plan {
        let mut plan = Plan { imaps: vec![ImapPlan { stride: self.stride, ..ImapPlan::default() }], ..Plan::default() };
        for id in 0..self.domains {
            let (domain, first) = (DomainId(id), id * self.parts);
            plan.domains.push(DomainPlan {
                batch: Some(1),
                bytes_of_item: 8,
                window_items: self.window,
                ..DomainPlan::default()
            });
            let part = PartPlan { domain, place: Place::Imap(IMAP), serial: false, totals: false, weight: 1 };
            plan.parts.extend((0..self.parts).map(|_| part.clone()));
            let edge = |from, to| EdgePlan { domain, from, to, gathers: false };
            plan.edges.push(edge(From::Source, To::Part(PartId(first))));
            let inner =
                (first + 1..first + self.parts).map(|it| edge(From::Part(PartId(it - 1)), To::Part(PartId(it))));
            plan.edges.extend(inner);
            plan.edges.push(edge(From::Part(PartId(first + self.parts - 1)), To::Output(OutputId(id))));
            plan.outputs.push(OutputPlan { domain, ordered: true, reader: ReadBy::User });
        }
        plan
    }

    /// Nanoseconds for a chunk.
    fn measure(&self, workers: u32) -> f64 {
        let mut run = Run {
            engine: Engine::new(self.plan(), Limits::default()),
            shape: self,
            asleep: Vec::new(),
            busy: VecDeque::new(),
            woken: 0,
            chunks: 0,
        };
        (0..workers).for_each(|worker| run.ask(worker));
        let mut best = f64::MAX;
        for _ in 0..ROUNDS {
            let (begin, first) = (Instant::now(), run.chunks);
            while run.chunks - first < self.chunks {
                while run.woken > 0 {
                    run.woken -= 1;
                    if let Some(worker) = run.asleep.pop() {
                        run.ask(worker);
                    }
                }
                let (worker, job) = run.busy.pop_front().expect("somebody runs while the source gives");
                run.turn(worker, job);
            }
            best = best.min(begin.elapsed().as_nanos() as f64 / self.chunks as f64);
        }
        best
    }
}

struct Run<'a> {
    engine: Engine,
    shape: &'a Shape,
    asleep: Vec<u32>,
    /// Jobs that are out, in the order in which they end.
    busy: VecDeque<(u32, Job)>,
    woken: u32,
    chunks: u64,
}

impl Run<'_> {
    fn handle(&mut self, input: Input) {
        self.engine.handle(Nanos(self.chunks), input);
    }

    fn poll(&mut self) {
        while let Some(output) = self.engine.poll() {
            match output {
                Output::Run { actor, job } => self.busy.push_back((actor.0, job)),
                Output::Idle { actor } if actor.0 < READERS => self.asleep.push(actor.0),
                Output::Wake { workers, .. } => self.woken += workers,
                _ => {}
            }
        }
    }

    /// A worker asks for as many jobs as it has room for.
    fn ask(&mut self, worker: u32) {
        for _ in 0..self.shape.jobs {
            self.handle(Input::Ask { actor: ActorId(worker), role: Role::Mover { imap: IMAP }, most: u32::MAX });
        }
        self.poll();
    }

    /// The worker ends what it has and asks again, in the same breath.
    fn turn(&mut self, worker: u32, job: Job) {
        let (actor, spent) = (ActorId(worker), Nanos::micros(50));
        let output = match job {
            Job::Pull(pull) => {
                self.handle(Input::Pulled { actor, pull, items: pull.items, more: More::Now, spent: Nanos(100) });
                None
            }
            Job::Part { claim, .. } => {
                self.chunks += 1;
                self.handle(Input::Deposited { actor, claim, done: true, waits: None, away: None, rests: None, spent });
                let is_last = claim.part.0 % self.shape.parts == self.shape.parts - 1;
                is_last.then_some(OutputId(claim.part.0 / self.shape.parts))
            }
        };
        if worker < READERS {
            self.handle(Input::Ask { actor, role: Role::Mover { imap: IMAP }, most: u32::MAX });
        }
        self.poll();
        if let Some(output) = output {
            self.read(output);
        }
    }

    fn read(&mut self, output: OutputId) {
        let reader = ActorId(READERS + output.0);
        while let Some(next) = self.engine.next_for(output) {
            self.handle(Input::Unwant { output });
            self.handle(Input::Taken { output, ticket: next.ticket });
        }
        if self.shape.waits {
            self.handle(Input::Want { output });
            let role = Role::Reader { output: Some(output), may_help: ImapSet::NONE };
            self.handle(Input::Ask { actor: reader, role, most: 1 });
        }
        self.poll();
    }
}

fn main() {
    let head: String = WORKERS.iter().map(|workers| format!("{workers:>9}")).collect();
    println!("ns a chunk {:>20}{head}    1000 : 1", "workers");
    let only = std::env::args().skip(1).find(|word| !word.starts_with('-')).unwrap_or_default();
    for shape in SHAPES.iter().filter(|shape| shape.name.contains(&only)) {
        let costs = WORKERS.map(|workers| shape.measure(workers));
        let row: String = costs.iter().map(|cost| format!("{cost:>9.0}")).collect();
        println!("{:<31}{row}    {:>8.2}", shape.name, costs[3] / costs[0]);
    }
}
