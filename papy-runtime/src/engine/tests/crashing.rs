//! Workers that die while the actor that has their turns lives.

use super::super::script::check;
use super::CHAIN;

#[test]
fn b7_only_the_item_that_kills_its_workers_is_given_up_and_the_rest_follows_in_order() {
    check(
        "s0 > p0@0 > p1@0 > o0; batch=8",
        "
        want o0 =>
        ask c1 => c1 idle
        ask w1 => w1 pulls s0 t0 x8
        pulled w1 8 never => wake 1
        ask c1 => c1 runs p0 t0
        dies c1 8 0 0 8 + ask c1 => c1 runs p0 t0 again 0..4 #1
        done c1 + ask c1 => c1 runs p1 t0 more
        done c1 + ask c1 => o0 has t0, c1 runs p0 t0 again 4..6 #1 on
        dies c1 8 5 5 6 + ask c1 => c1 runs p0 t0 again 5..6 #2 on
        dies c1 8 5 5 6 + ask c1 => c1 runs p0 t0 again 5..6 #3 on
        dies c1 8 5 5 6 + ask c1 => c1 runs p0 t0 gives up 5..6 #3 on
        take o0 =>
        done c1 + ask c1 => c1 runs p1 t0 more
        done c1 + ask c1 => o0 has t0, c1 runs p0 t0 again 6..8 #1 on
        take o0 =>
        done c1 + ask c1 => c1 runs p1 t0
        done c1 + ask c1 => o0 has t0, c1 runs p0 t1 end
        ",
    );
}

#[test]
fn b2_what_only_waited_with_a_dead_worker_is_run_whole_and_charged_nothing() {
    check(
        "s0 > p0@0 > o0; batch=2",
        "
        ask w1 => w1 pulls s0 t0 x2
        pulled w1 2 =>
        ask c1 => c1 runs p0 t0
        ask w1 => w1 pulls s0 t1 x2
        pulled w1 2 never =>
        ask c1 => c1 runs p0 t1
        dies c1 2 1 1 2 + dies c1 2 0 0 0 + ask c1 => c1 runs p0 t0 again 1..2 #2
        ask c1 => c1 runs p0 t1 again 0..2 #1
        done c1 + done c1 =>
        take o0 =>
        take o0 =>
        ",
    );
}

#[test]
fn an_answer_of_a_worker_that_died_is_stale() {
    check(
        CHAIN,
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 never + ask w1 => w1 runs p0 t0
        dies w1 1 0 0 1 =>
        late w1 => w1 stale
        ask w1 => w1 runs p0 t0 again 0..1 #2
        ",
    );
}

#[test]
fn a_part_that_gives_its_items_in_slices_goes_on_within_its_step() {
    check(
        "s0 > p0@0 > o0; batch=4",
        "
        want o0 =>
        ask w1 => w1 pulls s0 t0 x4
        pulled w1 4 never + ask w1 => w1 runs p0 t0
        dies w1 4 1 2 3 + ask w1 => w1 runs p0 t0 again 1..2 #1
        parks w1 => o0 has t0
        take o0 =>
        ask w1 => w1 runs p0 t0 again 1..2 #1 on
        done w1 => o0 has t0
        take o0 =>
        ask w1 => w1 runs p0 t0 again 2..3 #2 on
        done w1 => o0 has t0
        take o0 =>
        ask w1 => w1 runs p0 t0 again 3..4 #1 on
        done w1 => o0 has t0
        ",
    );
}

#[test]
fn a_zip_whose_worker_died_takes_no_input_twice() {
    check(
        "s0 > p0@0; s0 > p1@0; p0 > p2@0 > o0; p1 > p2; batch=2",
        "
        want o0 =>
        ask w1 => w1 pulls s0 t0 x2
        pulled w1 2 later + ask w1 => w1 runs p1 t0
        parks w1 + ask w1 => w1 runs p0 t0
        done w1 + ask w1 => w1 runs p2 t0
        dies w1 2 0 1 2 + ask w1 => w1 runs p2 t0 again 0..1 #1
        done w1 => o0 has t0
        ask w1 => w1 runs p1 t0 on
        take o0 =>
        done w1 + ask w1 => w1 runs p2 t0 again 1..2 #2 on
        needs w1 1 + ask w1 => o0 has t0, w1 idle
        take o0 => wake 1
        ask w1 => w1 runs p2 t0 #2 on
        done w1 => o0 has t0
        ",
    );
}

#[test]
fn a_cancel_does_not_run_again_what_a_worker_died_with() {
    check(
        CHAIN,
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        cancel => o0 abandons t0 x1, o0 ended
        dies w1 1 0 0 1 => over
        ",
    );
}
