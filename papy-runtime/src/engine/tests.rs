//! What the engine does, one behaviour at a time.

use super::script::check;
use super::*;

mod joins;
mod windows;

const CHAIN: &str = "s0 > p0@0 > o0";

#[test]
fn outputs_come_in_ticket_order_whatever_finishes_first() {
    check(
        CHAIN,
        "
        want o0 =>
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        ask w2 => w2 pulls s0 t1 x1
        pulled w2 1 + ask w2 => w2 runs p0 t1
        done w2 =>
        done w1 => o0 has t0
        take o0 => o0 has t1
        take o0 =>
        ",
    );
}

#[test]
fn an_unordered_output_gives_what_is_there() {
    check(
        "s0 > p0@0 > o0~",
        "
        want o0 =>
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        ask w2 => w2 pulls s0 t1 x1
        pulled w2 1 + ask w2 => w2 runs p0 t1
        done w2 => o0 has t1
        take o0 =>
        done w1 => o0 has t0
        take o0 =>
        ",
    );
}

#[test]
fn a_serial_part_takes_its_tickets_in_order_one_at_a_time() {
    check(
        "s0 > p0@0 > p1@0! > o0",
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        ask w2 => w2 pulls s0 t1 x1
        pulled w2 1 + ask w2 => w2 runs p0 t1
        done w2 + ask w2 => w2 pulls s0 t2 x1
        done w1 + ask w1 => w1 runs p1 t0
        ask w3 => w3 idle
        done w1 + ask w1 => w1 runs p1 t1
        ",
    );
}

#[test]
fn inline_parts_are_serial_and_never_run_on_a_child() {
    check(
        "s0 > p0 > p1@0 > o0",
        "
        ask c1 => c1 idle
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        ask w2 => w2 pulls s0 t1 x1
        pulled w2 1 =>
        ask c1 => c1 idle
        done w1 => wake 1
        ask c1 => c1 runs p1 t0
        ask w2 => w2 runs p0 t1
        ",
    );
}

#[test]
fn a_parked_part_goes_on_when_its_piece_was_taken() {
    check(
        CHAIN,
        "
        want o0 =>
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 never + ask w1 => w1 runs p0 t0
        parks w1 + ask w1 => o0 has t0, w1 runs p0 t1 end
        ask w2 => w2 idle
        take o0 =>
        ask w2 => w2 runs p0 t0 on
        done w2 => o0 has t0
        take o0 =>
        ",
    );
}

#[test]
fn a_part_behind_a_parked_one_runs_once_for_each_piece() {
    check(
        "s0 > p0@0 > p1@0 > o0",
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 never + ask w1 => w1 runs p0 t0
        parks w1 + ask w1 => w1 runs p1 t0 more
        done w1 + ask w1 => w1 runs p0 t0 on
        done w1 + ask w1 => w1 runs p0 t1 end
        take o0 =>
        ask w2 => w2 runs p1 t0
        done w2 =>
        take o0 =>
        ",
    );
}

#[test]
fn two_tickets_are_enough_for_the_end_to_come() {
    check(
        "s0 > p0@0 > o0; tickets=2",
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        ask w2 => w2 pulls s0 t1 x1
        pulled w2 1 never + ask w2 => w2 runs p0 t1
        done w1 =>
        done w2 =>
        take o0 =>
        take o0 =>
        ask w1 => w1 runs p0 t2 end
        done w1 =>
        take o0 => o0 ended, over
        ",
    );
}

#[test]
fn the_end_passes_through_every_part_after_all_else() {
    check(
        "s0 > p0@0 > p1! > o0",
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 never + ask w1 => w1 runs p0 t0
        ask w2 => w2 runs p0 t1 end
        done w2 + ask w2 => w2 idle
        done w1 + ask w1 => w1 runs p1 t0
        done w1 + ask w1 => w1 runs p1 t1 end
        done w1 =>
        take o0 =>
        take o0 => o0 ended, over
        ",
    );
}

#[test]
fn an_empty_input_ends_its_output() {
    check(
        CHAIN,
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 0 never + ask w1 => w1 runs p0 t0 end
        done w1 =>
        take o0 => o0 ended, over
        ",
    );
}

#[test]
fn stop_finishes_what_was_accepted() {
    check(
        CHAIN,
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        ask w2 => w2 pulls s0 t1 x1
        stop =>
        pulled w2 1 + ask w2 => w2 runs p0 t1
        done w1 + ask w1 => w1 runs p0 t2 end
        done w2 =>
        done w1 =>
        take o0 =>
        take o0 =>
        take o0 => o0 ended, over
        ",
    );
}

#[test]
fn stop_ends_a_source_that_waits() {
    check(
        CHAIN,
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 0 later + ask w1 => w1 idle
        stop => wake 1
        ask w1 => w1 runs p0 t0 end
        done w1 =>
        take o0 => o0 ended, over
        ",
    );
}

#[test]
fn pause_hands_out_nothing_until_resume() {
    check(
        CHAIN,
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        pause =>
        done w1 + ask w1 => w1 idle
        take o0 =>
        resume => wake 1
        ask w1 => w1 pulls s0 t1 x1
        ",
    );
}

#[test]
fn cancel_abandons_what_is_not_through_and_ends_when_nothing_runs_e5() {
    check(
        CHAIN,
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        ask w2 => w2 pulls s0 t1 x1
        pulled w2 1 + ask w2 => w2 runs p0 t1
        done w1 =>
        take o0 =>
        cancel => o0 abandons t1 x1, o0 ended
        ask w1 => w1 idle
        done w2 => over
        ",
    );
}

#[test]
fn a_pull_that_a_cancel_overtook_is_accepted_and_abandoned() {
    check(
        CHAIN,
        "
        ask w1 => w1 pulls s0 t0 x1
        cancel => o0 ended
        pulled w1 1 => o0 abandons t0 x1, over
        ",
    );
}

#[test]
fn a_dropped_output_stops_holding_the_others() {
    check(
        "s0 > p0@0 > o0; p0 > o1; window=1",
        "
        want o0 =>
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        done w1 + ask w1 => o0 has t0, w1 idle
        take o0 =>
        drop o1 => o1 discards t0, wake 1
        ask w1 => w1 pulls s0 t1 x1
        pulled w1 1 + ask w1 => w1 runs p0 t1
        done w1 => o0 has t1, o1 discards t1
        take o0 =>
        ",
    );
}

#[test]
fn dropping_the_last_output_cancels() {
    check(
        CHAIN,
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        drop o0 => o0 abandons t0 x1, o0 ended
        done w1 => over
        ",
    );
}

#[test]
fn a_part_that_parks_for_a_dropped_output_waits_until_all_its_pieces_lie_there() {
    check(
        "s0 > p0@0 > o0; p0 > o1",
        "
        drop o0 =>
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 never + ask w1 => w1 runs p0 t0
        parks w1 + ask w1 => o0 discards t0, w1 runs p0 t1 end
        take o1 + ask w1 => w1 runs p0 t0 on
        done w1 => o0 discards t1
        ",
    );
}

#[test]
fn late_result_of_a_lost_worker_is_dropped() {
    check(
        CHAIN,
        "
        want o0 =>
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        lost w1 =>
        ask w2 => w2 runs p0 t0 #2
        late w1 => w1 stale
        done w2 => o0 has t0
        late w2 => w2 stale
        ",
    );
}

#[test]
fn a_lost_puller_leaves_the_source_to_others() {
    check(
        CHAIN,
        "
        ask w1 => w1 pulls s0 t0 x1
        ask w2 => w2 idle
        lost w1 => wake 1
        ask w2 => w2 pulls s0 t0 x1
        ",
    );
}

#[test]
fn a_junction_pulls_when_its_feeds_have_something_and_ends_after_them() {
    check(
        "s0 > p0@0 > o0; s1 < o0; s1 > p1@0 > o1",
        "
        want o1 =>
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 never + ask w1 => w1 runs p0 t0
        done w1 + ask w1 => w1 runs p0 t1 end
        ask w2 => w2 pulls s1 t0 x1
        take o0 + pulled w2 1 later + ask w2 => w2 runs p1 t0
        done w2 => o1 has t0
        take o1 =>
        done w1 =>
        ask w1 => w1 pulls s1 t1 x1
        take o0 + pulled w1 0 never + ask w1 => o0 ended, w1 runs p1 t1 end
        done w1 => o1 has t1
        take o1 => o1 ended, over
        ",
    );
}

#[test]
fn an_awaited_output_is_told_who_stalls_it() {
    check(
        "s0 > p0@0 > o0; p0 > o1; window=1",
        "
        want o1 =>
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        done w1 + ask w1 => o1 has t0, w1 idle
        take o1 =>
        wait 999 =>
        wait 1 => o1 stalled by [OutputId(0)]
        wait 5000 =>
        want o1 =>
        wait 1000 => o1 stalled by [OutputId(0)]
        ",
    );
}

#[test]
fn a_source_that_waits_is_no_stall() {
    check(
        "s0 > p0@0 > o0; p0 > o1",
        "
        want o1 =>
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 later + ask w1 => w1 runs p0 t0
        done w1 + ask w1 => o1 has t0, w1 idle
        take o1 =>
        wait 5000 =>
        ready s0 => wake 1
        ",
    );
}

#[test]
fn a_lazy_run_takes_one_item_for_one_read() {
    check(
        "s0 > p0 > o0; lazy; adaptive",
        "
        ask r0 1 => r0 idle
        want o0 => wake r0
        ask r0 1 => r0 pulls s0 t0 x1
        pulled r0 1 + ask r0 1 => r0 runs p0 t0
        done r0 => o0 has t0
        unwant o0 =>
        ask r0 1 => r0 idle
        ",
    );
}

#[test]
fn a_reader_is_woken_for_what_only_readers_may_do() {
    check(
        "s0 > p0 > o0",
        "
        want o0 =>
        ask r0 => r0 pulls s0 t0 x1
        pulled r0 0 later + ask r0 => r0 idle
        ready s0 => wake r0
        ",
    );
}

#[test]
fn a_source_that_gets_something_while_it_is_asked_is_asked_again() {
    check(
        "s0 > p0 > o0",
        "
        want o0 =>
        ask r0 => r0 pulls s0 t0 x1
        ready s0 =>
        pulled r0 0 later + ask r0 => r0 pulls s0 t0 x1
        pulled r0 0 later + ask r0 => r0 idle
        ",
    );
}

#[test]
fn cheap_work_wakes_nobody_while_somebody_runs() {
    check(
        "s0 > p0@0 > o0",
        "
        ask w2 => w2 pulls s0 t0 x1
        pulled w2 0 later + ask w2 => w2 idle
        ask w1 => w1 idle
        ready s0 => wake 1
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        done w1 1 + ask w1 => w1 pulls s0 t1 x1
        pulled w1 1 + ask w1 => w1 runs p0 t1
        done w1 1 + ask w1 => w1 pulls s0 t2 x1
        pulled w1 1 + ask w1 => w1 runs p0 t2
        ",
    );
}

#[test]
fn an_item_that_does_not_come_back_holds_up_nobody_for_long_a12() {
    check(
        "s0 > p0@0 > o0",
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 0 later + ask w1 => w1 idle
        ask w2 => w2 idle
        ask w3 => w3 idle
        ready s0 => wake 1
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        wait 9 =>
        wait 1 => wake 1
        ask w2 => w2 pulls s0 t1 x1
        pulled w2 1 + ask w2 => w2 runs p0 t1
        wait 10 => wake 1
        ",
    );
}

#[test]
fn dear_work_wakes_one_more_for_each_chunk() {
    check(
        "s0 > p0@0 > o0",
        "
        ask w2 => w2 pulls s0 t0 x1
        pulled w2 0 later + ask w2 => w2 idle
        ask w1 => w1 idle
        ready s0 => wake 1
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        done w1 90 + ask w1 => w1 pulls s0 t1 x1
        pulled w1 1 + ask w1 => w1 runs p0 t1, wake 1
        ",
    );
}

#[test]
fn a_chunk_grows_by_four_until_it_takes_fifty_microseconds() {
    check(
        "s0 > p0@0 > o0; adaptive",
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        done w1 1 + ask w1 => w1 pulls s0 t1 x4
        pulled w1 4 + ask w1 => w1 runs p0 t1
        done w1 4 + ask w1 => w1 pulls s0 t2 x16
        pulled w1 16 + ask w1 => w1 runs p0 t2
        done w1 16 + ask w1 => w1 pulls s0 t3 x50
        pulled w1 50 + ask w1 => w1 runs p0 t3
        done w1 100 + ask w1 => w1 pulls s0 t4 x40
        ",
    );
}

#[test]
fn one_dear_item_decides_at_once() {
    check(
        "s0 > p0@0 > o0; adaptive",
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        done w1 90 + ask w1 => w1 pulls s0 t1 x1
        pulled w1 1 + ask w1 => w1 runs p0 t1
        done w1 90 + ask w1 => w1 pulls s0 t2 x1
        pulled w1 1 + ask w1 => w1 runs p0 t2
        ",
    );
}

/// One worker, one part, one reader; every item is accepted and delivered under its own number.
#[test]
fn a18_more_items_than_32_bits_count() {
    const ITEMS: u64 = (1 << 32) + 1;
    let (domain, output, imap, actor) = (DomainId(0), OutputId(0), ImapId(0), ActorId(0));
    let edge = |from, to| EdgePlan { domain, from, to, gathers: false };
    let plan = Plan {
        domains: vec![DomainPlan { batch: Some(1 << 24), ..DomainPlan::default() }],
        parts: vec![PartPlan { domain, place: Place::Imap(imap), serial: true }],
        edges: vec![edge(From::Source, To::Part(PartId(0))), edge(From::Part(PartId(0)), To::Output(output))],
        outputs: vec![OutputPlan { domain, ordered: true, reader: ReadBy::User }],
        imaps: vec![ImapPlan::default()],
    };
    let mut engine = Engine::new(plan, Limits::default());
    let (mut given, mut seen, mut job) = (0, 0, None);
    while !engine.is_over() {
        match job.take() {
            Some(Job::Pull(pull)) => {
                assert_eq!(pull.first, given);
                let items = u64::from(pull.items).min(ITEMS - given) as u32;
                given += u64::from(items);
                let more = if given == ITEMS { More::Never } else { More::Now };
                engine.handle(Nanos(0), Input::Pulled { actor, pull, items, more, spent: Nanos(0) });
            }
            Some(Job::Part { claim, .. }) => {
                engine.handle(Nanos(0), Input::Deposited { actor, claim, done: true, waits: None, spent: Nanos(0) });
            }
            None => {}
        }
        while let Some(next) = engine.next_for(output) {
            assert_eq!(next.first, seen);
            seen += u64::from(next.items);
            engine.handle(Nanos(0), Input::Taken { output, ticket: next.ticket });
        }
        engine.handle(Nanos(0), Input::Ask { actor, role: Role::Mover { imap }, most: u32::MAX });
        while let Some(said) = engine.poll() {
            if let Output::Run { job: next, .. } = said {
                job = Some(next);
            }
        }
    }
    assert_eq!((given, seen), (ITEMS, ITEMS));
}
