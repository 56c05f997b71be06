//! Whose turn it is where tasks share an IMap.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::super::plan::Shape;
use super::super::queue::Queue;
use super::super::script::check;
use super::super::*;

/// Domains with one part each on one IMap; `weights` and microseconds of an item are given by domain.
fn crowd(weights: &[u32]) -> Plan {
    let mut plan = Plan { imaps: vec![ImapPlan::default()], ..Plan::default() };
    for (at, &weight) in (0..).zip(weights) {
        let (domain, part, output) = (DomainId(at), PartId(at), OutputId(at));
        plan.domains.push(DomainPlan { bytes_of_item: 8, ..DomainPlan::default() });
        plan.parts.push(PartPlan { domain, place: Place::Imap(ImapId(0)), serial: false, totals: false, weight });
        plan.outputs.push(OutputPlan { domain, ordered: true, reader: ReadBy::User });
        for (from, to) in [(From::Source, To::Part(part)), (From::Part(part), To::Output(output))] {
            plan.edges.push(EdgePlan { domain, from, to, gathers: false });
        }
    }
    plan
}

#[test]
fn the_next_part_with_work_is_found_whatever_its_number() {
    let mut queue = Queue::new(&Shape::new(crowd(&[1; 200])));
    [70, 129, 199].into_iter().for_each(|part| queue.push(0, PartId(part), Ticket(0)));
    let next = [0, 63, 70, 71, 129, 130, 199, 200].map(|from| queue.next_part(0, from).map(|part| part.0));
    assert_eq!(next, [Some(70), Some(70), Some(70), Some(129), Some(129), Some(199), Some(199), None]);
    queue.take(0, PartId(129));
    assert_eq!((queue.next_part(0, 71), queue.last_part(0)), (Some(PartId(199)), Some(PartId(199))));
    assert_eq!([70, 129, 199, 5000].map(|part| queue.has(0, PartId(part))), [true, false, true, false]);
}

/// Four workers run for a virtual second, readers take at once; `idle` domains have nothing before that time. Gives what each part had of the time from then on,
/// in per mille, and the longest time for which none of a domain's work came back.
fn shares(weights: &[u32], micros: &[u64], late: Option<(u32, u64)>) -> (Vec<u64>, Vec<u64>) {
    const WORKERS: u32 = 4;
    let from = late.map_or(0, |(_, at)| at * 1000);
    let end = from + 1_000_000_000;
    let mut engine = Engine::new(crowd(weights), Limits::default());
    let (mut busy, mut last, mut gap) = (vec![0; weights.len()], vec![from; weights.len()], vec![0; weights.len()]);
    let mut running: BinaryHeap<Reverse<(u64, u32)>> = (0..WORKERS).map(|worker| Reverse((0, worker))).collect();
    let mut jobs: Vec<Option<(Job, u64)>> = vec![None; WORKERS as usize];
    let mut told = false;
    (0..weights.len() as u32).for_each(|at| engine.handle(Nanos(0), Input::Want { output: OutputId(at) }));
    while let Some(Reverse((now, worker))) = running.pop() {
        if now >= end {
            break;
        }
        let actor = ActorId(worker);
        if let Some((domain, at)) = late
            && !told
            && now >= at * 1000
        {
            told = true;
            engine.handle(Nanos(now), Input::SourceReady { domain: DomainId(domain) });
        }
        match jobs[worker as usize].take() {
            Some((Job::Pull(pull), spent)) => {
                let waits = late.is_some_and(|(domain, at)| DomainId(domain) == pull.domain && now < at * 1000);
                let (items, more) = if waits { (0, More::Later) } else { (pull.items, More::Now) };
                engine.handle(Nanos(now), Input::Pulled { actor, pull, items, more, spent: Nanos(spent) });
            }
            Some((Job::Part { claim, .. }, spent)) => {
                let part = claim.part.index();
                if now >= from {
                    busy[part] += spent;
                    gap[part] = gap[part].max(now - last[part]);
                    last[part] = now;
                }
                engine.handle(
                    Nanos(now),
                    Input::Deposited {
                        actor,
                        claim,
                        done: true,
                        waits: None,
                        away: None,
                        rests: None,
                        spent: Nanos(spent),
                    },
                );
                while let Some(next) = engine.next_for(OutputId(claim.part.0)) {
                    engine.handle(Nanos(now), Input::Taken { output: OutputId(claim.part.0), ticket: next.ticket });
                }
            }
            None => {}
        }
        engine.handle(Nanos(now), Input::Ask { actor, role: Role::Mover { imap: ImapId(0) }, most: u32::MAX });
        while let Some(said) = engine.poll() {
            let Output::Run { job, .. } = said else { continue };
            let spent = match job {
                Job::Pull(_) => 500,
                Job::Part { claim, items, .. } => micros[claim.part.index()] * 1000 * u64::from(items),
            };
            jobs[worker as usize] = Some((job, spent));
            running.push(Reverse((now + spent, worker)));
        }
        if jobs[worker as usize].is_none() {
            running.push(Reverse((now + 10_000, worker)));
        }
    }
    let total: u64 = busy.iter().sum();
    (busy.into_iter().map(|time| time * 1000 / total).collect(), gap.into_iter().map(|gap| gap / 1000).collect())
}

#[test]
fn a15_three_tasks_that_flood_an_imap_share_its_time_by_weight() {
    for (weights, micros) in
        [([1, 1, 1], [30, 30, 30]), ([1, 1, 1], [3, 300, 30]), ([1, 2, 3], [30, 30, 30]), ([5, 1, 2], [700, 10, 2])]
    {
        let (shares, gaps) = shares(&weights, &micros, None);
        let sum: u32 = weights.iter().sum();
        for ((share, weight), gap) in shares.iter().zip(weights).zip(gaps) {
            let fair = 1000 * u64::from(weight) / u64::from(sum);
            assert!(share.abs_diff(fair) * 10 <= fair, "weights {weights:?}, costs {micros:?}: {shares:?}");
            assert!(gap < 100_000, "nothing for {gap} us");
        }
    }
}

#[test]
fn a_task_that_had_nothing_to_do_takes_no_more_than_its_share_when_it_has() {
    let (shares, gaps) = shares(&[1, 1], &[50, 50], Some((1, 300_000)));
    assert!(shares.iter().all(|share| share.abs_diff(500) < 50), "{shares:?}");
    assert!(gaps.iter().all(|gap| *gap < 100_000), "{gaps:?}");
}

#[test]
fn a_stride_gives_two_tasks_turns() {
    check(
        "s0 > p0@0 > o0; s1 > p1@0 > o1; stride=2",
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        done w1 + ask w1 => w1 pulls s0 t1 x1
        pulled w1 1 + ask w1 => w1 runs p0 t1
        done w1 + ask w1 => w1 pulls s1 t0 x1
        pulled w1 1 + ask w1 => w1 runs p1 t0
        done w1 + ask w1 => w1 pulls s1 t1 x1
        pulled w1 1 + ask w1 => w1 runs p1 t1
        done w1 + ask w1 => w1 pulls s0 t2 x1
        ",
    );
}

#[test]
fn a_stride_shows_in_a_chain() {
    check(
        "s0 > p0@0 > p1@0 > o0; stride=2",
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        done w1 + ask w1 => w1 pulls s0 t1 x1
        pulled w1 1 + ask w1 => w1 runs p0 t1
        done w1 + ask w1 => w1 runs p1 t0
        done w1 + ask w1 => w1 runs p1 t1
        done w1 + ask w1 => w1 pulls s0 t2 x1
        ",
    );
}

#[test]
fn a_task_without_work_is_passed_over() {
    check(
        "s0 > p0@0 > o0; s1 > p1@0 > o1; stride=2",
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 0 later + ask w1 => w1 pulls s1 t0 x1
        pulled w1 1 + ask w1 => w1 runs p1 t0
        done w1 + ask w1 => w1 pulls s1 t1 x1
        pulled w1 1 + ask w1 => w1 runs p1 t1
        done w1 + ask w1 => w1 pulls s1 t2 x1
        ",
    );
}
