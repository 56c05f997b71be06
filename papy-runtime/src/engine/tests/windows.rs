//! How much is in flight.

use crate::engine::script::{Stage, check};
use crate::engine::*;

#[test]
fn a_slow_head_stops_nobody_until_the_window_is_full() {
    check(
        "s0 > p0@0 > o0; window=3",
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        ask w2 => w2 pulls s0 t1 x1
        pulled w2 1 + ask w2 => w2 runs p0 t1
        done w2 + ask w2 => w2 pulls s0 t2 x1
        pulled w2 1 + ask w2 => w2 runs p0 t2
        done w2 + ask w2 => w2 idle
        done w1 + ask w1 => w1 idle
        take o0 + ask w1 => w1 pulls s0 t3 x1
        ",
    );
}

#[test]
fn a_slow_reader_stops_the_source_p4() {
    check(
        "s0 > p0@0 > o0; window=2",
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        done w1 + ask w1 => w1 pulls s0 t1 x1
        pulled w1 1 + ask w1 => w1 runs p0 t1
        done w1 + ask w1 => w1 idle
        take o0 => wake 1
        ask w1 => w1 pulls s0 t2 x1
        ",
    );
}

#[test]
fn a_batch_is_cut_to_the_window_and_the_first_pull_too() {
    check(
        "s0 > p0@0 > o0; window=3; batch=5",
        "
        want o0 =>
        ask w1 => w1 pulls s0 t0 x3
        pulled w1 3 + ask w1 => w1 runs p0 t0
        ask w2 => w2 idle
        done w1 => o0 has t0
        ask w2 => w2 idle
        take o0 => wake 1
        ask w2 => w2 pulls s0 t1 x3
        ",
    );
}

#[test]
fn what_remains_of_a_window_is_used_when_nothing_else_moves() {
    // Chunks of 1, 4 and 5 make 10 of 11.
    check(
        "s0 > p0 > o0; p0 > o1; window=11; adaptive; lazy",
        "
        want o0 =>
        ask r0 => r0 pulls s0 t0 x1
        pulled r0 1 + ask r0 => r0 runs p0 t0
        done r0 + unwant o0 + take o0 => o0 has t0
        want o0 + ask r0 => r0 pulls s0 t1 x4
        pulled r0 4 + ask r0 => r0 runs p0 t1
        done r0 + unwant o0 + take o0 => o0 has t1
        want o0 + ask r0 => r0 pulls s0 t2 x5
        pulled r0 5 + ask r0 => r0 runs p0 t2
        done r0 + unwant o0 + take o0 => o0 has t2
        want o0 + ask r0 => r0 pulls s0 t3 x1
        pulled r0 1 + ask r0 => r0 runs p0 t3
        done r0 + unwant o0 + take o0 => o0 has t3
        want o0 + ask r0 => r0 idle
        ",
    );
}

#[test]
fn what_remains_of_a_window_is_used_when_all_that_moves_takes_its_time_a6() {
    // Chunks of 1 and 3 make 4 of 6.
    check(
        "s0 > p0@0 > o0; window=6; adaptive",
        "
        want o0 =>
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        done w1 + ask w1 => o0 has t0, w1 pulls s0 t1 x3
        take o0 =>
        pulled w1 3 + ask w1 => w1 runs p0 t1
        away w1 9 + ask w1 => w1 pulls s0 t2 x3
        pulled w1 1 + ask w1 => w1 runs p0 t2
        away w1 9 + ask w1 => w1 idle
        wait 9 =>
        wait 1 => wake 1
        ask w1 => w1 pulls s0 t3 x2
        ",
    );
}

#[test]
fn who_waits_for_the_rest_of_a_window_is_told_when_to_come_back() {
    let deadline = |graph: &str, steps: &str| {
        let mut stage = Stage::new(graph);
        stage.play(steps);
        stage.engine.deadline()
    };
    let begun = "want o0; ask w1; pulled w1 1 + ask w1; done w1 + ask w1; take o0; pulled w1 3 + ask w1; ";
    let rest = [begun, "away w1 9 + ask w1; pulled w1 1 + ask w1; away w1 9 + ask w1"].concat();
    let graph = "s0 > p0@0 > o0; window=6; adaptive";
    assert_eq!(deadline(graph, &rest), Some(Nanos::micros(10_000)));
    assert_eq!(deadline(graph, &[&rest, "; unwant o0"].concat()), None, "nobody waits for it");
    assert_eq!(deadline(graph, &[&rest, "; pause"].concat()), None, "nothing is handed out");
    assert_eq!(deadline(graph, &[&rest, "; wait 10; ask w1; pulled w1 2 + ask w1; away w1 9"].concat()), None, "full");
    let whole = "want o0; ask w1; pulled w1 4 + ask w1; away w1 9 + ask w1";
    assert_eq!(deadline("s0 > p0@0 > o0; window=6; batch=4", whole), None, "a batch is not cut");
}

#[test]
fn what_feeds_a_wanted_junction_moves() {
    check(
        "s0 > o0; s1 > p0 > o1; s1<o0; lazy",
        "
        ask r1 => r1 idle
        want o1 => wake r1
        ask r1 => r1 pulls s0 t0 x1
        ",
    );
}

#[test]
fn a_late_answer_to_a_pull_that_was_given_to_others_is_stale() {
    let mut stage = Stage::new("s0 > p0@0 > o0");
    let actor = ActorId(0);
    let mut pull = || {
        stage.engine.handle(Nanos(0), Input::Ask { actor, role: Role::Mover { imap: ImapId(0) }, most: 1 });
        let output = stage.engine.poll();
        let Some(Output::Run { job: Job::Pull(pull), .. }) = output else { panic!("{output:?}") };
        stage.engine.handle(Nanos(0), Input::Lost { actor });
        while stage.engine.poll().is_some() {}
        pull
    };
    let (first, second) = (pull(), pull());
    assert_ne!(first.turn, second.turn);
    stage.engine.handle(Nanos(0), Input::Ask { actor, role: Role::Mover { imap: ImapId(0) }, most: 1 });
    assert!(matches!(stage.engine.poll(), Some(Output::Run { .. })));
    let late = Input::Pulled { actor, pull: second, items: 1, more: More::Now, spent: Nanos(0) };
    stage.engine.handle(Nanos(0), late);
    assert_eq!(stage.engine.poll(), Some(Output::Stale { actor, claim: None }));
    assert_eq!((stage.engine.items_in_flight(DomainId(0)), stage.engine.tickets_in_flight(DomainId(0))), (0, 0));
}

#[test]
fn bytes_bound_what_no_window_was_declared_for() {
    let wide = |window: Option<u64>| {
        let plan = Plan {
            domains: vec![DomainPlan { bytes_of_item: 16 << 20, window_items: window, ..DomainPlan::default() }],
            parts: vec![PartPlan { domain: DomainId(0), place: Place::Inline, serial: true, totals: false, weight: 1 }],
            edges: vec![
                EdgePlan { domain: DomainId(0), from: From::Source, to: To::Part(PartId(0)), gathers: false },
                EdgePlan {
                    domain: DomainId(0),
                    from: From::Part(PartId(0)),
                    to: To::Output(OutputId(0)),
                    gathers: false,
                },
            ],
            outputs: vec![OutputPlan { domain: DomainId(0), ordered: true, reader: ReadBy::User }],
            imaps: Vec::new(),
        };
        let mut engine = Engine::new(plan, Limits::default());
        let (actor, role) = (ActorId(0), Role::Reader { output: None, may_help: ImapSet::NONE });
        loop {
            engine.handle(Nanos(0), Input::Ask { actor, role, most: u32::MAX });
            match engine.poll().expect("an answer") {
                Output::Run { job: Job::Pull(pull), .. } => {
                    let input = Input::Pulled { actor, pull, items: pull.items, more: More::Now, spent: Nanos(0) };
                    engine.handle(Nanos(0), input);
                }
                Output::Run { job: Job::Part { claim, .. }, .. } => {
                    let input = Input::Deposited {
                        actor,
                        claim,
                        done: true,
                        waits: None,
                        away: None,
                        rests: None,
                        spent: Nanos(0),
                    };
                    engine.handle(Nanos(0), input);
                }
                _ => return engine.items_in_flight(DomainId(0)),
            }
        }
    };
    assert_eq!((wide(None), wide(Some(7)), wide(Some(100))), (2, 7, 100));
}
