//! Attempts that follow others: parts that rest meanwhile, and turns that are given up.

use super::super::script::check;
use super::CHAIN;

#[test]
fn a_part_that_rests_goes_on_after_its_pause_and_its_worker_goes_on_at_once() {
    check(
        CHAIN,
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        rests w1 100 + ask w1 => w1 pulls s0 t1 x1
        pulled w1 1 never + ask w1 => w1 runs p0 t1
        done w1 + ask w1 => w1 runs p0 t2 end
        done w1 + ask w1 => w1 idle
        wait 99 =>
        wait 1 => wake 1
        ask w1 => w1 runs p0 t0 on
        done w1 =>
        take o0 =>
        take o0 =>
        take o0 => o0 ended, over
        ",
    );
}

#[test]
fn what_rests_keeps_its_place_in_the_window() {
    check(
        "s0 > p0@0 > o0; batch=1; window=2",
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        rests w1 100 + ask w1 => w1 pulls s0 t1 x1
        pulled w1 1 + ask w1 => w1 runs p0 t1
        rests w1 200 + ask w1 => w1 idle
        wait 100 => wake 1
        ask w1 => w1 runs p0 t0 on
        done w1 + ask w1 => w1 idle
        take o0 => wake 1
        ask w1 => w1 pulls s0 t2 x1
        ",
    );
}

#[test]
fn a_serial_part_that_rests_keeps_its_turn() {
    check(
        "s0 > p0@0! > o0; batch=1",
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        rests w1 5 + ask w1 => w1 pulls s0 t1 x1
        pulled w1 1 never + ask w1 => w1 idle
        wait 5 => wake 1
        ask w1 => w1 runs p0 t0 on
        done w1 + ask w1 => w1 runs p0 t1
        ",
    );
}

#[test]
fn a_reader_that_waits_for_what_rests_is_not_told_that_it_stalls() {
    check(
        "s0 > p0@0 > p1 > o0; p1 > o1; batch=1; window=1",
        "
        want o0 =>
        want o1 =>
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        rests w1 5000 + ask w1 => w1 idle
        wait 2000 =>
        wait 3000 => wake 1
        ",
    );
}

#[test]
fn a_cancel_forgets_what_rests() {
    check(
        CHAIN,
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        rests w1 5 =>
        cancel => o0 abandons t0 x1, o0 ended, over
        wait 5 =>
        ",
    );
}

#[test]
fn a_turn_that_is_given_up_goes_on_elsewhere_and_its_late_result_is_stale() {
    check(
        CHAIN,
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 never + ask w1 => w1 runs p0 t0
        ask w2 => w2 runs p0 t1 end
        done w2 + ask w2 => w2 idle
        off w1 => w1 written off, wake 1
        ask w2 => w2 runs p0 t0 #2 on
        late w1 => w1 stale
        done w2 =>
        take o0 =>
        take o0 => o0 ended, over
        ",
    );
}

#[test]
fn a_turn_that_is_over_is_not_given_up() {
    check(
        CHAIN,
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        done w1 =>
        off_late w1 => w1 stale
        ",
    );
}

#[test]
fn a_cancelled_run_does_not_wait_for_who_was_written_off() {
    check(
        CHAIN,
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        cancel => o0 abandons t0 x1, o0 ended
        off w1 => w1 written off, over
        ",
    );
}
