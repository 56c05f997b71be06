//! What can be seen of a run: how much is where, and who has something to do.

use crate::engine::script::Stage;
use crate::engine::*;

/// Items in flight and waiting of each part, and the busy workers of IMap 0.
#[track_caller]
fn loads(stage: &Stage, parts: &[(u64, u64)], busy: usize) {
    let seen: Vec<(u64, u64)> = (0..parts.len() as u32)
        .map(|part| stage.engine.load(PartId(part)))
        .map(|Load { in_flight, waiting }| (in_flight, waiting))
        .collect();
    assert_eq!((seen.as_slice(), stage.engine.busy(ImapId(0))), (parts, busy));
}

#[test]
fn items_wait_before_a_part_are_in_flight_in_it_and_go() {
    let mut stage = Stage::new("s0 > p0@0 > p1@0 > o0; batch=5");
    stage.play("want o0; ask w1; pulled w1 5");
    loads(&stage, &[(0, 5), (0, 0)], 0);
    stage.play("ask w1; ask w2");
    loads(&stage, &[(5, 0), (0, 0)], 2);
    stage.play("pulled w2 3 end");
    loads(&stage, &[(5, 3), (0, 0)], 1);
    stage.play("parks w1");
    loads(&stage, &[(5, 3), (0, 5)], 0);
    stage.play("ask w1; done w1");
    loads(&stage, &[(5, 3), (5, 0)], 0);
    stage.play("cancel");
    loads(&stage, &[(0, 0), (0, 0)], 0);
}

/// What holds up what, one chain a line.
#[track_caller]
fn chains(stage: &Stage, wanted: &[&str]) {
    let chains: Vec<String> = stage.engine.chains().iter().map(|chain| shown(stage, chain)).collect();
    assert_eq!(chains, wanted);
}

fn shown(stage: &Stage, chain: &[Link]) -> String {
    let links: Vec<String> =
        chain.iter().map(|Link { spot, state }| format!("{} {}", name(*spot), what(stage, *state))).collect();
    links.join(", ")
}

fn name(spot: Spot) -> String {
    match spot {
        Spot::Source(id) => format!("s{id}"),
        Spot::Part(id) => format!("p{id}"),
        Spot::Output(id) => format!("o{id}"),
    }
}

fn what(stage: &Stage, state: State) -> String {
    match state {
        State::Runs { actor, since } => format!("runs on {} since {}", stage.names[actor.index()], since.0 / 1_000_000),
        State::Worker(imap) => {
            imap.map_or("waits for whoever moves the line".into(), |imap| format!("waits for @{imap}"))
        }
        State::Input(spot) => format!("needs {}", name(spot)),
        State::Room(spot) => format!("lacks room at {}", name(spot)),
        State::Full(spot) => format!("is full up to {}", name(spot)),
        State::Done
        | State::Idle
        | State::Turn
        | State::Away
        | State::Rests
        | State::Nothing
        | State::Unread
        | State::Paused => format!("{state:?}").to_lowercase(),
    }
}

#[test]
fn a_part_that_does_not_come_back_holds_up_its_output_a6() {
    let mut stage = Stage::new("s0 > p0@0 > p1@0 > o0");
    stage.play("wait 1000; want o0; ask w1; pulled w1 1; wait 500; ask w1");
    chains(&stage, &["o0 needs p1, p1 needs p0, p0 runs on w1 since 1500"]);
    assert_eq!(stage.engine.moved(), Nanos::seconds(1));
    assert_eq!(stage.engine.state_of(PartId(1)), State::Input(Spot::Part(PartId(0))));
    stage.play("done w1");
    assert_eq!(stage.engine.state_of(PartId(0)), State::Idle);
    chains(&stage, &["o0 needs p1, p1 waits for @0"]);
}

#[test]
fn work_waits_for_what_its_workers_do_not_come_back_from() {
    let mut stage = Stage::new("s0 > p0@0 > o0; p0 > p1@0");
    stage.play("want o0; ask w1; pulled w1 1; ask w1; done w1; ask w1; ask w2; pulled w2 1");
    chains(&stage, &["s0 waits for whoever moves the line, p1 runs on w1 since 0"]);
    stage.play("take o0");
    chains(&stage, &["o0 needs p0, p0 waits for @0, p1 runs on w1 since 0"]);
}

#[test]
fn what_nobody_reads_holds_up_what_made_it() {
    let mut stage = Stage::new("s0 > p0@0 > o0; p0 > p1@0 > o1; window=1");
    stage.play("want o1; ask w1; pulled w1 1; ask w1; done w1; ask w1; done w1; take o1");
    chains(&stage, &["o1 needs s0, s0 is full up to o0, o0 unread"]);
    let mut stage = Stage::new("s0 > p0@0 > o0");
    stage.play("want o0; ask w1; pulled w1 1; ask w1; parks w1; unwant o0");
    chains(&stage, &["p0 lacks room at o0, o0 unread"]);
    stage.play("take o0; ask w1; done w1");
    chains(&stage, &["s0 waits for whoever moves the line"]);
}

#[test]
fn a_lazy_source_waits_for_a_reader_and_others_for_items() {
    let mut stage = Stage::new("s0 > p0 > o0; lazy");
    chains(&stage, &["o0 needs s0, s0 unread"]);
    stage.play("want o0; ask r0; pulled r0 0 later");
    chains(&stage, &["o0 needs s0, s0 nothing"]);
    stage.play("ready 0");
    chains(&stage, &["o0 needs s0, s0 waits for whoever moves the line"]);
    stage.play("ask r0; pulled r0 1 end");
    chains(&stage, &["o0 needs p0, p0 waits for whoever moves the line"]);
}

#[test]
fn a_source_that_does_not_come_back_holds_up_all() {
    let mut stage = Stage::new("s0 > p0@0 > o0");
    stage.play("want o0; wait 20; ask w1");
    chains(&stage, &["o0 needs s0, s0 runs on w1 since 20"]);
}

#[test]
fn a_serial_part_waits_for_the_ticket_whose_turn_it_is() {
    let mut stage = Stage::new("s0 > p0@0 > p1@0! > o0~");
    stage.play("want o0; ask w1; pulled w1 1; ask w1; ask w2; pulled w2 1; ask w2; done w2");
    chains(&stage, &["o0 needs p1, p1 needs p0, p0 runs on w1 since 0"]);
    assert_eq!(stage.engine.state_of(PartId(1)), State::Input(Spot::Part(PartId(0))));
}

#[test]
fn a_join_waits_for_one_branch_and_the_other_for_the_join() {
    let mut stage = Stage::new("s0 > p0@0 > p1@0; p0 > p2@0; p1 > p3@0 > o0; p2 > p3");
    stage.play("want o0; ask w1; pulled w1 1 end; ask w1; done w1; ask w1; ask w2; parks w1");
    chains(&stage, &["o0 needs p3, p3 needs p1, p1 runs on w2 since 0"]);
    assert_eq!(stage.engine.state_of(PartId(2)), State::Room(Spot::Part(PartId(3))));
}

#[test]
fn inputs_that_meet_wait_for_the_one_that_is_late() {
    let mut stage = Stage::new("s0 > p0@0 > o0; s1 > p1@0 > o1; s2 < o0; s2 < o1; s2 > p2@0 > o2");
    stage.play("want o2; ask w1; pulled w1 1; ask w1; done w1");
    chains(&stage, &["o2 needs s2, s2 waits for whoever moves the line"]);
    stage.play("ask w1; ask w2; ask w3; pulled w1 0 later; pulled w2 0 later; pulled w3 0 later");
    chains(&stage, &["o2 needs s2, s2 needs o1, o1 needs s1, s1 nothing"]);
}

#[test]
fn a_paused_run_is_paused_and_one_that_is_cancelled_has_no_chains() {
    let mut stage = Stage::new("s0 > p0@0 > o0");
    stage.play("want o0; ask w1; pulled w1 1; pause");
    chains(&stage, &["o0 paused"]);
    assert_eq!(stage.engine.state_of(PartId(0)), State::Paused);
    stage.play("cancel");
    chains(&stage, &[]);
    assert_eq!(stage.engine.state_of(PartId(0)), State::Done);
}

/// What is a stall after two seconds, at some millisecond.
#[track_caller]
fn stalls(stage: &Stage, at: u64, wanted: &[&str]) {
    let stall = stage.engine.stall(Nanos::micros(at * 1000), Nanos::seconds(2)).unwrap_or_default();
    assert_eq!(stall.iter().map(|chain| shown(stage, chain)).collect::<Vec<_>>(), wanted, "at {at} ms");
}

#[test]
fn a_turn_that_lasts_is_a_stall_although_others_go_on_a6() {
    let mut stage = Stage::new("s0 > p0@0 > o0~");
    stage.play("want o0; wait 1000; ask w1; pulled w1 1; ask w1; ask w2; wait 1000; pulled w2 1; ask w2; wait 500");
    stalls(&stage, 2_500, &[]);
    stage.play("done w2; take o0; ask w2");
    stalls(&stage, 2_999, &[]);
    stalls(&stage, 3_000, &["p0 runs on w1 since 1000"]);
    stalls(&stage, 5_000, &["o0 needs p0, p0 runs on w1 since 1000", "s0 runs on w2 since 2500"]);
    stage.play("done w1");
    stalls(&stage, 4_499, &[]);
}

#[test]
fn nothing_is_a_stall_that_waits_for_its_input_or_is_paused_or_over() {
    let mut stage = Stage::new("s0 > p0@0 > o0");
    stage.play("want o0; ask w1; pulled w1 0 later");
    stalls(&stage, 100_000, &[]);
    stage.play("wait 9000; ready 0");
    stalls(&stage, 9_001, &[]);
    stalls(&stage, 11_000, &["o0 needs s0, s0 waits for whoever moves the line"]);
    stage.play("pause");
    stalls(&stage, 99_000, &[]);
    stage.play("wait 90000; resume");
    stalls(&stage, 99_001, &[]);
    stalls(&stage, 101_000, &["o0 needs s0, s0 waits for whoever moves the line"]);
    stage.play("cancel");
    stalls(&stage, 200_000, &[]);
}

#[test]
fn what_is_away_holds_up_what_waits_for_it() {
    let mut stage = Stage::new("s0 > p0@0 > o0; batch=2");
    stage.play("want o0; ask w1; pulled w1 2; ask w1; wait 1000; away w1 9");
    chains(&stage, &["o0 needs p0, p0 away"]);
    loads(&stage, &[(2, 0)], 0);
    stalls(&stage, 2_999, &[]);
    stalls(&stage, 3_000, &["o0 needs p0, p0 away"]);
    stage.play("wait 2000; back 0 0");
    stalls(&stage, 4_999, &[]);
}

/// Whatever state an engine is in, what it says holds it up is something that can go on, or that somebody must do.
pub(in crate::engine) fn explains(engine: &Engine) {
    for chain in engine.chains() {
        let last = chain.last().expect("a chain has its beginning");
        assert!(!matches!(last.state, State::Idle | State::Done), "{chain:?} ends in nothing: {engine:#?}");
    }
    assert!(engine.is_over() || engine.is_cancelled() || !engine.chains().is_empty(), "nothing holds up {engine:#?}");
}
