//! Ends: of an input, by stop, by cancel, by dropped outputs.

use super::super::script::check;
use super::CHAIN;

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
