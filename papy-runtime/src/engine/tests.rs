//! What the engine does, one behaviour at a time.

use super::script::check;
use super::*;

mod away;
mod crashing;
mod ending;
mod joins;
mod retrying;
mod shares;
pub(super) mod view;
mod waking;
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
fn what_is_made_of_all_is_made_when_all_others_passed() {
    check(
        "s0 > p0@0$ > o0",
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        ask w2 => w2 pulls s0 t1 x1
        pulled w2 1 never + ask w2 => w2 runs p0 t1
        done w2 + ask w2 => w2 idle
        done w1 + ask w1 => w1 runs p0 t2 end
        done w1 =>
        take o0 =>
        take o0 =>
        take o0 => o0 ended, over
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
fn a_source_that_waits_cannot_help_where_what_is_awaited_has_come() {
    check(
        "s0 > p0@0 > o0; p0 > o1",
        "
        want o1 =>
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 later + ask w1 => w1 runs p0 t0
        parks w1 + ask w1 => o1 has t0, w1 idle
        take o1 =>
        wait 1000 => o1 stalled by [OutputId(0)]
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
        parts: vec![PartPlan { domain, place: Place::Imap(imap), serial: true, totals: false, weight: 1 }],
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
                engine.handle(
                    Nanos(0),
                    Input::Deposited {
                        actor,
                        claim,
                        done: true,
                        waits: None,
                        away: None,
                        rests: None,
                        spent: Nanos(0),
                    },
                );
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
